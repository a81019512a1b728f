//! The table `claims`.

use std::borrow::Cow;

use super::{date, exact, lone_bound, words_of};
use crate::{
    base::{Change, Comparator, FoundIn, Kind, Modality, Span},
    config::Quote,
    dataset::{
        column::{Cell, Column, Definition, Type, join},
        row::ClaimRow,
    },
    reconcile::Rank,
};

type Col = Column<ClaimRow>;

pub static CLAIMS: Definition<ClaimRow> = Definition {
    name: "claims",
    description: "Every quantity that the documents state, with or without an indicator, and where it stands.",
    sorted_by: &["indicator", "place", "period_start", "claim_id"],
    key: &["claim_id"],
    columns: &[
        Col::new("claim_id", Type::Id, |r| (&r.claim.claim_id).into(),
            "Made from the source, the sentence and the quantity's text: an edit elsewhere in the document keeps it.", "clm0v5nq8c2m4t7x9y1kab").required(),
        Col::new("observation_id", Type::Id, |r| (&r.observation_id).into(), "The observation it is part of; empty where it is part of none.", "obs3f8k2m9q0c7t5w1x6yaz")
            .refers_to("observations", "observation_id"),
        Col::new("indicator", Type::Text, |r| (&r.claim.indicator).into(), "Id of the indicator in pipeline.toml; empty where none applies.", "homicide_rate"),
        Col::new("core", Type::Bool, |r| r.claim.core.into(), "Whether a reader would want it in a data set; false for minor quantities.", "true").required(),
        Col::new("kind", Type::Text, |r| r.claim.kind.as_str().into(), "What sort of quantity it is.", "rate").required().one_of(words_of!(Kind)),
        Col::new("value", Type::Float, |r| r.claim.value.into(),
            "The stated value in the base unit (`$3 billion` is 3000000000, shares are in percent); empty for ranges and vague numbers.", "24"),
        Col::new("value_text", Type::Text, |r| exact(r.claim.value), "The value as an exact decimal.", "24"),
        Col::new("precision", Type::Float, |r| r.claim.precision.into(),
            "Place of the last significant digit stated: 1000000000 for 3 billion; empty for vague numbers.", "1"),
        Col::new("low", Type::Float, |r| ends(r).0.into(),
            "Lower end of a range, lower bound of a vague number (`dozens` 24) or of `more than`, `at least`.", "70000"),
        Col::new("high", Type::Float, |r| ends(r).1.into(), "Upper end of a range, or upper bound of `less than`, `at most`.", "10"),
        Col::new("comparator", Type::Text, |r| r.claim.comparator.as_str().into(),
            "How the stated value relates to the true one: `~` about, `<~` nearly, `>` more than, `>=` at least, `<` less than, `<=` at most.", "<~")
            .required().one_of(words_of!(Comparator)),
        Col::new("unit", Type::Text, |r| (&r.claim.unit).into(),
            "ISO 4217 code, `percent`, `percentage point`, `per 100000`, `rank`, `times`, or the counted noun or unit's name in the singular.", "USD"),
        Col::new("unit_code", Type::Text, |r| (&r.claim.unit_code).into(), "ISO 4217 or UCUM code, where there is one.", "USD"),
        Col::new("concept", Type::Text, |r| (&r.claim.concept).into(), "What is quantified, in the document's words.", "overdose deaths"),
        Col::new("breakdown", Type::Text, |r| (&r.claim.breakdown).into(), "The part of the whole that it is about, where it is one.", "women"),
        Col::new("change", Type::Text, |r| r.claim.change.map_or("", Change::as_str).into(),
            "Set where the number is the size of a change and not a level.", "increase").one_of(words_of!(Change)),
        Col::new("modality", Type::Text, |r| r.claim.modality.as_str().into(), "How the text stands to what it states.", "asserted").required().one_of(words_of!(Modality)),
        Col::new("place", Type::Text, |r| (&r.claim.place).into(),
            "ISO 3166-1 alpha-3 code, a flow `MEX>USA`, several joined by `+`; empty where the text does not say.", "MEX"),
        Col::new("place_text", Type::Text, |r| (&r.claim.place_text).into(), "The place in the document's words.", "Mexico"),
        Col::new("period", Type::Text, |r| Cell::from(r.claim.period.map(|p| p.to_string()).unwrap_or_default()), "Period in EDTF; empty where the text does not say.", "2007/.."),
        Col::new("period_text", Type::Text, |r| (&r.claim.period_text).into(), "The period in the document's words.", "since 2007"),
        Col::new("period_start", Type::Text, |r| Cell::from(r.claim.period.and_then(crate::base::Period::start).map(|d| d.to_string()).unwrap_or_default()),
            "First day of the period, ISO 8601; empty where open or not stated.", "2007-01-01"),
        Col::new("period_end", Type::Text, |r| Cell::from(r.claim.period.and_then(crate::base::Period::end).map(|d| d.to_string()).unwrap_or_default()),
            "Last day of the period, ISO 8601; empty where open or not stated.", "2011-12-31"),
        Col::new("attribution", Type::Text, |r| (&r.claim.attribution).into(), "Who is said to have produced the number, in the document's words.", "Ministry of Health"),
        Col::new("notes", Type::Text, |r| Cell::from(join(&r.claim.notes)), "Labels of the footnotes or endnotes on its clause, joined by ` | `.", "10"),
        Col::new("cited_work", Type::Text, |r| Cell::from(join(&r.claim.cited_work)), "The text of those notes, joined by ` | `.", "Ministry of Health, Annual Bulletin 2011."),
        Col::new("rank", Type::Text, |r| r.rank.as_str().into(),
            "Preferred: its value is the observation's. Deprecated: denied by its own document, or off by a power of ten or a unit.", "normal").required().one_of(words_of!(Rank)),
        Col::new("rule", Type::Text, |r| Cell::from(join(&r.claim.rules)), "The rules that read it, in the order they applied, joined by ` | `.", "number.digits | hedge.nearly").required(),
        Col::new("found_in", Type::Text, |r| r.claim.found_in.as_str().into(), "Where in the document it stands.", "sentence").required().one_of(words_of!(FoundIn)),
        Col::new("source_id", Type::Text, |r| (&r.source_id).into(), "The document.", "ministry-bulletin-2011").required().refers_to("sources", "source_id"),
        Col::new("published", Type::Text, |r| date(r.published), "When the document was published, in EDTF; may be partial.", "2012-03"),
        Col::new("source_sha256", Type::Text, |r| (&r.source_sha256).into(), "SHA-256 of the raw file that it was read from.", "9f86d081884c7d65…").required(),
        Col::new("section", Type::Text, |r| (&*r.claim.section).into(), "The heading above.", "Results"),
        Col::new("page", Type::Int, |r| r.claim.page.into(), "Page, from 1; 0 where the format has no pages.", "0").required(),
        Col::new("line", Type::Int, |r| r.claim.line.into(), "Line, from 1: of the raw file, or of the page in PDF.", "42").required(),
        Col::new("start", Type::Int, |r| offset(r.claim.raw.map(Span::start)), "First byte in the raw file, from 0; -1 for PDF.", "1204").unit("byte").required(),
        Col::new("end", Type::Int, |r| offset(r.claim.raw.map(Span::end)), "Byte behind the last one in the raw file; -1 for PDF.", "1214").unit("byte").required(),
        Col::new("text_start", Type::Int, |r| r.claim.span.start().into(), "First byte in the extracted UTF-8 text, from 0.", "1187").unit("byte").required(),
        Col::new("text_end", Type::Int, |r| r.claim.span.end().into(), "Byte behind the last one in the extracted UTF-8 text.", "1197").unit("byte").required(),
        Col::new("exact", Type::Quote, |r| (&r.claim.exact).into(), "The quantity as the document writes it: the text from text_start to text_end.", "$3 billion").required(),
        Col::new("prefix", Type::Quote, |r| Cell::from(if shown(r) { r.claim.prefix.as_str() } else { "" }), "The text before it, where the document may be quoted.", "payments came to nearly "),
        Col::new("suffix", Type::Quote, |r| Cell::from(if shown(r) { r.claim.suffix.as_str() } else { "" }), "The text behind it, where the document may be quoted.", " by the end of the year"),
        Col::new("sentence", Type::Quote, |r| Cell::Text(sentence(r)),
            "The sentence it stands in: whole, cut to the words around the quantity or empty, as `quote` of its source says. Never covered by the data set's licence.",
            "Payments came to nearly $3 billion by the end of the year."),
        Col::new("parts", Type::Quote, |r| Cell::from(serde_json::to_string(&r.claim.parts).unwrap_or_default()),
            "JSON: the place of each part in the extracted text, `[{\"name\":…,\"span\":[start,end]},…]`.", "[{\"name\":\"hedge\",\"span\":[1180,1186]}]").required(),
    ],
};

/// Lower and upper end: of a range or vague number as stated, else of a lone bound.
fn ends(row: &ClaimRow) -> (Option<crate::base::Amount>, Option<crate::base::Amount>) {
    let claim = &row.claim;
    let (low, high) = lone_bound(claim.value, claim.comparator);
    (claim.low.or(low), claim.high.or(high))
}

fn offset<'r>(at: Option<usize>) -> Cell<'r> {
    at.map_or(Cell::Int(-1), Cell::from)
}

fn shown(row: &ClaimRow) -> bool {
    row.quote != Quote::None
}

/// Characters of the sentence that a snippet shows on each side of the quantity.
const SNIPPET: usize = 60;

/// The sentence as far as its source may be quoted.
fn sentence(row: &ClaimRow) -> Cow<'_, str> {
    let claim = &row.claim;
    match row.quote {
        Quote::Full => Cow::Borrowed(&claim.sentence),
        Quote::None => Cow::Borrowed(""),
        Quote::Snippet => Cow::Owned(snippet(&claim.sentence, claim.span, claim.sentence_span)),
    }
}

/// The part of a sentence around `span`, with `…` where it is cut, always between words.
fn snippet(sentence: &str, span: Span, whole: Span) -> String {
    let at = |offset: usize| {
        let mut at = offset.saturating_sub(whole.start()).min(sentence.len());
        while !sentence.is_char_boundary(at) {
            at -= 1;
        }
        at
    };
    let (before, rest) = sentence.split_at(at(span.start()));
    let (exact, after) = rest.split_at(at(span.end()).saturating_sub(before.len()));
    let mut out = String::with_capacity(exact.len() + 4 * SNIPPET);
    match before.char_indices().rev().nth(SNIPPET) {
        None => out.push_str(before),
        Some((cut, _)) => {
            out.push('…');
            out.push_str(before[cut..].find(' ').map_or("", |space| &before[cut + space..]));
        }
    }
    out.push_str(exact);
    match after.char_indices().nth(SNIPPET) {
        None => out.push_str(after),
        Some((cut, _)) => {
            out.push_str(after[..cut].rfind(' ').map_or("", |space| &after[..=space]));
            out.push('…');
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_snippet_is_cut_between_words_on_both_sides() {
        let before = "Long words ".repeat(12);
        let after = " then more of them".repeat(12);
        let text = format!("{before}42 ships{after}.");
        let span = Span::new(before.len() + 100, before.len() + 108);
        let cut = snippet(&text, span, Span::new(100, 100 + text.len()));
        assert!(cut.starts_with("… ") && cut.ends_with(" …") && cut.contains("42 ships"), "{cut}");
        assert!(cut.chars().count() < 140);
        assert_eq!(snippet("It has 42 ships.", Span::new(7, 15), Span::new(0, 16)), "It has 42 ships.");
    }
}
