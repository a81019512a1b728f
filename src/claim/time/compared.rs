//! Times that a text only compares with: `than in 2019`, `above the total for 2020`.

use super::{Found, Reader};
use crate::{
    base::{Period, period::Date},
    claim::{calendar, stretch::Look},
    vocabulary::{
        time::{Step, TimeWord},
        word::Classes,
    },
};

/// How many words stand between what compares and its time.
const LEAD: usize = 4;

/// How many words the noun of a number has that is compared with: "against 35 wooden boats a year ago".
const NOUN: usize = 3;

impl<F: Fn(usize) -> bool> Reader<'_, '_, F> {
    /// Whether the mention of a time in the tokens `start..end` stands for a comparison.
    pub(super) fn is_compared(&self, start: usize, end: usize) -> bool {
        // "The figure for 2021 was 34 percent" tells of it.
        let subject = self.dates.is(end, Classes::AUXILIARY);
        start > 0
            && !subject
            && (self.follows_comparison(start, end) || self.is_named_comparison(start) || self.follows_passive(start))
    }

    /// Whether a time stands in a passive that compares: "48 more than were recorded in 2023".
    fn follows_passive(&self, start: usize) -> bool {
        let Some(than) = start.checked_sub(3) else { return false };
        let compares = |n: usize| {
            self.longest(&self.dates.vocabulary.times.comparison, n).is_some_and(|(end, ())| end == than + 1)
        };
        self.dates.is(than + 1, Classes::AUXILIARY)
            && self.dates.vocabulary.times.past_endings.end(self.low(than + 2))
            && compares(than)
    }

    /// Whether a phrase that compares stands one to three words before: "than in 2019".
    fn follows_comparison(&self, start: usize, end: usize) -> bool {
        let times = &self.dates.vocabulary.times;
        let related = self.longest(&times.relation, start).is_some();
        (start.saturating_sub(3)..start).any(|n| {
            self.longest(&times.comparison, n).is_some_and(|(close, ())| {
                // "flew over in March": a preposition before another compares nothing.
                let place = related && close == n + 1 && self.longest(&times.relation, n).is_some();
                close >= start && close < end && !place
            })
        })
    }

    /// Whether it is that of a figure which is compared with: "above the total for 2020", "below that of 2023".
    fn is_named_comparison(&self, start: usize) -> bool {
        let class = |n: usize, class: Classes| self.dates.is(n, class);
        let named = |n: usize| class(n, Classes::ARTICLE) || class(n, Classes::ANAPHOR);
        let leads = |n: usize| named(n) || class(n, Classes::FILLER) || class(n, Classes::OF);
        let mut lead = start;
        while lead > 0 && start - lead < LEAD && leads(lead - 1) {
            lead -= 1;
        }
        let compares = |n: usize| {
            self.longest(&self.dates.vocabulary.times.comparison, n).is_some_and(|(close, ())| close == lead)
        };
        (lead..start).any(named) && (lead.saturating_sub(2)..lead).any(compares)
    }

    /// Whether a number right before token `at` is compared with what was named before it: "in March, against 35 a year ago".
    pub(super) fn follows_compared(&self, at: usize) -> bool {
        let taken = |n: usize| (self.dates.taken)(n);
        let plain = |n: usize| self.dates.sentence.sign(n).is_none() && !self.dates.is(n, Classes::CLOSED);
        let Some(last) = (at.saturating_sub(NOUN)..at).rev().find(|&n| taken(n)) else { return false };
        let first = (0..=last).rev().take_while(|&n| taken(n)).last().unwrap_or(last);
        let compares =
            |n: usize| self.longest(&self.dates.vocabulary.times.comparison, n).is_some_and(|(end, ())| end == first);
        (last + 1..at).all(plain) && self.last.is_some() && (first.saturating_sub(LEAD)..first).any(compares)
    }

    /// Whether a time that begins at token `at` opens a clause, at most behind a preposition: "; over the same months".
    fn opens_clause(&self, at: usize) -> bool {
        at <= 1 || (at - 2..at).any(|n| self.low(n) == ";")
    }

    /// `the same quarter of 2022`, `the same months last year`, `the same period a year earlier`.
    pub(super) fn alike(&self, at: usize) -> Option<Found> {
        let times = &self.dates.vocabulary.times;
        let (next, ()) = self.longest(&times.alike, at)?;
        // "the same seven months of 2023"
        let counted = self.count(next).map(|(_, behind)| behind);
        let (next, ()) = self.longest(&times.alike_units, counted.unwrap_or(next))?;
        // "over the same eight months"
        let alone = || Found::new(self.named, next);
        let year_at = self.dates.skip_filler(self.longest(&times.relation, next).map_or(next, |(end, _)| end));
        let (year, end) = if let Some(year) = self.dates.year(year_at) {
            (Some(year), year_at + 1)
        } else if let Some(found) = self.counted(next, Look::Back) {
            return Some(Found { comparison: !self.opens_clause(at), ..found });
        } else {
            match self.dates.word(year_at).unwrap_or((0, TimeWord::Undated)) {
                (len, TimeWord::Relative(Step::Year, back)) => {
                    (self.dates.published.map(|d| d.year - back), year_at + len)
                }
                (len, TimeWord::Previous(Step::Year)) => {
                    (self.last.and_then(calendar::ends).map(|(_, last)| last.year - 1), year_at + len)
                }
                _ => return counted.map(|_| alone()),
            }
        };
        let period = year.and_then(|year| {
            self.last
                .or(self.topic)
                // "by 21 September … by the same date in 2023"
                .map(|last| match last {
                    Period::Until(date) => Period::At(date),
                    // "since 1 January …, against 1,640 in the same period last year"
                    Period::Since(first) => self.dates.published.map_or(last, |today| {
                        // "since the start of the year": by the month
                        let running = first.month == 0 && first.year == today.year && today.month > 0;
                        calendar::until(if running { Date::month(first.year, 1) } else { first }, today)
                    }),
                    closed => closed,
                })
                .and_then(|last| calendar::in_year(last, year))
                .or(Some(Period::At(Date::year(year))))
        });
        // "In the same months of 2024 it was 14 percent" tells of them.
        Some(Found { comparison: !self.opens_clause(at), ..Found::new(period, end) })
    }
}
