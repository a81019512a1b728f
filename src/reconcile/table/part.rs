//! The rows of a part of a table: parts are read apart from one another, each with its own numbers for names.

use std::{collections::HashMap, sync::Arc};

use super::{
    Column, Spellings,
    cells::Cells,
    names::Names,
    row::{More, NO_UNIT, Origins, Row},
};
use crate::{
    base::{Accumulates, Amount, Comparator, Kind, Modality, Period, period::Date},
    config::Indicator,
    reconcile::{
        compare, interval,
        work::{self, Titles},
    },
    vocabulary::conversion::{self, Conversion, Ratio},
};

/// Rows stand in blocks, so that none is moved when more come.
const BLOCK: usize = 1 << 14;

/// What stands between the parts of an item's name.
const SEPARATOR: &str = " | ";

/// The unit of a row.
enum Unit {
    /// That of its indicator, or none.
    Indicators,
    /// Another, in which the same is measured.
    Like(Ratio, Arc<str>),
    /// One by its number, to be compared with others when all are known.
    Own(u32),
}

/// Rows as they come, in no order.
#[derive(Debug)]
pub struct Part<'i> {
    indicators: &'i [Indicator],
    spellings: &'i Spellings,
    pub(super) items: Names,
    pub(super) sources: Names,
    pub(super) lineages: Names,
    pub(super) units: Names,
    /// The published names of units as cells spell them. Only ever looked up, so that its order is of no account.
    published: HashMap<Box<str>, Arc<str>>,
    /// Of each unit, what one of it is worth.
    conversions: Vec<Option<Conversion>>,
    /// The lineages of a row with more than one; a row names where they start.
    pub(super) several: Vec<Vec<u32>>,
    /// Of each item, the number of its indicator.
    pub(super) indicator_of: Vec<Option<u32>>,
    pub(super) rows: Vec<Vec<Row>>,
    pub(super) no_level: usize,
    pub(super) no_item: usize,
    /// The name of an item while it is put together.
    name: String,
}

impl<'i> Part<'i> {
    /// No rows yet. `indicators` and `spellings` are those of the table.
    #[must_use]
    pub fn new(indicators: &'i [Indicator], spellings: &'i Spellings) -> Self {
        Self {
            indicators,
            spellings,
            items: Names::default(),
            sources: Names::default(),
            lineages: Names::default(),
            units: Names::default(),
            published: HashMap::new(),
            conversions: Vec::new(),
            several: Vec::new(),
            indicator_of: Vec::new(),
            rows: Vec::new(),
            no_level: 0,
            no_item: 0,
            name: String::new(),
        }
    }

    /// Takes a row. What is no statement of a level, or names no item, is only counted.
    ///
    /// # Errors
    /// Which column has what it should not have.
    pub fn push(&mut self, cells: &Cells<'_>) -> Result<(), String> {
        let said = |column| cells.said(column);
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
        let Some((indicator, unit)) = self.name_item(cells, period, published) else {
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
        let (close, fraction) = said(Column::Rule).map_or((false, false), |rules| interval::said_by(parts(rules)));
        let full = || "expected fewer than 4,294,967,296 different names".to_owned();
        let mut row = Row {
            item: 0,
            unit: NO_UNIT,
            source: self.sources.number(source).ok_or_else(full)?,
            origins: self.origins(said(Column::LineageId), said(Column::CitedWork)).ok_or_else(full)?,
            value,
            comparator,
            kind,
            stated: published,
            published: published.map(Date::last),
            close,
            fraction,
            more: (more != More::default()).then(|| Box::new(more)),
        };
        match unit {
            Unit::Indicators => {}
            // The unit that an indicator has is known; that of an item only when all its rows are.
            Unit::Like(ratio, unit) => match row.in_unit(ratio) {
                Some(converted) => row = converted,
                None => self.name_on(&unit),
            },
            Unit::Own(unit) => row.unit = unit,
        }
        row.item = self.items.number(&self.name).ok_or_else(full)?;
        match self.indicator_of.get_mut(row.item as usize) {
            // Whichever row comes first.
            Some(known) => *known = (*known).max(indicator),
            None => self.indicator_of.push(indicator),
        }
        match self.rows.last_mut() {
            Some(block) if block.len() < BLOCK => block.push(row),
            _ => {
                let mut block = Vec::with_capacity(BLOCK);
                block.push(row);
                self.rows.push(block);
            }
        }
        Ok(())
    }

    /// Puts together what the row is about, and gives the number of its indicator, and its unit; `None` where it says
    /// neither item nor indicator. What is measured in different units is not mixed.
    fn name_item(
        &mut self,
        cells: &Cells<'_>,
        period: Option<Period>,
        published: Option<Date>,
    ) -> Option<(Option<u32>, Unit)> {
        let said = |column| cells.said(column);
        self.name.clear();
        let (mut number, mut like) = (None, None);
        let unit = said(Column::Unit).map(|cell| self.unit(cell));
        if let Some(item) = said(Column::Item) {
            self.name.push_str(item);
        } else {
            let id = said(Column::Indicator)?;
            self.name.push_str(id);
            let known = self.indicators.iter().position(|indicator| indicator.id == id);
            let indicator = known.and_then(|n| self.indicators.get(n));
            number = known.and_then(|n| u32::try_from(n).ok());
            [Column::Place, Column::Breakdown].into_iter().filter_map(said).for_each(|part| self.name_on(part));
            let accumulates = indicator.map_or(Accumulates::Level, |i| i.accumulates);
            match (said(Column::Period), period) {
                (Some(text), None) => self.name_on(text),
                _ => self.name_on(&compare::period_key(accumulates, period, published)),
            }
            if indicator.is_some_and(|i| {
                unit.as_deref().is_some_and(|unit| i.unit == unit || i.nouns.iter().any(|n| n == unit))
            }) {
                return Some((number, Unit::Indicators));
            }
            like = indicator.map(|indicator| indicator.unit.as_str());
        }
        let Some(unit) = unit else { return Some((number, Unit::Indicators)) };
        if let Some(ratio) = like.and_then(|like| conversion::between(&unit, like)) {
            return Some((number, Unit::Like(ratio, unit)));
        }
        let at = self.units.number(&unit)?;
        if self.conversions.len() <= at as usize {
            self.conversions.push(Conversion::of(&unit));
        }
        let known = self.conversions.get(at as usize).and_then(Option::as_ref);
        let (of, at) = known.map_or((&*unit, NO_UNIT), |conversion| (conversion.of.as_str(), at));
        self.name.push_str(SEPARATOR);
        self.name.push_str(of);
        Some((number, Unit::Own(at)))
    }

    /// The published name of a unit, however the cell spells it.
    fn unit(&mut self, cell: &str) -> Arc<str> {
        if let Some(known) = self.published.get(cell) {
            return Arc::clone(known);
        }
        let published: Arc<str> = self.spellings.published(cell).map_or_else(|| cell.into(), Into::into);
        self.published.insert(cell.into(), Arc::clone(&published));
        published
    }

    fn name_on(&mut self, part: &str) {
        self.name.push_str(SEPARATOR);
        self.name.push_str(part);
    }

    /// The lineages of a cell, joined by ` | `; where it is empty, the works that are cited.
    fn origins(&mut self, lineages: Option<&str>, cited: Option<&str>) -> Option<Origins> {
        if let Some(one) = lineages.filter(|cell| !cell.contains('|')) {
            return self.lineages.number(one).map(Origins::One);
        }
        let mut list =
            parts(lineages.unwrap_or_default()).map(|id| self.lineages.number(id)).collect::<Option<Vec<u32>>>()?;
        if list.is_empty() {
            for citation in cited.into_iter().flat_map(parts) {
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
