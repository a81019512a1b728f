//! Property tests: every span of every block leads back to raw bytes that read the same.

use proptest::prelude::*;

use super::read;
use crate::base::Span;

/// Words as documents have them: figures, signs, accents, abbreviations.
const WORDS: &[&str] = &[
    "people",
    "rose",
    "to",
    "1,200",
    "$3.5",
    "million",
    "in",
    "2011",
    "Año",
    "niños",
    "—",
    "50%",
    "“quoted”",
    "U.S.",
    "the",
    "country’s",
    "8",
    "per",
    "100,000",
    "km²",
    "Müller",
    "(approx.)",
    "well-known",
    "€40",
    "x",
    "Of",
    "all",
    "No.",
    "7th",
];

/// What may stand between two words or around one, in each format, and reads as a space or nothing.
const TEXT_GAPS: &[&str] = &[" ", " ", " ", "  ", "\n", " \r\n  ", " \u{ad}", "\u{200b} "];
const MARKDOWN_GAPS: &[&str] = &[
    " ",
    " ",
    " ",
    "  ",
    "\n",
    " *em* ",
    " **strong** ",
    "<sup>12</sup> ",
    " [link](http://e.org/a_b) ",
    " &amp; ",
    "[^1] ",
    " `code` ",
    "  \n",
];
const HTML_GAPS: &[&str] = &[
    " ",
    " ",
    " ",
    "\n  ",
    " <b>bold</b> ",
    "<sup>12</sup> ",
    "<sup><a href=\"#fn3\">3</a></sup> ",
    "&nbsp;",
    " &amp; ",
    " &#8211; ",
    "<br>",
    " <a href=\"x\">link</a> ",
    "<!-- no --> ",
    " m<sup>2</sup> ",
    "<span> </span>",
];

fn prose(gaps: &'static [&'static str]) -> impl Strategy<Value = String> {
    let word = prop::sample::select(WORDS);
    let gap = prop::sample::select(gaps);
    prop::collection::vec((word, gap), 3..40).prop_map(|pairs| {
        let mut out: String = pairs.iter().flat_map(|(word, gap)| [*word, *gap]).collect();
        out.push_str("end.");
        out
    })
}

fn document() -> impl Strategy<Value = (&'static str, String)> {
    let texts = |gaps| prop::collection::vec((prose(gaps), 0..5_usize), 1..6);
    prop_oneof![
        texts(TEXT_GAPS).prop_map(|blocks| {
            let wrap = |(text, how): &(String, usize)| match how {
                0 => format!("• {text}\n"),
                1 => format!("   {text}\n\n"),
                _ => format!("{text}\n\n"),
            };
            ("a.txt", blocks.iter().map(wrap).collect())
        }),
        texts(MARKDOWN_GAPS).prop_map(|blocks| {
            let wrap = |(text, how): &(String, usize)| match how {
                0 => format!("- {}\n\n", text.replace('\n', " ")),
                1 => format!("> {}\n\n", text.replace('\n', "\n> ")),
                2 => format!("## {}\n\n", text.replace('\n', " ")),
                _ => format!("{text}\n\n"),
            };
            ("a.md", blocks.iter().map(wrap).collect())
        }),
        texts(HTML_GAPS).prop_map(|blocks| {
            let wrap = |(text, how): &(String, usize)| match how {
                0 => format!("<ul><li>{text}</ul>"),
                1 => format!("<h2>{text}</h2>"),
                2 => format!("<table><tr><td>{text}<td>x</table>"),
                _ => format!("<p>{text}</p>\n"),
            };
            ("a.html", format!("<!doctype html><body>{}", blocks.iter().map(wrap).collect::<String>()))
        }),
    ]
}

/// The document in an encoding; in UTF-8 where it does not fit.
fn encode(text: &str, encoding: usize) -> Vec<u8> {
    match encoding {
        0 => text.encode_utf16().flat_map(u16::to_le_bytes).collect(),
        1 => [0xfeff_u16].into_iter().chain(text.encode_utf16()).flat_map(u16::to_be_bytes).collect(),
        2 => match encoding_rs::WINDOWS_1252.encode(text) {
            (raw, _, false) => raw.into_owned(),
            _ => text.as_bytes().to_vec(),
        },
        3 => [b"\xef\xbb\xbf", text.as_bytes()].concat(),
        _ => text.as_bytes().to_vec(),
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 150, ..ProptestConfig::default() })]

    #[test]
    fn every_span_reads_back((name, text) in document(), encoding in 0..5_usize, picks in prop::collection::vec((any::<usize>(), any::<usize>()), 12)) {
        let raw = encode(&text, encoding);
        let document = read(name, &raw);
        for block in &document.blocks {
            let words: Vec<Span> = words(&document.text, block.span);
            prop_assert!(!words.is_empty(), "empty block in {text:?}");
            let picked = picks.iter().map(|(a, b)| words[a % words.len()].cover(words[b % words.len()]));
            for span in picked.chain([block.span]) {
                let back = document.read_back(&raw, span);
                prop_assert_eq!(back.as_deref(), Some(&document.text[span]), "{:?} of {:?}", span, document.text);
            }
        }
    }

    #[test]
    fn no_bytes_make_it_panic(name in "[a-c]\\.(txt|md|html|pdf)", raw in prop::collection::vec(any::<u8>(), 0..300)) {
        let _ = read(&name, &raw);
    }

    #[test]
    fn no_markup_makes_it_panic(name in "a\\.(txt|md|html)", parts in prop::collection::vec(prop::sample::select(PARTS), 0..60)) {
        let text = parts.concat();
        let document = read(name.as_str(), text.as_bytes());
        let mut end = 0;
        for block in &document.blocks {
            prop_assert!(block.span.start() >= end && block.span.end() <= document.text.len());
            prop_assert!(document.text.get(block.span.range()).is_some());
            prop_assert!(document.origin.raw(block.span).is_some_and(|raw| text.get(raw.range()).is_some()));
            end = block.span.end();
        }
        for mark in &document.marks {
            prop_assert!(document.text.is_char_boundary(mark.at));
        }
    }
}

/// Pieces of mark-up of all formats, whole and broken.
const PARTS: &[&str] = &[
    "<p>",
    "</p>",
    "<div class=nav>",
    "</div>",
    "<sup>",
    "</sup>",
    "3",
    " ",
    "\n",
    "\n\n",
    "- ",
    "1. ",
    "[1] ",
    "[^1]",
    "[^1]: ",
    "*",
    "**",
    "| a | b |\n",
    "|---|---|\n",
    "# ",
    "Notes\n\n",
    "word",
    "Word.",
    "3 ",
    "¹",
    "&amp;",
    "&",
    "<",
    "<table><td>",
    "<li>",
    "<a href='#a'>",
    "</a>",
    "```\n",
    "---\n",
    "+++\n",
    "title: x\n",
    "<br>",
    "<!--",
    "-->",
    "<script>",
    "</script>",
    "\u{a0}",
    "\u{ad}",
    "\r\n",
    "\t",
    "    ",
    "é",
    "“",
    "a-\nb",
    "<h1>",
    "</h1>",
    "<ol><li id=fn1>",
    "<body>",
    "<html>",
    ">",
    "](x)",
    "![",
    "\\",
    "2 views",
    "© 2020",
    "By Jane Doe",
];

fn words(text: &str, block: Span) -> Vec<Span> {
    let mut out = Vec::new();
    let mut at = block.start();
    for word in text[block].split(' ') {
        if !word.is_empty() {
            out.push(Span::new(at, at + word.len()));
        }
        at += word.len() + 1;
    }
    out
}
