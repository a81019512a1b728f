//! When two texts name the same thing: units by the singular of their words, concepts and people by the words they share.
//!
//! The rules are those that the published figures of other systems were counted with; they are no part of the reading.

use std::collections::BTreeSet;

/// Words that say nothing of what is meant.
const EMPTY: [&str; 21] = [
    "a", "an", "the", "of", "in", "on", "by", "to", "for", "and", "or", "from", "with", "at", "its", "their", "this",
    "that", "these", "those", "s",
];

/// Words whose singular no rule gives, and other names for the same.
const IRREGULAR: [(&str, &str); 13] = [
    ("people", "person"),
    ("individual", "person"),
    ("american", "person"),
    ("mexican", "person"),
    ("men", "man"),
    ("women", "woman"),
    ("children", "child"),
    ("feet", "foot"),
    ("mi", "mile"),
    ("km", "kilometre"),
    ("kilometer", "kilometre"),
    ("kg", "kilogram"),
    ("ton", "tonne"),
];

/// Endings of plurals and of their singulars.
const ENDINGS: [(&str, &str); 5] = [("ies", "y"), ("sses", "ss"), ("ches", "ch"), ("shes", "sh"), ("xes", "x")];

/// Whether two units are one: `short tons` and `short ton`, but not `USD` and `usd`, which is no code.
pub(super) fn same_unit(a: Option<&str>, b: Option<&str>) -> bool {
    a.map(unit) == b.map(unit)
}

/// Whether at least half of the words of both texts are shared.
pub(super) fn alike(a: &str, b: &str) -> bool {
    let (a, b) = (words(a), words(b));
    if a.is_empty() || b.is_empty() {
        return a.is_empty() && b.is_empty();
    }
    4 * a.intersection(&b).count() >= a.len() + b.len()
}

fn unit(name: &str) -> String {
    if name.len() == 3 && name.bytes().all(|b| b.is_ascii_uppercase()) {
        return name.into();
    }
    name.replace(',', "").split_whitespace().map(singular).collect::<Vec<_>>().join(" ")
}

fn words(text: &str) -> BTreeSet<String> {
    let words = text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    words.map(singular).filter(|word| !EMPTY.contains(&word.as_str())).collect()
}

fn singular(word: &str) -> String {
    let word = word.to_lowercase();
    if let Some(one) = irregular(&word) {
        return one.into();
    }
    let letters = word.chars().count();
    for (plural, ending) in ENDINGS {
        if let Some(stem) = word.strip_suffix(plural).filter(|_| letters > plural.len() + 2) {
            return format!("{stem}{ending}");
        }
    }
    let stem = word.strip_suffix('s').filter(|_| letters > 3 && !["ss", "us", "is"].iter().any(|e| word.ends_with(e)));
    let stem = stem.unwrap_or(&word);
    irregular(stem).unwrap_or(stem).into()
}

fn irregular(word: &str) -> Option<&'static str> {
    IRREGULAR.iter().find(|(other, _)| *other == word).map(|(_, one)| *one)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn units_are_compared_in_the_singular() {
        for (a, b) in [
            ("person", "Americans"),
            ("kilometre", "km"),
            ("per 100,000", "per 100000"),
            ("gigawatt hours", "gigawatt hour"),
            ("pupil per teacher", "pupils per teachers"),
            ("bus", "bus"),
            ("suffix", "suffixes"),
        ] {
            assert!(same_unit(Some(a), Some(b)), "{a} and {b}");
        }
        for (a, b) in [("USD", "usd"), ("ship", "boat"), ("percent", "percentage point"), ("", "ship")] {
            assert!(!same_unit(Some(a), Some(b)), "{a} and {b}");
        }
        assert!(same_unit(None, None) && !same_unit(None, Some("")));
    }

    #[test]
    fn texts_are_alike_that_share_half_their_words() {
        assert!(alike("overdose deaths", "deaths from overdoses"));
        assert!(alike("deaths", "overdose deaths"));
        assert!(!alike("deaths", "overdose deaths among children"));
        assert!(alike("the", "") && !alike("ships", ""));
    }
}
