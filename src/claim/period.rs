//! The period of a claim.

mod border;
mod carry;
mod change;
mod led;
mod multiple;
mod reach;
mod telling;
mod tense;
#[cfg(test)]
mod tests;

use border::{has, since_clause, when_behind};
pub use carry::{
    adds_up, at_pace, carried, goes_on, in_brackets, is_elliptic, is_of_event, is_told, of_blanket, of_market,
    of_topic, restates, takes_over,
};
use change::{changed, is_base_of_change, is_normal};
pub use reach::is_rule;
use reach::{
    belongs_behind, between_ends, dates_next, directly_behind, is_compared, is_from, is_goal_of_another, is_made_for,
    is_moved, is_past, is_told_aside, is_whole_of, leads_to_infinitive, reaches, shares_behind, so_far, tells_of,
};
pub use tense::{is_by_now, is_now};
use tense::{is_nowadays, is_past_verb};

use super::{Claim, calendar, near, scene::Scene, time::TimeMention};
use crate::{
    base::{Change, Modality, Period, period::Date},
    vocabulary::{
        lexicon::Phrases,
        stance::Signal,
        time::{Step, TimeWord},
        word::Classes,
    },
};

/// What a time costs that no preposition leads to: "the July share" is rather of another time than "the 2016 campaign".
fn unbound(mention: &TimeMention) -> usize {
    if matches!(mention.period, Some(Period::At(date)) if date.month > 0 && date.day == 0) { 14 } else { 4 }
}

/// What the time costs that a forecast of the same sentence is for: less than that of a "now", more than one beside it.
const FORESEEN: usize = 2;

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
        if shares_behind(scene, q, mention) || dates_next(scene, q, mention) || border::labels(scene, q, mention) {
            return 0;
        }
        if led::is_foreseen(scene, q, mention, modality) {
            return FORESEEN;
        }
        let from = when_behind(scene, q, mention).unwrap_or(mention.tokens.start);
        near::cost(scene, q, &(from..mention.tokens.end))
            // "In 2022 the government pledged to build two by 2025": the goal, not the promise.
            + if planned && is_past(scene, mention) { 20 } else { 0 }
            + if mention.bound || directly_behind(scene, q, mention) { 0 } else { unbound(mention) }
            + if mention.made && !is_made_for(scene, q, mention) { 25 } else { 0 }
            + if mention.comparison && change.is_none() && is_compared(scene, q, mention) { 12 } else { 0 }
    };
    if let Some(base) = multiple::base(scene, q).filter(|_| change.is_none()) {
        return multiple::of(scene, q, base, before, spoken);
    }
    let of_planned = carry::is_of_planned(scene, q, modality, before);
    let whole = is_whole_of(scene, q);
    let stands = is_rule(scene, q);
    let (_, best) = scene
        .near_times(q)
        .iter()
        .filter(|m| reaches(scene, q, m) && !led::is_of_event(scene, q, m) || led::is_foreseen(scene, q, m, modality))
        .filter(|m| !telling::is_of_telling(scene, q, m))
        // "If that were so, 20 million more than we have today"
        .filter(|m| modality != Modality::Hypothetical || !is_today(scene, m))
        // "For the full year the board now expects"
        .filter(|m| m.period.is_some() || !planned)
        // "Each home makes 9 kilos a year, of which it hopes to burn a quarter by 2040"
        .filter(|m| modality != Modality::Asserted || !is_goal_of_another(scene, q, m))
        .filter(|m| !whole && (!of_planned || is_past(scene, m)))
        .filter(|m| !is_normal(scene, m) && !m.record)
        // "edged up to 4.8% yoy in September"
        .filter(|m| change.is_some() || scene.phrase(&scene.vocabulary().times.on_year, m.tokens.start).is_none())
        .filter(|m| !stands || belongs_behind(scene, q, m) || is_goal(scene, m, modality))
        // "A plan of 1999 to deepen it to 5 metres": the plan was of that year.
        .filter(|m| modality != Modality::Proposed || !is_past(scene, m) || !leads_to_infinitive(scene, q, m))
        .filter(|m| modality != Modality::Forecast || !telling::is_of_forecast(scene, q, m))
        .filter(|m| change.is_some() || !is_compared(scene, q, m) && !is_base_of_change(scene, q, m, before))
        .filter(|m| !multiple::is_base_of(scene, q, m) || dates_next(scene, q, m))
        .map(|m| (weigh(m), m))
        .filter(|(cost, _)| *cost <= FAR)
        .min_by_key(|(cost, m)| (*cost, m.tokens.start))
        .or_else(|| Some((FAR, condition(scene, q).filter(|_| modality == Modality::Hypothetical)?)))?;
    // "payable on 10 September", "1.7 percent from July"
    let clause = scene.clause(q).start..best.tokens.start;
    // "will be paid on 3 May"
    let will = || scene.first_of(&scene.vocabulary().times.to_come, clause.clone()).is_some();
    // "has undertaken to provide 40 by December", in a sentence that names no time gone by
    let goal = || matches!(best.period, Some(Period::Until(_))) && scene.times.iter().all(|m| m == best);
    let due = modality == Modality::Proposed
        && best.tokens.start >= scene.end(q)
        && !best.made
        && (will() || goal() || !clause.clone().any(|n| is_past_verb(scene, n)));
    let ahead = (modality == Modality::Forecast || due).then(|| to_come(scene, best)).flatten();
    let now = |period: Option<Period>| Answer { mention: best, period, spoken: Some(period) };
    // "has been 4.9 million since July, when it went up by 6 percent"
    if let (Some(Period::Since(date)), true) = (best.period, tells_of(scene, q, best)) {
        return Some(now(Some(Period::At(date))));
    }
    // "has since come down to 90": from when nobody says.
    let led = || follows(scene, q, &scene.vocabulary().cues.change_level);
    if best.tokens.len() == 1 && change.is_none() && matches!(best.period, Some(Period::Since(_))) && led() {
        return Some(now(None));
    }
    let Some(period) = ahead.or(best.period).filter(|_| !is_nowadays(scene, q, best)) else { return Some(now(None)) };
    if let (true, Some((first, _))) = (so_far(scene, q, best), calendar::ends(period)) {
        return Some(now(Some(Period::Since(first))));
    }
    let since =
        since_clause(scene, best) && (0..scene.end(q) + 8).any(|n| has(&scene.vocabulary().times.perfect, scene, n));
    if let (true, Some((first, _))) = (since, calendar::ends(period)) {
        return Some(now(Some(Period::Since(first))));
    }
    if change.is_some() {
        let (period, spoken) = changed(scene, q, best, period, modality, before, spoken);
        return Some(Answer { mention: best, period: Some(period), spoken });
    }
    let times = &scene.vocabulary().times;
    // "In the same period last year they treated 2,700": the text comes back to this year.
    let alike = || best.tokens.start == 0 && best.tokens.clone().any(|n| has(&times.alike, scene, n));
    let compared = best.comparison
        || alike()
        || is_from(scene, q)
        || follows(scene, q, &scene.vocabulary().times.comparison)
        || is_told_aside(scene, q, best) && spoken.is_some_and(|spoken| calendar::before(period, spoken));
    let period = level(scene, q, best, period, modality, before);
    Some(Answer { mention: best, period, spoken: (!compared).then_some(period) })
}

/// Whether a mention is only "today", of the document's own day.
fn is_today(scene: &Scene<'_, '_>, mention: &TimeMention) -> bool {
    let today = scene.published.filter(|date| date.day > 0).map(Period::At);
    mention.tokens.len() == 1
        && today.is_some()
        && mention.period == today
        && scene.is(mention.tokens.start, Classes::ADVERB)
}

/// Whether a mention that opens the sentence says until when something is to be: "By 2036 each should be able to get 30 hours".
fn is_goal(scene: &Scene<'_, '_>, mention: &TimeMention, modality: Modality) -> bool {
    let ahead = matches!(mention.period, Some(Period::Until(_))) && !is_past(scene, mention);
    ahead && modality == Modality::Proposed && mention.tokens.start == 0
}

/// The time of the condition under which quantity `q` holds: "Were oil to cost 50 dollars in 2026, the peg would cost 9 billion."
fn condition<'s>(scene: &Scene<'s, '_>, q: usize) -> Option<&'s TimeMention> {
    let stances = &scene.vocabulary().stances;
    let opens = |n: usize| {
        let weak = |n| matches!(scene.phrase(&stances.signals, n), Some((_, Signal::Weak(Modality::Hypothetical))));
        n == 0 && scene.phrase(&stances.opens, 0).is_some() || weak(n)
    };
    let mention =
        scene.near_times(q).iter().rev().find(|m| m.tokens.end <= scene.start(q) && !m.made && !m.comparison)?;
    let told = matches!(mention.period, Some(Period::Since(_))) || !is_past(scene, mention);
    (told && (0..mention.tokens.start).any(opens)).then_some(mention)
}

/// A month or a day of the week that lies behind the document's date, as the next one: "we expect a first cut in August".
fn to_come(scene: &Scene<'_, '_>, mention: &TimeMention) -> Option<Period> {
    let words = |n: usize| scene.phrase(&scene.vocabulary().times.words, n).map(|(_, word)| *word);
    let year = |n: usize| scene.low(n).bytes().all(|b| b.is_ascii_digit()) && scene.low(n).len() == 4;
    let until = |today: Date| matches!(mention.period, Some(Period::Until(date)) if date.last() < today.first());
    let gone = is_past(scene, mention) || scene.published.is_some_and(until);
    if !gone || scene.published.is_none() || mention.tokens.clone().any(year) {
        return None;
    }
    let (step, by) = mention.tokens.clone().find_map(|n| match words(n)? {
        TimeWord::Weekday(_) => Some((Step::Day, 7)),
        TimeWord::Month(_) => Some((Step::Year, 1)),
        // "are expected over the weekend"
        TimeWord::Relative(Step::Weekend, 0) => Some((Step::Week, 1)),
        _ => None,
    })?;
    let back = |n: usize| matches!(words(n), Some(TimeWord::Relative(step, _)) if step != Step::Weekend);
    let named_back = mention.tokens.clone().any(back);
    mention.period.filter(|_| !named_back).and_then(|period| match period {
        Period::Until(date) => calendar::shift(date, step, by).map(Period::Until),
        period => calendar::moved(period, step, by),
    })
}

/// The period of a level near the mention `best`.
fn level(
    scene: &Scene<'_, '_>,
    q: usize,
    best: &TimeMention,
    period: Period,
    modality: Modality,
    before: &[Claim],
) -> Option<Period> {
    // "lowered its forecast for 2026 to 0.8 percent from 1.5": both are of that year.
    if modality == Modality::Forecast {
        return Some(period);
    }
    if let Period::Until(date) = period
        && led::stands(scene, q, period)
        && modality == Modality::Asserted
    {
        return Some(Period::At(date));
    }
    let of_change = |claim: Option<&Claim>| claim.is_some_and(|c| c.change.is_some() && c.period == Some(period));
    if is_from(scene, q) && !directly_behind(scene, q, best) && !between_ends(scene, q, best) {
        // "doubled between 2016 and 2023, from 1.1 to 2.2"; else the text tells only when it came to the second.
        let moved = of_change(before.last()) || is_moved(scene, q);
        return calendar::ends(period).filter(|(a, b)| moved && a != b).map(|(first, _)| Period::At(first));
    }
    let to = follows(scene, q, &scene.vocabulary().cues.change_level);
    // "fell between May 2023 and May 2024, to an average of 40"
    let years = |first: Date, last: Date| first.month == last.month && first.year < last.year;
    // "by 4 percent to 48,000 in the 2023/24 school year"
    let split = |m: &TimeMention| m.tokens.clone().any(|n| scene.sign(n) == Some('/') || scene.sign(n) == Some('-'));
    if let Period::Between(first, last) = period
        && years(first, last)
        && !(calendar::is_year(period) && split(best))
        && of_change(before.last())
        && ends_change(scene, q)
    {
        return Some(Period::At(last));
    }
    match period {
        // … "to 2.2"
        Period::Between(_, last)
            if to
                && q > 0
                && is_from(scene, q - 1)
                && !directly_behind(scene, q, best)
                && (q > 1 && of_change(before.get(q - 2)) || is_moved(scene, q - 1)) =>
        {
            Some(Period::At(last))
        }
        // "has doubled since 2015, to 800": the level is that of today.
        Period::Since(_) if to && of_change(before.last()) => None,
        period => Some(period),
    }
}

/// Whether quantity `q` is the level that a change comes to: "to 40", "to an average of 40".
fn ends_change(scene: &Scene<'_, '_>, q: usize) -> bool {
    let start = scene.start(q);
    let noun = start > 2 && scene.is(start - 1, Classes::OF) && scene.is(start - 3, Classes::ARTICLE);
    let at = if noun { start - 3 } else { scene.before_filler(start) };
    scene.ends_at(&scene.vocabulary().cues.change_level, at).is_some()
}

/// Whether some phrase of a table leads to quantity `q`.
fn follows<T>(scene: &Scene<'_, '_>, q: usize, table: &Phrases<T>) -> bool {
    scene.ends_at(table, scene.before_filler(scene.start(q))).is_some()
}
