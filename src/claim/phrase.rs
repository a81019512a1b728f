//! The parts of a clause around a number: noun phrases with what is attached to them, and verbs, as far as word classes
//! and places in the sentence tell them.

use std::ops::Range;

use super::scene::Scene;
use crate::{
    text::TokenKind,
    vocabulary::{lexicon::Phrases, word::Classes},
};

/// How many tokens a phrase can have.
const LONGEST: usize = 24;

/// Whether token `n` can belong to a noun phrase: a word of no closed class.
pub(super) fn is_open(scene: &Scene<'_, '_>, n: usize) -> bool {
    scene.sentence.tokens.get(n).is_some_and(|t| t.kind == TokenKind::Word) && !scene.is(n, Classes::CLOSED)
}

/// Whether token `n` tells when: a time that was resolved, or words like "last year".
pub(super) fn is_when(scene: &Scene<'_, '_>, n: usize) -> bool {
    scene.is_time(n)
        || scene.is(n, Classes::TIME)
        || (scene.is(n, Classes::RANKING) || scene.is(n, Classes::DETERMINER)) && scene.is(n + 1, Classes::TIME)
}

/// A hyphen or quotation mark: signs that end no phrase.
fn is_inner(scene: &Scene<'_, '_>, n: usize) -> bool {
    matches!(scene.low(n), "-" | "‑" | "*" | "_" | "'" | "’" | "‘")
}

fn kind(scene: &Scene<'_, '_>, n: usize) -> Option<TokenKind> {
    scene.sentence.tokens.get(n).map(|t| t.kind)
}

/// Whether the word at token `n` is a verb where it stands.
pub(super) fn is_verb(scene: &Scene<'_, '_>, n: usize) -> bool {
    scene.is_verb(n, find_verb)
}

fn find_verb(scene: &Scene<'_, '_>, n: usize) -> bool {
    let classes = scene.classes(n);
    if classes.any(Classes::AUXILIARY) {
        return true;
    }
    if !is_open(scene, n) || scene.is_place(n) || scene.in_quantity(n) {
        return false;
    }
    let last = n.checked_sub(1);
    // "the rise", "its costs", "in work"; "to work" is a verb.
    let governed = last.is_none_or(|p| {
        let of = scene.classes(p);
        // "which cost", "has since weakened", "prevalence, by contrast, fell"
        let verbal =
            of.any(Classes::INFINITIVE) || of.any(Classes::RELATIVE) || p > 0 && scene.is(p - 1, Classes::AUXILIARY);
        let small = of.any(Classes::PREPOSITION) && !of.any(Classes::ADVERB) || of.any(Classes::DETERMINER);
        let word = matches!(kind(scene, p), Some(TokenKind::Word | TokenKind::Number));
        small && !verbal || !word && (scene.sign(p) != Some(',') || is_open(scene, n + 1) && !scene.in_quantity(n + 1))
    });
    let behind = n + 1;
    let before_noun = is_open(scene, behind) && !is_when(scene, behind) && !scene.in_quantity(behind);
    if scene.is_participle(n) {
        let passive = last.is_some_and(|p| scene.is(p, Classes::AUXILIARY) || scene.is(p, Classes::PRONOUN));
        return passive || !governed && (!before_noun || scene.is(behind, Classes::DETERMINER));
    }
    if governed {
        return false;
    }
    if classes.any(Classes::VERBAL) || classes.any(Classes::LEVEL_VERB) {
        return true;
    }
    let cues = &scene.vocabulary().cues;
    let infinitive = last.is_some_and(|p| scene.is(p, Classes::INFINITIVE) || scene.is(p, Classes::AUXILIARY));
    let named = before_noun && !infinitive && single(scene, &cues.change_noun, n);
    let moved = single(scene, &cues.change, n) && !named;
    // "would keep 640", "plans to spend 64 billion", "schools hold classes": a verb by the words around it.
    let direct = scene.in_quantity(behind) || scene.is(behind, Classes::DETERMINER);
    let helped = last.is_some_and(|p| {
        scene.is(p, Classes::AUXILIARY)
            && !scene.is(p, Classes::COPULA)
            && !scene.is(p, Classes::PERFECT)
            && !before_noun
            || scene.is(p, Classes::INFINITIVE) && direct
            || direct && is_open(scene, p) && scene.is_plural(p) && !scene.is_plural(n)
    });
    moved
        || helped
        || last.is_some_and(|p| is_open(scene, p) || scene.is_time(p))
            && !before_noun
            && scene.singular_is(n, Classes::VERBAL)
}

/// Whether the word at token `n` alone is in a table.
fn single<T>(scene: &Scene<'_, '_>, table: &Phrases<T>, n: usize) -> bool {
    scene.sentence.phrase_within(table, n, n + 1).is_some()
}

/// Whether token `n` ends a phrase that is read backwards or forwards.
fn ends(scene: &Scene<'_, '_>, n: usize) -> bool {
    let classes = scene.classes(n);
    match kind(scene, n) {
        Some(TokenKind::Word) => {
            classes.any(Classes::CONJUNCTION) && !classes.any(Classes::AND)
                || classes.any(Classes::PRONOUN)
                || classes.any(Classes::THAN)
                || classes.any(Classes::TAIL_END)
                || scene.in_quantity(n)
        }
        Some(TokenKind::Possessive) => false,
        Some(TokenKind::Sign) => !is_inner(scene, n),
        Some(TokenKind::Number) => scene.in_quantity(n),
        None => true,
    }
}

/// The noun phrase that ends before token `to`, with what "of" attaches to it and nothing else.
pub(super) fn back_head(scene: &Scene<'_, '_>, from: usize, to: usize) -> Range<usize> {
    let range = back(scene, from, to);
    let cut = range.clone().rev().find(|&n| scene.is(n, Classes::PREPOSITION) && !scene.is(n, Classes::OF));
    trim(scene, cut.map_or(range.start, |n| n + 1)..range.end)
}

/// The noun phrase with its attachments that ends before token `to`, not further back than `from`.
pub(super) fn back(scene: &Scene<'_, '_>, from: usize, to: usize) -> Range<usize> {
    let floor = from.max(to.saturating_sub(LONGEST));
    let mut start = to;
    while start > floor {
        let n = start - 1;
        // "workers employed by the firm": a participle before its attachment goes on.
        let reduced =
            scene.is_participle(n) && n > floor && scene.is(start, Classes::PREPOSITION) && is_open(scene, n - 1);
        if ends(scene, n) || is_verb(scene, n) && !reduced {
            break;
        }
        start = n;
    }
    trim(scene, start..to)
}

/// The noun phrase with its attachments that starts at token `from` and ends before `to`.
pub(super) fn forth(scene: &Scene<'_, '_>, from: usize, to: usize) -> Range<usize> {
    let to = to.min(from + LONGEST);
    let mut end = from;
    let often = |n: usize| scene.is(n, Classes::ARTICLE) && scene.is(n + 1, Classes::TIME);
    let stops = |n: usize| ends(scene, n) || is_when(scene, n) || often(n) || n > from && is_verb(scene, n);
    while end < to && !stops(end) {
        end += 1;
    }
    trim(scene, from..end)
}

/// A phrase without the small words, times and places at its edges.
pub(super) fn trim(scene: &Scene<'_, '_>, mut range: Range<usize>) -> Range<usize> {
    let small = |n: usize| !is_open(scene, n) && kind(scene, n) != Some(TokenKind::Number) || is_when(scene, n);
    loop {
        let before = range.clone();
        // "In Argentina monthly inflation", "South Korea's chip shipments"
        let placed = |at: usize| (at..range.end).take_while(|&n| scene.is_place(n)).count();
        let opens = range.start < range.end && scene.is(range.start, Classes::PREPOSITION);
        let place = placed(range.start + usize::from(opens));
        let behind = range.start + usize::from(opens) + place;
        if place > 0 && behind < range.end && (opens || kind(scene, behind) == Some(TokenKind::Possessive)) {
            range.start = behind;
        }
        while range.start < range.end && small(range.start) {
            range.start += 1;
        }
        while range.start < range.end && small(range.end - 1) {
            range.end -= 1;
        }
        // "stoppages in the European Union": where is told elsewhere.
        let at = (range.start..range.end).rev().find(|&n| scene.is(n, Classes::PREPOSITION));
        if let Some(at) = at
            && at > range.start
            && !scene.is(at, Classes::OF)
            && (at + 1..range.end).all(|n| scene.is_place(n) || small(n))
        {
            range.end = at;
        }
        if range == before {
            return range;
        }
    }
}

/// The first `most` words of a phrase that mean something, with the small words between them.
pub(super) fn capped(scene: &Scene<'_, '_>, range: Range<usize>, most: usize) -> Range<usize> {
    let open = range.clone().filter(|&n| is_open(scene, n)).nth(most);
    match open {
        Some(end) => trim(scene, range.start..end),
        None => range,
    }
}

/// The subject of the first verb between tokens `from` and `to`, where another verb of the same subject follows:
/// "the line will open in 2029 and cost 4 trillion".
pub(super) fn first_subject(scene: &Scene<'_, '_>, from: usize, to: usize) -> Range<usize> {
    let floor = from.max(to.saturating_sub(3 * LONGEST));
    match (floor + 1..to).find(|&n| is_verb(scene, n) && !scene.is(n - 1, Classes::PREPOSITION)) {
        Some(verb) => back(scene, floor, verb_start(scene, floor, verb, false)),
        None => to..to,
    }
}

/// Where the verb before token `at` begins: back over its auxiliaries, adverbs and infinitive.
/// `direct`: nothing but adverbs stands between `at` and the number.
pub(super) fn verb_start(scene: &Scene<'_, '_>, from: usize, at: usize, direct: bool) -> usize {
    let mut start = at;
    // "a zigzag kiln burns a third", "Iraq exports 3.3m barrels"
    let plural = |n: usize| scene.is_plural(n);
    if direct && at > from + 1 && is_open(scene, at - 1) && plural(at - 1) && !scene.is_place(at - 1) {
        let before = at - 2;
        let single = is_open(scene, before) && !plural(before) || scene.is(before, Classes::RELATIVE);
        if single || scene.is(before, Classes::ADVERB) && before > from {
            start = at - 1;
        }
    }
    while start > from {
        let n = start - 1;
        let part = is_verb(scene, n)
            || scene.is(n, Classes::ADVERB)
            || scene.is(n, Classes::INFINITIVE) && is_verb(scene, start);
        if !part {
            break;
        }
        start = n;
    }
    start
}
