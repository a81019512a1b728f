//! The order of the stages, and the one place where files are read and written.

mod again;
mod blocks;
pub mod build;
pub mod cache;
pub mod clock;
pub mod diff;
mod disk;
pub mod error;
pub mod extract;
pub mod find;
mod folder;
pub mod lock;
#[cfg(feature = "object-store")]
mod objects;
mod place;
pub mod project;
pub mod read;
pub mod statements;
pub mod status;
pub mod store;
pub mod verify;
pub mod version;
pub mod yank;

pub use error::Error;
pub use extract::{Extracted, Extractor};
pub use project::Project;
