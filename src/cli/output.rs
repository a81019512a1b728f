//! Results on stdout: one table of columns feeds JSON, CSV and the table for people.

use std::io::{self, IsTerminal as _, Write};

use serde::ser::{Serialize, SerializeMap as _, SerializeSeq, Serializer};
use serde_json::{Value, json};

use super::args::Format;
use crate::{
    base::Amount,
    claim::Claim,
    pipeline::{Error, Extracted},
};

/// A claim with the id of its source.
struct Row<'c> {
    source_id: &'c str,
    claim: &'c Claim,
}

type Column = (&'static str, fn(&Row<'_>) -> Value);

/// What is printed of a claim, in this order. Other programs rely on these names.
const COLUMNS: &[Column] = &[
    ("source_id", |r| json!(r.source_id)),
    ("claim_id", |r| json!(r.claim.claim_id)),
    ("core", |r| json!(r.claim.core)),
    ("kind", |r| json!(r.claim.kind)),
    ("value", |r| number(r.claim.value)),
    ("low", |r| number(r.claim.low)),
    ("high", |r| number(r.claim.high)),
    ("comparator", |r| json!(r.claim.comparator)),
    ("unit", |r| json!(r.claim.unit)),
    ("concept", |r| json!(r.claim.concept)),
    ("change", |r| json!(r.claim.change)),
    ("modality", |r| json!(r.claim.modality)),
    ("place", |r| json!(r.claim.place)),
    ("period", |r| json!(r.claim.period)),
    ("attribution", |r| json!(r.claim.attribution)),
    ("notes", |r| json!(r.claim.notes)),
    ("indicator", |r| json!(r.claim.indicator)),
    // Bytes of the raw file; −1 where the format has none (PDF).
    ("start", |r| r.claim.raw.map_or(json!(-1), |s| json!(s.start()))),
    ("end", |r| r.claim.raw.map_or(json!(-1), |s| json!(s.end()))),
    ("text_start", |r| json!(r.claim.span.start())),
    ("text_end", |r| json!(r.claim.span.end())),
    ("page", |r| json!(r.claim.page)),
    ("line", |r| json!(r.claim.line)),
    ("exact", |r| json!(r.claim.exact)),
    ("sentence", |r| json!(r.claim.sentence)),
    ("rules", |r| json!(r.claim.rules)),
];

/// The columns that fit a terminal.
const BRIEF: &[&str] =
    &["line", "indicator", "comparator", "value", "low", "high", "unit", "concept", "place", "period"];

impl Serialize for Row<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(COLUMNS.len()))?;
        for (name, read) in COLUMNS {
            map.serialize_entry(name, &read(self))?;
        }
        map.end()
    }
}

/// An amount as a JSON number, an integer where it is one.
pub(super) fn number(amount: Option<Amount>) -> Value {
    match amount {
        None => Value::Null,
        Some(amount) => match amount.is_integer().then(|| amount.to_string().parse::<i64>()) {
            Some(Ok(whole)) => json!(whole),
            _ => json!(amount.to_f64()),
        },
    }
}

/// The format asked for, else one for people on a terminal and one for programs elsewhere.
pub(super) fn choose(asked: Option<Format>) -> Format {
    asked.unwrap_or_else(|| if io::stdout().is_terminal() { Format::Table } else { Format::Jsonl })
}

/// Prints the claims of documents as they come; only a table, whose columns are as wide as their widest cell, waits
/// for the last.
pub(super) fn claims(documents: impl Iterator<Item = Extracted>, format: Format) -> Result<(), Error> {
    let mut out = io::BufWriter::new(io::stdout().lock());
    match format {
        Format::Jsonl => {
            for document in documents {
                for row in rows(&document) {
                    serde_json::to_writer(&mut out, &row).map_err(io::Error::from)?;
                    out.write_all(b"\n")?;
                }
            }
        }
        Format::Json => {
            let mut json = serde_json::Serializer::pretty(&mut out);
            let mut list = json.serialize_seq(None).map_err(io::Error::from)?;
            for document in documents {
                for row in rows(&document) {
                    list.serialize_element(&row).map_err(io::Error::from)?;
                }
            }
            SerializeSeq::end(list).map_err(io::Error::from)?;
            out.write_all(b"\n")?;
        }
        Format::Csv => {
            let mut csv = csv::Writer::from_writer(&mut out);
            csv.write_record(COLUMNS.iter().map(|(name, _)| name)).map_err(csv_error)?;
            for document in documents {
                for row in rows(&document) {
                    csv.write_record(COLUMNS.iter().map(|(_, read)| cell(&read(&row)))).map_err(csv_error)?;
                }
            }
            csv.flush()?;
        }
        Format::Table => table(&mut out, documents)?,
    }
    Ok(out.flush()?)
}

fn rows(document: &Extracted) -> impl Iterator<Item = Row<'_>> {
    document.claims.iter().map(|claim| Row { source_id: &document.source.source_id, claim })
}

pub(super) fn csv_error(error: csv::Error) -> io::Error {
    match error.into_kind() {
        csv::ErrorKind::Io(error) => error,
        other => io::Error::other(format!("{other:?}")),
    }
}

/// A value as one cell: lists joined by ` | `, a `|` inside written `\|`.
pub(super) fn cell(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::String(text) => text.clone(),
        Value::Array(items) => items.iter().map(|item| cell(item).replace('|', "\\|")).collect::<Vec<_>>().join(" | "),
        other => other.to_string(),
    }
}

/// The claims as a table for people.
fn table(out: &mut impl Write, documents: impl Iterator<Item = Extracted>) -> io::Result<()> {
    let columns: Vec<&Column> = COLUMNS.iter().filter(|(name, _)| BRIEF.contains(name)).collect();
    let mut lines = vec![columns.iter().map(|(name, _)| (*name).to_owned()).collect::<Vec<_>>()];
    for document in documents {
        lines.extend(rows(&document).map(|row| columns.iter().map(|(_, read)| cell(&read(&row))).collect()));
    }
    aligned(out, lines.into_iter())
}

/// Lines of cells, the columns as wide as their widest cell, at most 40 characters.
pub(super) fn aligned(out: &mut impl Write, lines: impl Iterator<Item = Vec<String>>) -> io::Result<()> {
    let lines: Vec<Vec<String>> = lines.map(|line| line.iter().map(|text| shorten(text)).collect()).collect();
    let columns = lines.iter().map(Vec::len).max().unwrap_or(0);
    let width =
        |n: usize| lines.iter().filter_map(|line| line.get(n)).map(|text| text.chars().count()).max().unwrap_or(0);
    let widths: Vec<usize> = (0..columns).map(width).collect();
    for line in &lines {
        let padded: Vec<String> = line.iter().zip(&widths).map(|(text, width)| format!("{text:<width$}")).collect();
        writeln!(out, "{}", padded.join("  ").trim_end())?;
    }
    Ok(())
}

fn shorten(text: &str) -> String {
    const WIDTH: usize = 40;
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if text.chars().count() <= WIDTH {
        return text;
    }
    text.chars().take(WIDTH - 1).chain(['…']).collect()
}
