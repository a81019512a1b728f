//! What is measured, and when a field of a claim is right.

use std::collections::BTreeSet;

use super::{gold::Gold, words};
use crate::{
    base::{Amount, Comparator, Modality, field::words},
    claim::Claim,
};

words! {
    /// What is measured: a field, or several that must all be right.
    Measure {
        /// The quantity as such: read at that place, as a core claim.
        Found = "found",
        Kind = "kind",
        /// Value and bounds.
        Value = "value",
        Unit = "unit",
        Comparator = "comparator",
        Change = "change",
        Modality = "modality",
        Place = "place",
        Period = "period",
        Concept = "concept",
        Attribution = "attribution",
        Notes = "notes",
        Indicator = "indicator",
        ValueUnit = "value+unit",
        ValueUnitComparator = "value+unit+comparator",
        /// Everything that a figure needs to be used.
        Whole = "whole",
    }
}

/// Two amounts this close, relative to the larger one, are equal: 33.3 and 33.3333 are.
const CLOSE: f64 = 1e-3;

impl Measure {
    /// The measures that this one consists of; empty for a single field.
    #[must_use]
    pub fn parts(self) -> &'static [Self] {
        use Measure::{Change, Comparator, Kind, Modality, Period, Place, Unit, Value};
        match self {
            Self::ValueUnit => &[Value, Unit],
            Self::ValueUnitComparator => &[Value, Unit, Comparator],
            Self::Whole => &[Kind, Value, Unit, Comparator, Change, Modality, Place, Period],
            _ => &[],
        }
    }

    /// Whether a claim that was found is right in this.
    #[must_use]
    pub fn right(self, gold: &Gold, claim: &Claim) -> bool {
        match self {
            Self::Found => true,
            Self::Kind => gold.kind == claim.kind,
            Self::Value => value(gold, claim),
            Self::Unit => words::same_unit(gold.unit.as_deref(), Some(&claim.unit)),
            Self::Comparator => gold.comparator.unwrap_or(Comparator::Equal) == claim.comparator,
            Self::Change => gold.change == claim.change,
            Self::Modality => gold.modality.unwrap_or(Modality::Asserted) == claim.modality,
            Self::Place => same(gold.place.as_deref(), claim.place.as_deref()),
            Self::Period => same(gold.period.as_deref(), claim.period.map(|p| p.to_string()).as_deref()),
            Self::Concept => words::alike(gold.concept.as_deref().unwrap_or_default(), &claim.concept),
            Self::Attribution => words::alike(
                gold.attribution.as_deref().unwrap_or_default(),
                claim.attribution.as_deref().unwrap_or_default(),
            ),
            Self::Notes => {
                let noted: BTreeSet<&str> = gold.notes.iter().flatten().map(String::as_str).collect();
                noted == claim.notes.iter().map(String::as_str).collect()
            }
            Self::Indicator => same(gold.indicator.as_deref(), claim.indicator.as_deref()),
            Self::ValueUnit | Self::ValueUnitComparator | Self::Whole => {
                self.parts().iter().all(|part| part.right(gold, claim))
            }
        }
    }
}

/// A stated value must be there with such bounds as the annotation has; a vague one has its lower bound, a range both.
fn value(gold: &Gold, claim: &Claim) -> bool {
    let bound = |wanted: Option<f64>, got: Option<Amount>| wanted.is_none() || close(wanted, got);
    if gold.value.is_some() {
        close(gold.value, claim.value) && bound(gold.low, claim.low) && bound(gold.high, claim.high)
    } else {
        close(gold.low, claim.low) && bound(gold.high, claim.high)
    }
}

fn close(wanted: Option<f64>, got: Option<Amount>) -> bool {
    match (wanted, got.map(Amount::to_f64)) {
        (Some(a), Some(b)) => (a - b).abs() <= CLOSE * a.abs().max(b.abs()).max(1e-12),
        (None, None) => true,
        _ => false,
    }
}

/// An empty text is no text.
fn same(a: Option<&str>, b: Option<&str>) -> bool {
    a.filter(|text| !text.is_empty()) == b.filter(|text| !text.is_empty())
}
