//! Whether a clause tells of the past, the present or what is to come.

use super::border::{has, is_finite};
use crate::{
    base::Period,
    claim::{scene::Scene, time::TimeMention},
    quantity::Unit,
    vocabulary::word::Classes,
};

/// How far before what looks like a verb in the present the verb of its clause can stand.
const NEAR: usize = 7;

pub(super) fn is_past_verb(scene: &Scene<'_, '_>, n: usize) -> bool {
    let (tables, low) = (&scene.vocabulary().times, scene.low(n));
    // "one hundred"; but "doubled" is a verb and a quantity.
    let times = |n: usize| scene.quantities_in(&(n..n + 1)).iter().any(|q| q.unit == Unit::Times);
    if scene.in_quantity(n) && scene.phrase(&scene.vocabulary().cues.change, n).is_none() && !times(n) {
        return false;
    }
    has(&tables.past, scene, n) || low.len() > 4 && tables.past_endings.end(low)
}

/// Whether a mention of the document's own day only says "now": "sells for 40 today".
pub(super) fn is_nowadays(scene: &Scene<'_, '_>, q: usize, mention: &TimeMention) -> bool {
    let today = scene.published.filter(|date| date.day > 0).map(Period::At);
    let (start, end) = (scene.start(q), mention.tokens.end);
    // "1,400 worked here in 2018, today fewer than 60"
    let first = mention.tokens.start;
    let opens = first == 0 || scene.sign(first - 1).is_some() || scene.is(first - 1, Classes::CONJUNCTION);
    let told = |end: usize| (first..end).any(|n| is_past_verb(scene, n));
    let clause = scene.clause(q);
    let present = || is_present(scene, q, clause.start, false);
    // "we stand today at 203"
    let untold = || {
        scene.is(first, Classes::ADVERB)
            && !(clause.start..clause.end.min(scene.end(q) + NEAR)).any(|n| is_past_verb(scene, n))
    };
    mention.tokens.len() == 1
        && today.is_some()
        && mention.period == today
        && if opens {
            end <= start && !told(start) && (present() || !told(scene.end(q) + NEAR))
        } else {
            present() || untold()
        }
        && scene.phrase(&scene.vocabulary().times.ahead, mention.tokens.start).is_none()
}

/// Whether the clause of quantity `q`, behind token `from`, is about the present or what is to come.
#[must_use]
pub(super) fn is_present(scene: &Scene<'_, '_>, q: usize, from: usize, since: bool) -> bool {
    let times = &scene.vocabulary().times;
    let (start, end) = (scene.start(q), scene.end(q));
    // "The police tell us that half of them were": what is told has a time of its own.
    let told = |n: usize| scene.is(n, Classes::THAT) && !is_finite(scene, n + 1);
    let from = (from..start).rev().find(|&n| told(n)).map_or(from, |n| n + 1);
    // "have 740", and not "have convicted 740"
    let counted = |n: usize| scene.quantities_in(&(n..n + 1)).first().is_some_and(|q| q.tokens.start == n);
    let perfect =
        |n: usize| has(&times.perfect, scene, n) && (is_past_verb(scene, n + 1) || !(n + 1..n + 3).any(counted));
    let present = |n: usize| has(&times.present, scene, n) && !(since && perfect(n));
    // "subsidies account for 13", "which makes up 30": what has no other form than that of the present.
    let plain = |n: usize| {
        let verb = scene.is(n, Classes::VERB);
        let related = has(&times.relative, scene, n.wrapping_sub(1));
        if !verb && !related {
            return false;
        }
        let low = scene.low(n);
        let behind = |class| n > from && scene.is(n - 1, class);
        let ends = |n: usize| times.present_endings.end(scene.low(n));
        let many = || n > from && scene.low(n - 1).len() > 3 && ends(n - 1) && !scene.in_quantity(n - 1);
        let base = || verb && !ends(n) && !is_past_verb(scene, n) && !has(&times.unchanged, scene, n);
        // "The mill, which stands on the river, lost 14": a clause that has ended.
        let over = || (n..start).any(|m| scene.sign(m) == Some(','));
        low.len() > 2
            && !scene.is_time(n)
            && (base() && (many() || behind(Classes::RELATIVE))
                || related && ends(n) && low.len() > 4 && !scene.is(n, Classes::CLOSED) && !is_finite(scene, n + 1))
            && !over()
    };
    if (from..start).any(|n| present(n) || plain(n)) {
        return true;
    }
    let far = scene.sentence.tokens.len().min(end + 8);
    let close = (end..far)
        .find(|&n| matches!(scene.sign(n), Some(',' | ';' | '.')) || !scene.quantities_in(&(n..n + 1)).is_empty())
        .unwrap_or(far);
    if (end..close).any(|n| present(n) || plain(n)) {
        return true;
    }
    // "sells for over 80,000": a verb in the present before the number.
    let mut verb = start.wrapping_sub(1);
    // "recovers barely 70 percent"
    while verb > from && verb < start && scene.is(verb, Classes::ADVERB) {
        verb -= 1;
    }
    if scene.is(verb, Classes::PREPOSITION) && !scene.is(verb, Classes::OF) {
        verb = verb.wrapping_sub(1);
    }
    let low = scene.low(verb);
    // "paid its wind farms about 550"
    let near = from.max(verb.min(start).saturating_sub(NEAR))..verb.min(start);
    let past = |n: usize| is_past_verb(scene, n) && scene.low(n.wrapping_sub(1)) != "-";
    if near.clone().any(past) && !near.into_iter().any(|n| scene.sentence.sign(n).is_some()) {
        return false;
    }
    verb > from
        && verb < start
        && low.len() > 3
        && times.present_endings.end(low)
        && !scene.is(verb, Classes::CLOSED)
        // "by 4 percentage points to 91 percent", "from 72 hours to 50"
        && !scene.in_quantity(verb)
        && !scene.in_quantity(verb.wrapping_sub(1))
        && !scene.is(verb.wrapping_sub(1), Classes::DETERMINER)
}

/// Whether the clause of quantity `q` tells what is or has been by now: "ten have recovered", "31% are children".
#[must_use]
pub fn is_by_now(scene: &Scene<'_, '_>, q: usize) -> bool {
    let clause = scene.clause(q);
    let perfect = |n: usize| has(&scene.vocabulary().times.perfect, scene, n);
    is_present(scene, q, clause.start, false) || (clause.start..clause.end.min(scene.end(q) + NEAR)).any(perfect)
}

/// Whether the clause of quantity `q` tells what is, and not what has been by now: "172 patients are in hospital".
#[must_use]
pub fn is_now(scene: &Scene<'_, '_>, q: usize) -> bool {
    let clause = scene.clause(q);
    let perfect = |n: usize| has(&scene.vocabulary().times.perfect, scene, n);
    let end = clause.end.min(scene.end(q) + NEAR);
    is_present(scene, q, clause.start, false) && !(clause.start..end).any(perfect)
}
