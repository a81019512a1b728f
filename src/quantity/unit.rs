//! What stands behind a number and says in what: percent, money, units of measure.

use std::ops::Range;

use super::{
    dates::is_year,
    model::Unit,
    money,
    numeral::{Form, Numeral},
    scan::Scan,
};
use crate::{
    base::Amount,
    text::TokenKind,
    vocabulary::{
        number::{NumberWord, Tag},
        unit::{Closeness, Measured, UnitName},
    },
};

/// A unit with its tokens.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Found {
    pub(super) tokens: Range<usize>,
    pub(super) unit: Unit,
    /// What the number is multiplied by to be in `unit`.
    pub(super) factor: Option<Amount>,
    /// A span of time.
    pub(super) time: bool,
    pub(super) rule: &'static str,
}

/// The unit behind a number, if there is one.
pub(super) fn behind(scan: &Scan, number: &Numeral) -> Option<Found> {
    let at = number.tokens.end;
    let hyphen = usize::from(scan.hyphenated(at) || scan.is_hyphen(at) && scan.glued(at) && number.form != Form::Vague);
    let start = at + hyphen;
    direct(scan, start, number).or_else(|| indirect(scan, start, number))
}

fn direct(scan: &Scan, at: usize, number: &Numeral) -> Option<Found> {
    if let Some(found) = percent(scan, at) {
        return Some(found);
    }
    if let Some(money) = money::behind(scan, at, number) {
        return Some(Found {
            tokens: money.start..money.end,
            unit: Unit::Money(money.code),
            factor: money.part,
            time: false,
            rule: money.rule,
        });
    }
    let (name, end, rule) = named(scan, at)
        .map(|(name, end)| (name, end, "measure.name"))
        .or_else(|| symbol(scan, at, number).map(|(name, end)| (name, end, "measure.symbol")))?;
    Some(compound(scan, name, at..end, rule))
}

/// A unit with a word or two between: `hundreds of millions of dollars`, `three consecutive years`, `half an hour`,
/// `three quarters of a mile`.
fn indirect(scan: &Scan, at: usize, number: &Numeral) -> Option<Found> {
    let scaled = scan.vocabulary.numbers.of_behind_scale && number.tokens.len() > 1;
    if (number.form == Form::Vague || scaled) && scan.tag(at, Tag::Of) {
        return direct(scan, at + 1, number);
    }
    if number.form == Form::Fraction {
        let of = usize::from(scan.tag(at, Tag::Of));
        if scan.any(at + of, &[Tag::A, Tag::One]) {
            return direct(scan, at + of + 1, number).filter(|found| !matches!(found.unit, Unit::Money(_)));
        }
        return None;
    }
    // Brackets around the unit: "20 (kg)"
    if matches!(scan.sign(at), Some('(' | '[')) && matches!(scan.sign(at + 2), Some(')' | ']')) {
        let (name, end) = symbol(scan, at + 1, number)?;
        return (end == at + 2)
            .then(|| Found { tokens: at + 1..end, ..compound(scan, name, at + 1..end, "measure.symbol") });
    }
    let modifiers = (0..2).take_while(|n| scan.tag(at + n, Tag::UnitModifier)).count();
    (modifiers > 0).then_some(())?;
    let found = direct(scan, at + modifiers, number)?;
    // "the 2024 fiscal year"
    let named = number.plain && number.tokens.len() == 1 && is_year(scan, number.tokens.start);
    (found.time && !named).then_some(found)
}

/// Percent, percentage points, basis points.
fn percent(scan: &Scan, at: usize) -> Option<Found> {
    // "third per cent": names are few and start seldom.
    let (length, meaning) = scan.phrase(&scan.vocabulary.units.names, at)?;
    let (unit, factor, rule) = match meaning {
        Measured::Percent => (Unit::Percent, None, "percent"),
        Measured::PerMille => (Unit::Percent, Amount::power_of_ten(-1), "percent.per-mille"),
        Measured::PercentagePoint => (Unit::PercentagePoint, None, "percent.point"),
        Measured::BasisPoint => (Unit::BasisPoint, None, "percent.basis-point"),
        Measured::Unit(_) => return None,
    };
    Some(Found { tokens: at..at + length, unit, factor, time: false, rule })
}

/// A unit by its name.
fn named<'s>(scan: &'s Scan, at: usize) -> Option<(&'s UnitName, usize)> {
    if scan.kind(at) != Some(TokenKind::Word) {
        return None;
    }
    let (length, meaning) = scan.phrase(&scan.vocabulary.units.names, at)?;
    let Measured::Unit(name) = meaning else { return None };
    // "Since 2019 Lumen Bank": a name behind a year.
    let year = at > 0 && is_year(scan, at - 1) && scan.capital(at) && scan.capital(at + 1);
    (!year).then_some((name, at + length))
}

/// A unit by its symbol.
fn symbol<'s>(scan: &'s Scan, at: usize, number: &Numeral) -> Option<(&'s UnitName, usize)> {
    let units = &scan.vocabulary.units;
    if number.form == Form::Words && !scan.is_word(at) || number.form == Form::Vague || at >= scan.len() {
        return None;
    }
    let first = scan.text(at);
    if !units.begins_symbol(first) {
        return None;
    }
    let mut joined = String::new();
    let mut best = None;
    for n in at..(at + units.symbol_tokens).min(scan.len()) {
        let words_apart = n == at + 1 && (scan.is_word(n) || scan.is_sign(n, '.')) && scan.low(at) != "m";
        if n > at && !scan.glued(n) && !words_apart {
            break;
        }
        joined.push_str(scan.text(n));
        // The next token must not go on with the same word.
        let ends = !scan.glued(n + 1) || !(scan.is_word(n + 1) || scan.is_number(n + 1));
        if let Some((closeness, Measured::Unit(name))) = units.symbols.get(joined.as_str())
            && ends
            && close_enough(scan, at, n + 1, number, *closeness)
        {
            best = Some((name, n + 1));
        }
    }
    best
}

fn close_enough(scan: &Scan, at: usize, end: usize, number: &Numeral, closeness: Closeness) -> bool {
    let digits = number.form == Form::Digits && number.scale == Amount::ONE || number.form == Form::Fraction;
    let glued = scan.glued(at);
    match closeness {
        Closeness::Any => {
            // A capital word behind a number is more often a name than a symbol ("MT", "NM").
            number.form == Form::Digits || number.form == Form::Fraction
        }
        Closeness::Glued => digits && glued && !(scan.is_word(end) && scan.low(at) == "in"),
        Closeness::Careful => {
            digits && (glued || !scan.counted(end) && (!scan.is_sign(end, '.') || end + 1 == scan.len()))
                || glued && scan.low(at) == "t"
        }
    }
}

/// A second unit behind the first: `tonnes per hectare`, `kg/m³`.
fn compound(scan: &Scan, first: &UnitName, tokens: Range<usize>, rule: &'static str) -> Found {
    let simple = Found {
        tokens: tokens.clone(),
        unit: Unit::Measure { name: first.name.to_string(), ucum: first.ucum.to_string() },
        factor: first.scale,
        time: first.time,
        rule,
    };
    let units = &scan.vocabulary.units;
    let at = tokens.end;
    // "190 kilograms a hectare"
    let each = scan.tag(at, Tag::A) && named(scan, at + 1).is_some_and(|(second, _)| !second.calendar && !second.time);
    let joined = units.per.iter().any(|per| per == scan.low(at)) || each;
    if !joined || first.time {
        return simple;
    }
    let slash = scan.sign(at).is_some();
    let second = named(scan, at + 1).or_else(|| {
        let (_, meaning) = units.symbols.get(scan.text(at + 1)).filter(|_| slash && scan.glued(at + 1))?;
        let Measured::Unit(name) = meaning else { return None };
        Some((name, at + 2))
    });
    match second {
        // "barrels per day": how often is no part of the unit, as with "deaths a year"; speeds and flows are by the
        // hour, minute and second.
        Some((second, end)) if second.calendar => Found { tokens: tokens.start..end, ..simple },
        Some((second, end)) => Found {
            tokens: tokens.start..end,
            unit: Unit::Measure {
                name: format!("{} per {}", first.name, second.name),
                ucum: format!("{}/{}", first.ucum, second.ucum),
            },
            rule: "measure.compound",
            time: false,
            ..simple
        },
        None => simple,
    }
}

/// `per 100,000 inhabitants`, `per thousand`: the denominator, with the token behind the phrase. `at` is at `per`.
pub(super) fn per_number(scan: &Scan, at: usize) -> Option<(Amount, usize)> {
    let mut start = if scan.tag(at, Tag::Per) {
        at + 1
    } else if scan.any(at, &[Tag::For, Tag::In]) && scan.tag(at + 1, Tag::Every) {
        at + 2
    } else if scan.tag(at, Tag::Out) && scan.tag(at + 1, Tag::Of) && scan.tag(at + 2, Tag::Every) {
        at + 3
    } else {
        return None;
    };
    start += usize::from(scan.tag(start, Tag::Every));
    let number = super::numeral::read(scan, start, false)?;
    if number.form == Form::Vague || number.value <= Amount::ONE {
        return None;
    }
    // A word that means "by" as well needs "each" behind it, or a round number.
    let also_by = scan.tag(at, Tag::Per) && scan.tag(at, Tag::By) && !scan.tag(at + 1, Tag::Every);
    let round = [100, 1000, 10_000, 100_000, 1_000_000].iter().any(|n| number.value == Amount::from(*n));
    (!also_by || round).then_some((number.value, number.tokens.end))
}

/// Units of which so many of the second make one of the first.
const PARTS: [(&str, &str, i64); 3] = [("a", "mo", 12), ("wk", "d", 7), ("d", "h", 24)];

/// `1 hour and 50 minutes`, `2 hours 5 minutes`, in minutes: how many, their unit, and the token behind them. In hours
/// most would be no whole number of anything.
pub(super) fn and_minutes(scan: &Scan, hours: Amount, first: &Found) -> Option<(Amount, Unit, usize)> {
    matches!(&first.unit, Unit::Measure { ucum, .. } if ucum == "h" && first.factor.is_none()).then_some(())?;
    let at = first.tokens.end + usize::from(scan.tag(first.tokens.end, Tag::And));
    let sixty = Amount::from(60);
    let number = super::numeral::read(scan, at, false).filter(|n| n.value < sixty && n.form != Form::Vague)?;
    let (name, end) = named(scan, number.tokens.end).filter(|(name, _)| &*name.ucum == "min")?;
    let unit = Unit::Measure { name: name.name.to_string(), ucum: name.ucum.to_string() };
    hours.is_integer().then(|| Some((hours.times(sixty)?.plus(number.value)?, unit, end))).flatten()
}

/// The months of `four years and two months`, in years, with the token behind them.
fn and_part(scan: &Scan, first: &Found) -> Option<(Amount, usize)> {
    let Unit::Measure { ucum, .. } = &first.unit else { return None };
    let (_, part, whole) = PARTS.into_iter().find(|(of, ..)| of == ucum)?;
    let at = first.tokens.end;
    scan.tag(at, Tag::And).then_some(())?;
    let number = super::numeral::read(scan, at + 1, false).filter(|n| n.value < Amount::from(whole))?;
    let (name, end) = named(scan, number.tokens.end)?;
    (&*name.ucum == part).then(|| Some((number.value.over(Amount::from(whole))?.round(10), end))).flatten()
}

/// The half of `two hours and a half`, with the token behind it.
pub(super) fn and_half(scan: &Scan, at: usize) -> Option<(Amount, usize)> {
    let part = scan.tag(at, Tag::And).then(|| super::fraction::written(scan, at + 1)).flatten()?;
    let ends = part.article
        && !scan.tag(part.end, Tag::Of)
        && !scan.is_hyphen(part.end)
        && part.denominator <= Amount::from(4);
    ends.then(|| Some((part.value()?, part.end))).flatten()
}

/// The unit at token `at`, its amount being one: `an hour and a half`.
pub(super) fn one_and_half(scan: &Scan, at: usize) -> Option<(Found, Amount, usize)> {
    scan.tag(at, Tag::A).then_some(())?;
    let (name, end) = named(scan, at + 1)?;
    let (half, last) = and_half(scan, end)?;
    Some((compound(scan, name, at + 1..end, "measure.name"), Amount::ONE.plus(half)?, last))
}

/// The name of a second or a minute at token `at`, with the token behind it.
pub(super) fn speed<'s>(scan: &'s Scan, at: usize) -> Option<(&'s str, usize)> {
    let (name, end) = named(scan, at)?;
    matches!(&*name.ucum, "s" | "min").then_some((&*name.name, end))
}

/// The inches of `5 feet 2 inches`, in feet, with the token behind them.
pub(super) fn and_inches(scan: &Scan, first: Option<&Found>) -> Option<(Amount, usize)> {
    if let Some(part) = first.and_then(|first| and_part(scan, first)) {
        return Some(part);
    }
    if let Some(half) =
        first.filter(|f| matches!(f.unit, Unit::Measure { .. })).and_then(|f| and_half(scan, f.tokens.end))
    {
        return Some(half);
    }
    let feet = first.filter(|f| matches!(&f.unit, Unit::Measure { ucum, .. } if ucum == "[ft_i]"))?;
    let at = feet.tokens.end + usize::from(scan.tag(feet.tokens.end, Tag::And));
    let number = super::numeral::read(scan, at, false).filter(|n| n.value < Amount::from(12))?;
    let end = number.tokens.end;
    let (unit, end) = named(scan, end).or_else(|| symbol(scan, end, &number)).or_else(|| {
        // "2 in": with a blank only behind feet.
        let (_, Measured::Unit(unit)) = scan.vocabulary.units.symbols.get(scan.text(end))? else { return None };
        Some((unit, end + 1))
    })?;
    (&*unit.ucum == "[in_i]").then(|| Some((number.value.over(Amount::from(12))?, end))).flatten()
}

/// Whether a scale word starts here (`million`), for numbers whose scale stands behind the code: `75 USD million`.
pub(super) fn late_scale(scan: &Scan, at: usize) -> Option<Amount> {
    let exponent = scan.known(at).number.and_then(NumberWord::scale)?;
    Amount::power_of_ten(i32::try_from(exponent).ok()?)
}
