//! Quantities: numbers with their units and hedges, and what looks like one and is not.
//!
//! One pass from left to right. At each token that may begin a number: what is no quantity is skipped (`exclude`),
//! a number is composed (`digits`, `fraction`, `numeral`), its unit read (`money`, `unit`), a range (`range`), a rate or
//! a factor (`rate`, `times`). Then the hedges (`hedge`) and what coordinated numbers share (`share`).

mod age;
mod codes;
mod convention;
mod dates;
mod digits;
mod exchange;
mod exclude;
mod fraction;
mod hedge;
mod hours;
mod labels;
#[cfg(test)]
mod languages;
pub mod model;
mod money;
mod numeral;
mod range;
mod rate;
mod reading;
mod row;
mod scan;
mod shared;
#[cfg(test)]
mod tests;
mod times;
mod title;
mod unit;

pub use convention::decimal_comma;
pub use model::{Quantity, Size, Unit};
use scan::Scan;

use crate::{
    text::{Sentence, TokenKind},
    vocabulary::{Vocabulary, number::Tag},
};

/// What a document says beyond the sentence.
#[derive(Clone, Copy, Debug, Default)]
pub struct Setting<'a> {
    /// The document's country (ISO 3166-1 alpha-3) where it is known: it decides what a bare `$` means.
    pub place: Option<&'a str>,
    /// The country that the sentence or paragraph speaks of: whose pesos, where the document's country has none.
    pub near: Option<&'a str>,
    /// The countries that the sentence names, by the tokens where they do, in order.
    pub named: &'a [(usize, &'a str)],
    /// Whether decimals stand behind a comma; by default as the language has it.
    pub decimal_comma: Option<bool>,
}

/// The quantities of a sentence, in order, not overlapping.
#[must_use]
pub fn quantities(sentence: &Sentence<'_>, vocabulary: &Vocabulary, setting: Setting<'_>) -> Vec<Quantity> {
    let known = sentence.known(vocabulary);
    let scan = Scan::new(sentence, &known, vocabulary, setting);
    let mut found = Vec::new();
    if !scan.holds_number() {
        return found;
    }
    let mut at = 0;
    while at < scan.len() {
        at = step(&scan, at, &mut found).max(at + 1);
    }
    labels::drop_counters(&scan, &mut found);
    shared::units(&scan, &mut found);
    shared::rates(&scan, &mut found);
    shared::cents(&scan, &mut found);
    shared::ages(&scan, &mut found);
    shared::ages_of_shares(&scan, &mut found);
    exchange::rates(&scan, &mut found);
    let mut floor = 0;
    for quantity in &mut found {
        hedge::apply(&scan, quantity, floor);
        // "un máximo de 40": an article that is a number elsewhere belongs to the phrase behind it.
        let article = quantity.tokens.len() == 1 && scan.tag(quantity.tokens.start, Tag::A);
        floor = if article { floor } else { quantity.tokens.end };
    }
    found.retain(|q| !exclude::is_bare_one(&scan, q) || shared::has_neighbour(&scan, q));
    range::join_bounds(&scan, &mut found);
    hedge::carry(&scan, &mut found);
    found
}

/// Reads what starts at token `at`; answers where to go on.
fn step(scan: &Scan, at: usize, found: &mut Vec<Quantity>) -> usize {
    if !may_begin(scan, at) {
        return at + 1;
    }
    if leads(scan, at) {
        if let Some(end) = codes::address(scan, at).or_else(|| title::title(scan, at)) {
            return end;
        }
        if money::before(scan, at).is_none() {
            return at + 1;
        }
    }
    let whole = times::factor(scan, at).or_else(|| times::rank(scan, at)).or_else(|| times::none(scan, at));
    if let Some(quantity) = whole {
        let end = quantity.tokens.end;
        found.push(quantity);
        return end;
    }
    if let Some(end) = exclude::skip(scan, at) {
        return end;
    }
    let Some(first) = reading::read(scan, at) else { return at + 1 };
    let plain = first.number.plain;
    let end = first.tokens.end;
    let Some(mut quantity) =
        range::read(scan, &first).or_else(|| range::level(scan, &first)).or_else(|| first.quantity())
    else {
        return end;
    };
    rate::extend(scan, &mut quantity);
    times::extend(scan, &mut quantity);
    age::extend(scan, &mut quantity);
    let end = quantity.tokens.end;
    if !exclude::is_none(scan, &quantity, plain) {
        found.push(quantity);
    }
    end
}

/// What words that are no numbers can say about one that they begin.
const NUMERIC: [Tag; 7] = [Tag::A, Tag::Month, Tag::Minus, Tag::None, Tag::Not, Tag::NumberNoun, Tag::NumberSign];

/// Whether a word is no part of a number: only money may begin with it, or something to be skipped.
fn leads(scan: &Scan, at: usize) -> bool {
    let numbers = &scan.vocabulary.numbers;
    let word = scan.known(at);
    scan.is_word(at)
        && word.number.is_none()
        && word.ordinal.is_none()
        && !word.tags.any(&NUMERIC)
        && !scan.sentence.begins(numbers.factors.set() | numbers.never.set(), at)
}

/// Whether a quantity, or something to be skipped, may begin at this token. Cheap.
fn may_begin(scan: &Scan, at: usize) -> bool {
    match scan.kind(at) {
        Some(TokenKind::Number) => true,
        Some(TokenKind::Sign) => {
            let next = scan.kind(at + 1);
            next == Some(TokenKind::Number)
                || next == Some(TokenKind::Sign)
                || fraction::sign(scan.sign(at).unwrap_or(' ')).is_some()
                || scan.vocabulary.currencies.signs.contains_key(scan.text(at))
        }
        Some(TokenKind::Word) => {
            let word = scan.known(at);
            word.number.is_some()
                || word.ordinal.is_some()
                || word.tags.any(&NUMERIC)
                || word.is(Tag::Begins)
                || scan.is_number(at + 1)
                || scan.kind(at + 1) == Some(TokenKind::Sign) && (scan.is_number(at + 2) || scan.glued(at + 2))
        }
        Some(TokenKind::Possessive) | None => false,
    }
}
