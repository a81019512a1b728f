//! Headings that are only set in bold, and the numbers of headings: `2. Results`, `2.1 Prices`. These are no figures, so
//! they are taken out of the text.

use std::collections::BTreeSet;

use super::{draft::Draft, model::BlockKind};
use crate::base::Span;

/// A longer line in bold is a statement.
const LONGEST: usize = 80;

/// The level of a heading that is only set in bold: below all others.
const BOLD: u8 = 6;

/// Makes headings of the paragraphs that are a short line in bold without a full stop.
pub(super) fn bold(draft: &mut Draft<'_>) {
    for block in draft.blocks.iter_mut().filter(|b| b.strong && b.kind == BlockKind::Paragraph && b.aside.is_none()) {
        let text = &draft.text[block.span];
        if text.len() <= LONGEST && !text.ends_with(['.', '!', '?', ';', ',']) && text.contains(char::is_alphabetic) {
            block.kind = BlockKind::Heading(BOLD);
        }
    }
}

/// Takes the numbers of a draft's headings out of its text.
pub(super) fn unnumber(draft: &mut Draft<'_>) {
    let found: Vec<(Span, Vec<u32>, bool)> = draft
        .blocks
        .iter()
        .filter(|b| matches!(b.kind, BlockKind::Heading(_)) && b.aside.is_none())
        .filter_map(|b| {
            let (numbers, len, dotted) = number(&draft.text[b.span])?;
            Some((Span::new(b.span.start(), b.span.start() + len), numbers, dotted))
        })
        .collect();
    let all: BTreeSet<&[u32]> = found.iter().map(|(_, numbers, _)| numbers.as_slice()).collect();
    // "3 Million Lost" is numbered only where a second or a fourth heading is.
    let in_row = |numbers: &[u32]| {
        let Some((last, parents)) = numbers.split_last() else { return false };
        let sibling = |n: u32| all.contains([parents, &[n]].concat().as_slice());
        sibling(last.saturating_add(1))
            || (*last > 1 && sibling(last - 1))
            || (*last == 1 && !parents.is_empty() && all.contains(parents))
    };
    let cuts: Vec<(Span, Vec<String>)> = found
        .iter()
        .filter(|(_, numbers, dotted)| *dotted || in_row(numbers))
        .map(|(span, ..)| (*span, Vec::new()))
        .collect();
    draft.cut(&cuts);
}

/// The number a heading begins with, the bytes up to its words, and whether it ends with a point or bracket.
fn number(text: &str) -> Option<(Vec<u32>, usize, bool)> {
    let end = text.find(|c: char| !(c.is_ascii_digit() || c == '.')).filter(|end| (1..=12).contains(end))?;
    let written = text[..end].trim_end_matches('.');
    let rest = &text[end..];
    let after = rest.strip_prefix(')').unwrap_or(rest);
    let words = after.trim_start();
    let dotted = written.len() < end || after.len() < rest.len();
    let numbers: Vec<u32> = written.split('.').map(|n| n.parse().ok().filter(|n| *n < 100)).collect::<Option<_>>()?;
    let fits = words.len() < after.len() && words.starts_with(|c: char| c.is_alphabetic() || "\"“¿¡‘'".contains(c));
    fits.then(|| (numbers, text.len() - words.len(), dotted))
}

#[cfg(test)]
mod tests {
    use super::super::{model::BlockKind, read};

    #[test]
    fn a_line_in_bold_is_a_heading() {
        let kinds = |name: &str, text: &str| -> String {
            let document = read(name, text.as_bytes());
            document.blocks.iter().map(|b| if matches!(b.kind, BlockKind::Heading(_)) { 'h' } else { '-' }).collect()
        };
        let text = "# Ports\n\n**Kenya**\n\n**Two ships** came.\n\n__Uganda and Rwanda__\n\n**All 12 sank.**\n";
        assert_eq!(kinds("a.md", text), "hh-h-");
        let text =
            "<h1>Ports</h1><p><strong>Kenya</strong></p><p><b>Two</b> ships came.</p><div><b>Peru</b></div><p>x y</p>";
        assert_eq!(kinds("a.html", text), "hh-h-");
    }

    #[test]
    fn numbers_of_headings_go_and_figures_stay() {
        let text =
            "# 2.5 Million Lost\n\n## 1. Prices\n\nx\n\n## 2 Wages\n\nx\n\n### 2.1 Pay\n\nx\n\n## 40 killed\n\nx\n";
        assert_eq!(
            read("a.md", text.as_bytes()).text.split("\n\n").collect::<Vec<_>>(),
            ["2.5 Million Lost", "Prices", "x", "Wages", "x", "Pay", "x", "40 killed", "x"]
        );
    }
}
