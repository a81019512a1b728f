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
        let found = quoted(scan, quantity).or_else(|| named(scan, quantity));
        if let Some(code) = found {
            quantity.unit = Unit::Money(code);
            quantity.rules.push("money.exchange".into());
        }
    }
}

/// `17.7 to the dollar`, `4.24 per euro`: of the currency named nearest before, else behind.
fn quoted(scan: &Scan, quantity: &Quantity) -> Option<String> {
    let at = quantity.tokens.end;
    let (quote, end) = if scan.tag(at, Tag::To) && scan.any(at + 1, &[Tag::The, Tag::A]) {
        money::whole_name(scan, at + 2)?
    } else if scan.any(at, &[Tag::Per, Tag::A]) {
        money::whole_name(scan, at + 1)?
    } else {
        return None;
    };
    let other = |n: usize| money::whole_name(scan, n).map(|(code, _)| code).filter(|code| *code != quote);
    let start = quantity.tokens.start;
    (start.saturating_sub(BEFORE)..start).rev().find_map(other).or_else(|| (end..end + BEHIND).find_map(other))
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
