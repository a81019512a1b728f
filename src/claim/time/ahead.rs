//! Whether a time lies ahead: a month in what will be is the next one.

use super::Reader;
use crate::{
    text::TokenKind,
    vocabulary::{time::TimeWord, word::Classes},
};

/// How many tokens a word that looks ahead reaches.
const AHEAD: usize = 14;

impl<F: Fn(usize) -> bool> Reader<'_, '_, F> {
    /// Whether a conjunction that opens a clause stands at token `n`.
    pub(super) fn is_clause_opener(&self, n: usize) -> bool {
        self.dates.is(n, Classes::CONJUNCTION) && !self.dates.is(n, Classes::THAT)
    }

    /// Whether nothing in the sentence tells of the past.
    pub(super) fn is_untold(&self) -> bool {
        let times = &self.dates.vocabulary.times;
        let told = |n: usize| {
            let low = self.low(n);
            self.longest(&times.past, n).is_some() || low.len() > 4 && times.past_endings.end(low)
        };
        !(0..self.dates.sentence.tokens.len()).any(told)
    }

    /// Whether the words before token `at` look ahead, so that a month is the next one.
    pub(super) fn looks_ahead(&self, at: usize) -> bool {
        // "opens on Friday": the word before the date is the last of those that look ahead.
        self.ahead.is_some_and(|end| end <= at + 1 && at < end + AHEAD && !self.tells_of_past(end, at))
            && !self.is_behind_past(at)
            || self.opens_to_come(at)
    }

    /// "will trouble the bank, which lowered its rate in May": whether a clause about what was leads to token `at`.
    fn tells_of_past(&self, from: usize, at: usize) -> bool {
        let times = &self.dates.vocabulary.times;
        let past = |n: usize| self.longest(&times.past, n).is_some() || times.past_endings.end(self.low(n));
        (from + 1..at).any(|n| self.longest(&times.relative, n).is_some() && self.low(n - 1) == "," && past(n + 1))
    }

    /// "a target that was cut in June": whether a verb of the past stands just before token `at`.
    pub(super) fn is_behind_past(&self, at: usize) -> bool {
        let times = &self.dates.vocabulary.times;
        let past = |n: usize| self.longest(&times.past, n).is_some();
        let participle = |n: usize| {
            let low = self.low(n);
            self.longest(&times.unchanged, n).is_some() || low.len() > 4 && times.past_endings.end(low)
        };
        at > 0 && (past(at - 1) || at > 1 && participle(at - 1) && past(at - 2))
    }

    /// "From 1 September the limit is 80": whether nothing behind token `at` tells of the past.
    pub(super) fn is_in_force(&self, at: usize) -> bool {
        let times = &self.dates.vocabulary.times;
        let past = |n: usize| {
            let low = self.low(n);
            // "the speed limit"
            let named = self.dates.is(n - 1, Classes::DETERMINER);
            [&times.past, &times.perfect].iter().any(|table| self.longest(table, n).is_some())
                || !named && low.len() > 4 && times.past_endings.end(low)
        };
        !(at..at + AHEAD).any(past)
    }

    /// "In September the yard will hire": whether token `at` opens a clause whose verb looks ahead.
    pub(super) fn opens_to_come(&self, at: usize) -> bool {
        let times = &self.dates.vocabulary.times;
        let opens = at == 0 || matches!(self.low(at - 1), ";" | ":") || self.is_clause_opener(at - 1);
        if self.longest(&times.relation, at).is_none() {
            return false;
        }
        if !opens {
            // "a campaign from 11 to 16 August is to reach"
            let dated = |n: usize| {
                self.dates.sentence.tokens.get(n).is_some_and(|t| t.kind == TokenKind::Number)
                    || self.longest(&times.to, n).is_some()
                    || matches!(self.dates.word(n), Some((_, TimeWord::Month(_))))
            };
            let end = (at + 1..at + AHEAD).find(|&n| !dated(n)).unwrap_or(at);
            let next = end + usize::from(self.low(end) == ",");
            return end > at + 1 && self.longest(&times.to_come, next).is_some();
        }
        // A comma behind the date does not end its clause.
        let end = (at + 4..at + AHEAD)
            .find(|&n| matches!(self.low(n), "" | "," | ";" | ".") || self.is_clause_opener(n))
            .unwrap_or(at + AHEAD);
        (at + 2..end).any(|n| self.longest(&times.to_come, n).is_some())
    }
}
