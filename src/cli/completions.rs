//! `cuantia completions SHELL`: a completion script.

use std::io::{self, Write as _};

use clap::CommandFactory as _;

use super::{
    Exit,
    args::{Args, Completions},
};
use crate::pipeline::Error;

pub(super) fn run(command: &Completions) -> Result<Exit, Error> {
    // Through a buffer: the generator would panic on a closed pipe.
    let mut script = Vec::new();
    clap_complete::generate(command.shell, &mut Args::command(), "cuantia", &mut script);
    io::stdout().lock().write_all(&script)?;
    Ok(Exit::Done)
}
