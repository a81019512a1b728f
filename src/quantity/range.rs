//! Ranges: `15-20%`, `between 8 and 10 GW`, `$3-4 billion`, `two or three`.

use std::borrow::Cow;

use super::{
    model::{Quantity, Size, Unit},
    numeral::Form,
    reading::{self, Reading},
    scan::Scan,
};
use crate::{
    base::{Amount, Comparator},
    vocabulary::number::Tag,
};

/// What parts the two ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Joint {
    Dash,
    To,
    And,
    Or,
}

/// The range whose lower end is `first`, where there is one.
pub(super) fn read(scan: &Scan, first: &Reading) -> Option<Quantity> {
    if first.number.form == Form::Vague {
        return None;
    }
    let at = first.tokens.end;
    let start = first.tokens.start;
    let lead = behind_article(scan, start);
    let between = lead > 0 && scan.tag(lead - 1, Tag::Between);
    let (joint, next) = joint(scan, at, between)?;
    // "from 1,650 tonnes in 2022 to 2,340 tonnes"
    if joint == Joint::To
        && first.unit.is_none()
        && super::dates::is_year(scan, start)
        && start > 0
        && scan.any(start - 1, &[Tag::In, Tag::Of])
    {
        return None;
    }
    let next = next + usize::from(scan.tag(next, Tag::NumberArticle));
    let second = reading::read(scan, next).filter(|r| r.number.form != Form::Vague)?;
    let (low, high, scaled) = ends(first, &second)?;
    let units_agree =
        first.unit.is_none() || second.unit.is_none() && first.unit_before || first.unit() == second.unit();
    let rises = low < high;
    let is_range = match joint {
        _ if !units_agree || !rises => false,
        Joint::And => true,
        Joint::Dash if first.number.form != second.number.form => false,
        Joint::Dash => !first.number.value.is_negative() || first.unit.is_some() || second.number.value.is_negative(),
        Joint::Or => low.plus(low).is_some_and(|twice| high <= twice) && first.unit.is_none(),
        Joint::To => is_span(scan, first, &second, low, high),
    };
    is_range.then(|| quantity(first, &second, low, high, scaled, joint)).flatten()
}

/// Token `at`, or the article right before it: `entre el 35 y el 40 %`.
fn behind_article(scan: &Scan, at: usize) -> usize {
    at - usize::from(at > 0 && scan.tag(at - 1, Tag::NumberArticle))
}

/// The first of two levels that stand like a range, with the unit and the scale word that only the second bears:
/// `rose from 5 to 7 million tonnes`.
pub(super) fn level(scan: &Scan, first: &Reading) -> Option<Quantity> {
    let start = first.tokens.start;
    let lead = behind_article(scan, start);
    let from = lead > 0 && scan.tag(lead - 1, Tag::From) && scan.tag(first.tokens.end, Tag::To);
    if !from || first.number.form == Form::Vague {
        return None;
    }
    let next = first.tokens.end + 1;
    let next = next + usize::from(scan.tag(next, Tag::NumberArticle));
    let second = reading::read(scan, next).filter(|r| r.number.form != Form::Vague)?;
    let behind = second.unit.is_some() && !second.unit_before;
    // "desde enero de 2024 a 890 mil personas"
    if first.number.plain && super::dates::is_year(scan, start) && (second.number.scale > Amount::ONE || behind) {
        return None;
    }
    // Millions are counted in thousands where there is no word for a thousand of them.
    let most = if scan.vocabulary.numbers.thousand_of_millions { 1_000_000 } else { 1000 };
    let scales = second.number.scale > Amount::ONE
        && first.number.scale == Amount::ONE
        && first.number.value.abs() < Amount::from(most)
        && first.number.form == second.number.form;
    if first.unit.is_some() && !first.unit_before || !(behind || scales) {
        return None;
    }
    let mut number = first.number.clone();
    if scales {
        number.value = number.value.times(second.number.scale)?;
        number.step = number.step.and_then(|s| s.times(second.number.scale));
        number.rules.push("level.scale-carried");
    }
    let mut quantity = Reading { number, ..first.clone() }.quantity()?;
    if quantity.unit == Unit::Bare && behind {
        quantity.size = match quantity.size {
            Size::Value(value) => Size::Value(second.in_base(value)?),
            size => size,
        };
        quantity.unit = second.unit();
        quantity.rules.push("unit.carried".into());
    }
    Some(quantity)
}

/// The joint at token `at`, with the token behind it.
fn joint(scan: &Scan, at: usize, between: bool) -> Option<(Joint, usize)> {
    if scan.is_dash(at) {
        // " - " between words is a break; between numbers it must stand alike on both sides.
        return (scan.glued(at) == scan.glued(at + 1)).then_some((Joint::Dash, at + 1));
    }
    if scan.hyphenated(at) {
        return Some((Joint::Dash, at + 1));
    }
    if matches!(scan.sign(at), Some('~' | '∼')) && scan.glued(at) {
        return Some((Joint::Dash, at + 1));
    }
    let skip = usize::from(scan.hyphenated(at)); // "20-to-30"
    if scan.tag(at + skip, Tag::To) {
        let hyphen = usize::from(scan.hyphenated(at + skip + 1));
        return Some((Joint::To, at + skip + 1 + hyphen));
    }
    if between && scan.tag(at, Tag::And) {
        return Some((Joint::And, at + 1));
    }
    scan.tag(at, Tag::Or).then_some((Joint::Or, at + 1))
}

/// Both ends in the base unit; the scale word of the second holds for the first where that has none.
fn ends(first: &Reading, second: &Reading) -> Option<(Amount, Amount, bool)> {
    let high = second.value()?;
    let mut low = if first.unit.is_some() { first.value()? } else { second.in_base(first.number.value)? };
    let mantissa = second.number.value.over(second.number.scale)?;
    let carries = second.number.scale > Amount::ONE
        && first.number.scale == Amount::ONE
        && first.number.value < mantissa
        && first.number.form != Form::Fraction;
    if carries {
        low = low.times(second.number.scale)?;
    }
    Some((low, high, carries))
}

/// Whether `X to Y` is a span and not a change from one level to another.
fn is_span(scan: &Scan, first: &Reading, second: &Reading, low: Amount, high: Amount) -> bool {
    let start = behind_article(scan, first.tokens.start);
    let from = start > 0 && scan.tag(start - 1, Tag::From);
    // The verb of a change shortly before: "rose by 40 to 360", "went from 5 to 7 percent"
    let clause = |n: &usize| !scan.stop(*n) || from && scan.is_sign(*n, ',');
    let moved = (start.saturating_sub(12)..start).rev().take_while(clause).any(|n| scan.tag(n, Tag::Move));
    let ranging = (start.saturating_sub(3)..start).any(|n| scan.tag(n, Tag::Ranging));
    if ranging {
        return true;
    }
    let shares_unit = first.unit.is_none() && (second.unit.is_some() || scan.tag(second.tokens.end, Tag::Points));
    if moved {
        let near = low.plus(low).is_some_and(|twice| high <= twice);
        return !from && near && (shares_unit || second.number.scale > first.number.scale);
    }
    // "from $3 billion to $4 billion" tells two levels, "$3 billion to $4 billion" a range.
    !(from && first.unit.is_some() && second.unit.is_some())
}

fn quantity(
    first: &Reading,
    second: &Reading,
    low: Amount,
    high: Amount,
    scaled: bool,
    joint: Joint,
) -> Option<Quantity> {
    let tokens = first.tokens.start..second.tokens.end;
    let number = first.number.tokens.start..second.number.tokens.end;
    let step = match (second.number.step.and_then(|s| second.in_base(s)), first.number.step) {
        (Some(second_step), Some(step)) => {
            let step = first.in_base(if scaled { step.times(second.number.scale)? } else { step })?;
            Some(step.min(second_step))
        }
        _ => None,
    };
    let mut rules: Vec<_> = first.number.rules.iter().map(|rule| Cow::Borrowed(*rule)).collect();
    let unit = second.unit.as_ref().or(first.unit.as_ref());
    rules.extend(unit.map(|u| Cow::Borrowed(u.rule)));
    if scaled {
        rules.push("range.scale-carried".into());
    }
    rules.push(
        match joint {
            Joint::Dash => "range.dash",
            Joint::To => "range.to",
            Joint::And => "range.between",
            Joint::Or => "range.or",
        }
        .into(),
    );
    Some(Quantity {
        tokens,
        number,
        unit_at: unit.map(|u| u.tokens.clone()),
        hedge: None,
        size: Size::Range(low, high),
        comparator: Comparator::Equal,
        unit: unit.map_or(Unit::Bare, |u| u.unit.clone()),
        precision: step,
        scale: second.in_base(second.number.scale)?,
        rules,
    })
}

/// Joins two bounds of the same thing: `more than 10 and less than 20`.
pub(super) fn join_bounds(scan: &Scan, quantities: &mut Vec<Quantity>) {
    let mut n = 1;
    while n < quantities.len() {
        let (first, second) = (&quantities[n - 1], &quantities[n]);
        match bounds(scan, first, second) {
            Some((low, high)) => {
                let second = quantities.remove(n);
                let first = &mut quantities[n - 1];
                first.tokens.end = second.tokens.end;
                first.number.end = second.number.end;
                first.size = Size::Range(low, high);
                first.comparator = Comparator::Equal;
                first.hedge = None;
                if first.unit == Unit::Bare {
                    first.unit = second.unit;
                    first.unit_at = second.unit_at;
                }
                first.precision = None;
                first.rules.push("range.bounds".into());
            }
            None => n += 1,
        }
    }
}

fn bounds(scan: &Scan, first: &Quantity, second: &Quantity) -> Option<(Amount, Amount)> {
    let hedge = second.hedge.clone().filter(|h| h.end <= second.tokens.start)?;
    first.hedge.as_ref().filter(|h| h.end <= first.tokens.start)?;
    let gap = first.tokens.end..hedge.start;
    let joined = gap.len() <= 2
        && !gap.is_empty()
        && gap.clone().all(|n| scan.any(n, &[Tag::And, Tag::But]) || scan.is_sign(n, ','));
    let same_unit = first.unit == second.unit || first.unit == Unit::Bare;
    let (Size::Value(a), Size::Value(b)) = (first.size, second.size) else { return None };
    let lower = |c| matches!(c, Comparator::MoreThan | Comparator::AtLeast);
    let upper = |c| matches!(c, Comparator::LessThan | Comparator::AtMost);
    let (low, high) = if lower(first.comparator) && upper(second.comparator) {
        (a, b)
    } else if upper(first.comparator) && lower(second.comparator) {
        (b, a)
    } else {
        return None;
    };
    (joined && same_unit && low < high).then_some((low, high))
}
