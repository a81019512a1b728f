//! `cuantia evaluate GOLD…`: how right the claims are that are read from documents, by annotations of them.

use std::{
    fs,
    io::Write as _,
    path::{Path, PathBuf},
};

use annotate_snippets::{AnnotationKind, Level, Renderer, Snippet};
use rayon::prelude::*;
use serde_json::{Value, json};

use super::{
    Exit,
    args::{Evaluate, Global},
    extract, report, work,
};
use crate::{
    base::Diagnostic,
    document::{self, Source},
    evaluate::{Difference, Fault, Gold, Measure, Miss, Score, evaluate},
    pipeline::{Error, Extractor, Project},
    vocabulary::Extensions,
};

/// How the name of an annotation ends.
const ENDING: &str = ".claims.jsonl";

/// Endings that a document can have, without the dot.
const ENDINGS: [&str; 5] = ["txt", "md", "html", "htm", "pdf"];

/// A document, scored.
struct Scored {
    path: String,
    score: Score,
    misses: Vec<Miss>,
    diagnostics: Vec<Diagnostic>,
}

pub(super) fn run(command: &Evaluate, global: &Global) -> Result<Exit, Error> {
    let extractor = extractor(global)?;
    let results: Vec<Result<Scored, Error>> =
        command.gold.par_iter().map(|gold| score(gold, command.documents.as_deref(), &extractor)).collect();
    let (mut total, mut scored, mut invalid) = (Score::default(), Vec::new(), Vec::new());
    for result in results {
        match result {
            Ok(one) => {
                total += one.score;
                scored.push(one);
            }
            // Everything that is wrong with any annotation is told at once.
            Err(Error::Invalid(found)) => invalid.extend(found),
            Err(error) => return Err(error),
        }
    }
    // Figures of a part of the documents would be taken for those of all.
    if !invalid.is_empty() {
        return Err(Error::Invalid(invalid));
    }
    for one in &scored {
        report::diagnostics(global, &one.diagnostics);
    }
    if work::is_json(global) {
        work::json(&result(&total, &scored, command.errors), global)?;
    } else {
        let mut out = anstream::stdout().lock();
        for one in scored.iter().filter(|_| command.errors) {
            for miss in &one.misses {
                writeln!(out, "{}\n", describe(miss, &one.path))?;
            }
        }
        write!(out, "{total}")?;
    }
    Ok(Exit::Done)
}

/// With the indicators and the words of the project, where there is one.
fn extractor(global: &Global) -> Result<Extractor, Error> {
    if global.config.is_some() || global.project().is_file() {
        return Project::load(global.project())?.extractor();
    }
    Extractor::new(Vec::new(), &Extensions::default()).map_err(Error::Invalid)
}

fn score(gold: &Path, documents: Option<&Path>, extractor: &Extractor) -> Result<Scored, Error> {
    let shown = gold.to_string_lossy();
    let annotation = String::from_utf8(fs::read(gold).map_err(Error::io("read", gold))?).map_err(|_| {
        Error::invalid(Diagnostic::error("invalid-gold", "the annotation is not UTF-8 text").at(shown.clone(), 0))
    })?;
    let (file, name) = document_of(gold, documents)?;
    let raw = fs::read(&file).map_err(Error::io("read", &file))?;
    let path = file.to_string_lossy().into_owned();
    let document = document::read(&name, &raw);
    let located = Gold::locate(&annotation, &shown, &Source::new(&document, &raw)).map_err(Error::Invalid)?;
    let extracted = extractor.extract(&name, &path, &raw, extract::sidecar(&file, &name)?.as_ref());
    let (score, misses) = evaluate(&located, &extracted.claims, &document);
    Ok(Scored { path, score, misses, diagnostics: extracted.diagnostics })
}

/// The one document that an annotation is named after, and its name.
fn document_of(gold: &Path, documents: Option<&Path>) -> Result<(PathBuf, String), Error> {
    let fault = |message: String, help: &str| {
        let found = Diagnostic::error("no-document", message).at(gold.to_string_lossy(), 0);
        Err(Error::invalid(found.help(help)))
    };
    let name = gold.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let Some(stem) = name.strip_suffix(ENDING).filter(|stem| !stem.is_empty()) else {
        return fault(format!("expected a file named NAME{ENDING}, found {name:?}"), "name it after its document");
    };
    let folder = documents.or_else(|| gold.parent()).unwrap_or(Path::new(""));
    let candidates = ENDINGS.iter().map(|ending| format!("{stem}.{ending}"));
    let mut there: Vec<String> = candidates.filter(|name| folder.join(name).is_file()).collect();
    match (there.pop(), there.is_empty()) {
        (Some(name), true) => Ok((folder.join(&name), name)),
        (Some(name), false) => fault(
            format!("expected one document named {stem}, found {}, {name}", there.join(", ")),
            "name one of them otherwise, with its annotation",
        ),
        (None, _) => fault(
            format!("there is no document {}", folder.join(format!("{stem}.{}", ENDINGS.join("|"))).display()),
            "put it beside the annotation, or say where it is with --documents DIR",
        ),
    }
}

/// The score, and on demand the misses.
fn result(total: &Score, scored: &[Scored], errors: bool) -> Value {
    let mut out = json!(total);
    if errors {
        let misses = scored.iter().flat_map(|one| one.misses.iter().map(move |miss| (&one.path, miss)));
        let misses = misses.map(|(path, miss)| {
            let mut miss = json!(miss);
            miss["document"] = json!(path);
            miss
        });
        out["errors"] = misses.collect();
    }
    out
}

/// A miss in its sentence: the quantity marked, and for each field what was wanted and what was got.
fn describe(miss: &Miss, path: &str) -> String {
    let before = miss.sentence.get(..miss.quantity.start).unwrap_or_default();
    let line = (miss.line as usize).saturating_sub(before.matches('\n').count()).max(1);
    let page = if miss.page > 0 { format!(", page {}", miss.page) } else { String::new() };
    let mark = AnnotationKind::Primary.span(miss.quantity.clone());
    let (title, mark, fields): (_, _, &[Difference]) = match &miss.fault {
        Fault::Missed => (format!("{:?}{page}", miss.exact()), mark.label(format!("not read ({})", miss.concept)), &[]),
        Fault::Spurious => {
            (format!("{:?}{page}", miss.exact()), mark.label(format!("not annotated ({})", miss.concept)), &[])
        }
        Fault::Wrong(fields) => {
            let names: Vec<_> = fields.iter().map(|field| field.field.as_str()).collect();
            (format!("{} of {:?}{page}", names.join(", "), miss.exact()), mark, fields)
        }
    };
    let snippet = Snippet::source(miss.sentence.as_str()).path(path).line_start(line).fold(false).annotation(mark);
    let notes = fields.iter().map(|one| {
        let (wanted, got) = (said(one.field, &one.wanted), said(one.field, &one.got));
        Level::NOTE.no_name().message(format!("{}: wanted {wanted}, got {got}", one.field))
    });
    let group = Level::ERROR.with_name(miss.fault.as_str()).primary_title(title).element(snippet).elements(notes);
    Renderer::styled().render(&[group])
}

/// A field's value for people.
fn said(field: Measure, value: &Value) -> String {
    if let (Measure::Value, Value::Array(bounds)) = (field, value) {
        return match bounds.as_slice() {
            [Value::Null, Value::Null, Value::Null] => "nothing".into(),
            [Value::Null, low, Value::Null] => format!("at least {low}"),
            [Value::Null, Value::Null, high] => format!("at most {high}"),
            [Value::Null, low, high] => format!("{low} to {high}"),
            [value, Value::Null, Value::Null] => value.to_string(),
            [value, low, high] => format!("{value} ({low} to {high})"),
            _ => value.to_string(),
        };
    }
    match value {
        Value::Null => "nothing".into(),
        Value::String(text) if text.is_empty() => "nothing".into(),
        Value::String(text) => format!("{text:?}"),
        Value::Array(items) if items.is_empty() => "nothing".into(),
        other => other.to_string(),
    }
}
