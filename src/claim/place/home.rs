//! Where the money that a text names is at home: a text full of tenge is about Kazakhstan, even if it names others more often.

use crate::{
    text::{Sentence, TokenKind},
    vocabulary::Vocabulary,
};

/// The countries of the currencies that a sentence names, where a currency is that of one country alone.
pub fn homes<'v>(sentence: &Sentence<'_>, vocabulary: &'v Vocabulary) -> impl Iterator<Item = &'v str> {
    let money = &vocabulary.currencies;
    let number = |n: usize| sentence.tokens.get(n).is_some_and(|t| t.kind == TokenKind::Number);
    (0..sentence.tokens.len()).filter(|&n| sentence.tokens[n].kind == TokenKind::Word).filter_map(move |n| {
        // "40 billion tenge"; "real wages" are no reais
        let counted = || n > 0 && (number(n - 1) || sentence.number(n - 1, vocabulary).number.is_some());
        if let Some((_, name)) = sentence.phrase(&money.names, n) {
            return money.home(&name.family).filter(|_| !name.ambiguous && counted());
        }
        let word = sentence.word(n);
        if money.is_code(word) && (number(n + 1) || n > 0 && number(n - 1)) {
            return money.home(word);
        }
        // "FJ$40"
        let sign = sentence.sign(n + 1)? == '$' && number(n + 2) && !sentence.tokens[n + 1].spaced;
        money.prefixes.get(sentence.low(n)).filter(|_| sign).and_then(|code| money.home(code))
    })
}
