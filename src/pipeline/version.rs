//! The number of the next version, from what changed since the last one.

use semver::Version;

use super::{Error, Project, store::Store};
use crate::dataset::{Metadata, Tables, cause, change::Change, difference, files::Versions, side::Both, version};

/// What a build is about to publish.
#[derive(Clone, Debug)]
pub struct Next {
    pub version: Version,
    /// Why it is that one, a sentence each.
    pub reasons: Vec<String>,
    /// The version that it is compared with.
    pub since: Option<Version>,
    /// Since that version.
    pub changes: Vec<Change>,
}

/// The next version: what changed since the version that readers have, and a number above all there are, yanked ones too.
///
/// # Errors
/// Published tables that cannot be read.
pub fn next(project: &Project, store: &Store, tables: &Tables, versions: &Versions) -> Result<Next, Error> {
    let (Some(since), Some(last)) = (versions.current(), versions.versions.last()) else {
        let reasons = vec!["the first version".into()];
        return Ok(Next { version: version::FIRST, reasons, since: None, changes: Vec::new() });
    };
    let views = tables.views();
    let before = store.tables(since)?;
    let since_version = Some(since.version.clone());
    if before.is_empty() {
        // Published as CSV only: that something changed is known from the digest, what it was is not.
        let version = Version::new(last.version.major, last.version.minor + 1, 0);
        let reasons = vec!["the content changed; the last version has no Parquet files to compare with".into()];
        return Ok(Next { version, reasons, since: since_version, changes: Vec::new() });
    }
    let both = Both::of(&before, &views);
    let differences = difference::tables(&both).map_err(|error| Error::Failed(error.to_string()))?;
    let (version, reasons) = version::next(&last.version, &differences, project.config.dataset.version_rule);
    let changes = cause::changes(&both, &differences, &since.run, &project.run());
    Ok(Next { version, reasons, since: since_version, changes })
}

/// Goes on to the next number where another build has begun the version and not published it. What lies there is never
/// replaced: it may be a build that is still at it. `begun` names every version that was begun.
pub(super) fn step_over(metadata: &mut Metadata, begun: &[String]) {
    let reason = format!("the number {} was taken by a build that published nothing", metadata.version);
    metadata.reasons.push(reason);
    metadata.version.patch += 1;
    while begun.contains(&metadata.version.to_string()) {
        metadata.version.patch += 1;
    }
}
