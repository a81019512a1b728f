//! Claims from a table of anyone's: what is stated on an item, by which source, and what that comes to.
//!
//! Rows are kept as numbers, so that ten million of them fit into memory; the rules are those of [`super::observe`].

mod names;
mod row;

use rayon::prelude::*;

pub use row::{Column, Row};

use super::{
    Status,
    observe::{self, Statement as _, Verdict},
    weigh,
};
use crate::{
    base::{Accumulates, Amount, Comparator},
    config::{self, Indicator, Method, Widths},
};
use names::Names;
use row::{Rules, Stated};

/// Claims on items, to be reconciled.
#[derive(Debug)]
pub struct Table<'i> {
    indicators: &'i [Indicator],
    options: config::Reconcile,
    items: Names,
    sources: Names,
    lineages: Names,
    /// The lineages of a row with more than one; a row names where they start.
    several: Vec<Vec<u32>>,
    /// Of each item, the number of its indicator.
    indicator_of: Vec<Option<u32>>,
    rows: Vec<Row>,
    /// Rows that are no statement of a level: forecasts, proposals, hypotheticals, denials, changes.
    pub no_level: usize,
    /// Rows that name neither an item nor an indicator.
    pub no_item: usize,
}

/// What the claims on an item come to.
#[derive(Clone, Debug, PartialEq)]
pub struct Item {
    pub item: String,
    /// `None` where only ranges or vague numbers are stated.
    pub value: Option<Amount>,
    /// `None` where open.
    pub low: Option<Amount>,
    pub high: Option<Amount>,
    pub status: Status,
    pub n_lineages: usize,
    pub n_claims: usize,
    pub n_sources: usize,
    pub comparator: Comparator,
    pub method: Method,
    /// The value without weights, whatever the method.
    pub value_unweighted: Option<Amount>,
    /// Who states the value.
    pub source: String,
}

impl<'i> Table<'i> {
    /// An empty table. `indicators` may say how those that the rows name accumulate, and how they are read.
    #[must_use]
    pub fn new(indicators: &'i [Indicator], options: config::Reconcile) -> Self {
        Self {
            indicators,
            options,
            items: Names::default(),
            sources: Names::default(),
            lineages: Names::default(),
            several: Vec::new(),
            indicator_of: Vec::new(),
            rows: Vec::new(),
            no_level: 0,
            no_item: 0,
        }
    }

    /// How many rows it holds.
    #[must_use]
    pub fn len(&self) -> usize {
        self.rows.len()
    }

    /// Whether it holds none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// Reconciles all items, by name. Neither the order of the rows nor the number of threads changes a byte.
    #[must_use]
    pub fn reconcile(mut self) -> Vec<Item> {
        self.number_by_name();
        self.rows.par_sort_unstable_by(|a, b| {
            let key = |row: &Row| (row.item, row.published, row.source);
            key(a).cmp(&key(b)).then_with(|| a.compare_content(b, &self.several))
        });
        let items: Vec<&[Row]> = self.rows.chunk_by(|a, b| a.item == b.item).collect();
        // The methods that weigh sources need all items at once; plurality takes one after the other.
        let methods: Vec<Method> = items.iter().map(|rows| self.rules(rows[0].item).method).collect();
        let mut results: Vec<Option<Item>> = items
            .par_iter()
            .zip(&methods)
            .map(|(rows, method)| {
                if *method != Method::Plurality {
                    return None;
                }
                let members = self.members(rows);
                let verdict = observe::verdict(&members, self.rules(rows[0].item).accumulates)?;
                Some(self.item(rows, &members, &verdict, *method))
            })
            .collect();
        for method in Method::ALL.iter().filter(|method| **method != Method::Plurality) {
            let of: Vec<usize> = (0..items.len()).filter(|n| methods[*n] == *method).collect();
            let members: Vec<Vec<Stated<'_>>> = of.par_iter().map(|n| self.members(items[*n])).collect();
            let mut verdicts: Vec<Option<Verdict>> = of
                .par_iter()
                .zip(&members)
                .map(|(n, members)| observe::verdict(members, self.rules(items[*n][0].item).accumulates))
                .collect();
            let judged = members.iter().zip(&mut verdicts);
            let mut judged: Vec<_> = judged.filter_map(|(m, verdict)| Some((&m[..], verdict.as_mut()?))).collect();
            weigh::weigh(*method, &mut judged);
            for ((n, members), verdict) in of.iter().zip(&members).zip(&verdicts) {
                results[*n] = verdict.as_ref().map(|verdict| self.item(items[*n], members, verdict, *method));
            }
        }
        results.into_iter().flatten().collect()
    }

    /// Numbers items, sources and lineages by the order of their names: they were numbered as rows came.
    fn number_by_name(&mut self) {
        let (items, sources, lineages) = (self.items.sort(), self.sources.sort(), self.lineages.sort());
        let new = |places: &[u32], old: u32| places.get(old as usize).copied().unwrap_or(old);
        let mut indicators = vec![None; self.indicator_of.len()];
        for (item, indicator) in (0..).zip(&self.indicator_of) {
            indicators[new(&items, item) as usize] = *indicator;
        }
        self.indicator_of = indicators;
        for list in &mut self.several {
            for lineage in list.iter_mut() {
                *lineage = new(&lineages, *lineage);
            }
            list.sort_unstable();
        }
        self.rows.par_iter_mut().for_each(|row| {
            row.item = new(&items, row.item);
            row.source = new(&sources, row.source);
            row.renumber(|lineage| new(&lineages, lineage));
        });
    }

    fn members(&self, rows: &[Row]) -> Vec<Stated<'_>> {
        let Some(first) = rows.first() else { return Vec::new() };
        let rules = self.rules(first.item);
        rows.iter().filter_map(|row| Stated::new(row, &self.sources, &self.several, &rules)).collect()
    }

    /// How the claims on an item are read.
    fn rules(&self, item: u32) -> Rules<'_> {
        let number = self.indicator_of.get(item as usize).copied().flatten();
        let indicator = number.and_then(|n| self.indicators.get(n as usize));
        Rules {
            accumulates: indicator.map_or(Accumulates::Level, |i| i.accumulates),
            negative: indicator.is_some_and(|i| i.tolerance_absolute.is_some()),
            widths: indicator.map_or_else(Widths::default, |i| i.widths),
            tolerance: indicator.and_then(|i| i.tolerance),
            tolerance_absolute: indicator.and_then(|i| i.tolerance_absolute).unwrap_or(Amount::ZERO),
            project_tolerance: self.options.tolerance,
            method: indicator.and_then(|i| i.method).unwrap_or(self.options.method),
            reference: &self.options.reference,
        }
    }

    fn item(&self, rows: &[Row], members: &[Stated<'_>], verdict: &Verdict, method: Method) -> Item {
        let preferred = &members[verdict.preferred];
        let mut sources: Vec<u32> = rows.iter().map(|row| row.source).collect();
        sources.sort_unstable();
        sources.dedup();
        Item {
            item: rows.first().map(|row| self.items.name(row.item).to_owned()).unwrap_or_default(),
            value: preferred.reading().value,
            low: verdict.low,
            high: verdict.high,
            status: verdict.status,
            n_lineages: verdict.voters.len(),
            n_claims: members.len(),
            n_sources: sources.len(),
            comparator: preferred.comparator,
            method,
            value_unweighted: members[verdict.unweighted].reading().value,
            source: preferred.document().to_owned(),
        }
    }
}
