//! The whole way from documents to a published version.

use std::path::{Path, PathBuf};

use serde::Serialize;

use super::{
    Error, Project,
    cache::Cache,
    clock,
    read::{self, Progress},
    store::Store,
};
use crate::{
    base::Diagnostic,
    dataset::{
        Metadata, SourceRow, Tables, digest,
        files::{Entry, Versions, version_files},
    },
    document::Status,
};

/// What a build would publish.
#[derive(Debug)]
pub struct Prepared {
    pub tables: Tables,
    pub content_digest: String,
    /// Documents, and those that were extracted now and not taken from the cache.
    pub documents: usize,
    pub extracted: usize,
    /// What was found in the documents and about them.
    pub diagnostics: Vec<Diagnostic>,
}

/// Reads, reconciles and makes the tables; publishes nothing. What was extracted is kept in the cache.
///
/// # Errors
/// No documents, or a configuration, sidecar or cache that cannot be used.
pub fn prepare(project: &Project, progress: Progress<'_>) -> Result<Prepared, Error> {
    let extractor = project.extractor()?;
    let readings = read::read_all(project, &extractor, progress)?;
    Cache::of(&project.root).keep_only(&readings.keys)?;
    let mut diagnostics = readings.noticed;
    let mut documents = Vec::with_capacity(readings.documents.len());
    for mut reading in readings.documents {
        reading.source.diagnostic = SourceRow::diagnostic(&reading.diagnostics);
        diagnostics.append(&mut reading.diagnostics);
        documents.push((reading.source, reading.claims));
    }
    let count = documents.len();
    let config = &project.config;
    let place_name = |code: &str| extractor.place_name(code);
    let tables = Tables::build(documents, &config.indicators, &config.reconcile, &place_name)
        .map_err(|error| Error::Failed(error.to_string()))?;
    let content_digest = digest::content(&tables, &config.dataset);
    Ok(Prepared { tables, content_digest, documents: count, extracted: readings.extracted, diagnostics })
}

/// What a build did, as `cuantia build --format json` prints it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Summary {
    pub dataset: String,
    /// Whether a version was published; `false`: the content is that of the last one.
    pub published: bool,
    pub version: String,
    /// The version's folder.
    pub path: PathBuf,
    pub content_digest: String,
    pub documents: usize,
    /// Documents that could be read.
    pub read: usize,
    /// Documents that were extracted now; the others came from the cache.
    pub extracted: usize,
    pub claims: usize,
    pub core_claims: usize,
    pub observations: usize,
    pub conflicts: usize,
    /// Why the version is what it is, a sentence each.
    pub changes: Vec<String>,
}

/// Builds the project and publishes into `out` where something changed.
///
/// # Errors
/// What [`prepare`] refuses, another process that publishes there, a file system that refuses.
pub fn build(project: &Project, out: &Path, progress: Progress<'_>) -> Result<(Summary, Vec<Diagnostic>), Error> {
    let mut prepared = prepare(project, progress)?;
    let diagnostics = std::mem::take(&mut prepared.diagnostics);
    let store = Store::new(out, &project.config.dataset.name);
    if let Some(last) = unchanged(&prepared, &store.versions()?)
        && store.points_at(last)
    {
        return Ok((summary(project, &store, &prepared, last, false), diagnostics));
    }
    let lock = store.lock()?;
    // Another process may have published the same while this one waited.
    let versions = store.versions()?;
    if let Some(last) = unchanged(&prepared, &versions) {
        return Ok((summary(project, &store, &prepared, last, false), diagnostics));
    }
    let (version, reasons) = super::version::next(project, &store, &prepared.tables, versions.versions.last())?;
    let metadata = Metadata {
        dataset: project.config.dataset.clone(),
        version,
        published: clock::day()?,
        formats: project.config.publish.formats.clone(),
    };
    let files = version_files(&prepared.tables, &metadata).map_err(|error| Error::Failed(error.to_string()))?;
    let entry = Entry::new(&metadata, prepared.content_digest.clone(), reasons, &files);
    store.publish(&lock, versions, entry.clone(), &files)?;
    Ok((summary(project, &store, &prepared, &entry, true), diagnostics))
}

/// The last version, where it has the same content.
#[must_use]
pub fn unchanged<'v>(prepared: &Prepared, versions: &'v Versions) -> Option<&'v Entry> {
    versions.versions.last().filter(|last| last.content_digest == prepared.content_digest)
}

fn summary(project: &Project, store: &Store, prepared: &Prepared, entry: &Entry, published: bool) -> Summary {
    let tables = &prepared.tables;
    Summary {
        dataset: project.config.dataset.name.clone(),
        published,
        version: entry.version.to_string(),
        path: store.folder().join(&entry.path),
        content_digest: entry.content_digest.clone(),
        documents: prepared.documents,
        read: tables.sources.iter().filter(|s| s.status == Status::Read).count(),
        extracted: prepared.extracted,
        claims: tables.claims.len(),
        core_claims: tables.claims.iter().filter(|row| row.claim.core).count(),
        observations: tables.observations.len(),
        conflicts: tables.conflicts.len(),
        changes: if published { entry.reasons.clone() } else { Vec::new() },
    }
}
