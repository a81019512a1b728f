//! The period of a claim.

mod border;
#[cfg(test)]
mod tests;

use border::{Border, border, has, is_finite, is_verb, since_clause, when_behind};

use super::{Claim, calendar, near, scene::Scene, time::TimeMention};
use crate::{
    base::{Change, Modality, Period, period::Date},
    quantity::Size,
    vocabulary::{
        lexicon::Phrases,
        time::{Relation, Step},
        word::Classes,
    },
};

/// Beyond this cost a mention belongs to something else.
const FAR: usize = 45;

/// What the text says of the time of a quantity.
#[derive(Clone, Copy, Debug)]
pub struct Answer<'s> {
    pub mention: &'s TimeMention,
    /// `None` where the text does not date it.
    pub period: Option<Period>,
    /// What the text speaks of from here on; `None` where it only compares and comes back to what it spoke of before.
    pub spoken: Option<Option<Period>>,
}

/// The mention of time that quantity `q` is about, with the claim's period. `before` are the claims of the same
/// sentence already read, `spoken` is the period that the paragraph spoke of last.
#[must_use]
pub fn of<'s>(
    scene: &Scene<'s, '_>,
    q: usize,
    change: Option<Change>,
    modality: Modality,
    before: &[Claim],
    spoken: Option<Period>,
) -> Option<Answer<'s>> {
    let planned = matches!(modality, Modality::Proposed | Modality::Forecast);
    let weigh = |mention: &TimeMention| {
        let from = when_behind(scene, q, mention).unwrap_or(mention.tokens.start);
        near::cost(scene, q, &(from..mention.tokens.end))
            // "In 2022 the government pledged to build two by 2025": the goal, not the promise.
            + if planned && is_past(scene, mention) { 20 } else { 0 }
            + if mention.bound { 0 } else { 4 }
            + if mention.made { 25 } else { 0 }
            + if mention.comparison && is_compared(scene, q, mention) { 12 } else { 0 }
    };
    let (_, best) = scene
        .near_times(q)
        .iter()
        .filter(|m| reaches(scene, q, m))
        .filter(|m| change.is_some() || !is_compared(scene, q, m))
        .map(|m| (weigh(m), m))
        .filter(|(cost, _)| *cost <= FAR)
        .min_by_key(|(cost, m)| (*cost, m.tokens.start))?;
    let now = |period: Option<Period>| Answer { mention: best, period, spoken: Some(period) };
    let Some(period) = best.period else { return Some(now(None)) };
    if let (true, Some((first, _))) = (so_far(scene, q, best), calendar::ends(period)) {
        return Some(now(Some(Period::Since(first))));
    }
    let since =
        since_clause(scene, best) && (0..best.tokens.start).any(|n| has(&scene.vocabulary().times.perfect, scene, n));
    if let (true, Some((first, _))) = (since, calendar::ends(period)) {
        return Some(now(Some(Period::Since(first))));
    }
    if change.is_some() {
        let (period, spoken) = changed(scene, q, best, period, modality, before, spoken);
        return Some(Answer { mention: best, period: Some(period), spoken });
    }
    let compared = best.comparison || is_from(scene, q) || follows(scene, q, &scene.vocabulary().times.comparison);
    let period = level(scene, q, best, period, before);
    Some(Answer { mention: best, period, spoken: (!compared).then_some(period) })
}

/// The period of a level near the mention `best`.
fn level(scene: &Scene<'_, '_>, q: usize, best: &TimeMention, period: Period, before: &[Claim]) -> Option<Period> {
    let of_change = |claim: Option<&Claim>| claim.is_some_and(|c| c.change.is_some() && c.period == Some(period));
    if is_from(scene, q) && !directly_behind(scene, q, best) {
        // "doubled between 2016 and 2023, from 1.1 to 2.2"; else the text tells only when it came to the second.
        let moved = of_change(before.last());
        return calendar::ends(period).filter(|(a, b)| moved && a != b).map(|(first, _)| Period::At(first));
    }
    let to = follows(scene, q, &scene.vocabulary().cues.change_level);
    match period {
        // … "to 2.2"
        Period::Between(_, last) if to && q > 1 && is_from(scene, q - 1) && of_change(before.get(q - 2)) => {
            Some(Period::At(last))
        }
        // "has doubled since 2015, to 800": the level is that of today.
        Period::Since(_) if to && of_change(before.last()) => None,
        period => Some(period),
    }
}

/// The period of a change near the mention `best`: from the start of its base to its end, where the text names both.
/// Then what the text speaks of.
fn changed(
    scene: &Scene<'_, '_>,
    q: usize,
    best: &TimeMention,
    period: Period,
    modality: Modality,
    before: &[Claim],
    spoken: Option<Period>,
) -> (Period, Option<Option<Period>>) {
    if let (true, Period::Between(first, last)) = (best.run, period) {
        let step = if first.day > 0 { Step::Day } else { Step::Month };
        let base = calendar::shift(first, step, -1).unwrap_or(first);
        return (Period::Between(base, last), Some(Some(period)));
    }
    // "75 percent in 2016 to 79 in 2020, or by four points"
    if best.tokens.end <= scene.start(q)
        && let [.., a, b] = before
        && (a.change, b.change) == (None, None)
        && a.unit == b.unit
        && !(scene.end(q - 1)..scene.start(q)).any(|n| border(scene, n).is_some())
        && let Some(joined) = a.period.zip(b.period).and_then(|(a, b)| hull(a, b))
    {
        return (joined, None);
    }
    let others = || scene.near_times(q).iter().filter(|m| m.tokens != best.tokens && reaches(scene, q, m));
    let join = |base: Period, current: Period| {
        hull(same_part(base, current), current).map(|joined| (joined, Some(Some(current))))
    };
    let joined = match period {
        Period::At(_) | Period::Between(..) if is_base(best) => {
            let current = others().filter(|m| !is_base(m)).find_map(|m| join(period, m.period?));
            let level = || before.last().filter(|c| c.change.is_none()).and_then(|c| join(period, c.period?));
            // "costs 45 percent more than it did three years ago"
            let since = || {
                let (step, by) = best.shift.filter(|(_, by)| *by > 0)?;
                join(period, calendar::moved(period, step, by)?)
            };
            let joined = current.or_else(level).or_else(since).or_else(|| join(period, spoken?));
            // What it is compared with is not what the text goes on about.
            Some(joined.unwrap_or((period, None)))
        }
        Period::At(_) | Period::Between(..) => {
            others().filter(|m| is_base(m) && own(scene, q, m)).find_map(|m| join(m.period?, period))
        }
        // "fell by a third by 2021", after "peaked in 2017".
        Period::Until(_) if modality == Modality::Asserted => scene
            .near_times(q)
            .iter()
            .filter(|m| m.tokens.end <= best.tokens.start)
            .find_map(|m| join(m.period?, period)),
        Period::Since(_) | Period::Until(_) => None,
    };
    joined.unwrap_or((period, Some(Some(period))))
}

/// Whether some phrase of a table leads to quantity `q`.
fn follows<T>(scene: &Scene<'_, '_>, q: usize, table: &Phrases<T>) -> bool {
    scene.ends_at(table, scene.before_filler(scene.start(q))).is_some()
}

/// Whether quantity `q`, in a clause without a time of its own, goes on about what the claim before it said: the same
/// sentence, a part of it ("of whom", "Of the dead, …"), a share without a noun ("A third were …"), or a sentence that
/// opens with a word that points back. A clause about the present does not.
#[must_use]
pub fn goes_on(scene: &Scene<'_, '_>, q: usize, modality: Modality, before: &[Claim]) -> bool {
    // "of which 41 million is for schools"
    let relative = |n: usize| scene.is(n, Classes::OF) && has(&scene.vocabulary().times.relative, scene, n + 1);
    if q > 0 && before.last().is_some_and(|c| c.period.is_some()) && (scene.end(q - 1)..scene.start(q)).any(relative) {
        return true;
    }
    if modality == Modality::Hypothetical || is_present(scene, q, scene.clause(q).start, false) {
        return false;
    }
    let (start, end) = (scene.start(q), scene.end(q));
    let in_sentence = before.last().is_some_and(|c| c.period.is_some())
        && match before.last() {
            Some(last) if last.rules.iter().any(|r| r == "period.carried") => true,
            // "277 gigawatts, four times as much as"
            _ => {
                let between = scene.end(q - 1)..start;
                between.len() <= 8 && !between.into_iter().any(|n| border(scene, n).is_some() || is_finite(scene, n))
            }
        };
    let back = |n: usize| scene.is(n, Classes::ANAPHOR) || has(&scene.vocabulary().times.relative, scene, n);
    let the = |n: usize| scene.is(n, Classes::ARTICLE) || scene.is(n, Classes::DEFINITE);
    let part = scene.is(end, Classes::OF) && (back(end + 1) || the(end + 1))
        || scene.is(0, Classes::OF) && (scene.is(1, Classes::ANAPHOR) || scene.is(1, Classes::DEFINITE));
    let elliptic = q == 0 && start <= 1 && (end..end + 2).any(|n| is_past_verb(scene, n));
    // "It spent 40 million"; "After it" comes something else.
    let after = has(&scene.vocabulary().times.when, scene, 0);
    let opens = !after && (0..2).any(|n| scene.is(n, Classes::ANAPHOR));
    in_sentence
        || (before.is_empty() || before.last().is_some_and(|c| c.period.is_some())) && (part || elliptic || opens)
}

/// Whether quantity `q`, of which the text says no time, is told of the period that the document is about.
#[must_use]
pub fn is_told(scene: &Scene<'_, '_>, q: usize, modality: Modality) -> bool {
    let clause = scene.clause(q);
    let perfect = (clause.start..scene.start(q)).any(|n| has(&scene.vocabulary().times.perfect, scene, n));
    modality == Modality::Asserted
        && !perfect
        && !is_present(scene, q, clause.start, false)
        && (clause.start..clause.end.min(scene.end(q) + 8)).any(|n| is_past_verb(scene, n))
}

fn is_past_verb(scene: &Scene<'_, '_>, n: usize) -> bool {
    let (times, low) = (&scene.vocabulary().times, scene.low(n));
    has(&times.past, scene, n) || low.len() > 4 && times.past_endings.iter().any(|end| low.ends_with(end.as_str()))
}

/// Whether a change is counted from a mention: "than in 2019", "on May 2023".
fn is_base(mention: &TimeMention) -> bool {
    let base = match mention.period {
        Some(Period::At(date)) => date.day == 0,
        Some(Period::Between(first, last)) => first.month > 0 && first.day == 0 && first.year == last.year,
        _ => false,
    };
    mention.comparison || mention.base && base
}

/// Whether no other quantity stands between.
fn own(scene: &Scene<'_, '_>, q: usize, mention: &TimeMention) -> bool {
    let between = if mention.tokens.start >= scene.end(q) {
        scene.end(q)..mention.tokens.start
    } else {
        mention.tokens.end..scene.start(q)
    };
    scene.quantities_in(&between).is_empty()
}

/// The year that part of a year is compared with, as the same part of it: "in the first half, 3 percent above last year".
fn same_part(base: Period, current: Period) -> Period {
    match (base, current) {
        (Period::At(year), Period::Between(first, last))
            if year.month == 0 && year.year < first.year && first.year == last.year =>
        {
            calendar::in_year(current, year.year).unwrap_or(base)
        }
        _ => base,
    }
}

/// From the first date of either period to the last of the other; `None` where they are the same or open.
fn hull(a: Period, b: Period) -> Option<Period> {
    let ends = |period: Period| match period {
        Period::Until(d) => Some((d, d)),
        closed => calendar::ends(closed),
    };
    let ((a_first, a_last), (b_first, b_last)) = (ends(a)?, ends(b)?);
    let first = if a_first.first() <= b_first.first() { a_first } else { b_first };
    let last = if a_last.last() >= b_last.last() { a_last } else { b_last };
    (first != last).then_some(Period::Between(first, last))
}

/// Whether quantity `q` is the level from which something moved: "from 1.1 to 2.2".
fn is_from(scene: &Scene<'_, '_>, q: usize) -> bool {
    let relation = &scene.vocabulary().times.relation;
    let start = scene.start(q);
    // "between 310 and 360" is one quantity.
    let range = matches!(scene.quantities[q].size, Size::Range(..));
    start > 0 && !range && scene.sentence.phrase(relation, start - 1).is_some_and(|(_, r)| *r == Relation::From)
}

/// Whether level `q` is only compared with what was at the time of a mention: "up from 14 in 2015".
fn is_compared(scene: &Scene<'_, '_>, q: usize, mention: &TimeMention) -> bool {
    if directly_behind(scene, q, mention) {
        return false;
    }
    let times = &scene.vocabulary().times;
    // ", when the two ports handled 71,000": told of that time.
    let next = mention.tokens.end + usize::from(scene.low(mention.tokens.end) == ",");
    if scene.start(q) > next && has(&times.when, scene, next) {
        return false;
    }
    let owner = scene.quantities.partition_point(|other| other.tokens.start < mention.tokens.start).checked_sub(1);
    mention.comparison
        || owner.is_some_and(|owner| {
            owner != q
                && directly_behind(scene, owner, mention)
                && scene.ends_at(&times.comparison, scene.start(owner)).is_some()
        })
}

/// Whether a mention lies wholly before the document's date, or in a document without one is a plain date.
fn is_past(scene: &Scene<'_, '_>, mention: &TimeMention) -> bool {
    let Some((_, last)) = mention.period.and_then(calendar::ends) else { return false };
    scene.published.is_none_or(|today| last.last() < today.first())
}

fn directly_behind(scene: &Scene<'_, '_>, q: usize, mention: &TimeMention) -> bool {
    mention.tokens.start >= scene.end(q) && mention.tokens.start <= scene.end(q) + 1
}

/// Whether what a mention of time says can hold for quantity `q`: its own clause, a clause that goes on from it, or a
/// sentence that it opens. A date does not leave an aside, nor reach a clause about the present.
fn reaches(scene: &Scene<'_, '_>, q: usize, mention: &TimeMention) -> bool {
    let (start, end) = (scene.start(q), scene.end(q));
    let times = &scene.vocabulary().times;
    if mention.made && !opens_when(scene, mention) {
        // "launched in 2007 with 300 staff" and nothing else.
        if so_far(scene, q, mention) {
            return true;
        }
        let behind = mention.tokens.end..start.max(mention.tokens.end);
        return behind.len() <= 3 && start >= mention.tokens.end && !behind.clone().any(|n| scene.low(n) == ",");
    }
    if mention.tokens.end <= start {
        if is_aside(scene, mention, start) {
            return false;
        }
        let between = mention.tokens.end..start;
        // "In 2025, according to its model, growth would be lower by 40": only an aside stands between.
        let divides = |n: usize| border(scene, n).is_some_and(|kind| mention.tokens.start > 1 || kind != Border::Aside);
        let Some(border) = between.rev().find(|&n| divides(n)) else { return true };
        let opened = |n: usize| matches!(scene.low(n), ";" | ":" | ",");
        let frame = mention.tokens.start <= 1 || opened(mention.tokens.start - 1);
        let since = matches!(mention.period, Some(Period::Since(_)));
        if !frame && scene.low(border) != ";" && matches!(mention.period, Some(Period::Until(_))) {
            return false;
        }
        if !frame && is_future(scene, mention) {
            return false;
        }
        return !is_present(scene, q, border, since);
    }
    if mention.tokens.start < end {
        return true;
    }
    // "31 billion, after a loss of 12 billion in 2023": the date of another quantity, not of a list.
    let others = scene.quantities_in(&(end..mention.tokens.start));
    if let Some(owner) = others.last().filter(|o| o.tokens.end == mention.tokens.start)
        && let Some(comma) = (end..owner.tokens.start).rev().find(|&n| scene.low(n) == ",")
        && scene.is(comma + 1, Classes::PREPOSITION)
    {
        return false;
    }
    if when_behind(scene, q, mention).is_some() {
        return true;
    }
    // "employs 1,900 people and in 2023 had sales of 5 million"
    let first = mention.tokens.start;
    if first > end && scene.is(first - 1, Classes::AND) && is_finite(scene, mention.tokens.end) {
        return false;
    }
    for n in end..mention.tokens.start {
        let Some(kind) = border(scene, n) else { continue };
        if has(&times.when, scene, n) {
            return true;
        }
        let alone = scene.quantities_in(&(end..n)).is_empty();
        // "is the third-largest and handled 40 tonnes in 2024"
        if is_present(scene, q, scene.clause(q).start, false) {
            return false;
        }
        let allowed = match kind {
            Border::Relative => alone,
            Border::Verb => n > 0 && scene.low(n - 1) != ",",
            Border::Aside | Border::Clause => false,
        };
        if !allowed {
            return false;
        }
    }
    true
}

/// Whether the clause of quantity `q`, behind token `from`, is about the present or what is to come.
#[must_use]
pub fn is_present(scene: &Scene<'_, '_>, q: usize, from: usize, since: bool) -> bool {
    let times = &scene.vocabulary().times;
    let (start, end) = (scene.start(q), scene.end(q));
    let perfect = |n: usize| {
        has(&times.perfect, scene, n)
            && !(n + 1..n + 3).any(|m| scene.quantities_in(&(m..m + 1)).first().is_some_and(|q| q.tokens.start == m))
    };
    let present = |n: usize| has(&times.present, scene, n) && !(since && perfect(n));
    if (from..start).any(present) {
        return true;
    }
    let close = (end..end + 8)
        .find(|&n| matches!(scene.low(n), "," | ";" | "" | ".") || !scene.quantities_in(&(n..n + 1)).is_empty())
        .unwrap_or(end + 8);
    if (end..close).any(present) {
        return true;
    }
    // "sells for over 80,000": a verb in the present before the number.
    let mut verb = start.wrapping_sub(1);
    if scene.is(verb, Classes::PREPOSITION) && !scene.is(verb, Classes::OF) {
        verb = verb.wrapping_sub(1);
    }
    let low = scene.low(verb);
    verb > from
        && verb < start
        && low.len() > 3
        && times.present_endings.iter().any(|e| low.ends_with(e.as_str()))
        && !scene.is(verb, Classes::CLOSED)
        && !scene.is(verb.wrapping_sub(1), Classes::DETERMINER)
}

/// "launched on 15 May, has so far reached": from a date to the present.
fn so_far(scene: &Scene<'_, '_>, q: usize, mention: &TimeMention) -> bool {
    let between = mention.tokens.end..scene.start(q).min(mention.tokens.end + 12);
    mention.made && between.into_iter().any(|n| has(&scene.vocabulary().times.so_far, scene, n))
}

/// Whether a mention stands in a clause that gives the sentence its time: "When it was signed in 2020, …".
fn opens_when(scene: &Scene<'_, '_>, mention: &TimeMention) -> bool {
    (mention.tokens.start.saturating_sub(10)..mention.tokens.start)
        .any(|n| has(&scene.vocabulary().times.when, scene, n))
}

/// Whether a mention stands between commas, in a clause or an apposition that has ended before token `at`.
fn is_aside(scene: &Scene<'_, '_>, mention: &TimeMention, at: usize) -> bool {
    let first = mention.tokens.start;
    let stop = |n: usize| matches!(scene.low(n), "," | ";" | "(" | ")");
    let Some(open) = (first.saturating_sub(20)..first).rev().find(|&n| stop(n)) else { return false };
    let Some(close) = (mention.tokens.end..at).find(|&n| stop(n)) else { return false };
    if (scene.low(open), scene.low(close)) == ("(", ")") {
        return true;
    }
    if (scene.low(open), scene.low(close)) != (",", ",") || open + 1 == first {
        return false;
    }
    let next = |n: usize| (n + 1..n + 4).find(|&m| !scene.is(m, Classes::ADVERB)).unwrap_or(n + 1);
    has(&scene.vocabulary().times.relative, scene, open + 1)
        || scene.is(open + 1, Classes::PREPOSITION) && has(&scene.vocabulary().times.relative, scene, open + 2)
        || is_verb(scene, next(close))
}

/// Whether a mention lies behind the document's date.
fn is_future(scene: &Scene<'_, '_>, mention: &TimeMention) -> bool {
    let start = mention.period.and_then(|p| match p {
        Period::At(d) | Period::Between(d, _) => Some(d),
        _ => None,
    });
    let today: Option<Date> = scene.published;
    start.zip(today).is_some_and(|(start, today)| start.first() > today.last())
}
