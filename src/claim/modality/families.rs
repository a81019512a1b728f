//! The ways in which English tells how it stands to a number, and whether the number is the size of a change, family by
//! family. A row marks its numbers and gives each a letter, Asserted, Proposed, Forecast, Hypothetical, Negated (`*`:
//! any), and a sign: `+` an increase, `-` a decrease, `*` any. `\n` is a line break.

use crate::{
    base::{Change, Modality},
    claim::{Claim, sample},
};

/// A family a section.
const FAMILIES: [&str; 5] = [
    include_str!("families/proposed.txt"),
    include_str!("families/uncertain.txt"),
    include_str!("families/negated.txt"),
    include_str!("families/change.txt"),
    include_str!("families/facts.txt"),
];

/// How many sentences the families above have at least.
const LEAST: usize = 640;

/// The letter and the sign of a claim.
fn signs(claim: &Claim) -> (char, char) {
    let letter = match claim.modality {
        Modality::Asserted => 'A',
        Modality::Proposed => 'P',
        Modality::Forecast => 'F',
        Modality::Hypothetical => 'H',
        Modality::Negated => 'N',
    };
    let sign = match claim.change {
        Some(Change::Increase) => '+',
        Some(Change::Decrease) => '-',
        None => '=',
    };
    (letter, sign)
}

/// Whether a claim is what a mark of a row wants: `P`, `A+`, `P*`, `*`.
fn is_wanted(claim: Option<&Claim>, mark: &str) -> bool {
    let Some((letter, sign)) = claim.map(signs) else { return mark == "*" };
    let mut wanted = mark.chars();
    let (first, second) = (wanted.next().unwrap_or('*'), wanted.next().unwrap_or('='));
    first == '*' || first == letter && (second == '*' || second == sign)
}

#[test]
fn families_of_stances_and_changes_are_read() {
    let rows: Vec<(&str, &str)> =
        FAMILIES.iter().flat_map(|file| file.lines()).filter_map(|row| row.rsplit_once(" =>")).collect();
    assert!(rows.len() >= LEAST, "{} rows", rows.len());
    let mut wrong = Vec::new();
    for (marked, wanted) in rows {
        let marked = marked.replace("\\n", "\n");
        let mut text = String::new();
        let mut spans = Vec::new();
        for part in marked.split("[[") {
            match part.split_once("]]") {
                Some((number, rest)) => {
                    spans.push(text.len()..text.len() + number.len());
                    text.push_str(number);
                    text.push_str(rest);
                }
                None => text.push_str(part),
            }
        }
        let claims = sample::claims("test.md", &text);
        let of = |span: &std::ops::Range<usize>| {
            claims.iter().find(|c| c.raw.is_some_and(|raw| raw.start() < span.end && span.start < raw.end()))
        };
        let found: Vec<Option<&Claim>> = spans.iter().map(of).collect();
        let marks: Vec<&str> = wanted.split_whitespace().collect();
        if marks.len() != found.len() || marks.iter().zip(&found).any(|(mark, claim)| !is_wanted(*claim, mark)) {
            let got: Vec<_> = found.iter().map(|claim| claim.map(signs)).collect();
            wrong.push(format!("{marked} => {wanted} and not {got:?}"));
        }
    }
    assert!(wrong.is_empty(), "{} wrong:\n{}", wrong.len(), wrong.join("\n"));
}
