//! The period of a claim.

use super::{near, scene::Scene, time::TimeMention};
use crate::base::{Change, Period};

/// Beyond this cost a mention belongs to something else.
const FAR: usize = 45;

/// The mention of time that quantity `q` is about.
#[must_use]
pub fn of<'s>(scene: &Scene<'s, '_>, q: usize, change: Option<Change>) -> Option<(&'s TimeMention, Period)> {
    let weigh = |mention: &TimeMention| {
        near::cost(scene, q, &mention.tokens)
            + if mention.bound { 0 } else { 4 }
            + if mention.made { 25 } else { 0 }
            + if mention.comparison { 12 } else { 0 }
    };
    let (_, best) = scene
        .near_times(q)
        .iter()
        .filter(|m| !(m.comparison && change.is_none() && !directly_behind(scene, q, m)))
        .map(|m| (weigh(m), m))
        .filter(|(cost, _)| *cost <= FAR)
        .min_by_key(|(cost, m)| (*cost, m.tokens.start))?;
    // A change between two known dates has the interval.
    if change.is_some()
        && let Period::At(at) = best.period
        && let Some(Period::At(other)) =
            scene.near_times(q).iter().filter(|m| m.comparison && m.tokens != best.tokens).map(|m| m.period).next()
    {
        let (first, last) = if other.first() <= at.first() { (other, at) } else { (at, other) };
        if first != last {
            return Some((best, Period::Between(first, last)));
        }
    }
    Some((best, best.period))
}

fn directly_behind(scene: &Scene<'_, '_>, q: usize, mention: &TimeMention) -> bool {
    mention.tokens.start >= scene.end(q) && mention.tokens.start <= scene.end(q) + 1
}
