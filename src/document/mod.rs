//! Documents: from the bytes of a raw file to its prose, with the way back.

pub mod model;
pub mod origin;

pub use model::{Aside, Block, BlockKind, Document, Format, Note, NoteMark, Stated, Status};

/// Reads a raw file. `name` is the file's name (its ending is a hint where the content leaves doubt).
/// Bad content is never an error: `status` and `diagnostics` say what was found.
#[must_use]
pub fn read(name: &str, raw: &[u8]) -> Document {
    let _ = name;
    let text = String::from_utf8_lossy(raw).into_owned();
    let span = crate::base::Span::new(0, text.len());
    Document {
        text,
        origin: origin::Origin::default(),
        blocks: vec![Block { span, kind: BlockKind::Paragraph, aside: None }],
        notes: Vec::new(),
        marks: Vec::new(),
        stated: Stated::default(),
        format: Format::Text,
        status: Status::Read,
        diagnostics: Vec::new(),
    }
}
