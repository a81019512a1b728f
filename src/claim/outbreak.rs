//! An outbreak: over which time its cases are counted is told once, and holds for what is said of them.

use super::{calendar, period, scene::Scene, time::TimeMention};
use crate::{
    base::{Modality, Period, period::Date},
    quantity::Unit,
    text::Sentence,
    vocabulary::{Vocabulary, lexicon::Phrases, time::Relation},
};

/// The time over which the cases of an outbreak are counted: the longest that a section tells.
#[derive(Debug, Default)]
pub(super) struct Outbreak {
    section: Option<Period>,
    /// That of the first section which tells one.
    first: Option<Period>,
    /// The day from which the document says that its totals are counted.
    counted: Option<Date>,
    /// The last day of its data, where it says which.
    data: Option<Date>,
}

/// How many words behind "data" tell of which day: "Data to midnight of 1 December".
const DATA: usize = 5;

impl Outbreak {
    pub(super) fn heading(&mut self) {
        self.first = self.first.or(self.section);
        self.section = None;
    }

    /// Takes in what a sentence says of the days over which the document counts: "Totals are cumulative from 30 September."
    pub(super) fn tell(&mut self, sentence: &Sentence<'_>, vocabulary: &Vocabulary, times: &[TimeMention]) {
        let words = &vocabulary.times;
        if !sentence.may_hold(words.outbreak_counted.set() | words.figures.set()) {
            return;
        }
        let behind = |table: &Phrases<()>, n: usize| sentence.phrase(table, n).map(|(len, ())| n + len);
        for mention in times {
            let Some(Period::At(date) | Period::Since(date) | Period::Until(date)) = mention.period else { continue };
            let start = mention.tokens.start;
            let open = sentence
                .phrase(&words.relation, start)
                .is_some_and(|(_, r)| matches!(r, Relation::Since | Relation::From));
            if open && (0..start).any(|n| behind(&words.outbreak_counted, n) == Some(start)) {
                self.counted = Some(date);
            } else if date.day > 0 && behind(&words.figures, 0).is_some_and(|end| (end..end + DATA).contains(&start)) {
                self.data = self.data.or(Some(date));
            }
        }
    }

    /// The time over which the document says that its totals are counted.
    fn stated(&self) -> Option<Period> {
        let first = self.counted?;
        let last = self.data.filter(|last| first.first() < last.first());
        Some(last.map_or(Period::Since(first), |last| Period::Between(first, last)))
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
        // "172 patients are in hospital", by a bulletin with the data of a day
        let counted = matches!(scene.quantities[q].unit, Unit::Bare) && modality == Modality::Asserted;
        if let Some(data) = self.data.filter(|_| counted && period::is_now(scene, q)) {
            return Some(Period::At(data));
        }
        let stated = self.stated();
        let all = stated
            .or(self.section)
            .or(self.first)
            .filter(|_| modality == Modality::Asserted && !period::is_rule(scene, q))?;
        // "have been tested since the beginning of the outbreak", in any section
        let times = &scene.vocabulary().times;
        if is_told_of(scene, q, &times.outbreak_whole) {
            return Some(stated.or(self.first).unwrap_or(all));
        }
        stated.or(self.section).filter(|_| is_told_of(scene, q, &times.outbreak) && period::is_by_now(scene, q))
    }
}

/// Whether the clause of quantity `q` holds one of some words.
fn is_told_of(scene: &Scene<'_, '_>, q: usize, words: &Phrases<()>) -> bool {
    let clause = scene.clause(q);
    let end = clause.end.min(scene.sentence.tokens.len());
    scene.sentence.may_hold(words.set()) && scene.first_of(words, clause.start..end).is_some()
}
