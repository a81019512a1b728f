//! How the text stands to a number: asserted, proposed, forecast, hypothetical, negated.

use std::ops::Range;

use super::scene::Scene;
use crate::{
    base::{FoundIn, Modality},
    vocabulary::word::Classes,
};

/// How far back, in words, a cue can stand from the number that it governs.
const REACH: usize = 22;

/// The modality of quantity `q` and the words that say so. `last` is that of the quantity before it in the sentence.
#[must_use]
pub fn of(scene: &Scene<'_, '_>, q: usize, last: Option<Modality>) -> (Modality, Option<Range<usize>>) {
    let cues = &scene.vocabulary().cues;
    let start = scene.start(q);
    if let Some((n, &modality)) = scene.ends_at(&cues.modality_at, start) {
        return (modality, Some(n..start));
    }
    let clause = scene.clause(q);
    // "The party has a plan: 40,000 homes": what leads to a colon governs what follows it.
    let colon = clause.start > 0 && scene.low(clause.start - 1) == ":" && clause.start == start;
    let from = if colon { start.saturating_sub(REACH) } else { clause.start.max(start.saturating_sub(REACH)) };
    let mut best: Option<(Range<usize>, Modality)> = None;
    let mut n = from;
    while n < start {
        match cues.modality_before.longest(|ahead| scene.low(n + ahead)) {
            Some((len, &modality)) if n + len <= start && !is_name(scene, n) => {
                // A stronger word wins over a weaker one before it: "would require", "is expected to need to".
                if best.as_ref().is_none_or(|(_, old)| rank(modality) >= rank(*old)) {
                    best = Some((n..n + len, modality));
                }
                n += len;
            }
            _ => n += 1,
        }
    }
    if best.is_none() {
        best = scene.last_of(&cues.modality_weak, from..start).map(|(range, &modality)| (range, modality));
    }
    if best.is_none()
        && let Some(range) = infinitive(scene, q)
    {
        best = Some((range, Modality::Proposed));
    }
    if best.is_none() {
        let end = clause.end.min(scene.end(q) + 8);
        best = scene
            .first_of(&cues.modality_after, scene.end(q)..end)
            .map(|(range, &modality)| (range, modality))
            .or_else(|| verb_behind(scene, q, end));
    }
    match (best, last) {
        (Some((range, modality)), _) => (modality, Some(range)),
        (None, Some(last)) if goes_on(scene, q) => (last, None),
        (None, _) => (Modality::Asserted, None),
    }
}

/// Whether quantity `q` is one more of a list: "to hire 300 inspectors and to set aside 2 billion", "40 buses, 12 trams".
fn goes_on(scene: &Scene<'_, '_>, q: usize) -> bool {
    if q == 0 {
        return false;
    }
    let gap = scene.end(q - 1)..scene.start(q);
    let joins = |n: usize| scene.low(n) == "," || scene.is(n, Classes::AND);
    let infinitive = gap.clone().any(|n| scene.is(n, Classes::INFINITIVE) && joins(n.saturating_sub(1)));
    let list = gap.clone().any(joins)
        && gap.len() < 8
        && !gap
            .clone()
            .any(|n| scene.is(n, Classes::AUXILIARY) || scene.is(n, Classes::VERB) || scene.is(n, Classes::PRONOUN));
    infinitive || list
}

/// A headline announces with an infinitive: "Works to invest 40 million in second plant".
fn infinitive(scene: &Scene<'_, '_>, q: usize) -> Option<Range<usize>> {
    let start = scene.start(q);
    let headline = scene.sentence.found_in == FoundIn::Headline;
    let to = (start.saturating_sub(4)..start).rev().find(|&n| scene.is(n, Classes::INFINITIVE))?;
    let verb = to > 0 && to + 1 < start && !scene.is(to + 1, Classes::CLOSED);
    let moved = scene.first_of(&scene.vocabulary().cues.change, 0..to).is_some();
    (headline && verb && !moved).then(|| to..to + 2)
}

/// A quantity that is the subject: "40 percent would lose their job", "90,000 litres could leak".
fn verb_behind(scene: &Scene<'_, '_>, q: usize, end: usize) -> Option<(Range<usize>, Modality)> {
    let cues = &scene.vocabulary().cues;
    let end = end.min(scene.quantities.get(q + 1).map_or(usize::MAX, |n| n.tokens.start));
    for n in scene.end(q)..end {
        if matches!(scene.low(n), "," | "(")
            || scene.is(n, Classes::TAIL_END)
            || scene.is(n, Classes::THAT)
            || scene.is(n, Classes::AND)
        {
            return None;
        }
        if let Some((len, &modality)) = cues.modality_before.longest(|ahead| scene.low(n + ahead)) {
            return (modality != Modality::Negated && !is_name(scene, n)).then_some((n..n + len, modality));
        }
    }
    None
}

/// Capitalised inside a sentence: the month May, a bill's name.
fn is_name(scene: &Scene<'_, '_>, n: usize) -> bool {
    n > 0 && scene.sentence.word(n).starts_with(char::is_uppercase)
}

fn rank(modality: Modality) -> u8 {
    match modality {
        Modality::Asserted => 0,
        Modality::Forecast => 1,
        Modality::Proposed => 2,
        Modality::Hypothetical => 3,
        Modality::Negated => 4,
    }
}
