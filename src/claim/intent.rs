//! What the words behind "will" and "if" tell, and what a sentence begins with that tells somebody to do something.

use std::ops::Range;

use super::{
    form::{is_relative, opens_relative},
    scene::Scene,
};
use crate::{
    base::Modality,
    text::TokenKind,
    vocabulary::{stance::Signal, word::Classes},
};

/// What somebody who "will" means: the verb of `range` that tells, "be" only where no other does.
pub(super) fn intention(scene: &Scene<'_, '_>, range: Range<usize>) -> Modality {
    let will = &scene.vocabulary().stances.will;
    if !scene.sentence.may_hold(will.set()) {
        return Modality::Forecast;
    }
    // "will invest and its output rise": the verb behind "and" is the nearer one.
    let and = range.clone().rev().find(|&n| scene.is(n, Classes::AND)).map_or(range.start, |n| n + 1);
    let verb = |from: usize| {
        let found = |copula: bool| {
            (from..range.end).find_map(|n| {
                let verb =
                    |n: usize| scene.is(n, Classes::COPULA) == copula && !scene.is(n.wrapping_sub(1), Classes::ARTICLE);
                let (_, &modality) = scene.phrase(will, n).filter(|_| verb(n))?;
                Some(modality)
            })
        };
        found(false).or_else(|| found(true))
    };
    verb(and).or_else(|| verb(range.start)).unwrap_or(Modality::Forecast)
}

/// "Build 40 schools": how many words at token `at` tell somebody to do something.
pub(super) fn imperative(scene: &Scene<'_, '_>, at: usize) -> Option<usize> {
    let stances = &scene.vocabulary().stances;
    // "Plant 40,000 oaks", "Fund at least 200 posts"; not "Plant workers", "Fund managers".
    if let Some((len, ())) = scene.phrase(&stances.imperative_noun, at) {
        let n = at + len;
        let number = (0..scene.quantities.len()).any(|q| scene.start(q) == n);
        if number || scene.is(n, Classes::DETERMINER) {
            return Some(len);
        }
    }
    let (len, ()) = scene.phrase(&stances.imperative, at)?;
    let n = at + len;
    let object = !scene.is(n, Classes::PREPOSITION)
        && !scene.is(n, Classes::AUXILIARY)
        && (scene.is(n, Classes::DETERMINER) || scene.is(n, Classes::PRONOUN) || !scene.is(n, Classes::CLOSED))
        && (scene.in_quantity(n) || matches!(scene.sentence.tokens.get(n), Some(t) if t.kind != TokenKind::Sign));
    object.then_some(len)
}

/// Whether a condition is that all goes on as it does, up to its comma: "if things carry on as they are".
pub(super) fn lasts(scene: &Scene<'_, '_>, of: Range<usize>) -> bool {
    let end = of.clone().find(|&n| scene.low(n) == ",").unwrap_or(of.end);
    scene.first_of(&scene.vocabulary().stances.lasting, of.start..end).is_some()
}

/// Whether what "would" be, with the modal at token `n`, is what somebody announced.
pub(super) fn announced(scene: &Scene<'_, '_>, from: usize, n: usize) -> bool {
    let verb = scene.last_of(&scene.vocabulary().stances.announces, from..n);
    // "announced a cut, which would save 40 million"
    verb.is_some_and(|(verb, ())| {
        !(verb.end..n).any(|m| is_relative(scene, m) || matches!(scene.sign(m), Some(';' | ':')))
            // "announced a cut that would save 40 million"
            && !(verb.end + 1..n).any(|m| opens_relative(scene, m))
            && (verb.end..n).any(|m| scene.is(m, Classes::THAT) || scene.is(m, Classes::PRONOUN))
    })
}

/// Whether the word at token `n` has the form of a past: behind "that" its subject is what "that" stands for.
pub(super) fn is_past_form(scene: &Scene<'_, '_>, n: usize) -> bool {
    scene.ends_past(n) || matches!(scene.signal(n), Some((_, Signal::Past | Signal::Holds)))
}
