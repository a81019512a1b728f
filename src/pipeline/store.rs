//! Where versions are published: a folder with `v/<version>/` for each, `versions.json` and `latest.json`.
//!
//! A reader who follows `latest.json` finds a whole version at every moment, whatever happens to the writer: the files
//! of a version are written into a staging folder on the same file system and synced, the folder is renamed into
//! place, then `versions.json` and last `latest.json` are replaced by a rename each.

use std::{
    fs::{self, File},
    io::{ErrorKind, Write as _},
    path::{Path, PathBuf},
};

use serde::Serialize;

use super::{Error, lock::Lock};
use crate::{
    base::Diagnostic,
    dataset::{
        files::{self, Entry, Latest, Versions},
        read::{self, Published},
    },
};

/// The folder of a data set.
#[derive(Clone, Debug)]
pub struct Store {
    folder: PathBuf,
    name: String,
}

impl Store {
    /// The data set `name` below `out`. Nothing is created before something is published.
    #[must_use]
    pub fn new(out: &Path, name: &str) -> Self {
        Self { folder: out.join(name), name: name.into() }
    }

    /// The data set whose folder this is, whoever published it.
    ///
    /// # Errors
    /// There is no `versions.json` in it, or it cannot be read.
    pub fn at(folder: &Path) -> Result<Self, Error> {
        let name = folder.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let store = Self { folder: folder.to_owned(), name };
        let Some(bytes) = store.read("versions.json")? else {
            return Err(Error::invalid(
                Diagnostic::error("no-dataset", "there is no data set in this folder: it has no versions.json")
                    .at(folder.to_string_lossy(), 0)
                    .help("expected the folder of a data set, such as datasets/NAME"),
            ));
        };
        // A damaged file is told by whoever needs more of it than the name.
        let named: Option<Versions> = serde_json::from_slice(&bytes).ok();
        Ok(named.map_or(store.clone(), |versions| Self { name: versions.dataset, ..store }))
    }

    #[must_use]
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// The bytes of a file by its path in the data set's folder, with `/`; `None` where there is none.
    ///
    /// # Errors
    /// A file that cannot be read.
    pub fn read(&self, name: &str) -> Result<Option<Vec<u8>>, Error> {
        let path = self.folder.join(name);
        match fs::read(&path) {
            Ok(bytes) => Ok(Some(bytes)),
            Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
            Err(error) => Err(Error::io("read", &path)(error)),
        }
    }

    /// The names of everything that lies in the folder of a version, sorted.
    ///
    /// # Errors
    /// A folder that cannot be read.
    pub fn names(&self, entry: &Entry) -> Result<Vec<String>, Error> {
        let folder = self.folder.join(&entry.path);
        let listed = match fs::read_dir(&folder) {
            Err(error) if error.kind() == ErrorKind::NotFound => return Ok(Vec::new()),
            listed => listed.and_then(Iterator::collect::<Result<Vec<_>, _>>).map_err(Error::io("read", &folder))?,
        };
        let mut names: Vec<_> = listed.iter().map(|one| one.file_name().to_string_lossy().into_owned()).collect();
        names.sort();
        Ok(names)
    }

    /// Everything that was published so far.
    ///
    /// # Errors
    /// A `versions.json` that cannot be read or is none.
    pub fn versions(&self) -> Result<Versions, Error> {
        let Some(bytes) = self.read("versions.json")? else {
            return Ok(Versions { dataset: self.name.clone(), versions: Vec::new() });
        };
        serde_json::from_slice(&bytes).map_err(|error| {
            Error::invalid(
                Diagnostic::error("invalid-versions", format!("expected a list of versions: {error}"))
                    .at(self.folder.join("versions.json").to_string_lossy(), error.line())
                    .help("restore it from a copy: it records the day and the digest of every version"),
            )
        })
    }

    /// A table of a version, where it was published as Parquet.
    ///
    /// # Errors
    /// A file that cannot be read or is damaged.
    pub fn table(&self, entry: &Entry, name: &str) -> Result<Option<Published>, Error> {
        let path = format!("{}/{name}.parquet", entry.path);
        let Some(bytes) = self.read(&path)? else { return Ok(None) };
        read::table(name, bytes).map(Some).map_err(|error| {
            let message = format!("expected a published table: {error}");
            let path = self.folder.join(path);
            Error::invalid(Diagnostic::error("damaged-table", message).at(path.to_string_lossy(), 0))
        })
    }

    /// All tables of a version that were published as Parquet.
    ///
    /// # Errors
    /// A file that cannot be read or is damaged.
    pub fn tables(&self, entry: &Entry) -> Result<Vec<Published>, Error> {
        let names = self.names(entry)?;
        let tables = names.iter().filter_map(|name| name.strip_suffix(".parquet"));
        tables.filter_map(|table| self.table(entry, table).transpose()).collect()
    }

    /// Takes the folder for this process, and finishes or clears what a writer that died left behind.
    ///
    /// # Errors
    /// Another process publishes, or the file system refuses.
    pub fn lock(&self) -> Result<Lock, Error> {
        fs::create_dir_all(&self.folder).map_err(Error::io("create", &self.folder))?;
        let lock = Lock::take(&self.folder)?;
        remove(&self.staging())?;
        self.point_at_last(&self.versions()?)?;
        Ok(lock)
    }

    /// Publishes the files of a new version. The caller holds the lock.
    ///
    /// # Errors
    /// The file system refuses. What `latest.json` points at is whole in any case.
    pub fn publish(
        &self,
        lock: &Lock,
        mut versions: Versions,
        entry: Entry,
        files: &[(String, Vec<u8>)],
    ) -> Result<PathBuf, Error> {
        let target = self.put_in_place(lock, &entry, files)?;
        for earlier in &mut versions.versions {
            earlier.changes.clear();
        }
        versions.versions.push(entry);
        self.replace("versions.json", &versions)?;
        self.point_at_last(&versions)?;
        Ok(target)
    }

    /// Puts the folder of a version in its place, all of it at once. The caller holds the lock.
    ///
    /// # Errors
    /// The file system refuses.
    pub fn put_in_place(&self, _lock: &Lock, entry: &Entry, files: &[(String, Vec<u8>)]) -> Result<PathBuf, Error> {
        let staging = self.staging();
        fs::create_dir_all(&staging).map_err(Error::io("create", &staging))?;
        for (name, bytes) in files {
            write_synced(&staging.join(name), bytes)?;
        }
        sync_folder(&staging)?;
        let target = self.folder.join(&entry.path);
        let parent = target.parent().unwrap_or(&self.folder);
        fs::create_dir_all(parent).map_err(Error::io("create", parent))?;
        // A folder that versions.json does not know is one whose writer died before it could say so.
        remove(&target)?;
        fs::rename(&staging, &target).map_err(Error::io("rename into place", &target))?;
        sync_folder(parent)?;
        Ok(target)
    }

    /// Whether the folder of a version is there and `latest.json` names it. Its content is not read.
    #[must_use]
    pub fn is_whole(&self, entry: &Entry) -> bool {
        self.points_at(entry) && self.folder.join(&entry.path).is_dir()
    }

    /// Whether `latest.json` names the version `entry`: not where a writer died just before it could say so.
    #[must_use]
    fn points_at(&self, entry: &Entry) -> bool {
        let there = self.read("latest.json").ok().flatten();
        let there: Option<Latest> = there.and_then(|bytes| serde_json::from_slice(&bytes).ok());
        there == Some(entry.latest(&self.name))
    }

    /// Lets `latest.json` name the last version, where it does not.
    fn point_at_last(&self, versions: &Versions) -> Result<(), Error> {
        match versions.versions.last() {
            Some(last) if !self.points_at(last) => self.replace("latest.json", &last.latest(&self.name)),
            _ => Ok(()),
        }
    }

    /// Replaces a file of the data set's folder at once.
    fn replace(&self, name: &str, content: &impl Serialize) -> Result<(), Error> {
        let path = self.folder.join(name);
        let bytes = files::json(content).map_err(|e| Error::io("write", &path)(e.into()))?;
        let new = self.folder.join(format!(".{name}.new"));
        write_synced(&new, &bytes)?;
        fs::rename(&new, &path).map_err(Error::io("rename into place", &path))?;
        sync_folder(&self.folder)
    }

    fn staging(&self) -> PathBuf {
        self.folder.join(".staging")
    }
}

fn write_synced(path: &Path, bytes: &[u8]) -> Result<(), Error> {
    let mut file = File::create(path).map_err(Error::io("create", path))?;
    file.write_all(bytes).and_then(|()| file.sync_all()).map_err(Error::io("write", path))
}

/// Makes names in a folder survive a crash. Windows has no such call and needs none.
fn sync_folder(folder: &Path) -> Result<(), Error> {
    if cfg!(unix) {
        File::open(folder).and_then(|f| f.sync_all()).map_err(Error::io("sync", folder))?;
    }
    Ok(())
}

fn remove(folder: &Path) -> Result<(), Error> {
    match fs::remove_dir_all(folder) {
        Err(error) if error.kind() != ErrorKind::NotFound => Err(Error::io("remove", folder)(error)),
        _ => Ok(()),
    }
}
