//! Currencies: codes, signs, prefixes and names, and which one is meant where several share a name.

use std::collections::BTreeMap;

use iso_currency::Currency;
use serde::Deserialize;

use super::{
    index::Numbered,
    lexicon::{Phrases, WordMap, tokens},
};
use crate::base::{Amount, Kind};

/// A name of a currency, or of a part of one.
#[derive(Clone, Debug)]
pub struct CurrencyName {
    /// A key of the families, or a code.
    pub family: Box<str>,
    /// Another family that it is of in the countries of that.
    pub or: Option<Box<str>>,
    /// What one of it is worth: 0.01 for cents.
    pub scale: Option<Amount>,
    /// The name is another word as well (`pounds`, `won`).
    pub ambiguous: bool,
}

/// The currencies, with the names of one language.
#[derive(Clone, Debug, Default)]
pub struct Currencies {
    families: WordMap<Family>,
    /// Code → the one country that it is of.
    homes: WordMap<Box<str>>,
    /// Sign → family or code.
    pub signs: WordMap<Box<str>>,
    pub cent_signs: WordMap<Box<str>>,
    /// Prefix of a sign in lower case without dots → code.
    pub prefixes: WordMap<Box<str>>,
    /// Words before the number, as written → family or code.
    pub leading: WordMap<Box<str>>,
    /// Codes of a million → code.
    pub millions: WordMap<Box<str>>,
    leading_only: WordMap<Vec<Box<str>>>,
    word_like: Vec<Box<str>>,
    old_codes: Vec<Box<str>>,
    pub names: Phrases<CurrencyName>,
    /// Whether an adjective of country stands behind the name: `pesos chilenos`.
    pub adjectives_behind: bool,
    /// Adjective → alpha-3.
    pub adjectives: Phrases<Box<str>>,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Family {
    default: Box<str>,
    #[serde(default)]
    abroad: bool,
    #[serde(default)]
    places: BTreeMap<Box<str>, Box<str>>,
}

type Table = BTreeMap<Box<str>, Box<str>>;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Common {
    word_like: Vec<Box<str>>,
    old_codes: Vec<Box<str>>,
    signs: Table,
    cent_signs: Table,
    prefixes: Table,
    leading: Table,
    millions: Table,
    leading_only: BTreeMap<Box<str>, Vec<Box<str>>>,
    homes: Table,
    family: BTreeMap<Box<str>, Family>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Named {
    #[serde(default)]
    adjectives_behind: bool,
    name: Vec<NameRow>,
    adjectives: Table,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct NameRow {
    #[serde(alias = "code")]
    family: Box<str>,
    scale: Option<Amount>,
    #[serde(default)]
    ambiguous: bool,
    #[serde(default)]
    or: Option<Box<str>>,
    words: Vec<String>,
}

impl Currencies {
    /// All its tables of phrases.
    pub(super) fn tables(&mut self) -> Vec<&mut dyn Numbered> {
        vec![&mut self.names, &mut self.adjectives]
    }

    /// Reads what belongs to no language and the names of one.
    ///
    /// # Errors
    /// What TOML says where a file is not one.
    pub fn parse(common: &str, names: &str) -> Result<Self, toml::de::Error> {
        let common: Common = toml::from_str(common)?;
        let words: Named = toml::from_str(names)?;
        let mut out = Self {
            families: common.family.into_iter().collect(),
            homes: common.homes.into_iter().collect(),
            signs: common.signs.into_iter().collect(),
            cent_signs: common.cent_signs.into_iter().collect(),
            prefixes: common.prefixes.into_iter().collect(),
            leading: common.leading.into_iter().collect(),
            millions: common.millions.into_iter().collect(),
            leading_only: common.leading_only.into_iter().collect(),
            word_like: common.word_like,
            old_codes: common.old_codes,
            adjectives_behind: words.adjectives_behind,
            ..Self::default()
        };
        for row in words.name {
            for phrase in &row.words {
                let name = CurrencyName {
                    family: row.family.clone(),
                    or: row.or.clone(),
                    scale: row.scale,
                    ambiguous: row.ambiguous,
                };
                out.names.insert(tokens(phrase), name);
            }
        }
        for (phrase, place) in words.adjectives {
            out.adjectives.insert(tokens(&phrase), place);
        }
        Ok(out)
    }

    /// Adds the project's own names of currencies, whose unit is a code; they win over the compiled-in ones.
    #[must_use]
    pub fn with(mut self, rows: &[super::UnitRow]) -> Self {
        for row in rows.iter().filter(|row| row.kind == Kind::Money) {
            for name in &row.names {
                let meaning =
                    CurrencyName { family: row.unit.as_str().into(), or: None, scale: None, ambiguous: false };
                self.names.replace(tokens(&name.to_lowercase()), meaning);
            }
        }
        self
    }

    /// The code that a family's name or sign means in a country; a code is itself.
    #[must_use]
    pub fn code<'a>(&'a self, family: &'a str, place: Option<&str>) -> &'a str {
        self.families.get(family).map_or(family, |f| place.and_then(|p| f.places.get(p)).unwrap_or(&f.default))
    }

    /// The country of a code, or of a family that means one currency alone.
    #[must_use]
    pub fn home(&self, family: &str) -> Option<&str> {
        let code = match self.families.get(family) {
            Some(several) if several.places.len() > 1 => return None,
            Some(single) => &single.default,
            None => family,
        };
        self.homes.get(code).map(|home| &**home)
    }

    /// Whether the name of a family can mean a currency of that country.
    #[must_use]
    pub fn has_place(&self, family: &str, place: &str) -> bool {
        self.families.get(family).is_some_and(|f| f.places.contains_key(place))
    }

    /// Whether a family's currency is used far from home, so that a country named beside it says little.
    #[must_use]
    pub fn is_used_abroad(&self, family: &str) -> bool {
        self.families.get(family).is_some_and(|f| f.abroad)
    }

    /// Whether this is a code, old ones included.
    #[must_use]
    pub fn is_code(&self, word: &str) -> bool {
        word.len() == 3
            && word.bytes().all(|b| b.is_ascii_uppercase())
            && (self.old_codes.iter().any(|c| **c == *word)
                || Currency::from_code(word).is_some_and(|c| !c.is_fund() && (!c.is_special() || c == Currency::XDR)))
    }

    /// Whether a code is a word in capitals as well.
    #[must_use]
    pub fn is_word_like(&self, code: &str) -> bool {
        self.word_like.iter().any(|c| **c == *code)
    }

    /// Whether a word before a number is money only in certain countries or beside a scale word, and this is not one.
    #[must_use]
    pub fn needs_evidence(&self, leading: &str, place: Option<&str>) -> bool {
        self.leading_only
            .get(leading)
            .is_some_and(|places| !place.is_some_and(|place| places.iter().any(|p| **p == *place)))
    }
}
