//! A data set in a folder.
//!
//! A reader finds a whole version at every moment, whatever happens to the writer: the files of a version are written into
//! a staging folder on the same file system and synced, and the folder is renamed into place; other files are replaced by a
//! rename each. One process writes at a time.

use std::{fs, io::ErrorKind, path::PathBuf};

use super::{
    Error, disk,
    lock::Lock,
    place::{Found, Hold, Place, Tag},
};

/// Files of the data set's folder that are replaced.
const REPLACED: &[&str] = &["versions.json", "latest.json"];

/// The folder of a data set. Nothing is created before something is published.
#[derive(Clone, Debug)]
pub(super) struct Folder {
    path: PathBuf,
}

impl Folder {
    pub(super) const fn new(path: PathBuf) -> Self {
        Self { path }
    }

    fn clear(&self) -> Result<(), Error> {
        disk::remove_folder(&self.staging())?;
        REPLACED.iter().try_for_each(|name| disk::remove_file(&self.new_of(name)))
    }

    /// Leaves nothing half done behind, above all where the disk is full. If that fails too, the next writer does it.
    fn or_clear(&self, done: Result<(), Error>) -> Result<(), Error> {
        done.inspect_err(|_| drop(self.clear()))
    }

    fn staging(&self) -> PathBuf {
        self.at(".staging")
    }

    /// Where a file is written before it takes its name.
    fn new_of(&self, name: &str) -> PathBuf {
        self.at(&format!(".{name}.new"))
    }
}

impl Place for Folder {
    fn at(&self, name: &str) -> PathBuf {
        self.path.join(name)
    }

    fn read(&self, name: &str) -> Result<Option<Found>, Error> {
        let path = self.at(name);
        match fs::read(&path) {
            Ok(bytes) => Ok(Some(Found { bytes, tag: Tag::default() })),
            Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
            Err(error) => Err(Error::io("read", &path)(error)),
        }
    }

    fn names(&self, folder: &str) -> Result<Vec<String>, Error> {
        let folder = self.at(folder);
        let listed = match fs::read_dir(&folder) {
            Err(error) if error.kind() == ErrorKind::NotFound => return Ok(Vec::new()),
            listed => listed.and_then(Iterator::collect::<Result<Vec<_>, _>>).map_err(Error::io("read", &folder))?,
        };
        let mut names: Vec<_> = listed.iter().map(|one| one.file_name().to_string_lossy().into_owned()).collect();
        names.sort();
        Ok(names)
    }

    fn has_version(&self, folder: &str) -> Result<bool, Error> {
        Ok(self.at(folder).is_dir())
    }

    fn hold(&self) -> Result<Hold, Error> {
        disk::create_folder(&self.path)?;
        let lock = Lock::take(&self.path)?;
        self.clear()?;
        Ok(Hold(Some(lock)))
    }

    fn has_leftovers(&self) -> bool {
        self.staging().exists() || REPLACED.iter().any(|name| self.new_of(name).exists())
    }

    fn may_have_begun(&self) -> bool {
        false
    }

    /// All of it at once. What lies there already is what a writer left that died before it could say that the version is there.
    fn put_version(&self, _hold: &Hold, name: &str, files: &[(String, Vec<u8>)]) -> Result<bool, Error> {
        let put = || {
            let (staging, target) = (self.staging(), self.at(name));
            disk::create_folder(&staging)?;
            for (name, bytes) in files {
                disk::write_synced(&staging.join(name), bytes)?;
            }
            disk::sync_folder(&staging)?;
            let parent = target.parent().unwrap_or(&self.path);
            disk::create_folder(parent)?;
            disk::remove_folder(&target)?;
            disk::rename(&staging, &target)?;
            disk::sync_folder(parent)
        };
        self.or_clear(put()).map(|()| true)
    }

    fn replace(&self, _hold: &Hold, name: &str, bytes: &[u8], _seen: Option<&Tag>) -> Result<bool, Error> {
        let replace = || {
            let new = self.new_of(name);
            disk::write_synced(&new, bytes)?;
            disk::rename(&new, &self.at(name))?;
            disk::sync_folder(&self.path)
        };
        self.or_clear(replace()).map(|()| true)
    }
}
