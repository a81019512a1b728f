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
        // "weeks 8 to 9", "weeks 8 and 9"
        let to =
            |n: usize| self.low(n).parse::<i8>().ok().filter(|to| (week + 1..=53).contains(to)).map(|to| (to, n + 1));
        let (close, next) = self.joint(at + 1).and_then(to).filter(|_| !(self.taken)(at)).unwrap_or((week, at + 1));
        if let Some(told) = self.days_in_brackets(next, look, last) {
            return Some(told);
        }
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

    /// "(26 February to 3 March 2024)" at token `at`, and the token behind it.
    fn days_in_brackets(&self, at: usize, look: Look, last: Option<Period>) -> Option<(Period, usize)> {
        if self.low(at) != "(" {
            return None;
        }
        let (first, end) = self.stretch(at + 1, true, look, last)?;
        let (days, close) = match (first, self.joint(end)) {
            (Period::At(from), Some(next)) => match self.stretch(next, true, look, last)? {
                (Period::At(to), close) => (Period::Between(from, to), close),
                _ => return None,
            },
            _ => (first, end),
        };
        let told = matches!(days, Period::Between(from, to) if from.day > 0 && from.first() < to.first());
        (told && self.low(close) == ")").then_some((days, close + 1))
    }

    /// Whether the document is about whole weeks that begin so.
    fn counts_from_sunday(&self) -> bool {
        self.topic.and_then(calendar::ends).is_some_and(|(first, last)| {
            let days = [first, last].map(|date| date.first().weekday());
            let weeks = first.day > 0 && last.day > 0;
            weeks && days == [jiff::civil::Weekday::Sunday, jiff::civil::Weekday::Saturday]
        })
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
