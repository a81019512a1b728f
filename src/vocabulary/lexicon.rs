//! Phrases: look-up tables from one or several words to what they mean.

use std::{
    collections::{HashMap, HashSet},
    hash::{BuildHasherDefault, Hasher},
};

/// A map from short words. The hash is FNV-1a: the tables are ours, nobody can choose keys that collide.
pub type WordMap<V> = HashMap<Box<str>, V, BuildHasherDefault<Fnv>>;

/// A set of short words.
pub type WordSet = HashSet<Box<str>, BuildHasherDefault<Fnv>>;

/// FNV-1a.
#[derive(Clone, Copy, Debug)]
pub struct Fnv(u64);

impl Default for Fnv {
    fn default() -> Self {
        Self(0xcbf2_9ce4_8422_2325)
    }
}

impl Hasher for Fnv {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        for &byte in bytes {
            self.0 = (self.0 ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
        }
    }
}

/// Phrases by their first word; the longest that fits wins.
#[derive(Clone, Debug)]
pub struct Phrases<T> {
    by_first: WordMap<Vec<(Vec<Box<str>>, T)>>,
}

impl<T> Default for Phrases<T> {
    fn default() -> Self {
        Self { by_first: WordMap::default() }
    }
}

impl<T> Phrases<T> {
    /// Adds a phrase, given as its tokens. A phrase that is there already keeps its first meaning.
    pub fn insert<'a>(&mut self, tokens: impl IntoIterator<Item = &'a str>, meaning: T) {
        let mut tokens = tokens.into_iter();
        let Some(first) = tokens.next() else { return };
        let rest: Vec<Box<str>> = tokens.map(Into::into).collect();
        let row = self.by_first.entry(first.into()).or_default();
        // Longest first; equal lengths in the order of the data.
        let at = row.partition_point(|(other, _)| other.len() >= rest.len());
        if !row[..at].iter().any(|(other, _)| *other == rest) {
            row.insert(at, (rest, meaning));
        }
    }

    /// Adds a phrase in the place of what was there before.
    pub fn replace<'a>(&mut self, tokens: impl IntoIterator<Item = &'a str>, meaning: T) {
        let tokens: Vec<&str> = tokens.into_iter().collect();
        if let Some((first, rest)) = tokens.split_first()
            && let Some(rows) = self.by_first.get_mut(*first)
        {
            rows.retain(|(other, _)| !other.iter().map(|w| &**w).eq(rest.iter().copied()));
        }
        self.insert(tokens, meaning);
    }

    /// The first words of all phrases, in no order.
    pub fn first_words(&self) -> impl Iterator<Item = &str> {
        self.by_first.keys().map(|word| &**word)
    }

    /// The longest phrase whose tokens are `word(0)`, `word(1)`, …, with its number of tokens. `word` answers an
    /// empty text beyond the ends, and may answer one to say that the phrase must not go on.
    pub fn longest<'t>(&self, word: impl Fn(usize) -> &'t str) -> Option<(usize, &T)> {
        self.by_first
            .get(word(0))?
            .iter()
            .find(|(rest, _)| rest.iter().enumerate().all(|(n, part)| word(n + 1) == &**part))
            .map(|(rest, meaning)| (rest.len() + 1, meaning))
    }

    /// Whether some phrase starts with this word.
    #[must_use]
    pub fn starts(&self, word: &str) -> bool {
        self.by_first.contains_key(word)
    }
}

/// The tokens of a phrase as it stands in the data: words and single signs (`per cent`, `-`, `°`, `p.m.`).
pub fn tokens(phrase: &str) -> impl Iterator<Item = &str> {
    let mut rest = phrase;
    std::iter::from_fn(move || {
        rest = rest.trim_start();
        let first = rest.chars().next()?;
        let in_word = |c: char| c.is_alphabetic() || c == '\'';
        let end = if first.is_ascii_digit() {
            rest.find(|c: char| !c.is_ascii_digit()).unwrap_or(rest.len())
        } else if in_word(first) {
            // A dot belongs to abbreviations whose letters stand alone: "p.m.", "u.s."
            let letters = rest.find(|c: char| !in_word(c)).unwrap_or(rest.len());
            let dotted = rest.find(|c: char| !in_word(c) && c != '.').unwrap_or(rest.len());
            if rest[..dotted].split('.').all(|part| part.chars().count() <= 1) && dotted > letters + 1 {
                dotted
            } else {
                letters
            }
        } else {
            first.len_utf8()
        };
        let (token, after) = rest.split_at(end);
        rest = after;
        Some(token)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_longest_phrase_wins() {
        let mut phrases = Phrases::default();
        for (text, meaning) in [("per", 1), ("per cent", 2), ("per cent point", 3), ("p.m.", 4)] {
            phrases.insert(tokens(text), meaning);
        }
        let look = |text: &'static str| {
            let words: Vec<&str> = tokens(text).collect();
            phrases.longest(|n| words.get(n).copied().unwrap_or("")).map(|(len, m)| (len, *m))
        };
        assert_eq!(look("per cent of"), Some((2, 2)));
        assert_eq!(look("per day"), Some((1, 1)));
        assert_eq!(look("p.m. sharp"), Some((1, 4)));
        assert_eq!(look("cent"), None);
        assert_eq!(
            tokens("km/h m² 5-odd sq. km").collect::<Vec<_>>(),
            ["km", "/", "h", "m", "²", "5", "-", "odd", "sq", ".", "km"]
        );
    }
}
