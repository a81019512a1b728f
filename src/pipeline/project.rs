//! A project: the folder of a pipeline.toml.

use std::{
    fs,
    path::{Path, PathBuf},
};

use super::{Error, Extractor};
use crate::{
    base::{Diagnostic, id},
    config::{Config, Corrections},
    dataset::metadata::Run,
};

/// A project with its checked configuration.
#[derive(Clone, Debug)]
pub struct Project {
    /// The folder that all its paths are relative to.
    pub root: PathBuf,
    /// As the user named it.
    pub config_path: PathBuf,
    pub config: Config,
    /// Of corrections.toml beside it.
    pub corrections: Corrections,
}

impl Project {
    /// Reads and checks the pipeline.toml at `path`.
    ///
    /// # Errors
    /// No such file, or one that cannot be used.
    pub fn load(path: &Path) -> Result<Self, Error> {
        let text = match fs::read(path) {
            Ok(bytes) => String::from_utf8(bytes).map_err(|_| {
                Error::invalid(
                    Diagnostic::error("invalid-toml", "the configuration is not UTF-8 text")
                        .at(path.to_string_lossy(), 0),
                )
            })?,
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
                return Err(Error::invalid(
                    Diagnostic::error("missing-config", "there is no configuration")
                        .at(path.to_string_lossy(), 0)
                        .help("`cuantia init` starts a project; `--config PATH` names the pipeline.toml of another"),
                ));
            }
            Err(error) => return Err(Error::io("read", path)(error)),
        };
        let config = Config::parse(&text, &path.to_string_lossy()).map_err(Error::Invalid)?;
        let root = match path.parent() {
            Some(parent) if parent != Path::new("") => parent.to_owned(),
            _ => PathBuf::from("."),
        };
        let corrections = corrections(&root.join("corrections.toml"))?;
        Ok(Self { root, config_path: path.to_owned(), config, corrections })
    }

    /// The extractor that the configuration asks for.
    ///
    /// # Errors
    /// Rows of the configuration that the vocabulary cannot use.
    pub fn extractor(&self) -> Result<Extractor, Error> {
        Extractor::new(self.config.indicators.clone(), &self.config.extensions).map_err(|found| {
            let path = self.config_path.to_string_lossy();
            let placed = |d: Diagnostic| if d.path.is_empty() { d.at(path.clone(), 0) } else { d };
            Error::Invalid(found.into_iter().map(placed).collect())
        })
    }

    /// A digest of everything beside the document and its sidecar that decides which claims are read: the part of the
    /// configuration that the extraction sees, the compiled-in vocabulary and the code (both are source files).
    #[must_use]
    pub fn rules_digest(&self) -> String {
        let seen = serde_json::to_string(&(&self.config.indicators, &self.config.extensions)).unwrap_or_default();
        id::sha256(format!("{} {} {seen}", env!("CARGO_PKG_VERSION"), env!("CUANTIA_CODE")).as_bytes())
    }

    /// What a build of now is made with.
    #[must_use]
    pub fn run(&self) -> Run {
        let config = &self.config;
        Run {
            tool: concat!("cuantia ", env!("CARGO_PKG_VERSION")).into(),
            code: env!("CUANTIA_CODE").into(),
            vocabulary: env!("CUANTIA_VOCABULARY").into(),
            configuration: digest(&(&config.indicators, &config.extensions, &config.reconcile)),
            corrections: digest(&self.corrections.corrections),
        }
    }
}

/// SHA-256 of what something says, however it is written.
fn digest(said: &impl serde::Serialize) -> String {
    id::sha256(serde_json::to_string(said).unwrap_or_default().as_bytes())
}

/// The corrections of a project; none where it has no such file.
fn corrections(path: &Path) -> Result<Corrections, Error> {
    match fs::read_to_string(path) {
        Ok(text) => Corrections::parse(&text, &path.to_string_lossy()).map_err(Error::Invalid),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(Corrections::default()),
        Err(error) if error.kind() == std::io::ErrorKind::InvalidData => Err(Error::invalid(
            Diagnostic::error("invalid-toml", "the corrections are not UTF-8 text").at(path.to_string_lossy(), 0),
        )),
        Err(error) => Err(Error::io("read", path)(error)),
    }
}
