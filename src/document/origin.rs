//! The way back from extracted text to raw bytes.
//!
//! Text is made from the decoded file, and that from the raw bytes; each step keeps a [`Map`], and
//! [`Origin`] composes the two. A map is a list of runs in which both sides advance alike, so that
//! its size follows the mark-up of a document and not its length.

use encoding_rs::Encoding;

use crate::base::Span;

/// `count` units, each `to_unit` bytes of the text and `from_unit` bytes of its source.
/// Copied text has units of 1 and 1, UTF-16 Latin letters 1 and 2, an entity `&amp;` 1 and 5.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Run {
    to: u32,
    from: u32,
    count: u32,
    to_unit: u32,
    from_unit: u32,
}

impl Run {
    fn text_end(self) -> usize {
        self.to as usize + self.count as usize * self.to_unit as usize
    }

    fn source_end(self) -> usize {
        self.from as usize + self.count as usize * self.from_unit as usize
    }
}

/// Which bytes of a source each byte of a text was made from. Text between runs has no source.
#[derive(Clone, Debug, Default)]
pub(super) struct Map {
    runs: Vec<Run>,
}

fn narrow(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}

impl Map {
    /// `len` bytes at `to` are a copy of those at `from`.
    pub(super) fn copy(&mut self, to: usize, from: usize, len: usize) {
        self.push(to, from, len, 1, 1);
    }

    /// `to_len` bytes at `to` stand for `from_len` bytes at `from` as a whole.
    pub(super) fn replace(&mut self, to: usize, to_len: usize, from: usize, from_len: usize) {
        self.push(to, from, 1, to_len, from_len);
    }

    fn push(&mut self, to: usize, from: usize, count: usize, to_unit: usize, from_unit: usize) {
        if count == 0 || to_unit == 0 {
            return;
        }
        let (to_unit, from_unit) = (narrow(to_unit), narrow(from_unit));
        if let Some(last) = self.runs.last_mut()
            && (last.to_unit, last.from_unit) == (to_unit, from_unit)
            && last.text_end() == to
            && last.source_end() == from
        {
            last.count += narrow(count);
            return;
        }
        self.runs.push(Run { to: narrow(to), from: narrow(from), count: narrow(count), to_unit, from_unit });
    }

    /// The source of a span of the text; for an empty span the place where it stands.
    pub(super) fn source(&self, span: Span) -> Span {
        let next = self.behind(span.start());
        let start = self.start_before(next, span.start());
        if span.is_empty() {
            return Span::new(start, start);
        }
        // Most spans lie in one run.
        let last = span.end() - 1;
        let same = self.runs.get(next).is_none_or(|run| last < run.to as usize);
        Span::new(start, self.end_before(if same { next } else { self.behind(last) }, last))
    }

    /// The number of the first run that begins behind the byte at `at`.
    fn behind(&self, at: usize) -> usize {
        self.runs.partition_point(|run| run.to as usize <= at)
    }

    /// Where the source of the byte at `at` starts; in a gap, that of the next run.
    pub(super) fn start(&self, at: usize) -> usize {
        self.start_before(self.behind(at), at)
    }

    /// The same where the run behind it is known.
    fn start_before(&self, next: usize, at: usize) -> usize {
        match self.runs[..next].last() {
            Some(run) if at < run.text_end() => {
                run.from as usize + (at - run.to as usize) / run.to_unit as usize * run.from_unit as usize
            }
            last => self.runs.get(next).map_or_else(|| last.map_or(0, |r| r.source_end()), |r| r.from as usize),
        }
    }

    /// Where the source of the byte at `at` ends; in a gap, that of the run before. `next` is the run behind it.
    fn end_before(&self, next: usize, at: usize) -> usize {
        self.runs[..next].last().map_or(0, |run| {
            if at < run.text_end() {
                let units = (at - run.to as usize) / run.to_unit as usize + 1;
                run.from as usize + units * run.from_unit as usize
            } else {
                run.source_end()
            }
        })
    }

    /// The map of a text that keeps only `kept` (in order), joined without a gap.
    pub(super) fn keep(&self, kept: &[Span]) -> Self {
        let mut out = Self::default();
        let mut at = 0;
        let mut n = 0;
        for span in kept {
            while n > 0 && self.runs.get(n).is_none_or(|r| r.to as usize > span.start()) {
                n -= 1;
            }
            while self.runs.get(n).is_some_and(|r| r.text_end() <= span.start()) {
                n += 1;
            }
            while let Some(run) = self.runs.get(n).filter(|r| (r.to as usize) < span.end()) {
                let (start, end) = (span.start().max(run.to as usize), span.end().min(run.text_end()));
                let unit = run.to_unit as usize;
                let to = at + start - span.start();
                let skipped = (start - run.to as usize) / unit;
                let from = run.from as usize + skipped * run.from_unit as usize;
                if (end - start).is_multiple_of(unit) {
                    out.push(to, from, (end - start) / unit, unit, run.from_unit as usize);
                } else {
                    // A unit of several characters that was cut: what is left stands for all of it.
                    out.replace(to, end - start, from, run.from_unit as usize * (end - start).div_ceil(unit));
                }
                if run.text_end() > span.end() {
                    break;
                }
                n += 1;
            }
            at += span.len();
        }
        out
    }
}

/// Which bytes of the raw file each byte of the text was read from.
#[derive(Clone, Debug)]
pub struct Origin {
    /// From the text to the decoded file (for PDF: to the lines of its pages).
    pub(super) text: Map,
    /// From the decoded file to its bytes. `None` for PDF.
    pub(super) decoded: Option<Map>,
    /// Where each line of the decoded file starts.
    pub(super) lines: Vec<u32>,
    /// Index of each page's first line; empty for formats without pages.
    pub(super) pages: Vec<u32>,
    /// How the raw file is encoded.
    pub(super) encoding: &'static Encoding,
}

impl Default for Origin {
    fn default() -> Self {
        Self { text: Map::default(), decoded: None, lines: Vec::new(), pages: Vec::new(), encoding: encoding_rs::UTF_8 }
    }
}

impl Origin {
    /// The bytes of the raw file that a span of the text was read from, mark-up between them included.
    /// `None` for PDF, whose text has no byte range in the file.
    #[must_use]
    pub fn raw(&self, span: Span) -> Option<Span> {
        let decoded = self.decoded.as_ref()?;
        Some(decoded.source(self.text.source(span)))
    }

    /// Page (from 1; 0 for formats without pages) and line (from 1; of the raw file, or of the page in PDF).
    #[must_use]
    pub fn place(&self, at: usize) -> (u32, u32) {
        let source = self.text.start(at);
        let line = narrow(self.lines.partition_point(|l| *l as usize <= source)).max(1) - 1;
        let page = self.pages.partition_point(|first| *first <= line);
        let first = self.pages[..page].last().copied().unwrap_or(0);
        (narrow(page), line - first + 1)
    }

    /// The encoding of the raw file.
    #[must_use]
    pub fn encoding(&self) -> &'static str {
        self.encoding.name()
    }
}

/// Where each line of a decoded text starts.
pub(super) fn line_starts(text: &str) -> Vec<u32> {
    let bytes = text.as_bytes();
    let breaks = memchr::memchr2_iter(b'\n', b'\r', bytes)
        .filter(|n| bytes[*n] == b'\n' || bytes.get(n + 1) != Some(&b'\n'))
        .map(|n| narrow(n + 1));
    std::iter::once(0).chain(breaks).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn copies_entities_and_gaps_find_their_source() {
        // Source: "<p>a &amp; b</p>", text: "a & b"
        let mut map = Map::default();
        map.copy(0, 3, 2);
        map.replace(2, 1, 5, 5);
        map.copy(3, 10, 2);
        assert_eq!(map.source(Span::new(0, 5)), Span::new(3, 12));
        assert_eq!(map.source(Span::new(2, 3)), Span::new(5, 10));
        assert_eq!(map.source(Span::new(4, 5)), Span::new(11, 12));
        assert_eq!(map.source(Span::new(1, 1)), Span::new(4, 4));
    }

    #[test]
    fn a_map_of_what_is_kept_has_the_same_sources() {
        let mut map = Map::default();
        map.copy(0, 10, 5);
        map.replace(5, 2, 20, 7);
        map.copy(9, 30, 6);
        let kept = map.keep(&[Span::new(1, 3), Span::new(4, 10), Span::new(12, 15)]);
        assert_eq!(kept.source(Span::new(0, 2)), Span::new(11, 13));
        assert_eq!(kept.source(Span::new(2, 5)), Span::new(14, 27));
        assert_eq!(kept.source(Span::new(7, 8)), Span::new(30, 31));
        assert_eq!(kept.source(Span::new(8, 11)), Span::new(33, 36));
    }

    #[test]
    fn lines_end_with_any_line_break() {
        assert_eq!(line_starts("a\r\nb\nc\rd"), [0, 3, 5, 7]);
    }
}
