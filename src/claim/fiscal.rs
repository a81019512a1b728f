//! The year that a document counts by, where it says when that begins: "2023/24 (July to June)".

use super::calendar;
use crate::base::{Period, period::Date};

/// A year of twelve months in the words of a document.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FiscalYear {
    /// The months, 1 to 12, in which it begins and ends.
    pub first: i8,
    pub last: i8,
    /// Whether the document tells its days: "1 April 2023 to 31 March 2024".
    pub days: bool,
    /// Whether each year written over two is such a year: it was told of "2023/24".
    pub split: bool,
}

impl FiscalYear {
    /// A period of twelve months that is no year of the calendar.
    #[must_use]
    pub(super) fn of(period: Period) -> Option<Self> {
        let (first, last) = calendar::fiscal_year(period)?;
        Some(Self { first: first.month, last: last.month, days: first.day > 0, split: true })
    }

    /// The one that begins in a year of the calendar.
    #[must_use]
    pub(super) fn starting(self, year: i16) -> Period {
        let close = if self.first > self.last { year + 1 } else { year };
        self.told(Period::Between(Date::month(year, self.first), Date::month(close, self.last)))
    }

    /// The one that ends in a year of the calendar.
    #[must_use]
    pub(super) fn closing(self, year: i16) -> Period {
        self.starting(if self.first > self.last { year - 1 } else { year })
    }

    /// The one that is named by its year or its two years: after its end where it has one name.
    #[must_use]
    pub(super) fn over(self, period: Period) -> Period {
        match period {
            Period::At(year) => self.closing(year.year),
            Period::Between(from, _) => self.starting(from.year),
            _ => period,
        }
    }

    /// The same stretch in days, where it is such a year and the document tells their days.
    #[must_use]
    pub(super) fn told(self, period: Period) -> Period {
        let Period::Between(from, to) = period else { return period };
        if !self.days || (from.month, to.month) != (self.first, self.last) || from.day > 0 || to.day > 0 {
            return period;
        }
        let last = to.last();
        match (Date::day(from.year, from.month, 1), Date::day(to.year, to.month, last.day())) {
            (Some(from), Some(to)) => Period::Between(from, to),
            _ => period,
        }
    }
}
