//! `cuantia diff A B`: what changed between two versions, row by row, and why.

use std::io::{self, Write};

use super::{
    Exit,
    args::{Diff, Format, Global},
    output::aligned,
    work,
};
use crate::{
    dataset::{
        Rows as _,
        change::{self, Change},
        csv,
    },
    pipeline::{Error, diff},
};

pub(super) fn run(command: &Diff, global: &Global) -> Result<Exit, Error> {
    let store = work::store(&command.data, global)?;
    let found = diff::diff(&store, &command.from, &command.to, command.table.as_deref())?;
    match global.format {
        Some(Format::Json | Format::Jsonl) => work::json(&found, global)?,
        Some(Format::Csv) => csv::write(&change::view(&found.changes), io::stdout().lock())?,
        Some(Format::Table) | None if found.changes.is_empty() => {
            writeln!(io::stdout().lock(), "{} and {} hold the same", found.from, found.to)?;
        }
        Some(Format::Table) | None => print(&found.changes, &mut io::stdout().lock())?,
    }
    Ok(Exit::Done)
}

fn print(changes: &[Change], out: &mut impl Write) -> io::Result<()> {
    let view = change::view(changes);
    let heads = view.heads();
    let names = heads.iter().map(|head| head.name.to_owned()).collect();
    let line = |row: usize| (0..heads.len()).map(|column| view.cell(row, column).to_string()).collect();
    aligned(out, std::iter::once(names).chain((0..view.len()).map(line)))
}
