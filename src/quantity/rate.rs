//! Rates and ratios: `8 murders per 100,000 inhabitants`, `one teacher for every 38 pupils`, `nine dollars for every
//! dollar`, `1 in 5`, `15 cents in every dollar`.

use super::{
    fraction,
    model::{Quantity, Size, Unit},
    money, reading,
    scan::Scan,
    unit,
};
use crate::{
    base::Amount,
    vocabulary::{number::Tag, unit::Measured, word::Classes},
};

/// From so many on, and for a hundred, `for every N` states a rate; below, how many come on one.
const RATE_FROM: i64 = 1000;
/// How far from "points" a percentage makes them points of percentage, in tokens.
const PERCENT_NEAR: usize = 16;
/// Words that may stand between the number and `per`.
const NOUN_WORDS: usize = 7;

/// Makes a quantity the rate, share or ratio that the words behind it say, where they do.
pub(super) fn extend(scan: &Scan, quantity: &mut Quantity) {
    let changed = to_one(scan, quantity)
        .or_else(|| share(scan, quantity))
        .or_else(|| points(scan, quantity))
        .or_else(|| cents(scan, quantity))
        .or_else(|| rate(scan, quantity))
        .or_else(|| each(scan, quantity));
    if let Some(rule) = changed {
        quantity.rules.push(rule.into());
    }
}

/// `the ratio is 58 to 1`, `outnumbered by five to one`: of what, an earlier ratio may tell.
fn to_one(scan: &Scan, quantity: &mut Quantity) -> Option<&'static str> {
    if quantity.unit != Unit::Bare || !matches!(quantity.size, Size::Value(_)) {
        return None;
    }
    let (at, start) = (quantity.tokens.end, quantity.tokens.start);
    let joint = scan.tag(at, Tag::To) || scan.is_sign(at, ':') && scan.glued(at) && scan.glued(at + 1);
    joint.then_some(())?;
    let one = reading::read(scan, at + 1).filter(|r| r.unit.is_none() && r.number.value == Amount::ONE)?;
    let told = (start.saturating_sub(PERCENT_NEAR)..start).any(|n| scan.tag(n, Tag::Ratio));
    told.then_some(())?;
    quantity.unit = Unit::Ratio("per".to_owned());
    quantity.tokens.end = one.tokens.end;
    Some("ratio.to-one")
}

/// `fell 3.1 points to 92 percent`: points of percentage.
fn points(scan: &Scan, quantity: &mut Quantity) -> Option<&'static str> {
    let at = quantity.tokens.end;
    // "half a point", "a quarter point": nobody counts halves of other points where money is lent.
    let part = quantity.unit == Unit::Percent && quantity.rules.iter().any(|r| r == "share.part");
    let at = at + usize::from(part && scan.tag(at, Tag::A)) + usize::from(part && scan.is_hyphen(at));
    if !scan.tag(at, Tag::Points) || scan.glued(at + 1) && scan.is_hyphen(at + 1) {
        return None;
    }
    if part {
        let Size::Value(percent) = quantity.size else { return None };
        quantity.size = Size::Value(percent.over(Amount::from(100))?);
        quantity.tokens.start = quantity.tokens.start.min(quantity.number.start);
    } else if quantity.unit != Unit::Bare || !of_percentage(scan, quantity.tokens.start, at) {
        return None;
    }
    quantity.unit = Unit::PercentagePoint;
    quantity.unit_at = Some(at..at + 1);
    quantity.tokens.end = at + 1;
    Some("percent.point-of-level")
}

/// Whether points are of percentage: a percentage stands near, or words for what is told in percent and a change.
fn of_percentage(scan: &Scan, start: usize, at: usize) -> bool {
    let names = &scan.vocabulary.units.names;
    let percent = |n: usize| matches!(scan.phrase(names, n), Some((_, Measured::Percent)));
    let near = start.saturating_sub(PERCENT_NEAR)..at + PERCENT_NEAR;
    let moved = (start.saturating_sub(4)..start).any(|n| scan.any(n, &[Tag::Move, Tag::By]));
    near.clone().any(percent) || moved && near.clone().any(|n| scan.tag(n, Tag::InPercent))
}

/// `1 in 5`, `nine out of ten`.
fn share(scan: &Scan, quantity: &mut Quantity) -> Option<&'static str> {
    let Size::Value(first) = quantity.size else { return None };
    // "one year in four", "one shilling in seven": what is parted may have a unit of its own.
    // So may "four kilowatt-hours in ten", "nine days out of ten".
    let measure = matches!(quantity.unit, Unit::Measure { .. }) && quantity.scale == Amount::ONE;
    let parted = quantity.number.len() == 1 && (first == Amount::ONE || measure);
    if quantity.unit != Unit::Bare && !parted {
        return None;
    }
    let at = quantity.tokens.end;
    // "one child in five", "two kilos in every five", "99 lifts in a hundred", "seven victims in eight", "four murders
    // out of five"
    let bare = quantity.unit == Unit::Bare;
    let noun = usize::from(bare && !scan.any(at, &[Tag::In, Tag::Out, Tag::Of]) && !scan.is_hyphen(at));
    let (whole, end) = if noun == 0 && bare {
        fraction::out_of(scan, at, first)?
    } else {
        let n = (at + noun..=at + noun * 3).find(|n| !is_noun(scan, *n))?;
        let said = (at..n).all(|n| is_noun(scan, n)) && scan.any(n, &[Tag::In, Tag::Out]);
        let whole = n + 1 + usize::from(scan.tag(n, Tag::Out));
        let whole_said = scan.any(whole, &[Tag::Every, Tag::A]) || !scan.is_number(whole);
        let (value, end) = fraction::out_of(scan, n, first).filter(|_| said && whole_said)?;
        // "three people in five cars", "two deaths in three days"; per thousands it is a rate.
        // but "one woman in six reports it", "one victim in six ever speaks".
        let other = scan.any(end, &[Tag::Function, Tag::Verb]) || scan.classes(end).any(Classes::ADVERB);
        let object =
            scan.is_word(end + 1) && (is_noun(scan, end + 1) || scan.classes(end + 1).any(Classes::DETERMINER));
        // "one fish in five spoils"
        let acts = scan.sentence.singular(end, scan.vocabulary).any(Classes::NEVER_NOUN);
        let verb = first == Amount::ONE && (object || acts || is_subject(scan, quantity.tokens.start, end));
        let counts =
            scan.is_word(end) && !other && !verb && (scan.counted(end) || is_noun(scan, end) && scan.counted(end + 1));
        let plain = !counts && !super::dates::unit_behind(scan, end) && scan.known(end).number.is_none();
        (plain && value < Amount::from(RATE_FROM)).then_some((value, end))?
    };
    quantity.size = Size::Value(first.times(Amount::from(100))?.over(whole)?.round(10));
    quantity.unit = Unit::Percent;
    quantity.tokens.end = end;
    quantity.number.end = end;
    quantity.precision = None;
    Some("share.out-of")
}

/// How far behind its subject a verb is looked for, in tokens.
const VERB_WITHIN: usize = 12;

/// "One tenant in four owes rent", "one nurse in three plans to leave": what opens a clause is its subject, and the word
/// behind it, at token `at`, its verb, where no other verb stands in the clause.
fn is_subject(scan: &Scan, start: usize, at: usize) -> bool {
    let opens = start == 0
        || [',', ':', ';'].iter().any(|&sign| scan.is_sign(start - 1, sign))
        || scan.classes(start - 1).any(Classes::AND.or(Classes::CONJUNCTION).or(Classes::THAT));
    let joins = Classes::CONJUNCTION.or(Classes::THAT).or(Classes::PRONOUN).or(Classes::TAIL_END);
    let rest = at + 1..(at + VERB_WITHIN).min(scan.len());
    let clause = rest.take_while(|&n| scan.is_word(n) && !scan.classes(n).any(joins) || scan.is_number(n));
    let verb = |n: usize| {
        let form = scan.sentence.form(n, scan.vocabulary);
        let led = scan.classes(n - 1).any(Classes::INFINITIVE.or(Classes::DETERMINER).or(Classes::PREPOSITION));
        let own = scan.classes(n).any(Classes::AUXILIARY.or(Classes::VERB)) || form.past;
        own && !led
    };
    let complete = scan.stop(at + 1) || scan.classes(at + 1).any(Classes::CLOSED) || scan.is_participle(at + 1);
    opens && complete && !clause.into_iter().any(verb)
}

/// A word that can stand in a noun phrase.
fn is_noun(scan: &Scan, n: usize) -> bool {
    scan.is_word(n) && !scan.any(n, &[Tag::Function, Tag::Verb, Tag::Out])
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
        // "two dinars in every hundred"
        if let (Unit::Bare, Some(whole)) = (one.unit(), one.value()) {
            (value < whole && whole <= Amount::from(RATE_FROM)).then_some(())?;
            quantity.size = Size::Value(value.times(Amount::from(100))?.over(whole)?.round(10));
            (quantity.unit, quantity.precision, quantity.tokens.end) = (Unit::Percent, None, one.tokens.end);
            return Some("share.of-every");
        }
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
        (scan.is_word(n)
            && !scan.any(n, &[Tag::Verb])
            && (!scan.tag(n, Tag::Function) || scan.any(n, &[Tag::Of, Tag::For, Tag::From])))
            || scan.is_hyphen(n)
    });
    if !words {
        return None;
    }
    let (whole, number_end) = unit::per_number(scan, per)?;
    let end = denominator_noun(scan, number_end);
    let singular = |n: usize| scan.vocabulary.words.singular(scan.low(n));
    // "35 pupils per teacher" is read by the caller; "one for every 19" leaves out what the sentence before named.
    if whole < Amount::from(RATE_FROM)
        && whole != Amount::from(100)
        && quantity.size == Size::Value(Amount::ONE)
        && !scan.tag(per, Tag::Per)
    {
        let part = if per > noun { Some(per - 1) } else { row_noun(scan, quantity.tokens.start) };
        let (parted, part) = ((end > number_end).then(|| singular(end - 1)), part.map(singular));
        quantity.unit = Unit::Ratio(match (parted, part) {
            (Some(parted), Some(part)) => format!("{parted} per {part}"),
            (None, Some(part)) => format!("per {part}"),
            _ => "per".to_owned(),
        });
        let open = end == number_end;
        quantity.size = Size::Value(whole);
        quantity.tokens.end = end;
        quantity.precision = Some(Amount::ONE);
        return Some(if open { "ratio.for-every-so-many" } else { "ratio.for-every" });
    }
    quantity.unit = Unit::Per(whole);
    quantity.tokens.end = end;
    Some("rate.per")
}

/// `29 pupils per teacher`, `1.9 children per woman`: so many of one thing for one of another.
fn each(scan: &Scan, quantity: &mut Quantity) -> Option<&'static str> {
    if quantity.unit != Unit::Bare || matches!(quantity.size, Size::Vague(_)) {
        return None;
    }
    let noun = quantity.tokens.end;
    let per = (noun + 1..noun + 4).find(|n| !is_noun(scan, *n))?;
    let words = &scan.vocabulary.words;
    // "four applicants for every flat"
    if scan.tag(per, Tag::For) && scan.tag(per + 1, Tag::Every) && scan.is_plural(per - 1) {
        let whole = (per + 2..per + 4).take_while(|n| is_noun(scan, *n)).last()?;
        let time = (per + 2..=whole).any(|n| scan.classes(n).any(Classes::TIME) || scan.tag(n, Tag::Month));
        let counted = (noun..per).all(|n| is_noun(scan, n)) && !scan.is_plural(whole) && !time;
        let money = money::whole_name(scan, per + 2).is_some();
        counted.then_some(())?;
        (!money && scan.stop(whole + 1) || scan.classes(whole + 1).any(Classes::CLOSED)).then_some(())?;
        quantity.unit = Unit::Ratio(format!("{} per {}", words.singular(scan.low(per - 1)), scan.low(whole)));
        quantity.tokens.end = whole + 1;
        return Some("ratio.for-each");
    }
    scan.tag(per, Tag::Per).then_some(())?;
    // "34 words per minute": a speed.
    if let Some((time, end)) = unit::speed(scan, per + 1).filter(|_| scan.is_plural(per - 1)) {
        let name = format!("{} per {time}", words.singular(scan.low(per - 1)));
        quantity.unit = Unit::Measure { name, ucum: String::new() };
        quantity.tokens.end = end;
        return Some("measure.speed");
    }
    let whole = (per + 1..per + 4).take_while(|n| is_noun(scan, *n)).last()?;
    let time = (per + 1..=whole).any(|n| scan.classes(n).any(Classes::TIME) || scan.tag(n, Tag::Month));
    if !is_noun(scan, noun) || time || scan.is_plural(whole) || !scan.is_plural(per - 1) {
        return None;
    }
    quantity.unit = Unit::Ratio(format!("{} per {}", words.singular(scan.low(per - 1)), scan.low(whole)));
    quantity.tokens.end = whole + 1;
    Some("ratio.per")
}

/// The noun of the number that `or one for every 270` says anew: `eleven ballistics experts, or …`.
fn row_noun(scan: &Scan, at: usize) -> Option<usize> {
    let joined = at > 1 && (scan.tag(at - 1, Tag::Or) || scan.is_sign(at - 1, ','));
    let before = (at.saturating_sub(4)..at).rev().find(|n| scan.is_word(*n) && !scan.tag(*n, Tag::Or))?;
    (joined && scan.counted(before)).then_some(before)
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
