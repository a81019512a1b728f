//! Footnotes and endnotes: sections of them, single definitions, and the marks in the text that refer to them.

use std::collections::BTreeSet;

use super::{
    draft::{Draft, Piece},
    marks,
    model::{Aside, BlockKind, Format, Note},
};
use crate::base::Span;

/// Finds the notes, sets their blocks aside, and takes their marks out of the text.
pub(super) fn find(draft: &mut Draft<'_>, format: Format) {
    definitions(draft);
    for note in &mut draft.notes {
        note.text =
            note.text.trim_matches(|c: char| c.is_whitespace() || "↩↑^\u{fe0e}\u{21b5}".contains(c)).to_string();
    }
    // Marks before or among the notes themselves say where a note is cited, not what the text says.
    let read: Vec<Span> = draft.blocks.iter().filter(|b| b.aside != Some(Aside::Note)).map(|b| b.span).collect();
    draft.marks.retain(|mark| {
        let n = read.partition_point(|span| span.end() < mark.at);
        read.get(n).is_some_and(|span| span.start() <= mark.at)
    });
    let cuts = cuts(draft, format);
    draft.cut(&cuts);
}

/// Marks the blocks of notes and reads what they define.
fn definitions(draft: &mut Draft<'_>) {
    let total = draft.text.len();
    // Inside a section of notes: the level of its heading.
    let mut section: Option<u8> = None;
    let mut last = 0;
    let mut found: Vec<(usize, String, usize)> = Vec::new();
    for n in 0..draft.blocks.len() {
        let Piece { span, kind, aside, label, .. } = draft.blocks[n].clone();
        if aside.is_some_and(|a| a != Aside::Note) {
            continue;
        }
        let text = &draft.text[span];
        if let Some(level) = heading_level(text, kind, span.start() * 10 > total * 3) {
            section = Some(level);
            last = 0;
            draft.blocks[n].aside = Some(Aside::Note);
            continue;
        }
        if let (BlockKind::Heading(level), Some(of_section)) = (kind, section)
            && level <= of_section
        {
            section = None;
        }
        let mark = marks_at(draft, span.start());
        let prose = matches!(kind, BlockKind::Paragraph | BlockKind::ListItem | BlockKind::Quote);
        let own = mark
            .filter(|_| prose)
            .map(|label| (label, 0))
            .or_else(|| {
                leading_label(text, (section.is_some() || aside == Some(Aside::Note)).then_some(last)).filter(|_| prose)
            })
            .or_else(|| label.filter(|_| section.is_some() || aside == Some(Aside::Note)).map(|label| (label, 0)));
        if section.is_some() || aside == Some(Aside::Note) {
            draft.blocks[n].aside = Some(Aside::Note);
        }
        if let Some((label, skip)) = own {
            last = label.parse().unwrap_or(last);
            found.push((n, label, skip));
        }
    }
    keep_definitions(draft, found);
}

/// Of the blocks that begin with a label, those in sections define notes; elsewhere those that begin with a mark, and
/// `[1] …` where the next number follows.
fn keep_definitions(draft: &mut Draft<'_>, found: Vec<(usize, String, usize)>) {
    let numbers: Vec<Option<u32>> = found.iter().map(|(_, label, _)| label.parse().ok()).collect();
    let known: BTreeSet<String> = draft.notes.iter().map(|n| n.label.clone()).collect();
    for (i, (n, label, skip)) in found.into_iter().enumerate() {
        let follows = |other: Option<&Option<u32>>, step: i64| match (numbers[i], other.copied().flatten()) {
            (Some(own), Some(other)) => i64::from(own) + step == i64::from(other),
            _ => false,
        };
        let in_row = follows(numbers.get(i + 1), 1) || (i > 0 && follows(numbers.get(i - 1), -1));
        let in_section = draft.blocks[n].aside == Some(Aside::Note);
        let bracketed = draft.text[draft.blocks[n].span].starts_with('[');
        if !(in_section || in_row || (skip == 0 || !bracketed)) {
            continue;
        }
        draft.blocks[n].aside = Some(Aside::Note);
        let span = draft.blocks[n].span;
        if !known.contains(&label) {
            let text = draft.text[span.start() + skip..span.end()].to_string();
            split(&label, &text, bracketed, &mut draft.notes);
        }
    }
}

/// A block may hold several notes: `[1] One. [2] Two.`
fn split(label: &str, text: &str, bracketed: bool, notes: &mut Vec<Note>) {
    let mut rest = text;
    let mut label = label.to_string();
    while let Some(number) = label.parse::<u32>().ok().filter(|_| bracketed) {
        let next = format!("[{}] ", number.saturating_add(1));
        let Some(at) = rest.find(&next) else { break };
        notes.push(Note { label, text: rest[..at].trim().to_string() });
        rest = &rest[at + next.len()..];
        label = number.saturating_add(1).to_string();
    }
    notes.push(Note { label, text: rest.trim().to_string() });
}

/// The level of a heading that opens a section of notes. A paragraph can be one too, but not near the top (`late`)
/// and at the lowest level.
fn heading_level(text: &str, kind: BlockKind, late: bool) -> Option<u8> {
    if text.len() > 60 {
        return None;
    }
    let lower = text.to_lowercase();
    let bare = lower.trim_matches(|c: char| !c.is_alphabetic());
    if !crate::vocabulary::document::words().notes.contains(bare) {
        return None;
    }
    match kind {
        BlockKind::Heading(level) => Some(level),
        BlockKind::Paragraph if late => Some(6),
        _ => None,
    }
}

/// A mark that stands at the start of a block.
fn marks_at(draft: &Draft<'_>, at: usize) -> Option<String> {
    let n = draft.marks.partition_point(|mark| mark.at < at);
    draft.marks.get(n).filter(|mark| mark.at == at).map(|mark| mark.label.clone())
}

/// The label a block begins with and the bytes up to its text: `[12] `, `[^1]: `, `¹² `; in a section also
/// `12. ` and `12 ` where 12 is the next number (`last` + 1).
fn leading_label(text: &str, last: Option<u32>) -> Option<(String, usize)> {
    if let Some(rest) = text.strip_prefix('[') {
        let end = rest.find(']').filter(|end| *end <= 6)?;
        let label = rest[..end].trim_start_matches('^');
        let after = rest[end + 1..].trim_start_matches(':').trim_start();
        return (marks::is_label(label) && !after.is_empty()).then(|| (label.to_string(), text.len() - after.len()));
    }
    let raised: String = text.chars().map_while(marks::plain_digit).collect();
    if !raised.is_empty() && raised.len() <= 3 {
        let after = text.trim_start_matches(|c| marks::plain_digit(c).is_some()).trim_start();
        return (!after.is_empty()).then(|| (raised, text.len() - after.len()));
    }
    let last = last?;
    let text_of = text.strip_prefix('^').unwrap_or(text);
    let digits: String = text_of.chars().take_while(char::is_ascii_digit).collect();
    let after = text_of[digits.len()..].strip_prefix(['.', ')', ':']).unwrap_or(&text_of[digits.len()..]);
    let trimmed = after.trim_start();
    let next = digits.parse::<u32>().ok().filter(|n| *n == last + 1)?;
    let starts =
        trimmed.starts_with(|c: char| c.is_uppercase() || "\"“‘«<(".contains(c) || trimmed.starts_with("http"));
    (starts && digits.len() <= 3).then(|| (next.to_string(), text.len() - trimmed.len()))
}

/// The note marks that stand in the text as characters.
fn cuts(draft: &Draft<'_>, format: Format) -> Vec<(Span, Vec<String>)> {
    let known: BTreeSet<&str> = draft.notes.iter().map(|n| n.label.as_str()).collect();
    let mut out = Vec::new();
    let mut last = 0;
    for block in draft.blocks.iter().filter(|b| b.aside.is_none() && b.kind != BlockKind::Code) {
        let found = marks_in(&draft.text[block.span], block.span.start(), format, &known, Some(last));
        last = found.iter().flat_map(|(_, labels)| labels).filter_map(|l| l.parse().ok()).next_back().unwrap_or(last);
        out.extend(found);
    }
    out
}

/// The marks in a text that stands at byte `offset`. `last` is the number of the mark before it; `None` where that is not
/// known, as in a fragment: any number may then be the next.
pub(super) fn marks_in(
    text: &str,
    offset: usize,
    format: Format,
    known: &BTreeSet<&str>,
    mut last: Option<u32>,
) -> Vec<(Span, Vec<String>)> {
    // Digits are marks only of notes that the document defines.
    let glued = !known.is_empty() && matches!(format, Format::Text | Format::Pdf | Format::Markdown);
    let bytes = text.as_bytes();
    let mut out = Vec::new();
    let mut at = 0;
    // Only at these bytes can a mark begin: brackets, digits, and the first bytes of raised digits.
    let next = |rest: &[u8]| {
        if glued {
            rest.iter().position(|byte| MAY_MARK[usize::from(*byte)])
        } else {
            memchr::memchr3(b'[', 0xc2, 0xe2, rest)
        }
    };
    while let Some(n) = next(&bytes[at..]) {
        at += n;
        let Some(c) = text[at..].chars().next() else { break };
        let mark = match c {
            '[' => bracketed(text, at, known),
            _ if marks::plain_digit(c).is_some() => superscript(text, at, known),
            '0'..='9' if at > 0 && !matches!(bytes[at - 1], b' ' | b'0'..=b'9') => digits(text, at, known, last),
            _ => None,
        };
        let Some((start, end, labels)) = mark else {
            at += c.len_utf8();
            continue;
        };
        last = last.map(|last| labels.iter().filter_map(|l| l.parse().ok()).next_back().unwrap_or(last));
        out.push((Span::new(offset + start, offset + end), labels));
        at = end;
    }
    out
}

/// By byte: whether a mark can begin with it, digits included.
const MAY_MARK: [bool; 256] = {
    let mut may = [false; 256];
    let mut byte = b'0';
    while byte <= b'9' {
        may[byte as usize] = true;
        byte += 1;
    }
    may[b'[' as usize] = true;
    (may[0xc2], may[0xe2]) = (true, true);
    may
};

type Mark = Option<(usize, usize, Vec<String>)>;

/// `[12]`, `[3, 4]`, `[^1]`: where the document defines these notes, or glued to the word before.
fn bracketed(text: &str, at: usize, known: &BTreeSet<&str>) -> Mark {
    let rest = &text.as_bytes()[at + 1..];
    let end = at + 1 + rest.iter().take(40).position(|b| *b == b']')?;
    let inner = text.get(at + 1..end)?;
    let labels = marks::labels(inner.trim_start_matches('^'))?;
    let before = text[..at].chars().next_back()?;
    let glued = (before.is_alphabetic() || ".,;:!?”\"’')]".contains(before))
        && labels.iter().all(|l| l.bytes().all(|b| b.is_ascii_digit()));
    let defined = labels.iter().all(|l| known.contains(l.as_str()));
    let start = if before == ' ' { at - 1 } else { at };
    (defined || glued || inner.starts_with('^')).then(|| (start, end + 1, labels))
}

/// `word.¹²`, but not `km²` and not `10⁶`.
fn superscript(text: &str, at: usize, known: &BTreeSet<&str>) -> Mark {
    let mut end = at;
    let mut read = String::new();
    for c in text[at..].chars() {
        match (marks::plain_digit(c), c) {
            (Some(digit), _) => read.push(digit),
            (None, ',' | '⁻' | '˒' | '‚')
                if text[end + c.len_utf8()..].starts_with(|c| marks::plain_digit(c).is_some()) =>
            {
                read.push(if c == '⁻' { '-' } else { ',' });
            }
            _ => break,
        }
        end += c.len_utf8();
    }
    let before = text[..at].chars().next_back()?;
    let head = &text[..at];
    if marks::is_exponent(head, &read) || before.is_whitespace() {
        return None;
    }
    let labels = marks::labels(&read)?;
    let after_number = before.is_ascii_digit() && !labels.iter().all(|l| known.contains(l.as_str()));
    (!after_number).then_some((at, end, labels))
}

/// Digits glued to the end of a sentence or clause: `drugs.3 This`, `word,12 `. Only labels that the document
/// defines; after a year (`2011.12 Although`) and after a word without a sign only the next in order.
fn digits(text: &str, at: usize, known: &BTreeSet<&str>, last: Option<u32>) -> Mark {
    let mut before = text[..at].chars().rev();
    let sign = before.next()?;
    let head = before.next()?;
    let rest = &text[at..];
    let mut end = rest.find(|c: char| !(c.is_ascii_digit() || c == ',')).unwrap_or(rest.len());
    end = rest[..end].trim_end_matches(',').len();
    let follows = &rest[end..];
    if !(follows.is_empty() || follows.starts_with(|c: char| c.is_whitespace() || "—–)”\"".contains(c))) {
        return None;
    }
    let labels: Vec<String> = rest[..end].split(',').map(str::to_string).collect();
    if !labels.iter().all(|l| known.contains(l.as_str())) {
        return None;
    }
    let next = labels[0].parse::<u32>().is_ok_and(|n| last.is_none_or(|last| n > last && n <= last + 2));
    let next_sentence = follows.trim_start().chars().next().is_none_or(|c| c.is_uppercase() || "“\"‘".contains(c));
    let fits = match sign {
        '.' | ',' | ';' | ':' | '!' | '?' if head.is_ascii_digit() => next && next_sentence && sign != ',',
        '.' | ',' | ';' | ':' | '!' | '?' => head.is_alphabetic() || "”\"’')]%".contains(head),
        '”' | '"' | '’' | ')' | ']' => true,
        _ => next && sign.is_lowercase() && head.is_lowercase(),
    };
    fits.then(|| (at, at + end, labels))
}

#[cfg(test)]
mod tests {
    use super::super::{Aside, Document, read};

    fn marks(document: &Document) -> Vec<(&str, &str)> {
        let before = |at: usize| &document.text[at - 6..at];
        document.marks.iter().map(|m| (before(m.at), m.label.as_str())).collect()
    }

    #[test]
    fn endnotes_of_plain_text_are_read_and_their_marks_taken_out() {
        let text = "Deaths fell in 2011.1 Then they rose [2, 3], and the cost doubled.4 It covers 30 km² today.\n\n\
                    Notes\n\n1. Office of Health, 2012.\n2. Institute, 2013.\n3. Ministry, \u{201c}Report\u{201d}.\n4. Bank, 2014.\n";
        let document = read("a.txt", text.as_bytes());
        assert!(
            document
                .text
                .starts_with("Deaths fell in 2011. Then they rose, and the cost doubled. It covers 30 km² today.")
        );
        assert_eq!(marks(&document), [(" 2011.", "1"), ("y rose", "2"), ("y rose", "3"), ("ubled.", "4")]);
        assert_eq!(document.notes.len(), 4);
        assert_eq!(document.notes[2].text, "Ministry, “Report”.");
        assert!(document.blocks[1..].iter().all(|b| b.aside == Some(Aside::Note)));
    }

    #[test]
    fn superscripts_and_markdown_footnotes_are_marks() {
        let document = read(
            "a.md",
            "Rain fell on 12 km².³ It was 10⁶ drops[^a], or more.<sup>4,5</sup>\n\n[^a]: Counted *twice*.\n".as_bytes(),
        );
        assert!(document.text.starts_with("Rain fell on 12 km². It was 10⁶ drops, or more."));
        assert_eq!(document.marks.iter().map(|m| m.label.as_str()).collect::<Vec<_>>(), ["3", "a", "4", "5"]);
        assert_eq!(document.notes[0].text, "Counted twice.");
        assert_eq!(document.blocks[1].aside, Some(Aside::Note));
    }

    #[test]
    fn decimals_and_brackets_without_notes_stay() {
        let text = "Growth was 2.5 percent in 2011.4 million cases [see below], version 3.1 of it.";
        assert_eq!(read("a.txt", text.as_bytes()).text, text);
    }
}
