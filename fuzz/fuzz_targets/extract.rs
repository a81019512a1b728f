//! Any bytes, read as a document: nothing panics, and every claim leads back to its bytes.
//! The first byte says what the file is called.

#![no_main]

use std::sync::LazyLock;

use cuantia::{
    claim::{self, Context},
    document::{self, Format},
    vocabulary::{Extensions, Vocabulary},
};
use libfuzzer_sys::fuzz_target;

static VOCABULARY: LazyLock<Vocabulary> =
    LazyLock::new(|| Vocabulary::new("en", &Extensions::default()).expect("the built-in vocabulary"));

fuzz_target!(|data: &[u8]| {
    let Some((first, raw)) = data.split_first() else { return };
    let name = ["a.txt", "a.md", "a.html", "a.pdf"][usize::from(*first % 4)];
    let document = document::read(name, raw);
    let context = Context { source_id: "fuzz", published: None, vocabulary: &VOCABULARY, indicators: &[] };
    for claim in claim::claims(&document, &context) {
        assert_eq!(document.text.get(claim.span.range()), Some(claim.exact.as_str()));
        if document.format != Format::Pdf {
            let back = document.read_back(raw, claim.span).expect("it has bytes");
            assert!(document::same(&back, &claim.exact), "{back:?} is not {:?}", claim.exact);
        }
    }
});
