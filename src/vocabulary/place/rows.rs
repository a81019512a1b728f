//! From the rows of the data files to entries that can be found.

use std::collections::BTreeMap;

use serde::{Deserialize, de::IgnoredAny};

use super::{
    Begins, Entry, PlaceKind, Places, Row,
    care::{Care, Context},
    first_word, second_byte,
    towns::Towns,
};
use crate::{
    base::Diagnostic,
    vocabulary::{
        Language, PlaceRow,
        lexicon::{Table, WordMap},
    },
};

const CODES: &str = include_str!("../data/places.toml");

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Codes {
    codes: String,
}

/// `places.toml` of a language.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Names {
    #[serde(default, rename = "example")]
    _examples: IgnoredAny,
    inflection: Vec<Inflection>,
    country: BTreeMap<String, Country>,
    region: Region,
    other: Other,
}

/// `place_care.toml` of a language.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Cares {
    #[serde(default, rename = "example")]
    _examples: IgnoredAny,
    context: Context,
    care: Vec<Care>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Country {
    name: String,
    #[serde(default)]
    also: Vec<String>,
    #[serde(default)]
    people: Vec<String>,
}

/// The forms that a name of people with this ending has: its ending is put in the place of `end`.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Inflection {
    end: String,
    forms: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Region {
    names: Vec<String>,
    people: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Other {
    names: Vec<String>,
}

/// A country in subdivisions.toml.
#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct Inside {
    parts: Vec<String>,
    people: Vec<String>,
    cities: Vec<String>,
    short: Vec<String>,
    marks: Vec<String>,
}

pub(super) fn load(language: &Language, rows: &[PlaceRow]) -> Result<Places, Vec<Diagnostic>> {
    let codes: Codes = read(CODES)?;
    let names: Names = read(language.places)?;
    let parts: BTreeMap<String, Inside> = read(language.subdivisions)?;
    let cares: Cares = read(language.place_care)?;

    let mut shelf = Shelf { inflections: names.inflection, ..Shelf::default() };
    shelf.add_countries(&names.country);
    shelf.add_parts(&parts);
    for name in &names.region.names {
        shelf.add(name, Some(PlaceKind::Region), None);
    }
    for name in &names.region.people {
        shelf.add_people(name, PlaceKind::Region, None);
    }
    for name in &names.other.names {
        shelf.add(name, None, None);
    }
    for row in &cares.care {
        shelf.care(row);
    }
    let mut wrong = Vec::new();
    for row in rows {
        if codes.codes.split_whitespace().any(|code| code == row.code) {
            row.names.iter().for_each(|name| shelf.replace(name, &row.code));
        } else {
            let message = format!("place {:?}: expected an ISO 3166-1 alpha-3 code, found {:?}", row.names, row.code);
            wrong.push(Diagnostic::error("unknown-place-code", message));
        }
    }
    if !wrong.is_empty() {
        return Err(wrong);
    }
    let titles = names.country.into_iter().map(|(code, country)| (code, country.name)).collect();
    Ok(shelf.places(titles, cares.context))
}

/// Reads a file that was compiled in; the tests see to it that this never fails.
fn read<T: serde::de::DeserializeOwned>(text: &str) -> Result<T, Vec<Diagnostic>> {
    toml::from_str(text).map_err(|error| vec![Diagnostic::error("invalid-vocabulary", error.to_string())])
}

/// Names on the way to their entries.
#[derive(Default)]
struct Shelf {
    inflections: Vec<Inflection>,
    /// By their names, which they get at the end.
    entries: WordMap<Entry>,
}

impl Shelf {
    fn add_countries(&mut self, countries: &BTreeMap<String, Country>) {
        for (code, country) in countries {
            for name in std::iter::once(&country.name).chain(&country.also) {
                self.add(name, Some(PlaceKind::Country), Some(code));
            }
            for name in &country.people {
                self.add_people(name, PlaceKind::Demonym, Some(code));
            }
        }
    }

    fn add_parts(&mut self, countries: &BTreeMap<String, Inside>) {
        for (code, inside) in countries {
            for name in inside.parts.iter().chain(&inside.cities).chain(&inside.short).chain(&inside.marks) {
                self.add(name, Some(PlaceKind::Subnational), Some(code));
            }
            for name in &inside.people {
                self.add_people(name, PlaceKind::Subnational, Some(code));
            }
        }
    }

    fn add(&mut self, name: &str, kind: Option<PlaceKind>, code: Option<&str>) {
        let new = || Entry { name: String::new(), kind, codes: Vec::new(), care: None };
        let entry = self.entries.entry(name.into()).or_insert_with(new);
        entry.codes.extend(code.filter(|code| !entry.codes.iter().any(|known| known == code)).map(String::from));
    }

    /// An adjective or name of people in all its forms.
    fn add_people(&mut self, name: &str, kind: PlaceKind, code: Option<&str>) {
        for form in self.forms(name) {
            self.add(&form, Some(kind), code);
        }
    }

    /// The forms of a name of people by the first ending that fits.
    fn forms(&self, name: &str) -> Vec<String> {
        let found = self.inflections.iter().find_map(|row| Some((name.strip_suffix(row.end.as_str())?, &row.forms)));
        match found {
            Some((stem, forms)) => forms.iter().map(|form| format!("{stem}{form}")).collect(),
            None => vec![name.into()],
        }
    }

    /// A project's own name: nothing known before is left of it.
    fn replace(&mut self, name: &str, code: &str) {
        let kind = Some(PlaceKind::Subnational);
        let entry = Entry { name: String::new(), kind, codes: vec![code.into()], care: None };
        self.entries.insert(name.into(), entry);
    }

    /// Applies a row to its names in all their forms.
    fn care(&mut self, row: &Care) {
        for name in &row.names {
            let forms = self.forms(name);
            for name in forms.iter().chain((!forms.contains(name)).then_some(name)) {
                let Some(entry) = self.entries.get_mut(name.as_str()) else { continue };
                if !row.choose.is_empty() {
                    entry.codes.clone_from(&row.choose);
                }
                entry.care.get_or_insert_default().merge(row);
            }
        }
    }

    fn places(self, titles: BTreeMap<String, String>, context: Context) -> Places {
        let named = |(name, entry): (Box<str>, Entry)| Entry { name: name.into(), ..entry };
        let mut entries: Vec<Entry> = self.entries.into_iter().map(named).collect();
        entries.sort_unstable_by(|a, b| (b.name.len(), &a.name).cmp(&(a.name.len(), &b.name)));
        let (mut index, mut small): (Table<Vec<Row>>, Table<Vec<Row>>) = <_>::default();
        for (at, entry) in entries.iter().enumerate() {
            let first = first_word(&entry.name);
            let row = Row { entry: at, second: second_byte(&entry.name[first.len()..]).unwrap_or(0) };
            let first = first.to_lowercase();
            index.entry(&first).push(row);
            if !entry.name.starts_with(char::is_uppercase) {
                small.entry(&first).push(row);
            }
        }
        let towns = Towns::new();
        let begins = Begins::of(index.words().chain(towns.words()));
        let small_begins = Begins::of(small.words());
        Places { titles, entries, index, small, towns, begins, small_begins, context }
    }
}
