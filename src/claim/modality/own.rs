//! The verb behind a number that is its subject: "40 percent would lose their job", "40 were killed".

use super::{Hit, form};
use crate::{
    base::Modality,
    claim::scene::Scene,
    quantity::Unit,
    vocabulary::{stance::Signal, word::Classes},
};

/// The verb behind a number that is its subject.
pub(super) enum Own {
    None,
    /// "40 percent would lose their job", "the 3 percent limit", "40 houses planned"
    Signal(Hit),
    /// "40 people were killed", "40 percent want"
    Happened,
    /// "40 are for schools"
    Is,
}

pub(super) fn own_verb(scene: &Scene<'_, '_>, q: usize, end: usize) -> Own {
    let stances = &scene.vocabulary().stances;
    let first = scene.end(q);
    // "12 of the 43 houses could collapse"
    let whole = scene.quantities.get(q + 1).filter(|_| form::is_whole(scene, q + 1));
    // "costing 9 million over four years could prevent": how long is no subject of its own.
    let lasts = |next: &&crate::quantity::Quantity| {
        matches!(next.unit, Unit::Measure { .. })
            && next.tokens.start == first + 1
            && scene.is(first, Classes::PREPOSITION)
    };
    let next = scene.quantities.get(q + 1 + usize::from(whole.is_some()));
    let next = if next.is_some_and(|next| lasts(&next)) { scene.quantities.get(q + 2) } else { next };
    let end = end.min(next.map_or(usize::MAX, |next| next.tokens.start));
    let start = scene.start(q);
    let opens = start == 0 || matches!(scene.sign(start - 1), Some(',' | ';')) || scene.is(start - 1, Classes::AND);
    let noun = scene.quantities[q].unit == Unit::Bare;
    let mut n = first;
    let mut end = end;
    if let Some(at) = inserted(scene, q) {
        (n, end) = (at, end.max(at + 4).min(scene.sentence.tokens.len()));
    }
    let mut closed = false;
    let mut auxiliary = None;
    while n < end {
        // "the 4 million it was given"
        // "a third of what they asked for"
        let what = n > first && scene.is(n - 1, Classes::OF) && scene.phrase(&stances.what, n).is_some();
        if scene.phrase(&stances.subjunctive, n).is_some() && auxiliary.is_none() {
            let led = scene.is(n - 1, Classes::INFINITIVE) || scene.is(n - 1, Classes::AUXILIARY);
            if !led {
                return Own::Signal(Hit { words: n..n + 1, modality: Modality::Proposed });
            }
        }
        let speaker = what || scene.is(n, Classes::PRONOUN) && !scene.is(n.wrapping_sub(1), Classes::OF);
        let ends = speaker
            || scene.phrase(&scene.vocabulary().cues.relative, n).is_some()
            || matches!(scene.sign(n), Some(',' | '(' | ')' | '.'))
            || [Classes::TAIL_END, Classes::THAT, Classes::THAN].iter().any(|&class| scene.is(n, class))
            // "40 nurses and doctors were killed"
            || scene.is(n, Classes::AND) && !(form::is_open(scene, n + 1) && scene.is(n + 2, Classes::AUXILIARY));
        // "half of which had been spent"
        let which = n == first + 1 && scene.is(first, Classes::OF) && form::is_relative(scene, n);
        if ends && !which {
            break;
        }
        let found = scene.signal(n).filter(|_| !form::is_name(scene, n));
        let (len, signal) = found.map_or((1, None), |(len, signal)| (len, Some(signal)));
        let words = n..n + len;
        match signal {
            Some(Signal::Modal(modality) | Signal::Would(modality)) => return Own::Signal(Hit { words, modality }),
            Some(Signal::Will) => {
                let verb = words.end..(words.end + 4).min(scene.sentence.tokens.len());
                let modality =
                    scene.first_of(&stances.will, verb).map_or(Modality::Forecast, |(_, &modality)| modality);
                return Own::Signal(Hit { words, modality });
            }
            Some(Signal::Noun(modality)) if !closed && auxiliary.is_none() && n < first + 3 => {
                return Own::Signal(Hit { words, modality });
            }
            // "of the people targeted" tells of which
            Some(Signal::Verb(_))
                if auxiliary.is_none() && scene.ends_past(n) && (first..n).any(|m| scene.is(m, Classes::OF)) => {}
            // "are expected", "houses planned"; not "people want", "of those targeted".
            Some(Signal::Verb(modality)) if modality != Modality::Negated => {
                let past = scene.ends_past(n);
                // "40 percent have promised", "not one had offered to": they did.
                let did = auxiliary.is_some_and(|at| {
                    scene.is(at, Classes::PERFECT) && !(at + 1..n).any(|m| scene.is(m, Classes::COPULA))
                });
                if did && form::has_object(scene, n + len) {
                    return Own::Happened;
                }
                let passive = auxiliary.is_some() || past && !form::has_object(scene, n + len);
                let attribute = scene.is(n.wrapping_sub(1), Classes::DETERMINER);
                // "40 planned clinics", "a 40 million plan to rebuild"
                let joined = n == first && (past || scene.is(scene.start(q).wrapping_sub(1), Classes::ARTICLE));
                if joined || passive && !attribute {
                    return Own::Signal(Hit { words, modality });
                }
                return if attribute { Own::None } else { Own::Happened };
            }
            Some(Signal::Break | Signal::Embed(_) | Signal::Verb(_)) => break,
            // ", 80 percent lacked training"
            None | Some(Signal::Past | Signal::Holds)
                if !closed && auxiliary.is_none() && n >= first + usize::from(noun) =>
            {
                let clause = scene.is(n + len, Classes::PRONOUN) || scene.is(n + len, Classes::THAT);
                if form::is_past(scene, n) && (clause || opens && form::has_object(scene, n + len)) {
                    return Own::Happened;
                }
            }
            _ => {}
        }
        let before = n.wrapping_sub(1);
        let base = scene.is(before, Classes::INFINITIVE) || scene.is(before, Classes::AUXILIARY);
        if auxiliary.is_none() && scene.is(n, Classes::AUXILIARY) && !base {
            auxiliary = Some(n);
        }
        closed |= scene.is(n, Classes::CLOSED) && !scene.is(n, Classes::OF);
        n += len;
    }
    match auxiliary {
        Some(n) if form::has_participle(scene, n + 1, end) => Own::Happened,
        Some(n) if scene.is(n, Classes::PERFECT) => Own::Happened,
        Some(_) => Own::Is,
        None => Own::None,
    }
}

/// Where the verb of a number begins that stands between commas: "The last payment, of 40 dollars a tonne, will be made".
fn inserted(scene: &Scene<'_, '_>, q: usize) -> Option<usize> {
    let start = scene.start(q);
    let comma = |n: usize| scene.sign(n) == Some(',');
    let prepared = start > 1 && scene.is(start - 1, Classes::PREPOSITION) && comma(start - 2);
    if !(prepared || start > 0 && comma(start - 1)) {
        return None;
    }
    let mut end = scene.end(q);
    let close = (end..(end + 8).min(scene.sentence.tokens.len())).find(|&n| comma(n) || scene.is_time(n));
    end = close.filter(|&n| comma(n))?;
    let alone = !(scene.end(q)..end).any(|n| scene.is(n, Classes::AUXILIARY) || scene.is(n, Classes::AND));
    let modal = matches!(scene.signal(end + 1), Some((_, Signal::Modal(_) | Signal::Would(_) | Signal::Will)));
    let bracketed = |at: usize| at > 0 && scene.sign(at - 1) == Some('(');
    let others =
        scene.quantities[q + 1..].iter().take_while(|o| o.tokens.end <= end).any(|o| !bracketed(o.tokens.start));
    (alone && !others && modal).then_some(end + 1)
}
