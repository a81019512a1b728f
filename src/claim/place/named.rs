//! The place that a sentence names for a number.

use std::ops::Range;

use super::{Found, PlaceMention};
use crate::{
    claim::{near, scene::Scene},
    quantity::Unit,
    vocabulary::word::Classes,
};

/// Beyond this cost a mention belongs to something else.
const FAR: usize = 30;

/// The place named for quantity `q`, or `None` where the sentence leaves it to what came before.
pub(super) fn named(
    scene: &Scene<'_, '_>,
    q: usize,
    not_in: Option<&Range<usize>>,
    dominant: Option<&str>,
) -> Option<Found> {
    if is_of_no_country(scene, q) {
        return Some(Found { code: None, tokens: None, rule: "place.nowhere" });
    }
    let inside = |m: &PlaceMention| not_in.is_some_and(|r| m.tokens.end > r.start && m.tokens.start < r.end);
    // Those who keep a country's records are of that country: "Italy's health authority".
    let outside = |m: &&PlaceMention| !inside(m) || !m.body && m.whole && m.code.is_some();
    let coded = |m: &&PlaceMention| {
        // A foreign organisation's name does not say where.
        m.code.is_some()
            && !((m.body || is_counted(scene, q, m)) && dominant.is_some() && m.code.as_deref() != dominant)
    };
    let best = scene
        .near_places(q)
        .iter()
        .filter(outside)
        .filter(|m| if m.code.is_some() { coded(m) } else { speaks_of_region(scene, q, m, dominant) })
        .filter(|m| !is_origin(scene, m) && !is_compared(scene, q, m))
        .map(|m| (weigh(scene, q, m) + if inside(m) { 6 } else { 0 }, m))
        .filter(|(cost, _)| *cost < FAR)
        .min_by_key(|(cost, m)| (*cost, m.tokens.start))?
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

/// Whether a number is an average or a standard of no country: "the threshold recommended by WHO is 95%", "against a
/// world average of 12"; not "twice the world average".
fn is_of_no_country(scene: &Scene<'_, '_>, q: usize) -> bool {
    let table = &scene.vocabulary().cues.place_nowhere;
    let (start, end) = (scene.start(q), scene.end(q));
    let before = scene.last_of(table, start.saturating_sub(8)..start).is_some_and(|(at, ())| {
        let divides = |n: usize| scene.low(n) == "," || scene.low(n) == ";" || scene.is(n, Classes::CONJUNCTION);
        scene.quantities_in(&(at.end..start)).is_empty() && !(at.end..start).any(divides)
    });
    before || (end..end + 2).any(|n| scene.phrase(table, n).is_some()) && !multiplies(scene, q)
}

fn multiplies(scene: &Scene<'_, '_>, q: usize) -> bool {
    scene.quantities[q].unit == Unit::Times
}

/// Whether people are counted by where they come from: "400 Ethiopians". They may be anywhere.
fn is_counted(scene: &Scene<'_, '_>, q: usize, mention: &PlaceMention) -> bool {
    let people = scene.low(mention.tokens.end.saturating_sub(1));
    mention.tokens.start == scene.end(q).max(scene.quantities[q].number.end)
        && mention.whole
        && scene.quantities[q].unit == Unit::Bare
        && scene.vocabulary().words.is_plural(people)
}

/// Whether a sentence can be about a mention: it is no origin, not compared with and not within a name.
pub(super) fn is_about(scene: &Scene<'_, '_>, mention: &PlaceMention) -> bool {
    !mention.body && !is_origin(scene, mention) && !compares(scene, mention)
}

/// Whether a mention holds for all of the sentence behind it.
pub(super) fn holds_on(scene: &Scene<'_, '_>, mention: &PlaceMention, dominant: Option<&str>) -> bool {
    let known = dominant.is_none() || mention.code.as_deref() == dominant;
    mention.code.is_some() && is_about(scene, mention) && (known || opens(scene, mention))
}

/// Whether a mention opens the sentence: "Kenya …", "In Kenya, …".
pub(super) fn opens(scene: &Scene<'_, '_>, mention: &PlaceMention) -> bool {
    led_by_in(scene, mention).unwrap_or_else(|| skip_article_back(scene, mention.tokens.start)) == 0
}

pub(super) fn skip_article_back(scene: &Scene<'_, '_>, at: usize) -> usize {
    if at > 0 && scene.is(at - 1, Classes::DETERMINER) { at - 1 } else { at }
}

/// "to Peru", "into Peru".
pub(super) fn leads_away(scene: &Scene<'_, '_>, mention: &PlaceMention) -> bool {
    scene.ends_at(&scene.vocabulary().cues.place_to, skip_article_back(scene, mention.tokens.start)).is_some()
}

/// Where the preposition of place before a mention starts.
fn led_by_in(scene: &Scene<'_, '_>, mention: &PlaceMention) -> Option<usize> {
    let start = skip_article_back(scene, mention.tokens.start);
    scene.ends_at(&scene.vocabulary().cues.place_in, start).map(|(n, ())| n)
}

/// A number is seldom about where things come from: "guests from Finland and Latvia".
fn is_origin(scene: &Scene<'_, '_>, mention: &PlaceMention) -> bool {
    let first = list_of(scene, mention).map_or(mention, |list| &scene.places[list.start]);
    scene.ends_at(&scene.vocabulary().cues.place_from, skip_article_back(scene, first.tokens.start)).is_some()
}

/// Only compared with: "than in Zambia", "as long as in Chile", "compared with Peru"; but "against Peru's 40", "than 40
/// in Peru" are about Peru.
fn is_compared(scene: &Scene<'_, '_>, q: usize, mention: &PlaceMention) -> bool {
    let start = scene.start(q);
    let close = mention.tokens.end <= start && (mention.tokens.end..start).all(|n| is_bare_link(scene, n));
    !close && compares(scene, mention)
}

fn is_bare_link(scene: &Scene<'_, '_>, n: usize) -> bool {
    !scene.is(n, Classes::AUXILIARY) && !scene.is(n, Classes::CONJUNCTION) && scene.low(n) != "," && scene.low(n) != ";"
}

fn compares(scene: &Scene<'_, '_>, mention: &PlaceMention) -> bool {
    let cues = &scene.vocabulary().cues;
    let start = skip_article_back(scene, mention.tokens.start);
    let led = led_by_in(scene, mention).unwrap_or(start);
    let ends = |at: usize| scene.ends_at(&cues.compared_with, at).is_some();
    ends(led) || ends(start)
}

/// Whether a number is about a union of countries, a continent or the world that its sentence names. A rank is among
/// the places of a region, not about it; and a body of nations acts in a country.
fn speaks_of_region(scene: &Scene<'_, '_>, q: usize, mention: &PlaceMention, dominant: Option<&str>) -> bool {
    let quantity = &scene.quantities[q];
    if quantity.unit == Unit::Rank {
        return false;
    }
    let led = led_by_in(scene, mention);
    let clause = scene.clause(q);
    let other = || scene.near_places(q).iter().any(|m| m.code.is_some() && clause.contains(&m.tokens.start));
    // "half of the world's total", said of a country's part.
    if led.is_some_and(|at| at == scene.end(q)) && quantity.unit == Unit::Percent && other() {
        return false;
    }
    if led.is_some() {
        // "at 40 dollars, is the sixth lowest in West Africa"
        let between = scene.end(q)..mention.tokens.start;
        return !mention.body && scene.quantities_in(&between).iter().all(|other| other.unit != Unit::Rank);
    }
    let cues = &scene.vocabulary().cues;
    let everywhere = scene.phrase(&cues.place_everywhere, mention.tokens.start).is_some();
    everywhere && clause.contains(&mention.tokens.start)
        || mention.tokens.end <= scene.start(q)
            && clause.contains(&mention.tokens.start)
            && !mention.body
            && dominant.is_none()
            && !other()
}

/// The cost of a mention; cheaper with a preposition of place before it.
fn weigh(scene: &Scene<'_, '_>, q: usize, mention: &PlaceMention) -> usize {
    let led = led_by_in(scene, mention).is_some();
    let between = if mention.tokens.start >= scene.end(q) { scene.end(q)..mention.tokens.start } else { 0..0 };
    let relative = scene.first_of(&scene.vocabulary().cues.relative, between).map_or(0, |_| 8);
    near::cost(scene, q, &mention.tokens)
        + if led { 0 } else { 3 }
        + relative
        + if mention.body || is_counted(scene, q, mention) { 8 } else { 0 }
}

/// The mentions, by index, of the list of places that `mention` stands in, where there are several.
fn list_of(scene: &Scene<'_, '_>, mention: &PlaceMention) -> Option<Range<usize>> {
    let at = scene.places.binary_search_by_key(&mention.tokens.start, |m| m.tokens.start).ok()?;
    let link = |n: usize| scene.low(n) == "," || scene.is(n, Classes::AND) || scene.is(n, Classes::ARTICLE);
    let listed = |n: usize| {
        let (a, b) = (&scene.places[n], &scene.places[n + 1]);
        a.tokens.end < b.tokens.start && (a.tokens.end..b.tokens.start).all(link)
    };
    let mut list = at..at + 1;
    while list.end < scene.places.len() && listed(list.end - 1) {
        list.end += 1;
    }
    while list.start > 0 && listed(list.start - 1) {
        list.start -= 1;
    }
    (list.len() > 1).then_some(list)
}

/// The codes of a list of places that `mention` stands in, in alphabetical order: `CAN+MEX+USA`.
pub(super) fn joined(scene: &Scene<'_, '_>, mention: &PlaceMention) -> String {
    let Some(list) = list_of(scene, mention) else { return mention.code.clone().unwrap_or_default() };
    let mut codes: Vec<&str> = scene.places[list].iter().filter_map(|m| m.code.as_deref()).collect();
    codes.sort_unstable();
    codes.dedup();
    codes.join("+")
}

/// One place of a list for one number of a list as long: "Kenya, Uganda and Tanzania reported 12, 9 and 7 cases".
fn share(scene: &Scene<'_, '_>, q: usize, mention: &PlaceMention) -> Option<String> {
    let places = list_of(scene, mention)?;
    let link = |n: usize| scene.low(n) == "," || scene.is(n, Classes::AND);
    let listed = |n: usize| (scene.end(n)..scene.start(n + 1)).all(link) && scene.end(n) < scene.start(n + 1);
    let mut numbers = q..q + 1;
    while numbers.end < scene.quantities.len() && listed(numbers.end - 1) {
        numbers.end += 1;
    }
    while numbers.start > 0 && listed(numbers.start - 1) {
        numbers.start -= 1;
    }
    (numbers.len() == places.len()).then(|| scene.places[places.start + q - numbers.start].code.clone())?
}
