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

/// A span of time that is measured, not an adverb: "took 74 days", "a stay of 6 days", "was 27 years", "17 months late",
/// "logged 149 hours", "cut the journey from 52 minutes to 28".
fn measured_time(scene: &Scene<'_, '_>, q: usize) -> bool {
    let start = scene.start(q);
    let behind = scene.end(q);
    let Some(before) = start.checked_sub(1) else { return false };
    if scene.quantities[q].tokens.clone().any(|n| scene.low(n) == "-") || scene.low(behind) == "-" {
        return false;
    }
    if scene.is(behind, Classes::OFF_TIME) {
        return true;
    }
    if scene.is(behind, Classes::SPAN_BEHIND) || is_level(scene, q, before) {
        return is_level(scene, q, before);
    }
    // "over a period of three years"
    if scene.is(before, Classes::OF) {
        return before == 0 || !scene.is(before - 1, Classes::SPAN_NOUN);
    }
    let words = &scene.vocabulary().words;
    let object = words.is_participle(scene.low(before))
        && !scene.is(before, Classes::VERB)
        && !scene.is(before, Classes::SPAN_BEFORE)
        && !scene.is(behind, Classes::INFINITIVE);
    !scene.is(before, Classes::SPAN_BEFORE) && (object || scene.is(before, Classes::SPAN_MEASURED))
}

/// One of two levels, or what a change leads to: "from 52 minutes to 28", "rose to 74 days", "by 50 days".
fn is_level(scene: &Scene<'_, '_>, q: usize, before: usize) -> bool {
    let cues = &scene.vocabulary().cues;
    let at = before + 1;
    let leads = scene.ends_at(&cues.change_level, at).is_some() || scene.ends_at(&cues.change_size, at).is_some();
    leads && {
        let clause = scene.clause(q);
        let from = clause.start.max(at.saturating_sub(16));
        scene.first_of(&cues.change, from..at).is_some()
    }
}
