//! versions.json and latest.json: whether they say the same as each other and as the versions.

use serde_json::Value;

use super::{Check, Findings, package::Package, sums::is_hash};
use crate::dataset::files::{self, Entry, Versions};

/// Looks at versions.json, and at latest.json where `latest` are its bytes.
pub fn index(bytes: &[u8], versions: &Versions, latest: Option<&[u8]>, found: &mut Findings) {
    const FILE: &str = "versions.json";
    if files::json(versions).is_ok_and(|written| written != bytes) {
        found.file(Check::Index, FILE, "it is not as a build writes it: something was added, left out or moved");
    }
    for pair in versions.versions.windows(2) {
        if pair[0].version >= pair[1].version {
            found.cell(
                Check::Index,
                FILE,
                &pair[1].version.to_string(),
                "version",
                "expected the oldest version first",
            );
        }
    }
    for entry in &versions.versions {
        let row = entry.version.to_string();
        let path = format!("v/{row}");
        if entry.path != path {
            found.cell(Check::Index, FILE, &row, "path", format!("expected {path:?}, found {:?}", entry.path));
        }
        for (column, hash) in [("content_digest", &entry.content_digest), ("sha256sums", &entry.sha256sums)] {
            if !is_hash(hash) {
                found.cell(Check::Index, FILE, &row, column, format!("expected a SHA-256, found {hash:?}"));
            }
        }
    }
    let Some(current) = versions.current() else { return };
    match (latest, files::json(&current.latest(&versions.dataset))) {
        (None, _) => found.file(Check::Missing, "latest.json", "it is not there"),
        (Some(latest), Ok(expected)) if latest != expected => {
            let message = format!(
                "expected {}, found {}",
                String::from_utf8_lossy(&expected).split_whitespace().collect::<Vec<_>>().join(" "),
                String::from_utf8_lossy(latest).split_whitespace().collect::<Vec<_>>().join(" ")
            );
            found.file(Check::Index, "latest.json", message);
        }
        _ => {}
    }
}

/// Looks whether versions.json says of a version of `dataset` what the version says of itself. `read` gives a file of it that
/// is whole.
pub fn records(dataset: &str, entry: &Entry, read: impl Fn(&str) -> Option<Vec<u8>>, found: &mut Findings) {
    const FILE: &str = "versions.json";
    let row = entry.version.to_string();
    let mut same = |column: &str, recorded: String, file: &str, said: String| {
        if recorded != said {
            found.cell(Check::Index, FILE, &row, column, format!("{recorded} here, {said} in {}/{file}", entry.path));
        }
    };
    if let Some(package) = read("datapackage.json").and_then(|bytes| serde_json::from_slice::<Package>(&bytes).ok()) {
        let file = "datapackage.json";
        same("version", row.clone(), file, package.version);
        same("content_digest", format!("nih:sha-256;{}", entry.content_digest), file, package.id);
        same("published", format!("{}T00:00:00Z", entry.published), file, package.created);
    }
    let json = |name: &str| read(name).and_then(|bytes| serde_json::from_slice::<Value>(&bytes).ok());
    let text = |value: &Value| value.to_string();
    if let Some(changes) = json("changes.json") {
        same("reasons", text(&serde_json::json!(entry.reasons)), "changes.json", text(&changes["reasons"]));
        same(
            "since",
            text(&serde_json::json!(entry.since.as_ref().map(ToString::to_string))),
            "changes.json",
            text(&changes["since"]),
        );
        if !entry.changes.is_empty() && serde_json::json!(entry.changes) != changes["changes"] {
            same("changes", "other changes".into(), "changes.json", "those that were published".into());
        }
    }
    if let (Some(run), Value::Object(recorded)) = (json("run.json"), serde_json::json!(entry.run)) {
        same("dataset", text(&serde_json::json!(dataset)), "run.json", text(&run["dataset"]));
        for (key, value) in &recorded {
            same(&format!("run.{key}"), text(value), "run.json", text(&run[key]));
        }
    }
}
