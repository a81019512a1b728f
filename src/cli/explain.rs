//! `cuantia explain ID`: a value back to the sentences it was read from, and every rule on the way.

use std::{collections::BTreeMap, io::Write as _};

use annotate_snippets::{AnnotationKind, Level, Renderer, Snippet};
use serde_json::json;

use super::{
    Exit,
    args::{Explain, Global},
    plot::{Bar, plot},
    work,
};
use crate::{
    base::{Amount, Comparator, Diagnostic},
    claim::Claim,
    config::Quote,
    dataset::{ClaimRow, Tables},
    pipeline::{Error, Project, build},
    reconcile::{Observation, explain},
    vocabulary::conversion,
};

pub(super) fn run(command: &Explain, global: &Global) -> Result<Exit, Error> {
    let project = Project::load(global.project())?;
    let prepared = work::with_progress(&command.threads, global, |progress| build::prepare(&project, progress))?;
    let tables = &prepared.tables;
    let id = command.id.trim();
    let observations: Vec<_> = tables.observations.iter().filter(|o| o.observation_id.starts_with(id)).collect();
    let claims: Vec<_> = tables.claims.iter().filter(|row| row.claim.claim_id.starts_with(id)).collect();
    if id.is_empty() || observations.len() + claims.len() != 1 {
        return Err(not_one(id, &observations, &claims));
    }
    if work::is_json(global) {
        let followed = observations.first().map(|o| claims_of(tables, o)).unwrap_or(claims);
        let claims: Vec<_> = followed.iter().map(|row| &row.claim).collect();
        let observation = observations.first().map(|o| json!({
            "observation_id": o.observation_id, "indicator": o.indicator, "place": o.place, "period": o.period,
            "value": o.value, "low": o.low, "high": o.high, "unit": o.unit, "status": o.status, "explanation": o.explanation,
        }));
        work::json(&json!({ "observation": observation, "claims": claims }), global)?;
        return Ok(Exit::Done);
    }
    let mut text = String::new();
    for observation in observations {
        text += &describe_observation(observation, tables);
    }
    for row in claims {
        text += &describe_claim(row, tables);
    }
    anstream::stdout().lock().write_all(text.as_bytes())?;
    Ok(Exit::Done)
}

/// No id, or several, begin like that.
fn not_one(id: &str, observations: &[&Observation], claims: &[&ClaimRow]) -> Error {
    let mut ids: Vec<&str> = observations.iter().map(|o| o.observation_id.as_str()).collect();
    ids.extend(claims.iter().map(|row| row.claim.claim_id.as_str()));
    if ids.is_empty() || id.is_empty() {
        let message = format!("no claim or observation has the id {id:?}");
        let help = "`cuantia build` publishes them in claims.csv and observations.csv";
        return Error::invalid(Diagnostic::error("unknown-id", message).help(help));
    }
    let message = format!("{} ids begin with {id:?}", ids.len());
    let some = ids.iter().take(10).copied().collect::<Vec<_>>().join(", ");
    Error::invalid(Diagnostic::error("ambiguous-id", message).help(format!("write more of it: {some}")))
}

fn claims_of<'t>(tables: &'t Tables, observation: &Observation) -> Vec<&'t ClaimRow> {
    tables.claims.iter().filter(|row| row.observation_id == observation.observation_id).collect()
}

fn describe_observation(observation: &Observation, tables: &Tables) -> String {
    let o = observation;
    let mut out = heading(&format!("observation {}", o.observation_id));
    let rows = [
        ("indicator", format!("{} ({})", o.indicator_title, o.indicator)),
        ("place", if o.place_name.is_empty() { o.place.clone() } else { format!("{} ({})", o.place_name, o.place) }),
        ("breakdown", o.breakdown.clone()),
        ("period", o.period.clone()),
        ("as of", o.as_of.clone()),
        ("value", value(o.comparator.as_str(), [o.value, o.low, o.high], &o.unit)),
        ("status", format!("{}, {} claims, {} sources, {} origins", o.status, o.n_claims, o.n_sources, o.n_lineages)),
        ("because", o.explanation.clone()),
    ];
    out += &fields(&rows);
    out += &drawn(o, tables);
    for conflict in tables.conflicts.iter().filter(|c| c.observation_id == o.observation_id) {
        out += &fields(&[("conflict", format!("{}: {}", conflict.reason, conflict.explanation))]);
    }
    for row in claims_of(tables, o) {
        out += "\n";
        out += &describe_claim(row, tables);
    }
    out
}

/// The published interval, and below it every origin with its claims.
fn drawn(observation: &Observation, tables: &Tables) -> String {
    let float = |amount: Option<Amount>| amount.map(Amount::to_f64);
    let bar = |label: String, low, value, high| Bar { label, low: float(low), value: float(value), high: float(high) };
    let o = observation;
    let mut bars = vec![bar("published".into(), o.low, o.value, o.high)];
    let mut origins: BTreeMap<&str, Vec<&ClaimRow>> = BTreeMap::new();
    let claims: BTreeMap<&str, &ClaimRow> =
        claims_of(tables, o).into_iter().map(|row| (row.claim.claim_id.as_str(), row)).collect();
    for lineage in &tables.lineages {
        if let Some(row) = claims.get(lineage.claim_id.as_str()) {
            origins.entry(&lineage.lineage_id).or_default().push(row);
        }
    }
    for (n, rows) in (1..).zip(origins.values()) {
        for row in rows {
            let claim = &row.claim;
            // Drawn in the observation's unit, told in its own.
            let ratio = conversion::between(&claim.unit, &o.unit).filter(|ratio| !ratio.is_one());
            let own = if ratio.is_some() { format!(" {}", claim.unit) } else { String::new() };
            let label = format!("origin {n}: {}{own} ({})", explain::said(claim), row.source_id);
            let bound = |is: [Comparator; 2], end| if is.contains(&claim.comparator) { claim.value } else { end };
            let low = bound([Comparator::MoreThan, Comparator::AtLeast], claim.low);
            let high = bound([Comparator::LessThan, Comparator::AtMost], claim.high);
            let [low, value, high] = [low, claim.value, high]
                .map(|amount| amount.and_then(|amount| ratio.map_or(Some(amount), |ratio| ratio.about(amount))));
            bars.push(bar(label, low, value, high));
        }
    }
    format!("\n{}\n", plot(&bars))
}

fn describe_claim(row: &ClaimRow, tables: &Tables) -> String {
    let claim = &row.claim;
    let source = tables.sources.iter().find(|s| s.source_id == row.source_id);
    let mut out = heading(&format!("claim {}", claim.claim_id));
    out += &snippet(claim, source.map_or("", |s| s.path.as_str()));
    out += "\n";
    let text = |text: &Option<String>| text.clone().unwrap_or_default();
    let rows = [
        ("value", value(claim.comparator.as_str(), [claim.value, claim.low, claim.high], &claim.unit)),
        ("kind", claim.kind.to_string()),
        ("concept", claim.concept.clone()),
        ("breakdown", claim.breakdown.clone()),
        ("change", claim.change.map(|c| c.to_string()).unwrap_or_default()),
        ("modality", claim.modality.to_string()),
        ("place", said(&text(&claim.place), &claim.place_text)),
        ("period", said(&claim.period.map(|p| p.to_string()).unwrap_or_default(), &claim.period_text)),
        ("attribution", text(&claim.attribution)),
        ("notes", claim.notes.join(", ")),
        ("indicator", text(&claim.indicator)),
        ("observation", row.observation_id.clone()),
        ("source", source.map(|s| said(&s.title, &s.source_id)).unwrap_or_default()),
        (
            "quote",
            if row.quote == Quote::Full {
                String::new()
            } else {
                format!("{}: this sentence is not published whole", row.quote)
            },
        ),
        ("core", if claim.core { String::new() } else { "no: a minor quantity".into() }),
        ("rules", claim.rules.join(" → ")),
    ];
    out += &fields(&rows);
    out
}

/// The sentence with carets under every part.
fn snippet(claim: &Claim, path: &str) -> String {
    let start = claim.sentence_span.start();
    let within = |span: crate::base::Span| {
        let range = span.start().checked_sub(start)?..span.end().checked_sub(start)?;
        claim.sentence.get(range.clone()).map(|_| range)
    };
    let mut marks = Vec::new();
    if let Some(range) = within(claim.span) {
        marks.push(AnnotationKind::Primary.span(range).label("quantity"));
    }
    for part in claim.parts.iter().filter(|part| part.span != claim.span) {
        if let Some(range) = within(part.span) {
            marks.push(AnnotationKind::Context.span(range).label(&*part.name));
        }
    }
    let before = within(claim.span).map_or("", |range| &claim.sentence[..range.start]);
    let line = (claim.line as usize).saturating_sub(before.matches('\n').count()).max(1);
    let snippet = Snippet::source(&*claim.sentence).path(path).line_start(line).fold(false).annotations(marks);
    let page = if claim.page > 0 { format!(", page {}", claim.page) } else { String::new() };
    let title = Level::INFO.with_name("read").primary_title(format!("{:?}{page}", claim.exact));
    Renderer::styled().render(&[title.element(snippet)])
}

fn value(comparator: &str, [value, low, high]: [Option<Amount>; 3], unit: &str) -> String {
    let sign = if comparator == "=" { String::new() } else { format!("{comparator} ") };
    let stated = value.map(|v| format!("{sign}{v} {unit}"));
    let bounds = match (low, high) {
        (Some(low), Some(high)) => Some(format!("{low} to {high} {unit}")),
        (Some(low), None) => Some(format!("at least {low} {unit}")),
        (None, Some(high)) => Some(format!("at most {high} {unit}")),
        (None, None) => None,
    };
    match (stated, bounds) {
        (Some(stated), Some(bounds)) => format!("{stated} ({bounds})"),
        (Some(one), None) | (None, Some(one)) => one,
        (None, None) => String::new(),
    }
}

/// A code and the words it was read from.
fn said(code: &str, words: &str) -> String {
    match (code, words) {
        ("", words) => words.to_owned(),
        (code, "") => code.to_owned(),
        (code, words) => format!("{code} ({words})"),
    }
}

fn heading(text: &str) -> String {
    format!("\x1b[1m{text}\x1b[0m\n")
}

/// Lines for what is known; nothing for what is not.
fn fields(rows: &[(&str, String)]) -> String {
    let known = rows.iter().filter(|(_, text)| !text.is_empty());
    known.fold(String::new(), |out, (name, text)| out + &format!("  {name:<12} {text}\n"))
}
