//! pipeline.toml and sidecars: what a project says it wants.
//!
//! Each table is read into a wire type that refuses unknown keys and then becomes a checked type, so that the later
//! stages never meet a configuration that cannot be used. Every finding says file, line and remedy.

pub mod address;
mod check;
pub mod corrections;
pub mod indicator;
pub mod sidecar;
mod source;
mod wire;

use serde::{Deserialize, Serialize};

pub use corrections::{Correction, Corrections};
pub use indicator::{Example, Indicator, Widths};
pub use sidecar::{Quote, Sidecar};

use crate::{
    base::{Amount, Diagnostic, field::words},
    vocabulary::Extensions,
};

/// A checked pipeline.toml.
#[derive(Clone, Debug)]
pub struct Config {
    pub dataset: Dataset,
    pub input: Input,
    pub indicators: Vec<Indicator>,
    /// `[[place]]`, `[[period]]`, `[[unit]]` and `[[hedge]]`.
    pub extensions: Extensions,
    pub reconcile: Reconcile,
    pub publish: Publish,
    /// The lines of every indicator's examples.
    example_lines: Vec<Vec<usize>>,
}

impl Config {
    /// Reads and checks the text of a pipeline.toml. `path` is only said in the findings.
    ///
    /// # Errors
    /// Everything that is wrong with it, each finding with its line.
    pub fn parse(text: &str, path: &str) -> Result<Self, Vec<Diagnostic>> {
        let source = source::Source::parse(text, path)?;
        check::config(&source.read::<wire::Config>(&wire::keys())?, &source)
    }

    /// The JSON Schema of the file.
    #[must_use]
    pub fn schema() -> schemars::Schema {
        wire::schema()
    }

    /// The line of an example of an indicator, both counted from 0; 0 where there is none.
    #[must_use]
    pub fn example_line(&self, indicator: usize, example: usize) -> usize {
        self.example_lines.get(indicator).and_then(|lines| lines.get(example)).copied().unwrap_or(0)
    }
}

/// `[dataset]`: what the published data set says of itself.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Dataset {
    /// Lower case letters, digits, `-` and `_`: names the folder of the data set.
    pub name: String,
    pub title: String,
    pub description: String,
    /// SPDX expression.
    pub licence: String,
    pub contributors: Vec<String>,
    pub homepage: String,
    pub version_rule: VersionRule,
}

words! {
    /// Which kind of difference raises which part of the version.
    VersionRule {
        /// The recipe of Data Package: a breaking change of the columns is major, added rows are minor.
        DataPackage = "datapackage",
        /// Croissant's: any change of the data is major.
        Croissant = "croissant",
    }
}

/// `[input]`: where the documents are.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Input {
    /// Paths and globs relative to pipeline.toml, with `/`; a folder means every file in it.
    pub paths: Vec<String>,
}

words! {
    /// How the values of an observation become one.
    Method {
        /// The core region shared by the most lineages, the median deciding ties.
        Plurality = "plurality",
        /// Plurality among the documents of `reference`, where one of them states a value.
        Reference = "reference",
        /// Plurality among the newest documents.
        Latest = "latest",
        /// Sources weighted by how far they lie from the others, and the weighted median (Li et al. 2014).
        Crh = "crh",
        /// Sources weighted by how accurate they are, copied votes discounted (Dong et al. 2009).
        Accucopy = "accucopy",
    }
}

/// `[reconcile]`: how claims become observations.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Reconcile {
    pub method: Method,
    /// Relative tolerance of indicators that set none: 0.05 is five percent.
    pub tolerance: Amount,
    /// Ids of the sources that are primary: they decide ties.
    pub reference: Vec<String>,
}

impl Default for Reconcile {
    fn default() -> Self {
        // Five percent: with it, honest noise of three percent is rarely taken for a conflict.
        Self { method: Method::Plurality, tolerance: Amount::from_hundredths(5), reference: Vec::new() }
    }
}

words! {
    /// A file format of the published tables.
    TableFormat { Parquet = "parquet", Csv = "csv" }
}

/// `[publish]`: where the data set goes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Publish {
    /// Folder relative to pipeline.toml, or the address of an object store.
    pub to: String,
    pub formats: Vec<TableFormat>,
    /// Whether there is an Excel workbook too.
    pub workbook: bool,
}

#[cfg(test)]
mod tests;
