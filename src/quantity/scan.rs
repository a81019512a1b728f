//! A sentence being read: its tokens with what the vocabulary knows of each.

use super::Setting;
use crate::{
    text::{Sentence, Token, TokenKind},
    vocabulary::{
        Vocabulary,
        index::Known,
        lexicon::Phrases,
        number::{Tag, Word},
        word::Classes,
    },
};

/// How far behind the name of a currency its country can stand, in tokens: "40 pesos a month in Colombia".
const NEAR: usize = 8;

/// A sentence, the vocabulary, and what each token can be. Looking beyond the ends finds nothing.
pub(super) struct Scan<'a> {
    pub(super) sentence: &'a Sentence<'a>,
    pub(super) vocabulary: &'a Vocabulary,
    setting: Setting<'a>,
    /// By token.
    known: &'a [&'a Known],
    /// Whether a quotation mark stands in it.
    pub(super) quotes: bool,
}

impl<'a> Scan<'a> {
    pub(super) fn new(
        sentence: &'a Sentence<'a>,
        known: &'a [&'a Known],
        vocabulary: &'a Vocabulary,
        setting: Setting<'a>,
    ) -> Self {
        let quote = |token: &Token| matches!(token.sign, Some('"' | '“' | '‘' | '\'' | '«' | '„'));
        let quotes = sentence.tokens.iter().any(quote);
        Self { sentence, vocabulary, setting, known, quotes }
    }

    /// The document's country, alpha-3.
    pub(super) fn place(&self) -> Option<&'a str> {
        self.setting.place
    }

    /// The currency that a name of this family means at token `at`: that of the country named last or right behind,
    /// except where the currency is used abroad; else of the document's country, else of what the paragraph speaks of.
    pub(super) fn currency_named<'f>(&'f self, family: &'f str, at: usize) -> &'f str {
        let money = &self.vocabulary.currencies;
        let has = |place: &&str| money.has_place(family, place);
        let named = || {
            let (before, behind) = self.setting.named.split_at(self.setting.named.partition_point(|(n, _)| *n < at));
            let behind = behind.iter().take_while(|(n, _)| *n <= at + NEAR);
            before.iter().rev().chain(behind).map(|(_, place)| *place).find(has)
        };
        let last = if money.is_used_abroad(family) { None } else { named() };
        let place = last.or(self.setting.place.filter(has)).or(self.setting.near.filter(has));
        money.code(family, place)
    }

    /// Whether decimals stand behind a comma.
    pub(super) fn decimal_comma(&self) -> bool {
        self.setting.decimal_comma.unwrap_or(self.vocabulary.numbers.decimal_comma)
    }

    /// Whether any token can be a number or a part of one. Most sentences hold none, and are done with here.
    pub(super) fn holds_number(&self) -> bool {
        let numeric = |(n, token): (usize, &Token)| match token.kind {
            TokenKind::Number => true,
            TokenKind::Sign => token.sign.is_some_and(|sign| !sign.is_ascii()),
            TokenKind::Word => {
                let word = self.known(n);
                word.number.is_some()
                    || word.ordinal.is_some()
                    || word.is(Tag::Begins)
                    || word.is(Tag::None)
                    || word.is(Tag::Single)
            }
            TokenKind::Possessive => false,
        };
        self.sentence.tokens.iter().enumerate().any(numeric)
    }

    pub(super) fn len(&self) -> usize {
        self.sentence.tokens.len()
    }

    #[inline]
    pub(super) fn known(&self, n: usize) -> &'a Word {
        self.known.get(n).map_or(&Word::NONE, |known| &known.number)
    }

    /// The classes of token `n`.
    #[inline]
    pub(super) fn classes(&self, n: usize) -> Classes {
        self.known.get(n).map_or_else(Classes::default, |known| known.classes)
    }

    #[inline]
    pub(super) fn tag(&self, n: usize, tag: Tag) -> bool {
        self.known(n).tags.has(tag)
    }

    #[inline]
    pub(super) fn any(&self, n: usize, tags: &[Tag]) -> bool {
        self.known(n).tags.any(tags)
    }

    /// Token `n` as written.
    pub(super) fn text(&self, n: usize) -> &'a str {
        self.sentence.word(n)
    }

    pub(super) fn low(&self, n: usize) -> &'a str {
        self.sentence.low(n)
    }

    /// The longest phrase of a table that starts at token `n`, with its number of tokens.
    pub(super) fn phrase<'t, T>(&self, table: &'t Phrases<T>, n: usize) -> Option<(usize, &'t T)> {
        self.sentence.phrase(table, n)
    }

    pub(super) fn kind(&self, n: usize) -> Option<TokenKind> {
        self.sentence.tokens.get(n).map(|t| t.kind)
    }

    pub(super) fn is_number(&self, n: usize) -> bool {
        self.kind(n) == Some(TokenKind::Number)
    }

    pub(super) fn is_word(&self, n: usize) -> bool {
        self.kind(n) == Some(TokenKind::Word)
    }

    /// Token `n` follows the one before without white space.
    pub(super) fn glued(&self, n: usize) -> bool {
        n > 0 && self.sentence.tokens.get(n).is_some_and(|t| !t.spaced)
    }

    /// The only character of token `n`, where it is a sign.
    pub(super) fn sign(&self, n: usize) -> Option<char> {
        self.sentence.sign(n)
    }

    pub(super) fn is_sign(&self, n: usize, sign: char) -> bool {
        self.sign(n) == Some(sign)
    }

    pub(super) fn is_hyphen(&self, n: usize) -> bool {
        matches!(self.sign(n), Some('-' | '\u{2010}' | '\u{2011}'))
    }

    /// A hyphen, or a dash that may part two numbers.
    pub(super) fn is_dash(&self, n: usize) -> bool {
        self.is_hyphen(n) || matches!(self.sign(n), Some('–' | '—' | '‒' | '−'))
    }

    /// A hyphen without white space on either side.
    pub(super) fn hyphenated(&self, n: usize) -> bool {
        self.is_hyphen(n) && self.glued(n) && self.glued(n + 1)
    }

    pub(super) fn capital(&self, n: usize) -> bool {
        self.text(n).starts_with(char::is_uppercase)
    }

    /// The token ends the sentence or a part of it.
    pub(super) fn stop(&self, n: usize) -> bool {
        n >= self.len() || matches!(self.sign(n), Some('.' | ',' | ';' | ':' | '?' | '!' | ')' | '(' | '"' | '”' | '—'))
    }

    /// Token `n` looks like a plural noun.
    pub(super) fn is_plural(&self, n: usize) -> bool {
        self.sentence.form(n, self.vocabulary).plural
    }

    /// Token `n` ends like a participle.
    pub(super) fn is_participle(&self, n: usize) -> bool {
        self.sentence.form(n, self.vocabulary).participle
    }

    /// The characters between token `n - 1` and token `n`.
    pub(super) fn gap(&self, n: usize) -> &'a str {
        let tokens = &self.sentence.tokens;
        match (n.checked_sub(1).and_then(|p| tokens.get(p)), tokens.get(n)) {
            (Some(before), Some(after)) => {
                let start = self.sentence.span.start();
                &self.sentence.text[before.span.end() - start..after.span.start() - start]
            }
            _ => "",
        }
    }

    /// Whether token `n` looks like a noun in the plural: what a number would count.
    pub(super) fn counted(&self, n: usize) -> bool {
        let low = self.low(n);
        let numbers = &self.vocabulary.numbers;
        let ends = |suffixes: &[String]| suffixes.iter().any(|suffix| low.ends_with(suffix.as_str()));
        self.tag(n, Tag::Counted)
            || self.is_word(n)
                && low.len() > 3
                && ends(&numbers.plural_suffixes)
                && !ends(&numbers.not_plural_suffixes)
                && !self.any(n, &[Tag::Function, Tag::Verb, Tag::Month, Tag::Possessive, Tag::Times])
    }
}
