//! Where versions are published: `v/<version>/` for each, `versions.json` and `latest.json`.
//!
//! The files of a version come first, then `versions.json`, and last `latest.json`: a reader who follows it finds a whole
//! version at every moment, whatever happens to the writer.

use std::path::{Path, PathBuf};

use serde::Serialize;

use super::{Error, folder::Folder, lock::Lock};
use crate::{
    base::Diagnostic,
    dataset::{
        files::{self, Entry, Latest, Versions},
        read::{self, Published},
    },
};

/// A data set and where it is published.
#[derive(Clone, Debug)]
pub struct Store {
    place: Folder,
    name: String,
}

impl Store {
    /// The data set `name` below `out`. Nothing is created before something is published.
    #[must_use]
    pub fn new(out: &Path, name: &str) -> Self {
        Self { place: Folder::new(out.join(name)), name: name.into() }
    }

    /// The data set whose folder this is, whoever published it.
    ///
    /// # Errors
    /// There is no `versions.json` in it, or it cannot be read.
    pub fn open(folder: &Path) -> Result<Self, Error> {
        let name = folder.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let store = Self { place: Folder::new(folder.to_owned()), name };
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
        self.place.path()
    }

    /// Where a file or folder of the data set is, for people; its name has `/`.
    #[must_use]
    pub fn path_of(&self, name: &str) -> PathBuf {
        self.place.at(name)
    }

    /// The bytes of a file by its path in the data set's folder, with `/`; `None` where there is none.
    ///
    /// # Errors
    /// A file that cannot be read.
    pub fn read(&self, name: &str) -> Result<Option<Vec<u8>>, Error> {
        self.place.read(name)
    }

    /// The names of everything that lies in a folder of the data set, such as that of a version, sorted.
    ///
    /// # Errors
    /// A folder that cannot be read.
    pub fn names(&self, folder: &str) -> Result<Vec<String>, Error> {
        self.place.names(folder)
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
                    .at(self.path_of("versions.json").to_string_lossy(), error.line())
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
            let path = self.path_of(&path);
            Error::invalid(Diagnostic::error("damaged-table", message).at(path.to_string_lossy(), 0))
        })
    }

    /// All tables of a version that were published as Parquet.
    ///
    /// # Errors
    /// A file that cannot be read or is damaged.
    pub fn tables(&self, entry: &Entry) -> Result<Vec<Published>, Error> {
        let names = self.names(&entry.path)?;
        let tables = names.iter().filter_map(|name| name.strip_suffix(".parquet"));
        tables.filter_map(|table| self.table(entry, table).transpose()).collect()
    }

    /// Takes the place for this process, and finishes or clears what a writer that died left behind.
    ///
    /// # Errors
    /// Another process publishes, or the file system refuses.
    pub fn lock(&self) -> Result<Lock, Error> {
        let lock = self.place.lock()?;
        self.point_at_current(&lock, &self.versions()?)?;
        Ok(lock)
    }

    /// Clears what a writer that died left behind, where there is nothing to publish.
    ///
    /// # Errors
    /// The file system refuses.
    pub fn tidy(&self) -> Result<(), Error> {
        if !self.place.has_leftovers() {
            return Ok(());
        }
        match self.lock() {
            // What lies there is what another process is at.
            Ok(_) | Err(Error::Locked { .. }) => Ok(()),
            Err(error) => Err(error),
        }
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
    ) -> Result<(), Error> {
        self.put_in_place(lock, &entry, files)?;
        for earlier in &mut versions.versions {
            earlier.changes.clear();
        }
        versions.versions.push(entry);
        self.record(lock, &versions)
    }

    /// Says which versions there are, then which of them is to be read. The caller holds the lock.
    ///
    /// # Errors
    /// The file system refuses.
    pub fn record(&self, lock: &Lock, versions: &Versions) -> Result<(), Error> {
        self.replace(lock, "versions.json", versions)?;
        self.point_at_current(lock, versions)
    }

    /// Puts the folder of a version in its place, all of it at once. The caller holds the lock.
    ///
    /// # Errors
    /// The file system refuses.
    pub fn put_in_place(&self, lock: &Lock, entry: &Entry, files: &[(String, Vec<u8>)]) -> Result<(), Error> {
        self.place.put_version(lock, &entry.path, files)
    }

    /// Whether the folder of a version is there and `latest.json` names it. Its content is not read.
    #[must_use]
    pub fn is_whole(&self, entry: &Entry) -> bool {
        self.points_at(entry) && self.place.has(&entry.path)
    }

    /// Whether `latest.json` names the version `entry`: not where a writer died just before it could say so.
    #[must_use]
    fn points_at(&self, entry: &Entry) -> bool {
        let there = self.read("latest.json").ok().flatten();
        let there: Option<Latest> = there.and_then(|bytes| serde_json::from_slice(&bytes).ok());
        there == Some(entry.latest(&self.name))
    }

    /// Lets `latest.json` name the newest version that is not yanked, where it does not.
    fn point_at_current(&self, lock: &Lock, versions: &Versions) -> Result<(), Error> {
        match versions.current() {
            Some(last) if !self.points_at(last) => self.replace(lock, "latest.json", &last.latest(&self.name)),
            _ => Ok(()),
        }
    }

    /// Replaces a file of the data set's folder at once.
    fn replace(&self, lock: &Lock, name: &str, content: &impl Serialize) -> Result<(), Error> {
        let bytes = files::json(content).map_err(|e| Error::io("write", &self.path_of(name))(e.into()))?;
        self.place.replace(lock, name, &bytes)
    }
}
