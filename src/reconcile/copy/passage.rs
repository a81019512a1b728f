//! Passages that two documents share, by winnowing (Schleimer, Wilkerson, Aiken: Winnowing: local algorithms for document
//! fingerprinting, SIGMOD 2003).
//!
//! Of every [`WINDOW`] runs of [`K`] words the one with the lowest hash is a fingerprint, so that any shared run of
//! `K + WINDOW − 1` = 12 words has one in common. What has a fingerprint in common is then compared word for word.

use std::collections::HashMap;

use rayon::prelude::*;

use super::words::{Words, shingles};

/// Words in a run that is hashed.
const K: usize = 5;
/// Runs of which one is kept.
const WINDOW: usize = 8;
/// A fingerprint in more documents than this part of all is boilerplate, where it is in more than [`FEW`].
const BOILERPLATE: usize = 100;
const FEW: usize = 10;

/// Words that stand in two documents.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Passage {
    /// Numbers of the documents, the lower first.
    pub one: usize,
    pub other: usize,
    /// Number of the first word in each.
    pub at_one: usize,
    pub at_other: usize,
    /// How many words.
    pub len: usize,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Fingerprint {
    hash: u64,
    document: u32,
    at: u32,
}

/// The longest passages of at least [`K`] words that pairs of documents share, with a fingerprint in each; in order.
#[must_use]
pub fn passages(documents: &[Words]) -> Vec<Passage> {
    let mut prints: Vec<Fingerprint> = documents.par_iter().enumerate().flat_map_iter(|(n, d)| winnow(n, d)).collect();
    prints.par_sort_unstable();
    let most = FEW.max(documents.len() / BOILERPLATE);
    let mut found: HashMap<(usize, usize), Vec<(usize, usize)>> = HashMap::new();
    for same in prints.chunk_by(|a, b| a.hash == b.hash) {
        let in_documents = 1 + same.windows(2).filter(|pair| pair[0].document != pair[1].document).count();
        if in_documents < 2 || in_documents > most || same.len() > 4 * most {
            continue;
        }
        for (n, one) in same.iter().enumerate() {
            for other in same.iter().skip(n + 1).filter(|other| other.document != one.document) {
                let pair = (one.document as usize, other.document as usize);
                found.entry(pair).or_default().push((one.at as usize, other.at as usize));
            }
        }
    }
    let mut pairs: Vec<_> = found.into_iter().collect();
    pairs.sort_unstable();
    pairs.into_par_iter().flat_map_iter(|(pair, seeds)| extended(documents, pair, seeds)).collect()
}

/// The fingerprints of a document.
fn winnow(number: usize, words: &Words) -> Vec<Fingerprint> {
    let Ok(document) = u32::try_from(number) else { return Vec::new() };
    let hashes: Vec<u64> = shingles::<K>(words.hashes()).collect();
    let mut prints = Vec::with_capacity(hashes.len() / 4 + 1);
    let mut kept = usize::MAX;
    // A document with fewer runs than a window is one window.
    for start in 0..(hashes.len() + 1).saturating_sub(WINDOW).max(usize::from(!hashes.is_empty())) {
        let end = (start + WINDOW).min(hashes.len());
        // The last of the lowest, so that neighbouring windows keep the same.
        if kept >= start && kept < end && hashes.get(end - 1) > hashes.get(kept) {
            continue;
        }
        let lowest = (start..end).rev().min_by_key(|n| hashes[*n]);
        if let Some(at) = lowest.filter(|at| *at != kept) {
            kept = at;
            prints.push(Fingerprint { hash: hashes[at], document, at: u32::try_from(at).unwrap_or(u32::MAX) });
        }
    }
    prints
}

/// Compares word for word, in both directions from each seed.
fn extended(documents: &[Words], (one, other): (usize, usize), mut seeds: Vec<(usize, usize)>) -> Vec<Passage> {
    let (a, b) = (documents[one].hashes(), documents[other].hashes());
    // Seeds of one passage have the same distance, and lie one behind the other.
    seeds.sort_unstable_by_key(|(x, y)| (x.wrapping_sub(*y), *x));
    let mut passages: Vec<Passage> = Vec::new();
    for (x, y) in seeds {
        if let Some(last) = passages.last()
            && last.at_one.wrapping_sub(last.at_other) == x.wrapping_sub(y)
            && x < last.at_one + last.len
        {
            continue;
        }
        let before = a[..x].iter().rev().zip(b[..y].iter().rev()).take_while(|(p, q)| p == q).count();
        let behind = a[x..].iter().zip(&b[y..]).take_while(|(p, q)| p == q).count();
        // Different words can have one hash.
        if behind >= K {
            passages.push(Passage { one, other, at_one: x - before, at_other: y - before, len: before + behind });
        }
    }
    passages.sort_unstable();
    passages
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn text(words: &[u16]) -> String {
        words.iter().map(|word| format!("w{word}")).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn boilerplate_is_no_copy() {
        let line = "all rights reserved no part of this page may be used without leave of the publisher";
        let documents: Vec<Words> =
            (0..2000).map(|n| Words::new(&format!("report {n} says {n} things {line}"))).collect();
        assert_eq!(passages(&documents), []);
        assert_eq!(passages(&documents[..3]).len(), 3);
    }

    proptest! {
        #[test]
        fn any_shared_run_of_twelve_words_is_found(
            shared in prop::collection::vec(0..500_u16, 12..40),
            before in prop::collection::vec(1000..1500_u16, 0..60),
            behind in prop::collection::vec(2000..2500_u16, 0..60),
            start in prop::collection::vec(3000..3500_u16, 0..60),
        ) {
            let one = [&before[..], &shared, &behind].concat();
            let other = [&start[..], &shared].concat();
            let found = passages(&[Words::new(&text(&one)), Words::new(&text(&other))]);
            let whole = Passage { one: 0, other: 1, at_one: before.len(), at_other: start.len(), len: shared.len() };
            prop_assert!(found.contains(&whole), "{:?} not in {:?}", whole, found);
        }

        #[test]
        fn what_is_found_is_shared(
            one in prop::collection::vec(0..4_u16, 0..80),
            other in prop::collection::vec(0..4_u16, 0..80),
        ) {
            let documents = [Words::new(&text(&one)), Words::new(&text(&other))];
            for Passage { at_one, at_other, len, .. } in passages(&documents) {
                prop_assert_eq!(&one[at_one..at_one + len], &other[at_other..at_other + len]);
            }
        }
    }
}
