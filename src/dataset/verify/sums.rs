//! Checksums: the files of a version against its SHA256SUMS, and that against versions.json.

use std::collections::{BTreeMap, BTreeSet};

use super::{Check, Findings};
use crate::{
    base::id,
    dataset::files::{Entry, SUMS, sum_lines},
};

/// The SHA-256 of each file of a version's folder, by name.
pub type Hashes = BTreeMap<String, String>;

/// Looks at the checksums of a version. `sums` are the bytes of its SHA256SUMS, where they can be read.
///
/// Gives the names of the files that are as they were published. What contradicts versions.json goes to `about_index`.
pub fn sums<'h>(
    hashes: &'h Hashes,
    sums: Option<&[u8]>,
    entry: &Entry,
    found: &mut Findings,
    about_index: &mut Findings,
) -> BTreeSet<&'h str> {
    let files: BTreeMap<&str, &str> =
        hashes.iter().filter(|(name, _)| *name != SUMS).map(|(name, hash)| (name.as_str(), hash.as_str())).collect();
    // What SHA256SUMS would be for the files as they are: whether it or they were changed.
    let would = sum_lines(&files);
    let files_whole = id::sha256(would.as_bytes()) == entry.sha256sums;
    let all_whole = || hashes.keys().map(String::as_str).filter(|name| *name != SUMS).collect();
    let Some(bytes) = sums else {
        found.file(Check::Missing, SUMS, "it is not there");
        if files_whole {
            return all_whole();
        }
        found.file(
            Check::Checksum,
            SUMS,
            "nothing vouches for the other files, and they are not those that were published",
        );
        return BTreeSet::new();
    };
    let hash = id::sha256(bytes);
    if hash != entry.sha256sums && bytes == would.as_bytes() {
        let message = format!(
            "{} here, but {hash} is the SHA-256 of {SUMS}, which all files fit: one of the two is not what was published",
            entry.sha256sums
        );
        about_index.cell(Check::Index, "versions.json", &entry.version.to_string(), "sha256sums", message);
    } else if hash != entry.sha256sums {
        let others = if files_whole { "; all other files are as they were published" } else { "" };
        let message = format!("its SHA-256 is {hash}, versions.json records {}{others}", entry.sha256sums);
        found.file(Check::Checksum, SUMS, message);
        if files_whole {
            return all_whole();
        }
    }
    let text = String::from_utf8_lossy(bytes);
    let mut recorded: BTreeMap<&str, &str> = BTreeMap::new();
    for (n, line) in text.lines().enumerate() {
        match line.split_once("  ") {
            Some((hash, name)) if is_hash(hash) && !name.is_empty() => drop(recorded.insert(name, hash)),
            _ => found.cell(
                Check::Checksum,
                SUMS,
                &format!("#{}", n + 1),
                "",
                format!("expected `SHA-256  name`, found {line:?}"),
            ),
        }
    }
    let mut whole = BTreeSet::new();
    for (name, hash) in &recorded {
        match hashes.get_key_value(*name) {
            Some((name, there)) if there == hash => drop(whole.insert(name.as_str())),
            Some((_, there)) => {
                found.file(Check::Checksum, name, format!("its SHA-256 is {there}, {SUMS} records {hash}"));
            }
            None => found.file(Check::Missing, name, format!("it is not there, and {SUMS} names it")),
        }
    }
    for name in files.keys().filter(|name| !recorded.contains_key(*name)) {
        found.file(Check::Extra, name, format!("{SUMS} does not name it"));
    }
    whole
}

/// Whether a text is a SHA-256 in lower-case hexadecimal.
pub(super) fn is_hash(text: &str) -> bool {
    text.len() == 64 && text.bytes().all(|b| matches!(b, b'0'..=b'9' | b'a'..=b'f'))
}
