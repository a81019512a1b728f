//! One observation from many claims: what is comparable, what goes back to one origin, which value stands, who disagrees.
//!
//! Lineage first, then plurality, then the median as tie-break; no learned weights, because a reader can follow it
//! ("three of four independent reports say 24"). A published value is always one that somebody stated.

pub mod bounds;
pub mod compare;
pub mod conflict;
mod copied;
pub mod copy;
pub mod correct;
pub mod explain;
pub mod frame;
pub mod interval;
pub mod lineage;
pub mod method;
pub mod model;
pub mod observe;
mod report;
#[cfg(test)]
pub(crate) mod sample;
pub mod table;
#[cfg(test)]
mod tests;
pub mod weigh;
pub mod work;

pub use model::{
    Conflict, ConflictReason, Lineage, LineageReason, ObsStatus, Observation, Placed, Rank, Reconciled, Source,
    Sourced, Status,
};

use std::collections::BTreeSet;

use crate::{
    base::{Comparator, Modality},
    config::{self, Indicator, Method},
};
use compare::Group;
use observe::{Statement as _, Verdict};

/// Reconciles the claims of a project. Claims without an indicator have lineages too, but no observation.
///
/// The order of `claims`, `sources` and `indicators` matters only for the order of `placed`.
///
/// # Errors
/// Where a step over the whole table fails.
pub fn reconcile(
    claims: &[Sourced<'_>],
    sources: &[Source],
    indicators: &[Indicator],
    options: &config::Reconcile,
) -> Result<Reconciled, frame::Error> {
    let origins = lineage::origins(claims, sources);
    let mut placed: Vec<_> = claims
        .iter()
        .map(|sourced| {
            let denied = sourced.dropped || sourced.claim.modality == Modality::Negated;
            let rank = if denied { Rank::Deprecated } else { Rank::Normal };
            Placed { observation_id: String::new(), rank }
        })
        .collect();
    let mut observations = Vec::new();
    let mut conflicts = Vec::new();
    let groups = compare::groups(claims, sources, indicators, &origins, options)?;
    let mut judged = Vec::with_capacity(groups.len());
    for group in groups {
        if let Some(verdict) = observe::verdict(&group.members, group.indicator.accumulates) {
            judged.push((group, verdict));
        }
    }
    for method in Method::ALL {
        let of = judged.iter_mut().filter(|(group, _)| group.indicator.method.unwrap_or(options.method) == *method);
        let mut items: Vec<_> = of.map(|(group, verdict)| (&group.members[..], verdict)).collect();
        weigh::weigh(*method, &mut items);
    }
    for (group, verdict) in judged {
        let found = conflict::conflicts(&group, &verdict);
        for member in &group.members {
            placed[member.index].observation_id.clone_from(&group.observation_id);
        }
        placed[group.members[verdict.preferred].index].rank = Rank::Preferred;
        deprecate(&group, &verdict, &found, &mut placed);
        observations.push(observation(&group, &verdict, &found, options));
        conflicts.extend(found);
    }
    observations.sort_by(|a: &Observation, b| {
        let key = |o: &Observation| [&o.indicator, &o.place, &o.period_start, &o.observation_id].map(Clone::clone);
        key(a).cmp(&key(b))
    });
    conflicts.sort_by(|a, b| (&a.observation_id, &a.conflict_id).cmp(&(&b.observation_id, &b.conflict_id)));
    Ok(Reconciled { observations, lineages: origins.rows(claims), conflicts, placed })
}

/// A claim that is off by a power of ten or a unit from what several origins state is known to be wrong.
fn deprecate(group: &Group<'_>, verdict: &Verdict, conflicts: &[Conflict], placed: &mut [Placed]) {
    let preferred = &group.members[verdict.preferred];
    let wrong: BTreeSet<&str> = conflicts
        .iter()
        .filter(|c| c.reason == ConflictReason::UnitOrPowerOfTen && verdict.votes > 1)
        .filter(|c| c.claim_a == preferred.claim.claim_id)
        .map(|c| c.claim_b.as_str())
        .collect();
    for member in group.members.iter().filter(|m| wrong.contains(m.claim.claim_id.as_str())) {
        placed[member.index].rank = Rank::Deprecated;
    }
}

fn observation(
    group: &Group<'_>,
    verdict: &Verdict,
    conflicts: &[Conflict],
    options: &config::Reconcile,
) -> Observation {
    let preferred = &group.members[verdict.preferred];
    let claim = preferred.claim;
    let mut documents: Vec<_> = group.members.iter().map(|m| m.source.source_id.as_str()).collect();
    documents.sort_unstable();
    documents.dedup();
    let day = |day: Option<jiff::civil::Date>| day.map(|d| d.to_string()).unwrap_or_default();
    Observation {
        observation_id: group.observation_id.clone(),
        indicator: group.indicator.id.clone(),
        indicator_title: group.indicator.title.clone(),
        kind: group.indicator.kind,
        unit: group.unit.clone(),
        place: group.place.clone(),
        place_name: group.place_text.clone(),
        breakdown: group.breakdown.clone(),
        period: group.period.clone(),
        period_start: day(group.period_start),
        period_end: day(group.period_end),
        as_of: group.as_of.map(|d| d.to_string()).unwrap_or_default(),
        value: preferred.reading.value,
        comparator: claim.comparator,
        low: verdict.low,
        high: verdict.high,
        value_unweighted: group.members[verdict.unweighted].reading.value,
        status: verdict.status,
        obs_status: obs_status(group, verdict, conflicts),
        n_claims: group.members.len(),
        n_sources: documents.len(),
        n_lineages: verdict.voters.len(),
        method: group.indicator.method.unwrap_or(options.method),
        preferred_claim_id: claim.claim_id.clone(),
        explanation: explain::observation(&group.members, verdict),
    }
}

/// The first that holds: D a definition differs, U conflicting, P published before the period had ended, E hedged,
/// bounded, vague or a range, A otherwise.
fn obs_status(group: &Group<'_>, verdict: &Verdict, conflicts: &[Conflict]) -> ObsStatus {
    let preferred = &group.members[verdict.preferred];
    let early = group.period_end.zip(preferred.published()).is_some_and(|(end, published)| published < end);
    if conflicts.iter().any(|c| c.reason == ConflictReason::Definition) {
        ObsStatus::DefinitionDiffers
    } else if verdict.status == Status::Conflicting {
        ObsStatus::LowReliability
    } else if early {
        ObsStatus::Provisional
    } else if preferred.claim.value.is_none() || preferred.claim.comparator != Comparator::Equal {
        ObsStatus::Estimated
    } else {
        ObsStatus::Normal
    }
}
