//! Counting what is right.

use serde::{Serialize, Serializer, ser::SerializeMap as _};

use super::{
    Measure,
    gold::Located,
    miss::{self, Miss},
    pair,
};
use crate::{
    base::Span,
    claim::Claim,
    document::{Document, Format},
};

/// How many core claims an annotation has, how many were read, and how many of these are found and right, by measure.
/// Scores of several documents are added up.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Score {
    pub gold: usize,
    /// Without those that only meet a minor claim of the annotation: they count neither way.
    pub read: usize,
    hits: [usize; Measure::ALL.len()],
}

/// From 0 to 1, rounded to four decimals.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Figures {
    /// Of the claims that were read, those that are right.
    pub precision: f64,
    /// Of the annotated claims, those that are right.
    pub recall: f64,
    /// The harmonic mean of both.
    pub f1: f64,
}

/// Compares the claims that were read from a document with its annotation. Minor claims that were read are left out.
#[must_use]
pub fn evaluate(gold: &[Located], claims: &[Claim], document: &Document) -> (Score, Vec<Miss>) {
    let claims: Vec<&Claim> = claims.iter().filter(|claim| claim.core).collect();
    // An annotation has places in the raw file; PDF has none, so there both stand in the text.
    let place = |claim: &Claim| if document.format == Format::Pdf { Some(claim.span) } else { claim.raw };
    let read: Vec<Option<Span>> = claims.iter().map(|claim| place(claim)).collect();
    let spans: Vec<Span> = gold.iter().map(|g| g.span).collect();
    let pair::Pairs { pairs, meets } = pair::pair(&spans, &read);

    let mut partner_of_gold = vec![None; gold.len()];
    let mut is_paired = vec![false; claims.len()];
    let mut score = Score { gold: gold.iter().filter(|g| g.gold.core).count(), ..Score::default() };
    let mut found = miss::Collector::new(document);
    for (i, j) in pairs {
        partner_of_gold[i] = Some(j);
        is_paired[j] = true;
        let Located { gold, .. } = &gold[i];
        if gold.core {
            for (hits, measure) in score.hits.iter_mut().zip(Measure::ALL) {
                *hits += usize::from(measure.right(gold, claims[j]));
            }
            score.read += 1;
            found.compare(gold, claims[j], read[j]);
        }
    }
    for (one, partner) in gold.iter().zip(&partner_of_gold) {
        if one.gold.core && partner.is_none() {
            found.missed(one);
        }
    }
    for (j, claim) in claims.iter().enumerate() {
        let beside_minor = !meets[j].is_empty() && meets[j].iter().all(|i| !gold[*i].gold.core);
        if !is_paired[j] && !beside_minor {
            score.read += 1;
            found.spurious(claim, read[j]);
        }
    }
    (score, found.finish())
}

impl Score {
    /// How many claims are found and right in a measure.
    #[must_use]
    pub fn hits(&self, measure: Measure) -> usize {
        self.hits[measure as usize]
    }

    #[must_use]
    pub fn figures(&self, measure: Measure) -> Figures {
        let share = |of: usize| if of == 0 { 0.0 } else { float(self.hits(measure)) / float(of) };
        let (precision, recall) = (share(self.read), share(self.gold));
        let f1 = if precision + recall > 0.0 { 2.0 * precision * recall / (precision + recall) } else { 0.0 };
        Figures { precision: rounded(precision), recall: rounded(recall), f1: rounded(f1) }
    }
}

impl std::ops::AddAssign for Score {
    fn add_assign(&mut self, other: Self) {
        self.gold += other.gold;
        self.read += other.read;
        for (hits, more) in self.hits.iter_mut().zip(other.hits) {
            *hits += more;
        }
    }
}

impl Serialize for Score {
    /// `{"gold": 32, "predicted": 31, "found": {"precision": …, "recall": …, "f1": …}, …}`
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("gold", &self.gold)?;
        map.serialize_entry("predicted", &self.read)?;
        for measure in Measure::ALL {
            map.serialize_entry(measure.as_str(), &self.figures(*measure))?;
        }
        map.end()
    }
}

impl std::fmt::Display for Score {
    /// A line with the numbers of claims, and one a measure.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        writeln!(f, "gold {}  predicted {}", self.gold, self.read)?;
        for measure in Measure::ALL {
            let Figures { precision, recall, f1 } = self.figures(*measure);
            writeln!(f, "{measure:24} P {precision:.3}  R {recall:.3}  F1 {f1:.3}")?;
        }
        Ok(())
    }
}

/// Exact: nobody annotates 2^32 claims.
fn float(n: usize) -> f64 {
    f64::from(u32::try_from(n).unwrap_or(u32::MAX))
}

fn rounded(share: f64) -> f64 {
    // Through the decimal text, which is rounded correctly.
    format!("{share:.4}").parse().unwrap_or(share)
}
