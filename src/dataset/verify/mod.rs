//! Whether a published version is what it was: its checksums, tables and claims, looked at by code that does not write them.

mod evidence;
mod index;
mod package;
mod sums;
mod table;

use std::collections::BTreeMap;

use serde::Serialize;

pub use evidence::{Place, Places, misplaced};
pub use index::{index, records};
pub use package::{Package, Resource};
pub use sums::{Hashes, sums};
pub use table::{Files, Kept, references, table};

use crate::base::field::words;

words! {
    /// What was looked at where something is wrong.
    Check {
        /// What versions.json and latest.json say.
        Index = "index",
        Checksum = "checksum",
        /// A file that is not there.
        Missing = "missing",
        /// A file that belongs to no version.
        Extra = "extra",
        /// Columns, and what a cell may hold.
        Schema = "schema",
        /// A row that another one cannot be told from.
        Key = "key",
        /// A row of another table that is not there.
        Reference = "reference",
        /// A cell that is another one in the other format.
        Cell = "cell",
        /// A claim that is not where it says.
        Evidence = "evidence",
        /// What comes out when it is built again.
        Rebuild = "rebuild",
    }
}

/// Something that is wrong with a file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Finding {
    pub check: Check,
    /// Its path in the data set's folder.
    pub file: String,
    /// The key of the row, or `#` and its number from 1; empty where it is about the whole file.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub row: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    pub column: String,
    /// What was expected and what was found.
    pub message: String,
}

/// So many findings of one sort about one file are told; of the others the number.
const TOLD: usize = 20;

/// What was found in a folder.
#[derive(Debug, Default)]
pub struct Findings {
    /// With a `/` at its end, or empty.
    folder: String,
    told: Vec<Finding>,
    counts: BTreeMap<(String, Check), usize>,
}

impl Findings {
    /// For files of a folder of the data set: `v/1.0.0`.
    #[must_use]
    pub fn of(folder: &str) -> Self {
        Self { folder: format!("{folder}/"), ..Self::default() }
    }

    /// Something about a whole file.
    pub fn file(&mut self, check: Check, file: &str, message: impl Into<String>) {
        self.cell(check, file, "", "", message);
    }

    /// Something about a cell, or about a row where `column` is empty.
    pub fn cell(&mut self, check: Check, file: &str, row: &str, column: &str, message: impl Into<String>) {
        let file = format!("{}{file}", self.folder);
        let count = self.counts.entry((file.clone(), check)).or_default();
        *count += 1;
        if *count <= TOLD {
            self.told.push(Finding { check, file, row: row.into(), column: column.into(), message: message.into() });
        }
    }

    /// All that was found, in the order in which it was looked at.
    #[must_use]
    pub fn into_vec(self) -> Vec<Finding> {
        let Self { mut told, counts, .. } = self;
        for ((file, check), count) in counts.into_iter().filter(|(_, count)| *count > TOLD) {
            let message = format!("and {} more of this sort", count - TOLD);
            told.push(Finding { check, file, row: String::new(), column: String::new(), message });
        }
        told
    }
}
