//! `cuantia verify`: whether what is published is whole.

use std::io::{self, Write};

use super::{
    Exit,
    args::{Global, Verify},
    work,
};
use crate::{
    dataset::verify::Finding,
    pipeline::{
        Error, Project, build,
        verify::{self, Documents, Report, Version},
    },
};

pub(super) fn run(command: &Verify, global: &Global) -> Result<Exit, Error> {
    let store = work::store(&command.data, global)?;
    let documents = match (&command.raw, &command.data.dataset) {
        (Some(folder), _) => Some(Documents::find(folder, &[".".into()])?),
        (None, Some(_)) => None,
        (None, None) => {
            let project = Project::load(global.project())?;
            Some(Documents::find(&project.root, &project.config.input.paths)?)
        }
    };
    let version = Some(command.version.as_str()).filter(|version| *version != "all");
    let built = if command.rebuild {
        let project = Project::load(global.project())?;
        let prepared = work::with_progress(&command.threads, global, |progress| build::prepare(&project, progress))?;
        Some((project, prepared))
    } else {
        None
    };
    let again = built.as_ref().map(|(project, prepared)| (project, prepared));
    let report = verify::verify(&store, version, documents.as_ref(), again)?;
    if work::is_json(global) {
        work::json(&report, global)?;
    } else {
        print(&report, documents.is_some(), &mut io::stdout().lock())?;
    }
    Ok(if report.damaged { Exit::Failure } else { Exit::Done })
}

fn print(report: &Report, documents: bool, out: &mut impl Write) -> io::Result<()> {
    for finding in &report.findings {
        line(finding, out)?;
    }
    for version in &report.versions {
        let Version { files, tables, rows, claims, found, .. } = version;
        let whole = if version.findings.is_empty() { "whole" } else { "damaged" };
        write!(out, "{} {}: {whole}, {files} files, {tables} tables, {rows} rows", report.dataset, version.version)?;
        if documents {
            write!(out, ", {found} of {claims} claims at their place")?;
        }
        if !version.rebuilt.is_empty() {
            write!(out, ", built again to the same {}", version.rebuilt)?;
        }
        if !version.yanked.is_empty() {
            write!(out, ", yanked: {}", version.yanked)?;
        }
        writeln!(out)?;
        for finding in &version.findings {
            line(finding, out)?;
        }
        for orphaned in &version.orphaned {
            writeln!(
                out,
                "  orphaned {}: {} claims, the document is {}",
                orphaned.path,
                orphaned.claims.len(),
                orphaned.why
            )?;
        }
    }
    Ok(())
}

fn line(finding: &Finding, out: &mut impl Write) -> io::Result<()> {
    let Finding { check, file, row, column, message } = finding;
    write!(out, "  {check:<9} {file}")?;
    for (name, value) in [("row", row), ("column", column)] {
        if !value.is_empty() {
            write!(out, ", {name} {value}")?;
        }
    }
    writeln!(out, ": {message}")
}
