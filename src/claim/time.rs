//! Mentions of time in a sentence, resolved to periods.

mod ahead;
mod bounds;
mod compared;
mod counted;
#[cfg(test)]
mod families;
mod made;
mod nth;
#[cfg(test)]
mod tests;

use std::ops::Range;

use super::{
    calendar,
    stretch::{Dates, Look},
    term::Terms,
};
use crate::{
    base::{Period, period::Date},
    text::{Sentence, TokenKind},
    vocabulary::{
        Vocabulary,
        lexicon::{Phrases, Tables},
        time::{Relation, Step, TimeWord},
        word::Classes,
    },
};

/// A time that a sentence names.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct TimeMention {
    /// Token indices, the preposition included.
    pub tokens: Range<usize>,
    /// `None` where the text does not date it: "now", "a decade ago" in a document without a date.
    pub period: Option<Period>,
    /// Whether a preposition stands before it; a bare `2016` in `the 2016 campaign` counts for less.
    pub bound: bool,
    /// Only compared with: `than in 2019`, `down from 2019`.
    pub comparison: bool,
    /// A change before it may be counted from it: `up 12 percent on May 2023`.
    pub base: bool,
    /// Belongs to something that was made or said then: `signed in 2007`.
    pub made: bool,
    /// Tells how far back a record goes, and dates nothing: `the most since 1991`.
    pub record: bool,
    /// For a change, the unit before the period is its base: `rose 3 percent in the year to June`.
    pub run: bool,
    /// Counted from another time: so many units from it.
    pub shift: Option<(Step, i16)>,
}

/// What a time without a date of its own is counted from.
#[derive(Clone, Copy, Debug, Default)]
pub struct Anchors {
    /// The document's own date.
    pub published: Option<Date>,
    /// What the paragraph named last.
    pub last: Option<Period>,
    /// What the text named last.
    pub before: Option<Period>,
    /// The period that the document is about.
    pub topic: Option<Period>,
}

/// The mentions of time, in order. `taken` tells which tokens are quantities and so no dates; `terms` are the
/// named periods that the document and the project define.
pub fn mentions(
    sentence: &Sentence<'_>,
    vocabulary: &Vocabulary,
    terms: &Terms,
    anchors: &Anchors,
    taken: impl Fn(usize) -> bool,
) -> Vec<TimeMention> {
    let Anchors { published, topic, .. } = *anchors;
    let dates =
        Dates { sentence, vocabulary, published, topic, fiscal: terms.fiscal, day_first: terms.day_first, taken };
    let times = &vocabulary.times;
    let begins = times.words.set()
        | times.first.set()
        | times.last.set()
        | times.last_one.set()
        | times.next_one.set()
        | times.up_to_now.set()
        | times.alike.set()
        | times.step.set();
    let mut reader = Reader {
        dates,
        begins,
        terms,
        topic: anchors.topic,
        last: anchors.last,
        main: None,
        named: anchors.last,
        before: anchors.before,
        ahead: None,
    };
    let told = begins | times.relation.set() | times.ahead.set();
    let mut out: Vec<TimeMention> = Vec::new();
    let mut at = 0;
    let mut aside = false;
    while let Some(token) = sentence.tokens.get(at) {
        // Most words have nothing to do with times.
        let plain = matches!(token.kind, TokenKind::Word | TokenKind::Possessive);
        if plain && !sentence.begins(told, at) && !sentence.begins(times.step.set(), at + 1) {
            at += 1;
            continue;
        }
        if let Some((end, ())) = reader.longest(&vocabulary.times.ahead, at) {
            reader.ahead = Some(end);
            // "The firm, which will close, cut 400 jobs in May"
            let which = |n: usize| reader.longest(&vocabulary.times.relative, n).is_some() && reader.low(n - 1) == ",";
            aside = (at.saturating_sub(2).max(1)..at).any(which);
        } else if matches!(sentence.sign(at), Some(';' | '.' | ':')) || aside && sentence.sign(at) == Some(',') {
            (reader.ahead, aside) = (None, false);
        }
        match reader.mention(at) {
            Some(mention) => {
                at = mention.tokens.end;
                // "the week to 25 October (week 43)"
                if out.last().is_some_and(|last| says_again(sentence, last, &mention)) {
                    continue;
                }
                if !mention.made {
                    reader.named = mention.period.or(reader.named);
                    reader.last = mention.period.filter(|_| !mention.comparison).or(reader.last);
                    let compared = mention.comparison || reader.follows_compared(mention.tokens.start);
                    reader.main = mention.period.filter(|_| !compared).or(reader.main);
                }
                // "up 12 percent year on year in May": counted from what follows.
                if let Some(base) = out.last_mut()
                    && let (Some((step, by)), Some(period)) = (base.shift, mention.period)
                    && (by < 0 && !mention.comparison)
                    && mention.tokens.start <= base.tokens.end + 1
                {
                    // "Twelve months earlier, on 30 June 2024, it had been 8."
                    if base.period == Some(period) {
                        continue;
                    }
                    base.period = calendar::moved(period, step, by);
                    // "0.3 percent on the month and 2.8 on the year in May"
                    let open = |m: &&mut TimeMention| m.period.is_none() && m.shift.is_some_and(|(_, by)| by < 0);
                    for earlier in out.iter_mut().rev().skip(1).take_while(open) {
                        let shift = earlier.shift;
                        earlier.period = shift.and_then(|(step, by)| calendar::moved(period, step, by));
                    }
                }
                out.push(mention);
            }
            None => at += 1,
        }
    }
    out
}

/// Whether a mention in brackets only gives the week before it by its number.
fn says_again(sentence: &Sentence<'_>, last: &TimeMention, mention: &TimeMention) -> bool {
    let week = |m: &TimeMention| m.period.is_some_and(|p| calendar::unit_of(p, Step::Week) == Some(p));
    mention.tokens.start == last.tokens.end + 1
        && sentence.sign(last.tokens.end) == Some('(')
        && week(last)
        && week(mention)
}

/// A time as it was read: its period and the token behind it.
struct Found {
    period: Option<Period>,
    end: usize,
    comparison: bool,
    run: bool,
    /// It needs no preposition.
    free: bool,
    /// Counted from another time: so many units from it.
    shift: Option<(Step, i16)>,
}

impl Found {
    fn new(period: Option<Period>, end: usize) -> Self {
        Self { period, end, comparison: false, run: false, free: true, shift: None }
    }
}

struct Reader<'r, 'd, F> {
    dates: Dates<'r, 'd, F>,
    /// The tables whose phrases begin a time that needs no preposition.
    begins: Tables,
    terms: &'r Terms,
    topic: Option<Period>,
    /// What was named last and is not only compared with.
    last: Option<Period>,
    /// What was named last in the sentence and is not of a number that is compared with.
    main: Option<Period>,
    /// What was named last.
    named: Option<Period>,
    /// The same, in the paragraphs before too.
    before: Option<Period>,
    /// The token behind the last word that looks ahead.
    ahead: Option<usize>,
}

impl<F: Fn(usize) -> bool> Reader<'_, '_, F> {
    fn low(&self, n: usize) -> &str {
        self.dates.low(n)
    }

    fn longest<T: Copy>(&self, table: &Phrases<T>, at: usize) -> Option<(usize, T)> {
        self.dates.sentence.phrase(table, at).map(|(len, &value)| (at + len, value))
    }

    /// Whether a time may begin at token `at`: with a word of time, with the digits of a date, or with a count of its units.
    fn may_begin(&self, at: usize) -> bool {
        let Dates { sentence, vocabulary, taken, .. } = &self.dates;
        let times = &vocabulary.times;
        let digits = || sentence.tokens.get(at).is_some_and(|t| t.kind == TokenKind::Number);
        // "two fiscal years", "the first round"
        let leads = || {
            let ordinal = |n: usize| sentence.number(n, vocabulary).ordinal.is_some();
            let word = |n: usize| sentence.begins(times.words.set(), n) || sentence.begins(times.hours.set(), n);
            ordinal(at) || (at + 1..at + 3).any(|n| ordinal(n) || word(n))
        };
        sentence.may_begin(self.begins, at)
            || sentence.begins(times.step.set(), at + 1)
            || digits() && (!taken(at) || sentence.begins(times.words.set(), at + 1))
            || sentence.begins(self.begins, at) && leads()
    }

    /// Whether one may behind a preposition: what it has before it too, another one, and a unit or an ordinal.
    fn may_follow(&self, at: usize) -> bool {
        let Dates { sentence, vocabulary, .. } = &self.dates;
        let times = &vocabulary.times;
        let may = |n: usize| {
            self.may_begin(n)
                || sentence.begins(times.relation.set(), n)
                || sentence.begins(times.step.set(), n + 2)
                || sentence.number(n, vocabulary).ordinal.is_some()
        };
        may(at) || may(self.dates.skip_filler(at))
    }

    fn mention(&self, at: usize) -> Option<TimeMention> {
        let times = &self.dates.vocabulary.times;
        let alone = self.may_begin(at);
        if !alone && !self.dates.sentence.may_begin(times.relation.set(), at) {
            return None;
        }
        // "day by day, Wednesday 15 May"
        if at > 0 && !alone && self.low(at - 1) == self.low(at + 1) {
            return None;
        }
        // "up 4 percent on the year": the preposition belongs to the phrase.
        let whole = || matches!(self.dates.word(at), Some((_, TimeWord::Previous(_))));
        if let Some((next, relation)) = self.longest(&times.relation, at).filter(|_| !whole()) {
            if relation == Relation::Under
                && let Some((period, end)) = self.terms.find(self.dates.sentence, next)
            {
                return Some(self.done(at, &Found::new(Some(period), end), true));
            }
            let behind = || {
                let look = match relation {
                    _ if self.looks_ahead(at) => Look::Ahead,
                    Relation::Until | Relation::Before => Look::Around,
                    Relation::From if at == 0 && self.is_in_force(next) => Look::Around,
                    _ => Look::Back,
                };
                // "part of the year"
                let of = self.dates.is(at, Classes::OF) && next == at + 1;
                let whole = of && matches!(self.dates.word(next), Some((_, TimeWord::Same(_))));
                self.time(next, true, look).filter(|_| !whole).map(|found| (found, look))
            };
            if self.may_follow(next)
                && let Some((mut found, look)) = behind()
            {
                // "came away from last September's draw"
                let owner =
                    |n: usize| self.dates.sentence.tokens.get(n).is_some_and(|t| t.kind == TokenKind::Possessive);
                if relation == Relation::From && found.period.is_some() && !found.comparison && !owner(found.end) {
                    return self.from(at, found, look);
                }
                // "of October to December", "for the years 2025 to 2029"
                let years =
                    || relation == Relation::At && found.period.is_some_and(calendar::is_year) && next + 1 < found.end;
                if (matches!(relation, Relation::Of | Relation::Since) || years())
                    && let Some(span) = self.spans(&found, look)
                {
                    return Some(self.done(at, &span, true));
                }
                // "since the start of the year"
                if relation == Relation::Since && self.is_the_year(next) {
                    found.period = self.new_year();
                }
                let same = found.period;
                // "hit by this year's rains"
                let agent = relation == Relation::Until && owner(found.end);
                found.period = found.period.and_then(|period| match (relation, period) {
                    _ if agent => same,
                    // "before the October election"
                    (Relation::Before, Period::At(d)) if d.day == 0 && self.is_named_after(next, found.end) => {
                        Some(Period::Until(d))
                    }
                    (Relation::Before, Period::At(d) | Period::Between(d, _)) => {
                        let step = match (d.month, d.day) {
                            (0, _) => Step::Year,
                            (_, 0) => Step::Month,
                            _ => Step::Day,
                        };
                        calendar::shift(d, step, -1).map(Period::Until)
                    }
                    (Relation::Since, Period::At(d) | Period::Between(d, _)) => Some(Period::Since(d)),
                    (Relation::Until, Period::At(d) | Period::Between(_, d)) => Some(Period::Until(d)),
                    // "by 2030 … by then"
                    (Relation::Until, Period::Until(_)) => same,
                    (Relation::Since, Period::Since(_) | Period::Until(_)) | (Relation::Until, Period::Since(_)) => {
                        None
                    }
                    _ => same,
                });
                let mut mention = self.done(at, &found, true);
                // "the highest since 1991"
                mention.record = relation == Relation::Since && self.is_superlative(at);
                mention.made |= mention.record;
                return Some(mention);
            }
            // "has since fallen", "have risen by 6 percent since."
            if relation == Relation::Since
                && next == at + 1
                && (at > 0 && self.longest(&times.perfect, at - 1).is_some()
                    || matches!(self.low(next), "." | "," | ""))
                && let Some((first, _)) = self.last.and_then(calendar::ends)
            {
                return Some(self.done(at, &Found::new(Some(Period::Since(first)), next), true));
            }
        }
        if !alone && !self.is_article(at) {
            return None;
        }
        let look = if self.looks_ahead(at) { Look::Ahead } else { Look::Back };
        let found = self.time(at, false, look)?;
        let bound = found.free;
        Some(self.done(at, &found, bound))
    }

    /// Any time at token `at`; `bound` where a preposition stands before.
    fn time(&self, at: usize, bound: bool, look: Look) -> Option<Found> {
        // "3.1 percent this year and 3.6 next"
        if let (Some((end, ())), Some(Period::At(year))) =
            (self.longest(&self.dates.vocabulary.times.next_one, at), self.named)
            && (matches!(self.low(end), "" | "." | "," | ";" | ")") || self.dates.is(end, Classes::AND))
            && year.month == 0
        {
            return Some(Found::new(Some(Period::At(Date::year(year.year + 1))), end));
        }
        let counted = self.counted(at, look).or_else(|| self.run(at, bound, look));
        let counted = counted.or_else(|| self.nth(at, look));
        if let Some(found) = counted.or_else(|| self.alike(at)).or_else(|| self.round(at)) {
            return Some(found);
        }
        if let Some((len, word)) = self.dates.word(at) {
            let end = at + len;
            let named = |step: Option<Step>| {
                let last = if matches!(word, TimeWord::That(_)) { self.named } else { self.last };
                // "by 2025 … by the end of that year"
                let closed = |period| match period {
                    Period::Since(date) | Period::Until(date) => Period::At(date),
                    closed => closed,
                };
                let before = self.before.filter(|_| matches!(word, TimeWord::That(_)));
                step.map_or(last.or(self.topic), |step| {
                    [last.map(closed), before, self.topic]
                        .into_iter()
                        .flatten()
                        .find_map(|p| calendar::unit_of(p, step))
                })
            };
            // "the week of 13 to 19 January", "the week of 13 January"
            if let TimeWord::Same(Some(step)) = word
                && let Some((next, _)) = self.longest(&self.dates.vocabulary.times.relation, end)
                && let Some((days, end)) = self.dates.stretch(next, true, look, self.last)
            {
                let days = match days {
                    // "the month of May"
                    Period::At(date) if calendar::unit_of(days, step) == Some(days) && date.day == 0 => Some(days),
                    Period::At(day) if step == Step::Week && day.day > 0 => {
                        calendar::shift(day, Step::Day, 6).map(|last| Period::Between(day, last))
                    }
                    days => Some(days).filter(|days| matches!(days, Period::Between(..))),
                };
                if days.is_some() {
                    return Some(Found::new(days, end));
                }
            }
            match word {
                TimeWord::Undated => return Some(Found::new(None, end)),
                // "At the time of our first visit" there is another word for it.
                TimeWord::That(None) if self.dates.is(end, Classes::OF) => return None,
                TimeWord::That(step) => return Some(Found::new(named(step), end)),
                // "by the end of the year" is the present one.
                TimeWord::Same(Some(Step::Year)) | TimeWord::End(Step::Year) if bound && look != Look::Back => {
                    let this = self.dates.published.map(|d| Period::At(Date::year(d.year)));
                    return Some(Found::new(this.or_else(|| named(Some(Step::Year))), end));
                }
                // "by the end of the decade"
                TimeWord::Same(Some(Step::Decade)) if bound && look != Look::Back => {
                    return Some(Found::new(self.dates.relative(Step::Decade, 0), end));
                }
                // "are due by the end of the month"
                TimeWord::Same(Some(Step::Month)) if bound && look == Look::Ahead && len > 2 => {
                    let this = self.dates.published.map(|d| Period::At(Date::month(d.year, d.month)));
                    return Some(Found::new(this.or_else(|| named(Some(Step::Month))), end));
                }
                // "For the year as a whole the firm expects", where nothing was told of another.
                TimeWord::Same(Some(Step::Year)) if bound && len > 2 && self.is_untold() => {
                    let this = || self.dates.published.map(|d| Period::At(Date::year(d.year)));
                    return Some(Found::new(named(Some(Step::Year)).or_else(this), end));
                }
                TimeWord::Same(step) if bound => return Some(Found::new(named(step), end)),
                TimeWord::End(step) if bound => {
                    let last = named(Some(step)).and_then(calendar::ends).map(|(_, last)| Period::At(last));
                    let over = || {
                        let date = self.dates.published.filter(|d| step == Step::Year && d.month > 0)?;
                        Some(Period::At(Date::year(date.year - 1)))
                    };
                    return Some(Found::new(last.or_else(over), end));
                }
                TimeWord::Previous(step) => {
                    // "198 in August, up 20 percent on the year": on the August before.
                    let part = |period| matches!(period, Period::At(date) if date.month > 0 && date.day == 0);
                    let whole =
                        |period| calendar::unit_of(period, step).filter(|_| step != Step::Year || !part(period));
                    let period = self
                        .last
                        .or(self.topic)
                        .and_then(|period| calendar::moved(whole(period).unwrap_or(period), step, -1));
                    // "; the year before there had been 40" tells, it does not compare.
                    let open = |n: usize| matches!(self.low(n), ";" | "," | ":") || self.is_clause_opener(n);
                    // "The year before, coal had stood at 16."
                    let first = at <= 1 && self.low(end) == ",";
                    let tells = first || (at == 0 || open(at - 1)) && self.dates.sentence.sign(end).is_none();
                    let tells = tells && end < self.dates.sentence.tokens.len();
                    return Some(Found { comparison: !tells, shift: Some((step, -1)), ..Found::new(period, end) });
                }
                TimeWord::Next(step) => {
                    let last = self.last.or(self.topic).and_then(|period| calendar::unit_of(period, step));
                    // "the day after the vote": nothing to count from.
                    let period = last.and_then(|period| calendar::moved(period, step, 1))?;
                    return Some(Found::new(Some(period), end));
                }
                // Without a date of the document nobody knows when "last year" was.
                TimeWord::Relative(..) if self.dates.stretch(at, bound, look, self.last).is_none() => {
                    return Some(Found::new(None, end));
                }
                _ => {}
            }
        }
        let start = if bound { self.dates.skip_filler(at) } else { at };
        let found = self.dates.stretch(start, bound, look, self.last);
        let ordinal = || self.dates.ordinal(start, look, self.last).filter(|_| bound);
        let (period, end) = found.or_else(ordinal)?;
        let word = self.dates.word(start).map(|(_, word)| word);
        let free = matches!(word, Some(TimeWord::Relative(..)));
        Some(Found { free, ..Found::new(Some(period), end) })
    }
}
