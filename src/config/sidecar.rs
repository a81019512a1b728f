//! Sidecars: what is known of a document beside what it says of itself. `report.pdf` has `report.pdf.toml`.

use schemars::JsonSchema;
use serde::{Deserialize, Deserializer, Serialize};

use super::source::{Keys, Source, fields};
use crate::base::{Diagnostic, field::words, period::Date};

words! {
    /// How much of a document's wording may be published.
    Quote {
        /// Whole sentences.
        Full = "full",
        /// Only the few words around the number.
        Snippet = "snippet",
        /// Only the number itself.
        None = "none",
    }
}

/// A sidecar. What is absent is taken from the document where it states it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Sidecar {
    /// The id of the source in every table; the file's stem where absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
    /// Of the document.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// Their names.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub authors: Vec<String>,
    /// Who published it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub publisher: Option<String>,
    /// EDTF: `2020`, `2020-12` or `2020-12-31`.
    #[serde(default, skip_serializing_if = "Option::is_none", deserialize_with = "date")]
    pub published: Option<Date>,
    /// Where it was published. Two sources with one address are one work.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
    /// BCP 47: `en`, `es`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub language: Option<String>,
    /// Of the document: an SPDX expression, or what the publisher says.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub licence: Option<String>,
    /// How much of its wording is published; by default `snippet`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub quote: Option<Quote>,
    /// The publication whose figures this document restates.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub summarises: Option<String>,
    /// Of the document; a build warns where the file is another one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sha256: Option<String>,
}

impl Sidecar {
    /// The JSON Schema of a sidecar.
    #[must_use]
    pub fn schema() -> schemars::Schema {
        schemars::schema_for!(Self)
    }

    /// Reads and checks a sidecar. `path` is only said in the findings.
    ///
    /// # Errors
    /// Everything that is wrong with it, each finding with its line.
    pub fn parse(text: &str, path: &str) -> Result<Self, Vec<Diagnostic>> {
        let source = Source::parse(text, path)?;
        let sidecar: Self = source.read(&Keys::new(fields::<Self>(), Vec::new()))?;
        if let Some(id) = sidecar.id.as_deref().filter(|id| !is_source_id(id)) {
            let message = format!("expected an id of letters, digits, `.`, `-` and `_`, found {id:?}");
            return Err(vec![source.error("id", None, "", "invalid-source-id", message)]);
        }
        Ok(sidecar)
    }

    /// The text of a sidecar file.
    #[must_use]
    pub fn to_toml(&self) -> String {
        // Only texts and lists of texts: nothing that TOML could refuse.
        toml::to_string(self).unwrap_or_default()
    }
}

/// Whether `id` can name a source.
#[must_use]
pub fn is_source_id(id: &str) -> bool {
    !id.is_empty() && id.chars().all(|c| c.is_alphanumeric() || matches!(c, '.' | '-' | '_'))
}

/// The id of a source whose sidecar gives none: the stem of its file, with `-` for what an id cannot hold.
#[must_use]
pub fn default_id(file_name: &str) -> String {
    let stem = match file_name.rfind('.') {
        Some(dot) if dot > 0 => &file_name[..dot],
        _ => file_name,
    };
    let id: String = stem.chars().map(|c| if c.is_alphanumeric() || "._-".contains(c) { c } else { '-' }).collect();
    if id.is_empty() { "source".into() } else { id }
}

/// A date as text, as a year's number or as a TOML date.
pub(super) fn date<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Date>, D::Error> {
    #[derive(Deserialize)]
    #[serde(untagged)]
    enum Written {
        Year(i64),
        Text(String),
        Date(toml::value::Datetime),
    }
    let text = match Written::deserialize(deserializer)? {
        Written::Year(year) => year.to_string(),
        Written::Text(text) => text,
        Written::Date(date) => date.date.map(|d| d.to_string()).unwrap_or_default(),
    };
    Date::parse(&text).map(Some).ok_or_else(|| {
        serde::de::Error::custom(format!("expected a date such as 2020, 2020-12 or 2020-12-31, found {text:?}"))
    })
}
