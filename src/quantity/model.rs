//! A quantity: a number with its unit and its hedge, before anything is known of what it counts.

use std::{borrow::Cow, mem, ops::Range};

use crate::base::{Amount, Comparator};

/// A quantity of a sentence. Ranges are token indices of that sentence.
#[derive(Clone, Debug, PartialEq)]
pub struct Quantity {
    /// From the number to the unit where it is adjacent, without the hedge: `$3 billion`, `2000-mile`, `15-20%`.
    pub tokens: Range<usize>,
    /// The number alone, scale word included: `3 billion`.
    pub number: Range<usize>,
    /// The unit or currency, where one is written: `$`, `percent`, `mile`.
    pub unit_at: Option<Range<usize>>,
    /// The hedge: `nearly`, `as many as`, the `or so` behind the number.
    pub hedge: Option<Range<usize>>,
    pub size: Size,
    pub comparator: Comparator,
    pub unit: Unit,
    /// The place of the last digit that was stated: 3 billion → 1e9, 8.0 → 0.1, 1,200 → 100. None for vague numbers.
    pub precision: Option<Amount>,
    /// What the written number was multiplied by: a million for `3 million`, a hundredth for `15 cents`.
    pub scale: Amount,
    /// The rules that read it, innermost first: `number.digits`, `number.scale`, `money.sign-before`, `hedge.nearly`.
    pub rules: Vec<Cow<'static, str>>,
}

/// How much.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Size {
    /// One stated value, in the base unit: `$3 billion` is 3000000000, `15 cents` 0.15.
    Value(Amount),
    /// Two stated ends: `between 8 and 10`, `15-20`.
    Range(Amount, Amount),
    /// A vague number: its conventional lower bound (`dozens` 24, `tens of thousands` 20000).
    Vague(Amount),
}

impl Size {
    /// The value or the lower end, without its sign.
    #[must_use]
    pub fn least(&self) -> Amount {
        match self {
            Self::Value(v) | Self::Range(v, _) | Self::Vague(v) => v.abs(),
        }
    }
}

/// In what.
#[derive(Clone, Debug)]
pub enum Unit {
    /// Nothing written beside the number: a count, for the claim stage to find out of what.
    Bare,
    /// ISO 4217 code: `USD`.
    Money(String),
    /// `percent`; fractions and `1 in 5` too, their value in percent.
    Percent,
    PercentagePoint,
    /// A hundredth of a percentage point, counted as stated: `25 basis points` is 25.
    BasisPoint,
    /// A rate per so many: `8 murders per 100,000`, `one defender for every 28,000`.
    Per(Amount),
    /// `three times as many`, `twice`, `tenfold`: a factor.
    Times,
    /// `15th largest`, `number one`: a place in an order.
    Rank,
    /// A unit of measure: its name in the singular (`mile`, `kilometre per hour`), and its UCUM code.
    Measure {
        name: String,
        ucum: String,
    },
    /// Any other ratio: `one teacher for every 38 pupils` is 38 `pupil per teacher`; `dollars per barrel`.
    Ratio(String),
}

impl PartialEq for Unit {
    /// Most units that are compared are of two sorts, and most of one sort have no more to them.
    #[inline(always)]
    #[expect(clippy::inline_always, reason = "rules ask for it at every step")]
    fn eq(&self, other: &Self) -> bool {
        mem::discriminant(self) == mem::discriminant(other) && self.is_alike(other)
    }
}

impl Unit {
    /// Whether two units of one sort are the same.
    fn is_alike(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Money(one), Self::Money(two)) | (Self::Ratio(one), Self::Ratio(two)) => one == two,
            (Self::Per(one), Self::Per(two)) => one == two,
            (Self::Measure { name, ucum }, Self::Measure { name: other, ucum: code }) => name == other && ucum == code,
            _ => true,
        }
    }
}
