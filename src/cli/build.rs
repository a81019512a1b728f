//! `cuantia build`: the whole way; publishes where something changed.

use std::io::{self, Write};

use super::{
    Exit,
    args::{Build, Global},
    report, work,
};
use crate::pipeline::{
    Error, Project,
    build::{self, Summary},
};

pub(super) fn run(command: &Build, global: &Global) -> Result<Exit, Error> {
    let mut project = Project::load(global.project())?;
    if let Some(rule) = command.version_rule {
        project.config.dataset.version_rule = rule;
    }
    let out = work::out(&command.out, &project);
    let (summary, diagnostics) = work::with_progress(&command.threads, global, |progress| {
        build::build(&project, &out, command.strict, progress)
    })?;
    report::diagnostics(global, &diagnostics);
    if work::is_json(global) {
        work::json(&summary, global)?;
    } else {
        print(&summary, &mut io::stdout().lock())?;
    }
    Ok(Exit::Done)
}

fn print(summary: &Summary, out: &mut impl Write) -> io::Result<()> {
    let Summary { dataset, version, .. } = summary;
    if summary.published {
        writeln!(out, "published {dataset} {version} in {}", summary.path.display())?;
        for change in &summary.changes {
            writeln!(out, "  because: {change}")?;
        }
    } else if summary.rebuilt {
        writeln!(out, "{dataset} {version} was lost and is built again, to the byte, in {}", summary.path.display())?;
    } else {
        writeln!(out, "{dataset} {version} is up to date in {}: nothing was written", summary.path.display())?;
    }
    let rows = [
        ("documents", summary.documents, format!("{} read, {} extracted now", summary.read, summary.extracted)),
        ("claims", summary.claims, format!("{} of them core", summary.core_claims)),
        ("observations", summary.observations, String::new()),
        ("conflicts", summary.conflicts, format!("{} of them unexplained", summary.unexplained)),
    ];
    for (name, number, more) in rows {
        writeln!(out, "{}", format!("  {name:<12} {number:>7}  {more}").trim_end())?;
    }
    Ok(())
}
