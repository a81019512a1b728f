//! Money: signs, codes and names of currencies before and after a number.

use std::borrow::Cow;

use super::{
    numeral::{self, Form, Numeral},
    scan::Scan,
};
use crate::{
    base::Amount,
    vocabulary::{
        currency::CurrencyName,
        number::{NumberWord, Tag},
    },
};

/// Money before a number.
pub(super) struct Before {
    pub(super) code: String,
    /// The token at which the number starts.
    pub(super) number_at: usize,
    pub(super) rule: &'static str,
}

/// Money behind a number.
pub(super) struct Behind {
    pub(super) code: String,
    pub(super) start: usize,
    pub(super) end: usize,
    /// A part of the currency, such as a cent.
    pub(super) part: Option<Amount>,
    pub(super) rule: &'static str,
}

/// How far before its amount, in tokens, the currency itself is named: "the kwacha closed at K28.55".
const SPOKEN: usize = 8;

/// A sign, prefix and sign, code or leading word at `at`, right before a number.
pub(super) fn before(scan: &Scan, at: usize) -> Option<Before> {
    let money = &scan.vocabulary.currencies;
    let code = |family: &str| money.code(family, scan.place()).to_string();
    let found = |code: String, number_at: usize, rule: &'static str| Some(Before { code, number_at, rule });
    if scan.sign(at).is_some() {
        let family = money.signs.get(scan.text(at))?;
        return found(code(family), at + 1, "money.sign-before");
    }
    if !scan.is_word(at) {
        return None;
    }
    let written = scan.text(at);
    // "US$", "R$", "C $"
    if scan.sign(at + 1).is_some() {
        // "GH¢"
        let joined = scan.glued(at + 1).then(|| format!("{written}{}", scan.text(at + 1)));
        if let Some(family) = joined.and_then(|j| money.leading.get(j.as_str())) {
            return found(code(family), at + 2, "money.prefix");
        }
        let has_sign = money.signs.contains_key(scan.text(at + 1));
        let plain = || scan.low(at).chars().filter(|c| *c != '.').collect::<String>();
        // "US $40"; but "it cost us €40"
        let capital = written.starts_with(char::is_uppercase) || scan.is_sign(at + 1, '$');
        let close = |plain: &str| scan.glued(at + 1) || plain.len() > 1 && capital || plain == "c";
        if let Some(plain) = has_sign.then(plain).filter(|plain| close(plain)) {
            // "B$12 million", in the Bahamas
            let own = code(money.signs.get(scan.text(at + 1)).map_or("", |family| family));
            if plain.len() == 1 && scan.place().is_some() && own.to_lowercase().starts_with(&plain) {
                return found(own, at + 2, "money.prefix");
            }
            if let Some(prefix) = money.prefixes.get(plain.as_str()) {
                return found(prefix.to_string(), at + 2, "money.prefix");
            }
            if money.is_code(&plain.to_uppercase()) {
                return found(plain.to_uppercase(), at + 2, "money.code-before");
            }
        }
    }
    let dot = usize::from(scan.is_sign(at + 1, '.') && scan.glued(at + 1));
    let number_at = at + 1 + dot;
    // "DKK -41 million"
    let minus = matches!(scan.sign(number_at), Some('-' | '−')) && !scan.glued(number_at) && scan.glued(number_at + 1);
    if !scan.is_number(number_at + usize::from(minus)) {
        return None;
    }
    let scaled = || numeral::read(scan, number_at, true).is_some_and(|n| n.scale > Amount::ONE);
    if let Some(family) = money.leading.get(written) {
        let single = written.chars().count() == 1;
        let close = !single || dot == 0 && scan.glued(number_at);
        let alone = !scan.glued(at) || scan.is_sign(at - 1, '(');
        let evidence = !money.needs_evidence(written, scan.place()) || scaled();
        // "The kwacha closed at K28.55", in a text about several countries
        let spoken = || {
            let name = (at.saturating_sub(SPOKEN)..at).rev().find_map(|n| whole_name(scan, n))?.0;
            let home = money.home(&name)?;
            (!money.needs_evidence(written, Some(home))).then_some(name)
        };
        if close
            && alone
            && !evidence
            && let Some(name) = spoken()
        {
            return found(name, number_at, "money.word-before");
        }
        if close && alone && evidence {
            return found(code(family), number_at, "money.word-before");
        }
    }
    if dot > 0 {
        return None;
    }
    let upper = code_of(scan, at);
    // "TRY 22,104", but "TOP 40"
    let parted = || numeral::read(scan, number_at, true).is_some_and(|n| !n.plain);
    (money.is_code(&upper) && (!money.is_word_like(&upper) || scaled() || parted())).then_some(())?;
    found(upper.into(), number_at, "money.code-before")
}

/// A sign, code or name that starts at token `at`, right behind the number.
pub(super) fn behind(scan: &Scan, at: usize, number: &Numeral) -> Option<Behind> {
    let money = &scan.vocabulary.currencies;
    let code = |family: &str| money.code(family, scan.place()).to_string();
    let found = |code: String, end: usize, part: Option<Amount>, rule: &'static str| {
        Some(Behind { code, start: at, end, part, rule })
    };
    if scan.sign(at).is_some() || scan.is_word(at) && !scan.text(at).is_ascii() {
        // "5 € 10" is two amounts; "10 $5" is a number and an amount.
        let opens = scan.is_number(at + 1) && scan.glued(at + 1) && !scan.glued(at);
        if !opens && number.form != Form::Vague {
            if let Some(family) = money.signs.get(scan.text(at)) {
                return found(code(family), at + 1, None, "money.sign-after");
            }
            if let Some(family) = money.cent_signs.get(scan.text(at)) {
                return found(code(family), at + 1, Amount::power_of_ten(-2), "money.cents");
            }
        }
    }
    if !scan.is_word(at) {
        return None;
    }
    // "pesos chilenos"
    if money.adjectives_behind
        && let Some((length, name)) = scan.phrase(&money.names, at)
        && let Some((more, place)) = scan.phrase(&money.adjectives, at + length)
        && money.has_place(&name.family, place)
    {
        return found(money.code(&name.family, Some(place)).to_string(), at + length + more, name.scale, "money.name");
    }
    // "Canadian dollars", "US $" behind the number does not occur.
    if !money.adjectives_behind
        && let Some((length, place)) = scan.phrase(&money.adjectives, at)
        && let Some((more, name)) = scan.phrase(&money.names, at + length)
    {
        let family = &*name.family;
        let code = money.code(family, Some(place)).to_string();
        return found(code, at + length + more, name.scale, "money.name");
    }
    if let Some((length, name)) = scan.phrase(&money.names, at) {
        // "85c", and not "85 C"
        let letter = scan.low(at).len() == 1;
        let stray = letter && !(scan.glued(at) && scan.text(at) == scan.low(at) && number.form == Form::Digits);
        if !stray && (!name.ambiguous || meant(scan, at + length, number, name)) {
            let rule = if name.scale.is_some() { "money.cents" } else { "money.name" };
            // "80 cents", in a text about Ireland
            let local = |family: &&str| scan.place().is_some_and(|place| money.has_place(family, place));
            let family = name.or.as_deref().filter(local).unwrap_or(&name.family);
            return found(scan.currency_named(family, at).to_string(), at + length, name.scale, rule);
        }
    }
    let written = scan.text(at);
    // "3 USD50 cards": the code belongs to the number it touches.
    let taken = scan.glued(at + 1) && scan.is_number(at + 1);
    if taken {
        return None;
    }
    if let Some(code) = money.millions.get(written) {
        return found(code.to_string(), at + 1, Some(Amount::from(1_000_000)), "money.code-after");
    }
    let upper = code_of(scan, at);
    let word_like = || number.scale == Amount::ONE && money.is_word_like(&upper);
    (money.is_code(&upper) && !word_like()).then_some(())?;
    found(upper.into(), at + 1, None, "money.code-after")
}

/// What may be a code at token `at`: a word as written, or in capitals where it is one in small letters too.
fn code_of<'s>(scan: &'s Scan, at: usize) -> Cow<'s, str> {
    let (written, low) = (scan.text(at), scan.low(at));
    let small = written.len() == 3
        && scan.vocabulary.currencies.prefixes.get(low).is_some_and(|code| code.to_lowercase() == low);
    if small { written.to_uppercase().into() } else { written.into() }
}

/// Whether a name that is another word as well means money here. `end` is behind the name.
fn meant(scan: &Scan, end: usize, number: &Numeral, name: &CurrencyName) -> bool {
    let local = scan.place().is_some_and(|p| scan.vocabulary.currencies.has_place(&name.family, p));
    let large = number.scale >= Amount::from(1_000_000)
        || number.form == Form::Vague && number.value >= Amount::from(2_000_000);
    // "60 pounds of meat"
    let stuff = scan.tag(end, Tag::Of) && !scan.tag(end + 1, Tag::Possessive);
    large || local && !stuff
}

/// The currency of `dollar` in `15 cents in every dollar`, with the token behind it.
pub(super) fn whole_name(scan: &Scan, at: usize) -> Option<(String, usize)> {
    let money = &scan.vocabulary.currencies;
    let (length, name) = scan.phrase(&money.names, at)?;
    name.scale.is_none().then(|| (scan.currency_named(&name.family, at).to_string(), at + length))
}

/// The cents of `15 dollars 50`: two digits or a number word right behind the name, and nothing that they count.
pub(super) fn plain_cents(scan: &Scan, number: &Numeral, whole: &super::unit::Found) -> Option<(Amount, usize)> {
    let at = whole.tokens.end;
    let cents = numeral::read(scan, at, false)?;
    let two_digits = cents.value >= Amount::from(10) && cents.value < Amount::from(100) && cents.value.is_integer();
    let alone = scan.stop(cents.tokens.end) && !scan.is_sign(cents.tokens.end, ':')
        || scan.any(cents.tokens.end, &[Tag::Function]);
    (whole.factor.is_none() && number.value.is_integer() && number.scale == Amount::ONE && two_digits && alone)
        .then(|| Some((cents.value.times(Amount::power_of_ten(-2)?)?, cents.tokens.end)))
        .flatten()
}

/// The cents of `3 dollars 50 cents`: their worth and the token behind them.
pub(super) fn and_cents(scan: &Scan, at: usize, code: &str) -> Option<(Amount, usize)> {
    let start = at + usize::from(scan.tag(at, Tag::And));
    if !scan.is_number(start) && !matches!(scan.known(start).number, Some(NumberWord::Cardinal(_))) {
        return None;
    }
    let number = numeral::read(scan, start, false)?;
    let cents = behind(scan, number.tokens.end, &number)?;
    let part = cents.part.filter(|_| cents.code == code && number.value < Amount::from(100))?;
    Some((number.value.times(part)?, cents.end))
}
