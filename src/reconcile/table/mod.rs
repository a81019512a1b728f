//! Claims from a table of anyone's: what is stated on an item, by which source, and what that comes to.
//!
//! Rows are kept as numbers, so that ten million of them fit into memory; the rules are those of [`super::observe`].

mod cells;
mod names;
mod part;
mod row;
mod spelling;
mod unit;

use rayon::prelude::*;

pub use cells::{Cells, Column};
pub use part::Part;
pub use spelling::Spellings;

use super::{
    Status,
    method::{Vote, Votes},
    observe::{self, Statement as _, Verdict},
    weigh,
};
use crate::{
    base::{Accumulates, Amount, Comparator},
    config::{self, Indicator, Method, Widths},
};
use names::Sorted;
use row::{Row, Rules, Stated};
use unit::{Unit, Units};

/// Claims on items, to be reconciled.
#[derive(Debug)]
pub struct Table<'i> {
    indicators: &'i [Indicator],
    options: config::Reconcile,
    items: Sorted,
    sources: Sorted,
    units: Units,
    /// The lineages of a row with more than one; a row names the place of its list.
    several: Vec<Vec<u32>>,
    /// Of each item, the number of its indicator.
    indicator_of: Vec<Option<u32>>,
    rows: Vec<Vec<Row>>,
    /// Rows that are no statement of a level: forecasts, proposals, hypotheticals, denials, changes.
    pub no_level: usize,
    /// Rows that name neither an item nor an indicator.
    pub no_item: usize,
}

/// Where a row stands: its block, and its place there.
type Place = (u32, u32);

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

/// An item of a method that weighs the votes on all items.
struct Polled {
    /// The sources that have a say.
    voters: Vec<u32>,
    votes: Vec<Vote>,
    verdict: Verdict,
}

impl<'i> Table<'i> {
    /// A table of these parts. `indicators` may say how those that the rows name accumulate, and how they are read.
    ///
    /// Items, sources and lineages get numbers by the order of their names, so that it is of no account in which
    /// order, and in which parts, the rows came.
    #[must_use]
    pub fn new(indicators: &'i [Indicator], options: config::Reconcile, parts: Vec<Part<'i>>) -> Self {
        let (mut items, mut sources, mut lineages, mut units) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
        let mut rest = Vec::new();
        for part in parts {
            items.push(part.items);
            sources.push(part.sources);
            lineages.push(part.lineages);
            units.push(part.units);
            rest.push((part.rows, part.several, part.indicator_of, part.no_level, part.no_item));
        }
        let ((items, new_items), ((sources, new_sources), (_, new_lineages))) =
            rayon::join(|| Sorted::of(items), || (Sorted::of(sources), Sorted::of(lineages)));
        let (units, new_units) = Sorted::of(units);
        let units = Units::new(units);
        let indicator_of = vec![None; items.len()];
        let (rows, several, no_level, no_item) = (Vec::new(), Vec::new(), 0, 0);
        let mut table =
            Self { indicators, options, items, sources, units, several, indicator_of, rows, no_level, no_item };
        for (n, (mut rows, several, indicator_of, no_level, no_item)) in rest.into_iter().enumerate() {
            let (items, lineages) = (&new_items[n], &new_lineages[n]);
            let new: [&[u32]; 4] = [items, &new_sources[n], lineages, &new_units[n]];
            let before = u32::try_from(table.several.len()).unwrap_or(u32::MAX);
            rows.par_iter_mut().flatten().for_each(|row| row.renumber(new, before));
            table.rows.append(&mut rows);
            table.several.extend(several.into_iter().map(|list| {
                let mut list: Vec<u32> = list.iter().map(|lineage| lineages[*lineage as usize]).collect();
                list.sort_unstable();
                list
            }));
            for (item, indicator) in items.iter().zip(indicator_of) {
                let known = &mut table.indicator_of[*item as usize];
                *known = (*known).max(indicator);
            }
            table.no_level += no_level;
            table.no_item += no_item;
        }
        table
    }

    /// How many rows it holds.
    #[must_use]
    pub fn len(&self) -> usize {
        self.rows.iter().map(Vec::len).sum()
    }

    /// Whether it holds none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Reconciles all items, by name. Neither the order of the rows nor the number of threads changes a byte.
    #[must_use]
    pub fn reconcile(&self) -> Vec<Item> {
        let (places, ends) = self.by_item();
        let places_of = |item: usize| {
            let start = item.checked_sub(1).and_then(|before| ends.get(before)).copied().unwrap_or(0);
            ends.get(item).and_then(|end| places.get(start..*end)).unwrap_or_default()
        };
        // The methods that weigh sources need the votes on all items first.
        let mut weighed: Vec<Option<f64>> = Vec::new();
        let mut verdicts: Vec<Option<Verdict>> = Vec::new();
        for method in Method::ALL.iter().copied().filter(|method| weigh::over_all(*method) && self.uses(*method)) {
            let votes = self.votes(method, &places_of, &mut verdicts);
            let values = weigh::values(method, &votes);
            weighed.resize(values.len(), None);
            weighed.iter_mut().zip(values).for_each(|(known, value)| *known = known.or(value));
        }
        let each = |item: usize| {
            self.with_rows(places_of(item), |rows, unit| {
                let rules = self.rules(rows.first()?.item);
                let members = self.members(rows, &rules);
                let known = verdicts.get(item).cloned().flatten();
                let mut verdict = known.or_else(|| observe::verdict(&members, rules.accumulates))?;
                weigh::alone(rules.method, &members, &mut verdict);
                weigh::take(&members, &mut verdict, weighed.get(item).copied().flatten());
                Some(self.item(rows, unit, &members, &verdict, rules.method))
            })
        };
        let mut items: Vec<Item> = (0..self.items.len()).into_par_iter().filter_map(each).collect();
        // Items were numbered by what their unit is measured by.
        if !self.units.is_empty() {
            items.par_sort_by(|a, b| a.item.cmp(&b.item));
        }
        items
    }

    /// The places of all rows, by item, and where those of each item end.
    fn by_item(&self) -> (Vec<Place>, Vec<usize>) {
        let mut ends = vec![0_usize; self.items.len()];
        for row in self.rows.iter().flatten() {
            ends[row.item as usize] += 1;
        }
        let mut sum = 0;
        for end in &mut ends {
            // Where the rows of the item start, for now: each row that is placed moves it by one.
            sum += std::mem::replace(end, sum);
        }
        let mut places: Vec<Place> = vec![(0, 0); sum];
        for (block, rows) in (0..).zip(&self.rows) {
            for (n, row) in (0..).zip(rows) {
                let next = &mut ends[row.item as usize];
                places[*next] = (block, n);
                *next += 1;
            }
        }
        (places, ends)
    }

    /// Does something with the rows at some places: in one unit, which it is told, and in an order of their own.
    fn with_rows<T>(&self, places: &[Place], then: impl FnOnce(&[&Row], Option<&Unit>) -> T) -> T {
        let at = |(block, n): &Place| self.rows.get(*block as usize)?.get(*n as usize);
        let mut rows: Vec<&Row> = places.iter().filter_map(at).collect();
        let unit = self.units.common(&rows);
        let converted: Vec<Row>;
        if let Some(unit) = &unit
            && unit.mixed
        {
            converted = rows.iter().filter_map(|row| self.units.convert(row, unit)).collect();
            rows = converted.iter().collect();
        }
        rows.sort_unstable_by(|a, b| a.compare(b, &self.several));
        then(&rows, unit.as_ref())
    }

    /// Whether any item has that method.
    fn uses(&self, method: Method) -> bool {
        (0..).take(self.items.len()).any(|item| self.method(item) == method)
    }

    fn method(&self, item: u32) -> Method {
        self.indicator(item).and_then(|i| i.method).unwrap_or(self.options.method)
    }

    /// The votes on every item, none on those of other methods; sources without a say have no number. What plurality
    /// makes of the items is kept in `verdicts`.
    fn votes<'p>(
        &self,
        method: Method,
        places_of: &(impl Fn(usize) -> &'p [Place] + Sync),
        verdicts: &mut Vec<Option<Verdict>>,
    ) -> Votes {
        let items: Vec<Option<Polled>> = (0..self.items.len())
            .into_par_iter()
            .map(|item| self.with_rows(places_of(item), |rows, _| self.votes_on(method, rows)))
            .collect();
        let mut has_say = vec![false; self.sources.len()];
        for source in items.iter().flatten().flat_map(|polled| &polled.voters) {
            has_say[*source as usize] = true;
        }
        let mut numbers = vec![0; has_say.len()];
        let mut next = 0;
        for (number, has_say) in numbers.iter_mut().zip(has_say) {
            *number = next;
            next += u32::from(has_say);
        }
        let mut votes = Votes::default();
        verdicts.resize(items.len(), None);
        for (polled, verdict) in items.into_iter().zip(verdicts) {
            let of = polled.map(|polled| {
                *verdict = Some(polled.verdict);
                polled.votes
            });
            let of = of.into_iter().flatten();
            votes.push(of.map(|vote| Vote { source: numbers[vote.source as usize], ..vote }));
        }
        votes
    }

    /// The sources that have a say on an item, and their votes; `None` where the item has another method.
    fn votes_on(&self, method: Method, rows: &[&Row]) -> Option<Polled> {
        let first = rows.first().filter(|row| self.method(row.item) == method)?;
        let rules = self.rules(first.item);
        let members = self.members(rows, &rules);
        let verdict = observe::verdict(&members, rules.accumulates)?;
        let votes = weigh::voices(&members, &verdict);
        let votes = votes.map(|(n, value)| Vote { source: members[n].source, value }).collect();
        Some(Polled { voters: verdict.voters.iter().map(|n| members[*n].source).collect(), votes, verdict })
    }

    fn members(&self, rows: &[&Row], rules: &Rules<'_>) -> Vec<Stated<'_>> {
        rows.iter().filter_map(|row| Stated::new(row, &self.sources, &self.several, rules)).collect()
    }

    fn indicator(&self, item: u32) -> Option<&'i Indicator> {
        let number = self.indicator_of.get(item as usize).copied().flatten();
        number.and_then(|n| self.indicators.get(n as usize))
    }

    /// How the claims on an item are read.
    fn rules(&self, item: u32) -> Rules<'_> {
        let indicator = self.indicator(item);
        Rules {
            accumulates: indicator.map_or(Accumulates::Level, |i| i.accumulates),
            negative: indicator.is_some_and(|i| i.tolerance_absolute.is_some()),
            widths: indicator.map_or_else(Widths::default, |i| i.widths),
            tolerance: indicator.and_then(|i| i.tolerance),
            tolerance_absolute: indicator.and_then(|i| i.tolerance_absolute).unwrap_or(Amount::ZERO),
            project_tolerance: self.options.tolerance,
            method: self.method(item),
            reference: &self.options.reference,
        }
    }

    fn item(
        &self,
        rows: &[&Row],
        unit: Option<&Unit>,
        members: &[Stated<'_>],
        verdict: &Verdict,
        method: Method,
    ) -> Item {
        let name = rows.first().map_or("", |row| self.items.name(row.item));
        let preferred = &members[verdict.preferred];
        let mut sources: Vec<u32> = rows.iter().map(|row| row.source).collect();
        sources.sort_unstable();
        sources.dedup();
        Item {
            item: unit.map_or_else(|| name.to_owned(), |unit| unit.named(name)),
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

#[cfg(test)]
mod tests;
