//! The number of the next version, from what changed since the last one.

use semver::Version;

use super::{Error, Project, store::Store};
use crate::dataset::{Tables, cause, change::Change, difference, files::Entry, side::Both, version};

/// What a build is about to publish.
#[derive(Clone, Debug)]
pub struct Next {
    pub version: Version,
    /// Why it is that one, a sentence each.
    pub reasons: Vec<String>,
    /// Since the last version.
    pub changes: Vec<Change>,
}

/// The next version.
///
/// # Errors
/// Published tables that cannot be read.
pub fn next(project: &Project, store: &Store, tables: &Tables, last: Option<&Entry>) -> Result<Next, Error> {
    let Some(last) = last else {
        return Ok(Next { version: version::FIRST, reasons: vec!["the first version".into()], changes: Vec::new() });
    };
    let views = tables.views();
    let before = store.tables(last)?;
    if before.is_empty() {
        // Published as CSV only: that something changed is known from the digest, what it was is not.
        let version = Version::new(last.version.major, last.version.minor + 1, 0);
        let reasons = vec!["the content changed; the last version has no Parquet files to compare with".into()];
        return Ok(Next { version, reasons, changes: Vec::new() });
    }
    let both = Both::of(&before, &views);
    let differences = difference::tables(&both).map_err(|error| Error::Failed(error.to_string()))?;
    let (version, reasons) = version::next(&last.version, &differences, project.config.dataset.version_rule);
    let changes = cause::changes(&both, &differences, &last.run, &project.run());
    Ok(Next { version, reasons, changes })
}
