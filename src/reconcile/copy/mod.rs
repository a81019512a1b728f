//! Copies, found by their text: passages that stand in two documents, and documents that stand in two places.
//!
//! The same number alone is never proof of copying; a run of words around it is.

mod minhash;
mod passage;
mod words;

pub use minhash::syndicated;
pub use passage::{Passage, passages};
pub use words::Words;
