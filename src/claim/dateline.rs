//! The date that a document gives itself in its first lines, for "last year" and "in March".

mod topic;
mod yearless;

use topic::{covered, of_lead, of_title, part_over, year_over};

use super::{calendar, stretch, term::Terms, time};
use crate::{
    base::{FoundIn, Period, period::Date},
    text::{Sentence, TokenKind},
    vocabulary::{Vocabulary, time::TimeWord, word::Classes},
};

/// How many sentences from the top a date of the document itself can stand.
const LINES: usize = 10;
/// How many sentences from the top what all figures refer to can stand.
const METHODS: usize = 60;
/// How many words behind "figures" can tell of which: "the figures on this page are for 2025".
const FIGURES: usize = 7;
/// A line with a date and little else: "Policy Brief 14, October 2023".
const SHORT: usize = 20;

/// How many words a date has at most with the time of day.
const CLOCK: usize = 10;

/// The most words of several lines above the text.
const HEAD: usize = 60;

/// A sentence of as many words with a verb is one of the text: "A total of 41 cases were notified."
const TELLS: usize = 7;

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
pub fn find(sentences: &[Sentence<'_>], vocabulary: &Vocabulary, given: Option<Date>, terms: &Terms) -> Stated {
    let top = &sentences[..sentences.len().min(LINES)];
    let lead = top.iter().position(|sentence| is_told(sentence, vocabulary));
    let lead = lead.or_else(|| top.iter().position(|sentence| tells(sentence, vocabulary)));
    let annual = top[..lead.unwrap_or(0)].iter().any(|line| is_annual(line, vocabulary));
    let mut stated = Stated {
        blanket: blanket(sentences, vocabulary, terms),
        brackets: sentences.iter().take(METHODS).any(|sentence| tells_of_brackets(sentence, vocabulary)),
        ..Stated::default()
    };
    let mut years: Vec<Period> = Vec::new();
    // Whether another line than a sentence with figures names one of them.
    let mut titled = false;
    let mut month = None;
    // The end of what it covers: it appears when that is over.
    let mut ended = None;
    // Whether a word for its making stands with the date.
    let mut sure = false;
    for (n, sentence) in top.iter().enumerate() {
        let mentions = time::mentions(sentence, vocabulary, terms, &time::Anchors::default(), |_| false);
        let short = sentence.tokens.len() <= SHORT || is_head(sentence, vocabulary);
        // Above the first sentence of the text itself.
        let head = lead.is_none_or(|lead| n < lead);
        // "Floods damaged 19,808 schools in 2022." is a sentence of the text, however short.
        let of_time = |n: usize| mentions.iter().any(|m| m.tokens.contains(&n));
        let number = |n: usize| sentence.tokens[n].kind == TokenKind::Number && !of_time(n);
        let counts = is_sentence(sentence, vocabulary) && (0..sentence.tokens.len()).any(number);
        // "Policy Brief 2025/3 | 12 June 2025": the number of an issue is no date.
        let dated = mentions.iter().find(|m| m.period.is_some_and(|p| !is_years(p)));
        let first_dated = |m: &time::TimeMention| dated.is_some_and(|first| first.tokens == m.tokens);
        // "STATEMENT ON CRIME, JANUARY TO DECEMBER 2024 Delivered on Thursday, January 23, 2025", lines that run on
        let days = || mentions.iter().filter(|m| matches!(m.period, Some(Period::At(date)) if date.day > 0));
        let only_day = |m: &time::TimeMention| {
            let stretch = dated.is_some_and(|first| matches!(first.period, Some(Period::Between(..))));
            head && stretch && days().count() == 1 && days().all(|day| day.tokens == m.tokens)
        };
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
                Some(Period::At(date) | Period::Until(date))
                    if date.month > 0
                        && (made || matches!(mention.period, Some(Period::At(_))))
                        && (is_finer(date, stated.date, sure) || made && !sure) =>
                {
                    let line = short && (first_dated(mention) || only_day(mention));
                    let line = line && (!sentence.text.ends_with('.') || head && is_head(sentence, vocabulary));
                    let closes = short && head && closes(sentence, &mentions, mention, vocabulary);
                    let heads = head && first_dated(mention) && is_signed(sentence, mention);
                    let opens = || mention.tokens == mentions[0].tokens && opens(sentence, mention);
                    if line || closes || heads || made || opens() {
                        // "Prices, April 2025", of 12 May
                        if let Some(of) = stated.date.filter(|of| of.day == 0 && of.last() < date.first() && head) {
                            month = month.or(Some((Period::At(of), of)));
                        }
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
                        && !(mention.base && !(head && last.day > 0) || mention.comparison)
                        && first.month > 0
                        && (mention.run || head && (last.day > 0 || !sentence.text.ends_with('.'))) =>
                {
                    stated.topic = Some(period);
                    if last.day > 0 && !mention.run {
                        ended = Some(last);
                    }
                }
                // "Crime returns for 2021", "data collected in school year 2022-23", "annual report 2022"
                Some(period) if head && !made && calendar::is_year(period) && (bound || annual) => {
                    years.push(period);
                    titled |= !counts;
                }
                _ => {}
            }
        }
    }
    stated.date = stated.date.or(ended);
    if stated.date.is_none() && given.is_none() {
        stated.date = yearless::date(sentences, LINES, vocabulary);
    }
    match (month, stated.date) {
        (Some((period, month)), Some(date)) if month.first() <= date.first() => {
            stated.topic = stated.topic.or(Some(period));
        }
        (Some((_, month)), None) => stated.date = Some(month),
        _ => {}
    }
    let date = given.or(stated.date);
    let above = &top[..lead.unwrap_or(top.len())];
    stated.topic = stated.topic.or_else(|| covered(top, vocabulary, terms, date));
    years.dedup();
    if let ([year], true) = (&years[..], titled && lead.is_some()) {
        stated.topic = stated.topic.or(Some(*year));
    }
    if let (None, Some(lead)) = (stated.topic, lead) {
        stated.topic = of_lead(&top[lead], vocabulary, terms, date, annual).or_else(|| {
            // "The council, which publishes its yearly count today, puts the toll for 2024 at 1,140"
            let behind = top[lead + 1..].iter().find(|sentence| is_annual(sentence, vocabulary))?;
            of_lead(behind, vocabulary, terms, date, true)
        });
    }
    stated.topic = stated.topic.or_else(|| of_title(sentences, lead?, vocabulary, terms, date));
    stated.topic = stated
        .topic
        .or_else(|| year_over(above, vocabulary, terms, date))
        .or_else(|| part_over(above, vocabulary, terms, date));
    stated.topic = stated.topic.map(calendar::plain);
    stated.blanket = stated.blanket.map(calendar::plain);
    stated
}

/// Whether a date tells the document's day where it has told only its month so far.
fn is_finer(date: Date, told: Option<Date>, sure: bool) -> bool {
    told.is_none_or(|told| !sure && told.day == 0 && date.day > 0)
}

/// Whether a line begins with its date, and little follows or a sign divides it: "15 May 2024 | No. 46", "1 May 2024, 5 a.m."
fn is_signed(line: &Sentence<'_>, date: &time::TimeMention) -> bool {
    let divides = |n: usize| matches!(line.sign(n), Some('|' | '·' | '•' | '/' | '—' | '–' | '-'));
    // "The Weyburn Review   Wednesday 15 May 2024 · No. 112"
    let columns = || matches!(line.sign(date.tokens.end), Some('|' | '·' | '•'));
    let first = date.tokens.start;
    first == 0 && (divides(date.tokens.end) || line.tokens.len() <= CLOCK) || first <= NAME && columns()
}

/// How many words the name of a paper has at most.
const NAME: usize = 10;

/// Whether a period is told in whole years.
fn is_years(period: Period) -> bool {
    match period {
        Period::At(date) | Period::Since(date) | Period::Until(date) => date.month == 0,
        Period::Between(first, last) => first.month == 0 && last.month == 0,
    }
}

/// Whether a line without a verb ends with a date behind a sign: "Harbour Trust, Paramaribo, February 2025."
fn closes(
    line: &Sentence<'_>,
    mentions: &[time::TimeMention],
    date: &time::TimeMention,
    vocabulary: &Vocabulary,
) -> bool {
    // "Period covered: 1 to 7 May 2024 9 May 2024", lines that run on
    let behind = mentions.iter().map(|m| m.tokens.end).find(|&end| end == date.tokens.start);
    let words = line.tokens.len();
    let end = if matches!(line.sign(words.saturating_sub(1)), Some('.' | ')')) { words - 1 } else { words };
    let signed = date
        .tokens
        .start
        .checked_sub(1)
        .is_some_and(|before| line.sign(before).is_some() || behind == Some(before + 1));
    date.tokens.end == end && signed && !has_auxiliary(line, vocabulary)
}

/// The period that the document gives to all its figures, near its top.
fn blanket(sentences: &[Sentence<'_>], vocabulary: &Vocabulary, terms: &Terms) -> Option<Period> {
    sentences.iter().take(METHODS).find_map(|sentence| {
        let words = 0..sentence.tokens.len();
        let behind = |n: usize| sentence.phrase(&vocabulary.times.blanket, n).map(|(len, ())| n + len);
        let figures =
            words.into_iter().find_map(|n| sentence.phrase(&vocabulary.times.figures, n).map(|(len, ())| n + len))?;
        let end = (figures..figures + FIGURES).take_while(|&n| sentence.sign(n).is_none()).find_map(behind)?;
        let anchors = time::Anchors::default();
        let mentions = time::mentions(sentence, vocabulary, terms, &anchors, |_| false);
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
    // "15 May 2024 · No. 112 · Newsroom: 18 Main St., tel."
    let divided = || (0..line.tokens.len()).any(|n| matches!(line.sign(n), Some('|' | '·' | '•')));
    // "SITUATION BULLETIN No. 18 Apia, Monday 2 December 2019, 10.00 a.m."
    let verb = |n: usize| {
        let past = line.phrase(&vocabulary.times.past, n).is_some() || vocabulary.times.past_endings.end(line.low(n));
        past || line.classes(n, vocabulary).any(Classes::VERB)
    };
    let whole = || line.text.ends_with('.') && !divided() && (0..line.tokens.len()).any(verb);
    line.tokens.len() <= HEAD && !has_auxiliary(line, vocabulary) && !whole()
}

/// Whether a short line is a sentence of the text: "The police recorded 40 burglaries."
fn tells(line: &Sentence<'_>, vocabulary: &Vocabulary) -> bool {
    line.found_in == FoundIn::Sentence && is_sentence(line, vocabulary)
}

/// Whether a line is a short sentence, in a list or not.
fn is_sentence(line: &Sentence<'_>, vocabulary: &Vocabulary) -> bool {
    let times = &vocabulary.times;
    if line.tokens.len() < TELLS || !line.text.ends_with('.') {
        return false;
    }
    let past = |n: usize| {
        line.phrase(&times.past, n).is_some() || line.low(n).len() > 4 && times.past_endings.end(line.low(n))
    };
    // "Geneva/Lusaka, 14 May 2024."
    let signed =
        line.low(line.tokens.len() - 2).len() == 4 && line.tokens[line.tokens.len() - 2].kind == TokenKind::Number;
    let may = |n: usize| !signed && line.classes(n, vocabulary).any(Classes::AUXILIARY);
    has_auxiliary(line, vocabulary) || (1..line.tokens.len()).any(|n| past(n) || may(n))
}

fn has_auxiliary(line: &Sentence<'_>, vocabulary: &Vocabulary) -> bool {
    // "4 May 2024" may not.
    let month = |n: usize| matches!(line.phrase(&vocabulary.times.words, n), Some((_, TimeWord::Month(_))));
    let named = |n: usize| line.word(n).starts_with(char::is_uppercase) && month(n);
    (0..line.tokens.len()).any(|n| line.classes(n, vocabulary).any(Classes::AUXILIARY) && !named(n))
}

/// Whether a line says that the document appears once a year.
fn is_annual(line: &Sentence<'_>, vocabulary: &Vocabulary) -> bool {
    (0..line.tokens.len()).any(|n| line.phrase(&vocabulary.times.annual, n).is_some())
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
mod heads;
#[cfg(test)]
mod tests;
