//! Texts and what is read from them.

use super::*;
use crate::base::{Comparator, FoundIn};

/// `value unit [text]` for each quantity, the hedge's sign before the value: `<~3000000000 USD [nearly|$3 billion]`.
fn render(text: &str, place: Option<&str>) -> String {
    let vocabulary = Vocabulary::new("en", &crate::vocabulary::Extensions::default()).expect("the vocabulary is sound");
    let sentence = Sentence::new(text, 0, 0, FoundIn::Sentence);
    let one = |q: &Quantity| {
        let size = match q.size {
            Size::Value(v) => v.round(4).to_string(),
            Size::Range(low, high) => format!("{low}..{high}"),
            Size::Vague(low) => format!("{low}.."),
        };
        let unit = match &q.unit {
            Unit::Bare => String::new(),
            Unit::Money(code) => format!(" {code}"),
            Unit::Percent => " percent".into(),
            Unit::PercentagePoint => " point".into(),
            Unit::Per(n) => format!(" per {n}"),
            Unit::Times => " times".into(),
            Unit::Rank => " rank".into(),
            Unit::Measure { name, .. } => format!(" {name}"),
            Unit::Ratio(name) => format!(" {name}"),
        };
        let sign = if q.comparator == Comparator::Equal { "" } else { q.comparator.as_str() };
        format!("{sign}{size}{unit} [{}]", sentence.slice(sentence.cover(q.tokens.clone())))
    };
    quantities(&sentence, &vocabulary, place).iter().map(one).collect::<Vec<_>>().join(" ")
}

#[test]
fn scratch() {
    let Ok(text) = std::env::var("CUANTIA_TRY") else { return };
    for line in text.lines() {
        println!("{line}\n    {}", render(line, None));
    }
}
