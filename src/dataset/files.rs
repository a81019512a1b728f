//! The files of a version's folder, and those beside it that say which versions there are.

use std::{collections::BTreeMap, iter::once};

use rayon::prelude::*;
use semver::Version;
use serde::{Deserialize, Serialize};

use super::{
    Metadata, Rows, Tables,
    change::{self, Change},
    csv, dictionary,
    metadata::{self, Content, Resource, Run},
    parquet, workbook,
};
use crate::{
    base::{id, period::Date},
    config::TableFormat,
};

/// `latest.json`: written last, so that whoever follows it finds a whole version.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Latest {
    pub dataset: String,
    #[serde(with = "version")]
    pub version: Version,
    /// Relative to the file: `v/1.2.0`.
    pub path: String,
    /// See [`super::digest::content`].
    pub content_digest: String,
    pub published: Date,
}

/// `versions.json`: every version, oldest first.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Versions {
    pub dataset: String,
    pub versions: Vec<Entry>,
}

impl Versions {
    /// The version that `latest.json` names: the newest that is not yanked.
    #[must_use]
    pub fn current(&self) -> Option<&Entry> {
        self.versions.iter().rev().find(|entry| entry.yanked.is_none())
    }

    /// The version with this content that keeps a build from publishing: the current one, or one behind it that was yanked,
    /// since what was withdrawn does not come back by itself.
    #[must_use]
    pub fn holding(&self, content_digest: &str) -> Option<&Entry> {
        let yanked = self.versions.iter().rev().take_while(|entry| entry.yanked.is_some());
        self.current().into_iter().chain(yanked).find(|entry| entry.content_digest == content_digest)
    }

    /// The versions that were published before `entry`, oldest first.
    #[must_use]
    pub fn before(&self, entry: &Entry) -> &[Entry] {
        let at = self.versions.iter().position(|one| one.version == entry.version).unwrap_or(self.versions.len());
        &self.versions[..at]
    }
}

/// A version in `versions.json`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entry {
    #[serde(with = "version")]
    pub version: Version,
    pub path: String,
    pub content_digest: String,
    /// Recorded here once: a rebuild takes it from here.
    pub published: Date,
    /// Of the version's SHA256SUMS, so that no file is without a witness.
    pub sha256sums: String,
    /// Why it is the version it is, one sentence each.
    pub reasons: Vec<String>,
    /// What it was made with.
    #[serde(default)]
    pub run: Run,
    /// Of the last version alone, so that it can be built again when its folder is lost: what it changed cannot be told
    /// without the version before. The others' changes stand in their folders.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub changes: Vec<Change>,
    /// The version that it was compared with.
    #[serde(default, skip_serializing_if = "Option::is_none", with = "maybe_version")]
    pub since: Option<Version>,
    /// Where readers should not use it any more.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub yanked: Option<Yanked>,
}

/// That a version was withdrawn. Its folder stays.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Yanked {
    pub reason: String,
    pub day: Date,
}

impl Entry {
    /// The entry of a version whose `files` are those of [`version_files`].
    #[must_use]
    pub fn new(metadata: &Metadata, files: &[(String, Vec<u8>)]) -> Self {
        let sums = files.iter().find(|(name, _)| name == SUMS).map_or(&[][..], |(_, bytes)| bytes);
        Self {
            version: metadata.version.clone(),
            path: format!("v/{}", metadata.version),
            content_digest: metadata.content_digest.clone(),
            published: metadata.published,
            sha256sums: id::sha256(sums),
            reasons: metadata.reasons.clone(),
            run: metadata.run.clone(),
            changes: metadata.changes.clone(),
            since: metadata.since.clone(),
            yanked: None,
        }
    }

    /// What `latest.json` says of it.
    #[must_use]
    pub fn latest(&self, dataset: &str) -> Latest {
        Latest {
            dataset: dataset.into(),
            version: self.version.clone(),
            path: self.path.clone(),
            content_digest: self.content_digest.clone(),
            published: self.published,
        }
    }
}

/// A version as its text.
mod version {
    use semver::Version;
    use serde::{Deserialize as _, Deserializer, Serializer, de::Error as _};

    pub(super) fn serialize<S: Serializer>(version: &Version, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(version)
    }

    pub(super) fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Version, D::Error> {
        let text = String::deserialize(deserializer)?;
        Version::parse(&text)
            .map_err(|e| D::Error::custom(format!("expected a version such as 1.2.0, found {text:?}: {e}")))
    }
}

mod maybe_version {
    use semver::Version;
    use serde::{Deserializer, Serializer};

    #[allow(clippy::ref_option, reason = "serde asks for it")]
    pub(super) fn serialize<S: Serializer>(version: &Option<Version>, serializer: S) -> Result<S::Ok, S::Error> {
        match version {
            Some(version) => super::version::serialize(version, serializer),
            None => serializer.serialize_none(),
        }
    }

    pub(super) fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Version>, D::Error> {
        super::version::deserialize(deserializer).map(Some)
    }
}

/// A JSON file: two spaces, a line feed at the end.
///
/// # Errors
/// Never for the types of this module.
pub fn json(content: &impl Serialize) -> serde_json::Result<Vec<u8>> {
    let mut out = serde_json::to_vec_pretty(content)?;
    out.push(b'\n');
    Ok(out)
}

/// The name of the file with the checksums of all others.
pub const SUMS: &str = "SHA256SUMS";

/// Why the files of a version could not be made.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    #[error(transparent)]
    Table(#[from] parquet::Error),
    #[error("the workbook: {0}")]
    Workbook(#[from] workbook::Error),
}

/// The files of a version's folder by name, SHA256SUMS last.
///
/// # Errors
/// What the writers of tables say.
pub fn version_files(tables: &Tables, metadata: &Metadata) -> Result<Vec<(String, Vec<u8>)>, Error> {
    let views = tables.views();
    let entries = dictionary::entries(&views);
    let (dictionary, changes) = (dictionary::view(&entries), change::view(&metadata.changes));
    let in_formats = |table| metadata.formats.iter().map(move |format| (table, *format));
    let mut wanted: Vec<(&dyn Rows, TableFormat)> = views.iter().flat_map(|table| in_formats(&**table)).collect();
    wanted.extend([(&dictionary as &dyn Rows, TableFormat::Csv), (&changes, TableFormat::Csv)]);
    let workbook = || -> Result<Option<Vec<u8>>, Error> {
        if !metadata.workbook {
            return Ok(None);
        }
        let sheets: Vec<&dyn Rows> = once(&dictionary as &dyn Rows).chain(views.iter().map(|view| &**view)).collect();
        Ok(workbook::write(&sheets, metadata)?)
    };
    // One table is most of the work: each of its files is made on a thread of its own.
    let written = || {
        let written = wanted.par_iter().with_max_len(1).map(|&(table, format)| {
            let bytes = table_bytes(table, format, metadata)?;
            Ok((Resource::new(table, format, &bytes), bytes))
        });
        written.collect::<Result<Vec<_>, Error>>()
    };
    let (written, workbook) = rayon::join(written, workbook);
    let mut files: Vec<_> = workbook?.into_iter().map(|bytes| (workbook::name(metadata), bytes)).collect();
    let mut resources = Vec::with_capacity(wanted.len());
    for (resource, bytes) in written? {
        files.push((resource.path.clone(), bytes));
        resources.push(resource);
    }
    files.extend(metadata::files(&Content { metadata, tables, resources: &resources }));
    files.sort();
    let sums = sums(&files);
    files.push((SUMS.into(), sums.into_bytes()));
    Ok(files)
}

fn table_bytes(table: &dyn Rows, format: TableFormat, metadata: &Metadata) -> Result<Vec<u8>, parquet::Error> {
    let mut bytes = Vec::new();
    match format {
        TableFormat::Parquet => parquet::write(table, metadata, &mut bytes)?,
        TableFormat::Csv => csv::write(table, &mut bytes)?,
    }
    Ok(bytes)
}

/// `hash  name` lines, sorted by name: what `sha256sum -c` reads.
#[must_use]
pub fn sums(files: &[(String, Vec<u8>)]) -> String {
    let hashes: BTreeMap<_, _> = files.par_iter().map(|(name, bytes)| (name.as_str(), id::sha256(bytes))).collect();
    sum_lines(&hashes)
}

/// The same, from the SHA-256 of each file.
#[must_use]
pub fn sum_lines(hashes: &BTreeMap<&str, impl AsRef<str>>) -> String {
    let lines: Vec<_> = hashes.iter().map(|(name, hash)| format!("{}  {name}\n", hash.as_ref())).collect();
    lines.concat()
}
