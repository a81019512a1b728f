//! Why each thing changed, from the rows that changed and from what two versions were made with.

use std::collections::{BTreeMap, BTreeSet};

use super::{
    change::{Cause, Change},
    difference::{self, Difference, RowChange},
    metadata::Run,
    side::{self, Both},
};

/// The changes behind `differences`, sorted, each with its cause. `before` and `now`: what the two were made with.
#[must_use]
pub fn changes(tables: &Both<'_>, differences: &[Difference], before: &Run, now: &Run) -> Vec<Change> {
    let causes = Causes::new(tables, differences, before, now);
    let mut out = Vec::new();
    for Difference { table, columns, rows } in differences {
        let change = |row: &str, column: &str, change: &str, cause| Change {
            table: table.clone(),
            row: row.into(),
            column: column.into(),
            change: change.into(),
            old: String::new(),
            new: String::new(),
            cause,
        };
        // Only another version of the tool defines its tables otherwise.
        out.extend(columns.iter().map(|(what, column)| change("", column, what.as_str(), Cause::Tool)));
        for row in rows {
            let cause = causes.of(table, &row.key);
            let whole = change(&row.key, "", row.change.as_str(), cause);
            if row.change != RowChange::Changed {
                out.push(whole);
                continue;
            }
            // Where its place changed as well, that is the smaller news.
            let said =
                row.cells.iter().filter(|(name, ..)| table != "claims" || !difference::PLACE.contains(&name.as_str()));
            out.extend(said.map(|(name, old, new)| {
                let cell = Change { column: name.clone(), ..whole.clone() };
                if side::is_quote(table, name) { cell } else { Change { old: old.clone(), new: new.clone(), ..cell } }
            }));
        }
    }
    out.sort();
    out
}

/// What is known to be behind changes.
struct Causes {
    documents: BTreeMap<String, Cause>,
    claims: BTreeMap<String, Cause>,
    observations: BTreeMap<String, Cause>,
    conflicts: BTreeMap<String, Cause>,
    /// The observations that a claim is or was part of.
    part_of: BTreeMap<String, BTreeSet<String>>,
    /// Of everything else.
    otherwise: Cause,
}

impl Causes {
    fn new(tables: &Both<'_>, differences: &[Difference], before: &Run, now: &Run) -> Self {
        let of = |name: &'static str| differences.iter().filter(move |d| d.table == name).flat_map(|d| &d.rows);
        let documents: BTreeMap<_, _> =
            of("sources").filter_map(|row| Some((row.key.clone(), document(row)?))).collect();
        let overrides: BTreeSet<&str> = of("overrides").map(|row| row.key.as_str()).collect();
        let corrected: BTreeSet<String> = tables
            .cells("overrides", ["override_id", "target"])
            .into_iter()
            .filter_map(|[id, target]| overrides.contains(id.as_str()).then_some(target))
            .collect();
        let mut causes = Self {
            claims: BTreeMap::new(),
            observations: BTreeMap::new(),
            conflicts: BTreeMap::new(),
            part_of: BTreeMap::new(),
            otherwise: settings(before, now)
                .or((!overrides.is_empty()).then_some(Cause::Correction))
                .or(documents.values().min().copied())
                .unwrap_or(Cause::Tool),
            documents,
        };
        for [claim, source, observation] in tables.cells("claims", ["claim_id", "source_id", "observation_id"]) {
            let cause = if corrected.contains(&claim) {
                Some(Cause::Correction)
            } else {
                causes.documents.get(&source).copied()
            };
            if !observation.is_empty() {
                note(&mut causes.observations, &observation, cause);
                causes.part_of.entry(claim.clone()).or_default().insert(observation);
            }
            note(&mut causes.claims, &claim, cause);
        }
        for [id, a, b, observation] in
            tables.cells("conflicts", ["conflict_id", "claim_a", "claim_b", "observation_id"])
        {
            let behind = [causes.claims.get(&a), causes.claims.get(&b), causes.observations.get(&observation)];
            let first = behind.into_iter().flatten().min().copied();
            note(&mut causes.conflicts, &id, first);
        }
        causes
    }

    /// Why the row of a table changed.
    fn of(&self, table: &str, key: &str) -> Cause {
        let claim = |id: &str| {
            let direct = self.claims.get(id).copied();
            // Others may have changed what it is part of.
            let through = || self.part_of.get(id)?.iter().filter_map(|o| self.observations.get(o)).min().copied();
            direct.or_else(through)
        };
        let found = match table {
            "claims" => claim(key),
            "lineages" => claim(key.split(' ').next().unwrap_or_default()),
            "observations" => self.observations.get(key).copied(),
            "conflicts" => self.conflicts.get(key).copied(),
            "sources" => self.documents.get(key).copied(),
            "overrides" => Some(Cause::Correction),
            _ => None,
        };
        found.unwrap_or(self.otherwise)
    }
}

/// Keeps the first of the causes that fit.
fn note(causes: &mut BTreeMap<String, Cause>, id: &str, cause: Option<Cause>) {
    if let Some(cause) = cause {
        causes.entry(id.to_owned()).and_modify(|there| *there = cause.min(*there)).or_insert(cause);
    }
}

/// What happened to a document; `None` where only what the rules made of it is another.
fn document(row: &difference::Row) -> Option<Cause> {
    match row.change {
        RowChange::Added => Some(Cause::NewDocument),
        RowChange::Removed => Some(Cause::GoneDocument),
        RowChange::Changed | RowChange::Moved => {
            let stated = |name: &str| !matches!(name, "n_claims" | "words" | "diagnostic");
            row.cells.iter().any(|(name, ..)| stated(name)).then_some(Cause::ChangedDocument)
        }
    }
}

/// What else is another than for the version before. A version that does not say what made it was made by an older tool.
fn settings(before: &Run, now: &Run) -> Option<Cause> {
    let Run { tool, code, vocabulary, configuration, .. } = before;
    if tool.is_empty() {
        Some(Cause::Tool)
    } else if *configuration != now.configuration {
        Some(Cause::Configuration)
    } else if *vocabulary != now.vocabulary {
        Some(Cause::Vocabulary)
    } else {
        (*code != now.code || *tool != now.tool).then_some(Cause::Tool)
    }
}
