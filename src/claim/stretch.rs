//! Dates and intervals as a sentence writes them: `12 March 2021`, `the second quarter`, `2018/19`, `April and May`.

mod fiscal;
mod month;
mod numeric;
mod part;
mod week;

use crate::{
    base::{FoundIn, Period, period::Date},
    text::{Sentence, TokenKind},
    vocabulary::{
        Vocabulary,
        time::{Feast, Relation, Step, TimeWord},
        word::Classes,
    },
};

use super::{calendar, fiscal::FiscalYear};

/// Where a date without a year is to be looked for, from the document's own date.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Look {
    Back,
    Ahead,
    /// "by March": on whichever side it is nearer.
    Around,
    /// "this March": of the year in which the document appears.
    This,
    /// "last March": not the one that the document appears in.
    Past,
    /// "next March": likewise.
    Next,
}

/// What dates are read from, and what those without a year are counted from.
pub(super) struct Dates<'r, 'd, F> {
    pub(super) sentence: &'r Sentence<'d>,
    pub(super) vocabulary: &'r Vocabulary,
    /// The document's own date.
    pub(super) published: Option<Date>,
    /// The period that it is about.
    pub(super) topic: Option<Period>,
    /// When the document's fiscal years begin and end.
    pub(super) fiscal: Option<FiscalYear>,
    /// Whether the day stands first between slashes.
    pub(super) day_first: Option<bool>,
    /// Which tokens are quantities and so no dates.
    pub(super) taken: F,
}

impl<F: Fn(usize) -> bool> Dates<'_, '_, F> {
    pub(super) fn low(&self, n: usize) -> &str {
        self.sentence.low(n)
    }

    pub(super) fn is(&self, n: usize, class: Classes) -> bool {
        self.sentence.classes(n, self.vocabulary).any(class)
    }

    pub(super) fn word(&self, at: usize) -> Option<(usize, TimeWord)> {
        let (len, &word) = self.sentence.phrase(&self.vocabulary.times.words, at)?;
        // "the year 2007" names it, "the year" points back to it.
        let named =
            matches!(word, TimeWord::That(_) | TimeWord::Same(_) | TimeWord::End(_)) && self.year(at + len).is_some();
        (!named).then_some((len, word))
    }

    pub(super) fn skip_filler(&self, mut at: usize) -> usize {
        while let Some((len, ())) = self.sentence.phrase(&self.vocabulary.times.filler, at) {
            // "del año pasado": the filler begins a time of its own.
            if matches!(self.word(at), Some((_, TimeWord::Relative(..) | TimeWord::OfYear(_) | TimeWord::Fixed(_)))) {
                return at;
            }
            at += len;
        }
        // "mid-2020"
        let date = |n: usize| self.year(n).is_some() || self.month_name(n).is_some();
        if at > 0 && self.low(at) == "-" && date(at + 1) { at + 1 } else { at }
    }

    /// A date or interval that starts at token `at`, and the token behind it. `bound`: a preposition stands before,
    /// so that a lone month counts. `last` is what the text named before.
    pub(super) fn stretch(&self, at: usize, bound: bool, look: Look, last: Option<Period>) -> Option<(Period, usize)> {
        // "last October", "next Friday": the one before or behind the document's date.
        let times = &self.vocabulary.times;
        for (table, look) in [(&times.last_one, Look::Past), (&times.next_one, Look::Next)] {
            if let Some((len, ())) = self.sentence.phrase(table, at)
                && let Some((_, TimeWord::Month(_) | TimeWord::Weekday(_) | TimeWord::Feast(..))) = self.word(at + len)
            {
                let look = if self.is(at, Classes::ANAPHOR) { Look::This } else { look };
                return self.stretch(at + len, true, look, last);
            }
        }
        if let Some((len, word)) = self.word(at) {
            let next = at + len;
            return match word {
                TimeWord::Fiscal | TimeWord::School => {
                    let filled = self.skip_filler(next);
                    let (period, end) = self.years(filled).or_else(|| self.short_years(next))?;
                    Some(self.fiscal(period, end, word == TimeWord::Fiscal))
                }
                // "the last quarter of the year"
                TimeWord::Relative(Step::Quarter, 1) if self.is(next, Classes::OF) => {
                    self.part(next, (10, 12), true, look, last)
                }
                TimeWord::Relative(step, back) => self.relative(step, back).map(|period| (period, next)),
                TimeWord::FiscalYear(back) => self.fiscal_year(back, last).map(|period| (period, next)),
                TimeWord::SchoolYear(back) => self.school_year(back).map(|period| (period, next)),
                TimeWord::Fixed(period) => bound.then_some((period, next)),
                TimeWord::Feast(day) => self.feast(day, next, look).filter(|_| bound && self.is_capital(at)),
                // "second-quarter sales"
                TimeWord::Quarter(n) => {
                    // "Second quarter", over a section
                    let heads = at == 0 && self.sentence.found_in == FoundIn::Headline;
                    let bound = bound || heads || self.named(at) || self.low(at + 1) == "-";
                    self.part(next, (n * 3 - 2, n * 3), bound, look, last)
                }
                TimeWord::Half(n) => {
                    let month = self.half_month(next, n, look, last);
                    month.or_else(|| self.part(next, (n * 6 - 5, n * 6), bound, look, last))
                }
                TimeWord::OfYear(month) => {
                    let year = self.year_behind(self.skip_filler(next), last);
                    // "In 2019 …; at mid-year": but the turn of the year is that before the document.
                    let spoken = || last.and_then(calendar::ends).map(|(_, last)| last.year).filter(|_| month > 1);
                    let near = || self.year_of(|year| Date::month(year, month), look, last);
                    let (year, end) =
                        year.or_else(|| Some((spoken().filter(|_| look == Look::Back).or_else(near)?, next)))?;
                    bound.then_some((Period::At(Date::month(year, month)), end))
                }
                TimeWord::Week => self.week(next, look, last),
                TimeWord::Month(month) => self.month(at, next, month, bound, look, last),
                // "the Saturday market"
                TimeWord::Weekday(_) if !bound && times.capitals && self.named(at) && self.is_noun(next) => None,
                TimeWord::Weekday(day) => {
                    if let Some(found) = self.two_days(at, next, day, look) {
                        return Some(found);
                    }
                    let date_at = next + usize::from(self.low(next) == ",");
                    let month_first = || {
                        let (month, behind) = self.month_name(date_at)?;
                        self.day(behind)?;
                        self.month(date_at, behind, month, true, look, last)
                    };
                    self.day_first(date_at, look, last)
                        .or_else(month_first)
                        .or_else(|| self.weekday(at, day, look).map(|date| (Period::At(date), next)))
                }
                TimeWord::Previous(_)
                | TimeWord::Next(_)
                | TimeWord::Same(_)
                | TimeWord::End(_)
                | TimeWord::That(_)
                | TimeWord::Undated => None,
            };
        }
        if self.sentence.tokens.get(at)?.kind != TokenKind::Number || (self.taken)(at) {
            return None;
        }
        let run = || self.year_to_year(at).filter(|_| !bound);
        self.numeric(at).or_else(|| self.day_first(at, look, last)).or_else(run).or_else(|| self.split_year(at))
    }

    /// A year, or one over two as the document counts them.
    fn split_year(&self, at: usize) -> Option<(Period, usize)> {
        let (period, end) = self.years(at)?;
        Some(self.fiscal(period, end, false))
    }

    /// `2019 to 2021`, where no preposition leads to it.
    fn year_to_year(&self, at: usize) -> Option<(Period, usize)> {
        let first = self.year(at)?;
        let next = self.joint(at + 1).filter(|_| !self.is_and(at + 1))?;
        let last = self.year(next).filter(|&last| last > first)?;
        Some((Period::Between(Date::year(first), Date::year(last)), next + 1))
    }

    pub(super) fn month_name(&self, at: usize) -> Option<(i8, usize)> {
        match self.word(at)? {
            (len, TimeWord::Month(month)) => Some((month, at + len)),
            _ => None,
        }
    }

    /// The token behind "to", "and" or a dash at token `at`.
    fn joint(&self, at: usize) -> Option<usize> {
        if is_dash(self.low(at)) {
            return Some(at + 1);
        }
        self.sentence.phrase(&self.vocabulary.times.to, at).map(|(len, ())| at + len)
    }

    /// Whether token `at` follows "between" or "from".
    fn is_between(&self, at: usize) -> bool {
        let relation = &self.vocabulary.times.relation;
        at > 0 && matches!(self.sentence.phrase(relation, at - 1), Some((1, Relation::From)))
    }

    fn is_and(&self, at: usize) -> bool {
        self.is(at, Classes::AND)
    }

    /// Whether an article stands before token `at`.
    fn named(&self, at: usize) -> bool {
        at > 0 && self.is(at - 1, Classes::ARTICLE)
    }

    /// `2007`, `2007-2011`, `2018-19`, `2018/19`, `2019 and 2020`, `1990s`, `2007-present`, `2020-08`, `2020-08-17`.
    fn years(&self, at: usize) -> Option<(Period, usize)> {
        let year = self.year(at)?;
        let years = |last: i16| Period::Between(Date::year(year), Date::year(last));
        let tight = |n: usize| self.sentence.tokens.get(n).is_some_and(|t| !t.spaced);
        let suffix = self.vocabulary.times.decade_suffixes.iter().any(|s| s == self.low(at + 1));
        if tight(at + 1) && suffix && year % 10 == 0 {
            // "the 1990s and 2000s"
            let more = self.year(at + 3).filter(|&y| self.is_and(at + 2) && y == year + 10 && tight(at + 4));
            if let Some(next) =
                more.filter(|_| self.vocabulary.times.decade_suffixes.iter().any(|s| s == self.low(at + 4)))
            {
                return Some((years(next + 9), at + 5));
            }
            return Some((years(year + 9), at + 2));
        }
        // "2022, 2023 and 2024"
        let mut listed = at;
        while self.low(listed + 1) == "," && self.year(listed + 2) == self.year(listed).map(|y| y + 1) {
            listed += 2;
        }
        if let Some(last) = self.year(listed).filter(|&last| last > year)
            && self.is_and(listed + 1)
            && self.year(listed + 2) == Some(last + 1)
        {
            return Some((years(last + 1), listed + 3));
        }
        if self.is_and(at + 1) && self.year(at + 2) == Some(year + 1) {
            return Some((years(year + 1), at + 3));
        }
        let dash = is_dash(self.low(at + 1));
        if (dash || self.low(at + 1) == "/") && !(self.taken)(at + 2) {
            if let Some(last) = self.year(at + 2).filter(|&last| last > year) {
                return Some((years(last), at + 3));
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
                        return Some((Period::At(Date::day(year, month, day)?), at + 5));
                    }
                    return Some((Period::At(Date::month(year, month)), at + 3));
                }
                let last = if two > year % 100 { century + two } else { century + 100 + two };
                if next || two > year % 100 {
                    return Some((years(last), at + 3));
                }
            }
            if dash && self.sentence.phrase(&self.vocabulary.times.open, at + 2).is_some() {
                return Some((Period::Since(Date::year(year)), at + 3));
            }
        }
        Some((Period::At(Date::year(year)), at + 1))
    }

    /// `23`, `23/24`, right behind "FY".
    fn short_years(&self, at: usize) -> Option<(Period, usize)> {
        let first = self.short_year(at)?;
        let divided = is_dash(self.low(at + 1)) || self.low(at + 1) == "/";
        match self.short_year(at + 2).filter(|&last| divided && last == first + 1) {
            Some(last) => Some((Period::Between(Date::year(first), Date::year(last)), at + 3)),
            None => Some((Period::At(Date::year(first)), at + 1)),
        }
    }

    /// A feast in the year behind it, or the one next to the document's date.
    fn feast(&self, feast: Feast, at: usize, look: Look) -> Option<(Period, usize)> {
        if let Some((year, end)) = self.year_behind(self.skip_filler(at), None) {
            return Some((Period::At(calendar::feast(feast, year)?), end));
        }
        let today = self.published.filter(|d| d.month > 0)?;
        let near = |by: i16| calendar::feast(feast, today.year + by);
        let over = |date: &Date| date.first() <= today.last();
        let date = match look {
            Look::Ahead | Look::Next => [0, 1].into_iter().filter_map(near).find(|date| !over(date)),
            _ => [0, -1].into_iter().filter_map(near).find(over),
        };
        date.map(|date| (Period::At(date), at))
    }

    /// Whether token `at` is a word with a meaning of its own, and no time.
    fn is_noun(&self, at: usize) -> bool {
        let word = self.sentence.tokens.get(at).is_some_and(|t| t.kind == TokenKind::Word);
        word && !self.is(at, Classes::CLOSED) && self.word(at).is_none()
    }

    fn is_capital(&self, at: usize) -> bool {
        self.sentence.word(at).starts_with(char::is_uppercase) || !self.vocabulary.times.capitals
    }

    /// `last year`, `this week`, `yesterday`.
    pub(super) fn relative(&self, step: Step, back: i16) -> Option<Period> {
        // "this week", in a bulletin for a week that has ended
        if let (Step::Week, 0, Some(topic)) = (step, back, self.topic)
            && calendar::unit_of(topic, Step::Week) == Some(topic)
        {
            return Some(topic);
        }
        let today = self.published?;
        match step {
            Step::Week => (today.day > 0).then(|| calendar::week(today, back)).flatten(),
            Step::Quarter => (today.month > 0).then(|| calendar::quarter(today, back)).flatten(),
            Step::Weekend => (today.day > 0).then(|| calendar::weekend(today, back)).flatten(),
            Step::Decade => {
                let first = today.year - today.year % 10 - 10 * back;
                Some(Period::Between(Date::year(first), Date::year(first + 9)))
            }
            step => calendar::coarse(today, step, -back).map(Period::At),
        }
    }

    /// Four digits that can be a year and are no quantity.
    pub(super) fn year(&self, at: usize) -> Option<i16> {
        let text = self.low(at);
        let tokens = &self.sentence.tokens;
        // "the D1918", and not "FY2018"
        let letter = |n: usize| tokens[n].kind == TokenKind::Word && self.low(n).len() == 1;
        let joined = || at > 0 && !tokens[at].spaced && letter(at - 1);
        if text.len() != 4 || (self.taken)(at) || !text.bytes().all(|b| b.is_ascii_digit()) || joined() {
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

pub(super) fn is_dash(text: &str) -> bool {
    matches!(text, "-" | "–" | "—" | "‑" | "‐")
}
