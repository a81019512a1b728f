//! Withdrawing a version, and taking that back. Nothing is deleted: who cites the version still finds it.

use serde::Serialize;

use super::{Error, clock, diff, store::Store};
use crate::{base::Diagnostic, dataset::files::Yanked};

/// What was done, as `cuantia yank --format json` prints it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Summary {
    pub dataset: String,
    pub version: String,
    pub yanked: bool,
    /// The version that `latest.json` names now.
    pub latest: String,
}

/// Withdraws a version for a reason, or takes that back where `reason` is `None`.
///
/// # Errors
/// No such version, or one without which readers would have none; another process that publishes there.
pub fn yank(store: &Store, version: &str, reason: Option<&str>) -> Result<Summary, Error> {
    // A folder without versions is not made to hold a lock.
    diff::named(&store.versions()?, version)?;
    let writing = store.begin()?;
    let mut versions = writing.versions().clone();
    let number = diff::named(&versions, version)?.version.clone();
    let yanked = match reason.map(str::trim) {
        Some("") => {
            return Err(Error::invalid(Diagnostic::error("no-reason", "expected a reason, found an empty text")));
        }
        Some(reason) => Some(Yanked { reason: reason.into(), day: clock::day()? }),
        None => None,
    };
    for entry in versions.versions.iter_mut().filter(|entry| entry.version == number) {
        entry.yanked.clone_from(&yanked);
    }
    let Some(latest) = versions.current().map(|current| current.version.to_string()) else {
        let message = format!("{number} is the only version that is not yanked: readers would find none");
        let help = "publish a better one first: `cuantia build`";
        return Err(Error::invalid(Diagnostic::error("last-version", message).help(help)));
    };
    store.record(&writing, &versions)?;
    Ok(Summary { dataset: versions.dataset, version: number.to_string(), yanked: yanked.is_some(), latest })
}
