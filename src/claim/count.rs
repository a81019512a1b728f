//! What a number without a unit counts: the noun behind it, the subject before it, or what was counted before.

use super::{
    model::Claim,
    noun::{self, Counted},
    scene::Scene,
};
use crate::{
    base::{Amount, Kind},
    quantity::Size,
    vocabulary::word::Classes,
};

/// What a bare number in a later sentence can be about.
#[derive(Clone, Debug)]
pub(super) struct LastUnit {
    pub(super) block: usize,
    pub(super) kind: Kind,
    pub(super) unit: String,
    pub(super) unit_code: String,
    pub(super) concept: String,
}

impl LastUnit {
    pub(super) fn of(claim: &Claim, block: usize) -> Self {
        let mut last =
            Self { block, kind: claim.kind, unit: String::new(), unit_code: String::new(), concept: String::new() };
        last.set(claim, block);
        last
    }

    /// In the space of what was there before.
    pub(super) fn set(&mut self, claim: &Claim, block: usize) {
        (self.block, self.kind) = (block, claim.kind);
        self.unit.clone_from(&claim.unit);
        self.unit_code.clone_from(&claim.unit_code);
        self.concept.clone_from(&claim.concept);
    }
}

/// What a number without a unit counts.
pub(super) enum Found {
    Noun(Counted),
    Carried(LastUnit),
}

/// Whether a bare number is a share once more: "up from 2.8", "against 58", "38 percent in English and 45 in mathematics".
fn again_a_share(scene: &Scene<'_, '_>, q: usize, last: &Claim) -> bool {
    let quantity = &scene.quantities[q];
    let Size::Value(value) = quantity.size else { return false };
    let Some(level) = last.value.filter(|_| last.kind == Kind::Share && last.change.is_none()) else { return false };
    let near = |a: Amount, b: Amount| a.times(Amount::from_int(20)).is_some_and(|most| most >= b);
    if quantity.number.len() > 1
        || !near(value, level)
        || !near(level, value)
        || value > Amount::from_int(100).max(level)
    {
        return false;
    }
    let cues = &scene.vocabulary().cues;
    let at = scene.before_filler(scene.start(q));
    let compared = scene.ends_at(&cues.change_level, at).or_else(|| scene.ends_at(&cues.compared_with, at)).is_some();
    // "at 5 per cent of their value instead of 0.3"
    let compared = compared || !value.is_integer() && at > 0 && scene.is(at - 1, Classes::PREPOSITION);
    let behind = scene.end(q);
    let joined = at > 0
        && (scene.is(at - 1, Classes::CONJUNCTION) || scene.low(at - 1) == ",")
        && scene.is(behind, Classes::PREPOSITION)
        && !scene.is(behind, Classes::OF);
    compared || joined
}

/// Whether a bare number behind it can be of the same sort as a claim.
fn same_sort(claim: &Claim) -> bool {
    matches!(claim.kind, Kind::Count | Kind::Rate | Kind::Money | Kind::Measure)
        && !claim.rules.iter().any(|r| r == "minor.time-span")
}

/// Whether a bare number goes with the verb of the one before: "The hospital treated 140 patients and the clinic 22."
pub(super) fn is_gapped(scene: &Scene<'_, '_>, q: usize) -> bool {
    let Some(last) = q.checked_sub(1) else { return false };
    let (from, start) = (scene.quantities[last].tokens.end, scene.start(q));
    let is_link = |n: usize| scene.is(n, Classes::AND) || matches!(scene.low(n), "," | ";");
    let Some(joint) = (from..start.min(from + 4)).find(|&n| is_link(n)) else { return false };
    let joint = joint + usize::from(is_link(joint + 1));
    let subject = joint + 1..start;
    let ends = |n: usize| matches!(scene.low(n), "" | "." | "," | ";") || scene.is(n, Classes::AND);
    let words = &scene.vocabulary().words;
    let plain = |n: usize| {
        !scene.sentence.word(n).starts_with(|c: char| !c.is_alphabetic())
            && !scene.is(n, Classes::CLOSED)
            && !scene.is(n, Classes::VERB)
            && !words.is_participle(scene.low(n))
    };
    scene.quantities[last].unit == scene.quantities[q].unit
        && (2..=4).contains(&subject.len())
        && scene.is(subject.start, Classes::DEFINITE)
        && subject.skip(1).all(plain)
        && ends(scene.end(q))
        && scene.has_verb(0..scene.start(last))
}

/// What a number without a unit counts: the noun behind it, what the sentence or paragraph counted before, or its subject.
pub(super) fn of(scene: &Scene<'_, '_>, q: usize, before: &[Claim], last_unit: Option<&LastUnit>) -> Option<Found> {
    let block = scene.sentence.block;
    if let Some(noun) = noun::after(scene, q) {
        // "Three soldiers were killed and 14 wounded": soldiers again.
        let same = (noun.rule == "noun.befell").then(|| before.last()).flatten();
        let again = same.filter(|last| last.kind == Kind::Count && noun::joins_passive(scene, q));
        return Some(again.map_or(Found::Noun(noun), |last| Found::Carried(LastUnit::of(last, block))));
    }
    if let Some(last) = before.last().filter(|last| again_a_share(scene, q, last)) {
        return Some(Found::Carried(LastUnit::of(last, block)));
    }
    if let Some(last) = before.last().filter(|last| last.kind == Kind::Count && !last.unit.is_empty())
        && is_gapped(scene, q)
    {
        return Some(Found::Carried(LastUnit::of(last, block)));
    }
    if let Some(noun) = noun::of_next(scene, q) {
        return Some(Found::Noun(noun));
    }
    let in_sentence = || {
        let level = |c: &&Claim| c.change.is_none() && !c.unit.is_empty() && same_sort(c);
        before.iter().rev().take(20).find(level).map(|last| Found::Carried(LastUnit::of(last, block)))
    };
    // "from 8 per 100,000 in 2007 to 24": the same thing once more.
    let cues = &scene.vocabulary().cues;
    let opening = scene.before_filler(scene.start(q));
    let led = scene.ends_at(&cues.change_level, opening).is_some();
    let compared = scene.ends_at(&cues.compared_with, opening).is_some();
    let subject = || noun::before(scene, q).map(Found::Noun);
    if let Some(last) = before.last().filter(|last| compared && same_sort(last) && !last.unit.is_empty()) {
        return Some(Found::Carried(LastUnit::of(last, block)));
    }
    let same_again = (led || compared) && before.last().is_some_and(|c| c.change.is_none() && same_sort(c));
    let carried_first = same_again || noun::of_pronoun(scene, q) || noun::is_object(scene, q);
    let found = if carried_first { in_sentence() } else { subject().or_else(in_sentence) };
    let across = || {
        // Over the border of a sentence only where words opening to the number: a lone one may be a label.
        let verb = |n: usize| {
            scene.is(n, Classes::AUXILIARY)
                || scene.is(n, Classes::VERB)
                || scene.vocabulary().words.is_participle(scene.low(n))
        };
        let led = led
            || scene.quantities[q].hedge.is_some()
            || noun::of_pronoun(scene, q)
            || scene.is(scene.end(q), Classes::AUXILIARY)
            || opening > 0
                && (verb(opening - 1) || opening > 1 && scene.is(opening - 1, Classes::ADVERB) && verb(opening - 2));
        // "the price was 2.9 trillion": money in a paragraph that spoke of money.
        let scaled = scene.quantities[q].number.len() > 1 && scene.end(q) == scene.quantities[q].tokens.end;
        let counted = |last: &LastUnit| {
            last.block == block
                && (matches!(last.kind, Kind::Count | Kind::Rate)
                    || scaled && matches!(last.kind, Kind::Money | Kind::Measure))
        };
        last_unit.filter(|last| led && counted(last)).cloned().map(Found::Carried)
    };
    let befell = || noun::befell(scene, q).map(Found::Noun);
    found.or_else(across).or_else(befell).or_else(|| carried_first.then(subject).flatten())
}
