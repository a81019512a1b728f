//! What copies go back to: a claim in a passage that an earlier document has too goes back to where that one goes back
//! to, and so does all that a syndicated document says of itself.

use std::{cmp::Ordering, collections::BTreeMap};

use rayon::prelude::*;

use super::{
    LineageReason, Source, Sourced,
    copy::{Passage, Words, passages, syndicated},
};
use crate::base::{Span, period::Date};

/// Words of a shared passage that leave no doubt.
const WORDS: usize = 12;
/// Percent of the shorter sentence that do so too.
const OF_SENTENCE: usize = 60;

/// Where claims come from: numbers of works, each with the reason.
pub(super) type Origins = Vec<Vec<(usize, LineageReason)>>;

/// Adds the origins of copies to those that `claims` name. `own` is the work that each of `sources` is.
pub(super) fn add(origins: &mut Origins, claims: &[Sourced<'_>], sources: &[Source], own: &[usize]) {
    let words: Vec<Words> = sources.par_iter().map(|source| Words::new(&source.text)).collect();
    let documents = Documents::new(origins, claims, sources, own, &words);
    let mut copies: Vec<(usize, usize, LineageReason, Option<Passage>)> = Vec::new();
    copies.extend(syndicated(&words).into_iter().map(|(a, b)| (a, b, LineageReason::Syndicated, None)));
    copies.extend(passages(&words).into_iter().map(|p| (p.one, p.other, LineageReason::CopiedPassage, Some(p))));
    // The earlier document first, and copies of copies after what they were copied from.
    for (from, to, _, passage) in &mut copies {
        if documents.order(*from, *to) == Ordering::Greater {
            std::mem::swap(from, to);
            *passage =
                passage.map(|p| Passage { one: p.other, other: p.one, at_one: p.at_other, at_other: p.at_one, ..p });
        }
    }
    copies.sort_by(|a, b| {
        let by = documents.order(a.1, b.1).then_with(|| documents.order(a.0, b.0));
        by.then_with(|| (a.2 == LineageReason::CopiedPassage, a.3).cmp(&(b.2 == LineageReason::CopiedPassage, b.3)))
    });
    for (from, to, reason, passage) in copies {
        match passage {
            None => {
                for claim in documents.claims[to].values().flatten() {
                    inherit(&mut origins[*claim], &[(own[from], reason)], own[to], reason);
                }
            }
            Some(passage) => {
                for (claim, source) in documents.inside(passage, claims, &words) {
                    let inherited = source.map_or_else(|| vec![(own[from], reason)], |source| origins[source].clone());
                    inherit(&mut origins[claim], &inherited, own[to], reason);
                }
            }
        }
    }
}

/// A copy goes back to where its source does, and no more to its own document.
fn inherit(of: &mut Vec<(usize, LineageReason)>, from: &[(usize, LineageReason)], own: usize, reason: LineageReason) {
    of.retain(|(work, why)| !(*work == own && *why == LineageReason::SameSource));
    for (work, _) in from {
        if of.iter().all(|(known, _)| known != work) {
            of.push((*work, reason));
        }
    }
}

struct Documents<'s> {
    sources: &'s [Source],
    /// Of each document its claims, by the number of their first word.
    claims: Vec<BTreeMap<usize, Vec<usize>>>,
    /// Which documents name which as an origin.
    cites: Vec<Vec<usize>>,
}

impl<'s> Documents<'s> {
    fn new(origins: &Origins, claims: &[Sourced<'_>], sources: &'s [Source], own: &[usize], words: &[Words]) -> Self {
        let number: BTreeMap<&str, usize> =
            sources.iter().enumerate().map(|(n, s)| (s.source_id.as_str(), n)).collect();
        let of_work: BTreeMap<usize, usize> = own.iter().enumerate().map(|(n, work)| (*work, n)).collect();
        let mut at = vec![BTreeMap::<usize, Vec<usize>>::new(); sources.len()];
        let mut cites = vec![Vec::new(); sources.len()];
        for (n, (sourced, origins)) in claims.iter().zip(origins).enumerate() {
            let Some(document) = number.get(sourced.source_id).copied() else { continue };
            let first = within(&words[document], sourced.claim.span).start;
            at[document].entry(first).or_default().push(n);
            let named = origins.iter().filter_map(|(work, _)| of_work.get(work).copied());
            cites[document].extend(named.filter(|cited| *cited != document));
        }
        for cited in &mut cites {
            cited.sort_unstable();
            cited.dedup();
        }
        Self { sources, claims: at, cites }
    }

    /// The cited document comes before the citing one, then the earlier date, then the lower id; no date comes last.
    fn order(&self, a: usize, b: usize) -> Ordering {
        let cites = |one: usize, other: usize| self.cites[one].binary_search(&other).is_ok();
        let key = |n: usize| {
            let source = &self.sources[n];
            (source.published.is_none(), source.published.map(Date::last), source.source_id.as_str())
        };
        cites(a, b).cmp(&cites(b, a)).then_with(|| key(a).cmp(&key(b)))
    }

    /// The claims of the second document whose number lies in a passage that is long enough to be a copy, each with the
    /// claim of the first document that stands there.
    fn inside(&self, passage: Passage, claims: &[Sourced<'_>], words: &[Words]) -> Vec<(usize, Option<usize>)> {
        let Passage { one, other, at_one, at_other, len } = passage;
        let mut found = Vec::new();
        for (first, there) in self.claims[other].range(at_other..at_other + len) {
            for claim in there {
                let number = within(&words[other], claims[*claim].claim.span);
                let at = first - at_other + at_one;
                let source = self.claims[one].get(&at).and_then(|claims| claims.first()).copied();
                let sentence =
                    |document: usize, n: usize| within(&words[document], claims[n].claim.sentence_span).len();
                let shorter = source.map_or(usize::MAX, |n| sentence(one, n)).min(sentence(other, *claim));
                if number.end <= at_other + len && (len >= WORDS || len * 100 >= shorter * OF_SENTENCE) {
                    found.push((*claim, source));
                }
            }
        }
        found
    }
}

fn within(words: &Words, span: Span) -> std::ops::Range<usize> {
    words.within(span.start(), span.end())
}
