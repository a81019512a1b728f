//! How right the claims are that are read from a document, by an annotation of it that somebody made by hand.
//!
//! `gold` reads the annotation and finds it in the document, `pair` brings its claims and those that were read
//! together, `field` and `words` say when a field is right, `score` counts, `miss` shows what is not right.
//! The annotation's format is that of FORMAT.md.

mod field;
mod gold;
mod miss;
mod pair;
mod score;
mod words;

pub use field::Measure;
pub use gold::{Gold, Located};
pub use miss::{Difference, Fault, Miss};
pub use score::{Figures, Score, evaluate};
