//! The one door through which the cache and the folder of a data set are changed; requests to object stores have the same faults.
//!
//! In debug builds `CUANTIA_FAULT` makes one of these changes go wrong, so that tests can try each of them: `kill:17` ends the
//! process just before the 17th, `full:17` lets the disk be full there. Release builds know nothing of it.

use std::{
    fs::{self, File},
    io::{ErrorKind, Write as _},
    path::Path,
};

use super::Error;

#[cfg(feature = "object-store")]
pub(super) use fault::point;

/// Creates a folder and those above it, where they are not there.
pub(super) fn create_folder(folder: &Path) -> Result<(), Error> {
    fault::point("create", folder)?;
    fs::create_dir_all(folder).map_err(Error::io("create", folder))
}

/// Writes a file. After a crash of the machine it may be anything.
pub(super) fn write(path: &Path, bytes: &[u8]) -> Result<(), Error> {
    filled(path, bytes).map(drop)
}

/// Writes a file that survives a crash of the machine, once its folder is synced too.
pub(super) fn write_synced(path: &Path, bytes: &[u8]) -> Result<(), Error> {
    let file = filled(path, bytes)?;
    fault::point("sync", path)?;
    file.sync_all().map_err(Error::io("write", path))
}

/// A new file with these bytes.
fn filled(path: &Path, bytes: &[u8]) -> Result<File, Error> {
    fault::point("create", path)?;
    let mut file = File::create(path).map_err(Error::io("create", path))?;
    // In two parts, for there to be a point between them.
    let (first, second) = bytes.split_at(bytes.len() / 2);
    for part in [first, second] {
        fault::point("write", path)?;
        file.write_all(part).map_err(Error::io("write", path))?;
    }
    Ok(file)
}

/// Makes names in a folder survive a crash. Windows has no such call and needs none.
pub(super) fn sync_folder(folder: &Path) -> Result<(), Error> {
    fault::point("sync", folder)?;
    if cfg!(unix) {
        File::open(folder).and_then(|f| f.sync_all()).map_err(Error::io("sync", folder))?;
    }
    Ok(())
}

/// Gives a file or folder the name `to`, at once: readers find what was there or what is there now.
pub(super) fn rename(from: &Path, to: &Path) -> Result<(), Error> {
    fault::point("rename into place", to)?;
    fs::rename(from, to).map_err(Error::io("rename into place", to))
}

/// Removes a file, where it is there.
pub(super) fn remove_file(path: &Path) -> Result<(), Error> {
    fault::point("remove", path)?;
    unless_gone(fs::remove_file(path), path)
}

/// Removes a folder with everything in it, where it is there.
pub(super) fn remove_folder(folder: &Path) -> Result<(), Error> {
    fault::point("remove", folder)?;
    unless_gone(fs::remove_dir_all(folder), folder)
}

fn unless_gone(removed: std::io::Result<()>, path: &Path) -> Result<(), Error> {
    match removed {
        Err(error) if error.kind() != ErrorKind::NotFound => Err(Error::io("remove", path)(error)),
        _ => Ok(()),
    }
}

#[cfg(debug_assertions)]
mod fault {
    use std::{
        io::{ErrorKind, Write as _},
        path::Path,
        sync::atomic::{AtomicU64, Ordering},
    };

    use super::Error;

    /// Changes that were begun so far.
    static BEGUN: AtomicU64 = AtomicU64::new(0);

    /// Goes wrong where `CUANTIA_FAULT` says so.
    pub(in crate::pipeline) fn point(doing: &'static str, path: &Path) -> Result<(), Error> {
        let begun = BEGUN.fetch_add(1, Ordering::Relaxed) + 1;
        let Ok(asked) = std::env::var("CUANTIA_FAULT") else { return Ok(()) };
        match asked.split_once(':').and_then(|(what, at)| Some((what, at.parse::<u64>().ok()?))) {
            Some(("kill", at)) if at == begun => {
                // For the test to know where; a closed stderr leaves nobody to tell.
                let _ = writeln!(std::io::stderr(), "killed: {doing} {}", path.display());
                std::process::abort()
            }
            Some(("full", at)) if at == begun => Err(Error::io(doing, path)(ErrorKind::StorageFull.into())),
            _ => Ok(()),
        }
    }
}

#[cfg(not(debug_assertions))]
mod fault {
    use std::path::Path;

    use super::Error;

    #[inline]
    #[allow(clippy::unnecessary_wraps, reason = "as its sister")]
    pub(in crate::pipeline) fn point(_doing: &'static str, _path: &Path) -> Result<(), Error> {
        Ok(())
    }
}
