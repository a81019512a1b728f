//! changes.json: the changes of changes.csv, and how many there are of each sort.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::json;

use super::{Content, pretty};

pub(super) fn files(content: &Content<'_>) -> Vec<(String, String)> {
    let metadata = content.metadata;
    // A row of which several cells changed counts once, and so does a column.
    let mut sorts: BTreeMap<_, BTreeSet<&str>> = BTreeMap::new();
    for change in &metadata.changes {
        let what = if change.row.is_empty() { &change.column } else { &change.row };
        sorts.entry((&change.table, change.row.is_empty(), &change.change, change.cause)).or_default().insert(what);
    }
    let counts: Vec<_> = sorts
        .iter()
        .map(|((table, column, change, cause), found)| {
            let of = if *column { "columns" } else { "rows" };
            json!({ "table": table, "of": of, "change": change, "cause": cause, "count": found.len() })
        })
        .collect();
    let changes = json!({
        "dataset": metadata.dataset.name,
        "version": metadata.version.to_string(),
        "since": metadata.since.as_ref().map(ToString::to_string),
        "reasons": metadata.reasons,
        "counts": counts,
        "changes": metadata.changes,
    });
    vec![("changes.json".into(), pretty(&changes))]
}
