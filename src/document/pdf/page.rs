//! From the glyphs of a page to its lines.

use std::ops::Range;

use pdf_extract::{MediaBox, OutputDev, OutputError, Transform};
use unicode_normalization::UnicodeNormalization as _;

/// A piece of text as the page draws it. Points, y grows upwards.
struct Glyph {
    x: f64,
    y: f64,
    end: f64,
    size: f64,
    text: String,
}

/// The glyphs of a page, in the order of its content.
pub(super) struct Glyphs {
    all: Vec<Glyph>,
    most: usize,
}

impl Glyphs {
    /// Takes `most` glyphs at most; the page is not read beyond.
    pub(super) fn up_to(most: usize) -> Self {
        Self { all: Vec::new(), most }
    }

    pub(super) fn len(&self) -> usize {
        self.all.len()
    }
}

impl OutputDev for Glyphs {
    fn begin_page(&mut self, _: u32, _: &MediaBox, _: Option<(f64, f64, f64, f64)>) -> Result<(), OutputError> {
        Ok(())
    }

    fn end_page(&mut self) -> Result<(), OutputError> {
        Ok(())
    }

    fn output_character(
        &mut self,
        at: &Transform,
        width: f64,
        _: f64,
        size: f64,
        text: &str,
    ) -> Result<(), OutputError> {
        if self.all.len() >= self.most {
            return Err(std::io::Error::other("too many characters").into());
        }
        // The side of the square with the area of the transformed em.
        let scale = (at.m11 * at.m22 - at.m12 * at.m21).abs().sqrt();
        let size = size.abs() * scale;
        let (x, y) = (at.m31, at.m32);
        if size.is_finite() && size > 0.0 && x.is_finite() && y.is_finite() && width.is_finite() {
            self.all.push(Glyph { x, y, end: x + width * size, size, text: text.to_string() });
        }
        Ok(())
    }

    fn begin_word(&mut self) -> Result<(), OutputError> {
        Ok(())
    }

    fn end_word(&mut self) -> Result<(), OutputError> {
        Ok(())
    }

    fn end_line(&mut self) -> Result<(), OutputError> {
        Ok(())
    }
}

/// A line of a page, or the part of it that stands in one column.
#[derive(Clone, Debug)]
pub(super) struct Line {
    pub(super) page: u32,
    pub(super) x: f64,
    pub(super) end: f64,
    pub(super) y: f64,
    /// The size of most of its letters.
    pub(super) size: f64,
    /// In the source.
    pub(super) range: Range<usize>,
    /// Raised small text, in the source.
    pub(super) raised: Vec<Range<usize>>,
    /// Stands on the same line as the one before, beyond a wide gap.
    pub(super) beside: bool,
}

/// Writes the lines of a page to `source` and `lines`.
pub(super) fn lines(glyphs: Glyphs, page: u32, source: &mut String, lines: &mut Vec<Line>) {
    let mut row: Vec<Glyph> = Vec::new();
    let mut beside = false;
    // The largest letters of the row: a mark is measured by the text that it stands in.
    let mut largest: f64 = 0.0;
    for glyph in glyphs.all {
        if let Some(last) = row.last() {
            let size = glyph.size.max(largest.min(last.size * 2.0));
            let level = (glyph.y - last.y).abs() < size * 0.6 && glyph.x > last.end - size * 1.5;
            let gap = glyph.x - last.end;
            if !level || gap > size * 2.0 {
                finish(&row, page, beside, source, lines);
                beside = level;
                row.clear();
                largest = 0.0;
            }
        } else {
            beside = false;
        }
        largest = largest.max(glyph.size);
        row.push(glyph);
    }
    finish(&row, page, beside, source, lines);
}

fn finish(row: &[Glyph], page: u32, beside: bool, source: &mut String, lines: &mut Vec<Line>) {
    if row.iter().all(|g| g.text.trim().is_empty()) {
        return;
    }
    let (size, y) = usual(row);
    let start = source.len();
    let mut raised: Vec<Range<usize>> = Vec::new();
    let mut end = f64::NEG_INFINITY;
    for glyph in row {
        let spaced = source.len() == start || source.ends_with(' ');
        if !spaced && glyph.x - end > size.min(glyph.size) * 0.15 {
            source.push(' ');
        }
        let from = source.len();
        push(&glyph.text, source, start);
        if glyph.size < size * 0.85
            && glyph.y - y > size * 0.12
            && source.len() > from
            && !source[from..].trim().is_empty()
        {
            match raised.last_mut() {
                Some(last) if last.end == from || source[last.end..from].trim().is_empty() => last.end = source.len(),
                _ => raised.push(from..source.len()),
            }
        }
        end = glyph.end;
    }
    let trimmed = source.trim_end().len().max(start);
    source.truncate(trimmed);
    for range in &mut raised {
        range.end = range.end.min(trimmed);
    }
    let first = row.iter().find(|g| !g.text.trim().is_empty()).map_or(0.0, |g| g.x);
    lines.push(Line { page, x: first, end, y, size, range: start..trimmed, raised, beside });
    source.push('\n');
}

/// The size and the base line of most letters of a row.
fn usual(row: &[Glyph]) -> (f64, f64) {
    let mut sizes: Vec<(f64, f64, usize)> = Vec::new();
    for glyph in row.iter().filter(|g| !g.text.trim().is_empty()) {
        let same = sizes.iter().position(|(size, y, _)| (size - glyph.size).abs() < 0.2 && (y - glyph.y).abs() < 0.5);
        match same {
            Some(n) => sizes[n].2 += 1,
            None if sizes.len() < 12 => sizes.push((glyph.size, glyph.y, 1)),
            None => {}
        }
    }
    // Where a mark and its text are of one length, the larger letters are the text.
    let best = sizes.iter().max_by(|a, b| (a.2, a.0).partial_cmp(&(b.2, b.0)).unwrap_or(std::cmp::Ordering::Equal));
    best.map_or((1.0, 0.0), |(size, y, _)| (*size, *y))
}

/// Writes the text of a glyph: ligatures as letters, accents composed with the letter before.
fn push(text: &str, source: &mut String, start: usize) {
    for c in text.chars() {
        match c {
            '\u{fb00}' => source.push_str("ff"),
            '\u{fb01}' => source.push_str("fi"),
            '\u{fb02}' => source.push_str("fl"),
            '\u{fb03}' => source.push_str("ffi"),
            '\u{fb04}' => source.push_str("ffl"),
            '\u{fb05}' | '\u{fb06}' => source.push_str("st"),
            '\u{300}'..='\u{36f}' if source.len() > start => {
                let before = source.pop().unwrap_or(' ');
                source.extend([before, c].into_iter().nfc());
            }
            // Line breaks stay ours.
            c if c.is_control() || c.is_whitespace() => {
                if source.len() > start && !source.ends_with(' ') {
                    source.push(' ');
                }
            }
            c => source.push(c),
        }
    }
}
