//! What a document is once it is read: its prose as UTF-8 text, and the way back to the raw file.

use serde::{Deserialize, Serialize};

use crate::base::{Diagnostic, Span, field::words, period::Date};

words! {
    /// The format of a raw file, told by its content and not only by its ending.
    Format { Text = "text", Markdown = "markdown", Html = "html", Pdf = "pdf" }
}

words! {
    /// What became of a raw file.
    Status {
        Read = "read",
        Empty = "empty",
        Binary = "binary",
        Unreadable = "unreadable",
        Duplicate = "duplicate",
    }
}

/// A document as the later stages see it.
#[derive(Clone, Debug)]
pub struct Document {
    /// The prose. Note marks, mark-up and hyphenation at line ends are gone; blocks are separated by blank lines.
    pub text: String,
    /// The way back: which bytes of the raw file each byte of `text` was read from.
    pub origin: super::origin::Origin,
    /// The pieces of `text`, in order, not overlapping.
    pub blocks: Vec<Block>,
    /// Footnotes and endnotes that the document defines.
    pub notes: Vec<Note>,
    /// Where the text refers to notes, in order.
    pub marks: Vec<NoteMark>,
    /// What the document says of itself.
    pub stated: Stated,
    pub format: Format,
    pub status: Status,
    pub diagnostics: Vec<Diagnostic>,
}

/// What a block of text is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BlockKind {
    /// A heading of level 1 (the title) to 6.
    Heading(u8),
    Paragraph,
    ListItem,
    TableCell,
    Caption,
    Quote,
    Code,
}

/// Why a block is kept but nothing is read from it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Aside {
    /// Menus, cookie notices, running heads, page numbers, "2 views".
    Furniture,
    /// A passage that repeats a sentence of the document word for word.
    PullQuote,
    /// The text of a footnote or endnote, or a bibliography.
    Note,
    Code,
}

/// A piece of the document's text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Block {
    pub span: Span,
    pub kind: BlockKind,
    pub aside: Option<Aside>,
}

/// A footnote or endnote.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Note {
    /// As the text marks it: `10`, `a`, `*`.
    pub label: String,
    /// The note itself, white space folded.
    pub text: String,
}

/// A place where the text refers to a note.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NoteMark {
    /// Offset in the text: the mark stood before this byte.
    pub at: usize,
    pub label: String,
}

/// What a document says of itself, where it does.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stated {
    pub title: Option<String>,
    pub authors: Vec<String>,
    pub published: Option<Date>,
    /// When a page was last changed, where it says so at its foot.
    pub updated: Option<Date>,
    /// BCP 47, lower case primary subtag: `en`, `es`.
    pub language: Option<String>,
    pub url: Option<String>,
}

impl Document {
    /// Page (from 1; 0 for formats without pages) and line (from 1) where a text offset stands.
    #[must_use]
    pub fn place(&self, at: usize) -> (u32, u32) {
        self.origin.place(at)
    }

    /// The heading above a text offset, empty before the first.
    #[must_use]
    pub fn section(&self, at: usize) -> &str {
        let before = self.blocks.partition_point(|b| b.span.start() <= at);
        self.blocks[..before]
            .iter()
            .rev()
            .find(|b| matches!(b.kind, BlockKind::Heading(_)) && b.aside.is_none())
            .map_or("", |b| self.text[b.span].trim())
    }
}
