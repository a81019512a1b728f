//! All documents of a project, read: in parallel, in the order of their paths, each once.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    sync::atomic::{AtomicUsize, Ordering},
};

use rayon::prelude::*;

use super::{
    Error, Extracted, Extractor, Project,
    cache::Cache,
    extract::unread,
    find::{self, Found},
};
use crate::{
    base::{Diagnostic, id},
    config::{Sidecar, sidecar::default_id},
    dataset::SourceRow,
    document::Status,
};

/// Told how many documents of how many are done, from any thread.
pub type Progress<'p> = &'p (dyn Fn(usize, usize) + Sync);

/// All documents of the project.
#[derive(Clone, Debug)]
pub struct Readings {
    /// Sorted by path: every file that `[input]` names, whatever became of it.
    pub documents: Vec<Extracted>,
    /// Findings that belong to no document.
    pub noticed: Vec<Diagnostic>,
    /// How many documents were extracted now; the others came from the cache.
    pub extracted: usize,
    /// The entries of the cache that are still needed.
    pub keys: BTreeSet<String>,
}

/// Reads every document, from the cache where nothing changed.
///
/// # Errors
/// No documents, sidecars that cannot be used, two documents with one id, a cache that cannot be written.
pub fn read_all(project: &Project, extractor: &Extractor, progress: Progress<'_>) -> Result<Readings, Error> {
    let (found, noticed) = find::documents(&project.root, &project.config.input.paths)?;
    if found.is_empty() {
        let paths = project.config.input.paths.join(", ");
        return Err(Error::invalid(
            Diagnostic::error("no-documents", format!("[input] names no document: {paths}"))
                .at(project.config_path.to_string_lossy(), 0)
                .help("`cuantia add FILE` takes a document in"),
        ));
    }
    let opened: Vec<Opened> = found.into_par_iter().map(open).collect();
    let planned = plan(opened)?;
    let cache = Cache::of(&project.root);
    let rules = project.rules_digest();
    let (done, total) = (AtomicUsize::new(0), planned.len());
    let results: Vec<(Extracted, Option<String>, bool)> = planned
        .into_par_iter()
        .map(|plan| {
            let result = fulfil(plan, &cache, &rules, extractor);
            progress(done.fetch_add(1, Ordering::Relaxed) + 1, total);
            result
        })
        .collect::<Result<_, Error>>()?;
    let keys = results.iter().filter_map(|(_, key, _)| key.clone()).collect();
    let extracted = results.iter().filter(|(_, _, fresh)| *fresh).count();
    Ok(Readings { documents: results.into_iter().map(|(extracted, ..)| extracted).collect(), noticed, extracted, keys })
}

/// A file with the digest of its bytes, or why there is none.
struct Opened {
    found: Found,
    content: Result<(String, usize), Diagnostic>,
}

fn open(found: Found) -> Opened {
    let content = match &found.refused {
        Some(refused) => Err(refused.clone()),
        None => match fs::read(&found.full) {
            Ok(raw) => Ok((id::sha256(&raw), raw.len())),
            Err(error) => Err(Diagnostic::error("unreadable", format!("cannot read it: {error}")).at(&found.path, 0)),
        },
    };
    Opened { found, content }
}

/// What is to be done with a file.
enum Plan {
    Extract(Box<Task>),
    /// Nothing but to say why.
    Note(Box<SourceRow>, Diagnostic),
}

/// A document to read, by its sidecar with the id that it got.
struct Task {
    found: Found,
    sidecar: Sidecar,
    sha256: String,
    noticed: Vec<Diagnostic>,
}

/// Gives every document its id and finds duplicates: the first by path is the one that is read.
fn plan(opened: Vec<Opened>) -> Result<Vec<Plan>, Error> {
    let mut ids: BTreeMap<String, String> = BTreeMap::new();
    let mut contents: BTreeMap<String, String> = BTreeMap::new();
    let mut clashes = Vec::new();
    let mut plans = Vec::new();
    for Opened { found, content } in opened {
        let mut noticed = Vec::new();
        let mut sidecar = found.sidecar.clone().unwrap_or_default();
        let source_id = match sidecar.id.clone() {
            Some(id) => id,
            None => free_id(&found, &ids, &mut noticed),
        };
        if let Some(other) = ids.insert(source_id.clone(), found.path.clone()) {
            let message = format!("the id {source_id:?} is that of {other} as well");
            clashes.push(
                Diagnostic::error("duplicate-source-id", message)
                    .at(&found.path, 0)
                    .help("give one of them another `id` in its sidecar"),
            );
        }
        sidecar.id = Some(source_id);
        let (sha256, bytes) = match content {
            Ok(content) => content,
            Err(diagnostic) => {
                let source = unread(&found.path, &sidecar, Status::Unreadable, String::new(), 0);
                plans.push(Plan::Note(Box::new(source), diagnostic));
                continue;
            }
        };
        if bytes > 0
            && let Some(first) = contents.get(&sha256)
        {
            let message = format!("the same bytes as {first}");
            let diagnostic = Diagnostic::warning("duplicate", message).at(&found.path, 0);
            let source = unread(&found.path, &sidecar, Status::Duplicate, sha256, bytes);
            plans.push(Plan::Note(Box::new(source), diagnostic));
            continue;
        }
        contents.insert(sha256.clone(), found.path.clone());
        notice(&found, &sidecar, &sha256, &mut noticed);
        plans.push(Plan::Extract(Box::new(Task { found, sidecar, sha256, noticed })));
    }
    if clashes.is_empty() { Ok(plans) } else { Err(Error::Invalid(clashes)) }
}

/// The stem of the file's name, or the whole path where another document already has that id.
fn free_id(found: &Found, ids: &BTreeMap<String, String>, noticed: &mut Vec<Diagnostic>) -> String {
    let id = default_id(found.name());
    let Some(other) = ids.get(&id) else { return id };
    let whole: String =
        found.path.chars().map(|c| if c.is_alphanumeric() || "._-".contains(c) { c } else { '-' }).collect();
    let message = format!("the id {id:?} is already that of {other}: this document is {whole:?}");
    noticed.push(
        Diagnostic::warning("id-in-use", message)
            .at(&found.path, 0)
            .help("an `id` in its sidecar gives it a better one, and one that stays"),
    );
    whole
}

/// What the user should know of a document before it is read.
fn notice(found: &Found, sidecar: &Sidecar, sha256: &str, noticed: &mut Vec<Diagnostic>) {
    if found.sidecar.is_none() {
        noticed.push(
            Diagnostic::warning(
                "missing-sidecar",
                "no sidecar: title, authors and date are those that the document states",
            )
            .at(&found.path, 0)
            .help(format!("`cuantia add {}` writes one to complete", found.path)),
        );
    }
    if let Some(expected) = sidecar.sha256.as_deref().filter(|expected| *expected != sha256) {
        noticed.push(
            Diagnostic::warning(
                "changed-document",
                format!("its sidecar was written for the file {expected}, this is {sha256}"),
            )
            .at(&found.path, 0)
            .help("check what the sidecar says, then put the new sha256 there"),
        );
    }
}

/// Carries a plan out: what came of it, the key of its cache entry, and whether it was extracted now.
fn fulfil(
    plan: Plan,
    cache: &Cache,
    rules: &str,
    extractor: &Extractor,
) -> Result<(Extracted, Option<String>, bool), Error> {
    let Task { found, sidecar, sha256, noticed } = match plan {
        Plan::Extract(task) => *task,
        Plan::Note(source, diagnostic) => {
            let extracted =
                Extracted { source: *source, claims: Vec::new(), diagnostics: vec![diagnostic], text: String::new() };
            return Ok((extracted, None, false));
        }
    };
    let key = Cache::key(&sha256, &found.path, &sidecar.to_toml(), rules);
    let (mut extracted, fresh) = match cache.get(&key) {
        Some(extracted) => (extracted, false),
        None => (extract(&found, &sidecar, &sha256, extractor), true),
    };
    if fresh && extracted.source.sha256 == sha256 {
        cache.put(&key, &extracted)?;
    }
    // Said anew in every build: they are about the file beside the document, not about what it says.
    if extracted.source.status == Status::Read {
        extracted.diagnostics.splice(0..0, noticed);
    }
    Ok((extracted, Some(key), fresh))
}

fn extract(found: &Found, sidecar: &Sidecar, sha256: &str, extractor: &Extractor) -> Extracted {
    let raw = match fs::read(&found.full) {
        Ok(raw) if id::sha256(&raw) == sha256 => raw,
        other => {
            let why = other.map_or_else(|error| error.to_string(), |_| "it changed while it was read".into());
            let diagnostic = Diagnostic::error("unreadable", format!("cannot read it: {why}")).at(&found.path, 0);
            let source = unread(&found.path, sidecar, Status::Unreadable, String::new(), 0);
            return Extracted { source, claims: Vec::new(), diagnostics: vec![diagnostic], text: String::new() };
        }
    };
    tracing::info!(path = found.path, "extract");
    extractor.extract(found.name(), &found.path, &raw, Some(sidecar))
}
