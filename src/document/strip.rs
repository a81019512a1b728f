//! Back again: from raw bytes to the text that was read from them, without the maps of the reader.
//!
//! This is the check that a claim's raw range says what the claim quotes: it knows the encoding, the format's
//! mark-up and the labels of the notes, but nothing of how the document was cut into runs.

use std::collections::BTreeSet;

use super::{
    Document, decode,
    draft::{self, Draft},
    html,
    marks::{self, Raised},
    model::{BlockKind, Format},
    notes, plain,
};
use crate::base::Span;

/// The signs of emphasis in Markdown.
const EMPHASIS: [char; 2] = ['*', '_'];

impl Document {
    /// The characters of a range of bytes of the raw file.
    #[must_use]
    pub fn decode(&self, raw: &[u8], range: Span) -> String {
        decode::fragment(self.origin.encoding, raw.get(range.range()).unwrap_or_default())
    }

    /// Reads a span of the text again from the raw file: its bytes decoded, their mark-up and note marks taken away.
    /// It equals the span's text for every span inside one block. `None` for PDF.
    #[must_use]
    pub fn read_back(&self, raw: &[u8], span: Span) -> Option<String> {
        Some(self.read_again(raw, span, self.origin.raw(span)?))
    }

    /// The same where the range is at hand.
    fn read_again(&self, raw: &[u8], span: Span, range: Span) -> String {
        // Most spans are the very bytes of the file.
        if let (Some(text), Some(bytes)) = (self.text.get(span.range()), raw.get(range.range()))
            && self.origin.encoding == encoding_rs::UTF_8
            && text.as_bytes() == bytes
        {
            return text.to_owned();
        }
        let fragment = self.decode(raw, range);
        // Where the bytes say it without any mark-up, signs are what they look like.
        let literal = fold(&fragment);
        if self.text.get(span.range()) == Some(literal.as_str()) {
            return literal;
        }
        let stripped = strip_markup(self.format, &fragment);
        let text = self.text.get(span.range());
        // Which stars of a run are emphasis and which are text depends on what stands before the fragment.
        if self.format == Format::Markdown
            && let Some(text) = text.filter(|text| text.contains(EMPHASIS))
            && text.replace(EMPHASIS, "") == stripped.replace(EMPHASIS, "")
        {
            return text.to_owned();
        }
        // Only the marks that stood inside the span can be there.
        let first = self.marks.partition_point(|mark| mark.at <= span.start());
        let inside = self.marks[first..].iter().take_while(|mark| mark.at < span.end());
        let known: BTreeSet<&str> = inside.map(|mark| mark.label.as_str()).collect();
        let bare = |stripped: String| {
            if known.is_empty() { stripped } else { without_marks(self.format, &stripped, &known) }
        };
        let read = bare(stripped);
        if text == Some(read.as_str()) || !fragment.contains("<sup>") {
            return read;
        }
        // "4,186<sup>2</strong> metres": the end of what stands around it ends it too.
        let ended = bare(strip_markup(self.format, &ended_raised(&fragment)));
        if text == Some(ended.as_str()) {
            return ended;
        }
        // What looks raised may be text, such as that of a `<sup>` that nothing ends, with or without a link in it.
        let plain = fragment.replace("<sup>", "").replace("</sup>", "").replace("href", "data-href");
        let lowered = bare(strip_markup(self.format, &plain));
        if known.is_empty() || text == Some(lowered.as_str()) { lowered } else { read }
    }
}

impl Document {
    /// Why a claim is not where it says, where it is not: `span` of the text is `exact`, and so is `range` of the raw file,
    /// decoded and without its mark-up (`None` for PDF).
    #[must_use]
    pub fn fault(&self, raw: &[u8], exact: &str, span: Span, range: Option<Span>) -> Option<String> {
        match self.text.get(span.range()) {
            Some(text) if text == exact => {}
            Some(text) => return Some(format!("bytes {:?} of the text are {text:?}", span.range())),
            None => return Some(format!("bytes {:?} are no range of the text", span.range())),
        }
        let mapped = self.origin.raw(span);
        if range != mapped {
            let said = |range: Option<Span>| range.map_or("none".into(), |range| format!("{:?}", range.range()));
            return Some(format!("its raw bytes are {}, those of its text {}", said(range), said(mapped)));
        }
        // PDF has no bytes to look at; most other claims are the very bytes of the file.
        let range = mapped?;
        if self.origin.encoding == encoding_rs::UTF_8 && raw.get(range.range()) == Some(exact.as_bytes()) {
            return None;
        }
        let read = self.read_again(raw, span, range);
        (!same(&read, exact)).then(|| format!("its bytes of the file say {read:?}"))
    }
}

/// Takes the mark-up of a decoded fragment away as the reader does: tags, emphasis, entities, line breaks, soft
/// hyphens, raised note marks. White space is folded.
#[must_use]
pub fn strip(format: Format, fragment: &str) -> String {
    without_marks(format, &strip_markup(format, fragment), &BTreeSet::new())
}

/// A fragment in which what is raised ends where the next tag ends something, at the latest.
fn ended_raised(fragment: &str) -> String {
    const RAISED: &str = "<sup>";
    let mut out = String::with_capacity(fragment.len());
    let mut rest = fragment;
    while let Some(at) = rest.find(RAISED) {
        let (before, behind) = rest.split_at(at + RAISED.len());
        out.push_str(before);
        let end = behind.find("</").unwrap_or(behind.len());
        out.push_str(&behind[..end]);
        if !behind[end..].starts_with("</sup>") {
            out.push_str("</sup>");
        }
        rest = &behind[end..];
    }
    out.push_str(rest);
    out
}

fn strip_markup(format: Format, fragment: &str) -> String {
    match format {
        Format::Html => {
            let mut draft = Draft::new(fragment);
            html::read_fragment(&mut draft, 0..fragment.len());
            fold(&draft.text)
        }
        Format::Markdown => fold(&markdown(fragment)),
        Format::Text | Format::Pdf => {
            let mut out = String::with_capacity(fragment.len());
            let mut lines = fragment.split(['\n', '\r']).map(str::trim).filter(|l| !l.is_empty()).peekable();
            while let Some(line) = lines.next() {
                let cut = lines.peek().is_some_and(|next| plain::is_hyphenated(line, next));
                out.push_str(if cut { &line[..line.len() - 1] } else { line });
                out.push_str(if cut { "" } else { " " });
            }
            // A fragment of one line keeps the spaces at its edges.
            fold(if fragment.contains(['\n', '\r']) { &out } else { fragment })
        }
    }
}

/// Text without the note marks that stand in it as characters.
fn without_marks(format: Format, text: &str, known: &BTreeSet<&str>) -> String {
    let mut out = String::with_capacity(text.len());
    let mut from = 0;
    for (cut, _) in notes::marks_in(text, 0, format, known, None) {
        out.push_str(&text[from..cut.start()]);
        from = cut.end();
    }
    out.push_str(&text[from..]);
    out
}

/// White space folded as the draft folds it: invisible characters gone, lone spaces inside numbers kept.
pub(super) fn fold(text: &str) -> String {
    let mut draft = Draft::new(text);
    draft.open(BlockKind::Caption, None, None);
    draft.copy(0..text.len());
    draft.text
}

/// Markdown without its signs. Knows no context beyond the fragment: a `*` between spaces is a star, a `_` inside
/// a word an underscore, everything else that can be a sign is one.
fn markdown(fragment: &str) -> String {
    let mut out = String::with_capacity(fragment.len());
    let mut entities = html::Entities::default();
    let mut at = 0;
    let mut line_start = false;
    while let Some(c) = fragment[at..].chars().next() {
        let rest = &fragment[at..];
        let before = fragment[..at].chars().next_back();
        let after = rest[c.len_utf8()..].chars().next();
        let spaced = |c: Option<char>| c.is_some_and(char::is_whitespace);
        let word = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
        let mut len = c.len_utf8();
        let quote = line_start && c == '>';
        line_start = c == '\n' || c == '\r' || (line_start && (c.is_whitespace() || c == '>'));
        match c {
            _ if quote => {}
            '\0' => out.push('\u{fffd}'),
            '\\' if after.is_some_and(|a| a.is_ascii_punctuation()) => {
                len += 1;
                out.push_str(&rest[1..2]);
            }
            '\\' if after.is_none_or(|a| a == '\n' || a == '\r') => {}
            '*' | '_' if spaced(before) && spaced(after) => out.push(c),
            '_' if word(before) && word(after) => out.push(c),
            '*' | '_' | '`' => {}
            '~' if rest.starts_with("~~") => len = 2,
            '!' if rest.starts_with("![") => len = image(rest).unwrap_or(1),
            '[' if rest.starts_with("[^") => match rest.find(']') {
                Some(end) => len = end + 1,
                None => out.push('['),
            },
            '[' => {
                // A bracket that closes without an address is a bracket.
                let closing = rest.find(']');
                if closing.is_some_and(|end| !rest[end + 1..].starts_with(['(', '['])) {
                    out.push('[');
                }
            }
            ']' if rest.starts_with("](") || rest.starts_with("][") => len = address(&rest[1..]) + 1,
            '<' => match tag(rest) {
                Some(end) => {
                    len = end;
                    let inner = &rest[1..end - 1];
                    if inner.contains("://") || (inner.contains('@') && !inner.contains(' ')) {
                        out.push_str(inner);
                    } else if inner.eq_ignore_ascii_case("sup")
                        && let Some(close) = rest.find("</sup>")
                    {
                        let before = out.rsplit(char::is_whitespace).next().unwrap_or_default().to_string();
                        let raised = &strip(Format::Markdown, &rest[end..close]);
                        if let Raised::Text(text) = marks::raised(&before, raised, rest[..close].contains("](#")) {
                            out.push_str(&text);
                        }
                        len = close + "</sup>".len();
                    } else if inner.starts_with("br") {
                        out.push(' ');
                    }
                }
                None => out.push('<'),
            },
            '&' => {
                let (value, used) = entities.decode(rest);
                out.push_str(value);
                len = used;
            }
            _ => out.push(c),
        }
        at += len;
    }
    out
}

/// Length of `![…](…)`, whose text is no prose.
fn image(rest: &str) -> Option<usize> {
    let close = rest.find("](")?;
    Some(close + 1 + address(&rest[close + 1..]))
}

/// Length of `(…)` or `[…]` after a link's text; all that is left where it does not close.
fn address(rest: &str) -> usize {
    let (open, close) = if rest.starts_with('(') { ('(', ')') } else { ('[', ']') };
    let mut depth = 0_usize;
    for (at, c) in rest.char_indices() {
        if c == open {
            depth += 1;
        } else if c == close {
            depth -= 1;
            if depth == 0 {
                return at + 1;
            }
        }
    }
    rest.len()
}

/// Length of a tag, a comment or an address in `<…>`.
fn tag(rest: &str) -> Option<usize> {
    if rest.starts_with("<!--") {
        return rest.find("-->").map(|end| end + 3);
    }
    let first = rest[1..].chars().next()?;
    let end = end_of_tag(rest).or_else(|| rest.find('>'));
    end.filter(|_| first.is_ascii_alphabetic() || first == '/').map(|end| end + 1)
}

/// Where the `>` of a tag is that stands in none of its quoted values.
fn end_of_tag(tag: &str) -> Option<usize> {
    let mut quote = None;
    let mut last = ' ';
    for (at, c) in tag.char_indices() {
        match (quote, c) {
            (None, '>') => return Some(at),
            (None, '"' | '\'') if last == '=' => quote = Some(c),
            (Some(open), _) if open == c => quote = None,
            _ => {}
        }
        if !c.is_whitespace() {
            last = c;
        }
    }
    None
}

/// Whether two texts are the same but for white space.
#[must_use]
pub fn same(a: &str, b: &str) -> bool {
    let visible = |text: &'_ str| -> Vec<char> {
        text.chars().filter(|c| !c.is_whitespace() && !draft::is_invisible(*c)).collect()
    };
    a == b || visible(a) == visible(b)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_raised_ends_with_what_stands_around_it() {
        for name in ["a.md", "a.html"] {
            let raw = "<p>Park</p>\n<ul>\n<li><strong>1,120 to 4,186<sup>2</strong> metres above the sea</li>\n</ul>\n";
            let document = crate::document::read(name, raw.as_bytes());
            let want = "4,186 metres";
            let at = document.text.find(want).expect("the mark is no part of the text");
            let span = Span::new(at, at + want.len());
            assert_eq!(document.read_back(raw.as_bytes(), span).as_deref(), Some(want), "{name}");
        }
    }

    #[test]
    fn a_tag_ends_where_its_quotations_have() {
        for (fragment, want) in [
            ("2210<br><a href=\"mailto:x </p> <p><a href=\"/terms\">Terms", "2210 Terms"),
            ("40 <span title='a > b'>boats</span>", "40 boats"),
            ("40 <b class=it's>boats</b>", "40 boats"),
            ("40 <a href=\"open>boats", "40 boats"),
        ] {
            assert_eq!(strip(Format::Markdown, fragment), want, "{fragment}");
        }
    }
}
