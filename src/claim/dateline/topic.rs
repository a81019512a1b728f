//! The period that a document is about, as its title, the lines above its text or its first sentences tell.

use super::{is_annual, opens};
use crate::{
    base::{Period, period::Date},
    claim::{
        calendar,
        term::Terms,
        time::{self, TimeMention},
    },
    text::Sentence,
    vocabulary::{
        Vocabulary,
        time::{Step, TimeWord},
    },
};

/// How many sentences of the text can tell of the year in the title.
const TOLD: usize = 5;
/// How many words stand between a year and its season: "2025 crushing season".
const SEASON: usize = 2;

/// The times that a line names, counted from the document's date.
fn times_in(line: &Sentence<'_>, vocabulary: &Vocabulary, terms: &Terms, published: Option<Date>) -> Vec<TimeMention> {
    let anchors = time::Anchors { published, ..time::Anchors::default() };
    time::mentions(line, vocabulary, terms, &anchors, |_| false)
}

/// The year at the end of a title, where the first sentences tell of it too: "Crime in Fiji, 2024", in a paper of the
/// same year or the next. That of a report is often only its date.
pub(super) fn of_title(
    sentences: &[Sentence<'_>],
    lead: usize,
    vocabulary: &Vocabulary,
    terms: &Terms,
    date: Option<Date>,
) -> Option<Period> {
    let mentions = |line: &Sentence<'_>| times_in(line, vocabulary, terms, date);
    let date = date?;
    let title = sentences[..lead].iter().find_map(|line| {
        let found = mentions(line);
        let last = found.last().filter(|m| m.tokens.end == line.tokens.len() && !m.comparison)?;
        let Period::At(year) = last.period? else { return None };
        let signed = last.tokens.start.checked_sub(1).is_some_and(|before| line.sign(before).is_some());
        (signed && year.month == 0 && (year.year..=year.year + 1).contains(&date.year)).then_some(Period::At(year))
    })?;
    let told = |m: &TimeMention| m.period == Some(title) && !m.comparison && !m.made && m.bound;
    // That of a year which is over is not the document's date.
    let over = matches!(title, Period::At(year) if year.year < date.year);
    (over || sentences.iter().skip(lead).take(TOLD).any(|line| mentions(line).iter().any(told))).then_some(title)
}

/// The days or months that a document says it covers: "It covers the period from 29 August to 12 September."
pub(super) fn covered(
    top: &[Sentence<'_>],
    vocabulary: &Vocabulary,
    terms: &Terms,
    published: Option<Date>,
) -> Option<Period> {
    published?;
    top.iter().find_map(|sentence| {
        let behind = |n: usize| sentence.phrase(&vocabulary.times.covers, n).map(|(len, ())| n + len);
        let end = (0..sentence.tokens.len()).find_map(behind)?;
        let mentions = times_in(sentence, vocabulary, terms, published);
        let covered = mentions.iter().find(|m| (end..end + 3).contains(&m.tokens.start))?.period?;
        let part = |date: Date| date.month > 0 && date.day == 0;
        matches!(covered, Period::Between(first, _) if first.month > 0)
            .then_some(covered)
            .or_else(|| matches!(covered, Period::At(month) if part(month)).then_some(covered))
    })
}

/// What the first sentence of the text tells of: a quarter or a week that has ended, the year in an `annual` report,
/// or in a report of an event the day on which it comes.
pub(super) fn of_lead(
    lead: &Sentence<'_>,
    vocabulary: &Vocabulary,
    terms: &Terms,
    date: Option<Date>,
    annual: bool,
) -> Option<Period> {
    let mentions = times_in(lead, vocabulary, terms, date);
    // "214,300 in 2024, up 17 percent on the previous year"
    let yearly = |m: &TimeMention| m.comparison && m.period.is_none_or(calendar::is_year);
    // "Fifty were killed last year, twice the 24 of 2023"
    let year = |m: &TimeMention| match m.period {
        Some(Period::At(year)) if year.month == 0 => Some(year.year),
        _ => None,
    };
    let last = date.map(|date| date.year - 1);
    let with_the_one_before = last.is_some_and(|last| {
        let named = |of: i16| mentions.iter().any(|m| m.bound && !m.made && m.shift.is_none() && year(m) == Some(of));
        named(last) && named(last - 1)
    });
    let annual = annual || is_annual(lead, vocabulary) || with_the_one_before || mentions.iter().any(yearly);
    let told = |m: &&TimeMention| !m.comparison && !m.made && m.bound && !opens(lead, m);
    let over = |last: Date| date.is_none_or(|date| last.first() <= date.last() && date.year <= last.year + 1);
    // "stopped the rollers on its 2025 crushing season"
    let season = mentions.iter().filter(|m| !m.made && !m.bound).find_map(|m| {
        let of = (m.tokens.end..m.tokens.end + SEASON).any(|n| lead.phrase(&vocabulary.times.seasons, n).is_some());
        // What it is compared with is a season before.
        let own = |period| {
            let year = calendar::ends(period).map(|(_, last)| last.year);
            !m.comparison || year.is_some() && year == date.map(|d| d.year)
        };
        m.period.filter(|&period| of && own(period) && calendar::is_year(period))
    });
    if season.is_some() {
        return season;
    }
    mentions.iter().filter(told).find_map(|m| match m.period? {
        period @ Period::Between(first, last) if over(last) => {
            let week = calendar::unit_of(period, Step::Week).is_some();
            let quarter = calendar::shift(first, Step::Month, 2) == Some(last);
            let year = calendar::fiscal_year(period).is_some();
            let fiscal = |n: usize| matches!(lead.phrase(&vocabulary.times.words, n), Some((_, TimeWord::Fiscal)));
            let told =
                if year { annual || m.tokens.clone().any(fiscal) } else { !m.run && is_recent(first, last, date) };
            (week || quarter && last.day == 0 || told).then_some(period)
        }
        period @ Period::At(year) if annual && year.month == 0 && over(year) => Some(period),
        // "A quake shook the island on Wednesday, killing 63"; not the day after it.
        period @ Period::At(day) if day.day > 0 && date.is_some_and(|date| is_fresh(day, date)) => {
            let bound = lead.phrase(&vocabulary.times.relation, m.tokens.start).is_some();
            let after = lead.phrase(&vocabulary.times.when, m.tokens.end).is_some();
            let reported = mentions.iter().any(|m| opens(lead, m));
            // "Fifty were killed last year, according to a list shown on Wednesday"
            let aside = mentions.iter().filter(told).take_while(|n| n.tokens != m.tokens).any(|m| year(m).is_some());
            (reported && bound && !after && !aside).then_some(period)
        }
        _ => None,
    })
}

/// How many days before a report the event was at most that it tells of.
const FRESH: i32 = 2;

/// Whether something befell on the day of the report or just before.
fn is_fresh(day: Date, date: Date) -> bool {
    date.day > 0 && (0..=FRESH).contains(&(date.first() - day.first()).get_days())
}

/// The one year that the lines above the text name, where it was the last or the one before, or the school year that
/// ended in it: "Accidents at work in 2024", in a paper of 2025.
pub(super) fn year_over(
    above: &[Sentence<'_>],
    vocabulary: &Vocabulary,
    terms: &Terms,
    date: Option<Date>,
) -> Option<Period> {
    let date = date?;
    let mut found: Option<Period> = None;
    for line in above.iter().filter(|line| !line.text.ends_with('.')) {
        let mentions = times_in(line, vocabulary, terms, Some(date));
        for mention in mentions.iter().filter(|m| !m.comparison && !m.record) {
            let first = mention.tokens.start;
            // "Release 3/2024"
            let numbered = first > 0 && matches!(line.sign(first - 1), Some('/' | '.'));
            // "2023/24", not "2023-2024"
            let short = line.low(mention.tokens.end - 1).len() <= 2;
            let Some(period) = mention.period.filter(|&p| calendar::is_year(p) && !numbered) else { continue };
            let last = match period {
                Period::At(year) => year.year + 1 == date.year || year.last() == date.first(),
                Period::Between(_, last) => short && (date.year - 1..=date.year).contains(&last.year),
                _ => false,
            };
            if last && found.is_none_or(|other| other == period) {
                found = Some(period);
            } else if last {
                return None;
            }
        }
    }
    found
}

/// The days or months of which a line above the text tells, its year being that of the document: "Highlights of the week
/// of 27 May to 2 June".
pub(super) fn part_over(
    above: &[Sentence<'_>],
    vocabulary: &Vocabulary,
    terms: &Terms,
    date: Option<Date>,
) -> Option<Period> {
    let lines = above.iter().filter(|line| !line.text.ends_with('.'));
    lines.flat_map(|line| times_in(line, vocabulary, terms, date)).find_map(|m| {
        let plain = !m.made && !m.comparison && !m.base && !m.record;
        // "Price report for December", of January
        if let Period::At(month) = m.period? {
            let last = month.month > 0 && month.day == 0 && m.bound;
            let before = calendar::coarse(date?, Step::Month, -1) == Some(month);
            return (plain && last && before).then_some(Period::At(month));
        }
        let Period::Between(first, last) = m.period? else { return None };
        (plain && is_recent(first, last, date)).then_some(Period::Between(first, last))
    })
}

/// Whether a stretch of a year or less ends with the document, or at most two months before it.
fn is_recent(first: Date, last: Date, date: Option<Date>) -> bool {
    let year = calendar::shift(first, Step::Year, 1).is_some_and(|next| last.first() <= next.last());
    let far = |date: Date| {
        calendar::shift(Date::month(last.year, last.month), Step::Month, 2).is_some_and(|d| d.last() < date.first())
    };
    first.month > 0 && year && date.is_some_and(|date| date.month > 0 && !far(date))
}
