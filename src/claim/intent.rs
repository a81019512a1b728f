//! What the words behind "will" and "if" tell, and what a sentence begins with that tells somebody to do something.

use std::ops::Range;

use super::scene::Scene;
use crate::{base::Modality, text::TokenKind, vocabulary::word::Classes};

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
    let (len, ()) = scene.phrase(&scene.vocabulary().stances.imperative, at)?;
    let n = at + len;
    let object = !scene.is(n, Classes::PREPOSITION)
        && !scene.is(n, Classes::AUXILIARY)
        && (scene.is(n, Classes::DETERMINER) || scene.is(n, Classes::PRONOUN) || !scene.is(n, Classes::CLOSED))
        && matches!(scene.sentence.tokens.get(n), Some(t) if t.kind != TokenKind::Sign);
    object.then_some(len)
}

/// Whether a condition is that all goes on as it does, up to its comma: "if things carry on as they are".
pub(super) fn lasts(scene: &Scene<'_, '_>, of: Range<usize>) -> bool {
    let end = of.clone().find(|&n| scene.low(n) == ",").unwrap_or(of.end);
    scene.first_of(&scene.vocabulary().stances.lasting, of.start..end).is_some()
}
