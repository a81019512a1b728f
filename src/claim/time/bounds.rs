//! What a preposition makes of the time behind it: intervals, and dates that bound one.

use super::{Found, Reader, TimeMention};
use crate::{
    base::{Period, period::Date},
    claim::stretch::Look,
    vocabulary::{
        time::{Step, TimeWord},
        word::Classes,
    },
};

impl<F: Fn(usize) -> bool> Reader<'_, '_, F> {
    /// `de octubre a diciembre de 2022`: an end behind a preposition that often stands before one date.
    pub(super) fn spans(&self, found: &Found, look: Look) -> Option<Found> {
        let (next, ()) = self.longest(&self.dates.vocabulary.times.to, found.end)?;
        if self.dates.is(found.end, Classes::AND) {
            return None;
        }
        let second = self.dates.stretch(self.dates.skip_filler(next), true, look, found.period)?;
        let (Some(Period::At(a)), (Period::At(b), end)) = (found.period, second) else { return None };
        let a = if a.first() <= b.last() { a } else { Date { year: b.year, ..a } };
        (a.first() <= b.last()).then(|| Found::new(Some(Period::Between(a, b)), end))
    }

    /// `from March to June 2021`, `between 2014 and 2018`, or only `from 2014`.
    pub(super) fn from(&self, at: usize, mut found: Found, look: Look) -> Option<TimeMention> {
        let times = &self.dates.vocabulary.times;
        // "from 2007 to the present"
        let (next, ()) = self.longest(&times.to, found.end).unwrap_or((found.end, ()));
        let whole = self.longest(&times.relation, at).map_or(at, |(end, _)| end);
        let open = self.longest(&times.open, next + usize::from(self.is_article(next))).filter(|_| next > found.end);
        if let (Some((end, ())), Some(Period::At(first))) = (open, found.period) {
            return Some(self.done(at, &Found::new(Some(Period::Since(first)), end), true));
        }
        // "from 2019 onwards"
        if let (Some((end, ())), Some(Period::At(first))) = (self.longest(&times.onwards, found.end), found.period) {
            return Some(self.done(at, &Found::new(Some(Period::Since(first)), end), true));
        }
        // "between 10 January, when it was notified, and 1 June"
        let close = self.aside(found.end).filter(|_| open.is_none()).unwrap_or(found.end);
        let second = self
            .longest(&times.to, close)
            .and_then(|(next, ())| self.dates.stretch(self.dates.skip_filler(next), true, look, found.period));
        match (found.period, second) {
            (Some(Period::At(a)), Some((Period::At(b), end))) => {
                // "from March to June 2021": the year belongs to both.
                let a = if a.first() <= b.last() { a } else { Date { year: b.year, ..a } };
                let period = (a.first() <= b.last()).then_some(Period::Between(a, b))?;
                Some(self.done(at, &Found::new(Some(period), end), true))
            }
            (Some(Period::Between(a, _)), Some((Period::Between(_, b), end))) if a.first() <= b.last() => {
                Some(self.done(at, &Found::new(Some(Period::Between(a, b)), end), true))
            }
            // "from July the fee will be 40", "From July the fee is 40", "with effect from July"
            (Some(Period::At(date)), _)
                if at == 0
                    || whole > at + 1
                    || look == Look::Ahead
                    || self.dates.published.is_some_and(|d| date.first() > d.last()) =>
            {
                found.period = Some(Period::Since(date));
                Some(self.done(at, &found, true))
            }
            (period, _) => {
                found.comparison = matches!(period, Some(Period::At(_)));
                Some(self.done(at, &found, true))
            }
        }
    }

    /// The token behind a short clause between commas that begins at token `at`.
    fn aside(&self, at: usize) -> Option<usize> {
        let opens = self.low(at) == "," && self.longest(&self.dates.vocabulary.times.when, at + 1).is_some();
        (at + 2..at + 14).find(|&n| self.low(n) == ",").filter(|_| opens).map(|n| n + 1)
    }

    /// Whether "the year" stands at token `n`.
    pub(super) fn is_the_year(&self, n: usize) -> bool {
        matches!(self.dates.word(n), Some((_, TimeWord::Same(Some(Step::Year)))))
    }

    /// The present year.
    pub(super) fn new_year(&self) -> Option<Period> {
        self.dates.published.map(|today| Period::At(Date::year(today.year)))
    }

    /// Whether the date in the tokens `start..end` names what follows: "the October election".
    pub(super) fn is_named_after(&self, start: usize, end: usize) -> bool {
        let noun = self.low(end).chars().all(char::is_alphabetic) && !self.low(end).is_empty();
        self.is_article(start) && end == start + 2 && noun && !self.dates.is(end, Classes::CLOSED)
    }
}
