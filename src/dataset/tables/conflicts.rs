//! The table `conflicts`.

use super::words_of;
use crate::{
    dataset::column::{Column, Definition, Type},
    reconcile::{Conflict, ConflictReason},
};

type Col = Column<Conflict>;

pub static CONFLICTS: Definition<Conflict> = Definition {
    name: "conflicts",
    description: "Pairs of claims that disagree on an observation, and why.",
    sorted_by: &["observation_id", "conflict_id"],
    key: &["conflict_id"],
    columns: &[
        Col::new(
            "conflict_id",
            Type::Id,
            |r| (&r.conflict_id).into(),
            "Made from the observation and the two claims.",
            "con7w2e9r4t6y1k3p5a8sdf",
        )
        .required(),
        Col::new(
            "observation_id",
            Type::Id,
            |r| (&r.observation_id).into(),
            "The observation.",
            "obs3f8k2m9q0c7t5w1x6yaz",
        )
        .required()
        .refers_to("observations", "observation_id"),
        Col::new(
            "claim_a",
            Type::Id,
            |r| (&r.claim_a).into(),
            "The one claim: where it is one of the two, that whose value was chosen.",
            "clm0v5nq8c2m4t7x9y1kab",
        )
        .required()
        .refers_to("claims", "claim_id"),
        Col::new("claim_b", Type::Id, |r| (&r.claim_b).into(), "The other claim.", "clm4t7x9y1kab0v5nq8c2m")
            .required()
            .refers_to("claims", "claim_id"),
        Col::new(
            "value_a",
            Type::Float,
            |r| r.value_a.into(),
            "Value of claim_a, in the observation's unit; empty for a range.",
            "24",
        ),
        Col::new(
            "value_b",
            Type::Float,
            |r| r.value_b.into(),
            "Value of claim_b, in the observation's unit; empty for a range.",
            "29",
        ),
        Col::new(
            "gap",
            Type::Float,
            |r| r.gap.into(),
            "The distance between them, in the observation's unit; between the nearest ends where one is a range.",
            "5",
        ),
        Col::new("gap_percent", Type::Float, |r| r.gap_percent.into(), "100 |a - b| / max(|a|, |b|)", "17.2414")
            .unit("percent"),
        Col::new(
            "reason",
            Type::Text,
            |r| r.reason.as_str().into(),
            "Why they disagree: the first explanation that fits.",
            "definition",
        )
        .required()
        .one_of(words_of!(ConflictReason)),
        Col::new(
            "explanation",
            Type::Text,
            |r| (&r.explanation).into(),
            "The same in a sentence.",
            "24 (Bulletin) and 29 (Yearbook) differ by 17 %: no reason was found.",
        )
        .required(),
    ],
};
