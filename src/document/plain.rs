//! Plain text: lines, and how they make paragraphs, headings, items and table cells.
//!
//! Two habits are read: hard-wrapped text, whose lines are joined, and one paragraph a line. Which
//! of them a file has is told by its line lengths; without doubt or not, a line that stops in
//! mid-sentence goes on where the next begins in lower case.

use std::ops::Range;

use super::{draft::Draft, marker, model::BlockKind, stated};

/// A line that is not blank, without white space at its edges. Offsets are bytes of the source.
#[derive(Clone, Copy)]
struct Line {
    start: u32,
    end: u32,
    /// Characters before it.
    indent: u16,
    /// Whether a blank line stands before it.
    gap: bool,
}

/// Characters of a line that is no heading.
const LONG: usize = 100;

/// The lines of a text with what is known of all of them.
struct Lines<'s> {
    source: &'s str,
    all: Vec<Line>,
    /// The width at which lines are wrapped, in characters; `None` where they are not.
    width: Option<usize>,
}

/// Reads plain text into a draft.
pub(super) fn read(draft: &mut Draft<'_>) {
    let source = draft.source;
    let lines = Lines::of(source);
    let mut at = 0;
    // Whether a title may still come: before the first paragraph of prose.
    let mut title = true;
    let mut number = 0;
    while at < lines.all.len() {
        if let Some(rows) = lines.table(at) {
            for row in at..at + rows {
                for cell in cells(source, lines.all[row]) {
                    draft.open(BlockKind::TableCell, None, None);
                    draft.copy(cell);
                }
            }
            at += rows;
            continue;
        }
        let text = lines.text(at);
        if is_rule(text) {
            at += 1;
            continue;
        }
        let first = at == 0 || lines.all[at].gap;
        let item = marker::of(text, |n| first || n == 1 || n == number + 1);
        let mut end = at + 1;
        while end < lines.all.len() && lines.joins(at, end, item.is_some(), number) {
            end += 1;
        }
        let skip = item.as_ref().map_or(0, |m| m.len);
        let range = lines.all[at].start as usize + skip..lines.all[end - 1].end as usize;
        let underlined = end == at + 1 && end < lines.all.len() && !lines.all[end].gap && is_underline(lines.text(end));
        number = item.as_ref().and_then(|m| m.label.parse().ok()).unwrap_or(number);
        let kind = if underlined {
            BlockKind::Heading(if title { 1 } else { 2 })
        } else if end - at <= 2 && lines.is_heading(at, end, &source[range.clone()], title, item.is_some()) {
            BlockKind::Heading(if title && item.is_none() { 1 } else { 2 + depth(text) })
        } else if item.is_some() {
            BlockKind::ListItem
        } else {
            BlockKind::Paragraph
        };
        title &= !(kind == BlockKind::Heading(1) || (kind == BlockKind::Paragraph && range.len() > 160));
        draft.open(kind, None, item.map(|m| m.label).filter(|label| !label.is_empty()));
        lines.write(draft, at..end, range);
        at = end;
    }
    draft.close();
}

/// How deep a numbered heading stands: "1. Cuba" 0, "1.1 Dengue" 1.
fn depth(text: &str) -> u8 {
    let number = text.split_whitespace().next().unwrap_or_default().trim_end_matches('.');
    let numbered = number.bytes().all(|b| b == b'.' || b.is_ascii_digit());
    let dots = number.bytes().filter(|&b| b == b'.' && numbered).count();
    u8::try_from(dots.min(3)).unwrap_or_default()
}

impl<'s> Lines<'s> {
    fn of(source: &'s str) -> Self {
        let narrow = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
        let mut all = Vec::new();
        let mut gap = false;
        let mut from = 0;
        let breaks = memchr::memchr3_iter(b'\n', b'\r', b'\x0c', source.as_bytes());
        for end in breaks.chain([source.len()]) {
            let line = &source[from..end];
            let kept = line.trim();
            if kept.is_empty() {
                // The line feed of "\r\n" makes no blank line.
                gap |= from == 0 || source.as_bytes()[from - 1] != b'\r' || source.as_bytes().get(end) != Some(&b'\n');
            } else {
                let indent = line.len() - line.trim_start().len();
                let start = from + indent;
                let indent = u16::try_from(indent).unwrap_or(u16::MAX);
                all.push(Line { start: narrow(start), end: narrow(start + kept.len()), indent, gap });
                gap = false;
            }
            from = end + 1;
        }
        let mut lines = Self { source, all, width: None };
        lines.width = lines.wrap_width();
        lines
    }

    fn text(&self, n: usize) -> &'s str {
        self.all.get(n).map_or("", |l| &self.source[l.start as usize..l.end as usize])
    }

    /// Width at which the file is wrapped: nine tenths of the lines that have a successor are no longer,
    /// most of them stop in mid-sentence, and it is a width at which people wrap.
    fn wrap_width(&self) -> Option<usize> {
        let mut lengths = Vec::new();
        let mut open = 0;
        for n in 1..self.all.len().min(20_000) {
            let text = self.text(n - 1);
            if !self.all[n].gap && !is_rule(text) {
                lengths.push(text.chars().count());
                open += usize::from(!ends_sentence(text));
            }
        }
        if lengths.len() < 2 || open * 2 < lengths.len() {
            return None;
        }
        lengths.sort_unstable();
        let width = lengths[lengths.len() * 9 / 10];
        (40..=160).contains(&width).then_some(width)
    }

    /// Whether line `n` goes on with the block that began at line `first`.
    fn joins(&self, first: usize, n: usize, item: bool, number: u32) -> bool {
        let (before, line) = (self.all[n - 1], self.all[n]);
        let (above, text) = (self.text(n - 1), self.text(n));
        if line.gap || is_rule(text) || self.table(n).is_some() {
            return false;
        }
        let full = self.width.is_some_and(|width| {
            let word = text.split_whitespace().next().map_or(0, |w| w.chars().count());
            (above.chars().count() + 1 + word) * 100 >= width * 85
        });
        if marker::of(text, |m| m == 1 && !full || number > 0 && m == number + 1).is_some()
            && !(full && text.starts_with(['–', '—']))
        {
            return false;
        }
        let goes_on = text.starts_with(char::is_lowercase) && !ends_sentence(above);
        if is_hyphenated(above, text) || (goes_on && above.chars().count() >= 30) {
            return true;
        }
        // No heading is that long: a sentence goes on, though the next line begins with a name.
        if above.chars().count() >= LONG && !ends_sentence(above) {
            return true;
        }
        // Indented beyond the line before: the first line of a paragraph, or the second of an item.
        let deeper = line.indent > before.indent + 1;
        if item && n == first + 1 && deeper {
            return true;
        }
        full && !(deeper && ends_sentence(above))
    }

    /// Whether lines `at..end`, which read `text`, are a heading: short, without a full stop, and prose below.
    fn is_heading(&self, at: usize, end: usize, text: &str, title: bool, item: bool) -> bool {
        let limit = if title { 160 } else { 100 };
        if text.chars().nth(limit).is_some() {
            return false;
        }
        let words = text.split_whitespace().count();
        let shape = words <= if title { 25 } else { 16 }
            && !text.trim_end_matches(['"', '”', '’', '\'', ')', '»']).ends_with(['.', ',', ';', ':', '…'])
            && text.starts_with(|c: char| c.is_uppercase() || c.is_numeric() || "\"“‘'«¿¡".contains(c))
            && text.contains(char::is_alphabetic)
            && !text.contains(['@', '\t'])
            && stated::byline(text).is_none()
            && stated::dateline(text).is_none();
        if !shape || end >= self.all.len() {
            return false;
        }
        let alone = self.all[at].gap || at == 0;
        let below = self.text(end);
        let gap = self.all[end].gap;
        if item && !(alone && gap && words <= 10 && marker::of(below, |_| true).is_none()) {
            return false;
        }
        // "1. CUBA" above "1.1 Dengue"
        if item && alone && depth(below) > 0 && below.split_whitespace().count() <= 10 {
            return true;
        }
        // The rest of the paragraph below, as far as it is needed to tell prose.
        let prose = below.chars().count() >= 100
            || (ends_sentence(below) && below.split_whitespace().nth(5).is_some())
            || self.width.is_some_and(|w| below.chars().count() * 10 >= w * 7);
        let list = gap && marker::of(below, |_| true).is_some() && alone;
        if title && !item && (alone || prose) && words >= 2 {
            return gap || prose;
        }
        (prose && (gap || alone || self.width.is_none())) || list
    }

    /// Number of lines of a table that starts at line `at`: at least two with the same columns.
    fn table(&self, at: usize) -> Option<usize> {
        let columns = |n: usize| {
            let line = self.all[n];
            let text = self.text(n);
            let may =
                text.len() < 1000 && (memchr::memchr2(b'\t', b'|', text.as_bytes()).is_some() || text.contains("  "));
            if may { cells(self.source, line).len() } else { 1 }
        };
        let first = columns(at);
        if first < 2 {
            return None;
        }
        let mut end = at + 1;
        while end < self.all.len() && !self.all[end].gap && (columns(end) >= 2 || is_rule(self.text(end))) {
            end += 1;
        }
        (end - at >= 2).then_some(end - at)
    }

    /// Writes the lines, with a space at each line break and without hyphens at line ends.
    fn write(&self, draft: &mut Draft<'_>, lines: Range<usize>, range: Range<usize>) {
        for n in lines.clone() {
            let start = if n == lines.start { range.start } else { self.all[n].start as usize };
            let end = self.all[n].end as usize;
            if n + 1 < lines.end && is_hyphenated(self.text(n), self.text(n + 1)) {
                draft.copy(start..end - 1);
            } else {
                draft.copy(start..end);
                if n + 1 < lines.end {
                    draft.space(end..self.all[n + 1].start as usize);
                }
            }
        }
    }
}

/// The cells of a row: between `|`, tabs, or (three and more) two spaces. One cell where it is no row.
fn cells(source: &str, line: Line) -> Vec<Range<usize>> {
    let (start, end) = (line.start as usize, line.end as usize);
    let text = &source[start..end];
    if is_rule(text) {
        return Vec::new();
    }
    let by = |separator: &str| -> Vec<Range<usize>> {
        let mut at = start;
        let mut out = Vec::new();
        for cell in text.split(separator) {
            let inner = cell.trim();
            if !inner.is_empty() {
                let from = at + cell.len() - cell.trim_start().len();
                out.push(from..from + inner.len());
            }
            at += cell.len() + separator.len();
        }
        out
    };
    if text.starts_with('|') || text.matches('|').count() >= 2 {
        return by("|");
    }
    if text.contains('\t') {
        return by("\t");
    }
    let found = by("  ");
    // Justified prose has wide gaps too, but no three short columns.
    if found.len() >= 3 && found.iter().all(|c| c.len() <= 40) { found } else { std::iter::once(start..end).collect() }
}

/// A line of `-`, `=`, `*`, `_`, `+`, `|` that only draws.
fn is_rule(text: &str) -> bool {
    text.len() >= 3
        && text.chars().all(|c| "-=*_~+|: #—–".contains(c))
        && text.chars().filter(|c| *c != ' ').count() >= 3
}

fn is_underline(text: &str) -> bool {
    text.len() >= 3 && ["=", "-", "~"].iter().any(|c| text.trim_start_matches(c).is_empty())
}

/// Whether a line ends as sentences do.
pub(super) fn ends_sentence(text: &str) -> bool {
    text.trim_end_matches(['"', '”', '’', '\'', ')', ']', '»', '*', '_']).ends_with(['.', '!', '?', ':', '…', ';'])
}

/// A word cut at the line end: a letter and a hyphen, then lower case.
pub(super) fn is_hyphenated(above: &str, below: &str) -> bool {
    above.strip_suffix('-').is_some_and(|rest| rest.ends_with(char::is_lowercase))
        && below.starts_with(char::is_lowercase)
}

#[cfg(test)]
mod tests {
    use super::super::{BlockKind, read};

    #[test]
    fn numbered_headings_stand_below_each_other() {
        let text = "DENGUE IN THE REGION\n\n1. CUBA\n\n1.1 Cases\n\nThe ministry was told of 40 cases in the first half of the year.\n\n\
                    2. HAITI\n\n2.1 Cases\n\nThe ministry was told of 50 cases in the first half of the year.\n";
        let document = read("note.txt", text.as_bytes());
        let headings = document.blocks.iter().filter_map(|block| match block.kind {
            BlockKind::Heading(level) => Some((level, &document.text[block.span])),
            _ => None,
        });
        let found: Vec<_> = headings.collect();
        assert_eq!(found, [(1, "DENGUE IN THE REGION"), (2, "CUBA"), (3, "1.1 Cases"), (2, "HAITI"), (3, "2.1 Cases")]);
    }
}
