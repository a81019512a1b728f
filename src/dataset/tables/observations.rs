//! The table `observations`.

use super::{exact, words_of};
use crate::{
    base::{Comparator, Kind},
    config::Method,
    dataset::column::{Cell, Column, Definition, Type},
    reconcile::{ObsStatus, Observation, Status},
};

type Col = Column<Observation>;

pub static OBSERVATIONS: Definition<Observation> = Definition {
    name: "observations",
    description: "The reconciled value of an indicator for a place, a period and a breakdown.",
    sorted_by: &["indicator", "place", "period_start", "observation_id"],
    key: &["observation_id"],
    columns: &[
        Col::new("observation_id", Type::Id, |r| (&r.observation_id).into(),
            "Made from what the observation is about, so that it stays the same when its value changes.",
            "obs3f8k2m9q0c7t5w1x6yaz").required(),
        Col::new("indicator", Type::Text, |r| (&r.indicator).into(), "Id of the indicator in pipeline.toml.", "homicide_rate").required(),
        Col::new("indicator_title", Type::Text, |r| (&r.indicator_title).into(), "The indicator's title.", "Homicide rate").required(),
        Col::new("kind", Type::Text, |r| r.kind.as_str().into(), "What sort of quantity it is.", "rate").required().one_of(words_of!(Kind)),
        Col::new("unit", Type::Text, |r| (&r.unit).into(),
            "Unit of value, low and high: ISO 4217 code, `percent`, `per 100000`, or the counted noun.", "per 100000").required(),
        Col::new("place", Type::Text, |r| (&r.place).into(),
            "ISO 3166-1 alpha-3 code, a flow `MEX>USA`, several joined by `+`; empty where no claim states a place with a code.", "MEX"),
        Col::new("place_name", Type::Text, |r| (&r.place_name).into(), "The place's name.", "Mexico"),
        Col::new("breakdown", Type::Text, |r| (&r.breakdown).into(), "The part of the whole that it is about, where it is one.", "women"),
        Col::new("period", Type::Text, |r| (&r.period).into(), "Period in EDTF; empty where the claims state none.", "2011"),
        Col::new("period_start", Type::Text, |r| (&r.period_start).into(), "First day of the period, ISO 8601; empty where open or not stated.", "2011-01-01"),
        Col::new("period_end", Type::Text, |r| (&r.period_end).into(), "Last day of the period, ISO 8601; empty where open or not stated.", "2011-12-31"),
        Col::new("as_of", Type::Text, |r| (&r.as_of).into(),
            "The date that the value holds for, in EDTF, where the period does not say it: of a running total, or of documents that state no period.", "2012-11"),
        Col::new("value", Type::Float, |r| r.value.into(),
            "The value: always one that a document states; empty where only ranges or vague numbers are stated.", "24"),
        Col::new("value_text", Type::Text, |r| exact(r.value), "The value as an exact decimal.", "24"),
        Col::new("comparator", Type::Text, |r| r.comparator.as_str().into(),
            "How the stated value relates to the true one: `~` about, `<~` nearly, `>` more than, `>=` at least, `<` less than, `<=` at most.", "=")
            .required().one_of(words_of!(Comparator)),
        Col::new("low", Type::Float, |r| r.low.into(), "Lower end of what the claims allow; empty where open. No confidence interval.", "22.8"),
        Col::new("high", Type::Float, |r| r.high.into(), "Upper end of what the claims allow; empty where open. No confidence interval.", "25.2"),
        Col::new("value_unweighted", Type::Float, |r| r.value_unweighted.into(), "The value by plurality without weights, whatever the method.", "24"),
        Col::new("status", Type::Text, |r| r.status.as_str().into(), "How the independent origins stand to each other.", "agreed")
            .required().one_of(words_of!(Status)),
        Col::new("obs_status", Type::Text, |r| r.obs_status.as_str().into(),
            "SDMX code: A normal, E estimated, P provisional, D definition differs, U low reliability.", "A").required().one_of(words_of!(ObsStatus)),
        Col::new("n_claims", Type::Int, |r| r.n_claims.into(), "Number of claims.", "5").required(),
        Col::new("n_sources", Type::Int, |r| r.n_sources.into(), "Number of documents.", "4").required(),
        Col::new("n_lineages", Type::Int, |r| r.n_lineages.into(), "Number of independent origins.", "3").required(),
        Col::new("method", Type::Text, |r| r.method.as_str().into(), "How the value was chosen.", "plurality").required().one_of(words_of!(Method)),
        Col::new("preferred_claim_id", Type::Id, |r| (&r.preferred_claim_id).into(), "The claim whose value it is.", "clm0v5nq8c2m4t7x9y1kab").required().refers_to("claims", "claim_id"),
        Col::new("explanation", Type::Text, |r| Cell::from(&r.explanation), "How the value came about, in a sentence.",
            "24 (3 of 4 independent origins).").required(),
    ],
};
