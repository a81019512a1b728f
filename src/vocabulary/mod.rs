//! Vocabulary: words as data. Each kind of word has a TOML file under `data/`, compiled in, and a Rust file here
//! that gives its rows a type and a fast way to look them up. Files under `data/en/` belong to one language; those
//! directly under `data/` (units, currencies, country codes) to none. A row may carry `accept` and `reject`
//! examples; the tests run them all.

pub mod conversion;
pub mod cue;
pub mod currency;
pub mod document;
pub mod ending;
pub mod hedge;
pub mod index;
pub mod language;
pub mod lexicon;
pub mod number;
pub mod place;
pub mod stance;
pub mod time;
pub mod unit;
pub mod word;

use std::{panic::resume_unwind, thread};

use serde::Serialize;

pub use language::{LANGUAGES, Language};
pub use place::{PlaceKind, PlaceMention, Places};

use crate::base::{Comparator, Diagnostic, Kind, Period};

/// Everything the stages look words up in, for one language. Built once, then only read.
#[derive(Debug)]
pub struct Vocabulary {
    /// BCP 47 primary subtag.
    pub language: String,
    pub places: Places,
    pub numbers: number::Numbers,
    pub hedges: hedge::Hedges,
    pub units: unit::Units,
    pub currencies: currency::Currencies,
    pub words: word::Words,
    pub times: time::Times,
    pub cues: cue::Cues,
    pub stances: stance::Stances,
    /// Named periods of the project: terms of office.
    pub periods: Vec<PeriodRow>,
    /// What all of these know of a word.
    pub index: index::Index,
}

/// Rows that a project adds in its pipeline.toml.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Extensions {
    pub places: Vec<PlaceRow>,
    pub periods: Vec<PeriodRow>,
    pub units: Vec<UnitRow>,
    pub hedges: Vec<HedgeRow>,
}

/// A place: its names and its ISO 3166-1 alpha-3 code.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct PlaceRow {
    pub names: Vec<String>,
    pub code: String,
}

/// A named period, such as a term of office.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct PeriodRow {
    pub name: String,
    pub aliases: Vec<String>,
    pub period: Period,
}

/// A unit: the names that documents use, and the published one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct UnitRow {
    pub names: Vec<String>,
    pub unit: String,
    pub kind: Kind,
    /// UCUM code; empty where there is none.
    pub ucum: String,
}

/// A phrase before a number, and what it says of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct HedgeRow {
    pub phrase: String,
    pub comparator: Comparator,
}

impl Vocabulary {
    /// The compiled-in vocabulary of a language with the project's own rows added.
    ///
    /// # Errors
    /// A language that there are no words of; a row of `extensions` that cannot be used, one diagnostic each.
    pub fn new(language: &str, extensions: &Extensions) -> Result<Self, Vec<Diagnostic>> {
        let Some(files) = Language::of(language) else {
            let known: Vec<&str> = LANGUAGES.iter().map(|language| language.code).collect();
            let message = format!("expected a language with a vocabulary ({}), found {language:?}", known.join(", "));
            return Err(vec![Diagnostic::error("unknown-language", message)]);
        };
        let file = |name: &str, e: String| {
            let message = format!("the built-in vocabulary {language}/{name} cannot be read: {e}");
            vec![Diagnostic::error("vocabulary", message)]
        };
        // The names of places take as long as all other words together: they are read beside these.
        let mut vocabulary = thread::scope(|scope| -> Result<Self, Vec<Diagnostic>> {
            let places = scope.spawn(|| Places::new(files, &extensions.places));
            Ok(Self {
                language: language.into(),
                words: word::Words::parse(files.words).map_err(|e| file("words.toml", e))?,
                times: time::Times::parse(files.time).map_err(|e| file("time.toml", e))?,
                cues: cue::Cues::parse(files.cues).map_err(|e| file("cues.toml", e))?,
                stances: stance::Stances::parse(files.modality).map_err(|e| file("modality.toml", e))?,
                numbers: number::Numbers::parse(files.numbers).map_err(|e| file("numbers.toml", e.to_string()))?,
                hedges: hedge::Hedges::parse(files.hedges)
                    .map_err(|e| file("hedges.toml", e.to_string()))?
                    .with(&extensions.hedges),
                units: unit::Units::parse(include_str!("data/units.toml"), files.unit_names)
                    .map_err(|e| file("unit-names.toml", e.to_string()))?
                    .with(&extensions.units),
                currencies: currency::Currencies::parse(include_str!("data/currencies.toml"), files.currency_names)
                    .map_err(|e| file("currency-names.toml", e.to_string()))?
                    .with(&extensions.units),
                places: places.join().unwrap_or_else(|panic| resume_unwind(panic))?,
                periods: extensions.periods.clone(),
                index: index::Index::default(),
            })
        })?;
        vocabulary.enter();
        Ok(vocabulary)
    }

    /// Makes the index anew: to be called where a part has been put in the place of another.
    pub fn enter(&mut self) {
        let tables = [
            self.cues.tables(),
            self.times.tables(),
            self.stances.tables(),
            self.hedges.tables(),
            self.numbers.tables(),
            self.units.tables(),
            self.currencies.tables(),
        ];
        let mut index = index::Index::default();
        index.enter(tables.into_iter().flatten().collect());
        self.words.enter(&mut index);
        self.numbers.enter(&mut index);
        index.close();
        self.index = index;
    }
}
