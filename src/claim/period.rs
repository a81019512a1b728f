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
            + if mention.comparison && !directly_behind(scene, q, mention) { 12 } else { 0 }
    };
    let (_, best) = scene
        .near_times(q)
        .iter()
        .filter(|m| !(m.comparison && change.is_none() && !directly_behind(scene, q, m)))
        .map(|m| (weigh(m), m))
        .filter(|(cost, _)| *cost <= FAR)
        .min_by_key(|(cost, m)| (*cost, m.tokens.start))?;
    // A change between two known dates has the interval.
    if change.is_some() {
        let others = scene.near_times(q).iter().filter(|m| m.tokens != best.tokens);
        let joined = match best.period {
            Period::At(_) | Period::Between(..) => {
                others.filter(|m| m.comparison || best.comparison).find_map(|m| hull(m.period, best.period))
            }
            // "fell by a third by 2021", after "peaked in 2017".
            Period::Until(_) => {
                others.filter(|m| m.tokens.end <= best.tokens.start).find_map(|m| hull(m.period, best.period))
            }
            Period::Since(_) => None,
        };
        if let Some(joined) = joined {
            return Some((best, joined));
        }
    }
    Some((best, best.period))
}

/// From the first date of either period to the last of the other; `None` where they are the same or open.
fn hull(a: Period, b: Period) -> Option<Period> {
    let ends = |period: Period| match period {
        Period::At(d) | Period::Until(d) => Some((d, d)),
        Period::Between(first, last) => Some((first, last)),
        Period::Since(_) => None,
    };
    let ((a_first, a_last), (b_first, b_last)) = (ends(a)?, ends(b)?);
    let first = if a_first.first() <= b_first.first() { a_first } else { b_first };
    let last = if a_last.last() >= b_last.last() { a_last } else { b_last };
    (first != last).then_some(Period::Between(first, last))
}

fn directly_behind(scene: &Scene<'_, '_>, q: usize, mention: &TimeMention) -> bool {
    mention.tokens.start >= scene.end(q) && mention.tokens.start <= scene.end(q) + 1
}
