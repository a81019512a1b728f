//! The published tables: one definition of their columns, the files that are made of it, and the difference to the
//! version before. Nothing here touches a file system: bytes come out, the pipeline puts them somewhere.

pub mod cause;
pub mod change;
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
pub mod schema;
pub mod side;
pub mod tables;
pub mod verify;
pub mod version;
pub mod workbook;

use std::collections::BTreeMap;

pub use column::{Cell, Head, Rows, Type};
pub use files::version_files;
pub use metadata::Metadata;
pub use row::{ClaimRow, Document, OverrideRow, SourceRow};

use crate::{
    base::Diagnostic,
    claim::Claim,
    config::{self, Corrections, Indicator},
    reconcile::{
        self, Conflict, Lineage, Observation, Reconciled,
        correct::{self, Corrected},
    },
};
use column::{Definition, View};

/// Why there are no tables.
#[derive(Debug, thiserror::Error)]
pub enum BuildError {
    /// Corrections that nothing needs any more.
    #[error("{}", .0.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n"))]
    Expired(Vec<Diagnostic>),
    #[error(transparent)]
    Frame(#[from] reconcile::frame::Error),
}

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
    /// A correction that has expired; a step over the whole table that fails.
    pub fn build(
        documents: Vec<Document>,
        corrections: &Corrections,
        indicators: &[Indicator],
        options: &config::Reconcile,
        place_name: &dyn Fn(&str) -> Option<String>,
    ) -> Result<Self, BuildError> {
        let mut sources = Vec::with_capacity(documents.len());
        let mut known = Vec::with_capacity(documents.len());
        let mut claims = Vec::new();
        for Document { mut source, claims: found, text } in documents {
            source.n_claims = found.len();
            let whole = |claim| Corrected { source_id: source.source_id.clone(), claim, dropped: false };
            claims.extend(found.into_iter().map(whole));
            known.push(source.reconcile(text));
            sources.push(source);
        }
        // Which claim a correction meets first must not hang on the order of the documents.
        claims.sort_by(|a, b| (&a.source_id, &a.claim.claim_id).cmp(&(&b.source_id, &b.claim.claim_id)));
        let applied = correct::correct(&mut claims, corrections).map_err(BuildError::Expired)?;
        let stated: Vec<_> = claims
            .iter()
            .map(|c| reconcile::Sourced { claim: &c.claim, source_id: &c.source_id, dropped: c.dropped })
            .collect();
        let reconciled = reconcile::reconcile(&stated, &known, indicators, options)?;
        let claims = claims.into_iter().map(|c| (c.source_id, c.claim)).collect();
        let mut tables = Self::new(sources, claims, reconciled, place_name);
        tables.overrides = row::overrides(&corrections.corrections, &applied);
        tables.sort();
        Ok(tables)
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
