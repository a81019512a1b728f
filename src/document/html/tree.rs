//! From tokens to a flat list of elements and events.

use std::ops::Range;

use html5gum::{DefaultEmitter, StartTag, Token, Tokenizer};

use super::{metadata::Metadata, tag::Tag};

/// How many open elements are looked through for the one that an end tag closes: beyond that it is taken for stray.
const REACH: usize = 128;

/// An element. What its attributes say is read once, when it is made.
#[derive(Clone, Debug)]
pub(super) struct Element {
    pub(super) tag: Tag,
    pub(super) parent: u32,
    /// Bytes of text in it (without white space), and of those in links.
    pub(super) text: u32,
    pub(super) linked: u32,
    pub(super) links: u32,
    /// Words of its class and id.
    pub(super) words: Vec<String>,
    pub(super) role: String,
    pub(super) hidden: bool,
    /// A link to a place on the page.
    pub(super) anchor: bool,
    /// The label of the note that it is, by its id: `3` for `fn3`.
    pub(super) note: Option<String>,
    /// The number its list starts with.
    pub(super) start: u32,
}

/// What the writer meets, in order. Offsets are bytes of the source.
#[derive(Clone, Copy, Debug)]
pub(super) enum Event {
    /// An element begins at this byte.
    Open(u32, u32),
    /// An element ends before this byte.
    Close(u32, u32),
    Text(u32, u32),
    Break(u32, u32),
}

/// A page as a flat tree.
#[derive(Default)]
pub(super) struct Page {
    pub(super) elements: Vec<Element>,
    pub(super) events: Vec<Event>,
    pub(super) metadata: Metadata,
}

/// Elements that are open.
struct Builder<'s> {
    source: &'s str,
    page: Page,
    open: Vec<u32>,
    /// Open elements that are dropped with all they hold.
    dropped: usize,
    /// Open links.
    links: usize,
}

fn narrow(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}

/// Reads a range of the source.
pub(super) fn build(source: &str, range: Range<usize>) -> Page {
    let mut emitter = DefaultEmitter::<usize>::new_with_span();
    emitter.naively_switch_states(true);
    let mut builder = Builder { source, page: Page::default(), open: Vec::new(), dropped: 0, links: 0 };
    let offset = range.start;
    let end = range.end;
    for token in Tokenizer::new_with_emitter(&source[range], emitter).flatten() {
        match token {
            Token::StartTag(tag) => builder.start(&tag, offset),
            Token::EndTag(tag) => builder.end(&tag.name, tag.span.end + offset),
            Token::String(text) => builder.text(text.span.start + offset..text.span.end + offset),
            Token::Comment(_) | Token::Doctype(_) | Token::Error(_) => {}
        }
    }
    while !builder.open.is_empty() {
        builder.pop(end);
    }
    builder.page
}

impl Builder<'_> {
    fn start(&mut self, token: &StartTag<usize>, offset: usize) {
        let tag = Tag::of(&token.name);
        let (start, end) = (token.span.start + offset, token.span.end + offset);
        self.page.metadata.start_tag(tag, token);
        match tag {
            Tag::Br => self.page.events.push(Event::Break(narrow(start), narrow(end))),
            // Attributes of a second <body> do not matter, nor does its place.
            Tag::Html | Tag::Body if self.open.iter().take(8).any(|e| self.page.elements[*e as usize].tag == tag) => {}
            _ if tag.is_void() && tag != Tag::Hr => {}
            _ => {
                if tag == Tag::Body {
                    // The head may be left open.
                    self.close_through(Tag::Head, start);
                }
                while let Some(open) = self.open.last()
                    && self.page.elements[*open as usize].tag.ends_before(tag)
                {
                    self.pop(start);
                }
                if matches!(tag, Tag::Li | Tag::Cell | Tag::Row | Tag::Dt | Tag::Dd) {
                    self.close_siblings(tag, start);
                }
                let element = narrow(self.page.elements.len());
                let parent = self.open.last().copied().unwrap_or(element);
                self.page.elements.push(Element::new(tag, parent, token));
                self.page.events.push(Event::Open(element, narrow(start)));
                self.open.push(element);
                self.dropped += usize::from(tag == Tag::Dropped);
                self.links += usize::from(tag == Tag::A);
                if tag == Tag::Hr || (token.self_closing && tag == Tag::Other) {
                    self.pop(end);
                }
            }
        }
    }

    /// `<li>` ends the item before, also where inline elements in it were left open.
    fn close_siblings(&mut self, tag: Tag, at: usize) {
        let found = self.open.iter().rev().take(32).position(|e| {
            let open = self.page.elements[*e as usize].tag;
            open.ends_before(tag) || open.is_wall()
        });
        if let Some(n) = found
            && self.open.iter().rev().nth(n).is_some_and(|e| self.page.elements[*e as usize].tag.ends_before(tag))
        {
            for _ in 0..=n {
                self.pop(at);
            }
        }
    }

    fn end(&mut self, name: &[u8], end: usize) {
        let tag = Tag::of(name);
        if tag == Tag::Br || tag.is_void() {
            return;
        }
        self.close_through(tag, end);
    }

    /// Ends the innermost open element with a tag, and what is open in it.
    fn close_through(&mut self, tag: Tag, end: usize) {
        for n in 0..self.open.len().min(REACH) {
            let open = self.page.elements[self.open[self.open.len() - 1 - n] as usize].tag;
            if open == tag {
                for _ in 0..=n {
                    self.pop(end);
                }
                return;
            }
            // An inline end tag closes nothing around the block that it stands in.
            if (open.is_block() && !tag.is_block()) || (open.is_wall() && tag == Tag::P) {
                return;
            }
        }
    }

    fn pop(&mut self, end: usize) {
        let Some(element) = self.open.pop() else { return };
        self.page.events.push(Event::Close(element, narrow(end)));
        let Element { tag, parent, text, linked, links, .. } = self.page.elements[element as usize];
        self.dropped -= usize::from(tag == Tag::Dropped);
        self.links -= usize::from(tag == Tag::A);
        if parent != element {
            let parent = &mut self.page.elements[parent as usize];
            parent.text += text;
            parent.linked += linked;
            parent.links += links + u32::from(tag == Tag::A);
        }
    }

    fn text(&mut self, range: Range<usize>) {
        let Some(text) = self.source.get(range.clone()) else { return };
        let inside = self.open.last().map(|e| self.page.elements[*e as usize].tag);
        self.page.metadata.text(inside, text);
        if self.dropped > 0 || matches!(inside, Some(Tag::Title | Tag::Head | Tag::Option)) {
            return;
        }
        self.page.events.push(Event::Text(narrow(range.start), narrow(range.end)));
        let letters = narrow(text.bytes().filter(|b| !b.is_ascii_whitespace()).count());
        if let Some(element) = self.open.last() {
            let element = &mut self.page.elements[*element as usize];
            element.text += letters;
            element.linked += if self.links > 0 { letters } else { 0 };
        }
    }
}

impl Element {
    fn new(tag: Tag, parent: u32, token: &StartTag<usize>) -> Self {
        let get = |name: &str| {
            token.attributes.get(name.as_bytes()).map(|v| String::from_utf8_lossy(&v.value.0).into_owned())
        };
        let id = get("id").unwrap_or_default();
        let mut words = Vec::new();
        if tag.is_block() {
            split(&get("class").unwrap_or_default(), &mut words);
            split(&id, &mut words);
        }
        let style = get("style").unwrap_or_default().to_ascii_lowercase().replace(' ', "");
        let hidden = token.attributes.contains_key(&b"hidden"[..])
            || get("aria-hidden").is_some_and(|v| v == "true")
            || style.contains("display:none")
            || style.contains("visibility:hidden");
        let role = get("role").or_else(|| get("epub:type")).or_else(|| get("itemprop")).unwrap_or_default();
        Self {
            tag,
            parent,
            text: 0,
            linked: 0,
            links: 0,
            words,
            role: role.to_ascii_lowercase(),
            hidden,
            anchor: tag == Tag::A && get("href").is_some_and(|h| h.starts_with('#') && h.len() > 1),
            note: if tag.is_block() { note_label(&id) } else { None },
            start: get("start").and_then(|s| s.parse().ok()).unwrap_or(1),
        }
    }
}

/// The words of a class or id in lower case: `site-footer`, `siteFooter` → `site`, `footer`.
fn split(text: &str, words: &mut Vec<String>) {
    for part in text.split(|c: char| !c.is_ascii_alphanumeric()).filter(|p| !p.is_empty()) {
        let mut word = String::new();
        for c in part.chars() {
            if c.is_ascii_uppercase() && word.ends_with(|c: char| c.is_ascii_lowercase()) {
                words.push(std::mem::take(&mut word));
            }
            word.push(c);
        }
        words.push(word);
    }
    for word in words {
        word.make_ascii_lowercase();
    }
}

/// The label in the id of a note: `fn3`, `footnote-3`, `cite_note-a-3`, `_ftn3`, `note:3`.
fn note_label(id: &str) -> Option<String> {
    let lower = id.to_ascii_lowercase();
    let rest = lower.trim_start_matches('_');
    let rest = ["footnote", "endnote", "cite_note", "ftn", "fn", "edn", "en", "note"]
        .iter()
        .find_map(|p| rest.strip_prefix(p))?;
    let label = rest.rsplit(['-', '_', ':', '.']).next()?;
    let fits = !label.is_empty() && label.len() <= 3 && label.bytes().all(|b| b.is_ascii_digit());
    (fits && !rest.starts_with("ref")).then(|| label.trim_start_matches('0').to_string())
}
