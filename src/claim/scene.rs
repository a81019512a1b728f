//! A sentence with everything found in it, as the rules for single fields see it.

use std::{cell::Cell, ops::Range};

use super::{Context, place::PlaceMention, time::TimeMention};
use crate::{
    base::period::Date,
    quantity::Quantity,
    text::{Sentence, TokenKind},
    vocabulary::{Vocabulary, lexicon::Phrases, stance::Signal, word::Classes},
};

/// A sentence, its quantities, and the places and times it names.
pub struct Scene<'s, 'd> {
    pub sentence: &'s Sentence<'d>,
    pub context: &'s Context<'s>,
    pub quantities: &'s [Quantity],
    pub times: &'s [TimeMention],
    pub places: &'s [PlaceMention],
    /// The document's own date.
    pub published: Option<Date>,
    /// What is known of each token.
    seen: Vec<Seen>,
    /// By quantity: its clause and its territory.
    clauses: Vec<(Range<usize>, Range<usize>)>,
}

/// What is known of a token.
struct Seen {
    /// The classes of its word.
    classes: Classes,
    /// Whether it belongs to a mention of time, of a place, to a quantity.
    time: bool,
    place: bool,
    quantity: bool,
    /// Whether it is a verb, once a rule has asked.
    verb: Cell<Option<bool>>,
    /// The signal that begins with it, and its number of tokens, once a rule has asked.
    signal: Cell<Option<Option<(usize, Signal)>>>,
    /// Where the phrase starts of the place that begins with it, once a rule has asked.
    phrase: Cell<Option<usize>>,
}

impl Seen {
    fn new(classes: Classes) -> Self {
        let (verb, signal, phrase) = (Cell::new(None), Cell::new(None), Cell::new(None));
        Self { classes, time: false, place: false, quantity: false, verb, signal, phrase }
    }
}

/// How far from a quantity, in tokens, its rules look: what stands further off belongs to something else, and a
/// sentence of any length is read in linear time.
const WINDOW: usize = 160;

/// How far before its number a hedge stands beside it: what the verb of a clause says holds from further away.
const HEDGE_WITHIN: usize = 3;

impl<'s, 'd> Scene<'s, 'd> {
    /// The sentence with what was found in it; words and clauses are looked at once, for all the rules.
    #[must_use]
    pub fn new(
        sentence: &'s Sentence<'d>,
        context: &'s Context<'s>,
        quantities: &'s [Quantity],
        times: &'s [TimeMention],
        places: &'s [PlaceMention],
    ) -> Self {
        let classes = |n| sentence.classes(n, context.vocabulary);
        let mut seen: Vec<Seen> = (0..sentence.tokens.len()).map(|n| Seen::new(classes(n))).collect();
        let mut mark = |range: &Range<usize>, set: fn(&mut Seen)| {
            seen.get_mut(range.clone()).into_iter().flatten().for_each(set);
        };
        for mention in times {
            mark(&mention.tokens, |token| token.time = true);
        }
        for mention in places {
            mark(&mention.tokens, |token| token.place = true);
        }
        for quantity in quantities {
            mark(&quantity.tokens, |token| token.quantity = true);
        }
        let mut scene = Self {
            sentence,
            context,
            quantities,
            times,
            places,
            published: context.published,
            seen,
            clauses: Vec::new(),
        };
        if !quantities.is_empty() {
            let borders = scene.borders();
            let clause = |q| (scene.find_clause(q, &borders), scene.find_territory(q));
            scene.clauses = (0..quantities.len()).map(clause).collect();
        }
        scene
    }

    #[must_use]
    pub fn vocabulary(&self) -> &'s Vocabulary {
        self.context.vocabulary
    }

    /// The classes of token `n`.
    #[must_use]
    pub fn classes(&self, n: usize) -> Classes {
        self.seen.get(n).map_or_else(Classes::default, |token| token.classes)
    }

    /// Whether token `n` belongs to a mention of time.
    #[must_use]
    pub fn is_time(&self, n: usize) -> bool {
        self.seen.get(n).is_some_and(|token| token.time)
    }

    /// Whether token `n` belongs to the name of a place.
    #[must_use]
    pub fn is_place(&self, n: usize) -> bool {
        self.seen.get(n).is_some_and(|token| token.place)
    }

    /// The mentions of time around quantity `q`.
    #[must_use]
    pub fn near_times(&self, q: usize) -> &'s [TimeMention] {
        near(self.times, |m| m.tokens.start, self.start(q), self.end(q))
    }

    /// The mentions of places around quantity `q`.
    #[must_use]
    pub fn near_places(&self, q: usize) -> &'s [PlaceMention] {
        near(self.places, |m| m.tokens.start, self.start(q), self.end(q))
    }

    /// The quantities from token `from` to token `to`.
    #[must_use]
    pub fn quantities_in(&self, range: &Range<usize>) -> &'s [Quantity] {
        let first = self.quantities.partition_point(|q| q.tokens.start < range.start);
        let last = self.quantities.partition_point(|q| q.tokens.start < range.end);
        &self.quantities[first..last.max(first)]
    }

    /// Whether token `n` belongs to a quantity, its unit included.
    #[must_use]
    pub fn in_quantity(&self, n: usize) -> bool {
        self.seen.get(n).is_some_and(|token| token.quantity)
    }

    /// Token `n` in lower case.
    #[must_use]
    pub fn low(&self, n: usize) -> &str {
        self.sentence.low(n)
    }

    /// Token `n` where it is a sign.
    #[must_use]
    pub fn sign(&self, n: usize) -> Option<char> {
        self.sentence.sign(n)
    }

    #[must_use]
    pub fn is(&self, n: usize, class: Classes) -> bool {
        self.seen.get(n).is_some_and(|token| token.classes.any(class))
    }

    /// Whether token `n` looks like a plural noun.
    #[must_use]
    pub fn is_plural(&self, n: usize) -> bool {
        self.sentence.form(n, self.vocabulary()).plural
    }

    /// Whether token `n` ends like a participle.
    #[must_use]
    pub fn is_participle(&self, n: usize) -> bool {
        self.sentence.form(n, self.vocabulary()).participle
    }

    /// Whether token `n` ends like a past form.
    #[must_use]
    pub fn ends_past(&self, n: usize) -> bool {
        self.sentence.form(n, self.vocabulary()).past
    }

    /// Whether token `n`, or the singular of the plural that it is, has one of these classes.
    #[must_use]
    pub fn singular_is(&self, n: usize, class: Classes) -> bool {
        self.sentence.singular(n, self.vocabulary()).any(class)
    }

    /// Whether token `n` is a verb, as `find` tells: it is asked once.
    #[must_use]
    pub(super) fn is_verb(&self, n: usize, find: fn(&Self, usize) -> bool) -> bool {
        let Some(Seen { verb: known, .. }) = self.seen.get(n) else { return find(self, n) };
        known.get().unwrap_or_else(|| {
            let verb = find(self, n);
            known.set(Some(verb));
            verb
        })
    }

    /// Where the phrase of the place starts that begins at token `at`, as `find` tells: it is asked once.
    #[must_use]
    pub(super) fn phrase_start(&self, at: usize, find: impl FnOnce() -> usize) -> usize {
        let Some(Seen { phrase: known, .. }) = self.seen.get(at) else { return find() };
        known.get().unwrap_or_else(|| {
            let start = find();
            known.set(Some(start));
            start
        })
    }

    /// Where a quantity starts, its hedge included.
    #[must_use]
    pub fn start(&self, q: usize) -> usize {
        let quantity = &self.quantities[q];
        let beside = |h: &&Range<usize>| h.end + HEDGE_WITHIN >= quantity.tokens.start;
        quantity.hedge.as_ref().filter(beside).map_or(quantity.tokens.start, |h| h.start.min(quantity.tokens.start))
    }

    /// Where a quantity ends, a hedge behind it included.
    #[must_use]
    pub fn end(&self, q: usize) -> usize {
        let quantity = &self.quantities[q];
        quantity.hedge.as_ref().map_or(quantity.tokens.end, |h| h.end.max(quantity.tokens.end))
    }

    /// The tokens around quantity `q` that belong to no other: from the one before to the next, divided between them
    /// at a conjunction, else at a comma, and not beyond a semicolon.
    #[must_use]
    pub fn territory(&self, q: usize) -> Range<usize> {
        self.clauses.get(q).map(|(_, territory)| territory.clone()).unwrap_or_default()
    }

    fn find_territory(&self, q: usize) -> Range<usize> {
        let divide = |left: usize, right: usize| {
            let gap = self.end(left)..self.start(right).max(self.end(left));
            let conjunction = |n: &usize| self.is(*n, Classes::CONJUNCTION) && !self.is(*n, Classes::THAT);
            gap.clone().rev().find(conjunction).or_else(|| gap.rev().find(|&n| self.sign(n) == Some(',')))
        };
        let from = if q == 0 { 0 } else { divide(q - 1, q).map_or(self.end(q - 1), |n| n + 1) };
        let to = if q + 1 < self.quantities.len() {
            divide(q, q + 1).unwrap_or_else(|| self.start(q + 1))
        } else {
            self.sentence.tokens.len()
        };
        let start = (from..self.start(q)).rev().find(|&n| self.sign(n) == Some(';')).map_or(from, |n| n + 1);
        let end = (self.end(q)..to).find(|&n| self.sign(n) == Some(';')).unwrap_or(to);
        start..end
    }

    /// The clause of quantity `q`: back and forth to a semicolon, a colon, a dash between blanks, or a conjunction
    /// or comma that opens a clause with a quantity of its own.
    #[must_use]
    pub fn clause(&self, q: usize) -> Range<usize> {
        self.clauses.get(q).map(|(clause, _)| clause.clone()).unwrap_or_default()
    }

    /// The tokens at which a clause may end: signs that end one, and (`false`) conjunctions behind a comma, which do so
    /// between two quantities.
    fn borders(&self) -> Vec<(usize, bool)> {
        let breaks = |n: usize| match self.sign(n) {
            Some(';' | '—' | '"' | '“' | '”') => true,
            // Not "4:52 a.m."
            Some(':') => self.sentence.tokens.get(n + 1).is_none_or(|t| t.spaced || t.kind != TokenKind::Number),
            Some('–') => self.sentence.tokens[n].spaced,
            _ => false,
        };
        let joins = |n: usize| {
            let conjunction = self.is(n, Classes::CONJUNCTION) && !self.is(n, Classes::THAT);
            conjunction && n > 0 && self.sign(n - 1) == Some(',')
        };
        let border = |n: usize| if breaks(n) { Some((n, true)) } else { joins(n).then_some((n, false)) };
        (0..self.sentence.tokens.len()).filter_map(border).collect()
    }

    fn find_clause(&self, q: usize, borders: &[(usize, bool)]) -> Range<usize> {
        let (first, last) = (self.start(q).saturating_sub(WINDOW), self.end(q) + WINDOW);
        let ends = |&&(n, breaks): &&(usize, bool)| breaks || self.opens_clause(n, q);
        let before = &borders[..borders.partition_point(|(n, _)| *n < self.start(q))];
        let behind = &borders[borders.partition_point(|(n, _)| *n < self.end(q))..];
        let start = before.iter().rev().take_while(|(n, _)| *n >= first).find(ends);
        let end = behind.iter().take_while(|(n, _)| *n < last).find(ends);
        start.map_or(first, |(n, _)| n + 1)..end.map_or(last.min(self.sentence.tokens.len()), |(n, _)| *n)
    }

    /// Whether the conjunction at token `n` divides quantity `q` from another: ", while 30 …", ", but …".
    fn opens_clause(&self, n: usize, q: usize) -> bool {
        let at = self.start(q);
        let (from, to) = if n < at { (n.saturating_sub(WINDOW), n) } else { (n, n + WINDOW) };
        !self.quantities_in(&(from..to)).is_empty()
            && (n < at || self.has_verb(n..to))
            && (n > at || self.has_verb(n..at))
    }

    /// Whether a word of change stands in a range of tokens.
    #[must_use]
    pub fn changes(&self, range: Range<usize>) -> bool {
        self.first_of(&self.vocabulary().cues.change, range).is_some()
    }

    /// Whether something that can be a verb stands in a range of tokens.
    #[must_use]
    pub fn has_verb(&self, range: Range<usize>) -> bool {
        range.into_iter().any(|n| self.is(n, Classes::AUXILIARY) || self.is(n, Classes::VERB) || self.is_participle(n))
    }

    /// The signal that starts at token `n`, with its number of tokens: of all tables that of signals is asked most.
    #[must_use]
    #[inline]
    pub fn signal(&self, n: usize) -> Option<(usize, Signal)> {
        match self.seen.get(n)?.signal.get() {
            Some(signal) => signal,
            None => self.find_signal(n),
        }
    }

    #[inline(never)]
    fn find_signal(&self, n: usize) -> Option<(usize, Signal)> {
        let signal = self.phrase(&self.vocabulary().stances.signals, n).map(|(len, &signal)| (len, signal));
        // "May brought 88 millimetres"
        let signal =
            signal.filter(|(len, signal)| !(*len == 1 && matches!(signal, Signal::Modal(_)) && self.is_time(n)));
        self.seen[n].signal.set(Some(signal));
        signal
    }

    /// The longest phrase of a table that starts at token `n`, with its number of tokens.
    #[must_use]
    pub fn phrase<'t, T>(&self, table: &'t Phrases<T>, n: usize) -> Option<(usize, &'t T)> {
        self.sentence.phrase(table, n)
    }

    /// The last match of a table that starts in `range` and ends at or before its end.
    #[must_use]
    pub fn last_of<'t, T>(&self, table: &'t Phrases<T>, range: Range<usize>) -> Option<(Range<usize>, &'t T)> {
        if !self.sentence.may_hold(table.set()) {
            return None;
        }
        range
            .clone()
            .rev()
            .filter_map(|n| self.phrase(table, n).map(|(len, value)| (n..n + len, value)))
            .find(|(found, _)| found.end <= range.end)
    }

    /// The first match of a table that starts in `range` and ends at or before its end.
    #[must_use]
    pub fn first_of<'t, T>(&self, table: &'t Phrases<T>, range: Range<usize>) -> Option<(Range<usize>, &'t T)> {
        if !self.sentence.may_hold(table.set()) {
            return None;
        }
        range
            .clone()
            .filter_map(|n| self.phrase(table, n).map(|(len, value)| (n..n + len, value)))
            .find(|(found, _)| found.end <= range.end)
    }

    /// Token `at`, or the one further back from which only "a total of" and the like leads to it.
    #[must_use]
    pub fn before_filler(&self, mut at: usize) -> usize {
        let filler = |n: usize| self.is(n, Classes::FILLER) || self.is(n, Classes::OF) || self.is(n, Classes::ARTICLE);
        while at > 0 && filler(at - 1) {
            at -= 1;
        }
        at
    }

    /// Whether some phrase of the table ends just before token `at`; gives its start.
    #[must_use]
    #[inline]
    pub fn ends_at<'t, T>(&self, table: &'t Phrases<T>, at: usize) -> Option<(usize, &'t T)> {
        if at > 0 && self.sentence.may_end(table.set(), at - 1) { self.find_end(table, at) } else { None }
    }

    #[inline(never)]
    fn find_end<'t, T>(&self, table: &'t Phrases<T>, at: usize) -> Option<(usize, &'t T)> {
        (at.saturating_sub(4)..at).find_map(|n| {
            self.sentence.phrase_within(table, n, at).filter(|(len, _)| n + len == at).map(|(_, v)| (n, v))
        })
    }
}

/// The items that start within the window around tokens `start..end`; `items` are sorted by their start.
fn near<T>(items: &[T], at: impl Fn(&T) -> usize, start: usize, end: usize) -> &[T] {
    let first = items.partition_point(|m| at(m) + WINDOW < start);
    let last = items.partition_point(|m| at(m) < end + WINDOW);
    &items[first..last.max(first)]
}
