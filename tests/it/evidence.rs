//! The promise of every claim: its text range is `exact`, and so is its raw range, decoded and without its mark-up.

use std::{fs, path::Path, sync::LazyLock};

use cuantia::{
    document::{self, Format},
    pipeline::Extractor,
    vocabulary::Extensions,
};
use proptest::prelude::*;

static EXTRACTOR: LazyLock<Extractor> =
    LazyLock::new(|| Extractor::new(Vec::new(), &Extensions::default()).expect("the built-in vocabulary"));

/// Fails unless every claim of the document keeps its promise; the number of its claims.
fn kept(name: &str, raw: &[u8]) -> usize {
    let document = document::read(name, raw);
    let extracted = EXTRACTOR.extract(name, name, raw, None);
    let broken: Vec<_> = extracted.diagnostics.iter().filter(|d| d.id == "claim-off-its-text").collect();
    assert!(broken.is_empty(), "{name}: {broken:#?}");
    for claim in &extracted.claims {
        assert_eq!(&document.text[claim.span], claim.exact, "{name}");
        let Some(range) = claim.raw else {
            assert_eq!(document.format, Format::Pdf, "{name}: only PDF has no bytes");
            continue;
        };
        assert!(range.end() <= raw.len(), "{name}: {:?}", claim.exact);
        let read = document.read_back(raw, claim.span).expect("it has bytes");
        assert!(document::same(&read, &claim.exact), "{name}: {read:?} is not {:?}", claim.exact);
        for part in &claim.parts {
            assert!(document.text.get(part.span.range()).is_some(), "{name}: {part:?}");
        }
        assert!(claim.sentence_span.contains(claim.span), "{name}: {:?}", claim.exact);
    }
    extracted.claims.len()
}

fn utf16(text: &str, bytes: fn(u16) -> [u8; 2]) -> Vec<u8> {
    std::iter::once(0xfeff).chain(text.encode_utf16()).flat_map(bytes).collect()
}

/// The documents of a folder of the repository, with their names.
pub(crate) fn documents(folder: &str) -> Vec<(String, Vec<u8>)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
    let mut out: Vec<_> = fs::read_dir(folder)
        .expect("it is part of the repository")
        .map(|entry| entry.expect("an entry").path())
        .filter(|path| path.extension().is_some_and(|end| end != "toml" && end != "jsonl" && end != "json"))
        .map(|path| {
            (path.file_name().expect("a name").to_string_lossy().into_owned(), fs::read(&path).expect("a file"))
        })
        .collect();
    out.sort();
    out
}

#[test]
fn every_document_of_the_repository_keeps_it_in_every_encoding() {
    let mut claims = 0;
    for (name, raw) in documents("raw").into_iter().chain(documents("tests/corpus")) {
        let count = kept(&name, &raw);
        claims += count;
        let Ok(text) = std::str::from_utf8(&raw) else { continue };
        assert_eq!(kept(&name, &utf16(text, u16::to_le_bytes)), count, "{name} in UTF-16LE");
        assert_eq!(kept(&name, &utf16(text, u16::to_be_bytes)), count, "{name} in UTF-16BE");
        assert_eq!(kept(&name, format!("\u{feff}{text}").as_bytes()), count, "{name} with a mark");
        kept(&name, text.replace('\n', "\r\n").as_bytes());
        let western: Option<Vec<u8>> = text.chars().map(|c| u8::try_from(u32::from(c)).ok()).collect();
        if let Some(western) = western {
            kept(&name, &western);
        }
    }
    assert!(claims > 200, "{claims} claims were tried");
}

/// Pieces of sentences, some with quantities, some with what troubles a reader.
fn piece() -> impl Strategy<Value = &'static str> {
    prop::sample::select(vec![
        "In 2019 the port handled ",
        "4,120 ships",
        "nearly $3 billion",
        "€2.5m",
        "12 percent",
        "8.5 tonnes of café au lait",
        "between 10 and 20 people",
        "one third of “all” households",
        "tens of thousands of fish",
        "1 in 5 children",
        " and ",
        ", while ",
        ". Then ",
        " (about 30 miles)",
        "—up by 7%",
        "ﬁve ships",
        "naïve 40 km",
        " £1,200",
        " 🚢 ",
        "soft\u{ad}hyphen 9 boats",
        "\u{a0}500\u{a0}000 litres",
        "the U.S. paid US$4 million",
        "2007-2011",
        "Núm. 432",
    ])
}

/// Prose as a file of the format, with mark-up around some of its pieces.
fn page(format: &str, pieces: &[(&str, u8)]) -> String {
    let mut out = String::from(match format {
        "html" => {
            "<!doctype html><html><head><title>T</title></head><body><nav>Menu 3 items</nav><article><h1>On ships</h1><p>"
        }
        "md" => "# On ships\n\n",
        _ => "On ships\n\n",
    });
    for (n, (piece, mark)) in pieces.iter().enumerate() {
        let piece = if format == "html" { piece.replace('&', "&amp;") } else { (*piece).to_owned() };
        let marked = match (format, mark) {
            ("html", 0) => format!("<strong>{piece}</strong>"),
            ("html", 1) => format!("<a href=\"/x?a=1&amp;b=2\">{piece}</a>"),
            ("html", 2) => format!("{piece}<sup>{n}</sup>"),
            ("html", 3) => format!("{}</p>\n<p>", piece.replace(' ', "&nbsp;")),
            ("html", 4) => format!("<!-- 99 ships -->{piece}<br>"),
            ("md", 0) => format!("**{piece}**"),
            ("md", 1) => format!("[{piece}](https://example.org/a_(b))"),
            ("md", 2) => format!("{piece}[^{n}]"),
            ("md", 3) => format!("{piece}\n\n- "),
            ("md" | "txt", 4) => format!("{piece}\n"),
            ("txt", 3) => format!("{piece}\n\n"),
            _ => piece,
        };
        out += &marked;
    }
    out += match format {
        "html" => ".</p></article><footer>12 views</footer></body></html>",
        _ => ".\n",
    };
    out
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn made_up_pages_keep_it(
        format in prop::sample::select(vec!["txt", "md", "html"]),
        pieces in prop::collection::vec((piece(), 0_u8..8), 1..24),
    ) {
        let page = page(format, &pieces);
        let name = format!("page.{format}");
        kept(&name, page.as_bytes());
        kept(&name, &utf16(&page, u16::to_le_bytes));
    }
}
