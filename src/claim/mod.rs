//! Claims: what is counted, of whom, where, when, said by whom, how sure.

mod about;
mod above;
mod around;
pub mod attribution;
mod calendar;
pub mod change;
mod concept;
mod count;
pub mod dateline;
mod ellipsis;
mod fiscal;
mod form;
mod gap;
pub mod indicator;
mod intent;
mod label;
pub mod minor;
pub mod modality;
pub mod model;
mod near;
pub mod note;
pub mod noun;
mod often;
mod outbreak;
mod parts;
mod people;
pub mod period;
mod phrase;
pub mod place;
mod read;
#[cfg(test)]
mod sample;
pub mod scene;
mod scope;
mod stretch;
mod survey;
mod sway;
pub mod term;
pub mod time;
mod timeline;
pub mod unit;

pub use model::{Claim, Part};
pub use read::claims;

use crate::{base::period::Date, config::Indicator, vocabulary::Vocabulary};

/// What the claim stage knows beside the document itself.
#[derive(Clone, Copy, Debug)]
pub struct Context<'c> {
    pub source_id: &'c str,
    /// The document's date, for `last year` and `in March`.
    pub published: Option<Date>,
    pub vocabulary: &'c Vocabulary,
    pub indicators: &'c [Indicator],
}
