//! Tokens: words, digits and signs, none of them with white space inside.

use crate::base::Span;

/// What a token is made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TokenKind {
    /// Letters, with inner apostrophes and the dots of an abbreviation: `people`, `don't`, `U.S.`
    Word,
    /// Digits with inner separators, as written: `1,234.5`, `1.234,5`, `2011`
    Number,
    /// `'s` or `’` after a word
    Possessive,
    /// Everything else, one character each: `$ % - – ( ½`
    Sign,
}

/// A token of a sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Token {
    /// In the document's text.
    pub span: Span,
    pub kind: TokenKind,
    /// Whether white space (or the start of the sentence) stands before it.
    pub spaced: bool,
    /// The character of a sign.
    pub sign: Option<char>,
}

/// Cuts `text`, which stands at byte `offset` of the document, into tokens.
#[must_use]
pub fn tokens(text: &str, offset: usize) -> Vec<Token> {
    let mut out = Vec::with_capacity(text.len() / 5 + 4);
    let mut at = 0;
    let mut spaced = true;
    let bytes = text.as_bytes();
    while let Some(&first) = bytes.get(at) {
        // Most of a text is plain words, numbers and signs with blanks between them.
        let plain = match first {
            b' ' => {
                spaced = true;
                at += 1;
                continue;
            }
            b'a'..=b'z' | b'A'..=b'Z' => plain_word(bytes, at).map(|end| (TokenKind::Word, end)),
            b'0'..=b'9' => Some((TokenKind::Number, at + number_len(&bytes[at..]))),
            b'\'' => None,
            b'!'..=b'~' => Some((TokenKind::Sign, at + 1)),
            _ => None,
        };
        if let Some((kind, end)) = plain {
            let sign = (kind == TokenKind::Sign).then_some(char::from(first));
            out.push(Token { span: Span::new(offset + at, offset + end), kind, spaced, sign });
            at = end;
            spaced = false;
            continue;
        }
        let Some(c) = text[at..].chars().next() else { break };
        if c.is_whitespace() || is_invisible(c) {
            spaced |= c.is_whitespace();
            at += c.len_utf8();
            continue;
        }
        let after_word = !spaced && out.last().is_some_and(|t: &Token| t.kind == TokenKind::Word);
        let (kind, end) = if after_word && is_apostrophe(c) {
            let rest = &text[at + c.len_utf8()..];
            let s = rest.starts_with(['s', 'S']) && !rest[1..].starts_with(char::is_alphanumeric);
            (TokenKind::Possessive, at + c.len_utf8() + usize::from(s))
        } else if c.is_alphabetic() {
            (TokenKind::Word, at + word_len(&text[at..]))
        } else {
            (TokenKind::Sign, at + c.len_utf8())
        };
        let sign = (kind == TokenKind::Sign).then_some(c);
        out.push(Token { span: Span::new(offset + at, offset + end), kind, spaced, sign });
        at = end;
        spaced = false;
    }
    out
}

/// The end of the ASCII letters that begin at `at`, where no dot, apostrophe or other letter may belong to the word.
fn plain_word(bytes: &[u8], at: usize) -> Option<usize> {
    let len = bytes[at..].iter().position(|b| !b.is_ascii_alphabetic()).unwrap_or(bytes.len() - at);
    let plain = match bytes.get(at + len) {
        Some(b'.') => len > 1,
        Some(next) => next.is_ascii() && *next != b'\'',
        None => true,
    };
    plain.then_some(at + len)
}

pub(crate) fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '’' | 'ʼ')
}

/// Characters without width that word processors leave behind; they separate nothing.
fn is_invisible(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}')
}

/// Digits, with single separators between digits.
fn number_len(bytes: &[u8]) -> usize {
    let digit = |n: usize| bytes.get(n).is_some_and(u8::is_ascii_digit);
    let mut len = 1;
    loop {
        if digit(len) {
            len += 1;
        } else if matches!(bytes.get(len), Some(b',' | b'.')) && digit(len + 1) {
            len += 2;
        } else {
            return len;
        }
    }
}

/// Letters; an apostrophe between letters unless it starts a possessive `'s`; the dots of `U.S.`
fn word_len(text: &str) -> usize {
    let chars = text.char_indices().peekable();
    let mut len = 0;
    // Single letters with dots between: "U.S.", "e.g.", "N.W.A."
    let mut letters_with_dots = true;
    let mut run = 0;
    for (at, c) in chars {
        if c.is_alphabetic() || is_mark(c) {
            run += 1;
            letters_with_dots &= run == 1;
            len = at + c.len_utf8();
        } else if c == '.' && letters_with_dots && run == 1 {
            let rest = &text[at + 1..];
            let mut next = rest.chars();
            let one_more = next.next().is_some_and(char::is_alphabetic) && next.next() == Some('.');
            // "U.S." keeps its last dot only where a dot came before.
            if one_more || len > at.min(1) && text[..at].contains('.') {
                len = at + 1;
                run = 0;
            } else {
                return len;
            }
        } else if is_apostrophe(c) && run > 0 {
            let rest = &text[at + c.len_utf8()..];
            let possessive = rest.starts_with(['s', 'S']) && !rest[1..].starts_with(char::is_alphanumeric);
            if possessive || !rest.starts_with(char::is_alphabetic) {
                return len;
            }
            letters_with_dots = false;
        } else {
            return len;
        }
    }
    len
}

fn is_mark(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cut(text: &str) -> Vec<&str> {
        tokens(text, 0).iter().map(|t| &text[t.span]).collect()
    }

    #[test]
    fn numbers_keep_their_separators_and_words_their_dots() {
        assert_eq!(
            cut("It cost $1,234.50, i.e. US$3bn."),
            ["It", "cost", "$", "1,234.50", ",", "i.e.", "US", "$", "3", "bn", "."]
        );
        assert_eq!(
            cut("the 2000-mile wall in the U.S. today"),
            ["the", "2000", "-", "mile", "wall", "in", "the", "U.S.", "today"]
        );
        assert_eq!(cut("the U.S.-Mexico plan"), ["the", "U.S.", "-", "Mexico", "plan"]);
    }

    #[test]
    fn possessives_are_tokens_of_their_own() {
        assert_eq!(cut("Mexico's and countries’ don't"), ["Mexico", "'s", "and", "countries", "’", "don't"]);
        assert_eq!(cut("It was plan B. Next"), ["It", "was", "plan", "B", ".", "Next"]);
    }
}
