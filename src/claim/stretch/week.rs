//! Weeks of the year, and days of the week.

use super::{Dates, Look};
use crate::{
    base::{Period, period::Date},
    claim::calendar,
    vocabulary::time::{Step, TimeWord},
};

impl<F: Fn(usize) -> bool> Dates<'_, '_, F> {
    /// `week 4`, `week 51 of last year`, `week 12 of 2024`: weeks of the year as ISO 8601 counts them, from Sunday where
    /// the document is about a week that begins so.
    pub(super) fn week(&self, at: usize, look: Look, last: Option<Period>) -> Option<(Period, usize)> {
        // "the school week 25 hours"
        let counted = (self.taken)(at) && (self.taken)(at + 1);
        let week: i8 = self.low(at).parse().ok().filter(|n| (1..=53).contains(n) && !counted)?;
        // "week 9 (26 February to 3 March 2024)"
        if self.low(at + 1) == "("
            && let Some((days @ Period::Between(..), close)) = self.day_first(at + 2, look, last)
            && self.low(close) == ")"
        {
            return Some((days, close + 1));
        }
        // "weeks 8 to 9", "weeks 8 and 9"
        let to =
            |n: usize| self.low(n).parse::<i8>().ok().filter(|to| (week + 1..=53).contains(to)).map(|to| (to, n + 1));
        let (close, next) = self.joint(at + 1).and_then(to).filter(|_| !(self.taken)(at)).unwrap_or((week, at + 1));
        let year_at = self.skip_filler(next);
        let of = |year: i16| {
            let monday = jiff::civil::ISOWeekDate::new(year, week, jiff::civil::Weekday::Monday).ok()?.date();
            let monday = Date::day(monday.year(), monday.month(), monday.day())?;
            let first = calendar::shift(monday, Step::Day, -i16::from(self.counts_from_sunday()))?;
            Some((first, calendar::shift(first, Step::Day, 6 + 7 * i16::from(close - week))?))
        };
        let (year, end) = match (self.year(year_at), self.word(year_at)) {
            (Some(year), _) => (year, year_at + 1),
            (None, Some((len, TimeWord::Relative(Step::Year, back)))) => (self.published?.year - back, year_at + len),
            _ => (self.year_of(|year| of(year).map_or(Date::year(year), |(_, end)| end), look, last)?, next),
        };
        let (first, end_of_week) = of(year)?;
        Some((Period::Between(first, end_of_week), end))
    }

    fn counts_from_sunday(&self) -> bool {
        let week = self.topic.filter(|topic| calendar::unit_of(*topic, Step::Week) == Some(*topic));
        week.and_then(calendar::ends).is_some_and(|(first, _)| first.first().weekday() == jiff::civil::Weekday::Sunday)
    }

    /// The last such day of the week before the document's date, that day included; the next one if it looks ahead.
    pub(super) fn weekday(&self, at: usize, weekday: i8, look: Look) -> Option<Date> {
        let today = self.published.filter(|d| d.day > 0)?;
        if !self.sentence.word(at).starts_with(char::is_uppercase) && self.vocabulary.times.capitals {
            return None;
        }
        let back = (today.first().weekday().to_monday_one_offset() - weekday).rem_euclid(7);
        calendar::shift(
            today,
            Step::Day,
            match look {
                Look::Ahead => (7 - i16::from(back)) % 7,
                Look::Next => 7 - i16::from(back),
                Look::Past if back == 0 => -7,
                Look::Around if back > 3 => 7 - i16::from(back),
                Look::Around | Look::Back | Look::This | Look::Past => -i16::from(back),
            },
        )
    }

    /// `Sunday and Monday`: two days, one behind the other.
    pub(super) fn two_days(&self, at: usize, next: usize, day: i8, look: Look) -> Option<(Period, usize)> {
        let joint = self.joint(next).filter(|_| self.is_and(next))?;
        let (len, TimeWord::Weekday(second)) = self.word(joint)? else { return None };
        let last = self.weekday(joint, second, look).filter(|_| second == day % 7 + 1)?;
        let first = calendar::shift(last, Step::Day, -1)?;
        self.weekday(at, day, look).map(|_| (Period::Between(first, last), joint + len))
    }
}
