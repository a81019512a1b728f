//! What is said to people when something is not as it should be.

use serde::{Deserialize, Serialize};

use super::field::words;

words! {
    /// How bad it is.
    Severity { Note = "note", Warning = "warning", Error = "error" }
}

/// One finding: what was expected, what was found, where, what to do.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Diagnostic {
    /// Stable kebab-case name of the finding: `missing-sidecar`.
    pub id: String,
    pub severity: Severity,
    /// One line: what was expected and what was found.
    pub message: String,
    /// The file, as the user named it; empty where there is none.
    pub path: String,
    /// Line in the file, from 1; 0 where it is about the whole file.
    pub line: usize,
    /// What to do about it; may be empty.
    pub help: String,
}

impl Diagnostic {
    #[must_use]
    pub fn new(severity: Severity, id: &str, message: impl Into<String>) -> Self {
        Self { id: id.into(), severity, message: message.into(), path: String::new(), line: 0, help: String::new() }
    }

    #[must_use]
    pub fn error(id: &str, message: impl Into<String>) -> Self {
        Self::new(Severity::Error, id, message)
    }

    #[must_use]
    pub fn warning(id: &str, message: impl Into<String>) -> Self {
        Self::new(Severity::Warning, id, message)
    }

    #[must_use]
    pub fn at(mut self, path: impl Into<String>, line: usize) -> Self {
        self.path = path.into();
        self.line = line;
        self
    }

    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help = help.into();
        self
    }
}

impl std::fmt::Display for Diagnostic {
    /// `warning[missing-sidecar]: message` and, indented below, the place and the help.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}[{}]: {}", self.severity, self.id, self.message)?;
        if !self.path.is_empty() {
            write!(f, "\n  --> {}", self.path)?;
            if self.line > 0 {
                write!(f, ":{}", self.line)?;
            }
        }
        if !self.help.is_empty() {
            write!(f, "\n  help: {}", self.help)?;
        }
        Ok(())
    }
}
