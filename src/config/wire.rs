//! The tables of pipeline.toml as they are written.

use serde::Deserialize;

use super::{
    Method, TableFormat, VersionRule,
    indicator::{Example, Indicator},
    source::{Keys, fields},
};
use crate::base::{Amount, Comparator, Kind};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Config {
    pub(super) dataset: Dataset,
    #[serde(default)]
    pub(super) input: Input,
    #[serde(default)]
    pub(super) indicator: Vec<Indicator>,
    #[serde(default)]
    pub(super) place: Vec<Place>,
    #[serde(default)]
    pub(super) period: Vec<Period>,
    #[serde(default)]
    pub(super) unit: Vec<Unit>,
    #[serde(default)]
    pub(super) hedge: Vec<Hedge>,
    #[serde(default)]
    pub(super) reconcile: Reconcile,
    #[serde(default)]
    pub(super) publish: Publish,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Dataset {
    pub(super) name: String,
    pub(super) title: Option<String>,
    #[serde(default)]
    pub(super) description: String,
    #[serde(default)]
    pub(super) licence: String,
    #[serde(default)]
    pub(super) contributors: Vec<String>,
    #[serde(default)]
    pub(super) homepage: String,
    pub(super) version_rule: Option<VersionRule>,
}

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Input {
    pub(super) paths: Option<Vec<String>>,
}

/// A name of a place and its ISO 3166-1 alpha-3 code.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Place {
    pub(super) names: Vec<String>,
    pub(super) code: String,
}

/// A named period, such as a term of office. Dates are EDTF; without `end` it is still going on.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Period {
    pub(super) name: String,
    #[serde(default)]
    pub(super) aliases: Vec<String>,
    pub(super) start: String,
    pub(super) end: Option<String>,
}

/// A unit of measure.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Unit {
    /// As documents write it, singular and plural, with its signs.
    pub(super) names: Vec<String>,
    /// The published name, in the singular.
    #[allow(clippy::struct_field_names, reason = "the key is `unit`, as everywhere else")]
    pub(super) unit: String,
    pub(super) kind: Option<Kind>,
    #[serde(default)]
    pub(super) ucum: String,
}

/// A phrase before a number, and what it says of it.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Hedge {
    pub(super) phrase: String,
    pub(super) comparator: Comparator,
}

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Reconcile {
    pub(super) method: Option<Method>,
    pub(super) tolerance: Option<Amount>,
    #[serde(default)]
    pub(super) reference: Vec<String>,
}

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Publish {
    pub(super) to: Option<String>,
    pub(super) formats: Option<Vec<TableFormat>>,
    pub(super) workbook: Option<bool>,
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
