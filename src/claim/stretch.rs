//! Dates and intervals as a sentence writes them: `12 March 2021`, `the second quarter`, `2018/19`, `April and May`.

mod fiscal;
mod week;

use crate::{
    base::{Period, period::Date},
    text::{Sentence, TokenKind},
    vocabulary::{
        Vocabulary,
        time::{Relation, Step, TimeWord},
        word::Classes,
    },
};

use super::calendar;

/// Where a date without a year is to be looked for, from the document's own date.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Look {
    Back,
    Ahead,
    /// "by March": on whichever side it is nearer.
    Around,
}

/// What dates are read from, and what those without a year are counted from.
pub(super) struct Dates<'r, 'd, F> {
    pub(super) sentence: &'r Sentence<'d>,
    pub(super) vocabulary: &'r Vocabulary,
    /// The document's own date.
    pub(super) published: Option<Date>,
    /// The period that it is about.
    pub(super) topic: Option<Period>,
    /// The months in which the document's fiscal years begin and end.
    pub(super) fiscal: Option<(i8, i8)>,
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
        let named = matches!(word, TimeWord::That(_) | TimeWord::Same(_)) && self.year(at + len).is_some();
        (!named).then_some((len, word))
    }

    pub(super) fn skip_filler(&self, mut at: usize) -> usize {
        while let Some((len, ())) = self.sentence.phrase(&self.vocabulary.times.filler, at) {
            // "del año pasado": the filler begins a time of its own.
            if matches!(self.word(at), Some((_, TimeWord::Relative(..)))) {
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
        // "last October": the one before the document's date.
        if let Some((len, ())) = self.sentence.phrase(&self.vocabulary.times.last_one, at)
            && self.month_name(at + len).is_some()
        {
            return self.stretch(at + len, true, look, last);
        }
        if let Some((len, word)) = self.word(at) {
            let next = at + len;
            return match word {
                TimeWord::Fiscal | TimeWord::School => {
                    let (period, end) = self.years(self.skip_filler(next))?;
                    Some(self.fiscal(period, end, word == TimeWord::Fiscal))
                }
                // "the last quarter of the year"
                TimeWord::Relative(Step::Quarter, 1) if self.is(next, Classes::OF) => {
                    self.part(next, 10, 12, true, look, last)
                }
                TimeWord::Relative(step, back) => self.relative(step, back).map(|period| (period, next)),
                TimeWord::FiscalYear(back) => self.fiscal_year(back).map(|period| (period, next)),
                TimeWord::Quarter(n) => self.part(next, n * 3 - 2, n * 3, bound || self.named(at), look, last),
                TimeWord::Half(n) => self.part(next, n * 6 - 5, n * 6, bound, look, last),
                TimeWord::Week => self.week(next, look, last),
                TimeWord::Month(month) => self.month(at, next, month, bound, look, last),
                TimeWord::Weekday(day) => {
                    if let Some(found) = self.two_days(at, next, day, look) {
                        return Some(found);
                    }
                    let date_at = next + usize::from(self.low(next) == ",");
                    self.day_first(date_at, look, last)
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
        self.day_first(at, look, last).or_else(|| self.years(at))
    }

    fn month_name(&self, at: usize) -> Option<(i8, usize)> {
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

    /// `the second`, `the third`: of the quarters, where the text speaks of quarters.
    pub(super) fn ordinal(&self, at: usize, look: Look, last: Option<Period>) -> Option<(Period, usize)> {
        let (first, spoken) = calendar::ends(last?)?;
        let quarters = first.month > 0 && first.day == 0 && first.month % 3 == 1 && spoken.month == first.month + 2;
        let n = self.sentence.number(at, self.vocabulary).ordinal.filter(|n| (1..=4).contains(n))?;
        let open = matches!(self.low(at + 1), "" | "," | "." | ";" | ")") || self.is_and(at + 1);
        if !quarters || !open || !self.named(at) {
            return None;
        }
        let n = i8::try_from(n).ok()?;
        let year = self.year_of(|year| Date::month(year, n * 3), look, None).unwrap_or(spoken.year);
        Some((Period::Between(Date::month(year, n * 3 - 2), Date::month(year, n * 3)), at + 1))
    }

    /// The months `from` to `to` of the year that follows, or of the last ones before the document's date.
    fn part(
        &self,
        at: usize,
        from: i8,
        to: i8,
        bound: bool,
        look: Look,
        last: Option<Period>,
    ) -> Option<(Period, usize)> {
        let year_at = self.skip_filler(at);
        let fiscal = match self.word(year_at) {
            Some((len, TimeWord::Fiscal)) => year_at + len,
            _ => year_at,
        };
        let (year, end) = match self.year(fiscal) {
            Some(year) => (year, fiscal + 1),
            None if bound => match self.word(year_at) {
                Some((len, TimeWord::Relative(Step::Year, back))) => (self.published?.year - back, year_at + len),
                Some((len, TimeWord::That(Some(Step::Year)))) => (calendar::ends(last?)?.1.year, year_at + len),
                _ if look != Look::Back && self.of_the_year(at).is_some() => {
                    (self.published?.year, self.of_the_year(at)?)
                }
                _ => {
                    if let Some(part) = self.fiscal_part(from, to, look) {
                        return Some((part, at));
                    }
                    (self.year_of(|year| Date::month(year, to), look, last)?, at)
                }
            },
            None => return None,
        };
        Some((Period::Between(Date::month(year, from), Date::month(year, to)), end))
    }

    /// The token behind "of the year".
    fn of_the_year(&self, at: usize) -> Option<usize> {
        let (len, TimeWord::Same(Some(Step::Year))) = self.word(at + 1)? else { return None };
        self.is(at, Classes::OF).then_some(at + 1 + len)
    }

    /// The last year in which a stretch of it had ended by the document's date, or the next in which it ends; without
    /// a date, the year spoken of.
    fn year_of(&self, end: impl Fn(i16) -> Date, look: Look, last: Option<Period>) -> Option<i16> {
        match self.published {
            Some(today) if today.month > 0 => {
                let over = end(today.year).last() <= today.last();
                Some(match (look, over) {
                    (Look::Ahead, true) if end(today.year).last() < today.first() => today.year + 1,
                    (Look::Ahead, _) | (_, true) => today.year,
                    (_, false) => today.year - 1,
                })
            }
            today => last.and_then(calendar::ends).map(|(_, last)| last.year).or(today.map(|d| d.year)),
        }
    }

    /// `March`, `March 2021`, `March of 2021`, `March 12, 2021`, `March–May 2021`, `April and May`.
    fn month(
        &self,
        at: usize,
        next: usize,
        month: i8,
        bound: bool,
        look: Look,
        last: Option<Period>,
    ) -> Option<(Period, usize)> {
        // "may" and "march" are verbs unless capitalised.
        if !self.sentence.word(at).starts_with(char::is_uppercase) && self.vocabulary.times.capitals {
            return None;
        }
        let next = next + usize::from(self.low(next) == "." && self.sentence.word(at).len() < 5);
        // "the March quarter": the three months to March.
        if let Some((len, Step::Quarter)) = self.sentence.phrase(&self.vocabulary.times.step, next) {
            let year_at = self.skip_filler(next + len);
            let (year, end) = match self.year(year_at) {
                Some(year) => (year, year_at + 1),
                None => (self.nearest(month, look, last)?.year, next + len),
            };
            return Some((calendar::run(Date::month(year, month), Step::Quarter, 1)?, end));
        }
        if let Some(day) = self.day(next) {
            let after = next + 1 + usize::from(self.is(next + 1, Classes::DAY_SUFFIX));
            let year_at = after + usize::from(self.low(after) == ",");
            if let Some(year) = self.year(year_at) {
                return Some((Period::At(Date::day(year, month, day)?), year_at + 1));
            }
            let date = self.nearest(month, look, last).and_then(|m| Date::day(m.year, month, day))?;
            return Some((Period::At(date), after));
        }
        let year_at = self.skip_filler(next + usize::from(self.low(next) == ","));
        if let Some(year) = self.year(year_at) {
            return Some((Period::At(Date::month(year, month)), year_at + 1));
        }
        // "March–May 2021", "April and May"
        if let Some((second, close)) = self.joint(next).and_then(|n| self.month_name(n))
            && (!self.is_and(next) || second == month % 12 + 1 || self.is_between(at))
            && self.day(close).is_none()
        {
            let year_at = self.skip_filler(close);
            let (year, end) = match self.year(year_at) {
                Some(year) => (year, year_at + 1),
                None => (self.nearest(second, look, last)?.year, close),
            };
            let first = if month <= second { year } else { year - 1 };
            return Some((Period::Between(Date::month(first, month), Date::month(year, second)), end));
        }
        match self.word(year_at) {
            Some((len, TimeWord::Relative(Step::Year, back))) => {
                return Some((Period::At(Date::month(self.published?.year - back, month)), year_at + len));
            }
            Some((len, TimeWord::That(Some(Step::Year)))) => {
                let (_, last) = calendar::ends(last?)?;
                return Some((Period::At(Date::month(last.year, month)), year_at + len));
            }
            _ => {}
        }
        bound.then(|| self.nearest(month, look, last)).flatten().map(|date| (Period::At(date), next))
    }

    /// `12 March 2021`, `12 March`, `3-9 May`, `31 July to 6 August 2023`.
    fn day_first(&self, at: usize, look: Look, last: Option<Period>) -> Option<(Period, usize)> {
        let full = |day: i8, month: i8, year: Option<i16>| {
            let year = year.or_else(|| self.nearest(month, look, last).map(|m| m.year))?;
            Date::day(year, month, day)
        };
        // "between 6 and 17 January"
        let between = self.is_between(at);
        let to = |n: usize| self.joint(n).filter(|_| between || !self.is_and(n));
        if let Some((day, month, year, next)) = self.day_and_month(at) {
            if year.is_none()
                && let Some((to_day, to_month, to_year, close)) = to(next).and_then(|n| self.day_and_month(n))
            {
                let end = full(to_day, to_month, to_year)?;
                let year = if month <= to_month { end.year } else { end.year - 1 };
                return Some((whole_months(Date::day(year, month, day)?, end), close));
            }
            return Some((Period::At(full(day, month, year)?), next));
        }
        let (day, next) = self.day_with_suffix(at)?;
        let (to_day, month, year, close) = self.day_and_month(to(next)?)?;
        let end = full(to_day, month, year)?;
        (day < to_day).then_some((Period::Between(Date { day, ..end }, end), close))
    }

    fn day_with_suffix(&self, at: usize) -> Option<(i8, usize)> {
        let day = self.day(at)?;
        Some((day, at + 1 + usize::from(self.is(at + 1, Classes::DAY_SUFFIX))))
    }

    /// Day, month and, where it follows, year, and the token behind.
    fn day_and_month(&self, at: usize) -> Option<(i8, i8, Option<i16>, usize)> {
        let (day, after) = self.day_with_suffix(at)?;
        let (month, next) = self.month_name(after)?;
        let year_at = next + usize::from(self.low(next) == "," && self.year(next + 1).is_some());
        let filled = self.skip_filler(year_at);
        let year_at = if self.year(filled).is_some() { filled } else { year_at };
        let year = self.year(year_at);
        Some((day, month, year, if year.is_some() { year_at + 1 } else { next }))
    }

    /// `2007`, `2007-2011`, `2018-19`, `2018/19`, `2019 and 2020`, `1990s`, `2007-present`, `2020-08`, `2020-08-17`.
    fn years(&self, at: usize) -> Option<(Period, usize)> {
        let year = self.year(at)?;
        let years = |last: i16| Period::Between(Date::year(year), Date::year(last));
        let tight = |n: usize| self.sentence.tokens.get(n).is_some_and(|t| !t.spaced);
        let suffix = self.vocabulary.times.decade_suffixes.iter().any(|s| s == self.low(at + 1));
        if tight(at + 1) && suffix && year % 10 == 0 {
            return Some((years(year + 9), at + 2));
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

    /// `last year`, `this week`, `yesterday`.
    fn relative(&self, step: Step, back: i16) -> Option<Period> {
        // "this week", in a bulletin for a week that has ended
        if let (Step::Week, 0, Some(topic)) = (step, back, self.topic)
            && calendar::unit_of(topic, Step::Week) == Some(topic)
        {
            return Some(topic);
        }
        let today = self.published?;
        match step {
            Step::Week => (today.day > 0).then(|| calendar::week(today, back)).flatten(),
            Step::Quarter => calendar::quarter(today, back),
            step => calendar::coarse(today, step, -back).map(Period::At),
        }
    }

    /// The month of that name that is next to the document's date on the side looked at; without a date, of the
    /// year that the text spoke of last.
    fn nearest(&self, month: i8, look: Look, last: Option<Period>) -> Option<Date> {
        let Some(today) = self.published.filter(|d| d.month > 0) else {
            let spoken = last.and_then(calendar::ends).map(|(_, last)| last.year);
            return Some(Date::month(spoken.or(self.published.map(|d| d.year))?, month));
        };
        let back = if month <= today.month { today.year } else { today.year - 1 };
        let ahead = if month >= today.month { today.year } else { today.year + 1 };
        let year = match look {
            Look::Back => back,
            Look::Ahead => ahead,
            Look::Around if (month - today.month).rem_euclid(12) <= 6 => ahead,
            Look::Around => back,
        };
        Some(Date::month(year, month))
    }

    /// Four digits that can be a year and are no quantity.
    pub(super) fn year(&self, at: usize) -> Option<i16> {
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

/// From one day to another; "1 January to 31 July" are seven months.
pub(super) fn whole_months(first: Date, last: Date) -> Period {
    let month = |date: Date| Date::month(date.year, date.month);
    if first.day == 1 && last.day > 0 && month(last).last() == last.last() {
        return Period::Between(month(first), month(last));
    }
    Period::Between(first, last)
}

pub(super) fn is_dash(text: &str) -> bool {
    matches!(text, "-" | "–" | "—" | "‑" | "‐")
}
