//! What changed between two published versions.

use serde::Serialize;

use super::{Error, store::Store};
use crate::{
    base::Diagnostic,
    dataset::{
        cause,
        change::Change,
        difference,
        files::{Entry, Versions},
        read::Published,
        side::Both,
    },
};

/// The difference of two versions, as `cuantia diff --format json` prints it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Diff {
    pub dataset: String,
    pub from: String,
    pub to: String,
    /// As in changes.json: of `to` since `from`.
    pub changes: Vec<Change>,
}

/// Compares two versions, each named by its number or `latest`; `table` leaves the others out. What comes out for two
/// versions that were published one after the other is what changes.csv of the later one has.
///
/// # Errors
/// A version or table that is not there, and tables that cannot be read.
pub fn diff(store: &Store, from: &str, to: &str, table: Option<&str>) -> Result<Diff, Error> {
    let versions = store.versions()?;
    let (old, new) = (named(&versions, from)?, named(&versions, to)?);
    let (before, after) = (tables(store, old)?, tables(store, new)?);
    if let Some(table) = table {
        let all = before.iter().chain(&after);
        let mut names: Vec<&str> = all.map(|published| published.name.as_str()).collect();
        if !names.contains(&table) {
            names.sort_unstable();
            names.dedup();
            let message = format!("expected one of {}, found {table:?}", names.join(", "));
            return Err(Error::invalid(Diagnostic::error("unknown-table", message)));
        }
    }
    let both = Both::of(&before, &after);
    let differences = difference::tables(&both).map_err(|error| Error::Failed(error.to_string()))?;
    // Causes are found in all tables, whichever are asked for.
    let mut changes = cause::changes(&both, &differences, &old.run, &new.run);
    changes.retain(|change| table.is_none_or(|table| change.table == table));
    Ok(Diff { dataset: versions.dataset.clone(), from: old.version.to_string(), to: new.version.to_string(), changes })
}

/// The version of that number, or the one that `latest.json` names.
///
/// # Errors
/// There is none.
pub fn named<'v>(versions: &'v Versions, name: &str) -> Result<&'v Entry, Error> {
    let number = name.strip_prefix('v').unwrap_or(name);
    let found = match name {
        "latest" => versions.current(),
        _ => versions.versions.iter().find(|entry| entry.version.to_string() == number),
    };
    found.ok_or_else(|| {
        let known: Vec<_> = versions.versions.iter().map(|entry| entry.version.to_string()).collect();
        let known = if known.is_empty() { "nothing is published yet".into() } else { known.join(", ") };
        let message = format!("{} has no version {name:?}", versions.dataset);
        Error::invalid(Diagnostic::error("unknown-version", message).help(format!("there are: {known}")))
    })
}

fn tables(store: &Store, entry: &Entry) -> Result<Vec<Published>, Error> {
    let tables = store.tables(entry)?;
    if tables.is_empty() {
        let message = format!("version {} has no Parquet files to compare", entry.version);
        let path = store.path_of(&entry.path);
        return Err(Error::invalid(Diagnostic::error("no-parquet", message).at(path.to_string_lossy(), 0)));
    }
    Ok(tables)
}
