//! The command line: one file a command. Results go to stdout, everything else to stderr.

mod add;
mod args;
mod build;
mod check;
mod completions;
mod diff;
mod evaluate;
mod explain;
mod extract;
mod init;
mod man;
mod output;
mod plot;
mod reconcile;
mod report;
mod schema;
mod status;
mod verify;
mod work;
mod yank;

use std::{
    io,
    panic::{self, AssertUnwindSafe},
    process::ExitCode,
};

use clap::Parser as _;

use crate::pipeline::{Error, extract::panic_message};
use args::{Args, Command};

/// How a command ended, as the shell sees it. What stops a command on its way is an [`Error`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
enum Exit {
    Done = 0,
    Failure = 1,
    Invalid = 3,
    /// `build --strict`: conflicts that need a person.
    Conflicts = 4,
    /// A correction that nothing needs any more.
    Expired = 5,
    /// `status --exit-code`: a build would publish.
    WouldPublish = 10,
}

/// Runs the command line of this process.
#[must_use]
pub fn main() -> ExitCode {
    let args = match Args::try_parse() {
        Ok(args) => args,
        Err(usage) => {
            let code = if usage.use_stderr() { 2 } else { 0 };
            // Where even the message cannot be written, the exit code still says it.
            let _ = usage.print();
            return ExitCode::from(code);
        }
    };
    report::start(&args.global);
    // A panic is told like any other failure; where it happened is for those who ask with -vv.
    panic::set_hook(Box::new(|panic| tracing::debug!("{panic}")));
    let result = panic::catch_unwind(AssertUnwindSafe(|| run(&args))).unwrap_or_else(|panic| {
        let message = format!("internal error, please report it: {}", panic_message(panic.as_ref()));
        Err(Error::Failed(message))
    });
    match result {
        Ok(exit) => ExitCode::from(exit as u8),
        // The reader has seen enough (`cuantia extract … | head`).
        Err(Error::Output(error)) if error.kind() == io::ErrorKind::BrokenPipe => ExitCode::SUCCESS,
        Err(Error::Invalid(found)) => {
            report::diagnostics(&args.global, &found);
            ExitCode::from(Exit::Invalid as u8)
        }
        Err(Error::Conflicts(found)) => {
            report::diagnostics(&args.global, &found);
            ExitCode::from(Exit::Conflicts as u8)
        }
        Err(Error::Expired(found)) => {
            report::diagnostics(&args.global, &found);
            ExitCode::from(Exit::Expired as u8)
        }
        Err(Error::Store(found)) => {
            report::diagnostics(&args.global, &[found]);
            ExitCode::from(Exit::Failure as u8)
        }
        Err(error) => {
            report::failure(&args.global, &error);
            ExitCode::from(Exit::Failure as u8)
        }
    }
}

fn run(args: &Args) -> Result<Exit, Error> {
    let global = &args.global;
    match &args.command {
        Command::Init(command) => init::run(command, global),
        Command::Add(command) => add::run(command, global),
        Command::Check => check::run(global),
        Command::Extract(command) => extract::run(command, global),
        Command::Build(command) => build::run(command, global),
        Command::Status(command) => status::run(command, global),
        Command::Diff(command) => diff::run(command, global),
        Command::Verify(command) => verify::run(command, global),
        Command::Yank(command) => yank::run(command, global),
        Command::Reconcile(command) => reconcile::run(command, global),
        Command::Explain(command) => explain::run(command, global),
        Command::Evaluate(command) => evaluate::run(command, global),
        Command::Schema(command) => schema::run(command, global),
        Command::Completions(command) => completions::run(command),
        Command::Man(command) => man::run(command, global),
    }
}
