//! Times that are counted: `three years ago`, `the 12 months to June`, `the first half of 2024`.

use super::{Found, Reader};
use crate::{
    base::{Period, period::Date},
    claim::{
        calendar,
        stretch::{Dates, Look},
        term::Terms,
    },
    text::TokenKind,
    vocabulary::{
        number::{NumberWord, Tag},
        time::{Counted, Step, TimeWord},
        word::Classes,
    },
};

impl<F: Fn(usize) -> bool> Reader<'_, '_, F> {
    /// A small number, or an article in its place.
    pub(super) fn count(&self, at: usize) -> Option<(i16, usize)> {
        let Dates { sentence, vocabulary, .. } = &self.dates;
        if sentence.tokens.get(at)?.kind == TokenKind::Number
            && let digits = sentence.low(at)
            && digits.len() <= 3
            && let Ok(n) = digits.parse()
        {
            return Some((n, at + 1));
        }
        let word = sentence.number(at, vocabulary);
        match word.number {
            Some(NumberWord::Cardinal(n)) => Some((i16::try_from(n).ok()?, at + 1)),
            _ if word.is(Tag::A) => Some((1, at + 1)),
            _ => None,
        }
    }

    pub(super) fn step(&self, at: usize) -> Option<(Step, usize)> {
        self.longest(&self.dates.vocabulary.times.step, at).map(|(end, step)| (step, end))
    }

    /// "the fiscal year [that ended in June]": a year.
    fn fiscal_step(&self, at: usize) -> Option<(Step, usize)> {
        let (len, TimeWord::Fiscal) = self.dates.word(at)? else { return None };
        Some((Step::Year, at + len))
    }

    /// `72 hours`: as days, where they make whole ones, and the token behind.
    fn hours(&self, count: i16, at: usize) -> Option<(i16, usize)> {
        let (end, ()) = self.longest(&self.dates.vocabulary.times.hours, at)?;
        (count > 0 && count % 24 == 0).then_some((count / 24, end))
    }

    /// `three years ago`, `a year earlier`, `two months later`.
    pub(super) fn counted(&self, at: usize, look: Look) -> Option<Found> {
        let _ = look;
        let (count, next) = self.count(at)?;
        let (step, next) = self.step(next)?;
        let (end, way) = self.longest(&self.dates.vocabulary.times.counted, next)?;
        let from_last = |by: i16| {
            // "4.9 percent in October, from 5.2 in September and 6 a year earlier": than in October.
            let month = |period: Period| matches!(period, Period::At(date) if date.month > 0 && date.day == 0);
            let main = self.main.filter(|&main| by == -1 && step == Step::Year && month(main));
            main.or(self.last).and_then(|period| calendar::moved(period, step, by))
        };
        let period = match way {
            // "a year ago" is told by the month, "three years ago" is not.
            Counted::Ago if step == Step::Year && count == 1 && self.follows_compared(at) => from_last(-1),
            Counted::Ago if step == Step::Year && count == 1 => self.dates.published.and_then(|d| {
                let month = if d.month > 0 { Date::month(d.year, d.month) } else { d };
                calendar::shift(month, step, -count).map(Period::At)
            }),
            Counted::Ago => self.dates.published.and_then(|d| calendar::coarse(d, step, -count)).map(Period::At),
            Counted::Earlier => {
                from_last(-count).or_else(|| self.topic.and_then(|period| calendar::moved(period, step, -count)))
            }
            Counted::Later => from_last(count),
        };
        // "a year on": nothing to count from.
        if way == Counted::Later && period.is_none() {
            return None;
        }
        // "Two years earlier it had been a quarter" is no comparison.
        let shift = match way {
            Counted::Ago => Some((step, count)),
            Counted::Earlier => Some((step, -count)),
            Counted::Later => None,
        };
        Some(Found { comparison: way == Counted::Earlier && at > 1, shift, ..Found::new(period, end) })
    }

    /// Units counted from one end: `the first nine months of 2022`, `the past five years`, `the year to June`.
    pub(super) fn run(&self, at: usize, bound: bool, look: Look) -> Option<Found> {
        let times = &self.dates.vocabulary.times;
        for (table, first) in [(&times.first, true), (&times.last, false)] {
            if let Some((next, ())) = self.longest(table, at) {
                let counted = self.count(next);
                let (count, next) = counted.unwrap_or((1, next));
                if let Some((step, next)) = self.step(next) {
                    let of_year = || self.part_of_year(next, step, count, first).filter(|_| counted.is_some());
                    // "the first week of May", but "the first days of May"
                    let of_month = || self.part_of_month(next, step, count, first, look);
                    let whole = counted.is_some() || step == Step::Week;
                    if let Some(found) = of_year().or_else(|| of_month().filter(|_| whole)) {
                        return Some(found);
                    }
                }
            }
        }
        if let Some((next, ())) = self.longest(&times.up_to_now, at) {
            let (count, next) = self.count(next).unwrap_or((1, next));
            let (step, end) = self.step(next)?;
            let alone = next == self.longest(&times.up_to_now, at)?.0;
            // "last year" is one of the calendar, "the last quarter of 2024" the fourth.
            if alone && (!bound || step == Step::Quarter || self.dates.is(end, Classes::OF)) {
                return None;
            }
            let period = self.dates.published.and_then(|today| {
                let unit = step;
                let step = if step == Step::Year && count == 1 && today.month > 0 { Step::Month } else { step };
                // Told in January, "the past year" is that of the calendar.
                if step == Step::Month && alone && unit == Step::Year && today.month == 1 {
                    return Some(Period::At(Date::year(today.year - 1)));
                }
                let count = if step == Step::Month && unit == Step::Year && alone { 12 } else { count };
                let end = calendar::coarse(today, step, 0)?;
                Some(Period::Between(calendar::shift(end, step, -count)?, end))
            });
            return Some(Found::new(period, end));
        }
        // "a year to June" counts one.
        let article = self.is_article(at) && (bound || self.count(at).is_none());
        let start = at + usize::from(article);
        let counted = self.count(start);
        let (count, next) = counted.unwrap_or((1, start));
        if let Some((days, behind)) = self.hours(count, next) {
            let (to, ()) = self.longest(&times.ending, behind)?;
            let (period, end) = self.dates.stretch(self.dates.skip_filler(to), true, look, self.last)?;
            let Period::At(last) = period else { return None };
            let first = calendar::shift(last, Step::Day, -days).filter(|_| last.day > 0)?;
            return Some(Found::new(Some(Period::Between(first, last)), end));
        }
        let (step, next) = self.step(next).or_else(|| self.fiscal_step(next))?;
        // "Year ended 30 June 2024", at the head of a report
        if next == start + 1 && !bound && !article && at > 0 {
            return None;
        }
        let named = counted.is_none() && step == Step::Year && self.longest(&times.closed, next).is_some();
        let (to, ()) = self.longest(&times.ending, next)?;
        let (period, end) = self.dates.stretch(self.dates.skip_filler(to), true, look, self.last)?;
        let (_, last) = calendar::ends(period)?;
        Some(Found { run: !named, ..Found::new(Some(calendar::run(last, step, count)?), end) })
    }

    /// `the first round`: when that round of a survey was made.
    pub(super) fn round(&self, at: usize) -> Option<Found> {
        let Dates { sentence, vocabulary, .. } = &self.dates;
        let at = at + usize::from(self.is_article(at));
        let period = self.terms.rounds[Terms::round(sentence, vocabulary, at)?];
        let (end, ()) = self.longest(&vocabulary.times.survey.rounds, at + 1)?;
        period.map(|period| Found::new(Some(period), end))
    }

    pub(super) fn is_article(&self, at: usize) -> bool {
        self.dates.is(at, Classes::ARTICLE)
    }

    /// The first or last `count` days or weeks of the month that follows: `the first week of September`.
    fn part_of_month(&self, at: usize, step: Step, count: i16, first: bool, look: Look) -> Option<Found> {
        let days = match step {
            Step::Day => count,
            Step::Week => count.checked_mul(7)?,
            _ => return None,
        };
        let (next, _) = self.longest(&self.dates.vocabulary.times.relation, at)?;
        let (month, end) = self.whole(next, look)?;
        if month.month == 0 {
            return None;
        }
        let day = |day: i8| Date::day(month.year, month.month, day);
        let (from, to) = if first {
            (day(1)?, calendar::shift(day(1)?, Step::Day, days - 1)?)
        } else {
            let last = day(month.last().day())?;
            (calendar::shift(last, Step::Day, 1 - days)?, last)
        };
        Some(Found::new(Some(Period::Between(from, to)), end))
    }

    /// The first or last `count` units of the year that follows, or of the one spoken of.
    pub(super) fn part_of_year(&self, at: usize, step: Step, count: i16, first: bool) -> Option<Found> {
        let months = match step {
            Step::Month => count,
            Step::Quarter => count.checked_mul(3)?,
            _ => return None,
        };
        let months = i8::try_from(months).ok().filter(|n| (1..=12).contains(n))?;
        let year_at = self.dates.skip_filler(at);
        let named =
            self.dates.year(year_at).map(|year| (year, year_at + 1)).or_else(|| match self.dates.word(year_at)? {
                (len, TimeWord::Relative(Step::Year, back)) => Some((self.dates.published?.year - back, year_at + len)),
                (len, TimeWord::That(_)) => Some((calendar::ends(self.last?)?.1.year, year_at + len)),
                _ => None,
            });
        // "of the year"
        let of_the_year = || {
            let (next, _) = self.longest(&self.dates.vocabulary.times.relation, at)?;
            let (len, TimeWord::Same(Some(Step::Year))) = self.dates.word(next)? else { return None };
            Some((next, len))
        };
        let (from, to) = if first { (1, months) } else { (13 - months, 12) };
        // "in the first eight months of the fiscal year"
        let fiscal = || {
            let (next, _) = self.longest(&self.dates.vocabulary.times.relation, at)?;
            let (_, end) = self.fiscal_step(self.dates.skip_filler(next))?;
            let running = self.dates.fiscal.and(self.dates.fiscal_year(0, None))?;
            Some((calendar::part_of(running, from, to)?, end))
        };
        if let Some((part, end)) = fiscal() {
            return Some(Found::new(Some(part), end));
        }
        if let Some((next, len)) = of_the_year()
            && let Some(part) = self.dates.fiscal_part(from, to, Look::Back)
        {
            return Some(Found::new(Some(part), next + len));
        }
        let spoken_of = || {
            let (next, len) = of_the_year()?;
            let spoken = self.last.and_then(calendar::ends).map(|(_, last)| last.year);
            Some((spoken.or(self.dates.published.map(|d| d.year))?, next + len))
        };
        // "in the last three months" ends with the document's date.
        let (year, end) = match named.or_else(spoken_of) {
            Some(named) => named,
            None if first => {
                let spoken = self.last.and_then(calendar::ends).map(|(_, last)| last.year);
                (self.dates.published.map(|d| d.year).or(spoken)?, at)
            }
            None => return None,
        };
        Some(Found::new(Some(Period::Between(Date::month(year, from), Date::month(year, to))), end))
    }
}
