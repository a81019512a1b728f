//! The rows of the published tables that reconciliation does not make itself.

use serde::{Deserialize, Serialize};

use crate::{
    base::{Diagnostic, period::Date},
    claim::Claim,
    config::{Correction, Quote},
    document::Status,
    reconcile::{Rank, correct::Applied},
};

/// What was read of a document.
#[derive(Clone, Debug)]
pub struct Document {
    pub source: SourceRow,
    pub claims: Vec<Claim>,
    /// The text that the spans of the claims are ranges of.
    pub text: String,
}

/// A document of `raw/`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SourceRow {
    pub source_id: String,
    pub title: String,
    pub authors: Vec<String>,
    pub publisher: String,
    pub published: Option<Date>,
    pub url: String,
    /// BCP 47.
    pub language: String,
    pub licence: String,
    pub quote: Quote,
    /// The publication whose figures it restates.
    pub summarises: String,
    /// Relative to the project, with `/`.
    pub path: String,
    /// Of the raw file.
    pub sha256: String,
    /// Size of the raw file.
    pub bytes: usize,
    /// Of the prose.
    pub words: usize,
    pub status: Status,
    /// What was found, one line; empty where nothing was.
    pub diagnostic: String,
    /// Filled when the tables are made.
    pub n_claims: usize,
}

impl SourceRow {
    /// What reconciliation needs of it, and of its text.
    #[must_use]
    pub fn reconcile(&self, text: String) -> crate::reconcile::Source {
        crate::reconcile::Source {
            source_id: self.source_id.clone(),
            title: self.title.clone(),
            publisher: self.publisher.clone(),
            published: self.published,
            url: self.url.clone(),
            summarises: self.summarises.clone(),
            text,
        }
    }

    /// The findings of a document as they are published: their ids and messages, without paths of the machine.
    #[must_use]
    pub fn diagnostic(found: &[Diagnostic]) -> String {
        let lines: Vec<_> = found.iter().map(|d| format!("{}: {}", d.id, d.message)).collect();
        super::column::join(&lines)
    }
}

/// A claim, and what the project knows of it.
#[derive(Clone, Debug, PartialEq)]
pub struct ClaimRow {
    pub claim: Claim,
    pub source_id: String,
    /// When its document was published.
    pub published: Option<Date>,
    pub source_sha256: String,
    /// How much of its document's wording may be shown.
    pub quote: Quote,
    /// Empty where it is part of no observation.
    pub observation_id: String,
    pub rank: Rank,
}

/// A correction that was applied.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OverrideRow {
    pub override_id: String,
    /// `drop`, `override`, `scale` or `flag`.
    pub action: String,
    pub target: String,
    pub old_value: String,
    pub new_value: String,
    pub reason: String,
    pub author: String,
    pub date: Option<Date>,
    pub evidence_url: String,
    /// `open`, `reported`, `acknowledged` or `fixed_upstream`.
    pub status: String,
}

/// The rows of what corrections did: a correction of several claims has a row for each, the second with `.2` behind its id.
#[must_use]
pub fn overrides(corrections: &[Correction], applied: &[Applied]) -> Vec<OverrideRow> {
    let text = |amount: Option<crate::base::Amount>| amount.map(|amount| amount.to_string()).unwrap_or_default();
    let mut rows = Vec::with_capacity(applied.len());
    for same in applied.chunk_by(|a, b| a.correction == b.correction) {
        for (n, done) in same.iter().enumerate() {
            let Some(correction) = corrections.get(done.correction) else { continue };
            let more = if n == 0 { String::new() } else { format!(".{}", n + 1) };
            rows.push(OverrideRow {
                override_id: format!("{}{more}", correction.id),
                action: correction.action.to_string(),
                target: done.claim_id.clone(),
                old_value: text(done.old),
                new_value: text(done.new),
                reason: correction.reason.clone(),
                author: correction.author.clone(),
                date: Some(correction.date),
                evidence_url: correction.evidence_url.clone(),
                status: correction.status.to_string(),
            });
        }
    }
    rows
}
