//! pipeline.toml and sidecars: what a project says it wants.

pub mod indicator;

pub use indicator::{Example, Indicator};
