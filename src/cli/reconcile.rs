//! `cuantia reconcile`: a claims table from anywhere, one line an item.

use std::{
    fs,
    io::{self, Write as _},
};

use rayon::prelude::*;
use serde::{Serialize, Serializer};

use super::{
    Exit,
    args::{Format, Global, Reconcile},
    output::{self, Cell, count, number},
    report, work,
};
use crate::{
    config::{self, Config},
    pipeline::{Error, statements::statements},
    reconcile::table::{Item, Spellings},
};

type Column = (&'static str, for<'i> fn(&'i Item) -> Cell<'i>);

/// What is printed of an item, in this order. Other programs rely on these names.
const COLUMNS: &[Column] = &[
    ("item", |i| Cell::Text(&i.item)),
    ("value", |i| number(i.value)),
    ("low", |i| number(i.low)),
    ("high", |i| number(i.high)),
    ("status", |i| Cell::Text(i.status.as_str())),
    ("n_lineages", |i| count(i.n_lineages)),
    ("n_claims", |i| count(i.n_claims)),
    ("n_sources", |i| count(i.n_sources)),
    ("comparator", |i| Cell::Text(i.comparator.as_str())),
    ("source", |i| Cell::Text(&i.source)),
    ("method", |i| Cell::Text(i.method.as_str())),
    ("value_unweighted", |i| number(i.value_unweighted)),
];

/// How many items are put into bytes at a time, and how many of them by one thread.
const BATCH: usize = 1 << 16;
const SHARE: usize = 1 << 10;

pub(super) fn run(command: &Reconcile, global: &Global) -> Result<Exit, Error> {
    let config = match &global.config {
        None => None,
        Some(path) => {
            let text = fs::read_to_string(path).map_err(Error::io("read", path))?;
            Some(Config::parse(&text, &path.to_string_lossy()).map_err(Error::Invalid)?)
        }
    };
    let mut options = config.as_ref().map_or_else(config::Reconcile::default, |config| config.reconcile.clone());
    options.method = command.method.unwrap_or(options.method);
    options.tolerance = command.tolerance.unwrap_or(options.tolerance);
    if !command.reference.is_empty() {
        options.reference.clone_from(&command.reference);
    }
    let (indicators, extensions) = config.map(|config| (config.indicators, config.extensions)).unwrap_or_default();
    let spellings = Spellings::new(extensions);
    let pool = work::pool(&command.threads)?;
    let (table, found) = pool.install(|| statements(&command.input, &indicators, &spellings, options))?;
    report::diagnostics(global, &found);
    tracing::info!(rows = table.len(), "read {}", command.input.display());
    let items = pool.install(|| table.reconcile());
    pool.install(|| print(&items, output::choose(global.format)))?;
    Ok(Exit::Done)
}

/// An item with its columns in their order.
struct Row<'i>(&'i Item);

impl Serialize for Row<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(COLUMNS.iter().map(|(name, read)| (name, read(self.0))))
    }
}

fn print(items: &[Item], format: Format) -> Result<(), Error> {
    let mut out = io::BufWriter::with_capacity(1 << 16, io::stdout());
    match format {
        Format::Json => {
            let objects: Vec<Row<'_>> = items.iter().map(Row).collect();
            serde_json::to_writer_pretty(&mut out, &objects).map_err(io::Error::from)?;
            out.write_all(b"\n")?;
        }
        Format::Jsonl => in_shares(&mut out, items, |items| {
            let mut lines = Vec::new();
            for item in items {
                serde_json::to_writer(&mut lines, &Row(item)).map_err(io::Error::from)?;
                lines.push(b'\n');
            }
            Ok(lines)
        })?,
        Format::Csv => {
            let mut head = csv::Writer::from_writer(&mut out);
            head.write_record(COLUMNS.iter().map(|(name, _)| name)).map_err(output::csv_error)?;
            head.flush()?;
            drop(head);
            in_shares(&mut out, items, |items| {
                let mut csv = csv::Writer::from_writer(Vec::new());
                for item in items {
                    csv.write_record(COLUMNS.iter().map(|(_, read)| read(item).plain())).map_err(output::csv_error)?;
                }
                csv.into_inner().map_err(|error| io::Error::other(error.to_string()))
            })?;
        }
        Format::Table => {
            let head = COLUMNS.iter().map(|(name, _)| (*name).to_owned()).collect();
            let rows = items.iter().map(|item| COLUMNS.iter().map(|(_, read)| read(item).plain()).collect());
            output::aligned(&mut out, std::iter::once(head).chain(rows))?;
        }
    }
    Ok(out.flush()?)
}

/// Writes items as `bytes` says, on all threads, and in their order.
fn in_shares(
    out: &mut impl io::Write,
    items: &[Item],
    bytes: impl Fn(&[Item]) -> io::Result<Vec<u8>> + Sync,
) -> io::Result<()> {
    for batch in items.chunks(BATCH) {
        let shares: Vec<Vec<u8>> = batch.par_chunks(SHARE).map(&bytes).collect::<io::Result<_>>()?;
        shares.iter().try_for_each(|share| out.write_all(share))?;
    }
    Ok(())
}
