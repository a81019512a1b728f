//! From the events of a page to blocks.

use std::ops::Range;

use super::{
    super::{
        draft::Draft,
        marks::{self, Raised},
        model::{Aside, BlockKind},
    },
    Entities,
    content::{Role, Roles},
    tag::Tag,
    tree::{Event, Page},
};

/// Longest text, in bytes, of a table cell; a longer one is a part of the page's layout.
const LONGEST_CELL: u32 = 400;

/// What holds for the text in an open element.
#[derive(Clone, Copy)]
struct Around {
    kind: BlockKind,
    role: Role,
    code: bool,
    strong: bool,
}

struct Writer<'d, 's, 'p> {
    draft: &'d mut Draft<'s>,
    page: &'p Page,
    roles: &'p Roles,
    entities: Entities<'s>,
    around: Vec<Around>,
    /// Open lists: the number of the next item; `None` where items have no numbers.
    lists: Vec<Option<u32>>,
    /// A block begins with the next text.
    fresh: bool,
    /// The label of the item that begins.
    label: Option<String>,
    /// Whether a line break stood directly before.
    broken: bool,
    raised: Option<RaisedText>,
}

/// Inside `<sup>` or a link to a note.
struct RaisedText {
    element: u32,
    start: usize,
    linked: bool,
    parts: Vec<Range<usize>>,
}

/// Writes a page into a draft.
pub(super) fn write(draft: &mut Draft<'_>, page: &Page, roles: &Roles) {
    let mut writer = Writer {
        draft,
        page,
        roles,
        entities: Entities::default(),
        around: Vec::new(),
        lists: Vec::new(),
        fresh: true,
        label: None,
        broken: false,
        raised: None,
    };
    for event in &page.events {
        match *event {
            Event::Open(element, start) => writer.open(element, start as usize),
            Event::Close(element, end) => writer.close(element, end as usize),
            Event::Text(start, end) => writer.text(start as usize..end as usize),
            Event::Break(start, end) => writer.line_break(start as usize..end as usize),
        }
    }
    writer.lower();
    writer.draft.close();
}

impl Writer<'_, '_, '_> {
    fn current(&self) -> Around {
        self.around.last().copied().unwrap_or(Around {
            kind: BlockKind::Paragraph,
            role: self.roles.outside,
            code: false,
            strong: false,
        })
    }

    fn open(&mut self, element: u32, start: usize) {
        let node = &self.page.elements[element as usize];
        let mut around = self.current();
        around.role = self.roles.of[element as usize];
        match node.tag {
            Tag::Li => {
                around.kind = BlockKind::ListItem;
                let number = self.lists.last_mut().and_then(|next| {
                    let number = (*next)?;
                    *next = Some(number.saturating_add(1));
                    Some(number.to_string())
                });
                self.label = node.note.clone().or(number);
            }
            Tag::Ul | Tag::Dl => self.lists.push(None),
            Tag::Ol => self.lists.push(Some(node.start)),
            Tag::Cell if node.text <= LONGEST_CELL => around.kind = BlockKind::TableCell,
            Tag::Cell => around.kind = BlockKind::Paragraph,
            Tag::Caption | Tag::Figcaption => around.kind = BlockKind::Caption,
            Tag::Blockquote => around.kind = BlockKind::Quote,
            Tag::Pre => {
                around.kind = BlockKind::Code;
                around.code = true;
            }
            Tag::Strong => around.strong = true,
            tag => {
                if let Some(level) = tag.heading() {
                    around.kind = BlockKind::Heading(level);
                } else if node.note.is_some() {
                    self.label.clone_from(&node.note);
                }
            }
        }
        self.around.push(around);
        let within = self.raised.as_ref().map(|r| self.page.elements[r.element as usize].tag);
        if node.tag == Tag::Sup && within == Some(Tag::Sup) {
            // Nothing is raised twice: the first was left open.
            self.lower();
        }
        if node.tag.is_block() {
            self.block_edge();
        } else if self.raised.is_none() && (node.tag == Tag::Sup || node.anchor) {
            self.raised = Some(RaisedText { element, start, linked: node.anchor, parts: Vec::new() });
        } else if let Some(raised) = &mut self.raised {
            raised.linked |= node.anchor;
        }
    }

    fn close(&mut self, element: u32, end: usize) {
        let tag = self.page.elements[element as usize].tag;
        self.around.pop();
        if matches!(tag, Tag::Ul | Tag::Ol | Tag::Dl) {
            self.lists.pop();
        }
        if tag.is_block() {
            self.block_edge();
            self.label = None;
        } else if self.raised.as_ref().is_some_and(|r| r.element == element) {
            self.raise(tag, end);
        }
    }

    fn block_edge(&mut self) {
        self.lower();
        self.fresh = true;
        self.broken = false;
    }

    fn line_break(&mut self, range: Range<usize>) {
        if self.broken {
            // Two breaks in a row end a paragraph.
            self.block_edge();
        } else if !self.fresh {
            self.broken = true;
            self.draft.space(range);
        }
    }

    fn text(&mut self, range: Range<usize>) {
        let around = self.current();
        if around.role == Role::Dropped {
            return;
        }
        if let Some(raised) = &mut self.raised {
            raised.parts.push(range);
            return;
        }
        let source = self.draft.source;
        let text = &source[range.clone()];
        if text.trim().is_empty() {
            if !self.fresh && !text.is_empty() {
                self.draft.space(range);
            }
            return;
        }
        self.begin(around);
        self.draft.strong = around.strong;
        self.broken = false;
        let mut at = range.start;
        while let Some(amp) = memchr::memchr(b'&', &source.as_bytes()[at..range.end]) {
            let amp = at + amp;
            self.draft.copy(at..amp);
            let (value, len) = self.entities.decode(&source[amp..range.end]);
            if len == 1 {
                self.draft.copy(amp..amp + 1);
            } else {
                self.draft.put(amp..amp + len, value);
            }
            at = amp + len;
        }
        self.draft.copy(at..range.end);
    }

    /// Opens the block that text belongs to, where one begins.
    fn begin(&mut self, around: Around) {
        if self.fresh {
            self.fresh = false;
            let aside = match around.role {
                Role::Furniture | Role::Dropped => Some(Aside::Furniture),
                Role::Note => Some(Aside::Note),
                Role::Content => around.code.then_some(Aside::Code),
            };
            self.draft.open(around.kind, aside, self.label.take());
        }
    }

    /// The end of raised text: note marks, or text.
    fn raise(&mut self, tag: Tag, end: usize) {
        let Some(raised) = self.raised.take() else { return };
        let source = self.draft.source;
        let inner: String = raised.parts.iter().map(|r| super::decoded(&source[r.clone()])).collect();
        // "¶" beside a heading, "↩" after a note: links that say nothing.
        if tag == Tag::A && !inner.trim().is_empty() && inner.chars().all(|c| " ¶#§🔗↩↑^\u{fe0e}\u{fe0f}".contains(c))
        {
            return;
        }
        let bracketed = inner.trim_start().starts_with(['[', '(']);
        // A plain link to a place on the page is a mark only where it looks like one.
        let may = tag == Tag::Sup || bracketed || inner.trim().bytes().all(|b| b.is_ascii_digit());
        if inner.len() > 80 || !may || inner.trim().is_empty() {
            self.raised = Some(raised);
            self.lower();
            return;
        }
        let linked = raised.linked;
        match marks::raised(self.draft.before(), &inner, linked) {
            // A link in a note goes back to the text; a number at its start is its label.
            Raised::Marks(_) if tag == Tag::A && self.current().role == Role::Note && !self.fresh => {
                self.raised = Some(raised);
                self.lower();
            }
            Raised::Marks(labels) => {
                let around = self.current();
                self.begin(around);
                for label in labels {
                    self.draft.mark(label);
                }
            }
            // "[citation needed]"
            Raised::Text(_) if tag == Tag::Sup && bracketed => {}
            Raised::Text(text) if tag == Tag::Sup && text != inner.trim() => {
                let around = self.current();
                self.begin(around);
                self.draft.put(raised.start..end, &text);
            }
            Raised::Text(_) => {
                self.raised = Some(raised);
                self.lower();
            }
        }
    }

    /// Text that was taken for raised and is not.
    fn lower(&mut self) {
        if let Some(raised) = self.raised.take() {
            for part in raised.parts {
                self.text(part);
            }
        }
    }
}
