//! The digest of a version's content: the same rows under the same columns with the same words about them, whichever
//! library wrote the files and on whichever day.

use sha2::{Digest as _, Sha256};

use super::{
    Tables,
    column::{Cell, Rows},
};
use crate::{base::id, config::Dataset};

/// SHA-256, in hexadecimal, over the published words about the data set, and the columns and rows of each table.
///
/// Every text is preceded by its length and every cell by its type, so that nothing can run together. The version
/// and the day of publication are left out: they follow from the content.
#[must_use]
pub fn content(tables: &Tables, about: &Dataset) -> String {
    let mut hash = Sha256::new();
    let fixed = [&about.name, &about.title, &about.description, &about.licence, &about.homepage];
    for part in fixed {
        text(&mut hash, part);
    }
    text(&mut hash, &about.contributors.len().to_string());
    for contributor in &about.contributors {
        text(&mut hash, contributor);
    }
    for table in tables.views() {
        self::table(&mut hash, &*table);
    }
    id::hex(&hash.finalize())
}

fn table(hash: &mut Sha256, table: &dyn Rows) {
    let heads = table.heads();
    text(hash, table.name());
    text(hash, table.description());
    text(hash, &heads.len().to_string());
    for head in &heads {
        for part in [head.name, head.ty.as_str(), head.unit, head.description, head.example] {
            text(hash, part);
        }
        text(hash, if head.required { "required" } else { "optional" });
        text(hash, &(head.allowed_values)().join("|"));
    }
    text(hash, &table.len().to_string());
    for row in 0..table.len() {
        for column in 0..heads.len() {
            cell(hash, &table.cell(row, column));
        }
    }
}

fn text(hash: &mut Sha256, text: &str) {
    hash.update((text.len() as u64).to_be_bytes());
    hash.update(text);
}

fn cell(hash: &mut Sha256, cell: &Cell<'_>) {
    match cell {
        Cell::Text(words) => {
            hash.update(b"t");
            text(hash, words);
        }
        Cell::Float(None) => hash.update(b"-"),
        Cell::Float(Some(x)) => {
            hash.update(b"f");
            // There is one zero: a decimal has no negative one.
            hash.update((x + 0.0).to_bits().to_be_bytes());
        }
        Cell::Bool(b) => hash.update(if *b { b"y" } else { b"n" }),
        Cell::Int(n) => {
            hash.update(b"i");
            hash.update(n.to_be_bytes());
        }
    }
}
