//! Periods in EDTF (ISO 8601-2, level 1, as far as claims need it): `2007`, `2020-08`, `2020-08-17`,
//! `2000/2006`, `2007/..`, `../2020-02`.

use jiff::civil;
use serde::{Deserialize, Serialize};

/// A calendar year, month or day. `month` 0 means the whole year, `day` 0 the whole month.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Date {
    pub year: i16,
    pub month: i8,
    pub day: i8,
}

impl Date {
    #[must_use]
    pub fn year(year: i16) -> Self {
        Self { year, month: 0, day: 0 }
    }

    #[must_use]
    pub fn month(year: i16, month: i8) -> Self {
        Self { year, month, day: 0 }
    }

    /// `None` where there is no such day.
    #[must_use]
    pub fn day(year: i16, month: i8, day: i8) -> Option<Self> {
        civil::Date::new(year, month, day).ok().map(|_| Self { year, month, day })
    }

    /// Reads `2020`, `2020-12` or `2020-12-31`.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let mut parts = text.split('-');
        let field = |part: Option<&str>, width: usize| match part {
            None => Some(0),
            Some(p) if p.len() == width && p.bytes().all(|b| b.is_ascii_digit()) => p.parse::<i16>().ok(),
            Some(_) => None,
        };
        let (year, month, day) = (field(parts.next(), 4)?, field(parts.next(), 2)?, field(parts.next(), 2)?);
        if parts.next().is_some() || (text.len() >= 7 && month == 0) || (text.len() == 10 && day == 0) {
            return None;
        }
        let date = Self { year, month: i8::try_from(month).ok()?, day: i8::try_from(day).ok()? };
        civil::Date::new(year, date.month.max(1), date.day.max(1)).ok().map(|_| date)
    }

    /// The first day of it.
    #[must_use]
    pub fn first(self) -> civil::Date {
        civil::date(self.year, self.month.max(1), self.day.max(1))
    }

    /// The last day of it.
    #[must_use]
    pub fn last(self) -> civil::Date {
        match (self.month, self.day) {
            (0, _) => civil::date(self.year, 12, 31),
            (_, 0) => civil::date(self.year, self.month, 1).last_of_month(),
            _ => self.first(),
        }
    }
}

impl std::fmt::Display for Date {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{:04}", self.year)?;
        if self.month > 0 {
            write!(f, "-{:02}", self.month)?;
        }
        if self.day > 0 {
            write!(f, "-{:02}", self.day)?;
        }
        Ok(())
    }
}

impl schemars::JsonSchema for Date {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Date".into()
    }

    fn inline_schema() -> bool {
        true
    }

    /// A text, a year's number or a date of TOML, which is a text in JSON.
    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({ "type": ["string", "integer"], "pattern": "^[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?$" })
    }
}

impl Serialize for Date {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Date {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        Self::parse(&text).ok_or_else(|| {
            serde::de::Error::custom(format!("expected a date such as 2020, 2020-12 or 2020-12-31, found {text:?}"))
        })
    }
}

/// A date, or an interval that may be open on one side.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Period {
    At(Date),
    Between(Date, Date),
    Since(Date),
    Until(Date),
}

impl Period {
    #[must_use]
    pub fn year(year: i16) -> Self {
        Self::At(Date::year(year))
    }

    /// Reads an EDTF text; `None` where it is not one of the forms above or its end lies before its start.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        match text.split_once('/') {
            None => Date::parse(text).map(Self::At),
            Some((start, "..")) => Date::parse(start).map(Self::Since),
            Some(("..", end)) => Date::parse(end).map(Self::Until),
            Some((start, end)) => {
                let (start, end) = (Date::parse(start)?, Date::parse(end)?);
                (start.first() <= end.last()).then_some(Self::Between(start, end))
            }
        }
    }

    /// The first day; `None` where the start is open.
    #[must_use]
    pub fn start(self) -> Option<civil::Date> {
        match self {
            Self::At(d) | Self::Between(d, _) | Self::Since(d) => Some(d.first()),
            Self::Until(_) => None,
        }
    }

    /// The last day; `None` where the end is open.
    #[must_use]
    pub fn end(self) -> Option<civil::Date> {
        match self {
            Self::At(d) | Self::Between(_, d) | Self::Until(d) => Some(d.last()),
            Self::Since(_) => None,
        }
    }
}

impl std::fmt::Display for Period {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::At(d) => write!(f, "{d}"),
            Self::Between(a, b) => write!(f, "{a}/{b}"),
            Self::Since(d) => write!(f, "{d}/.."),
            Self::Until(d) => write!(f, "../{d}"),
        }
    }
}

impl Serialize for Period {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Period {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        Self::parse(&text).ok_or_else(|| {
            serde::de::Error::custom(format!(
                "expected an EDTF period such as 2007, 2020-08, 2000/2006 or 2007/.., found {text:?}"
            ))
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_form_reads_back_as_written() {
        for text in ["2007", "2020-08", "2020-02-29", "2000/2006", "2007/..", "../2020-02", "2018-07/2019-06"] {
            assert_eq!(Period::parse(text).map(|p| p.to_string()).as_deref(), Some(text));
        }
    }

    #[test]
    fn what_is_no_period_is_refused() {
        for text in ["", "20", "2020-13", "2021-02-29", "2006/2000", "2020-1", "2020-00", "../..", "2020-01-00"] {
            assert_eq!(Period::parse(text), None, "{text}");
        }
    }

    #[test]
    fn a_period_knows_its_first_and_last_day() {
        let period = Period::parse("2019/2020-02").expect("valid");
        assert_eq!(period.start().map(|d| d.to_string()).as_deref(), Some("2019-01-01"));
        assert_eq!(period.end().map(|d| d.to_string()).as_deref(), Some("2020-02-29"));
    }
}
