//! Quantities: numbers with their units and hedges, and what looks like one and is not.

pub mod model;

pub use model::{Quantity, Size, Unit};

use crate::{text::Sentence, vocabulary::Vocabulary};

/// The quantities of a sentence, in order, not overlapping. `place` is the document's country (ISO 3166-1
/// alpha-3) where it is known: it decides what a bare `$` means.
#[must_use]
pub fn quantities(sentence: &Sentence<'_>, vocabulary: &Vocabulary, place: Option<&str>) -> Vec<Quantity> {
    let _ = (sentence, vocabulary, place);
    Vec::new()
}
