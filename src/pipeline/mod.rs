//! The order of the stages, and the one place where files are read and written.

pub mod error;
pub mod extract;

pub use error::Error;
pub use extract::{Extracted, Extractor, SourceFacts};
