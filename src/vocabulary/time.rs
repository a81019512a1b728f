//! Words of time: months, quarters, and what stands before a date.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::lexicon::Phrases;

/// How a word before a date bounds the period.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Relation {
    /// in 2011
    At,
    /// since 2000
    Since,
    /// by February 2020
    Until,
    /// from 2014 [to 2018], between 2014 [and 2018]
    From,
    /// under Calderón: a term whose years the document or the project defines
    Under,
}

/// What a phrase of time means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TimeWord {
    /// 1 to 12
    Month(i8),
    /// 1 to 4
    Quarter(i8),
    /// 1 or 2
    Half(i8),
    Fiscal,
    School,
    /// So many units before the document's own date.
    Relative(Step, i16),
    /// So many years before another date of the sentence.
    Earlier(i16),
}

/// The unit of a relative date.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Step {
    Year,
    Month,
    Day,
}

/// The words of time of a language.
#[derive(Debug)]
pub struct Times {
    pub relation: Phrases<Relation>,
    pub words: Phrases<TimeWord>,
    /// Between the ends of an interval: to, and, until.
    pub to: Phrases<()>,
    pub filler: Phrases<()>,
    /// Participles before a date that belongs to something else: signed [in 2007].
    pub made: Phrases<()>,
    /// Before a date that is only compared with.
    pub comparison: Phrases<()>,
    /// Whether months are written with a capital: a small "may" is no month.
    pub capitals: bool,
    /// For an open end: 2007-present.
    pub open: Phrases<()>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    months: Vec<Vec<String>>,
    capital_months: bool,
    relation: RelationRows,
    filler: Words,
    fiscal: Fiscal,
    part: Parts,
    relative: BTreeMap<String, Relative>,
    earlier: BTreeMap<String, i16>,
    made: Words,
    comparison: Words,
    terms: Terms,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RelationRows {
    at: Vec<String>,
    since: Vec<String>,
    until: Vec<String>,
    from: Vec<String>,
    to: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Words {
    words: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Fiscal {
    words: Vec<String>,
    school: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Parts {
    quarters: Vec<Vec<String>>,
    halves: Vec<Vec<String>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Relative {
    unit: Step,
    back: i16,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Terms {
    before: Vec<String>,
    open: Vec<String>,
}

impl Times {
    /// Reads a `time.toml`.
    ///
    /// # Errors
    /// What is wrong with the file.
    pub fn parse(toml: &str) -> Result<Self, String> {
        let file: File = toml::from_str(toml).map_err(|e| e.to_string())?;
        let numbered = |lists: Vec<Vec<String>>, make: fn(i8) -> TimeWord| {
            (1_i8..).zip(lists).flat_map(move |(n, names)| names.into_iter().map(move |name| (name, make(n))))
        };
        let same = |words: Vec<String>, word: TimeWord| words.into_iter().map(move |w| (w, word));
        let plain = |words: Vec<String>| Phrases::new(words.into_iter().map(|w| (w, ())));
        let row = file.relation;
        let relation = [
            (row.at, Relation::At),
            (row.since, Relation::Since),
            (row.until, Relation::Until),
            (row.from, Relation::From),
            (file.terms.before, Relation::Under),
        ];
        Ok(Self {
            relation: Phrases::new(
                relation.into_iter().flat_map(|(words, relation)| words.into_iter().map(move |w| (w, relation))),
            ),
            words: Phrases::new(
                numbered(file.months, TimeWord::Month)
                    .chain(numbered(file.part.quarters, TimeWord::Quarter))
                    .chain(numbered(file.part.halves, TimeWord::Half))
                    .chain(same(file.fiscal.words, TimeWord::Fiscal))
                    .chain(same(file.fiscal.school, TimeWord::School))
                    .chain(file.earlier.into_iter().map(|(w, years)| (w, TimeWord::Earlier(years))))
                    .chain(file.relative.into_iter().map(|(w, r)| (w, TimeWord::Relative(r.unit, r.back)))),
            ),
            to: plain(row.to),
            filler: plain(file.filler.words),
            made: plain(file.made.words),
            comparison: plain(file.comparison.words),
            capitals: file.capital_months,
            open: plain(file.terms.open),
        })
    }
}
