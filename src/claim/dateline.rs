//! The date that a document gives itself in its first lines, for "last year" and "in March".

use super::{term::Terms, time};
use crate::{
    base::{Period, period::Date},
    text::Sentence,
    vocabulary::Vocabulary,
};

/// How many sentences from the top a date of the document itself can stand.
const LINES: usize = 8;
/// A line with a date and little else: "Policy Brief 14, October 2023".
const SHORT: usize = 14;

/// The date of a document: in a short line near its top, or before the dash of a dateline ("CEBU CITY, 9 May 2024
/// (Wire) - …"). A year alone is none.
#[must_use]
pub fn find(sentences: &[Sentence<'_>], vocabulary: &Vocabulary) -> Option<Date> {
    sentences.iter().take(LINES).find_map(|sentence| {
        let mentions = time::mentions(sentence, vocabulary, &Terms::default(), None, |_| false);
        let first = mentions.first()?;
        let Period::At(date) = first.period else { return None };
        let short = sentence.tokens.len() <= SHORT && !sentence.text.ends_with('.');
        (date.month > 0 && (short || opens(sentence, first))).then_some(date)
    })
}

/// Whether a date opens a report: a few words before it, and soon behind it a dash.
#[must_use]
pub fn opens(sentence: &Sentence<'_>, date: &time::TimeMention) -> bool {
    let dash = |n: usize| time::is_dash(sentence.low(n)) && sentence.tokens.get(n).is_some_and(|t| t.spaced);
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
                .map(|d| d.to_string())
                .unwrap_or_default()
        };
        assert_eq!(date("Briefing 9, October 2023"), "2023-10");
        assert_eq!(date("PORT LAUGHTON, 9 May 2024 (Agency) - The harbour was closed on Monday."), "2024-05-09");
        assert_eq!(date("On 20 January 2021 the harbour was opened by the minister, who praised it at length."), "");
        assert_eq!(date("Annual report 2023"), "");
    }
}
