//! The period of a multiple: from the time of what it is a multiple of to its own.

use super::{
    Answer,
    change::hull,
    reach::{is_from, reaches},
    tense::is_present,
};
use crate::{
    base::Period,
    claim::{Claim, calendar, scene::Scene, time::TimeMention},
    quantity::Unit,
    vocabulary::word::Classes,
};

/// How many tokens behind a multiple the time of its base can stand: "twice the number of men who were hired in 2015".
const WITHIN: usize = 12;

/// The time of what quantity `q` is a multiple or a part of: "twice as many as in 2019", "three times the number trained
/// in 2024", "half of the amount outstanding in May".
pub(super) fn base<'s>(scene: &Scene<'s, '_>, q: usize) -> Option<&'s TimeMention> {
    let times = matches!(scene.quantities[q].unit, Unit::Times);
    if !times && scene.quantities[q].unit != Unit::Percent {
        return None;
    }
    let end = scene.end(q);
    let mention = scene.near_times(q).iter().find(|m| m.tokens.start >= end && m.tokens.start <= end + WITHIN)?;
    let between = end..mention.tokens.start;
    if between.clone().any(|n| scene.sentence.sign(n).is_some() || scene.is(n, Classes::AND)) {
        return None;
    }
    if times && mention.comparison {
        return Some(mention);
    }
    // "half the 410,000 counted in 2019" is part of a number that was counted then.
    let counted = scene.quantities_in(&between).iter().any(|other| other.tokens.start > end);
    let leads = |n: usize| scene.is(n, Classes::OF) || scene.is(n, Classes::ARTICLE) || scene.is(n, Classes::ANAPHOR);
    let first = (end..end + 3).find(|&n| !leads(n)).unwrap_or(end);
    // "double the 2024 total"
    let at = if first == mention.tokens.start { mention.tokens.end } else { first };
    let table = &scene.vocabulary().times;
    // "38 percent of the total in 2025" is of that year.
    let part = !times && at == first && scene.phrase(&table.whole, at).is_some();
    let magnitude = !part && first > end && scene.phrase(&table.magnitude, at).is_some();
    // "three times what it cost in September"
    let magnitude = magnitude || times && scene.phrase(&table.what, first).is_some();
    (magnitude || times && counted && first > end).then_some(mention)
}

/// Whether a mention is the base of a multiple before it, and so holds for no other quantity.
pub(super) fn is_base_of(scene: &Scene<'_, '_>, q: usize, mention: &TimeMention) -> bool {
    let owner = scene.quantities.partition_point(|other| other.tokens.start < mention.tokens.start);
    let first = owner.saturating_sub(2);
    (first..owner).any(|n| n != q && base(scene, n).is_some_and(|m| m.tokens == mention.tokens))
}

/// The period of multiple `q`, whose base is of the time of `mention`: `None` where its own time is not told.
pub(super) fn of<'s>(
    scene: &Scene<'s, '_>,
    q: usize,
    mention: &'s TimeMention,
    before: &[Claim],
    spoken: Option<Period>,
) -> Option<Answer<'s>> {
    let base = mention.period?;
    let named = || {
        let others = scene.near_times(q).iter().filter(|m| m.tokens.end <= scene.start(q) && !m.comparison);
        others.filter(|m| reaches(scene, q, m)).find_map(|m| m.period)
    };
    let level = || {
        let last = before.last().filter(|c| c.change.is_none()).filter(|_| q > 0 && !is_from(scene, q - 1))?;
        // "fell to 585 tonnes and are now less than half their 2007 level"
        let now = is_present(scene, q, scene.end(q - 1), false);
        let last = Some(last).filter(|_| !now)?;
        last.period
    };
    // "That is twice as much as in 2019."
    let back = || {
        let opens = scene.is(0, Classes::ANAPHOR) || scene.is(0, Classes::THAT);
        spoken.filter(|_| opens && before.is_empty())
    };
    let period = named().or_else(level).or_else(back).and_then(|own| since(base, own));
    Some(Answer { mention, period, spoken: None })
}

/// From the base to the multiple's `own` time; no more than its own where that is part of the base: "twice the average for
/// February".
fn since(base: Period, own: Period) -> Option<Period> {
    if calendar::within(own, base) { Some(own) } else { hull(base, own) }
}
