//! Endings of words.

use serde::Deserialize;

/// Some endings. Most words end in another letter than any of them, which is looked at first.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(from = "Vec<String>")]
pub struct Endings {
    all: Vec<String>,
    /// By last byte, of those below 128: whether an ending has it. Other bytes may.
    last: u128,
}

impl From<Vec<String>> for Endings {
    fn from(all: Vec<String>) -> Self {
        let last = all.iter().filter_map(|end| end.bytes().last().filter(u8::is_ascii));
        Self { last: last.fold(0, |set, byte| set | 1 << byte), all }
    }
}

impl Endings {
    /// Whether a word ends so.
    #[must_use]
    #[inline]
    pub fn end(&self, word: &str) -> bool {
        let may = word.bytes().last().is_some_and(|byte| !byte.is_ascii() || self.last >> byte & 1 == 1);
        may && self.all.iter().any(|end| word.ends_with(end.as_str()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_ends_in_one_of_them() {
        let endings = Endings::from(["ed", "ing", "ó"].map(String::from).to_vec());
        assert_eq!(
            ["fed", "", "mad", "ring", "bajó", "él"].map(|word| endings.end(word)),
            [true, false, false, true, true, false]
        );
    }
}
