//! The period of a change: from the time of its base to its own.

use super::{
    border::border,
    follows,
    reach::{is_from, reaches},
    tense::is_present,
};
use crate::{
    base::{Modality, Period, period::Date},
    claim::{Claim, calendar, scene::Scene, time::TimeMention},
    vocabulary::{
        time::{Relation, Step},
        word::Classes,
    },
};

/// How many tokens behind a level its change stands: "12 million for the second quarter of 2025, up 7 percent".
const BESIDE: usize = 9;

/// Years of a stretch whose average something is compared with.
const NORMAL: i16 = 19;

/// Years of a climatological standard normal, which ends with a decade: 1991-2020 (WMO-No. 1203).
const STANDARD: i16 = 30;

/// The period of a change near the mention `best`: from the start of its base to its end, where the text names both.
/// Then what the text speaks of.
pub(super) fn changed(
    scene: &Scene<'_, '_>,
    q: usize,
    best: &TimeMention,
    period: Period,
    modality: Modality,
    before: &[Claim],
    spoken: Option<Period>,
) -> (Period, Option<Option<Period>>) {
    if let Some(start) = starts(scene, q, best) {
        return (start, None);
    }
    let based =
        || scene.near_times(q).iter().any(|m| is_base(scene, m) && m.tokens.start >= scene.end(q) && own(scene, q, m));
    if let (true, Period::Between(first, last)) = (best.run, period)
        && !based()
    {
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
        Period::At(_) | Period::Between(..) if is_base(scene, best) => {
            let until = |m: &&TimeMention| matches!(m.period, Some(Period::Until(_)));
            let current = others().filter(|m| !is_base(scene, m) && !until(m)).find_map(|m| join(period, m.period?));
            let current =
                current.or_else(|| others().filter(|m| !is_base(scene, m)).find_map(|m| join(period, m.period?)));
            let beside = || {
                let told = q > 0 && best.tokens.start >= scene.end(q) && scene.start(q) <= scene.end(q - 1) + BESIDE;
                let told = told && !is_from(scene, q - 1);
                let level = before.last().filter(|c| told && c.change.is_none());
                level
                    .filter(|c| c.period.is_some_and(|p| calendar::before(period, p)))
                    .and_then(|c| join(period, c.period?))
            };
            let level = || before.last().filter(|c| c.change.is_none()).and_then(|c| join(period, c.period?));
            // "costs 45 percent more than it did three years ago"
            let since = || {
                let (step, by) = best.shift.filter(|(_, by)| *by > 0)?;
                join(period, calendar::moved(period, step, by)?)
            };
            // "costs a third more than in 2021": than today.
            let today = || {
                let from = scene.clause(q).start;
                // "That is 10 percent more": than what was just named.
                let back = scene.is(from, Classes::ANAPHOR) || scene.is(from, Classes::THAT);
                let now = scene.published.filter(|_| !back && is_present(scene, q, from, false))?;
                let month = matches!(period, Period::At(date) if date.month > 0) && now.month > 0;
                let now = if month { Date::month(now.year, now.month) } else { Date::year(now.year) };
                join(period, Period::At(now))
            };
            // "In 2024 … Compared with 2019, it has risen by 21 percent."
            let recent = || {
                let (_, last) = calendar::ends(spoken?)?;
                spoken.filter(|&spoken| {
                    calendar::before(period, spoken) && scene.published.is_none_or(|today| last.year >= today.year - 1)
                })
            };
            // "reported revenue of 12 million for May, up 7 percent from April": what was just told, whatever day that was
            let joined = beside()
                .or(current)
                .or_else(level)
                .or_else(since)
                .or_else(|| join(period, recent()?))
                .or_else(today)
                .or_else(|| join(period, spoken?));
            // What it is compared with is not what the text goes on about.
            Some(joined.unwrap_or((period, None)))
        }
        Period::At(_) | Period::Between(..) => {
            let base = others().filter(|m| is_base(scene, m) && own(scene, q, m)).find_map(|m| join(m.period?, period));
            base.or_else(|| join(of_level(scene, q).filter(|&base| calendar::before(base, period))?, period))
        }
        // "fell by a third by 2021", after "peaked in 2017".
        Period::Until(_) if modality == Modality::Asserted => scene
            .near_times(q)
            .iter()
            .filter(|m| m.tokens.end <= best.tokens.start && !matches!(m.period, Some(Period::Until(_))))
            .find_map(|m| join(m.period?, period)),
        Period::Since(_) | Period::Until(_) => None,
    };
    joined.unwrap_or((period, Some(Some(period))))
}

/// Whether a mention is the long stretch whose average something is compared with: "above the norm for 1991-2020", "of
/// the norm (1991-2020)".
pub(super) fn is_normal(scene: &Scene<'_, '_>, mention: &TimeMention) -> bool {
    let Some((first, last)) = mention.period.and_then(calendar::ends) else { return false };
    let years = last.year - first.year;
    let bracketed = || mention.tokens.start > 0 && scene.sign(mention.tokens.start - 1) == Some('(');
    let standard = || years + 1 == STANDARD && last.year % 10 == 0 && bracketed();
    (mention.comparison || mention.base) && years >= NORMAL || standard()
}

/// Whether a change is counted from a mention: "than in 2019", "on May 2023".
fn is_base(scene: &Scene<'_, '_>, mention: &TimeMention) -> bool {
    let base = match mention.period {
        Some(Period::At(date)) => date.day == 0,
        Some(Period::Between(first, last)) => {
            let week = mention.period.is_some_and(|p| calendar::unit_of(p, Step::Week).is_some());
            first.month > 0 && (first.day == 0 && first.year == last.year || week)
        }
        _ => false,
    };
    (mention.comparison || mention.base && base) && !is_normal(scene, mention)
}

/// Whether a change before level `q` is counted from a mention: "rose 8 percent on May 2023, to 64".
pub(super) fn is_base_of_change(scene: &Scene<'_, '_>, q: usize, mention: &TimeMention, before: &[Claim]) -> bool {
    let Some(owner) = q.checked_sub(1) else { return false };
    mention.base
        && is_base(scene, mention)
        && before.get(owner).is_some_and(|c| c.change.is_some())
        && mention.tokens.start >= scene.end(owner)
        && mention.tokens.end <= scene.start(q)
        && own(scene, owner, mention)
}

/// From when a change that a noun names holds: "a rise of 9.6 percent from 1 July", on the side of the document's date
/// where that day is nearer.
fn starts(scene: &Scene<'_, '_>, q: usize, mention: &TimeMention) -> Option<Period> {
    let (start, today) = (scene.start(q), scene.published?);
    let Some(Period::At(date)) = mention.period else { return None };
    let named = start > 1 && scene.is(start - 1, Classes::OF);
    let from = scene.phrase(&scene.vocabulary().times.relation, mention.tokens.start);
    let year = |n: usize| scene.low(n).len() == 4 && scene.low(n).bytes().all(|b| b.is_ascii_digit());
    let from = matches!(from, Some((_, Relation::From))) && mention.tokens.start == scene.end(q);
    if !named || !from || date.day == 0 || mention.shift.is_some() || mention.tokens.clone().any(year) {
        return None;
    }
    let next = calendar::shift(date, Step::Year, 1)?;
    let far = |date: Date| (date.first() - today.first()).get_days().abs();
    Some(Period::Since(if far(next) < far(date) { next } else { date }))
}

/// How many words lead from a change to the level it is counted from: "fewer than the 17,169".
const LEADS: usize = 4;

/// The time of the level behind change `q` that it is counted from: "down 16 percent from 775,000 a year earlier".
fn of_level(scene: &Scene<'_, '_>, q: usize) -> Option<Period> {
    let level = q + 1;
    scene.quantities.get(level).filter(|_| scene.start(level) <= scene.end(q) + LEADS)?;
    let compared = is_from(scene, level) || follows(scene, level, &scene.vocabulary().times.comparison);
    let behind = scene.near_times(q).iter().find(|m| m.tokens.start >= scene.end(level));
    behind.filter(|m| compared && own(scene, level, m) && m.tokens.start <= scene.end(level) + LEADS)?.period
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
pub(super) fn hull(a: Period, b: Period) -> Option<Period> {
    let ends = |period: Period| match period {
        Period::Until(d) => Some((d, d)),
        closed => calendar::ends(closed),
    };
    let ((a_first, a_last), (b_first, b_last)) = (ends(a)?, ends(b)?);
    let first = if a_first.first() <= b_first.first() { a_first } else { b_first };
    let last = if a_last.last() >= b_last.last() { a_last } else { b_last };
    // "60 percent dearer on Monday than in May 2023" is told in months, as the coarser of the two.
    let coarse = |date: Date, like: Date| match (like.month, like.day) {
        (0, _) => Date::year(date.year),
        (_, 0) => Date::month(date.year, date.month),
        _ => date,
    };
    let (from, to) = (coarse(first, last), coarse(last, first));
    let (from, to) = if from == to { (first, last) } else { (from, to) };
    (from != to).then_some(Period::Between(from, to))
}
