//! One number with what stands directly beside it, before ranges, rates and hedges.

use std::{borrow::Cow, ops::Range};

use super::{
    fraction,
    model::{Quantity, Size, Unit},
    money,
    numeral::{self, Form, Numeral},
    scan::Scan,
    unit::{self, Found},
};
use crate::{
    base::{Amount, Comparator},
    vocabulary::number::{NumberWord, Tag},
};

/// A number with its unit.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Reading {
    pub(super) tokens: Range<usize>,
    pub(super) number: Numeral,
    pub(super) unit: Option<Found>,
    /// The unit stands before the number.
    pub(super) unit_before: bool,
}

impl Reading {
    /// The value in the base unit.
    pub(super) fn value(&self) -> Option<Amount> {
        self.in_base(self.number.value)
    }

    pub(super) fn in_base(&self, value: Amount) -> Option<Amount> {
        match self.unit.as_ref().and_then(|u| u.factor) {
            Some(factor) => value.times(factor),
            None => Some(value),
        }
    }

    pub(super) fn unit(&self) -> Unit {
        self.unit.as_ref().map_or(Unit::Bare, |u| u.unit.clone())
    }

    /// The quantity that stands here alone.
    pub(super) fn quantity(self) -> Option<Quantity> {
        let value = self.value()?;
        let precision = self.number.step.and_then(|s| self.in_base(s));
        let size = if self.number.form == Form::Vague { Size::Vague(value) } else { Size::Value(value) };
        let scale = self.in_base(self.number.scale)?;
        // With room for the rules that rates and hedges add.
        let mut rules: Vec<Cow<'static, str>> = Vec::with_capacity(self.number.rules.len() + 4);
        rules.extend(self.number.rules.iter().map(|rule| Cow::Borrowed(*rule)));
        rules.extend(self.unit.iter().map(|u| Cow::Borrowed(u.rule)));
        let (unit, unit_at) = self.unit.map_or((Unit::Bare, None), |found| (found.unit, Some(found.tokens)));
        Some(Quantity {
            tokens: self.tokens,
            number: self.number.tokens,
            unit_at,
            hedge: None,
            size,
            comparator: Comparator::Equal,
            unit,
            precision,
            scale,
            rules,
        })
    }
}

/// Reads the number that starts at token `at`, or at the currency there.
pub(super) fn read(scan: &Scan, at: usize) -> Option<Reading> {
    let sign = matches!(scan.sign(at), Some('-' | '−')) && !scan.glued(at) && scan.glued(at + 1);
    // "minus DKK 41 million"
    let minus = sign || scan.is_word(at) && scan.tag(at, Tag::Minus);
    let money_at = at + usize::from(minus);
    if let Some(before) = money::before(scan, money_at) {
        let mut number =
            numeral::read(scan, before.number_at, true).filter(|n| n.form == Form::Digits || n.form == Form::Vague)?;
        if minus {
            number.value = number.value.negated();
            number.rules.push("number.minus");
        }
        let mut end = number.tokens.end;
        // The same currency once more: "$10 million dollars", "$3 million USD"
        if let Some(again) = money::behind(scan, end, &number)
            .filter(|m| m.part.is_none() && m.code == before.code && m.rule != "money.sign-after")
        {
            end = again.end;
        }
        return Some(Reading {
            tokens: at..end,
            unit: Some(Found {
                tokens: money_at..before.number_at,
                unit: Unit::Money(before.code),
                factor: None,
                time: false,
                rule: before.rule,
            }),
            number,
            unit_before: true,
        });
    }
    if let Some(reading) = part(scan, at) {
        return Some(reading);
    }
    if let Some((found, value, end)) = unit::one_and_half(scan, at) {
        let rules = vec!["number.words", "number.and-part"];
        let (form, scale) = (Form::Words, Amount::ONE);
        let number = Numeral { tokens: at..end, value, step: None, form, scale, plain: false, rules };
        return Some(Reading { tokens: at..end, number, unit: Some(found), unit_before: false });
    }
    let number = numeral::read(scan, at, false)?;
    let mut reading =
        Reading { tokens: number.tokens.clone(), unit: unit::behind(scan, &number), number, unit_before: false };
    if let Some(found) = &mut reading.unit {
        reading.tokens.end = found.tokens.end;
        if let Unit::Money(code) = &found.unit {
            if let Some(scale) = unit::late_scale(scan, found.tokens.end) {
                found.factor = Some(scale);
                reading.tokens.end += 1;
            } else if let Some((cents, end)) = money::plain_cents(scan, &reading.number, found) {
                reading.number.value = reading.number.value.plus(cents)?;
                reading.number.step = Amount::power_of_ten(-2);
                reading.tokens.end = end;
            } else if let Some((cents, end)) =
                money::and_cents(scan, found.tokens.end, code).filter(|_| found.factor.is_none())
            {
                reading.number.value = reading.number.value.plus(cents)?;
                reading.number.step = Amount::power_of_ten(-2);
                reading.tokens.end = end;
            }
        }
    }
    if let Some((minutes, unit, end)) =
        reading.unit.as_ref().and_then(|found| unit::and_minutes(scan, reading.number.value, found))
    {
        reading.number.value = minutes;
        reading.number.step = Some(Amount::ONE);
        reading.tokens.end = end;
        if let Some(found) = &mut reading.unit {
            found.unit = unit;
        }
    } else if let Some((inches, end)) = unit::and_inches(scan, reading.unit.as_ref()) {
        reading.number.value = reading.number.value.plus(inches)?;
        reading.number.step = None;
        reading.tokens.end = end;
    }
    Some(reading)
}

/// A part of a whole: `two-thirds`, `half the seats`, `a third of them`, `three quarters of a mile`.
fn part(scan: &Scan, at: usize) -> Option<Reading> {
    let part = fraction::written(scan, at)?;
    let scale_behind = |n: usize| {
        let number = scan.known(n).number;
        matches!(number, Some(NumberWord::Hundred | NumberWord::Group(_)))
            || number.is_some_and(|number| number.scale().is_some())
    };
    let article = usize::from(scan.tag(part.end, Tag::A));
    let of_scale =
        scan.tag(part.end, Tag::Of) && scan.any(part.end + 1, &[Tag::A, Tag::One]) && scale_behind(part.end + 2);
    if scale_behind(part.end + article) || of_scale {
        return None; // a number: "half a million"
    }
    let number = Numeral {
        tokens: at..part.end,
        value: part.value()?,
        step: None,
        form: Form::Fraction,
        scale: Amount::ONE,
        plain: false,
        rules: vec!["number.part"],
    };
    if let Some(found) = unit::behind(scan, &number) {
        let whole = scan.sign(at).is_some() || scan.is_number(at) || !is_ordinal_pair(scan, at, &part);
        if whole {
            return Some(Reading { tokens: at..found.tokens.end, number, unit: Some(found), unit_before: false });
        }
    }
    if scan.known(at).number == Some(NumberWord::Half) {
        return None;
    }
    if part.bare && !half_is_share(scan, at) || part.article && !third_is_share(scan, part.end, at) {
        return None;
    }
    let percent = Found {
        tokens: at..part.end,
        unit: Unit::Percent,
        factor: Some(Amount::from(100)),
        time: false,
        rule: "share.part",
    };
    // Multiplied before it is divided, so that thirds keep all their digits.
    let value = part.numerator.times(Amount::from(100))?.over(part.denominator)?.round(10);
    Some(Reading {
        tokens: at..part.end,
        number: Numeral { value, ..number },
        unit: Some(Found { factor: None, ..percent }),
        unit_before: false,
    })
}

/// `a third year` is the third, not a third of one.
fn is_ordinal_pair(scan: &Scan, at: usize, part: &fraction::Written) -> bool {
    part.article && !scan.any(part.end, &[Tag::Of, Tag::A]) && scan.known(at + 1).ordinal.is_some()
}

/// Whether a bare `half` is a share: `half of`, `half the`, `by half`, `nearly half`.
fn half_is_share(scan: &Scan, at: usize) -> bool {
    let before = at.checked_sub(1).map_or_else(Default::default, |n| scan.known(n));
    if before.is(Tag::OtherHalf) || scan.hyphenated(at + 1) && !scan.is_number(at + 2) && !scan.tag(at + 2, Tag::Points)
    {
        return false;
    }
    let next = at + 1;
    // "half of last year"; but "half of last year's murders"
    let owner = |n: usize| scan.kind(n) == Some(crate::text::TokenKind::Possessive);
    let time = |n: usize| (scan.tag(n, Tag::Calendar) || is_year(scan, n)) && !owner(n + 1);
    let of_time = scan.tag(next, Tag::Of) && (next + 1..next + 4).any(time);
    if of_time || scan.tag(next, Tag::Calendar) {
        return false;
    }
    let lead = at - usize::from(at > 0 && scan.tag(at - 1, Tag::NumberArticle));
    let hedged = lead > 0 && super::hedge::before(scan, lead, 0).is_some();
    scan.any(next, &[Tag::Of, Tag::The, Tag::Possessive])
        || scan.tag(next + usize::from(scan.is_hyphen(next) || scan.tag(next, Tag::A)), Tag::Points)
        || before.is(Tag::By)
        || before.is(Tag::A) && scan.stop(next)
        || hedged
        || scan.stop(next) && !before.is(Tag::The)
        || before.is(Tag::And) && scan.is_word(next) && !scan.known(at.saturating_sub(2)).is(Tag::One)
        || scan.any(next, &[Tag::Verb])
        || scan.counted(next)
}

fn is_year(scan: &Scan, n: usize) -> bool {
    scan.is_number(n) && scan.text(n).len() == 4 && scan.text(n).starts_with(['1', '2'])
}

/// Whether `a third`, `a quarter` is a share: `a third of`, `by a quarter`, `a fifth more`.
fn third_is_share(scan: &Scan, end: usize, at: usize) -> bool {
    let before = at.checked_sub(1).map_or_else(Default::default, |n| scan.known(n));
    let hedged = at > 0 && super::hedge::before(scan, at, 0).is_some();
    scan.any(end, &[Tag::Of, Tag::Points])
        || scan.stop(end) && !scan.capital(end)
        || at > 0 && (scan.is_sign(at - 1, ',') || before.is(Tag::And)) && scan.tag(end, Tag::Function)
        || (before.is(Tag::By) || hedged) && !scan.counted(end)
        || scan.any(end, &[Tag::Compare, Tag::Verb, Tag::In, Tag::Or, Tag::And]) && !scan.any(end, &[Tag::The])
}
