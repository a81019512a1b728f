//! Sentences: the unit in which claims are read.

use std::{borrow::Cow, cell::Cell};

use super::{
    split::{self, Cuts, Splitter},
    token::{self, Token},
};
use crate::{
    base::{Span, field::FoundIn},
    document::{BlockKind, Document},
    vocabulary::{
        Vocabulary, document,
        index::Known,
        lexicon::{Asked, Key, Phrases, Tables},
        number::Word,
        word::{Classes, Form},
    },
};

/// A sentence with its tokens.
#[derive(Clone, Debug)]
pub struct Sentence<'d> {
    /// In the document's text, without white space around it.
    pub span: Span,
    pub text: &'d str,
    /// `text` in lower case, byte for byte at the same offsets (a letter whose lower case has another length stays).
    pub lower: String,
    pub tokens: Vec<Token>,
    /// By token: what its word in lower case is looked up by.
    keys: Vec<Key>,
    /// By token: what the vocabulary knows of its word; empty where it was not asked.
    known: Vec<&'d Known>,
    /// By token: the tables that may have a phrase which begins with it, as far as the token behind tells.
    may_begin: Vec<Tables>,
    /// All of them: most tables have nothing to say of a sentence.
    may_hold: Tables,
    /// By token: what the form of its word tells, once a rule has asked.
    forms: Vec<Cell<Option<Form>>>,
    /// Index of its block in the document.
    pub block: usize,
    pub found_in: FoundIn,
}

impl<'d> Sentence<'d> {
    /// The sentence `text` that stands at `start` in the document.
    #[must_use]
    pub fn new(text: &'d str, start: usize, block: usize, found_in: FoundIn) -> Self {
        let (lower, tokens) = (lower_case(text), token::tokens(text, start));
        let span = Span::new(start, start + text.len());
        let low = |token: &Token| lower.get(token.span.start() - start..token.span.end() - start);
        let keys = tokens.iter().map(|token| low(token).map_or_else(Key::default, Key::of)).collect();
        let (known, may_begin, forms) = (Vec::new(), Vec::new(), Vec::new());
        Self { span, text, lower, tokens, keys, known, may_begin, may_hold: Tables::ALL, forms, block, found_in }
    }

    /// The sentence with what the vocabulary knows of its words, which makes looking into its tables faster.
    #[must_use]
    pub fn with(mut self, vocabulary: &'d Vocabulary) -> Self {
        self.known = self.look_up(vocabulary);
        let follows = self.known.iter().skip(1).map(|next| next.follows).chain([Tables::default()]);
        self.may_begin =
            self.known.iter().zip(follows).map(|(known, next)| known.begins & (known.alone | next)).collect();
        self.may_hold = self.may_begin.iter().fold(Tables::default(), |all, tables| all | *tables);
        self.forms = vec![Cell::new(None); self.tokens.len()];
        self
    }

    /// By token: what the vocabulary knows of its word.
    #[must_use]
    pub fn known<'k>(&'k self, vocabulary: &'k Vocabulary) -> Cow<'k, [&'k Known]> {
        if self.known.is_empty() { self.look_up(vocabulary).into() } else { self.known.as_slice().into() }
    }

    fn look_up<'k>(&self, vocabulary: &'k Vocabulary) -> Vec<&'k Known> {
        (0..self.tokens.len()).map(|n| vocabulary.index.of(self.key(n), || self.low(n))).collect()
    }

    /// The text of a span of the document that lies inside this sentence.
    #[must_use]
    pub fn slice(&self, span: Span) -> &'d str {
        &self.text[span.start() - self.span.start()..span.end() - self.span.start()]
    }

    /// Token `n` as written; empty beyond the ends, so that looking around needs no checks.
    #[must_use]
    pub fn word(&self, n: usize) -> &'d str {
        self.tokens.get(n).map_or("", |t| self.slice(t.span))
    }

    /// Token `n` in lower case; empty beyond the ends.
    #[must_use]
    pub fn low(&self, n: usize) -> &str {
        self.tokens
            .get(n)
            .map_or("", |t| &self.lower[t.span.start() - self.span.start()..t.span.end() - self.span.start()])
    }

    /// What token `n` in lower case is looked up by.
    #[must_use]
    #[inline]
    pub fn key(&self, n: usize) -> Key {
        self.keys.get(n).copied().unwrap_or_default()
    }

    /// Token `n` where it is a sign.
    #[must_use]
    pub fn sign(&self, n: usize) -> Option<char> {
        self.tokens.get(n).and_then(|t| t.sign)
    }

    /// The longest phrase of a table that starts at token `n`, with its number of tokens.
    #[must_use]
    #[inline]
    pub fn phrase<'t, T>(&self, table: &'t Phrases<T>, n: usize) -> Option<(usize, &'t T)> {
        if self.may_begin(table.set(), n) { self.phrase_at(table, n, usize::MAX) } else { None }
    }

    /// The longest phrase of a table from token `n` that ends at or before token `end`.
    #[must_use]
    #[inline]
    pub fn phrase_within<'t, T>(&self, table: &'t Phrases<T>, n: usize, end: usize) -> Option<(usize, &'t T)> {
        if n < end && self.may_begin(table.set(), n) { self.phrase_at(table, n, end) } else { None }
    }

    /// Apart, since few look-ups come so far: the rules are many, and what they share is better small.
    #[inline(never)]
    fn phrase_at<'t, T>(&self, table: &'t Phrases<T>, n: usize, end: usize) -> Option<(usize, &'t T)> {
        let within = |ahead: usize| if n + ahead < end { n + ahead } else { usize::MAX };
        table.longest_by(|ahead| self.key(within(ahead)), |ahead| self.low(within(ahead)))
    }

    /// Whether a phrase of one of these tables may begin at token `n`.
    #[must_use]
    #[inline]
    pub fn begins(&self, tables: impl Asked, n: usize) -> bool {
        match self.known.get(n) {
            Some(known) => known.begins.any(tables),
            None => n < self.tokens.len() && self.known.is_empty(),
        }
    }

    /// Whether one may, as far as the token behind tells.
    #[must_use]
    #[inline]
    pub fn may_begin(&self, tables: impl Asked, n: usize) -> bool {
        match self.may_begin.get(n) {
            Some(may) => may.any(tables),
            None => self.begins(tables, n),
        }
    }

    /// Whether a phrase of one of these tables may end with token `n`.
    #[must_use]
    #[inline]
    pub fn may_end(&self, tables: impl Asked, n: usize) -> bool {
        match self.known.get(n) {
            Some(known) => known.ends.any(tables),
            None => n < self.tokens.len() && self.known.is_empty(),
        }
    }

    /// Whether the sentence may hold a phrase of one of these tables.
    #[must_use]
    #[inline]
    pub fn may_hold(&self, tables: impl Asked) -> bool {
        self.may_hold.any(tables)
    }

    /// The classes of token `n`.
    #[must_use]
    #[inline]
    pub fn classes(&self, n: usize, vocabulary: &Vocabulary) -> Classes {
        match self.known.get(n) {
            Some(known) => known.classes,
            None => vocabulary.words.classes_by(self.key(n)),
        }
    }

    /// What token `n` says about numbers.
    #[must_use]
    #[inline]
    pub fn number<'k>(&'k self, n: usize, vocabulary: &'k Vocabulary) -> &'k Word {
        match self.known.get(n) {
            Some(known) => &known.number,
            None => vocabulary.numbers.word_by(self.key(n)),
        }
    }

    /// What the form of token `n` tells.
    #[must_use]
    pub fn form(&self, n: usize, vocabulary: &Vocabulary) -> Form {
        let Some(known) = self.forms.get(n) else { return self.find_form(n, vocabulary) };
        known.get().unwrap_or_else(|| {
            let form = self.find_form(n, vocabulary);
            known.set(Some(form));
            form
        })
    }

    fn find_form(&self, n: usize, vocabulary: &Vocabulary) -> Form {
        vocabulary.words.form(self.low(n), self.classes(n, vocabulary), &vocabulary.stances)
    }

    /// The classes of the singular of token `n`: its own where it is no plural.
    #[must_use]
    pub fn singular(&self, n: usize, vocabulary: &Vocabulary) -> Classes {
        let words = &vocabulary.words;
        let plural = self.form(n, vocabulary).plural;
        if plural { words.classes(&words.singular(self.low(n))) } else { self.classes(n, vocabulary) }
    }

    /// The span of tokens `range`, empty at the sentence's start where the range is.
    #[must_use]
    pub fn cover(&self, range: std::ops::Range<usize>) -> Span {
        match (self.tokens.get(range.start), self.tokens.get(range.end.wrapping_sub(1))) {
            (Some(first), Some(last)) if !range.is_empty() => first.span.cover(last.span),
            _ => Span::new(self.span.start(), self.span.start()),
        }
    }

    /// The text of tokens `range` in lower case.
    #[must_use]
    pub fn low_range(&self, range: std::ops::Range<usize>) -> &str {
        let span = self.cover(range);
        &self.lower[span.start() - self.span.start()..span.end() - self.span.start()]
    }

    /// Index of the first token that ends after document offset `at`.
    #[must_use]
    pub fn token_at(&self, at: usize) -> usize {
        self.tokens.partition_point(|t| t.span.end() <= at)
    }
}

/// No sentence is longer than this many bytes: what is, is a list or a file without full stops.
const LONGEST: usize = 4000;

/// A sentence, cut at a semicolon, else a comma, else a blank where it is too long to be one.
fn pieces(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut at = 0;
    std::iter::from_fn(move || {
        let rest = text.get(at..).filter(|rest| !rest.is_empty())?;
        let start = at;
        let mut len = rest.len();
        if len > LONGEST {
            len = split::cut(&rest[..rest.floor_char_boundary(LONGEST)]);
        }
        at += len;
        let piece = rest[..len].trim_end();
        Some((start, piece))
    })
    .filter(|(_, piece)| !piece.is_empty())
}

/// A sentence, cut behind the words that the splitter takes for abbreviations where a capital follows.
fn full_stops(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut rest = Some(text);
    std::iter::from_fn(move || {
        let now = rest?;
        let start = text.len() - now.len();
        let stops = memchr::memchr_iter(b'.', now.as_bytes()).filter(|n| now.as_bytes().get(n + 1) == Some(&b' '));
        let end = stops.map(|n| n + 1).find(|&n| closes(&now[..n - 1], &now[n..]));
        rest = end.map(|end| &now[end..]);
        Some((start, &now[..end.unwrap_or(now.len())]))
    })
}

/// Whether a full stop behind `head` and before `tail` ends a sentence although the splitter thought otherwise.
fn closes(head: &str, tail: &str) -> bool {
    let word = head.rsplit(|c: char| !c.is_alphabetic()).next().unwrap_or_default();
    tail.trim_start().starts_with(char::is_uppercase) && document::words().closing.contains(word)
}

/// Lower case at the same byte offsets.
fn lower_case(text: &str) -> String {
    // Quotation marks and dashes stay as they are.
    if text.is_ascii() || !text.chars().any(|c| !c.is_ascii() && c.to_lowercase().next() != Some(c)) {
        return text.to_ascii_lowercase();
    }
    text.chars()
        .map(|c| {
            let mut lower = c.to_lowercase();
            match (lower.next(), lower.next()) {
                (Some(l), None) if l.len_utf8() == c.len_utf8() => l,
                _ => c,
            }
        })
        .collect()
}

/// The sentences of the blocks that are read (those not set aside), in order.
pub fn sentences<'d>(document: &'d Document, language: &str) -> impl Iterator<Item = Sentence<'d>> + use<'d> {
    let splitter: Splitter = sentencex::language_factory(language).into();
    document.blocks.iter().enumerate().filter(|(_, block)| block.aside.is_none()).flat_map(move |(n, block)| {
        let text = &document.text[block.span];
        let found_in = match block.kind {
            BlockKind::Heading(_) => FoundIn::Headline,
            BlockKind::ListItem => FoundIn::ListItem,
            BlockKind::TableCell => FoundIn::TableCell,
            BlockKind::Caption => FoundIn::Caption,
            BlockKind::Paragraph | BlockKind::Quote | BlockKind::Code => FoundIn::Sentence,
        };
        let whole = Cuts::new(&splitter, text)
            .flat_map(|(start, text)| full_stops(text).map(move |(at, text)| (start + at, text)));
        whole.flat_map(move |(start, text)| {
            let inner = text.trim_start();
            let start = block.span.start() + start + text.len() - inner.len();
            pieces(inner.trim_end()).map(move |(at, piece)| Sentence::new(piece, start + at, n, found_in))
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_full_word_ends_a_sentence_and_an_abbreviation_does_not() {
        for (text, want) in [
            ("The mast fell at 4 a.m. on 6 May. Rescuers came. Nobody slept.", 3),
            ("Shops close in May. Traders may. Wholesalers do too.", 3),
            ("He fell ill. Nurses came.", 2),
            ("It was “May. Nurses” at 4°C. Nobody came.", 3),
            ("It is at Joliet, Ill. Governor Pratt signed it.", 1),
            ("See no. 5 of the list.", 1),
            ("Dr. Moss and Gen. Abbott met Miss. Governor Hale.", 1),
        ] {
            let document = crate::document::read("note.txt", text.as_bytes());
            let found: Vec<&str> = sentences(&document, "en").map(|s| s.text).collect();
            assert_eq!(found.len(), want, "{found:?}");
        }
    }
}
