//! Hedges: what stands beside a number and says how it is to be taken (`nearly`, `at least`, `or so`).

use serde::Deserialize;

use super::{
    index::Numbered,
    lexicon::{Phrases, tokens},
};
use crate::base::Comparator;

/// One hedge with its phrases.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct HedgeRow {
    /// In lower case, words parted by blanks; a sign stands alone (`- odd`).
    pub phrases: Vec<String>,
    /// Its sign: `=`, `~`, `<~`, `>`, `>=`, `<`, `<=`.
    pub comparator: Comparator,
    #[serde(default)]
    pub position: Position,
    /// Behind a verb of change the phrase belongs to that verb: `went up to 587`.
    #[serde(default)]
    pub not_behind_move: bool,
    /// Directly behind another amount the phrase tells how far or how long that one reaches: `40 tonnes over 12 km`.
    #[serde(default)]
    pub not_behind_amount: bool,
    /// Before an amount of money, a share or a measure alone: `within 40 km`, not `within 40 districts`.
    #[serde(default)]
    pub of_amount: bool,
    /// The number is near, on the side that the comparator names: `just over`.
    #[serde(default)]
    pub close: bool,
    /// Texts in which the phrase hedges the number, and texts in which it does not.
    #[serde(default)]
    pub accept: Vec<String>,
    #[serde(default)]
    pub reject: Vec<String>,
}

/// Where a hedge stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Position {
    #[default]
    Before,
    /// Directly behind the number or its unit.
    After,
}

/// How the rules of hedges that keep the number near begin.
pub const CLOSE: &str = "hedge.close.";

/// What a phrase means.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hedge {
    pub comparator: Comparator,
    /// `hedge.more-than`; `hedge.close.just-over` where the number is near.
    pub rule: String,
    pub not_behind_move: bool,
    pub not_behind_amount: bool,
    pub of_amount: bool,
}

/// The hedges of one language.
#[derive(Clone, Debug, Default)]
pub struct Hedges {
    /// Phrases before a number, last word first.
    pub before: Phrases<Hedge>,
    pub after: Phrases<Hedge>,
    pub rows: Vec<HedgeRow>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    hedge: Vec<HedgeRow>,
}

impl Hedges {
    /// All its tables of phrases.
    pub(super) fn tables(&mut self) -> Vec<&mut dyn Numbered> {
        vec![&mut self.before, &mut self.after]
    }

    /// Reads a file of hedges.
    ///
    /// # Errors
    /// What TOML says where it is not one.
    pub fn parse(text: &str) -> Result<Self, toml::de::Error> {
        let file: File = toml::from_str(text)?;
        let mut hedges = Self::default();
        for row in &file.hedge {
            for phrase in &row.phrases {
                let words: Vec<&str> = tokens(phrase).collect();
                let rule = format!("{}{}", if row.close { CLOSE } else { "hedge." }, words.join("-"));
                let hedge = Hedge {
                    comparator: row.comparator,
                    rule,
                    not_behind_move: row.not_behind_move,
                    not_behind_amount: row.not_behind_amount,
                    of_amount: row.of_amount,
                };
                match row.position {
                    Position::Before => hedges.before.insert(words.into_iter().rev(), hedge),
                    Position::After => hedges.after.insert(words, hedge),
                }
            }
        }
        hedges.rows = file.hedge;
        Ok(hedges)
    }

    /// Adds the project's own phrases, all of them before a number; they win over the compiled-in ones.
    #[must_use]
    pub fn with(mut self, rows: &[super::HedgeRow]) -> Self {
        for row in rows {
            let phrase = row.phrase.to_lowercase();
            let words: Vec<&str> = tokens(&phrase).collect();
            let rule = format!("hedge.{}", words.join("-"));
            let hedge = Hedge {
                comparator: row.comparator,
                rule,
                not_behind_move: false,
                not_behind_amount: false,
                of_amount: false,
            };
            self.before.replace(words.into_iter().rev(), hedge);
        }
        self
    }
}
