//! What looks like a quantity and is none: dates, times, years, labels, names, codes, scores.

use super::{
    digits,
    model::{Quantity, Size, Unit},
    scan::Scan,
    times,
};
use crate::{
    base::{Amount, Comparator},
    text::TokenKind,
    vocabulary::number::{NumberWord, Tag},
};

/// The end of what starts at token `at` and holds no quantity, whatever stands beside it.
pub(super) fn skip(scan: &Scan, at: usize) -> Option<usize> {
    let never = scan.vocabulary.numbers.never.longest(|n| scan.low(at + n)).map(|(length, ())| at + length);
    never
        .filter(|end| !scan.glued(*end) || !scan.is_number(*end))
        .or_else(|| date(scan, at))
        .or_else(|| clock(scan, at))
        .or_else(|| code(scan, at))
        .or_else(|| coordinates(scan, at))
        .or_else(|| chain(scan, at))
        .or_else(|| note_mark(scan, at))
        .or_else(|| decade(scan, at))
        .or_else(|| plain_ordinal(scan, at))
        .or_else(|| name(scan, at))
}

fn integer(scan: &Scan, n: usize) -> Option<u32> {
    scan.is_number(n).then(|| scan.text(n).parse().ok()).flatten()
}

fn is_day(scan: &Scan, n: usize) -> bool {
    integer(scan, n).is_some_and(|d| (1..=31).contains(&d) && scan.text(n).len() <= 2)
}

pub(super) fn is_year(scan: &Scan, n: usize) -> bool {
    scan.text(n).len() == 4 && integer(scan, n).is_some_and(|y| (1500..=2100).contains(&y))
}

/// A day's number with its ordinal suffix, if any: the token behind.
fn day(scan: &Scan, n: usize) -> Option<usize> {
    is_day(scan, n).then_some(())?;
    let suffix = scan.glued(n + 1) && scan.vocabulary.numbers.ordinal_suffixes.iter().any(|s| s == scan.low(n + 1));
    Some(n + 1 + usize::from(suffix))
}

fn month(scan: &Scan, n: usize) -> bool {
    scan.tag(n, Tag::Month) && (scan.capital(n) || scan.low(n).len() > 4)
}

/// `March 12, 2021`, `12 March 2021`, `the 3rd of May`, `2020-08-17`, `12/03/2021`, `12-15 March`.
fn date(scan: &Scan, at: usize) -> Option<usize> {
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

fn unit_behind(scan: &Scan, n: usize) -> bool {
    scan.vocabulary.units.names.longest(|k| scan.low(n + k)).is_some()
}

/// `10:30`, `5 p.m.`, `5pm`, `10 o'clock`, `14:05:09 GMT`.
fn clock(scan: &Scan, at: usize) -> Option<usize> {
    scan.is_number(at).then_some(())?;
    let mut end = at + 1;
    while scan.is_sign(end, ':') && scan.glued(end) && scan.glued(end + 1) && scan.is_number(end + 1) {
        end += 2;
    }
    let colon = end > at + 1;
    let short = scan.text(at).len() <= 5;
    // "2 pm" is a time; a noon hour goes no further than 24.
    let hour = scan.text(at).split(['.', ':']).next().and_then(|h| h.parse::<u32>().ok()).is_some_and(|h| h <= 24);
    if short && hour && scan.tag(end, Tag::Clock) && !scan.capital(end) {
        return Some(end + 1);
    }
    if short && hour && scan.is_word(end) && matches!(scan.text(end), "AM" | "PM") {
        return Some(end + 1);
    }
    colon.then_some(end)
}

/// Letters and digits in one: `COVID-19`, `F-16`, `H1N1`, `G7`, `5G`, `3D`, web and mail addresses.
fn code(scan: &Scan, at: usize) -> Option<usize> {
    if !scan.is_number(at) && !scan.is_word(at) {
        return None;
    }
    if let Some(end) = address(scan, at) {
        return Some(end);
    }
    scan.is_number(at).then_some(())?;
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
fn letter_behind_hyphen(scan: &Scan, at: usize) -> Option<usize> {
    let letter =
        scan.hyphenated(at + 1) && scan.is_word(at + 2) && scan.text(at + 2).len() == 1 && scan.capital(at + 2);
    letter.then_some(at + 3)
}

/// `5G`, `3D`, `4x4`: letters right behind digits that are neither unit, scale nor ordinal.
fn glued_letters(scan: &Scan, at: usize) -> Option<usize> {
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
|| vocabulary.units.symbol_starts.contains_key(written);
    (!known).then(|| chain_end(scan, at))
}

/// The end of the tokens that hang together without white space: letters, digits, hyphens, dots and slashes.
fn chain_end(scan: &Scan, at: usize) -> usize {
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
fn address(scan: &Scan, at: usize) -> Option<usize> {
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
fn chain(scan: &Scan, at: usize) -> Option<usize> {
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
    let measured = unit_behind(scan, end) || scan.known(end).number.is_some() || scan.counted(end) && !slash;
    let at_sign_of_money = first > 0 && scan.vocabulary.currencies.signs.contains_key(scan.text(first - 1));
    if at_sign_of_money {
        return None;
    }
    let phone = !slash && scan.text(second).len() == 4 && scan.text(first).len() == 3 && all == 7 && !measured;
    // A score falls or stands; a range rises.
    let game = (0..6).any(|n| first > n && scan.tag(first - 1 - n, Tag::Game));
    let score = !slash && (b <= a && !measured || game && a < 200 && b < 200 && !measured);
    let fraction = slash && a < b && super::fraction::written(scan, first).is_some();
    let skipped = (year_span || year_month || year_open) && (!measured || is_year(scan, second))
        || phone
        || score
        || slash && !fraction;
    skipped.then_some(end)
}

fn phone_behind(scan: &Scan, at: usize) -> bool {
    scan.is_number(at) && scan.is_dash(at + 1) && scan.is_number(at + 2) && scan.text(at).len() == 3
}

/// `19°25′N`, `19.4° S`, `5'10"`: places on the globe and heights.
fn coordinates(scan: &Scan, at: usize) -> Option<usize> {
    let mark = |n: usize| matches!(scan.sign(n), Some('°' | 'º' | '′' | '″' | '\'' | '"' | '’' | '”')) && scan.glued(n);
    (scan.is_number(at) && mark(at + 1)).then_some(())?;
    let mut end = at + 2;
    while scan.glued(end) && scan.is_number(end) {
        end += 1 + usize::from(mark(end + 1));
    }
    let side = scan.text(end).len() == 1 && matches!(scan.text(end), "N" | "S" | "E" | "W");
    (side || end > at + 2).then_some(end + usize::from(side))
}

/// The mark of a note: `[12]`, `crimes.12`, `report”7`.
fn note_mark(scan: &Scan, at: usize) -> Option<usize> {
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

/// `1980s`, `1980's`, `'80s`, `90s`.
fn decade(scan: &Scan, at: usize) -> Option<usize> {
    let plain = integer(scan, at).is_some_and(|n| n % 10 == 0) && matches!(scan.text(at).len(), 2 | 4);
    plain.then_some(())?;
    let next = at + 1;
    if scan.glued(next) && scan.low(next) == "s" {
        return Some(next + 1);
    }
    (scan.glued(next)
        && matches!(scan.sign(next), Some('\'' | '’'))
        && scan.glued(next + 1)
        && scan.low(next + 1) == "s")
        .then_some(next + 2)
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

/// A number word in a name: `Seven Eleven`, `Big Five`.
fn name(scan: &Scan, at: usize) -> Option<usize> {
    let number = scan.known(at).number?;
    let small = matches!(number, NumberWord::Cardinal(_)) && scan.is_word(at);
    if !small || at == 0 || !scan.capital(at) || scan.glued(at) {
        return None;
    }
    let named = |n: usize| scan.is_word(n) && scan.capital(n) && !scan.tag(n, Tag::Function);
    // In a headline every word has its capital.
    let headline = {
        let words = (0..scan.len()).filter(|n| scan.is_word(*n) && scan.low(*n).len() > 3);
        let (capitals, all) = words.fold((0, 0), |(c, a), n| (c + usize::from(scan.capital(n)), a + 1));
        capitals * 3 >= all * 2
    };
    (!headline && (named(at + 1) || at > 1 && named(at - 1))).then_some(at + 1)
}

/// Whether a quantity that was read is a year, a label, a list number or a part of an address.
pub(super) fn is_none(scan: &Scan, quantity: &Quantity, plain: bool) -> bool {
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
    if !plain && !(word && quantity.tokens.len() <= 2) {
        // Decimals and separated thousands are no labels, but "Section 4.2", "Table 3.1" are.
        return scan.is_number(start) && label(scan, start, end) && !scan.counted(end);
    }
    label(scan, start, end)
        || plain
            && (year(scan, quantity)
                || list_number(scan, start, end)
                || street(scan, start, end)
                || leading_zero(scan, start))
}

fn leading_zero(scan: &Scan, at: usize) -> bool {
    scan.text(at).len() > 1 && scan.text(at).starts_with('0')
}

/// `page 12`, `Level 2`, `No. 5`, `§ 3`, `#4`.
fn label(scan: &Scan, at: usize, end: usize) -> bool {
    let Some(mut before) = at.checked_sub(1) else { return false };
    if matches!(scan.sign(before), Some('#' | '§' | '№')) {
        return true;
    }
    // "pp. 12", "No. 5", "sections 3 and 4", "pages 12-15"
    for _ in 0..4 {
        let passes = scan.is_sign(before, '.')
            || scan.any(before, &[Tag::And, Tag::To, Tag::Or])
            || scan.is_sign(before, ',')
            || scan.is_dash(before)
            || scan.is_number(before) && before + 1 < at;
        if !passes || before == 0 {
            break;
        }
        before -= 1;
    }
    let abbreviated = scan.is_sign(before + 1, '.') && before + 2 == at || before + 1 == at;
    let word = scan.known(before);
    if word.is(Tag::Reference) {
        // "the section 214 families live in"
        if before + 1 == at && !scan.capital(before) && scan.counted(end) {
            return false;
        }
        // "i" and "p" are too short to stand far away.
        let far = before + 1 < at && !abbreviated;
        return !(far && scan.low(before).len() < 3) && !(far && scan.counted(end));
    }
    if word.is(Tag::NumberSign) && abbreviated {
        return before + 1 < at || scan.capital(before);
    }
    if word.is(Tag::NumberNoun) && before + 1 == at {
        return true;
    }
    if word.is(Tag::Phone) && abbreviated {
        return !scan.counted(end);
    }
    // "the Group of 77"
    let of = scan.tag(before, Tag::Of)
        && before > 0
        && scan.tag(before - 1, Tag::CapitalReference)
        && scan.capital(before - 1);
    if of && scan.is_number(at) && !scan.counted(end) {
        return true;
    }
    let named = scan.capital(before) || before > 0 && scan.tag(before - 1, Tag::See);
    if before + 1 != at || scan.counted(end) {
        return false;
    }
    let closed = scan.stop(end) || scan.any(end, &[Tag::Function]) && !scan.any(end, &[Tag::Verb]);
    word.is(Tag::CapitalReference) && (named || closed && scan.text(at).len() <= 2)
        || proper(scan, before, end) && closed
}

/// A name right before a number that counts nothing: `Station 11`, `ISO 8601`. Places are no such names: a list of
/// figures has them too.
fn proper(scan: &Scan, before: usize, end: usize) -> bool {
    let written = scan.text(before);
    let acronym = written.len() > 1 && written.chars().all(char::is_uppercase);
    let name = scan.is_word(before)
        && scan.capital(before)
        && (before > 0 || acronym)
        && !scan.any(before, &[Tag::Function, Tag::Month, Tag::BeforeYear, Tag::Counted])
        && scan.known(before).number.is_none()
        && scan.is_number(before + 1)
        && !scan.is_sign(end, '(');
    name && scan.vocabulary.hedges.before.longest(|n| if n == 0 { scan.low(before) } else { "" }).is_none()
        && scan.vocabulary.places.find(written).is_empty()
}

/// A year: four digits that count nothing.
fn year(scan: &Scan, quantity: &Quantity) -> bool {
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
        !matches!(hedge.comparator, Comparator::About | Comparator::Equal) && range.end == at
    });
    if bound {
        return false;
    }
    if noun {
        // "in 2019 people" speaks of a year; "by 2000 people" does not.
        let round = value % 100 == 0;
        return year_place && !round;
    }
    if scan.counted(end) && value % 100 == 0 {
        return year_place || before.is(Tag::The);
    }
    true
}

/// `1.` and `(2)` at the beginning.
fn list_number(scan: &Scan, at: usize, end: usize) -> bool {
    if integer(scan, at).is_none_or(|n| n > 99) {
        return false;
    }
    let closes = matches!(scan.sign(end), Some('.' | ')')) && scan.glued(end);
    // "(1) first, 2) second" inside a sentence
    if scan.is_sign(end, ')') && scan.glued(end) {
        let opened = at > 0 && scan.is_sign(at - 1, '(');
        let before = at.checked_sub(1 + usize::from(opened));
        let fresh = before.is_none_or(|n| scan.sign(n).is_some() || scan.any(n, &[Tag::And, Tag::Or]));
        if fresh && (opened || !inside_brackets(scan, at)) {
            return true;
        }
    }
    let opens = at == 1 && matches!(scan.sign(0), Some('(' | '[' | '#'));
    (at == 0 || opens) && closes && scan.len() > end + 1
}

/// Whether an opening bracket before token `at` is still open.
fn inside_brackets(scan: &Scan, at: usize) -> bool {
    let nearest = (at.saturating_sub(30)..at).rev().find(|n| matches!(scan.sign(*n), Some('(' | ')')));
    nearest.is_some_and(|n| scan.is_sign(n, '('))
}

/// `1600 Pennsylvania Avenue`, `DC 20500`.
fn street(scan: &Scan, at: usize, end: usize) -> bool {
    let named = (end..end + 4)
        .take_while(|n| scan.is_word(*n) && scan.capital(*n) || scan.is_sign(*n, '.'))
        .any(|n| n > end && scan.tag(n, Tag::Street));
    let zip = at > 0
        && scan.text(at).len() == 5
        && scan.text(at - 1).len() == 2
        && scan.text(at - 1).bytes().all(|b| b.is_ascii_uppercase());
    named || zip
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
    let counted = scan.tag(next, Tag::OneOf)
        || scan.is_word(next) && !scan.any(next, &[Tag::Function]) && scan.tag(next + 1, Tag::OneOf);
    let dead = scan.any(next, &[Tag::Casualty]);
    let pair = scan.any(next, &[Tag::And, Tag::Or]) && digits::read(scan, next + 1).is_some();
    let minus = quantity.rules.iter().any(|r| r == "number.minus");
    let hedged = quantity.hedge.is_some() && scan.is_word(next) && !scan.tag(next, Tag::Function);
    !(counted || dead || pair || minus || hedged)
}
