//! Numbers behind a label: "Employees: 412".

use super::{noun::Counted, phrase::is_open, scene::Scene};
use crate::{text::TokenKind, vocabulary::word::Classes};

/// The noun before a colon: "Employees: 412", "Patents filed in 2023: 31".
pub(super) fn labelled(scene: &Scene<'_, '_>, q: usize) -> Option<Counted> {
    let words = &scene.vocabulary().words;
    let mark = |n: usize| matches!(scene.low(n), "*" | "_");
    let colon = (scene.start(q).saturating_sub(3)..scene.start(q)).rev().find(|&n| !mark(n))?;
    if scene.sign(colon) != Some(':') {
        return None;
    }
    let floor = colon.saturating_sub(9);
    let from = (floor..colon)
        .rev()
        .find(|&n| matches!(scene.sign(n), Some('.' | ';' | ':' | '–' | '•')))
        .map_or(floor, |n| n + 1);
    let phrase = from..colon;
    // "Readings for Trinity 10: 2"
    let label = |n: usize| scene.sentence.tokens[n].kind == TokenKind::Number && !scene.is_time(n);
    if scene.sentence.tokens.get(colon + 1).is_none_or(|t| !t.spaced) || phrase.clone().any(label) {
        return None;
    }
    let plain = |n: usize| is_open(scene, n) && !scene.is_time(n) && !scene.in_quantity(n);
    let head = phrase.clone().find(|&n| {
        plain(n) && (words.implied(scene.low(n)).is_some() || scene.is_plural(n) && !scene.is(n, Classes::FILLER))
    });
    let head = head.filter(|_| from > floor || floor == 0)?;
    let low = scene.low(head);
    let unit = words.implied(low).map_or_else(|| words.singular(low), str::to_owned);
    Some(Counted { unit, head, phrase: head..head + 1, adjacent: false, rule: "noun.label" })
}
