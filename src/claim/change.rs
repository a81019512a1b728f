//! Whether a number is the size of a change: `rose by 12 percent`, `40 fewer than`, `a 12 percent increase`.

use std::ops::Range;

use super::scene::Scene;
use crate::{base::Change, quantity::Unit, vocabulary::word::Classes};

/// The change that quantity `q` measures, and the words that say so. Levels (`rose to 24`, both ends of
/// `from 8 to 24`) are none.
#[must_use]
pub fn of(scene: &Scene<'_, '_>, q: usize) -> Option<(Change, Range<usize>)> {
    let quantity = &scene.quantities[q];
    if let Some(rule) = quantity.rules.iter().find_map(|r| r.strip_prefix("change.")) {
        let halved = rule.contains("halv") || rule.contains("decrease");
        return Some((if halved { Change::Decrease } else { Change::Increase }, quantity.tokens.clone()));
    }
    if matches!(quantity.unit, Unit::Rank) {
        return None;
    }
    let cues = &scene.vocabulary().cues;
    before(scene, q).or_else(|| behind(scene, q, cues))
}

fn before(scene: &Scene<'_, '_>, q: usize) -> Option<(Change, Range<usize>)> {
    let cues = &scene.vocabulary().cues;
    let quantity = &scene.quantities[q];
    let mut at = scene.start(q);
    while at > 0 && scene.is(at - 1, Classes::ARTICLE) {
        at -= 1;
    }
    let sized = scene.ends_at(&cues.change_size, at).map(|(start, ())| start);
    if sized.is_none() && scene.ends_at(&cues.change_level, at).is_some() {
        return None;
    }
    let floor = if q == 0 { 0 } else { scene.quantities[q - 1].tokens.end };
    if let Some(start) = sized {
        // "by 12 percent": the verb or noun stands within eight words before.
        for n in (floor.max(start.saturating_sub(8))..start).rev() {
            if matches!(scene.low(n), ";" | "," | ":") && n + 1 < start && scene.low(n) != "," {
                return None;
            }
            let of = scene.is(start, Classes::OF);
            if let Some((len, &direction)) = scene.phrase(&cues.change_noun, n)
                && (!of || n + len == start)
            {
                return Some((direction, n..start + 1));
            }
            if !of && let Some((len, moved)) = scene.phrase(&cues.change, n) {
                return Some((moved.direction, n..n + len.max(1)));
            }
        }
        return None;
    }
    // "rose 12 percent", "up 12 percent".
    let relative = matches!(quantity.unit, Unit::Percent | Unit::PercentagePoint | Unit::BasisPoint);
    let (start, moved) = scene.ends_at(&cues.change, at)?;
    let plain = matches!(quantity.unit, Unit::Bare | Unit::Money(_) | Unit::Measure { .. } | Unit::Times);
    (relative || plain && !moved.needs_by).then_some((moved.direction, start..at))
}

fn behind(scene: &Scene<'_, '_>, q: usize, cues: &crate::vocabulary::cue::Cues) -> Option<(Change, Range<usize>)> {
    let at = scene.end(q);
    let limit = if q + 1 < scene.quantities.len() { scene.start(q + 1) } else { usize::MAX };
    let dash = usize::from(scene.low(at) == "-");
    // "12 percent more than", "40 fewer than", "€55 million more".
    for skip in 0..2 {
        let n = at + dash + skip;
        if n >= limit {
            return None;
        }
        if let Some((len, &direction)) = scene.phrase(&cues.compared, n) {
            let noun_follows = !scene.is(n + len, Classes::THAN)
                && len == 1
                && skip == 0
                && !matches!(scene.quantities[q].unit, Unit::Bare | Unit::Money(_));
            let compared = len > 1
                || matches!(scene.quantities[q].unit, Unit::Percent | Unit::Money(_))
                || noun_follows
                || (at..(at + 8).min(limit)).any(|m| scene.is(m, Classes::THAN));
            if compared {
                return Some((direction, n..n + len));
            }
        }
        if scene.sentence.tokens.get(n).is_none_or(|t| t.kind != crate::text::TokenKind::Word) {
            break;
        }
    }
    // "a 12 percent increase", "a 40-job cut".
    if matches!(
        scene.quantities[q].unit,
        Unit::Percent | Unit::PercentagePoint | Unit::BasisPoint | Unit::Money(_) | Unit::Measure { .. }
    ) {
        for n in at + dash..(at + dash + 3).min(limit) {
            if let Some((len, &direction)) = scene.phrase(&cues.change_noun, n) {
                return Some((direction, n..n + len));
            }
            if scene.sentence.tokens.get(n).is_none_or(|t| t.kind != crate::text::TokenKind::Word)
                || scene.is(n, Classes::CLOSED)
            {
                break;
            }
        }
    }
    None
}
