//! What a quantity takes from the text before it, where its own clause says no time.

use super::{
    border::{border, has, is_finite},
    change::hull,
    follows,
    reach::{is_from, is_rule},
    tense::{is_past_verb, is_present},
};
use crate::{
    base::{FoundIn, Modality, Period, period::Date},
    claim::{Claim, calendar, form, scene::Scene},
    quantity::Unit,
    vocabulary::{time::Step, word::Classes},
};

/// How many words lead from a change to the level it ends at: "doubled its volumes, to just 19".
const REST: usize = 6;

/// Whether quantity `q`, in a clause without a time of its own, goes on about what the claim before it said: the same
/// sentence, a part of it ("of whom", "Of the dead, …"), a share without a noun ("A third were …"), or a sentence that
/// opens with a word that points back. A clause about the present does not.
#[must_use]
pub fn goes_on(scene: &Scene<'_, '_>, q: usize, modality: Modality, before: &[Claim], spoken: Period) -> bool {
    // "of which 41 million is for schools"
    let relative = |n: usize| scene.is(n, Classes::OF) && has(&scene.vocabulary().times.relative, scene, n + 1);
    if q > 0 && before.last().is_some_and(|c| c.period.is_some()) && (scene.end(q - 1)..scene.start(q)).any(relative) {
        return true;
    }
    if is_of_planned(scene, q, modality, before) {
        return false;
    }
    if before.iter().all(|c| c.period.is_none())
        && (restates(scene, q) || modality == Modality::Asserted && corrects(scene, q))
    {
        return modality != Modality::Negated && (modality != Modality::Asserted || calendar::ends(spoken).is_some());
    }
    // "He hoped to reach 90 by Friday. Thirty-eight bridges were shut."
    if modality == Modality::Asserted
        && before.is_empty()
        && matches!(spoken, Period::Until(date) if scene.published.is_some_and(|today| date.last() > today.last()))
    {
        return false;
    }
    let last = before.last();
    // "Were oil to cost 50 dollars in 2026, the peg would cost 9 billion, or 4 percent of output": under one condition.
    if modality == Modality::Hypothetical {
        return calendar::ends(spoken).is_some()
            && last.is_some_and(|c| c.modality == modality && c.period == Some(spoken));
    }
    if is_rule(scene, q) {
        return false;
    }
    // "has a budget of 71 million for 2025, and 200 operations are planned": one plan.
    let planned = |modality| matches!(modality, Modality::Proposed | Modality::Forecast);
    if planned(modality)
        && last.is_some_and(|c| planned(c.modality) && c.period == Some(spoken))
        && calendar::ends(spoken).is_some()
        && !(scene.end(q - 1)..scene.start(q)).any(|n| scene.is(n, Classes::COPULA))
    {
        return true;
    }
    // "5,104 cases and 58 deaths have been recorded, a case fatality ratio of 1.1 percent"
    if modality == Modality::Asserted
        && last.is_some_and(|c| c.period == Some(spoken) && c.change.is_none() && c.modality == modality)
        && is_listed(scene, q)
    {
        return true;
    }
    // "In rural schools the share was 29 percent."
    if modality == Modality::Asserted && before.is_empty() && is_measured_again(scene, q) {
        return true;
    }
    // What runs up to the document's own date goes on in the present.
    if !calendar::is_running(spoken, scene.published) && is_present(scene, q, scene.clause(q).start, false) {
        return false;
    }
    // "rose by 2 percent, to 16": the level at the end of the change.
    if let Some(last) = last
        && last.change.is_some()
        && last.period.and_then(calendar::ends).is_some()
        && scene.start(q) <= scene.end(q - 1) + REST
        && follows(scene, q, &scene.vocabulary().cues.change_level)
    {
        return true;
    }
    // "63 were tried from 2019 to 2023, most of them for theft; 27 were convicted": one story, told in one sentence.
    if last.is_some_and(|c| c.period == Some(spoken) && c.modality == modality)
        && calendar::ends(spoken).is_some()
        && !is_from(scene, q)
        && is_told(scene, q, modality)
    {
        return true;
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

/// Whether quantity `q` is the whole of a part with which something is only planned: "means to cut 35 of its 260 jobs by May".
pub(super) fn is_of_planned(scene: &Scene<'_, '_>, q: usize, modality: Modality, before: &[Claim]) -> bool {
    let planned = |c: &Claim| matches!(c.modality, Modality::Proposed | Modality::Forecast | Modality::Hypothetical);
    modality == Modality::Asserted && form::is_whole(scene, q) && before.last().is_some_and(planned)
}

/// The period of quantity `q`, which goes on about the one that the paragraph `spoke` of: "fell to 40 from 52" begins in
/// the same part of the year before.
#[must_use]
pub fn carried(scene: &Scene<'_, '_>, q: usize, changes: bool, spoke: Period) -> Period {
    let part = calendar::is_year(spoke) || matches!(spoke, Period::Between(first, _) if first.month > 0);
    let before = || calendar::moved(spoke, Step::Year, -1);
    if let Some(since) = on_year_before(scene, q, spoke).filter(|_| changes) {
        return since;
    }
    if part && is_from(scene, q) { before().unwrap_or(spoke) } else { spoke }
}

/// Whether quantity `q`, in a sentence without a time, adds a sum to those of the time that the paragraph spoke of:
/// "It harvested 200 tonnes in 2024. Exports came to 164."
#[must_use]
pub fn adds_up(scene: &Scene<'_, '_>, q: usize, modality: Modality, before: &[Claim], spoken: Period) -> bool {
    let at = scene.before_filler(scene.start(q));
    let hedge = scene.quantities[q].tokens.start;
    let amounts = &scene.vocabulary().times.amounts;
    let led = [at, hedge].into_iter().any(|at| scene.ends_at(amounts, at).is_some());
    before.is_empty() && led && calendar::ends(spoken).is_some() && !is_rule(scene, q) && is_told(scene, q, modality)
}

/// How many days before the document the event was that a wire tells of.
const FRESH: i32 = 10;

/// Whether quantity `q` tells more of what befell on a `day` just named, of which no figure was told: "A ferry sank on
/// Sunday. It carried 40 people.", "The crew lost 12."
#[must_use]
pub fn is_of_event(scene: &Scene<'_, '_>, q: usize, modality: Modality, day: Period) -> bool {
    let fresh = |date: Date| {
        let days = scene.published.filter(|today| today.day > 0 && date.day > 0);
        days.is_some_and(|today| (0..=FRESH).contains(&(today.first() - date.first()).get_days()))
    };
    matches!(day, Period::At(date) if fresh(date) && scene.times.is_empty()) && is_told(scene, q, modality)
}

/// Whether quantity `q` tells what a figure that was spoken of was: "the share was", "the number had been".
fn is_measured_again(scene: &Scene<'_, '_>, q: usize) -> bool {
    let clause = scene.clause(q).start..scene.start(q);
    let the = |n: usize| scene.is(n, Classes::ARTICLE) || scene.is(n, Classes::DEFINITE);
    let times = &scene.vocabulary().times;
    clause
        .clone()
        .skip(1)
        .any(|n| the(n - 1) && scene.phrase(&times.magnitude, n).is_some_and(|(len, ())| is_past_verb(scene, n + len)))
}

/// Whether quantity `q` stands alone in brackets behind one in the same unit: "sales of 318 million euros (331)".
#[must_use]
pub fn in_brackets(scene: &Scene<'_, '_>, q: usize) -> bool {
    let (start, end) = (scene.start(q), scene.end(q));
    let alone = start > 0 && scene.sign(start - 1) == Some('(') && scene.sign(end) == Some(')');
    let unit = |q: usize| &scene.quantities[q].unit;
    let behind = |last: usize| start - 1 <= scene.end(last) + 2 && (*unit(q) == Unit::Bare || unit(q) == unit(last));
    alone && q.checked_sub(1).is_some_and(behind)
}

/// How many words can stand between "that means" and its number.
const TERMS: usize = 3;

/// Whether a sentence says the one before in other terms: "That works out at 34 a day", "In the north it means 12".
#[must_use]
pub fn restates(scene: &Scene<'_, '_>, q: usize) -> bool {
    let clause = scene.clause(q);
    let start = scene.start(q);
    let verb = |n: usize| {
        let mut verb = n + 1;
        while scene.is(verb, Classes::ADVERB) {
            verb += 1;
        }
        let (len, ()) = scene.phrase(&scene.vocabulary().times.restates, verb)?;
        // "It is 14 acres in size."
        let thing = !scene.is(n, Classes::THAT) && !scene.is(n, Classes::DETERMINER) && scene.is(verb, Classes::COPULA);
        (scene.is(n, Classes::ANAPHOR) && !thing).then_some(verb + len)
    };
    let closed = |n: usize| scene.sign(n).is_some() || scene.is(n, Classes::AUXILIARY) || scene.is(n, Classes::ARTICLE);
    (clause.start..start)
        .find_map(verb)
        .is_some_and(|end| end <= start && start - end <= TERMS && !(end..start).any(closed))
}

/// Whether quantity `q` is held against the figure before it: "the true number is 40".
fn corrects(scene: &Scene<'_, '_>, q: usize) -> bool {
    let start = scene.start(q);
    let named = scene.last_of(&scene.vocabulary().times.correct, scene.clause(q).start..start);
    named.is_some_and(|(at, ())| scene.quantities_in(&(at.end..start)).is_empty())
}

/// Whether quantity `q` and the one before it stand in one list.
fn is_listed(scene: &Scene<'_, '_>, q: usize) -> bool {
    let gap = scene.end(q - 1)..scene.start(q);
    let verb = |n: usize| border(scene, n).is_some() || is_finite(scene, n) || scene.is(n, Classes::PREPOSITION);
    gap.len() <= 3 && gap.clone().any(|n| scene.is(n, Classes::AND)) && !gap.into_iter().any(verb)
}

/// Whether what a paragraph `spoke` of last holds in it, and not the `topic` of the document: a time that was only
/// compared with does not, nor the month or the day of the topic on which something stood or happened.
#[must_use]
pub fn takes_over(spoken: Period, topic: Period) -> bool {
    // "over the past five years", in a report of the last of them
    let years = calendar::ends(spoken).map_or(0, |(first, last)| last.year - first.year);
    if years > 1 && calendar::within(topic, spoken) {
        return false;
    }
    let event = matches!(topic, Period::At(date) if date.day > 0);
    let part = !calendar::is_year(topic) && calendar::within(spoken, topic);
    event || !calendar::before(spoken, topic) && !part
}

/// The period of quantity `q`, of which the text says no time, in a document about `topic`; `None` where it is not told
/// of that. `changes` tells whether it is the size of a change.
#[must_use]
pub fn of_topic(
    scene: &Scene<'_, '_>,
    q: usize,
    modality: Modality,
    changes: bool,
    topic: Period,
) -> Option<Option<Period>> {
    let counts = matches!(scene.quantities[q].unit, Unit::Bare | Unit::Percent | Unit::Per(_));
    let running = counts && modality == Modality::Asserted && calendar::is_running(topic, scene.published);
    if !running && !is_told(scene, q, modality) || is_rule(scene, q) {
        return None;
    }
    if !is_from(scene, q) {
        // "Theft was down by a fifth", in the report of a year: on the year before.
        return Some(Some(if changes { on_year_before(scene, q, topic).unwrap_or(topic) } else { topic }));
    }
    // "fell from 72 to 50": from what was before it; a quarter is compared with that of the year before.
    let step = match topic {
        period if calendar::is_year(period) || calendar::fiscal_year(period).is_some() => Some(Step::Year),
        period if calendar::unit_of(period, Step::Week) == Some(period) => Some(Step::Week),
        Period::Between(..) if calendar::unit_of(topic, Step::Quarter).is_some() => Some(Step::Year),
        _ => None,
    };
    Some(step.and_then(|step| calendar::moved(topic, step, -1)))
}

/// From the year before to this `year`, for a change in percent; for one by a factor also to a part of it.
fn on_year_before(scene: &Scene<'_, '_>, q: usize, year: Period) -> Option<Period> {
    let unit = &scene.quantities[q].unit;
    let counted = *unit == Unit::Times || *unit == Unit::Percent && calendar::is_year(year);
    hull(calendar::moved(year, Step::Year, -1).filter(|_| counted)?, year)
}

/// Whether quantity `q`, of which the text says no time, is one of the figures that the document gives one time to.
#[must_use]
pub fn of_blanket(scene: &Scene<'_, '_>, q: usize, modality: Modality) -> bool {
    modality == Modality::Asserted && !is_rule(scene, q) && !is_from(scene, q)
}

/// Whether quantity `q`, of which the text says no time, is told of the period that the document is about.
#[must_use]
pub fn is_told(scene: &Scene<'_, '_>, q: usize, modality: Modality) -> bool {
    let clause = scene.clause(q);
    // "Quake kills 63 in the hills"
    if scene.sentence.found_in == FoundIn::Headline && modality == Modality::Asserted {
        return true;
    }
    // "Revenue of 14 million euros, of which 9 million in Asia", in a list
    let words = scene.sentence.tokens.len();
    let listed = matches!(scene.sentence.found_in, FoundIn::ListItem | FoundIn::Headline);
    if listed && modality == Modality::Asserted && !(0..words).any(|n| is_finite(scene, n)) {
        return true;
    }
    let perfect = (clause.start..scene.start(q)).any(|n| has(&scene.vocabulary().times.perfect, scene, n));
    modality == Modality::Asserted
        && !perfect
        && !is_present(scene, q, clause.start, false)
        && (clause.start..clause.end.min(scene.end(q) + 14)).any(|n| is_past_verb(scene, n))
}

/// Whether a sentence tells where things lead as they go: "at the present pace it will have 380".
#[must_use]
pub fn at_pace(scene: &Scene<'_, '_>) -> bool {
    scene.first_of(&scene.vocabulary().times.pace, 0..scene.sentence.tokens.len()).is_some()
}

/// The document's own day, for what something cost when a market closed: "shares closed 3 percent lower at 14 rand".
#[must_use]
pub fn of_market(scene: &Scene<'_, '_>, q: usize, modality: Modality) -> Option<Period> {
    let today = scene.published.filter(|date| date.day > 0 && modality == Modality::Asserted)?;
    let start = scene.start(q);
    let closed = scene.last_of(&scene.vocabulary().times.market, scene.clause(q).start..start)?.0;
    let far = start.saturating_sub(closed.end) > 6 || (closed.end..start).any(|n| is_finite(scene, n));
    (!far).then_some(Period::At(today))
}

/// Whether quantity `q` shares the verb of the one before it: "58 percent were paid less; in Manila, 31 percent".
#[must_use]
pub fn is_elliptic(scene: &Scene<'_, '_>, q: usize) -> bool {
    let Some(before) = q.checked_sub(1).map(|before| scene.end(before)) else { return false };
    let ends = |n: usize| scene.is(n, Classes::AND) || matches!(scene.sign(n), Some(',' | ';' | ':' | '('));
    let clause = |n: usize| scene.sign(n) == Some(';') || scene.is(n, Classes::CONJUNCTION);
    let (start, end) = (scene.start(q), scene.end(q));
    let from = (before..start).rev().find(|&n| clause(n)).or_else(|| (before..start).find(|&n| ends(n)));
    let Some(from) = from else { return false };
    let close = (end..scene.sentence.tokens.len()).find(|&n| ends(n) || scene.in_quantity(n));
    let close = close.unwrap_or(scene.sentence.tokens.len());
    !(from..start).chain(end..close).any(|n| is_finite(scene, n))
}
