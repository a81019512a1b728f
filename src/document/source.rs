//! A raw file as characters, its mark-up included: what people see who open it in an editor.

use super::{
    Document, decode,
    model::Format,
    origin::{Map, line_starts},
};
use crate::base::Span;

/// The decoded file with the way back to its bytes. For PDF, which nobody can read as a file, the extracted text.
#[derive(Clone, Debug)]
pub struct Source {
    /// Every line break is `\n`.
    pub text: String,
    /// From `text` to the decoded file, and from there to the bytes. `None` for PDF.
    origin: Option<(Map, Map)>,
    lines: Vec<u32>,
}

impl Source {
    /// The source of a document that was read from `raw`.
    #[must_use]
    pub fn new(document: &Document, raw: &[u8]) -> Self {
        if document.format == Format::Pdf {
            let text = document.text.clone();
            return Self { lines: line_starts(&text), text, origin: None };
        }
        let decoded = decode::decode(raw);
        let (text, folded) = one_kind_of_line_break(&decoded.text);
        Self { lines: line_starts(&text), text, origin: Some((folded, decoded.map)) }
    }

    /// The bytes of the raw file behind a span of `text`; for PDF that span itself.
    #[must_use]
    pub fn bytes(&self, span: Span) -> Span {
        match &self.origin {
            Some((folded, decoded)) => decoded.source(folded.source(span)),
            None => span,
        }
    }

    /// Line of an offset in `text`, from 1.
    #[must_use]
    pub fn line(&self, at: usize) -> usize {
        self.lines.partition_point(|start| *start as usize <= at).max(1)
    }
}

/// The text with `\r\n` and `\r` as `\n`.
fn one_kind_of_line_break(text: &str) -> (String, Map) {
    let mut out = String::with_capacity(text.len());
    let mut map = Map::default();
    let mut at = 0;
    for found in memchr::memchr_iter(b'\r', text.as_bytes()) {
        map.copy(out.len(), at, found - at);
        out.push_str(&text[at..found]);
        let len = if text[found..].starts_with("\r\n") { 2 } else { 1 };
        map.replace(out.len(), 1, found, len);
        out.push('\n');
        at = found + len;
    }
    map.copy(out.len(), at, text.len() - at);
    out.push_str(&text[at..]);
    (out, map)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn source(raw: &[u8]) -> Source {
        Source::new(&super::super::read("note.txt", raw), raw)
    }

    #[test]
    fn bytes_are_found_behind_line_breaks_of_any_kind() {
        let raw = "One line.\r\nAnd 12 ships\rin a café.\n".as_bytes();
        let source = source(raw);
        assert_eq!(source.text, "One line.\nAnd 12 ships\nin a café.\n");
        for word in ["12", "ships\nin", "café"] {
            let at = source.text.find(word).expect("a word of it");
            let bytes = source.bytes(Span::new(at, at + word.len()));
            assert_eq!(String::from_utf8_lossy(&raw[bytes.range()]).replace('\r', "\n"), word);
        }
        assert_eq!(source.line(source.text.find("café").expect("it")), 3);
    }

    #[test]
    fn bytes_are_those_of_the_encoding() {
        let raw: Vec<u8> = "\u{feff}Über 12 Schiffe".encode_utf16().flat_map(u16::to_le_bytes).collect();
        let source = source(&raw);
        let at = source.text.find("12").expect("it");
        assert_eq!(source.bytes(Span::new(at, at + 2)), Span::new(12, 16));
    }
}
