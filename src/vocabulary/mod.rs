//! Vocabulary: words as data. Each kind of word has a TOML file under `data/`, compiled in, and a Rust file here
//! that gives its rows a type and a fast way to look them up. Files under `data/en/` belong to one language; those
//! directly under `data/` (units, currencies, country codes) to none. A row may carry `accept` and `reject`
//! examples; the tests run them all.

use crate::base::Diagnostic;

/// Everything the stages look words up in, for one language. Built once, then only read.
#[derive(Debug)]
pub struct Vocabulary {
    /// BCP 47 primary subtag.
    pub language: String,
}

/// Rows that a project adds in its pipeline.toml.
#[derive(Clone, Debug, Default)]
pub struct Extensions {}

impl Vocabulary {
    /// The compiled-in vocabulary of a language with the project's own rows added.
    ///
    /// # Errors
    /// A row of `extensions` that cannot be used, one diagnostic each.
    pub fn new(language: &str, extensions: &Extensions) -> Result<Self, Vec<Diagnostic>> {
        let _ = extensions;
        Ok(Self { language: language.into() })
    }
}
