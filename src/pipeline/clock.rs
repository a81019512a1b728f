//! The day of publication: the only thing that is asked of the clock.

use jiff::{Timestamp, tz::TimeZone};

use super::Error;
use crate::base::{Diagnostic, period::Date};

/// The day that `SOURCE_DATE_EPOCH` (seconds since 1970, see reproducible-builds.org) names, else today; in UTC, so
/// that the machine's time zone does not matter.
///
/// # Errors
/// A `SOURCE_DATE_EPOCH` that is no such number.
pub fn day() -> Result<Date, Error> {
    let now = match std::env::var("SOURCE_DATE_EPOCH") {
        Err(_) => Timestamp::now(),
        Ok(text) => text.trim().parse().ok().and_then(|n| Timestamp::from_second(n).ok()).ok_or_else(|| {
            let message = format!("expected SOURCE_DATE_EPOCH to be a number of seconds since 1970, found {text:?}");
            Error::invalid(Diagnostic::error("invalid-epoch", message))
        })?,
    };
    let day = now.to_zoned(TimeZone::UTC).date();
    Ok(Date { year: day.year(), month: day.month(), day: day.day() })
}
