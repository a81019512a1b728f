//! The number of the next version, from what changed since the last one.

use semver::Version;

use super::{Error, Project, store::Store};
use crate::dataset::{Tables, files::Entry};

/// The next version and why it is that one, a sentence each.
///
/// # Errors
/// Published tables that cannot be read.
pub fn next(
    _project: &Project,
    _store: &Store,
    _tables: &Tables,
    last: Option<&Entry>,
) -> Result<(Version, Vec<String>), Error> {
    let Some(last) = last else { return Ok((Version::new(1, 0, 0), vec!["the first version".into()])) };
    let v = &last.version;
    Ok((Version::new(v.major, v.minor + 1, 0), vec!["the content changed".into()]))
}
