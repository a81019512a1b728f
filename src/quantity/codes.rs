//! Letters and digits in one, and numbers in a row that are one thing: `COVID-19`, web addresses, telephone numbers,
//! scores, coordinates, marks of notes.

use super::{
    dates::{integer, is_year, unit_behind},
    labels::leading_zero,
    scan::Scan,
};
use crate::vocabulary::number::Tag;

/// Letters and the digits at token `at` in one: `COVID-19`, `F-16`, `H1N1`, `G7`, `5G`, `3D`, web and mail addresses.
pub(super) fn code(scan: &Scan, at: usize) -> Option<usize> {
    if let Some(end) = address(scan, at) {
        return Some(end);
    }
    if !scan.glued(at) {
        return letter_behind_hyphen(scan, at).or_else(|| glued_letters(scan, at));
    }
    let before = at - 1;
    // "G7", "CO2", "Article19"
    if scan.is_word(before) {
        return Some(chain_end(scan, at));
    }
    // "F-16", "COVID-19", "mid-2020"; not "twenty-5" nor "US-$5"
    let hyphen = scan.is_dash(before) && scan.glued(before) && before > 0;
    let word = hyphen && scan.is_word(before - 1) && scan.known(before - 1).number.is_none();
    // A long dash between words is a break, not a hyphen: "inmates—30 of them".
    let long = matches!(scan.sign(before), Some('—' | '–'));
    let label = scan.text(before.saturating_sub(1)).chars().any(char::is_uppercase);
    let unit = scan.is_sign(at + 1, '%') || unit_behind(scan, at + 1);
    if word && (!long || label && !unit) && (!unit || label) {
        return Some(chain_end(scan, at));
    }
    glued_letters(scan, at)
}

/// `3-D`: a digit and one capital.
pub(super) fn letter_behind_hyphen(scan: &Scan, at: usize) -> Option<usize> {
    let letter =
        scan.hyphenated(at + 1) && scan.is_word(at + 2) && scan.text(at + 2).len() == 1 && scan.capital(at + 2);
    letter.then_some(at + 3)
}

/// `5G`, `3D`, `4x4`: letters right behind digits that are neither unit, scale nor ordinal.
pub(super) fn glued_letters(scan: &Scan, at: usize) -> Option<usize> {
    let next = at + 1;
    (scan.glued(next) && scan.is_word(next)).then_some(())?;
    let (low, written) = (scan.low(next), scan.text(next));
    let vocabulary = scan.vocabulary;
    let numbers = &vocabulary.numbers;
    let known = scan.known(next).number.is_some()
        || numbers.ordinal_suffixes.iter().any(|s| s == low)
        || numbers.fold.iter().any(|s| s == low) && !scan.glued(next + 1)
        || numbers.glued_scales.contains_key(written)
        || numbers.money_scales.contains_key(written)
        || vocabulary.units.names.starts(low)
        || vocabulary.currencies.names.starts(low)
        || vocabulary.currencies.signs.contains_key(written)
        || vocabulary.currencies.is_code(&written.to_uppercase())
        || scan.tag(next, Tag::To)
        // Symbols, alone or as the beginning of one ("km2", "km/h").
        || vocabulary.units.symbols.contains_key(written)
|| vocabulary.units.symbol_starts.contains(written);
    (!known).then(|| chain_end(scan, at))
}

/// The end of the tokens that hang together without white space: letters, digits, hyphens, dots and slashes.
pub(super) fn chain_end(scan: &Scan, at: usize) -> usize {
    let mut end = at + 1;
    while scan.glued(end)
        && (scan.is_word(end)
            || scan.is_number(end)
            || matches!(scan.sign(end), Some('-' | '/' | '.' | '_')) && scan.glued(end + 1) && !scan.stop(end + 1))
    {
        end += 1;
    }
    end
}

/// `https://…`, `www.…`, `name@host`, `doi:…`: to the next white space.
pub(super) fn address(scan: &Scan, at: usize) -> Option<usize> {
    let web = scan.is_sign(at + 1, ':') && scan.is_sign(at + 2, '/') && scan.is_sign(at + 3, '/')
        || scan.low(at) == "www" && scan.is_sign(at + 1, '.')
        || scan.low(at) == "doi" && scan.is_sign(at + 1, ':')
        || scan.glued(at + 1) && scan.is_sign(at + 1, '@') && scan.glued(at + 2);
    web.then(|| {
        let mut end = at + 1;
        while scan.glued(end) {
            end += 1;
        }
        end
    })
}

/// Numbers in a row that are one thing: `2020-08-17`, `555-1234`, `12/03/2021`, `3-1`, `2006-2012`, `2018/19`.
pub(super) fn chain(scan: &Scan, at: usize) -> Option<usize> {
    let plus = usize::from(scan.is_sign(at, '+') && !scan.glued(at) && scan.glued(at + 1));
    let paren =
        usize::from(scan.is_sign(at + plus, '(') && scan.is_number(at + plus + 1) && scan.is_sign(at + plus + 2, ')'));
    let first = at + plus + paren;
    scan.is_number(first).then_some(())?;
    if plus > 0 && scan.is_number(first + 1) && scan.text(first).len() <= 3
        || paren > 0 && phone_behind(scan, first + 2)
    {
        // "+52 55 5555 5555", "(202) 555-0199"
        let mut end = first + 1;
        while end < scan.len()
            && (scan.is_number(end)
                || scan.is_dash(end)
                || matches!(scan.sign(end), Some('(' | ')')) && scan.is_number(end + 1))
        {
            end += 1;
        }
        return Some(end);
    }
    // "0800 555 044"
    let trunk = plus == 0 && paren == 0 && leading_zero(scan, first) && integer(scan, first).is_some();
    if trunk && scan.is_number(first + 1) {
        return (first + 1..=scan.len()).find(|n| !scan.is_number(*n));
    }
    if plus > 0 || paren > 0 {
        return None;
    }
    let mut end = first + 1;
    let mut parts = 1;
    let mut slash = false;
    let mut all = scan.text(first).len();
    while (scan.is_dash(end) || scan.is_sign(end, '/'))
        && scan.glued(end)
        && scan.glued(end + 1)
        && scan.is_number(end + 1)
    {
        slash |= scan.is_sign(end, '/');
        parts += 1;
        all += scan.text(end + 1).len();
        end += 2;
    }
    if parts >= 3 {
        return Some(end);
    }
    // Years with blanks around the dash: "2006 – 2012"
    if parts == 1 && is_year(scan, first) && scan.is_dash(end) && is_year(scan, end + 1) && !scan.glued(end + 1) {
        return Some(end + 2);
    }
    if parts == 1 {
        return None;
    }
    let second = first + 2;
    let (a, b) = (integer(scan, first)?, integer(scan, second)?);
    let year_span =
        is_year(scan, first) && (is_year(scan, second) || scan.text(second).len() == 2 && b > a % 100 || slash);
    let year_month = is_year(scan, first) && (1..=12).contains(&b) && scan.text(second).len() == 2;
    let year_open = is_year(scan, first) && a < b && b <= 2100;
    let counted = scan.counted(end) && !slash && (b > a || !scan.capital(end));
    let measured = unit_behind(scan, end) || scan.known(end).number.is_some() || counted;
    // "6-4, 3-6, 7-6": the next set.
    let set = first > 3
        && scan.is_sign(first - 1, ',')
        && scan.is_number(first - 2)
        && scan.is_dash(first - 3)
        && scan.glued(first - 2);
    let at_sign_of_money = first > 0 && scan.vocabulary.currencies.signs.contains_key(scan.text(first - 1));
    if at_sign_of_money {
        return None;
    }
    let phone = !slash && scan.text(second).len() == 4 && scan.text(first).len() == 3 && all == 7 && !measured;
    // A score falls or stands; a range rises.
    let game = (0..6).any(|n| first > n && scan.tag(first - 1 - n, Tag::Game));
    let score = !slash && (b <= a && !measured || (game || set) && a < 200 && b < 200 && !measured);
    let fraction = slash && a < b && super::fraction::written(scan, first).is_some();
    // "funding for 2025-26 varies"
    let next = is_year(scan, first) && scan.text(second).len() == 2 && b == (a + 1) % 100;
    let skipped = (year_span || year_month || year_open) && (!measured || is_year(scan, second) || next && counted)
        || phone
        || score
        || slash && !fraction;
    skipped.then_some(end)
}

pub(super) fn phone_behind(scan: &Scan, at: usize) -> bool {
    scan.is_number(at) && scan.is_dash(at + 1) && scan.is_number(at + 2) && scan.text(at).len() == 3
}

/// `19°25′N`, `19.4° S`, `5'10"`: places on the globe and heights.
pub(super) fn coordinates(scan: &Scan, at: usize) -> Option<usize> {
    let mark = |n: usize| matches!(scan.sign(n), Some('°' | 'º' | '′' | '″' | '\'' | '"' | '’' | '”')) && scan.glued(n);
    // "54.31 N, 10.14 E"
    if is_side(scan, at + 1) && scan.is_number(at) && scan.text(at).contains('.') && scan.stop(at + 2) {
        return Some(at + 2);
    }
    (scan.is_number(at) && mark(at + 1)).then_some(())?;
    let mut end = at + 2;
    while scan.is_number(end) && (scan.glued(end) || mark(end + 1)) {
        end += 1 + usize::from(mark(end + 1));
    }
    let side = is_side(scan, end);
    (side || end > at + 2).then_some(end + usize::from(side))
}

/// The letter of a side of the compass.
fn is_side(scan: &Scan, n: usize) -> bool {
    matches!(scan.text(n), "N" | "S" | "E" | "W")
}

/// `34.05, -118.24`: latitude and longitude as decimals.
pub(super) fn decimal_coordinates(scan: &Scan, at: usize) -> Option<usize> {
    let degrees = |n: usize, most: f64| {
        let fine = scan.text(n).split_once('.').is_some_and(|(_, digits)| digits.len() >= 2);
        scan.is_number(n) && fine && scan.text(n).parse::<f64>().is_ok_and(|v| v <= most)
    };
    let minus = |n: usize| usize::from(matches!(scan.sign(n), Some('-' | '−')) && scan.glued(n + 1));
    let latitude = at + minus(at);
    let comma = latitude + 1;
    let longitude = comma + 1 + minus(comma + 1);
    let signed = latitude > at || longitude > comma + 1;
    (signed
        && degrees(latitude, 90.0)
        && scan.is_sign(comma, ',')
        && degrees(longitude, 180.0)
        && scan.stop(longitude + 1))
    .then_some(longitude + 1)
}

/// The mark of a note: `[12]`, `crimes.12`, `report”7`.
pub(super) fn note_mark(scan: &Scan, at: usize) -> Option<usize> {
    scan.is_number(at).then_some(())?;
    let before = at.checked_sub(1)?;
    if scan.is_sign(before, '[') && scan.is_sign(at + 1, ']') {
        return Some(at + 2);
    }
    // "Article 3(2)"
    if scan.is_sign(before, '(')
        && scan.glued(before)
        && before > 0
        && scan.is_number(before - 1)
        && scan.is_sign(at + 1, ')')
    {
        return Some(at + 2);
    }
    let short = scan.text(at).len() <= 3;
    let glued =
        scan.glued(at) && matches!(scan.sign(before), Some('.' | ',' | ';' | '”' | '’' | '"' | ')' | '?' | '!'));
    let on_word = scan.glued(before) && before > 0 && (scan.is_word(before - 1) || scan.sign(before - 1).is_some());
    (short && glued && on_word && !scan.glued(at + 1)).then_some(at + 1)
}
