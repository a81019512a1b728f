//! A text as hashes of its words.

/// The words of a text: runs of letters and digits in lower case, each as a hash and the byte that it starts at.
#[derive(Clone, Debug, Default)]
pub struct Words {
    hashes: Vec<u64>,
    starts: Vec<u32>,
}

impl Words {
    /// Texts beyond 4 GB are cut there.
    #[must_use]
    pub fn new(text: &str) -> Self {
        let mut words = Self::default();
        let mut word: Option<(u32, u64)> = None;
        for (at, letter) in text.char_indices() {
            if letter.is_alphanumeric() {
                let Ok(at) = u32::try_from(at) else { break };
                let (_, hash) = word.get_or_insert((at, FNV_START));
                for lower in letter.to_lowercase() {
                    *hash = step(*hash, lower);
                }
            } else if !(is_inside_number(letter) && word.is_some() && followed_by_digit(text, at + letter.len_utf8())) {
                words.close(word.take());
            }
        }
        words.close(word.take());
        words
    }

    fn close(&mut self, word: Option<(u32, u64)>) {
        if let Some((start, hash)) = word {
            self.hashes.push(hash);
            self.starts.push(start);
        }
    }

    #[must_use]
    pub fn len(&self) -> usize {
        self.hashes.len()
    }

    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.hashes.is_empty()
    }

    /// The hash of each word.
    #[must_use]
    pub fn hashes(&self) -> &[u64] {
        &self.hashes
    }

    /// The numbers of the words that start in a range of bytes.
    #[must_use]
    pub fn within(&self, start: usize, end: usize) -> std::ops::Range<usize> {
        let number = |byte: usize| self.starts.partition_point(|at| (*at as usize) < byte);
        number(start)..number(end)
    }
}

/// `3,000` and `8.5` are one word each: 8.5 and 8.6 have none in common.
fn is_inside_number(letter: char) -> bool {
    matches!(letter, '.' | ',' | '\u{a0}' | '\u{202f}')
}

fn followed_by_digit(text: &str, at: usize) -> bool {
    text.as_bytes().get(at).is_some_and(u8::is_ascii_digit)
}

// FNV-1a over the letters: fast on short words, the same on every machine.
const FNV_START: u64 = 0xcbf2_9ce4_8422_2325;
const FNV_PRIME: u64 = 0x0000_0100_0000_01b3;

fn step(hash: u64, letter: char) -> u64 {
    (hash ^ u64::from(u32::from(letter))).wrapping_mul(FNV_PRIME)
}

/// Spreads the bits of a hash, so that the lowest of several is no matter of their first letters (`SplitMix64`).
pub(super) fn mix(hash: u64) -> u64 {
    let mut z = hash.wrapping_add(0x9E37_79B9_7F4A_7C15);
    z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    z ^ (z >> 31)
}

/// A hash for each run of `K` words.
pub(super) fn shingles<const K: usize>(words: &[u64]) -> impl Iterator<Item = u64> + '_ {
    words.windows(K).map(|run| mix(run.iter().fold(0, |hash, word| mix(hash ^ word))))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_alike_whatever_their_case_and_marks() {
        let one = Words::new("“Some 3,000 people,” he SAID.");
        let other = Words::new("some 3,000 People he said");
        assert_eq!(one.hashes(), other.hashes());
        assert_eq!(one.len(), 5);
        assert_ne!(Words::new("8.5").hashes(), Words::new("8.6").hashes());
        assert_eq!(Words::new("in 2011. 24 ships").len(), 4);
        assert_eq!(one.within(8, 13), 1..2);
    }
}
