//! Markdown, by the events of pulldown-cmark, which know their bytes.

use std::ops::Range;

use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

use super::{
    draft::Draft,
    html,
    marks::{self, Raised},
    model::{Aside, BlockKind, Note},
    stated,
};

/// Reads Markdown into a draft.
pub(super) fn read(draft: &mut Draft<'_>) {
    let source = draft.source;
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_YAML_STYLE_METADATA_BLOCKS
        | Options::ENABLE_PLUSES_DELIMITED_METADATA_BLOCKS;
    // Front matter may have blank lines before it, which Markdown does not allow.
    let start = source.len() - source.trim_start_matches(['\u{feff}', '\n', '\r', ' ']).len();
    let start = if source[start..].starts_with("---") || source[start..].starts_with("+++") { start } else { 0 };
    let mut reader = Reader { draft, containers: Vec::new(), raised: None, definition: None, image: 0, html: None };
    for (event, range) in Parser::new_ext(&source[start..], options).into_offset_iter() {
        reader.event(event, range.start + start..range.end + start);
    }
    reader.end_block();
}

/// What stands around the text.
enum Container {
    Quote,
    /// The next number, for numbered lists.
    List(Option<u64>),
    /// Its label, until its first text has taken it.
    Item(Option<String>),
    Definition,
    FrontMatter(bool),
    Html,
}

/// Pieces of text with their ranges.
type Parts = Vec<(Range<usize>, String)>;

struct Reader<'d, 's> {
    draft: &'d mut Draft<'s>,
    containers: Vec<Container>,
    /// Inside `<sup>`: its range so far and the text in it.
    raised: Option<(Range<usize>, Parts)>,
    /// The footnote being defined: label and where its text starts.
    definition: Option<(String, usize)>,
    /// Depth of images, whose text is no prose.
    image: usize,
    /// The lines of the HTML block that is open.
    html: Option<Range<usize>>,
}

impl Reader<'_, '_> {
    fn event(&mut self, event: Event<'_>, range: Range<usize>) {
        match event {
            Event::Start(tag) => self.start(tag),
            Event::End(tag) => self.end(tag),
            Event::Text(text) => self.text(range, &text),
            Event::Code(code) => {
                // The code stands between its backticks.
                let source = &self.draft.source[range.clone()];
                let at = source.find(code.as_ref()).filter(|_| !code.is_empty());
                match at {
                    Some(at) => self.text(range.start + at..range.start + at + code.len(), &code),
                    None => self.text(range, &code),
                }
            }
            Event::InlineHtml(tag) => self.inline_html(range, &tag),
            Event::Html(_) => self.html = Some(self.html.as_ref().map_or(range.start, |r| r.start)..range.end),
            Event::FootnoteReference(label) => self.draft.mark(label.to_string()),
            Event::SoftBreak | Event::HardBreak => {
                if let Some((_, parts)) = &mut self.raised {
                    parts.push((range, " ".into()));
                } else {
                    self.draft.space(range);
                }
            }
            Event::Rule => self.end_block(),
            Event::InlineMath(_) | Event::DisplayMath(_) | Event::TaskListMarker(_) => {}
        }
    }

    fn start(&mut self, tag: Tag<'_>) {
        match tag {
            Tag::Paragraph => self.open(None),
            Tag::Heading { level, .. } => self.open(Some(BlockKind::Heading(level as u8))),
            Tag::BlockQuote(_) => self.containers.push(Container::Quote),
            Tag::CodeBlock(_) => {
                self.end_block();
                self.draft.open(BlockKind::Code, Some(Aside::Code), None);
            }
            Tag::HtmlBlock => {
                self.end_block();
                self.containers.push(Container::Html);
            }
            Tag::List(first) => self.containers.push(Container::List(first)),
            Tag::Item => {
                self.end_block();
                let label = match self.containers.last_mut() {
                    Some(Container::List(Some(n))) => {
                        *n += 1;
                        Some((*n - 1).to_string())
                    }
                    _ => None,
                };
                self.containers.push(Container::Item(label));
                self.open(None);
            }
            Tag::FootnoteDefinition(label) => {
                self.end_block();
                self.containers.push(Container::Definition);
                self.definition = Some((label.to_string(), self.draft.text.len()));
            }
            Tag::TableCell => self.open(Some(BlockKind::TableCell)),
            Tag::Strong => self.draft.strong = true,
            Tag::Image { .. } => self.image += 1,
            Tag::MetadataBlock(kind) => {
                self.end_block();
                let toml = matches!(kind, pulldown_cmark::MetadataBlockKind::PlusesStyle);
                self.containers.push(Container::FrontMatter(toml));
            }
            _ => {}
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Paragraph | TagEnd::Heading(_) | TagEnd::CodeBlock | TagEnd::TableCell => self.end_block(),
            TagEnd::BlockQuote(_) | TagEnd::List(_) | TagEnd::Item | TagEnd::HtmlBlock | TagEnd::MetadataBlock(_) => {
                self.end_block();
                self.containers.pop();
                if let Some(range) = self.html.take() {
                    html::read_fragment(self.draft, range);
                }
            }
            TagEnd::FootnoteDefinition => {
                self.end_block();
                self.containers.pop();
                if let Some((label, start)) = self.definition.take() {
                    let text = self.draft.text.get(start..).unwrap_or_default();
                    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
                    self.draft.notes.push(Note { label, text });
                }
            }
            TagEnd::Strong => self.draft.strong = false,
            TagEnd::Image => self.image = self.image.saturating_sub(1),
            _ => {}
        }
    }

    /// Opens a block of `kind`, by default what the containers around it make of it.
    fn open(&mut self, kind: Option<BlockKind>) {
        self.end_block();
        let mut label = None;
        let around = match self.containers.last_mut() {
            Some(Container::Item(number)) => {
                label = number.take();
                BlockKind::ListItem
            }
            Some(Container::Quote) => BlockKind::Quote,
            _ => BlockKind::Paragraph,
        };
        let aside = self.definition.is_some().then_some(Aside::Note);
        self.draft.open(kind.unwrap_or(around), aside, label);
    }

    fn end_block(&mut self) {
        self.lower();
        self.draft.close();
    }

    fn text(&mut self, range: Range<usize>, text: &str) {
        if let Some(Container::FrontMatter(toml)) = self.containers.last() {
            stated::front_matter(&mut self.draft.stated, text, *toml);
        } else if self.image > 0 {
        } else if let Some((_, parts)) = &mut self.raised {
            parts.push((range, text.to_string()));
        } else if self.draft.source.get(range.clone()) == Some(text) {
            self.draft.copy(range);
        } else {
            self.draft.copy_from(range, text);
        }
    }

    fn inline_html(&mut self, range: Range<usize>, tag: &str) {
        let name = tag.trim_start_matches(['<', '/']);
        let name = &name[..name.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(name.len())];
        let closing = tag.starts_with("</");
        if name.eq_ignore_ascii_case("sup") {
            if closing {
                self.raise(range.end);
            } else {
                self.lower();
                self.raised = Some((range, Vec::new()));
            }
        } else if name.eq_ignore_ascii_case("br") {
            self.draft.space(range);
        }
    }

    /// The end of `<sup>` at `end`: a note mark, or text.
    fn raise(&mut self, end: usize) {
        let Some((range, parts)) = self.raised.take() else { return };
        let inner: String = parts.iter().map(|(_, text)| text.as_str()).collect();
        let linked = self.draft.source[range.start..end].contains("](#")
            || self.draft.source[range.start..end].contains("href=\"#");
        match marks::raised(self.draft.before(), &inner, linked) {
            Raised::Marks(labels) => labels.into_iter().for_each(|label| self.draft.mark(label)),
            Raised::Text(text) if text == inner.trim() => {
                self.raised = Some((range, parts));
                self.lower();
            }
            Raised::Text(text) => self.draft.put(range.start..end, &text),
        }
    }

    /// A `<sup>` without an end: its text is text.
    fn lower(&mut self) {
        if let Some((_, parts)) = self.raised.take() {
            for (range, text) in parts {
                self.text(range, &text);
            }
        }
    }
}
