//! Fiscal years: by the months that the document gives them.

use super::{Dates, Look};
use crate::{
    base::{Period, period::Date},
    claim::{calendar, fiscal::FiscalYear},
    vocabulary::time::Step,
};

/// The month in which a school year begins.
const SCHOOL: i8 = 8;

impl<F: Fn(usize) -> bool> Dates<'_, '_, F> {
    /// A fiscal year in its months, where the text gives them: "2021/22 (July to June)".
    pub(super) fn fiscal(&self, period: Period, end: usize, fiscal: bool) -> (Period, usize) {
        let own = || {
            let (first, next) = self.month_name(end + 1).filter(|_| self.low(end) == "(")?;
            let (last, close) = self.month_name(self.joint(next)?)?;
            (self.low(close) == ")").then_some((first, last, close + 1))
        };
        if let Some((first, last, end)) = own() {
            let own = FiscalYear { first, last, days: false, split: false };
            return (own.over(period), end);
        }
        let year = self.fiscal.filter(|year| fiscal || year.split && is_split(period));
        (year.map_or(period, |year| year.over(period)), end)
    }

    /// The school year that lies `back` years before the one in which the document appears. They begin in autumn.
    pub(super) fn school_year(&self, back: i16) -> Option<Period> {
        let today = self.published.filter(|d| d.month > 0)?;
        let first = today.year - i16::from(today.month < SCHOOL) - back;
        Some(Period::Between(Date::year(first), Date::year(first + 1)))
    }

    /// The fiscal year that lies `back` years before the one in which the document appears; the year itself where nobody
    /// says in which months fiscal years begin and end. The one before is counted from one that the text has just named.
    pub(in crate::claim) fn fiscal_year(&self, back: i16, last: Option<Period>) -> Option<Period> {
        if let Some(spoken) = last.filter(|&last| back == 1 && calendar::fiscal_year(last).is_some()) {
            return calendar::moved(spoken, Step::Year, -1);
        }
        let today = self.published?;
        match self.fiscal {
            Some(year) if today.month > 0 => Some(year.closing(today.year + i16::from(today.month > year.last) - back)),
            _ => calendar::shift(Date::year(today.year), Step::Year, -back).map(Period::At),
        }
    }

    /// The months `from` to `to` of the fiscal year that the document is about.
    pub(in crate::claim) fn fiscal_part(&self, from: i8, to: i8, look: Look) -> Option<Period> {
        let year =
            self.topic.filter(|_| look != Look::Ahead).filter(|&topic| calendar::fiscal_year(topic).is_some())?;
        calendar::part_of(year, from, to)
    }
}

/// Whether a period is written over two years: "2023/24".
fn is_split(period: Period) -> bool {
    matches!(period, Period::Between(from, to) if from.month == 0 && to.month == 0 && to.year == from.year + 1)
}
