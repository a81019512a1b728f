//! `cuantia check`: the configuration, the vocabulary, and the examples of every indicator.

use std::io::{self, Write as _};

use serde::Serialize;

use super::{
    Exit,
    args::{Format, Global},
    report,
};
use crate::{
    base::{Amount, Diagnostic},
    config::{Example, Indicator},
    pipeline::{Error, Extractor, Project},
};

/// What was checked.
#[derive(Serialize)]
struct Checked {
    indicators: usize,
    examples: usize,
    failed: usize,
}

pub(super) fn run(global: &Global) -> Result<Exit, Error> {
    let project = Project::load(global.project())?;
    let extractor = project.extractor()?;
    let mut failed = Vec::new();
    let mut examples = 0;
    for (n, indicator) in project.config.indicators.iter().enumerate() {
        for (m, example) in indicator.examples.iter().enumerate() {
            examples += 1;
            if let Some(message) = fault(indicator, example, &extractor) {
                let path = global.project().to_string_lossy();
                failed.push(
                    Diagnostic::error("failed-example", message)
                        .at(path, project.config.example_line(n, m))
                        .help(format!("the text is {:?}", example.text)),
                );
            }
        }
    }
    let checked = Checked { indicators: project.config.indicators.len(), examples, failed: failed.len() };
    let mut out = io::stdout().lock();
    if matches!(global.format, Some(Format::Json | Format::Jsonl)) {
        serde_json::to_writer(&mut out, &checked).map_err(io::Error::from)?;
        writeln!(out)?;
    } else {
        writeln!(out, "{} indicators, {} examples, {} failed", checked.indicators, checked.examples, checked.failed)?;
    }
    report::diagnostics(global, &failed);
    Ok(if failed.is_empty() { Exit::Done } else { Exit::Invalid })
}

/// What an example shows that it should not, where it does.
fn fault(indicator: &Indicator, example: &Example, extractor: &Extractor) -> Option<String> {
    let extracted = extractor.extract("example.txt", "example", example.text.as_bytes(), None);
    let values: Vec<Amount> = extracted
        .claims
        .iter()
        .filter(|claim| claim.indicator.as_deref() == Some(indicator.id.as_str()))
        .filter_map(|claim| claim.value.or(claim.low).or(claim.high))
        .collect();
    let found = || values.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ");
    match example.value {
        Some(expected) if values.contains(&expected) => None,
        Some(expected) if values.is_empty() => {
            // What was read tells the user which of the indicator's conditions failed.
            let read: Vec<String> = extracted
                .claims
                .iter()
                .map(|c| {
                    format!("{:?} ({} in {:?} of {:?})", c.exact, c.kind, c.unit, c.place.as_deref().unwrap_or(""))
                })
                .collect();
            let read = if read.is_empty() { "no quantity".into() } else { read.join(", ") };
            Some(format!("indicator {:?}: expected {expected}, found nothing for it; read were {read}", indicator.id))
        }
        Some(expected) => Some(format!("indicator {:?}: expected {expected}, found {}", indicator.id, found())),
        None if values.is_empty() => None,
        None => Some(format!("indicator {:?}: expected nothing, found {}", indicator.id, found())),
    }
}
