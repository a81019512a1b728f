//! Pull quotes: passages that repeat, word for word, what a longer block says.
//!
//! Words are compared without case and signs. Each passage has a hash of its first words and one of
//! all of them; one walk over the document with rolling hashes finds the repeats.

use std::collections::{BTreeSet, HashMap};

use super::{
    draft::{Draft, Piece},
    model::{Aside, BlockKind},
};

/// Words of the shortest and the longest passage that is taken for a pull quote.
const SHORTEST: usize = 6;
const LONGEST: usize = 90;

/// Marks the repeats of a draft.
pub(super) fn find(draft: &mut Draft<'_>) {
    let text = Words::of(draft);
    let mut passages = Passages::default();
    for (n, words) in text.blocks() {
        let block = &draft.blocks[n];
        let is_quote = block.kind == BlockKind::Quote;
        let sentence = || words.len() >= 10 || draft.text[block.span].ends_with(|c: char| !c.is_alphanumeric());
        let may = is_quote || block.kind == BlockKind::Paragraph && sentence();
        if may && words.len() <= LONGEST {
            passages.add(n, words);
        }
    }
    if passages.all.is_empty() {
        return;
    }
    let filter = Filter::of(&passages.lengths);
    let mut repeats = BTreeSet::new();
    let mut sums = Sums::default();
    let is_quote = |n: usize| draft.blocks[n].kind == BlockKind::Quote;
    for (block, words) in text.blocks() {
        sums.set(words);
        for at in 0..=words.len() - SHORTEST {
            let first = sums.range(at, SHORTEST);
            if !filter.may_hold(first) {
                continue;
            }
            let Some(lengths) = passages.lengths.get(&first) else { continue };
            for len in lengths.iter().copied().filter(|len| at + len <= words.len()) {
                let key = (len, sums.range(at, len));
                // Only in a block that is longer than the passage; a quotation also in a paragraph that says just this.
                if len < words.len() {
                    repeats.extend(passages.all.remove(&key).unwrap_or_default());
                } else if !is_quote(block) {
                    repeats.extend(passages.all.get(&key).into_iter().flatten().filter(|n| is_quote(**n)));
                }
            }
        }
    }
    for n in repeats {
        draft.blocks[n].aside = Some(Aside::PullQuote);
    }
}

/// The words of the blocks that may repeat or be repeated: a hash of each.
#[derive(Default)]
struct Words {
    hashes: Vec<u32>,
    /// Each block with the end of its words; those of less than `SHORTEST` words are left out.
    ends: Vec<(usize, usize)>,
}

impl Words {
    fn of(draft: &Draft<'_>) -> Self {
        let mut words = Self::default();
        let code = |b: &Piece| matches!(b.kind, BlockKind::Code | BlockKind::TableCell);
        for (n, block) in draft.blocks.iter().enumerate().filter(|(_, b)| b.aside.is_none() && !code(b)) {
            let start = words.hashes.len();
            hashes(&draft.text[block.span], &mut words.hashes);
            if words.hashes.len() - start < SHORTEST {
                words.hashes.truncate(start);
            } else {
                words.ends.push((n, words.hashes.len()));
            }
        }
        words
    }

    /// The blocks with their words.
    fn blocks(&self) -> impl Iterator<Item = (usize, &[u32])> {
        let mut start = 0;
        self.ends.iter().map(move |&(block, end)| (block, &self.hashes[std::mem::replace(&mut start, end)..end]))
    }
}

/// What may be a pull quote. The maps are only asked for keys, never walked through.
#[derive(Default)]
struct Passages {
    /// By the hash of the first words: the lengths of the passages that begin so.
    lengths: HashMap<u64, Vec<usize>>,
    /// By length and hash: the blocks.
    all: HashMap<(usize, u64), Vec<usize>>,
}

impl Passages {
    fn add(&mut self, block: usize, words: &[u32]) {
        let lengths = self.lengths.entry(hash(&words[..SHORTEST])).or_default();
        if !lengths.contains(&words.len()) {
            lengths.push(words.len());
        }
        self.all.entry((words.len(), hash(words))).or_default().push(block);
    }
}

/// A bit for each hash, some of them shared: tells most words that begin no passage at once.
struct Filter {
    bits: Vec<u64>,
    shift: u32,
}

impl Filter {
    fn of(known: &HashMap<u64, Vec<usize>>) -> Self {
        let size = (known.len() * 16).next_power_of_two().max(64);
        let mut filter = Self { bits: vec![0; size / 64], shift: 64 - size.trailing_zeros() };
        // In which order the bits are set makes no difference.
        #[expect(clippy::iter_over_hash_type, reason = "setting bits commutes")]
        for hash in known.keys() {
            let bit = filter.bit(*hash);
            filter.bits[bit / 64] |= 1 << (bit % 64);
        }
        filter
    }

    fn may_hold(&self, hash: u64) -> bool {
        let bit = self.bit(hash);
        self.bits[bit / 64] >> (bit % 64) & 1 == 1
    }

    /// The upper bits of a product depend on all bits of its factors; there are few enough of them for any `usize`.
    #[expect(clippy::cast_possible_truncation, reason = "at most as many bits as `bits` has")]
    fn bit(&self, hash: u64) -> usize {
        (hash.wrapping_mul(BASE) >> self.shift) as usize
    }
}

/// By ASCII letter or digit, itself in lower case; 0 for signs.
const SMALL: [u8; 128] = {
    let mut small = [0; 128];
    let mut byte = 0_u8;
    while byte < 128 {
        if byte.is_ascii_alphanumeric() {
            small[byte as usize] = byte.to_ascii_lowercase();
        }
        byte += 1;
    }
    small
};

/// Adds a hash of each word of a text, without case.
fn hashes(text: &str, words: &mut Vec<u32>) {
    const EMPTY: u64 = 0xcbf2_9ce4_8422_2325;
    // Up to nine letters stand side by side in a word's 64 bits; they are mixed when the word is complete.
    let add = |word: u64, value: u32| word.rotate_left(7) ^ u64::from(value);
    let mix = |word: u64| (word.wrapping_mul(BASE) >> 32) as u32;
    let mut word = EMPTY;
    let mut at = 0;
    while let Some(&byte) = text.as_bytes().get(at) {
        at += 1;
        if byte.is_ascii() {
            match SMALL[usize::from(byte)] {
                0 if word == EMPTY => {}
                0 => words.push(mix(std::mem::replace(&mut word, EMPTY))),
                small => word = add(word, u32::from(small)),
            }
            continue;
        }
        let Some(c) = text[at - 1..].chars().next() else { break };
        at += c.len_utf8() - 1;
        if c.is_alphanumeric() {
            word = c.to_lowercase().fold(word, |word, c| add(word, u32::from(c)));
        } else if word != EMPTY {
            words.push(mix(std::mem::replace(&mut word, EMPTY)));
        }
    }
    if word != EMPTY {
        words.push(mix(word));
    }
}

const BASE: u64 = 0x9e37_79b9_7f4a_7c15;

/// The powers of the base up to that of the longest passage.
const POWERS: [u64; LONGEST + 1] = {
    let mut powers = [1; LONGEST + 1];
    let mut n = 1;
    while n < powers.len() {
        powers[n] = BASE.wrapping_mul(powers[n - 1]);
        n += 1;
    }
    powers
};

fn hash(words: &[u32]) -> u64 {
    words.iter().fold(0, |sum: u64, word| sum.wrapping_mul(BASE).wrapping_add(u64::from(*word)))
}

/// Hashes of any run of words in constant time.
#[derive(Default)]
struct Sums(Vec<u64>);

impl Sums {
    fn set(&mut self, words: &[u32]) {
        self.0.clear();
        self.0.push(0);
        self.0.extend(words.iter().scan(0_u64, |sum, word| {
            *sum = sum.wrapping_mul(BASE).wrapping_add(u64::from(*word));
            Some(*sum)
        }));
    }

    fn range(&self, at: usize, len: usize) -> u64 {
        self.0[at + len].wrapping_sub(self.0[at].wrapping_mul(POWERS[len]))
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Aside, read};

    #[test]
    fn a_passage_repeated_in_a_longer_block_is_a_pull_quote() {
        let text = "The harvest failed in the north. Prices of maize rose by 40 percent within a single season, and \
                    many families left.\n\n\"...prices of maize rose by 40 percent within a single season...\"\n\n\
                    Prices of beans rose by 40 percent within a single season.\n";
        let document = read("a.txt", text.as_bytes());
        let asides: Vec<_> = document.blocks.iter().map(|b| b.aside).collect();
        assert_eq!(asides, [None, Some(Aside::PullQuote), None]);
    }
}
