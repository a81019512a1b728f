//! An outbreak: over which time its cases are counted is told once, and holds for what is said of them.

use super::{calendar, period, scene::Scene};
use crate::{
    base::{Modality, Period},
    vocabulary::lexicon::Phrases,
};

/// The time over which the cases of an outbreak are counted: the longest that a section tells.
#[derive(Debug, Default)]
pub(super) struct Outbreak {
    section: Option<Period>,
    /// That of the first section which tells one.
    first: Option<Period>,
}

impl Outbreak {
    pub(super) fn heading(&mut self) {
        self.first = self.first.or(self.section);
        self.section = None;
    }

    /// Takes in the `period` of quantity `q`, if it counts cases from a day to now: "Since 20 January 14 cases have been
    /// confirmed."
    pub(super) fn learn(&mut self, scene: &Scene<'_, '_>, q: usize, period: Period) {
        if calendar::counts_on(period, scene.published)
            && self.section.is_none_or(|known| period.start() < known.start())
            && is_told_of(scene, q, &scene.vocabulary().times.outbreak)
        {
            self.section = Some(period);
        }
    }

    /// The time of quantity `q`, in a clause without one of its own, where it tells what the cases are by now.
    pub(super) fn of(&self, scene: &Scene<'_, '_>, q: usize, modality: Modality) -> Option<Period> {
        let all =
            self.section.or(self.first).filter(|_| modality == Modality::Asserted && !period::is_rule(scene, q))?;
        // "have been tested since the beginning of the outbreak", in any section
        let times = &scene.vocabulary().times;
        if is_told_of(scene, q, &times.outbreak_whole) {
            return Some(self.first.unwrap_or(all));
        }
        self.section.filter(|_| is_told_of(scene, q, &times.outbreak) && period::is_by_now(scene, q))
    }
}

/// Whether the clause of quantity `q` holds one of some words.
fn is_told_of(scene: &Scene<'_, '_>, q: usize, words: &Phrases<()>) -> bool {
    let clause = scene.clause(q);
    let end = clause.end.min(scene.sentence.tokens.len());
    scene.sentence.may_hold(words.set()) && scene.first_of(words, clause.start..end).is_some()
}
