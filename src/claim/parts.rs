//! The words of a sentence that a claim was read from.

use std::ops::Range;

use super::{Part, scene::Scene};
use crate::{quantity::Quantity, text::Sentence};

/// How many parts most claims have.
const MOST: usize = 6;

/// The parts of a claim, sorted at the end.
pub(super) struct Parts<'p, 'd> {
    sentence: &'p Sentence<'d>,
    parts: Vec<Part>,
}

impl<'p, 'd> Parts<'p, 'd> {
    pub(super) fn new(scene: &Scene<'p, 'd>, quantity: &Quantity) -> Self {
        let mut parts = Self { sentence: scene.sentence, parts: Vec::with_capacity(MOST) };
        parts.add("number", quantity.number.clone());
        if let Some(at) = &quantity.unit_at {
            parts.add("unit", at.clone());
        }
        if let Some(at) = &quantity.hedge {
            parts.add("hedge", at.clone());
        }
        parts
    }

    pub(super) fn add(&mut self, name: &'static str, tokens: Range<usize>) {
        if !tokens.is_empty() {
            self.parts.push(Part { name: name.into(), span: self.sentence.cover(tokens) });
        }
    }

    pub(super) fn done(mut self) -> Vec<Part> {
        self.parts.sort_by(|a, b| (a.span, &a.name).cmp(&(b.span, &b.name)));
        self.parts
    }
}
