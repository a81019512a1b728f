//! One observation from many claims: what is comparable, what goes back to one origin, which value stands, who disagrees.
//!
//! Lineage first, then plurality, then the median as tie-break; no learned weights, because a reader can follow it
//! ("three of four independent reports say 24").

pub mod frame;
pub mod interval;
pub mod lineage;
pub mod model;
#[cfg(test)]
pub(crate) mod sample;
pub mod work;

pub use model::{
    Conflict, ConflictReason, Lineage, LineageReason, ObsStatus, Observation, Placed, Rank, Reconciled, Source,
    Sourced, Status,
};

use crate::config::{self, Indicator};

/// Reconciles the claims of a project.
///
/// # Errors
/// Where a step over the whole table fails.
#[must_use]
pub fn reconcile(
    claims: &[Sourced<'_>],
    sources: &[Source],
    indicators: &[Indicator],
    options: &config::Reconcile,
) -> Result<Reconciled, frame::Error> {
    let _ = (indicators, options);
    let origins = lineage::origins(claims, sources);
    Ok(Reconciled {
        lineages: origins.rows(claims),
        placed: claims.iter().map(|_| Placed { observation_id: String::new(), rank: Rank::Normal }).collect(),
        ..Reconciled::default()
    })
}
