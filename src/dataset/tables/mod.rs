//! The columns of the published tables, each defined once. A new column goes to the end of its table, or the next
//! version is a major one.

pub mod claims;
pub mod conflicts;
pub mod lineages;
pub mod observations;
pub mod overrides;
pub mod sources;

use crate::{
    base::{Amount, Comparator, period::Date},
    dataset::column::Cell,
};

/// A date that may be partial.
fn date<'r>(date: Option<Date>) -> Cell<'r> {
    Cell::from(date.map(|d| d.to_string()).unwrap_or_default())
}

/// The exact decimal.
fn exact<'r>(amount: Option<Amount>) -> Cell<'r> {
    Cell::from(amount.map(|a| a.to_string()).unwrap_or_default())
}

/// `low` and `high` of a stated value: a lone bound is open on one side, a plain value has neither.
pub(crate) fn lone_bound(value: Option<Amount>, comparator: Comparator) -> (Option<Amount>, Option<Amount>) {
    match comparator {
        Comparator::MoreThan | Comparator::AtLeast => (value, None),
        Comparator::LessThan | Comparator::AtMost => (None, value),
        Comparator::Equal | Comparator::About | Comparator::Nearly => (None, None),
    }
}

/// The words of a closed list.
macro_rules! words_of {
    ($list:ty) => {
        || <$list>::ALL.iter().map(|v| v.as_str()).collect()
    };
}
use words_of;
