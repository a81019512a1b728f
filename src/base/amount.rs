//! Decimal amounts: exact until the last column writer.

use std::{
    cmp::Ordering,
    hash::{Hash, Hasher},
};

use rust_decimal::{Decimal, prelude::ToPrimitive as _};
use serde::{Deserialize, Serialize};

/// An exact decimal number of up to 28 digits.
#[derive(Clone, Copy, Debug, Default)]
pub struct Amount(Decimal);

/// What most amounts are: a whole number of units of 10^−places. Tables of millions of rows reckon with these.
#[derive(Clone, Copy)]
struct Short {
    digits: i64,
    places: u32,
}

impl Short {
    fn amount(self) -> Option<Amount> {
        (self.places <= Decimal::MAX_SCALE).then(|| Amount(Decimal::new(self.digits, self.places)))
    }

    /// Both with as many places as the one with more of them has.
    fn aligned(self, other: Self) -> Option<(i64, i64, u32)> {
        let moved = |digits: i64, by: u32| digits.checked_mul(*POWERS.get(usize::try_from(by).ok()?)?);
        match self.places.cmp(&other.places) {
            Ordering::Equal => Some((self.digits, other.digits, self.places)),
            Ordering::Less => Some((moved(self.digits, other.places - self.places)?, other.digits, other.places)),
            Ordering::Greater => Some((self.digits, moved(other.digits, self.places - other.places)?, self.places)),
        }
    }
}

/// The powers of ten that 64 bits hold.
const POWERS: [i64; 19] = {
    let mut powers = [1; 19];
    let mut n = 1;
    while n < powers.len() {
        powers[n] = 10 * powers[n - 1];
        n += 1;
    }
    powers
};

impl Amount {
    pub const ZERO: Self = Self(Decimal::ZERO);
    pub const ONE: Self = Self(Decimal::ONE);

    fn short(self) -> Option<Short> {
        Some(Short { digits: i64::try_from(self.0.mantissa()).ok()?, places: self.0.scale() })
    }

    fn aligned(self, other: Self) -> Option<(i64, i64, u32)> {
        self.short()?.aligned(other.short()?)
    }

    /// Reads plain digits with an optional leading `-` and a decimal point, or scientific notation: `-12.50`, `1e9`.
    /// `None` where the text is something else or has more digits than an amount can hold.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim();
        if let Some(plain) = plain(text.as_bytes()) {
            return Some(plain);
        }
        let read =
            if text.contains(['e', 'E']) { Decimal::from_scientific(text) } else { Decimal::from_str_exact(text) };
        read.ok().map(Self)
    }

    #[must_use]
    pub fn from_int(n: i64) -> Self {
        Self(Decimal::from(n))
    }

    /// `hundredths` / 100.
    #[must_use]
    pub fn from_hundredths(hundredths: i64) -> Self {
        Self(Decimal::new(hundredths, 2))
    }

    /// `10^exponent`, `None` beyond ±28.
    #[must_use]
    pub fn power_of_ten(exponent: i32) -> Option<Self> {
        if exponent < 0 {
            let scale = exponent.unsigned_abs();
            return (scale <= 28).then(|| Self(Decimal::new(1, scale)));
        }
        let digits = u32::try_from(exponent).ok()?;
        if let Some(power) = POWERS.get(usize::try_from(exponent).ok()?) {
            return Some(Self::from_int(*power));
        }
        10_i128.checked_pow(digits).and_then(|n| Decimal::try_from_i128_with_scale(n, 0).ok()).map(Self)
    }

    #[must_use]
    pub fn decimal(self) -> Decimal {
        self.0
    }

    #[must_use]
    pub fn times(self, other: Self) -> Option<Self> {
        let short = || {
            let (a, b) = (self.short()?, other.short()?);
            Short { digits: a.digits.checked_mul(b.digits)?, places: a.places + b.places }.amount()
        };
        short().or_else(|| self.0.checked_mul(other.0).map(Self))
    }

    #[must_use]
    pub fn over(self, other: Self) -> Option<Self> {
        self.0.checked_div(other.0).map(Self)
    }

    /// The product with all its digits; `None` where an amount cannot hold them.
    #[must_use]
    pub fn times_exactly(self, other: Self) -> Option<Self> {
        let (a, b) = (self.0.normalize(), other.0.normalize());
        let mut mantissa = a.mantissa().checked_mul(b.mantissa())?;
        let mut scale = a.scale() + b.scale();
        while scale > 0 && mantissa % 10 == 0 {
            mantissa /= 10;
            scale -= 1;
        }
        Decimal::try_from_i128_with_scale(mantissa, scale).ok().map(Self)
    }

    /// The quotient, where it is one of at most 28 digits.
    #[must_use]
    pub fn over_exactly(self, other: Self) -> Option<Self> {
        let quotient = self.over(other)?;
        (quotient.times_exactly(other)? == self).then_some(quotient)
    }

    #[must_use]
    pub fn plus(self, other: Self) -> Option<Self> {
        let short = || {
            let (a, b, places) = self.aligned(other)?;
            Short { digits: a.checked_add(b)?, places }.amount()
        };
        short().or_else(|| self.0.checked_add(other.0).map(Self))
    }

    #[must_use]
    pub fn minus(self, other: Self) -> Option<Self> {
        let short = || {
            let (a, b, places) = self.aligned(other)?;
            Short { digits: a.checked_sub(b)?, places }.amount()
        };
        short().or_else(|| self.0.checked_sub(other.0).map(Self))
    }

    /// A half of it, to 28 digits.
    #[must_use]
    pub fn half(self) -> Self {
        let short = || {
            let Short { digits, places } = self.short()?;
            let half = if digits % 2 == 0 {
                Short { digits: digits / 2, places }
            } else {
                Short { digits: digits.checked_mul(5)?, places: places + 1 }
            };
            half.amount()
        };
        short().or_else(|| self.over(Self::from_int(2))).unwrap_or(self)
    }

    /// The place of the last digit that is not a trailing zero: 1200 → 100, 0.5 → 0.1, 0 → 1.
    #[must_use]
    pub fn last_place(self) -> Self {
        if self.is_zero() {
            return Self::ONE;
        }
        let mut digits = self.0.mantissa();
        let mut place = 0_i32.saturating_sub_unsigned(self.0.scale());
        // Numbers of 128 bits are slow to divide.
        while i64::try_from(digits).is_err() && digits % 10 == 0 {
            digits /= 10;
            place += 1;
        }
        let mut digits = i64::try_from(digits).unwrap_or(1);
        while digits % 10 == 0 {
            digits /= 10;
            place += 1;
        }
        Self::power_of_ten(place).unwrap_or(Self::ONE)
    }

    #[must_use]
    pub fn negated(self) -> Self {
        Self(-self.0)
    }

    #[must_use]
    pub fn abs(self) -> Self {
        Self(self.0.abs())
    }

    #[must_use]
    pub fn is_zero(self) -> bool {
        self.0.is_zero()
    }

    #[must_use]
    pub fn is_negative(self) -> bool {
        self.0.is_sign_negative() && !self.0.is_zero()
    }

    #[must_use]
    pub fn is_integer(self) -> bool {
        self.0.is_integer()
    }

    /// The number, where it is an integer and not too large.
    #[must_use]
    pub fn to_integer(self) -> Option<i64> {
        self.is_integer().then(|| self.0.to_i64()).flatten()
    }

    /// Rounded half away from zero to `places` decimal places.
    #[must_use]
    pub fn round(self, places: u32) -> Self {
        Self(self.0.round_dp_with_strategy(places, rust_decimal::RoundingStrategy::MidpointAwayFromZero))
    }

    /// The nearest IEEE double: what a `value` column holds beside the exact `value_text`.
    #[must_use]
    pub fn to_f64(self) -> f64 {
        let decimal = self.0.normalize();
        let power = usize::try_from(decimal.scale()).ok().and_then(|scale| EXACT_POWERS.get(scale));
        // Both are exact as doubles, so that their quotient is correctly rounded.
        if let (Ok(mantissa), Some(power)) = (i64::try_from(decimal.mantissa()), power)
            && mantissa.unsigned_abs() < 1 << 53
        {
            #[expect(clippy::cast_precision_loss, reason = "fewer than 53 bits")]
            return mantissa as f64 / power;
        }
        // Through the decimal text: correctly rounded, unlike a division of two floats.
        self.to_string().parse().unwrap_or_else(|_| self.0.to_f64().unwrap_or(f64::NAN))
    }
}

/// The powers of ten that a double holds exactly.
const EXACT_POWERS: [f64; 23] = [
    1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20,
    1e21, 1e22,
];

/// Reads what most numbers are: up to 18 digits with an optional `-` and a decimal point between digits.
fn plain(text: &[u8]) -> Option<Amount> {
    let digits = text.strip_prefix(b"-").unwrap_or(text);
    let mut mantissa = 0_i64;
    let mut scale = None;
    for byte in digits {
        match byte {
            b'0'..=b'9' => mantissa = mantissa.checked_mul(10)?.checked_add(i64::from(byte - b'0'))?,
            b'.' if scale.is_none() => {
                scale = Some(0);
                continue;
            }
            _ => return None,
        }
        scale = scale.map(|scale| scale + 1);
    }
    let ends_in_digit = digits.last().is_some_and(u8::is_ascii_digit);
    if digits.len() > 19 || !ends_in_digit || digits.first() == Some(&b'.') {
        return None;
    }
    // There is no `-0` but that of the text.
    let negative = digits.len() < text.len();
    (!negative || mantissa != 0)
        .then(|| Amount(Decimal::new(if negative { -mantissa } else { mantissa }, scale.unwrap_or(0))))
}

// Equal and in order as decimals are.

impl Ord for Amount {
    fn cmp(&self, other: &Self) -> Ordering {
        match self.aligned(*other) {
            Some((a, b, _)) => a.cmp(&b),
            None => self.0.cmp(&other.0),
        }
    }
}

impl PartialOrd for Amount {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl PartialEq for Amount {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other).is_eq()
    }
}

impl Eq for Amount {}

impl Hash for Amount {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.0.hash(state);
    }
}

impl std::fmt::Display for Amount {
    /// Plain decimal notation without trailing zeros: `3000000000`, `0.5`.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.pad(&self.0.normalize().to_string())
    }
}

impl From<i64> for Amount {
    fn from(n: i64) -> Self {
        Self::from_int(n)
    }
}

impl Serialize for Amount {
    /// The exact decimal as text.
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.to_string())
    }
}

impl schemars::JsonSchema for Amount {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Amount".into()
    }

    fn inline_schema() -> bool {
        true
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({ "type": "number" })
    }
}

impl<'de> Deserialize<'de> for Amount {
    /// A decimal text, or a TOML or JSON number.
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        #[derive(Deserialize)]
        #[serde(untagged)]
        enum Written {
            Int(i64),
            Float(f64),
            Text(String),
        }
        let text = match Written::deserialize(deserializer)? {
            Written::Int(n) => return Ok(Self::from_int(n)),
            Written::Float(f) => f.to_string(),
            Written::Text(text) => text,
        };
        Self::parse(&text).ok_or_else(|| {
            serde::de::Error::custom(format!("expected a decimal number of at most 28 digits, found {text:?}"))
        })
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// Amounts of all lengths, many of them short and close to each other.
    fn any_amount() -> impl Strategy<Value = Amount> {
        let digits = prop_oneof![
            -20..20_i128,
            -5000..5000_i128,
            any::<i64>().prop_map(i128::from),
            -(1_i128 << 95)..(1_i128 << 95)
        ];
        (digits, prop_oneof![0..4_u32, 0..29_u32])
            .prop_map(|(n, scale)| Amount(Decimal::from_i128_with_scale(n, scale)))
    }

    proptest! {
        #[test]
        fn short_amounts_are_reckoned_with_as_decimals_are((a, b) in (any_amount(), any_amount())) {
            prop_assert_eq!(a.cmp(&b), a.0.cmp(&b.0));
            prop_assert_eq!(a == b, a.0 == b.0);
            prop_assert_eq!(a.plus(b), a.0.checked_add(b.0).map(Amount));
            prop_assert_eq!(a.minus(b), a.0.checked_sub(b.0).map(Amount));
            prop_assert_eq!(a.times(b), a.0.checked_mul(b.0).map(Amount));
            prop_assert_eq!(Some(a.half()), a.over(Amount::from_int(2)));
            let place = a.last_place();
            prop_assert!(a.is_zero() || a.over_exactly(place).is_none_or(|n| n.is_integer() && n.0 % Decimal::TEN != Decimal::ZERO));
        }
    }

    #[test]
    fn plain_numbers_are_read_as_all_others_are() {
        let numbers =
            ["0", "7", "-12.50", "0.001", "00.10", "999999999999999999", "9223372036854775807", "-0.5", "1.0"];
        for text in numbers {
            let found = plain(text.as_bytes()).expect("plain");
            let decimal = Decimal::from_str_exact(text).expect("a number");
            assert_eq!((found.0, found.0.scale()), (decimal, decimal.scale()), "{text}");
            assert_eq!(found.to_f64().to_bits(), text.parse::<f64>().expect("a number").to_bits(), "{text}");
        }
        for text in
            ["", "-", ".", "-.5", "5.", "1.2.3", "1e3", "+1", "1_000", "9223372036854775808", "-0", "0.0.", "--1"]
        {
            assert_eq!(plain(text.as_bytes()), None, "{text}");
        }
    }
}
