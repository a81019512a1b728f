//! What was extracted from each document, kept between builds beside pipeline.toml.
//!
//! An entry is a file `KEY.json`: the SHA-256 of its JSON, a line end, the JSON. The key is made from everything that
//! decides the content, so an entry is never out of date; one that is damaged is as good as absent.

use std::{
    collections::BTreeSet,
    fs,
    io::Write as _,
    path::{Path, PathBuf},
};

use super::{Error, Extracted};
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

    /// Keeps an entry; a reader sees all of it or nothing.
    ///
    /// # Errors
    /// The file system refuses.
    pub fn put(&self, key: &str, extracted: &Extracted) -> Result<(), Error> {
        let failed = |error| Error::io("write to the cache", &self.folder)(error);
        let json = serde_json::to_string(extracted).map_err(|e| failed(e.into()))?;
        fs::create_dir_all(&self.folder).map_err(failed)?;
        let mut file = tempfile::NamedTempFile::new_in(&self.folder).map_err(failed)?;
        writeln!(file, "{}", id::sha256(json.as_bytes())).map_err(failed)?;
        file.write_all(json.as_bytes()).map_err(failed)?;
        file.persist(self.path(key)).map_err(|e| failed(e.error))?;
        Ok(())
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
            // Other names are entries that another process is still writing.
            if key.is_some_and(|key| !keys.contains(key)) {
                match fs::remove_file(&path) {
                    Err(error) if error.kind() != std::io::ErrorKind::NotFound => {
                        return Err(Error::io("remove", &path)(error));
                    }
                    _ => {}
                }
            }
        }
        Ok(())
    }

    fn path(&self, key: &str) -> PathBuf {
        self.folder.join(format!("{key}.json"))
    }
}
