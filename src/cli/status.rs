//! `cuantia status`: what a build would change.

use std::io::{self, Write as _};

use super::{
    Exit,
    args::{Global, Status},
    report, work,
};
use crate::pipeline::{Error, Project, status};

pub(super) fn run(command: &Status, global: &Global) -> Result<Exit, Error> {
    let project = Project::load(global.project())?;
    let out = work::out(&command.out, &project);
    let (status, diagnostics) =
        work::with_progress(&command.threads, global, |progress| status::status(&project, &out, progress))?;
    report::diagnostics(global, &diagnostics);
    if work::is_json(global) {
        work::json(&status, global)?;
    } else {
        let mut out = io::stdout().lock();
        for (what, documents) in [("new", &status.new), ("changed", &status.changed), ("gone", &status.gone)] {
            for document in documents {
                writeln!(out, "{what:<8} {document}")?;
            }
        }
        if !status.yanked.is_empty() {
            writeln!(out, "{:<8} {}", "yanked", status.yanked.join(", "))?;
        }
        match (&status.version, status.would_publish) {
            (None, _) => writeln!(out, "nothing is published yet: a build would publish the first version")?,
            (Some(version), true) => writeln!(out, "a build would publish a version after {version}")?,
            (Some(version), false) => writeln!(out, "version {version} is up to date")?,
        }
    }
    Ok(if command.exit_code && status.would_publish { Exit::WouldPublish } else { Exit::Done })
}
