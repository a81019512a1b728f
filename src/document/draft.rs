//! A document while it is being written: readers put text into it, piece by piece, with its source.
//!
//! White space is folded here, once for all formats: runs of it become one space, none stands at
//! the edges of a block. A lone no-break space between digits stays, since it is a part of a number.

use std::ops::Range;

use super::{
    model::{Aside, Block, BlockKind, Note, NoteMark, Stated},
    origin::Map,
};
use crate::base::Span;

/// A block with what later passes need to know of it.
#[derive(Clone, Debug)]
pub(super) struct Piece {
    pub(super) span: Span,
    pub(super) kind: BlockKind,
    pub(super) aside: Option<Aside>,
    /// The number or letter of a list item, which is no part of its text.
    pub(super) label: Option<String>,
    /// All of its text is set in bold.
    pub(super) strong: bool,
}

impl Piece {
    pub(super) fn block(&self) -> Block {
        Block { span: self.span, kind: self.kind, aside: self.aside }
    }
}

/// What the next text opens a block as.
#[derive(Clone, Debug)]
struct Opening {
    kind: BlockKind,
    aside: Option<Aside>,
    label: Option<String>,
}

/// A document being written. `source` is the decoded file; ranges are bytes of it.
pub(super) struct Draft<'s> {
    pub(super) source: &'s str,
    pub(super) text: String,
    pub(super) map: Map,
    pub(super) blocks: Vec<Piece>,
    pub(super) marks: Vec<NoteMark>,
    pub(super) notes: Vec<Note>,
    pub(super) stated: Stated,
    /// Whether what comes next is set in bold.
    pub(super) strong: bool,
    opening: Option<Opening>,
    is_open: bool,
    /// Source of white space that was read and not yet written.
    space: Option<Range<usize>>,
    /// Marks before the first character of a block.
    waiting: Vec<String>,
}

/// Characters without width that say where a word may break; they are no part of the text.
pub(super) fn is_invisible(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{2060}' | '\u{feff}')
}

/// Spaces that stand inside numbers: no-break, figure, thin and narrow no-break space.
pub(super) fn is_number_space(c: char) -> bool {
    matches!(c, '\u{a0}' | '\u{2007}' | '\u{2009}' | '\u{202f}')
}

/// How many bytes of even text are copied at once.
const STEP: usize = 16;

/// Whether bytes are letters, digits and signs of ASCII with lone blanks between them.
fn is_even(bytes: &[u8; STEP + 1]) -> bool {
    // Without leaving at the first that is not, so that all are looked at in a few steps.
    let plain = bytes.iter().fold(true, |all, byte| all & (b' '..=b'~').contains(byte));
    let pairs = bytes.iter().zip(&bytes[1..]).map(|(byte, next)| u8::from(byte | next == b' '));
    plain && pairs.fold(0, |blank, pair| blank | pair) == 0
}

impl<'s> Draft<'s> {
    pub(super) fn new(source: &'s str) -> Self {
        Self {
            source,
            text: String::with_capacity(source.len()),
            map: Map::default(),
            blocks: Vec::new(),
            marks: Vec::new(),
            notes: Vec::new(),
            stated: Stated::default(),
            strong: false,
            opening: None,
            is_open: false,
            space: None,
            waiting: Vec::new(),
        }
    }

    /// Ends the block before and begins one, which comes into being with its first character.
    pub(super) fn open(&mut self, kind: BlockKind, aside: Option<Aside>, label: Option<String>) {
        self.close();
        self.opening = Some(Opening { kind, aside, label });
    }

    /// Ends the block.
    pub(super) fn close(&mut self) {
        self.is_open = false;
        self.opening = None;
        self.space = None;
        for label in std::mem::take(&mut self.waiting) {
            self.marks.push(NoteMark { at: self.text.len(), label });
        }
    }

    /// The text of the open block so far; empty before its first character.
    pub(super) fn before(&self) -> &str {
        match self.blocks.last() {
            Some(last) if self.is_open && self.space.is_none() => &self.text[last.span],
            _ => "",
        }
    }

    /// Writes a range of the source.
    pub(super) fn copy(&mut self, range: Range<usize>) {
        let source = self.source;
        let Some(text) = source.get(range.clone()) else { return };
        let bytes = text.as_bytes();
        let (mut from, mut at) = (0, 0);
        while let Some(byte) = bytes.get(at) {
            // Letters, and a lone blank between them, are copied together: most of a text in steps.
            if at > from && bytes[at..].first_chunk().is_some_and(is_even) {
                at += STEP;
                continue;
            }
            let lone = *byte == b' ' && at > from && bytes.get(at + 1).is_some_and(u8::is_ascii_graphic);
            if byte.is_ascii_graphic() || lone {
                at += 1;
                continue;
            }
            let Some(c) = text[at..].chars().next() else { break };
            let end = at + c.len_utf8();
            if if c.is_ascii() { c.is_ascii_whitespace() } else { c.is_whitespace() || is_invisible(c) } {
                self.write(range.start + from, &text[from..at]);
                self.odd(c, range.start + at..range.start + end);
                from = end;
            }
            at = end;
        }
        self.write(range.start + from, &text[from..]);
    }

    /// Writes `text` in the place of a range of the source: an entity, a superscript.
    pub(super) fn put(&mut self, range: Range<usize>, text: &str) {
        for (n, c) in text.char_indices() {
            if c.is_whitespace() || is_invisible(c) {
                self.odd(c, range.clone());
            } else {
                let c = &text[n..n + c.len_utf8()];
                self.begin(range.start, c);
                self.map.replace(self.text.len(), c.len(), range.start, range.len());
                self.text.push_str(c);
            }
        }
    }

    /// Writes `text`, which was made of a range of the source by leaving characters out and by writing
    /// a blank for a line break: each character keeps its own source. Anything else stands for the whole range.
    pub(super) fn copy_from(&mut self, range: Range<usize>, text: &str) {
        let Some(source) = self.source.get(range.clone()).filter(|_| text.chars().nth(1).is_some()) else {
            return self.put(range, text);
        };
        let stands_for = |c: char, s: char| matches!((c, s), (' ', '\n' | '\r') | ('\u{fffd}', '\0'));
        let mut runs: Vec<(Range<usize>, Option<char>)> = Vec::new();
        let mut rest = source.char_indices();
        for c in text.chars() {
            let Some((at, s)) = rest.find(|(_, s)| *s == c || stands_for(c, *s)) else {
                return self.put(range, text);
            };
            let at = range.start + at;
            match runs.last_mut() {
                Some((run, None)) if s == c && run.end == at => run.end += s.len_utf8(),
                _ => runs.push((at..at + s.len_utf8(), (s != c).then_some(c))),
            }
        }
        for (run, other) in runs {
            match other {
                None => self.copy(run),
                Some(' ') => self.space(run),
                Some(c) => self.put(run, c.encode_utf8(&mut [0; 4])),
            }
        }
    }

    /// White space that the source has at `range`.
    pub(super) fn space(&mut self, range: Range<usize>) {
        let start = self.space.as_ref().map_or(range.start, |s| s.start);
        self.space = Some(start..range.end);
    }

    /// A note mark that stands here.
    pub(super) fn mark(&mut self, label: String) {
        if self.is_open {
            self.marks.push(NoteMark { at: self.text.len(), label });
        } else {
            self.waiting.push(label);
        }
    }

    /// White space or an invisible character.
    fn odd(&mut self, c: char, range: Range<usize>) {
        if !c.is_whitespace() {
            return;
        }
        let in_number = is_number_space(c)
            && self.is_open
            && self.space.is_none()
            && self.text.ends_with(|c: char| c.is_ascii_digit())
            && self.source.get(range.end..).is_some_and(|s| s.starts_with(|c: char| c.is_ascii_digit()));
        if in_number {
            self.map.replace(self.text.len(), c.len_utf8(), range.start, range.len());
            self.text.push(c);
        } else {
            self.space(range);
        }
    }

    /// Writes text without white space that stands at `from`.
    fn write(&mut self, from: usize, text: &str) {
        if text.is_empty() {
            return;
        }
        self.begin(from, text);
        self.map.copy(self.text.len(), from, text.len());
        self.text.push_str(text);
        if let Some(last) = self.blocks.last_mut() {
            last.span = Span::new(last.span.start(), self.text.len());
        }
    }

    /// Opens the block where it is not yet, writes the space before, and makes the block long enough
    /// for `next`, which the caller writes.
    fn begin(&mut self, from: usize, next: &str) {
        if !self.is_open {
            self.is_open = true;
            self.space = None;
            let opening =
                self.opening.take().unwrap_or(Opening { kind: BlockKind::Paragraph, aside: None, label: None });
            if self.goes_on(&opening, next) {
                let start = self.map.source(Span::new(self.text.len().saturating_sub(1), self.text.len())).end();
                self.space = Some(start..from);
            } else {
                if !self.text.is_empty() {
                    self.text.push_str("\n\n");
                }
                let start = self.text.len();
                let Opening { kind, aside, label } = opening;
                self.blocks.push(Piece { span: Span::new(start, start), kind, aside, label, strong: true });
            }
            for label in std::mem::take(&mut self.waiting) {
                self.marks.push(NoteMark { at: self.text.len(), label });
            }
        }
        if let Some(space) = self.space.take() {
            if space.len() == 1 {
                self.map.copy(self.text.len(), space.start, 1);
            } else {
                self.map.replace(self.text.len(), 1, space.start, space.len());
            }
            self.text.push(' ');
        }
        if let Some(last) = self.blocks.last_mut() {
            last.span = Span::new(last.span.start(), self.text.len() + next.len());
            last.strong &= self.strong;
        }
    }

    /// Whether a paragraph that starts with `next` is the rest of the one before, cut by a page break:
    /// that one stops in mid-sentence and this one starts in lower case.
    fn goes_on(&self, opening: &Opening, next: &str) -> bool {
        let plain = |kind: BlockKind, aside: Option<Aside>| kind == BlockKind::Paragraph && aside.is_none();
        plain(opening.kind, opening.aside)
            && next.starts_with(char::is_lowercase)
            && self.blocks.last().is_some_and(|last| {
                plain(last.kind, last.aside)
                    && last.span.len() > 80
                    && self.text.ends_with(|c: char| c.is_lowercase() || c == ',')
            })
    }

    /// Takes spans out of the text, with the labels of the note marks they were. `cuts` are in order.
    pub(super) fn cut(&mut self, cuts: &[(Span, Vec<String>)]) {
        if cuts.is_empty() {
            return;
        }
        let mut kept = Vec::with_capacity(cuts.len() + 1);
        let mut from = 0;
        // Bytes taken out up to the end of each cut.
        let mut gone = Vec::with_capacity(cuts.len());
        let mut sum = 0;
        for (cut, _) in cuts {
            kept.push(Span::new(from, cut.start()));
            from = cut.end();
            sum += cut.len();
            gone.push(sum);
        }
        kept.push(Span::new(from, self.text.len()));
        let moved = |at: usize| {
            let n = cuts.partition_point(|(cut, _)| cut.end() <= at);
            let before = if n == 0 { 0 } else { gone[n - 1] };
            let inside = cuts.get(n).map_or(0, |(cut, _)| at.saturating_sub(cut.start()));
            at - before - inside
        };
        self.map = self.map.keep(&kept);
        self.text = kept.iter().map(|span| &self.text[*span]).collect();
        for block in &mut self.blocks {
            block.span = Span::new(moved(block.span.start()), moved(block.span.end()));
        }
        for mark in &mut self.marks {
            mark.at = moved(mark.at);
        }
        for (cut, labels) in cuts {
            let at = moved(cut.start());
            self.marks.extend(labels.iter().map(|label| NoteMark { at, label: label.clone() }));
        }
        self.marks.sort_by_key(|mark| mark.at);
    }
}
