//! The ways in which English names times, family by family: a sentence and the times it names, told on Wednesday,
//! 12 March 2025. `-` is a time without a date.

use super::*;
use crate::{base::FoundIn, vocabulary::Extensions};

/// A family a section.
const FAMILIES: &str = include_str!("families.txt");

/// How many sentences the families above have.
const LEAST: usize = 250;

#[test]
fn families_of_times_become_edtf() {
    let vocabulary = Vocabulary::new("en", &Extensions::default()).expect("the built-in vocabulary");
    let anchors = Anchors { published: Date::parse("2025-03-12"), ..Anchors::default() };
    let rows: Vec<&str> = FAMILIES.lines().filter(|row| !row.is_empty() && !row.starts_with('#')).collect();
    assert!(rows.len() >= LEAST);
    let mut wrong = Vec::new();
    for row in rows {
        let (text, want) = row.split_once("=>").expect("a row");
        let (text, want) = (text.trim(), want.trim());
        let terms = Terms::new([]);
        // The sentences before leave their times to the last.
        let mut found: Vec<String> = Vec::new();
        let mut last = None;
        for part in text.split(" | ") {
            let sentence = Sentence::new(part.trim(), 0, 0, FoundIn::Sentence);
            let anchors = Anchors { last, ..anchors };
            let digit =
                |n: usize| matches!(sentence.low(n), "2" | "3") && matches!(sentence.low(n + 1), "." | "," | ";" | "");
            let digit = |n: usize| {
                digit(n) && n > 0 && matches!(sentence.low(n - 1), "was" | "been" | "be" | "lost" | "it" | "and")
            };
            let times = mentions(&sentence, &vocabulary, &terms, &anchors, digit);
            last = times.last().and_then(|m| m.period);
            found.extend(times.iter().map(|m| m.period.map_or_else(|| "-".into(), |p| p.to_string())));
        }
        if found.join(" ") != want {
            wrong.push(format!("{text} => {} and not {want}", found.join(" ")));
        }
    }
    assert!(wrong.is_empty(), "{} wrong:\n{}", wrong.len(), wrong.join("\n"));
}
