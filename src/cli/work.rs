//! What the commands on a whole project share: threads, the progress bar, the folder to publish to.

use std::{
    io,
    io::IsTerminal as _,
    path::{Path, PathBuf},
};

use indicatif::{ProgressBar, ProgressStyle};
use serde::Serialize;

use super::args::{Data, Format, Global, Out, Threads};
use crate::{
    config::address::is_address,
    pipeline::{Error, Project, read::Progress, store::Store},
};

/// Runs `work` on as many threads as asked for, with a progress bar where stderr is a terminal.
pub(super) fn with_progress<T: Send>(
    threads: &Threads,
    global: &Global,
    work: impl FnOnce(Progress<'_>) -> Result<T, Error> + Send,
) -> Result<T, Error> {
    let pool = pool(threads)?;
    let bar = if global.quiet || !io::stderr().is_terminal() { ProgressBar::hidden() } else { ProgressBar::new(0) };
    if let Ok(style) = ProgressStyle::with_template("{bar:30} {pos}/{len} documents, {elapsed}") {
        bar.set_style(style);
    }
    let result = pool.install(|| {
        work(&|done, total| {
            bar.set_length(total as u64);
            bar.set_position(done as u64);
        })
    });
    bar.finish_and_clear();
    result
}

/// As many threads as asked for, else one for each core.
pub(super) fn pool(threads: &Threads) -> Result<rayon::ThreadPool, Error> {
    rayon::ThreadPoolBuilder::new()
        .num_threads(threads.number.map_or(0, usize::from))
        .build()
        .map_err(|error| Error::Failed(format!("cannot start threads: {error}")))
}

/// The folder or address of the data sets.
pub(super) fn out(out: &Out, project: &Project) -> PathBuf {
    let to = &project.config.publish.to;
    let as_it_is = project.root == Path::new(".") || is_address(to);
    let beside = || if as_it_is { PathBuf::from(to) } else { project.root.join(to) };
    out.folder.clone().unwrap_or_else(beside)
}

/// The data set that is named, else that of the project.
pub(super) fn store(data: &Data, global: &Global) -> Result<Store, Error> {
    if let Some(folder) = &data.dataset {
        return Store::open(folder);
    }
    let project = Project::load(global.project())?;
    Store::new(&out(&data.out, &project), &project.config.dataset.name)
}

/// Whether results are data.
pub(super) fn is_json(global: &Global) -> bool {
    matches!(global.format, Some(Format::Json | Format::Jsonl))
}

/// Prints a result as JSON: on one line for `jsonl`.
pub(super) fn json(result: &impl Serialize, global: &Global) -> Result<(), Error> {
    use io::Write as _;
    let mut out = io::stdout().lock();
    let written = match global.format {
        Some(Format::Jsonl) => serde_json::to_writer(&mut out, result),
        _ => serde_json::to_writer_pretty(&mut out, result),
    };
    written.map_err(io::Error::from)?;
    Ok(out.write_all(b"\n")?)
}
