//! A claims table from a file: CSV or Parquet, by its first bytes.

use std::{
    fs::File,
    io::{self, BufReader, Read},
    path::Path,
};

use super::Error;
use crate::{
    base::{Diagnostic, Severity},
    dataset::read,
    reconcile::table::{Column, Table},
};

/// How many rows that cannot be read are told one by one.
const TOLD: usize = 10;

/// Reads the rows of `path` (`-`: standard input, CSV only) into `table`. Rows that cannot be read are left out, and told.
///
/// # Errors
/// A file that is no table, or lacks a column that is needed.
pub fn statements(path: &Path, table: &mut Table<'_>) -> Result<Vec<Diagnostic>, Error> {
    let name = path.to_string_lossy().into_owned();
    let mut rows = Rows { table: &mut *table, name: name.clone(), found: Vec::new(), unread: 0 };
    if path == Path::new("-") {
        rows.csv(io::stdin().lock())?;
    } else {
        let mut file = File::open(path).map_err(Error::io("read", path))?;
        let mut start = [0_u8; 4];
        let parquet = file.read_exact(&mut start).is_ok() && &start == b"PAR1";
        let file = File::open(path).map_err(Error::io("read", path))?;
        if parquet { rows.parquet(file)? } else { rows.csv(BufReader::with_capacity(1 << 20, file))? }
    }
    if rows.unread > TOLD {
        let message = format!("{} more rows could not be read", rows.unread - TOLD);
        rows.found.push(Diagnostic::warning("unread-rows", message).at(&rows.name, 0));
    }
    let mut found = rows.found;
    let left_out = [
        (table.no_level, "state no level (forecasts, targets, suppositions, denials, changes)"),
        (table.no_item, "name neither an item nor an indicator"),
    ];
    for (count, why) in left_out.into_iter().filter(|(count, _)| *count > 0) {
        let message = format!("{count} of the rows {why}: part of no item");
        found.push(Diagnostic::new(Severity::Note, "rows-left-out", message).at(&name, 0));
    }
    Ok(found)
}

struct Rows<'r, 'i> {
    table: &'r mut Table<'i>,
    name: String,
    found: Vec<Diagnostic>,
    unread: usize,
}

impl Rows<'_, '_> {
    fn csv(&mut self, from: impl Read) -> Result<(), Error> {
        let mut reader = csv::ReaderBuilder::new().flexible(true).from_reader(from);
        let refused = |name: &str, error: &csv::Error| {
            let message = format!("expected a CSV table, found: {error}");
            Error::invalid(Diagnostic::error("no-table", message).at(name, 1))
        };
        let header = reader.byte_headers().map_err(|error| refused(&self.name, &error))?.clone();
        // A byte order mark that a spreadsheet wrote is no part of the first name.
        let names =
            header.iter().map(|name| String::from_utf8_lossy(name).trim_start_matches('\u{feff}').trim().to_owned());
        let columns = self.columns(&names.collect::<Vec<_>>())?;
        let mut record = csv::ByteRecord::new();
        loop {
            match reader.read_byte_record(&mut record) {
                Ok(false) => return Ok(()),
                Ok(true) => {
                    let line = record.position().map_or(0, csv::Position::line);
                    let wide = record.len() == header.len();
                    let text = std::str::from_utf8(record.as_slice()).is_ok();
                    let cell = |column: Column| {
                        let at = columns.get(column as usize).copied().flatten();
                        at.and_then(|n| record.get(n)).and_then(|cell| std::str::from_utf8(cell).ok()).unwrap_or("")
                    };
                    let read = if !wide {
                        Err(format!("expected {} cells, found {}", header.len(), record.len()))
                    } else if text {
                        self.table.push(&cell)
                    } else {
                        Err("expected UTF-8, found other bytes".into())
                    };
                    self.told(read, usize::try_from(line).unwrap_or(0));
                }
                Err(error) => return Err(refused(&self.name, &error)),
            }
        }
    }

    fn parquet(&mut self, file: File) -> Result<(), Error> {
        let refused = |name: &str, error: &dyn std::fmt::Display| {
            let message = format!("expected a Parquet file, found: {error}");
            Error::invalid(Diagnostic::error("no-table", message).at(name, 0))
        };
        let batches = read::batches(file).map_err(|error| refused(&self.name, &error))?;
        let columns = self.columns(&batches.names())?;
        let mut row = 0;
        for batch in batches {
            let batch = batch.map_err(|error| refused(&self.name, &error))?;
            for n in 0..batch.len() {
                row += 1;
                let cells: Vec<String> =
                    columns.iter().map(|at| at.map_or_else(String::new, |column| batch.text(n, column))).collect();
                let cell = |column: Column| cells.get(column as usize).map_or("", String::as_str);
                let read = self.table.push(&cell);
                self.told(read, row);
            }
        }
        Ok(())
    }

    /// Where each column stands in a table with these names.
    fn columns(&self, names: &[String]) -> Result<Vec<Option<usize>>, Error> {
        let at = |column: &Column| names.iter().position(|name| name == column.as_str());
        let columns: Vec<Option<usize>> = Column::ALL.iter().map(at).collect();
        let has = |any: &[Column]| any.iter().any(|column| columns[*column as usize].is_some());
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
                Diagnostic::error("no-column", message).at(&self.name, 1).help("name the columns in the first row")
            })
            .collect();
        if missing.is_empty() { Ok(columns) } else { Err(Error::Invalid(missing)) }
    }

    fn told(&mut self, read: Result<(), String>, line: usize) {
        let Err(message) = read else { return };
        self.unread += 1;
        if self.unread <= TOLD {
            self.found.push(Diagnostic::warning("unread-row", message).at(&self.name, line));
        }
    }
}
