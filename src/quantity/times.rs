//! Factors and ranks: `twice`, `three times as many`, `tenfold`, `doubled`, `15th largest`, `number one`.

use super::{
    model::{Quantity, Size, Unit},
    numeral,
    scan::Scan,
};
use crate::{
    base::{Amount, Comparator},
    vocabulary::{number::Tag, word::Classes},
};

fn quantity(at: usize, end: usize, number_end: usize, value: Amount, unit: Unit, rule: &str) -> Quantity {
    Quantity {
        tokens: at..end,
        number: at..number_end,
        unit_at: (number_end < end).then_some(number_end..end),
        hedge: None,
        size: Size::Value(value),
        comparator: Comparator::Equal,
        unit,
        precision: Some(Amount::ONE),
        scale: Amount::ONE,
        rules: vec![rule.to_owned().into()],
    }
}

/// A word or phrase that is a factor by itself.
pub(super) fn factor(scan: &Scan, at: usize) -> Option<Quantity> {
    let (length, factor) = scan.phrase(&scan.vocabulary.numbers.factors, at)?;
    let end = at + length;
    let in_context = scan.any(end, &[Tag::Compare, Tag::The, Tag::Possessive, Tag::Of]);
    let behind_verb = at > 0 && scan.any(at - 1, &[Tag::To, Tag::Verb]);
    if let Some(verb) = &factor.verb {
        // "double what it was"
        let object = scan.any(end, &[Tag::The, Tag::Possessive])
            || scan.tag(end, Tag::Compare) && scan.classes(end).any(Classes::DETERMINER);
        let hedged = at > 0 && super::hedge::before(scan, at, 0).is_some();
        if scan.hyphenated(end) || !(object || behind_verb || hedged) {
            return None;
        }
        let unit = if factor.percent { Unit::Percent } else { Unit::Times };
        let rule = if behind_verb || !object { verb } else { &factor.rule };
        return Some(quantity(at, end, end, factor.value, unit, rule));
    }
    if factor.needs_context && !in_context || scan.hyphenated(end) {
        return None;
    }
    let unit = if factor.percent { Unit::Percent } else { Unit::Times };
    Some(quantity(at, end, end, factor.value, unit, &factor.rule))
}

/// A quantity read as bare number becomes a factor before `times as many`, `-fold`, `x`.
pub(super) fn extend(scan: &Scan, q: &mut Quantity) {
    if q.unit != Unit::Bare || matches!(q.size, Size::Vague(_)) {
        return;
    }
    let at = q.tokens.end;
    let at = at + usize::from(scan.hyphenated(at));
    let fold = scan.glued(at) && scan.vocabulary.numbers.fold.iter().any(|f| f == scan.low(at));
    let sign = scan.glued(at) && scan.is_sign(at, '×');
    // "three times the", "16 times annual earnings"
    let plural = |n: usize| scan.is_word(n) && scan.vocabulary.words.is_plural(scan.low(n));
    let measured =
        |n: usize| plural(n) || scan.is_word(n) && !scan.any(n, &[Tag::Function, Tag::Verb]) && plural(n + 1);
    let times =
        scan.tag(at, Tag::Times) && (scan.any(at + 1, &[Tag::Compare, Tag::The, Tag::Possessive]) || measured(at + 1));
    if (fold || sign || times) && !(scan.glued(at + 1) && scan.is_number(at + 1)) {
        q.unit = Unit::Times;
        q.unit_at = Some(at..at + 1);
        q.tokens.end = at + 1;
        q.rules.push(if times { "times.times" } else { "times.fold" }.into());
    }
}

/// An ordinal at token `at`: its value and the token behind it.
pub(super) fn ordinal(scan: &Scan, at: usize) -> Option<(Amount, usize)> {
    if scan.is_number(at) && scan.is_word(at + 1) && scan.glued(at + 1) {
        let suffix = scan.vocabulary.numbers.ordinal_suffixes.iter().any(|s| s == scan.low(at + 1));
        let value = super::digits::read(scan, at).filter(|d| d.tokens == 1)?.value;
        return suffix.then_some((value, at + 2));
    }
    if let Some(n) = scan.known(at).ordinal {
        return Some((Amount::from(i64::from(n)), at + 1));
    }
    // "twenty-first", "one hundred and third"
    if scan.is_number(at) {
        return None;
    }
    let tens =
        numeral::read(scan, at, false).filter(|n| n.form == numeral::Form::Words && n.tokens.end < scan.len())?;
    let mut end = tens.tokens.end;
    end += usize::from(scan.hyphenated(end) || scan.tag(end, Tag::And));
    let ones = scan.known(end).ordinal.filter(|n| *n < 100)?;
    let ones = Amount::from(i64::from(ones));
    let rest = tens.value.decimal() % rust_decimal::Decimal::from(100);
    let fits =
        rest.is_zero() || rest >= 20.into() && (rest % rust_decimal::Decimal::TEN).is_zero() && ones < Amount::from(10);
    fits.then(|| Some((tens.value.plus(ones)?, end + 1))).flatten()
}

/// `15th largest`, `third-most`, `ranked 12th`, `number one`.
pub(super) fn rank(scan: &Scan, at: usize) -> Option<Quantity> {
    let numbers = &scan.vocabulary.numbers;
    if scan.tag(at, Tag::NumberNoun) {
        // "the number one cause"; "number 12" and "no. 5" are labels.
        let ranked = at > 0
            && (scan.any(at - 1, &[Tag::The, Tag::Possessive, Tag::A])
                || scan.kind(at - 1) == Some(crate::text::TokenKind::Possessive));
        let number = numeral::read(scan, at + 1, false)
            .filter(|n| n.form == numeral::Form::Words && n.value <= Amount::from(10))?;
        return (ranked || number.value == Amount::ONE)
            .then(|| quantity(at, number.tokens.end, number.tokens.end, number.value, Unit::Rank, "rank.number"));
    }
    // "the No. 2 party"
    if scan.tag(at, Tag::NumberSign)
        && scan.is_sign(at + 1, '.')
        && at > 0
        && scan.any(at - 1, &[Tag::The, Tag::Possessive])
    {
        let number = super::digits::read(scan, at + 2).filter(|d| d.plain && d.value <= Amount::from(10))?;
        return Some(quantity(at, at + 3, at + 3, number.value, Unit::Rank, "rank.number"));
    }
    let (value, end) = ordinal(scan, at)?;
    let next = end + usize::from(scan.hyphenated(end));
    let superlative = scan.tag(next, Tag::Superlative)
        || scan.is_word(next) && numbers.ends_superlative(scan.low(next)) && !scan.capital(next);
    if superlative {
        return Some(quantity(at, next + 1, end, value, Unit::Rank, "rank.superlative"));
    }
    // "segundo productor mundial"
    let noun = numbers.superlative_behind_noun && scan.is_word(next) && !scan.tag(next, Tag::Function);
    // "segunda región con mayor incidencia"
    if noun && (scan.tag(next + 1, Tag::Superlative) || scan.tag(next + 2, Tag::Superlative)) {
        return Some(quantity(at, next + 1, end, value, Unit::Rank, "rank.superlative"));
    }
    let ranked = at > 0 && scan.tag(at - 1, Tag::Ranked)
        || at > 1
            && scan.tag(at - 2, Tag::Ranked)
            && (scan.any(at - 1, &[Tag::The, Tag::In]) || scan.classes(at - 1).any(Classes::ADVERB));
    ranked.then(|| quantity(at, end, end, value, Unit::Rank, "rank.ordinal"))
}

/// `none of the 43`, `not one of them`, `not a single case`: zero.
pub(super) fn none(scan: &Scan, at: usize) -> Option<Quantity> {
    let zero = |end: usize| Some(quantity(at, end, end, Amount::ZERO, Unit::Bare, "number.none"));
    if scan.tag(at, Tag::None) {
        let of = scan.tag(at + 1, Tag::Of) && scan.tag(at + 2, Tag::NoneOf);
        // "none died", "there were none", ", none in 2024"
        let subject = scan.tag(at + 1, Tag::Verb);
        let object = at > 0
            && (scan.tag(at - 1, Tag::Verb) && scan.stop(at + 1)
                || (scan.is_sign(at - 1, ',') || scan.tag(at - 1, Tag::And)) && scan.tag(at + 1, Tag::In)
                // "and for five months, none."
                || scan.is_sign(at - 1, ',') && scan.is_sign(at + 1, '.') && at + 2 >= scan.len());
        return (of || subject || object).then(|| zero(at + 1)).flatten();
    }
    if scan.tag(at, Tag::Not) && scan.tag(at + 1, Tag::One) && !scan.tag(at + 2, Tag::Single) {
        // "not one child", "not one of them", "not one has been charged"
        let subject = scan.tag(at + 2, Tag::Of) || scan.classes(at + 2).any(Classes::AUXILIARY);
        let noun = scan.is_word(at + 2) && (!scan.tag(at + 2, Tag::Function) || subject);
        return noun.then(|| zero(at + 2)).flatten();
    }
    if scan.tag(at, Tag::Not) && scan.tag(at + 1, Tag::A) && scan.tag(at + 2, Tag::Single) {
        return zero(at + 3);
    }
    None
}
