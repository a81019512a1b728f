//! The vocabulary proves its examples: every table of words of every language has `[[example]]` rows in its own file.
//!
//! `of` names the table (`change.increase`, a row of tags by its tag, of cues by its modality or key). In each text of
//! `accept` some core claim has all fields of `claim`, in none of `reject` one has; `claim = { none = true }` says that
//! the text holds no core claim. Texts are read as documents of 15 May 2024.

use std::collections::BTreeSet;

use cuantia::{
    base::period::Date,
    claim::{self, Claim, Context},
    document,
    vocabulary::{Extensions, LANGUAGES, Vocabulary},
};
use serde_json::Value;
use toml::Table;

struct Reader {
    vocabulary: Vocabulary,
}

impl Reader {
    fn new(language: &str) -> Self {
        Self { vocabulary: Vocabulary::new(language, &Extensions::default()).expect("a sound vocabulary") }
    }

    fn claims(&self, text: &str) -> Vec<Claim> {
        let document = document::read("example.txt", text.as_bytes());
        let context = Context {
            source_id: "example",
            published: Date::parse("2024-05-15"),
            vocabulary: &self.vocabulary,
            indicators: &[],
        };
        claim::claims(&document, &context).into_iter().filter(|claim| claim.core).collect()
    }

    /// Whether a text says what an example expects.
    fn says(&self, text: &str, expected: &Table) -> bool {
        let claims = self.claims(text);
        if expected.contains_key("none") {
            return claims.is_empty();
        }
        claims.iter().any(|claim| {
            let claim = serde_json::to_value(claim).expect("JSON");
            expected.iter().all(|(field, wanted)| plain(&claim[field]) == wanted_text(wanted))
        })
    }
}

fn plain(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::String(text) => text.clone(),
        other => other.to_string(),
    }
}

fn wanted_text(value: &toml::Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}

/// The tables of words of a file, by the names that examples call them.
fn tables(file: &Table) -> BTreeSet<String> {
    let mut out = BTreeSet::new();
    for (key, value) in file.iter().filter(|(key, _)| *key != "example") {
        match value {
            toml::Value::String(_) => {
                out.insert(key.clone());
            }
            toml::Value::Array(rows) if rows.iter().all(toml::Value::is_table) => {
                let id = |row: &toml::Value| {
                    ["tag", "modality", "key", "rule"].iter().find_map(|id| row.get(id)?.as_str().map(str::to_owned))
                };
                out.extend(rows.iter().filter_map(id).map(|id| format!("{key}.{id}")));
            }
            toml::Value::Array(_) => {
                out.insert(key.clone());
            }
            toml::Value::Table(inner) if inner.values().any(toml::Value::is_array) => {
                out.extend(inner.keys().map(|sub| format!("{key}.{sub}")));
            }
            toml::Value::Table(_) => {
                out.insert(key.clone());
            }
            _ => {}
        }
    }
    out
}

fn texts<'r>(row: &'r Table, key: &str) -> impl Iterator<Item = &'r str> {
    row.get(key).and_then(toml::Value::as_array).into_iter().flatten().filter_map(toml::Value::as_str)
}

#[test]
fn every_table_of_words_proves_its_examples() {
    let mut wrong = Vec::new();
    for language in LANGUAGES {
        let reader = Reader::new(language.code);
        let files = [
            ("words", language.words),
            ("time", language.time),
            ("cues", language.cues),
            ("numbers", language.numbers),
        ];
        for (name, text) in files {
            let at = format!("{}/{name}.toml", language.code);
            let file: Table = text.parse().expect("TOML");
            let mut without = tables(&file);
            let rows = file.get("example").and_then(toml::Value::as_array).into_iter().flatten();
            for row in rows.filter_map(toml::Value::as_table) {
                let of = row["of"].as_str().expect("the name of a table");
                let expected = row["claim"].as_table().expect("fields of a claim");
                if !tables(&file).contains(of) {
                    wrong.push(format!("{at}: an example of {of:?}, which is no table"));
                }
                if texts(row, "accept").next().is_some() {
                    without.remove(of);
                }
                let expect = |texts: Vec<&str>, should: bool, wrong: &mut Vec<String>| {
                    for text in texts.into_iter().filter(|text| reader.says(text, expected) != should) {
                        let found: Vec<String> = reader.claims(text).iter().map(brief).collect();
                        let word = if should { "accept" } else { "reject" };
                        wrong.push(format!("{at} {of}: {word} {text:?}: {expected} found {found:?}"));
                    }
                };
                expect(texts(row, "accept").collect(), true, &mut wrong);
                expect(texts(row, "reject").collect(), false, &mut wrong);
            }
        }
    }
    assert!(wrong.is_empty(), "{} mistakes\n{}", wrong.len(), wrong.join("\n"));
}

fn brief(claim: &Claim) -> String {
    format!(
        "{} {} {:?} {:?} {} {:?} {:?} {:?}",
        claim.comparator,
        claim.exact,
        claim.unit,
        claim.concept,
        claim.modality,
        claim.change.map(|c| c.to_string()),
        claim.place,
        claim.period.map(|p| p.to_string()),
    )
}
