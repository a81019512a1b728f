//! Where claims come from: those that go back to one origin count once.

use std::collections::{BTreeMap, BTreeSet};

use super::{
    Lineage, LineageReason, Source, Sourced, copied,
    work::{self, Name, Titles},
};

/// The origins of every claim.
#[derive(Debug)]
pub struct Origins {
    /// For each claim: numbers of works with the reason, ascending. The numbers are those of the works' names in order,
    /// so that a further copy of a document moves none of them past another.
    pub of_claim: Vec<Vec<(usize, LineageReason)>>,
    /// The lineage id of each work.
    pub ids: Vec<String>,
}

impl Origins {
    /// The rows of the table.
    #[must_use]
    pub fn rows(&self, claims: &[Sourced<'_>]) -> Vec<Lineage> {
        let mut rows: Vec<_> = claims
            .iter()
            .zip(&self.of_claim)
            .flat_map(|(sourced, origins)| {
                origins.iter().map(|(work, reason)| Lineage {
                    claim_id: sourced.claim.claim_id.clone(),
                    lineage_id: self.ids[*work].clone(),
                    reason: *reason,
                })
            })
            .collect();
        rows.sort();
        rows.dedup();
        rows
    }
}

/// Finds the origins of every claim: the works of its notes, else those that its sentence gives an address of, else
/// the work that its document summarises, else its document; of copies, those of what they were copied from.
#[must_use]
pub fn origins(claims: &[Sourced<'_>], sources: &[Source]) -> Origins {
    let mut works = Works::default();
    let titles = Titles::new(sources);
    let known: BTreeSet<&str> = sources.iter().map(|s| s.source_id.as_str()).collect();
    let mut documents: BTreeMap<&str, Document> = BTreeMap::new();
    for source in sources {
        let own = works.add(&work::of_source(source));
        let summarised = match source.summarises.as_str() {
            "" => Vec::new(),
            id if known.contains(id) => vec![works.add(&[Name::Source(id.into())])],
            citation => works.cited(citation, &titles),
        };
        documents.insert(&source.source_id, Document { own, summarised });
    }
    let mut notes: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    let mut found = Vec::with_capacity(claims.len());
    for Sourced { claim, source_id, .. } in claims {
        let mut origins: Vec<(usize, LineageReason)> = Vec::new();
        for note in &claim.cited_work {
            let cited = notes.entry(note).or_insert_with(|| works.cited(note, &titles));
            origins.extend(cited.iter().map(|work| (*work, LineageReason::SharedNote)));
        }
        if origins.is_empty() {
            let named = work::addresses(&claim.sentence);
            origins.extend(named.into_iter().map(|name| (works.add(&[name]), LineageReason::NamedOrigin)));
        }
        if origins.is_empty() {
            let document = documents.entry(source_id).or_insert_with(|| Document {
                own: works.add(&[Name::Source((*source_id).into())]),
                summarised: Vec::new(),
            });
            if document.summarised.is_empty() {
                origins.push((document.own, LineageReason::SameSource));
            } else {
                origins.extend(document.summarised.iter().map(|work| (*work, LineageReason::Summarises)));
            }
        }
        found.push(origins);
    }
    let own: Vec<usize> = sources.iter().map(|s| documents.get(s.source_id.as_str()).map_or(0, |d| d.own)).collect();
    for work in found.iter_mut().flatten() {
        work.0 = works.root(work.0);
    }
    let own: Vec<usize> = own.into_iter().map(|work| works.root(work)).collect();
    copied::add(&mut found, claims, sources, &own);
    let (number, ids) = works.numbered();
    for origins in &mut found {
        for (work, _) in origins.iter_mut() {
            *work = number[*work];
        }
        origins.sort_unstable();
        origins.dedup_by_key(|(work, _)| *work);
    }
    let mut origins = Origins { of_claim: found, ids };
    own_notes(&mut origins, claims);
    origins
}

/// A note that claims of one document only go back to is no shared one: it names its origin, nothing else.
fn own_notes(origins: &mut Origins, claims: &[Sourced<'_>]) {
    let mut users: Vec<Option<&str>> = vec![None; origins.ids.len()];
    let mut shared = vec![false; origins.ids.len()];
    for (of, sourced) in origins.of_claim.iter().zip(claims) {
        for (work, _) in of {
            shared[*work] |= users[*work].is_some_and(|other| other != sourced.source_id);
            users[*work] = Some(sourced.source_id);
        }
    }
    for (work, reason) in origins.of_claim.iter_mut().flatten() {
        if *reason == LineageReason::SharedNote && !shared[*work] {
            *reason = LineageReason::NamedOrigin;
        }
    }
}

struct Document {
    own: usize,
    summarised: Vec<usize>,
}

/// Works as sets of names: a name that two of them have makes them one.
#[derive(Debug, Default)]
struct Works {
    by_name: BTreeMap<Name, usize>,
    parent: Vec<usize>,
}

impl Works {
    /// The work with these names (at least one).
    fn add(&mut self, names: &[Name]) -> usize {
        let mut work = None;
        for name in names {
            let next = self.parent.len();
            let known = *self.by_name.entry(name.clone()).or_insert(next);
            if known == next {
                self.parent.push(next);
            }
            let root = self.root(known);
            match work {
                None => work = Some(root),
                Some(other) => {
                    // Union by number keeps this independent of anything but the names' order; depth is halved on the way up.
                    let (low, high) = (root.min(other), root.max(other));
                    self.parent[high] = low;
                    work = Some(low);
                }
            }
        }
        work.unwrap_or_else(|| self.add(&[Name::Words(String::new())]))
    }

    fn cited(&mut self, citation: &str, titles: &Titles) -> Vec<usize> {
        work::of_citation(citation, titles).iter().map(|names| self.add(names)).collect()
    }

    fn root(&mut self, mut work: usize) -> usize {
        while self.parent[work] != work {
            self.parent[work] = self.parent[self.parent[work]];
            work = self.parent[work];
        }
        work
    }

    /// For each work handed out its number among the works in the order of their best names, and their lineage ids.
    fn numbered(mut self) -> (Vec<usize>, Vec<String>) {
        let mut number = vec![usize::MAX; self.parent.len()];
        let mut ids = Vec::new();
        // Names in order: the first that leads to a work is its best.
        for (name, work) in std::mem::take(&mut self.by_name) {
            let root = self.root(work);
            if number[root] == usize::MAX {
                number[root] = ids.len();
                ids.push(name.lineage_id());
            }
        }
        for work in 0..number.len() {
            number[work] = number[self.root(work)];
        }
        (number, ids)
    }
}
