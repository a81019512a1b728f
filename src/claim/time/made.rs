//! Times that tell when something else was made or what it is called, and date no number.

use super::Reader;
use crate::vocabulary::{number::Tag, time::Relation, word::Classes};

/// How many tokens tell who made something.
const BY: usize = 6;

impl<F: Fn(usize) -> bool> Reader<'_, '_, F> {
    /// Whether a superlative or a rank stands a few words before token `at`.
    pub(super) fn is_superlative(&self, at: usize) -> bool {
        let numbers = &self.dates.vocabulary.numbers;
        let first = at.saturating_sub(6);
        let from = (first..at).rev().find(|&n| self.dates.sentence.sign(n).is_some()).unwrap_or(first);
        // "at least 11"
        let hedges = |n: usize| (self.dates.taken)(n) || (self.dates.taken)(n + 1);
        (from..at).filter(|&n| !hedges(n)).any(|n| {
            let low = self.low(n);
            let ending = |e: &String| low.len() > e.len() + 2 && low.ends_with(e.as_str());
            let number = self.dates.sentence.number(n, self.dates.vocabulary);
            number.is(Tag::Superlative)
                // "its first decline since 2017"
                || number.ordinal == Some(1)
                || numbers.superlative_suffixes.iter().any(ending)
        })
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
