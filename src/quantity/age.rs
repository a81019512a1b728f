//! Ages: `34-year-old`, `aged 15 to 24`, `children under five`. They are quantities; whether they say something
//! of the world or define a group is found out later.

use super::{
    model::{Quantity, Size, Unit},
    scan::Scan,
};
use crate::{base::Amount, vocabulary::number::Tag};

/// The oldest age that a bare number can be.
const OLDEST: i64 = 120;

/// Whether a number can be the age of somebody.
pub(super) fn fits(quantity: &Quantity) -> bool {
    match quantity.size {
        Size::Value(value) | Size::Range(_, value) => value <= Amount::from(OLDEST) && !value.is_negative(),
        Size::Vague(_) => false,
    }
}

/// Marks a quantity as an age where the words beside it say so.
pub(super) fn extend(scan: &Scan, quantity: &mut Quantity) {
    let end = quantity.tokens.end;
    if let Unit::Measure { .. } = quantity.unit {
        let hyphen = usize::from(scan.is_hyphen(end));
        let of_age = scan.tag(end, Tag::Of) && scan.tag(end + 1, Tag::Aged);
        if scan.tag(end + hyphen, Tag::Old) || of_age {
            quantity.tokens.end = if of_age { end + 2 } else { end + hyphen + 1 };
            quantity.rules.push("age".into());
        }
        return;
    }
    if quantity.unit != Unit::Bare {
        return;
    }
    let start = quantity.tokens.start;
    let before = |n: usize| start.checked_sub(n).map_or_else(Default::default, |at| scan.known(at));
    let aged = before(1).is(Tag::Aged)
        || before(2).is(Tag::Aged)
            && (before(1).is(Tag::Of)
                || before(1).is(Tag::Between)
                || before(1).is(Tag::From)
                || before(1).is(Tag::YoungerThan))
        || before(3).is(Tag::Aged) && before(2).is(Tag::Of) && before(1).is(Tag::YoungerThan);
    let younger = before(1).is(Tag::YoungerThan) && (before(2).is(Tag::Young)) && !scan.counted(end);
    if fits(quantity) && (aged || younger) {
        let (name, ucum) = scan.vocabulary.units.year();
        quantity.unit = Unit::Measure { name, ucum };
        quantity.rules.push("age".into());
    }
}
