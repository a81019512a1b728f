//! Months, and days of one: `March 2021`, `March–May`, `12 March 2021`, `3-9 May`.

use super::{Dates, Look};
use crate::{
    base::{Period, period::Date},
    claim::calendar,
    text::TokenKind,
    vocabulary::{time::Step, word::Classes},
};

impl<F: Fn(usize) -> bool> Dates<'_, '_, F> {
    /// `March`, `March 2021`, `March of 2021`, `March 12, 2021`, `March–May 2021`, `April and May`.
    pub(super) fn month(
        &self,
        at: usize,
        next: usize,
        month: i8,
        bound: bool,
        look: Look,
        last: Option<Period>,
    ) -> Option<(Period, usize)> {
        // "may" and "march" are verbs unless capitalised.
        if !self.sentence.word(at).starts_with(char::is_uppercase) && self.vocabulary.times.capitals {
            return None;
        }
        let next = next + usize::from(self.low(next) == "." && self.sentence.word(at).len() < 5);
        // "the March quarter": the three months to March.
        if let Some((len, Step::Quarter)) = self.sentence.phrase(&self.vocabulary.times.step, next) {
            let year_at = self.skip_filler(next + len);
            let (year, end) = match self.year(year_at) {
                Some(year) => (year, year_at + 1),
                None => (self.nearest(month, look, last)?.year, next + len),
            };
            return Some((calendar::run(Date::month(year, month), Step::Quarter, 1)?, end));
        }
        if let Some(day) = self.day(next) {
            let after = next + 1 + usize::from(self.is(next + 1, Classes::DAY_SUFFIX));
            let (last_day, after) = self.to_day(day, after).map_or((day, after), |(to, end)| (to, end));
            let year_at = after + usize::from(self.low(after) == ",");
            let (year, end) = match self.year(year_at) {
                Some(year) => (year, year_at + 1),
                None => (self.nearest(month, look, last)?.year, after),
            };
            let first = Date::day(year, month, day)?;
            let period = if last_day > day {
                Period::Between(first, Date::day(year, month, last_day)?)
            } else {
                Period::At(first)
            };
            return Some((period, end));
        }
        let year_at = self.skip_filler(next + usize::from(self.low(next) == ","));
        if let Some(year) = self.year(year_at) {
            let first = Date::month(year, month);
            // "July 2023 to June 2024", "July 2023–June 2024"
            let run = self.joint(year_at + 1).filter(|_| !self.is_and(year_at + 1) && !self.is_between(at));
            let end =
                run.and_then(|n| self.month_name(n)).and_then(|(to, n)| Some((Date::month(self.year(n)?, to), n + 1)));
            return match end.filter(|(last, _)| first.first() < last.first()) {
                Some((last, end)) => Some((Period::Between(first, last), end)),
                None => Some((Period::At(first), year_at + 1)),
            };
        }
        // "March–May 2021", "April and May"
        if let Some((second, close)) = self.joint(next).and_then(|n| self.month_name(n))
            && (!self.is_and(next) || second == month % 12 + 1 || self.is_between(at))
            && self.day(close).is_none()
        {
            // "the January-August period of 2023"
            let unit = self.sentence.phrase(&self.vocabulary.times.alike_units, close).map_or(0, |(len, ())| len);
            let year_at = self.skip_filler(close + unit);
            let (year, end) = match self.year_behind(year_at, last) {
                Some(named) => named,
                None => (self.nearest(second, look, last)?.year, close),
            };
            let first = if month <= second { year } else { year - 1 };
            return Some((Period::Between(Date::month(first, month), Date::month(year, second)), end));
        }
        if let Some((year, end)) = self.year_behind(year_at, last) {
            return Some((Period::At(Date::month(year, month)), end));
        }
        (bound || self.is_adjective(at, next) || self.is_subject(at, next))
            .then(|| self.nearest(month, look, last))
            .flatten()
            .map(|date| (Period::At(date), next))
    }

    /// Whether the month in the tokens `at..next` belongs to the noun behind it: `an April poll`, `April's figures`.
    fn is_adjective(&self, at: usize, next: usize) -> bool {
        let noun = |n: usize| {
            let word = self.sentence.word(n);
            word.starts_with(char::is_lowercase) && !self.is(n, Classes::CLOSED)
        };
        let owner = self.sentence.tokens.get(next).is_some_and(|t| t.kind == TokenKind::Possessive);
        owner && noun(next + 1) || (at == 0 || self.named(at)) && noun(next)
    }

    /// Whether the month in the tokens `at..next` opens a sentence as what it tells of: `September saw 40 cases`.
    fn is_subject(&self, at: usize, next: usize) -> bool {
        let times = &self.vocabulary.times;
        let verb = |n: usize| self.sentence.phrase(&times.past, n).is_some() || times.past_endings.end(self.low(n));
        at == 0 && (verb(next) || self.is(next, Classes::ADVERB) && verb(next + 1))
    }

    /// The day up to which a date runs: `March 3-9`, `March 3 and 4`.
    fn to_day(&self, day: i8, at: usize) -> Option<(i8, usize)> {
        let next = self.joint(at)?;
        let (to, end) = self.day_with_suffix(next).filter(|_| !(self.taken)(next))?;
        // "March 3 to 9 April"
        let other = self.month_name(end).is_some();
        (day < to && !other && (!self.is_and(at) || to == day + 1)).then_some((to, end))
    }

    /// `12 March 2021`, `12 March`, `3-9 May`, `31 July to 6 August 2023`.
    pub(super) fn day_first(&self, at: usize, look: Look, last: Option<Period>) -> Option<(Period, usize)> {
        let full = |day: i8, month: i8, year: Option<i16>| {
            let year = year.or_else(|| self.nearest(month, look, last).map(|m| m.year))?;
            Date::day(year, month, day)
        };
        // "between 6 and 17 January"
        let between = self.is_between(at);
        let to = |n: usize| self.joint(n).filter(|_| between || !self.is_and(n));
        // "on 3 and 4 March"
        let next_day = |day: i8, n: usize| {
            let next = self.joint(n)?;
            self.day(next).filter(|&to| to == day + 1).map(|_| next)
        };
        if let Some((day, month, year, next)) = self.day_and_month(at) {
            // "1 July 2023 to 30 June 2024"; behind "from" each end is read by itself.
            if (year.is_none() || !between && !self.is_and(next))
                && let Some((to_day, to_month, to_year, close)) = to(next).and_then(|n| self.day_and_month(n))
                && (year.is_none() || to_year.is_some())
            {
                let end = full(to_day, to_month, to_year)?;
                let year = year.unwrap_or(if month <= to_month { end.year } else { end.year - 1 });
                let first = Date::day(year, month, day)?;
                return (first.first() < end.first()).then_some((Period::Between(first, end), close));
            }
            return Some((Period::At(full(day, month, year)?), next));
        }
        let (day, next) = self.day_with_suffix(at)?;
        let (to_day, month, year, close) = self.day_and_month(to(next).or_else(|| next_day(day, next))?)?;
        let end = full(to_day, month, year)?;
        (day < to_day).then_some((Period::Between(Date { day, ..end }, end), close))
    }

    fn day_with_suffix(&self, at: usize) -> Option<(i8, usize)> {
        let day = self.day(at)?;
        Some((day, at + 1 + usize::from(self.is(at + 1, Classes::DAY_SUFFIX))))
    }

    /// Day, month and, where it follows, year, and the token behind.
    fn day_and_month(&self, at: usize) -> Option<(i8, i8, Option<i16>, usize)> {
        let (day, after) = self.day_with_suffix(at)?;
        // "the 5th of March"
        let of = usize::from(after > at + 1 && self.is(after, Classes::OF));
        let (month, next) = self.month_name(after + of)?;
        let year_at = next + usize::from(self.low(next) == "," && self.year(next + 1).is_some());
        let filled = self.skip_filler(year_at);
        let year_at = if self.year(filled).is_some() { filled } else { year_at };
        let year = self.year(year_at);
        Some((day, month, year, if year.is_some() { year_at + 1 } else { next }))
    }

    /// The month of that name that is next to the document's date on the side looked at; without a date, of the
    /// year that the text spoke of last.
    pub(super) fn nearest(&self, month: i8, look: Look, last: Option<Period>) -> Option<Date> {
        let Some(today) = self.published.filter(|d| d.month > 0) else {
            let spoken = last.and_then(calendar::ends).map(|(_, last)| last.year);
            return Some(Date::month(spoken.or(self.published.map(|d| d.year))?, month));
        };
        let back = if month <= today.month { today.year } else { today.year - 1 };
        let ahead = if month >= today.month { today.year } else { today.year + 1 };
        let year = match look {
            Look::Back => back,
            Look::Ahead => ahead,
            Look::Around if (month - today.month).rem_euclid(12) <= 6 => ahead,
            Look::Around => back,
            Look::This => today.year,
            Look::Past => today.year - i16::from(month >= today.month),
            Look::Next => today.year + i16::from(month <= today.month),
        };
        Some(Date::month(year, month))
    }
}
