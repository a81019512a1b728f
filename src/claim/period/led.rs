//! The words that lead to a mention of time: what it is the time of, where that is not the quantity.

use super::{follows, reach::is_from};
use crate::{
    base::{Modality, Period},
    claim::{scene::Scene, time::TimeMention},
    vocabulary::word::Classes,
};

/// How many words an event has at most between the word that leads to it and its time: "after the pay rise of January".
const EVENT: usize = 5;

/// Whether a mention behind quantity `q` is the time of an event that came before: "went up to 40 after the pay rise of January".
pub(super) fn is_of_event(scene: &Scene<'_, '_>, q: usize, mention: &TimeMention) -> bool {
    let first = mention.tokens.start;
    if first < scene.end(q) || !scene.is(first, Classes::PREPOSITION) {
        return false;
    }
    let earlier = |n: usize| scene.phrase(&scene.vocabulary().times.earlier, n).is_some();
    let close = first.saturating_sub(EVENT).max(scene.end(q));
    let Some(led) = (close..first).rev().find(|&n| earlier(n)) else { return false };
    let plain = |n: usize| scene.sign(n).is_none() && !scene.in_quantity(n) && !scene.is(n, Classes::AUXILIARY);
    led + 1 < first && (led + 1..first).all(plain)
}

/// Whether a mention is the time of a forecast that the sentence goes on to tell: "raises its forecast for 2024 and now
/// expects sales of 40 million".
pub(super) fn is_foreseen(scene: &Scene<'_, '_>, q: usize, mention: &TimeMention, modality: Modality) -> bool {
    modality == Modality::Forecast
        && mention.tokens.end <= scene.start(q)
        && scene.ends_at(&scene.vocabulary().times.foreseen, mention.tokens.start).is_some()
}

/// Whether quantity `q` is a level at which something stood, and no sum that had come together: "By 2024 it had slipped
/// back to 77", "by 2023 only 17 were fit to run".
pub(super) fn stands(scene: &Scene<'_, '_>, q: usize, period: Period) -> bool {
    let Period::Until(date) = period else { return false };
    // A month or a day by which is told of sums as well as of levels.
    if date.month > 0 || scene.published.is_some_and(|today| date.last() > today.last()) || is_from(scene, q) {
        return false;
    }
    let cues = &scene.vocabulary().cues;
    let start = scene.before_filler(scene.start(q)).min(scene.quantities[q].tokens.start);
    let clause = scene.clause(q).start..start;
    let times = &scene.vocabulary().times;
    let past = |n: usize| scene.is(n, Classes::COPULA) && scene.phrase(&times.past, n).is_some();
    let moved = follows(scene, q, &cues.change_level) && scene.last_of(&cues.change, clause).is_some();
    moved || start > 0 && past(start - 1) || scene.ends_at(&times.stood, start).is_some()
}
