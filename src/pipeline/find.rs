//! Which files of a project are documents.

use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
};

use super::Error;
use crate::{base::Diagnostic, config::Sidecar};

/// A file that `[input]` names.
#[derive(Clone, Debug)]
pub struct Found {
    /// Relative to the project, with `/`: the same on every machine.
    pub path: String,
    pub full: PathBuf,
    pub sidecar: Option<Sidecar>,
    /// Why it must not be read, where it must not.
    pub refused: Option<Diagnostic>,
}

impl Found {
    /// The file's name without its folders.
    #[must_use]
    pub fn name(&self) -> &str {
        self.path.rsplit('/').next().unwrap_or(&self.path)
    }
}

/// The documents of a project, sorted by path, with their sidecars; and what else was noticed.
///
/// # Errors
/// Sidecars that cannot be used: a licence or a `quote` that is misread must not be published.
pub fn documents(root: &Path, patterns: &[String]) -> Result<(Vec<Found>, Vec<Diagnostic>), Error> {
    let mut noticed = Vec::new();
    let mut files = BTreeMap::new();
    for pattern in patterns {
        let before = files.len();
        matches(root, pattern, &mut files, &mut noticed)?;
        if files.len() == before {
            let message = format!("{pattern:?} of [input] matches no file");
            noticed.push(Diagnostic::warning("no-match", message));
        }
    }
    // Sidecars are no documents; one without its document was left behind by a rename.
    for path in files.keys().filter(|p| is_toml(p)) {
        let document = path.strip_suffix(".toml").unwrap_or(path);
        if !files.contains_key(document) {
            let message = format!("there is no document {document:?} beside this sidecar");
            noticed.push(Diagnostic::warning("orphan-sidecar", message).at(path.clone(), 0));
        }
    }
    let inside = fs::canonicalize(root).map_err(Error::io("open", root))?;
    let mut wrong = Vec::new();
    let mut found = Vec::new();
    for (path, full) in files.iter().filter(|(path, _)| !is_toml(path)) {
        let sidecar = sidecar(full, path, &mut wrong)?;
        let refused = refusal(full, &inside).map(|(id, message)| Diagnostic::error(id, message).at(path.clone(), 0));
        found.push(Found { path: path.clone(), full: full.clone(), sidecar, refused });
    }
    if wrong.is_empty() { Ok((found, noticed)) } else { Err(Error::Invalid(wrong)) }
}

fn is_toml(path: &str) -> bool {
    Path::new(path).extension().is_some_and(|end| end == "toml")
}

/// Adds the files that a path or glob names, hidden ones left out.
fn matches(
    root: &Path,
    pattern: &str,
    files: &mut BTreeMap<String, PathBuf>,
    noticed: &mut Vec<Diagnostic>,
) -> Result<(), Error> {
    let whole_folder = root.join(pattern).is_dir();
    let pattern = if whole_folder { format!("{}/**/*", pattern.trim_end_matches('/')) } else { pattern.to_owned() };
    let options =
        glob::MatchOptions { case_sensitive: true, require_literal_separator: true, require_literal_leading_dot: true };
    let whole = format!("{}/{pattern}", glob::Pattern::escape(&root.to_string_lossy()));
    let paths = glob::glob_with(&whole, options)
        .map_err(|error| Error::invalid(Diagnostic::error("invalid-glob", format!("{pattern:?}: {error}"))))?;
    for path in paths {
        match path {
            Ok(full) if full.is_dir() => {}
            Ok(full) => {
                let relative = full.strip_prefix(root).unwrap_or(&full);
                let parts: Vec<_> = relative.components().map(|c| c.as_os_str().to_string_lossy()).collect();
                files.insert(parts.join("/"), full);
            }
            Err(error) => {
                let message = format!("cannot look into this folder: {}", error.error());
                noticed.push(Diagnostic::error("unreadable-folder", message).at(error.path().to_string_lossy(), 0));
            }
        }
    }
    Ok(())
}

/// Why a file must not be read, where it must not.
fn refusal(full: &Path, inside: &Path) -> Option<(&'static str, String)> {
    let real = match fs::canonicalize(full) {
        Ok(real) => real,
        Err(error) => return Some(("unreadable", format!("cannot open it: {error}"))),
    };
    if !real.starts_with(inside) {
        return Some(("outside-project", "a link that leads out of the project is not followed".into()));
    }
    match fs::metadata(&real) {
        Err(error) => Some(("unreadable", format!("cannot open it: {error}"))),
        Ok(data) if !data.is_file() => Some(("unreadable", "expected a file, found a device or a pipe".into())),
        // Spans count bytes in 32 bits.
        Ok(data) if data.len() > u64::from(u32::MAX) => {
            Some(("too-large", format!("{} bytes are too many; documents have less than 4 GiB", data.len())))
        }
        Ok(_) => None,
    }
}

fn sidecar(full: &Path, path: &str, wrong: &mut Vec<Diagnostic>) -> Result<Option<Sidecar>, Error> {
    let (beside, name) = (sidecar_path(full), format!("{path}.toml"));
    let text = match fs::read(&beside) {
        Ok(bytes) => String::from_utf8(bytes),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(Error::io("read", &beside)(error)),
    };
    let parsed = match text {
        Ok(text) => Sidecar::parse(&text, &name),
        Err(_) => Err(vec![Diagnostic::error("invalid-toml", "the sidecar is not UTF-8 text").at(name, 0)]),
    };
    Ok(parsed.map_err(|found| wrong.extend(found)).ok())
}

/// Where the sidecar of a document is: its whole name and `.toml`.
#[must_use]
pub fn sidecar_path(document: &Path) -> PathBuf {
    let mut name = document.as_os_str().to_owned();
    name.push(".toml");
    PathBuf::from(name)
}
