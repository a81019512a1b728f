//! How the text stands to a number: asserted, proposed, forecast, hypothetical, negated.

mod at;
pub(super) mod decided;
mod denied;
#[cfg(test)]
mod families;
mod level;
mod own;
#[cfg(test)]
mod tests;

use std::ops::Range;

pub(super) use self::denied::take_back;
use self::{
    at::at,
    level::{charged, is_baseline, level, relative, revised},
    own::{Own, own_verb},
};
use super::{
    form,
    intent::announced,
    scene::Scene,
    sway::{Hit, Sway, rank},
};
use crate::{
    base::{FoundIn, Modality, Period, period::Date},
    quantity::Unit,
    vocabulary::{number::Tag, stance::Signal, word::Classes},
};

/// How far back, in words, a cue can stand from the number that it governs.
const REACH: usize = 28;

/// How far behind its number the verb can stand whose subject it is.
const VERB_WITHIN: usize = 12;

/// How far behind its number a verb can stand that takes the number back.
const DENIED_WITHIN: usize = 26;

/// How far behind a quotation the verb can stand that takes it back.
const QUOTED_WITHIN: usize = 6;

/// The most tokens of a heading, and of a sentence that takes back another, that are looked at.
const SHORT: usize = 8;

/// How a text stands to a number.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stance {
    pub modality: Modality,
    /// The words that say so.
    pub words: Option<Range<usize>>,
    /// Whether the next number of a list shares it.
    pub carries: bool,
}

impl Stance {
    fn by(hit: Hit) -> Self {
        Self { modality: hit.modality, words: Some(hit.words), carries: true }
    }

    fn plain(modality: Modality) -> Self {
        Self { modality, words: None, carries: true }
    }
}

/// The rule that words which tell a modality are.
#[must_use]
pub fn rule(modality: Modality) -> &'static str {
    match modality {
        Modality::Asserted => "modality.asserted",
        Modality::Proposed => "modality.proposed",
        Modality::Forecast => "modality.forecast",
        Modality::Hypothetical => "modality.hypothetical",
        Modality::Negated => "modality.negated",
    }
}

/// How the text stands to quantity `q`. `last` is the stance to the quantity before it in the sentence, `above` what the
/// heading or the line that leads to a list says of its items.
#[must_use]
pub fn of(scene: &Scene<'_, '_>, q: usize, last: Option<&Stance>, above: Option<Modality>) -> Stance {
    let stance = ruled(scene, q, last, above);
    let found = match (stance.modality, &stance.words) {
        // "Nor did the 40 million that were promised arrive"
        (Modality::Proposed, words) => {
            denied::inverted(scene, q).or_else(|| decided::is_hoped(scene, q, words.as_ref()?))
        }
        (Modality::Asserted, None) => decided::of(scene, q).or_else(|| row(scene, q)),
        (Modality::Forecast, Some(words)) => decided::is_to_have(scene, q, words),
        _ => None,
    };
    found.map_or(stance, |hit| Stance { carries: hit.modality != Modality::Negated, ..Stance::by(hit) })
}

/// As `of`, by the verbs and nouns that lead to the number.
fn ruled(scene: &Scene<'_, '_>, q: usize, last: Option<&Stance>, above: Option<Modality>) -> Stance {
    let stances = &scene.vocabulary().stances;
    let start = scene.start(q);
    if let Some(hit) = at(scene, q) {
        return Stance { carries: hit.modality != Modality::Negated, ..Stance::by(hit) };
    }
    if let Some(hit) = denied::within(scene, q) {
        return Stance::by(hit);
    }
    let clause = scene.clause(q);
    // "The party has a plan: 40,000 homes": what leads to a colon governs what follows it.
    let colon =
        clause.start > 0 && scene.sign(clause.start - 1) == Some(':') && !form::has_subject(scene, clause.start..start);
    let from = if colon { start.saturating_sub(REACH) } else { clause.start.max(start.saturating_sub(REACH)) };
    let mut sway = Sway::read(scene, from..scene.quantities[q].tokens.start);
    let end = clause.end.min(scene.end(q) + VERB_WITHIN);
    // The verb behind "12 of the 43 houses" is that of the 12.
    let whole = form::is_whole(scene, q);
    let own = match own_verb(scene, q, end) {
        Own::Signal(hit)
            if whole && (hit.words.start > scene.end(q) || scene.is(hit.words.start, Classes::AUXILIARY)) =>
        {
            Own::None
        }
        Own::Happened | Own::Is if whole => Own::None,
        own => own,
    };
    // A sum "for science laboratories, announced in May 2021, has not been paid".
    // "The statement that 'all 40 claims were paid' is contradicted": behind the quotation its verb is met.
    let quoted = matches!(scene.sign(clause.end), Some('"' | '”'));
    let far = if quoted { clause.end + QUOTED_WITHIN } else { clause.end }
        .min(scene.end(q) + DENIED_WITHIN)
        .min(scene.sentence.tokens.len())
        .min(scene.quantities.get(q + 1).map_or(usize::MAX, |next| next.tokens.start));
    let mut behind = scene
        .first_of(&stances.after, scene.end(q)..end)
        .or_else(|| {
            scene
                .first_of(&stances.after, end.saturating_sub(SHORT).max(scene.end(q))..far)
                .filter(|(_, modality)| **modality == Modality::Negated)
        })
        .map(|(words, &modality)| Hit { words, modality })
        // "84 percent had never received a dose"; but "the 40 million that it never received".
        .filter(|hit| {
            let takes = scene.phrase(&stances.takes, hit.words.start).is_some();
            let joined =
                (scene.end(q)..hit.words.start).any(|n| scene.is(n, Classes::AND) || scene.is(n, Classes::CONJUNCTION));
            !takes || joined || !form::has_object(scene, hit.words.end)
        })
        .filter(|hit| !denied::is_falsehood(scene, &hit.words) || denied::is_stated(scene, q))
        // "is the target" has the number for its subject.
        .filter(|hit| {
            let own_is = matches!(own, Own::Is) && scene.is(hit.words.start, Classes::AUXILIARY);
            own_is || hit.modality == Modality::Negated || !matches!(own, Own::Happened | Own::Is)
        });
    let sizes = start > 0 && scene.phrase(&scene.vocabulary().cues.change_size, start - 1).is_some();
    if sizes && !scene.is(start - 1, Classes::OF) {
        // "exceeded the expected number by 40"
        sway.part();
    }
    let led = scene.before_filler(start);
    // "a forecast of between 8 and 10"
    let between = led > 0 && scene.sentence.number(led - 1, scene.vocabulary()).is(Tag::Between);
    let led = led - usize::from(between);
    let leads =
        led == 0 || !scene.is(led - 1, Classes::PREPOSITION) || scene.phrase(&stances.nominal, led - 1).is_some();
    if !leads {
        // "below the target in nine months"
        sway.part();
    }
    if start > 1 && scene.is(start - 1, Classes::DEFINITE) && scene.is(start - 2, Classes::OF) {
        // "the aim of the 40 million project"
        sway.part();
    }
    if start > 0 && scene.phrase(&stances.relates, start - 1).is_some() {
        // "no promise to farmers, whose 40 cows"
        sway = Sway::default();
    }
    if start > 1 && form::opens_relative(scene, start - 1) {
        // "a ceiling that 40 towns exceed"
        sway.part();
    }
    // "The plan is only 31 percent funded"
    let come = scene.quantities[q].unit == Unit::Percent
        && scene
            .phrase(&stances.come, scene.end(q))
            .is_some_and(|(len, ())| !form::has_object(scene, scene.end(q) + len));
    if come {
        sway.pass_plan();
        if sway.hit().is_none() && sway.weak.is_none() {
            return Stance::plain(Modality::Asserted);
        }
    }
    let before = sway.hit().cloned();
    if let Some(denied) = behind.as_ref().filter(|hit| hit.modality == Modality::Negated) {
        // "40 came and never received a letter" denies no 40; "were promised 40 and never received them" does.
        let joined = (scene.end(q)..denied.words.start).any(|n| scene.is(n, Classes::AND));
        if !joined || before.as_ref().is_some_and(|hit| hit.modality == Modality::Proposed) {
            return Stance::by(denied.clone());
        }
        behind = None;
    }
    // "would last 11 weeks at the present rate"
    if let Some(pace) = behind.as_ref().filter(|hit| hit.modality == Modality::Forecast)
        && !sway.embeds()
    {
        return Stance::by(pace.clone());
    }
    let ruled = match (before, &own) {
        (Some(before), _) if sway.embeds() => Some(before),
        (Some(before), Own::Signal(own)) if sway.attributive() && rank(before.modality) > rank(own.modality) => {
            Some(before)
        }
        // "promised that 50,000 houses would be built"
        (Some(before), Own::Signal(own)) if sway.is_content() && own.modality == Modality::Hypothetical => Some(before),
        // "announced that 40 cranes would be in place"
        (_, Own::Signal(own)) if announced(scene, from, start) && own.modality == Modality::Hypothetical => {
            Some(Hit { modality: Modality::Proposed, ..own.clone() })
        }
        (_, Own::Signal(own)) => Some(own.clone()),
        // "Forty percent is the target"
        (None, Own::Is) if behind.is_some() => behind,
        (before, Own::Happened | Own::Is) => {
            let before = before.filter(|_| sway.attributive());
            // ", of which 41 million is for schools"
            let part = matches!(own, Own::Is) && start > 0 && form::is_relative(scene, start - 1);
            if before.is_none() && sway.weak.is_none() && !part {
                return Stance::plain(Modality::Asserted);
            }
            before
        }
        (before, Own::None) => before.or(behind.filter(|_| !whole)),
    };
    // "would be only a fifth of the 321,179 admissions of 2023": those are known
    let open = |hit: &Hit| match hit.modality {
        Modality::Hypothetical | Modality::Forecast => true,
        // "intends to cut 35 of its 260 jobs"
        Modality::Proposed => hit.words.end <= start,
        Modality::Asserted | Modality::Negated => false,
    };
    let known = whole && ruled.as_ref().is_some_and(open) && !sway.attributive() && !sway.embeds();
    if known || ruled.as_ref().is_some_and(|hit| level::is_there(scene, q, hit)) {
        return Stance { carries: false, ..Stance::plain(Modality::Asserted) };
    }
    if let Some(hit) = relative(scene, q, end) {
        return Stance { carries: false, ..Stance::by(hit) };
    }
    if let Some(stance) = level(scene, q, ruled.as_ref()) {
        return stance;
    }
    match (ruled, sway.weak.clone()) {
        (Some(hit), Some(weak)) if !sway.embeds() && (hit.modality == Modality::Forecast || is_will(scene, &hit)) => {
            Stance::by(weak)
        }
        (None, Some(weak)) if level::is_known(scene, q, weak.words.end) => {
            Stance { carries: false, ..Stance::plain(Modality::Asserted) }
        }
        (None, Some(weak)) => Stance::by(weak),
        (Some(hit), _) => Stance::by(hit),
        (None, None) => {
            if let Some(last) = last.filter(|last| {
                last.carries
                    && (goes_on(scene, q)
                        || last
                            .words
                            .as_ref()
                            .is_some_and(|words| revised(scene, q, words) || charged(scene, q, words)))
            }) {
                return Stance::plain(last.modality);
            }
            if let Some(hit) = infinitive(scene, q) {
                return Stance::by(hit);
            }
            Stance::plain(above.filter(|_| !sway.finite).unwrap_or(Modality::Asserted))
        }
    }
}

/// Whether it is by "will" that something is to come: under a condition no more than that.
fn is_will(scene: &Scene<'_, '_>, hit: &Hit) -> bool {
    matches!(scene.signal(hit.words.start), Some((_, Signal::Will)))
}

/// What a heading says of what stands below it.
#[must_use]
pub fn of_heading(scene: &Scene<'_, '_>) -> Option<Modality> {
    let tokens = scene.sentence.tokens.len();
    let found = if tokens <= SHORT { scene.first_of(&scene.vocabulary().stances.heading, 0..tokens) } else { None };
    found.map(|(_, &modality)| modality)
}

/// What the end of a sentence that leads to a list says of its items.
#[must_use]
pub fn of_lead(scene: &Scene<'_, '_>) -> Option<Modality> {
    let tokens = scene.sentence.tokens.len();
    let end = if tokens > 0 && scene.sign(tokens - 1) == Some(':') { tokens - 1 } else { tokens };
    Sway::read(scene, end.saturating_sub(REACH)..end).hit().map(|hit| hit.modality)
}

/// Whether what quantity `q` tells is to come, with the time to come at tokens `at`. "Where 96 trucks run, they want to
/// halve the cost by 2030" tells two things; "rose to 40, and in 2030" too.
#[must_use]
pub fn is_of(scene: &Scene<'_, '_>, q: usize, at: &Range<usize>, period: Option<Period>) -> bool {
    let rules = |signal: Signal| matches!(signal, Signal::Verb(_) | Signal::Modal(_) | Signal::Will);
    let between = scene.end(q)..at.start;
    if matches!(period, Some(Period::Until(_))) {
        // "40 percent approved of closing plants by 2040"
        let did =
            scene.ends_past(scene.end(q)) && scene.signal(scene.end(q)).is_none() && !scene.is_time(scene.end(q) + 1);
        let did = did && at.start != scene.end(q) + 1;
        return !did && !between.into_iter().any(|n| scene.signal(n).is_some_and(|(_, signal)| rules(signal)));
    }
    // "31 percent of the catch spoils in 2023", said before: no plan, but what somebody reckons with.
    if scene.quantities[q].unit == Unit::Percent {
        return false;
    }
    let (start, end) = (scene.start(q), scene.end(q));
    let clause = scene.clause(q);
    let gap = at.end.min(start)..at.start.max(end);
    let past = |n: usize| form::is_past(scene, n) || scene.is(n, Classes::PERFECT) || scene.is(n, Classes::COPULA);
    gap.len() <= VERB_WITHIN + end - start
        && !gap.into_iter().any(|n| scene.sign(n) == Some(','))
        && !(clause.start..clause.end.min(scene.sentence.tokens.len())).any(past)
}

/// Whether a period ends by a date that a document of that day has before it.
#[must_use]
pub fn to_come(period: Period, published: Option<Date>) -> bool {
    match (period, published) {
        (Period::Until(date), Some(published)) => date.first() > published.last(),
        (_, Some(published)) => period.start().is_some_and(|first| first > published.last()),
        _ => false,
    }
}

/// Whether quantity `q` is one more of a list: "to hire 300 inspectors and to set aside 2 billion", "40 buses, 12 trams".
fn goes_on(scene: &Scene<'_, '_>, q: usize) -> bool {
    if q == 0 {
        return false;
    }
    let gap = scene.end(q - 1)..scene.start(q);
    // "is 1.21, against 1.17 now"
    let levels = gap.len() == 1 && scene.is(gap.start, Classes::INFINITIVE);
    if !levels && is_baseline(scene, q) {
        return false;
    }
    // "would cost 40 million, which is less than 1 percent of the budget"
    let same = (3..10).contains(&gap.len())
        && scene.is(gap.end - 1, Classes::COPULA)
        && form::is_relative(scene, gap.end - 2)
        && scene.sign(gap.end - 3) == Some(',')
        && !(gap.start..gap.end - 3).any(|n| scene.sign(n) == Some(',') || scene.is(n, Classes::AND));
    if same {
        return true;
    }
    let joins = |n: usize| matches!(scene.sign(n), Some(',' | '(')) || scene.is(n, Classes::AND);
    let infinitive = gap.clone().any(|n| scene.is(n, Classes::INFINITIVE) && joins(n.saturating_sub(1)));
    let verb = |n: usize| {
        scene.is(n, Classes::AUXILIARY)
            || scene.is(n, Classes::VERB)
            || scene.is(n, Classes::PRONOUN) && !scene.is(n, Classes::TAIL_END) && scene.sign(n + 1) != Some('-')
            || form::is_past(scene, n)
            || matches!(scene.signal(n), Some((_, Signal::PastOrBase))) && form::behind_subject(scene, n)
    };
    let list = gap.clone().any(joins)
        && gap.len() < 8
        && !gap.clone().any(|n| scene.sign(n) == Some(';'))
        && !gap.clone().any(verb);
    infinitive || list || levels
}

/// "120 benches, 40 lamps and some 900 trees will be planted": the verb of the last of a row is that of them all.
fn row(scene: &Scene<'_, '_>, q: usize) -> Option<Hit> {
    let verb = |n: usize| {
        scene.is(n, Classes::AUXILIARY)
            || scene.is(n, Classes::VERB)
            || form::is_past(scene, n)
            || scene.signal(n).is_some()
    };
    let clause = scene.clause(q);
    if (clause.start.max(scene.start(q).saturating_sub(REACH))..scene.start(q)).any(verb) {
        return None;
    }
    let mut last = q;
    while let Some(gap) = (last + 1 < scene.quantities.len()).then(|| scene.end(last)..scene.start(last + 1)) {
        let joins = |n: usize| scene.sign(n) == Some(',') || scene.is(n, Classes::AND);
        let other = |n: usize| scene.is(n, Classes::CLOSED) && !scene.is(n, Classes::OF) && !scene.is(n, Classes::AND);
        let next = !gap.is_empty() && gap.len() < 8 && joins(gap.end - 1);
        if !next || gap.clone().any(|n| verb(n) || other(n) || matches!(scene.sign(n), Some(';' | ':' | '('))) {
            break;
        }
        last += 1;
    }
    // Nothing was joined, or no "and" joins the last.
    if last == q || !scene.is(scene.start(last) - 1, Classes::AND) {
        return None;
    }
    match own_verb(scene, last, clause.end.min(scene.end(last) + VERB_WITHIN)) {
        Own::Signal(hit) if hit.words.start >= scene.end(last) => Some(hit),
        _ => None,
    }
}

/// A headline announces with an infinitive: "Works to invest 40 million in second plant".
fn infinitive(scene: &Scene<'_, '_>, q: usize) -> Option<Hit> {
    let stances = &scene.vocabulary().stances;
    let start = scene.start(q);
    let headline = scene.sentence.found_in == FoundIn::Headline;
    let to = (start.saturating_sub(4)..start).rev().find(|&n| scene.is(n, Classes::INFINITIVE))?;
    let verb = to > 0 && to + 1 < start && !scene.is(to + 1, Classes::CLOSED);
    let moved = scene.first_of(&scene.vocabulary().cues.change, 0..to).is_some();
    let told = scene.first_of(&stances.circumstance, to..start).is_none();
    let words = to..to + 2;
    let modality = scene.phrase(&stances.will, to + 1).map_or(Modality::Proposed, |(_, &modality)| modality);
    (headline && verb && !moved && told).then_some(Hit { words, modality })
}
