//! Documents: from the bytes of a raw file to its prose, with the way back.
//!
//! `decode` makes characters of bytes, `detect` tells the format, a reader for each format (`plain`,
//! `markdown`, `html`, `pdf`) writes blocks into a `draft`; what holds for every format comes after: `furniture`,
//! `notes` and their marks, pull `quotes`, what is `stated` of the document itself.

mod decode;
mod detect;
mod draft;
mod furniture;
mod headings;
mod html;
mod markdown;
mod marker;
mod marks;
pub mod model;
mod notes;
pub mod origin;
mod pdf;
mod plain;
mod quotes;
#[cfg(test)]
mod roundtrip;
mod source;
mod stated;
mod strip;

use crate::base::Diagnostic;

use draft::Draft;
pub use model::{Aside, Block, BlockKind, Document, Format, Note, NoteMark, Stated, Status};
use origin::Origin;
pub use source::Source;
pub use strip::{same, strip};

/// Largest file that is read, in bytes: spans are 32 bits wide, and decoding may treble a file.
const LARGEST: usize = 1 << 30;

/// Reads a raw file. `name` is the file's name (its ending is a hint where the content leaves doubt).
/// Bad content is never an error: `status` and `diagnostics` say what was found.
#[must_use]
pub fn read(name: &str, raw: &[u8]) -> Document {
    if raw.len() > LARGEST {
        let message = format!("expected a file of at most {LARGEST} bytes, found {}", raw.len());
        let diagnostic = Diagnostic::error("too-large", message).help("split the file");
        return unread(Format::Text, Status::Unreadable, diagnostic.at(name, 0));
    }
    if raw.trim_ascii().is_empty() {
        return empty(name, Format::Text);
    }
    match detect::look(raw) {
        detect::Look::Binary(what) => binary(name, &what),
        detect::Look::Pdf => read_pdf(name, raw),
        detect::Look::Text => read_text(name, raw),
    }
}

fn read_pdf(name: &str, raw: &[u8]) -> Document {
    let pdf = match pdf::load(raw) {
        Ok(pdf) => pdf,
        Err(diagnostic) => return unread(Format::Pdf, Status::Unreadable, diagnostic.at(name, 0)),
    };
    let mut draft = Draft::new(&pdf.source);
    pdf.read(&mut draft);
    let origin = Origin { lines: pdf.line_starts(), pages: pdf.pages.clone(), ..Origin::default() };
    let mut document = finish(name, Format::Pdf, draft, origin);
    document.diagnostics.extend(pdf.diagnostics.iter().map(|d| d.clone().at(name, 0)));
    document
}

fn read_text(name: &str, raw: &[u8]) -> Document {
    let decoded = decode::decode(raw);
    if detect::is_noise(&decoded.text) {
        return binary(name, "bytes that are text in no encoding");
    }
    let format = detect::format(name, &decoded.text);
    let mut draft = Draft::new(&decoded.text);
    match format {
        Format::Markdown => markdown::read(&mut draft),
        Format::Html => html::read(&mut draft),
        _ => plain::read(&mut draft),
    }
    let origin = Origin {
        text: origin::Map::default(),
        decoded: Some(decoded.map),
        lines: origin::line_starts(&decoded.text),
        pages: Vec::new(),
        encoding: decoded.encoding,
    };
    finish(name, format, draft, origin)
}

/// The passes that hold for every format, and the document.
fn finish(name: &str, format: Format, mut draft: Draft<'_>, mut origin: Origin) -> Document {
    furniture::find(&mut draft);
    if format == Format::Text {
        furniture::running_heads(&mut draft);
    }
    notes::find(&mut draft, format);
    headings::bold(&mut draft);
    headings::unnumber(&mut draft);
    quotes::find(&mut draft);
    stated::complete(&mut draft);
    let read = draft.blocks.iter().filter(|b| b.aside.is_none());
    if !read.into_iter().any(|b| draft.text[b.span].contains(char::is_alphanumeric)) {
        return empty(name, format);
    }
    origin.text = draft.map;
    Document {
        text: draft.text,
        origin,
        blocks: draft.blocks.iter().map(draft::Piece::block).collect(),
        notes: draft.notes,
        marks: draft.marks,
        stated: draft.stated,
        format,
        status: Status::Read,
        diagnostics: Vec::new(),
    }
}

fn empty(name: &str, format: Format) -> Document {
    let diagnostic = Diagnostic::warning("empty-document", "expected prose, found none")
        .help("remove the file, or replace it with one that holds the text");
    unread(format, Status::Empty, diagnostic.at(name, 0))
}

fn binary(name: &str, what: &str) -> Document {
    let diagnostic =
        Diagnostic::error("binary-document", format!("expected text, Markdown, HTML or PDF, found {what}"))
            .help("convert it to one of these formats, or remove it");
    unread(Format::Text, Status::Binary, diagnostic.at(name, 0))
}

/// A document of which nothing could be read.
fn unread(format: Format, status: Status, diagnostic: Diagnostic) -> Document {
    Document {
        text: String::new(),
        origin: Origin::default(),
        blocks: Vec::new(),
        notes: Vec::new(),
        marks: Vec::new(),
        stated: Stated::default(),
        format,
        status,
        diagnostics: vec![diagnostic],
    }
}
