//! Whether a number is the size of a change: `rose by 12 percent`, `40 fewer than`, `a 12 percent increase`.

use std::ops::Range;

use super::{
    form,
    phrase::{is_open, is_verb},
    scene::Scene,
};
use crate::{
    base::{Change, Comparator, Modality},
    quantity::{Size, Unit},
    text::TokenKind,
    vocabulary::{number::Tag, stance::Signal, word::Classes},
};

/// The change that quantity `q` measures, and the words that say so. Levels (`rose to 24`, both ends of
/// `from 8 to 24`) are none.
#[must_use]
pub fn of(scene: &Scene<'_, '_>, q: usize) -> Option<(Change, Range<usize>)> {
    let quantity = &scene.quantities[q];
    if let Some(rule) = quantity.rules.iter().find_map(|r| r.strip_prefix("change.")) {
        if is_multiple(scene, q) {
            return None;
        }
        return Some((if rule == "halved" { Change::Decrease } else { Change::Increase }, quantity.tokens.clone()));
    }
    if matches!(quantity.unit, Unit::Rank) {
        return None;
    }
    let cues = &scene.vocabulary().cues;
    before(scene, q).or_else(|| behind(scene, q, cues))
}

/// Whether quantity `q` comes on top of what there is: "an extra 40 million", "40 more judges".
#[must_use]
pub fn adds(scene: &Scene<'_, '_>, q: usize) -> bool {
    let cues = &scene.vocabulary().cues;
    let end = scene.quantities[q].tokens.end;
    // "3,000 more judges", "3,000 more by March"; not "3,000 more than"
    let more = scene.phrase(&cues.change_added, end).is_some_and(|(len, ())| {
        is_open(scene, end + len) || scene.is(end + len, Classes::PREPOSITION) && !scene.is(end + len, Classes::THAN)
    });
    let measured = matches!(scene.quantities[q].unit, Unit::Measure { .. });
    let added = !measured && scene.ends_at(&cues.change_adds, scene.start(q)).is_some();
    more || added || scene.ends_at(&cues.change_extra, scene.start(q)).is_some()
}

/// "is more than double what it was", "had close to double that": how many times, no change.
fn is_multiple(scene: &Scene<'_, '_>, q: usize) -> bool {
    let (start, end) = (scene.start(q), scene.end(q));
    let state = start > 0 && (scene.is(start - 1, Classes::COPULA) || scene.is(start - 1, Classes::PERFECT));
    state && (scene.is(end, Classes::DETERMINER) || scene.is(end, Classes::PRONOUN))
}

/// As `of`; `last` is the change that the quantity before it in the sentence measures.
#[must_use]
pub fn in_list(scene: &Scene<'_, '_>, q: usize, last: Option<Change>) -> Option<(Change, Range<usize>)> {
    let start = scene.start(q);
    of(scene, q).or_else(|| last.filter(|_| goes_on(scene, q)).map(|direction| (direction, start..start)))
}

/// One more of a list of changes, or the same one in other terms: "rose 2 percent in May and 3 percent in June", "an
/// increase of 40 million pesos (2 million dollars)".
fn goes_on(scene: &Scene<'_, '_>, q: usize) -> bool {
    if q == 0 || scene.start(q) <= scene.end(q - 1) {
        return false;
    }
    let gap = scene.end(q - 1)..scene.start(q);
    let bracket = scene.sign(gap.end - 1) == Some('(') && gap.len() <= 3;
    // "a rise of 12 percent: 8 percent in May"
    let colon = scene.sign(gap.end - 1) == Some(':') && is_smaller(scene, q);
    let joins = |n: usize| scene.sign(n) == Some(',') || scene.is(n, Classes::AND);
    let list = is_relative(&scene.quantities[q].unit)
        && scene.quantities[q - 1].unit == scene.quantities[q].unit
        && gap.len() < 8
        && (colon || gap.clone().any(joins))
        && !scene.is(scene.end(q), Classes::OF)
        && scene.ends_at(&scene.vocabulary().cues.change_level, gap.end).is_none()
        && !gap.clone().any(|n| predicate(scene, n));
    bracket || list
}

/// Whether quantity `q` is less than the one before it, and no subject of a verb: a part of it.
fn is_smaller(scene: &Scene<'_, '_>, q: usize) -> bool {
    let sizes = (scene.quantities[q - 1].size, scene.quantities[q].size);
    let end = scene.end(q);
    matches!(sizes, (Size::Value(whole), Size::Value(part)) if part < whole)
        && !(end..end + 3).any(|n| predicate(scene, n))
}

/// Whether a verb or a new subject stands at token `n`.
fn predicate(scene: &Scene<'_, '_>, n: usize) -> bool {
    let class = [Classes::VERB, Classes::PRONOUN];
    // "8 percent in May"
    let auxiliary = scene.is(n, Classes::AUXILIARY) && !form::is_name(scene, n);
    scene.sign(n) == Some(';') || auxiliary || class.iter().any(|&class| scene.is(n, class)) || form::is_past(scene, n)
}

fn is_relative(unit: &Unit) -> bool {
    matches!(unit, Unit::Percent | Unit::PercentagePoint | Unit::BasisPoint)
}

fn before(scene: &Scene<'_, '_>, q: usize) -> Option<(Change, Range<usize>)> {
    let cues = &scene.vocabulary().cues;
    let quantity = &scene.quantities[q];
    // "rise above 1.25": a level, though "rise more than 2 percent" is a change.
    let single = quantity.hedge.as_ref().is_some_and(|hedge| hedge.len() == 1);
    if single && scene.ends_at(&cues.change_level, quantity.tokens.start).is_some() {
        return None;
    }
    let relative = is_relative(&quantity.unit);
    if let Some(signed) = bracketed(scene, q).filter(|_| relative) {
        return Some(signed);
    }
    let at = before_article(scene, scene.start(q));
    // "grew between 1 and 2 percent", "by between 1 and 2 percent"
    let between = at > 0 && scene.sentence.number(at - 1, scene.vocabulary()).is(Tag::Between);
    // "expects growth of between 2 and 3 percent"
    let between = between && !(at > 1 && scene.is(at - 2, Classes::OF));
    let at = at - usize::from(between);
    // "exceeded only by the 146 of 2015"
    let known = scene.ends_at(&scene.vocabulary().times.comparison, at).is_some();
    let sized = scene.ends_at(&cues.change_size, at).filter(|_| !known).map(|(start, ())| start);
    if relative
        && !scene.is(scene.end(q), Classes::OF)
        && let Some(told) = is_change(scene, at)
    {
        return Some(told);
    }
    if sized.is_none() && scene.ends_at(&cues.change_level, at).is_some() {
        return None;
    }
    if let Some(start) = sized {
        return sized_by(scene, q, start);
    }
    // "takes 40 euros off the bill"
    if matches!(quantity.unit, Unit::Money(_))
        && let Some((start, ())) = scene.ends_at(&cues.change_takes, at)
    {
        let end = scene.end(q);
        let (_, direction) = scene.first_of(&cues.onto, end..end + 4)?;
        return (*direction == Change::Decrease).then_some((Change::Decrease, start..at));
    }
    // "rose 12 percent", "up 12 percent".
    let Some((start, moved)) = scene.ends_at(&cues.change, at) else {
        return if relative { object_moved(scene, q, at) } else { None };
    };
    let plain = matches!(quantity.unit, Unit::Bare | Unit::Money(_) | Unit::Measure { .. } | Unit::Times);
    let onto = || {
        let end = scene.end(q);
        scene.first_of(&cues.onto, end..end + 4).is_some_and(|(_, direction)| *direction == moved.direction)
    };
    // "cut 46 percent of the crop", "grows 40 tonnes of plums": what was done to how much.
    let end = scene.end(q);
    let of = scene.is(end, Classes::OF);
    let done = of
        && (matches!(quantity.unit, Unit::Measure { .. })
            || relative && scene.phrase(&cues.change_whole, end).is_some());
    // "raised fivefold"
    let fold = quantity.unit == Unit::Times && quantity.tokens.len() == 1;
    let is_size = relative || plain && (!moved.needs_by || fold || onto());
    (is_size && !done).then_some((moved.direction, start..at))
}

/// How far before its verb, in tokens, the noun stands that is the change: "the rise since 2019 is".
const NOUN_WITHIN: usize = 6;

/// "The decline is 4 percent", "the improvement amounts to half a point", with the number at token `at`.
fn is_change(scene: &Scene<'_, '_>, at: usize) -> Option<(Change, Range<usize>)> {
    let cues = &scene.vocabulary().cues;
    let verb = if at > 1 && scene.is(at - 1, Classes::INFINITIVE) { at - 2 } else { at.checked_sub(1)? };
    let joins = if verb + 1 == at { Classes::COPULA } else { Classes::LEVEL_VERB };
    if !scene.is(verb, joins) {
        return None;
    }
    for n in (verb.saturating_sub(NOUN_WITHIN).max(1)..verb).rev() {
        if scene.is(n - 1, Classes::DEFINITE)
            && let Some((_, moved)) = scene.phrase(&cues.change_noun, n)
        {
            return Some((moved.direction, n..at));
        }
        let modal = scene.is(n, Classes::AUXILIARY) && n + 1 == verb;
        if predicate(scene, n) && !modal || scene.sign(n).is_some() || scene.in_quantity(n) {
            return None;
        }
    }
    None
}

/// "revenue reached 3 billion (+15.8% year on year)": a sign in brackets is that of a change.
fn bracketed(scene: &Scene<'_, '_>, q: usize) -> Option<(Change, Range<usize>)> {
    let first = scene.quantities[q].tokens.start;
    let sign = |n: usize| match scene.sign(n) {
        Some('+') => Some(Change::Increase),
        Some('-' | '−' | '–') => Some(Change::Decrease),
        _ => None,
    };
    let opens = |n: usize| n > 0 && scene.sign(n - 1) == Some('(');
    [first.checked_sub(1)?, first].into_iter().filter(|&n| opens(n)).find_map(|n| Some((sign(n)?, n..n + 1)))
}

/// How many words the object of a verb of change can have before the size: "lifts third-quarter revenue 11 percent".
const OBJECT: usize = 5;

/// "lifted revenue 11 percent", "cut costs a fifth": between the verb and the size stands its object alone.
fn object_moved(scene: &Scene<'_, '_>, q: usize, at: usize) -> Option<(Change, Range<usize>)> {
    let cues = &scene.vocabulary().cues;
    if at < scene.start(q) || scene.is(scene.end(q), Classes::OF) || is_open(scene, scene.end(q)) {
        return None;
    }
    let object = |n: &usize| {
        is_open(scene, *n) && !scene.is_time(*n) || scene.is(*n, Classes::DETERMINER) || scene.sign(*n) == Some('-')
    };
    let from = (at.saturating_sub(OBJECT + 1)..at)
        .rev()
        .take_while(object)
        .find(|&n| scene.phrase(&cues.change, n).is_some() && (is_verb(scene, n) || n > 0 && is_open(scene, n - 1)))?;
    let (_, moved) = scene.phrase(&cues.change, from)?;
    (from + 1 < at).then_some((moved.direction, from..at))
}

/// Token `at`, or the one further back from which only articles and words such as "only" lead to it.
fn before_article(scene: &Scene<'_, '_>, mut at: usize) -> usize {
    let hedges = &scene.vocabulary().hedges.before;
    while at > 0 {
        if scene.is(at - 1, Classes::ARTICLE) {
            at -= 1;
            continue;
        }
        let word = |n: usize| at.checked_sub(n + 1).map_or("", |n| scene.low(n));
        let hedge = if scene.sentence.begins(hedges.set(), at - 1) { hedges.longest(word) } else { None };
        match hedge {
            Some((len, hedge)) if hedge.comparator == Comparator::Equal => at -= len,
            _ => break,
        }
    }
    at
}

/// "by 12 percent", "of 12 percent", with the size word at `start`: the verb or noun stands within ten words before, or
/// was said of the quantity before: "fell by a fifth and burglaries by half".
fn sized_by(scene: &Scene<'_, '_>, q: usize, start: usize) -> Option<(Change, Range<usize>)> {
    let cues = &scene.vocabulary().cues;
    let relative = is_relative(&scene.quantities[q].unit);
    let of = scene.is(start, Classes::OF);
    let floor = if q == 0 { 0 } else { scene.quantities[q - 1].tokens.end };
    // "rapes by a fifth and aggravated assaults by 2 percent"
    let adjective = |n: usize| n > floor && scene.is(n - 1, Classes::AND) && is_open(scene, n + 1);
    let verb = |n: usize| predicate(scene, n) && !(adjective(n) && form::is_past(scene, n));
    let apart = || (floor..start).any(|n| verb(n) && scene.phrase(&cues.change, n).is_none());
    let low = if of || apart() { floor.max(start.saturating_sub(10)) } else { start.saturating_sub(30) };
    for n in (low..start).rev() {
        if matches!(scene.sign(n), Some(';' | ':')) && n + 1 < start {
            return None;
        }
        if scene.in_quantity(n) {
            continue;
        }
        if let Some((len, moved)) = scene.phrase(&cues.change_noun, n) {
            // "the increase since 2020, of 12 million"
            let leads = (n + len..start).all(|m| scene.is_time(m) || scene.sign(m) == Some(','));
            if (!of || leads) && (relative || !moved.needs_by || !of) {
                return Some((moved.direction, n..start + 1));
            }
        }
        if !of && let Some((len, moved)) = scene.phrase(&cues.change, n) {
            return Some((moved.direction, n..n + len.max(1)));
        }
    }
    None
}

fn behind(scene: &Scene<'_, '_>, q: usize, cues: &crate::vocabulary::cue::Cues) -> Option<(Change, Range<usize>)> {
    let at = scene.end(q);
    // "4,000 won a month more"
    let each = scene.is(at, Classes::ARTICLE) && scene.is(at + 1, Classes::TIME);
    let at = at + if each { 2 } else { 0 };
    let limit = scene.quantities.get(q + 1).map_or(usize::MAX, |next| next.tokens.start);
    let dash = usize::from(scene.sign(at) == Some('-'));
    // "12 percent more than", "40 fewer than", "€55 million more".
    for skip in 0..2 {
        let n = at + dash + skip;
        if n >= limit || scene.phrase(&cues.placed, n).is_some() {
            return None;
        }
        // "19 days above 40°C" is no difference, "1.7 billion lower than three years earlier" is.
        // "one worker in seven owed more than 500" is none either.
        let hedges = scene.quantities.get(q + 1).is_some_and(|next| {
            scene.start(q + 1) == n && (next.tokens.start == n + 1 || skip > 0 && next.tokens.start > n)
        });
        if hedges {
            return None;
        }
        if let Some((len, &direction)) = scene.phrase(&cues.compared, n) {
            let noun_follows = !scene.is(n + len, Classes::THAN)
                && len == 1
                && skip == 0
                && !matches!(scene.quantities[q].unit, Unit::Bare | Unit::Money(_));
            let compared = len > 1
                || matches!(scene.quantities[q].unit, Unit::Percent | Unit::Money(_))
                || noun_follows
                || (at..(at + 8).min(limit)).any(|m| scene.is(m, Classes::THAN));
            if compared {
                return Some((direction, n..n + len));
            }
        }
        let word = scene.sentence.tokens.get(n).is_some_and(|t| t.kind == TokenKind::Word);
        // "58 named more than one title"
        if !word || scene.is(n, Classes::AUXILIARY) || form::is_past(scene, n) || scene.ends_past(n) {
            break;
        }
    }
    // "50 basis points of cuts"
    let counted = matches!(scene.quantities[q].unit, Unit::PercentagePoint | Unit::BasisPoint);
    if counted
        && scene.is(at, Classes::OF)
        && let Some((len, moved)) = scene.phrase(&cues.change_noun, at + 1)
    {
        return Some((moved.direction, at..at + 1 + len));
    }
    // "a 12 percent increase", "a 40-job cut".
    if matches!(
        scene.quantities[q].unit,
        Unit::Percent | Unit::PercentagePoint | Unit::BasisPoint | Unit::Money(_) | Unit::Measure { .. }
    ) || scene.quantities[q].unit == Unit::Times && scene.quantities[q].tokens.len() == 1
    {
        for n in at + dash..(at + dash + 3).min(limit) {
            // "a 270 million growth plan"
            let plan = |n: usize| matches!(scene.signal(n), Some((_, Signal::Noun(Modality::Proposed))));
            if let Some((len, moved)) = scene.phrase(&cues.change_noun, n)
                && !plan(n + len)
                && (!moved.needs_by || is_relative(&scene.quantities[q].unit))
            {
                return Some((moved.direction, n..n + len));
            }
            if scene.sentence.tokens.get(n).is_none_or(|t| t.kind != TokenKind::Word) || scene.is(n, Classes::CLOSED) {
                break;
            }
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use crate::{base::Change, claim::sample};

    /// A sign for each claim of a document.
    fn changes(text: &str) -> String {
        let sign = |change| match change {
            Some(Change::Increase) => '+',
            Some(Change::Decrease) => '-',
            None => '=',
        };
        sample::claims("test.md", text).iter().map(|claim| sign(claim.change)).collect()
    }

    #[test]
    fn sizes_of_changes_are_told_from_levels_and_multiples() {
        let tries = [
            ("Growth slowed by 2 points.", "-"),
            ("Receipts slumped by more than 60 percent.", "-"),
            ("A record harvest lifted revenue 11 percent.", "+"),
            ("The firm cut its costs 4 percent.", "-"),
            ("The firm cut jobs in 4 percent of its shops.", "="),
            ("The office raised the share to 11 percent.", "="),
            ("The summer was 1.9 degrees warmer than the average.", "+"),
            ("One worker in seven owed more than 500 pesos.", "=="),
            ("The yard had close to double that.", "="),
            ("The fare is more than double what a minibus charges.", "="),
            ("Exports more than doubled.", "+"),
            ("Thefts fell by a tenth, frauds by a fifth and aggravated burglaries by a mere 2 percent.", "---"),
            ("Detectives cleared up 54 percent of murders.", "="),
            ("Voters turned down 40 percent of the bills.", "="),
        ];
        sample::check(&tries, changes);
    }
}
