//! A claims table from a file: CSV or Parquet, by its first bytes.

use std::{
    fs::File,
    io::{self, Read},
    path::Path,
};

use rayon::prelude::*;

use super::{
    Error,
    blocks::{Block, Blocks},
};
use crate::{
    base::{Diagnostic, Severity},
    config::{self, Indicator},
    dataset::read::{self, Batch},
    reconcile::table::{Cells, Column, Part, Spellings, Table},
};

/// How many rows that cannot be read are told one by one.
const TOLD: usize = 10;

/// Reads the rows of `path` (`-`: standard input, CSV only). Rows that cannot be read are left out, and told.
///
/// # Errors
/// A file that is no table, or lacks a column that is needed.
pub fn statements<'i>(
    path: &Path,
    indicators: &'i [Indicator],
    spellings: &'i Spellings,
    options: config::Reconcile,
) -> Result<(Table<'i>, Vec<Diagnostic>), Error> {
    let name = &*path.to_string_lossy();
    let new = || Rows { part: Part::new(indicators, spellings), told: Vec::new(), unread: 0 };
    let parts = if path == Path::new("-") {
        csv(io::stdin(), name, new)?
    } else {
        let mut file = File::open(path).map_err(Error::io("read", path))?;
        let mut start = [0_u8; 4];
        let parquet = file.read_exact(&mut start).is_ok() && &start == b"PAR1";
        let file = File::open(path).map_err(Error::io("read", path))?;
        if parquet { self::parquet(file, name, new)? } else { csv(file, name, new)? }
    };
    let unread: usize = parts.iter().map(|rows| rows.unread).sum();
    let mut told = Vec::new();
    let mut of_table = Vec::with_capacity(parts.len());
    for rows in parts {
        told.extend(rows.told);
        of_table.push(rows.part);
    }
    // Blocks are read in no order.
    told.sort_unstable();
    let warning = |(line, message)| Diagnostic::warning("unread-row", message).at(name, line);
    let mut found: Vec<Diagnostic> = told.into_iter().take(TOLD).map(warning).collect();
    if unread > TOLD {
        let message = format!("{} more rows could not be read", unread - TOLD);
        found.push(Diagnostic::warning("unread-rows", message).at(name, 0));
    }
    let table = Table::new(indicators, options, of_table);
    let left_out = [
        (table.no_level, "state no level (forecasts, targets, suppositions, denials, changes)"),
        (table.no_item, "name neither an item nor an indicator"),
    ];
    for (count, why) in left_out.into_iter().filter(|(count, _)| *count > 0) {
        let message = format!("{count} of the rows {why}: part of no item");
        found.push(Diagnostic::new(Severity::Note, "rows-left-out", message).at(name, 0));
    }
    Ok((table, found))
}

/// The rows that one thread reads.
struct Rows<'i> {
    part: Part<'i>,
    /// Line and message of those that cannot be read, the first of each block.
    told: Vec<(usize, String)>,
    unread: usize,
}

impl Rows<'_> {
    fn csv(&mut self, block: &Block, mut reader: csv::Reader<&[u8]>, columns: &Columns) -> Result<(), csv::Error> {
        let mut record = csv::ByteRecord::new();
        let unread = self.unread;
        while reader.read_byte_record(&mut record)? {
            if let Err(message) = self.record(&record, columns) {
                self.unread += 1;
                if self.unread - unread <= TOLD {
                    let line = record.position().map_or(0, |position| block.line(position.byte()));
                    self.told.push((line, message));
                }
            }
        }
        Ok(())
    }

    fn record(&mut self, record: &csv::ByteRecord, columns: &Columns) -> Result<(), String> {
        if record.len() != columns.width {
            return Err(format!("expected {} cells, found {}", columns.width, record.len()));
        }
        let Ok(text) = std::str::from_utf8(record.as_slice()) else {
            return Err("expected UTF-8, found other bytes".into());
        };
        let mut cells = Cells::default();
        for (column, at) in &columns.at {
            cells.set(*column, record.range(*at).and_then(|range| text.get(range)).unwrap_or(""));
        }
        self.part.push(&cells)
    }

    /// `before`: how many rows stand before the batch.
    fn parquet(&mut self, batch: &Batch, before: usize, columns: &Columns) {
        let unread = self.unread;
        for n in 0..batch.len() {
            let texts: Vec<String> = columns.at.iter().map(|(_, at)| batch.text(n, *at)).collect();
            let mut cells = Cells::default();
            for ((column, _), text) in columns.at.iter().zip(&texts) {
                cells.set(*column, text);
            }
            if let Err(message) = self.part.push(&cells) {
                self.unread += 1;
                if self.unread - unread <= TOLD {
                    self.told.push((before + n + 1, message));
                }
            }
        }
    }
}

fn csv<'i>(from: impl Read + Send, name: &str, new: impl Fn() -> Rows<'i> + Sync) -> Result<Vec<Rows<'i>>, Error> {
    let refused = |error: &dyn std::fmt::Display| {
        let message = format!("expected a CSV table, found: {error}");
        Error::invalid(Diagnostic::error("no-table", message).at(name, 1))
    };
    let reader = |header: bool| {
        let mut builder = csv::ReaderBuilder::new();
        builder.flexible(true).has_headers(header);
        builder
    };
    let mut blocks = Blocks::new(from);
    let first = blocks.next().transpose().map_err(|error| refused(&error))?.unwrap_or_default();
    let mut with_header = reader(true).from_reader(&first.bytes[..]);
    let header = with_header.byte_headers().map_err(|error| refused(&error))?;
    // A byte order mark that a spreadsheet wrote is no part of the first name.
    let names =
        header.iter().map(|name| String::from_utf8_lossy(name).trim_start_matches('\u{feff}').trim().to_owned());
    let columns = Columns::of(&names.collect::<Vec<_>>(), name)?;
    let mut rows = new();
    rows.csv(&first, with_header, &columns).map_err(|error| refused(&error))?;
    let mut parts: Vec<Rows<'i>> = blocks
        .par_bridge()
        .try_fold(&new, |mut rows, block| {
            let block = block.map_err(|error| refused(&error))?;
            let reader = reader(false).from_reader(&block.bytes[..]);
            rows.csv(&block, reader, &columns).map_err(|error| refused(&error))?;
            Ok(rows)
        })
        .collect::<Result<_, Error>>()?;
    parts.push(rows);
    Ok(parts)
}

fn parquet<'i>(file: File, name: &str, new: impl Fn() -> Rows<'i> + Sync) -> Result<Vec<Rows<'i>>, Error> {
    let refused = |error: &dyn std::fmt::Display| {
        let message = format!("expected a Parquet file, found: {error}");
        Error::invalid(Diagnostic::error("no-table", message).at(name, 0))
    };
    let batches = read::batches(file).map_err(|error| refused(&error))?;
    let columns = Columns::of(&batches.names(), name)?;
    let mut before = 0;
    batches
        .map(|batch| {
            let batch = batch.map_err(|error| refused(&error))?;
            let start = before;
            before += batch.len();
            Ok((batch, start))
        })
        .par_bridge()
        .try_fold(&new, |mut rows, batch: Result<(Batch, usize), Error>| {
            let (batch, before) = batch?;
            rows.parquet(&batch, before, &columns);
            Ok(rows)
        })
        .collect()
}

/// Where the columns of a table stand.
struct Columns {
    width: usize,
    /// Those that are read.
    at: Vec<(Column, usize)>,
}

impl Columns {
    /// In a table `table` whose columns have these names.
    fn of(names: &[String], table: &str) -> Result<Self, Error> {
        let place = |column: &Column| names.iter().position(|name| name == column.as_str());
        let at: Vec<(Column, usize)> = Column::ALL.iter().filter_map(|c| Some((*c, place(c)?))).collect();
        let has = |any: &[Column]| at.iter().any(|(column, _)| any.contains(column));
        let needed: [(&[Column], &str); 3] = [
            (&[Column::Item, Column::Indicator], "`item` or `indicator`"),
            (&[Column::SourceId, Column::Source], "`source_id` or `source`"),
            (&[Column::Value, Column::ValueText, Column::Low, Column::High], "`value`, `low` or `high`"),
        ];
        let missing: Vec<Diagnostic> = needed
            .iter()
            .filter(|(any, _)| !has(any))
            .map(|(_, said)| {
                let message = format!("expected a column {said}, found {}", names.join(", "));
                Diagnostic::error("no-column", message).at(table, 1).help("name the columns in the first row")
            })
            .collect();
        if missing.is_empty() { Ok(Self { width: names.len(), at }) } else { Err(Error::Invalid(missing)) }
    }
}
