//! Which claims can be compared: same indicator, place, breakdown and unit, and a comparable period.

use jiff::civil;

use super::{
    Source, Sourced, frame,
    interval::{self, Reading, Said, Tolerance},
    lineage::Origins,
    model::LineageReason,
    observe::Statement,
};
use crate::{
    base::{Accumulates, Amount, Modality, Period, id, period::Date},
    claim::Claim,
    config::{self, Indicator},
    vocabulary::conversion,
};

/// A claim that is part of an observation.
#[derive(Clone, Debug)]
pub struct Member<'c> {
    /// Its number in the input.
    pub index: usize,
    pub claim: &'c Claim,
    pub source: &'c Source,
    pub reading: Reading,
    /// The numbers of the works that it goes back to, ascending.
    pub origins: Vec<usize>,
    /// Whether these are only its document or what that summarises, since the claim itself names nothing.
    pub by_document: bool,
    /// 0 a source that the project calls primary, 1 a document that states its own figure, 2 any other.
    pub primary: u8,
    pub tolerance: Tolerance,
    /// Whether the claim has another unit, and `reading` is in the indicator's.
    pub converted: bool,
    /// Of a running total: the date that it holds for; else the document's date.
    pub as_of: Option<Date>,
}

impl Statement for Member<'_> {
    fn reading(&self) -> &Reading {
        &self.reading
    }
    fn tolerance(&self) -> Tolerance {
        self.tolerance
    }
    fn document(&self) -> &str {
        &self.source.source_id
    }
    fn origins(&self) -> &[usize] {
        &self.origins
    }
    fn by_document(&self) -> bool {
        self.by_document
    }
    fn primary(&self) -> u8 {
        self.primary
    }
    fn published(&self) -> Option<civil::Date> {
        self.source.published.map(Date::last)
    }
    fn as_of(&self) -> Option<Date> {
        self.as_of
    }
    fn id(&self) -> &str {
        &self.claim.claim_id
    }
}

/// The claims of one observation, in an order that does not depend on the input's: by document date, document, place in it.
#[derive(Debug)]
pub struct Group<'c> {
    pub observation_id: String,
    pub indicator: &'c Indicator,
    pub unit: String,
    pub place: String,
    /// In the claims' words, where the place has no code.
    pub place_text: String,
    pub breakdown: String,
    /// EDTF; empty where not stated.
    pub period: String,
    pub period_start: Option<civil::Date>,
    pub period_end: Option<civil::Date>,
    /// The newest date, where the period does not say it.
    pub as_of: Option<Date>,
    pub members: Vec<Member<'c>>,
}

/// Groups the claims that can be compared. What is no statement of a level (forecasts, proposals, hypotheticals, denials,
/// changes) and what has no indicator or no number stays out.
///
/// # Errors
/// Where the grouping fails.
pub fn groups<'c>(
    claims: &'c [Sourced<'c>],
    sources: &'c [Source],
    indicators: &'c [Indicator],
    origins: &Origins,
    options: &config::Reconcile,
) -> Result<Vec<Group<'c>>, frame::Error> {
    let by_id: std::collections::BTreeMap<_, _> = sources.iter().map(|s| (s.source_id.as_str(), s)).collect();
    let indicator_of: std::collections::BTreeMap<_, _> = indicators.iter().map(|i| (i.id.as_str(), i)).collect();
    let mut found = Vec::new();
    for (index, Sourced { claim, source_id, dropped }) in claims.iter().enumerate() {
        if *dropped || claim.modality != Modality::Asserted || claim.change.is_some() {
            continue;
        }
        let indicator = claim.indicator.as_deref().and_then(|id| indicator_of.get(id).copied());
        let (Some(indicator), Some(source)) = (indicator, by_id.get(source_id).copied()) else { continue };
        let said = Said::of(claim);
        let converted = in_unit_of(indicator, claim, &said);
        let (said, converted) = (converted.unwrap_or(said), converted.is_some());
        let negative = indicator.tolerance_absolute.is_some();
        let Some(reading) = interval::read(&said, negative, &indicator.widths) else { continue };
        let of = &origins.of_claim[index];
        let by_document = of.iter().all(|(_, r)| matches!(r, LineageReason::SameSource | LineageReason::Summarises));
        let own = of.iter().any(|(_, reason)| *reason == LineageReason::SameSource);
        let member = Member {
            index,
            claim,
            source,
            reading,
            origins: of.iter().map(|(work, _)| *work).collect(),
            by_document,
            primary: if options.reference.contains(&source.source_id) { 0 } else { 2 - u8::from(own) },
            tolerance: tolerance(indicator, options, reading),
            converted,
            as_of: as_of(indicator.accumulates, claim.period).or(source.published),
        };
        found.push((Key::new(indicator, &member), indicator, member));
    }
    let columns: Vec<Vec<&str>> =
        (0..Key::COLUMNS).map(|n| found.iter().map(|(key, _, _)| key.column(n)).collect()).collect();
    let rows = frame::group(&columns)?;
    let mut found: Vec<_> = found.into_iter().map(Some).collect();
    let mut groups = Vec::with_capacity(rows.len());
    for rows in rows {
        groups.extend(group(rows.into_iter().filter_map(|row| found.get_mut(row).and_then(Option::take))));
    }
    Ok(groups)
}

/// The group of members that have one key; `None` where there are none.
fn group<'c>(members: impl Iterator<Item = (Key, &'c Indicator, Member<'c>)>) -> Option<Group<'c>> {
    let mut about = None;
    let mut members: Vec<_> = members
        .map(|(key, indicator, member)| {
            about.get_or_insert((key, indicator));
            member
        })
        .collect();
    let (key, indicator) = about?;
    members.sort_by_cached_key(|m| {
        let published = m.published().unwrap_or(civil::Date::MAX);
        (published, m.source.source_id.clone(), m.claim.span, m.claim.claim_id.clone())
    });
    // A document that was read twice says nothing twice.
    let mut seen = std::collections::BTreeSet::new();
    members.retain(|m| seen.insert((m.source.source_id.as_str(), m.claim.claim_id.as_str())));
    let periods = members.iter().filter_map(|m| m.claim.period);
    let cumulative = indicator.accumulates == Accumulates::Cumulative;
    let period = periods
        .filter_map(|p| if cumulative { since(p).map(Period::Since) } else { Some(p) })
        .min_by_key(|p| (p.to_string().len(), p.to_string()));
    let as_of = members.iter().filter_map(|m| m.as_of).max_by_key(|d| (d.last(), *d));
    Some(Group {
        observation_id: id::make("obs", &key.all()),
        indicator,
        period_start: period.and_then(Period::start),
        period_end: period.and_then(Period::end),
        as_of: as_of.filter(|_| cumulative || period.is_none()),
        period: period.map(|p| p.to_string()).unwrap_or_default(),
        unit: key.unit,
        place: key.place,
        place_text: key.place_text,
        breakdown: key.breakdown,
        members,
    })
}

/// What members of one observation have in common.
#[derive(Debug)]
struct Key {
    indicator: String,
    place: String,
    /// Only where there is no code.
    place_text: String,
    breakdown: String,
    unit: String,
    period: String,
}

impl Key {
    const COLUMNS: usize = 6;

    fn new(indicator: &Indicator, member: &Member<'_>) -> Self {
        let claim = member.claim;
        let place = place(indicator, claim.place.as_deref().unwrap_or_default()).to_owned();
        let means_unit = member.converted || means_unit(indicator, claim);
        Self {
            indicator: indicator.id.clone(),
            place_text: if place.is_empty() { claim.place_text.trim().to_lowercase() } else { String::new() },
            place,
            breakdown: claim.breakdown.trim().to_lowercase(),
            unit: if means_unit { indicator.unit.clone() } else { claim.unit.clone() },
            period: period_key(indicator.accumulates, claim.period, member.source.published),
        }
    }

    fn all(&self) -> [&str; Self::COLUMNS] {
        [&self.indicator, &self.place, &self.place_text, &self.breakdown, &self.unit, &self.period]
    }

    fn column(&self, n: usize) -> &str {
        self.all().get(n).copied().unwrap_or_default()
    }
}

fn means_unit(indicator: &Indicator, claim: &Claim) -> bool {
    claim.unit == indicator.unit || indicator.nouns.contains(&claim.unit)
}

/// What a claim in another unit says in that of the indicator, where that is exact.
fn in_unit_of(indicator: &Indicator, claim: &Claim, said: &Said) -> Option<Said> {
    if means_unit(indicator, claim) {
        return None;
    }
    conversion::between(&claim.unit, &indicator.unit).and_then(|ratio| said.in_unit(ratio))
}

/// Where a claim names one end of a flow and the indicator has no other place for it, it is about that flow.
fn place<'p>(indicator: &'p Indicator, place: &'p str) -> &'p str {
    let ends_there = |flow: &&str| flow.split_once('>').is_some_and(|(from, to)| from == place || to == place);
    let mut flows = indicator.places.iter().map(String::as_str).filter(ends_there);
    match (flows.next(), flows.next()) {
        (Some(flow), None) if !indicator.places.iter().any(|p| p == place) => flow,
        _ => place,
    }
}

/// Levels and flows: the same first and last day. Without a stated period a claim speaks of its document's time, and is
/// compared with those of the same year. Running totals: the same start; their dates tell vintages apart.
pub(super) fn period_key(accumulates: Accumulates, period: Option<Period>, published: Option<Date>) -> String {
    let day = |day: Option<civil::Date>| day.map_or("..".into(), |d| d.to_string());
    match (accumulates, period) {
        (Accumulates::Cumulative, period) => format!("since {}", day(period.and_then(since).map(Date::first))),
        (_, Some(period)) => format!("{}/{}", day(period.start()), day(period.end())),
        (_, None) => published.map_or("as of ..".into(), |d| format!("as of {:04}", d.year)),
    }
}

/// The start of a running total; `in 2012` and `by 2012` say when it stood there, not since when.
fn since(period: Period) -> Option<Date> {
    match period {
        Period::Between(start, _) | Period::Since(start) => Some(start),
        Period::At(_) | Period::Until(_) => None,
    }
}

/// When a running total stood where it is stated.
pub(super) fn as_of(accumulates: Accumulates, period: Option<Period>) -> Option<Date> {
    match period? {
        Period::At(end) | Period::Between(_, end) | Period::Until(end) if accumulates == Accumulates::Cumulative => {
            Some(end)
        }
        _ => None,
    }
}

/// The indicator's own tolerance, else the project's; that one leaves exact counts exact.
fn tolerance(indicator: &Indicator, options: &config::Reconcile, reading: Reading) -> Tolerance {
    let relative = match indicator.tolerance {
        Some(own) => own,
        None if reading.exact => Amount::ZERO,
        None => options.tolerance,
    };
    Tolerance { relative, absolute: indicator.tolerance_absolute.unwrap_or(Amount::ZERO) }
}
