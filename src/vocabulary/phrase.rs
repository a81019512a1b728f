//! Phrases: runs of words with a meaning, found at a token by their longest match.

use std::{collections::HashMap, hash::BuildHasherDefault};

use super::lexicon::{Fnv, WordMap};

/// A table from phrases to meanings. A word that ends in `*` stands for every word that starts so.
#[derive(Debug)]
pub struct Phrases<T> {
    /// By the first word, whole.
    whole: WordMap<Vec<Row<T>>>,
    /// By the first bytes of the first word, where that ends in `*`: a word is hashed once, whatever the stems.
    stems: Stems<T>,
}

/// The words behind the first, and what the phrase means.
type Row<T> = (Vec<Word>, T);

/// Rows by the first bytes of a stem, each with its stem.
type Stems<T> = HashMap<[u8; STEM], Vec<(Box<str>, Row<T>)>, BuildHasherDefault<Fnv>>;

/// The shortest stem, in bytes; a shorter one is taken as a whole word.
const STEM: usize = 3;

#[derive(Debug)]
enum Word {
    Whole(Box<str>),
    Prefix(Box<str>),
}

impl Word {
    fn new(text: &str) -> Self {
        match text.strip_suffix('*') {
            Some(stem) => Self::Prefix(stem.into()),
            None => Self::Whole(text.into()),
        }
    }

    fn fits(&self, word: &str) -> bool {
        match self {
            Self::Whole(w) => **w == *word,
            Self::Prefix(p) => word.starts_with(&**p),
        }
    }
}

impl<T> Phrases<T> {
    /// `entries` are phrases in lower case, their words divided by blanks; longer phrases win over shorter,
    /// earlier over later ones.
    pub fn new(entries: impl IntoIterator<Item = (String, T)>) -> Self {
        let mut table = Self { whole: WordMap::default(), stems: HashMap::default() };
        for (phrase, meaning) in entries {
            let mut words = phrase.split_whitespace();
            let Some(first) = words.next() else { continue };
            let row = (words.map(Word::new).collect(), meaning);
            let stem = first.strip_suffix('*');
            match stem.and_then(|stem| stem.as_bytes().first_chunk::<STEM>().map(|key| (stem, key))) {
                Some((stem, key)) => table.stems.entry(*key).or_default().push((stem.into(), row)),
                None => table.whole.entry(stem.unwrap_or(first).into()).or_default().push(row),
            }
        }
        table
    }

    /// The longest phrase that starts at token `at`, with its number of tokens; `word(n)` is token `n` in lower
    /// case, empty beyond the end.
    pub fn longest<'w>(&self, at: usize, word: impl Fn(usize) -> &'w str) -> Option<(usize, &T)> {
        let first = word(at);
        let whole = self.whole.get(first).into_iter().flatten();
        let stems = first.as_bytes().first_chunk::<STEM>().and_then(|key| self.stems.get(key)).into_iter().flatten();
        let stems = stems.filter(|(stem, _)| first.starts_with(&**stem)).map(|(_, row)| row);
        let mut best: Option<(usize, &T)> = None;
        for (rest, meaning) in whole.chain(stems) {
            let longer = best.is_none_or(|(len, _)| rest.len() + 1 > len);
            if longer && rest.iter().enumerate().all(|(n, w)| w.fits(word(at + 1 + n))) {
                best = Some((rest.len() + 1, meaning));
            }
        }
        best
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_longest_phrase_wins_and_stars_stand_for_endings() {
        let table = Phrases::new([("more".into(), 1), ("more than".into(), 2), ("increas*".into(), 3)]);
        let find = |text: &str| {
            let words: Vec<&str> = text.split(' ').collect();
            table.longest(0, |n| words.get(n).copied().unwrap_or("")).map(|(len, v)| (len, *v))
        };
        assert_eq!(find("more than 5"), Some((2, 2)));
        assert_eq!(find("more people"), Some((1, 1)));
        assert_eq!(find("increased by"), Some((1, 3)));
        assert_eq!(find("incr"), None);
    }
}
