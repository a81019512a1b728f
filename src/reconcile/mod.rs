//! One observation from many claims: what is comparable, what goes back to one origin, which value stands, who disagrees.
//!
//! Lineage first, then plurality, then the median as tie-break; no learned weights, because a reader can follow it
//! ("three of four independent reports say 24").

pub mod model;

pub use model::{
    Conflict, ConflictReason, Lineage, LineageReason, Method, ObsStatus, Observation, Options, Placed, Rank,
    Reconciled, Source, Sourced, Status,
};
