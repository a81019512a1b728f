//! CITATION.cff, [Citation File Format](https://citation-file-format.github.io) 1.2.0.

use serde_json::json;

use super::{Content, licence::Licence};

pub(super) fn files(content: &Content<'_>) -> Vec<(String, String)> {
    let metadata = content.metadata;
    let about = &metadata.dataset;
    let mut lines = vec![
        "cff-version: 1.2.0".to_owned(),
        "message: \"If you use this data set, please cite it as below.\"".to_owned(),
        "type: dataset".to_owned(),
        // A text of JSON is one of YAML.
        format!("title: {}", json!(about.title)),
        format!("version: {}", json!(metadata.version.to_string())),
        format!("date-released: \"{}\"", metadata.published),
    ];
    if !about.description.trim().is_empty() {
        lines.push(format!("abstract: {}", json!(about.description.trim())));
    }
    if let Some(licence) = Licence::of(metadata) {
        match (licence.id(), licence.url()) {
            (Some(id), _) => lines.push(format!("license: {id}")),
            (None, Some(url)) => lines.push(format!("license-url: {}", json!(url))),
            (None, None) => {}
        }
    }
    if !about.homepage.is_empty() {
        lines.push(format!("url: {}", json!(about.homepage)));
    }
    lines.push("authors:".into());
    if about.contributors.is_empty() {
        // The format wants one.
        lines.push("  - alias: anonymous".into());
    }
    // Which part of a name is the family's is not known.
    lines.extend(about.contributors.iter().map(|name| format!("  - name: {}", json!(name))));
    lines.push(String::new());
    vec![("CITATION.cff".into(), lines.join("\n"))]
}
