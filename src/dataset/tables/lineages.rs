//! The table `lineages`.

use super::words_of;
use crate::{
    dataset::column::{Column, Definition, Type},
    reconcile::{Lineage, LineageReason},
};

type Col = Column<Lineage>;

pub static LINEAGES: Definition<Lineage> = Definition {
    name: "lineages",
    description: "The origins that each claim goes back to; a claim with two notes has two.",
    sorted_by: &["claim_id", "lineage_id"],
    key: &["claim_id", "lineage_id"],
    columns: &[
        Col::new("claim_id", Type::Id, |r| (&r.claim_id).into(), "The claim.", "clm0v5nq8c2m4t7x9y1kab")
            .required()
            .refers_to("claims", "claim_id"),
        Col::new(
            "lineage_id",
            Type::Id,
            |r| (&r.lineage_id).into(),
            "The origin: claims that share one count once.",
            "lin6h1d8p4r2n0s9v3z5qwe",
        )
        .required(),
        Col::new("reason", Type::Text, |r| r.reason.as_str().into(), "Why the claim goes back to it.", "shared_note")
            .required()
            .one_of(words_of!(LineageReason)),
    ],
};
