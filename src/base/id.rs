//! Ids: short, stable, made from what they name.

use std::{
    borrow::Cow,
    collections::HashMap,
    hash::{BuildHasherDefault, Hasher},
};

use sha2::{Digest as _, Sha256};

/// Crockford's base 32 in lower case: no `i`, `l`, `o`, `u` to misread.
const ALPHABET: &[u8; 32] = b"0123456789abcdefghjkmnpqrstvwxyz";

/// `prefix` and 20 characters (100 bits) of a SHA-256 over `parts`. The parts are length-prefixed,
/// so that `["ab", "c"]` and `["a", "bc"]` give different ids. Starts with a letter, since
/// spreadsheets take `12e45` for a number.
#[must_use]
pub fn make(prefix: &str, parts: &[&str]) -> String {
    Parts::default().with(parts).id(prefix)
}

/// The first parts of many ids, hashed once.
#[derive(Clone, Debug, Default)]
pub struct Parts(Sha256);

impl Parts {
    /// These parts and more.
    #[must_use]
    pub fn with(&self, parts: &[&str]) -> Self {
        let mut hash = self.0.clone();
        for part in parts {
            hash.update((part.len() as u64).to_be_bytes());
            hash.update(part.as_bytes());
        }
        Self(hash)
    }

    /// What tells these parts from others.
    #[must_use]
    pub fn digest(&self) -> [u8; 32] {
        self.0.clone().finalize().into()
    }

    /// As [`make`] has it.
    #[must_use]
    pub fn id(&self, prefix: &str) -> String {
        spell(prefix, &self.digest())
    }
}

/// A map by the digests of parts.
pub type ByDigest<V> = HashMap<[u8; 32], V, BuildHasherDefault<FirstBytes>>;

/// The first bytes of a digest, which are as good as any hash of it.
#[derive(Clone, Copy, Debug, Default)]
pub struct FirstBytes(u64);

impl Hasher for FirstBytes {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        self.0 = bytes.first_chunk().map_or(self.0, |first| u64::from_le_bytes(*first));
    }
}

/// The id of parts with this digest.
#[must_use]
pub fn spell(prefix: &str, digest: &[u8; 32]) -> String {
    // Five bits a character; 20 characters use the first 100 bits.
    let spelt: [u8; 20] = std::array::from_fn(|n| {
        let bit = n * 5;
        let pair = u16::from(digest[bit / 8]) << 8 | u16::from(digest[bit / 8 + 1]);
        ALPHABET[usize::from(pair >> (11 - bit % 8)) & 31]
    });
    [prefix, std::str::from_utf8(&spelt).unwrap_or_default()].concat()
}

/// The lower-case hexadecimal SHA-256 of `bytes`.
#[must_use]
pub fn sha256(bytes: &[u8]) -> String {
    hex(&Sha256::digest(bytes))
}

/// Lower-case hexadecimal.
#[must_use]
pub fn hex(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 16] = b"0123456789abcdef";
    bytes.iter().flat_map(|b| [DIGITS[usize::from(b >> 4)] as char, DIGITS[usize::from(b & 15)] as char]).collect()
}

/// White space folded to single blanks: an id does not know how lines are broken.
#[must_use]
pub fn fold(text: &str) -> Cow<'_, str> {
    if is_folded(text) {
        return text.into();
    }
    text.split_whitespace().collect::<Vec<_>>().join(" ").into()
}

/// Whether the only white space in a text are single blanks between its words. All bytes are seen, which processors
/// do in blocks.
fn is_folded(text: &str) -> bool {
    let bytes = text.as_bytes();
    let other = bytes.iter().fold(false, |some, byte| some | matches!(byte, b'\t'..=b'\r'));
    let pairs = bytes.iter().zip(bytes.iter().skip(1));
    let double = pairs.map(|pair| pair == (&b' ', &b' ')).fold(false, |some, double| some | double);
    let wide = |c: char| !c.is_ascii() && c.is_whitespace();
    !other && !double && text.trim_matches(' ').len() == text.len() && (text.is_ascii() || !text.contains(wide))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_are_stable_and_parts_do_not_run_together() {
        assert_eq!(make("clm", &["a", "b"]), make("clm", &["a", "b"]));
        assert_ne!(make("clm", &["ab", "c"]), make("clm", &["a", "bc"]));
        assert_eq!(make("clm", &["a"]).len(), 23);
    }

    #[test]
    fn sha256_matches_the_published_test_vector() {
        // FIPS 180-2, appendix B.1.
        assert_eq!(sha256(b"abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    }
}
