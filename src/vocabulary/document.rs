//! Words of a page, not of its text: bylines, counters, headings of notes. A document is read before its language is
//! known, so that the words of all languages are looked for at once.

use std::{collections::BTreeMap, sync::LazyLock};

use serde::Deserialize;

use super::{LANGUAGES, lexicon::WordSet};

/// The words of all languages, in lower case unless it says otherwise.
#[derive(Debug, Default)]
pub struct Words {
    /// Names of months: 1 to 12.
    pub months: BTreeMap<String, i8>,
    /// Before a date of publication.
    pub published: Vec<String>,
    /// Before the date of its last change.
    pub updated: Vec<String>,
    /// Before the names of authors, as written.
    pub byline: Vec<String>,
    /// Between names: `and`.
    pub joins: WordSet,
    /// Between the parts of a date: `of`.
    pub of: WordSet,
    /// In the titles of offices, and in no name.
    pub offices: WordSet,
    /// Small words inside names: `van`.
    pub particles: WordSet,
    /// Page furniture: whole blocks without signs at the edges.
    pub phrases: WordSet,
    /// Beginnings of lines that lead to other pages.
    pub leads: Vec<String>,
    /// What a page counts: `views`; and those of them that tell how long reading takes: `min`.
    pub counted: WordSet,
    pub reading: WordSet,
    /// Behind the minutes that reading takes: `5 min read`.
    pub read: WordSet,
    /// Around page numbers, and those of them that stand before one.
    pub page: WordSet,
    pub at_page: WordSet,
    /// In a line about rights.
    pub rights: Vec<String>,
    /// At the beginning of a line with an address or number.
    pub contact: Vec<String>,
    /// Headings of sections of notes and of bibliographies.
    pub notes: WordSet,
    /// In a citation, before the day when somebody looked at it: `accessed`.
    pub looked_up: WordSet,
    /// First words of notes that only point to the one before: `ibid`.
    pub same_again: WordSet,
    /// Series of publications, by the first of their words: all words, and the name that stands for them: `working paper`.
    pub series: BTreeMap<String, Vec<(Vec<String>, String)>>,
    /// Words and signs before the number in a series: `no`.
    pub number_sign: WordSet,
    /// As written: words that end a sentence although the splitter takes them for abbreviations ("on 6 May. Rescuers").
    pub closing: WordSet,
    /// They say that a year is not the calendar's: `fiscal`.
    pub other_years: Vec<String>,
}

/// A `document.toml`.
#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct File {
    months: Vec<Vec<String>>,
    published: Vec<String>,
    updated: Vec<String>,
    byline: Vec<String>,
    joins: Vec<Box<str>>,
    of: Vec<Box<str>>,
    offices: Vec<Box<str>>,
    particles: Vec<Box<str>>,
    phrases: Vec<Box<str>>,
    leads: Vec<String>,
    counted: Vec<Box<str>>,
    reading: Vec<Box<str>>,
    read: Vec<Box<str>>,
    page: Vec<Box<str>>,
    at_page: Vec<Box<str>>,
    looked_up: Vec<Box<str>>,
    same_again: Vec<Box<str>>,
    series: Vec<Vec<String>>,
    number_sign: Vec<Box<str>>,
    rights: Vec<String>,
    contact: Vec<String>,
    notes: Vec<Box<str>>,
    closing: Vec<Box<str>>,
    other_years: Vec<String>,
}

impl Words {
    fn add(&mut self, file: File) {
        for (number, names) in (1..).zip(file.months) {
            self.months.extend(names.into_iter().map(|name| (name, number)));
        }
        self.published.extend(file.published);
        self.updated.extend(file.updated);
        self.byline.extend(file.byline);
        self.joins.extend(file.joins);
        self.of.extend(file.of);
        self.offices.extend(file.offices);
        self.particles.extend(file.particles);
        self.phrases.extend(file.phrases);
        self.leads.extend(file.leads);
        self.counted.extend(file.counted);
        self.reading.extend(file.reading);
        self.read.extend(file.read);
        self.page.extend(file.page);
        self.at_page.extend(file.at_page);
        self.looked_up.extend(file.looked_up);
        self.same_again.extend(file.same_again);
        self.number_sign.extend(file.number_sign);
        for names in file.series {
            let Some(series) = names.first().cloned() else { continue };
            for name in names {
                let words: Vec<String> = name.split_whitespace().map(str::to_owned).collect();
                let Some(first) = words.first().cloned() else { continue };
                self.series.entry(first).or_default().push((words, series.clone()));
            }
        }
        self.rights.extend(file.rights);
        self.contact.extend(file.contact);
        self.notes.extend(file.notes);
        self.closing.extend(file.closing);
        self.other_years.extend(file.other_years);
    }
}

/// The words of all languages. A file that cannot be read gives none: a test sees to it that all can.
#[must_use]
pub fn words() -> &'static Words {
    static WORDS: LazyLock<Words> = LazyLock::new(|| {
        let mut words = Words::default();
        for toml in files() {
            words.add(toml::from_str(toml).unwrap_or_default());
        }
        words
    });
    &WORDS
}

fn files() -> impl Iterator<Item = &'static str> {
    LANGUAGES.iter().map(|language| language.document).chain([include_str!("data/document.toml")])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_file_can_be_read() {
        for toml in files() {
            toml::from_str::<File>(toml).expect("a sound file");
        }
        let words = words();
        assert_eq!((words.months.get("march"), words.months.get("octubre")), (Some(&3), Some(&10)));
    }
}
