//! How often something is counted, behind the number or its noun: "40 boats a month", "$12 per day".

use std::ops::Range;

use super::{noun::Counted, scene::Scene};
use crate::vocabulary::{time::Step, word::Classes};

/// The concept with how often it is counted, where the text says so, and the rule.
#[must_use]
pub(super) fn add(
    scene: &Scene<'_, '_>,
    q: usize,
    noun: Option<&Counted>,
    concept: &str,
) -> Option<(String, &'static str)> {
    let (at, rule) = of(scene, q, noun)?;
    let words = scene.sentence.slice(scene.sentence.cover(at));
    Some((format!("{concept} {words}").trim_start().to_owned(), rule))
}

/// The words that say how often quantity `q` is counted, and the rule that tells it.
fn of(scene: &Scene<'_, '_>, q: usize, noun: Option<&Counted>) -> Option<(Range<usize>, &'static str)> {
    let end = scene.end(q);
    let behind = noun.map_or(end, |noun| (noun.head + 1).max(end));
    // "600 barrels per day" is one quantity.
    let inner = end.checked_sub(2).filter(|at| *at >= scene.quantities[q].number.end);
    [Some(behind), inner].into_iter().flatten().find_map(|at| {
        let article = scene.is(at, Classes::ARTICLE) && !scene.is(at, Classes::DEFINITE);
        let per = scene.vocabulary().units.per.iter().any(|per| per == scene.low(at));
        let (length, step) = scene.phrase(&scene.vocabulary().times.step, at + 1).filter(|_| article || per)?;
        // "40 boats a year ago", "40 boats a year earlier": once.
        let behind = at + 1 + length;
        let once = scene.is_time(at) || scene.is(behind, Classes::OFF_TIME);
        (!once).then_some((at..behind, rule(*step)))
    })
}

fn rule(step: Step) -> &'static str {
    match step {
        Step::Day => "often.day",
        Step::Week | Step::Weekend => "often.week",
        Step::Fortnight => "often.fortnight",
        Step::Month => "often.month",
        Step::Quarter => "often.quarter",
        Step::Half => "often.half",
        Step::Year => "often.year",
        Step::Decade => "often.decade",
    }
}
