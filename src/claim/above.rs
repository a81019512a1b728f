//! What stands above a sentence and says how its numbers are meant: a heading, or the line that leads to a list.

use super::{modality, scene::Scene};
use crate::{
    base::{FoundIn, Modality},
    text::Sentence,
    vocabulary::word::{Classes, Words},
};

/// What the last heading and the last line that leads to a list say.
#[derive(Debug, Default)]
pub(super) struct Above {
    heading: Option<Modality>,
    lead: Option<Modality>,
}

impl Above {
    /// Whether a sentence says something of what follows it.
    pub(super) fn leads(sentence: &Sentence<'_>) -> bool {
        sentence.found_in == FoundIn::Headline || is_open(sentence)
    }

    /// Takes in a sentence that is met.
    pub(super) fn learn(&mut self, scene: &Scene<'_, '_>) {
        if scene.sentence.found_in == FoundIn::Headline {
            *self = Self { heading: modality::of_heading(scene), lead: None };
        } else if is_open(scene.sentence) {
            self.lead = modality::of_lead(scene);
        }
    }

    /// What holds for a sentence. A list ends where something else begins.
    pub(super) fn of(&mut self, sentence: &Sentence<'_>, words: &Words) -> Option<Modality> {
        if sentence.found_in != FoundIn::ListItem {
            self.lead = None;
        }
        // A whole sentence of its own stands for itself: "The grant runs for 18 months."
        let whole = words.is(sentence.low(0), Classes::DEFINITE) || words.is(sentence.low(0), Classes::PRONOUN);
        self.lead.or(self.heading).filter(|_| sentence.found_in == FoundIn::ListItem && !whole)
    }
}

/// Whether a sentence has no end: "We ask them to", "The plan would:".
fn is_open(sentence: &Sentence<'_>) -> bool {
    sentence.found_in == FoundIn::Sentence && sentence.text.ends_with(|c: char| c == ':' || c.is_alphabetic())
}
