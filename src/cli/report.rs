//! What is said on stderr: findings, failures, and the log.

use std::io::Write as _;

use anstream::stderr;
use tracing_subscriber::{EnvFilter, fmt};

use super::args::{Global, LogFormat};
use crate::{
    base::{Diagnostic, Severity},
    pipeline::Error,
};

/// Starts the log: warnings by default, more with `-v`, only errors with `-q`.
pub(super) fn start(global: &Global) {
    let level = match (global.quiet, global.verbose) {
        (true, _) => "error",
        (false, 0) => "warn",
        (false, 1) => "cuantia=info",
        (false, _) => "cuantia=debug",
    };
    let log = fmt().with_env_filter(EnvFilter::new(level)).with_writer(std::io::stderr).with_target(false);
    match global.log_format {
        LogFormat::Text => {
            let colour = anstream::AutoStream::choice(&std::io::stderr()) != anstream::ColorChoice::Never;
            log.without_time().with_ansi(colour).init();
        }
        LogFormat::Json => log.json().init(),
    }
}

/// Says what was done.
pub(super) fn say(global: &Global, what: &str) {
    match global.log_format {
        _ if global.quiet => {}
        LogFormat::Json => diagnostics(global, &[Diagnostic::new(Severity::Note, "done", what)]),
        LogFormat::Text => {
            // A closed stderr leaves nobody to tell.
            let _ = writeln!(stderr().lock(), "{what}");
        }
    }
}

/// Writes findings; with `-q` only the errors among them.
pub(super) fn diagnostics(global: &Global, found: &[Diagnostic]) {
    let mut err = stderr().lock();
    for one in found.iter().filter(|d| !global.quiet || d.severity == Severity::Error) {
        // A closed stderr leaves nobody to tell.
        let _ = match global.log_format {
            LogFormat::Json => serde_json::to_string(one).map_or(Ok(()), |line| writeln!(err, "{line}")),
            LogFormat::Text => write_text(&mut err, one),
        };
    }
}

pub(super) fn failure(global: &Global, error: &Error) {
    diagnostics(global, &[Diagnostic::error("failed", error.to_string())]);
}

fn write_text(err: &mut impl std::io::Write, one: &Diagnostic) -> std::io::Result<()> {
    let colour = match one.severity {
        Severity::Error => "\x1b[1;31m",
        Severity::Warning => "\x1b[1;33m",
        Severity::Note => "\x1b[1;36m",
    };
    // `error[id]` in colour; anstream takes the colour away where stderr is no terminal.
    let text = one.to_string();
    let (head, rest) = text.split_once(": ").unwrap_or((&text, ""));
    writeln!(err, "{colour}{head}\x1b[0m: {rest}")
}
