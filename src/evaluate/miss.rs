//! What is not right, each in its sentence.

use std::ops::Range;

use serde::{Serialize, Serializer};
use serde_json::{Value, json};

use super::{
    Measure,
    gold::{Gold, Located},
};
use crate::{
    base::{Amount, Span},
    claim::Claim,
    document::{Document, Format},
    text,
};

/// A claim that was not found, that nobody annotated, or that is wrong in some fields.
#[derive(Clone, Debug, PartialEq)]
pub struct Miss {
    pub fault: Fault,
    /// The sentence as it was read; where the quantity stands in none, the context of the annotation.
    pub sentence: String,
    /// The quantity, in bytes of the sentence.
    pub quantity: Range<usize>,
    /// What is quantified: by the annotation, by what was read where nobody annotated it.
    pub concept: String,
    /// From 1; 0 where the format has no pages.
    pub page: u32,
    /// Line of the quantity, from 1.
    pub line: u32,
    /// Order in the document.
    at: usize,
}

#[derive(Clone, Debug, PartialEq)]
pub enum Fault {
    /// Annotated and not read.
    Missed,
    /// Read and not annotated.
    Spurious,
    /// Read, with these fields wrong.
    Wrong(Vec<Difference>),
}

/// A field that is wrong.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Difference {
    pub field: Measure,
    /// As in the annotation; of `value` a list of value, low and high.
    pub wanted: Value,
    pub got: Value,
}

impl Fault {
    #[must_use]
    pub fn as_str(&self) -> &'static str {
        match self {
            Self::Missed => "missed",
            Self::Spurious => "spurious",
            Self::Wrong(_) => "wrong",
        }
    }
}

impl Miss {
    /// The words of the quantity.
    #[must_use]
    pub fn exact(&self) -> &str {
        self.sentence.get(self.quantity.clone()).unwrap_or_default()
    }
}

impl Serialize for Miss {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let fields: &[Difference] = if let Fault::Wrong(fields) = &self.fault { fields } else { &[] };
        json!({
            "miss": self.fault.as_str(), "page": self.page, "line": self.line, "exact": self.exact(),
            "concept": self.concept, "fields": fields, "sentence": self.sentence,
        })
        .serialize(serializer)
    }
}

/// The misses of a document.
pub(super) struct Collector<'d> {
    document: &'d Document,
    /// Each sentence's place in the raw file (in the text for PDF) and in the text.
    sentences: Vec<(Span, Span)>,
    misses: Vec<Miss>,
}

impl<'d> Collector<'d> {
    pub(super) fn new(document: &'d Document) -> Self {
        // Only to show them: where a sentence ends is told alike in all languages that are read.
        let spans = text::sentences(document, "en").map(|sentence| sentence.span);
        let sentences = spans.map(|span| (place(document, span), span)).collect();
        Self { document, sentences, misses: Vec::new() }
    }

    /// Notes the fields of a claim that are wrong.
    pub(super) fn compare(&mut self, gold: &Gold, claim: &Claim, at: Option<Span>) {
        let single = Measure::ALL.iter().filter(|measure| measure.parts().is_empty());
        let wrong: Vec<Difference> = single
            .filter(|measure| !measure.right(gold, claim))
            .map(|measure| difference(*measure, gold, claim))
            .collect();
        if !wrong.is_empty() {
            let concept = gold.concept.clone().unwrap_or_default();
            self.of_claim(Fault::Wrong(wrong), concept, claim, at);
        }
    }

    pub(super) fn spurious(&mut self, claim: &Claim, at: Option<Span>) {
        self.of_claim(Fault::Spurious, claim.concept.clone(), claim, at);
    }

    fn of_claim(&mut self, fault: Fault, concept: String, claim: &Claim, at: Option<Span>) {
        let start = claim.sentence_span.start();
        let range = claim.span.start().saturating_sub(start)..claim.span.end().saturating_sub(start);
        let (sentence, quantity) = match claim.sentence.get(range.clone()) {
            Some(_) => (claim.sentence.to_string(), range),
            None => (claim.exact.clone(), 0..claim.exact.len()),
        };
        let at = at.unwrap_or(claim.span).start();
        self.misses.push(Miss { fault, sentence, quantity, concept, page: claim.page, line: claim.line, at });
    }

    pub(super) fn missed(&mut self, gold: &Located) {
        let shown = self.in_its_sentence(gold.span);
        let (page, line) = match &shown {
            Some((_, quantity, start)) => self.document.place(start + quantity.start),
            None => (0, u32::try_from(gold.line).unwrap_or(u32::MAX)),
        };
        let (sentence, quantity) = shown.map_or_else(
            || {
                let start = gold.context[0].len();
                (gold.context.concat(), start..start + gold.context[1].len())
            },
            |(sentence, quantity, _)| (sentence, quantity),
        );
        let concept = gold.gold.concept.clone().unwrap_or_default();
        self.misses.push(Miss { fault: Fault::Missed, sentence, quantity, concept, page, line, at: gold.span.start() });
    }

    /// The sentence that an annotated quantity stands in, where in it, and where the sentence starts in the text.
    fn in_its_sentence(&self, span: Span) -> Option<(String, Range<usize>, usize)> {
        let n = self.sentences.partition_point(|(raw, _)| raw.start() <= span.start());
        let (_, sentence) = self.sentences[..n].last().copied().filter(|(raw, _)| raw.overlaps(span))?;
        let text = self.document.text.get(sentence.range())?;
        let inside = |at: usize, c: char| {
            let from = place(self.document, Span::new(at, at + c.len_utf8()));
            span.start() <= from.start() && from.end() <= span.end()
        };
        let mut read = text.char_indices().filter(|(n, c)| inside(sentence.start() + n, *c));
        let (start, first) = read.next()?;
        let end = read.next_back().map_or(start + first.len_utf8(), |(n, c)| n + c.len_utf8());
        Some((text.to_owned(), start..end, sentence.start()))
    }

    /// In the order of the document.
    pub(super) fn finish(mut self) -> Vec<Miss> {
        self.misses.sort_by_key(|miss| miss.at);
        self.misses
    }
}

/// Where a span of the text stands, in the terms of an annotation.
fn place(document: &Document, span: Span) -> Span {
    match document.format {
        Format::Pdf => span,
        _ => document.origin.raw(span).unwrap_or(span),
    }
}

fn difference(field: Measure, gold: &Gold, claim: &Claim) -> Difference {
    let (wanted, got) = match field {
        Measure::Kind => (json!(gold.kind), json!(claim.kind)),
        Measure::Value => (
            json!([gold.value, gold.low, gold.high].map(number)),
            json!([claim.value, claim.low, claim.high].map(|a| number(a.map(Amount::to_f64)))),
        ),
        Measure::Unit => (json!(gold.unit), json!(claim.unit)),
        Measure::Comparator => (json!(gold.comparator), json!(claim.comparator)),
        Measure::Change => (json!(gold.change), json!(claim.change)),
        Measure::Modality => (json!(gold.modality), json!(claim.modality)),
        Measure::Place => (json!(gold.place), json!(claim.place)),
        Measure::Period => (json!(gold.period), json!(claim.period)),
        Measure::Concept => (json!(gold.concept), json!(claim.concept)),
        Measure::Attribution => (json!(gold.attribution), json!(claim.attribution)),
        Measure::Notes => (json!(gold.notes), json!(claim.notes)),
        Measure::Indicator => (json!(gold.indicator), json!(claim.indicator)),
        Measure::Found | Measure::ValueUnit | Measure::ValueUnitComparator | Measure::Whole => {
            (Value::Null, Value::Null)
        }
    };
    Difference { field, wanted, got }
}

/// As people write it: an integer without a decimal point.
fn number(value: Option<f64>) -> Value {
    let Some(value) = value else { return Value::Null };
    match format!("{value}").parse::<i64>() {
        Ok(whole) => json!(whole),
        Err(_) => json!(value),
    }
}
