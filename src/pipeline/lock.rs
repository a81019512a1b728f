//! One writer at a time.

use std::{
    fs::{self, File, TryLockError},
    io::{Seek as _, Write as _},
    path::{Path, PathBuf},
};

use super::Error;

/// The lock on a folder, held until it is dropped. The system takes it from a process that dies.
#[derive(Debug)]
pub struct Lock {
    file: File,
}

impl Lock {
    /// Locks `folder` for this process.
    ///
    /// # Errors
    /// Another process holds it, which the error names; or the file system refuses.
    pub fn take(folder: &Path) -> Result<Self, Error> {
        let path: PathBuf = folder.join(".lock");
        let mut file = File::options()
            .create(true)
            .truncate(false)
            .read(true)
            .write(true)
            .open(&path)
            .map_err(Error::io("open", &path))?;
        match file.try_lock() {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => {
                // Where the holder has not said yet who it is, or locked files cannot be read.
                let holder = fs::read_to_string(&path).unwrap_or_default();
                let holder = if holder.trim().is_empty() { "another process" } else { holder.trim() };
                return Err(Error::Locked { path: folder.to_owned(), holder: holder.to_owned() });
            }
            Err(TryLockError::Error(error)) => return Err(Error::io("lock", &path)(error)),
        }
        file.set_len(0)
            .and_then(|()| file.rewind())
            .and_then(|()| writeln!(file, "process {} publishes here", std::process::id()))
            .map_err(Error::io("write", &path))?;
        Ok(Self { file })
    }
}

impl Drop for Lock {
    fn drop(&mut self) {
        // What cannot be said or unlocked any more ends with the process.
        let _ = self.file.set_len(0);
        let _ = self.file.unlock();
    }
}
