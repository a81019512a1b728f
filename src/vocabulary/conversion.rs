//! Units of which one is exactly so many of another: what is stated in them can be compared in one. Currencies never.

use std::{collections::BTreeMap, sync::LazyLock};

use super::unit::{Common, Worth};
use crate::base::Amount;

/// What one of a unit is worth in the unit that it is measured by.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Conversion {
    /// `gram`, also of the gram itself.
    pub of: String,
    pub factor: Amount,
}

/// What an amount in one unit is multiplied by, and divided by, to be in another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Ratio {
    times: Amount,
    over: Amount,
}

/// Published names, with their prefixes, and words of scale.
struct Table {
    units: BTreeMap<String, Worth>,
    scales: BTreeMap<String, i32>,
}

static TABLE: LazyLock<Table> = LazyLock::new(|| {
    // `Units::parse` reads the same file, and says where it cannot.
    let Ok(common) = toml::from_str::<Common>(include_str!("data/units.toml")) else {
        return Table { units: BTreeMap::new(), scales: BTreeMap::new() };
    };
    let mut units = common.shares;
    // A row with a base is another spelling of that.
    for row in common.unit.iter().filter(|row| row.base.is_none()) {
        let of = row.of.as_ref().unwrap_or(&row.id);
        let factor = row.factor.unwrap_or(Amount::ONE);
        for prefix in row.prefixes.split_whitespace() {
            let (published, power) = (common.prefixes.get(prefix), common.powers.get(prefix));
            let factor = power.and_then(|power| Amount::power_of_ten(*power)).and_then(|power| power.times(factor));
            if let (Some(published), Some(factor)) = (published, factor) {
                units.insert(format!("{published}{}", row.id), Worth { of: of.clone(), factor });
            }
        }
        units.insert(row.id.clone(), Worth { of: of.clone(), factor });
    }
    Table { units, scales: common.scales }
});

impl Conversion {
    /// That of a unit by its published name; of a noun itself. `None` for money.
    #[must_use]
    pub fn of(unit: &str) -> Option<Self> {
        let own = |unit: &str| Self { of: unit.to_owned(), factor: Amount::ONE };
        if let Some(Worth { of, factor }) = TABLE.units.get(unit) {
            return Some(Self { of: of.clone(), factor: *factor });
        }
        if is_money(unit) {
            return None;
        }
        if let Some(people) = unit.strip_prefix("per ") {
            let ten = people.strip_prefix('1').filter(|zeros| zeros.bytes().all(|byte| byte == b'0'));
            let power = ten.and_then(|zeros| i32::try_from(zeros.len()).ok()).and_then(|n| Amount::power_of_ten(-n));
            return Some(power.map_or_else(|| own(unit), |factor| Self { of: "per 1".into(), factor }));
        }
        let scaled = unit.split_once(' ').and_then(|(word, rest)| {
            let scale = Amount::power_of_ten(*TABLE.scales.get(word)?)?;
            let Self { of, factor } = Self::of(rest)?;
            Some(Self { of, factor: factor.times(scale)? })
        });
        // A scale of what has no conversion has none either.
        let scale_of_money = || unit.split_once(' ').is_some_and(|(word, _)| TABLE.scales.contains_key(word));
        scaled.or_else(|| (!scale_of_money()).then(|| own(unit)))
    }

    /// What an amount is taken times to be in the other unit; `None` where they measure different things.
    #[must_use]
    pub fn to(&self, other: &Self) -> Option<Ratio> {
        let (times, over) = if self.factor == other.factor {
            (Amount::ONE, Amount::ONE)
        } else if let Some(times) = self.factor.over_exactly(other.factor) {
            (times, Amount::ONE)
        } else {
            (self.factor, other.factor)
        };
        (self.of == other.of).then_some(Ratio { times, over })
    }
}

/// Whether a unit has a currency in it: `USD`, `USD per tonne`.
fn is_money(unit: &str) -> bool {
    unit.split(' ').any(|word| word.len() == 3 && word.bytes().all(|byte| byte.is_ascii_uppercase()) && word != "TEU")
}

/// Whether a unit is spelled as published: with its full name, as a code of a currency, or as a number that it is a rate of.
#[must_use]
pub fn is_published(unit: &str) -> bool {
    let number = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let behind_scale = |(word, rest): (&str, &str)| TABLE.scales.contains_key(word) && is_published(rest);
    TABLE.units.contains_key(unit)
        || TABLE.units.values().any(|worth| worth.of == unit)
        || is_money(unit)
        || unit.strip_prefix("per ").is_some_and(number)
        || unit.split_once(' ').is_some_and(behind_scale)
}

/// So many of a unit as a published name: thousands of `tonne` are `thousand tonne`. `None` where no word says how many.
#[must_use]
pub fn scaled(unit: &str, by: Amount) -> Option<String> {
    if by == Amount::ONE {
        return Some(unit.to_owned());
    }
    let (word, _) = TABLE.scales.iter().find(|(_, power)| Amount::power_of_ten(**power) == Some(by))?;
    Some(format!("{word} {unit}"))
}

/// What an amount in one unit is taken times to be in the other; `None` where there is no such number.
#[must_use]
pub fn between(from: &str, to: &str) -> Option<Ratio> {
    Conversion::of(from)?.to(&Conversion::of(to)?)
}

impl Ratio {
    /// Whether nothing changes.
    #[must_use]
    pub fn is_one(self) -> bool {
        self.times == self.over
    }

    /// The amount in the other unit; `None` where it has more digits than an amount can hold.
    #[must_use]
    pub fn exactly(self, amount: Amount) -> Option<Amount> {
        amount.times_exactly(self.times)?.over_exactly(self.over)
    }

    /// The amount in the other unit, rounded to 28 digits.
    #[must_use]
    pub fn about(self, amount: Amount) -> Option<Amount> {
        self.exactly(amount).or_else(|| amount.times(self.times)?.over(self.over))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn convert(amount: &str, from: &str, to: &str) -> Option<String> {
        let amount = Amount::parse(amount).expect("a number");
        between(from, to).and_then(|ratio| ratio.exactly(amount)).map(|amount| amount.to_string())
    }

    #[test]
    fn what_is_exact_is_converted() {
        let rows = [
            ("24", "tonne", "kilogram", "24000"),
            ("2.5", "thousand tonne", "tonne", "2500"),
            ("2500", "kilogram", "thousand tonne", "0.0025"),
            ("3", "kilotonne", "million tonne", "0.003"),
            ("0.24", "share", "percent", "24"),
            ("5", "per mille", "percent", "0.5"),
            ("25", "basis point", "percentage point", "0.25"),
            ("24", "per 100000", "per 1000000", "240"),
            ("90", "minute", "hour", "1.5"),
            ("1.5", "hour", "minute", "90"),
            ("3", "mile", "kilometre", "4.828032"),
            ("2", "year", "month", "24"),
            ("36", "kilometre per hour", "metre per second", "10"),
            ("1", "gigawatt hour", "terajoule", "3.6"),
            ("7", "thousand ship", "ship", "7000"),
        ];
        for (amount, from, to, expected) in rows {
            assert_eq!(convert(amount, from, to).as_deref(), Some(expected), "{amount} {from}");
        }
    }

    #[test]
    fn what_is_not_exact_or_another_thing_is_not() {
        for (from, to) in [
            ("minute", "hour"),
            ("USD", "EUR"),
            ("USD", "thousand USD"),
            ("USD per tonne", "USD per kilogram"),
            ("percent", "percentage point"),
            ("tonne", "litre"),
            ("per 100000", "percent"),
            ("month", "day"),
            ("ounce", "gram"),
            ("", "tonne"),
        ] {
            assert_eq!(convert("20", from, to), None, "{from} to {to}");
        }
    }

    #[test]
    fn every_unit_is_measured_by_one_that_is_measured_by_itself() {
        assert!(TABLE.units.len() > 150);
        for (name, worth) in &TABLE.units {
            assert!(worth.factor > Amount::ZERO, "{name}");
            if let Some(of) = TABLE.units.get(&worth.of) {
                assert!(of.of == worth.of && of.factor == Amount::ONE, "{name}");
            }
        }
    }
}
