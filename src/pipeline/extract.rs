//! One document through the stages from its bytes to its claims.

use std::{
    any::Any,
    panic::{AssertUnwindSafe, catch_unwind},
    sync::OnceLock,
};

use serde::{Deserialize, Serialize};

use crate::{
    base::{Diagnostic, id},
    claim::{self, Claim, Context},
    config::{
        Indicator, Quote, Sidecar,
        sidecar::{default_id, is_source_id},
    },
    dataset::SourceRow,
    document::{self, Document, Status},
    text::language,
    vocabulary::{Extensions, LANGUAGES, Vocabulary},
};

/// What came of a document. The source's `diagnostic` and `n_claims` are filled when the tables are made.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Extracted {
    pub source: SourceRow,
    pub claims: Vec<Claim>,
    pub diagnostics: Vec<Diagnostic>,
    /// Its text, which the spans of the claims are ranges of; empty where nothing was read.
    pub text: String,
}

/// Everything the extraction needs beside the documents; made once, used by many threads.
pub struct Extractor {
    indicators: Vec<Indicator>,
    extensions: Extensions,
    /// One for each of `LANGUAGES`, made when the first document in it comes.
    vocabularies: Vec<OnceLock<Option<Vocabulary>>>,
}

impl Extractor {
    /// # Errors
    /// Rows of the configuration that the vocabulary cannot use.
    pub fn new(indicators: Vec<Indicator>, extensions: &Extensions) -> Result<Self, Vec<Diagnostic>> {
        let extractor = Self {
            indicators,
            extensions: extensions.clone(),
            vocabularies: LANGUAGES.iter().map(|_| OnceLock::new()).collect(),
        };
        // What is wrong with the project's rows is wrong in every language.
        for (language, cell) in LANGUAGES.iter().zip(&extractor.vocabularies).take(1) {
            let vocabulary = Vocabulary::new(language.code, extensions)?;
            cell.get_or_init(|| Some(vocabulary));
        }
        Ok(extractor)
    }

    fn vocabulary(&self, language: &str) -> Option<&Vocabulary> {
        let at = LANGUAGES.iter().position(|known| known.code == language)?;
        self.vocabularies[at].get_or_init(|| Vocabulary::new(language, &self.extensions).ok()).as_ref()
    }

    /// Reads a document and its claims. `name` is the file's name, `path` what diagnostics call it.
    ///
    /// A mistake in the code that a document brings to light costs that document, never the others.
    #[must_use]
    pub fn extract(&self, name: &str, path: &str, raw: &[u8], sidecar: Option<&Sidecar>) -> Extracted {
        // Nothing that is changed in there is looked at afterwards.
        let whole = AssertUnwindSafe(|| self.extract_or_panic(name, path, raw, sidecar));
        catch_unwind(whole).unwrap_or_else(|panic| {
            let message = format!("cuantia failed on this document: {}", panic_message(panic.as_ref()));
            let diagnostic = Diagnostic::error("internal-error", message)
                .at(path, 0)
                .help("this is a mistake of cuantia, please report it with the document");
            let sidecar = Sidecar { id: Some(source_id(name, sidecar)), ..sidecar.cloned().unwrap_or_default() };
            let source = unread(path, &sidecar, Status::Unreadable, id::sha256(raw), raw.len());
            Extracted { source, claims: Vec::new(), diagnostics: vec![diagnostic], text: String::new() }
        })
    }

    fn extract_or_panic(&self, name: &str, path: &str, raw: &[u8], sidecar: Option<&Sidecar>) -> Extracted {
        let document = document::read(name, raw);
        let mut source = source(name, path, raw, &document, sidecar);
        let mut diagnostics: Vec<Diagnostic> =
            document.diagnostics.iter().map(|d| d.clone().at(path, d.line)).collect();
        if document.status != Status::Read {
            return Extracted { source, claims: Vec::new(), diagnostics, text: String::new() };
        }
        source.words = words(&document.text);
        let Some(vocabulary) = self.vocabulary(&source.language) else {
            let message = format!("no vocabulary for the language {:?}: nothing was extracted", source.language);
            let help = "set `language` in the sidecar if the document is in another language";
            diagnostics.push(Diagnostic::warning("unknown-language", message).at(path, 0).help(help));
            return Extracted { source, claims: Vec::new(), diagnostics, text: String::new() };
        };
        let context = Context {
            source_id: &source.source_id,
            published: source.published,
            vocabulary,
            indicators: &self.indicators,
        };
        let mut claims = claim::claims(&document, &context);
        claims.retain(|claim| match document.fault(raw, &claim.exact, claim.span, claim.raw) {
            None => true,
            Some(fault) => {
                let message = format!("left out {:?}: {fault}", claim.exact);
                diagnostics.push(
                    Diagnostic::error("claim-off-its-text", message)
                        .at(path, claim.line as usize)
                        .help("this is a mistake of cuantia, please report it with the document"),
                );
                false
            }
        });
        Extracted { source, claims, diagnostics, text: document.text }
    }
}

/// How many words a text has, as white space parts them.
fn words(text: &str) -> usize {
    let bytes = text.as_bytes();
    // White space that is not ASCII begins with these bytes, as some other signs do.
    let wide = [memchr::memchr2_iter(0xc2, 0xe1, bytes), memchr::memchr2_iter(0xe2, 0xe3, bytes)];
    let is_blank = |at: usize| text.get(at..).is_some_and(|rest| rest.starts_with(char::is_whitespace));
    if !wide.into_iter().flatten().any(is_blank) {
        let blank = |byte: u8| matches!(byte, b' ' | b'\t'..=b'\r');
        let first = bytes.first().is_some_and(|byte| !blank(*byte));
        // Pairs of bytes are counted in blocks of so many that a byte can count them, which processors do at once.
        let starts = |(before, behind): (&[u8], &[u8])| {
            let pairs = before.iter().zip(behind);
            pairs.fold(0, |sum, (before, byte)| sum + u8::from(blank(*before) & !blank(*byte)))
        };
        let behind = bytes.get(1..).unwrap_or_default();
        return usize::from(first)
            + bytes.chunks(255).zip(behind.chunks(255)).map(starts).map(usize::from).sum::<usize>();
    }
    let mut before = true;
    let starts = |(at, byte): (usize, u8)| {
        let blank = match byte {
            b' ' | b'\t'..=b'\r' => true,
            ..0x80 => false,
            // Of a wide character the bytes behind its first go on with what that one began.
            _ => text.get(at..).map_or(before, |rest| rest.starts_with(char::is_whitespace)),
        };
        std::mem::replace(&mut before, blank) && !blank
    };
    text.bytes().enumerate().map(starts).filter(|starts| *starts).count()
}

/// What a panic said.
pub(crate) fn panic_message(panic: &(dyn Any + Send)) -> &str {
    let text = panic.downcast_ref::<String>().map(String::as_str);
    text.or_else(|| panic.downcast_ref::<&str>().copied()).unwrap_or("no message")
}

fn source_id(name: &str, sidecar: Option<&Sidecar>) -> String {
    let given = sidecar.and_then(|s| s.id.clone()).filter(|id| is_source_id(id));
    given.unwrap_or_else(|| default_id(name))
}

/// What is known of the document; the sidecar's word counts before the document's own.
fn source(name: &str, path: &str, raw: &[u8], document: &Document, sidecar: Option<&Sidecar>) -> SourceRow {
    let none = Sidecar::default();
    let sidecar = sidecar.unwrap_or(&none);
    let stated = &document.stated;
    let first = |said: &Option<String>, stated: &Option<String>| said.clone().or_else(|| stated.clone());
    let language = first(&sidecar.language, &stated.language).unwrap_or_else(|| language::of(document).into());
    SourceRow {
        source_id: source_id(name, Some(sidecar)),
        title: first(&sidecar.title, &stated.title).unwrap_or_default(),
        authors: if sidecar.authors.is_empty() { stated.authors.clone() } else { sidecar.authors.clone() },
        publisher: sidecar.publisher.clone().unwrap_or_default(),
        published: sidecar.published.or(stated.published),
        url: first(&sidecar.url, &stated.url).unwrap_or_default(),
        // "en-GB" is read with the words of "en".
        language: language.split(['-', '_']).next().unwrap_or_default().to_ascii_lowercase(),
        licence: sidecar.licence.clone().unwrap_or_default(),
        quote: sidecar.quote.unwrap_or(Quote::Snippet),
        summarises: sidecar.summarises.clone().unwrap_or_default(),
        path: path.into(),
        sha256: id::sha256(raw),
        bytes: raw.len(),
        words: 0,
        status: document.status,
        diagnostic: String::new(),
        n_claims: 0,
    }
}

/// What is known of a document that is not read.
pub(super) fn unread(path: &str, sidecar: &Sidecar, status: Status, sha256: String, bytes: usize) -> SourceRow {
    SourceRow {
        source_id: sidecar.id.clone().unwrap_or_default(),
        title: sidecar.title.clone().unwrap_or_default(),
        authors: sidecar.authors.clone(),
        publisher: sidecar.publisher.clone().unwrap_or_default(),
        published: sidecar.published,
        url: sidecar.url.clone().unwrap_or_default(),
        language: sidecar.language.clone().unwrap_or_default(),
        licence: sidecar.licence.clone().unwrap_or_default(),
        quote: sidecar.quote.unwrap_or(Quote::Snippet),
        summarises: sidecar.summarises.clone().unwrap_or_default(),
        path: path.into(),
        sha256,
        bytes,
        words: 0,
        status,
        diagnostic: String::new(),
        n_claims: 0,
    }
}

impl Extractor {
    /// The English name of a place's code.
    #[must_use]
    pub fn place_name(&self, code: &str) -> Option<String> {
        LANGUAGES.iter().find_map(|language| self.vocabulary(language.code)?.places.name(code)).map(str::to_owned)
    }
}

#[cfg(test)]
mod tests {
    use super::words;

    #[test]
    fn words_are_what_white_space_parts() {
        for text in ["", " a", "a  b\tc\n", "a\u{a0}b c\u{3000}", "\u{2003}é ü—x", "“Yes,” he said … no\u{85}”"]
        {
            assert_eq!(words(text), text.split_whitespace().count(), "{text:?}");
        }
    }
}
