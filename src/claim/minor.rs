//! Which quantities are minor: reported, but no claim that a reader would want in a data set.

use super::{noun::Counted, scene::Scene};
use crate::{
    base::{FoundIn, Kind},
    quantity::Size,
    vocabulary::word::Classes,
};

/// Why quantity `q` is minor, `None` where it is a claim.
#[must_use]
pub fn of(scene: &Scene<'_, '_>, q: usize, kind: Kind, unit: &str, noun: Option<&Counted>) -> Option<&'static str> {
    let quantity = &scene.quantities[q];
    let words = &scene.vocabulary().words;
    if scene.sentence.found_in == FoundIn::TableCell {
        return Some("minor.table-cell");
    }
    if quantity.rules.iter().any(|r| r.starts_with("age")) {
        return Some("minor.age");
    }
    let small = matches!(quantity.size, Size::Value(v) if v <= crate::base::Amount::from_int(12));
    if kind == Kind::Measure && words.is(unit, Classes::TIME) && !measured_time(scene, q) {
        return Some("minor.time-span");
    }
    if kind == Kind::Count && small && words.is(unit, Classes::STRUCTURAL) {
        return Some("minor.structure");
    }
    // "the two countries", "these three groups", "all seven regions": a number that only points back.
    let mut start = scene.start(q);
    if start > 1 && scene.is(start - 1, Classes::RANKING) {
        start -= 1;
    }
    let spelt = scene.sentence.word(quantity.number.start).starts_with(char::is_alphabetic);
    if kind == Kind::Count && small && spelt && start > 0 && scene.is(start - 1, Classes::DEFINITE) && noun.is_some() {
        return Some("minor.definite");
    }
    if kind == Kind::Rank && small && scene.low(quantity.tokens.start) == words.rank_word {
        return Some("minor.number-one");
    }
    // Digits that count nothing and that no word leads to are a label: "room 48".
    if kind == Kind::Count && noun.is_none() && unit.is_empty() && (small || is_label(scene, q)) {
        return Some("minor.bare");
    }
    None
}

/// Plain digits without separators, scale word or hedge.
fn is_label(scene: &Scene<'_, '_>, q: usize) -> bool {
    let quantity = &scene.quantities[q];
    let plain = |n: usize| scene.low(n).bytes().all(|b| b.is_ascii_digit());
    quantity.hedge.is_none() && quantity.number.len() == 1 && plain(quantity.number.start)
}

/// A span of time that is measured, not an adverb: "took 74 days", "a stay of 6 days", "was 27 years".
fn measured_time(scene: &Scene<'_, '_>, q: usize) -> bool {
    let start = scene.start(q);
    let (before, behind) = (start.wrapping_sub(1), scene.end(q));
    let hyphened = scene.quantities[q].tokens.clone().any(|n| scene.low(n) == "-");
    let adverb = scene.is(behind, Classes::SPAN_BEHIND) || scene.is(before, Classes::SPAN_BEFORE);
    let measuring = scene.is(before, Classes::SPAN_MEASURED);
    measuring && !adverb && !hyphened
}
