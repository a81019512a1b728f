//! What the tests of single fields share: the claims of a text, and tries with what is wanted of each.

use std::sync::LazyLock;

use super::{Claim, Context};
use crate::{
    base::{Accumulates, Kind},
    config::{self, Indicator},
    document,
    vocabulary::{Extensions, Vocabulary},
};

static ENGLISH: LazyLock<Vocabulary> =
    LazyLock::new(|| Vocabulary::new("en", &Extensions::default()).expect("the built-in vocabulary"));

/// The claims of an English document without a date; `name` tells its format.
pub(super) fn claims(name: &str, text: &str) -> Vec<Claim> {
    let document = document::read(name, text.as_bytes());
    let context = Context { source_id: "test", published: None, vocabulary: &ENGLISH, indicators: &[] };
    super::claims(&document, &context)
}

/// The claims of an English text that a series of boats takes, whose words begin with `stem`.
pub(super) fn matched(text: &str, stem: &str) -> Vec<Claim> {
    let indicators = [Indicator {
        id: "boats".into(),
        title: String::new(),
        description: String::new(),
        kind: Kind::Count,
        unit: "boat".into(),
        nouns: Vec::new(),
        accumulates: Accumulates::Flow,
        method: None,
        widths: config::Widths::default(),
        tolerance: None,
        tolerance_absolute: None,
        all: vec![vec![stem.into()]],
        none: Vec::new(),
        within: config::indicator::Within::Clause,
        places: Vec::new(),
        examples: Vec::new(),
    }];
    let document = document::read("test.txt", text.as_bytes());
    let context = Context { source_id: "test", published: None, vocabulary: &ENGLISH, indicators: &indicators };
    super::claims(&document, &context).into_iter().filter(|c| c.indicator.is_some()).collect()
}

/// Fails with every text of which `read` does not say what is wanted.
pub(super) fn check(tries: &[(&str, &str)], read: impl Fn(&str) -> String) {
    let wrong: Vec<String> = tries
        .iter()
        .map(|(text, wanted)| (text, wanted, read(text)))
        .filter(|(_, wanted, found)| found != *wanted)
        .map(|(text, wanted, found)| format!("{text}\n  wanted {wanted}\n  found  {found}"))
        .collect();
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}
