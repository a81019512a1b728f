//! Towns of the world: thousands of names, so the file is kept as it is and only its names are put in order.

use super::{LONGEST_WORD, first_word, second_byte};
use crate::vocabulary::lexicon::Key;

const TOWNS: &str = include_str!("../data/towns.txt");

/// A town by its name.
#[derive(Clone, Copy, Debug)]
pub(super) struct Town {
    /// Of its first word, in lower case.
    hash: u64,
    /// As in [`super::Row`].
    second: u8,
    /// Also the name of people or a word: only taken behind a preposition that says where.
    pub(super) careful: bool,
    /// Known beyond its country.
    pub(super) large: bool,
    pub(super) code: &'static str,
    pub(super) name: &'static str,
}

/// All towns, by the hashes of their first words, longer names first.
#[derive(Debug)]
pub(super) struct Towns {
    towns: Vec<Town>,
    /// Where those begin whose hashes have these upper bits: two or three each.
    begin: Vec<usize>,
}

/// How many upper bits of a hash say where to look.
const UPPER: u32 = 12;

impl Towns {
    pub(super) fn new() -> Self {
        let mut towns: Vec<Town> = Vec::with_capacity(TOWNS.len() / 10);
        for (code, names) in TOWNS.lines().filter(|line| !line.starts_with('#')).filter_map(|line| line.split_once(' '))
        {
            let (sure, careful) = names.split_once(';').unwrap_or((names, ""));
            let (large, small) = sure.split_once('|').unwrap_or((sure, ""));
            for (names, careful, large) in [(large, false, true), (small, false, false), (careful, true, false)] {
                let names = names.split(',').map(str::trim).filter(|name| !name.is_empty());
                towns.extend(names.map(|name| {
                    let first = first_word(name);
                    let second = second_byte(&name[first.len()..]).unwrap_or(0);
                    Town { hash: hash(first), second, careful, large, code, name }
                }));
            }
        }
        // Put where their upper bits say, and in order there.
        let mut begin = vec![0; (1 << UPPER) + 1];
        for town in &towns {
            begin[upper(town.hash) + 1] += 1;
        }
        for at in 0..1 << UPPER {
            begin[at + 1] += begin[at];
        }
        let (mut sorted, mut free) = (towns.clone(), begin.clone());
        for town in towns {
            let at = &mut free[upper(town.hash)];
            sorted[*at] = town;
            *at += 1;
        }
        for range in begin.windows(2) {
            sorted[range[0]..range[1]].sort_unstable_by(|a, b| {
                a.hash.cmp(&b.hash).then_with(|| (b.name.len(), a.name, a.code).cmp(&(a.name.len(), b.name, b.code)))
            });
        }
        Self { towns: sorted, begin }
    }

    /// The first words of the names.
    pub(super) fn words(&self) -> impl Iterator<Item = &str> {
        self.towns.iter().map(|town| first_word(town.name))
    }

    /// The towns whose first word this is, in whatever case, those of one name together.
    pub(super) fn starting(&self, word: &str) -> impl Iterator<Item = &[Town]> {
        let hash = hash(word);
        let near = &self.towns[self.begin[upper(hash)]..self.begin[upper(hash) + 1]];
        let from = near.iter().take_while(|town| town.hash < hash).count();
        let count = near[from..].iter().take_while(|town| town.hash == hash).count();
        near[from..from + count].chunk_by(|a, b| a.name == b.name)
    }
}

impl Town {
    /// Whether the byte that the second word of a text begins with can be that of the name.
    pub(super) fn goes_on(&self, next: Option<u8>) -> bool {
        self.second == 0 || next.is_none_or(|next| next == self.second)
    }
}

fn upper(hash: u64) -> usize {
    (hash >> (u64::BITS - UPPER)) as usize
}

/// The hash of a word in lower case.
fn hash(word: &str) -> u64 {
    let mut space = [0; LONGEST_WORD];
    let lower = space.get_mut(..word.len()).filter(|_| word.is_ascii()).map(|lower| {
        lower.copy_from_slice(word.as_bytes());
        lower.make_ascii_lowercase();
        Key::of_bytes(lower)
    });
    lower.unwrap_or_else(|| Key::of(&word.to_lowercase())).bits()
}
