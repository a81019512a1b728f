//! The table `changes`: what changed since the version before, a row a change, each with its cause.

use serde::{Deserialize, Serialize};

use super::{
    column::{Column, Definition, Type, View},
    difference::{ColumnChange, RowChange},
};
use crate::base::field::words;

words! {
    /// Why something changed: the first of these that fits.
    Cause {
        /// A correction was made, changed or taken back.
        Correction = "correction",
        NewDocument = "new_document",
        GoneDocument = "gone_document",
        /// Its bytes, or what its sidecar says.
        ChangedDocument = "changed_document",
        /// Indicators, reconciliation, or rows that extend the vocabulary.
        Configuration = "configuration",
        /// The words that the tool knows.
        Vocabulary = "vocabulary",
        /// Its rules.
        Tool = "tool",
    }
}

/// A change of a column, of a row, or of a cell.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Change {
    pub table: String,
    /// The row's key; empty for a change of the table or of a column.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub row: String,
    /// Empty for a row as a whole and for a table.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub column: String,
    /// A word of [`ColumnChange`] or [`RowChange`].
    pub change: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub old: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub new: String,
    pub cause: Cause,
}

type Col = Column<Change>;

#[rustfmt::skip]
static CHANGES: Definition<Change> = Definition {
    name: "changes",
    description: "What changed since the version before; without rows in a first version.",
    sorted_by: &["table", "row", "column", "change"],
    key: &["table", "row", "column", "change"],
    columns: &[
        Col::new("table", Type::Text, |r| (&r.table).into(), "The table.", "claims").required(),
        Col::new("row", Type::Text, |r| (&r.row).into(), "The key of the row; empty where a column or the whole table changed.", "clm0v5nq8c2m4t7x9y1kab"),
        Col::new("column", Type::Text, |r| (&r.column).into(), "The column; empty where a row came, went or moved, and for the whole table.", "value"),
        Col::new("change", Type::Text, |r| (&r.change).into(), "What happened.", "changed").required().one_of(kinds),
        Col::new("old", Type::Text, |r| (&r.old).into(), "What the cell held before; empty for quotes, which a source may forbid by now.", "24"),
        Col::new("new", Type::Text, |r| (&r.new).into(), "What it holds now.", "25"),
        Col::new("cause", Type::Text, |r| r.cause.as_str().into(), "Why: the first of the values that fits.", "changed_document")
            .required().one_of(|| Cause::ALL.iter().map(|cause| cause.as_str()).collect()),
    ],
};

fn kinds() -> Vec<&'static str> {
    let mut all: Vec<_> = RowChange::ALL.iter().map(|change| change.as_str()).collect();
    let columns = ColumnChange::ALL.iter().map(|change| change.as_str()).filter(|word| !all.contains(word));
    let columns: Vec<_> = columns.collect();
    all.extend(columns);
    all
}

/// The table that changes.csv holds.
#[must_use]
pub fn view(changes: &[Change]) -> View<'_, Change> {
    View { definition: &CHANGES, rows: changes }
}
