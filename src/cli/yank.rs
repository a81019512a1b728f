//! `cuantia yank VERSION --reason TEXT`: withdraws a version.

use std::io::{self, Write as _};

use super::{
    Exit,
    args::{Global, Yank},
    work,
};
use crate::pipeline::{Error, yank};

pub(super) fn run(command: &Yank, global: &Global) -> Result<Exit, Error> {
    let store = work::store(&command.data, global)?;
    let done = yank::yank(&store, &command.version, command.reason.as_deref())?;
    if work::is_json(global) {
        work::json(&done, global)?;
    } else {
        let what = if done.yanked { "is yanked" } else { "counts again" };
        let mut out = io::stdout().lock();
        writeln!(out, "{} {} {what}; the latest version is {}", done.dataset, done.version, done.latest)?;
    }
    Ok(Exit::Done)
}
