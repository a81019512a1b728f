//! `cuantia init [DIR]`: a project to start from.

use std::{fs, io::Write as _, path::Path};

use super::{
    Exit,
    args::{Global, Init},
    report,
};
use crate::{base::Diagnostic, pipeline::Error};

/// What is written, relative to the project.
const FILES: &[(&str, &str)] = &[
    ("pipeline.toml", include_str!("init/pipeline.toml")),
    ("raw/bicycle-counts.md", include_str!("init/note.md")),
    ("raw/bicycle-counts.md.toml", include_str!("init/note.md.toml")),
    (".gitignore", include_str!("init/gitignore")),
];

pub(super) fn run(command: &Init, global: &Global) -> Result<Exit, Error> {
    let folder = &command.folder;
    let config = folder.join("pipeline.toml");
    if config.exists() {
        let found = Diagnostic::error("project-exists", "there is a project already; nothing was written");
        return Err(Error::invalid(found.at(config.to_string_lossy(), 0)));
    }
    let raw = folder.join("raw");
    let has_documents = fs::read_dir(&raw).is_ok_and(|mut entries| entries.next().is_some());
    fs::create_dir_all(&raw).map_err(Error::io("create", &raw))?;
    for (name, text) in FILES {
        if has_documents && name.starts_with("raw/") {
            continue;
        }
        write_new(&folder.join(name), text, global)?;
    }
    report::say(
        global,
        "next: put documents into raw/ with `cuantia add FILE`, then `cuantia check` and `cuantia build`",
    );
    Ok(Exit::Done)
}

/// Writes a file that does not exist yet, and leaves one that does.
fn write_new(path: &Path, text: &str, global: &Global) -> Result<(), Error> {
    match fs::File::create_new(path) {
        Ok(mut file) => {
            file.write_all(text.as_bytes()).map_err(Error::io("write", path))?;
            report::say(global, &format!("wrote {}", path.display()));
            Ok(())
        }
        Err(error) if error.kind() == std::io::ErrorKind::AlreadyExists => {
            report::say(global, &format!("kept {}", path.display()));
            Ok(())
        }
        Err(error) => Err(Error::io("write", path)(error)),
    }
}
