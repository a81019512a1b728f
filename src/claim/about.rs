//! Where in its clause a quantity says what it is about: the whole of a share, the noun that it modifies, what money
//! goes to, the subject of its verb.

use std::ops::Range;

use super::{
    phrase::{back, back_head, capped, first_subject, forth, is_open, is_verb, is_when, trim, verb_start},
    scene::Scene,
};
use crate::{
    quantity::{Quantity, Unit},
    text::TokenKind,
    vocabulary::word::Classes,
};

/// How many words that mean something a concept takes from one phrase.
pub(super) const MOST: usize = 6;

/// The whole that a share is a part of, or the stuff that a measure is of: "of confirmed cases", "in 5 adults".
pub(super) fn whole(scene: &Scene<'_, '_>, q: usize) -> Range<usize> {
    let mut at = scene.end(q);
    let quantity = &scene.quantities[q];
    let worth =
        usize::from(scene.is(at, Classes::PREPOSITION) && !scene.is(at, Classes::OF) && scene.is(at + 1, Classes::OF));
    at += worth;
    let out_of = quantity.rules.iter().any(|r| r == "share.out-of") && is_open(scene, at);
    if !scene.is(at, Classes::OF) && !out_of || scene.is(at + 1, Classes::PRONOUN) {
        return 0..0;
    }
    capped(scene, forth(scene, at + usize::from(!out_of), scene.territory(q).end.max(at + 1)), MOST)
}

/// What stands inside a quantity beside its numbers: "8 murders per 100,000", "one worker in seven".
pub(super) fn inside(scene: &Scene<'_, '_>, quantity: &Quantity) -> Range<usize> {
    let composed =
        matches!(quantity.unit, Unit::Per(_) | Unit::Ratio(_)) || quantity.rules.iter().any(|r| r == "share.out-of");
    if !composed {
        return 0..0;
    }
    let counts = |n: usize| scene.sentence.number(n, scene.vocabulary()).number.is_some();
    let word = |n: &usize| is_open(scene, *n) && !counts(*n);
    let Some(start) = quantity.tokens.clone().skip(1).find(word) else { return 0..0 };
    let number = |n: &usize| scene.sentence.tokens[*n].kind == TokenKind::Number || counts(*n);
    let end = (start..quantity.tokens.end).find(number).unwrap_or(quantity.tokens.end);
    // The denominator is no part of it: "100,000 inhabitants".
    let denominator = (quantity.tokens.start..start).filter(number).count() > 1;
    if denominator { 0..0 } else { trim(scene, start..end) }
}

/// The noun phrase that a quantity modifies: "a 6.5 percent pay rise", "a $40 million loan".
pub(super) fn modified(scene: &Scene<'_, '_>, q: usize) -> Range<usize> {
    let mut at = scene.end(q);
    at += usize::from(matches!(scene.sign(at), Some('-' | '‑')));
    let cues = &scene.vocabulary().cues;
    let compared = scene.phrase(&cues.compared, at).is_some();
    let said =
        scene.is(at, Classes::OFF_TIME) || scene.is(at, Classes::MEASURE_WORD) || scene.is(at, Classes::SPAN_BEHIND);
    let verb = is_verb(scene, at) && !is_open(scene, at + 1);
    if !is_open(scene, at) || is_when(scene, at) || compared || said || verb {
        return 0..0;
    }
    capped(scene, forth(scene, at, scene.territory(q).end), MOST)
}

/// What money or a measure goes to, where somebody spends or does it: "spent $40m on roads".
pub(super) fn goal(scene: &Scene<'_, '_>, q: usize, from: usize) -> Range<usize> {
    let mut behind = scene.end(q);
    // "22 million a year from"
    if scene.is(behind + 1, Classes::TIME) && !scene.is(behind, Classes::CONJUNCTION) {
        behind += 2;
    }
    let lead = lead(scene, q);
    let Some(verb) = lead.checked_sub(1).filter(|&n| n >= from && is_verb(scene, n)) else { return 0..0 };
    let classes = scene.classes(verb);
    let state = classes.any(Classes::LEVEL_VERB)
        || classes.any(Classes::STATE_VERB)
        || classes.any(Classes::COPULA)
        || scene.ends_at(&scene.vocabulary().cues.change, lead).is_some();
    let active = !state && matches!(scene.quantities[q].unit, Unit::Money(_));
    if !active || !scene.is(behind, Classes::PREPOSITION) || scene.is_time(behind) || is_when(scene, behind + 1) {
        return 0..0;
    }
    capped(scene, forth(scene, behind + 1, scene.territory(q).end), MOST)
}

/// Where the words that only lead to quantity `q` begin: "a total of", "nearly".
pub(super) fn lead(scene: &Scene<'_, '_>, q: usize) -> usize {
    let mut at = scene.before_filler(scene.start(q));
    while at > 0 && (scene.is(at - 1, Classes::ADVERB) || scene.is(at - 1, Classes::FILLER)) {
        at = scene.before_filler(at - 1);
    }
    at
}

/// The noun phrase that a quantity is said of: what stands between the verb and the number ("cut costs by 4%", "a
/// loan of $5m"), else the subject of the verb ("costs fell to 4%").
pub(super) fn subject(scene: &Scene<'_, '_>, q: usize, from: usize) -> Range<usize> {
    let start = scene.start(q);
    let mut at = start;
    let link = |n: usize| {
        scene.is(n, Classes::PREPOSITION)
            || scene.is(n, Classes::ARTICLE)
            || scene.is(n, Classes::ADVERB)
            || is_when(scene, n)
            || scene.is(n, Classes::EXTRA)
            || matches!(scene.sign(n), Some('(' | ',' | ':'))
    };
    let cues = &scene.vocabulary().cues;
    let (mut verbs, mut linked) = (0, false);
    for _ in 0..6 {
        while at > from && link(at - 1) {
            at -= 1;
            linked |= !scene.is(at, Classes::ADVERB);
        }
        // "an increase of 4%", "a record high of": what increased stands further off.
        let filler = at > from && (scene.is(at - 1, Classes::FILLER) || scene.is(at - 1, Classes::TALLY));
        let change = scene.ends_at(&cues.change_noun, at).filter(|(n, _)| *n > from && !is_open(scene, n - 1));
        if let Some((n, _)) = change {
            at = n;
            continue;
        }
        if filler {
            at -= 1;
            continue;
        }
        let verb = verb_start(scene, from, at, !linked);
        if verb < at {
            (at, linked) = (verb, true);
            verbs += 1;
            // "prevalence, by contrast, fell"
            if at > from && scene.sign(at - 1) == Some(',') {
                let comma = (from.max(at.saturating_sub(12))..at - 1).rev().find(|&n| scene.sign(n) == Some(','));
                at = comma.unwrap_or(at - 1);
            }
            continue;
        }
        // "a levy of 4%": the noun alone.
        let of = verbs == 0 && at < start && scene.is(at, Classes::OF);
        let found = if of { back_head(scene, from, at) } else { back(scene, from, at) };
        if !found.is_empty() {
            return capped(scene, found, MOST);
        }
        // The subject stands before the number before: "a depot in each of the 28 districts would cost".
        let clause = scene.clause(q).start;
        let shared = at > clause && scene.is(at - 1, Classes::AND);
        if (at <= from || shared) && verbs > 0 {
            return capped(scene, first_subject(scene, clause, at), MOST);
        }
        if at <= from || verbs > 2 {
            return 0..0;
        }
        // "support, which peaked at", "wages there are rising"
        let before = at - 1;
        if scene.is(before, Classes::PRONOUN) && !scene.is(before, Classes::RELATIVE)
            || scene.is(before, Classes::CONJUNCTION) && !scene.is(before, Classes::RELATIVE)
        {
            return 0..0;
        }
        at = before;
    }
    0..0
}
