//! A unit that stands alone, as in the column of a table: what claims publish of it.

use super::count;
use crate::{
    base::{Comparator, FoundIn},
    quantity::{Setting, Size, Unit, quantities},
    text::Sentence,
    vocabulary::{Vocabulary, conversion},
};

/// The published name of a unit that is written as documents write it: `tonnes` and `t` are `tonne`, `kt` is `kilotonne`,
/// `million people` are `million person`, `%` is `percent`. `None` where it has one already, or is not understood.
#[must_use]
pub fn published(unit: &str, vocabulary: &Vocabulary) -> Option<String> {
    if conversion::is_published(unit) {
        return None;
    }
    // Read beside a number that has a plural: some symbols stand right behind it, signs of currencies before it.
    let texts = [format!("2 {unit}"), format!("2{unit}"), format!("{unit}2")];
    texts.iter().find_map(|text| beside(text, vocabulary))
}

/// The unit of a text that is nothing but two of it.
fn beside(text: &str, vocabulary: &Vocabulary) -> Option<String> {
    let sentence = Sentence::new(text, 0, 0, FoundIn::Sentence).with(vocabulary);
    let found = quantities(&sentence, vocabulary, Setting::default());
    let [quantity] = &found[..] else { return None };
    let (Size::Value(value), Comparator::Equal) = (quantity.size, quantity.comparator) else { return None };
    let (first, end) = (quantity.tokens.start, quantity.tokens.end);
    let name = match (&quantity.unit, sentence.tokens.len().checked_sub(end)?) {
        (Unit::Bare, 1) => noun(sentence.word(end), vocabulary)?,
        (Unit::Bare | Unit::Times | Unit::Rank, _) => return None,
        (unit, 0) => count::unit_of(unit).1,
        _ => return None,
    };
    (first == 0).then(|| conversion::scaled(&name, value.half()))?
}

/// The singular of a plural noun.
fn noun(word: &str, vocabulary: &Vocabulary) -> Option<String> {
    // Other words with capitals inside are symbols.
    let plain = word.chars().skip(1).all(char::is_lowercase);
    let low = word.to_lowercase();
    (plain && vocabulary.words.is_plural(&low)).then(|| vocabulary.words.singular(&low))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::vocabulary::Extensions;

    #[test]
    fn units_are_understood_as_documents_write_them() {
        let vocabulary = Vocabulary::new("en", &Extensions::default()).expect("a sound vocabulary");
        for (unit, name) in [
            ("tonnes", "tonne"),
            ("t", "tonne"),
            ("kt", "kilotonne"),
            ("thousand tonnes", "thousand tonne"),
            ("%", "percent"),
            ("per cent", "percent"),
            ("percentage points", "percentage point"),
            ("people", "person"),
            ("persons", "person"),
            ("million people", "million person"),
            ("Ships", "ship"),
            ("m", "metre"),
            ("km²", "square kilometre"),
            ("km/h", "kilometre per hour"),
            ("tonnes per hectare", "tonne per hectare"),
            ("GWh", "gigawatt hour"),
            ("€", "EUR"),
            ("US$", "USD"),
            ("US dollars", "USD"),
            ("million euros", "million EUR"),
            ("per 100,000", "per 100000"),
        ] {
            assert_eq!(published(unit, &vocabulary).as_deref(), Some(name), "{unit}");
        }
        for unit in [
            "tonne",
            "percent",
            "USD",
            "thousand USD",
            "ship",
            "per 100000",
            "gas",
            "index (2015 = 100)",
            "3",
            "",
            "?",
            "MPs",
        ] {
            assert_eq!(published(unit, &vocabulary), None, "{unit}");
        }
    }
}
