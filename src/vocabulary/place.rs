//! Names of places and of their people, and the country each stands for.
//!
//! Text is looked through word by word: a word that begins a known name is compared with the names that begin so,
//! longest first, and the first that fits and that its neighbours allow is taken. So "New Mexico" is never Mexico,
//! and "Latin American" no American. One pass, in linear time.

mod care;
mod rows;
mod towns;

use std::collections::BTreeMap;

use serde::Serialize;

use self::{
    care::{Around, Care, Context},
    towns::{Town, Towns},
};
use super::{
    Language, PlaceRow,
    lexicon::{Key, Table},
};
use crate::base::{Diagnostic, Span, field::words};

words! {
    /// What the name of a place is a name of.
    PlaceKind {
        /// A country or territory of ISO 3166-1.
        Country = "country",
        /// Its people, or its adjective.
        Demonym = "demonym",
        /// A part of it, a city, or the people of these.
        Subnational = "subnational",
        /// No single country: a continent, a union, a sea, the world. Never has a code.
        Region = "region",
        /// A government by its seat: `Brussels` decides. Never has a code.
        Seat = "seat",
    }
}

/// A place named in a text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct PlaceMention {
    /// In the text that was looked through.
    pub span: Span,
    /// ISO 3166-1 alpha-3.
    pub code: Option<String>,
    pub kind: PlaceKind,
}

/// Every place name of a language, ready to be found.
#[derive(Debug)]
pub struct Places {
    /// Short names by code.
    titles: BTreeMap<String, String>,
    entries: Vec<Entry>,
    /// Entries by their first word in lower case, longest name first.
    index: Table<Vec<Row>>,
    /// Of these, the names that are written in small letters.
    small: Table<Vec<Row>>,
    towns: Towns,
    begins: Begins,
    small_begins: Begins,
    context: Context,
}

/// A name and what it stands for.
#[derive(Debug)]
struct Entry {
    name: String,
    /// `None` for phrases that hold a place name and mean something else.
    kind: Option<PlaceKind>,
    /// Several where places share the name, in the order of preference.
    codes: Vec<String>,
    care: Option<Box<Care>>,
}

/// An entry by its number. A word may begin many names: what comes next tells most of them apart.
#[derive(Clone, Copy, Debug)]
struct Row {
    entry: usize,
    /// The first byte of its second word in lower case; 0 where it has none, or none that is ASCII.
    second: u8,
}

/// What a name in a text was found to be.
#[derive(Clone, Copy, Debug)]
enum Name<'p> {
    Entry(&'p Entry),
    /// Towns of one name, each in a country of its own.
    Towns(&'p [Town]),
}

/// How many towns of a country a text must name that names other countries but not this one.
const TOWNS: usize = 2;

/// A longer run of letters begins no name.
const LONGEST_WORD: usize = 40;

impl Places {
    /// The places of a language, with the rows that a project adds: their names win over those known already.
    ///
    /// # Errors
    /// A row with an unknown code.
    pub fn new(language: &Language, rows: &[PlaceRow]) -> Result<Self, Vec<Diagnostic>> {
        rows::load(language, rows)
    }

    /// The places named in `text`, in its order. A name that several places share goes to the one that the rest of
    /// `text` mentions most: so give it as much text as belongs together.
    #[must_use]
    pub fn find(&self, text: &str) -> Vec<PlaceMention> {
        let mut found: Vec<(Span, Name<'_>)> = Vec::new();
        let bytes = text.as_bytes();
        let mut at = 0;
        while let Some(&first) = bytes.get(at) {
            if !IN_WORD[usize::from(first)] {
                at += 1;
                continue;
            }
            let (mut end, mut bits) = (at, 0);
            while let Some(&byte) = bytes.get(end)
                && IN_WORD[usize::from(byte)]
            {
                bits |= byte;
                end += 1;
            }
            // A word in small letters begins only the few names that are written so.
            let begins = if first.is_ascii_lowercase() { &self.small_begins } else { &self.begins };
            if bits.is_ascii() && !begins.may_hold(&bytes[at..end]) {
                at = end;
                continue;
            }
            let Some(start) = word_start(text, at) else { break };
            let word = first_word(&text[start..]);
            match self.name_at(text, start, word) {
                Some((end, name)) => {
                    found.push((Span::new(start, end), name));
                    at = end;
                }
                None => at = start + word.len(),
            }
        }
        self.mentions(text, &found)
    }

    /// The English short name of a country: `Mexico` for `MEX`.
    #[must_use]
    pub fn name(&self, code: &str) -> Option<&str> {
        self.titles.get(code).map(String::as_str)
    }

    /// The entries whose first word this is, in whatever case.
    fn starting<'t>(index: &'t Table<Vec<Row>>, word: &str) -> Option<&'t Vec<Row>> {
        if !word.is_ascii() {
            let lower = word.to_lowercase();
            return index.get(Key::of(&lower));
        }
        let mut space = [0; LONGEST_WORD];
        let lower = space.get_mut(..word.len())?;
        lower.copy_from_slice(word.as_bytes());
        lower.make_ascii_lowercase();
        index.get(Key::of_bytes(lower))
    }

    /// The longest acceptable name that starts at `start` with this word, with its end.
    fn name_at(&self, text: &str, start: usize, word: &str) -> Option<(usize, Name<'_>)> {
        let small = word.bytes().next().is_some_and(|first| first.is_ascii_lowercase());
        let index = if small { &self.small } else { &self.index };
        if word.len() > LONGEST_WORD {
            return None;
        }
        let next = second_byte(&text[start + word.len()..]);
        let whole = |end: usize| !text[end..].starts_with(char::is_alphanumeric);
        let fits = |row: &&Row| row.second == 0 || next.is_none_or(|next| next == row.second);
        let entry = Self::starting(index, word).into_iter().flatten().filter(fits).find_map(|row| {
            let entry = self.entries.get(row.entry)?;
            let plain = entry.care.as_ref().is_none_or(|care| !care.locative && !care.after_comma);
            let end = start + spelled(&text[start..], &entry.name, plain)?;
            (whole(end) && self.context.allows(&Around { text, start, end }, entry.care.as_deref(), entry.kind))
                .then_some((end, Name::Entry(entry)))
        });
        if small {
            return entry;
        }
        // "Santa Cruz do Sul"
        let longer = entry.map_or(0, |(end, _)| end);
        let town = self.towns.starting(word).filter(|towns| towns[0].goes_on(next)).find_map(|towns| {
            let town = towns[0];
            let end = start + spelled(&text[start..], town.name, !town.careful)?;
            (end > longer && whole(end) && self.context.allows_town(&Around { text, start, end }, town.careful))
                .then_some((end, Name::Towns(towns)))
        });
        town.or(entry)
    }

    /// Settles shared names and seats of government, and drops what is no place.
    fn mentions(&self, text: &str, found: &[(Span, Name<'_>)]) -> Vec<PlaceMention> {
        let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
        let mut votes: Vec<&Town> = Vec::new();
        for (_, name) in found {
            match name {
                Name::Entry(Entry { codes, .. }) if codes.len() == 1 => *counts.entry(&codes[0]).or_default() += 1,
                Name::Towns([town]) => votes.push(town),
                _ => {}
            }
        }
        let count = |code: &str| counts.get(code).copied().unwrap_or_default();
        let alone = counts.is_empty();
        // A town alone in its country may be a village or a season of that name elsewhere.
        votes.sort_unstable_by_key(|town| (town.code, town.name));
        votes.dedup_by_key(|town| town.name);
        let mut towns: BTreeMap<&str, usize> = BTreeMap::new();
        for town in votes {
            *towns.entry(town.code).or_default() += 1;
        }
        let towns_of = |code: &str| towns.get(code).copied().unwrap_or_default();
        let agrees = |code: &str| count(code) > 0 || towns_of(code) >= if alone { 1 } else { TOWNS };
        let mentions = found.iter().filter_map(|(span, name)| {
            // The first of the codes with the highest count: `max_by_key` alone would take the last.
            let (mut kind, mut code, seat) = match name {
                Name::Entry(entry) => {
                    let code = entry.codes.iter().rev().max_by_key(|code| count(code)).cloned();
                    (entry.kind?, code, entry.care.as_ref().is_some_and(|care| care.seat))
                }
                Name::Towns(of) => {
                    let likely = of.iter().rev().max_by_key(|town| (count(town.code), towns_of(town.code)));
                    let town = likely.filter(|town| agrees(town.code) || town.large && of.len() == 1)?;
                    (PlaceKind::Subnational, Some(town.code.to_owned()), false)
                }
            };
            if seat && !self.context.locates(&Around { text, start: span.start(), end: span.end() }) {
                (kind, code) = (PlaceKind::Seat, None);
            }
            Some(PlaceMention { span: *span, code, kind })
        });
        mentions.collect()
    }
}

/// Which words of ASCII can begin a name: most that cannot are told so at once.
#[derive(Debug)]
struct Begins {
    /// By the first byte: a bit for each length.
    lengths: [u64; 128],
    /// A bit for each three letters that they begin with, of those that look alike in five bits.
    letters: Box<[u64; 1 << 9]>,
}

impl Begins {
    fn of<'w>(words: impl Iterator<Item = &'w str>) -> Self {
        let mut begins = Self { lengths: [0; 128], letters: Box::new([0; 1 << 9]) };
        for word in words.filter(|word| word.is_ascii()) {
            if let Some(lengths) =
                word.bytes().next().and_then(|first| begins.lengths.get_mut(usize::from(first.to_ascii_lowercase())))
            {
                *lengths |= 1 << word.len().min(63);
            }
            let letters = Self::letters(word.as_bytes());
            begins.letters[letters / 64] |= 1 << (letters % 64);
        }
        begins
    }

    /// The five lower bits of the first three bytes, which are the same in capitals.
    fn letters(word: &[u8]) -> usize {
        word.iter().take(3).fold(0, |letters, byte| letters << 5 | usize::from(byte & 31))
    }

    /// `word` is of ASCII.
    #[inline]
    fn may_hold(&self, word: &[u8]) -> bool {
        let first = word.first().map_or(0, |first| usize::from(first.to_ascii_lowercase()));
        let letters = Self::letters(word);
        word.len() <= LONGEST_WORD
            && self.lengths.get(first).is_some_and(|lengths| lengths >> word.len() & 1 == 1)
            && self.letters[letters / 64] >> (letters % 64) & 1 == 1
    }
}

/// By byte: whether it can stand in a word. Most of a text is ASCII, where a byte tells.
const IN_WORD: [bool; 256] = {
    let mut table = [true; 256];
    let mut byte = 0_u8;
    while byte < 128 {
        table[byte as usize] = byte.is_ascii_alphanumeric();
        byte += 1;
    }
    table
};

/// Start of the next word at or after `from`, which is a boundary of words.
fn word_start(text: &str, from: usize) -> Option<usize> {
    let plain = text.as_bytes()[from..].iter().position(|b| IN_WORD[usize::from(*b)])?;
    let start = from + plain;
    if text.as_bytes()[start].is_ascii() {
        return Some(start);
    }
    text[start..].find(char::is_alphanumeric).map(|at| start + at)
}

/// The first byte of the word behind a blank, in lower case; 0 where there is none, `None` where a byte does not tell.
fn second_byte(behind: &str) -> Option<u8> {
    match behind.as_bytes() {
        [b' ', next, ..] if next.is_ascii_alphanumeric() => Some(next.to_ascii_lowercase()),
        [first, ..] if first.is_ascii() && !first.is_ascii_whitespace() => Some(0),
        [] => Some(0),
        _ => None,
    }
}

/// The letters and digits that `text` starts with.
fn first_word(text: &str) -> &str {
    let end = text.bytes().position(|b| !IN_WORD[usize::from(b)]).unwrap_or(text.len());
    let word = &text[..end];
    if word.is_ascii() {
        return word;
    }
    &text[..text.find(|c: char| !c.is_alphanumeric()).unwrap_or(text.len())]
}

/// How many bytes of the start of `text` spell the name. A space of the name stands for any white space, an
/// apostrophe also for a curly one. Case must agree, but a name may stand in capitals, as in headlines, and one in
/// lower case may start a sentence. `plain`: it may stand in capitals.
fn spelled(text: &str, name: &str, plain: bool) -> Option<usize> {
    if text.as_bytes().starts_with(name.as_bytes()) {
        return Some(name.len());
    }
    let mut rest = text;
    let (mut differs, mut letters, mut lower) = (false, 0_usize, false);
    for (at, wanted) in name.char_indices() {
        if wanted == ' ' {
            let next = rest.trim_start();
            if next.len() == rest.len() {
                return None;
            }
            rest = next;
            continue;
        }
        let found = rest.chars().next()?;
        rest = &rest[found.len_utf8()..];
        lower |= found.is_lowercase();
        letters += usize::from(found.is_alphabetic());
        if found == wanted || (wanted == '\'' && found == '’') {
            continue;
        }
        let same = if found.is_ascii() && wanted.is_ascii() {
            found.eq_ignore_ascii_case(&wanted)
        } else {
            found.to_lowercase().eq(wanted.to_lowercase())
        };
        if !same {
            return None;
        }
        differs |= at > 0 || !found.is_uppercase();
    }
    let capitals = !lower && letters >= 4 && plain;
    (!differs || capitals).then_some(text.len() - rest.len())
}

#[cfg(test)]
mod tests;
