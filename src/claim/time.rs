//! Mentions of time in a sentence, resolved to periods.

use std::ops::Range;

use crate::{
    base::{Period, period::Date},
    text::{Sentence, TokenKind},
    vocabulary::{
        Vocabulary,
        time::{Relation, Step, TimeWord},
        word::Classes,
    },
};

/// A date or interval that a sentence names.
#[derive(Clone, Debug, PartialEq)]
pub struct TimeMention {
    /// Token indices, the preposition included.
    pub tokens: Range<usize>,
    pub period: Period,
    /// Whether a preposition stands before it; a bare `2016` in `the 2016 campaign` counts for less.
    pub bound: bool,
    /// Only compared with: `than in 2019`, `down from 2019`.
    pub comparison: bool,
    /// Belongs to something that was made then: `signed in 2007`.
    pub made: bool,
}

/// The mentions of time, in order. `taken` tells which tokens are quantities and so no dates; `terms` are the
/// named periods that the document and the project define; `published` is the document's own date.
pub fn mentions(
    sentence: &Sentence<'_>,
    vocabulary: &Vocabulary,
    terms: &super::term::Terms,
    published: Option<Date>,
    taken: impl Fn(usize) -> bool,
) -> Vec<TimeMention> {
    let reader = Reader { sentence, vocabulary, terms, published, taken };
    let mut out = Vec::new();
    let mut at = 0;
    while at < sentence.tokens.len() {
        match reader.mention(at).or_else(|| reader.earlier(at, out.last())) {
            Some(mention) => {
                at = mention.tokens.end;
                out.push(mention);
            }
            None => at += 1,
        }
    }
    out
}

/// A stretch of the calendar: from the first date to the last, or with an open end.
#[derive(Clone, Copy)]
enum Stretch {
    One(Date),
    Two(Date, Date),
    Open(Date),
}

struct Reader<'r, 'd, F> {
    sentence: &'r Sentence<'d>,
    vocabulary: &'r Vocabulary,
    terms: &'r super::term::Terms,
    published: Option<Date>,
    taken: F,
}

impl<F: Fn(usize) -> bool> Reader<'_, '_, F> {
    fn low(&self, n: usize) -> &str {
        self.sentence.low(n)
    }

    fn mention(&self, at: usize) -> Option<TimeMention> {
        let times = &self.vocabulary.times;
        if let Some((len, &relation)) = times.relation.longest(|ahead| self.low(at + ahead)) {
            let start = self.skip_filler(at + len);
            if relation == Relation::Under
                && let Some((period, end)) = self.terms.find(self.sentence, at + len)
            {
                return Some(self.done(at, end, period, true));
            }
            if let Some((stretch, end)) = self.stretch(start, true) {
                if relation == Relation::From {
                    let (second, close) = times
                        .to
                        .longest(|ahead| self.low(end + ahead))
                        .and_then(|(len, ())| self.stretch(self.skip_filler(end + len), true))
                        .map_or((None, end), |(s, e)| (Some(s), e));
                    return match (stretch, second) {
                        (Stretch::One(a), Some(Stretch::One(b))) if a.first() <= b.last() => {
                            // "from March to June 2021": the year belongs to both.
                            Some(self.done(at, close, Period::Between(a, b), true))
                        }
                        (Stretch::One(a), Some(Stretch::One(b))) => {
                            let a = Date { year: b.year, ..a };
                            (a.first() <= b.last()).then(|| self.done(at, close, Period::Between(a, b), true))
                        }
                        _ => {
                            let mut mention = self.done(at, end, at_period(stretch), true);
                            mention.comparison |= matches!(stretch, Stretch::One(_));
                            Some(mention)
                        }
                    };
                }
                let period = match (relation, stretch) {
                    (Relation::Since, Stretch::One(d) | Stretch::Two(d, _)) => Period::Since(d),
                    (Relation::Until, Stretch::One(d) | Stretch::Two(_, d)) => Period::Until(d),
                    (_, stretch) => at_period(stretch),
                };
                return Some(self.done(at, end, period, true));
            }
        }
        let (stretch, end) = self.stretch(at, false)?;
        Some(self.done(at, end, at_period(stretch), false))
    }

    /// `a year earlier`, behind the date `last`.
    fn earlier(&self, at: usize, last: Option<&TimeMention>) -> Option<TimeMention> {
        let (len, &TimeWord::Earlier(years)) = self.vocabulary.times.words.longest(|ahead| self.low(at + ahead))?
        else {
            return None;
        };
        let back = |date: Date| Date { year: date.year - years, ..date };
        let period = match last?.period {
            Period::At(date) => Period::At(back(date)),
            Period::Between(a, b) => Period::Between(back(a), back(b)),
            Period::Since(_) | Period::Until(_) => return None,
        };
        Some(TimeMention { tokens: at..at + len, period, bound: true, comparison: true, made: false })
    }

    fn done(&self, start: usize, end: usize, period: Period, bound: bool) -> TimeMention {
        let times = &self.vocabulary.times;
        // Look one to three words back for what makes it a comparison or somebody else's date.
        let before = |table: &crate::vocabulary::lexicon::Phrases<()>, from: usize| {
            (from.saturating_sub(3)..from).any(|n| {
                table
                    .longest(|ahead| self.low(n + ahead))
                    .is_some_and(|(len, ())| (n + len == from) || n + len == from + 1)
            })
        };
        TimeMention {
            comparison: start > 0 && before(&times.comparison, start),
            made: start > 0 && bound && times.made.longest(|ahead| self.low(start - 1 + ahead)).is_some(),
            tokens: start..end,
            period,
            bound,
        }
    }

    fn skip_filler(&self, mut at: usize) -> usize {
        while let Some((len, ())) = self.vocabulary.times.filler.longest(|ahead| self.low(at + ahead)) {
            at += len;
        }
        // "mid-2020"
        if self.low(at) == "-" && self.is_year(at + 1) { at + 1 } else { at }
    }

    /// A date or interval that starts at token `at`, and the token behind it. `bound`: a preposition stands before,
    /// so that a lone month counts.
    fn stretch(&self, at: usize, bound: bool) -> Option<(Stretch, usize)> {
        let times = &self.vocabulary.times;
        if let Some((len, &word)) = times.words.longest(|ahead| self.low(at + ahead)) {
            let next = at + len;
            return match word {
                TimeWord::Earlier(_) => None,
                TimeWord::Fiscal | TimeWord::School => self.years(self.skip_filler(next)),
                TimeWord::Relative(step, back) => self.relative(step, back).map(|d| (Stretch::One(d), next)),
                TimeWord::Quarter(n) => self.part(next, n * 3 - 2, n * 3, bound),
                TimeWord::Half(n) => self.part(next, n * 6 - 5, n * 6, bound),
                TimeWord::Month(month) => self.month(at, next, month, bound),
            };
        }
        if self.sentence.tokens.get(at)?.kind != TokenKind::Number || (self.taken)(at) {
            return None;
        }
        self.day_first(at).or_else(|| self.years(at))
    }

    /// The months `from` to `to` of the year that follows, or of the document's own.
    fn part(&self, at: usize, from: i8, to: i8, bound: bool) -> Option<(Stretch, usize)> {
        let year_at = self.skip_filler(at);
        let fiscal = match self.vocabulary.times.words.longest(|ahead| self.low(year_at + ahead)) {
            Some((len, TimeWord::Fiscal)) => year_at + len,
            _ => year_at,
        };
        let (year, end) = match self.year(fiscal) {
            Some(year) => (year, fiscal + 1),
            None if bound => match self.vocabulary.times.words.longest(|ahead| self.low(year_at + ahead)) {
                Some((len, &TimeWord::Relative(Step::Year, back))) => {
                    (self.relative(Step::Year, back)?.year, year_at + len)
                }
                _ => (self.published?.year, at),
            },
            None => return None,
        };
        Some((Stretch::Two(Date::month(year, from), Date::month(year, to)), end))
    }

    /// `March`, `March 2021`, `March of 2021`, `March 12, 2021`, `March–May 2021`.
    fn month(&self, at: usize, next: usize, month: i8, bound: bool) -> Option<(Stretch, usize)> {
        // "may" and "march" are verbs unless capitalised.
        if !self.sentence.word(at).starts_with(char::is_uppercase) && self.vocabulary.times.capitals {
            return None;
        }
        let next = next + usize::from(self.low(next) == "." && self.sentence.word(at).len() < 5);
        if let Some(day) = self.day(next) {
            let after = next + 1 + usize::from(self.vocabulary.words.is(self.low(next + 1), Classes::DAY_SUFFIX));
            let year_at = after + usize::from(self.low(after) == ",");
            if let Some(year) = self.year(year_at) {
                return Some((Stretch::One(Date::day(year, month, day)?), year_at + 1));
            }
            let date = self.nearest(month).and_then(|m| Date::day(m.year, month, day))?;
            return Some((Stretch::One(date), after));
        }
        let year_at = self.skip_filler(next + usize::from(self.low(next) == ","));
        if let Some(year) = self.year(year_at) {
            return Some((Stretch::One(Date::month(year, month)), year_at + 1));
        }
        if is_dash(self.low(next))
            && let Some((len, &TimeWord::Month(last))) =
                self.vocabulary.times.words.longest(|ahead| self.low(next + 1 + ahead))
        {
            let year_at = next + 1 + len;
            let (year, end) = match self.year(year_at) {
                Some(year) => (year, year_at + 1),
                None => (self.nearest(last)?.year, year_at),
            };
            let first = if month <= last { year } else { year - 1 };
            return Some((Stretch::Two(Date::month(first, month), Date::month(year, last)), end));
        }
        if let Some((len, &TimeWord::Relative(Step::Year, back))) =
            self.vocabulary.times.words.longest(|ahead| self.low(next + ahead))
        {
            return Some((Stretch::One(Date::month(self.relative(Step::Year, back)?.year, month)), next + len));
        }
        // A lone month is one of the twelve before the document's date.
        bound.then(|| self.nearest(month)).flatten().map(|date| (Stretch::One(date), next))
    }

    /// `12 March 2021`, `2021-03-12`, `12 March`.
    fn day_first(&self, at: usize) -> Option<(Stretch, usize)> {
        let day = self.day(at)?;
        let after = at + 1 + usize::from(self.vocabulary.words.is(self.low(at + 1), Classes::DAY_SUFFIX));
        let (len, &TimeWord::Month(month)) = self.vocabulary.times.words.longest(|ahead| self.low(after + ahead))?
        else {
            return None;
        };
        let year_at = after + len;
        if let Some(year) = self.year(year_at) {
            Some((Stretch::One(Date::day(year, month, day)?), year_at + 1))
        } else {
            let date = self.nearest(month).and_then(|m| Date::day(m.year, month, day))?;
            Some((Stretch::One(date), year_at))
        }
    }

    /// `2007`, `2007-2011`, `2018-19`, `2018/19`, `1990s`, `2007-present`, `2020-08`, `2020-08-17`.
    fn years(&self, at: usize) -> Option<(Stretch, usize)> {
        let year = self.year(at)?;
        let tight = |n: usize| self.sentence.tokens.get(n).is_some_and(|t| !t.spaced);
        if tight(at + 1) && self.low(at + 1) == "s" && year % 10 == 0 {
            return Some((Stretch::Two(Date::year(year), Date::year(year + 9)), at + 2));
        }
        let dash = is_dash(self.low(at + 1));
        if (dash || self.low(at + 1) == "/") && !(self.taken)(at + 2) {
            if let Some(last) = self.year(at + 2).filter(|&last| last > year) {
                return Some((Stretch::Two(Date::year(year), Date::year(last)), at + 3));
            }
            let digits = self.low(at + 2);
            if let (2, Ok(two)) = (digits.len(), digits.parse::<i16>()) {
                let century = year / 100 * 100;
                let next = two == (year + 1) % 100;
                if !next && (1..=12).contains(&two) && dash {
                    let month = i8::try_from(two).ok()?;
                    if is_dash(self.low(at + 3))
                        && let Some(day) = self.day(at + 4)
                    {
                        return Some((Stretch::One(Date::day(year, month, day)?), at + 5));
                    }
                    return Some((Stretch::One(Date::month(year, month)), at + 3));
                }
                let last = if two > year % 100 { century + two } else { century + 100 + two };
                if next || two > year % 100 {
                    return Some((Stretch::Two(Date::year(year), Date::year(last)), at + 3));
                }
            }
            if dash && self.vocabulary.times.open.longest(|ahead| self.low(at + 2 + ahead)).is_some() {
                return Some((Stretch::Open(Date::year(year)), at + 3));
            }
        }
        Some((Stretch::One(Date::year(year)), at + 1))
    }

    fn relative(&self, step: Step, back: i16) -> Option<Date> {
        let today = self.published?;
        match step {
            Step::Year => Some(Date::year(today.year - back)),
            Step::Month if today.month > 0 => {
                let months = i32::from(today.year) * 12 + i32::from(today.month) - 1 - i32::from(back);
                let year = i16::try_from(months.div_euclid(12)).ok()?;
                Some(Date::month(year, i8::try_from(months.rem_euclid(12)).ok()? + 1))
            }
            Step::Day if today.day > 0 => {
                let day = today.first().checked_sub(jiff::Span::new().days(i64::from(back))).ok()?;
                Date::day(day.year(), day.month(), day.day())
            }
            _ => None,
        }
    }

    /// The last such month that is not after the document's date.
    fn nearest(&self, month: i8) -> Option<Date> {
        let today = self.published.filter(|d| d.month > 0)?;
        Some(Date::month(if month <= today.month { today.year } else { today.year - 1 }, month))
    }

    fn is_year(&self, at: usize) -> bool {
        self.year(at).is_some()
    }

    /// Four digits that can be a year and are no quantity.
    fn year(&self, at: usize) -> Option<i16> {
        let text = self.low(at);
        if text.len() != 4 || (self.taken)(at) || !text.bytes().all(|b| b.is_ascii_digit()) {
            return None;
        }
        text.parse().ok().filter(|y| (1700..=2100).contains(y))
    }

    fn day(&self, at: usize) -> Option<i8> {
        let text = self.low(at);
        if text.len() > 2 {
            return None;
        }
        text.parse().ok().filter(|d| (1..=31).contains(d))
    }
}

fn at_period(stretch: Stretch) -> Period {
    match stretch {
        Stretch::One(date) => Period::At(date),
        Stretch::Two(first, last) => Period::Between(first, last),
        Stretch::Open(date) => Period::Since(date),
    }
}

pub(super) fn is_dash(text: &str) -> bool {
    matches!(text, "-" | "–" | "—" | "‑" | "‐")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{base::FoundIn, claim::term::Terms, vocabulary::Extensions};

    #[test]
    fn mentions_become_edtf() {
        let vocabulary = Vocabulary::new("en", &Extensions::default()).expect("the built-in vocabulary");
        let terms = Terms::new([("Herrera", Period::parse("2006/2012").expect("valid"))]);
        let published = Date::parse("2024-05-09");
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
        ] {
            let sentence = Sentence::new(text, 0, 0, FoundIn::Sentence);
            let found = mentions(&sentence, &vocabulary, &terms, published, |_| false);
            let found: Vec<String> = found.iter().map(|m| m.period.to_string()).collect();
            assert_eq!(found.join(" "), want, "{text}");
        }
    }
}
