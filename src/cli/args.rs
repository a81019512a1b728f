//! What can be typed.

use std::path::{Path, PathBuf};

use clap::{ArgAction, Args as ClapArgs, Parser, Subcommand, ValueEnum};

use crate::{
    base::{Amount, period::Date},
    config::{Method, Quote, VersionRule},
};

/// Reads documents and publishes the figures in them as a data set that can be cited.
#[derive(Debug, Parser)]
#[command(
    name = "cuantia",
    version,
    after_help = "Exit codes: 0 done or nothing to do, 1 failure or (verify) damage, 2 usage, 3 invalid input or configuration, 4 conflicts that need a person, 5 an expired correction, 10 (status --exit-code) a build would publish."
)]
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
    Init(Init),
    Add(Add),
    /// Test the configuration, the vocabulary and the examples of every indicator
    Check,
    Extract(Extract),
    Build(Build),
    Status(Status),
    Diff(Diff),
    Verify(Verify),
    Yank(Yank),
    Reconcile(Reconcile),
    Explain(Explain),
    Evaluate(Evaluate),
    Schema(Schema),
    Completions(Completions),
    Man(Man),
}

/// Start a project: pipeline.toml and a folder raw/ with an example
#[derive(Debug, ClapArgs)]
pub(super) struct Init {
    /// Where; nothing that exists is overwritten
    #[arg(default_value = ".", value_name = "DIR")]
    pub(super) folder: PathBuf,
}

/// Take a document into the project: copy it and write its sidecar
#[derive(Debug, ClapArgs)]
pub(super) struct Add {
    #[arg(value_name = "FILE")]
    pub(super) file: PathBuf,
    /// Id of the source in every table [default: the file's stem]
    #[arg(long)]
    pub(super) id: Option<String>,
    /// [default: what the document states, as for authors, date, language and URL]
    #[arg(long)]
    pub(super) title: Option<String>,
    /// Once for every author
    #[arg(long = "author", value_name = "NAME")]
    pub(super) authors: Vec<String>,
    #[arg(long)]
    pub(super) publisher: Option<String>,
    /// 2020, 2020-12 or 2020-12-31
    #[arg(long, value_name = "DATE", value_parser = date)]
    pub(super) published: Option<Date>,
    #[arg(long)]
    pub(super) url: Option<String>,
    /// BCP 47: en, es
    #[arg(long)]
    pub(super) language: Option<String>,
    /// SPDX expression, or what the publisher says
    #[arg(long)]
    pub(super) licence: Option<String>,
    /// How much of its wording may be published: full, snippet or none
    #[arg(long)]
    pub(super) quote: Option<Quote>,
    /// The publication whose figures it restates
    #[arg(long, value_name = "WORK")]
    pub(super) summarises: Option<String>,
}

fn date(text: &str) -> Result<Date, String> {
    Date::parse(text).ok_or_else(|| "expected a date such as 2020, 2020-12 or 2020-12-31".into())
}

/// Print the claims of documents; needs no project
#[derive(Debug, ClapArgs)]
pub(super) struct Extract {
    /// Documents (.txt, .md, .html, .pdf); `-` reads standard input
    #[arg(required = true, value_name = "FILE")]
    pub(super) files: Vec<PathBuf>,
    #[command(flatten)]
    pub(super) threads: Threads,
}

/// Read, reconcile and publish, where something changed
#[derive(Debug, ClapArgs)]
pub(super) struct Build {
    /// Publish nothing and exit with 4 where conflicts remain that have no explanation
    #[arg(long)]
    pub(super) strict: bool,
    /// What raises which part of the version: datapackage or croissant [default: of pipeline.toml, else datapackage]
    #[arg(long, value_name = "RULE")]
    pub(super) version_rule: Option<VersionRule>,
    #[command(flatten)]
    pub(super) out: Out,
    #[command(flatten)]
    pub(super) threads: Threads,
}

/// Where the data set is published.
#[derive(Debug, ClapArgs)]
pub(super) struct Out {
    /// Folder or address of the data sets [default: `to` of [publish], beside pipeline.toml]
    #[arg(long = "out", value_name = "DIR")]
    pub(super) folder: Option<PathBuf>,
}

#[derive(Debug, ClapArgs)]
pub(super) struct Threads {
    /// Documents read at the same time [default: one for each core]
    #[arg(long = "threads", value_name = "N", value_parser = clap::value_parser!(u16).range(1..=1024))]
    pub(super) number: Option<u16>,
}

/// Say what a build would change
#[derive(Debug, ClapArgs)]
pub(super) struct Status {
    #[command(flatten)]
    pub(super) out: Out,
    #[command(flatten)]
    pub(super) threads: Threads,
    /// Exit with 10 where a build would publish
    #[arg(long)]
    pub(super) exit_code: bool,
}

/// Which data set.
#[derive(Debug, ClapArgs)]
pub(super) struct Data {
    /// Folder or address of the data set, the one with versions.json; needs no project [default: that of the project]
    #[arg(long, value_name = "DIR", conflicts_with = "folder")]
    pub(super) dataset: Option<PathBuf>,
    #[command(flatten)]
    pub(super) out: Out,
}

/// Look whether what is published is whole: checksums, tables, and every claim in its document
///
/// Exits with 1 where anything is damaged, and names file, row and column. Claims whose document changed or is gone are orphaned:
/// that is told, and no damage.
#[derive(Debug, ClapArgs)]
pub(super) struct Verify {
    /// A version's number, `latest` or `all`
    #[arg(default_value = "all", value_name = "VERSION")]
    pub(super) version: String,
    /// Folder of the documents, by whatever name they lie there [default: [input] of the project]
    #[arg(long, value_name = "DIR")]
    pub(super) raw: Option<PathBuf>,
    /// Build it again from the project as well: the same content, and of the same program the same bytes
    #[arg(long)]
    pub(super) rebuild: bool,
    #[command(flatten)]
    pub(super) data: Data,
    #[command(flatten)]
    pub(super) threads: Threads,
}

/// Withdraw a version: `latest.json` names the newest that is left; nothing is deleted
#[derive(Debug, ClapArgs)]
pub(super) struct Yank {
    /// Its number
    #[arg(value_name = "VERSION")]
    pub(super) version: String,
    /// Why, for those who use it
    #[arg(long, value_name = "TEXT", required_unless_present = "undo", conflicts_with = "undo")]
    pub(super) reason: Option<String>,
    /// Take it back: the version counts again
    #[arg(long)]
    pub(super) undo: bool,
    #[command(flatten)]
    pub(super) data: Data,
}

/// Say what changed between two versions: rows, cells, and the cause of each change
#[derive(Debug, ClapArgs)]
pub(super) struct Diff {
    /// The version before: its number, or `latest`
    #[arg(value_name = "A")]
    pub(super) from: String,
    /// The version after
    #[arg(value_name = "B")]
    pub(super) to: String,
    /// Only of this table
    #[arg(long, value_name = "NAME")]
    pub(super) table: Option<String>,
    #[command(flatten)]
    pub(super) data: Data,
}

/// Reconcile a claims table from anywhere: one line an item
#[derive(Debug, ClapArgs)]
pub(super) struct Reconcile {
    /// CSV or Parquet with the columns `item` (or `indicator`, `place`, `period`), `source_id` or `source`, `value`; `-` reads CSV from
    /// standard input
    #[arg(long, value_name = "FILE")]
    pub(super) input: PathBuf,
    /// How values become one: plurality, reference, latest, crh or accucopy [default: of --config, else plurality]
    #[arg(long)]
    pub(super) method: Option<Method>,
    /// Relative tolerance of what is not exact: 0.05 is five percent
    #[arg(long, value_name = "SHARE", value_parser = share)]
    pub(super) tolerance: Option<Amount>,
    /// A source that is primary; once for each
    #[arg(long, value_name = "SOURCE")]
    pub(super) reference: Vec<String>,
    #[command(flatten)]
    pub(super) threads: Threads,
}

fn share(text: &str) -> Result<Amount, String> {
    let share = Amount::parse(text).filter(|share| !share.is_negative() && *share <= Amount::ONE);
    share.ok_or_else(|| "expected a share from 0 to 1, such as 0.05".into())
}

/// Follow a value back to the sentences it was read from
#[derive(Debug, ClapArgs)]
pub(super) struct Explain {
    /// Id of a claim (clm…) or an observation (obs…), or how it begins
    #[arg(value_name = "ID")]
    pub(super) id: String,
    #[command(flatten)]
    pub(super) threads: Threads,
}

/// Score what is read from documents against your own annotations of them
#[derive(Debug, ClapArgs)]
pub(super) struct Evaluate {
    /// Annotations, NAME.claims.jsonl; the document is NAME.txt, .md, .html, .htm or .pdf beside it
    #[arg(required = true, value_name = "GOLD")]
    pub(super) gold: Vec<PathBuf>,
    /// Show each miss in its sentence
    #[arg(long)]
    pub(super) errors: bool,
    /// Folder of the documents [default: that of each annotation]
    #[arg(long, value_name = "DIR")]
    pub(super) documents: Option<PathBuf>,
}

/// Print a completion script for a shell
#[derive(Debug, ClapArgs)]
pub(super) struct Completions {
    #[arg(value_enum)]
    pub(super) shell: clap_complete::Shell,
}

/// Print the JSON Schema of a file or a table
#[derive(Debug, ClapArgs)]
pub(super) struct Schema {
    /// pipeline, sidecar, corrections, or the name of a table [default: all of them, by name]
    #[arg(value_name = "NAME")]
    pub(super) name: Option<String>,
}

/// Print the manual page
#[derive(Debug, ClapArgs)]
pub(super) struct Man {
    /// Write the pages of all commands into this folder instead
    #[arg(long, value_name = "DIR")]
    pub(super) out: Option<PathBuf>,
}
