//! Where versions are published: `v/<version>/` for each, `versions.json` and `latest.json`.
//!
//! The files of a version come first, then `versions.json`, and last `latest.json`: a reader who follows it finds a whole
//! version at every moment, whatever happens to the writer.

use std::{
    path::{Path, PathBuf},
    sync::Arc,
};

use serde::Serialize;

use super::{
    Error,
    place::{self, Found, Hold, Place, Tag},
};
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
    place: Arc<dyn Place>,
    name: String,
}

/// The right to publish, and the versions that it was taken for.
#[derive(Debug)]
pub struct Writing {
    hold: Hold,
    versions: Versions,
    /// Of versions.json; `None` where there is none.
    seen: Option<Tag>,
}

impl Writing {
    #[must_use]
    pub fn versions(&self) -> &Versions {
        &self.versions
    }
}

/// How often `latest.json` is looked at again that others keep replacing.
const PATIENCE: usize = 100;

impl Store {
    /// The data set `name` below `out`, a folder or an address. Nothing is created before something is published.
    ///
    /// # Errors
    /// An address that cannot be used.
    pub fn new(out: &Path, name: &str) -> Result<Self, Error> {
        Ok(Self { place: place::open(place::below(out, name)?)?, name: name.into() })
    }

    /// The data set whose folder or address this is, whoever published it.
    ///
    /// # Errors
    /// There is no `versions.json` in it, or it cannot be read.
    pub fn open(folder: &Path) -> Result<Self, Error> {
        let name = folder.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let store = Self { place: place::open(folder.to_owned())?, name };
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
        Ok(self.place.read(name)?.map(|found| found.bytes))
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
        Ok(self.versions_seen()?.0)
    }

    fn versions_seen(&self) -> Result<(Versions, Option<Tag>), Error> {
        let Some(Found { bytes, tag }) = self.place.read("versions.json")? else {
            return Ok((Versions { dataset: self.name.clone(), versions: Vec::new() }, None));
        };
        let versions = serde_json::from_slice(&bytes).map_err(|error| {
            Error::invalid(
                Diagnostic::error("invalid-versions", format!("expected a list of versions: {error}"))
                    .at(self.path_of("versions.json").to_string_lossy(), error.line())
                    .help("restore it from a copy: it records the day and the digest of every version"),
            )
        })?;
        Ok((versions, Some(tag)))
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
    /// Another process publishes in the folder, or the place refuses.
    pub fn begin(&self) -> Result<Writing, Error> {
        let hold = self.place.hold()?;
        self.point_at_current(&hold)?;
        let (versions, seen) = self.versions_seen()?;
        Ok(Writing { hold, versions, seen })
    }

    /// Clears what a writer that died left behind, where there is nothing to publish.
    ///
    /// # Errors
    /// The place refuses.
    pub fn tidy(&self) -> Result<(), Error> {
        if !self.place.has_leftovers() {
            return Ok(());
        }
        match self.begin() {
            // What lies there is what another process is at.
            Ok(_) | Err(Error::Locked { .. }) => Ok(()),
            Err(error) => Err(error),
        }
    }

    /// Whether a version may lie there that `versions.json` does not name.
    #[must_use]
    pub fn may_have_begun(&self) -> bool {
        self.place.may_have_begun()
    }

    /// Puts the files of a version in their place, where nobody reads them yet. `false`: another build has begun a version of
    /// that number.
    ///
    /// # Errors
    /// The place refuses.
    pub fn put_in_place(&self, writing: &Writing, entry: &Entry, files: &[(String, Vec<u8>)]) -> Result<bool, Error> {
        self.place.put_version(&writing.hold, &entry.path, files)
    }

    /// Publishes a new version whose files are in their place.
    ///
    /// # Errors
    /// Another build published meanwhile, or the place refuses. What `latest.json` points at is whole in any case.
    pub fn publish(&self, writing: &Writing, entry: Entry) -> Result<(), Error> {
        let mut versions = writing.versions.clone();
        for earlier in &mut versions.versions {
            earlier.changes.clear();
        }
        let (number, sums) = (entry.version.clone(), entry.sha256sums.clone());
        versions.versions.push(entry);
        match self.record(writing, &versions) {
            // The answer was lost, and by now another build has published after this one.
            Err(Error::Raced(_))
                if self
                    .versions()?
                    .versions
                    .iter()
                    .any(|there| there.version == number && there.sha256sums == sums) =>
            {
                self.point_at_current(&writing.hold)
            }
            done => done,
        }
    }

    /// Says which versions there are, then which of them is to be read.
    ///
    /// # Errors
    /// Another build published meanwhile, or the place refuses.
    pub fn record(&self, writing: &Writing, versions: &Versions) -> Result<(), Error> {
        let (name, bytes) = ("versions.json", self.json("versions.json", versions)?);
        if !self.place.replace(&writing.hold, name, &bytes, writing.seen.as_ref())?
            // An answer that was lost on its way lets a request be made twice.
            && self.read(name)?.as_ref() != Some(&bytes)
        {
            return Err(Error::Raced(self.path_of("")));
        }
        self.point_at_current(&writing.hold)
    }

    /// Whether the files of a version are there and `latest.json` names it. What is in them is not looked at.
    ///
    /// # Errors
    /// A place that cannot be read.
    pub fn is_whole(&self, entry: &Entry) -> Result<bool, Error> {
        Ok(self.is_named(self.place.read("latest.json")?.as_ref(), entry) && self.place.has_version(&entry.path)?)
    }

    /// Lets `latest.json` name the newest version that is not yanked, where it does not: a writer may have died just before
    /// it could say so. It is read before `versions.json`: who replaces it with what was the newest then, and is late, fails,
    /// since it is another by now. Looked at again afterwards, until both agree.
    fn point_at_current(&self, hold: &Hold) -> Result<(), Error> {
        for _ in 0..PATIENCE {
            let latest = self.place.read("latest.json")?;
            match self.versions()?.current() {
                Some(current) if !self.is_named(latest.as_ref(), current) => {
                    let bytes = self.json("latest.json", &current.latest(&self.name))?;
                    self.place.replace(hold, "latest.json", &bytes, latest.as_ref().map(|found| &found.tag))?;
                }
                _ => return Ok(()),
            }
        }
        Err(Error::Failed(format!("others keep replacing {}", self.path_of("latest.json").display())))
    }

    /// Whether `latest.json` names the version `entry`.
    fn is_named(&self, latest: Option<&Found>, entry: &Entry) -> bool {
        let there: Option<Latest> = latest.and_then(|found| serde_json::from_slice(&found.bytes).ok());
        there == Some(entry.latest(&self.name))
    }

    fn json(&self, name: &str, content: &impl Serialize) -> Result<Vec<u8>, Error> {
        files::json(content).map_err(|e| Error::io("write", &self.path_of(name))(e.into()))
    }
}
