//! Phrases: runs of words with a meaning, found at a token by their longest match.

use std::collections::HashMap;

/// A table from phrases to meanings. A word that ends in `*` stands for every word that starts so.
#[derive(Debug)]
pub struct Phrases<T> {
    /// By the first word, whole.
    whole: HashMap<String, Vec<(Vec<Word>, T)>>,
    /// By the first word's beginning, where it ends in `*`.
    prefix: HashMap<String, Vec<(Vec<Word>, T)>>,
    shortest_prefix: usize,
    longest_prefix: usize,
}

#[derive(Debug)]
enum Word {
    Whole(String),
    Prefix(String),
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
            Self::Whole(w) => w == word,
            Self::Prefix(p) => word.starts_with(p.as_str()),
        }
    }
}

impl<T> Phrases<T> {
    /// `entries` are phrases in lower case, their words divided by blanks; longer phrases win over shorter,
    /// earlier over later ones.
    pub fn new(entries: impl IntoIterator<Item = (String, T)>) -> Self {
        let mut table =
            Self { whole: HashMap::new(), prefix: HashMap::new(), shortest_prefix: usize::MAX, longest_prefix: 0 };
        for (phrase, meaning) in entries {
            let mut words = phrase.split_whitespace();
            let Some(first) = words.next() else { continue };
            let rest = words.map(Word::new).collect();
            match first.strip_suffix('*') {
                Some(stem) => {
                    table.shortest_prefix = table.shortest_prefix.min(stem.len());
                    table.longest_prefix = table.longest_prefix.max(stem.len());
                    table.prefix.entry(stem.into()).or_default().push((rest, meaning));
                }
                None => table.whole.entry(first.into()).or_default().push((rest, meaning)),
            }
        }
        table
    }

    /// The longest phrase that starts at token `at`, with its number of tokens; `word(n)` is token `n` in lower
    /// case, empty beyond the end.
    pub fn longest<'w>(&self, at: usize, word: impl Fn(usize) -> &'w str) -> Option<(usize, &T)> {
        let first = word(at);
        let mut best: Option<(usize, &T)> = None;
        let fits = |rest: &[Word]| rest.iter().enumerate().all(|(n, w)| w.fits(word(at + 1 + n)));
        let rows = self.whole.get(first).into_iter().chain(
            (self.shortest_prefix..=self.longest_prefix.min(first.len()))
                .filter(|&n| first.is_char_boundary(n))
                .filter_map(|n| self.prefix.get(&first[..n])),
        );
        for (rest, meaning) in rows.flatten() {
            if best.is_none_or(|(len, _)| rest.len() + 1 > len) && fits(rest) {
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
