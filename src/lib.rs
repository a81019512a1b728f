//! Reads documents and publishes the figures in them as a data set that can be cited.
//!
//! The modules are floors, and each imports only lower ones: base < vocabulary < config < document < text < quantity
//! < claim < reconcile < dataset < evaluate < pipeline < cli. See ARCHITECTURE.md.

pub mod base;
pub mod claim;
#[allow(clippy::disallowed_methods, reason = "reads the files that people name")]
pub mod cli;
pub mod config;
pub mod dataset;
pub mod document;
pub mod evaluate;
#[allow(clippy::disallowed_methods, reason = "the one door to files, environment and clock")]
pub mod pipeline;
pub mod quantity;
pub mod reconcile;
pub mod text;
pub mod vocabulary;
