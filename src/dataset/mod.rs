//! The published tables: one definition of their columns, the files that are made of it, and the difference to the
//! version before. Nothing here touches a file system: bytes come out, the pipeline puts them somewhere.

pub mod column;
pub mod csv;
pub mod dictionary;
pub mod difference;
pub mod digest;
pub mod files;
pub mod metadata;
pub mod parquet;
pub mod read;
pub mod row;
pub mod tables;
pub mod version;

use std::collections::BTreeMap;

pub use column::{Cell, Head, Rows, Type};
pub use files::version_files;
pub use metadata::Metadata;
pub use row::{ClaimRow, Document, OverrideRow, SourceRow};

use crate::{
    claim::Claim,
    config::{self, Indicator},
    reconcile::{self, Conflict, Lineage, Observation, Reconciled},
};
use column::{Definition, View};

/// The rows of the six tables, each sorted by its `sorted_by` columns.
#[derive(Debug, Default)]
pub struct Tables {
    pub observations: Vec<Observation>,
    pub claims: Vec<ClaimRow>,
    pub lineages: Vec<Lineage>,
    pub conflicts: Vec<Conflict>,
    pub sources: Vec<SourceRow>,
    pub overrides: Vec<OverrideRow>,
}

impl Tables {
    /// The tables of a project from its documents, each with its claims. `place_name` gives the name of a place's code.
    ///
    /// Neither the order of `documents` nor that of their claims matters.
    ///
    /// # Errors
    /// Where a step over the whole table fails.
    pub fn build(
        documents: Vec<Document>,
        indicators: &[Indicator],
        options: &config::Reconcile,
        place_name: &dyn Fn(&str) -> Option<String>,
    ) -> Result<Self, reconcile::frame::Error> {
        let mut sources = Vec::with_capacity(documents.len());
        let mut known = Vec::with_capacity(documents.len());
        let mut claims = Vec::new();
        for Document { mut source, claims: found, text } in documents {
            source.n_claims = found.len();
            claims.extend(found.into_iter().map(|claim| (source.source_id.clone(), claim)));
            known.push(source.reconcile(text));
            sources.push(source);
        }
        let stated: Vec<_> = claims.iter().map(|(source_id, claim)| reconcile::Sourced { claim, source_id }).collect();
        let reconciled = reconcile::reconcile(&stated, &known, indicators, options)?;
        Ok(Self::new(sources, claims, reconciled, place_name))
    }

    /// The tables from what reconciliation made of `claims`, each of which stands beside the id of its source.
    #[must_use]
    pub fn new(
        sources: Vec<SourceRow>,
        claims: Vec<(String, Claim)>,
        reconciled: Reconciled,
        place_name: &dyn Fn(&str) -> Option<String>,
    ) -> Self {
        let by_id: BTreeMap<&str, &SourceRow> = sources.iter().map(|s| (s.source_id.as_str(), s)).collect();
        let claims = claims
            .into_iter()
            .zip(reconciled.placed)
            .filter_map(|((source_id, claim), placed)| {
                let source = by_id.get(source_id.as_str())?;
                Some(ClaimRow {
                    claim,
                    published: source.published,
                    source_sha256: source.sha256.clone(),
                    quote: source.quote,
                    source_id,
                    observation_id: placed.observation_id,
                    rank: placed.rank,
                })
            })
            .collect();
        let mut observations = reconciled.observations;
        for observation in &mut observations {
            if let Some(name) = place_name(&observation.place) {
                observation.place_name = name;
            }
        }
        let mut tables = Self {
            observations,
            claims,
            lineages: reconciled.lineages,
            conflicts: reconciled.conflicts,
            sources,
            overrides: Vec::new(),
        };
        tables.sort();
        tables
    }

    fn sort(&mut self) {
        sort(&tables::observations::OBSERVATIONS, &mut self.observations);
        sort(&tables::claims::CLAIMS, &mut self.claims);
        sort(&tables::lineages::LINEAGES, &mut self.lineages);
        sort(&tables::conflicts::CONFLICTS, &mut self.conflicts);
        sort(&tables::sources::SOURCES, &mut self.sources);
        sort(&tables::overrides::OVERRIDES, &mut self.overrides);
    }

    /// The tables in the order in which they are documented.
    #[must_use]
    pub fn views(&self) -> [Box<dyn Rows + '_>; 6] {
        [
            Box::new(View { definition: &tables::observations::OBSERVATIONS, rows: &self.observations }),
            Box::new(View { definition: &tables::claims::CLAIMS, rows: &self.claims }),
            Box::new(View { definition: &tables::lineages::LINEAGES, rows: &self.lineages }),
            Box::new(View { definition: &tables::conflicts::CONFLICTS, rows: &self.conflicts }),
            Box::new(View { definition: &tables::sources::SOURCES, rows: &self.sources }),
            Box::new(View { definition: &tables::overrides::OVERRIDES, rows: &self.overrides }),
        ]
    }
}

/// Sorts rows by the columns that their table is sorted by; rows alike in all of them stay one behind the other.
fn sort<R>(definition: &Definition<R>, rows: &mut [R]) {
    let keys: Vec<_> = definition
        .sorted_by
        .iter()
        .filter_map(|name| definition.columns.iter().find(|c| c.head.name == *name).map(|c| c.value))
        .collect();
    rows.sort_by_cached_key(|row| keys.iter().map(|key| key(row).to_string()).collect::<Vec<_>>());
}

#[cfg(test)]
mod tests;
