//! Claims for tests.

use crate::{
    base::{Accumulates, Amount, Comparator, FoundIn, Kind, Modality, Period, Span, period::Date},
    claim::{Claim, Part},
    config::{self, Indicator},
    reconcile::Source,
};

pub(crate) fn amount(text: &str) -> Amount {
    Amount::parse(text).expect("a decimal")
}

/// A claim on the indicator `ships` in Chile in 2011, as the first sentence of its document.
pub(crate) fn claim(id: &str, value: &str) -> Claim {
    let sentence = format!("The navy of Chile had {value} ships in 2011.");
    Claim {
        claim_id: format!("clm{id}"),
        core: true,
        kind: Kind::Count,
        value: Some(amount(value)),
        precision: None,
        low: None,
        high: None,
        comparator: Comparator::Equal,
        unit: "ship".into(),
        unit_code: String::new(),
        concept: "ships".into(),
        breakdown: String::new(),
        change: None,
        modality: Modality::Asserted,
        place: Some("CHL".into()),
        place_text: "Chile".into(),
        period: Period::parse("2011"),
        period_text: "in 2011".into(),
        attribution: None,
        notes: Vec::new(),
        cited_work: Vec::new(),
        indicator: Some("ships".into()),
        rules: vec!["number.digits".into(), "count.noun".into()],
        found_in: FoundIn::Sentence,
        section: "Fleet | size".into(),
        page: 0,
        line: 1,
        raw: Some(Span::new(22, 28 + value.len())),
        span: Span::new(22, 28 + value.len()),
        exact: format!("{value} ships"),
        sentence_span: Span::new(0, sentence.len()),
        prefix: "The navy of Chile had ".into(),
        suffix: " in 2011.".into(),
        sentence: sentence.into(),
        parts: vec![Part { name: "number".into(), span: Span::new(22, 22 + value.len()) }],
    }
}

pub(crate) fn indicator() -> Indicator {
    Indicator {
        id: "ships".into(),
        title: "Ships".into(),
        description: "Ships in service".into(),
        kind: Kind::Count,
        unit: "ship".into(),
        nouns: vec!["vessel".into()],
        accumulates: Accumulates::Level,
        method: None,
        widths: config::Widths::default(),
        tolerance: None,
        tolerance_absolute: None,
        all: Vec::new(),
        none: Vec::new(),
        within: config::indicator::Within::Clause,
        places: Vec::new(),
        examples: Vec::new(),
    }
}

pub(crate) fn source(id: &str, published: &str) -> Source {
    Source {
        source_id: id.into(),
        title: format!("Report {id}"),
        published: Date::parse(published),
        ..Source::default()
    }
}

pub(crate) fn options() -> config::Reconcile {
    config::Reconcile { method: config::Method::Plurality, tolerance: amount("0.05"), reference: Vec::new() }
}
