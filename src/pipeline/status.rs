//! What a build would change.

use std::{collections::BTreeMap, path::Path};

use serde::Serialize;

use super::{Error, Project, build, read::Progress, store::Store};
use crate::{
    base::Diagnostic,
    dataset::{Cell, Tables, read::Published},
};

/// The difference between the project and what is published of it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Status {
    pub would_publish: bool,
    /// The version that readers have; `None` where nothing is published.
    pub version: Option<String>,
    /// Versions that were withdrawn, oldest first.
    pub yanked: Vec<String>,
    /// Paths of documents, sorted.
    pub new: Vec<String>,
    /// Documents whose bytes or sidecars are others.
    pub changed: Vec<String>,
    pub gone: Vec<String>,
    /// The rest of the content changed: configuration, vocabulary or a rule.
    pub otherwise: bool,
}

/// Compares the project with the last version in `out`. Fills the cache, publishes nothing.
///
/// # Errors
/// As for a build, published tables that cannot be read included.
pub fn status(project: &Project, out: &Path, progress: Progress<'_>) -> Result<(Status, Vec<Diagnostic>), Error> {
    let mut prepared = build::prepare(project, progress)?;
    let store = Store::new(out, &project.config.dataset.name)?;
    let versions = store.versions()?;
    let last = versions.current();
    let there = build::unchanged(&prepared, &versions);
    let would_publish = there.is_none();
    prepared.diagnostics.extend(there.and_then(build::withdrawn));
    let yanked = versions.versions.iter().filter(|entry| entry.yanked.is_some());
    let yanked = yanked.map(|entry| entry.version.to_string()).collect();
    let version = last.map(|last| last.version.to_string());
    let mut status = Status { would_publish, version, yanked, ..Status::default() };
    if would_publish {
        let before = match last {
            Some(last) => store.table(last, "sources")?.map(|table| published(&table)),
            None => Some(BTreeMap::new()),
        };
        // Where only CSV was published there is nothing to compare documents with.
        if let Some(before) = before {
            compare(&before, &current(&prepared.tables), &mut status);
        }
        status.otherwise = status.new.is_empty() && status.gone.is_empty() && status.changed.is_empty();
    }
    Ok((status, prepared.diagnostics))
}

/// Documents by path, each with what does not depend on the rules that read it.
type Documents = BTreeMap<String, Vec<(String, String)>>;

fn compare(before: &Documents, now: &Documents, status: &mut Status) {
    status.new = now.keys().filter(|path| !before.contains_key(*path)).cloned().collect();
    status.gone = before.keys().filter(|path| !now.contains_key(*path)).cloned().collect();
    let changed = now.iter().filter(|(path, row)| before.get(*path).is_some_and(|old| old != *row));
    status.changed = changed.map(|(path, _)| path.clone()).collect();
}

fn current(tables: &Tables) -> Documents {
    let views = tables.views();
    let Some(table) = views.iter().find(|view| view.name() == "sources") else { return Documents::new() };
    let names: Vec<&str> = table.heads().iter().map(|head| head.name).collect();
    (0..table.len()).filter_map(|row| document(&names, |n| table.cell(row, n).to_string())).collect()
}

fn published(table: &Published) -> Documents {
    let names: Vec<&str> = table.columns.iter().map(|column| column.name.as_str()).collect();
    let cell = |row: &[Cell<'_>], n: usize| row.get(n).map(ToString::to_string).unwrap_or_default();
    table.rows.iter().filter_map(|row| document(&names, |n| cell(row, n))).collect()
}

/// A row of `sources` by its path, without what the rules made of the document.
fn document(names: &[&str], cell: impl Fn(usize) -> String) -> Option<(String, Vec<(String, String)>)> {
    let path = cell(names.iter().position(|name| *name == "path")?);
    let kept = names.iter().enumerate().filter(|(_, name)| !matches!(**name, "n_claims" | "words" | "diagnostic"));
    Some((path, kept.map(|(n, name)| ((*name).to_owned(), cell(n))).collect()))
}
