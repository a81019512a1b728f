//! The date that a document gives itself in its first lines, for "last year" and "in March".

use super::{calendar, stretch, term::Terms, time};
use crate::{
    base::{Period, period::Date},
    text::Sentence,
    vocabulary::Vocabulary,
};

/// How many sentences from the top a date of the document itself can stand.
const LINES: usize = 8;
/// A line with a date and little else: "Policy Brief 14, October 2023".
const SHORT: usize = 20;

/// What the first lines of a document say of its time.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Stated {
    /// The document's own date: in a short line near its top ("Policy Brief 14, October 2023"), behind a word for its
    /// making ("Published 3 May 2022."), or before the dash of a dateline ("CEBU CITY, 9 May 2024 (Wire) - …"). A
    /// year alone is none.
    pub date: Option<Date>,
    /// The period that it covers: "the week of 31 July to 6 August 2023".
    pub topic: Option<Period>,
}

/// What the first lines say.
#[must_use]
pub fn find(sentences: &[Sentence<'_>], vocabulary: &Vocabulary) -> Stated {
    let mut stated = Stated::default();
    // Above the first sentence of the text itself.
    let mut head = true;
    let mut years: Vec<Period> = Vec::new();
    for sentence in sentences.iter().take(LINES) {
        let terms = Terms::default();
        let mentions = time::mentions(sentence, vocabulary, &terms, &time::Anchors::default(), |_| false);
        let short = sentence.tokens.len() <= SHORT;
        head &= short;
        for mention in &mentions {
            let opened = sentence.phrase(&vocabulary.times.dated, 0).is_some() && mention.tokens.start < 4;
            // "Issue 31, published 4 November 2024."
            let before = mention.tokens.start.saturating_sub(2)..mention.tokens.start;
            // "as of" may belong to the date: "Data as of 3 March 2024".
            let names = |n: usize| {
                sentence.phrase(&vocabulary.times.dated, n).is_some_and(|(len, ())| {
                    n + len == mention.tokens.start || n >= mention.tokens.start && n + len < mention.tokens.end
                })
            };
            let made = opened || short && (before.into_iter().any(names) || names(mention.tokens.start));
            match mention.period {
                Some(Period::At(date)) if stated.date.is_none() && date.month > 0 => {
                    let line = short && !sentence.text.ends_with('.') && mention.tokens == mentions[0].tokens;
                    if line || made || mention.tokens == mentions[0].tokens && opens(sentence, mention) {
                        stated.date = Some(date);
                    }
                }
                // Growth "in the year to June" is told by anybody.
                Some(Period::Between(first, last)) if mention.run && first.month > 0 && last.year > first.year => {}
                // A bulletin or a report of results covers a part of a year.
                Some(period @ Period::Between(first, last))
                    if stated.topic.is_none()
                        && first.month > 0
                        && (mention.run || short && (last.day > 0 || !sentence.text.ends_with('.'))) =>
                {
                    stated.topic = Some(period);
                    // It appears when what it covers has ended.
                    if last.day > 0 && !mention.run {
                        stated.date = stated.date.or(Some(last));
                    }
                }
                // "Crime returns for 2021", "data collected in school year 2022-23"
                Some(period)
                    if head
                        && !made
                        && calendar::is_year(period)
                        && sentence.phrase(&vocabulary.times.relation, mention.tokens.start).is_some() =>
                {
                    years.push(period);
                }
                _ => {}
            }
        }
    }
    years.dedup();
    if let ([year], false) = (&years[..], head) {
        stated.topic = stated.topic.or(Some(*year));
    }
    stated
}

/// Whether a date opens a report: a few words before it, and soon behind it a dash.
#[must_use]
pub fn opens(sentence: &Sentence<'_>, date: &time::TimeMention) -> bool {
    let dash = |n: usize| stretch::is_dash(sentence.low(n)) && sentence.tokens.get(n).is_some_and(|t| t.spaced);
    date.tokens.start < 10 && (date.tokens.end..date.tokens.end + 8).any(dash)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{base::FoundIn, vocabulary::Extensions};

    #[test]
    fn short_lines_and_datelines_date_a_document() {
        let vocabulary = Vocabulary::new("en", &Extensions::default()).expect("the built-in vocabulary");
        let date = |text: &str| {
            find(&[Sentence::new(text, 0, 0, FoundIn::Sentence)], &vocabulary)
                .date
                .map(|d| d.to_string())
                .unwrap_or_default()
        };
        assert_eq!(date("Briefing 9, October 2023"), "2023-10");
        assert_eq!(date("PORT LAUGHTON, 9 May 2024 (Agency) - The harbour was closed on Monday."), "2024-05-09");
        assert_eq!(date("On 20 January 2021 the harbour was opened by the minister, who praised it at length."), "");
        assert_eq!(date("Annual report 2023"), "");
        let topic = |lines: [&str; 2]| {
            let sentences = lines.map(|line| Sentence::new(line, 0, 0, FoundIn::Sentence));
            find(&sentences, &vocabulary).topic.map(|p| p.to_string()).unwrap_or_default()
        };
        let body = "More people than ever before, most of them from the villages of the north and the islands behind it, \
                    came to the courts to ask for help.";
        assert_eq!(topic(["Crime returns for 2021, by the court desk", body]), "2021");
        assert_eq!(topic(["Report 4, number 23 / 2024", body]), "");
        assert_eq!(date("Published November 2022."), "2022-11");
        assert_eq!(date("Issue 12, published 4 November 2024."), "2024-11-04");
        assert_eq!(date("Issue 31 of 2023, covering the week of 31 July to 6 August 2023."), "2023-08-06");
    }
}
