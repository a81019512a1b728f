//! Dates, times and years: numbers that say when.

use super::{
    model::{Quantity, Size},
    scan::Scan,
};
use crate::{base::Comparator, vocabulary::number::Tag};

pub(super) fn integer(scan: &Scan, n: usize) -> Option<u32> {
    scan.is_number(n).then(|| scan.text(n).parse().ok()).flatten()
}

pub(super) fn is_day(scan: &Scan, n: usize) -> bool {
    scan.text(n).len() <= 2 && integer(scan, n).is_some_and(|d| (1..=31).contains(&d))
}

pub(super) fn is_year(scan: &Scan, n: usize) -> bool {
    scan.text(n).len() == 4 && integer(scan, n).is_some_and(|y| (1500..=2100).contains(&y))
}

/// A day's number with its ordinal suffix, if any: the token behind.
pub(super) fn day(scan: &Scan, n: usize) -> Option<usize> {
    is_day(scan, n).then_some(())?;
    let suffix = scan.glued(n + 1) && scan.vocabulary.numbers.ordinal_suffixes.iter().any(|s| s == scan.low(n + 1));
    Some(n + 1 + usize::from(suffix))
}

pub(super) fn month(scan: &Scan, n: usize) -> bool {
    scan.tag(n, Tag::Month) && (scan.capital(n) || scan.low(n).len() > 4 || !scan.vocabulary.times.capitals)
}

/// `March 12, 2021`, `12 March 2021`, `the 3rd of May`, `2020-08-17`, `12/03/2021`, `12-15 March`.
pub(super) fn date(scan: &Scan, at: usize) -> Option<usize> {
    if month(scan, at) {
        let next = at + 1 + usize::from(scan.is_sign(at + 1, '.') && scan.glued(at + 1));
        if is_year(scan, next) {
            return Some(next + 1);
        }
        let mut end = day(scan, next)?;
        if scan.glued(end) && matches!(scan.sign(end), Some('%' | '/')) {
            return None;
        }
        // "In May 12 people died": a count follows directly.
        let in_month = at > 0 && scan.tag(at - 1, Tag::In);
        if in_month && end == next + 1 && (scan.tag(end, Tag::Counted) || scan.counted(end)) {
            return Some(next);
        }
        // "March 12-15", "March 12 and 13", "June 25 to July 3"
        let joint = scan.is_dash(end) || scan.any(end, &[Tag::And, Tag::To]);
        if joint && !scan.counted(end + 2) && !unit_behind(scan, end + 2) {
            end = day(scan, end + 1).unwrap_or(end);
        }
        let comma = usize::from(scan.is_sign(end, ','));
        return Some(if is_year(scan, end + comma) { end + comma + 1 } else { end });
    }
    let first = day(scan, at)?;
    // "12 March", "12th of March", "12-15 March", "3 and 4 May"
    let mut end = first;
    if scan.is_dash(end) || scan.any(end, &[Tag::And, Tag::To, Tag::Or]) {
        end = day(scan, end + 1).unwrap_or(end);
    }
    end += usize::from(scan.tag(end, Tag::Of));
    end += usize::from(scan.hyphenated(end));
    if month(scan, end) {
        end += 1 + usize::from(scan.is_sign(end + 1, '.') && scan.is_number(end + 2));
        return Some(if is_year(scan, end) { end + 1 } else { end });
    }
    None
}

pub(super) fn unit_behind(scan: &Scan, n: usize) -> bool {
    scan.phrase(&scan.vocabulary.units.names, n).is_some()
}

/// `10:30`, `5 p.m.`, `5pm`, `10 o'clock`, `14:05:09 GMT`.
pub(super) fn clock(scan: &Scan, at: usize) -> Option<usize> {
    scan.is_number(at).then_some(())?;
    let mut end = at + 1;
    while scan.is_sign(end, ':') && scan.glued(end) && scan.glued(end + 1) && scan.is_number(end + 1) {
        end += 2;
    }
    let colon = end > at + 1;
    let short = scan.text(at).len() <= 5;
    // "2 pm" is a time; a noon hour goes no further than 24.
    let hour = scan.text(at).split(['.', ':']).next().and_then(|h| h.parse::<u32>().ok()).is_some_and(|h| h <= 24);
    // In capitals only what has two letters: "5 PM", not "5 EST".
    let small = !scan.capital(end) || scan.text(end).len() == 2 && scan.text(end).chars().all(char::is_uppercase);
    if short && hour && scan.tag(end, Tag::Clock) && small {
        return Some(end + 1);
    }
    colon.then_some(end)
}

/// `1980s`, `1980's`, `'80s`, `90s`.
pub(super) fn decade(scan: &Scan, at: usize) -> Option<usize> {
    let plain = matches!(scan.text(at).len(), 2 | 4) && integer(scan, at).is_some_and(|n| n % 10 == 0);
    plain.then_some(())?;
    let next = at + 1;
    let suffix = |n: usize| scan.glued(n) && scan.vocabulary.times.decade_suffixes.iter().any(|s| s == scan.low(n));
    if suffix(next) {
        return Some(next + 1);
    }
    (scan.glued(next) && matches!(scan.sign(next), Some('\'' | '’')) && suffix(next + 1)).then_some(next + 2)
}

/// Two years behind "between" or "from", whatever follows: "between 2022 and 2024 hours at sea rose".
pub(super) fn span_of_years(scan: &Scan, quantity: &Quantity) -> bool {
    let (start, end) = (quantity.number.start, quantity.number.end);
    let lead = start > 0 && scan.any(start - 1, &[Tag::Between, Tag::From]);
    let years = end > start + 2 && is_year(scan, start) && is_year(scan, end - 1);
    let round = |n: usize| integer(scan, n).is_some_and(|year| year % 100 == 0);
    lead && years && matches!(quantity.size, Size::Range(..)) && !(round(start) && round(end - 1))
}

/// A year: four digits that count nothing.
pub(super) fn year(scan: &Scan, quantity: &Quantity) -> bool {
    let at = quantity.number.start;
    let end = quantity.tokens.end;
    if scan.text(at).len() != 4 {
        return false;
    }
    let Some(value) = integer(scan, at) else { return false };
    let before = at.checked_sub(1).map_or_else(Default::default, |n| scan.known(n));
    let year_place = before.is(Tag::BeforeYear) || before.is(Tag::Month);
    let noun = scan.tag(end, Tag::Counted);
    if !(1500..=2100).contains(&value) {
        return (1000..1500).contains(&value)
            && year_place
            && !scan.is_word(end)
            && !matches!(quantity.size, Size::Range(..));
    }
    // "more than 2000" is no year; "around 2011" is one.
    let bound = super::hedge::before(scan, at, 0).is_some_and(|(range, hedge)| {
        // "a rise of 5% over 2021"
        let measured = range.start > 0 && (scan.is_sign(range.start - 1, '%') || unit_behind(scan, range.start - 1));
        (noun || !measured) && range.end == at && !matches!(hedge.comparator, Comparator::About | Comparator::Equal)
    });
    // "Up to 2019 the levy was 4 percent": nothing is counted.
    let dates_what_follows = || {
        let opens = scan.any(end, &[Tag::The, Tag::Function]) || scan.is_sign(end, ',');
        value % 100 != 0 && opens && !noun && !scan.counted(end)
    };
    if bound && !dates_what_follows() {
        return false;
    }
    if noun {
        // "in 2019 people", "the 2024 murders" speak of a year; "by 2000 people" does not.
        let round = value % 100 == 0;
        let named = before.is(Tag::The) && !scan.vocabulary.numbers.decimal_comma;
        return (year_place || named) && !round;
    }
    if scan.counted(end) && value % 100 == 0 {
        return year_place || before.is(Tag::The);
    }
    true
}
