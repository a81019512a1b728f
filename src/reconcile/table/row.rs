//! A row of a claims table as numbers, and what the rules ask of it.

use std::cmp::Ordering;

use jiff::civil;

use super::names::Sorted;
use crate::{
    base::{Accumulates, Amount, Comparator, Kind, period::Date},
    config::{Method, Widths},
    reconcile::{
        interval::{self, Interval, Reading, Said, Tolerance},
        observe::Statement,
    },
    vocabulary::conversion::Ratio,
};

/// A statement as numbers.
#[derive(Clone, Debug)]
pub(super) struct Row {
    pub(super) item: u32,
    pub(super) source: u32,
    /// [`NO_UNIT`] where nothing can be converted.
    pub(super) unit: u32,
    pub(super) origins: Origins,
    pub(super) value: Option<Amount>,
    pub(super) comparator: Comparator,
    pub(super) kind: Kind,
    /// The date of its source, and the last day of it.
    pub(super) stated: Option<Date>,
    pub(super) published: Option<civil::Date>,
    pub(super) close: bool,
    pub(super) fraction: bool,
    /// What few rows have.
    pub(super) more: Option<Box<More>>,
}

/// The number that stands for no unit.
pub(super) const NO_UNIT: u32 = u32::MAX;

/// Where a row comes from.
#[derive(Clone, Copy, Debug)]
pub(super) enum Origins {
    /// Nothing is known but its source.
    Own,
    One(u32),
    /// The place of its list.
    Several(u32),
}

#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct More {
    pub(super) low: Option<Amount>,
    pub(super) high: Option<Amount>,
    pub(super) precision: Option<Amount>,
    pub(super) as_of: Option<Date>,
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

impl Row {
    /// Gives its names other numbers; lists of lineages stand `by` places farther on.
    pub(super) fn renumber(&mut self, [items, sources, lineages, units]: [&[u32]; 4], by: u32) {
        let new = |places: &[u32], old: u32| places.get(old as usize).copied().unwrap_or(old);
        self.item = new(items, self.item);
        self.source = new(sources, self.source);
        self.unit = new(units, self.unit);
        match &mut self.origins {
            Origins::Own => {}
            Origins::One(lineage) => *lineage = new(lineages, *lineage),
            Origins::Several(list) => *list = list.saturating_add(by),
        }
    }

    /// What is said, as the table of widths wants it.
    pub(super) fn said(&self) -> Said {
        let more = self.more.as_deref();
        Said {
            value: self.value,
            low: more.and_then(|more| more.low),
            high: more.and_then(|more| more.high),
            comparator: self.comparator,
            kind: self.kind,
            precision: more.and_then(|more| more.precision),
            close: self.close,
            fraction: self.fraction,
        }
    }

    /// The same in another unit; `None` where that is not exact.
    pub(super) fn in_unit(&self, ratio: Ratio) -> Option<Self> {
        let Said { value, low, high, precision, fraction, .. } = self.said().in_unit(ratio)?;
        let more = More { low, high, precision, as_of: self.as_of() };
        Some(Self { value, fraction, more: (more != More::default()).then(|| Box::new(more)), ..self.clone() })
    }

    /// Its lineages, ascending.
    fn lineages<'s>(&'s self, several: &'s [Vec<u32>]) -> &'s [u32] {
        match &self.origins {
            Origins::Own => &[],
            Origins::One(lineage) => std::slice::from_ref(lineage),
            Origins::Several(list) => several.get(*list as usize).map(Vec::as_slice).unwrap_or_default(),
        }
    }

    /// By everything that is said on an item, so that rows in any order come out in one.
    pub(super) fn compare(&self, other: &Self, several: &[Vec<u32>]) -> Ordering {
        let first = |row: &Self| (row.published, row.source);
        let key = |row: &Self| (row.value, row.comparator, row.kind, row.close, row.fraction, row.stated);
        first(self)
            .cmp(&first(other))
            .then_with(|| key(self).cmp(&key(other)))
            .then_with(|| self.more.cmp(&other.more))
            .then_with(|| self.lineages(several).cmp(other.lineages(several)))
            .then_with(|| self.unit.cmp(&other.unit))
    }
}

/// Numbers of the works that a row goes back to: of lineages even, of sources odd.
enum Works {
    One([usize; 1]),
    Several(Vec<usize>),
}

/// A row as the rules see it.
pub(super) struct Stated<'t> {
    pub(super) source: u32,
    pub(super) comparator: Comparator,
    reading: Reading,
    tolerance: Tolerance,
    widest: Interval,
    document: &'t str,
    works: Works,
    own: bool,
    primary: u8,
    published: Option<civil::Date>,
    as_of: Option<Date>,
}

impl<'t> Stated<'t> {
    pub(super) fn new(row: &Row, sources: &'t Sorted, several: &[Vec<u32>], rules: &Rules<'_>) -> Option<Self> {
        let reading = interval::read(&row.said(), rules.negative, &rules.widths)?;
        let document = sources.name(row.source);
        let relative = match rules.tolerance {
            Some(own) => own,
            None if reading.exact => Amount::ZERO,
            None => rules.project_tolerance,
        };
        let own = matches!(row.origins, Origins::Own);
        let work = |lineage: &u32| 2 * *lineage as usize;
        let works = match &row.origins {
            Origins::Own => Works::One([2 * row.source as usize + 1]),
            Origins::One(lineage) => Works::One([work(lineage)]),
            Origins::Several(_) => Works::Several(row.lineages(several).iter().map(work).collect()),
        };
        let tolerance = Tolerance { relative, absolute: rules.tolerance_absolute };
        Some(Self {
            source: row.source,
            comparator: row.comparator,
            widest: reading.support.widen(tolerance),
            reading,
            tolerance,
            document,
            works,
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
        match &self.works {
            Works::One(work) => work,
            Works::Several(works) => works,
        }
    }
    fn widest(&self) -> Interval {
        self.widest
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
