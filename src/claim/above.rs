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
    /// The block of the last sentence.
    block: Option<usize>,
}

impl Above {
    /// Whether a sentence says something of what follows it.
    pub(super) fn leads(sentence: &Sentence<'_>) -> bool {
        sentence.found_in == FoundIn::Headline || is_open(sentence)
    }

    /// Takes in a sentence that is met.
    pub(super) fn learn(&mut self, scene: &Scene<'_, '_>) {
        if scene.sentence.found_in == FoundIn::Headline {
            *self = Self { heading: modality::of_heading(scene), lead: None, block: None };
        } else if is_open(scene.sentence) {
            self.lead = modality::of_lead(scene);
        }
    }

    /// What holds for a sentence. A list ends where something else begins.
    pub(super) fn of(&mut self, sentence: &Sentence<'_>, words: &Words) -> Option<Modality> {
        if sentence.found_in != FoundIn::ListItem {
            self.lead = None;
        }
        // A whole sentence of its own stands for itself: "The grant runs for 18 months.", behind another "A meal costs 4
        // dollars."
        let goes_on = self.block.replace(sentence.block) == Some(sentence.block);
        let above = self.lead.or(self.heading).filter(|_| sentence.found_in == FoundIn::ListItem)?;
        let first = sentence.low(0);
        // "the Senate make mercury a crime" goes on with "We recommend that".
        let open = self.lead.is_some() && sentence.word(0).starts_with(char::is_lowercase);
        let whole = !open
            && (words.is(first, Classes::DEFINITE)
                || words.is(first, Classes::PRONOUN)
                || goes_on && words.is(first, Classes::ARTICLE) && !has_auxiliary(sentence, words));
        (!whole).then_some(above)
    }
}

/// Whether an auxiliary stands in the first clause: "A levy of 4 dollars would" is still what is recommended.
fn has_auxiliary(sentence: &Sentence<'_>, words: &Words) -> bool {
    let mut clause = (0..sentence.tokens.len()).map(|n| sentence.low(n)).take_while(|&low| low != ";");
    clause.any(|low| words.is(low, Classes::AUXILIARY))
}

/// Whether a sentence has no end: "We ask them to", "The plan would:".
fn is_open(sentence: &Sentence<'_>) -> bool {
    sentence.found_in == FoundIn::Sentence && sentence.text.ends_with(|c: char| c == ':' || c.is_alphabetic())
}
