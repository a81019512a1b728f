//! Numbers in names and titles: `Seven Eleven`, `"Nineteen Rivers"`, the `ON FOUR WHEELS.` that opens a paragraph.

use super::scan::Scan;
use crate::{
    base::FoundIn,
    text::TokenKind,
    vocabulary::number::{NumberWord, Tag},
};

/// How many tokens a title in quotation marks, or one that opens a paragraph, may have.
const LONGEST: usize = 10;

/// The end of the name or title that the number at token `at` stands in.
pub(super) fn title(scan: &Scan, at: usize) -> Option<usize> {
    name(scan, at).or_else(|| quoted(scan, at)).or_else(|| run_in(scan, at))
}

/// A number word in a name: `Seven Eleven`, `Big Five`.
fn name(scan: &Scan, at: usize) -> Option<usize> {
    let number = scan.known(at).number?;
    let small = matches!(number, NumberWord::Cardinal(_)) && scan.is_word(at);
    if !small || at == 0 || !scan.capital(at) || scan.glued(at) {
        return None;
    }
    let named = |n: usize| scan.is_word(n) && scan.capital(n) && !scan.tag(n, Tag::Function);
    // In a headline every word has its capital; a window is enough to see that.
    let headline = {
        let words =
            (at.saturating_sub(40)..(at + 40).min(scan.len())).filter(|n| scan.is_word(*n) && scan.low(*n).len() > 3);
        let (capitals, all) = words.fold((0, 0), |(c, a), n| (c + usize::from(scan.capital(n)), a + 1));
        capitals * 3 >= all * 2
    };
    (!headline && (named(at + 1) || at > 1 && named(at - 1))).then_some(at + 1)
}

/// A short text in quotation marks in which every word has its capital, as titles have: the end of it.
fn quoted(scan: &Scan, at: usize) -> Option<usize> {
    scan.quotes.then_some(())?;
    let open = |n: usize| {
        matches!(scan.sign(n), Some('"' | '“' | '‘' | '\'' | '«' | '„')) && scan.glued(n + 1) && !scan.glued(n)
    };
    let close = |n: usize| {
        let mark = matches!(scan.sign(n), Some('"' | '”' | '’' | '\'' | '»' | '“'))
            || scan.kind(n) == Some(TokenKind::Possessive);
        mark && scan.glued(n)
    };
    let start = (at.saturating_sub(LONGEST)..at).rev().find(|n| open(*n))?;
    let end = (at + 1..(start + LONGEST).min(scan.len())).find(|n| close(*n))?;
    let inside = start + 1..end;
    let small = |n: usize| scan.any(n, &[Tag::Function, Tag::A, Tag::The]);
    let words = inside.clone().filter(|n| scan.is_word(*n));
    let title = words.clone().all(|n| scan.capital(n) || small(n))
        && !inside.clone().any(|n| scan.any(n, &[Tag::Verb, Tag::Casualty]));
    let whole = scan.sign(end - 1).is_none();
    (title && whole && words.count() > 0).then_some(end)
}

/// A line in capitals with a number word in it, and the text going on behind: what the paragraph is called.
fn run_in(scan: &Scan, at: usize) -> Option<usize> {
    let spelt = matches!(scan.known(at).number, Some(NumberWord::Cardinal(_)));
    let short = scan.len() <= LONGEST && scan.sentence.found_in == FoundIn::Sentence;
    if !spelt || !short || !scan.is_sign(scan.len() - 1, '.') {
        return None;
    }
    let mut words = (0..scan.len()).filter(|n| scan.is_word(*n));
    let capitals = words.clone().all(|n| scan.text(n).chars().all(char::is_uppercase));
    let tells = words.any(|n| scan.any(n, &[Tag::Verb, Tag::Casualty]));
    (capitals && !tells).then_some(scan.len())
}
