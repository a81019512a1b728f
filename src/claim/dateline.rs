//! The date that a document gives itself in its first lines, for "last year" and "in March".

use super::{calendar, stretch, term::Terms, time};
use crate::{
    base::{FoundIn, Period, period::Date},
    text::Sentence,
    vocabulary::{
        Vocabulary,
        time::{Step, TimeWord},
        word::Classes,
    },
};

/// How many sentences from the top a date of the document itself can stand.
const LINES: usize = 8;
/// How many sentences from the top what all figures refer to can stand.
const METHODS: usize = 60;
/// How many sentences of the text can tell of the year in the title.
const TOLD: usize = 5;
/// How many words behind "figures" can tell of which: "the figures on this page are for 2025".
const FIGURES: usize = 7;
/// How many words stand between a year and its season: "2025 crushing season".
const SEASON: usize = 2;
/// A line with a date and little else: "Policy Brief 14, October 2023".
const SHORT: usize = 20;

/// The most words of several lines above the text.
const HEAD: usize = 60;

/// A sentence with fewer words may be a remark: "This note was revised."
const WHOLE: usize = 12;

/// What the first lines of a document say of its time.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Stated {
    /// The document's own date: in a short line near its top ("Policy Brief 14, October 2023"), behind a word for its
    /// making ("Published 3 May 2022."), or before the dash of a dateline ("CEBU CITY, 9 May 2024 (Wire) - …"). A
    /// year alone is none.
    pub date: Option<Date>,
    /// The period that it covers: "the week of 31 July to 6 August 2023".
    pub topic: Option<Period>,
    /// The period of all figures that name none: "Unless we say otherwise, all figures refer to 2023."
    pub blanket: Option<Period>,
    /// Whether a figure in brackets is that of the year before: "Figures in brackets refer to the corresponding period of 2024."
    pub brackets: bool,
}

/// What the first lines say; `given` is the document's date where it comes with the document.
#[must_use]
pub fn find(sentences: &[Sentence<'_>], vocabulary: &Vocabulary, given: Option<Date>) -> Stated {
    let top = &sentences[..sentences.len().min(LINES)];
    let lead = top.iter().position(|sentence| is_told(sentence, vocabulary));
    let annual = top[..lead.unwrap_or(0)].iter().any(|line| is_annual(line, vocabulary));
    let mut stated = Stated {
        blanket: blanket(sentences, vocabulary),
        brackets: sentences.iter().take(METHODS).any(|sentence| tells_of_brackets(sentence, vocabulary)),
        ..Stated::default()
    };
    let mut years: Vec<Period> = Vec::new();
    let mut month = None;
    // Whether a word for its making stands with the date.
    let mut sure = false;
    for (n, sentence) in top.iter().enumerate() {
        let terms = Terms::default();
        let mentions = time::mentions(sentence, vocabulary, &terms, &time::Anchors::default(), |_| false);
        let short = sentence.tokens.len() <= SHORT || is_head(sentence, vocabulary);
        // Above the first sentence of the text itself.
        let head = lead.is_none_or(|lead| n < lead);
        // "Policy Brief 2025/3 | 12 June 2025": the number of an issue is no date.
        let dated = mentions.iter().find(|m| m.period.is_some_and(|p| !is_years(p)));
        let first_dated = |m: &time::TimeMention| dated.is_some_and(|first| first.tokens == m.tokens);
        for mention in &mentions {
            let first = mention.tokens.start;
            // "Date of issue: 3 May 2022"
            let opened = sentence.phrase(&vocabulary.times.dated, 0).is_some_and(|(len, ())| first < 4.max(len + 2));
            // "Issue 31, published 4 November 2024."; "as of" may belong to the date: "Data as of 3 March 2024".
            let names = |n: usize| {
                sentence
                    .phrase(&vocabulary.times.dated, n)
                    .is_some_and(|(len, ())| n + len == first || n >= first && n + len < mention.tokens.end)
            };
            let made = opened || short && (first.saturating_sub(2)..=first).any(names);
            let bound = sentence.phrase(&vocabulary.times.relation, first).is_some();
            match mention.period {
                // "Situation in July 2024"
                Some(period @ Period::At(date)) if date.month > 0 && date.day == 0 && head && bound && !made => {
                    month = month.or(Some((period, date)));
                }
                Some(Period::At(date)) if (stated.date.is_none() || made && !sure) && date.month > 0 => {
                    let line = short && !sentence.text.ends_with('.') && first_dated(mention);
                    let closes = short && head && first_dated(mention) && closes(sentence, mention, vocabulary);
                    if line || closes || made || mention.tokens == mentions[0].tokens && opens(sentence, mention) {
                        stated.date = Some(date);
                        sure = made;
                    }
                }
                // Growth "in the year to June" is told by anybody; a title tells what its document is about.
                Some(Period::Between(first, last))
                    if mention.run
                        && first.month > 0
                        && last.year > first.year
                        && (n > 0 || sentence.found_in != FoundIn::Headline) => {}
                // A bulletin or a report of results covers a part of a year.
                Some(period @ Period::Between(first, last))
                    if stated.topic.is_none()
                        // "up 84 percent on the first half of 2024"
                        && !(mention.base || mention.comparison)
                        && first.month > 0
                        && (mention.run || head && (last.day > 0 || !sentence.text.ends_with('.'))) =>
                {
                    stated.topic = Some(period);
                    // It appears when what it covers has ended.
                    if last.day > 0 && !mention.run {
                        stated.date = stated.date.or(Some(last));
                    }
                }
                // "Crime returns for 2021", "data collected in school year 2022-23", "annual report 2022"
                Some(period) if head && !made && calendar::is_year(period) && (bound || annual) => {
                    years.push(period);
                }
                _ => {}
            }
        }
    }
    match (month, stated.date) {
        (Some((period, month)), Some(date)) if month.first() <= date.first() => {
            stated.topic = stated.topic.or(Some(period));
        }
        (Some((_, month)), None) => stated.date = Some(month),
        _ => {}
    }
    stated.topic = stated.topic.or_else(|| covered(top, vocabulary, given.or(stated.date)));
    years.dedup();
    if let ([year], true) = (&years[..], lead.is_some()) {
        stated.topic = stated.topic.or(Some(*year));
    }
    if let (None, Some(lead)) = (stated.topic, lead) {
        let date = given.or(stated.date);
        stated.topic = of_lead(&top[lead], vocabulary, date, annual).or_else(|| {
            // "The council, which publishes its yearly count today, puts the toll for 2024 at 1,140"
            let behind = top[lead + 1..].iter().find(|sentence| is_annual(sentence, vocabulary))?;
            of_lead(behind, vocabulary, date, true)
        });
    }
    stated.topic = stated.topic.or_else(|| of_title(sentences, lead?, vocabulary, given.or(stated.date)));
    stated.topic = stated.topic.map(calendar::plain);
    stated.blanket = stated.blanket.map(calendar::plain);
    stated
}

/// Whether a period is told in whole years.
fn is_years(period: Period) -> bool {
    match period {
        Period::At(date) | Period::Since(date) | Period::Until(date) => date.month == 0,
        Period::Between(first, last) => first.month == 0 && last.month == 0,
    }
}

/// Whether a line without a verb ends with a date behind a sign: "Harbour Trust, Paramaribo, February 2025."
fn closes(line: &Sentence<'_>, date: &time::TimeMention, vocabulary: &Vocabulary) -> bool {
    let words = line.tokens.len();
    let end = if line.sign(words.saturating_sub(1)) == Some('.') { words - 1 } else { words };
    let signed = date.tokens.start.checked_sub(1).is_some_and(|before| line.sign(before).is_some());
    date.tokens.end == end && signed && !(0..words).any(|n| line.classes(n, vocabulary).any(Classes::AUXILIARY))
}

/// The year at the end of a title, where the first sentences tell of it too: "Crime in Fiji, 2024", in a paper of the
/// same year or the next. That of a report is often only its date.
fn of_title(sentences: &[Sentence<'_>], lead: usize, vocabulary: &Vocabulary, date: Option<Date>) -> Option<Period> {
    let mentions = |line: &Sentence<'_>| {
        let anchors = time::Anchors { published: date, ..time::Anchors::default() };
        time::mentions(line, vocabulary, &Terms::default(), &anchors, |_| false)
    };
    let date = date?;
    let title = sentences[..lead].iter().find_map(|line| {
        let found = mentions(line);
        let last = found.last().filter(|m| m.tokens.end == line.tokens.len() && !m.comparison)?;
        let Period::At(year) = last.period? else { return None };
        let signed = last.tokens.start.checked_sub(1).is_some_and(|before| line.sign(before).is_some());
        (signed && year.month == 0 && (year.year..=year.year + 1).contains(&date.year)).then_some(Period::At(year))
    })?;
    let told = |m: &time::TimeMention| m.period == Some(title) && !m.comparison && !m.made && m.bound;
    // That of a year which is over is not the document's date.
    let over = matches!(title, Period::At(year) if year.year < date.year);
    (over || sentences.iter().skip(lead).take(TOLD).any(|line| mentions(line).iter().any(told))).then_some(title)
}

/// The days or months that a document says it covers: "It covers the period from 29 August to 12 September."
fn covered(top: &[Sentence<'_>], vocabulary: &Vocabulary, published: Option<Date>) -> Option<Period> {
    published?;
    top.iter().find_map(|sentence| {
        let behind = |n: usize| sentence.phrase(&vocabulary.times.covers, n).map(|(len, ())| n + len);
        let end = (0..sentence.tokens.len()).find_map(behind)?;
        let anchors = time::Anchors { published, ..time::Anchors::default() };
        let mentions = time::mentions(sentence, vocabulary, &Terms::default(), &anchors, |_| false);
        let covered = mentions.iter().find(|m| (end..end + 3).contains(&m.tokens.start))?.period?;
        let part = |date: Date| date.month > 0 && date.day == 0;
        matches!(covered, Period::Between(first, _) if first.month > 0)
            .then_some(covered)
            .or_else(|| matches!(covered, Period::At(month) if part(month)).then_some(covered))
    })
}

/// The period that the document gives to all its figures, near its top.
fn blanket(sentences: &[Sentence<'_>], vocabulary: &Vocabulary) -> Option<Period> {
    sentences.iter().take(METHODS).find_map(|sentence| {
        let words = 0..sentence.tokens.len();
        let behind = |n: usize| sentence.phrase(&vocabulary.times.blanket, n).map(|(len, ())| n + len);
        let figures =
            words.into_iter().find_map(|n| sentence.phrase(&vocabulary.times.figures, n).map(|(len, ())| n + len))?;
        let end = (figures..figures + FIGURES).take_while(|&n| sentence.sign(n).is_none()).find_map(behind)?;
        let anchors = time::Anchors::default();
        let mentions = time::mentions(sentence, vocabulary, &Terms::default(), &anchors, |_| false);
        mentions.iter().find(|m| m.tokens.end > end && m.tokens.start < end + 3)?.period
    })
}

/// Whether a sentence says that figures in brackets are those of the year before.
fn tells_of_brackets(sentence: &Sentence<'_>, vocabulary: &Vocabulary) -> bool {
    let times = &vocabulary.times;
    let last = sentence.tokens.len().min(SHORT);
    let figures = (0..last).find(|&n| sentence.phrase(&times.figures, n).is_some());
    figures.is_some_and(|n| (n..last).any(|n| sentence.phrase(&times.brackets, n).is_some()))
}

/// Whether a line is a sentence of the text itself: too long for a line above it, or whole, with an auxiliary verb.
fn is_told(line: &Sentence<'_>, vocabulary: &Vocabulary) -> bool {
    let words = line.tokens.len();
    let whole = words >= WHOLE && line.text.ends_with('.');
    words > SHORT && !is_head(line, vocabulary) || whole && has_auxiliary(line, vocabulary)
}

/// Whether lines above the text stand together as one: "THE LAMP No. 212, Friday, 14 June 2024 Published twice a month by …".
fn is_head(line: &Sentence<'_>, vocabulary: &Vocabulary) -> bool {
    line.tokens.len() <= HEAD && !line.text.ends_with('.') && !has_auxiliary(line, vocabulary)
}

fn has_auxiliary(line: &Sentence<'_>, vocabulary: &Vocabulary) -> bool {
    (0..line.tokens.len()).any(|n| line.classes(n, vocabulary).any(Classes::AUXILIARY))
}

/// Whether a line says that the document appears once a year.
fn is_annual(line: &Sentence<'_>, vocabulary: &Vocabulary) -> bool {
    (0..line.tokens.len()).any(|n| line.phrase(&vocabulary.times.annual, n).is_some())
}

/// What the first sentence of the text tells of: a quarter or a week that has ended, the year in an `annual` report,
/// or in a report of an event the day on which it comes.
fn of_lead(lead: &Sentence<'_>, vocabulary: &Vocabulary, date: Option<Date>, annual: bool) -> Option<Period> {
    let anchors = time::Anchors { published: date, ..time::Anchors::default() };
    let mentions = time::mentions(lead, vocabulary, &Terms::default(), &anchors, |_| false);
    // "214,300 in 2024, up 17 percent on the previous year"
    let yearly = |m: &time::TimeMention| m.comparison && m.period.is_none_or(calendar::is_year);
    // "Fifty were killed last year, twice the 24 of 2023"
    let year = |m: &time::TimeMention| match m.period {
        Some(Period::At(year)) if year.month == 0 => Some(year.year),
        _ => None,
    };
    let last = date.map(|date| date.year - 1);
    let with_the_one_before = last.is_some_and(|last| {
        let named = |of: i16| mentions.iter().any(|m| m.bound && !m.made && m.shift.is_none() && year(m) == Some(of));
        named(last) && named(last - 1)
    });
    let annual = annual || is_annual(lead, vocabulary) || with_the_one_before || mentions.iter().any(yearly);
    let told = |m: &&time::TimeMention| !m.comparison && !m.made && m.bound && !opens(lead, m);
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
        period @ Period::At(day) if day.day > 0 && date == Some(day) => {
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

/// Whether a stretch of a year or less ends with the document, or at most two months before it.
fn is_recent(first: Date, last: Date, date: Option<Date>) -> bool {
    let year = calendar::shift(first, Step::Year, 1).is_some_and(|next| last.first() <= next.last());
    let far = |date: Date| {
        calendar::shift(Date::month(last.year, last.month), Step::Month, 2).is_some_and(|d| d.last() < date.first())
    };
    first.month > 0 && year && date.is_some_and(|date| date.month > 0 && !far(date))
}

/// Whether a date opens a report: a few words before it, and soon behind it a dash.
#[must_use]
pub fn opens(sentence: &Sentence<'_>, date: &time::TimeMention) -> bool {
    let dash = |n: usize| stretch::is_dash(sentence.low(n)) && sentence.tokens.get(n).is_some_and(|t| t.spaced);
    // "rose 70 percent in the year to April - close to the top"
    let led = sentence.word(date.tokens.start).starts_with(char::is_lowercase);
    !led && date.tokens.start < 10 && (date.tokens.end..date.tokens.end + 8).any(dash)
}

#[cfg(test)]
mod tests;
