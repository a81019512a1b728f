//! Endings of words.

use serde::Deserialize;

/// Some endings. Most words end in another letter than any of them, which is looked at first.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(from = "Vec<String>")]
pub struct Endings {
    /// Those of at most eight bytes, each with the bits of as many bytes as it has.
    short: Vec<(u64, u64)>,
    long: Vec<String>,
    /// By last byte, of those below 128: whether an ending has it. Other bytes may.
    last: u128,
}

impl From<Vec<String>> for Endings {
    fn from(all: Vec<String>) -> Self {
        let last = all.iter().filter_map(|end| end.bytes().last().filter(u8::is_ascii));
        let last = last.fold(0, |set, byte| set | 1 << byte);
        let (short, long): (Vec<String>, Vec<String>) = all.into_iter().partition(|end| end.len() <= SHORT);
        let bits = |end: &String| (end.bytes().fold(0, |bits, _| bits << 8 | 0xff), tail(end));
        Self { short: short.iter().map(bits).collect(), long, last }
    }
}

/// How many bytes are compared at once.
const SHORT: usize = 8;

/// The last eight bytes of a word, the very last in the lowest bits; nought before its first.
#[inline]
fn tail(word: &str) -> u64 {
    let bytes = word.as_bytes();
    match bytes.last_chunk() {
        Some(last) => u64::from_be_bytes(*last),
        None => bytes.iter().fold(0, |tail, byte| tail << 8 | u64::from(*byte)),
    }
}

impl Endings {
    /// Whether a word ends so.
    #[must_use]
    #[inline]
    pub fn end(&self, word: &str) -> bool {
        let may = word.bytes().last().is_some_and(|byte| !byte.is_ascii() || self.last >> byte & 1 == 1);
        if !may {
            return false;
        }
        let tail = tail(word);
        self.short.iter().any(|(bits, end)| tail & bits == *end)
            || self.long.iter().any(|end| word.ends_with(end.as_str()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_ends_in_one_of_them() {
        let endings = Endings::from(["ed", "ing", "ó", "eightfold", "halfways"].map(String::from).to_vec());
        assert_eq!(
            ["fed", "", "mad", "ring", "bajó", "él"].map(|word| endings.end(word)),
            [true, false, false, true, true, false]
        );
        assert_eq!(
            ["ed", "d", "untangled", "eightfold", "fold", "halfways", "ways"].map(|word| endings.end(word)),
            [true, false, true, true, false, true, false]
        );
    }
}
