//! Numbers that tell how things are, beside one that tells what is to come.

use std::ops::Range;

use super::{Hit, Stance, form};
use crate::{
    base::Modality,
    claim::scene::Scene,
    quantity::Unit,
    vocabulary::{stance::Signal, word::Classes},
};

/// How many words name a thing at most: "the block in the western part of the Black Sea".
const THING: usize = 9;

/// A number that tells how things are beside one that tells what is to come: "from 52 minutes to 28", "more than the
/// 40 of 2019", "rather than 40".
pub(super) fn level(scene: &Scene<'_, '_>, q: usize, ruled: Option<&Hit>) -> Option<Stance> {
    let stances = &scene.vocabulary().stances;
    let start = scene.start(q);
    let at = if start > 0 && scene.is(start - 1, Classes::DETERMINER) { start - 1 } else { start };
    // "would fall from 25 to 20": a level, though its verb stands close.
    let near = |hit: &Hit| {
        hit.words.start >= start || hit.words.end >= at.saturating_sub(2) && !moves_from(scene, q, hit.words.end..at)
    };
    let ruled = ruled.filter(|hit| hit.modality != Modality::Asserted);
    if let Some((n, ())) = scene.ends_at(&stances.contrast, at) {
        return Some(match ruled {
            Some(hit) if !near(hit) => Stance { carries: false, ..Stance::plain(Modality::Asserted) },
            Some(hit) => Stance::by(hit.clone()),
            None => Stance { carries: false, ..Stance::by(Hit { words: n..at, modality: Modality::Negated }) },
        });
    }
    if !is_baseline(scene, q) || ruled.is_some_and(|hit| revised(scene, q, &hit.words)) {
        return None;
    }
    let hit = ruled.filter(|hit| !near(hit) && hit.modality != Modality::Negated)?;
    let noun = hit.words.len() == 1 && scene.is(hit.words.start.wrapping_sub(1), Classes::DETERMINER);
    (!noun).then(|| Stance { carries: false, ..Stance::plain(Modality::Asserted) })
}

/// Whether a word of change and nothing else than "from" lead to quantity `q`, and another number stands for the end.
fn moves_from(scene: &Scene<'_, '_>, q: usize, between: Range<usize>) -> bool {
    let end = scene.end(q);
    let level = scene.quantities.get(q + 1).is_some_and(|next| {
        next.tokens.start <= end + 4 && (end..next.tokens.start).any(|n| scene.is(n, Classes::INFINITIVE))
    });
    level && scene.changes(between)
}

/// Whether quantity `q`, behind an "if" that ends at token `from`, is known whatever comes of the condition: "if rain sets
/// in before the remaining 40 fields are cut", "if they reach the rate that Peru has, which is 40", "were cut from 40 to 28".
pub(super) fn is_known(scene: &Scene<'_, '_>, q: usize, from: usize) -> bool {
    let start = scene.start(q);
    let counted = !matches!(scene.quantities[q].unit, Unit::Percent | Unit::Money(_));
    let definite = |n: usize| scene.is(n, Classes::DEFINITE);
    let those = start > 1
        && (definite(start - 1) || form::is_open(scene, start - 1) && definite(start - 2))
        && scene.ends_at(&scene.vocabulary().cues.change_level, start - 1).is_none();
    let tells = aside(scene, from, start).is_some();
    // "instead of the present 9.8"
    let present =
        is_baseline(scene, q) && [1, 2].iter().any(|back| start > *back && scene.is(start - back, Classes::DETERMINER));
    counted && those || tells || present || moves_from(scene, q, from..start) && is_baseline(scene, q)
}

/// The "which" behind a comma, at the end of the words from token `from`, whose clause tells how something is: ", which
/// holds 40".
fn aside(scene: &Scene<'_, '_>, from: usize, start: usize) -> Option<usize> {
    let tells = [Classes::AUXILIARY, Classes::VERB, Classes::LEVEL_VERB];
    (from + 1..start).find(|&n| {
        form::is_relative(scene, n)
            && form::comma(scene, n)
            && (n + 1..start).all(|m| scene.sign(m) != Some(','))
            && (tells.iter().any(|&class| scene.is(n + 1, class))
                || scene.vocabulary().times.present_endings.end(scene.low(n + 1)))
            && !form::is_modal(scene, n + 1)
    })
}

/// Whether quantity `q` tells of something that is there, whatever somebody will do with it: "will invest in the block,
/// which holds 40".
pub(super) fn is_there(scene: &Scene<'_, '_>, q: usize, hit: &Hit) -> bool {
    let start = scene.start(q);
    let Some(which) = aside(scene, hit.words.end, start).filter(|_| hit.words.end <= start) else { return false };
    let planned = (which + 1..start).any(|n| scene.signal(n).is_some() || scene.is(n, Classes::COPULA));
    let noun = which.saturating_sub(THING).max(hit.words.end)..which - 1;
    let definite = match noun.clone().rev().find(|&n| scene.is(n, Classes::DETERMINER)) {
        Some(n) => scene.is(n, Classes::DEFINITE),
        None => form::is_name(scene, which - 2),
    };
    !planned && definite
}

/// "against 40", "from the present 40"
pub(super) fn is_baseline(scene: &Scene<'_, '_>, q: usize) -> bool {
    let baseline = |at: usize| scene.ends_at(&scene.vocabulary().stances.baseline, at).is_some();
    let determiner = |at: usize| at > 0 && scene.is(at - 1, Classes::DETERMINER);
    let start = scene.start(q);
    if determiner(start) {
        return baseline(start - 1);
    }
    baseline(start) || start > 1 && form::is_open(scene, start - 1) && determiner(start - 1) && baseline(start - 2)
}

/// "the 20 percent that they promised", "the 71 million that it spent": a clause behind the number that tells which
/// number it is.
pub(super) fn relative(scene: &Scene<'_, '_>, q: usize, end: usize) -> Option<Hit> {
    let start = scene.start(q);
    // "Of 60 schools that it undertook to build"
    let part = start == 1 && scene.is(0, Classes::OF);
    if start == 0 || !part && !scene.is(start - 1, Classes::DEFINITE) {
        return None;
    }
    let behind = scene.end(q)..end.min(scene.end(q) + 5);
    let opens = behind.clone().find(|&n| {
        scene.is(n, Classes::THAT)
            || form::is_relative(scene, n)
            || n < behind.start + 2 && scene.is(n, Classes::PRONOUN)
    })?;
    // "the 3 percent that the fiscal rule allows"
    if let Some((words, ())) = scene.first_of(&scene.vocabulary().stances.permits, opens + 1..end)
        && scene.last_of(&scene.vocabulary().stances.law, opens + 1..words.start).is_some()
    {
        return Some(Hit { words, modality: Modality::Proposed });
    }
    (opens..end).find_map(|n| {
        let (len, signal) = scene.signal(n)?;
        let modality = match signal {
            // "the 1,200 farmers who asked for a grant" are there
            Signal::Verb(Modality::Proposed) if n == opens + 1 && form::is_relative(scene, opens) => return None,
            Signal::Verb(modality @ (Modality::Proposed | Modality::Forecast)) | Signal::Modal(modality) => modality,
            Signal::Leads(modality) if scene.is(n + len, Classes::INFINITIVE) => modality,
            Signal::Past => Modality::Asserted,
            _ => return None,
        };
        Some(Hit { words: n..n + len, modality })
    })
}

/// Whether quantity `q` is the limit that held before: "the speed limit is 80 instead of 100". It was decided too.
pub(super) fn charged(scene: &Scene<'_, '_>, q: usize, words: &Range<usize>) -> bool {
    let gap = scene.end(q.saturating_sub(1))..scene.start(q);
    let limit = scene.phrase(&scene.vocabulary().stances.charge, words.end.saturating_sub(1)).is_some();
    limit && q > 0 && gap.len() < 4 && is_baseline(scene, q)
}

/// Whether quantity `q` is what was foreseen or aimed at before: "raised its forecast to 6 percent from 4.8".
pub(super) fn revised(scene: &Scene<'_, '_>, q: usize, words: &Range<usize>) -> bool {
    let Some(p) = q.checked_sub(1) else { return false };
    let (from, start) = (scene.end(p), scene.start(q));
    let baseline = scene.ends_at(&scene.vocabulary().stances.baseline, start).map(|(n, ())| n);
    let direct = baseline.is_some_and(|n| n + 1 == start && (n == from || n == from + 1 && scene.low(from) == ","));
    let named = || (words.start.saturating_sub(3)..words.start).any(|n| scene.is(n, Classes::DETERMINER));
    let noun = match scene.phrase(&scene.vocabulary().stances.signals, words.start) {
        Some((_, Signal::Noun(_))) => true,
        // "its growth forecast"
        Some((len, Signal::Verb(_))) => len == 1 && named(),
        _ => false,
    };
    let moved = scene.changes(words.start.saturating_sub(5)..words.start)
        || (words.end..scene.start(p))
            .any(|n| scene.is(n, Classes::AUXILIARY) && form::has_participle(scene, n + 1, scene.start(p)));
    direct && noun && moved
}
