//! What a place must be able to do for a data set to be published there: a folder, or an object store.

use std::{
    fmt::Debug,
    path::{Path, PathBuf},
    sync::Arc,
};

use super::{Error, folder::Folder, lock::Lock};
use crate::config::address;

/// Where the files of a data set lie. Their names have `/`.
pub(super) trait Place: Debug + Send + Sync {
    /// Where a file is, for people.
    fn at(&self, name: &str) -> PathBuf;

    /// A file; `None` where there is none.
    fn read(&self, name: &str) -> Result<Option<Found>, Error>;

    /// The names of everything that lies in a folder, sorted.
    fn names(&self, folder: &str) -> Result<Vec<String>, Error>;

    /// Whether the folder of a published version is there.
    fn has_version(&self, folder: &str) -> Result<bool, Error>;

    /// Takes the place for this process where that is possible, and clears what a writer that died left behind.
    fn hold(&self) -> Result<Hold, Error>;

    /// Whether something lies there that the next writer clears.
    fn has_leftovers(&self) -> bool;

    /// Whether it is in order that a version lies there that is not published: one that another process is at, or left.
    fn may_have_begun(&self) -> bool;

    /// Puts the files of a version in their place; the last of them holds the checksums of the others. `false`: another
    /// build has begun a version of that name with other files.
    fn put_version(&self, hold: &Hold, folder: &str, files: &[(String, Vec<u8>)]) -> Result<bool, Error>;

    /// Replaces a file at once. `false`: somebody else replaced it since `seen` was read, `None` meaning that there was none.
    fn replace(&self, hold: &Hold, name: &str, bytes: &[u8], seen: Option<&Tag>) -> Result<bool, Error>;
}

/// A file that was read.
#[derive(Debug)]
pub(super) struct Found {
    pub(super) bytes: Vec<u8>,
    pub(super) tag: Tag,
}

/// What tells one state of an object from the next. A file in a folder has none: there the lock does its work.
#[derive(Clone, Debug, Default)]
#[cfg_attr(not(feature = "object-store"), allow(dead_code, reason = "only object stores look at it"))]
pub(super) struct Tag {
    pub(super) e_tag: Option<String>,
    pub(super) version: Option<String>,
}

/// The right to write: the lock on a folder; nothing for an object store, where each request says which state it is made for.
#[derive(Debug)]
pub(super) struct Hold(#[allow(dead_code, reason = "held until it is dropped")] pub(super) Option<Lock>);

/// The folder `name` in a folder or below an address.
pub(super) fn below(out: &Path, name: &str) -> Result<PathBuf, Error> {
    let text = out.to_string_lossy();
    if !address::is_address(&text) {
        return Ok(out.join(name));
    }
    match address::fault(&text) {
        Some(fault) => Err(Error::invalid(fault)),
        None => Ok(PathBuf::from(format!("{}/{name}", text.trim_end_matches('/')))),
    }
}

/// The folder or address `place`.
pub(super) fn open(place: PathBuf) -> Result<Arc<dyn Place>, Error> {
    let text = place.to_string_lossy();
    if !address::is_address(&text) {
        return Ok(Arc::new(Folder::new(place)));
    }
    match address::fault(&text) {
        Some(fault) => Err(Error::invalid(fault)),
        #[cfg(feature = "object-store")]
        None => Ok(Arc::new(super::objects::Objects::open(&text)?)),
        #[cfg(not(feature = "object-store"))]
        None => Err(Error::Failed(format!("cannot publish to {text}"))),
    }
}
