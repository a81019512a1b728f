//! Parts of a whole: `two-thirds`, `½`, `1/3`, `1 in 5`, `nine out of ten`.

use super::{digits, scan::Scan};
use crate::{
    base::Amount,
    vocabulary::number::{NumberWord, Tag},
};

/// A fraction in words or signs.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Written {
    pub(super) end: usize,
    pub(super) numerator: Amount,
    pub(super) denominator: Amount,
    /// Its numerator is an article: `a third`, which is a place in an order too.
    pub(super) article: bool,
    /// `half` without any numerator.
    pub(super) bare: bool,
}

impl Written {
    pub(super) fn value(&self) -> Option<Amount> {
        self.numerator.over(self.denominator)
    }
}

/// The value of a vulgar fraction sign.
pub(super) fn sign(c: char) -> Option<(i64, i64)> {
    Some(match c {
        '½' => (1, 2),
        '⅓' => (1, 3),
        '⅔' => (2, 3),
        '¼' => (1, 4),
        '¾' => (3, 4),
        '⅕' => (1, 5),
        '⅖' => (2, 5),
        '⅗' => (3, 5),
        '⅘' => (4, 5),
        '⅙' => (1, 6),
        '⅚' => (5, 6),
        '⅐' => (1, 7),
        '⅛' => (1, 8),
        '⅜' => (3, 8),
        '⅝' => (5, 8),
        '⅞' => (7, 8),
        '⅑' => (1, 9),
        '⅒' => (1, 10),
        _ => return None,
    })
}

fn sign_at(scan: &Scan, at: usize) -> Option<(Amount, Amount)> {
    let (numerator, denominator) = scan.sign(at).and_then(sign)?;
    Some((numerator.into(), denominator.into()))
}

/// `1/3`: small, below one, and nothing that looks like a date.
fn slashed(scan: &Scan, at: usize) -> Option<(Amount, Amount)> {
    let parted = (scan.is_sign(at + 1, '/') || scan.is_sign(at + 1, '⁄')) && scan.glued(at + 1) && scan.glued(at + 2);
    if !parted {
        return None;
    }
    let more = scan.glued(at + 3) && (scan.is_sign(at + 3, '/') || scan.is_hyphen(at + 3) && scan.is_number(at + 4));
    let before = scan.glued(at) && scan.is_sign(at - 1, '/');
    if more || before || !scan.is_number(at + 2) {
        return None;
    }
    let (numerator, denominator) = (digits::read(scan, at)?, digits::read(scan, at + 2)?);
    let small = denominator.value <= Amount::from(10)
        || [12, 16, 20, 32, 64, 100, 1000].iter().any(|n| denominator.value == Amount::from(*n));
    let proper = numerator.value < denominator.value && !numerator.value.is_zero();
    (numerator.plain && denominator.plain && small && proper && denominator.tokens == 1)
        .then_some((numerator.value, denominator.value))
}

/// The fraction behind the digits of a mixed number, with its tokens: `2½`, `10 1/2`, `1-3/4`.
pub(super) fn behind_digits(scan: &Scan, at: usize) -> Option<(Amount, usize)> {
    if let Some((numerator, denominator)) = sign_at(scan, at) {
        return Some((numerator.over(denominator)?, 1));
    }
    let hyphen = usize::from(scan.hyphenated(at));
    let (numerator, denominator) = slashed(scan, at + hyphen)?;
    Some((numerator.over(denominator)?, 3 + hyphen))
}

/// Reads a fraction at token `at`.
pub(super) fn written(scan: &Scan, at: usize) -> Option<Written> {
    let fraction =
        |end, numerator, denominator, article, bare| Some(Written { end, numerator, denominator, article, bare });
    if let Some((numerator, denominator)) = sign_at(scan, at) {
        return fraction(at + 1, numerator, denominator, false, false);
    }
    if let Some((numerator, denominator)) = slashed(scan, at) {
        return fraction(at + 3, numerator, denominator, false, false);
    }
    let word = scan.known(at);
    if scan.is_number(at) {
        let behind = scan.known(at + 1 + usize::from(scan.hyphenated(at + 1)));
        if behind.number.is_none() && behind.ordinal.is_none() {
            return None;
        }
    }
    // "half", "half of one"
    if matches!(word.number, Some(NumberWord::Part(2) | NumberWord::Half)) {
        return fraction(at + 1, Amount::ONE, Amount::from(2), false, true);
    }
    let (mut end, numerator) = match word.number {
        Some(NumberWord::Cardinal(n @ 1..)) => {
            // "twenty-three fifths"
            let hyphen = usize::from(scan.hyphenated(at + 1));
            match (n, scan.known(at + 1 + hyphen).number) {
                (20..=90, Some(NumberWord::Cardinal(ones @ 1..=9))) => (at + 2 + hyphen, n + ones),
                _ => (at + 1, n),
            }
        }
        None if word.is(Tag::A) => (at + 1, 1),
        // "la quinta parte"
        None if part_noun(scan, at).is_some() => (at, 1),
        None if scan.is_number(at) => (at + 1, scan.text(at).parse().ok().filter(|n| (1..100).contains(n))?),
        _ => return None,
    };
    if scan.hyphenated(end) || !scan.is_number(at) && scan.is_hyphen(end) {
        end += 1;
    }
    let amount = |n: u32| Amount::from(i64::from(n));
    if let Some(n) = part_noun(scan, end).filter(|n| numerator < *n) {
        return fraction(end + 2, amount(numerator), amount(n), false, false);
    }
    let denominator = match scan.known(end).number? {
        NumberWord::Part(n) if numerator == 1 => n,
        NumberWord::Parts(n) if numerator > 1 => n,
        // "two-third of the seats" is read as it is meant.
        NumberWord::Part(n) if numerator > 1 && numerator < n && n < 5 && scan.tag(end + 1, Tag::Of) => n,
        _ => return None,
    };
    fraction(end + 1, amount(numerator), amount(denominator), word.is(Tag::A), false)
}

/// The denominator of an ordinal with the word for a part behind it: `quinta parte`, `terceras partes`.
fn part_noun(scan: &Scan, at: usize) -> Option<u32> {
    let nouns = &scan.vocabulary.numbers.part_nouns;
    scan.known(at).ordinal.filter(|n| *n > 1 && nouns.iter().any(|noun| noun == scan.low(at + 1)))
}

/// `1 in 5`, `nine out of ten`, `one of every three`: numerator, denominator and end. `at` is behind the first number.
pub(super) fn out_of(scan: &Scan, at: usize, first: Amount) -> Option<(Amount, usize)> {
    let hyphen = usize::from(scan.hyphenated(at));
    let at = at + hyphen;
    let (mut next, plainly_in) = if scan.tag(at, Tag::Out) && scan.tag(at + 1, Tag::Of) {
        (at + 2, false)
    } else if scan.tag(at, Tag::In) {
        (at + 1, true)
    } else if scan.tag(at, Tag::Of) && scan.tag(at + 1, Tag::Every) {
        (at + 1, false)
    } else {
        return None;
    };
    let every = scan.tag(next, Tag::Every);
    next += usize::from(every) + usize::from(hyphen == 1 && scan.hyphenated(next));
    let second = super::numeral::read(scan, next, false)?;
    let round = [2, 3, 4, 5, 6, 7, 8, 9, 10, 12, 15, 20, 25, 30, 40, 50, 100, 1000, 10_000, 100_000, 1_000_000];
    let is_round = second.form != super::numeral::Form::Vague
        && (round.iter().any(|n| second.value == Amount::from(*n)) || first == Amount::ONE);
    // "8 in 24 cities" counts; a year is no whole either.
    let year = plainly_in && second.plain && scan.text(next).len() == 4 && !every;
    let fits = first < second.value && !first.is_negative() && first.is_integer() && second.value.is_integer();
    if !fits || year || plainly_in && !every && !is_round {
        return None;
    }
    Some((second.value, second.tokens.end))
}
