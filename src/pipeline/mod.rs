//! The order of the stages, and the one place where files are read and written.

pub mod cache;
pub mod error;
pub mod extract;
pub mod find;
pub mod project;
pub mod read;

pub use error::Error;
pub use extract::{Extracted, Extractor, SourceFacts};
pub use project::Project;
