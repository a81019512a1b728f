//! Mentions of time in a sentence, resolved to periods.

use std::ops::Range;

use super::{
    calendar,
    stretch::{Dates, Look},
    term::Terms,
};
use crate::{
    base::{Period, period::Date},
    text::Sentence,
    vocabulary::{
        Vocabulary,
        lexicon::Phrases,
        number::{NumberWord, Tag},
        time::{Counted, Relation, Step, TimeWord},
        word::Classes,
    },
};

/// A time that a sentence names.
#[derive(Clone, Debug, PartialEq)]
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
    /// The period that the document is about.
    pub topic: Option<Period>,
}

/// How many tokens a word that looks ahead reaches.
const AHEAD: usize = 14;

/// The mentions of time, in order. `taken` tells which tokens are quantities and so no dates; `terms` are the
/// named periods that the document and the project define.
pub fn mentions(
    sentence: &Sentence<'_>,
    vocabulary: &Vocabulary,
    terms: &Terms,
    anchors: &Anchors,
    taken: impl Fn(usize) -> bool,
) -> Vec<TimeMention> {
    let dates = Dates { sentence, vocabulary, published: anchors.published, fiscal: terms.fiscal, taken };
    let mut reader =
        Reader { dates, terms, topic: anchors.topic, last: anchors.last, named: anchors.last, ahead: None };
    let mut out: Vec<TimeMention> = Vec::new();
    let mut at = 0;
    while at < sentence.tokens.len() {
        if let Some((end, ())) = reader.longest(&vocabulary.times.ahead, at) {
            reader.ahead = Some(end);
        } else if matches!(sentence.low(at), ";" | "." | ":") {
            reader.ahead = None;
        }
        match reader.mention(at) {
            Some(mention) => {
                at = mention.tokens.end;
                if !mention.made {
                    reader.named = mention.period.or(reader.named);
                    reader.last = mention.period.filter(|_| !mention.comparison).or(reader.last);
                }
                // "up 12 percent year on year in May": counted from what follows.
                if let Some(base) = out.last_mut()
                    && let (Some((step, by)), Some(period)) = (base.shift, mention.period)
                    && (by < 0 && !mention.comparison)
                    && mention.tokens.start <= base.tokens.end + 1
                {
                    base.period = calendar::moved(period, step, by);
                }
                out.push(mention);
            }
            None => at += 1,
        }
    }
    out
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
    terms: &'r Terms,
    topic: Option<Period>,
    /// What was named last and is not only compared with.
    last: Option<Period>,
    /// What was named last.
    named: Option<Period>,
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

    fn mention(&self, at: usize) -> Option<TimeMention> {
        let times = &self.dates.vocabulary.times;
        if let Some((next, relation)) = self.longest(&times.relation, at) {
            if relation == Relation::Under
                && let Some((period, end)) = self.terms.find(self.dates.sentence, next)
            {
                return Some(self.done(at, &Found::new(Some(period), end), true));
            }
            let look = match relation {
                _ if self.looks_ahead(at) => Look::Ahead,
                Relation::Until | Relation::Before => Look::Around,
                _ => Look::Back,
            };
            // "part of the year"
            let of = self.dates.vocabulary.words.is(self.low(at), Classes::OF) && next == at + 1;
            let whole = of && matches!(self.dates.word(next), Some((_, TimeWord::Same(_))));
            if let Some(mut found) = self.time(next, true, look).filter(|_| !whole) {
                if relation == Relation::From && found.period.is_some() && !found.comparison {
                    return self.from(at, found, look);
                }
                if matches!(relation, Relation::Of | Relation::Since)
                    && let Some(span) = self.spans(&found, look)
                {
                    return Some(self.done(at, &span, true));
                }
                let same = found.period;
                found.period = found.period.and_then(|period| match (relation, period) {
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
                    (Relation::Since | Relation::Until, Period::Since(_) | Period::Until(_)) => None,
                    _ => same,
                });
                let mut mention = self.done(at, &found, true);
                // "the highest since 1991"
                mention.made |= relation == Relation::Since && self.is_superlative(at);
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
        let look = if self.looks_ahead(at) { Look::Ahead } else { Look::Back };
        let found = self.time(at, false, look)?;
        let bound = found.free;
        Some(self.done(at, &found, bound))
    }

    /// `de octubre a diciembre de 2022`: an end behind a preposition that often stands before one date.
    fn spans(&self, found: &Found, look: Look) -> Option<Found> {
        let (next, ()) = self.longest(&self.dates.vocabulary.times.to, found.end)?;
        if self.dates.vocabulary.words.is(self.low(found.end), crate::vocabulary::word::Classes::AND) {
            return None;
        }
        let second = self.dates.stretch(self.dates.skip_filler(next), true, look, found.period)?;
        let (Some(Period::At(a)), (Period::At(b), end)) = (found.period, second) else { return None };
        let a = if a.first() <= b.last() { a } else { Date { year: b.year, ..a } };
        (a.first() <= b.last()).then(|| Found::new(Some(Period::Between(a, b)), end))
    }

    /// `from March to June 2021`, `between 2014 and 2018`, or only `from 2014`.
    fn from(&self, at: usize, mut found: Found, look: Look) -> Option<TimeMention> {
        let times = &self.dates.vocabulary.times;
        let second = self
            .longest(&times.to, found.end)
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
            // "from July the fee will be 40"
            (Some(Period::At(date)), _)
                if look == Look::Ahead || self.dates.published.is_some_and(|d| date.first() > d.last()) =>
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

    /// Whether a superlative or a rank stands a few words before token `at`.
    fn is_superlative(&self, at: usize) -> bool {
        let numbers = &self.dates.vocabulary.numbers;
        (at.saturating_sub(6)..at).any(|n| {
            let low = self.low(n);
            let ending = |e: &String| low.len() > e.len() + 2 && low.ends_with(e.as_str());
            numbers.word(low).is(Tag::Superlative) || numbers.superlative_suffixes.iter().any(ending)
        })
    }

    /// Whether the words before token `at` look ahead, so that a month is the next one.
    fn looks_ahead(&self, at: usize) -> bool {
        self.ahead.is_some_and(|end| end <= at && at < end + AHEAD)
    }

    /// Any time at token `at`; `bound` where a preposition stands before.
    fn time(&self, at: usize, bound: bool, look: Look) -> Option<Found> {
        if let Some(found) = self.counted(at, look).or_else(|| self.run(at, bound, look)).or_else(|| self.alike(at)) {
            return Some(found);
        }
        if let Some((len, word)) = self.dates.word(at) {
            let end = at + len;
            let named = |step: Option<Step>| {
                let last = if matches!(word, TimeWord::That(_)) { self.named } else { self.last };
                step.map_or(last.or(self.topic), |step| {
                    [last, self.topic].into_iter().flatten().find_map(|period| calendar::unit_of(period, step))
                })
            };
            match word {
                TimeWord::Undated => return Some(Found::new(None, end)),
                TimeWord::That(step) => return Some(Found::new(named(step), end)),
                // "by the end of the year" is the present one.
                TimeWord::Same(Some(Step::Year)) if bound && look != Look::Back => {
                    let this = self.dates.published.map(|d| Period::At(Date::year(d.year)));
                    return Some(Found::new(this.or_else(|| named(Some(Step::Year))), end));
                }
                TimeWord::Same(step) if bound => return Some(Found::new(named(step), end)),
                TimeWord::Previous(step) => {
                    let period = self.last.or(self.topic).and_then(|period| {
                        calendar::moved(calendar::unit_of(period, step).unwrap_or(period), step, -1)
                    });
                    return Some(Found { comparison: true, shift: Some((step, -1)), ..Found::new(period, end) });
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

    /// A small number, or an article in its place.
    fn count(&self, at: usize) -> Option<(i16, usize)> {
        let text = self.low(at);
        if text.len() <= 3
            && let Ok(n) = text.parse()
        {
            return Some((n, at + 1));
        }
        let word = self.dates.vocabulary.numbers.word_by(self.dates.sentence.key(at), text);
        match word.number {
            Some(NumberWord::Cardinal(n)) => Some((i16::try_from(n).ok()?, at + 1)),
            _ if word.is(Tag::A) => Some((1, at + 1)),
            _ => None,
        }
    }

    fn step(&self, at: usize) -> Option<(Step, usize)> {
        self.longest(&self.dates.vocabulary.times.step, at).map(|(end, step)| (step, end))
    }

    /// `three years ago`, `a year earlier`, `two months later`.
    fn counted(&self, at: usize, look: Look) -> Option<Found> {
        let _ = look;
        let (count, next) = self.count(at)?;
        let (step, next) = self.step(next)?;
        let (end, way) = self.longest(&self.dates.vocabulary.times.counted, next)?;
        let from_last = |by: i16| self.last.and_then(|period| calendar::moved(period, step, by));
        let period = match way {
            Counted::Ago => self.dates.published.and_then(|d| calendar::coarse(d, step, -count)).map(Period::At),
            Counted::Earlier => from_last(-count),
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
    fn run(&self, at: usize, bound: bool, look: Look) -> Option<Found> {
        let times = &self.dates.vocabulary.times;
        for (table, first) in [(&times.first, true), (&times.last, false)] {
            if let Some((next, ())) = self.longest(table, at)
                && let Some((count, next)) = self.count(next)
                && let Some((step, next)) = self.step(next)
                && let Some(found) = self.part_of_year(next, step, count, first)
            {
                return Some(found);
            }
        }
        if let Some((next, ())) = self.longest(&times.up_to_now, at) {
            let (count, next) = self.count(next).unwrap_or((1, next));
            let (step, end) = self.step(next)?;
            let alone = next == self.longest(&times.up_to_now, at)?.0;
            // "last year" is one of the calendar.
            if alone && !bound {
                return None;
            }
            let period = self.dates.published.and_then(|today| {
                let step = if step == Step::Year && count == 1 && today.month > 0 { Step::Month } else { step };
                let count = if step == Step::Month && alone { 12 } else { count };
                let end = calendar::coarse(today, step, 0)?;
                Some(Period::Between(calendar::shift(end, step, -count)?, end))
            });
            return Some(Found::new(period, end));
        }
        let start = if bound { at + usize::from(self.is_article(at)) } else { at };
        let (count, next) = self.count(start).unwrap_or((1, start));
        let (step, next) = self.step(next)?;
        if next == start + 1 && !bound {
            return None;
        }
        let (to, ()) = self.longest(&times.ending, next)?;
        let (period, end) = self.dates.stretch(self.dates.skip_filler(to), true, look, self.last)?;
        let (_, last) = calendar::ends(period)?;
        Some(Found { run: true, ..Found::new(Some(calendar::run(last, step, count)?), end) })
    }

    fn is_article(&self, at: usize) -> bool {
        self.dates.vocabulary.words.is(self.low(at), Classes::ARTICLE)
    }

    /// The first or last `count` units of the year that follows, or of the one spoken of.
    fn part_of_year(&self, at: usize, step: Step, count: i16, first: bool) -> Option<Found> {
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
        let spoken_of = || {
            let (next, _) = self.longest(&self.dates.vocabulary.times.relation, at)?;
            let (len, TimeWord::Same(Some(Step::Year))) = self.dates.word(next)? else { return None };
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
        let (from, to) = if first { (1, months) } else { (13 - months, 12) };
        Some(Found::new(Some(Period::Between(Date::month(year, from), Date::month(year, to))), end))
    }

    /// `the same quarter of 2022`, `the same months last year`, `the same period a year earlier`.
    fn alike(&self, at: usize) -> Option<Found> {
        let times = &self.dates.vocabulary.times;
        let (next, ()) = self.longest(&times.alike, at)?;
        let (next, ()) = self.longest(&times.alike_units, next)?;
        let year_at = self.dates.skip_filler(self.longest(&times.relation, next).map_or(next, |(end, _)| end));
        let (year, end) = if let Some(year) = self.dates.year(year_at) {
            (Some(year), year_at + 1)
        } else if let Some(found) = self.counted(next, Look::Back) {
            return Some(Found { comparison: true, ..found });
        } else {
            match self.dates.word(year_at)? {
                (len, TimeWord::Relative(Step::Year, back)) => {
                    (self.dates.published.map(|d| d.year - back), year_at + len)
                }
                (len, TimeWord::Previous(Step::Year)) => {
                    (self.last.and_then(calendar::ends).map(|(_, last)| last.year - 1), year_at + len)
                }
                _ => return None,
            }
        };
        let period = year.and_then(|year| {
            self.last.and_then(|last| calendar::in_year(last, year)).or(Some(Period::At(Date::year(year))))
        });
        Some(Found { comparison: true, ..Found::new(period, end) })
    }

    fn done(&self, start: usize, found: &Found, bound: bool) -> TimeMention {
        let times = &self.dates.vocabulary.times;
        // Look one to three words back for what makes it a comparison or somebody else's date.
        let before = |table: &Phrases<()>, from: usize| {
            (from.saturating_sub(3)..from)
                .any(|n| self.longest(table, n).is_some_and(|(end, ())| end == from || end == from + 1))
        };
        TimeMention {
            comparison: found.comparison || start > 0 && before(&times.comparison, start),
            base: self.longest(&times.comparison, start).is_some(),
            // "said on Friday", "today announced"
            made: bound
                && (start > 0 && self.longest(&times.made, start - 1).is_some()
                    || found.free && found.period.is_some() && self.longest(&times.made, found.end).is_some()),
            tokens: start..found.end,
            period: found.period,
            bound,
            run: found.run,
            shift: found.shift,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{base::FoundIn, vocabulary::Extensions};

    #[test]
    fn mentions_become_edtf() {
        let vocabulary = Vocabulary::new("en", &Extensions::default()).expect("the built-in vocabulary");
        let terms = Terms::new([("Herrera", Period::parse("2006/2012").expect("valid"))]);
        let anchors =
            Anchors { published: Date::parse("2024-05-09"), last: Period::parse("2023"), topic: Period::parse("2023") };
        for (text, want) in [
            ("It opened in 2011.", "2011"),
            ("Since 2000 nothing moved.", "2000/.."),
            ("They were done by February of 2020.", "../2020-02"),
            ("Between 2014 and 2018 it fell.", "2014/2018"),
            ("It ran from March to June 2021 and again in 2023.", "2021-03/2021-06 2023"),
            ("The years 2016-2019 and 2018/19 were dry, the 1990s were not.", "2016/2019 2018/2019 1990/1999"),
            ("In the first quarter of 2024 it rose.", "2024-01/2024-03"),
            ("During fiscal year 2022 and in FY2023 it fell.", "2022 2023"),
            ("On 12 March 2021 and March 14, 2022 it rained.", "2021-03-12 2022-03-14"),
            ("Last year it rained, and in March it snowed.", "2023 2024-03"),
            ("It may fall, but in November nobody may march.", "2023-11"),
            ("Under President Herrera's government it doubled.", "2006/2012"),
            ("It cost 2,011 pesos and 1850 kilos.", "1850"),
            ("As of August of 2020 nobody knew.", "2020-08"),
            ("It fell in April and May, and from 31 July to 6 August 2023.", "2024-04/2024-05 2023-07-31/2023-08-06"),
            ("In the first nine months of 2022 it rose.", "2022-01/2022-09"),
            ("Prices rose in the year to March.", "2023-04/2024-03"),
            ("In the week ending 6 August 2023 they fell.", "2023-07-31/2023-08-06"),
            ("It will end by November; they left by March.", "../2024-11 ../2024-03"),
            ("At the end of the year and since then it was full.", "2023 2023/.."),
            ("In the fourth quarter it sold less than in the same quarter of 2021.", "2023-10/2023-12 2021-10/2021-12"),
            ("Three years ago it was new; now it is old.", "2021 -"),
            ("Over the past five years it grew, and on Monday it shrank.", "2019/2024 2024-05-06"),
            ("In 2019 it was 8, two years later 9, against 7 a year earlier.", "2019 2021 2020"),
            ("In fiscal year 2021/22 (July to June) it fell.", "2021-07/2022-06"),
        ] {
            let sentence = Sentence::new(text, 0, 0, FoundIn::Sentence);
            let found = mentions(&sentence, &vocabulary, &terms, &anchors, |_| false);
            let found: Vec<String> =
                found.iter().map(|m| m.period.map_or_else(|| "-".into(), |p| p.to_string())).collect();
            assert_eq!(found.join(" "), want, "{text}");
        }
    }
}
