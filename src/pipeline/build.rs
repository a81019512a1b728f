//! The whole way from documents to a published version.

use std::path::{Path, PathBuf};

use serde::Serialize;

use super::{
    Error, Project,
    cache::Cache,
    clock,
    read::{self, Progress},
    store::{Store, Writing},
    version,
};
use crate::{
    base::Diagnostic,
    config::TableFormat,
    dataset::{
        BuildError, Document, Metadata, SourceRow, Tables, digest,
        files::{Entry, Versions, version_files},
    },
    document::Status,
    reconcile::ConflictReason,
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
        documents.push(Document { source: reading.source, claims: reading.claims, text: reading.text });
    }
    let count = documents.len();
    let config = &project.config;
    let place_name = |code: &str| extractor.place_name(code);
    let tables = Tables::build(documents, &project.corrections, &config.indicators, &config.reconcile, &place_name)
        .map_err(|error| match error {
            BuildError::Expired(found) => Error::Expired(found),
            BuildError::Frame(error) => Error::Failed(error.to_string()),
        })?;
    let content_digest = digest::content(&tables, &config.dataset);
    Ok(Prepared { tables, content_digest, documents: count, extracted: readings.extracted, diagnostics })
}

/// What a build did, as `cuantia build --format json` prints it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Summary {
    pub dataset: String,
    /// Whether a version was published; `false`: the content is that of the last one.
    pub published: bool,
    /// Whether the folder of the last version was lost and was made again, to the byte.
    pub rebuilt: bool,
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
    /// Conflicts without a reason.
    pub unexplained: usize,
    /// Why the version is what it is, a sentence each.
    pub changes: Vec<String>,
}

/// Builds the project and publishes into `out` where something changed. `strict`: not where conflicts remain that have
/// no explanation.
///
/// # Errors
/// Such conflicts, what [`prepare`] refuses, another process that publishes there, a file system that refuses.
pub fn build(
    project: &Project,
    out: &Path,
    strict: bool,
    progress: Progress<'_>,
) -> Result<(Summary, Vec<Diagnostic>), Error> {
    let mut prepared = prepare(project, progress)?;
    let mut diagnostics = std::mem::take(&mut prepared.diagnostics);
    let store = Store::new(out, &project.config.dataset.name)?;
    if strict {
        let unexplained = unexplained(&prepared.tables);
        if !unexplained.is_empty() {
            return Err(Error::Conflicts(unexplained));
        }
    }
    if let Some(there) = unchanged(&prepared, &store.versions()?)
        && (there.yanked.is_some() || store.is_whole(there)?)
    {
        store.tidy()?;
        diagnostics.extend(withdrawn(there));
        return Ok((summary(project, &store, &prepared, there, false), diagnostics));
    }
    let writing = store.begin()?;
    // Another process may have published the same meanwhile.
    let versions = writing.versions();
    if let Some(there) = unchanged(&prepared, versions) {
        diagnostics.extend(withdrawn(there));
        let mut summary = summary(project, &store, &prepared, there, false);
        if there.yanked.is_none() && !store.is_whole(there)? {
            rebuild(project, &store, &writing, &prepared, versions.before(there), there)?;
            summary.rebuilt = true;
        }
        return Ok((summary, diagnostics));
    }
    let next = version::next(project, &store, &prepared.tables, versions)?;
    let mut metadata = Metadata {
        dataset: project.config.dataset.clone(),
        version: next.version,
        published: clock::day()?,
        content_digest: prepared.content_digest.clone(),
        formats: project.config.publish.formats.clone(),
        workbook: project.config.publish.workbook,
        reasons: next.reasons,
        before: versions.versions.clone(),
        since: next.since,
        changes: next.changes,
        run: project.run(),
    };
    let entry = loop {
        let files = files(&prepared, &metadata)?;
        let entry = Entry::new(&metadata, &files);
        if store.put_in_place(&writing, &entry, &files)? {
            break entry;
        }
        version::step_over(&mut metadata, &store.names("v")?);
    };
    match store.publish(&writing, entry.clone()) {
        Ok(()) => Ok((summary(project, &store, &prepared, &entry, true), diagnostics)),
        Err(raced @ Error::Raced(_)) => match unchanged(&prepared, &store.versions()?) {
            Some(there) => Ok((summary(project, &store, &prepared, there, false), diagnostics)),
            None => Err(raced),
        },
        Err(error) => Err(error),
    }
}

/// The conflicts that no reason was found for, as findings.
fn unexplained(tables: &Tables) -> Vec<Diagnostic> {
    let left = tables.conflicts.iter().filter(|conflict| conflict.reason == ConflictReason::Unexplained);
    left.map(|conflict| {
        let help = format!("see `cuantia explain {}`; a correction can settle it", conflict.observation_id);
        Diagnostic::error("unexplained-conflict", conflict.explanation.clone()).help(help)
    })
    .collect()
}

/// Makes the folder of the last version again that was lost, to the byte. What cannot be told without the versions before
/// it, or would be another today, was recorded when it was published.
fn rebuild(
    project: &Project,
    store: &Store,
    writing: &Writing,
    prepared: &Prepared,
    before: &[Entry],
    entry: &Entry,
) -> Result<(), Error> {
    let publish = &project.config.publish;
    let metadata = again(project, before, entry, &publish.formats, publish.workbook);
    let files = files(prepared, &metadata)?;
    let again = Entry::new(&metadata, &files);
    if again.sha256sums == entry.sha256sums && store.put_in_place(writing, entry, &files)? {
        return Ok(());
    }
    let message =
        format!("the folder of version {} is gone or damaged, and this build would make other bytes", entry.version);
    Err(Error::invalid(
        Diagnostic::error("lost-version", message)
            .at(store.path_of(&entry.path).to_string_lossy(), 0)
            .help("restore it from a copy, or build with the version of cuantia that published it"),
    ))
}

/// What the version `entry` said of itself when it was published.
pub(super) fn again(
    project: &Project,
    before: &[Entry],
    entry: &Entry,
    formats: &[TableFormat],
    workbook: bool,
) -> Metadata {
    Metadata {
        dataset: project.config.dataset.clone(),
        version: entry.version.clone(),
        published: entry.published,
        content_digest: entry.content_digest.clone(),
        formats: formats.to_vec(),
        workbook,
        reasons: entry.reasons.clone(),
        before: before.to_vec(),
        since: entry.since.clone(),
        changes: entry.changes.clone(),
        run: entry.run.clone(),
    }
}

pub(super) fn files(prepared: &Prepared, metadata: &Metadata) -> Result<Vec<(String, Vec<u8>)>, Error> {
    version_files(&prepared.tables, metadata).map_err(|error| Error::Failed(error.to_string()))
}

/// The version that has the same content already: the current one, or a newer one that was yanked.
#[must_use]
pub fn unchanged<'v>(prepared: &Prepared, versions: &'v Versions) -> Option<&'v Entry> {
    versions.holding(&prepared.content_digest)
}

/// That what a build would publish was withdrawn.
#[must_use]
pub fn withdrawn(entry: &Entry) -> Option<Diagnostic> {
    let yanked = entry.yanked.as_ref()?;
    let message = format!("nothing to publish but what version {} was yanked for: {}", entry.version, yanked.reason);
    let help = format!("mend what was wrong, or take it back: `cuantia yank {} --undo`", entry.version);
    Some(Diagnostic::warning("yanked-content", message).help(help))
}

fn summary(project: &Project, store: &Store, prepared: &Prepared, entry: &Entry, published: bool) -> Summary {
    let tables = &prepared.tables;
    Summary {
        dataset: project.config.dataset.name.clone(),
        published,
        rebuilt: false,
        version: entry.version.to_string(),
        path: store.path_of(&entry.path),
        content_digest: entry.content_digest.clone(),
        documents: prepared.documents,
        read: tables.sources.iter().filter(|s| s.status == Status::Read).count(),
        extracted: prepared.extracted,
        claims: tables.claims.len(),
        core_claims: tables.claims.iter().filter(|row| row.claim.core).count(),
        observations: tables.observations.len(),
        conflicts: tables.conflicts.len(),
        unexplained: tables.conflicts.iter().filter(|c| c.reason == ConflictReason::Unexplained).count(),
        changes: if published { entry.reasons.clone() } else { Vec::new() },
    }
}
