//! `cuantia man`: manual pages, made of what can be typed.

use std::{
    fs,
    io::{self, Write as _},
};

use clap::CommandFactory as _;

use super::{
    Exit,
    args::{Args, Global, Man},
    report,
};
use crate::pipeline::Error;

pub(super) fn run(command: &Man, global: &Global) -> Result<Exit, Error> {
    let Some(folder) = &command.out else {
        // Through a buffer, so that a closed pipe is told like any other.
        let mut page = Vec::new();
        clap_mangen::Man::new(Args::command()).render(&mut page)?;
        io::stdout().lock().write_all(&page)?;
        return Ok(Exit::Done);
    };
    fs::create_dir_all(folder).map_err(Error::io("create", folder))?;
    clap_mangen::generate_to(Args::command(), folder).map_err(Error::io("write into", folder))?;
    report::say(global, &format!("wrote the manual pages into {}", folder.display()));
    Ok(Exit::Done)
}
