//! What can be typed.

use std::path::{Path, PathBuf};

use clap::{ArgAction, Args as ClapArgs, Parser, Subcommand, ValueEnum};

/// Reads documents and publishes the figures in them as a data set that can be cited.
#[derive(Debug, Parser)]
#[command(name = "cuantia", version, after_help = "Exit codes: 0 done or nothing to do, 1 failure, 2 usage, 3 invalid input or configuration, 4 conflicts that need a person, 5 an expired correction, 10 (status --exit-code) a build would publish.")]
pub(super) struct Args {
    #[command(flatten)]
    pub(super) global: Global,
    #[command(subcommand)]
    pub(super) command: Command,
}

#[derive(Debug, ClapArgs)]
pub(super) struct Global {
    /// The project's pipeline.toml
    #[arg(long, global = true, value_name = "PATH")]
    pub(super) config: Option<PathBuf>,
    /// How results are written
    #[arg(long, global = true, value_enum)]
    pub(super) format: Option<Format>,
    /// Say more: -v what is done, -vv everything
    #[arg(short, long, global = true, action = ArgAction::Count)]
    pub(super) verbose: u8,
    /// Say only what went wrong
    #[arg(short, long, global = true, conflicts_with = "verbose")]
    pub(super) quiet: bool,
    /// How messages on stderr are written
    #[arg(long, global = true, value_enum, default_value = "text")]
    pub(super) log_format: LogFormat,
}

impl Global {
    /// The pipeline.toml of the project: the one given, else that of the current directory.
    pub(super) fn project(&self) -> &Path {
        self.config.as_deref().unwrap_or(Path::new("pipeline.toml"))
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum Format {
    Table,
    Json,
    Jsonl,
    Csv,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum LogFormat {
    Text,
    Json,
}

#[derive(Debug, Subcommand)]
pub(super) enum Command {
    Extract(Extract),
}

/// Print the claims of documents; needs no project
#[derive(Debug, ClapArgs)]
pub(super) struct Extract {
    /// Documents (.txt, .md, .html, .pdf); `-` reads standard input
    #[arg(required = true, value_name = "FILE")]
    pub(super) files: Vec<PathBuf>,
}
