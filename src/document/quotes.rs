//! Pull quotes: passages that repeat, word for word, what a longer block says.
//!
//! Words are compared without case and signs. Each passage has a hash of its first words and one of
//! all of them; one walk over the document with rolling hashes finds the repeats.

use std::collections::{BTreeMap, BTreeSet};

use super::{
    draft::Draft,
    model::{Aside, BlockKind},
};

/// Words of the shortest and the longest passage that is taken for a pull quote.
const SHORTEST: usize = 6;
const LONGEST: usize = 90;

/// Marks the repeats of a draft.
pub(super) fn find(draft: &mut Draft<'_>) {
    let blocks: Vec<(usize, Vec<u64>)> = draft
        .blocks
        .iter()
        .enumerate()
        .filter(|(_, b)| b.aside.is_none() && !matches!(b.kind, BlockKind::Code | BlockKind::TableCell))
        .map(|(n, b)| (n, words(&draft.text[b.span])))
        .collect();
    let may = |n: usize, words: &[u64]| {
        let block = &draft.blocks[n];
        let sentence = draft.text[block.span].ends_with(|c: char| !c.is_alphanumeric()) || words.len() >= 10;
        (SHORTEST..=LONGEST).contains(&words.len())
            && (block.kind == BlockKind::Quote || (block.kind == BlockKind::Paragraph && sentence))
    };
    // By the hash of the first words: the lengths of the passages that begin so.
    let mut lengths: BTreeMap<u64, BTreeSet<usize>> = BTreeMap::new();
    let mut passages: BTreeMap<(usize, u64), Vec<usize>> = BTreeMap::new();
    for (n, words) in blocks.iter().filter(|(n, words)| may(*n, words)) {
        lengths.entry(hash(&words[..SHORTEST])).or_default().insert(words.len());
        passages.entry((words.len(), hash(words))).or_default().push(*n);
    }
    let mut repeats = BTreeSet::new();
    for (block, words) in blocks.iter().filter(|(_, words)| words.len() >= SHORTEST) {
        let quote = |n: usize| draft.blocks[n].kind == BlockKind::Quote;
        let sums = Sums::of(words);
        for at in 0..=words.len() - SHORTEST {
            let Some(lengths) = lengths.get(&sums.range(at, SHORTEST)) else { continue };
            for len in lengths.iter().copied().filter(|len| at + len <= words.len()) {
                let key = (len, sums.range(at, len));
                // Only in a block that is longer than the passage; a quotation also in a paragraph that says just this.
                if len < words.len() {
                    repeats.extend(passages.remove(&key).unwrap_or_default());
                } else if !quote(*block) {
                    repeats.extend(passages.get(&key).into_iter().flatten().filter(|n| quote(**n)));
                }
            }
        }
    }
    for n in repeats {
        draft.blocks[n].aside = Some(Aside::PullQuote);
    }
}

/// A hash for each word.
fn words(text: &str) -> Vec<u64> {
    text.split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(|word| {
            word.chars().flat_map(char::to_lowercase).fold(0xcbf2_9ce4_8422_2325, |hash: u64, c| {
                (hash ^ u64::from(u32::from(c))).wrapping_mul(0x0000_0100_0000_01b3)
            })
        })
        .collect()
}

const BASE: u64 = 0x9e37_79b9_7f4a_7c15;

fn hash(words: &[u64]) -> u64 {
    words.iter().fold(0, |sum: u64, word| sum.wrapping_mul(BASE).wrapping_add(*word))
}

/// Hashes of any run of words in constant time.
struct Sums {
    sums: Vec<u64>,
    powers: Vec<u64>,
}

impl Sums {
    fn of(words: &[u64]) -> Self {
        let mut sums = vec![0_u64];
        sums.extend(words.iter().scan(0_u64, |sum, word| {
            *sum = sum.wrapping_mul(BASE).wrapping_add(*word);
            Some(*sum)
        }));
        let powers = std::iter::successors(Some(1_u64), |p| Some(p.wrapping_mul(BASE))).take(LONGEST + 1).collect();
        Self { sums, powers }
    }

    fn range(&self, at: usize, len: usize) -> u64 {
        self.sums[at + len].wrapping_sub(self.sums[at].wrapping_mul(self.powers[len]))
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
