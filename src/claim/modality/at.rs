//! Words directly before a number: "not 40", "need 40", "did not seize 500 boats".

use super::{Hit, form};
use crate::{
    base::{Comparator, Modality},
    claim::scene::Scene,
    quantity::Unit,
    vocabulary::{stance::Signal, word::Classes},
};

/// "not 40", "need 40"; "rather than 40" is what is not so, unless nothing is so yet.
pub(super) fn at(scene: &Scene<'_, '_>, q: usize) -> Option<Hit> {
    let start = scene.start(q);
    // "not only 40", "not just 40"
    if scene.quantities[q].hedge.is_some() && scene.quantities[q].comparator == Comparator::Equal {
        return None;
    }
    let stances = &scene.vocabulary().stances;
    let at = if start > 0 && scene.is(start - 1, Classes::DETERMINER) { start - 1 } else { start };
    let offered = matches!(scene.quantities[q].unit, Unit::Money(_) | Unit::Percent)
        .then(|| scene.ends_at(&stances.offer, at).map(|(n, ())| (n, &Modality::Proposed)))
        .flatten();
    let end = scene.end(q);
    let given = scene.is(end, Classes::PREPOSITION) || end + 1 >= scene.sentence.tokens.len();
    let summed = (given && matches!(scene.quantities[q].unit, Unit::Money(_)))
        .then(|| scene.ends_at(&stances.sum, start).map(|(n, ())| (n, &Modality::Proposed)))
        .flatten();
    let found = scene.ends_at(&stances.at, at).or(offered).or(summed);
    let Some((n, &modality)) = found else { return undone(scene, q) };
    // "the top bid was 40", "a family needs 40 cows to live"
    let known = n > 0 && matches!(scene.signal(n - 1), Some((2.., Signal::Neutral)));
    if known || modality == Modality::Proposed && at == n + 1 && is_general(scene, n) {
        return None;
    }
    // "has never exceeded 40", "will not exceed 40"
    let passed = modality == Modality::Negated
        && matches!(scene.quantities[q].comparator, Comparator::MoreThan | Comparator::AtMost);
    if passed || n > 0 && form::is_modal(scene, n - 1) {
        return None;
    }
    Some(Hit { words: n..at, modality })
}

/// Whether what the verb at token `n` tells holds of any of its kind: "a family needs".
fn is_general(scene: &Scene<'_, '_>, n: usize) -> bool {
    n > 1
        && (n.saturating_sub(3)..n - 1).any(|m| {
            let first = m == 0 || scene.is(m - 1, Classes::THAT) || scene.sign(m - 1) == Some(',');
            first && scene.is(m, Classes::ARTICLE) && !scene.is(m, Classes::DEFINITE)
        })
}

/// "did not seize 500 boats", "has not cost taxpayers 40 million"; "did not return the 500 boats" has seen them.
fn undone(scene: &Scene<'_, '_>, q: usize) -> Option<Hit> {
    let quantity = &scene.quantities[q];
    let stated = matches!(quantity.comparator, Comparator::Equal | Comparator::About);
    let start = scene.start(q);
    if !stated || quantity.unit == Unit::Percent || start == 0 || scene.is(start - 1, Classes::DETERMINER) {
        return None;
    }
    let stances = &scene.vocabulary().stances;
    let verb = |n: usize| {
        let (first, ()) = form::is_open(scene, n).then(|| scene.ends_at(&stances.undone, n)).flatten()?;
        // "did not exceed"
        let known = scene.signal(first).is_some_and(|(len, _)| first + len > n);
        (!known).then_some(first..n + 1)
    };
    let words = verb(start - 1).or_else(|| {
        let object = form::is_open(scene, start - 1) && start > 1;
        object.then(|| verb(start - 2)).flatten()
    })?;
    Some(Hit { words, modality: Modality::Negated })
}
