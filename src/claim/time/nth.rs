//! Days and weeks by their place in a month or a year: `the second week of May`, `the last day of December`.

use super::{Found, Reader};
use crate::{
    base::{Period, period::Date},
    claim::{calendar, stretch::Look},
    vocabulary::time::{Step, TimeWord},
};

/// Of what a day or a week is told by its place.
#[derive(Clone, Copy)]
enum Place {
    First,
    /// From 2.
    Nth(i16),
    Last,
}

impl<F: Fn(usize) -> bool> Reader<'_, '_, F> {
    pub(super) fn nth(&self, at: usize, look: Look) -> Option<Found> {
        let times = &self.dates.vocabulary.times;
        let (next, place) = self.place(at)?;
        let (step, behind) = self.step(next)?;
        let (of, ()) = self.longest(&times.nth, next).filter(|&(end, ())| end == behind)?;
        let (month_at, _) = self.longest(&times.relation, of)?;
        let (whole, end) = self.whole(month_at, look)?;
        let days = match step {
            Step::Day => 1,
            Step::Week => 7,
            _ => return None,
        };
        let (first, last) = (whole.first(), whole.last());
        let (first, last) =
            (Date::day(first.year(), first.month(), first.day())?, Date::day(last.year(), last.month(), last.day())?);
        // Weeks of a year are no weeks of the calendar.
        if step == Step::Week && whole.month == 0 {
            return None;
        }
        let (from, to) = match place {
            Place::First => (first, calendar::shift(first, Step::Day, days - 1)?),
            Place::Nth(n) => {
                let from = calendar::shift(first, Step::Day, days.checked_mul(n - 1)?)?;
                (from, calendar::shift(from, Step::Day, days - 1)?)
            }
            Place::Last => (calendar::shift(last, Step::Day, 1 - days)?, last),
        };
        if to > last {
            return None;
        }
        let period = if from == to { Period::At(from) } else { Period::Between(from, to) };
        Some(Found::new(Some(period), end))
    }

    /// `the first`, `second`, `the last`, and the token behind.
    fn place(&self, at: usize) -> Option<(usize, Place)> {
        let times = &self.dates.vocabulary.times;
        if let Some((next, ())) = self.longest(&times.first, at) {
            return Some((next, Place::First));
        }
        if let Some((next, ())) = self.longest(&times.last, at) {
            return Some((next, Place::Last));
        }
        let at = at + usize::from(self.is_article(at));
        let n = self.dates.sentence.number(at, self.dates.vocabulary).ordinal.filter(|n| (2..=31).contains(n))?;
        Some((at + 1, Place::Nth(i16::try_from(n).ok()?)))
    }

    /// The month or the year at token `at`: named, or the one that the text speaks of, else the document's own.
    pub(super) fn whole(&self, at: usize, look: Look) -> Option<(Date, usize)> {
        if let Some((Period::At(date), end)) = self.dates.stretch(self.dates.skip_filler(at), true, look, self.last) {
            return (date.day == 0).then_some((date, end));
        }
        let (len, TimeWord::Same(Some(step)) | TimeWord::That(Some(step))) = self.dates.word(at)? else { return None };
        let spoken = || match calendar::unit_of(self.last.or(self.topic)?, step)? {
            Period::At(date) if date.day == 0 => Some(date),
            _ => None,
        };
        let own = || {
            let today = self.dates.published.filter(|d| d.month > 0)?;
            match step {
                Step::Month => Some(Date::month(today.year, today.month)),
                // "on the last day of the year"
                Step::Year => Some(Date::year(today.year - i16::from(today.month < 12))),
                _ => None,
            }
        };
        Some((spoken().or_else(own)?, at + len))
    }
}
