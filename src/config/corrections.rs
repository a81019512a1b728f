//! corrections.toml: what people know better than a document says.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{
    sidecar,
    source::{Keys, Source, fields},
};
use crate::base::{Amount, Diagnostic, field::words, period::Date};

words! {
    /// What a correction does.
    Action {
        /// The claim is part of no observation.
        Drop = "drop",
        /// It has another value.
        Override = "override",
        /// Its numbers are multiplied.
        Scale = "scale",
        /// It stays as it is, and readers are told.
        Flag = "flag",
    }
}

words! {
    /// What has become of the error.
    CorrectionStatus {
        Open = "open",
        Reported = "reported",
        Acknowledged = "acknowledged",
        FixedUpstream = "fixed_upstream",
    }
}

/// A `[[correction]]`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Correction {
    /// Begins with a letter; letters, digits, `.`, `-` and `_`.
    pub id: String,
    /// Which claims it is for: all that is named must fit.
    #[serde(rename = "match")]
    pub of: Matches,
    /// What it does.
    pub action: Action,
    /// Of `override`: the value instead.
    #[serde(default)]
    pub value: Option<Amount>,
    /// Of `scale`: what the numbers are multiplied by.
    #[serde(default)]
    pub factor: Option<Amount>,
    /// The value, or lower bound, that the claim has as long as the correction is needed.
    #[serde(default)]
    pub expect: Option<Amount>,
    /// Why.
    pub reason: String,
    /// Who decided it.
    pub author: String,
    /// When.
    #[serde(deserialize_with = "date")]
    pub date: Date,
    /// Where that can be seen.
    #[serde(default)]
    pub evidence_url: String,
    /// What has become of the error.
    #[serde(default = "open")]
    pub status: CorrectionStatus,
}

fn open() -> CorrectionStatus {
    CorrectionStatus::Open
}

fn date<'de, D: serde::Deserializer<'de>>(deserializer: D) -> Result<Date, D::Error> {
    sidecar::date(deserializer)?.ok_or_else(|| serde::de::Error::custom("expected a date, found none"))
}

/// Which claims a correction is for: those that everything fits which it names.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Matches {
    /// `clm…`
    #[serde(default)]
    pub claim: Option<String>,
    /// Id of a source.
    #[serde(default)]
    pub source: Option<String>,
    /// Id of an indicator.
    #[serde(default)]
    pub indicator: Option<String>,
    /// Code or flow.
    #[serde(default)]
    pub place: Option<String>,
    /// EDTF.
    #[serde(default)]
    pub period: Option<String>,
}

/// The corrections of a project.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Corrections {
    pub corrections: Vec<Correction>,
    /// Where the file is, and the line that each correction starts in.
    pub path: String,
    pub lines: Vec<usize>,
}

/// corrections.toml: what people know better than a document says.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct File {
    /// The corrections.
    #[serde(default)]
    correction: Vec<Correction>,
}

impl Corrections {
    /// The JSON Schema of the file.
    #[must_use]
    pub fn schema() -> schemars::Schema {
        schemars::schema_for!(File)
    }

    /// Reads and checks a corrections.toml. `path` is only said in the findings.
    ///
    /// # Errors
    /// Everything that is wrong with it, each finding with its line.
    pub fn parse(text: &str, path: &str) -> Result<Self, Vec<Diagnostic>> {
        let source = Source::parse(text, path)?;
        let keys = Keys::new(fields::<Correction>(), vec![("match", Keys::new(fields::<Matches>(), Vec::new()))]);
        let file: File = source.read(&Keys::new(fields::<File>(), vec![("correction", keys)]))?;
        let mut found = Vec::new();
        let mut ids = std::collections::BTreeSet::new();
        for (row, correction) in file.correction.iter().enumerate() {
            let mut wrong = |key: &str, message: String| {
                found.push(source.error("correction", Some(row), key, "invalid-correction", message));
            };
            let id = &correction.id;
            if !id.starts_with(char::is_alphabetic) || !sidecar::is_source_id(id) {
                wrong(
                    "id",
                    format!(
                        "expected an id that begins with a letter, of letters, digits, `.`, `-` and `_`, found {id:?}"
                    ),
                );
            } else if !ids.insert(id) {
                wrong("id", format!("expected an id of its own, found {id:?} twice"));
            }
            if correction.of == Matches::default() {
                wrong("match", "expected a claim, or a source, indicator, place or period, found none".into());
            }
            let needs = |key: &str| format!("expected `{key}` with the action {}, found none", correction.action);
            match correction.action {
                Action::Override if correction.value.is_none() => wrong("action", needs("value")),
                Action::Scale if correction.factor.is_none_or(Amount::is_zero) => wrong("action", needs("factor")),
                _ => {}
            }
            if correction.reason.trim().is_empty() || correction.author.trim().is_empty() {
                wrong("reason", "expected a reason and an author, found none".into());
            }
        }
        if !found.is_empty() {
            return Err(found);
        }
        let lines = (0..file.correction.len()).map(|row| source.line_of("correction", row)).collect();
        Ok(Self { corrections: file.correction, path: path.into(), lines })
    }
}
