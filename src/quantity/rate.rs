//! Rates and ratios: `8 murders per 100,000 inhabitants`, `one teacher for every 38 pupils`, `nine dollars for every
//! dollar`, `1 in 5`, `15 cents in every dollar`.

use super::{
    fraction,
    model::{Quantity, Size, Unit},
    money, reading,
    scan::Scan,
    unit,
};
use crate::{base::Amount, vocabulary::number::Tag};

/// From so many on, and for a hundred, `for every N` states a rate; below, how many come on one.
const RATE_FROM: i64 = 1000;
/// Words that may stand between the number and `per`.
const NOUN_WORDS: usize = 5;

/// Makes a quantity the rate, share or ratio that the words behind it say, where they do.
pub(super) fn extend(scan: &Scan, quantity: &mut Quantity) {
    let changed = share(scan, quantity)
        .or_else(|| points(scan, quantity))
        .or_else(|| cents(scan, quantity))
        .or_else(|| rate(scan, quantity));
    if let Some(rule) = changed {
        quantity.rules.push(rule.into());
    }
}

/// `fell 3.1 points to 92 percent`: points of percentage.
fn points(scan: &Scan, quantity: &mut Quantity) -> Option<&'static str> {
    let at = quantity.tokens.end;
    if quantity.unit != Unit::Bare || !scan.tag(at, Tag::Points) || !scan.any(at + 1, &[Tag::To, Tag::From]) {
        return None;
    }
    let level = reading::read(scan, at + 2)?;
    (level.unit() == Unit::Percent).then_some(())?;
    quantity.unit = Unit::PercentagePoint;
    quantity.unit_at = Some(at..at + 1);
    quantity.tokens.end = at + 1;
    Some("percent.point-of-level")
}

/// `1 in 5`, `nine out of ten`.
fn share(scan: &Scan, quantity: &mut Quantity) -> Option<&'static str> {
    let Size::Value(first) = quantity.size else { return None };
    if quantity.unit != Unit::Bare {
        return None;
    }
    let at = quantity.tokens.end;
    // "one child in five", "two kilos in every five", "99 lifts in a hundred"
    let word = scan.is_word(at) && !scan.any(at, &[Tag::Function, Tag::Verb]) && scan.tag(at + 1, Tag::In);
    let whole_said = first == Amount::ONE && !scan.is_number(at + 2) || scan.any(at + 2, &[Tag::Every, Tag::A]);
    let noun = word && whole_said;
    let (whole, end) = fraction::out_of(scan, at + usize::from(noun), first)?;
    // Per thousands it is a rate.
    if noun && whole >= Amount::from(RATE_FROM) {
        return None;
    }
    quantity.size = Size::Value(first.times(Amount::from(100))?.over(whole)?.round(10));
    quantity.unit = Unit::Percent;
    quantity.tokens.end = end;
    quantity.number.end = end;
    quantity.precision = None;
    Some("share.out-of")
}

/// `15 cents in every dollar`, `nine dollars for every dollar`.
fn cents(scan: &Scan, quantity: &mut Quantity) -> Option<&'static str> {
    let Unit::Money(code) = &quantity.unit else { return None };
    let Size::Value(value) = quantity.size else { return None };
    let mut at = quantity.tokens.end;
    let every = scan.tag(at, Tag::Of) && scan.tag(at + 1, Tag::Every)
        || scan.any(at, &[Tag::In, Tag::For]) && scan.tag(at + 1, Tag::Every);
    let out_of = scan.tag(at, Tag::Out) && scan.tag(at + 1, Tag::Of) && scan.tag(at + 2, Tag::Every);
    if every {
        at += 2;
    } else if out_of {
        at += 3;
    } else {
        return None;
    }
    let (whole, end) = if let Some((whole, end)) = money::whole_name(scan, at) {
        (whole, end)
    } else {
        let one = reading::read(scan, at)?;
        let Unit::Money(whole) = one.unit() else { return None };
        (one.value()? == Amount::ONE).then_some((whole, one.tokens.end))?
    };
    if whole != *code {
        return None;
    }
    quantity.tokens.end = end;
    if value < Amount::ONE {
        quantity.size = Size::Value(value.times(Amount::from(100))?);
        quantity.precision = quantity.precision.and_then(|p| p.times(Amount::from(100)));
        quantity.unit = Unit::Percent;
        Some("share.of-every")
    } else {
        quantity.unit = Unit::Times;
        Some("times.for-every")
    }
}

/// `8 murders per 100,000 inhabitants`, `24 per 100,000`, `one teacher for every 38 pupils`.
fn rate(scan: &Scan, quantity: &mut Quantity) -> Option<&'static str> {
    if !matches!(quantity.unit, Unit::Bare) {
        return None;
    }
    let noun = quantity.tokens.end;
    let per = (noun..=noun + NOUN_WORDS).find(|n| {
        scan.tag(*n, Tag::Per)
            || scan.any(*n, &[Tag::For, Tag::In]) && scan.tag(*n + 1, Tag::Every)
            || scan.tag(*n, Tag::Out)
    })?;
    let words = (noun..per).all(|n| {
        (scan.is_word(n) && !scan.any(n, &[Tag::Verb]) && (!scan.tag(n, Tag::Function) || scan.any(n, &[Tag::Of])))
            || scan.is_hyphen(n)
    });
    if !words {
        return None;
    }
    let (whole, number_end) = unit::per_number(scan, per)?;
    let end = denominator_noun(scan, number_end);
    let singular = |n: usize| scan.vocabulary.words.singular(scan.low(n));
    if whole < Amount::from(RATE_FROM)
        && whole != Amount::from(100)
        && quantity.size == Size::Value(Amount::ONE)
        && per > noun
        && end > number_end
    {
        quantity.unit = Unit::Ratio(format!("{} per {}", singular(end - 1), singular(per - 1)));
        quantity.size = Size::Value(whole);
        quantity.tokens.end = end;
        quantity.precision = Some(Amount::ONE);
        return Some("ratio.for-every");
    }
    quantity.unit = Unit::Per(whole);
    quantity.tokens.end = end;
    Some("rate.per")
}

/// The noun behind a denominator belongs to it: `100,000 inhabitants`, `1,000 live births`.
fn denominator_noun(scan: &Scan, at: usize) -> usize {
    let noun = |n: usize| scan.counted(n) || scan.tag(n, Tag::Denominator);
    if noun(at) {
        at + 1
    } else if scan.is_word(at) && !scan.any(at, &[Tag::Function, Tag::Verb]) && noun(at + 1) {
        at + 2
    } else {
        at
    }
}
