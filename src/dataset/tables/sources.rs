//! The table `sources`.

use super::{date, words_of};
use crate::{
    config::Quote,
    dataset::{
        column::{Cell, Column, Definition, Type, join},
        row::SourceRow,
    },
    document::Status,
};

type Col = Column<SourceRow>;

pub static SOURCES: Definition<SourceRow> = Definition {
    name: "sources",
    description: "Every document, and what became of it.",
    sorted_by: &["source_id"],
    key: &["source_id"],
    columns: &[
        Col::new(
            "source_id",
            Type::Id,
            |r| (&r.source_id).into(),
            "From the sidecar's `id`, by default the stem of the file's name.",
            "ministry-bulletin-2011",
        )
        .required(),
        Col::new("title", Type::Text, |r| (&r.title).into(), "Its title.", "Annual Bulletin 2011"),
        Col::new(
            "authors",
            Type::Text,
            |r| Cell::from(join(&r.authors)),
            "Its authors, joined by ` | `.",
            "Ana Ruiz | John Doe",
        ),
        Col::new("publisher", Type::Text, |r| (&r.publisher).into(), "Who published it.", "Ministry of Health"),
        Col::new(
            "published",
            Type::Text,
            |r| date(r.published),
            "When it was published, in EDTF; may be partial.",
            "2012-03",
        ),
        Col::new(
            "url",
            Type::Text,
            |r| (&r.url).into(),
            "Where it was published.",
            "https://example.org/bulletin-2011",
        ),
        Col::new("language", Type::Text, |r| (&r.language).into(), "BCP 47 code.", "en"),
        Col::new(
            "licence",
            Type::Text,
            |r| (&r.licence).into(),
            "The document's own licence, as its sidecar states it.",
            "CC-BY-4.0",
        ),
        Col::new("quote", Type::Text, |r| r.quote.as_str().into(), "How much of its wording is published.", "full")
            .required()
            .one_of(words_of!(Quote)),
        Col::new(
            "summarises",
            Type::Text,
            |r| (&r.summarises).into(),
            "The publication whose figures it restates.",
            "Ministry of Health, Annual Bulletin 2011",
        ),
        Col::new("path", Type::Text, |r| (&r.path).into(), "The raw file, relative to the project.", "raw/bulletin.md")
            .required(),
        Col::new("sha256", Type::Text, |r| (&r.sha256).into(), "SHA-256 of the raw file.", "9f86d081884c7d65…"),
        Col::new("bytes", Type::Int, |r| r.bytes.into(), "Size of the raw file.", "48211").unit("byte").required(),
        Col::new("words", Type::Int, |r| r.words.into(), "Words of prose that were read.", "5310")
            .unit("word")
            .required(),
        Col::new("n_claims", Type::Int, |r| r.n_claims.into(), "Number of claims read from it.", "37").required(),
        Col::new("status", Type::Text, |r| r.status.as_str().into(), "What became of it.", "read")
            .required()
            .one_of(words_of!(Status)),
        Col::new(
            "diagnostic",
            Type::Text,
            |r| (&r.diagnostic).into(),
            "What was found on the way, joined by ` | `; empty where nothing was.",
            "missing-date: the document states no date",
        ),
    ],
};
