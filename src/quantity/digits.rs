//! Numbers in digits: what commas, dots and blanks between them mean.

use super::scan::Scan;
use crate::base::Amount;

/// A number in digits.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Digits {
    pub(super) value: Amount,
    /// The place of the last significant digit.
    pub(super) step: Amount,
    /// Tokens it takes.
    pub(super) tokens: usize,
    /// No separator and no decimals.
    pub(super) plain: bool,
}

/// Reads the number at token `n`: one token, `.5`, or groups of three with blanks between (`816 000`).
pub(super) fn read(scan: &Scan, n: usize) -> Option<Digits> {
    if scan.is_sign(n, '.') && scan.is_number(n + 1) && scan.glued(n + 1) {
        let after_number = scan.glued(n) && (scan.is_number(n.wrapping_sub(1)) || scan.is_word(n.wrapping_sub(1)));
        let digits = scan.text(n + 1);
        if after_number || !digits.bytes().all(|b| b.is_ascii_digit()) {
            return None;
        }
        return decimal(&format!("0.{digits}"), 2);
    }
    if !scan.is_number(n) {
        return None;
    }
    let first = scan.text(n);
    let plain = first.bytes().all(|b| b.is_ascii_digit());
    if plain
        && first.len() <= 3
        && !first.starts_with('0')
        && let Some(grouped) = grouped_by_blanks(scan, n)
    {
        return Some(grouped);
    }
    if plain {
        return decimal(first, 1).map(|d| Digits { plain: true, ..d });
    }
    decimal(&canonical(first, scan.decimal_comma())?, 1)
}

/// `1 234 567,8`: each group one blank (common, no-break or thin) after the last.
fn grouped_by_blanks(scan: &Scan, n: usize) -> Option<Digits> {
    let follows = |n: usize| scan.is_number(n) && matches!(scan.gap(n), " " | "\u{a0}" | "\u{202f}" | "\u{2009}");
    if !follows(n + 1) {
        return None;
    }
    let mut text = scan.text(n).to_string();
    let mut at = n + 1;
    while follows(at) {
        let group = scan.text(at);
        let (whole, decimals) = match group.find(['.', ',']) {
            Some(dot) => (&group[..dot], Some(&group[dot + 1..])),
            None => (group, None),
        };
        if whole.len() != 3 || decimals.is_some_and(|d| !d.bytes().all(|b| b.is_ascii_digit())) {
            break;
        }
        text.push_str(whole);
        at += 1;
        if let Some(decimals) = decimals {
            text.push('.');
            text.push_str(decimals);
            break;
        }
        if text.len() > 28 {
            return None;
        }
    }
    // A group of other than three digits behind means that these are numbers of a row.
    (at > n + 1).then(|| decimal(&text, at - n)).flatten()
}

/// Digits with separators as plain decimal text.
fn canonical(text: &str, decimal_comma: bool) -> Option<String> {
    let count = |sign: u8| text.bytes().filter(|b| *b == sign).count();
    let (commas, dots) = (count(b','), count(b'.'));
    let (thousands, decimal) = match (commas, dots) {
        (0, 0) => return Some(text.into()),
        // Both: the one that comes last, and once, parts the decimals.
        (1.., 1..) => {
            let comma_last = text.rfind(',') > text.rfind('.');
            if comma_last && commas == 1 {
                ('.', Some(','))
            } else if !comma_last && dots == 1 {
                (',', Some('.'))
            } else {
                return None;
            }
        }
        (1.., 0) => one_kind(text, ',', decimal_comma)?,
        (0, 1..) => one_kind(text, '.', !decimal_comma)?,
    };
    let (whole, fraction) = match decimal.and_then(|d| text.split_once(d)) {
        Some((whole, fraction)) => (whole, Some(fraction)),
        None => (text, None),
    };
    if whole.contains(thousands) && !well_grouped(whole, thousands) {
        return None;
    }
    let mut out = String::with_capacity(text.len());
    out.extend(whole.chars().filter(|c| *c != thousands));
    if let Some(fraction) = fraction {
        out.push('.');
        out.push_str(fraction);
    }
    Some(out)
}

/// What the only kind of separator parts: thousands and decimals.
fn one_kind(text: &str, separator: char, is_decimal: bool) -> Option<(char, Option<char>)> {
    let other = if separator == ',' { '.' } else { ',' };
    if well_grouped(text, separator) && !(is_decimal && text.matches(separator).count() == 1) {
        return Some((separator, None));
    }
    // One separator that does not group thousands: the decimals, whatever the language.
    (text.matches(separator).count() == 1).then_some((other, Some(separator)))
}

/// Groups of three, or as in India of two with three at the end.
fn well_grouped(text: &str, separator: char) -> bool {
    let Some((rest, last)) = text.rsplit_once(separator) else { return false };
    let (first, inner) = rest.split_once(separator).map_or((rest, None), |(first, inner)| (first, Some(inner)));
    let of = |len: usize| inner.is_none_or(|inner| inner.split(separator).all(|group| group.len() == len));
    last.len() == 3 && !first.starts_with('0') && (first.len() <= 3 && of(3) || first.len() <= 2 && of(2))
}

fn decimal(text: &str, tokens: usize) -> Option<Digits> {
    if text.len() > 30 {
        return None;
    }
    let value = Amount::parse(text)?;
    Some(Digits { value, step: step(text)?, tokens, plain: false })
}

/// The place of the last digit that counts: `8.0` → 0.1, `1200` → 100, `7` → 1.
fn step(text: &str) -> Option<Amount> {
    if let Some(decimals) = text.bytes().rev().position(|byte| byte == b'.') {
        return Amount::power_of_ten(-i32::try_from(decimals).ok()?);
    }
    let noughts = text.bytes().rev().take_while(|byte| *byte == b'0').count();
    Amount::power_of_ten(if noughts == text.len() { 0 } else { i32::try_from(noughts).ok()? })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn separators_by_their_groups() {
        for (text, expected) in [
            ("1,234.5", Some("1234.5")),
            ("1.234,5", Some("1234.5")),
            ("1,00,000", Some("100000")),
            ("12,34,567.89", Some("1234567.89")),
            ("3,5", Some("3.5")),
            ("12,345", Some("12345")),
            ("4.800", Some("4.800")),
            ("1.234.567", Some("1234567")),
            ("2.0.3", None),
            ("192.168.1.2", None),
            ("22,24,26", None),
            ("1,234.5.6", None),
            ("0,123", Some("0.123")),
        ] {
            assert_eq!(canonical(text, false).as_deref(), expected, "{text}");
        }
        assert_eq!(canonical("4.800", true).as_deref(), Some("4800"));
        assert_eq!(canonical("4,800", true).as_deref(), Some("4.800"));
    }

    #[test]
    fn the_last_significant_place() {
        for (text, expected) in [("1200", "100"), ("8.0", "0.1"), ("0", "1"), ("75", "1"), ("0.25", "0.01")] {
            assert_eq!(step(text).map(|s| s.to_string()).as_deref(), Some(expected), "{text}");
        }
    }
}
