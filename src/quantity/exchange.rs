//! Rates of exchange: `17.7 to the dollar`, `4.24 per euro`, `the lira from 42 to 44`. The number is money of the
//! currency that is named apart from it.

use super::{
    model::{Quantity, Unit},
    money,
    scan::Scan,
};
use crate::vocabulary::number::Tag;

/// How far before and behind the number the currency may be named, in tokens.
const BEFORE: usize = 24;
const BEHIND: usize = 6;

/// Gives bare numbers that price one currency in another their currency.
pub(super) fn rates(scan: &Scan, quantities: &mut [Quantity]) {
    for quantity in quantities.iter_mut().filter(|q| q.unit == Unit::Bare) {
        let found = quoted(scan, quantity).or_else(|| named(scan, quantity)).or_else(|| paired(scan, quantity));
        if let Some(code) = found {
            quantity.unit = Unit::Money(code);
            quantity.rules.push("money.exchange".into());
        }
    }
}

/// `17.7 to the dollar`, `4.24 per euro`: of the currency named nearest before, else behind.
fn quoted(scan: &Scan, quantity: &Quantity) -> Option<String> {
    let at = quantity.tokens.end;
    let (quote, end) = if scan.any(at, &[Tag::To, Tag::Against]) && scan.any(at + 1, &[Tag::The, Tag::A]) {
        whole_name(scan, at + 2)?
    } else if scan.any(at, &[Tag::Per, Tag::A]) {
        whole_name(scan, at + 1)?
    } else {
        return None;
    };
    let other = |n: usize| money::whole_name(scan, n).map(|(code, _)| code).filter(|code| *code != quote);
    let start = quantity.tokens.start;
    (start.saturating_sub(BEFORE)..start).rev().find_map(other).or_else(|| (end..end + BEHIND).find_map(other))
}

/// A currency by its name, also behind an adjective: `US dollar`.
fn whole_name(scan: &Scan, at: usize) -> Option<(String, usize)> {
    let money = &scan.vocabulary.currencies;
    if let Some((length, place)) = scan.phrase(&money.adjectives, at)
        && let Some((more, name)) = scan.phrase(&money.names, at + length)
    {
        return name.scale.is_none().then(|| (money.code(&name.family, Some(place)).to_string(), at + length + more));
    }
    money::whole_name(scan, at)
}

/// `the lira from 42 to 44`, `the real at 5.2`.
fn named(scan: &Scan, quantity: &Quantity) -> Option<String> {
    let link = quantity.tokens.start.checked_sub(1)?;
    let name = link.checked_sub(1)?;
    let article = name.checked_sub(1)?;
    if !scan.any(link, &[Tag::From, Tag::At])
        || !scan.any(article, &[Tag::The, Tag::Possessive])
        || scan.counted(quantity.tokens.end)
    {
        return None;
    }
    money::whole_name(scan, name).filter(|(_, end)| *end == link).map(|(code, _)| code)
}

/// The currency in which a pair of codes that starts at token `n` is quoted: `USD/ZAR`.
pub(super) fn pair(scan: &Scan, n: usize) -> Option<String> {
    let code = |n: usize| scan.is_word(n) && scan.vocabulary.currencies.is_code(scan.text(n));
    let joined = scan.is_sign(n + 1, '/') && scan.glued(n + 1) && scan.glued(n + 2);
    (joined && code(n) && code(n + 2)).then(|| scan.text(n + 2).to_string())
}

/// `USD/ZAR closed at 18.42`: a number with decimals that counts nothing.
fn paired(scan: &Scan, quantity: &Quantity) -> Option<String> {
    let start = quantity.tokens.start;
    let decimals = scan.text(quantity.number.start).contains('.') && !scan.counted(quantity.tokens.end);
    let near = start.saturating_sub(BEFORE)..start;
    near.rev().take_while(|&n| !scan.stop(n)).find_map(|n| pair(scan, n)).filter(|_| decimals)
}
