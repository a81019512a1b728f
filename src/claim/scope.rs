//! What a number takes in or leaves out: "318 boats, including boats on land", "Excluding refugees, 40".

use super::{concept::said, scene::Scene};

/// The concept with the words that say what quantity `q` takes in or leaves out; a number in them is a claim of its own.
#[must_use]
pub(super) fn add(scene: &Scene<'_, '_>, q: usize, concept: String) -> String {
    let of = scene.territory(q);
    let scope = &scene.vocabulary().cues.scope;
    let opens = |n: usize| n == of.start || matches!(scene.sign(n - 1), Some(',' | '(' | '—' | '–'));
    let before = scene.phrase(scope, of.start).map(|(length, ())| of.start..of.start + length);
    let behind = || scene.first_of(scope, scene.end(q)..of.end).map(|(at, ())| at);
    let Some(at) = before.or_else(behind).filter(|at| opens(at.start)) else { return concept };
    let what = said(scene, at.end, of.end);
    if what.is_empty() || (what.start..what.end + 2).any(|n| scene.in_quantity(n)) {
        return concept;
    }
    let words = scene.sentence.slice(scene.sentence.cover(at.start..what.end));
    match concept.split_once(", ") {
        Some((thing, rest)) => format!("{thing} {words}, {rest}"),
        None if concept.is_empty() => concept,
        None => format!("{concept} {words}"),
    }
}
