//! What coordinated numbers share: the unit in `20, 30 and 40 percent`, the company that makes `one` a number.

use std::ops::Range;

use super::{
    hedge,
    model::{Quantity, Size, Unit},
    scan::Scan,
};
use crate::{
    base::Amount,
    vocabulary::{number::Tag, word::Classes},
};

/// Gives bare numbers the unit and the scale of the last one of their row.
pub(super) fn units(scan: &Scan, quantities: &mut [Quantity]) {
    for n in (1..quantities.len()).rev() {
        let (left, right) = quantities.split_at_mut(n);
        let (Some(first), Some(second)) = (left.last_mut(), right.first()) else { continue };
        let parted = first.tokens.end < second.tokens.start
            && (first.tokens.end..second.tokens.start)
                .all(|t| scan.any(t, &[Tag::And, Tag::Or]) || scan.is_sign(t, ','));
        // "1,141, nineteen percent less" is no row.
        let joined = (first.tokens.end..second.tokens.start).any(|t| scan.any(t, &[Tag::And, Tag::Or]))
            || second.rules.iter().any(|r| r == "unit.carried");
        let behind = second.unit_at.as_ref().is_some_and(|u| u.start >= second.number.end)
            || second.rules.iter().any(|r| r == "unit.carried");
        let shareable = matches!(
            second.unit,
            Unit::Percent | Unit::PercentagePoint | Unit::BasisPoint | Unit::Measure { .. } | Unit::Money(_)
        );
        if !parted || !joined || first.unit != Unit::Bare || !behind || !shareable || !close(first, second) {
            continue;
        }
        first.unit = second.unit.clone();
        first.rules.push("unit.carried".into());
    }
}

/// Gives the first of two levels the rate of the second: `from 29.3 to 28.2 offences per 1,000`.
pub(super) fn rates(scan: &Scan, quantities: &mut [Quantity]) {
    for n in 1..quantities.len() {
        let (left, right) = quantities.split_at_mut(n);
        let (Some(first), Some(second)) = (left.last_mut(), right.first()) else { continue };
        let (start, end) = (first.tokens.start, first.tokens.end);
        let levels = start > 0 && scan.tag(start - 1, Tag::From) && scan.tag(end, Tag::To);
        if levels
            && second.tokens.start == end + 1
            && first.unit == Unit::Bare
            && matches!(second.unit, Unit::Per(_))
            && close(first, second)
        {
            first.unit = second.unit.clone();
            first.rules.push("unit.carried".into());
        }
    }
}

/// How far from its whole, in tokens, a part of a currency can stand.
const BESIDE: usize = 5;

/// Gives cents the currency of the sum beside them: `rose by 40 cents to EUR 2`.
pub(super) fn cents(scan: &Scan, quantities: &mut [Quantity]) {
    for n in 0..quantities.len() {
        let cents = |q: &Quantity| q.rules.iter().any(|r| r == "money.cents");
        // "40 pence" are of one currency alone.
        let open = quantities[n].unit_at.clone().filter(|at| at.len() == 1).is_some_and(|at| {
            let name = scan.phrase(&scan.vocabulary.currencies.names, at.start);
            name.is_some_and(|(_, name)| name.or.is_some())
        });
        if !open || !cents(&quantities[n]) {
            continue;
        }
        let near = |whole: &Quantity, between: Range<usize>| match &whole.unit {
            Unit::Money(code) if !cents(whole) && between.len() <= BESIDE => {
                between.into_iter().all(|t| !scan.stop(t)).then(|| code.clone())
            }
            _ => None,
        };
        let end = quantities[n].tokens.end;
        let found = quantities.get(n + 1).and_then(|whole| near(whole, end..whole.tokens.start));
        if let Some(code) = found {
            quantities[n].unit = Unit::Money(code);
        }
    }
}

/// Gives the ages of a row to all its numbers: `aged 5 and 7`.
pub(super) fn ages(scan: &Scan, quantities: &mut [Quantity]) {
    for n in 1..quantities.len() {
        let (left, right) = quantities.split_at_mut(n);
        let (Some(first), Some(second)) = (left.last(), right.first_mut()) else { continue };
        let age = first.unit_at.is_none() && first.rules.last().is_some_and(|r| r.starts_with("age"));
        let parted = first.tokens.end < second.tokens.start
            && (first.tokens.end..second.tokens.start)
                .all(|t| scan.any(t, &[Tag::And, Tag::Or]) || scan.is_sign(t, ','));
        if age && parted && second.unit == Unit::Bare && !scan.counted(second.tokens.end) {
            second.unit = first.unit.clone();
            second.rules.push("age.carried".into());
        }
    }
}

/// How far behind a share, in tokens, the age of those whom it counts stands.
const AGE_BEHIND: usize = 10;

/// The age of those whom a share counts: `half of the patients are under 20`.
pub(super) fn ages_of_shares(scan: &Scan, quantities: &mut [Quantity]) {
    for n in 1..quantities.len() {
        let (left, right) = quantities.split_at_mut(n);
        let (Some(share), Some(age)) = (left.last(), right.first_mut()) else { continue };
        let start = age.tokens.start;
        let behind = start > share.tokens.end && start <= share.tokens.end + AGE_BEHIND;
        let led = start > 1 && scan.tag(start - 1, Tag::YoungerThan) && scan.classes(start - 2).any(Classes::COPULA);
        let open = !scan.counted(age.tokens.end);
        if share.unit == Unit::Percent && age.unit == Unit::Bare && behind && led && open && super::age::fits(age) {
            let (name, ucum) = scan.vocabulary.units.year();
            age.unit = Unit::Measure { name, ucum };
            age.rules.push("age".into());
        }
    }
}

/// A row's numbers are of one kind and size, so that "in 12 towns, 40 percent" is no row.
fn close(first: &Quantity, second: &Quantity) -> bool {
    match (first.size, second.size) {
        (Size::Value(a), Size::Value(b)) => {
            let (a, b) = (a.abs(), b.abs());
            let hundred = Amount::from(100);
            a.times(hundred).is_some_and(|a| a >= b) && b.times(hundred).is_some_and(|b| b >= a)
        }
        _ => true,
    }
}

/// Whether `one` stands in a row with another number: `one dead and three wounded`, `one officer and two civilians`.
pub(super) fn has_neighbour(scan: &Scan, one: &Quantity) -> bool {
    let end = one.tokens.end;
    (end..(end + 5).min(scan.len())).any(|n| {
        let number = scan.is_number(n)
            || matches!(scan.known(n).number, Some(crate::vocabulary::number::NumberWord::Cardinal(2..)));
        number && scan.any(n - 1, &[Tag::And, Tag::Or]) && hedge::coordinated(scan, end, n)
    })
}
