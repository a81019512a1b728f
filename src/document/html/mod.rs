//! HTML: the prose of a page, without what surrounds it.
//!
//! html5gum makes tokens, [`tree`] makes elements of them (a flat list: no recursion, so that nesting costs no
//! stack), [`content`] tells content from furniture, [`write`] writes blocks, [`metadata`] reads the head.

mod content;
mod metadata;
mod tag;
mod tree;
mod write;

use std::collections::HashMap;
use std::ops::Range;

use super::{
    draft::{Draft, Piece},
    model::{Aside, BlockKind},
};

/// Reads a page into a draft.
pub(super) fn read(draft: &mut Draft<'_>) {
    let page = tree::build(draft.source, 0..draft.source.len());
    let roles = content::roles(&page, draft.source);
    write::write(draft, &page, &roles);
    above_title(draft);
    metadata::state(draft, &page.metadata);
}

/// What stands above the title (the name of the site, a section, a date) is no part of the text.
fn above_title(draft: &mut Draft<'_>) {
    let title = |b: &Piece| b.kind == BlockKind::Heading(1) && b.aside.is_none();
    let Some(n) = draft.blocks.iter().position(title) else { return };
    let (above, rest) = draft.blocks.split_at_mut(n);
    let read = |blocks: &[Piece]| blocks.iter().filter(|b| b.aside.is_none()).map(|b| b.span.len()).sum::<usize>();
    if read(above) * 4 < read(rest) {
        above.iter_mut().filter(|b| b.aside.is_none()).for_each(|b| b.aside = Some(Aside::Furniture));
    }
}

/// Reads a piece of HTML in a document of another format: all of it is content.
pub(super) fn read_fragment(draft: &mut Draft<'_>, range: Range<usize>) {
    let page = tree::build(draft.source, range);
    let roles = content::Roles::all_content(&page);
    write::write(draft, &page, &roles);
}

/// Character references, each decoded once.
#[derive(Default)]
pub(super) struct Entities<'s> {
    known: HashMap<&'s str, (String, usize)>,
}

impl<'s> Entities<'s> {
    /// The text of the reference that `text` begins with and its length; `&` itself where it is none.
    pub(super) fn decode(&mut self, text: &'s str) -> (&str, usize) {
        let end = text
            .bytes()
            .enumerate()
            .skip(1)
            .take(40)
            .find(|(n, b)| !(b.is_ascii_alphanumeric() || (*n == 1 && *b == b'#')))
            .map_or(text.len().min(41), |(n, b)| if b == b';' { n + 1 } else { n });
        let written = text.get(..end).unwrap_or("&");
        let (value, len) = self.known.entry(written).or_insert_with(|| {
            let value: Vec<u8> = html5gum::Tokenizer::new(written)
                .flatten()
                .filter_map(|token| match token {
                    html5gum::Token::String(s) => Some(s.value.0),
                    _ => None,
                })
                .flatten()
                .collect();
            let value = String::from_utf8_lossy(&value).into_owned();
            // "&notit" is "¬" and "it": what both end with was not decoded.
            let same =
                value.bytes().rev().zip(written.bytes().rev()).take_while(|(a, b)| a == b && a.is_ascii()).count();
            if same >= written.len() {
                ("&".to_string(), 1)
            } else {
                (value[..value.len() - same].to_string(), written.len() - same)
            }
        });
        (value, *len)
    }
}

/// Text with its character references decoded.
pub(super) fn decoded(text: &str) -> String {
    let mut entities = Entities::default();
    let mut out = String::with_capacity(text.len());
    let mut at = 0;
    while let Some(amp) = memchr::memchr(b'&', &text.as_bytes()[at..]) {
        out.push_str(&text[at..at + amp]);
        let (value, len) = entities.decode(&text[at + amp..]);
        out.push_str(value);
        at += amp + len;
    }
    out.push_str(&text[at..]);
    out
}

#[cfg(test)]
mod tests {
    use super::super::{Aside, BlockKind, read};

    const PAGE: &str = r##"<!DOCTYPE html><html lang="en-GB"><head><title>Floods &amp; people | The Paper</title>
<meta property="article:published_time" content="2019-05-04T08:00:00Z"><meta name="author" content="Jane Doe">
<link rel="canonical" href="https://example.org/floods"><script>if (a < b) alert("900 people")</script></head>
<body class="has-sidebar"><header><a href="/">The Paper</a></header>
<nav><ul><li><a href="/a">Home</a><li><a href="/b">World</a></ul></nav>
<div class="cookie-banner">We use 12 cookies.</div>
<main><article><h1>Floods &amp; people</h1>
<p>Some 1&nbsp;200 people fled<sup><a href="#fn1">1</a></sup> from an area of 30&nbsp;km<sup>2</sup>.<br>
It cost <b>$3&nbsp;million</b> in the 21<sup>st</sup> century.<sup>2, 3</sup></p>
<ul><li>First: 12 bridges<li>Second: 4 roads</ul>
<table><caption>Losses</caption><tr><th>Year<th>Loss<tr><td>2018<td>7,867</table>
<div hidden>99 hidden</div><div class="share-bar">Share 14</div>
<section class="footnotes"><ol><li id="fn1"><p>Office of Water. <a href="#r1">↩</a></p></li><li id="fn2">Two.</li><li id="fn3">Three.</li></ol></section>
</article></main><aside>Related: 5 tips</aside><footer>© 2019</footer></body></html>"##;

    #[test]
    fn a_page_gives_its_content_with_the_rest_set_aside() {
        let document = read("a.html", PAGE.as_bytes());
        let of = |aside: Option<Aside>| -> Vec<&str> {
            document.blocks.iter().filter(|b| b.aside == aside).map(|b| &document.text[b.span]).collect()
        };
        assert_eq!(
            of(None),
            [
                "Floods & people",
                "Some 1\u{a0}200 people fled from an area of 30 km². It cost $3 million in the 21st century.",
                "First: 12 bridges",
                "Second: 4 roads",
                "Losses",
                "Year",
                "Loss",
                "2018",
                "7,867"
            ]
        );
        assert_eq!(of(Some(Aside::Note)), ["Office of Water.", "Two.", "Three."]);
        assert!(of(Some(Aside::Furniture)).contains(&"We use 12 cookies."));
        assert!(!document.text.contains("alert") && !document.text.contains("hidden"));
        let kinds: Vec<_> = document.blocks.iter().filter(|b| b.aside.is_none()).map(|b| b.kind).collect();
        assert_eq!(
            kinds[..5],
            [BlockKind::Heading(1), BlockKind::Paragraph, BlockKind::ListItem, BlockKind::ListItem, BlockKind::Caption]
        );
        let marks: Vec<_> = document.marks.iter().map(|m| m.label.as_str()).collect();
        assert_eq!(marks, ["1", "2", "3"]);
        assert_eq!(document.notes[0].text, "Office of Water.");
        assert_eq!(document.notes.len(), 3);
        let stated = &document.stated;
        assert_eq!(stated.title.as_deref(), Some("Floods & people"));
        assert_eq!(stated.authors, ["Jane Doe"]);
        assert_eq!(stated.published.map(|d| d.to_string()).as_deref(), Some("2019-05-04"));
        assert_eq!(stated.language.as_deref(), Some("en"));
        assert_eq!(stated.url.as_deref(), Some("https://example.org/floods"));
    }

    #[test]
    fn whole_sentences_beside_the_text_are_read_with_it() {
        let page = |beside: &str| {
            format!(
                "<html><body><main><h1>The dam</h1><p>{}</p></main>{beside}</body></html>",
                "It holds 12 lakes. ".repeat(20)
            )
        };
        let told = |beside: &str| {
            let document = read("a.html", page(beside).as_bytes());
            document.blocks.iter().any(|b| b.aside.is_none() && document.text[b.span].contains("41,300"))
        };
        assert!(told("<aside><h2>Visit us</h2><p>Last year we welcomed 41,300 visitors.</p></aside>"));
        for furniture in [
            "<aside class=\"related\"><p>Last year we welcomed 41,300 visitors.</p></aside>",
            "<aside><p><a href=\"/a\">Last year we welcomed 41,300 visitors.</a></p></aside>",
            "<aside><p>Report with 41,300 data sets, in two languages</p></aside>",
            "<div class=\"cookies\"><p>Last year we welcomed 41,300 visitors.</p></div>",
            "<nav><p>Last year we welcomed 41,300 visitors.</p></nav>",
        ] {
            assert!(!told(furniture), "{furniture}");
        }
    }

    #[test]
    fn deep_nesting_costs_neither_stack_nor_squared_time() {
        let deep = format!(
            "<html><body>{}<p>12 people</p>{}{}",
            "<div>".repeat(100_000),
            "</span>".repeat(100_000),
            "</div>".repeat(100_000)
        );
        assert_eq!(read("a.html", deep.as_bytes()).text, "12 people");
        let deep = format!("<html><body>{}12 people{}", "<b><i>".repeat(100_000), "</b>".repeat(100_000));
        assert_eq!(read("a.html", deep.as_bytes()).text, "12 people");
    }

    #[test]
    fn entities_are_decoded_once_and_odd_ones_stay() {
        assert_eq!(
            super::decoded("a &amp;amp; b &lt;p&gt; &#8211; &bogus; &notit; AT&T & c"),
            "a &amp; b <p> – &bogus; ¬it; AT&T & c"
        );
    }
}
