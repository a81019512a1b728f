//! Sentences and tokens, with spans.

pub mod sentence;
pub mod token;

pub use sentence::{Sentence, sentences};
pub use token::{Token, TokenKind};
