//! The year of a dateline that names none: "OUAGADOUGOU, Aug 13 (Wire) - … on Tuesday".

use jiff::civil::Weekday;

use super::{opens, time};
use crate::{
    base::period::Date,
    text::Sentence,
    vocabulary::{
        Vocabulary,
        time::{Relation, TimeWord},
    },
};

/// How many sentences behind a dateline tell the day of the week.
const DAYS: usize = 3;

/// The document's date where its dateline leaves out the year: the last of the years that the text names, or the one
/// after, in which the day is that of the week which its first sentences name; without such a day, the last year that
/// the text names and does not speak of as one to come.
pub(super) fn date(sentences: &[Sentence<'_>], top: usize, vocabulary: &Vocabulary) -> Option<Date> {
    let (at, month, day) = sentences.iter().take(top).enumerate().find_map(|(n, line)| {
        let (month, day) = month_and_day(line, vocabulary)?;
        Some((n, month, day))
    })?;
    let mut named = Vec::new();
    let mut past = Vec::new();
    for line in sentences {
        for n in 0..line.tokens.len() {
            let Some(year) = year(line, n) else { continue };
            named.push(year);
            let ahead = |at: usize| matches!(line.phrase(&vocabulary.times.relation, at), Some((1, Relation::Until)));
            if !n.checked_sub(1).is_some_and(ahead) {
                past.push(year);
            }
        }
    }
    let week = sentences.iter().skip(at).take(DAYS).find_map(|line| {
        (0..line.tokens.len()).find_map(|n| match line.phrase(&vocabulary.times.words, n) {
            Some((_, TimeWord::Weekday(day))) => Weekday::from_monday_one_offset(*day).ok(),
            _ => None,
        })
    });
    let Some(week) = week else { return Date::day(*past.iter().max()?, month, day) };
    let is_day = |date: &Date| date.first().weekday() == week;
    named.iter().flat_map(|&year| [year, year + 1]).filter_map(|year| Date::day(year, month, day)).filter(is_day).max()
}

/// "Aug 13", "13 August", before the dash of a dateline.
fn month_and_day(line: &Sentence<'_>, vocabulary: &Vocabulary) -> Option<(i8, i8)> {
    let month = |n: usize| match line.phrase(&vocabulary.times.words, n) {
        Some((len, TimeWord::Month(month))) => Some((*month, n + len)),
        _ => None,
    };
    let day = |n: usize| line.low(n).parse::<i8>().ok().filter(|day| (1..=31).contains(day));
    (1..10).find_map(|n| {
        let (month, end) = month(n)?;
        let behind = end + usize::from(line.sign(end) == Some('.'));
        let (day, tokens) = day(behind).map(|d| (d, n..behind + 1)).or_else(|| Some((day(n - 1)?, n - 1..end)))?;
        let mention = time::TimeMention { tokens, ..time::TimeMention::default() };
        opens(line, &mention).then_some((month, day))
    })
}

/// A year in four digits.
fn year(line: &Sentence<'_>, n: usize) -> Option<i16> {
    let digits = line.low(n);
    let year: i16 = (digits.len() == 4).then(|| digits.parse().ok()).flatten()?;
    (1990..=2049).contains(&year).then_some(year)
}
