//! Counting on the calendar: so many units back, runs up to a date, the same stretch in another year.

use crate::{
    base::{Period, period::Date},
    vocabulary::time::{Feast, Step},
};

/// `date` moved by `by` units, as exact as the coarser of the two: three years before March 2021 is 2018.
/// `None` where the date is less exact than the unit.
#[must_use]
pub(super) fn coarse(date: Date, step: Step, by: i16) -> Option<Date> {
    let moved = shift(date, step, by)?;
    Some(match step {
        Step::Decade | Step::Year => Date::year(moved.year),
        Step::Half | Step::Quarter | Step::Month => Date::month(moved.year, moved.month),
        Step::Fortnight | Step::Week | Step::Weekend | Step::Day => moved,
    })
}

/// `date` moved by `by` units, as exact as it is.
#[must_use]
pub(super) fn shift(date: Date, step: Step, by: i16) -> Option<Date> {
    match step {
        Step::Decade => years(date, by.checked_mul(10)?),
        Step::Year => years(date, by),
        Step::Half => months(date, by.checked_mul(6)?),
        Step::Quarter => months(date, by.checked_mul(3)?),
        Step::Month => months(date, by),
        Step::Fortnight => days(date, by.checked_mul(14)?),
        Step::Week | Step::Weekend => days(date, by.checked_mul(7)?),
        Step::Day => days(date, by),
    }
}

fn years(date: Date, by: i16) -> Option<Date> {
    valid(Date { year: date.year.checked_add(by)?, ..date })
}

/// The date, or the last day of its month where it has no such day; `None` beyond the years that documents speak of.
fn valid(date: Date) -> Option<Date> {
    if !(1..=9998).contains(&date.year) {
        return None;
    }
    let day = date.day.min(Date::month(date.year, date.month.max(1)).last().day());
    Some(Date { day, ..date })
}

fn months(date: Date, by: i16) -> Option<Date> {
    if date.month == 0 {
        // "twelve months earlier"
        return (by % 12 == 0).then(|| years(date, by / 12)).flatten();
    }
    let months = i32::from(date.year) * 12 + i32::from(date.month) - 1 + i32::from(by);
    let year = i16::try_from(months.div_euclid(12)).ok()?;
    valid(Date { year, month: i8::try_from(months.rem_euclid(12)).ok()? + 1, ..date })
}

fn days(date: Date, by: i16) -> Option<Date> {
    if date.day == 0 {
        return None;
    }
    let day = date.first().checked_add(jiff::Span::new().try_days(i64::from(by)).ok()?).ok()?;
    Date::day(day.year(), day.month(), day.day())
}

/// A period moved by `by` units; a day that its new month does not have becomes none.
#[must_use]
pub(super) fn moved(period: Period, step: Step, by: i16) -> Option<Period> {
    Some(match period {
        Period::At(date) => Period::At(shift(date, step, by)?),
        Period::Between(a, b) => Period::Between(shift(a, step, by)?, shift(b, step, by)?),
        Period::Since(_) | Period::Until(_) => return None,
    })
}

/// From a first date to the document's own, told alike.
#[must_use]
pub(super) fn until(first: Date, today: Date) -> Period {
    let last = match (first.month, first.day) {
        (0, _) => Date::year(today.year),
        (_, 0) => Date { day: 0, ..today },
        _ => today,
    };
    Period::Between(first, last)
}

/// The months `from` to `to` of a year, counted from the one in which it begins.
#[must_use]
pub(super) fn part_of(year: Period, from: i8, to: i8) -> Option<Period> {
    let (first, _) = ends(year)?;
    let first = Date::month(first.year, first.month.max(1));
    let month = |n: i8| shift(first, Step::Month, i16::from(n) - 1);
    Some(Period::Between(month(from)?, month(to)?))
}

/// The `count` units that end with `end`: the 12 months to June 2024 are 2023-07/2024-06.
#[must_use]
pub(super) fn run(end: Date, step: Step, count: i16) -> Option<Period> {
    let (step, count) = match step {
        Step::Decade => (Step::Year, count.checked_mul(10)?),
        Step::Year if end.month > 0 => (Step::Month, count.checked_mul(12)?),
        Step::Half => (Step::Month, count.checked_mul(6)?),
        Step::Quarter => (Step::Month, count.checked_mul(3)?),
        Step::Fortnight => (Step::Day, count.checked_mul(14)?),
        Step::Week => (Step::Day, count.checked_mul(7)?),
        same => (same, count),
    };
    let first = match step {
        // To a day of the month: from the day after, so many months before.
        Step::Month if end.day > 0 => {
            let last = end.first().days_in_month();
            if end.day == last {
                let end = Date::month(end.year, end.month);
                return run(end, step, count);
            }
            days(Date::day(end.year, end.month, end.day).and_then(|d| months(d, -count))?, 1)?
        }
        step => shift(end, step, 1 - count)?,
    };
    Some(if first == end { Period::At(end) } else { Period::Between(first, end) })
}

/// The week, Monday to Sunday, that lies `back` weeks before that of `date`.
#[must_use]
pub(super) fn week(date: Date, back: i16) -> Option<Period> {
    let since_monday = i16::from(date.first().weekday().to_monday_zero_offset());
    let monday = days(date, -since_monday - 7 * back)?;
    Some(Period::Between(monday, days(monday, 6)?))
}

/// The weekend that lies `back` weekends before the last that has begun by `date`.
#[must_use]
pub(super) fn weekend(date: Date, back: i16) -> Option<Period> {
    let since_saturday = i16::from((date.first().weekday().to_monday_zero_offset() + 2) % 7);
    let saturday = days(date, -since_saturday - 7 * back)?;
    Some(Period::Between(saturday, days(saturday, 1)?))
}

/// The day of a feast in a year.
#[must_use]
pub(super) fn feast(feast: Feast, year: i16) -> Option<Date> {
    match feast {
        Feast::Fixed(month, 0) => Some(Date::month(year, month)),
        Feast::Fixed(month, day) => Date::day(year, month, day),
        Feast::Easter(by) => days(easter(year)?, by),
    }
}

/// Easter Sunday of the Gregorian calendar (Meeus, Astronomical Algorithms, chapter 8).
fn easter(year: i16) -> Option<Date> {
    let (golden, century, rest) = (year % 19, year / 100, year % 100);
    let moon = (19 * golden + century - century / 4 - (century - (century + 8) / 25 + 1) / 3 + 15) % 30;
    let sunday = (32 + 2 * (century % 4) + 2 * (rest / 4) - moon - rest % 4) % 7;
    let n = moon + sunday - 7 * ((golden + 11 * moon + 22 * sunday) / 451) + 114;
    Date::day(year, i8::try_from(n / 31).ok()?, i8::try_from(n % 31 + 1).ok()?)
}

/// The quarter that lies `back` quarters before that of `date`.
#[must_use]
pub(super) fn quarter(date: Date, back: i16) -> Option<Period> {
    let first = months(Date::month(date.year, date.month), -(i16::from(date.month - 1) % 3) - 3 * back)?;
    Some(Period::Between(first, months(first, 2)?))
}

/// The unit of time that a closed period lies in: of 2023-10/2023-12 the year is 2023, the quarter itself.
#[must_use]
pub(super) fn unit_of(period: Period, step: Step) -> Option<Period> {
    let (first, last) = ends(period)?;
    let length = last.last().since(first.first()).ok()?.get_days();
    let years = first.year == last.year;
    let months = years && first.month == last.month && first.month > 0;
    match step {
        Step::Decade => Some(period),
        Step::Year if years => Some(Period::At(Date::year(first.year))),
        // "over the same years"
        Step::Year => Some(period),
        Step::Quarter if years && first.month > 0 => Some(period),
        Step::Month if months => Some(Period::At(Date::month(first.year, first.month))),
        Step::Week if length == 6 => Some(period),
        Step::Week if length == 0 && first.day > 0 => week(first, 0),
        Step::Day if length == 0 => Some(period),
        _ => None,
    }
}

/// The same months or days in another year: of 2023-10/2023-12 in 2022, 2022-10/2022-12.
#[must_use]
pub(super) fn in_year(period: Period, year: i16) -> Option<Period> {
    let (first, last) = ends(period)?;
    let by = year.checked_sub(last.year)?;
    (first.month > 0).then(|| moved(period, Step::Year, by)).flatten()
}

/// Whether a period of days is told as it runs: longer than two months, and over at most six weeks before the document's
/// own date. What has happened in it is told in the present too.
#[must_use]
pub(super) fn is_running(period: Period, published: Option<Date>) -> bool {
    let (Some((_, last)), Some(today)) = (ends(period), published) else { return false };
    is_long(period) && (0..=42).contains(&days_between(last, today))
}

/// Whether a period is longer than a week and no longer than a year, and ends with the document's own date or a few weeks before.
#[must_use]
pub(super) fn counts_on(period: Period, published: Option<Date>) -> bool {
    let Some(today) = published.filter(|today| today.month > 0) else { return false };
    let (first, last) = match period {
        Period::Since(first) => (first, today),
        Period::Between(first, last) => (first, last),
        Period::At(_) | Period::Until(_) => return false,
    };
    (0..=21).contains(&days_between(last, today)) && (9..=400).contains(&days_between(first, last))
}

/// Whether a period is one of some months of a year: a quarter, a half, nine months.
#[must_use]
pub(super) fn is_part_of_year(period: Period) -> bool {
    let Some((first, last)) = ends(period) else { return false };
    first.month > 0 && matches!(days_between(first, last) / 30, 2..=9)
}

/// Whether a period of days is longer than two months.
#[must_use]
pub(super) fn is_long(period: Period) -> bool {
    ends(period).is_some_and(|(first, last)| last.day > 0 && days_between(first, last) > 60)
}

fn days_between(from: Date, to: Date) -> i32 {
    to.last().since(from.first()).map_or(0, |span| span.get_days())
}

/// Whether a closed period is not over on the document's date: what has happened in it is told in the perfect.
#[must_use]
pub(super) fn is_now(period: Period, published: Option<Date>) -> bool {
    let inside = |(first, last): (Date, Date)| {
        published.is_some_and(|today| first.first() <= today.last() && today.first() <= last.last() && first.day == 0)
    };
    ends(period).is_some_and(inside)
}

/// Whether a closed period ends before another begins.
#[must_use]
pub(super) fn before(one: Period, other: Period) -> bool {
    ends(one).zip(ends(other)).is_some_and(|((_, end), (start, _))| end.last() < start.first())
}

/// Whether a closed period is a part of another and not all of it.
#[must_use]
pub(super) fn within(part: Period, whole: Period) -> bool {
    ends(part).zip(ends(whole)).is_some_and(|((from, to), (first, last))| {
        first.first() <= from.first()
            && to.last() <= last.last()
            && (first.first(), last.last()) != (from.first(), to.last())
    })
}

/// The first and the last date of a closed period.
#[must_use]
pub(super) fn ends(period: Period) -> Option<(Date, Date)> {
    match period {
        Period::At(date) => Some((date, date)),
        Period::Between(first, last) => Some((first, last)),
        Period::Since(_) | Period::Until(_) => None,
    }
}

/// A year that is told by its first and its last day or month, as the year.
pub(super) fn plain(period: Period) -> Period {
    match period {
        Period::Between(first, last)
            if first.year == last.year
                && (first.month, last.month) == (1, 12)
                && matches!((first.day, last.day), (0, 0) | (1, 31)) =>
        {
            Period::At(Date::year(first.year))
        }
        period => period,
    }
}

/// Whether a period is one year, a school year or a fiscal year among them.
pub(super) fn is_year(period: Period) -> bool {
    match period {
        Period::At(date) => date.month == 0,
        Period::Between(first, last) => first.month == 0 && last.month == 0 && last.year == first.year + 1,
        _ => false,
    }
}

/// The first and the last month of a period of twelve months that is no year of the calendar.
pub(super) fn fiscal_year(period: Period) -> Option<(Date, Date)> {
    match period {
        Period::Between(first, last) if first.month > 1 => {
            let days = first.day == 1 && last.day > 0 && last.first() == Date::month(last.year, last.month).last();
            let months = (Date::month(first.year, first.month), Date::month(last.year, last.month));
            let whole = days || first.day == 0 && last.day == 0;
            (whole && shift(months.0, Step::Month, 11) == Some(months.1)).then_some((first, last))
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn date(text: &str) -> Date {
        Date::parse(text).expect("a date")
    }

    #[test]
    fn runs_end_with_their_date() {
        for (end, step, count, want) in [
            ("2024-06", Step::Year, 1, "2023-07/2024-06"),
            ("2023-08-06", Step::Week, 1, "2023-07-31/2023-08-06"),
            ("2024-06-30", Step::Month, 3, "2024-04/2024-06"),
            ("2024-04-05", Step::Year, 1, "2023-04-06/2024-04-05"),
            ("2022", Step::Year, 5, "2018/2022"),
            ("2022", Step::Year, 1, "2022"),
        ] {
            assert_eq!(run(date(end), step, count).map(|p| p.to_string()).as_deref(), Some(want), "{end}");
        }
        assert_eq!(run(date("2022"), Step::Month, 3), None);
    }

    #[test]
    fn units_are_found_on_the_calendar() {
        let period = |text: &str| Period::parse(text).expect("a period");
        let text = |period: Option<Period>| period.map(|p| p.to_string()).unwrap_or_default();
        assert_eq!(text(week(date("2024-05-09"), 0)), "2024-05-06/2024-05-12");
        assert_eq!(text(quarter(date("2024-02"), 1)), "2023-10/2023-12");
        assert_eq!(text(unit_of(period("2023-10/2023-12"), Step::Year)), "2023");
        assert_eq!(text(unit_of(period("2017/2021"), Step::Year)), "2017/2021");
        assert_eq!(text(unit_of(period("2023"), Step::Week)), "");
        assert_eq!(text(in_year(period("2023-01/2023-06"), 2022)), "2022-01/2022-06");
        assert_eq!(text(moved(period("2023-07-31/2023-08-06"), Step::Week, -1)), "2023-07-24/2023-07-30");
    }
}
