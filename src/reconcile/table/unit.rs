//! The unit in which the rows on an item are compared.

use std::{cmp::Reverse, collections::BTreeMap};

use super::{
    names::Sorted,
    row::{NO_UNIT, Row},
};
use crate::vocabulary::conversion::Conversion;

/// The units of a table.
#[derive(Debug)]
pub(super) struct Units {
    names: Sorted,
    conversions: Vec<Option<Conversion>>,
}

/// The unit of an item.
#[derive(Debug)]
pub(super) struct Unit {
    name: String,
    conversion: Conversion,
    /// Whether rows have others.
    pub(super) mixed: bool,
}

impl Units {
    pub(super) fn new(names: Sorted) -> Self {
        let conversions = (0..).take(names.len()).map(|n| Conversion::of(names.name(n))).collect();
        Self { names, conversions }
    }

    pub(super) fn is_empty(&self) -> bool {
        self.conversions.is_empty()
    }

    /// The unit that most rows have, of those in which everything that is stated can be told with all its digits; where
    /// none can, the one that all of them are measured by.
    pub(super) fn common(&self, rows: &[&Row]) -> Option<Unit> {
        let first = rows.iter().map(|row| row.unit).min().filter(|unit| *unit != NO_UNIT)?;
        if rows.iter().all(|row| row.unit == first) {
            return self.unit(first, false);
        }
        let mut counts: BTreeMap<u32, usize> = BTreeMap::new();
        for row in rows {
            *counts.entry(row.unit).or_default() += 1;
        }
        let mut units: Vec<(u32, usize)> = counts.into_iter().collect();
        units.sort_by_key(|(unit, count)| (Reverse(*count), *unit));
        let exact = |unit: &Unit| rows.iter().all(|row| self.convert(row, unit).is_some());
        let stated = units.iter().filter_map(|(unit, _)| self.unit(*unit, true)).find(exact);
        stated.or_else(|| {
            let of = &self.conversions.get(first as usize)?.as_ref()?.of;
            Some(Unit { name: of.clone(), conversion: Conversion::of(of)?, mixed: true })
        })
    }

    fn unit(&self, n: u32, mixed: bool) -> Option<Unit> {
        let conversion = self.conversions.get(n as usize)?.clone()?;
        Some(Unit { name: self.names.name(n).to_owned(), conversion, mixed })
    }

    /// A row in that unit; `None` where it has more digits there than an amount can hold.
    pub(super) fn convert(&self, row: &Row, unit: &Unit) -> Option<Row> {
        if row.unit == NO_UNIT {
            return Some(row.clone());
        }
        let own = self.conversions.get(row.unit as usize)?.as_ref()?;
        row.in_unit(own.to(&unit.conversion)?)
    }
}

impl Unit {
    /// The name of an item, which ends in what its unit is measured by, with the unit itself.
    pub(super) fn named(&self, item: &str) -> String {
        format!("{}{}", item.strip_suffix(self.conversion.of.as_str()).unwrap_or(item), self.name)
    }
}
