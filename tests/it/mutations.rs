//! Documents as they come out of broken editors, transfers and minds: whatever is done to the bytes of a document,
//! nothing panics and every claim keeps its promise.
//!
//! The cases are made from a seed, so that each can be made again. `CUANTIA_FUZZ_CASES=200000 cargo test mutations` tries
//! more of them than the usual ones; `CUANTIA_FUZZ_FIRST` is the number of the first.

use std::{
    fmt::Write as _,
    panic::{AssertUnwindSafe, catch_unwind},
    sync::LazyLock,
};

use cuantia::{
    base::period::Date,
    claim::{self, Context},
    document::{self, Format},
    vocabulary::{Extensions, Vocabulary},
};

use crate::evidence::documents;

/// Cases of an ordinary run.
const CASES: u64 = 2_000;

/// Documents are cut to pieces of about this many bytes before they are changed: many small cases find more than few large.
const PIECE: usize = 1_500;

static VOCABULARY: LazyLock<Vocabulary> =
    LazyLock::new(|| Vocabulary::new("en", &Extensions::default()).expect("the built-in vocabulary"));

/// `SplitMix64`.
struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// Below `n`; 0 where `n` is 0.
    fn below(&mut self, n: usize) -> usize {
        usize::try_from(self.next() % (n.max(1) as u64)).unwrap_or(0)
    }

    fn pick<'a, T: ?Sized>(&mut self, of: &[&'a T]) -> &'a T {
        of[self.below(of.len())]
    }

    /// A range of at most `longest` bytes.
    fn range(&mut self, len: usize, longest: usize) -> std::ops::Range<usize> {
        let start = self.below(len + 1);
        start..(start + self.below(longest + 1)).min(len)
    }
}

/// What is put in: numbers beyond measure, signs that mean something to a reader, words around numbers.
const ODD: &[&str] = &[
    "99999999999999999999999999999999999999",
    "0.00000000000000000000000000000000000001",
    "1e999999999",
    "-0",
    "79228162514264337593543950335",
    "79,228,162,514,264,337,593,543,950,335 million billion trillion",
    "1,2,3,4,5,6",
    "1.2.3.4",
    "9999-99-99",
    "32767-12-31",
    "-32768",
    "in 99999",
    "between 9 and 3 percent",
    "½¾⅓",
    "1 in 0",
    "0 out of 0 people",
    "per 0",
    "٣٤٥",
    "１２３",
    "一千",
    "$€£¥₹",
    "%‰‱",
    "\u{0}",
    "\u{feff}",
    "\u{ad}",
    "\u{200b}",
    "\u{202e}",
    "\u{301}\u{301}\u{301}",
    "İıŉßẞǅ",
    "K Å Ω",
    "👩‍👩‍👧‍👦",
    "\r",
    "\r\n\r\n",
    "\u{2028}",
    "\u{a0}\u{202f}\u{2009}",
    "[1]",
    "[^1]: ",
    "¹²³",
    "<sup>2</sup>",
    "</p><p>",
    "<table><td>",
    "&amp;#49;&nbsp;&#x10ffff;&#0;",
    "<!--",
    "```\n",
    "**",
    "| 1 | 2 |\n|---|---|\n",
    "# ",
    "Notes\n\n1. ",
    "“",
    "'s ’s",
    " nearly tens of thousands of ",
    " more than half of the ",
    " fell by two thirds to $3.5 billion in ",
    " twice as many as in the first quarter of 2011–12 ",
    " a year earlier, ",
    " thousand hundred million dozen ",
    " no more than zero ",
    ", respectively, ",
];

/// Does one thing to a document.
fn mutate(raw: &mut Vec<u8>, other: &[u8], random: &mut Random) {
    match random.below(10) {
        0 => {
            for _ in 0..=random.below(4) {
                let (at, bit) = (random.below(raw.len()), random.below(8));
                if let Some(byte) = raw.get_mut(at) {
                    *byte ^= 1 << bit;
                }
            }
        }
        1 => drop(raw.drain(random.range(raw.len(), 40))),
        2 => {
            let copied = raw[random.range(raw.len(), 200)].to_vec();
            let at = random.below(raw.len() + 1);
            raw.splice(at..at, copied);
        }
        3 => {
            let piece = other[random.range(other.len(), 300)].to_vec();
            let range = random.range(raw.len(), 60);
            raw.splice(range, piece);
        }
        4 => raw.truncate(random.below(raw.len() + 1)),
        5 => {
            let mut text = String::new();
            for _ in 0..=random.below(6) {
                // Of all planes, or of the ones with letters and signs.
                let below = [0x80, 0x800, 0x3000, 0x0011_0000][random.below(4)];
                text.extend(u32::try_from(random.below(below)).ok().and_then(char::from_u32));
            }
            let at = random.below(raw.len() + 1);
            raw.splice(at..at, text.into_bytes());
        }
        6 => {
            // A number is made another one.
            let digits: Vec<usize> = (0..raw.len()).filter(|n| raw[*n].is_ascii_digit()).collect();
            if !digits.is_empty() {
                let at = digits[random.below(digits.len())];
                let mut number = String::new();
                for _ in 0..random.below(45) {
                    let _ = write!(number, "{}", random.below(10));
                }
                raw.splice(at..=at, number.into_bytes());
            }
        }
        7 => {
            // Words change places.
            let words: Vec<usize> = (0..raw.len()).filter(|n| raw[*n] == b' ').collect();
            if words.len() > 3 {
                let n = random.below(words.len() - 2);
                raw[words[n]..words[n + 2]].rotate_left(words[n + 1] - words[n]);
            }
        }
        _ => {
            let range = random.range(raw.len(), 6);
            raw.splice(range, random.pick(ODD).bytes());
        }
    }
}

/// The document of a case.
fn case(seed: u64, documents: &[(String, Vec<u8>)]) -> (String, Vec<u8>) {
    let mut random = Random(seed.wrapping_mul(0xa076_1d64_78bd_642f));
    let (name, whole) = &documents[random.below(documents.len())];
    let other = &documents[random.below(documents.len())].1;
    let start = random.below(whole.len().saturating_sub(PIECE));
    let mut raw = whole[start..(start + PIECE).min(whole.len())].to_vec();
    for _ in 0..=random.below(12) {
        mutate(&mut raw, other, &mut random);
    }
    let endings = [name.as_str(), "a.txt", "a.md", "a.html"];
    let name = endings[random.below(8).min(3) * random.below(2)];
    (name.to_string(), raw)
}

/// What is wrong with the claims of a document.
fn fault(name: &str, raw: &[u8]) -> Option<String> {
    let document = document::read(name, raw);
    let context = Context {
        source_id: "mutation",
        published: Date::parse("2020-05-17"),
        vocabulary: &VOCABULARY,
        indicators: &[],
    };
    for claim in claim::claims(&document, &context) {
        let text = document.text.get(claim.span.range());
        if text != Some(claim.exact.as_str()) {
            return Some(format!("{:?} is {text:?} in the text", claim.exact));
        }
        if document.format != Format::Pdf {
            let back = document.read_back(raw, claim.span);
            if !back.as_deref().is_some_and(|back| document::same(back, &claim.exact)) {
                return Some(format!("{:?} is {back:?} in the file ({:?})", claim.exact, document.format));
            }
        }
        for part in &claim.parts {
            if document.text.get(part.span.range()).is_none() {
                return Some(format!("a part of {:?} is no range of the text: {part:?}", claim.exact));
            }
        }
    }
    None
}

fn number(variable: &str) -> Option<u64> {
    std::env::var(variable).ok()?.parse().ok()
}

#[test]
fn no_mutation_makes_it_panic_or_break_a_promise() {
    let documents: Vec<_> = documents("raw").into_iter().chain(documents("tests/corpus")).collect();
    let cases = number("CUANTIA_FUZZ_CASES").unwrap_or(CASES);
    let first = number("CUANTIA_FUZZ_FIRST").unwrap_or(0);
    let mut faults = Vec::new();
    for seed in first..first + cases {
        let (name, raw) = case(seed, &documents);
        let found = catch_unwind(AssertUnwindSafe(|| fault(&name, &raw)));
        if let Some(found) = found.unwrap_or_else(|_| Some("a panic".into())) {
            if let Some(folder) = std::env::var_os("CUANTIA_FUZZ_KEEP") {
                let file = std::path::Path::new(&folder).join(format!("{seed}-{name}"));
                std::fs::write(file, &raw).expect("a folder for what was found");
            }
            faults.push(format!("case {seed} as {name}: {found}"));
        }
    }
    assert!(faults.is_empty(), "{} of {cases}:\n{}", faults.len(), faults[..faults.len().min(40)].join("\n"));
}
