//! Times that tell when something else was made or what it is called, and date no number.

use super::{Found, Reader, TimeMention};
use crate::{
    base::{Period, period::Date},
    vocabulary::{number::Tag, time::Relation, word::Classes},
};

/// How many tokens tell who made something.
const BY: usize = 6;

impl<F: Fn(usize) -> bool> Reader<'_, '_, F> {
    /// The mention in the tokens from `start` that was `found`.
    pub(super) fn done(&self, start: usize, found: &Found, bound: bool) -> TimeMention {
        let times = &self.dates.vocabulary.times;
        // "at the end of last year" is December; "at the end of 2024" gives the year.
        let numbered = (start..found.end).any(|n| self.dates.year(n).is_some());
        let closes = |n: usize| !numbered && self.longest(&times.december, n).is_some();
        let period = match found.period {
            Some(Period::At(date)) if date.month == 0 && (start..found.end).any(closes) => {
                Some(Period::At(Date::month(date.year, 12)))
            }
            period => period,
        };
        TimeMention {
            comparison: found.comparison || self.is_compared(start, found.end),
            base: self.longest(&times.comparison, start).is_some(),
            // "said on Friday", "today announced"
            made: bound
                && (start > 0 && self.longest(&times.made, start - 1).is_some()
                    || self.is_made_by(start)
                    || self.is_record_since(start)
                    || found.free
                        && found.period.is_some()
                        && [&times.made, &times.made_behind].iter().any(|t| self.longest(t, found.end).is_some()))
                || !bound && self.is_name(start, found.end),
            record: false,
            tokens: start..found.end,
            period,
            bound,
            run: found.run,
            shift: found.shift,
        }
    }

    /// Whether a superlative or a rank stands a few words before token `at`.
    pub(super) fn is_superlative(&self, at: usize) -> bool {
        let numbers = &self.dates.vocabulary.numbers;
        let first = at.saturating_sub(6);
        let from = (first..at).rev().find(|&n| self.dates.sentence.sign(n).is_some()).unwrap_or(first);
        // "at least 11"
        let hedges = |n: usize| (self.dates.taken)(n) || (self.dates.taken)(n + 1);
        (from..at).filter(|&n| !hedges(n)).any(|n| {
            let low = self.low(n);
            let number = self.dates.sentence.number(n, self.dates.vocabulary);
            number.is(Tag::Superlative)
                // "its first decline since 2017"
                || number.ordinal == Some(1)
                || numbers.ends_superlative(low)
        })
    }

    /// "the wettest year since measurements began in 1906": whether the clause of token `start` tells how far a record goes back.
    pub(super) fn is_record_since(&self, start: usize) -> bool {
        let relation = &self.dates.vocabulary.times.relation;
        let since = |n: usize| matches!(self.longest(relation, n), Some((end, Relation::Since)) if end < start);
        let stop = |n: usize| self.dates.sentence.sign(n).is_some() || self.dates.is(n, Classes::AND);
        let first = start.saturating_sub(BY);
        (first..start).rev().take_while(|&n| !stop(n)).any(|n| since(n) && self.is_superlative(n))
    }

    /// "approved by the Cabinet on Monday": whether who made something stands before token `start`.
    pub(super) fn is_made_by(&self, start: usize) -> bool {
        let times = &self.dates.vocabulary.times;
        let by = |n: usize| matches!(self.longest(&times.relation, n), Some((_, Relation::Until)));
        let first = start.saturating_sub(BY);
        let stop = |n: usize| self.dates.sentence.sign(n).is_some() || self.dates.is(n, Classes::AND);
        let made = |n: usize| self.longest(&times.made, n).filter(|&(end, ())| by(end) && end + 1 < start);
        (first..start).rev().take_while(|&n| !stop(n)).any(|n| made(n).is_some())
    }

    /// Whether a bare year belongs to a name: "Fisheries Act 1996".
    pub(super) fn is_name(&self, start: usize, end: usize) -> bool {
        let capital = |n: usize| self.dates.sentence.word(n).starts_with(char::is_uppercase);
        end == start + 1
            && start > 1
            && capital(start - 1)
            && capital(start - 2)
            && self.dates.word(start - 1).is_none()
    }
}
