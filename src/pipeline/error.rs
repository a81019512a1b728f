//! Why a command could not do its work.

use std::{
    io,
    path::{Path, PathBuf},
};

use crate::base::Diagnostic;

/// What stops a command. What is merely wrong with a document stops nothing: that is a [`Diagnostic`].
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// Configuration or input that cannot be used.
    #[error("{}", .0.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n"))]
    Invalid(Vec<Diagnostic>),
    /// Corrections that nothing needs any more.
    #[error("{}", .0.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n"))]
    Expired(Vec<Diagnostic>),
    /// Conflicts that need a person.
    #[error("{}", .0.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n"))]
    Conflicts(Vec<Diagnostic>),
    /// The file system refused.
    #[error("cannot {doing} {}: {source}", path.display())]
    Io { doing: &'static str, path: PathBuf, source: io::Error },
    /// Another process is publishing.
    #[error("{} is in use: {holder}", path.display())]
    Locked { path: PathBuf, holder: String },
    /// Another process published first.
    #[error("another process has just published in {}, and this one has not: run it again", .0.display())]
    Raced(PathBuf),
    /// An object store refused, or cannot be reached.
    #[error("{0}")]
    Store(Diagnostic),
    /// Results could not be written.
    #[error("cannot write the results: {0}")]
    Output(#[from] io::Error),
    /// Anything else, with its whole story.
    #[error("{0}")]
    Failed(String),
}

impl Error {
    /// For `map_err`: `fs::read(p).map_err(Error::io("read", p))`.
    pub fn io(doing: &'static str, path: &Path) -> impl FnOnce(io::Error) -> Self {
        let path = path.to_owned();
        move |source| Self::Io { doing, path, source }
    }

    /// A single finding.
    #[must_use]
    pub fn invalid(found: Diagnostic) -> Self {
        Self::Invalid(vec![found])
    }
}
