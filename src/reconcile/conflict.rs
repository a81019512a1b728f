//! Why two claims disagree: the first reason that fits.

use std::collections::BTreeSet;

use super::{
    compare::{Group, Member},
    explain,
    model::{Conflict, ConflictReason as Reason, Status},
    observe::{Statement as _, Verdict},
};
use crate::{
    base::{Accumulates, Amount, Kind, id},
    claim::Claim,
    vocabulary::document,
};

/// What a measure is multiplied by when one unit is mistaken for another.
const UNITS: [(&str, &str); 9] = [
    ("1.609344", "miles and kilometres"),
    ("2.204623", "pounds and kilograms"),
    ("1.102311", "short tons and tonnes"),
    ("3.785412", "gallons and litres"),
    ("3.28084", "feet and metres"),
    ("2.471054", "acres and hectares"),
    ("2.589988", "square miles and square kilometres"),
    ("6.28981", "barrels and cubic metres"),
    ("1.852", "nautical miles and kilometres"),
];

/// The disagreements of a group: the preferred claim with each voter that it cannot be reconciled with; where there is none,
/// the two that lie farthest apart.
#[must_use]
pub fn conflicts(group: &Group<'_>, verdict: &Verdict) -> Vec<Conflict> {
    if verdict.status != Status::Conflicting {
        return Vec::new();
    }
    let members = &group.members;
    let apart = |a: usize, b: usize| members[a].widest().meet(members[b].widest()).is_none();
    let mut pairs: Vec<_> =
        verdict.voters.iter().filter(|n| apart(verdict.preferred, **n)).map(|n| (verdict.preferred, *n)).collect();
    if pairs.is_empty() {
        let low = verdict.voters.iter().filter_map(|n| members[*n].widest().high.map(|end| (end.at, *n))).min();
        let high = verdict.voters.iter().filter_map(|n| members[*n].widest().low.map(|end| (end.at, *n))).max();
        pairs.extend(low.zip(high).map(|((_, a), (_, b))| (a, b)));
    }
    let mut conflicts: Vec<_> = pairs.into_iter().map(|(a, b)| conflict(group, &members[a], &members[b])).collect();
    conflicts.sort_by(|a, b| a.conflict_id.cmp(&b.conflict_id));
    conflicts
}

fn conflict(group: &Group<'_>, a: &Member<'_>, b: &Member<'_>) -> Conflict {
    let gap = gap(a, b);
    let gap_percent = gap.and_then(|gap| {
        let largest = size(a)?.abs().max(size(b)?.abs());
        gap.times(Amount::from_int(100))?.over(largest).map(|p| p.round(4))
    });
    let (reason, why) = reason(group, a, b, gap);
    let by = gap_percent.map_or(String::new(), |p| format!(" by {} %", p.round(u32::from(p < Amount::ONE))));
    Conflict {
        conflict_id: id::make("con", &[&group.observation_id, &a.claim.claim_id, &b.claim.claim_id]),
        observation_id: group.observation_id.clone(),
        claim_a: a.claim.claim_id.clone(),
        claim_b: b.claim.claim_id.clone(),
        value_a: a.reading.value,
        value_b: b.reading.value,
        gap,
        gap_percent,
        reason,
        explanation: format!("{} and {} differ{by}: {why}.", explain::cited(a), explain::cited(b)),
    }
}

/// Between the values, else between the nearest ends of what is stated.
fn gap(a: &Member<'_>, b: &Member<'_>) -> Option<Amount> {
    if let (Some(a), Some(b)) = (a.reading.value, b.reading.value) {
        return a.minus(b).map(Amount::abs);
    }
    let (a, b) = (a.reading.core, b.reading.core);
    let between = |low: Option<super::interval::End>, high: Option<super::interval::End>| {
        low?.at.minus(high?.at).filter(|d| !d.is_negative())
    };
    between(a.low, b.high).or_else(|| between(b.low, a.high))
}

fn size(member: &Member<'_>) -> Option<Amount> {
    member.reading.value.or_else(|| member.reading.core.centre())
}

/// The first reason that fits, and its sentence without a full stop.
fn reason(group: &Group<'_>, a: &Member<'_>, b: &Member<'_>, gap: Option<Amount>) -> (Reason, String) {
    let found = rounding(a, b, gap)
        .or_else(|| unit(a, b))
        .or_else(|| rate(group, a, b))
        .or_else(|| period(group, a, b))
        .or_else(|| place(a.claim, b.claim))
        .or_else(|| definition(group, a.claim, b.claim))
        .or_else(|| vintage(group, a, b))
        .or_else(|| forecast(group, a, b))
        .or_else(|| bound(a, b));
    found.unwrap_or_else(|| {
        let falls = group.indicator.accumulates == Accumulates::Cumulative && a.as_of != b.as_of;
        let why = if falls {
            "a later running total cannot be smaller, and no reason was found"
        } else {
            "no reason was found"
        };
        (Reason::Unexplained, why.into())
    })
}

/// The finer value rounds to the coarser one.
fn rounding(a: &Member<'_>, b: &Member<'_>, gap: Option<Amount>) -> Option<(Reason, String)> {
    let coarser = a.reading.quantum.max(b.reading.quantum);
    let rounds = a.reading.quantum != b.reading.quantum && gap?.times(Amount::from_int(2))? <= coarser;
    rounds.then(|| (Reason::Rounding, "the difference is within the rounding of the coarser figure".into()))
}

fn unit(a: &Member<'_>, b: &Member<'_>) -> Option<(Reason, String)> {
    let (x, y) = (a.reading.value?, b.reading.value?);
    let (small, large) = if x.abs() <= y.abs() { (x, y) } else { (y, x) };
    let ratio = large.over(small).filter(|r| !r.is_negative())?;
    // One percent either way.
    let is = |factor: Amount| {
        ratio.over(factor).and_then(|r| r.minus(Amount::ONE)).and_then(|r| r.abs().times(Amount::from_int(100)))
            <= Some(Amount::ONE)
    };
    if let Some(power) = (1..=12).filter_map(Amount::power_of_ten).find(|p| is(*p)) {
        return Some((Reason::UnitOrPowerOfTen, format!("one is {} times the other", explain::number(power))));
    }
    if a.claim.kind != Kind::Measure {
        return None;
    }
    let (_, units) = UNITS.iter().find(|(factor, _)| Amount::parse(factor).is_some_and(is))?;
    Some((Reason::UnitOrPowerOfTen, format!("their ratio is that of {units}")))
}

/// One says how many there are in each month, or for each so many, the other how many there are.
fn rate(group: &Group<'_>, a: &Member<'_>, b: &Member<'_>) -> Option<(Reason, String)> {
    // In the period of one year "40 a year" are 40.
    let days = group.period_start.zip(group.period_end).and_then(|(start, end)| end.since(start).ok());
    let year = days.is_some_and(|span| (364..=365).contains(&span.get_days()));
    let often = |rule: &str| rule.strip_prefix("often.").is_some_and(|step| !(year && step == "year"));
    let relative = |m: &Member<'_>| {
        matches!(m.claim.kind, Kind::Rate | Kind::Share | Kind::Ratio) || m.claim.rules.iter().any(|rule| often(rule))
    };
    (relative(a) != relative(b))
        .then(|| (Reason::RateAgainstCount, "one is a rate, the other a number of cases".into()))
}

fn period(group: &Group<'_>, a: &Member<'_>, b: &Member<'_>) -> Option<(Reason, String)> {
    let other_year = |claim: &Claim| {
        let said = format!("{} {}", claim.period_text, claim.sentence).to_lowercase();
        document::words().other_years.iter().find(|words| said.contains(words.as_str()))
    };
    match (other_year(a.claim), other_year(b.claim)) {
        (Some(words), None) => {
            return Some((Reason::Period, format!("{} speaks of another year (“{words}”)", explain::title(a))));
        }
        (None, Some(words)) => {
            return Some((Reason::Period, format!("{} speaks of another year (“{words}”)", explain::title(b))));
        }
        _ => {}
    }
    let unstated = group.period.is_empty() && group.indicator.accumulates != Accumulates::Cumulative;
    let (x, y) = (a.source.published?, b.source.published?);
    (unstated && x != y)
        .then(|| (Reason::Period, format!("neither says when it was so, and the documents are of {x} and {y}")))
}

/// One place in the other's words: `northern Chile` and `Chile`; or a flow, and one of its ends only.
fn place(a: &Claim, b: &Claim) -> Option<(Reason, String)> {
    let said = |claim: &Claim| {
        let code = claim.place.clone().unwrap_or_default();
        if claim.place_text.is_empty() { code } else { claim.place_text.clone() }
    };
    let differ = a.place != b.place && a.place.is_some() && b.place.is_some();
    (differ || part_of(&words(&a.place_text), &words(&b.place_text)))
        .then(|| (Reason::Place, format!("one speaks of “{}”, the other of “{}”", said(a), said(b))))
}

/// The same thing with a qualifier that the other lacks: `ships` and `armed ships`, `boats, including those given back`.
fn definition(group: &Group<'_>, a: &Claim, b: &Claim) -> Option<(Reason, String)> {
    let (x, y) = (words(thing(a)), words(thing(b)));
    let related = x.intersection(&y).next().is_some();
    (related && qualifiers(group, a, x) != qualifiers(group, b, y))
        .then(|| (Reason::Definition, format!("one counts “{}”, the other “{}”", a.concept, b.concept)))
}

/// The thing that is counted and what is said of it, without who does it or has it: the first part of a concept.
fn thing(claim: &Claim) -> &str {
    claim.concept.split_once(", ").map_or(&*claim.concept, |(thing, _)| thing)
}

/// What is left of the words of a concept without the place and those that every claim of the indicator may have.
fn qualifiers(group: &Group<'_>, claim: &Claim, of: BTreeSet<String>) -> BTreeSet<String> {
    let place = words(&claim.place_text);
    let named = words(&format!("{} {}", group.indicator.unit, group.indicator.nouns.join(" ")));
    let told = |word: &str| group.indicator.all.iter().flatten().any(|stem| word.starts_with(stem.trim()));
    of.into_iter().filter(|word| !place.contains(word) && !named.contains(word) && !told(word)).collect()
}

/// One document was published before the period had ended, the other after.
fn vintage(group: &Group<'_>, a: &Member<'_>, b: &Member<'_>) -> Option<(Reason, String)> {
    let (start, end) = (group.period_start?, group.period_end?);
    let early = |m: &Member<'_>| m.published().is_some_and(|day| start <= day && day < end);
    let early = match (early(a), early(b)) {
        (true, false) => a,
        (false, true) => b,
        _ => return None,
    };
    Some((Reason::SupersededVintage, format!("{} was published before the period had ended", explain::title(early))))
}

/// One document was published before the period had begun.
fn forecast(group: &Group<'_>, a: &Member<'_>, b: &Member<'_>) -> Option<(Reason, String)> {
    let start = group.period_start?;
    let ahead = |m: &Member<'_>| m.published().is_some_and(|day| day < start);
    let ahead = match (ahead(a), ahead(b)) {
        (true, false) => a,
        (false, true) => b,
        _ => return None,
    };
    Some((
        Reason::ForecastAgainstActual,
        format!("{} was published before the period had begun", explain::title(ahead)),
    ))
}

fn bound(a: &Member<'_>, b: &Member<'_>) -> Option<(Reason, String)> {
    let of = [a, b].into_iter().find(|m| m.reading.bound)?;
    Some((Reason::BoundViolated, format!("the other lies outside “{}”", explain::stated(of))))
}

/// Lower-case words, a plural `s` taken away.
fn words(text: &str) -> BTreeSet<String> {
    let lower = text.to_lowercase();
    let words = lower.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty());
    words.map(|w| w.strip_suffix('s').filter(|w| w.len() > 2).unwrap_or(w).to_owned()).collect()
}

/// Whether one set holds the other and more.
fn part_of(a: &BTreeSet<String>, b: &BTreeSet<String>) -> bool {
    !a.is_empty() && !b.is_empty() && a != b && (a.is_subset(b) || b.is_subset(a))
}
