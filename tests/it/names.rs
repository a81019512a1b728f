//! Every name of the vocabulary is read: of units, currencies and countries, each in a sentence around it.

use std::collections::BTreeMap;

use cuantia::vocabulary::LANGUAGES;
use toml::Table;

use super::vocabulary::{Reader, data};

/// Sentences of a language; `NAME` stands for the name.
struct Frames {
    unit: &'static str,
    percent: &'static str,
    money: &'static str,
    code_before: &'static str,
    code_behind: &'static str,
    place: &'static str,
    /// The adjective is in the place of `NAME`.
    people: &'static str,
}

fn frames(language: &str) -> Frames {
    match language {
        "es" => Frames {
            unit: "El equipo midió 12 NAME en el terreno.",
            percent: "El valor fue de 12 NAME.",
            money: "La empresa pagó 12 millones de NAME por la nave.",
            code_before: "La empresa pagó NAME 12 millones por la nave.",
            code_behind: "La empresa pagó 12 millones NAME por la nave.",
            place: "La agencia contó 12.400 granjas en NAME.",
            people: "El sector agrario NAME sumó 12.400 granjas.",
        },
        _ => Frames {
            unit: "The team measured 12 NAME on the site.",
            percent: "The value was 12 NAME.",
            money: "The firm paid 12 million NAME for the yard.",
            code_before: "The firm paid NAME 12 million for the yard.",
            code_behind: "The firm paid 12 million NAME for the yard.",
            place: "The agency counted 12,400 farms in NAME.",
            people: "The agency counted 12,400 NAME farms.",
        },
    }
}

/// Names that are read otherwise in these sentences.
const EXCEPTIONS: &[(&str, &str)] = &[
    ("c", "cents, right behind plain digits only"),
    ("quincena", "fifteen of something behind a number"),
    ("julio", "a month behind a number"),
    ("Granada", "more often the city in Spain"),
];

/// Reads each name in its frame and collects what is not read as expected.
struct Check {
    language: &'static str,
    reader: Reader,
    frames: Frames,
    wrong: Vec<String>,
}

impl Check {
    /// Some claim of the sentence has one of the texts `wanted` in `field`.
    fn read(&mut self, frame: &str, name: &str, field: &str, wanted: &[&str]) {
        if EXCEPTIONS.iter().any(|(exception, _)| *exception == name) {
            return;
        }
        let text = frame.replace("NAME", name);
        let says = |wanted: &&str| {
            let expected: Table = [(field.to_owned(), toml::Value::from(*wanted))].into_iter().collect();
            self.reader.says(&text, &expected)
        };
        if !wanted.iter().any(says) {
            self.wrong.push(format!("{text:?}: {field} {wanted:?} found {:?}", self.reader.brief(&text)));
        }
    }

    fn data(&self, file: &str) -> Table {
        data(&format!("{}/{file}.toml", self.language))
    }
}

/// Checks every language.
fn check(of: impl Fn(&mut Check)) {
    let mut wrong = Vec::new();
    for language in LANGUAGES {
        let (reader, frames) = (Reader::new(language.code), frames(language.code));
        let mut check = Check { language: language.code, reader, frames, wrong: Vec::new() };
        of(&mut check);
        wrong.append(&mut check.wrong);
    }
    assert!(wrong.is_empty(), "{} mistakes\n{}", wrong.len(), wrong.join("\n"));
}

/// The texts of a list.
fn list(value: Option<&toml::Value>) -> Vec<String> {
    let rows = value.and_then(toml::Value::as_array).into_iter().flatten();
    rows.filter_map(|text| text.as_str().map(str::to_owned)).collect()
}

/// A phrase as a document writes it: phrases have a blank on each side of a hyphen or dot.
fn written(phrase: &str) -> String {
    phrase.replace(" - ", "-").replace(" .", ".")
}

#[test]
fn every_name_of_a_unit_is_read() {
    check(|check| {
        let file = check.data("unit-names");
        for (id, forms) in file["names"].as_table().expect("names") {
            for form in list(Some(forms)) {
                let (form, singular) = form.split_once('=').unwrap_or((&form, id));
                check.read(check.frames.unit, &written(form), "unit", &[singular]);
            }
        }
        for (key, unit) in [
            ("percent", "percent"),
            ("percent_signs", "percent"),
            ("per_mille", "percent"),
            ("percentage_point", "percentage point"),
            ("basis_point", "basis point"),
        ] {
            for form in list(file.get(key)) {
                check.read(check.frames.percent, &written(&form), "unit", &[unit]);
            }
        }
    });
}

#[test]
fn every_name_of_a_currency_is_read() {
    check(|check| {
        let file = check.data("currency-names");
        let behind = file.get("adjectives_behind").and_then(toml::Value::as_bool) == Some(true);
        let mut names: BTreeMap<String, String> = BTreeMap::new();
        for row in file["name"].as_array().expect("rows").iter().filter_map(toml::Value::as_table) {
            let family = row.get("family").or(row.get("code")).and_then(toml::Value::as_str).expect("a family");
            // Names that are other words as well count as money where more than the name says so.
            if row.contains_key("ambiguous") {
                continue;
            }
            let code = check.reader.vocabulary.currencies.code(family, None).to_owned();
            for name in list(row.get("words")) {
                check.read(check.frames.money, &name, "unit", &[&code]);
                if !row.contains_key("scale") {
                    names.entry(family.to_owned()).or_insert(name);
                }
            }
        }
        for (adjective, place) in file["adjectives"].as_table().expect("adjectives") {
            let place = place.as_str().expect("a code");
            for (family, name) in &names {
                if check.reader.vocabulary.currencies.has_place(family, place) {
                    let code = check.reader.vocabulary.currencies.code(family, Some(place)).to_owned();
                    let phrase = if behind { format!("{name} {adjective}") } else { format!("{adjective} {name}") };
                    check.read(check.frames.money, &phrase, "unit", &[&code]);
                }
            }
        }
    });
}

/// Codes before a number that stand for another one.
const MEANT: &[(&str, &str)] = &[("GHC", "GHS")];

#[test]
fn every_code_of_a_currency_is_read() {
    let letters = || 'A'..='Z';
    let words = letters().flat_map(|a| letters().flat_map(move |b| letters().map(move |c| format!("{a}{b}{c}"))));
    let words: Vec<String> = words.collect();
    check(|check| {
        let currencies = &check.reader.vocabulary.currencies;
        let codes: Vec<&String> = words.iter().filter(|word| currencies.is_code(word)).collect();
        assert!(codes.len() > 150);
        for code in codes {
            let meant = MEANT.iter().find(|(written, _)| written == code).map_or(code.as_str(), |(_, meant)| meant);
            check.read(check.frames.code_before, code, "unit", &[meant]);
            check.read(check.frames.code_behind, code, "unit", &[code]);
        }
    });
}

#[test]
fn every_name_of_a_country_is_read() {
    check(|check| {
        let file = check.data("places");
        // Name and whether it is one of people → codes; several where countries share it.
        let mut names: BTreeMap<(String, bool), Vec<&str>> = BTreeMap::new();
        for (code, row) in file["country"].as_table().expect("countries") {
            let row = row.as_table().expect("a row");
            let name = row["name"].as_str().expect("a name").to_owned();
            for name in std::iter::once(name).chain(list(row.get("also"))) {
                names.entry((name, false)).or_default().push(code);
            }
            for people in list(row.get("people")) {
                names.entry((people, true)).or_default().push(code);
            }
        }
        for ((name, people), codes) in names {
            let frame = if people { check.frames.people } else { check.frames.place };
            check.read(frame, &name, "place", &codes);
        }
    });
}
