//! The claims of a version against the document that they were read from.

use super::{Check, Findings, Kept};
use crate::{
    base::Span,
    document::{Document, same, strip},
};

/// Where a claim says that it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    pub claim_id: String,
    pub source_id: String,
    pub sha256: String,
    pub exact: String,
    /// In the extracted text.
    pub text: Option<Span>,
    /// In the raw file; `None` for PDF.
    pub raw: Option<Span>,
}

/// The claims of a version.
#[derive(Debug, Default)]
pub struct Places {
    pub claims: Vec<Place>,
}

impl Places {
    /// The columns of `claims` that say it.
    pub const COLUMNS: [&str; 7] = ["source_id", "source_sha256", "exact", "text_start", "text_end", "start", "end"];

    /// From the table `claims`; `sources` must say the same digests.
    pub fn new(claims: &Kept, sources: &Kept, found: &mut Findings) -> Self {
        let digests: std::collections::BTreeMap<&str, &str> =
            sources.cells(["source_id", "sha256"]).map(|(_, [id, sha256])| (id, sha256)).collect();
        let mut out = Vec::with_capacity(claims.len());
        for (claim_id, [source_id, sha256, exact, text_start, text_end, start, end]) in claims.cells(Self::COLUMNS) {
            if let Some(recorded) = digests.get(source_id).filter(|recorded| **recorded != sha256) {
                let message = format!("{sha256:?} here, {recorded:?} in {}", sources.file);
                found.cell(Check::Reference, &claims.file, claim_id, "source_sha256", message);
            }
            out.push(Place {
                claim_id: claim_id.into(),
                source_id: source_id.into(),
                sha256: sha256.into(),
                exact: exact.into(),
                text: span(text_start, text_end),
                raw: span(start, end),
            });
        }
        Self { claims: out }
    }
}

/// A range of bytes; `None` where it is none.
fn span(start: &str, end: &str) -> Option<Span> {
    let number = |text: &str| text.parse::<u32>().ok().map(|n| n as usize);
    let (start, end) = (number(start)?, number(end)?);
    (start <= end).then(|| Span::new(start, end))
}

/// Why a claim is not at its place in the document that it was read from, where it is not.
///
/// `same_tool`: the document is read by the code that published the claim. Another one may cut the text otherwise, so
/// that only the raw file can say where the claim stands.
#[must_use]
pub fn misplaced(place: &Place, document: &Document, raw: &[u8], same_tool: bool) -> Option<String> {
    let fault = match place.text {
        Some(span) => document.fault(raw, &place.exact, span, place.raw)?,
        None => "text_start and text_end are no range".into(),
    };
    if same_tool {
        return Some(fault);
    }
    let there = match place.raw {
        Some(range) => same(&strip(document.format, &document.decode(raw, range)), &place.exact),
        None => document.text.contains(&place.exact),
    };
    (!there).then_some(fault)
}
