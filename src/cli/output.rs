//! Results on stdout: one table of columns feeds JSON, CSV and the table for people.

use std::io::{self, IsTerminal as _, Write};

use serde::ser::{Serialize, SerializeMap as _, SerializeSeq, Serializer};

use super::args::Format;
use crate::{
    base::{Amount, Change},
    claim::Claim,
    pipeline::{Error, Extracted},
};

/// A claim with the id of its source.
struct Row<'c> {
    source_id: &'c str,
    claim: &'c Claim,
}

type Column = (&'static str, for<'c> fn(&Row<'c>) -> Cell<'c>);

/// What is printed of a claim, in this order. Other programs rely on these names.
const COLUMNS: &[Column] = &[
    ("source_id", |r| Cell::Text(r.source_id)),
    ("claim_id", |r| Cell::Text(&r.claim.claim_id)),
    ("core", |r| Cell::Truth(r.claim.core)),
    ("kind", |r| Cell::Text(r.claim.kind.as_str())),
    ("value", |r| number(r.claim.value)),
    ("low", |r| number(r.claim.low)),
    ("high", |r| number(r.claim.high)),
    ("comparator", |r| Cell::Text(r.claim.comparator.as_str())),
    ("unit", |r| Cell::Text(&r.claim.unit)),
    ("concept", |r| Cell::Text(&r.claim.concept)),
    ("change", |r| maybe(r.claim.change.map(Change::as_str))),
    ("modality", |r| Cell::Text(r.claim.modality.as_str())),
    ("place", |r| maybe(r.claim.place.as_deref())),
    ("period", |r| r.claim.period.map_or(Cell::Nothing, |period| Cell::Made(period.to_string()))),
    ("attribution", |r| maybe(r.claim.attribution.as_deref())),
    ("notes", |r| Cell::List(r.claim.notes.iter().map(String::as_str).collect())),
    ("indicator", |r| maybe(r.claim.indicator.as_deref())),
    // Bytes of the raw file; −1 where the format has none (PDF).
    ("start", |r| r.claim.raw.map_or(Cell::Integer(-1), |s| count(s.start()))),
    ("end", |r| r.claim.raw.map_or(Cell::Integer(-1), |s| count(s.end()))),
    ("text_start", |r| count(r.claim.span.start())),
    ("text_end", |r| count(r.claim.span.end())),
    ("page", |r| Cell::Integer(r.claim.page.into())),
    ("line", |r| Cell::Integer(r.claim.line.into())),
    ("exact", |r| Cell::Text(&r.claim.exact)),
    ("sentence", |r| Cell::Text(&r.claim.sentence)),
    ("rules", |r| Cell::List(r.claim.rules.iter().map(|rule| &**rule).collect())),
];

/// What stands in a column.
pub(super) enum Cell<'c> {
    Nothing,
    Truth(bool),
    Integer(i64),
    Number(f64),
    Text(&'c str),
    Made(String),
    List(Vec<&'c str>),
}

impl Serialize for Cell<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Nothing => serializer.serialize_unit(),
            Self::Truth(truth) => serializer.serialize_bool(*truth),
            Self::Integer(n) => serializer.serialize_i64(*n),
            Self::Number(n) => serializer.serialize_f64(*n),
            Self::Text(text) => serializer.serialize_str(text),
            Self::Made(text) => serializer.serialize_str(text),
            Self::List(items) => serializer.collect_seq(items),
        }
    }
}

impl Cell<'_> {
    /// Writes it as JSON.
    fn json(&self, out: &mut impl Write) -> io::Result<()> {
        match self {
            Self::Text(text) if is_plain(text) => {
                out.write_all(b"\"")?;
                out.write_all(text.as_bytes())?;
                out.write_all(b"\"")
            }
            Self::List(items) if items.iter().all(|item| is_plain(item)) => {
                out.write_all(b"[")?;
                for (n, item) in items.iter().enumerate() {
                    out.write_all(if n == 0 { b"\"" } else { b",\"" })?;
                    out.write_all(item.as_bytes())?;
                    out.write_all(b"\"")?;
                }
                out.write_all(b"]")
            }
            other => serde_json::to_writer(out, other).map_err(io::Error::from),
        }
    }

    /// As a cell of CSV or of a table: lists joined by ` | `, a `|` inside written `\|`.
    pub(super) fn plain(&self) -> String {
        match self {
            Self::Nothing => String::new(),
            Self::Truth(truth) => truth.to_string(),
            Self::Integer(n) => n.to_string(),
            Self::Number(_) => serde_json::to_string(self).unwrap_or_default(),
            Self::Text(text) => (*text).to_owned(),
            Self::Made(text) => text.clone(),
            Self::List(items) => items.iter().map(|item| item.replace('|', "\\|")).collect::<Vec<_>>().join(" | "),
        }
    }
}

/// Whether a text stands in JSON as it is, between quotation marks. Looked at in blocks, which processors compare at once.
fn is_plain(text: &str) -> bool {
    let special =
        |some: u8, byte: &u8| some | u8::from(*byte < 0x20) | u8::from(*byte == b'"') | u8::from(*byte == b'\\');
    let is_plain = |block: &[u8]| block.iter().fold(0, special) == 0;
    let mut blocks = text.as_bytes().chunks_exact(32);
    blocks.by_ref().all(is_plain) && is_plain(blocks.remainder())
}

fn maybe(text: Option<&str>) -> Cell<'_> {
    text.map_or(Cell::Nothing, Cell::Text)
}

pub(super) fn count(n: usize) -> Cell<'static> {
    i64::try_from(n).map_or(Cell::Nothing, Cell::Integer)
}

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

/// An amount as a number, an integer where it is one.
pub(super) fn number(amount: Option<Amount>) -> Cell<'static> {
    let Some(amount) = amount else { return Cell::Nothing };
    amount.to_integer().map_or_else(|| Cell::Number(amount.to_f64()), Cell::Integer)
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
            let names = COLUMNS.iter().enumerate();
            let heads: Vec<String> =
                names.map(|(n, (name, _))| format!("{}\"{name}\":", if n == 0 { '{' } else { ',' })).collect();
            for document in documents {
                for row in rows(&document) {
                    for (head, (_, read)) in heads.iter().zip(COLUMNS) {
                        out.write_all(head.as_bytes())?;
                        read(&row).json(&mut out)?;
                    }
                    out.write_all(b"}\n")?;
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
                    csv.write_record(COLUMNS.iter().map(|(_, read)| read(&row).plain())).map_err(csv_error)?;
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

/// The claims as a table for people.
fn table(out: &mut impl Write, documents: impl Iterator<Item = Extracted>) -> io::Result<()> {
    let columns: Vec<&Column> = COLUMNS.iter().filter(|(name, _)| BRIEF.contains(name)).collect();
    let mut lines = vec![columns.iter().map(|(name, _)| (*name).to_owned()).collect::<Vec<_>>()];
    for document in documents {
        lines.extend(rows(&document).map(|row| columns.iter().map(|(_, read)| read(&row).plain()).collect()));
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
