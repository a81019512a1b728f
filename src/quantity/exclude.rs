//! What looks like a quantity and is none: dates, times, years, labels, names, codes, scores.

use super::{
    codes::{address, chain, code, coordinates, decimal_coordinates, note_mark},
    dates::{clock, date, decade, is_year, span_of_years, year},
    digits,
    hours::{frequency, hours},
    labels::{label, leading_zero, lettered, list_number, street},
    model::{Quantity, Size, Unit},
    row::row,
    scan::Scan,
    times,
    title::title,
};
use crate::{
    base::Amount,
    text::TokenKind,
    vocabulary::{
        number::{NumberWord, Tag},
        word::Classes,
    },
};

/// The end of what starts at token `at` and holds no quantity, whatever stands beside it.
pub(super) fn skip(scan: &Scan, at: usize) -> Option<usize> {
    let never = scan.phrase(&scan.vocabulary.numbers.never, at).map(|(length, ())| at + length);
    never
        .filter(|end| !scan.glued(*end) || !scan.is_number(*end))
        .or_else(|| match scan.kind(at) {
            Some(TokenKind::Number) => in_digits(scan, at),
            Some(TokenKind::Word) => in_words(scan, at),
            _ => decimal_coordinates(scan, at).or_else(|| chain(scan, at)),
        })
        .or_else(|| title(scan, at))
}

/// What begins with digits and holds no quantity.
fn in_digits(scan: &Scan, at: usize) -> Option<usize> {
    date(scan, at)
        .or_else(|| clock(scan, at))
        .or_else(|| hours(scan, at))
        .or_else(|| frequency(scan, at))
        .or_else(|| row(scan, at))
        .or_else(|| code(scan, at))
        .or_else(|| coordinates(scan, at))
        .or_else(|| decimal_coordinates(scan, at))
        .or_else(|| chain(scan, at))
        .or_else(|| note_mark(scan, at))
        .or_else(|| decade(scan, at))
        .or_else(|| plain_ordinal(scan, at))
}

/// What begins with a word and holds no quantity.
fn in_words(scan: &Scan, at: usize) -> Option<usize> {
    let dated = date(scan, at);
    if scan.known(at).number.is_none() {
        return dated.or_else(|| address(scan, at));
    }
    dated
        .or_else(|| hours(scan, at))
        .or_else(|| row(scan, at))
        .or_else(|| address(scan, at))
        .or_else(|| plain_ordinal(scan, at))
}

/// An ordinal that is no rank: `the second pillar`, `21st century`, `twenty-first`.
fn plain_ordinal(scan: &Scan, at: usize) -> Option<usize> {
    let starts =
        scan.is_number(at) || matches!(scan.known(at).number, Some(NumberWord::Cardinal(_) | NumberWord::Hundred));
    if !starts {
        return None;
    }
    let (_, end) = times::ordinal(scan, at)?;
    // "one third", "one fifth" are parts; "twenty fifths" too.
    let part = super::fraction::written(scan, at).is_some();
    (!part && times::rank(scan, at).is_none()).then_some(end)
}

/// Whether a quantity that was read is a year, a label, a list number or a part of an address.
pub(super) fn is_none(scan: &Scan, quantity: &Quantity, plain: bool) -> bool {
    if lone_scale(scan, quantity) || plain && span_of_years(scan, quantity) {
        return true;
    }
    // "($1 = 3.16 dinars)"
    if quantity.size == Size::Value(Amount::ONE) && scan.is_sign(quantity.tokens.end, '=') {
        return true;
    }
    // "in constant 2020 dollars"
    if matches!(quantity.unit, Unit::Money(_)) && plain && is_year(scan, quantity.number.start) {
        let before = quantity.tokens.start.checked_sub(1);
        return before.is_some_and(|n| scan.any(n, &[Tag::PriceBase, Tag::In]));
    }
    if quantity.unit != Unit::Bare {
        // "Article 19 per cent" does not occur; a label with a unit behind is a measure.
        return false;
    }
    let start = quantity.tokens.start;
    let end = quantity.tokens.end;
    // "per 1,000 population": a denominator without its rate.
    if start > 0 && scan.tag(start - 1, Tag::Per) {
        return true;
    }
    let word = quantity.rules.first().is_some_and(|r| r == "number.words");
    if !(plain || word && quantity.tokens.len() <= 2) {
        // Decimals and separated thousands are no labels, but "Section 4.2", "Table 3.1" are.
        return scan.is_number(start) && label(scan, start, end) && !scan.counted(end);
    }
    label(scan, start, end)
        || plain
            && (year(scan, quantity)
                || list_number(scan, start, end)
                || street(scan, start, end)
                || lettered(scan, end)
                || leading_zero(scan, start))
}

/// A scale word without a number: `$13.90 per million British thermal units`, `(KSh billion)`, `(thousand tonnes)`.
fn lone_scale(scan: &Scan, quantity: &Quantity) -> bool {
    let at = quantity.number.start;
    if quantity.number.len() > 1 {
        return false;
    }
    let titled = || at.checked_sub(1).is_none_or(|n| scan.sign(n).is_some() || scan.tag(n, Tag::Per));
    match scan.known(at).number {
        Some(NumberWord::Scale(6..)) => true,
        Some(NumberWord::Scale(_) | NumberWord::Hundred) => at > 0 && titled(),
        _ => false,
    }
}

/// Whether a bare `one` is a number: beside another number, or before a noun that is counted.
pub(super) fn is_bare_one(scan: &Scan, quantity: &Quantity) -> bool {
    if quantity.unit != Unit::Bare || quantity.size != Size::Value(Amount::ONE) || quantity.tokens.len() != 1 {
        return false;
    }
    let at = quantity.tokens.start;
    if scan.kind(at) != Some(TokenKind::Word) {
        return false;
    }
    let next = at + 1;
    // Where one word is the article and the number, it is the article before a noun.
    let counted = !scan.tag(at, Tag::A) && scan.tag(next, Tag::OneOf)
        || scan.is_word(next) && !scan.any(next, &[Tag::Function]) && scan.tag(next + 1, Tag::OneOf);
    // "one meal a day"
    let often = scan.tag(next + 1, Tag::A) && scan.classes(next + 2).any(Classes::TIME);
    let counted = counted || often && scan.is_word(next) && !scan.tag(next, Tag::Function);
    let dead = scan.any(next, &[Tag::Casualty]);
    let pair = scan.any(next, &[Tag::And, Tag::Or]) && digits::read(scan, next + 1).is_some();
    let minus = quantity.rules.iter().any(|r| r == "number.minus");
    let hedged = quantity.hedge.is_some()
        && scan.is_word(next)
        && (!scan.tag(next, Tag::Function) || scan.classes(next).any(Classes::AUXILIARY));
    !(counted || dead || pair || minus || hedged)
}
