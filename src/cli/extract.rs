//! `cuantia extract FILE…|-`: the claims of any document, no project needed.

use std::{
    fs,
    io::{self, Read as _},
    mem::ManuallyDrop,
    path::{Path, PathBuf},
};

use rayon::prelude::*;

use super::{
    Exit,
    args::{Extract, Global},
    output, report, work,
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
    // Nothing comes behind it: its thousands of words need not be given back one by one.
    let extractor = ManuallyDrop::new(Extractor::new(indicators, &extensions).map_err(Error::Invalid)?);
    let pool = work::pool(&command.threads)?;
    let mut exit = Exit::Done;
    // Read in parallel, told and printed in the order asked for.
    let results = batches(&command.files)
        .flat_map(|batch| pool.install(|| batch.par_iter().map(|file| read(file, &extractor)).collect::<Vec<_>>()));
    let documents = results.filter_map(|result| match result {
        Ok(extracted) => {
            report::diagnostics(global, &extracted.diagnostics);
            if extracted.source.status != Status::Read {
                exit = Exit::Invalid;
            }
            Some(extracted)
        }
        // One file that cannot be read does not keep the others from being read.
        Err(Error::Invalid(found)) => {
            report::diagnostics(global, &found);
            exit = Exit::Invalid;
            None
        }
        Err(error) => {
            report::failure(global, &error);
            exit = Exit::Failure;
            None
        }
    });
    output::claims(documents, output::choose(global.format))?;
    Ok(exit)
}

/// What is read before anything of it is printed: so many files, unless they are large. The memory that is needed
/// depends on these, and on the largest file, whatever the number of files.
const BATCH_FILES: usize = 64;
const BATCH_BYTES: u64 = 2 << 20;

/// The files in their order, in batches that fit into memory.
fn batches(files: &[PathBuf]) -> impl Iterator<Item = &[PathBuf]> {
    let mut rest = files;
    std::iter::from_fn(move || {
        let mut bytes = 0;
        let fits = |file: &&PathBuf| {
            let room = bytes < BATCH_BYTES;
            bytes += fs::metadata(file).map_or(0, |data| data.len());
            room
        };
        let len = rest.iter().take(BATCH_FILES).take_while(fits).count();
        let (batch, others) = rest.split_at(len);
        rest = others;
        (!batch.is_empty()).then_some(batch)
    })
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
