//! What is decided without a word of planning: "parliament voted 40 million", "the rules permit no more than 30", "the
//! fee will be 40 euros", "groups of at most 12".

use std::ops::Range;

use super::{Hit, REACH, form};
use crate::{
    base::{Comparator, Modality},
    claim::scene::Scene,
    quantity::Unit,
    vocabulary::{stance::Signal, word::Classes},
};

/// How far behind a law its verb can stand, in tokens.
const VERB_OF_LAW: usize = 10;

/// What proposes a number for which nothing else was found.
pub(super) fn of(scene: &Scene<'_, '_>, q: usize) -> Option<Hit> {
    let start = scene.start(q);
    let clause = scene.clause(q).start.max(start.saturating_sub(REACH));
    let words = granted(scene, q, clause)
        .or_else(|| by_law(scene, clause, start))
        .or_else(|| asked(scene, clause, start))
        .or_else(|| at_most(scene, q, clause))?;
    Some(Hit { words, modality: Modality::Proposed })
}

/// "Lawmakers approved tax rises worth 40 million", "was sanctioned in 2021 at 40 million".
fn granted(scene: &Scene<'_, '_>, q: usize, from: usize) -> Option<Range<usize>> {
    if !matches!(scene.quantities[q].unit, Unit::Money(_)) {
        return None;
    }
    let stances = &scene.vocabulary().stances;
    let start = scene.start(q);
    let (verb, ()) = scene.last_of(&stances.grant, from..start)?;
    if is_parted(scene, verb.end..start) {
        return None;
    }
    let passive = verb.start > 0 && scene.is(verb.start - 1, Classes::COPULA);
    let priced = passive && scene.ends_at(&stances.priced, start).is_some();
    let voted = || !passive && scene.last_of(&stances.legislature, from..verb.start).is_some();
    (priced || voted()).then_some(verb)
}

/// "The fiscal rule allows 3 percent", "the regulations set a maximum of 25".
pub(super) fn by_law(scene: &Scene<'_, '_>, from: usize, start: usize) -> Option<Range<usize>> {
    let stances = &scene.vocabulary().stances;
    let (verb, ()) = scene.last_of(&stances.permits, from..start)?;
    let (law, ()) = scene.last_of(&stances.law, from.max(verb.start.saturating_sub(VERB_OF_LAW))..verb.start)?;
    // "The budget, sent to parliament in May, provides for"
    let inserted = scene.sign(law.end) == Some(',') && scene.sign(verb.start - 1) == Some(',');
    let parted = !inserted && is_parted(scene, law.end..verb.start) || is_parted(scene, verb.end..start);
    (!parted).then_some(verb)
}

/// "The ministry asked the group for 40 doses".
fn asked(scene: &Scene<'_, '_>, from: usize, start: usize) -> Option<Range<usize>> {
    let stances = &scene.vocabulary().stances;
    let (last, ()) = scene.ends_at(&stances.asked_for, start)?;
    let (verb, ()) = scene.last_of(&stances.asks, from.max(last.saturating_sub(VERB_OF_LAW))..last)?;
    (!is_parted(scene, verb.end..last)).then_some(verb)
}

/// "No more than 25 children at a time": a limit, where no verb tells that it is a fact.
fn at_most(scene: &Scene<'_, '_>, q: usize, from: usize) -> Option<Range<usize>> {
    let quantity = &scene.quantities[q];
    let hedge = quantity.hedge.clone().filter(|_| quantity.comparator == Comparator::AtMost)?;
    let (_, ()) = scene.phrase(&scene.vocabulary().stances.at_most, hedge.start)?;
    let end = scene.end(q);
    if scene.first_of(&scene.vocabulary().stances.admitted, end..(end + 8).min(scene.sentence.tokens.len())).is_some() {
        return Some(hedge);
    }
    // "pays at most 40": a verb whose form does not tell stands before it.
    let opens = hedge.start == from
        || scene.is(hedge.start - 1, Classes::OF)
        || matches!(scene.sign(hedge.start - 1), Some(':' | ';' | '(' | '-'));
    let clause = scene.clause(q);
    let verb = |n: usize| scene.is(n, Classes::AUXILIARY) || scene.is(n, Classes::VERB) || form::is_past(scene, n);
    let bare = !(from..hedge.start).any(verb) && !(scene.end(q)..clause.end.min(scene.sentence.tokens.len())).any(verb);
    (opens && bare).then_some(hedge)
}

/// Whether another verb or a new subject stands between a verb and what it rules.
fn is_parted(scene: &Scene<'_, '_>, mut range: Range<usize>) -> bool {
    range.any(|n| {
        let class = [Classes::AUXILIARY, Classes::PRONOUN, Classes::TAIL_END];
        // "permit 30, and 28 percent": what goes on in a list shares it anyway.
        if scene.sign(n) == Some(',') || scene.in_quantity(n) {
            return true;
        }
        class.iter().any(|&class| scene.is(n, class)) || form::is_past(scene, n)
    })
}

/// "The hut will have 480 m² of floor": what is to be built, no forecast.
pub(super) fn is_to_have(scene: &Scene<'_, '_>, q: usize, words: &Range<usize>) -> Option<Hit> {
    let stances = &scene.vocabulary().stances;
    let will = matches!(scene.signal(words.start), Some((_, Signal::Will)));
    let holds = || scene.ends_at(&stances.holding, scene.start(q)).is_some();
    let part = || {
        let number = scene.quantities[q].number.end;
        (number..scene.end(q) + 2).any(|n| scene.phrase(&stances.parts, n).is_some())
    };
    (will && holds() && part()).then(|| Hit { words: words.clone(), modality: Modality::Proposed })
}

/// Whether what a fee or a rate is to be stands behind "will" at token `n`: somebody has decided it.
pub(in crate::claim) fn is_charge(scene: &Scene<'_, '_>, n: usize) -> bool {
    let charge = &scene.vocabulary().stances.charge;
    scene.last_of(charge, n.saturating_sub(6)..n).is_some_and(|(found, ())| {
        !(found.end..n).any(|m| {
            matches!(scene.sign(m), Some(';' | ':')) || form::is_relative(scene, m) || scene.is(m, Classes::AUXILIARY)
        })
    })
}

/// "The fair should draw 40 guests, its makers hope": reckoned with, not demanded.
pub(super) fn is_hoped(scene: &Scene<'_, '_>, q: usize, words: &Range<usize>) -> Option<Hit> {
    let stances = &scene.vocabulary().stances;
    scene.phrase(&stances.ought, words.start)?;
    let end = scene.end(q);
    let comma = (end..end + 8).find(|&n| scene.sign(n) == Some(','))?;
    scene.first_of(&stances.reckon, comma + 1..(comma + 6).min(scene.sentence.tokens.len()))?;
    Some(Hit { words: words.clone(), modality: Modality::Forecast })
}
