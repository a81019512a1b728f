//! The vocabulary proves its examples: every table of words of every language has `[[example]]` rows in its own file.
//!
//! `of` names the table (`change.increase`, a row of tags by its tag, of flows by its key, `stance.proposed.verb`).
//! In each text of `accept` some core claim has all fields of `claim`, in none of `reject` one has; without the words
//! of the table the examples do not hold. `claim = { none = true }` says that the text holds no core claim, and
//! `core = false` among the fields speaks of a minor one. Texts are
//! read as documents of 15 May 2024, those of a row with `undated = true` as documents whose date only their text can
//! tell; those that start with `#` are Markdown.

use std::collections::BTreeSet;

use cuantia::{
    base::period::Date,
    claim::{self, Claim, Context},
    document,
    vocabulary::{
        Extensions, LANGUAGES, Vocabulary, cue::Cues, number::Numbers, stance::Stances, time::Times, word::Words,
    },
};
use serde_json::Value;
use toml::Table;

/// Languages each table of which has an accepted example.
const COMPLETE: &[&str] = &["en"];

/// Tables whose words do nothing that other words beside them do not do too, as far as a short text can show it.
const UNSEEN: &[(&str, &str, &str)] = &[("en", "words", "vague_producer"), ("en", "time", "tense.perfect")];

pub(crate) struct Reader {
    pub(crate) vocabulary: Vocabulary,
    published: Option<Date>,
}

impl Reader {
    pub(crate) fn new(language: &str) -> Self {
        let vocabulary = Vocabulary::new(language, &Extensions::default()).expect("a sound vocabulary");
        Self { vocabulary, published: Date::parse("2024-05-15") }
    }

    /// Puts another file in the place of one of its own.
    pub(crate) fn replace(&mut self, name: &str, file: &Table) -> Result<(), String> {
        let text = file.to_string();
        match name {
            "words" => self.vocabulary.words = Words::parse(&text)?,
            "time" => self.vocabulary.times = Times::parse(&text)?,
            "cues" => self.vocabulary.cues = Cues::parse(&text)?,
            "modality" => self.vocabulary.stances = Stances::parse(&text)?,
            _ => self.vocabulary.numbers = Numbers::parse(&text).map_err(|e| e.to_string())?,
        }
        self.vocabulary.enter();
        Ok(())
    }

    fn claims(&self, text: &str) -> Vec<Claim> {
        let name = if text.starts_with('#') { "example.md" } else { "example.txt" };
        let document = document::read(name, text.as_bytes());
        let context =
            Context { source_id: "example", published: self.published, vocabulary: &self.vocabulary, indicators: &[] };
        claim::claims(&document, &context)
    }

    /// Its claims in short.
    pub(crate) fn brief(&self, text: &str) -> Vec<String> {
        self.claims(text).iter().map(brief).collect()
    }

    /// Whether a text says what an example expects.
    pub(crate) fn says(&self, text: &str, expected: &Table) -> bool {
        let mut claims = self.claims(text);
        if !expected.contains_key("core") {
            claims.retain(|claim| claim.core);
        }
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
                let id = |row: &Table| {
                    ["tag", "modality", "key", "rule"].iter().find_map(|id| row.get(*id)?.as_str().map(str::to_owned))
                };
                for row in rows.iter().filter_map(toml::Value::as_table) {
                    let Some(id) = id(row) else { continue };
                    let lists = row.iter().filter(|(list, value)| value.is_array() && *list != "words");
                    let mut lists = lists.map(|(list, _)| format!("{key}.{id}.{list}")).peekable();
                    if lists.peek().is_none() {
                        out.insert(format!("{key}.{id}"));
                    }
                    out.extend(lists);
                }
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

/// A data file as it is on the disk: a changed example needs no build.
pub(crate) fn data(path: &str) -> Table {
    let path = format!("{}/src/vocabulary/data/{path}", env!("CARGO_MANIFEST_DIR"));
    std::fs::read_to_string(&path).expect(&path).parse().expect("TOML")
}

fn texts<'r>(row: &'r Table, key: &str) -> impl Iterator<Item = &'r str> {
    row.get(key).and_then(toml::Value::as_array).into_iter().flatten().filter_map(toml::Value::as_str)
}

#[test]
fn every_table_of_words_proves_its_examples() {
    let mut wrong = Vec::new();
    for language in LANGUAGES {
        let mut reader = Reader::new(language.code);
        for name in ["words", "time", "cues", "modality", "numbers"] {
            let at = format!("{}/{name}.toml", language.code);
            let file = data(&at);
            let mut without = tables(&file);
            let rows = file.get("example").and_then(toml::Value::as_array).into_iter().flatten();
            for row in rows.filter_map(toml::Value::as_table) {
                let of = row["of"].as_str().expect("the name of a table");
                let expected = row["claim"].as_table().expect("fields of a claim");
                reader.published = if row.contains_key("undated") { None } else { Date::parse("2024-05-15") };
                if !tables(&file).contains(of) {
                    wrong.push(format!("{at}: an example of {of:?}, which is no table"));
                }
                if texts(row, "accept").next().is_some() {
                    without.remove(of);
                }
                let reader = &reader;
                let expect = |texts: Vec<&str>, should: bool, wrong: &mut Vec<String>| {
                    for text in texts.into_iter().filter(|text| reader.says(text, expected) != should) {
                        let found = reader.brief(text);
                        let word = if should { "accept" } else { "reject" };
                        wrong.push(format!("{at} {of}: {word} {text:?}: {expected} found {found:?}"));
                    }
                };
                expect(texts(row, "accept").collect(), true, &mut wrong);
                expect(texts(row, "reject").collect(), false, &mut wrong);
            }
            if COMPLETE.contains(&language.code) {
                without.retain(|table| !UNSEEN.contains(&(language.code, name, table)));
                wrong.extend(without.into_iter().map(|table| format!("{at}: no example of {table}")));
            }
        }
    }
    assert!(wrong.is_empty(), "{} mistakes\n{}", wrong.len(), wrong.join("\n"));
}

fn brief(claim: &Claim) -> String {
    format!(
        "{}{} {} {:?} {:?} {} {:?} {:?} {:?}",
        if claim.core { "" } else { "minor " },
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

/// The file without the words of one table.
pub(crate) fn without(file: &Table, name: &str) -> Table {
    let mut file = file.clone();
    let (key, rest) = name.split_once('.').unwrap_or((name, ""));
    let (id, list) = rest.split_once('.').unwrap_or((rest, "words"));
    let empty = |value: &mut toml::Value| match value {
        toml::Value::String(text) => text.clear(),
        toml::Value::Array(rows) => rows.clear(),
        toml::Value::Table(rows) => rows.clear(),
        _ => {}
    };
    match file.get_mut(key) {
        Some(toml::Value::Array(rows)) if !rest.is_empty() => {
            for row in rows.iter_mut().filter_map(toml::Value::as_table_mut) {
                let is = |name: &str| row.values().any(|value| value.as_str() == Some(name));
                let list = if is(rest) { Some("words") } else { is(id).then_some(list) };
                if let Some(words) = list.and_then(|list| row.get_mut(list)) {
                    empty(words);
                }
            }
        }
        Some(toml::Value::Table(inner)) if !rest.is_empty() => {
            if let Some(value) = inner.get_mut(rest) {
                empty(value);
            }
        }
        Some(value) => empty(value),
        None => {}
    }
    file
}

#[test]
fn every_table_of_words_is_needed_by_its_examples() {
    let mut wrong = Vec::new();
    for language in LANGUAGES {
        for name in ["words", "time", "cues", "modality", "numbers"] {
            let at = format!("{}/{name}.toml", language.code);
            let file = data(&at);
            let rows: Vec<&Table> = file
                .get("example")
                .and_then(toml::Value::as_array)
                .into_iter()
                .flatten()
                .filter_map(toml::Value::as_table)
                .collect();
            let mut reader = Reader::new(language.code);
            for table in tables(&file)
                .into_iter()
                .filter(|table| rows.iter().any(|row| row["of"].as_str() == Some(table.as_str())))
            {
                if let Err(error) = reader.replace(name, &without(&file, &table)) {
                    wrong.push(format!("{at} {table}: {error}"));
                    continue;
                }
                let mut holds = |row: &Table| {
                    reader.published = if row.contains_key("undated") { None } else { Date::parse("2024-05-15") };
                    let expected = row["claim"].as_table().expect("fields of a claim");
                    texts(row, "accept").all(|text| reader.says(text, expected))
                        && !texts(row, "reject").any(|text| reader.says(text, expected))
                };
                if rows.iter().filter(|row| row["of"].as_str() == Some(&table)).all(|row| holds(row)) {
                    wrong.push(format!("{at} {table}: its examples hold without its words"));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{} mistakes\n{}", wrong.len(), wrong.join("\n"));
}
