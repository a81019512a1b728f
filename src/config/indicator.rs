//! Indicators: the named series that a project follows.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::Method;
use crate::base::{Accumulates, Amount, Kind};

/// An `[[indicator]]` of pipeline.toml.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Indicator {
    /// Lower case letters, digits and `_`.
    pub id: String,
    /// For people.
    pub title: String,
    /// What exactly is counted, of whom, by which definition.
    pub description: String,
    /// What sort of quantity it is.
    pub kind: Kind,
    /// As in claims: `USD`, `percent`, `per 100000`, `person`.
    pub unit: String,
    /// Count nouns, in the singular, that mean this unit: `individual`, `extradition`.
    #[serde(default)]
    pub nouns: Vec<String>,
    /// How its values add up over time: decides which periods can be compared.
    pub accumulates: Accumulates,
    /// Relative tolerance; the project's `[reconcile] tolerance` where absent.
    #[serde(default)]
    pub tolerance: Option<Amount>,
    /// Absolute tolerance, in the unit, for values that cross zero.
    #[serde(default)]
    pub tolerance_absolute: Option<Amount>,
    /// How its values become one; the project's `[reconcile] method` where absent.
    #[serde(default)]
    pub method: Option<Method>,
    /// How wide what is stated can be read.
    #[serde(default)]
    pub widths: Widths,
    /// Every group needs one of its stems or phrases, in `within`: `[["homicide", "murder"], ["rate"]]`.
    #[serde(default)]
    pub all: Vec<Vec<String>>,
    /// None of these may stand there.
    #[serde(default)]
    pub none: Vec<String>,
    /// Where the words are looked for.
    #[serde(default)]
    pub within: Within,
    /// Codes or flows it is about (`MEX`, `MEX>USA`); empty for any place.
    #[serde(default)]
    pub places: Vec<String>,
    /// Sentences with the value that must be read from them; `cuantia check` runs them.
    #[serde(default)]
    pub examples: Vec<Example>,
}

/// How wide a stated value can be read: the parts of the place of its last digit, and of the value itself, that the
/// table of intervals (`reconcile/interval.rs`) works with.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Widths {
    /// To each side of a plain number, in places of its last digit: 0.5 takes 8 for 7.5 to 8.5.
    pub rounding: Amount,
    /// The same for the widest defensible reading.
    pub rounding_support: Amount,
    /// Of the value: the widest reading of a plain number is no wider than this, unless its rounding is.
    pub plain_support: Amount,
    /// Of the value, to each side of `about`, in the widest reading.
    pub about: Amount,
    /// Of the value, below `nearly` and above `just over`, at most.
    pub near: Amount,
    /// The same for the widest reading.
    pub near_support: Amount,
    /// Whether a count that does not look rounded is exact.
    pub exact_counts: bool,
}

impl Default for Widths {
    fn default() -> Self {
        let percent = Amount::from_hundredths;
        Self {
            rounding: percent(50),
            rounding_support: percent(100),
            plain_support: percent(10),
            about: percent(10),
            near: percent(10),
            near_support: percent(20),
            exact_counts: true,
        }
    }
}

/// Where an indicator's words must stand.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Within {
    Concept,
    #[default]
    Clause,
    Sentence,
}

/// A sentence and what must come of it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Example {
    /// A sentence or more.
    pub text: String,
    /// The expected value, or lower bound of a vague number; absent where the indicator must not be found.
    #[serde(default)]
    pub value: Option<Amount>,
}
