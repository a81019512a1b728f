//! Claims: what is counted, of whom, where, when, said by whom, how sure.

pub mod model;

pub use model::{Claim, Part};

use crate::{base::period::Date, config::Indicator, document::Document, vocabulary::Vocabulary};

/// What the claim stage knows beside the document itself.
#[derive(Clone, Copy, Debug)]
pub struct Context<'c> {
    pub source_id: &'c str,
    /// The document's date, for `last year` and `in March`.
    pub published: Option<Date>,
    pub vocabulary: &'c Vocabulary,
    pub indicators: &'c [Indicator],
}

/// The claims of a document, in the order of its text.
#[must_use]
pub fn claims(document: &Document, context: &Context<'_>) -> Vec<Claim> {
    let _ = (document, context);
    Vec::new()
}
