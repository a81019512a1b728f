//! The tables of pipeline.toml as they are written.

use schemars::JsonSchema;
use serde::Deserialize;

use super::{
    Method, TableFormat, VersionRule,
    indicator::{Example, Indicator},
    source::{Keys, fields},
};
use crate::base::{Amount, Comparator, Kind};

/// pipeline.toml: what a project of cuantia reads, follows and publishes.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Config {
    /// What the published data set says of itself.
    pub(super) dataset: Dataset,
    /// Where the documents are.
    #[serde(default)]
    pub(super) input: Input,
    /// The series to follow.
    #[serde(default)]
    pub(super) indicator: Vec<Indicator>,
    /// Names of places that the built-in vocabulary lacks.
    #[serde(default)]
    pub(super) place: Vec<Place>,
    /// Named periods.
    #[serde(default)]
    pub(super) period: Vec<Period>,
    /// Units that the built-in vocabulary lacks.
    #[serde(default)]
    pub(super) unit: Vec<Unit>,
    /// Hedges that the built-in vocabulary lacks.
    #[serde(default)]
    pub(super) hedge: Vec<Hedge>,
    /// How claims become observations.
    #[serde(default)]
    pub(super) reconcile: Reconcile,
    /// Where the data set goes, and what is in it.
    #[serde(default)]
    pub(super) publish: Publish,
}

#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Dataset {
    /// The folder of the data set: a lower case letter, then lower case letters, digits, `-` and `_`.
    pub(super) name: String,
    /// For people; by default the name.
    pub(super) title: Option<String>,
    /// A few sentences.
    #[serde(default)]
    pub(super) description: String,
    /// SPDX expression, such as `CC-BY-4.0`. Of the data; it never covers quotes.
    #[serde(default)]
    pub(super) licence: String,
    /// Names, for the citation.
    #[serde(default)]
    pub(super) contributors: Vec<String>,
    /// Address, for the citation.
    #[serde(default)]
    pub(super) homepage: String,
    /// What raises which part of the version; by default `datapackage`.
    pub(super) version_rule: Option<VersionRule>,
}

#[derive(Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Input {
    /// Files, folders and globs below the folder of pipeline.toml; by default `raw/*`.
    pub(super) paths: Option<Vec<String>>,
}

/// A name of a place and its ISO 3166-1 alpha-3 code.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Place {
    /// As documents write them.
    pub(super) names: Vec<String>,
    /// ISO 3166-1 alpha-3: `MEX`.
    pub(super) code: String,
}

/// A named period, such as a term of office. Dates are EDTF; without `end` it is still going on.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Period {
    /// As documents write it.
    pub(super) name: String,
    /// Other names.
    #[serde(default)]
    pub(super) aliases: Vec<String>,
    /// `2017`, `2017-05` or `2017-05-24`.
    pub(super) start: String,
    /// The same; without it the period is still going on.
    pub(super) end: Option<String>,
}

/// A unit of measure.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Unit {
    /// As documents write it, singular and plural, with its signs.
    pub(super) names: Vec<String>,
    /// The published name, in the singular.
    #[allow(clippy::struct_field_names, reason = "the key is `unit`, as everywhere else")]
    pub(super) unit: String,
    /// By default `measure`.
    pub(super) kind: Option<Kind>,
    /// UCUM code, where there is one.
    #[serde(default)]
    pub(super) ucum: String,
}

/// A phrase before a number, and what it says of it.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Hedge {
    /// Words before a number: `a shade over`.
    pub(super) phrase: String,
    /// What they say of it.
    pub(super) comparator: Comparator,
}

#[derive(Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Reconcile {
    /// How the values of an observation become one; by default `plurality`.
    pub(super) method: Option<Method>,
    /// Relative, from 0 to 1: values this close do not conflict; by default 0.05.
    pub(super) tolerance: Option<Amount>,
    /// Ids of sources that are primary: they decide ties.
    #[serde(default)]
    pub(super) reference: Vec<String>,
}

#[derive(Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Publish {
    /// A folder; by default `datasets`. Or the address of an object store, `s3://BUCKET/PREFIX`, `gs://…` or `az://…`, where
    /// cuantia was built with the feature `object-store`.
    pub(super) to: Option<String>,
    /// Of the tables; by default Parquet and CSV.
    pub(super) formats: Option<Vec<TableFormat>>,
    /// Whether there is an Excel workbook as well; by default there is.
    pub(super) workbook: Option<bool>,
}

/// The JSON Schema of the file.
pub(super) fn schema() -> schemars::Schema {
    schemars::schema_for!(Config)
}

/// Every key that pipeline.toml can have, taken from the types above.
pub(super) fn keys() -> Keys {
    let flat = |known| Keys::new(known, Vec::new());
    Keys::new(
        fields::<Config>(),
        vec![
            ("dataset", flat(fields::<Dataset>())),
            ("input", flat(fields::<Input>())),
            (
                "indicator",
                Keys::new(
                    fields::<Indicator>(),
                    vec![("examples", flat(fields::<Example>())), ("widths", flat(fields::<super::Widths>()))],
                ),
            ),
            ("place", flat(fields::<Place>())),
            ("period", flat(fields::<Period>())),
            ("unit", flat(fields::<Unit>())),
            ("hedge", flat(fields::<Hedge>())),
            ("reconcile", flat(fields::<Reconcile>())),
            ("publish", flat(fields::<Publish>())),
        ],
    )
}
