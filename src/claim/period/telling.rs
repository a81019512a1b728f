//! Times that tell when something was said.

use super::{border::is_finite, reach::is_past, tense::is_past_verb};
use crate::{
    base::Modality,
    claim::{calendar, scene::Scene, time::TimeMention},
    text::TokenKind,
    vocabulary::{stance::Signal, word::Classes},
};

/// How many tokens tell to whom and how something was said.
const HEARER: usize = 9;

/// Whether a mention tells when somebody told what quantity `q` is about: "lost 40 boats, he told reporters on Monday".
pub(super) fn is_of_telling(scene: &Scene<'_, '_>, q: usize, mention: &TimeMention) -> bool {
    let at = mention.tokens.start;
    let table = &scene.vocabulary().times.telling;
    if !mention.bound || !scene.sentence.may_hold(table.set()) {
        return false;
    }
    let stop = |n: usize| {
        matches!(scene.sentence.tokens[n].kind, TokenKind::Sign | TokenKind::Number)
            || scene.in_quantity(n)
            || scene.is(n, Classes::THAT)
            || scene.is(n, Classes::AUXILIARY)
    };
    let Some((verb, len)) = (at.saturating_sub(HEARER)..at)
        .rev()
        .take_while(|&n| !stop(n))
        .find_map(|n| scene.phrase(table, n).map(|(len, ())| (n, len)))
    else {
        return false;
    };
    let hearer = verb + len..at;
    // "said prices fell in May"
    if hearer.clone().any(|n| is_finite(scene, n)) {
        return false;
    }
    let open = hearer.clone().next().is_none_or(|n| {
        scene.is(n, Classes::CLOSED) || scene.is(n, Classes::ADVERB) || scene.is_participle(verb) || hearer.len() < 4
    });
    // "…, he told them on Monday", "told them on Monday that 40 …"
    let apart = if scene.end(q) <= verb {
        (scene.end(q)..verb).any(|n| scene.sign(n).is_some())
    } else {
        let end = mention.tokens.end;
        scene.start(q) > end && (scene.is(end, Classes::THAT) || matches!(scene.sign(end), Some(',' | ':' | '“' | '"')))
    };
    open && apart
}

/// Whether a mention before quantity `q` tells when somebody foretold it: "in April it had forecast 4.7 percent".
pub(super) fn is_of_forecast(scene: &Scene<'_, '_>, q: usize, mention: &TimeMention) -> bool {
    let between = mention.tokens.end..scene.start(q);
    let foretold = |n: usize| {
        matches!(scene.signal(n), Some((_, Signal::Verb(Modality::Forecast))))
            && (is_past_verb(scene, n) || n > 0 && is_past_verb(scene, n - 1))
    };
    // "In 2018 we had counted on 530 million" was for that year.
    let year = mention.period.is_some_and(calendar::is_year);
    mention.tokens.end <= scene.start(q) && is_past(scene, mention) && !year && between.into_iter().any(foretold)
}
