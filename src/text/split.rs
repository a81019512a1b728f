//! Where the sentences of a block end, as the splitter has it.
//!
//! Most of its time goes to quotations, brackets, addresses and lists, in which nothing ends. A text that has no sign of
//! them is only asked about at its full stops.

use std::rc::Rc;

use sentencex::languages::Language;

/// The splitter of a language.
pub(super) type Splitter = Rc<dyn Language>;

/// Most bytes that the splitter is given at once: its time grows with the square of a paragraph's length.
const WINDOW: usize = 4096;

/// The sentences of a block, white space included, with their offsets in it.
pub(super) struct Cuts<'d> {
    splitter: Splitter,
    text: &'d str,
    /// What has been given to the splitter.
    at: usize,
    found: std::vec::IntoIter<(usize, &'d str)>,
}

impl<'d> Cuts<'d> {
    pub(super) fn new(splitter: &Splitter, text: &'d str) -> Self {
        Self { splitter: splitter.clone(), text, at: 0, found: Vec::new().into_iter() }
    }
}

impl<'d> Iterator for Cuts<'d> {
    type Item = (usize, &'d str);

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            if let Some(found) = self.found.next() {
                return Some(found);
            }
            let rest = self.text.get(self.at..).filter(|rest| !rest.is_empty())?;
            let window = &rest[..rest.floor_char_boundary(WINDOW)];
            let mut found = Vec::new();
            let mut at = self.at;
            for text in split(&*self.splitter, window) {
                found.push((at, text));
                at += text.len();
            }
            // The last sentence may go on beyond the window: it begins the next one, unless it fills this one.
            self.at = match found.last() {
                Some((last, _)) if window.len() < rest.len() && *last > self.at => {
                    let next = *last;
                    found.pop();
                    next
                }
                // One sentence that fills it is a list or has no full stops.
                _ if window.len() < rest.len() => {
                    let end = cut(window);
                    found = vec![(self.at, &rest[..end])];
                    self.at + end
                }
                _ => self.at + window.len(),
            };
            self.found = found.into_iter();
        }
    }
}

/// The sentences of a text, one behind the other.
fn split<'t>(splitter: &dyn Language, text: &'t str) -> Vec<&'t str> {
    plain(splitter, text).unwrap_or_else(|| splitter.segment(text))
}

/// As `split`, of a text in which full stops stand alone and nothing but words, numbers and simple signs beside them.
fn plain<'t>(splitter: &dyn Language, text: &'t str) -> Option<Vec<&'t str>> {
    let bytes = text.as_bytes();
    let simple = |c: char| c.is_alphabetic() && c < '\u{250}' || matches!(c, '€' | '£' | '–' | '—');
    let ascii = bytes.iter().fold(true, |plain, byte| plain & (PLAIN[usize::from(*byte)] || !byte.is_ascii()));
    if !ascii || !text.is_ascii() && !text.chars().all(|c| c.is_ascii() || simple(c)) {
        return None;
    }
    let ends = |byte: &u8| matches!(byte, b'.' | b'!' | b'?');
    let mut sentences = Vec::new();
    let mut from = 0;
    for at in memchr::memchr3_iter(b'.', b'!', b'?', bytes) {
        // "Go! ! .", "and so on . . ."
        if bytes[at + 1..].iter().find(|byte| **byte != b' ').is_some_and(ends) {
            return None;
        }
        if let Some(end) = splitter.find_boundary(text, at, at + 1).filter(|end| *end > from) {
            sentences.push(&text[from..end]);
            from = end;
        }
    }
    if from < text.len() {
        sentences.push(&text[from..]);
    }
    Some(sentences)
}

/// By byte: whether it is ASCII and can stand in a text that is plain.
const PLAIN: [bool; 256] = {
    let mut table = [false; 256];
    let mut byte = 0_u8;
    while byte < 128 {
        let sign = matches!(byte, b' ' | b'.' | b'!' | b'?' | b',' | b';' | b':' | b'-' | b'%' | b'$' | b'&' | b'/');
        table[byte as usize] = byte.is_ascii_alphanumeric() || sign;
        byte += 1;
    }
    table
};

/// Where to cut a text that is too long: behind its last semicolon, else its last comma, else its last blank.
pub(super) fn cut(text: &str) -> usize {
    ["; ", ", ", " "].iter().find_map(|sign| text.rfind(sign).map(|n| n + sign.len())).unwrap_or(text.len())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::vocabulary::LANGUAGES;

    /// The splitter's own answer.
    fn slowly<'t>(language: &str, text: &'t str) -> Vec<&'t str> {
        sentencex::get_sentence_boundaries(language, text).into_iter().map(|sentence| sentence.text).collect()
    }

    #[test]
    fn plain_texts_are_plain() {
        let english = sentencex::language_factory("en");
        for (text, want) in [
            ("Roughly €40 million went to Dr. Moss. It fell by 3.5 percent – a tenth.", Some(2)),
            ("It fell! Why? Nobody knows.", Some(3)),
            ("a. One thing", Some(1)),
            ("And so on . . . We left.", None),
            ("It fell (by 4.) And rose.", None),
            ("“It fell.” We left.", None),
            ("See x@y.org. We left.", None),
        ] {
            assert_eq!(plain(&*english, text).map(|found| found.len()), want, "{text}");
        }
    }

    proptest! {
        #[test]
        fn plain_texts_are_split_as_the_splitter_does(
            words in prop::collection::vec(
                prop_oneof![
                    4 => "[a-z]{1,6}",
                    3 => "[A-Z][a-zé]{0,5}",
                    2 => "[0-9]{1,4}",
                    1 => "Dr|Mr|No|etc|p\\.m|a\\.m|U\\.S|e\\.g|Jan|Ill|Yahoo|The|In|It|ii|b|3\\.5|[A-Z]",
                    2 => "[-+&%$€£–—/]",
                ],
                1..30,
            ),
            ends in prop::collection::vec("( |\\. |[.!?,;:]|[.!?] ?|)", 30),
        ) {
            let text: String = words.iter().zip(&ends).flat_map(|(word, end)| [word.as_str(), end]).collect();
            for language in LANGUAGES {
                let splitter = sentencex::language_factory(language.code);
                prop_assert_eq!(split(&*splitter, &text), slowly(language.code, &text));
            }
        }
    }
}
