//! README.md, with the front matter by which Hugging Face knows licence, languages and tables.

use std::{collections::BTreeSet, fmt::Write as _};

use serde_json::json;

use super::{
    Content,
    licence::{self, Licence},
    line,
};
use crate::config::TableFormat;

pub(super) fn files(content: &Content<'_>) -> Vec<(String, String)> {
    let (metadata, about) = (content.metadata, &content.metadata.dataset);
    let description = match about.description.trim() {
        "" => String::new(),
        text => format!("{}\n\n", line(text)),
    };
    let rows: Vec<_> = content
        .tables
        .views()
        .iter()
        .map(|t| format!("| {} | {} | {} |\n", t.name(), t.len(), t.description()))
        .collect();
    let rows = rows.concat();
    let text = format!(
        "---\n{front}---\n\n# {title}, version {version}\n\n{description}\
         Every value goes back to the sentence of a document: `observations` has one value for each indicator, place and \
         period, `claims` has every quantity that was read, with its sentence and its place in the document.\n\n\
         | table | rows | |\n| --- | --- | --- |\n{rows}\n\
         The columns are explained in dictionary.csv. To cite: {citation}\n\n\
         ## Licence\n\n{licence}\n",
        front = front(content),
        title = line(&about.title),
        version = metadata.version,
        citation = line(&metadata.citation()),
        licence = licence::scope(metadata),
    );
    vec![("README.md".into(), text)]
}

/// Lines of YAML, in which a text of JSON is a text.
fn front(content: &Content<'_>) -> String {
    let metadata = content.metadata;
    let mut out = format!("pretty_name: {}\n", json!(metadata.dataset.title));
    if let Some(licence) = Licence::of(metadata) {
        push(&mut out, format_args!("license: {}", licence.hub()));
        if licence.hub() == "other" {
            push(&mut out, format_args!("license_name: {}", json!(licence.stated.to_lowercase())));
            push(&mut out, format_args!("license_link: LICENSE"));
        }
    }
    let languages: BTreeSet<_> =
        content.tables.sources.iter().filter(|s| s.n_claims > 0).map(|s| s.language.as_str()).collect();
    if !languages.is_empty() {
        push(&mut out, format_args!("language:"));
        for language in languages {
            push(&mut out, format_args!("- {}", json!(language)));
        }
    }
    push(&mut out, format_args!("size_categories:\n- {}", size(content.tables.claims.len())));
    push(&mut out, format_args!("configs:"));
    // Readers there take one format: Parquet, where it is published.
    let parquet = content.resources.iter().any(|r| r.format == TableFormat::Parquet);
    let format = if parquet { TableFormat::Parquet } else { TableFormat::Csv };
    // A table without rows is refused there: "corresponds to no data".
    let named = content.resources.iter().filter(|r| r.format == format && !r.table.is_empty());
    for (n, resource) in named.enumerate() {
        push(&mut out, format_args!("- config_name: {}\n  data_files: {}", resource.table.name(), resource.path));
        if n == 0 {
            push(&mut out, format_args!("  default: true"));
        }
    }
    out
}

fn push(out: &mut String, line: std::fmt::Arguments<'_>) {
    // Writing to a String cannot fail.
    let _ = writeln!(out, "{line}");
}

/// The words that the hub has for a number of rows.
fn size(rows: usize) -> &'static str {
    match rows {
        0..1_000 => "n<1K",
        1_000..10_000 => "1K<n<10K",
        10_000..100_000 => "10K<n<100K",
        100_000..1_000_000 => "100K<n<1M",
        1_000_000..10_000_000 => "1M<n<10M",
        _ => "n>10M",
    }
}
