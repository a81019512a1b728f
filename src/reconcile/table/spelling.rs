//! Units as tables spell them.

use std::sync::OnceLock;

use crate::{
    claim::unit,
    vocabulary::{Extensions, Vocabulary, conversion},
};

/// What the words and signs for units mean, in English and as the project says.
#[derive(Debug, Default)]
pub struct Spellings {
    extensions: Extensions,
    /// Made where a table has other units than published ones.
    vocabulary: OnceLock<Option<Vocabulary>>,
}

impl Spellings {
    /// With the project's own units.
    #[must_use]
    pub fn new(extensions: Extensions) -> Self {
        Self { extensions, vocabulary: OnceLock::new() }
    }

    /// The published name of a unit; `None` where it has one already, or is not understood.
    pub(super) fn published(&self, unit: &str) -> Option<String> {
        if conversion::is_published(unit) {
            return None;
        }
        let vocabulary = self.vocabulary.get_or_init(|| Vocabulary::new("en", &self.extensions).ok());
        unit::published(unit, vocabulary.as_ref()?)
    }
}
