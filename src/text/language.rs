//! The language of a document that does not state it.

use crate::{document::Document, vocabulary::LANGUAGES};

/// Bytes of prose that are looked at.
const SAMPLE: usize = 8 << 10;

/// So much prose shows also a language that there is no vocabulary of.
const ENOUGH: usize = 400;

/// The language that the prose shows: the BCP 47 subtag of one of `LANGUAGES`, or the ISO 639-3 code of another; the
/// first of `LANGUAGES` where the text leaves doubt.
#[must_use]
pub fn of(document: &Document) -> &'static str {
    let mut sample = String::new();
    for block in document.blocks.iter().filter(|block| block.aside.is_none()) {
        sample.push_str(&document.text[block.span]);
        sample.push('\n');
        if sample.len() >= SAMPLE {
            sample.truncate(sample.floor_char_boundary(SAMPLE));
            break;
        }
    }
    let default = LANGUAGES.first().map_or("", |language| language.code);
    let shown = whatlang::detect(&sample).filter(whatlang::Info::is_reliable).or_else(|| {
        // A sentence is enough where only the languages that are read stand to choice.
        let known = LANGUAGES.iter().filter_map(|language| whatlang::Lang::from_code(language.iso)).collect();
        whatlang::Detector::with_allowlist(known).detect(&sample).filter(whatlang::Info::is_reliable)
    });
    let Some(shown) = shown else { return default };
    match LANGUAGES.iter().find(|language| language.iso == shown.lang().code()) {
        Some(known) => known.code,
        None if sample.len() >= ENOUGH => shown.lang().code(),
        None => default,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document;

    #[test]
    fn prose_shows_its_language_and_figures_do_not() {
        let of = |text: &str| of(&document::read("note.txt", text.as_bytes()));
        assert_eq!(of("The ministry has counted the boats in every harbour of the country since the war."), "en");
        assert_eq!(of("12 34 56"), "en");
        assert_eq!(of("Vacunaron a 2.316 personas en Sevilla durante 2023."), "es");
        assert_eq!(of("In 2020, people in Aarhus, Denmark made 44,900 bicycle trips a day."), "en");
        assert_eq!(of("Portugal counted 4,100 ships in 2019."), "en");
        assert_eq!(of("Los precios cayeron 3 por ciento en Chile."), "es");
        assert_eq!(of("Nothing to count here."), "en");
        assert_eq!(of("El Salvador had 51 murders per 100,000 people in 2018."), "en");
        assert_eq!(of("Banco de España: 12 %."), "es");
        let german =
            "Das Ministerium hat seit dem Krieg die Boote in jedem Hafen des Landes gezählt und veröffentlicht. ";
        assert_eq!(of(&german.repeat(5)), "deu");
    }
}
