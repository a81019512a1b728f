//! What stands above a sentence and says how its numbers are meant: a heading, or the line that leads to a list.

use super::{modality, scene::Scene};
use crate::{
    base::{FoundIn, Modality},
    text::Sentence,
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
        sentence.found_in == FoundIn::Headline || sentence.text.ends_with(':')
    }

    /// Takes in a sentence that is met.
    pub(super) fn learn(&mut self, scene: &Scene<'_, '_>) {
        if scene.sentence.found_in == FoundIn::Headline {
            *self = Self { heading: modality::of_heading(scene), lead: None };
        } else if scene.sentence.text.ends_with(':') {
            self.lead = modality::of_lead(scene);
        }
    }

    /// What holds for a sentence. A list ends where something else begins.
    pub(super) fn of(&mut self, sentence: &Sentence<'_>) -> Option<Modality> {
        if sentence.found_in != FoundIn::ListItem {
            self.lead = None;
        }
        self.lead.or(self.heading).filter(|_| sentence.found_in == FoundIn::ListItem)
    }
}
