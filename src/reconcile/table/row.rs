//! A row of a claims table: from its cells to numbers, and what the rules ask of it.

use std::cmp::Ordering;

use jiff::civil;

use super::{Table, names::Names};
use crate::{
    base::{Accumulates, Amount, Comparator, Kind, Modality, Period, field::words, period::Date},
    config::{Method, Widths},
    reconcile::{
        compare,
        interval::{self, Reading, Said, Tolerance},
        observe::Statement,
        work::{self, Titles},
    },
};

words! {
    /// The columns that are read. A table needs `item` or `indicator`, `source_id` or `source`, and one of `value`,
    /// `value_text`, `low` and `high`.
    Column {
        Item = "item",
        Indicator = "indicator",
        Place = "place",
        Breakdown = "breakdown",
        Period = "period",
        Unit = "unit",
        SourceId = "source_id",
        Source = "source",
        Value = "value",
        /// The exact decimal; it wins over `value`.
        ValueText = "value_text",
        Low = "low",
        High = "high",
        Comparator = "comparator",
        Kind = "kind",
        Precision = "precision",
        Published = "published",
        LineageId = "lineage_id",
        /// What a note says, joined by ` | `: the origin, where `lineage_id` is empty.
        CitedWork = "cited_work",
        /// The rules of a published claim: how its number was said.
        Rule = "rule",
        Modality = "modality",
        Change = "change",
    }
}

/// A statement as numbers.
#[derive(Clone, Debug)]
pub struct Row {
    pub(super) item: u32,
    pub(super) source: u32,
    origins: Origins,
    value: Option<Amount>,
    comparator: Comparator,
    kind: Kind,
    /// The date of its source, and the last day of it.
    stated: Option<Date>,
    pub(super) published: Option<civil::Date>,
    close: bool,
    fraction: bool,
    /// What few rows have.
    more: Option<Box<More>>,
}

/// Where a row comes from.
#[derive(Clone, Copy, Debug)]
enum Origins {
    /// Nothing is known but its source.
    Own,
    One(u32),
    /// The place of its list.
    Several(u32),
}

#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct More {
    low: Option<Amount>,
    high: Option<Amount>,
    precision: Option<Amount>,
    as_of: Option<Date>,
}

/// How the claims on an item are read.
pub(super) struct Rules<'r> {
    pub(super) accumulates: Accumulates,
    pub(super) negative: bool,
    pub(super) widths: Widths,
    pub(super) tolerance: Option<Amount>,
    pub(super) tolerance_absolute: Amount,
    pub(super) project_tolerance: Amount,
    pub(super) method: Method,
    pub(super) reference: &'r [String],
}

impl Table<'_> {
    /// Takes a row; `cell` gives its text in a column, empty where there is none. What is no statement of a level, or
    /// names no item, is only counted.
    ///
    /// # Errors
    /// Which column has what it should not have.
    pub fn push<'c>(&mut self, cell: &dyn Fn(Column) -> &'c str) -> Result<(), String> {
        let said = |column| Some(cell(column).trim()).filter(|text| !text.is_empty());
        let modality = said(Column::Modality).map_or(Ok(Modality::Asserted), str::parse);
        if wrong(Column::Modality, modality)? != Modality::Asserted || said(Column::Change).is_some() {
            self.no_level += 1;
            return Ok(());
        }
        let amount = |column| said(column).map(|text| amount(column, text)).transpose();
        let value = if said(Column::ValueText).is_some() { amount(Column::ValueText)? } else { amount(Column::Value)? };
        let (low, high) = (amount(Column::Low)?, amount(Column::High)?);
        if value.is_none() && low.is_none() && high.is_none() {
            return Err("expected a number in `value`, `low` or `high`, found none".into());
        }
        let precision = amount(Column::Precision)?;
        let comparator = wrong(Column::Comparator, said(Column::Comparator).map_or(Ok(Comparator::Equal), str::parse))?;
        let kind = match said(Column::Kind) {
            Some(kind) => wrong(Column::Kind, kind.parse())?,
            // That a number counts something, and is exact, is for the table to say.
            None => Kind::Measure,
        };
        let published = said(Column::Published).map(|text| date(Column::Published, text)).transpose()?;
        let period = said(Column::Period).and_then(Period::parse);
        let Some((item, indicator)) = self.item_of(&said, period, published) else {
            self.no_item += 1;
            return Ok(());
        };
        let source = said(Column::SourceId)
            .or_else(|| said(Column::Source))
            .ok_or("expected a source in `source_id` or `source`, found none")?;
        let accumulates = indicator.and_then(|n| self.indicators.get(n as usize)).map(|i| i.accumulates);
        let as_of = accumulates.and_then(|accumulates| compare::as_of(accumulates, period));
        // Of a value that only bounds itself the ends say nothing new.
        let (low, high) = if value.is_some() { (None, None) } else { (low, high) };
        let more = More { low, high, precision, as_of };
        let rules = said(Column::Rule).unwrap_or_default();
        let (close, fraction) = interval::said_by(parts(rules));
        let full = || "expected fewer than 4,294,967,296 different names".to_owned();
        let row = Row {
            item: self.items.number(&item).ok_or_else(full)?,
            source: self.sources.number(source).ok_or_else(full)?,
            origins: self
                .origins(said(Column::LineageId).unwrap_or_default(), said(Column::CitedWork).unwrap_or_default())
                .ok_or_else(full)?,
            value,
            comparator,
            kind,
            stated: published,
            published: published.map(Date::last),
            close,
            fraction,
            more: (more != More { low: None, high: None, precision: None, as_of: None }).then(|| Box::new(more)),
        };
        if self.items.len() > self.indicator_of.len() {
            self.indicator_of.push(indicator);
        }
        self.rows.push(row);
        Ok(())
    }

    /// What the row is about, and its indicator. Units are never mixed.
    fn item_of<'c>(
        &self,
        said: &dyn Fn(Column) -> Option<&'c str>,
        period: Option<Period>,
        published: Option<Date>,
    ) -> Option<(String, Option<u32>)> {
        let mut parts: Vec<String> = Vec::new();
        let mut number = None;
        let mut unit = said(Column::Unit);
        if let Some(item) = said(Column::Item) {
            parts.push(item.to_owned());
        } else {
            let id = said(Column::Indicator)?;
            parts.push(id.to_owned());
            let known = self.indicators.iter().position(|indicator| indicator.id == id);
            let indicator = known.and_then(|n| self.indicators.get(n));
            number = known.and_then(|n| u32::try_from(n).ok());
            parts.extend([Column::Place, Column::Breakdown].into_iter().filter_map(said).map(str::to_owned));
            let accumulates = indicator.map_or(Accumulates::Level, |i| i.accumulates);
            parts.push(match (said(Column::Period), period) {
                (Some(text), None) => text.to_owned(),
                _ => compare::period_key(accumulates, period, published),
            });
            unit = unit.filter(|unit| indicator.is_none_or(|i| i.unit != *unit && !i.nouns.iter().any(|n| n == unit)));
        }
        parts.extend(unit.map(str::to_owned));
        Some((parts.join(" | "), number))
    }

    /// The lineages of a cell, joined by ` | `; where it is empty, the works that are cited.
    fn origins(&mut self, lineages: &str, cited: &str) -> Option<Origins> {
        let mut list = parts(lineages).map(|id| self.lineages.number(id)).collect::<Option<Vec<u32>>>()?;
        if list.is_empty() {
            for citation in parts(cited) {
                // Of the names of a work the first is the one that it is called by.
                for names in work::of_citation(citation, &Titles::default()) {
                    if let Some(name) = names.iter().min() {
                        list.push(self.lineages.number(&name.lineage_id())?);
                    }
                }
            }
        }
        list.sort_unstable();
        list.dedup();
        match list[..] {
            [] => Some(Origins::Own),
            [one] => Some(Origins::One(one)),
            _ => {
                let place = u32::try_from(self.several.len()).ok()?;
                self.several.push(list);
                Some(Origins::Several(place))
            }
        }
    }
}

/// The values of a cell, joined by ` | `.
fn parts(cell: &str) -> impl Iterator<Item = &str> {
    cell.split('|').map(str::trim).filter(|part| !part.is_empty())
}

fn wrong<T, E: std::fmt::Display>(column: Column, read: Result<T, E>) -> Result<T, String> {
    read.map_err(|error| format!("`{}`: {error}", column.as_str()))
}

fn amount(column: Column, text: &str) -> Result<Amount, String> {
    Amount::parse(text)
        .ok_or_else(|| format!("`{}`: expected a number such as 1200 or 0.5, found {text:?}", column.as_str()))
}

fn date(column: Column, text: &str) -> Result<Date, String> {
    let expected =
        || format!("`{}`: expected a date such as 2020, 2020-12 or 2020-12-31, found {text:?}", column.as_str());
    Date::parse(text).ok_or_else(expected)
}

impl Row {
    /// Gives the lineage another number.
    pub(super) fn renumber(&mut self, new: impl Fn(u32) -> u32) {
        if let Origins::One(lineage) = &mut self.origins {
            *lineage = new(*lineage);
        }
    }

    /// Its lineages, ascending.
    fn lineages<'s>(&'s self, several: &'s [Vec<u32>]) -> &'s [u32] {
        match &self.origins {
            Origins::Own => &[],
            Origins::One(lineage) => std::slice::from_ref(lineage),
            Origins::Several(list) => several.get(*list as usize).map(Vec::as_slice).unwrap_or_default(),
        }
    }

    /// By everything that is said, so that rows in any order come out in one.
    pub(super) fn compare_content(&self, other: &Self, several: &[Vec<u32>]) -> Ordering {
        let key = |row: &Self| (row.value, row.comparator, row.kind, row.close, row.fraction, row.stated);
        let lineages = |row: &'_ Self| row.lineages(several).to_vec();
        key(self)
            .cmp(&key(other))
            .then_with(|| self.more.cmp(&other.more))
            .then_with(|| lineages(self).cmp(&lineages(other)))
    }
}

/// A row as the rules see it.
pub(super) struct Stated<'t> {
    pub(super) comparator: Comparator,
    reading: Reading,
    tolerance: Tolerance,
    document: &'t str,
    origins: Vec<usize>,
    own: bool,
    primary: u8,
    published: Option<civil::Date>,
    as_of: Option<Date>,
}

impl<'t> Stated<'t> {
    pub(super) fn new(row: &Row, sources: &'t Names, several: &[Vec<u32>], rules: &Rules<'_>) -> Option<Self> {
        let more = row.more.as_deref();
        let said = Said {
            value: row.value,
            low: more.and_then(|more| more.low),
            high: more.and_then(|more| more.high),
            comparator: row.comparator,
            kind: row.kind,
            precision: more.and_then(|more| more.precision),
            close: row.close,
            fraction: row.fraction,
        };
        let reading = interval::read(&said, rules.negative, &rules.widths)?;
        let document = sources.name(row.source);
        let relative = match rules.tolerance {
            Some(own) => own,
            None if reading.exact => Amount::ZERO,
            None => rules.project_tolerance,
        };
        let own = matches!(row.origins, Origins::Own);
        // Numbers of lineages are even, those of sources odd.
        let mut origins: Vec<usize> = row.lineages(several).iter().map(|lineage| 2 * *lineage as usize).collect();
        if own {
            origins.push(2 * row.source as usize + 1);
        }
        Some(Self {
            comparator: row.comparator,
            reading,
            tolerance: Tolerance { relative, absolute: rules.tolerance_absolute },
            document,
            origins,
            own,
            primary: if rules.reference.iter().any(|id| id == document) { 0 } else { 2 - u8::from(own) },
            published: row.published,
            as_of: row.as_of().or(row.stated),
        })
    }
}

impl Row {
    fn as_of(&self) -> Option<Date> {
        self.more.as_deref().and_then(|more| more.as_of)
    }
}

impl Statement for Stated<'_> {
    fn reading(&self) -> &Reading {
        &self.reading
    }
    fn tolerance(&self) -> Tolerance {
        self.tolerance
    }
    fn document(&self) -> &str {
        self.document
    }
    fn origins(&self) -> &[usize] {
        &self.origins
    }
    fn by_document(&self) -> bool {
        self.own
    }
    fn primary(&self) -> u8 {
        self.primary
    }
    fn published(&self) -> Option<civil::Date> {
        self.published
    }
    fn as_of(&self) -> Option<Date> {
        self.as_of
    }
    fn id(&self) -> &str {
        self.document
    }
}
