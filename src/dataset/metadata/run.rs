//! run.json: what a version was made with and from.

use serde::{Deserialize, Serialize};
use serde_json::json;

use super::{Content, pretty};

/// What a version was made with. The documents stand in `sources`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Run {
    /// `cuantia 0.1.0`.
    pub tool: String,
    /// Digest of its source, the vocabulary included.
    pub code: String,
    /// Digest of the vocabulary that it has compiled in.
    pub vocabulary: String,
    /// SHA-256 of what pipeline.toml says of indicators, vocabulary and reconciliation: comments and order of keys do not count.
    pub configuration: String,
    /// SHA-256 of what corrections.toml says, likewise.
    pub corrections: String,
}

pub(super) fn files(content: &Content<'_>) -> Vec<(String, String)> {
    let metadata = content.metadata;
    let document = |source: &crate::dataset::SourceRow| {
        json!({
            "source_id": source.source_id,
            "path": source.path,
            "sha256": source.sha256,
            "status": source.status.as_str(),
        })
    };
    let mut run = json!(metadata.run);
    run["dataset"] = json!(metadata.dataset.name);
    run["version"] = json!(metadata.version.to_string());
    run["content_digest"] = json!(metadata.content_digest);
    run["documents"] = json!(content.tables.sources.iter().map(document).collect::<Vec<_>>());
    vec![("run.json".into(), pretty(&run))]
}
