//! What goes into reconciliation and what comes out of it.

use crate::{
    base::{Amount, Comparator, Kind, field::words, period::Date},
    claim::Claim,
    config::Method,
};

/// A claim and the source it stands in.
#[derive(Clone, Copy, Debug)]
pub struct Sourced<'c> {
    pub claim: &'c Claim,
    pub source_id: &'c str,
    /// Whether a correction takes it out of every observation.
    pub dropped: bool,
}

/// What reconciliation needs to know of a document.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Source {
    pub source_id: String,
    pub title: String,
    pub publisher: String,
    pub published: Option<Date>,
    pub url: String,
    /// The work that it summarises: a citation, a URL, a DOI or the id of another source. Empty where it is a work of its own.
    pub summarises: String,
    /// Its text, which the spans of its claims are ranges of: what copies are told by.
    pub text: String,
}

words! {
    /// How the independent origins of an observation stand to each other.
    Status {
        /// What every origin states, read as a cooperative reader does, has a point in common.
        Agreed = "agreed",
        /// Only the widest defensible readings, with the tolerance, have a point in common.
        Compatible = "compatible",
        Conflicting = "conflicting",
        SingleSource = "single_source",
    }
}

words! {
    /// The codes of SDMX `CL_OBS_STATUS` that are used.
    ObsStatus {
        Normal = "A",
        Estimated = "E",
        Provisional = "P",
        DefinitionDiffers = "D",
        LowReliability = "U",
    }
}

words! {
    /// The ranks of Wikidata.
    Rank {
        /// The published value is this claim's.
        Preferred = "preferred",
        Normal = "normal",
        /// Known to be wrong: denied by its own document, or off by a power of ten or a unit.
        Deprecated = "deprecated",
    }
}

words! {
    /// Why a claim goes back to an origin.
    LineageReason {
        /// Nothing else is known: its own document.
        SameSource = "same_source",
        /// A footnote or endnote that claims of other documents go back to as well.
        SharedNote = "shared_note",
        /// A work that its note or its sentence names.
        NamedOrigin = "named_origin",
        /// The same passage stands in another document.
        CopiedPassage = "copied_passage",
        /// The same document stands elsewhere.
        Syndicated = "syndicated",
        /// Its document is a summary of the work.
        Summarises = "summarises",
    }
}

words! {
    /// Why two claims disagree: the first of these that fits.
    ConflictReason {
        Rounding = "rounding",
        UnitOrPowerOfTen = "unit_or_power_of_ten",
        RateAgainstCount = "rate_against_count",
        Period = "period",
        Place = "place",
        Definition = "definition",
        SupersededVintage = "superseded_vintage",
        ForecastAgainstActual = "forecast_against_actual",
        BoundViolated = "bound_violated",
        Unexplained = "unexplained",
    }
}

/// The reconciled value of an indicator for a place, a period and a breakdown.
#[derive(Clone, Debug, PartialEq)]
pub struct Observation {
    /// `obs…`, made from what it is about and not from its claims.
    pub observation_id: String,
    pub indicator: String,
    pub indicator_title: String,
    pub kind: Kind,
    pub unit: String,
    /// Code of the place; empty where no claim states one.
    pub place: String,
    /// Its name, or the words of the claims where it has no code.
    pub place_name: String,
    pub breakdown: String,
    /// EDTF; empty where the claims state none.
    pub period: String,
    /// ISO dates; empty where open.
    pub period_start: String,
    pub period_end: String,
    /// EDTF: the date of the newest claim, where the period does not say it.
    pub as_of: String,
    /// One that somebody stated; `None` where only ranges or vague numbers are.
    pub value: Option<Amount>,
    pub comparator: Comparator,
    /// `None` where open.
    pub low: Option<Amount>,
    pub high: Option<Amount>,
    /// The value without weights, whatever the method.
    pub value_unweighted: Option<Amount>,
    pub status: Status,
    pub obs_status: ObsStatus,
    pub n_claims: usize,
    pub n_sources: usize,
    /// Size of the largest set of claims of which no two share an origin.
    pub n_lineages: usize,
    pub method: Method,
    pub preferred_claim_id: String,
    /// One sentence.
    pub explanation: String,
}

/// An origin that a claim goes back to.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Lineage {
    pub claim_id: String,
    /// `lin…`
    pub lineage_id: String,
    pub reason: LineageReason,
}

/// Two claims on one observation that disagree.
#[derive(Clone, Debug, PartialEq)]
pub struct Conflict {
    /// `con…`
    pub conflict_id: String,
    pub observation_id: String,
    pub claim_a: String,
    pub claim_b: String,
    pub value_a: Option<Amount>,
    pub value_b: Option<Amount>,
    /// |a − b|, between the nearest ends where one of them is a range.
    pub gap: Option<Amount>,
    /// 100 |a − b| / max(|a|, |b|)
    pub gap_percent: Option<Amount>,
    pub reason: ConflictReason,
    /// A sentence for readers.
    pub explanation: String,
}

/// Where a claim ended up.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Placed {
    /// Empty where the claim is part of no observation.
    pub observation_id: String,
    pub rank: Rank,
}

/// The result over a whole project.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Reconciled {
    /// By indicator, place, start of the period, id.
    pub observations: Vec<Observation>,
    /// By claim, then lineage.
    pub lineages: Vec<Lineage>,
    /// By observation, then id.
    pub conflicts: Vec<Conflict>,
    /// One for each claim that went in, in that order.
    pub placed: Vec<Placed>,
}
