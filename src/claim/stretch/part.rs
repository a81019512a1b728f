//! Quarters and halves of a year: `the second quarter`, `Q2 2025`, `Quarter 2 (April to June) 2025`.

use super::{Dates, Look};
use crate::{
    base::{Period, period::Date},
    claim::calendar,
    vocabulary::{
        time::{Step, TimeWord},
        word::Classes,
    },
};

impl<F: Fn(usize) -> bool> Dates<'_, '_, F> {
    /// `the second`, `the third`: of the quarters, where the text speaks of quarters.
    pub(in crate::claim) fn ordinal(&self, at: usize, look: Look, last: Option<Period>) -> Option<(Period, usize)> {
        let (first, spoken) = calendar::ends(last?)?;
        let quarters = first.month > 0 && first.day == 0 && first.month % 3 == 1 && spoken.month == first.month + 2;
        let n = self.sentence.number(at, self.vocabulary).ordinal.filter(|n| (1..=4).contains(n))?;
        let open = matches!(self.low(at + 1), "" | "," | "." | ";" | ")") || self.is_and(at + 1);
        if !quarters || !open || !self.named(at) {
            return None;
        }
        let n = i8::try_from(n).ok()?;
        let year = self.year_of(|year| Date::month(year, n * 3), look, None).unwrap_or(spoken.year);
        Some((Period::Between(Date::month(year, n * 3 - 2), Date::month(year, n * 3)), at + 1))
    }

    /// The months `from` to `to` of the year that follows, or of the last ones before the document's date.
    pub(super) fn part(
        &self,
        at: usize,
        (from, to): (i8, i8),
        bound: bool,
        look: Look,
        last: Option<Period>,
    ) -> Option<(Period, usize)> {
        // "Quarter 2 (April to June) 2025": the months themselves, as the document counts them.
        let gloss = self.gloss(at);
        let ((from, to), at) = gloss.map_or(((from, to), at), |(months, _, end)| (months, end));
        let years = |close: i16| {
            let first = if from > to { close - 1 } else { close };
            Period::Between(Date::month(first, from), Date::month(close, to))
        };
        if let Some((_, Some(year), end)) = gloss {
            return Some((years(year), end));
        }
        // "2Q26"
        if let Some(year) = self.short_year(at) {
            return Some((years(year), at + 1));
        }
        let comma = matches!(self.low(at), "," | "/") && self.year(at + 1).is_some();
        let year_at = self.skip_filler(at + usize::from(comma));
        let fiscal = match self.word(year_at) {
            Some((len, TimeWord::Fiscal)) => year_at + len,
            _ => year_at,
        };
        // "H1 FY2025", "the first half of 2024/25": of the year that the document counts by
        if let Some(counted) = self.fiscal
            && let Some((year, end)) = self.split_year(fiscal).or_else(|| {
                let year = self.year(fiscal).filter(|_| fiscal > year_at)?;
                Some((Period::At(Date::year(year)), fiscal + 1))
            })
            && let Some(part) = calendar::part_of(counted.over(year), from, to)
        {
            return Some((part, end));
        }
        let (year, end) = match self.year(fiscal) {
            Some(year) => (year, fiscal + 1),
            None if bound => match self.word(year_at) {
                _ if self.of_the_year(at).is_some() && look != Look::Back => {
                    (self.published?.year, self.of_the_year(at)?)
                }
                Some(_) if self.year_behind(year_at, last).is_some() => self.year_behind(year_at, last)?,
                _ => {
                    if let Some(part) = self.fiscal_part(from, to, look) {
                        return Some((part, at));
                    }
                    (self.year_of(|year| Date::month(year, to), look, last)?, at)
                }
            },
            None => return None,
        };
        Some((years(year), end))
    }

    /// The months in brackets behind a part of a year, with their year, and the token behind the bracket.
    fn gloss(&self, at: usize) -> Option<((i8, i8), Option<i16>, usize)> {
        let (first, next) = self.month_name(at + 1).filter(|_| self.low(at) == "(")?;
        let (last, close) = self.month_name(self.joint(next)?)?;
        let year = self.year(close);
        let close = close + usize::from(year.is_some());
        (self.low(close) == ")").then_some(((first, last), year, close + 1))
    }

    /// The year at token `at`, or the one named in relation to another: `2021`, `last year`, `that year`.
    pub(super) fn year_behind(&self, at: usize, last: Option<Period>) -> Option<(i16, usize)> {
        if let Some(year) = self.year(at) {
            return Some((year, at + 1));
        }
        match self.word(at)? {
            (len, TimeWord::Relative(Step::Year, back)) => Some((self.published?.year - back, at + len)),
            (len, TimeWord::That(Some(Step::Year))) => Some((calendar::ends(last?)?.1.year, at + len)),
            _ => None,
        }
    }

    /// Two digits that stand for a year, right behind what they belong to: `2Q26`, `FY23`.
    pub(super) fn short_year(&self, at: usize) -> Option<i16> {
        let token = self.sentence.tokens.get(at)?;
        let text = self.low(at);
        let digits = text.len() == 2 && text.bytes().all(|b| b.is_ascii_digit());
        (digits && !token.spaced).then(|| text.parse::<i16>().ok()).flatten().map(|n| 2000 + n)
    }

    /// The first or the second half of the month that follows: `the first half of May`.
    pub(super) fn half_month(&self, at: usize, half: i8, look: Look, last: Option<Period>) -> Option<(Period, usize)> {
        let month_at = self.skip_filler(at);
        self.month_name(month_at).filter(|_| self.is(at, Classes::OF))?;
        let (Period::At(month), end) = self.stretch(month_at, true, look, last)? else { return None };
        let day = |day: i8| Date::day(month.year, month.month, day);
        let (from, to) = if half == 1 { (day(1)?, day(15)?) } else { (day(16)?, day(month.last().day())?) };
        (month.day == 0).then_some((Period::Between(from, to), end))
    }

    /// The token behind "of the year".
    fn of_the_year(&self, at: usize) -> Option<usize> {
        let (len, TimeWord::Same(Some(Step::Year))) = self.word(at + 1)? else { return None };
        self.is(at, Classes::OF).then_some(at + 1 + len)
    }

    /// The last year in which a stretch of it had ended by the document's date, or the next in which it ends; without
    /// a date, the year spoken of.
    pub(super) fn year_of(&self, end: impl Fn(i16) -> Date, look: Look, last: Option<Period>) -> Option<i16> {
        match self.published {
            Some(today) if today.month > 0 => {
                let over = end(today.year).last() <= today.last();
                Some(match (look, over) {
                    (Look::Ahead, true) if end(today.year).last() < today.first() => today.year + 1,
                    (Look::Ahead | Look::Next | Look::This, _) | (_, true) => today.year,
                    (_, false) => today.year - 1,
                })
            }
            today => last.and_then(calendar::ends).map(|(_, last)| last.year).or(today.map(|d| d.year)),
        }
    }
}
