//! CHANGELOG.md: why each version is what it is, newest first.

use super::{Content, line};
use crate::base::period::Date;

pub(super) fn files(content: &Content<'_>) -> Vec<(String, String)> {
    let metadata = content.metadata;
    let mut text = format!(
        "# Changelog of {}\n\nWhat changed in each version; changes.csv beside this file has every change of the last one.\n",
        line(&metadata.dataset.title)
    );
    text.push_str(&section(&metadata.version, metadata.published, &metadata.reasons));
    for entry in metadata.before.iter().rev() {
        text.push_str(&section(&entry.version, entry.published, &entry.reasons));
    }
    vec![("CHANGELOG.md".into(), text)]
}

fn section(version: &semver::Version, published: Date, reasons: &[String]) -> String {
    let reasons: Vec<_> = reasons.iter().map(|reason| format!("- {reason}\n")).collect();
    format!("\n## {version} - {published}\n\n{}", reasons.concat())
}
