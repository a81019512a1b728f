//! A claim: one quantity that a document states about the world, with everything the text says of it.

use std::{borrow::Cow, sync::Arc};

use serde::{Deserialize, Serialize};

use crate::base::{Amount, Change, Comparator, FoundIn, Kind, Modality, Period, Span, shared};

/// A claim and its evidence. The names and conventions of the fields are those of FORMAT.md; what the text
/// does not say is empty or `None`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Claim {
    /// `clm…`, made from source id, normalised sentence, the quantity's text and its occurrence there.
    pub claim_id: String,
    /// Whether a reader would want it in a data set; minor quantities are reported with `false`.
    pub core: bool,
    pub kind: Kind,
    /// In the base unit; `None` for ranges and vague numbers.
    pub value: Option<Amount>,
    /// Place of the last significant digit: 3 billion → 1e9. `None` for vague numbers.
    pub precision: Option<Amount>,
    /// Both for a range; `low` alone for a vague number; `None` for a stated value.
    pub low: Option<Amount>,
    pub high: Option<Amount>,
    pub comparator: Comparator,
    /// ISO 4217 code, `percent`, `per 100000`, `rank`, `times`, the counted noun or the unit's name, in the singular.
    pub unit: String,
    /// ISO 4217 code or UCUM code, where there is one.
    pub unit_code: String,
    pub concept: String,
    pub breakdown: String,
    pub change: Option<Change>,
    pub modality: Modality,
    /// ISO 3166-1 alpha-3, a flow `MEX>USA`, several `CAN+MEX`.
    pub place: Option<String>,
    pub place_text: String,
    pub period: Option<Period>,
    pub period_text: String,
    pub attribution: Option<String>,
    /// Labels of the notes on the clause.
    pub notes: Vec<String>,
    /// The text of those notes.
    pub cited_work: Vec<String>,
    /// Id of the project's indicator.
    pub indicator: Option<String>,
    /// The rules that made it, in the order they applied.
    pub rules: Vec<Cow<'static, str>>,
    pub found_in: FoundIn,
    /// The heading above, which all claims below it share.
    #[serde(with = "shared")]
    pub section: Arc<str>,
    /// From 1; 0 where the format has no pages.
    pub page: u32,
    /// From 1.
    pub line: u32,
    /// Bytes of the raw file; `None` for PDF.
    pub raw: Option<Span>,
    /// Bytes of the extracted text.
    pub span: Span,
    /// The text of `span`.
    pub exact: String,
    /// The sentence's span in the extracted text.
    pub sentence_span: Span,
    /// Shared by its claims: of a list without full stops there may be hundreds.
    #[serde(with = "shared")]
    pub sentence: Arc<str>,
    /// Up to 32 characters before and after `exact`.
    pub prefix: String,
    pub suffix: String,
    /// Where each field was read from, in the order of the text.
    pub parts: Vec<Part>,
}

/// The place in the text that a field was read from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Part {
    /// `number`, `unit`, `hedge`, `concept`, `change`, `modality`, `place`, `period`, `attribution`.
    pub name: Cow<'static, str>,
    /// In the extracted text.
    pub span: Span,
}
