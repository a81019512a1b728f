//! What a version says of itself, a file a format. A new one is a module here and a line in [`OUTPUTS`].

mod changelog;
mod changes;
mod citation;
mod croissant;
mod csvw;
mod datapackage;
mod licence;
mod readme;
mod run;

use semver::Version;
use serde_json::json;

pub use run::Run;

use super::{
    Tables,
    change::Change,
    column::{Head, Rows},
    files::Entry,
};
use crate::{
    base::{id, period::Date},
    config::{Dataset, TableFormat},
};

/// A text on one line of Markdown in which nothing is markup: a title stays a title, whatever it says.
fn line(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for (n, word) in text.split_whitespace().enumerate() {
        out.extend((n > 0).then_some(' '));
        for c in word.chars() {
            out.extend(matches!(c, '\\' | '`' | '*' | '[' | ']' | '<' | '>' | '&').then_some('\\'));
            out.push(c);
        }
    }
    out
}

/// What the files here are made from: nothing else, so that the same content gives the same bytes.
#[derive(Clone, Copy)]
pub struct Content<'t> {
    pub metadata: &'t Metadata,
    pub tables: &'t Tables,
    /// The files that hold tables: those of `tables` in every format, then those that are about them.
    pub resources: &'t [Resource<'t>],
}

/// A file that holds a table.
#[derive(Clone)]
pub struct Resource<'t> {
    pub table: &'t dyn Rows,
    pub format: TableFormat,
    /// Its name in the version's folder.
    pub path: String,
    pub bytes: usize,
    /// In hexadecimal.
    pub sha256: String,
}

impl<'t> Resource<'t> {
    /// The file of a table in a format.
    #[must_use]
    pub fn new(table: &'t dyn Rows, format: TableFormat, bytes: &[u8]) -> Self {
        Self {
            table,
            format,
            path: format!("{}.{format}", table.name()),
            bytes: bytes.len(),
            sha256: id::sha256(bytes),
        }
    }
}

/// The name and text of each file that a format has.
type Output = fn(&Content<'_>) -> Vec<(String, String)>;

/// Every format.
const OUTPUTS: &[Output] = &[
    changelog::files,
    changes::files,
    citation::files,
    croissant::files,
    csvw::files,
    datapackage::files,
    licence::files,
    readme::files,
    run::files,
];

/// The files that say what a version is.
#[must_use]
pub fn files(content: &Content<'_>) -> Vec<(String, Vec<u8>)> {
    let all = OUTPUTS.iter().flat_map(|output| output(content));
    all.map(|(name, text)| (name, text.into_bytes())).collect()
}

/// A JSON file: two spaces, a line feed at the end.
fn pretty(value: &serde_json::Value) -> String {
    format!("{value:#}\n")
}

/// What is published of a version beside its rows.
#[derive(Clone, Debug)]
pub struct Metadata {
    pub dataset: Dataset,
    pub version: Version,
    /// The day of publication: the only time in a version's folder.
    pub published: Date,
    /// See [`super::digest::content`].
    pub content_digest: String,
    /// The formats that each table is written in.
    pub formats: Vec<TableFormat>,
    /// Whether there is an Excel workbook too.
    pub workbook: bool,
    /// Why the version is what it is, a sentence each.
    pub reasons: Vec<String>,
    /// The versions before it, oldest first.
    pub before: Vec<Entry>,
    /// The one of these that it is compared with; `None` in the first version.
    pub since: Option<Version>,
    /// What changed since then.
    pub changes: Vec<Change>,
    pub run: Run,
}

impl Metadata {
    /// What stands in `created_by` of a Parquet file.
    #[must_use]
    pub fn created_by(&self) -> String {
        concat!("cuantia ", env!("CARGO_PKG_VERSION")).into()
    }

    /// How to cite the version: `Ana Ruiz (2024). Title, version 1.2.0. https://…`
    #[must_use]
    pub fn citation(&self) -> String {
        let who = if self.dataset.contributors.is_empty() {
            String::new()
        } else {
            format!("{} ", self.dataset.contributors.join(", "))
        };
        let homepage = match self.dataset.homepage.as_str() {
            "" => String::new(),
            homepage => format!(" {homepage}"),
        };
        let title = &self.dataset.title;
        format!("{who}({:04}). {title}, version {}.{homepage}", self.published.year, self.version)
    }

    /// The key-value metadata of a Parquet file, in this order. `PANDAS_ATTRS` is what pandas shows as `df.attrs`.
    #[must_use]
    pub fn file_metadata(&self, table: &str, description: &str, heads: &[Head]) -> Vec<(String, String)> {
        let units: serde_json::Map<_, _> =
            heads.iter().filter(|h| !h.unit.is_empty()).map(|h| (h.name.to_owned(), json!(h.unit))).collect();
        let version = self.version.to_string();
        let citation = self.citation();
        let attrs = json!({
            "title": self.dataset.title,
            "table": table,
            "description": description,
            "version": version,
            "licence": self.dataset.licence,
            "citation": citation,
            "units": units,
        });
        [
            ("title", self.dataset.title.clone()),
            ("table", table.to_owned()),
            ("description", description.to_owned()),
            ("version", version),
            ("licence", self.dataset.licence.clone()),
            ("citation", citation),
            ("PANDAS_ATTRS", attrs.to_string()),
        ]
        .map(|(key, value)| (key.to_owned(), value))
        .into()
    }
}

#[cfg(test)]
mod tests;
