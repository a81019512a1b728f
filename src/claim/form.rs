//! What the forms of words tell of verbs: past, participle, modal, the beginning of a clause that relates.

use std::ops::Range;

use super::scene::Scene;
use crate::{
    text::TokenKind,
    vocabulary::{stance::Signal, word::Classes},
};

/// Whether the word at token `n` is a verb of what happened.
pub(super) fn is_past(scene: &Scene<'_, '_>, n: usize) -> bool {
    match scene.signal(n) {
        Some((_, Signal::Past | Signal::Holds)) => is_finite(scene, n) && !comma(scene, n),
        Some(_) => false,
        None => scene.ends_past(n) && is_finite(scene, n) && !comma(scene, n),
    }
}

/// Whether behind an auxiliary, at token `n`, a participle follows that is no signal.
pub(super) fn has_participle(scene: &Scene<'_, '_>, n: usize, end: usize) -> bool {
    let skipped = |m: usize| scene.is(m, Classes::ADVERB) || scene.is(m, Classes::AUXILIARY);
    (n..end).find(|&m| !skipped(m)).is_some_and(|m| match scene.signal(m) {
        Some((_, Signal::Past | Signal::Holds | Signal::PastOrBase)) => true,
        Some(_) => false,
        None => scene.ends_past(m),
    })
}

/// Whether an object or an infinitive stands at token `n`.
pub(super) fn has_object(scene: &Scene<'_, '_>, n: usize) -> bool {
    n < scene.sentence.tokens.len()
        && (scene.in_quantity(n)
            || scene.is(n, Classes::DETERMINER)
            || scene.is(n, Classes::INFINITIVE)
            || scene.is(n, Classes::PRONOUN)
            || is_open(scene, n))
}

/// Whether a range of tokens holds a verb that can be told by its form, or a pronoun that has one.
pub(super) fn has_subject(scene: &Scene<'_, '_>, mut range: Range<usize>) -> bool {
    let verb = [Classes::AUXILIARY, Classes::VERB, Classes::PRONOUN];
    range.any(|n| verb.iter().any(|&class| scene.is(n, class)) || is_past(scene, n))
}

/// Whether the word at token `n` is a verb that a statement follows: "said that".
pub(super) fn reports(scene: &Scene<'_, '_>, n: usize) -> bool {
    let vocabulary = scene.vocabulary();
    is_past(scene, n) || scene.phrase(&vocabulary.cues.producer_verb, n).is_some() || scene.signal(n).is_some()
}

/// Whether a comma stands before token `n`.
pub(super) fn comma(scene: &Scene<'_, '_>, n: usize) -> bool {
    n > 0 && scene.sign(n - 1) == Some(',')
}

/// "which", "who"; not the WHO.
pub(super) fn is_relative(scene: &Scene<'_, '_>, n: usize) -> bool {
    scene.is(n, Classes::PRONOUN) && scene.is(n, Classes::TAIL_END) && !is_name(scene, n)
}

/// "that", "which", "whose" behind a noun, where the subject of their clause can follow.
pub(super) fn opens_relative(scene: &Scene<'_, '_>, n: usize) -> bool {
    let before = n.checked_sub(1 + usize::from(comma(scene, n)));
    let noun = before.is_some_and(|m| {
        let named = matches!(scene.signal(m), Some((_, Signal::Noun(_)))) || !reports(scene, m);
        is_open(scene, m) && named && !scene.is_time(m)
    });
    noun && (scene.is(n, Classes::THAT) && scene.is(n, Classes::DETERMINER)
        || is_relative(scene, n)
        || scene.is(n, Classes::RELATIVE) && scene.is(n, Classes::DETERMINER))
}

/// Capitalised inside a sentence: the month May, a bill's name.
pub(super) fn is_name(scene: &Scene<'_, '_>, n: usize) -> bool {
    n > 0 && scene.sentence.word(n).starts_with(char::is_uppercase)
}

/// Whether the word at token `n` is a noun that one before it only describes: "the budget deficit".
pub(super) fn modifies(scene: &Scene<'_, '_>, n: usize) -> bool {
    is_open(scene, n)
        && !scene.is(n, Classes::VERB)
        && !scene.is_time(n)
        && !scene.in_quantity(n)
        && !scene.is_participle(n)
        && scene.signal(n).is_none()
        && !scene.low(n).ends_with('s')
}

/// Whether token `n` is a word of an open class.
pub(super) fn is_open(scene: &Scene<'_, '_>, n: usize) -> bool {
    let word = scene.sentence.tokens.get(n).is_some_and(|t| t.kind == TokenKind::Word);
    word && !scene.is(n, Classes::CLOSED)
}

/// Whether a word that ends like a past form is the verb of a clause, no participle before or behind a noun.
pub(super) fn is_finite(scene: &Scene<'_, '_>, n: usize) -> bool {
    let before = (n.saturating_sub(3)..n).rev().find(|&m| !scene.is(m, Classes::ADVERB));
    before.is_some_and(|m| {
        let leads =
            [Classes::AUXILIARY, Classes::DETERMINER, Classes::ARTICLE, Classes::PREPOSITION, Classes::INFINITIVE];
        let pronoun = scene.is(m, Classes::PRONOUN);
        !scene.in_quantity(m) && (pronoun || !leads.iter().any(|&class| scene.is(m, class)))
    })
}

/// Whether a verb whose past is its base form stands behind a noun: "the scheme cost 40".
pub(super) fn behind_subject(scene: &Scene<'_, '_>, n: usize) -> bool {
    let before = (n.saturating_sub(3)..n).rev().find(|&m| !scene.is(m, Classes::ADVERB));
    before.is_some_and(|m| (is_open(scene, m) || scene.is(m, Classes::PRONOUN)) && !is_modal(scene, m))
}

/// A word that takes a base form behind it.
pub(super) fn is_modal(scene: &Scene<'_, '_>, n: usize) -> bool {
    matches!(scene.signal(n), Some((1, Signal::Modal(_) | Signal::Would(_) | Signal::Will)))
}

/// "be", "have" behind another verb: no predicate of its own.
pub(super) fn base_form(scene: &Scene<'_, '_>, n: usize) -> bool {
    n > 0 && is_modal(scene, n - 1)
}

/// Whether quantity `q` is the whole of which the one before tells a part: "12 of the 43".
pub(super) fn is_whole(scene: &Scene<'_, '_>, q: usize) -> bool {
    let start = scene.start(q);
    let parts = q > 0 && start > 1 && scene.quantities[q - 1].tokens.end + 2 == start;
    parts && scene.is(start - 1, Classes::DETERMINER) && scene.is(start - 2, Classes::OF)
}
