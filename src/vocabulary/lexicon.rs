//! Phrases: look-up tables from one or several words to what they mean.

use std::{
    collections::{HashMap, HashSet},
    hash::{BuildHasherDefault, Hasher},
    ops::{BitAnd, BitOr},
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

/// What a word is looked up by, made once for all tables: the hashes of the word and of its first bytes. They are wide
/// enough to stand for the words: two words of the same hash are not to be met.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Key {
    word: u64,
    stem: u64,
}

impl Key {
    #[must_use]
    #[inline]
    pub fn of(word: &str) -> Self {
        Self::of_bytes(word.as_bytes())
    }

    #[must_use]
    #[inline]
    pub(super) fn of_bytes(bytes: &[u8]) -> Self {
        Self { word: hash(bytes), stem: bytes.first_chunk::<STEM>().map_or(0, |stem| hash(stem)) }
    }

    /// The hash of the word.
    #[must_use]
    #[inline]
    pub fn bits(self) -> u64 {
        self.word
    }
}

/// The first and the last four bytes at once, multiplied and folded; what long words have between them, byte by byte.
#[inline]
fn hash(bytes: &[u8]) -> u64 {
    const ODD: u64 = 0x9e37_79b9_7f4a_7c15;
    let ends = if let (Some(first), Some(last)) = (bytes.first_chunk(), bytes.last_chunk()) {
        u64::from(u32::from_le_bytes(*first)) | u64::from(u32::from_le_bytes(*last)) << 32
    } else if let (Some(first), Some(last)) = (bytes.first(), bytes.last()) {
        u64::from(*first) | u64::from(bytes[bytes.len() / 2]) << 8 | u64::from(*last) << 16
    } else {
        return 0;
    };
    let mut state = (ends ^ (bytes.len() as u64).wrapping_mul(ODD)).wrapping_mul(ODD);
    if bytes.len() > 8 {
        for byte in &bytes[4..bytes.len() - 4] {
            state = (state.rotate_left(5) ^ u64::from(*byte)).wrapping_mul(ODD);
        }
    }
    (state ^ state >> 29).wrapping_mul(ODD).rotate_left(32)
}

/// A map from words that is asked with a word's [`Key`]. Most words are in none of the maps: a miss costs one look.
#[derive(Clone, Debug)]
pub struct Table<V> {
    rows: Vec<(Box<[u8]>, V)>,
    /// Hash and number of a row, from 1; 0 where the slot is free. A power of two, mostly free.
    slots: Vec<(u64, u32)>,
}

impl<V> Default for Table<V> {
    fn default() -> Self {
        Self { rows: Vec::new(), slots: vec![(0, 0); 8] }
    }
}

impl<V> Table<V> {
    #[expect(clippy::cast_possible_truncation, reason = "the lower bits are as good as any")]
    fn slot(&self, hash: u64) -> usize {
        hash as usize & (self.slots.len() - 1)
    }

    fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// The number of the row of a word.
    #[inline]
    fn find(&self, hash: u64) -> Option<usize> {
        let mut at = self.slot(hash);
        loop {
            let (of, row) = self.slots[at];
            if row == 0 {
                return None;
            }
            if of == hash {
                return Some(row as usize - 1);
            }
            at = (at + 1) & (self.slots.len() - 1);
        }
    }

    fn get_hashed(&self, hash: u64) -> Option<&V> {
        self.find(hash).map(|row| &self.rows[row].1)
    }

    /// What the table says of the word with this key.
    #[must_use]
    #[inline]
    pub fn get(&self, key: Key) -> Option<&V> {
        self.get_hashed(key.word)
    }

    /// What the table says of this word.
    #[must_use]
    pub fn of(&self, word: &str) -> Option<&V> {
        self.get_hashed(hash(word.as_bytes()))
    }

    fn put(&mut self, hash: u64, row: u32) {
        let mut at = self.slot(hash);
        while self.slots[at].1 != 0 {
            at = (at + 1) & (self.slots.len() - 1);
        }
        self.slots[at] = (hash, row);
    }

    fn entry_of(&mut self, word: &[u8]) -> &mut V
    where
        V: Default,
    {
        self.entry_hashed(word, hash(word))
    }

    fn entry_hashed(&mut self, word: &[u8], hash: u64) -> &mut V
    where
        V: Default,
    {
        let row = self.find(hash).unwrap_or_else(|| {
            if (self.rows.len() + 1) * 4 > self.slots.len() {
                let wider = vec![(0, 0); self.slots.len() * 2];
                let old = std::mem::replace(&mut self.slots, wider);
                old.into_iter().filter(|(_, row)| *row != 0).for_each(|(hash, row)| self.put(hash, row));
            }
            self.rows.push((word.into(), V::default()));
            #[expect(clippy::cast_possible_truncation, reason = "a vocabulary has far fewer words")]
            self.put(hash, self.rows.len() as u32);
            self.rows.len() - 1
        });
        debug_assert_eq!(*self.rows[row].0, *word, "two words with one hash");
        &mut self.rows[row].1
    }

    /// What the table says of a word, to be changed; new words get a default.
    pub fn entry(&mut self, word: &str) -> &mut V
    where
        V: Default,
    {
        self.entry_of(word.as_bytes())
    }

    /// What the table says of the first bytes of the word with this key.
    pub(super) fn get_stem(&self, key: Key) -> Option<&V> {
        self.get_hashed(key.stem)
    }

    /// All words with what the table says of them, in the order of the data.
    pub(super) fn rows(&self) -> impl Iterator<Item = (&str, &V)> {
        self.rows.iter().filter_map(|(word, value)| Some((std::str::from_utf8(word).ok()?, value)))
    }

    pub(super) fn rows_mut(&mut self) -> impl Iterator<Item = (&str, &mut V)> {
        self.rows.iter_mut().filter_map(|(word, value)| Some((std::str::from_utf8(word).ok()?, value)))
    }

    pub(super) fn values_mut(&mut self) -> impl Iterator<Item = &mut V> {
        self.rows.iter_mut().map(|(_, value)| value)
    }

    /// All words, in the order of the data.
    pub fn words(&self) -> impl Iterator<Item = &str> {
        self.rows.iter().filter_map(|(word, _)| std::str::from_utf8(word).ok())
    }
}

/// The number of a table of phrases. Those that were given none share the last one, which every set has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Number(u8);

impl Number {
    const NONE: Self = Self(u8::MAX);
}

/// A set of tables of phrases, a bit for each.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Tables([u64; 4]);

impl Default for Tables {
    fn default() -> Self {
        Self([0, 0, 0, 1 << 63])
    }
}

impl Tables {
    pub const ALL: Self = Self([u64::MAX; 4]);

    /// Whether one of these is in the set.
    #[must_use]
    #[inline]
    pub fn any(&self, of: impl Asked) -> bool {
        of.is_in(self)
    }
}

/// A table that a word is looked up in, or several.
pub trait Asked: Copy {
    fn is_in(self, tables: &Tables) -> bool;
}

impl Asked for Number {
    #[inline]
    fn is_in(self, tables: &Tables) -> bool {
        tables.0[usize::from(self.0 / 64)] >> (self.0 % 64) & 1 == 1
    }
}

impl Asked for Tables {
    #[inline]
    fn is_in(self, tables: &Tables) -> bool {
        self.0.iter().zip(tables.0).any(|(of, known)| of & known != 0)
    }
}

impl From<Number> for Tables {
    fn from(of: Number) -> Self {
        let mut set = [0; 4];
        set[usize::from(of.0 / 64)] = 1 << (of.0 % 64);
        Self(set)
    }
}

impl BitAnd for Tables {
    type Output = Self;

    #[inline]
    fn bitand(self, other: Self) -> Self {
        Self(std::array::from_fn(|n| self.0[n] & other.0[n]))
    }
}

impl<T: Into<Tables>> BitOr<T> for Tables {
    type Output = Self;

    #[inline]
    fn bitor(self, other: T) -> Self {
        let other = other.into();
        Self(std::array::from_fn(|n| self.0[n] | other.0[n]))
    }
}

impl BitOr for Number {
    type Output = Tables;

    fn bitor(self, other: Self) -> Tables {
        Tables::from(self) | other
    }
}

/// Phrases by their first word; the longest that fits wins. A word that ends in `*` stands for every word that starts so.
#[derive(Clone, Debug)]
pub struct Phrases<T> {
    /// By the first words of all: those of one word, and those whose second word is a stem.
    by_first: Table<Vec<Row<T>>>,
    /// Those whose second word is a whole one, by both: most phrases begin with one of a few small words.
    by_pair: Table<Vec<Row<T>>>,
    /// Those whose first word is a stem, by its first bytes, each with its stem.
    by_stem: Table<Vec<(Box<str>, Row<T>)>>,
    /// How many phrases were added.
    size: usize,
    number: Number,
}

/// The words behind the first, and what the phrase means.
type Row<T> = (Rest, T);

/// The words of a phrase behind the first.
#[derive(Clone, Debug)]
struct Rest {
    parts: Vec<Part>,
    /// Where it stands in the order of the data.
    order: usize,
}

impl Rest {
    fn new<'p>(words: impl Iterator<Item = &'p str>, order: usize) -> Self {
        Self { parts: words.map(Part::new).collect(), order }
    }

    fn len(&self) -> usize {
        self.parts.len()
    }

    /// The second word of the phrase, where it is a whole one.
    fn second(&self) -> Option<&str> {
        match self.parts.first() {
            Some(Part::Whole(word)) => Some(word),
            _ => None,
        }
    }

    /// Whether this one is to be taken where both fit: the longer one, of equal ones the first of the data.
    fn wins(&self, over: &Self) -> bool {
        (self.len(), over.order) > (over.len(), self.order)
    }
}

/// What two words are looked up by together.
#[inline]
fn pair(first: u64, second: u64) -> u64 {
    first.rotate_left(23) ^ second
}

/// The shortest stem, in bytes; a shorter one is taken as a whole word.
pub(super) const STEM: usize = 3;

/// A word of a phrase behind the first.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Part {
    Whole(Box<str>),
    Stem(Box<str>),
}

impl Part {
    fn new(text: &str) -> Self {
        match text.strip_suffix('*') {
            Some(stem) if !stem.is_empty() => Self::Stem(stem.into()),
            _ => Self::Whole(text.into()),
        }
    }

    fn fits(&self, word: &str) -> bool {
        match self {
            Self::Whole(whole) => {
                whole.len() == word.len() && whole.bytes().next() == word.bytes().next() && **whole == *word
            }
            Self::Stem(stem) => word.starts_with(&**stem),
        }
    }
}

/// What is known of a phrase by its place among others.
pub(super) struct Edges<'p> {
    pub(super) first: &'p str,
    /// Whether the first is a stem.
    pub(super) stem: bool,
    pub(super) second: Behind<'p>,
    pub(super) last: Behind<'p>,
}

/// A word of a phrase behind the first.
pub(super) enum Behind<'p> {
    /// There is none.
    None,
    Word(&'p str),
    /// Any word that begins so.
    Stem,
}

impl<'p> From<Option<&'p Part>> for Behind<'p> {
    fn from(part: Option<&'p Part>) -> Self {
        match part {
            None => Self::None,
            Some(Part::Whole(word)) => Self::Word(word),
            Some(Part::Stem(_)) => Self::Stem,
        }
    }
}

impl<T> Default for Phrases<T> {
    fn default() -> Self {
        Self {
            by_first: <_>::default(),
            by_pair: <_>::default(),
            by_stem: <_>::default(),
            size: 0,
            number: Number::NONE,
        }
    }
}

impl<T> Phrases<T> {
    /// A table of phrases whose words are divided by blanks.
    pub fn new(entries: impl IntoIterator<Item = (String, T)>) -> Self {
        let mut table = Self::default();
        for (phrase, meaning) in entries {
            table.insert(phrase.split_whitespace(), meaning);
        }
        table
    }

    /// Adds a phrase, given as its tokens. A phrase that is there already keeps its first meaning.
    pub fn insert<'a>(&mut self, tokens: impl IntoIterator<Item = &'a str>, meaning: T) {
        let mut tokens = tokens.into_iter();
        let Some(first) = tokens.next() else { return };
        let rest = Rest::new(tokens, self.size);
        self.size += 1;
        if let Some(stem) = first.strip_suffix('*')
            && let Some(key) = stem.as_bytes().first_chunk::<STEM>()
        {
            self.by_stem.entry_of(key).push((stem.into(), (rest, meaning)));
            return;
        }
        let row = self.rows_of(first, &rest);
        // Longest first; equal lengths in the order of the data.
        let at = row.partition_point(|(other, _)| other.len() >= rest.len());
        if !row[..at].iter().any(|(other, _)| other.parts == rest.parts) {
            row.insert(at, (rest, meaning));
        }
    }

    /// The rows that a phrase belongs to which begins with a whole word. The word is known as a first one in any case.
    fn rows_of(&mut self, first: &str, rest: &Rest) -> &mut Vec<Row<T>> {
        let single = self.by_first.entry(first);
        let Some(second) = rest.second() else { return single };
        let key = pair(hash(first.as_bytes()), hash(second.as_bytes()));
        self.by_pair.entry_hashed([first, second].join(" ").as_bytes(), key)
    }

    /// Adds a phrase in the place of what was there before.
    pub fn replace<'a>(&mut self, tokens: impl IntoIterator<Item = &'a str>, meaning: T) {
        let tokens: Vec<&str> = tokens.into_iter().collect();
        if let Some((first, rest)) = tokens.split_first() {
            let rest = Rest::new(rest.iter().copied(), 0);
            self.rows_of(first, &rest).retain(|(other, _)| other.parts != rest.parts);
        }
        self.insert(tokens, meaning);
    }

    /// The first words of all phrases that start with a whole word.
    pub fn first_words(&self) -> impl Iterator<Item = &str> {
        self.by_first.words()
    }

    /// The first, second and last words of all phrases.
    pub(super) fn edges(&self) -> impl Iterator<Item = Edges<'_>> {
        let rows = self.by_first.rows().chain(self.by_pair.rows());
        let whole = rows.flat_map(|(words, rows)| rows.iter().map(move |(rest, _)| (words, false, rest)));
        let stems = self.by_stem.rows.iter().flat_map(|(_, rows)| rows);
        let stems = stems.map(|(stem, (rest, _))| (&**stem, true, rest));
        whole.chain(stems).map(|(words, stem, rest)| Edges {
            first: words.split(' ').next().unwrap_or_default(),
            stem,
            second: rest.parts.first().into(),
            last: rest.parts.last().into(),
        })
    }

    /// What this table is called in sets of tables.
    #[must_use]
    #[inline]
    pub fn set(&self) -> Number {
        self.number
    }

    /// Makes it table `number` of all.
    pub(super) fn set_number(&mut self, number: u8) -> Number {
        self.number = Number(number);
        self.number
    }

    /// The longest phrase whose tokens are `word(0)`, `word(1)`, …, with its number of tokens. `word` answers an
    /// empty text beyond the ends, and may answer one to say that the phrase must not go on.
    pub fn longest<'t>(&self, word: impl Fn(usize) -> &'t str) -> Option<(usize, &T)> {
        self.longest_by(|n| Key::of(word(n)), &word)
    }

    /// As `longest`, where the keys of the words are at hand.
    #[inline]
    pub fn longest_by<'t>(&self, key: impl Fn(usize) -> Key, word: impl Fn(usize) -> &'t str) -> Option<(usize, &T)> {
        let first = key(0);
        let goes_on = |parts: &[Part], from: usize| parts.iter().zip(from..).all(|(part, n)| part.fits(word(n)));
        let single = self.by_first.get(first).and_then(|rows| rows.iter().find(|(rest, _)| goes_on(&rest.parts, 1)));
        let double = if self.by_pair.is_empty() {
            None
        } else {
            let rows = self.by_pair.get_hashed(pair(first.word, key(1).word));
            rows.and_then(|rows| rows.iter().find(|(rest, _)| goes_on(&rest.parts[1..], 2)))
        };
        let mut best = match (single, double) {
            (Some(one), Some(two)) if one.0.wins(&two.0) => Some(one),
            (one, two) => two.or(one),
        };
        if !self.by_stem.is_empty() {
            for (stem, row) in self.by_stem.get_stem(first).into_iter().flatten() {
                let longer = best.is_none_or(|(rest, _)| row.0.len() > rest.len());
                if longer && word(0).starts_with(&**stem) && goes_on(&row.0.parts, 1) {
                    best = Some(row);
                }
            }
        }
        best.map(|(rest, meaning)| (rest.len() + 1, meaning))
    }

    /// Whether some phrase starts with this whole word.
    #[must_use]
    pub fn starts(&self, word: &str) -> bool {
        self.by_first.get(Key::of(word)).is_some()
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

    #[test]
    fn a_star_stands_for_any_ending() {
        let table = Phrases::new([("more".into(), 1), ("more than".into(), 2), ("increas*".into(), 3)]);
        let find = |text: &'static str| {
            let words: Vec<&str> = text.split(' ').collect();
            table.longest(|n| words.get(n).copied().unwrap_or("")).map(|(len, v)| (len, *v))
        };
        assert_eq!(find("more than 5"), Some((2, 2)));
        assert_eq!(find("more people"), Some((1, 1)));
        assert_eq!(find("increased by"), Some((1, 3)));
        assert_eq!(find("incr"), None);
    }
}
