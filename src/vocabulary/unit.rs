//! Units of measure: names and symbols, with their UCUM codes.

use std::{collections::BTreeMap, sync::Arc};

use serde::{Deserialize, de::IgnoredAny};

use super::{
    index::Numbered,
    lexicon::{Phrases, WordMap, WordSet, tokens},
};
use crate::base::{Amount, Kind};

/// What the word or sign behind a number makes of it.
#[derive(Clone, Debug, PartialEq)]
pub enum Measured {
    Percent,
    PerMille,
    PercentagePoint,
    BasisPoint,
    Unit(UnitName),
}

/// A unit under one of its names.
#[derive(Clone, Debug, PartialEq)]
pub struct UnitName {
    /// In the singular: `kilometre per hour`.
    pub name: Arc<str>,
    pub ucum: Arc<str>,
    /// What one of it is worth in the unit named (`bcm`: 1e9 cubic metres).
    pub scale: Option<Amount>,
    /// A span of time.
    pub time: bool,
    /// A span of days or longer: behind "per" it says how often, as "a year" does.
    pub calendar: bool,
}

/// How close to its digits a symbol must stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Closeness {
    /// Right behind or after a blank.
    Any,
    /// Right behind only, since alone it is something else too: `m`, `in`.
    Glued,
    /// Like `Glued`; after a blank where nothing speaks against it.
    Careful,
}

/// The units, with the names of one language.
#[derive(Clone, Debug, Default)]
pub struct Units {
    /// Names in lower case.
    pub names: Phrases<Measured>,
    /// Symbols as written, with their blanks left out.
    pub symbols: WordMap<(Closeness, Measured)>,
    /// Words that begin a symbol of several tokens: the `km` of `km²`.
    pub symbol_starts: WordSet,
    /// Tokens of the longest symbol.
    pub symbol_tokens: usize,
    /// Bytes of the longest token that begins one.
    symbol_bytes: usize,
    /// Words that join two units: `per`.
    pub per: Vec<String>,
    year: (Box<str>, Box<str>),
}

/// The file of what belongs to no language.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Common {
    /// What the prefixes are called in published names.
    pub(super) prefixes: BTreeMap<String, String>,
    pub(super) powers: BTreeMap<String, i32>,
    pub(super) scales: BTreeMap<String, i32>,
    pub(super) shares: BTreeMap<String, Worth>,
    pub(super) unit: Vec<Row>,
}

/// What one of a unit is worth.
#[derive(Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Worth {
    pub(super) of: String,
    pub(super) factor: Amount,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Row {
    pub(super) id: String,
    pub(super) of: Option<String>,
    pub(super) factor: Option<Amount>,
    ucum: String,
    #[serde(default)]
    symbols: Vec<String>,
    #[serde(default)]
    close: Vec<String>,
    #[serde(default)]
    spaced_digits: Vec<String>,
    #[serde(default)]
    pub(super) prefixes: String,
    scale: Option<Amount>,
    pub(super) base: Option<String>,
    #[serde(default)]
    time: bool,
    #[serde(default)]
    calendar: bool,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Named {
    #[serde(default, rename = "example")]
    _examples: IgnoredAny,
    percent: Vec<String>,
    percent_signs: Vec<String>,
    per_mille: Vec<String>,
    percentage_point: Vec<String>,
    basis_point: Vec<String>,
    per: Vec<String>,
    /// How the language spells the prefixes.
    prefixes: BTreeMap<String, Vec<String>>,
    names: BTreeMap<String, Vec<String>>,
}

impl Units {
    /// All its tables of phrases.
    pub(super) fn tables(&mut self) -> Vec<&mut dyn Numbered> {
        vec![&mut self.names]
    }

    /// Reads what belongs to no language and the names of one.
    ///
    /// # Errors
    /// What TOML says where a file is not one.
    pub fn parse(common: &str, names: &str) -> Result<Self, toml::de::Error> {
        let common: Common = toml::from_str(common)?;
        let words: Named = toml::from_str(names)?;
        let mut out = Self { per: words.per.clone(), ..Self::default() };
        for (phrases, meaning) in [
            (&words.percent, Measured::Percent),
            (&words.percent_signs, Measured::Percent),
            (&words.per_mille, Measured::PerMille),
            (&words.percentage_point, Measured::PercentagePoint),
            (&words.basis_point, Measured::BasisPoint),
        ] {
            for phrase in phrases {
                out.names.insert(tokens(phrase), meaning.clone());
            }
        }
        for row in &common.unit {
            out.add(row, &words, &common.prefixes);
        }
        Ok(out)
    }

    /// Adds the project's own units; they win over the compiled-in ones.
    #[must_use]
    pub fn with(mut self, rows: &[super::UnitRow]) -> Self {
        for row in rows {
            let meaning = match (row.kind, row.unit.as_str()) {
                (Kind::Share, "percent") => Measured::Percent,
                (Kind::Share, "percentage point") => Measured::PercentagePoint,
                _ => {
                    let (name, ucum) = (row.unit.as_str().into(), row.ucum.as_str().into());
                    Measured::Unit(UnitName { name, ucum, scale: None, time: false, calendar: false })
                }
            };
            for name in &row.names {
                // A name in capitals is a symbol and stays as it is written.
                if name.chars().any(char::is_lowercase) {
                    self.names.replace(tokens(&name.to_lowercase()), meaning.clone());
                } else {
                    self.symbol(name, Closeness::Any, meaning.clone());
                }
            }
        }
        self
    }

    /// The year: name and UCUM code of ages.
    #[must_use]
    pub fn year(&self) -> (String, String) {
        (self.year.0.to_string(), self.year.1.to_string())
    }

    fn add(&mut self, row: &Row, named: &Named, prefixes: &BTreeMap<String, String>) {
        let id = row.base.as_ref().unwrap_or(&row.id);
        let none = Vec::new();
        let forms = named.names.get(id).unwrap_or(&none);
        // Published under the name that belongs to no language.
        let first = id.as_str();
        let unit = |name: &str, ucum: &str| {
            Measured::Unit(UnitName {
                name: name.into(),
                ucum: ucum.into(),
                scale: row.scale,
                time: row.time,
                calendar: row.calendar,
            })
        };
        if row.ucum == "a" && row.time {
            self.year = (first.into(), row.ucum.as_str().into());
        }
        if row.base.is_none() {
            self.names_of(forms, first, ("", ""), |name| unit(name, &row.ucum));
        }
        for (symbols, closeness) in
            [(&row.spaced_digits, Closeness::Careful), (&row.symbols, Closeness::Any), (&row.close, Closeness::Glued)]
        {
            for symbol in symbols {
                self.symbol(symbol, closeness, unit(first, &row.ucum));
            }
        }
        let stem = row.close.first().or(row.symbols.first()).cloned().unwrap_or_default();
        for prefix in row.prefixes.split_whitespace() {
            let Some(published) = prefixes.get(prefix) else { continue };
            let ucum = format!("{prefix}{}", row.ucum);
            for spelled in named.prefixes.get(prefix).unwrap_or(&none) {
                self.names_of(forms, first, (spelled, published), |name| unit(name, &ucum));
            }
            if stem.is_empty() {
                continue;
            }
            let letters: &[&str] = if prefix == "u" { &["µ", "μ", "u"] } else { &[prefix] };
            for letter in letters {
                let meaning = unit(&format!("{published}{first}"), &ucum);
                self.symbol(&format!("{letter}{stem}"), Closeness::Any, meaning);
            }
        }
    }

    /// Adds the forms of a name, each with its singular, under a prefix as it is spelled and as it is published.
    fn names_of(
        &mut self,
        forms: &[String],
        first: &str,
        (prefix, published): (&str, &str),
        unit: impl Fn(&str) -> Measured,
    ) {
        for form in forms {
            let (form, singular) = form.split_once('=').unwrap_or((form, first));
            let lower = format!("{prefix}{}", form.to_lowercase());
            self.names.insert(tokens(&lower), unit(&format!("{published}{singular}")));
        }
    }

    /// Whether a symbol begins with this token, or is it.
    #[must_use]
    pub fn begins_symbol(&self, token: &str) -> bool {
        token.len() <= self.symbol_bytes && (self.symbol_starts.contains(token) || self.symbols.contains_key(token))
    }

    fn symbol(&mut self, symbol: &str, closeness: Closeness, meaning: Measured) {
        self.symbol_tokens = self.symbol_tokens.max(tokens(symbol).count());
        if let (Some(first), Some(_)) = (tokens(symbol).next(), tokens(symbol).nth(1)) {
            self.symbol_starts.insert(first.into());
        }
        let joined: String = symbol.split_whitespace().collect();
        self.symbol_bytes = self.symbol_bytes.max(joined.len());
        self.symbols.entry(joined.into()).or_insert((closeness, meaning));
    }
}
