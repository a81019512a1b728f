//! What a version says of itself.

use semver::Version;
use serde_json::json;

use super::column::Head;
use crate::{
    base::period::Date,
    config::{Dataset, TableFormat},
};

/// What is published of a version beside its rows.
#[derive(Clone, Debug)]
pub struct Metadata {
    pub dataset: Dataset,
    pub version: Version,
    /// The day of publication: the only time in a version's folder.
    pub published: Date,
    /// The formats that each table is written in.
    pub formats: Vec<TableFormat>,
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
