//! `cuantia extract FILE…|-`: the claims of any document, no project needed.

use std::{
    fs,
    io::{self, Read as _},
    path::Path,
};

use super::{
    Exit,
    args::{Extract, Global},
    output::{self, Row},
    report,
};
use crate::{
    base::Diagnostic,
    config::{Config, Sidecar},
    document::Status,
    pipeline::{Error, Extracted, Extractor},
    vocabulary::Extensions,
};

pub(super) fn run(command: &Extract, global: &Global) -> Result<Exit, Error> {
    let (indicators, extensions) = match &global.config {
        None => (Vec::new(), Extensions::default()),
        Some(path) => {
            let text = fs::read_to_string(path).map_err(Error::io("read", path))?;
            let config = Config::parse(&text, &path.to_string_lossy()).map_err(Error::Invalid)?;
            (config.indicators, config.extensions)
        }
    };
    let extractor = Extractor::new(indicators, &extensions).map_err(Error::Invalid)?;
    let mut all: Vec<Extracted> = Vec::new();
    let mut exit = Exit::Done;
    for file in &command.files {
        match read(file, &extractor) {
            Ok(extracted) => {
                report::diagnostics(global, &extracted.diagnostics);
                if extracted.source.status != Status::Read {
                    exit = Exit::Invalid;
                }
                all.push(extracted);
            }
            // One file that cannot be read does not keep the others from being read.
            Err(Error::Invalid(found)) => {
                report::diagnostics(global, &found);
                exit = Exit::Invalid;
            }
            Err(error) => {
                report::failure(global, &error);
                exit = Exit::Failure;
            }
        }
    }
    let rows: Vec<Row<'_>> =
        all.iter().flat_map(|e| e.claims.iter().map(|claim| Row { source_id: &e.source.source_id, claim })).collect();
    output::claims(&rows, output::choose(global.format))?;
    Ok(exit)
}

fn read(file: &Path, extractor: &Extractor) -> Result<Extracted, Error> {
    if file == Path::new("-") {
        let mut raw = Vec::new();
        io::stdin().lock().read_to_end(&mut raw).map_err(Error::io("read", Path::new("standard input")))?;
        return Ok(extractor.extract("stdin", "-", &raw, None));
    }
    let path = file.to_string_lossy();
    let raw = fs::read(file).map_err(Error::io("read", file))?;
    let Some(name) = file.file_name().map(|name| name.to_string_lossy().into_owned()) else {
        return Err(Error::invalid(Diagnostic::error("no-file", format!("{path:?} names no file"))));
    };
    Ok(extractor.extract(&name, &path, &raw, sidecar(file, &name)?.as_ref()))
}

/// The sidecar beside a file, where there is one.
pub(super) fn sidecar(file: &Path, name: &str) -> Result<Option<Sidecar>, Error> {
    let beside = file.with_file_name(format!("{name}.toml"));
    match fs::read_to_string(&beside) {
        Ok(text) => Sidecar::parse(&text, &beside.to_string_lossy()).map(Some).map_err(Error::Invalid),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(Error::io("read", &beside)(error)),
    }
}
