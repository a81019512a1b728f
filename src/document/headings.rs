//! Numbers of headings: `2. Results`, `2.1 Prices`. They are no figures, so they are taken out of the text.

use std::collections::BTreeSet;

use super::{draft::Draft, model::BlockKind};
use crate::base::Span;

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
    use super::super::read;

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
