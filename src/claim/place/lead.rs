//! The words before a place that say how it stands to the sentence: in it, to it, from it, than in it.

use super::{PlaceMention, list::list_of};
use crate::{
    claim::{
        phrase::{is_open, is_verb},
        scene::Scene,
    },
    quantity::Unit,
    text::TokenKind,
    vocabulary::word::Classes,
};

/// Whether a mention opens the sentence: "Kenya …", "In Kenya, …", "In neighbouring Kenya, …".
pub(super) fn opens(scene: &Scene<'_, '_>, mention: &PlaceMention) -> bool {
    led_by_in(scene, mention).unwrap_or_else(|| phrase_start(scene, mention)) == 0
}

/// Where the phrase of a mention starts: its article and what tells which part of it is meant, "the", "rural".
pub(super) fn phrase_start(scene: &Scene<'_, '_>, mention: &PlaceMention) -> usize {
    let at = mention.tokens.start;
    scene.phrase_start(at, || find_phrase_start(scene, at))
}

fn find_phrase_start(scene: &Scene<'_, '_>, at: usize) -> usize {
    let modified = scene.ends_at(&scene.vocabulary().cues.place_modifier, at).map_or(at, |(n, ())| n);
    // "from the Government of Japan"
    let state = at
        .checked_sub(2)
        .filter(|&n| n > 0 && scene.is(n + 1, Classes::OF) && scene.is(n - 1, Classes::DEFINITE))
        .filter(|&n| scene.phrase(&scene.vocabulary().cues.place_state, n).is_some_and(|(len, ())| len == 1));
    let modified = state.unwrap_or(modified);
    if modified > 0 && scene.is(modified - 1, Classes::DETERMINER) { modified - 1 } else { modified }
}

/// "to Peru", "into Peru".
pub(super) fn leads_away(scene: &Scene<'_, '_>, mention: &PlaceMention) -> bool {
    scene.ends_at(&scene.vocabulary().cues.place_to, phrase_start(scene, mention)).is_some()
}

/// Where the preposition of place before a mention starts.
pub(super) fn led_by_in(scene: &Scene<'_, '_>, mention: &PlaceMention) -> Option<usize> {
    scene.ends_at(&scene.vocabulary().cues.place_in, phrase_start(scene, mention)).map(|(n, ())| n)
}

/// A number is seldom about where things come from: "guests from Finland and Latvia".
pub(super) fn is_origin(scene: &Scene<'_, '_>, mention: &PlaceMention) -> bool {
    let first = list_of(scene, mention).map_or(mention, |list| &scene.places[list.start]);
    let cues = &scene.vocabulary().cues;
    // "guests from a hotel in Kenya"; but "deaths from malaria in Kenya"
    let led_to = |noun: usize| {
        let from = scene.ends_at(&cues.place_from, noun);
        from.is_some_and(|(at, ())| scene.ends_at(&cues.place_harm, at).is_none())
    };
    scene.ends_at(&cues.place_from, phrase_start(scene, first)).is_some()
        || noun_before(scene, first).is_some_and(led_to)
}

/// How many words the noun between a preposition and "in Peru" can have: "from a museum in Peru".
const NOUN: usize = 3;

/// Where the noun phrase starts that "in" attaches a mention to, where a preposition leads to it.
fn noun_before(scene: &Scene<'_, '_>, mention: &PlaceMention) -> Option<usize> {
    let led = led_by_in(scene, mention)
        .filter(|&at| at > 0 && !scene.is(at, Classes::OF) && is_open(scene, at - 1) && !scene.is_place(at - 1))?;
    let start =
        (led.saturating_sub(NOUN)..led).rev().take_while(|&n| is_open(scene, n) && !scene.is_place(n)).last()?;
    let article = start > 0 && scene.is(start - 1, Classes::DETERMINER);
    Some(start - usize::from(article))
}

/// "in Kenya 12, in Uganda 9": the place of the number behind it.
pub(super) fn is_of_next(scene: &Scene<'_, '_>, mention: &PlaceMention, number: usize) -> bool {
    let end = mention.tokens.end;
    let led = led_by_in(scene, mention).filter(|&at| at > number);
    let parted = |at: usize| scene.sign(at - 1) == Some(',') || scene.is(at - 1, Classes::AND);
    led.is_some_and(parted) && scene.in_quantity(end)
}

/// Where the road goes, who lends a hand, with whom a war is fought: beside what happens, not where.
pub(super) fn is_aside(scene: &Scene<'_, '_>, mention: &PlaceMention, number: usize) -> bool {
    let cues = &scene.vocabulary().cues;
    let first = list_of(scene, mention).map_or(mention, |list| &scene.places[list.start]);
    let start = phrase_start(scene, first);
    let led = |table| scene.ends_at(table, start).is_some();
    let before = mention.tokens.end <= number;
    if led(&cues.place_in) {
        // "a grant, announced in Brussels", "bound for tanneries in Argentina"
        let bound = mention.tokens.start > number
            && noun_before(scene, first).is_some_and(|at| at > number && scene.ends_at(&cues.place_to, at).is_some());
        return led(&cues.place_venue) || bound;
    }
    if is_guest(scene, mention) {
        return true;
    }
    if mention.people {
        // "158,000 hold Syrian nationality"; but "400 Syrian pupils".
        return mention.tokens.start > number
            && !scene.in_quantity(start.saturating_sub(1))
            && is_open(scene, start.saturating_sub(1))
            && is_open(scene, mention.tokens.end);
    }
    led(&cues.place_to) || led(&cues.place_with) && !compares(scene, mention) || before && led(&cues.place_by)
}

/// "the French embassy", "Chinese-built roads", "the Vancouver-based miner"
pub(super) fn is_guest(scene: &Scene<'_, '_>, mention: &PlaceMention) -> bool {
    let at = mention.tokens.end;
    let words = at..at + 1 + usize::from(mention.people);
    words.into_iter().any(|n| scene.phrase(&scene.vocabulary().cues.place_guests, n).is_some())
}

/// "in Croatian"
pub(super) fn is_language(scene: &Scene<'_, '_>, mention: &PlaceMention) -> bool {
    let first = list_of(scene, mention).map_or(mention, |list| &scene.places[list.start]);
    let start = first.tokens.start;
    mention.people
        && start > 0
        && scene.is(start - 1, Classes::PREPOSITION)
        && !is_open(scene, mention.tokens.end)
        && !scene.is_plural(mention.tokens.end - 1)
        && scene.ends_at(&scene.vocabulary().cues.place_in, start).is_some()
        && !scene.is(start - 1, Classes::OF)
}

/// "revenue from outside Poland"
pub(super) fn is_excluded(scene: &Scene<'_, '_>, mention: &PlaceMention) -> bool {
    scene.ends_at(&scene.vocabulary().cues.place_outside, phrase_start(scene, mention)).is_some()
}

/// Whether a mention behind a number opens a clause of its own: "paid 40 million, while Australia offered 3".
pub(super) fn opens_another(scene: &Scene<'_, '_>, mention: &PlaceMention, number: usize) -> bool {
    let start = phrase_start(scene, mention);
    start > number
        && scene.is(start - 1, Classes::CONJUNCTION)
        && !scene.is(start - 1, Classes::THAT)
        && is_verb(scene, mention.tokens.end)
}

/// Only compared with: "than in Zambia", "as long as in Chile", "compared with Peru"; but "against Peru's 40", "than 40
/// in Peru" are about Peru.
pub(super) fn is_compared(scene: &Scene<'_, '_>, q: usize, mention: &PlaceMention) -> bool {
    let start = scene.start(q);
    let mut from = mention.tokens.end;
    // "compared with Botswana, where 71 percent"
    if scene.sign(from) == Some(',') && scene.phrase(&scene.vocabulary().cues.relative, from + 1).is_some() {
        from += 2;
    }
    let close = from <= start && (from..start).all(|n| is_bare_link(scene, n));
    !close
        && (compares(scene, mention)
            || is_outranked(scene, mention)
            || is_multiplied(scene, q, mention)
            || is_norm_of(scene, q, mention)
            || is_owner_alone(scene, q, mention)
            || is_of_other(scene, q, mention))
}

/// "18 percent, against 12 percent in Hungary": the place of the number that this one is compared with.
fn is_of_other(scene: &Scene<'_, '_>, q: usize, mention: &PlaceMention) -> bool {
    let end = scene.end(q);
    let table = &scene.vocabulary().cues.compared_with;
    if mention.tokens.start < end || !scene.sentence.may_hold(table.set()) {
        return false;
    }
    let phrase = led_by_in(scene, mention).unwrap_or_else(|| phrase_start(scene, mention));
    let Some(other) = scene.quantities_in(&(end..phrase)).last() else { return false };
    let from = other.tokens.start;
    // a hedge may stand before it: "against barely 12 percent", and what is counted behind it
    let led = (from.saturating_sub(HEDGE).max(end)..=from)
        .any(|at| scene.ends_at(table, at).is_some_and(|(start, ())| start >= end));
    led && phrase <= other.tokens.end + 1
}

/// How many words can stand between a preposition and its number: "against only just 12 percent".
const HEDGE: usize = 2;

/// "half the average for Europe", "40 percent of the level in Chile": what a share is applied to.
fn is_norm_of(scene: &Scene<'_, '_>, q: usize, mention: &PlaceMention) -> bool {
    let quantity = &scene.quantities[q];
    let end = scene.end(q);
    let table = &scene.vocabulary().cues.place_norm;
    let relative = matches!(quantity.unit, Unit::Times | Unit::Percent | Unit::Bare);
    if !relative || mention.tokens.start < end || !scene.sentence.may_hold(table.set()) {
        return false;
    }
    let norm = (end..end + NORM).take_while(|&n| !scene.in_quantity(n)).find(|&n| scene.phrase(table, n).is_some());
    norm.is_some_and(|norm| {
        let determined = (end..norm).any(|n| scene.is(n, Classes::DETERMINER) || scene.is(n, Classes::OF));
        let plain = |n: usize| scene.is(n, Classes::OF) || scene.is(n, Classes::DETERMINER) || is_open(scene, n);
        let stops = |n: usize| matches!(scene.sign(n), Some(',' | ';')) || scene.in_quantity(n) || is_verb(scene, n);
        determined
            && (end..norm).all(plain)
            && norm < mention.tokens.start
            && !(norm + 1..mention.tokens.start).any(stops)
    })
}

/// How far behind a share the average can stand, in tokens: "of the monthly average".
const NORM: usize = 4;

/// "the second-largest exporter of flour after Turkey"
pub(super) fn is_outranked(scene: &Scene<'_, '_>, mention: &PlaceMention) -> bool {
    let cues = &scene.vocabulary().cues;
    let first = list_of(scene, mention).map_or(mention, |list| &scene.places[list.start]);
    let Some((at, ())) = scene.ends_at(&cues.place_outranked, phrase_start(scene, first)) else { return false };
    let words = at.saturating_sub(PICKED)..at;
    let stops = words.clone().rev().find(|&n| matches!(scene.sign(n), Some(',' | ';')) || is_verb(scene, n));
    (stops.map_or(words.start, |n| n + 1)..at).any(|n| {
        scene.phrase(&cues.place_superlative, n).is_some()
            || scene.quantities_in(&(n..n + 1)).iter().any(|q| q.unit == Unit::Rank)
    })
}

/// "eight times that of Chile", "twice the pace of Peru's": what a factor is applied to.
fn is_multiplied(scene: &Scene<'_, '_>, q: usize, mention: &PlaceMention) -> bool {
    let end = scene.end(q);
    let start = phrase_start(scene, mention);
    scene.quantities[q].unit == Unit::Times
        && start > end
        && scene.is(start - 1, Classes::OF)
        && !(end..start).any(|n| matches!(scene.sign(n), Some(',' | ';')) || is_verb(scene, n) || scene.in_quantity(n))
}

/// "34 percent, the highest share after Peru's"
fn is_owner_alone(scene: &Scene<'_, '_>, q: usize, mention: &PlaceMention) -> bool {
    let end = mention.tokens.end;
    let owner = scene.sentence.tokens.get(end).is_some_and(|t| t.kind == TokenKind::Possessive);
    mention.tokens.start > scene.end(q) && owner && !is_open(scene, end + 1)
}

fn is_bare_link(scene: &Scene<'_, '_>, n: usize) -> bool {
    !scene.is(n, Classes::AUXILIARY)
        && !scene.is(n, Classes::CONJUNCTION)
        && scene.sign(n) != Some(',')
        && scene.sign(n) != Some(';')
}

pub(super) fn compares(scene: &Scene<'_, '_>, mention: &PlaceMention) -> bool {
    let cues = &scene.vocabulary().cues;
    // "more than Norway and Denmark together"
    let first = list_of(scene, mention).map_or(mention, |list| &scene.places[list.start]);
    let start = phrase_start(scene, first);
    let led = led_by_in(scene, first).unwrap_or(start);
    let ends = |at: usize| scene.ends_at(&cues.compared_with, at).is_some();
    ends(led) || ends(start)
}

/// How far before a region a superlative can stand that picks one of its members, in tokens.
const PICKED: usize = 6;

/// Whether one of a region's members is picked: "the highest rate in the Caribbean", "the world's largest".
pub(super) fn picks_one(scene: &Scene<'_, '_>, mention: &PlaceMention) -> bool {
    let table = &scene.vocabulary().cues.place_superlative;
    let behind = (mention.tokens.end..mention.tokens.end + 3).any(|n| scene.phrase(table, n).is_some());
    behind
        || led_by_in(scene, mention).is_some_and(|at| {
            let mut words = (at.saturating_sub(PICKED)..at).rev();
            let stops =
                |n: usize| scene.sign(n) == Some(',') || scene.in_quantity(n) || scene.is(n, Classes::CONJUNCTION);
            words.by_ref().take_while(|&n| !stops(n)).any(|n| scene.phrase(table, n).is_some())
        })
}
