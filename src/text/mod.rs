//! Sentences and tokens, with spans.

pub mod language;
pub mod sentence;
mod split;
pub mod token;

pub use sentence::{Sentence, sentences};
pub use token::{Token, TokenKind};
