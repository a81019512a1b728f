//! The way back from extracted text to raw bytes.

use crate::base::Span;

/// Which bytes of the raw file each byte of the text was read from.
#[derive(Clone, Debug, Default)]
pub struct Origin {}

impl Origin {
    /// The bytes of the raw file that a span of the text was read from, mark-up between them included.
    /// `None` for PDF, whose text has no byte range in the file.
    #[must_use]
    pub fn raw(&self, span: Span) -> Option<Span> {
        Some(span)
    }

    /// Page (from 1; 0 for formats without pages) and line (from 1; of the raw file, or of the page in PDF).
    #[must_use]
    pub fn place(&self, at: usize) -> (u32, u32) {
        let _ = at;
        (0, 1)
    }
}
