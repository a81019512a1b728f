//! From the lines of pages to blocks: running heads and feet apart, lines joined to paragraphs.

use std::collections::BTreeMap;

use super::{
    super::{
        draft::Draft,
        marker,
        marks::{self, Raised},
        model::{Aside, BlockKind},
        plain,
    },
    page::Line,
};
use crate::vocabulary::document;

/// Lines at the top and at the bottom of a page that can be its running head and foot.
const EDGE: usize = 3;

/// What is usual in the document.
struct Usual {
    /// Size of the body's letters.
    size: f64,
    /// Distance of base lines within a paragraph, in sizes.
    leading: f64,
}

/// Writes the blocks of a document. Furniture and notes come last, so that they do not cut paragraphs that go on
/// on the next page.
pub(super) fn write(draft: &mut Draft<'_>, lines: &[Line]) {
    let usual = usual(lines);
    let furniture = furniture(draft.source, lines);
    let notes = notes(draft.source, lines, &furniture, &usual);
    let of = |wanted: bool, notes_wanted: bool| -> Vec<&Line> {
        (0..lines.len()).filter(|n| furniture[*n] == wanted && notes[*n] == notes_wanted).map(|n| &lines[n]).collect()
    };
    blocks(draft, &of(false, false), &usual, None);
    blocks(draft, &of(false, true), &usual, Some(Aside::Note));
    for line in of(true, false) {
        draft.open(BlockKind::Paragraph, Some(Aside::Furniture), None);
        draft.copy(line.range.clone());
    }
    draft.close();
}

fn usual(lines: &[Line]) -> Usual {
    let mut sizes: BTreeMap<i64, usize> = BTreeMap::new();
    let mut steps: BTreeMap<i64, usize> = BTreeMap::new();
    for line in lines {
        *sizes.entry(tenths(line.size)).or_default() += line.range.len();
    }
    let size = sizes.iter().max_by_key(|(size, count)| (**count, **size)).map_or(10.0, |(size, _)| from_tenths(*size));
    for pair in lines.windows(2) {
        let step = (pair[0].y - pair[1].y) / size;
        if pair[0].page == pair[1].page && (pair[0].size - size).abs() < 0.5 && (0.8..2.5).contains(&step) {
            *steps.entry(tenths(step)).or_default() += 1;
        }
    }
    let leading = steps
        .iter()
        .max_by_key(|(step, count)| (**count, std::cmp::Reverse(**step)))
        .map_or(1.3, |(s, _)| from_tenths(*s));
    Usual { size, leading }
}

#[expect(clippy::cast_possible_truncation, reason = "sizes and distances on a page are small")]
fn tenths(x: f64) -> i64 {
    (x * 10.0).round() as i64
}

#[expect(clippy::cast_precision_loss, reason = "made by `tenths`")]
fn from_tenths(x: i64) -> f64 {
    x as f64 / 10.0
}

/// Which lines are running heads, feet and page numbers: at the edge of a page, and the same, but for digits, on
/// several; or a number alone.
fn furniture(source: &str, lines: &[Line]) -> Vec<bool> {
    let mut pages: BTreeMap<u32, Vec<usize>> = BTreeMap::new();
    for (n, line) in lines.iter().enumerate() {
        pages.entry(line.page).or_default().push(n);
    }
    let key = |n: usize| -> String {
        source[lines[n].range.clone()]
            .chars()
            .filter(|c| !c.is_ascii_digit() && !c.is_whitespace())
            .collect::<String>()
            .to_lowercase()
    };
    let edges: Vec<usize> = pages
        .values_mut()
        .flat_map(|page| {
            page.sort_by(|a, b| lines[*b].y.total_cmp(&lines[*a].y));
            let top = page.iter().take(EDGE).copied();
            top.chain(page.iter().skip(EDGE.max(page.len().saturating_sub(EDGE))).copied()).collect::<Vec<_>>()
        })
        .collect();
    let mut seen: BTreeMap<String, usize> = BTreeMap::new();
    for n in &edges {
        *seen.entry(key(*n)).or_default() += 1;
    }
    let mut out = vec![false; lines.len()];
    for n in edges {
        let text = &source[lines[n].range.clone()];
        let key = key(n);
        let repeats = seen.get(&key).copied().unwrap_or(0);
        let number = key.chars().all(|c| "-–—|./".contains(c)) || names_page(text);
        let outermost =
            pages.get(&lines[n].page).is_some_and(|page| page.first() == Some(&n) || page.last() == Some(&n));
        let running = repeats >= 2 && repeats * 10 >= pages.len() * 3 && text.chars().count() <= 120;
        out[n] = running || (number && outermost && text.len() <= 20);
    }
    out
}

/// Whether a line says nothing but its page: `Page 3 of 10`.
fn names_page(text: &str) -> bool {
    let known = document::words();
    let lower = text.to_lowercase();
    let mut words = lower.split(|c: char| !c.is_alphabetic()).filter(|word| !word.is_empty());
    words.next().is_some_and(|first| known.at_page.contains(first)) && words.all(|word| known.page.contains(word))
}

/// Which lines are footnotes: small, below the text of their page, from a line that begins with a raised or small number.
fn notes(source: &str, lines: &[Line], furniture: &[bool], usual: &Usual) -> Vec<bool> {
    let mut out = vec![false; lines.len()];
    let mut inside = None;
    for (n, line) in lines.iter().enumerate() {
        if furniture[n] {
            continue;
        }
        let small = line.size < usual.size * 0.93;
        let text = &source[line.range.clone()];
        let digits = text.bytes().take_while(u8::is_ascii_digit).count();
        let labelled = line.raised.first().is_some_and(|r| r.start == line.range.start)
            || (small && (1..=3).contains(&digits) && text[digits..].starts_with([' ', '.']))
            || (small && text.starts_with(['*', '†', '‡']));
        if inside != Some(line.page) || !small {
            inside = (small && labelled).then_some(line.page);
        }
        out[n] = inside.is_some();
    }
    out
}

/// Joins lines to blocks and writes them.
fn blocks(draft: &mut Draft<'_>, lines: &[&Line], usual: &Usual, aside: Option<Aside>) {
    let rows = cells(lines);
    let first_page = lines.first().map_or(0, |l| l.page);
    let largest = lines.iter().filter(|l| l.page == first_page).map(|l| l.size).fold(0.0, f64::max);
    let mut at = 0;
    while at < lines.len() {
        let mut end = at + 1;
        let mut right = lines[at].end;
        while end < lines.len()
            && !rows[end]
            && !rows[at]
            && joins(draft.source, lines[end - 1], lines[end], right, usual, aside)
        {
            right = right.max(lines[end].end);
            end += 1;
        }
        let first = lines[at];
        let text = &draft.source[first.range.clone()];
        let item = if rows[at] { None } else { marker::of(text, |_| true) };
        let short = end - at <= 3 && lines[at..end].iter().map(|l| l.range.len()).sum::<usize>() <= 200;
        let kind = if rows[at] {
            BlockKind::TableCell
        } else if short
            && aside.is_none()
            && !item.as_ref().is_some_and(|m| m.label.is_empty())
            && is_heading(draft.source, &lines[at..end], lines.get(end).copied(), usual)
        {
            BlockKind::Heading(if first.size >= largest - 0.1 && first.size > usual.size * 1.15 { 1 } else { 2 })
        } else if item.is_some() && aside.is_none() {
            BlockKind::ListItem
        } else {
            BlockKind::Paragraph
        };
        let skip = item.as_ref().filter(|_| kind == BlockKind::ListItem).map_or(0, |m| m.len);
        let label = item.map(|m| m.label).filter(|l| !l.is_empty() && kind == BlockKind::ListItem);
        draft.open(kind, aside, label);
        for n in at..end {
            let next = lines.get(n + 1).filter(|_| n + 1 < end);
            line(draft, lines[n], if n == at { skip } else { 0 }, next.copied());
        }
        at = end;
    }
    draft.close();
}

/// Which lines are cells: rows of several columns, one below the other.
fn cells(lines: &[&Line]) -> Vec<bool> {
    let mut out = vec![false; lines.len()];
    // Rows as ranges of lines.
    let mut rows: Vec<(usize, usize)> = Vec::new();
    for (n, line) in lines.iter().enumerate() {
        match rows.last_mut() {
            Some((_, end)) if line.beside => *end = n + 1,
            _ => rows.push((n, n + 1)),
        }
    }
    let many = |row: Option<&(usize, usize)>| row.is_some_and(|(start, end)| end - start >= 2);
    for (n, (start, end)) in rows.iter().enumerate() {
        let neighbours = many(rows.get(n + 1)) || (n > 0 && many(rows.get(n - 1)));
        if many(rows.get(n)) && neighbours {
            out[*start..*end].iter_mut().for_each(|cell| *cell = true);
        }
    }
    out
}

/// Whether `next` goes on with the paragraph that `last` belongs to; `right` is how far its lines reach.
fn joins(source: &str, last: &Line, next: &Line, right: f64, usual: &Usual, aside: Option<Aside>) -> bool {
    let (above, below) = (&source[last.range.clone()], &source[next.range.clone()]);
    if aside.is_some() && next.raised.first().is_some_and(|r| r.start == next.range.start) {
        return false;
    }
    if (last.size - next.size).abs() > usual.size * 0.1
        || marker::of(below, |_| true).is_some_and(|m| m.label.is_empty())
    {
        return false;
    }
    let ended = plain::ends_sentence(above);
    if plain::is_hyphenated(above, below) {
        return true;
    }
    let step = last.y - next.y;
    if last.page != next.page || step < 0.0 {
        // On the next page or in the next column.
        return !ended && below.starts_with(char::is_lowercase) && last.size <= usual.size * 1.1;
    }
    if next.beside {
        return marker::of(&format!("{above} x"), |_| true).is_some_and(|m| m.len == above.len() + 1);
    }
    if marker::of(below, |_| true).is_some() && ended {
        return false;
    }
    let line = usual.leading * last.size.max(1.0);
    let indented = next.x > last.x + last.size && ended;
    let short = last.end < right - last.size * 4.0 && last.end < next.end - last.size * 4.0 && ended;
    step <= line * 1.25 && !indented && !short
}

/// Larger than the body, or a short line without a full stop that stands apart from prose below.
fn is_heading(source: &str, lines: &[&Line], next: Option<&Line>, usual: &Usual) -> bool {
    let text = &source[lines[0].range.start..lines[lines.len() - 1].range.end];
    let letters = text.chars().filter(|c| c.is_alphabetic()).count();
    if letters < 3 || text.starts_with(char::is_lowercase) {
        return false;
    }
    if lines[0].size > usual.size * 1.15 {
        return true;
    }
    let prose = next.is_some_and(|n| source[n.range.clone()].len() >= 50 && n.size <= lines[0].size + 0.5);
    lines.len() == 1
        && prose
        && !plain::ends_sentence(text)
        && !text.ends_with(',')
        && text.len() <= 90
        && text.split_whitespace().count() <= 14
}

/// Writes a line from `skip`, its raised text as marks, and the space before `next`.
fn line(draft: &mut Draft<'_>, line: &Line, skip: usize, next: Option<&Line>) {
    let source = draft.source;
    let mut from = line.range.start + skip;
    let hyphen = next.is_some_and(|n| plain::is_hyphenated(&source[line.range.clone()], &source[n.range.clone()]));
    let end = if hyphen { line.range.end - 1 } else { line.range.end };
    for raised in &line.raised {
        if raised.start < from || raised.end > end {
            continue;
        }
        let before = source[from..raised.start].trim_end().len();
        draft.copy(from..from + before);
        match marks::raised(draft.before(), &source[raised.clone()], false) {
            Raised::Marks(labels) => labels.into_iter().for_each(|label| draft.mark(label)),
            Raised::Text(text) => draft.put(raised.clone(), &text),
        }
        from = raised.end;
    }
    draft.copy(from..end);
    if let Some(next) = next.filter(|_| !hyphen) {
        draft.space(line.range.end..next.range.start);
    }
}
