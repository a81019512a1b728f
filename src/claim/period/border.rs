//! Where one clause ends and the next begins.

use super::tense::is_past_verb;
use crate::{
    claim::{scene::Scene, time::TimeMention},
    vocabulary::{lexicon::Phrases, time::Relation, word::Classes},
};

/// What divides one clause from the next.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Border {
    /// A semicolon, or a conjunction before a new subject and verb.
    Clause,
    /// A conjunction before another verb of the same subject.
    Verb,
    /// "which", "who"
    Relative,
    /// A participle behind a comma.
    Aside,
}

/// The border that token `n` is.
pub(super) fn border(scene: &Scene<'_, '_>, n: usize) -> Option<Border> {
    let times = &scene.vocabulary().times;
    let sign = scene.sign(n);
    if sign == Some(';') {
        return Some(Border::Clause);
    }
    if has(&times.relative, scene, n) {
        return is_verb(scene, n + 1)
            .then_some(Border::Relative)
            .or_else(|| (n + 1..n + 6).any(|m| is_verb(scene, m)).then_some(Border::Relative));
    }
    let mut next = n + 1;
    while scene.is(next, Classes::ADVERB) {
        next += 1;
    }
    let starts = |at: usize| scene.quantities_in(&(at..at + 1)).first().is_some_and(|q| q.tokens.start == at);
    if sign == Some(',') {
        if scene.is(next, Classes::INFINITIVE) && !starts(next + 1) && !scene.is(next + 1, Classes::CLOSED) {
            return Some(Border::Verb);
        }
        let verb = scene.is_participle(next) || scene.is(next, Classes::VERB);
        return verb.then_some(Border::Aside);
    }
    if !scene.is(n, Classes::CONJUNCTION) || scene.is(n, Classes::THAT) {
        return None;
    }
    if is_verb(scene, next) || scene.is(next, Classes::INFINITIVE) && !starts(next + 1) {
        return Some(Border::Verb);
    }
    // "and still owes": an adverb leads to a verb, unless it leads to the number.
    if next > n + 1 && !starts(next) && scene.low(next).len() > 2 && !scene.is(next, Classes::CLOSED) {
        return Some(Border::Verb);
    }
    // "metal and electrical plants cost": "and" joins clauses where a comma or a new subject shows it.
    let joins = scene.is(n, Classes::AND)
        && (n == 0 || scene.sign(n - 1) != Some(','))
        && !starts(next)
        && !scene.is(next, Classes::DETERMINER)
        && !scene.is(next, Classes::PRONOUN);
    if joins {
        return None;
    }
    // ", and the regulator says levies and subsidies account for 13": "and" between nouns ends no clause.
    let apart = |m: usize| scene.is(m, Classes::CONJUNCTION) && !scene.is(m, Classes::AND);
    let close = scene.sentence.tokens.len().min(next + 12);
    let end = (next..close).find(|&m| matches!(scene.sign(m), Some(',' | ';')) || apart(m));
    (next..end.unwrap_or(close)).any(|m| is_finite(scene, m)).then_some(Border::Clause)
}

pub(super) fn is_finite(scene: &Scene<'_, '_>, n: usize) -> bool {
    // "since May"
    !scene.is_time(n) && (scene.is(n, Classes::AUXILIARY) || scene.is(n, Classes::VERB) || has_moved(scene, n))
}

pub(super) fn is_verb(scene: &Scene<'_, '_>, n: usize) -> bool {
    is_finite(scene, n) || scene.is_participle(n)
}

fn has_moved(scene: &Scene<'_, '_>, n: usize) -> bool {
    let cues = &scene.vocabulary().cues;
    !scene.is(n, Classes::ADVERB) && scene.phrase(&cues.change, n).is_some()
}

pub(super) fn has(table: &Phrases<()>, scene: &Scene<'_, '_>, n: usize) -> bool {
    scene.phrase(table, n).is_some()
}

/// Whether a mention labels what stands behind its colon up to the end of the bracket, or of the sentence that it opens:
/// "28% (31 December 2024: 24%)", "2026-2028: 40 kilometres of rail".
pub(super) fn labels(scene: &Scene<'_, '_>, q: usize, mention: &TimeMention) -> bool {
    let (first, end, start) = (mention.tokens.start, mention.tokens.end, scene.start(q));
    let closed = || (end..start).any(|n| scene.sign(n) == Some(')'));
    end <= start && scene.sign(end) == Some(':') && (first == 0 || labels_bracket(scene, mention) && !closed())
}

/// Whether a mention labels what stands in the bracket that it opens.
pub(super) fn labels_bracket(scene: &Scene<'_, '_>, mention: &TimeMention) -> bool {
    let first = mention.tokens.start;
    first > 0 && scene.sign(first - 1) == Some('(') && scene.sign(mention.tokens.end) == Some(':')
}

/// The word that opens a clause with a mention of time, behind quantity `q` and at most an aside: "carried 312 people,
/// by its papers, when it hit a rock and sank on 6 May".
pub(super) fn when_behind(scene: &Scene<'_, '_>, q: usize, mention: &TimeMention) -> Option<usize> {
    let end = scene.end(q);
    let opens = |n: &usize| has(&scene.vocabulary().times.when, scene, *n);
    let found = (end.max(mention.tokens.start.saturating_sub(24))..mention.tokens.start).rev().find(opens)?;
    let verb = |n: usize| n > end && is_finite(scene, n) || scene.sign(n) == Some(';') || scene.is(n, Classes::THAT);
    (found <= end + 12 && !(end..found).any(verb)).then_some(found)
}

/// Whether the clause of a mention is what something goes on since: "since the river burst its banks on Friday".
pub(super) fn since_clause(scene: &Scene<'_, '_>, mention: &TimeMention) -> bool {
    let times = &scene.vocabulary().times;
    let first = mention.tokens.start;
    let since = |n: &usize| matches!(scene.phrase(&times.relation, *n), Some((_, Relation::Since)));
    let Some(found) = (first.saturating_sub(10)..first).rev().find(since) else { return false };
    // "since the tax took effect, in May 2022"
    let stop = |n: usize| scene.sign(n).is_some() && n + 1 < first || scene.is(n, Classes::CONJUNCTION);
    // "since it came in 1995", and not "since early in 1995"
    // "since the flood of 2022"
    let event = first == found + 3 && scene.is(found + 1, Classes::ARTICLE) && scene.is(first, Classes::PREPOSITION);
    // "since independence in 1964"
    let noun =
        !scene.is(found + 1, Classes::CLOSED) && !scene.is(found + 1, Classes::ADVERB) && !scene.is_time(found + 1);
    let event = event || first == found + 2 && noun && scene.is(first, Classes::PREPOSITION);
    let clause = first > found + 3 || first > found + 2 && is_past_verb(scene, first - 1) || event;
    clause && !(found + 1..first).any(stop) && scene.quantities_in(&(found..first)).is_empty()
}
