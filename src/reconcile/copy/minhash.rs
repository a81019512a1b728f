//! Documents that are one text in two places, by `MinHash` and locality-sensitive hashing (Broder: On the resemblance and
//! containment of documents, 1997; Leskovec, Rajaraman, Ullman: Mining of massive datasets, chapter 3).

use std::collections::{BTreeSet, HashMap};

use rayon::prelude::*;

use super::words::{Words, mix, shingles};

/// Words in a shingle.
const K: usize = 5;
/// Hashes in a signature: [`BANDS`] bands of [`ROWS`].
const HASHES: usize = BANDS * ROWS;
const BANDS: usize = 32;
const ROWS: usize = 4;
/// Documents with this part of their shingles in common, of all that either has, are one text: about every tenth word of
/// a copy can be another.
const ALIKE: f64 = 0.5;
/// A text of fewer words is no document that could be told from another.
const LEAST: usize = 40;

/// Pairs of documents that are the same text, the lower number first, in order.
#[must_use]
pub fn syndicated(documents: &[Words]) -> Vec<(usize, usize)> {
    let signatures: Vec<Option<[u64; HASHES]>> = documents.par_iter().map(signature).collect();
    let mut candidates: BTreeSet<(usize, usize)> = BTreeSet::new();
    for band in 0..BANDS {
        let mut buckets: HashMap<&[u64], Vec<usize>> = HashMap::new();
        for (n, signature) in signatures.iter().enumerate() {
            if let Some(rows) = signature.as_ref().and_then(|s| s.get(band * ROWS..(band + 1) * ROWS)) {
                buckets.entry(rows).or_default().push(n);
            }
        }
        let mut alike: Vec<Vec<usize>> = buckets.into_values().filter(|of| of.len() > 1).collect();
        alike.sort_unstable();
        // The first of a bucket stands for the others: a text in a thousand places is compared a thousand times.
        for of in alike {
            candidates.extend(of.iter().skip(1).map(|n| (of[0], *n)));
        }
    }
    candidates.into_iter().filter(|(one, other)| resemblance(&documents[*one], &documents[*other]) >= ALIKE).collect()
}

fn signature(words: &Words) -> Option<[u64; HASHES]> {
    if words.len() < LEAST {
        return None;
    }
    let mut lowest = [u64::MAX; HASHES];
    for shingle in shingles::<K>(words.hashes()) {
        for (seed, lowest) in SEEDS.iter().zip(&mut lowest) {
            // Multiplying by an odd number permutes the hashes, and the high bits are those that it stirs.
            *lowest = (*lowest).min((shingle ^ seed).wrapping_mul(seed | 1));
        }
    }
    Some(lowest)
}

const SEEDS: [u64; HASHES] = seeds();

const fn seeds() -> [u64; HASHES] {
    let mut seeds = [0_u64; HASHES];
    let mut z = 0x0005_DEEC_E66D_u64;
    let mut n = 0;
    while n < HASHES {
        // The constants of Knuth's MMIX generator.
        z = z.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        seeds[n] = z ^ (z >> 33);
        n += 1;
    }
    seeds
}

/// The part of the shingles of either that both have.
fn resemblance(one: &Words, other: &Words) -> f64 {
    let set = |words: &Words| {
        let mut all: Vec<u64> = shingles::<K>(words.hashes()).map(mix).collect();
        all.sort_unstable();
        all.dedup();
        all
    };
    let (one, other) = (set(one), set(other));
    let both = one.iter().filter(|shingle| other.binary_search(shingle).is_ok()).count();
    let either = one.len() + other.len() - both;
    let count = |n: usize| f64::from(u32::try_from(n).unwrap_or(u32::MAX));
    if either == 0 { 0.0 } else { count(both) / count(either) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn article(seed: usize, edits: usize) -> Words {
        let word =
            |n: usize| if edits > 0 && n % 25 < edits { format!("e{n}") } else { format!("w{}", n * 7 + seed * 1000) };
        Words::new(&(0..300).map(word).collect::<Vec<_>>().join(" "))
    }

    #[test]
    fn a_text_in_two_places_is_found_and_another_is_not() {
        let documents =
            [article(1, 0), article(2, 0), article(1, 1), article(1, 0), article(1, 12), Words::new("Short.")];
        assert_eq!(syndicated(&documents), [(0, 2), (0, 3)]);
    }
}
