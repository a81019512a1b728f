//! Numerals: digits and number words composed to one value (`2.5 million`, `one hundred and twelve`, `half a dozen`).

mod scale;

use std::ops::Range;

use super::{digits, fraction, scan::Scan};
use crate::{
    base::Amount,
    text::TokenKind,
    vocabulary::number::{NumberWord, Tag},
};

/// How a number is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Form {
    Digits,
    Words,
    /// A part of a whole; the value is the part.
    Fraction,
    /// Plurals without a number; the value is the lower bound.
    Vague,
}

/// A number.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Numeral {
    pub(super) tokens: Range<usize>,
    pub(super) value: Amount,
    /// The place of the last significant digit.
    pub(super) step: Option<Amount>,
    pub(super) form: Form,
    /// What the scale words multiply by; one without any.
    pub(super) scale: Amount,
    /// Digits without separators, decimals, sign or scale: what years and labels look like.
    pub(super) plain: bool,
    pub(super) rules: Vec<&'static str>,
}

/// Reads a number at token `at`. `money`: a sign of money stands before it, which makes `m` a million.
pub(super) fn read(scan: &Scan, at: usize, money: bool) -> Option<Numeral> {
    if !may_begin(scan, at) {
        return None;
    }
    if !money && stands_alone(scan, at) {
        let digits = digits::read(scan, at)?;
        return Some(Numeral {
            tokens: at..at + 1,
            value: digits.value,
            step: Some(digits.step),
            form: Form::Digits,
            scale: Amount::ONE,
            plain: digits.plain,
            rules: vec!["number.digits"],
        });
    }
    let (start, negative) = sign(scan, at);
    let mut numeral = vague(scan, start)
        .or_else(|| fraction_of_scale(scan, start))
        .or_else(|| Composer::new(scan, start, money).read())?;
    if negative {
        numeral.value = numeral.value.negated();
        numeral.plain = false;
        numeral.rules.push("number.minus");
        numeral.tokens.start = at;
    }
    Some(numeral)
}

/// Whether a number may begin at token `at`: with digits, a sign, a word of numbers, or an article or the like before one.
fn may_begin(scan: &Scan, at: usize) -> bool {
    let numeric = |n: usize| scan.known(n).number.is_some() || scan.known(n).ordinal.is_some();
    let leads = || numeric(at + 1) || scan.is_number(at + 1) || scan.sign(at + 1).is_some();
    !scan.is_word(at) || numeric(at) || scan.any(at, &[Tag::A, Tag::Minus]) && leads()
}

/// Whether token `at` is in digits and nothing behind it can go on with the number: most numbers are so.
fn stands_alone(scan: &Scan, at: usize) -> bool {
    let next = at + 1;
    scan.is_number(at)
        && match scan.kind(next) {
            None => true,
            Some(TokenKind::Word) => {
                let word = scan.known(next);
                !scan.glued(next) && word.number.is_none() && word.ordinal.is_none() && !word.is(Tag::And)
            }
            Some(TokenKind::Sign) => matches!(scan.sign(next), Some(',' | '.' | ';' | ':' | ')' | '%')),
            Some(TokenKind::Number | TokenKind::Possessive) => false,
        }
}

/// Where the number starts behind its sign, and whether that is a minus.
fn sign(scan: &Scan, at: usize) -> (usize, bool) {
    let minus_word = scan.tag(at, Tag::Minus) && !scan.is_sign(at, '-');
    let next_is_number = scan.is_number(at + 1) || scan.is_sign(at + 1, '.') && scan.is_number(at + 2);
    if minus_word && (next_is_number || scan.known(at + 1).number.is_some()) {
        return (at + 1, true);
    }
    let free = !scan.glued(at) || !(scan.is_word(at - 1) || scan.is_number(at - 1) || scan.is_sign(at - 1, ')'));
    let minus = matches!(scan.sign(at), Some('-' | '−' | '\u{2011}'));
    if minus && free && next_is_number && scan.glued(at + 1) {
        return (at + 1, true);
    }
    (at, false)
}

/// The composition of one number from left to right.
struct Composer<'s, 'a> {
    scan: &'s Scan<'a>,
    start: usize,
    at: usize,
    money: bool,
    total: Amount,
    current: Option<Amount>,
    /// Cardinals below this may still be added to `current`: 100 after a hundred, 10 after tens.
    room: Amount,
    /// The last scale word's power of ten, as value.
    last_scale: Option<Amount>,
    /// The part of `total` that a scale word above a thousand has closed, and that scale.
    closed: Amount,
    closed_by: Option<Amount>,
    /// The product of the scale words on the last part.
    scale: Amount,
    step: Option<Amount>,
    digits: bool,
    plain: bool,
    /// How many `and` before this part were looked behind; bounded, so that no text makes this deep.
    depth: u8,
    rules: Vec<&'static str>,
}

impl<'s, 'a> Composer<'s, 'a> {
    fn new(scan: &'s Scan<'a>, start: usize, money: bool) -> Self {
        Self {
            scan,
            start,
            at: start,
            money,
            total: Amount::ZERO,
            current: None,
            room: Amount::ZERO,
            last_scale: None,
            closed: Amount::ZERO,
            closed_by: None,
            scale: Amount::ONE,
            step: None,
            digits: false,
            plain: false,
            depth: 0,
            rules: Vec::new(),
        }
    }

    fn read(mut self) -> Option<Numeral> {
        self.first()?;
        while self.at < self.scan.len() && self.next().is_some() {}
        self.point();
        let value = self.total.plus(self.current.unwrap_or_default())?;
        let form = if self.digits { Form::Digits } else { Form::Words };
        Some(Numeral {
            tokens: self.start..self.at,
            value,
            step: self.step,
            form,
            scale: self.scale,
            plain: self.plain && self.at == self.start + 1,
            rules: self.rules,
        })
    }

    /// The first part: digits, a number word, `a` before a scale word, `half` before one.
    fn first(&mut self) -> Option<()> {
        let scan = self.scan;
        if let Some(digits) = digits::read(scan, self.at) {
            self.at += digits.tokens;
            self.current = Some(digits.value);
            self.step = Some(digits.step);
            self.digits = true;
            self.plain = digits.plain;
            self.rules.push("number.digits");
            if let Some((part, tokens)) = fraction::behind_digits(scan, self.at) {
                self.at += tokens;
                self.current = digits.value.plus(part);
                self.step = None;
                self.plain = false;
                self.rules.push("number.mixed");
            }
            return Some(());
        }
        let scale_word = |n: usize| {
            let number = scan.known(n).number;
            matches!(number, Some(NumberWord::Hundred | NumberWord::Group(_)))
                || number.is_some_and(|number| number.scale().is_some())
        };
        let word = scan.known(self.at);
        match word.number {
            Some(NumberWord::Cardinal(n)) => self.cardinal(n)?,
            // "half a million", "half million"
            Some(part @ (NumberWord::Part(2 | 4) | NumberWord::Half)) => {
                let article = usize::from(scan.tag(self.at + 1, Tag::A));
                if !scale_word(self.at + 1 + article) {
                    return None;
                }
                self.current = Amount::ONE.over(Amount::from(if part == NumberWord::Part(4) { 4 } else { 2 }));
                self.at += 1 + article;
            }
            _ if scale_word(self.at) => self.current = Some(Amount::ONE),
            _ if word.is(Tag::A) => {
                let half = matches!(scan.known(self.at + 1).number, Some(NumberWord::Part(2 | 4)));
                if half && scale_word(self.at + 2) {
                    let quarter = scan.known(self.at + 1).number == Some(NumberWord::Part(4));
                    self.current = Amount::ONE.over(Amount::from(if quarter { 4 } else { 2 }));
                    self.at += 2;
                } else if scale_word(self.at + 1) {
                    self.current = Some(Amount::ONE);
                    self.at += 1;
                } else {
                    return None;
                }
            }
            _ => return None,
        }
        self.rules.push("number.words");
        self.step = self.step.or(Some(Amount::ONE));
        Some(())
    }

    /// One more part, `None` where the number ends.
    fn next(&mut self) -> Option<()> {
        let scan = self.scan;
        let mut at = self.at;
        if scan.hyphenated(at) {
            at += 1;
        } else if scan.is_hyphen(at) && !self.digits && self.room == Amount::from(10) {
            at += 1; // "fifty - two"
        }
        if at > self.at && scan.known(at).number.is_none() {
            // "two-and-a-half"
            let and = scan.tag(at, Tag::And) && scan.hyphenated(at + 1);
            let part = and.then(|| fraction::written(scan, at + 2)).flatten()?;
            return self.and_part(&part);
        }
        match scan.known(at).number {
            Some(NumberWord::Cardinal(n)) if !self.digits => {
                let n_amount = Amount::from(i64::from(n));
                if self.current.is_some() && (n_amount >= self.room || n == 0) {
                    return None;
                }
                self.at = at;
                self.cardinal(n)
            }
            Some(NumberWord::Hundred) => {
                let current = self.current?;
                let fits = current < Amount::from(100)
                    || self.digits && self.last_scale.is_none() && self.scale == Amount::ONE;
                fits.then_some(())?;
                self.multiply(at, Amount::from(100))?;
                self.room = Amount::from(100);
                Some(())
            }
            Some(word @ (NumberWord::Scale(_) | NumberWord::Plural(_))) => {
                let scale = Amount::power_of_ten(i32::try_from(word.scale()?).ok()?)?;
                self.scaled(at, scale)
            }
            Some(NumberWord::Group(n)) => self.multiply(at, Amount::from(i64::from(n))),
            // "3 dozens", "two thousands"
            Some(NumberWord::Vague(n)) if self.last_scale.is_none() && self.at == self.start + 1 => {
                self.multiply(at, Amount::from(n))
            }
            _ if at == self.at && scan.tag(at, Tag::And) => self.and(at),
            _ if at == self.at && scan.is_sign(at, ',') => self.comma(at),
            None if self.digits && scan.is_number(at) => self.digits_again(at),
            _ if at == self.at && self.digits && self.last_scale.is_none() => self.letter(at),
            _ => None,
        }
    }

    fn cardinal(&mut self, n: u32) -> Option<()> {
        let value = Amount::from(i64::from(n));
        self.current = self.current.unwrap_or_default().plus(value);
        self.current?;
        self.room = match n {
            20..=90 if n.is_multiple_of(10) => Amount::from(10),
            100.. => Amount::from(100),
            _ => Amount::ZERO,
        };
        self.step = Some(Amount::ONE);
        self.at += 1;
        Some(())
    }

    /// The comma in `one thousand, four hundred and twelve`.
    fn comma(&mut self, at: usize) -> Option<()> {
        let scan = self.scan;
        let thousands = !self.digits && self.current.is_none() && self.last_scale.is_some();
        let cardinal = matches!(scan.known(at + 1).number, Some(NumberWord::Cardinal(1..=9)));
        let hundreds = cardinal && scan.known(at + 2).number == Some(NumberWord::Hundred);
        (thousands && hundreds && !scan.glued(at + 1)).then_some(())?;
        self.at = at + 1;
        self.next()
    }

    /// `and` inside a number: `one hundred and two`, `two and a half million`.
    fn and(&mut self, at: usize) -> Option<()> {
        let scan = self.scan;
        if let Some(part) = fraction::written(scan, at + 1) {
            let half = scan.known(at + 1).number == Some(NumberWord::Half);
            let of = !half && scan.tag(part.end, Tag::Of) && !scan.tag(part.end + 1, Tag::A);
            let meant = half || part.article || part.numerator > Amount::ONE || !self.digits;
            if !of && !scan.hyphenated(part.end) && meant {
                return self.and_part(&part);
            }
        }
        // "treinta y dos mil": a word for ones belongs to the tens before it, whatever follows.
        if self.room == Amount::from(10) && scan.vocabulary.numbers.and_after_tens {
            matches!(scan.known(at + 1).number, Some(NumberWord::Cardinal(1..=9))).then_some(())?;
            self.at = at + 1;
            return self.next();
        }
        let (whole, limit) = match self.last_scale {
            _ if self.digits && self.last_scale.is_none() => return None,
            _ if self.room == Amount::from(10) => return None,
            _ if self.current.is_some() && self.room == Amount::from(100) => {
                (scan.vocabulary.numbers.and_after_hundreds, Amount::from(100))
            }
            Some(scale) if self.current.is_none() => (scan.vocabulary.numbers.and_after_hundreds, scale),
            _ => return None,
        };
        let between = self.start > 0 && scan.tag(self.start - 1, Tag::Between);
        if !whole || between || !matches!(scan.known(at + 1).number, Some(NumberWord::Cardinal(1..))) {
            return None;
        }
        // What follows must be smaller than what it joins, with all its own scale words.
        if self.depth > 3 {
            return None;
        }
        let rest = Composer { depth: self.depth + 1, ..Composer::new(scan, at + 1, false) }.read()?;
        let own_scale = rest.value >= limit;
        // "two hundred and two thousand": the scale word multiplies both.
        let shared = self.room == Amount::from(100)
            && rest.scale > Amount::ONE
            && rest.value.over(rest.scale).is_some_and(|v| v < limit && v.is_integer());
        if own_scale && !shared {
            return None;
        }
        self.at = at + 1;
        self.next()
    }

    fn and_part(&mut self, part: &fraction::Written) -> Option<()> {
        let scan = self.scan;
        let value = part.value()?;
        let scale_follows = scan.known(part.end).number.is_some_and(|word| word.scale().is_some());
        match (self.current, self.last_scale) {
            (Some(current), _) => self.current = Some(current.plus(value)?),
            // "a million and a half"
            (None, Some(scale)) if !scale_follows => self.total = self.total.plus(value.times(scale)?)?,
            (None, _) => self.current = Some(value),
        }
        self.at = part.end;
        self.room = Amount::ZERO;
        self.plain = false;
        self.step = None;
        self.rule("number.and-part");
        Some(())
    }

    /// `three point five`.
    fn point(&mut self) {
        let scan = self.scan;
        if self.digits || self.last_scale.is_some() || !scan.tag(self.at, Tag::Point) {
            return;
        }
        let mut text = String::from("0.");
        let mut at = self.at + 1;
        while let Some(NumberWord::Cardinal(n)) = scan.known(at).number {
            if text.len() > 12 {
                return;
            }
            let hyphen = usize::from(scan.hyphenated(at + 1));
            match (n, scan.known(at + 1 + hyphen).number) {
                (20..=90, Some(NumberWord::Cardinal(ones @ 1..=9))) => {
                    text.push_str(&(n + ones).to_string());
                    at += 1 + hyphen;
                }
                _ => text.push_str(&n.to_string()),
            }
            at += 1;
        }
        let Some(part) = Amount::parse(&text).filter(|_| text.len() > 2) else { return };
        self.current = self.current.unwrap_or_default().plus(part);
        self.step = i32::try_from(text.len() - 2).ok().and_then(|n| Amount::power_of_ten(-n));
        self.at = at;
        self.rule("number.point");
        if let Some(exponent) = scan.known(self.at).number.and_then(NumberWord::scale) {
            let scale = i32::try_from(exponent).ok().and_then(Amount::power_of_ten);
            if let Some(scale) = scale {
                let _ = self.scaled(self.at, scale);
            }
        }
    }

    fn rule(&mut self, rule: &'static str) {
        if self.rules.last() != Some(&rule) {
            self.rules.push(rule);
        }
    }
}

/// `two thirds of a million`, `a quarter of a million`, `three quarters billion`.
fn fraction_of_scale(scan: &Scan, at: usize) -> Option<Numeral> {
    let part = fraction::written(scan, at)?;
    let mut end = part.end;
    if scan.tag(end, Tag::Of) && scan.any(end + 1, &[Tag::A, Tag::One]) {
        end += 2;
    } else if part.denominator == Amount::from(2) {
        return None; // the composer reads "half a million"
    }
    let exponent = scan.known(end).number.and_then(NumberWord::scale)?;
    let scale = Amount::power_of_ten(i32::try_from(exponent).ok()?)?;
    Some(Numeral {
        tokens: at..end + 1,
        value: part.numerator.times(scale)?.over(part.denominator)?,
        step: None,
        form: Form::Words,
        scale,
        plain: false,
        rules: vec!["number.part", "number.scale"],
    })
}

/// Vague numbers: `dozens`, `tens of thousands`, `several hundred`, `a few million`.
fn vague(scan: &Scan, at: usize) -> Option<Numeral> {
    let factor = |n: usize| match scan.known(n).number {
        Some(NumberWord::Hundred) => Some(Amount::from(100)),
        Some(NumberWord::Group(n)) => Some(Amount::from(i64::from(n))),
        Some(word) => match word.scale() {
            Some(exponent) => Amount::power_of_ten(i32::try_from(exponent).ok()?),
            None => word.vague().map(Amount::from),
        },
        None => None,
    };
    let of_vague = |n: usize| {
        let word = scan.known(n + 1).number.filter(|_| scan.tag(n, Tag::Of))?;
        word.vague().map(Amount::from)
    };
    let numeral = |end: usize, value: Amount, rule: &'static str| Numeral {
        tokens: at..end,
        value,
        step: None,
        form: Form::Vague,
        scale: Amount::ONE,
        plain: false,
        rules: vec![rule],
    };
    let few_at = at + usize::from(scan.tag(at, Tag::A));
    if let Some(NumberWord::Few(n)) = scan.known(few_at).number {
        let mut end = few_at + 1 + usize::from(scan.tag(few_at + 1, Tag::Of));
        let mut value = Amount::from(i64::from(n)).times(factor(end)?)?;
        end += 1;
        while let Some(more) = factor(end) {
            value = value.times(more)?;
            end += 1;
        }
        return Some(numeral(end, value, "number.several"));
    }
    let first = scan.known(at).number.and_then(NumberWord::vague)?;
    let mut value = Amount::from(first);
    let mut end = at + 1;
    while let Some(next) = of_vague(end) {
        value = value.times(next)?;
        end += 2;
    }
    // "scores" of people, but the scores of a game.
    if first == 20 && !scan.tag(end, Tag::Of) {
        return None;
    }
    Some(numeral(end, value.times(Amount::from(2))?, "number.vague"))
}
