//! What was extracted from each document, kept between builds beside pipeline.toml.
//!
//! An entry is a file `KEY.json`: the SHA-256 of its JSON, a line end, the JSON. The key is made from everything that
//! decides the content, so an entry is never out of date; one that is damaged, or half written, is as good as absent.

use std::{
    collections::BTreeSet,
    fs,
    path::{Path, PathBuf},
};

use super::{Error, Extracted, disk};
use crate::base::id;

/// The cache of a project.
#[derive(Clone, Debug)]
pub struct Cache {
    folder: PathBuf,
}

impl Cache {
    /// The cache of the project in `root`. Nothing is created before the first entry.
    #[must_use]
    pub fn of(root: &Path) -> Self {
        Self { folder: root.join(".cuantia").join("cache") }
    }

    /// The key of a document: its bytes' SHA-256, its path, its sidecar, and the digest of the rules.
    #[must_use]
    pub fn key(sha256: &str, path: &str, sidecar: &str, rules: &str) -> String {
        id::make("doc", &[sha256, path, sidecar, rules])
    }

    /// The entry, where there is a sound one.
    #[must_use]
    pub fn get(&self, key: &str) -> Option<Extracted> {
        let text = fs::read_to_string(self.path(key)).ok()?;
        let (digest, json) = text.split_once('\n')?;
        (digest == id::sha256(json.as_bytes())).then(|| serde_json::from_str(json).ok())?
    }

    /// Keeps an entry. Its digest tells half of one from all of it, and whoever else writes it writes the same bytes: so it
    /// needs no other name before it is whole, which would stay where a process dies.
    ///
    /// # Errors
    /// The file system refuses.
    pub fn put(&self, key: &str, extracted: &Extracted) -> Result<(), Error> {
        let path = self.path(key);
        let json = serde_json::to_string(extracted).map_err(|e| Error::io("write", &path)(e.into()))?;
        disk::create_folder(&self.folder)?;
        disk::write(&path, format!("{}\n{json}", id::sha256(json.as_bytes())).as_bytes())
    }

    /// Removes what no document of the project needs any more.
    ///
    /// # Errors
    /// The file system refuses.
    pub fn keep_only(&self, keys: &BTreeSet<String>) -> Result<(), Error> {
        let entries = match fs::read_dir(&self.folder) {
            Ok(entries) => entries,
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(()),
            Err(error) => return Err(Error::io("open", &self.folder)(error)),
        };
        for entry in entries {
            let path = entry.map_err(Error::io("open", &self.folder))?.path();
            let key = path.file_name().and_then(|n| n.to_str()).and_then(|n| n.strip_suffix(".json"));
            if key.is_some_and(|key| !keys.contains(key)) {
                disk::remove_file(&path)?;
            }
        }
        Ok(())
    }

    fn path(&self, key: &str) -> PathBuf {
        self.folder.join(format!("{key}.json"))
    }
}
