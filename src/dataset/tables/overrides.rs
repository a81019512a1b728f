//! The table `overrides`.

use super::date;
use crate::dataset::{
    column::{Column, Definition, Type},
    row::OverrideRow,
};

type Col = Column<OverrideRow>;

pub static OVERRIDES: Definition<OverrideRow> = Definition {
    name: "overrides",
    description: "Corrections that were applied, with the old and the new value.",
    sorted_by: &["override_id"],
    key: &["override_id"],
    columns: &[
        Col::new("override_id", Type::Id, |r| (&r.override_id).into(), "Its id.", "bulletin-typing-error").required(),
        Col::new("action", Type::Text, |r| (&r.action).into(), "What was done.", "scale")
            .required()
            .one_of(|| vec!["drop", "override", "scale", "flag"]),
        Col::new(
            "target",
            Type::Text,
            |r| (&r.target).into(),
            "Id of the claim or observation.",
            "clm0v5nq8c2m4t7x9y1kab",
        )
        .required(),
        Col::new("old_value", Type::Text, |r| (&r.old_value).into(), "The value before.", "240"),
        Col::new("new_value", Type::Text, |r| (&r.new_value).into(), "The value after.", "24"),
        Col::new("reason", Type::Text, |r| (&r.reason).into(), "Why.", "The table's unit is tens.").required(),
        Col::new("author", Type::Text, |r| (&r.author).into(), "Who decided it.", "Ana Ruiz").required(),
        Col::new("date", Type::Text, |r| date(r.date), "When, in EDTF.", "2024-05-02").required(),
        Col::new(
            "evidence_url",
            Type::Text,
            |r| (&r.evidence_url).into(),
            "Where the evidence stands.",
            "https://example.org/erratum",
        ),
        Col::new("status", Type::Text, |r| (&r.status).into(), "How far the source is with it.", "reported")
            .required()
            .one_of(|| vec!["open", "reported", "acknowledged", "fixed_upstream"]),
    ],
};
