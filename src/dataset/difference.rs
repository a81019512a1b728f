//! What changed since a published version: in the columns, and row by row.

use std::collections::{BTreeMap, BTreeSet};

use super::{
    read::PublishedColumn,
    side::{self, Both, Side},
};
use crate::{
    base::field::words,
    reconcile::frame::{self, matched},
};

/// The columns of `claims` that say where in its document a claim stands, and nothing of what it says.
pub(super) const PLACE: [&str; 12] = [
    "source_sha256",
    "section",
    "page",
    "line",
    "start",
    "end",
    "text_start",
    "text_end",
    "prefix",
    "suffix",
    "parts",
    "found_in",
];

words! {
    /// What happened to a column or to a table.
    ColumnChange {
        TableAdded = "table_added",
        TableRemoved = "table_removed",
        Removed = "removed",
        /// Behind the columns that were there.
        Added = "added",
        /// Between the columns that were there.
        Inserted = "inserted",
        Reordered = "reordered",
        Retyped = "retyped",
        Unit = "unit",
        /// No longer in every row, or with more allowed values.
        Loosened = "loosened",
        /// In every row from now on, or with fewer allowed values.
        Tightened = "tightened",
        /// Described in other words. Who gives a column another meaning gives it another name.
        Described = "described",
    }
}

words! {
    /// What happened to a row.
    RowChange {
        Added = "added",
        Removed = "removed",
        Changed = "changed",
        /// Only its place in the document.
        Moved = "moved",
    }
}

/// The difference of one table.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Difference {
    pub table: String,
    /// With the column's name; empty for the table itself.
    pub columns: Vec<(ColumnChange, String)>,
    /// By key, which is the row's id.
    pub rows: Vec<Row>,
}

/// A row that changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    pub key: String,
    pub change: RowChange,
    /// Of a changed or moved row: column, old and new text.
    pub cells: Vec<(String, String, String)>,
}

impl Difference {
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.columns.is_empty() && self.rows.is_empty()
    }

    /// How many rows changed in this way.
    #[must_use]
    pub fn count(&self, change: RowChange) -> usize {
        self.rows.iter().filter(|row| row.change == change).count()
    }
}

/// The difference between the tables of two versions, one entry for each table that differs.
///
/// # Errors
/// Where the rows cannot be matched.
pub fn tables(versions: &Both<'_>) -> Result<Vec<Difference>, frame::Error> {
    let Both { old, new } = versions;
    let mut found = Vec::new();
    for table in new {
        found.push(match old.iter().find(|t| t.name() == table.name()) {
            Some(before) => self::table(*before, *table)?,
            None => whole(table.name(), ColumnChange::TableAdded),
        });
    }
    let gone = old.iter().filter(|t| new.iter().all(|n| n.name() != t.name()));
    found.extend(gone.map(|t| whole(t.name(), ColumnChange::TableRemoved)));
    found.retain(|difference| !difference.is_empty());
    Ok(found)
}

fn whole(name: &str, change: ColumnChange) -> Difference {
    Difference { table: name.into(), columns: vec![(change, String::new())], rows: Vec::new() }
}

/// The difference of a table that is there before and after.
///
/// # Errors
/// Where the rows cannot be matched.
pub fn table(old: &dyn Side, new: &dyn Side) -> Result<Difference, frame::Error> {
    let (before, after) = (old.columns(), new.columns());
    let shared: Vec<(usize, usize)> = before
        .iter()
        .enumerate()
        .filter_map(|(n, column)| after.iter().position(|c| c.name == column.name).map(|m| (n, m)))
        .collect();
    let names = side::key(new.name());
    let (old_keys, new_keys) = (keys(old, &before, names), keys(new, &after, names));
    let (old_texts, new_texts): (Vec<&str>, Vec<&str>) =
        (old_keys.iter().map(String::as_str).collect(), new_keys.iter().map(String::as_str).collect());
    let mut rows = Vec::new();
    for pair in matched(&old_texts, &new_texts)? {
        let (key, change, cells) = match pair {
            (None, Some(n)) => (&new_keys[n], RowChange::Added, Vec::new()),
            (Some(o), None) => (&old_keys[o], RowChange::Removed, Vec::new()),
            (Some(o), Some(n)) => {
                let cells: Vec<_> = shared
                    .iter()
                    .map(|(a, b)| (&after[*b].name, old.cell(o, *a), new.cell(n, *b)))
                    .filter(|(_, old, new)| old != new)
                    .map(|(name, old, new)| (name.clone(), old.to_string(), new.to_string()))
                    .collect();
                if cells.is_empty() {
                    continue;
                }
                let moved = new.name() == "claims" && cells.iter().all(|(name, _, _)| PLACE.contains(&name.as_str()));
                (&new_keys[n], if moved { RowChange::Moved } else { RowChange::Changed }, cells)
            }
            (None, None) => continue,
        };
        rows.push(Row { key: key.clone(), change, cells });
    }
    Ok(Difference { table: new.name().into(), columns: self::columns(&before, &after), rows })
}

/// A text for each row that no other row of its table has. The rows of an unknown table are told apart by their first column.
fn keys(table: &dyn Side, columns: &[PublishedColumn], names: &[&str]) -> Vec<String> {
    let mut at: Vec<_> = names.iter().filter_map(|name| columns.iter().position(|c| c.name == *name)).collect();
    if names.is_empty() {
        at.push(0);
    }
    let mut seen: BTreeMap<String, usize> = BTreeMap::new();
    (0..table.rows())
        .map(|row| {
            let parts: Vec<_> = at.iter().map(|column| table.cell(row, *column).to_string()).collect();
            let key = parts.join(" ");
            let times = seen.entry(key.clone()).or_default();
            *times += 1;
            if *times == 1 { key } else { format!("{key} #{times}") }
        })
        .collect()
}

fn columns(old: &[PublishedColumn], new: &[PublishedColumn]) -> Vec<(ColumnChange, String)> {
    let before: Vec<&str> = old.iter().map(|c| c.name.as_str()).collect();
    let after: Vec<&str> = new.iter().map(|c| c.name.as_str()).collect();
    let mut found = Vec::new();
    let mut note = |change, name: &str| found.push((change, name.to_owned()));
    for name in before.iter().filter(|name| !after.contains(name)) {
        note(ColumnChange::Removed, name);
    }
    let kept: Vec<&str> = before.iter().copied().filter(|name| after.contains(name)).collect();
    let kept_after: Vec<&str> = after.iter().copied().filter(|name| before.contains(name)).collect();
    if let Some((name, _)) = kept.iter().zip(&kept_after).find(|(a, b)| a != b) {
        note(ColumnChange::Reordered, name);
    }
    let last = after.iter().rposition(|name| before.contains(name)).map_or(0, |n| n + 1);
    for (n, name) in after.iter().enumerate().filter(|(_, name)| !before.contains(name)) {
        note(if n < last { ColumnChange::Inserted } else { ColumnChange::Added }, name);
    }
    for now in new {
        let Some(column) = old.iter().find(|c| c.name == now.name) else { continue };
        let allowed: BTreeSet<&str> = now.allowed_values.iter().map(String::as_str).collect();
        let allowed_before: BTreeSet<&str> = column.allowed_values.iter().map(String::as_str).collect();
        let narrower = |a: &BTreeSet<&str>, b: &BTreeSet<&str>| !a.is_empty() && (b.is_empty() || !b.is_subset(a));
        let changes = [
            (ColumnChange::Retyped, column.ty != now.ty),
            (ColumnChange::Unit, column.unit != now.unit),
            (ColumnChange::Loosened, column.required && !now.required || narrower(&allowed_before, &allowed)),
            (ColumnChange::Tightened, !column.required && now.required || narrower(&allowed, &allowed_before)),
            (ColumnChange::Described, column.description != now.description),
        ];
        for (change, _) in changes.into_iter().filter(|(_, is)| *is) {
            note(change, &now.name);
        }
    }
    found
}
