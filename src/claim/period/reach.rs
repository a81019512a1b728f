//! Which mentions of time can hold for a quantity, and which are only compared with.

use super::{
    border::{Border, border, has, is_finite, is_verb, labels, labels_bracket, when_behind},
    follows,
    tense::{is_past_verb, is_present},
};
use crate::{
    base::{Period, period::Date},
    claim::{calendar, scene::Scene, time::TimeMention},
    quantity::Size,
    vocabulary::{number::Tag, time::Relation, word::Classes},
};

/// Whether quantity `q` is the level from which something moved: "from 1.1 to 2.2".
pub(super) fn is_from(scene: &Scene<'_, '_>, q: usize) -> bool {
    let relation = &scene.vocabulary().times.relation;
    let start = scene.start(q);
    // "between 310 and 360" is one quantity.
    let range = matches!(scene.quantities[q].size, Size::Range(..));
    let from = start > 0 && scene.sentence.phrase(relation, start - 1).is_some_and(|(_, r)| *r == Relation::From);
    if !from || range {
        return false;
    }
    // "varies from 4 in one town to 9 in the next", "took points from 212 drivers": nothing moves.
    let cues = &scene.vocabulary().cues;
    let clause = scene.clause(q).start..start;
    let varies = |n: usize| scene.sentence.number(n, scene.vocabulary()).is(Tag::Ranging);
    let to = |q: usize| scene.quantities.get(q).is_some() && follows(scene, q, &cues.change_level);
    let moves = || scene.last_of(&cues.change, clause.clone()).is_some() || to(q + 1) || q > 0 && to(q - 1);
    !clause.clone().any(varies) && moves()
}

/// Whether level `q` is the one that a verb of movement starts from: "went from 6.9 to 47".
pub(super) fn is_moved(scene: &Scene<'_, '_>, q: usize) -> bool {
    let verb = scene.start(q).saturating_sub(2);
    let (times, cues) = (&scene.vocabulary().times, &scene.vocabulary().cues);
    is_from(scene, q) && (has(&times.past, scene, verb) || scene.phrase(&cues.change, verb).is_some())
}

/// Whether quantity `q` is what a rule asks for or something was made for, whatever the time: "a minimum of 10 percent",
/// "built for 850".
#[must_use]
pub fn is_rule(scene: &Scene<'_, '_>, q: usize) -> bool {
    // Its words may be the hedge of the quantity.
    let start = scene.quantities[q].tokens.start;
    let at = if start > 0 && scene.is(start - 1, Classes::ARTICLE) { start - 1 } else { start };
    let times = &scene.vocabulary().times;
    scene.ends_at(&times.rule, at).is_some()
        || scene.phrase(&times.rule_behind, scene.end(q)).is_some()
        // "designed to carry 40"
        || scene.last_of(&times.made_to, at.saturating_sub(5)..at).is_some_and(|(found, ())| {
            (found.end..at).all(|n| scene.sentence.sign(n).is_none() && !scene.is(n, Classes::AND))
        })
}

/// Whether level `q` is only compared with what was at the time of a mention: "up from 14 in 2015".
pub(super) fn is_compared(scene: &Scene<'_, '_>, q: usize, mention: &TimeMention) -> bool {
    if directly_behind(scene, q, mention) || between_ends(scene, q, mention) || shares_behind(scene, q, mention) {
        return false;
    }
    let times = &scene.vocabulary().times;
    if dates_next(scene, q, mention) {
        return false;
    }
    let owner = scene.quantities.partition_point(|other| other.tokens.start < mention.tokens.start).checked_sub(1);
    mention.comparison
        || owner.is_some_and(|owner| {
            owner != q
                && directly_behind(scene, owner, mention)
                && (scene.ends_at(&times.comparison, scene.start(owner)).is_some()
                    // "62 percent, up 1.3 points on 2023"
                    || mention.base && scene.ends_at(&scene.vocabulary().cues.change, scene.start(owner)).is_some())
        })
}

/// Whether quantity `q` stands in a clause about a mention before it: "than in 2011, when there were 55,890".
pub(super) fn dates_next(scene: &Scene<'_, '_>, q: usize, mention: &TimeMention) -> bool {
    let next = mention.tokens.end + usize::from(scene.sign(mention.tokens.end) == Some(','));
    let start = scene.start(q);
    start > next
        && has(&scene.vocabulary().times.when, scene, next)
        && scene.is(next, Classes::CONJUNCTION)
        && start <= next + 10
}

/// Whether quantity `q` stands in such a clause and not behind it: "since July, when it went up by 6 percent".
pub(super) fn tells_of(scene: &Scene<'_, '_>, q: usize, mention: &TimeMention) -> bool {
    let next = mention.tokens.end + 2;
    dates_next(scene, q, mention) && !(next..scene.start(q)).any(|n| scene.sign(n).is_some())
}

/// Whether quantity `q` is the whole that the one before is a part of, and stands: "8,600 of the yard's 11,200 workers".
pub(super) fn is_whole_of(scene: &Scene<'_, '_>, q: usize) -> bool {
    let start = scene.start(q);
    let owned = start > 0 && scene.is(start - 1, Classes::DEFINITE) && scene.low(start - 1).starts_with(['\'', '’']);
    owned && q > 0 && scene.is(scene.end(q - 1), Classes::OF)
}

/// Whether a mention is a date to come at or by which something else is to happen.
pub(super) fn is_goal_of_another(scene: &Scene<'_, '_>, q: usize, mention: &TimeMention) -> bool {
    let Some(today) = scene.published else { return false };
    let end = scene.end(q);
    // "12 of the 43 could fall by 2035": one of them is the whole of the other.
    let part = usize::from(scene.is(end, Classes::OF));
    let others = || scene.quantities_in(&(end..mention.tokens.start.max(end))).len();
    match mention.period {
        Some(Period::Until(date)) => {
            date.last() > today.last() && others() > part && is_present(scene, q, scene.clause(q).start, false)
        }
        // "invested 96 million in the foundry, which will employ 140 people from 2026"
        Some(Period::At(date) | Period::Since(date)) => {
            let told = || (scene.clause(q).start..scene.start(q)).any(|n| is_past_verb(scene, n));
            date.first() > today.last() && others() > part && told()
        }
        _ => false,
    }
}

/// Whether an infinitive stands between a mention and quantity `q` behind it.
pub(super) fn leads_to_infinitive(scene: &Scene<'_, '_>, q: usize, mention: &TimeMention) -> bool {
    let starts = |at: usize| scene.quantities_in(&(at..at + 1)).first().is_some_and(|q| q.tokens.start == at);
    let verb = |n: usize| scene.is(n, Classes::INFINITIVE) && !starts(n + 1) && !scene.is(n + 1, Classes::CLOSED);
    (mention.tokens.end..scene.start(q)).any(verb)
}

/// Whether a mention lies wholly before the document's date, or in a document without one is a plain date.
pub(super) fn is_past(scene: &Scene<'_, '_>, mention: &TimeMention) -> bool {
    let Some((_, last)) = mention.period.and_then(calendar::ends) else { return false };
    scene.published.is_none_or(|today| last.last() < today.first())
}

pub(super) fn directly_behind(scene: &Scene<'_, '_>, q: usize, mention: &TimeMention) -> bool {
    let (end, first) = (scene.end(q), mention.tokens.start);
    // "against 9.8 percent in a 2014 study"
    // "against 460 in our 2020 round"
    let own = |n: usize| scene.is(n, Classes::DETERMINER) && !scene.is(n, Classes::DEFINITE);
    let link = |n: usize| scene.is(n, Classes::PREPOSITION) || scene.is(n, Classes::ARTICLE) || own(n);
    // "down from nine in the epidemic of 2015"
    let event = || {
        scene.is(end, Classes::PREPOSITION)
            && (end + 1..first).all(|n| !is_verb(scene, n) && scene.sign(n).is_none() && !scene.in_quantity(n))
            && scene.is(first, Classes::OF)
    };
    first >= end && (first <= end + 1 || first <= end + 3 && (end..first).all(link) || first <= end + 4 && event())
}

/// Whether a mention stands behind quantity `q` in the same phrase: "a target of 140 yen to the dollar for December".
pub(super) fn belongs_behind(scene: &Scene<'_, '_>, q: usize, mention: &TimeMention) -> bool {
    let between = scene.end(q)..mention.tokens.start;
    mention.tokens.start >= scene.end(q)
        && between.len() <= 4
        && scene.quantities_in(&between).is_empty()
        && between
            .into_iter()
            .all(|n| scene.sentence.sign(n).is_none() && !is_finite(scene, n) && !scene.is(n, Classes::AND))
}

/// Whether a mention stands between both ends of a movement: "from 157 to the dollar in January to 144".
pub(super) fn between_ends(scene: &Scene<'_, '_>, q: usize, mention: &TimeMention) -> bool {
    let next = scene.quantities.get(q + 1).map(|_| scene.start(q + 1));
    is_from(scene, q)
        && mention.tokens.start >= scene.end(q)
        && next.is_some_and(|next| mention.tokens.end <= next && mention.tokens.end + 2 >= next)
}

/// Whether a mention stands behind a quantity that "and" joins to `q`: "against 347 cases and 11 deaths in 2019".
pub(super) fn shares_behind(scene: &Scene<'_, '_>, q: usize, mention: &TimeMention) -> bool {
    let Some(next) = scene.quantities.get(q + 1).map(|_| q + 1) else { return false };
    let between = scene.end(q)..scene.start(next);
    let joint = |n: usize| scene.is(n, Classes::AND);
    let plain = |n: usize| !is_finite(scene, n) && scene.sign(n).is_none() && !scene.is(n, Classes::PREPOSITION);
    between.len() <= 5
        && between.clone().any(joint)
        && between.into_iter().all(plain)
        && directly_behind(scene, next, mention)
        && follows(scene, q, &scene.vocabulary().times.comparison)
}

/// Whether what a mention of time says can hold for quantity `q`: its own clause, a clause that goes on from it, or a
/// sentence that it opens. A date does not leave an aside, nor reach a clause about the present.
pub(super) fn reaches(scene: &Scene<'_, '_>, q: usize, mention: &TimeMention) -> bool {
    let (start, end) = (scene.start(q), scene.end(q));
    let times = &scene.vocabulary().times;
    if mention.made && !opens_when(scene, mention) {
        // "launched in 2007 with 300 staff" and nothing else.
        if so_far(scene, q, mention) {
            return true;
        }
        // "the $30 million that Canada announced in 2020"
        let named = mention.tokens.start > end
            && (end..(end + 3).min(mention.tokens.start)).any(|n| has(&times.relative, scene, n))
            && mention.tokens.start <= end + 10
            && scene.quantities_in(&(end..mention.tokens.start)).is_empty();
        if named {
            return true;
        }
        if is_made(scene, q, mention) {
            return true;
        }
        return is_made_for(scene, q, mention);
    }
    if labels(scene, q, mention) || labels_bracket(scene, mention) {
        return labels(scene, q, mention);
    }
    if mention.tokens.end <= start {
        if is_aside(scene, mention, start) {
            return false;
        }
        let between = mention.tokens.end..start;
        // "on Wednesday after 40 millimetres fell": that was before.
        if has(&times.earlier, scene, mention.tokens.end) && !between.clone().any(|n| scene.sign(n).is_some()) {
            return false;
        }
        // "In 2025, according to its model, growth would be lower by 40": only an aside stands between.
        let divides = |n: usize| border(scene, n).is_some_and(|kind| mention.tokens.start > 1 || kind != Border::Aside);
        let Some(border) = between.rev().find(|&n| divides(n)) else { return true };
        let opened = |n: usize| matches!(scene.sign(n), Some(';' | ':' | ','));
        let frame = mention.tokens.start <= 1 || opened(mention.tokens.start - 1);
        let since = matches!(mention.period, Some(Period::Since(_)))
            || mention.period.is_some_and(|p| matches!(p, Period::At(_)) && calendar::is_now(p, scene.published));
        if !frame && scene.sign(border) != Some(';') && matches!(mention.period, Some(Period::Until(_))) {
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
        && let Some(comma) = (end..owner.tokens.start).rev().find(|&n| scene.sign(n) == Some(','))
        && scene.is(comma + 1, Classes::PREPOSITION)
    {
        return false;
    }
    if when_behind(scene, q, mention).is_some() {
        return true;
    }
    // "employs 4,120 people in 18 countries and had sales of 5 billion in 2023"
    let goes_on = |n: usize| scene.is(n, Classes::AND) && is_finite(scene, n + 1);
    if others.last().is_some_and(|o| o.tokens.end == mention.tokens.start && (end..o.tokens.start).any(goes_on))
        && (0..start).any(|n| is_finite(scene, n))
    {
        return false;
    }
    let first = mention.tokens.start;
    // "used 8 tonnes, as winds were low in March"
    let as_clause = |n: usize| {
        scene.sign(n) == Some(',')
            && scene.is(n + 1, Classes::THAT)
            && !scene.is(n + 1, Classes::PRONOUN)
            && (n + 2..first).any(|n| is_finite(scene, n))
    };
    if (end..first).any(as_clause) {
        return false;
    }
    // "employs 1,900 people and in 2023 had sales of 5 million"
    if first > end && scene.is(first - 1, Classes::AND) && is_finite(scene, mention.tokens.end) {
        return false;
    }
    // "earns 1,250 euros, and in the survey of January 38 percent said"
    let next = scene.quantities.get(q + 1 + others.len()).map(|_| scene.start(q + 1 + others.len()));
    let parts = |n: usize| scene.is(n, Classes::AND) && scene.is(n + 1, Classes::PREPOSITION);
    if others.is_empty()
        && (end..first).any(parts)
        && next.is_some_and(|next| next >= mention.tokens.end && next <= mention.tokens.end + 6)
        && !(mention.tokens.end..next.unwrap_or(first)).any(|n| scene.sign(n).is_some())
    {
        return false;
    }
    for n in end..mention.tokens.start {
        let Some(kind) = border(scene, n) else { continue };
        if has(&times.when, scene, n) {
            return true;
        }
        let alone = scene.quantities_in(&(end..n)).is_empty();
        // "ten boats, the last of which was sold in 2018"
        if kind == Border::Relative && n > 0 && scene.is(n - 1, Classes::OF) && n > end + 1 {
            return false;
        }
        // "on the list are 150 boats that were seized in 2018": these are the boats.
        let lead = scene.before_filler(start);
        if kind == Border::Relative && alone && n <= end + 2 && lead > 0 && scene.is(lead - 1, Classes::COPULA) {
            continue;
        }
        // "is the third-largest and handled 40 tonnes in 2024"
        if is_present(scene, q, scene.clause(q).start, matches!(mention.period, Some(Period::Since(_)))) {
            return false;
        }
        // "81% of girls but only 72% of boys finished school in 2023", "Nine pits, two of them deep, closed that week": one
        // verb for both.
        if matches!(kind, Border::Clause | Border::Aside)
            && scene.sign(n) != Some(';')
            && !(scene.clause(q).start..n).any(|n| is_finite(scene, n))
        {
            continue;
        }
        let allowed = match kind {
            Border::Relative => alone,
            Border::Verb => {
                n > 0 && scene.sign(n - 1) != Some(',') && !matches!(mention.period, Some(Period::Until(_)))
            }
            Border::Aside | Border::Clause => false,
        };
        if !allowed {
            return false;
        }
    }
    true
}

/// Whether quantity `q` counts what was made at the time of a mention: "14 schools were built in 2021", "40 shops opened in
/// May"; but "40 judges appointed in March have resigned".
fn is_made(scene: &Scene<'_, '_>, q: usize, mention: &TimeMention) -> bool {
    let end = scene.end(q);
    let made = |verb: &usize| *verb >= end && scene.phrase(&scene.vocabulary().times.made, *verb).is_some();
    let Some(verb) = mention.tokens.start.checked_sub(1).filter(made) else { return false };
    let between = end..verb;
    let apart = |n: usize| scene.sign(n).is_some() || border(scene, n).is_some() || scene.in_quantity(n);
    if between.clone().any(apart) {
        return false;
    }
    // "Of the 412 boats built since 2010, 40 have sunk."
    if matches!(mention.period, Some(Period::Since(_))) && between.len() <= 2 {
        return true;
    }
    let passive = between.clone().any(|n| scene.is(n, Classes::AUXILIARY));
    let close = scene.clause(q).end.max(mention.tokens.end);
    passive
        || !between.into_iter().any(|n| is_finite(scene, n))
            && !(mention.tokens.end..close).any(|n| is_finite(scene, n))
}

/// Whether quantity `q` stands right behind the time at which something was made: "completed in 1974 at a cost of 31
/// million"; but "built in 1907 and holds 900".
pub(super) fn is_made_for(scene: &Scene<'_, '_>, q: usize, mention: &TimeMention) -> bool {
    let (end, start) = (mention.tokens.end, scene.start(q));
    let verb = |n: usize| is_finite(scene, n) && !scene.is(n - 1, Classes::ARTICLE);
    let stops = |n: usize| scene.sign(n).is_some() || verb(n) || scene.is(n, Classes::AND);
    let most = if scene.is(end, Classes::PREPOSITION) { 5 } else { 3 };
    start >= end && start - end <= most && !(end..start).any(stops)
}

/// "launched on 15 May, has so far reached": from a date to the present.
pub(super) fn so_far(scene: &Scene<'_, '_>, q: usize, mention: &TimeMention) -> bool {
    let times = &scene.vocabulary().times;
    let between = mention.tokens.end..scene.start(q).min(mention.tokens.end + 12);
    if !mention.made {
        return false;
    }
    // "The campaign, launched in March, has reached 40,000 children."
    let counts = |n: usize| has(&times.perfect, scene, n) && is_past_verb(scene, n + 1);
    let aside = scene.sign(mention.tokens.end) == Some(',') && between.clone().any(counts);
    aside || between.into_iter().any(|n| has(&times.so_far, scene, n))
}

/// Whether a mention stands in a clause that gives the sentence its time: "When it was signed in 2020, …".
fn opens_when(scene: &Scene<'_, '_>, mention: &TimeMention) -> bool {
    (mention.tokens.start.saturating_sub(10)..mention.tokens.start)
        .any(|n| has(&scene.vocabulary().times.when, scene, n))
}

/// Whether a mention stands between commas, in a clause or an apposition that has ended before token `at`.
fn is_aside(scene: &Scene<'_, '_>, mention: &TimeMention, at: usize) -> bool {
    let first = mention.tokens.start;
    let stop = |n: usize| matches!(scene.sign(n), Some(',' | ';' | '(' | ')'));
    let Some(open) = (first.saturating_sub(20)..first).rev().find(|&n| stop(n)) else { return false };
    let Some(close) = (mention.tokens.end..at).find(|&n| stop(n)) else { return false };
    if (scene.sign(open), scene.sign(close)) == (Some('('), Some(')')) {
        return true;
    }
    if (scene.sign(open), scene.sign(close)) != (Some(','), Some(',')) || open + 1 == first {
        return false;
    }
    // "The storm, which struck the coast on 3 May, killed 12"
    if has(&scene.vocabulary().times.befell, scene, open + 2) {
        return false;
    }
    let next = |n: usize| (n + 1..n + 4).find(|&m| !scene.is(m, Classes::ADVERB)).unwrap_or(n + 1);
    has(&scene.vocabulary().times.relative, scene, open + 1)
        || scene.is(open + 1, Classes::PREPOSITION) && has(&scene.vocabulary().times.relative, scene, open + 2)
        // "the last one, in Mubende in 2022, caused 164 cases"
        || is_verb(scene, next(close)) && !scene.is(open + 1, Classes::PREPOSITION)
}

/// Whether quantity `q` stands with a mention in a clause between commas: "Exports, which in May had earned 310 million, fell to 265".
pub(super) fn is_told_aside(scene: &Scene<'_, '_>, q: usize, mention: &TimeMention) -> bool {
    let first = scene.start(q).min(mention.tokens.start);
    let last = scene.end(q).max(mention.tokens.end);
    let comma = |n: &usize| scene.sign(*n) == Some(',');
    let open = (first.saturating_sub(8)..first).rev().find(comma);
    let close = (last..last + 8).find(comma);
    open.zip(close).is_some_and(|(open, close)| {
        has(&scene.vocabulary().times.relative, scene, open + 1)
            && scene.quantities.last().is_some_and(|other| other.tokens.start > close)
    })
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
