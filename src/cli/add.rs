//! `cuantia add FILE`: takes a document into the project and writes its sidecar.

use std::{
    fs,
    io::{self, Write as _},
    path::{Path, PathBuf},
};

use super::{
    Exit,
    args::{Add, Global},
    report,
};
use crate::{
    base::{Diagnostic, id},
    config::{Sidecar, sidecar::default_id},
    document::{self, Status},
    pipeline::{Error, Project, find},
};

pub(super) fn run(command: &Add, global: &Global) -> Result<Exit, Error> {
    let project = Project::load(global.project())?;
    let raw = fs::read(&command.file).map_err(Error::io("read", &command.file))?;
    let Some(name) = command.file.file_name().map(|n| n.to_string_lossy().into_owned()) else {
        let message = format!("{} names no file", command.file.display());
        return Err(Error::invalid(Diagnostic::error("no-file", message)));
    };
    let document = document::read(&name, &raw);
    report::diagnostics(global, &document.diagnostics);
    if document.status != Status::Read {
        let message = format!("the file is {}: nothing can be read from it", document.status);
        return Err(Error::invalid(Diagnostic::error("no-document", message).at(command.file.to_string_lossy(), 0)));
    }
    let sidecar = sidecar(command, &name, &document.stated, &raw);
    // What was typed is checked like what is written by hand.
    Sidecar::parse(&sidecar.to_toml(), &format!("{name}.toml")).map_err(Error::Invalid)?;
    let target = target(&project, &command.file, &name)?;
    let beside = find::sidecar_path(&target);
    if beside.exists() {
        let message = "there is a sidecar already; nothing was written";
        return Err(Error::invalid(Diagnostic::error("sidecar-exists", message).at(beside.to_string_lossy(), 0)));
    }
    place(&raw, &target)?;
    let text = format!("# What is known of {name} beside what it says of itself.\n{}", sidecar.to_toml());
    write_new(&beside, text.as_bytes())?;
    report::say(global, &format!("wrote {}\nwrote {}", target.display(), beside.display()));
    remind(&sidecar, &beside, global);
    let (found, _) = find::documents(&project.root, &project.config.input.paths)?;
    if !found.iter().any(|f| same_file(&f.full, &target)) {
        let warning = Diagnostic::warning("not-an-input", "no path of [input] names this document: a build skips it");
        report::diagnostics(global, &[warning.at(target.to_string_lossy(), 0)]);
    }
    Ok(Exit::Done)
}

/// What was typed counts before what the document states.
fn sidecar(command: &Add, name: &str, stated: &document::Stated, raw: &[u8]) -> Sidecar {
    let first = |typed: &Option<String>, stated: &Option<String>| typed.clone().or_else(|| stated.clone());
    Sidecar {
        id: Some(command.id.clone().unwrap_or_else(|| default_id(name))),
        title: first(&command.title, &stated.title),
        authors: if command.authors.is_empty() { stated.authors.clone() } else { command.authors.clone() },
        publisher: command.publisher.clone(),
        published: command.published.or(stated.published),
        url: first(&command.url, &stated.url),
        language: first(&command.language, &stated.language),
        licence: command.licence.clone(),
        quote: command.quote,
        summarises: command.summarises.clone(),
        sha256: Some(id::sha256(raw)),
    }
}

/// Where the document goes: it stays where it is inside the project's folder of documents, else it comes into it.
fn target(project: &Project, file: &Path, name: &str) -> Result<PathBuf, Error> {
    let (found, _) = find::documents(&project.root, &project.config.input.paths)?;
    if let Some(there) = found.iter().find(|f| same_file(&f.full, file)) {
        return Ok(there.full.clone());
    }
    let pattern = project.config.input.paths.first().map_or("raw/*", String::as_str);
    let folder: PathBuf = if project.root.join(pattern).is_dir() {
        project.root.join(pattern)
    } else {
        let fixed = pattern.split('/').take_while(|part| !part.contains(['*', '?', '[']));
        let mut parts: Vec<&str> = fixed.collect();
        if parts.len() == pattern.split('/').count() {
            parts.pop();
        }
        project.root.join(parts.iter().collect::<PathBuf>())
    };
    fs::create_dir_all(&folder).map_err(Error::io("create", &folder))?;
    Ok(folder.join(name))
}

/// Writes the document where it is not there yet.
fn place(raw: &[u8], target: &Path) -> Result<(), Error> {
    match fs::read(target) {
        Ok(there) if there == raw => Ok(()),
        Ok(_) => {
            let message = "another document has this name; nothing was written";
            Err(Error::invalid(
                Diagnostic::error("name-in-use", message)
                    .at(target.to_string_lossy(), 0)
                    .help("rename the file before you add it"),
            ))
        }
        Err(error) if error.kind() == io::ErrorKind::NotFound => write_new(target, raw),
        Err(error) => Err(Error::io("read", target)(error)),
    }
}

fn write_new(path: &Path, bytes: &[u8]) -> Result<(), Error> {
    let mut file = fs::File::create_new(path).map_err(Error::io("write", path))?;
    file.write_all(bytes).map_err(Error::io("write", path))
}

/// Says what neither the user nor the document said and a data set needs.
fn remind(sidecar: &Sidecar, beside: &Path, global: &Global) {
    let missing: Vec<&str> = [
        ("title", sidecar.title.is_none()),
        ("authors", sidecar.authors.is_empty() && sidecar.publisher.is_none()),
        ("published", sidecar.published.is_none()),
        ("licence", sidecar.licence.is_none()),
    ]
    .iter()
    .filter_map(|(key, absent)| absent.then_some(*key))
    .collect();
    if !missing.is_empty() {
        let message = format!("not known: {}", missing.join(", "));
        let note = Diagnostic::new(crate::base::Severity::Note, "incomplete-sidecar", message);
        report::diagnostics(global, &[note.at(beside.to_string_lossy(), 0).help("complete it by hand")]);
    }
}

fn same_file(a: &Path, b: &Path) -> bool {
    matches!((fs::canonicalize(a), fs::canonicalize(b)), (Ok(a), Ok(b)) if a == b)
}
