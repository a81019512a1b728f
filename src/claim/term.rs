//! Named periods: "Felipe Calderón (2006-2012)", "the programme, launched in 2007", and those of pipeline.toml.

use std::collections::BTreeMap;

use super::fiscal::FiscalYear;
use crate::{
    base::{Period, period::Date},
    text::{Sentence, TokenKind},
    vocabulary::{Vocabulary, time::TimeWord},
};

/// Names, in lower case, and the years that the document gives them. A name with two different periods is none.
#[derive(Debug, Default)]
pub struct Terms {
    by_name: BTreeMap<String, Option<Period>>,
    /// When fiscal years begin and end.
    pub fiscal: Option<FiscalYear>,
    /// When the rounds of a survey were made, from the first.
    pub rounds: [Option<Period>; ROUNDS],
    /// Whether the day stands before the month in dates between slashes, where the document's country is known.
    pub day_first: Option<bool>,
}

/// How many rounds of a survey are kept apart.
const ROUNDS: usize = 4;

impl Terms {
    /// The round of a survey that the word at token `at` counts, from 0: "the first round".
    #[must_use]
    pub fn round(sentence: &Sentence<'_>, vocabulary: &Vocabulary, at: usize) -> Option<usize> {
        let n = sentence.number(at, vocabulary).ordinal.filter(|n| (1..=4).contains(n))?;
        usize::try_from(n - 1).ok()
    }

    /// What the project defines.
    #[must_use]
    pub fn new<'p>(rows: impl IntoIterator<Item = (&'p str, Period)>) -> Self {
        let mut terms = Self::default();
        for (name, period) in rows {
            terms.by_name.insert(name.to_lowercase(), Some(period));
        }
        terms
    }

    /// Adds what a sentence defines: capitalised words, then years in parentheses, or then a comma and
    /// "signed in 2007". The document's own definition replaces the project's.
    pub fn learn(&mut self, sentence: &Sentence<'_>, vocabulary: &Vocabulary, own: &mut BTreeMap<String, Period>) {
        self.fiscal = self.fiscal.or_else(|| fiscal_year(sentence, vocabulary));
        for at in 1..sentence.tokens.len() {
            let period = match sentence.sign(at) {
                Some('(') => span_of_years(sentence, at + 1, vocabulary),
                Some(',') => made_in(sentence, at + 1, vocabulary),
                _ => continue,
            };
            let Some(period) = period else { continue };
            let name: Vec<usize> = (0..at)
                .rev()
                .take_while(|&n| {
                    sentence.tokens[n].kind == TokenKind::Word && sentence.word(n).starts_with(char::is_uppercase)
                })
                .collect();
            // The family name of a person and the first word of a programme both stand for the whole.
            let (Some(&last), Some(&first)) = (name.first(), name.last()) else { continue };
            for key in [sentence.low(last), sentence.low(first), sentence.low_range(first..last + 1)] {
                let same = own.insert(key.into(), period).is_none_or(|old| old == period);
                self.by_name.insert(key.into(), same.then_some(period));
            }
        }
    }

    /// The period named at token `at` or up to three words on (`President`, `the`, `Felipe`), and the token behind.
    #[must_use]
    pub fn find(&self, sentence: &Sentence<'_>, at: usize) -> Option<(Period, usize)> {
        for start in at..(at + 4).min(sentence.tokens.len()) {
            for end in (start + 1..(start + 5).min(sentence.tokens.len() + 1)).rev() {
                if let Some(Some(period)) = self.by_name.get(sentence.low_range(start..end))
                    && sentence.word(start).starts_with(char::is_uppercase)
                {
                    return Some((*period, end));
                }
            }
            if sentence.tokens[start].kind != TokenKind::Word {
                return None;
            }
        }
        None
    }
}

/// The fiscal year that a sentence defines: `the fiscal year (July to June)`, `runs from 1 July to 30 June`.
fn fiscal_year(sentence: &Sentence<'_>, vocabulary: &Vocabulary) -> Option<FiscalYear> {
    let times = &vocabulary.times;
    let word = |n: usize| sentence.phrase(&times.words, n).map(|(len, &word)| (n + len, word));
    let number = |n: usize| sentence.tokens.get(n).is_some_and(|t| t.kind == TokenKind::Number);
    let month = |n: usize| match word(n)? {
        (end, TimeWord::Month(month)) => Some((end, month)),
        _ => None,
    };
    for at in 0..sentence.tokens.len() {
        // "2023/24 (July to June)", "2023/24 (1 July 2023 to 30 June 2024)"
        if sentence.sign(at) == Some('(')
            && is_split_year(sentence, at)
            // A fiscal year with its number is defined for itself.
            && !(at.saturating_sub(5)..at).any(|n| matches!(word(n), Some((_, TimeWord::Fiscal))))
        {
            let days = number(at + 1);
            let end = |next: usize| next + usize::from(number(next));
            if let Some((next, first)) = month(at + 1 + usize::from(days))
                && let Some((len, ())) = sentence.phrase(&times.to, end(next))
                && let to = end(next) + len
                && let Some((close, last)) = month(to + usize::from(number(to)))
                && sentence.sign(end(close)) == Some(')')
                && last % 12 + 1 == first
            {
                return Some(FiscalYear { first, last, days, split: true });
            }
        }
        let Some((end, TimeWord::Fiscal)) = word(at) else { continue };
        // "the financial year ended 31 May 2025"
        if let Some((next, ())) = sentence.phrase(&times.ending, end).map(|(len, ())| (end + len, ()))
            && let Some((_, last)) = month(next + usize::from(number(next)))
        {
            return Some(FiscalYear { first: last % 12 + 1, last, days: false, split: false });
        }
        // One with a year is defined for itself.
        if number(end) {
            continue;
        }
        let (next, first) = (end..end + 6).find_map(month)?;
        let to = super::stretch::is_dash(sentence.low(next)) || sentence.phrase(&times.to, next).is_some();
        let (_, last) = (next + 1..next + 4).find_map(month).filter(|_| to)?;
        return Some(FiscalYear { first, last, days: false, split: false });
    }
    None
}

/// Whether a year over two calendar years stands before token `at`: "2023/24".
fn is_split_year(sentence: &Sentence<'_>, at: usize) -> bool {
    let year = |n: usize| sentence.tokens[n].kind == TokenKind::Number && sentence.low(n).starts_with(['1', '2']);
    let whole = at > 0 && sentence.low(at - 1).contains('/') && year(at - 1);
    whole || at > 2 && year(at - 3) && (sentence.low(at - 2) == "/" || super::stretch::is_dash(sentence.low(at - 2)))
}

/// `2006-2012)` or `2007-present)`.
fn span_of_years(sentence: &Sentence<'_>, at: usize, vocabulary: &Vocabulary) -> Option<Period> {
    let year = |n: usize| sentence.low(n).parse::<i16>().ok().filter(|y| (1700..=2100).contains(y));
    let first = year(at)?;
    let joined =
        super::stretch::is_dash(sentence.low(at + 1)) || sentence.phrase(&vocabulary.times.to, at + 1).is_some();
    if !joined || sentence.low(at + 3) != ")" {
        return None;
    }
    if sentence.phrase(&vocabulary.times.open, at + 2).is_some() {
        return Some(Period::Since(Date::year(first)));
    }
    let last = year(at + 2)?;
    (first <= last).then(|| Period::Between(Date::year(first), Date::year(last)))
}

/// `signed in 2007`, `launched in March 2007`.
fn made_in(sentence: &Sentence<'_>, at: usize, vocabulary: &Vocabulary) -> Option<Period> {
    sentence.phrase(&vocabulary.times.made, at)?;
    sentence.phrase(&vocabulary.times.relation, at + 1)?;
    let year = sentence.low(at + 2).parse::<i16>().ok()?;
    (1700..=2100).contains(&year).then(|| Period::Since(Date::year(year)))
}
