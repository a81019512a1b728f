//! The number of the next version, from what changed since the last one.

use semver::Version;

use super::{Error, Project, store::Store};
use crate::dataset::{Tables, difference, files::Entry, version};

/// The next version and why it is that one, a sentence each.
///
/// # Errors
/// Published tables that cannot be read.
pub fn next(
    project: &Project,
    store: &Store,
    tables: &Tables,
    last: Option<&Entry>,
) -> Result<(Version, Vec<String>), Error> {
    let Some(last) = last else { return Ok((version::FIRST, vec!["the first version".into()])) };
    let views = tables.views();
    let mut before = Vec::with_capacity(views.len());
    for table in &views {
        before.extend(store.table(last, table.name())?);
    }
    if before.is_empty() {
        // Published as CSV only: that something changed is known from the digest, what it was is not.
        let next = Version::new(last.version.major, last.version.minor + 1, 0);
        return Ok((next, vec!["the content changed; the last version has no Parquet files to compare with".into()]));
    }
    let differences = difference::tables(&before, &views).map_err(|error| Error::Failed(error.to_string()))?;
    Ok(version::next(&last.version, &differences, project.config.dataset.version_rule))
}
