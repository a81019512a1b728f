//! Takes out of a PDF what would make the library that reads it overflow its stack, or run on without an end.
//!
//! The library draws a form (a stored piece of content) by calling itself, so forms that hold themselves, or
//! each other in a long chain, would end the process; forms that draw ten others each, down ten steps, would keep it
//! busy for years. Both are emptied. So are images, which hold no text, and content that inflates beyond all measure.

use std::{
    collections::{BTreeMap, BTreeSet},
    io::Read as _,
};

use pdf_extract::{Dictionary, Document, Object, ObjectId, Stream};

/// Forms within forms, at most; documents have two or three.
const DEEPEST: usize = 12;

/// Bytes of content that a page may draw, that of its forms counted as often as they are drawn.
const PAGE: u64 = 64 << 20;

/// Steps from a page up to the root of the page tree.
const HIGHEST: usize = 256;

/// Makes a document harmless. How many pieces of content were emptied.
pub(super) fn make_safe(document: &mut Document, pages: &[ObjectId]) -> usize {
    empty_images_and_bombs(document);
    for page in pages {
        if !reaches_root(document, *page)
            && let Ok(dict) = document.get_object_mut(*page).and_then(Object::as_dict_mut)
        {
            dict.remove(b"Parent");
        }
    }
    let mut forms = Forms { document, costs: BTreeMap::new(), open: Vec::new(), blocked: BTreeSet::new() };
    for page in pages {
        forms.page(*page);
    }
    let blocked = forms.blocked;
    for id in &blocked {
        if let Ok(stream) = document.get_object_mut(*id).and_then(Object::as_stream_mut) {
            empty(stream);
        }
    }
    blocked.len()
}

fn empty(stream: &mut Stream) {
    stream.dict.remove(b"Filter");
    stream.content = Vec::new();
}

fn empty_images_and_bombs(document: &mut Document) {
    for object in document.objects.values_mut() {
        let Object::Stream(stream) = object else { continue };
        let image = stream.dict.get(b"Subtype").and_then(Object::as_name).is_ok_and(|name| name == b"Image");
        if image || is_bomb(stream) {
            empty(stream);
        }
    }
}

/// Whether a stream inflates to more than a page may draw. Nothing deflates to less than a thousandth.
fn is_bomb(stream: &Stream) -> bool {
    let Ok(filters) = stream.filters() else { return false };
    let packing = filters.iter().filter(|f| matches!(**f, b"FlateDecode" | b"Fl" | b"LZWDecode" | b"LZW")).count();
    match packing {
        0 => false,
        1 => {
            (stream.content.len() as u64) * 1100 > PAGE
                && filters.first().is_some_and(|f| f.starts_with(b"Fl"))
                && inflates_beyond(&stream.content, PAGE)
        }
        _ => true,
    }
}

fn inflates_beyond(packed: &[u8], most: u64) -> bool {
    let mut rest = flate2::read::ZlibDecoder::new(packed).take(most + 1);
    let mut buffer = vec![0; 1 << 16];
    let mut sum = 0;
    while let Ok(n) = rest.read(&mut buffer)
        && n > 0
    {
        sum += n as u64;
    }
    sum > most
}

/// Whether the parents of a page end: the library follows them without counting.
fn reaches_root(document: &Document, page: ObjectId) -> bool {
    let mut at = page;
    for _ in 0..HIGHEST {
        let parent = document.get_dictionary(at).and_then(|d| d.get(b"Parent")).and_then(Object::as_reference);
        match parent {
            Ok(parent) => at = parent,
            Err(_) => return true,
        }
    }
    false
}

/// A form together with the place where its resources stand, if they are not its own.
type State = (ObjectId, *const Dictionary);

/// What the forms of a document cost.
struct Forms<'d> {
    document: &'d Document,
    /// Bytes that a form draws, with what it holds.
    costs: BTreeMap<State, u64>,
    /// The forms that are being looked at, each held by the one before.
    open: Vec<ObjectId>,
    blocked: BTreeSet<ObjectId>,
}

impl<'d> Forms<'d> {
    fn page(&mut self, page: ObjectId) {
        let Some(resources) = self.resources_of(page) else { return };
        if self.get(resources, b"XObject").is_none() {
            return;
        }
        if let Ok(content) = self.document.get_page_content(page) {
            self.content(&content, resources);
        }
    }

    /// The resources of a page, its own or those of a parent.
    fn resources_of(&self, page: ObjectId) -> Option<&'d Dictionary> {
        let mut at = self.document.get_dictionary(page).ok()?;
        for _ in 0..HIGHEST {
            if let Some(resources) = self.get(at, b"Resources") {
                return Some(resources);
            }
            let parent = at.get(b"Parent").and_then(Object::as_reference).ok()?;
            at = self.document.get_dictionary(parent).ok()?;
        }
        None
    }

    fn get(&self, dict: &'d Dictionary, key: &[u8]) -> Option<&'d Dictionary> {
        dict.get_deref(key, self.document).and_then(Object::as_dict).ok()
    }

    /// The cost of content: its bytes, and the forms that it names.
    fn content(&mut self, content: &[u8], resources: &'d Dictionary) -> u64 {
        let mut cost = content.len() as u64 + 1;
        let Some(forms) = self.get(resources, b"XObject") else { return cost };
        for name in names(content) {
            let Some(id) = forms.get(&name).and_then(Object::as_reference).ok() else { continue };
            let Some((id, stream)) = self.stream(id) else { continue };
            let held = self.form(id, stream, resources);
            if cost.saturating_add(held) > PAGE {
                self.blocked.insert(id);
            } else {
                cost += held;
            }
        }
        cost
    }

    /// The stream that a reference leads to.
    fn stream(&self, mut id: ObjectId) -> Option<(ObjectId, &'d Stream)> {
        for _ in 0..HIGHEST {
            match self.document.objects.get(&id)? {
                Object::Stream(stream) => return Some((id, stream)),
                Object::Reference(next) => id = *next,
                _ => return None,
            }
        }
        None
    }

    fn form(&mut self, id: ObjectId, stream: &'d Stream, around: &'d Dictionary) -> u64 {
        if self.blocked.contains(&id) || stream.content.is_empty() {
            return 1;
        }
        let resources = self.get(&stream.dict, b"Resources").unwrap_or(around);
        let state = (id, std::ptr::from_ref(resources));
        if let Some(cost) = self.costs.get(&state) {
            return *cost;
        }
        if self.open.contains(&id) || self.open.len() >= DEEPEST {
            self.blocked.insert(id);
            return 1;
        }
        let content = stream.get_plain_content().unwrap_or_else(|_| stream.content.clone());
        self.open.push(id);
        let cost = self.content(&content, resources);
        self.open.pop();
        self.costs.insert(state, cost);
        cost
    }
}

/// The names in content, one for each time they stand there. What stands in strings and comments counts as well:
/// a form too many is looked at, none is missed.
fn names(content: &[u8]) -> impl Iterator<Item = Vec<u8>> {
    memchr::memchr_iter(b'/', content).map(|slash| {
        let rest = &content[slash + 1..];
        let delimiter = |b: &u8| b.is_ascii_whitespace() || *b == 0 || b"()<>[]{}/%".contains(b);
        let written = &rest[..rest.iter().take(256).position(delimiter).unwrap_or(rest.len().min(256))];
        let mut name = Vec::with_capacity(written.len());
        let mut at = 0;
        while let Some(byte) = written.get(at) {
            let digits = written.get(at + 1..at + 3).and_then(|d| std::str::from_utf8(d).ok());
            if let Some(decoded) = digits.filter(|_| *byte == b'#').and_then(|d| u8::from_str_radix(d, 16).ok()) {
                name.push(decoded);
                at += 3;
            } else {
                name.push(*byte);
                at += 1;
            }
        }
        name
    })
}
