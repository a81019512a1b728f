//! The place that a sentence names for a number.

use std::ops::Range;

use super::{
    Found, PlaceMention,
    lead::{
        compares, is_aside, is_compared, is_excluded, is_guest, is_language, is_of_next, is_origin, is_outranked,
        led_by_in, opens, opens_another, picks_one,
    },
    list::{joined, share},
};
use crate::{
    claim::{
        near,
        phrase::{is_open, is_verb},
        scene::Scene,
    },
    quantity::Unit,
    vocabulary::word::Classes,
};

/// Beyond this cost a mention belongs to something else.
const FAR: usize = 30;

/// The place named for quantity `q`, or `None` where the sentence leaves it to what came before: `here`, where the
/// document as a whole is about `dominant`.
pub(super) fn named(
    scene: &Scene<'_, '_>,
    q: usize,
    not_in: Option<&Range<usize>>,
    dominant: Option<&str>,
    here: Option<&str>,
) -> Option<Found> {
    if is_of_no_country(scene, q) {
        return Some(Found { code: None, tokens: None, rule: "place.nowhere" });
    }
    let clause = scene.clause(q);
    let abroad = |m: &&PlaceMention| {
        let between = m.tokens.end.min(scene.start(q))..m.tokens.end.max(scene.start(q));
        clause.contains(&m.tokens.start)
            && m.code.as_deref() == here
            && m.whole
            && is_excluded(scene, m)
            && !between.into_iter().any(|n| scene.sign(n) == Some(','))
    };
    if here.is_some()
        && let Some(m) = scene.near_places(q).iter().find(abroad)
    {
        return Some(Found { code: None, tokens: Some(m.tokens.clone()), rule: "place.outside" });
    }
    let inside = |m: &PlaceMention| not_in.is_some_and(|r| m.tokens.end > r.start && m.tokens.start < r.end);
    // Those who keep a country's records are of that country: "Italy's health authority".
    let outside = |m: &&PlaceMention| !inside(m) || !m.body && m.whole && m.code.is_some();
    let start = scene.start(q);
    let coded = |m: &&PlaceMention| {
        let other = |place: Option<&str>| place.is_some() && m.code.as_deref() != place;
        // A foreign organisation's name does not say where; but a state acts at home.
        let foreign = m.body && (!m.state || inside(m)) || is_abroad(scene, m);
        m.code.is_some()
            && !(foreign && other(dominant))
            && !(other(here) && is_aside(scene, m, start))
            && !(m.code.as_deref() != dominant.or(here) && is_guest(scene, m))
    };
    let best = scene
        .near_places(q)
        .iter()
        .filter(outside)
        .filter(|m| if m.code.is_some() { coded(m) } else { speaks_of_region(scene, q, m, dominant) })
        .filter(|m| !is_origin(scene, m) && !is_compared(scene, q, m) && !is_language(scene, m))
        .filter(|m| !opens_another(scene, m, start) && !is_of_next(scene, m, start))
        .map(|m| (weigh(scene, q, m) + if inside(m) { 6 } else { 0 }, m))
        .filter(|(cost, _)| *cost < FAR)
        // Where people are tells more than where they come from.
        .min_by_key(|(cost, m)| (is_abroad(scene, m), *cost, m.tokens.start))?
        .1;
    let tokens = Some(best.tokens.clone());
    Some(match best.code {
        Some(_) => Found {
            code: Some(share(scene, q, best).unwrap_or_else(|| joined(scene, best))),
            tokens,
            rule: "place.named",
        },
        None => Found { code: None, tokens, rule: "place.region" },
    })
}

/// How far before its number an average of the world can stand, in tokens.
const NORM: usize = 10;

/// Whether a number is an average or a standard of no country: "the threshold recommended by WHO is 95%", "against a
/// world average of 12"; not "twice the world average".
fn is_of_no_country(scene: &Scene<'_, '_>, q: usize) -> bool {
    let table = &scene.vocabulary().cues.place_nowhere;
    let (start, end) = (scene.start(q), scene.end(q));
    let before = scene.last_of(table, start.saturating_sub(NORM)..start).is_some_and(|(at, ())| {
        // "the world average, which the United Nations puts at six"
        let goes_on = |n: usize| scene.phrase(&scene.vocabulary().cues.relative, n + 1).is_some();
        let divides = |n: usize| match scene.sign(n) {
            Some(',') => !goes_on(n),
            Some(';') => true,
            _ => scene.is(n, Classes::CONJUNCTION),
        };
        scene.quantities_in(&(at.end..start)).is_empty() && !(at.end..start).any(divides)
    });
    before || (end..end + 2).any(|n| scene.phrase(table, n).is_some()) && !multiplies(scene, q)
}

fn multiplies(scene: &Scene<'_, '_>, q: usize) -> bool {
    scene.quantities[q].unit == Unit::Times
}

/// Whether a mention tells where people or things come from, who may be anywhere.
fn is_abroad(scene: &Scene<'_, '_>, mention: &PlaceMention) -> bool {
    mention.people
        && (is_counted(scene, mention)
            || is_visitor(scene, mention)
            || is_at_home(scene, mention)
            || is_ethnic(scene, mention))
}

/// Whether people are named beside a people that has no country: "Roma and Egyptian pupils".
fn is_ethnic(scene: &Scene<'_, '_>, mention: &PlaceMention) -> bool {
    let (start, end) = (mention.tokens.start, mention.tokens.end);
    let people = |n: usize| {
        n > 0 && scene.sentence.word(n).starts_with(char::is_uppercase) && is_open(scene, n) && !scene.is_place(n)
    };
    let noun = |n: usize| is_open(scene, n) && !is_verb(scene, n);
    start > 1 && scene.is(start - 1, Classes::AND) && people(start - 2) && noun(end)
        || scene.is(end, Classes::AND) && people(end + 1) && noun(end + 2)
}

/// Whether people are counted by where they come from: "400 Ethiopians".
fn is_counted(scene: &Scene<'_, '_>, mention: &PlaceMention) -> bool {
    let people = scene.low(mention.tokens.end.saturating_sub(1));
    let Some(before) = mention.tokens.start.checked_sub(1) else { return false };
    // "some 14,000 of them are Ethiopians"
    let told = scene.is(before, Classes::COPULA) && (before.saturating_sub(3)..before).any(|n| scene.in_quantity(n));
    (scene.in_quantity(before) || told) && scene.vocabulary().words.is_plural(people)
}

/// Whether things of one country are said to be in the one that the text is about: "176 Chinese vessels in the country's
/// waters".
fn is_at_home(scene: &Scene<'_, '_>, mention: &PlaceMention) -> bool {
    let cues = &scene.vocabulary().cues;
    let end = mention.tokens.end;
    let home = |n: usize| scene.phrase(&cues.place_home, n).is_some() && scene.ends_at(&cues.place_in, n).is_some();
    let stops = |n: &usize| scene.sign(*n) == Some(',') || scene.in_quantity(*n);
    is_open(scene, end) && (end..end + VISIT).take_while(|n| !stops(n)).any(home)
}

/// Whether a word for the place that the text is about leads to quantity `q`, and no other place behind it.
pub(super) fn is_here(scene: &Scene<'_, '_>, q: usize) -> bool {
    let table = &scene.vocabulary().cues.place_here;
    let start = scene.start(q);
    let from = q.checked_sub(1).map_or(0, |p| scene.end(p)).max(start.saturating_sub(HERE));
    scene.sentence.may_hold(table.set())
        && scene.last_of(table, from..start).is_some_and(|(at, ())| {
            !scene.near_places(q).iter().any(|m| at.start < m.tokens.end && m.tokens.start < start + VISIT)
        })
}

/// How far before a number "here" can stand, in tokens.
const HERE: usize = 8;

/// Whether a country is the subject of the verb that leads to the number at token `start`, with an aside between them:
/// "Austria, an hour's drive away, has 5.5".
pub(super) fn is_subject_apart(scene: &Scene<'_, '_>, mention: &PlaceMention, start: usize) -> bool {
    let (first, end) = (mention.tokens.start, mention.tokens.end);
    let opens = first == 0 || scene.sign(first - 1) == Some(';');
    let verb = |n: usize| is_verb(scene, n) || scene.is(n, Classes::AUXILIARY);
    let close = || (end + 1..start).rev().find(|&n| scene.sign(n) == Some(','));
    mention.whole
        && !mention.people
        && opens
        && scene.sign(end) == Some(',')
        && close().is_some_and(|n| verb(n + 1) && scene.quantities_in(&(n + 1..start)).is_empty())
}

/// How far behind the name of people the place can stand where they are, in tokens.
const VISIT: usize = 5;

/// Whether people or things of one country are in another: "a Venezuelan nurse in Lima".
pub(super) fn is_visitor(scene: &Scene<'_, '_>, mention: &PlaceMention) -> bool {
    let next = scene.places.partition_point(|m| m.tokens.start < mention.tokens.end);
    scene.places.get(next).is_some_and(|place| {
        let led = led_by_in(scene, place).filter(|&at| at <= mention.tokens.end + VISIT);
        let stops = |n: usize| scene.sign(n) == Some(',') || scene.is(n, Classes::AUXILIARY) || scene.in_quantity(n);
        place.code != mention.code
            && led.is_some_and(|at| !scene.is(at, Classes::OF) && !(mention.tokens.end..at).any(stops))
    })
}

/// Whether a sentence can be about a mention: it is no origin, not compared with and not within a name.
pub(super) fn is_about(scene: &Scene<'_, '_>, mention: &PlaceMention) -> bool {
    !mention.body && !is_origin(scene, mention) && !compares(scene, mention) && !is_outranked(scene, mention)
}

/// Whether a mention holds for all of the sentence behind it.
pub(super) fn holds_on(scene: &Scene<'_, '_>, mention: &PlaceMention, dominant: Option<&str>) -> bool {
    let known = dominant.is_none() || mention.code.as_deref() == dominant;
    if !is_about(scene, mention) {
        return false;
    }
    match mention.code {
        Some(_) => {
            let aside = || is_aside(scene, mention, mention.tokens.end);
            known || (opens(scene, mention) || is_told_of(scene, mention)) && !aside()
        }
        None => led_by_in(scene, mention).is_some() && !picks_one(scene, mention),
    }
}

/// "look at Sweden, which announced": what follows is about it.
fn is_told_of(scene: &Scene<'_, '_>, mention: &PlaceMention) -> bool {
    let end = mention.tokens.end;
    mention.whole
        && !mention.people
        && scene.sign(end) == Some(',')
        && scene.phrase(&scene.vocabulary().cues.relative, end + 1).is_some()
}

/// How far behind a number a region can stand, in tokens: "180,000 off their jobs across Europe".
const AROUND: usize = 3;

/// Whether a number is about a union of countries, a continent or the world that its sentence names: in it, of it as a
/// whole, or it is the subject. A rank is among the places of a region, not about it; and a body of nations acts in a country.
fn speaks_of_region(scene: &Scene<'_, '_>, q: usize, mention: &PlaceMention, dominant: Option<&str>) -> bool {
    let quantity = &scene.quantities[q];
    let clause = scene.clause(q);
    if quantity.unit == Unit::Rank || mention.body || picks_one(scene, mention) {
        return false;
    }
    let (start, end) = (scene.start(q), scene.end(q));
    let before = mention.tokens.end <= start && clause.contains(&mention.tokens.start);
    let other = || scene.near_places(q).iter().any(|m| m.code.is_some() && clause.contains(&m.tokens.start));
    if let Some(led) = led_by_in(scene, mention) {
        let between = end..mention.tokens.start.max(end);
        // "half of the world's total", said of a country's part.
        let part = led == end && quantity.unit == Unit::Percent && other();
        // "in the world, and its catch was": the region is that of what came before.
        let frame = mention.tokens.end <= start && (opens(scene, mention) || led == clause.start);
        let around = mention.tokens.start >= end
            && led <= end + AROUND
            && !(end..led).any(|n| scene.is(n, Classes::AND) || scene.sign(n) == Some(','))
            && scene.quantities_in(&between).is_empty();
        return !part && (frame || around);
    }
    let everywhere = scene.phrase(&scene.vocabulary().cues.place_everywhere, mention.tokens.start).is_some();
    let free = dominant.is_none() || is_subject(scene, mention);
    before && (everywhere || free && !other())
}

/// "Nordic countries had barely two dozen", "Europe lost"; not "European tourists".
fn is_subject(scene: &Scene<'_, '_>, mention: &PlaceMention) -> bool {
    let end = mention.tokens.end;
    let noun = is_open(scene, end) && !is_verb(scene, end);
    opens(scene, mention) && (!noun || scene.phrase(&scene.vocabulary().cues.place_lands, end).is_some())
}

/// The cost of a mention; cheaper with a preposition of place before it.
fn weigh(scene: &Scene<'_, '_>, q: usize, mention: &PlaceMention) -> usize {
    let led = led_by_in(scene, mention).is_some();
    let between = if mention.tokens.start >= scene.end(q) { scene.end(q)..mention.tokens.start } else { 0..0 };
    let relative = scene.first_of(&scene.vocabulary().cues.relative, between).map_or(0, |_| 8);
    let foreign = mention.body && !mention.state || is_abroad(scene, mention);
    near::cost(scene, q, &mention.tokens) + if led { 0 } else { 3 } + relative + if foreign { 8 } else { 0 }
}
