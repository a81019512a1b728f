//! `cuantia reconcile`: a claims table from anywhere, one line an item.

use std::{
    fs,
    io::{self, Write as _},
};

use serde::{Serialize, Serializer};
use serde_json::{Value, json};

use super::{
    Exit,
    args::{Format, Global, Reconcile},
    output, report, work,
};
use crate::{
    base::Amount,
    config::{self, Config},
    pipeline::{Error, statements::statements},
    reconcile::table::{Item, Table},
};

type Column = (&'static str, fn(&Item) -> Value);

/// What is printed of an item, in this order. Other programs rely on these names.
const COLUMNS: &[Column] = &[
    ("item", |i| json!(i.item)),
    ("value", |i| number(i.value)),
    ("low", |i| number(i.low)),
    ("high", |i| number(i.high)),
    ("status", |i| json!(i.status)),
    ("n_lineages", |i| json!(i.n_lineages)),
    ("n_claims", |i| json!(i.n_claims)),
    ("n_sources", |i| json!(i.n_sources)),
    ("comparator", |i| json!(i.comparator)),
    ("source", |i| json!(i.source)),
    ("method", |i| json!(i.method)),
    ("value_unweighted", |i| number(i.value_unweighted)),
];

fn number(amount: Option<Amount>) -> Value {
    json!(output::number(amount))
}

fn cell(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::String(text) => text.clone(),
        other => other.to_string(),
    }
}

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
    let indicators = config.map(|config| config.indicators).unwrap_or_default();
    let mut table = Table::new(&indicators, options);
    let found = statements(&command.input, &mut table)?;
    report::diagnostics(global, &found);
    tracing::info!(rows = table.len(), "read {}", command.input.display());
    let items = work::pool(&command.threads)?.install(|| table.reconcile());
    print(&items, output::choose(global.format))?;
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
    let mut out = io::BufWriter::with_capacity(1 << 16, io::stdout().lock());
    match format {
        Format::Json | Format::Jsonl => {
            let objects = items.iter().map(Row);
            if format == Format::Json {
                serde_json::to_writer_pretty(&mut out, &objects.collect::<Vec<_>>()).map_err(io::Error::from)?;
                out.write_all(b"\n")?;
            } else {
                for object in objects {
                    serde_json::to_writer(&mut out, &object).map_err(io::Error::from)?;
                    out.write_all(b"\n")?;
                }
            }
        }
        Format::Csv => {
            let mut csv = csv::Writer::from_writer(&mut out);
            csv.write_record(COLUMNS.iter().map(|(name, _)| name)).map_err(output::csv_error)?;
            for item in items {
                csv.write_record(COLUMNS.iter().map(|(_, read)| cell(&read(item)))).map_err(output::csv_error)?;
            }
            csv.flush()?;
        }
        Format::Table => {
            let head = COLUMNS.iter().map(|(name, _)| (*name).to_owned()).collect();
            let rows = items.iter().map(|item| COLUMNS.iter().map(|(_, read)| cell(&read(item))).collect());
            output::aligned(&mut out, std::iter::once(head).chain(rows))?;
        }
    }
    Ok(out.flush()?)
}
