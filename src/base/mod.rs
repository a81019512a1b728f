//! The ground floor: spans, amounts, periods, ids, diagnostics and the closed lists of field values.

pub mod amount;
pub mod diagnostic;
pub mod field;
pub mod id;
pub mod period;
pub mod shared;
pub mod span;

pub use amount::Amount;
pub use diagnostic::{Diagnostic, Severity};
pub use field::{Accumulates, Change, Comparator, FoundIn, Kind, Modality};
pub use period::Period;
pub use span::Span;
