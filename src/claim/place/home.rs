//! Where the money that a text names is at home: a text full of tenge is about Kazakhstan, even if it names others more often.

use crate::{
    text::{Sentence, TokenKind},
    vocabulary::Vocabulary,
};

/// For each sum of a sentence the country of its currency; `None` where the currency is that of several countries.
pub fn homes<'v>(sentence: &Sentence<'_>, vocabulary: &'v Vocabulary) -> impl Iterator<Item = Option<&'v str>> {
    let money = &vocabulary.currencies;
    let number = |n: usize| sentence.tokens.get(n).is_some_and(|t| t.kind == TokenKind::Number);
    (0..sentence.tokens.len()).filter(|&n| sentence.tokens[n].kind == TokenKind::Word).filter_map(move |n| {
        // "40 billion tenge"; "real wages" are no reais
        let counted = || n > 0 && (number(n - 1) || sentence.number(n - 1, vocabulary).number.is_some());
        if let Some((_, name)) = sentence.phrase(&money.names, n) {
            return counted().then(|| money.home(&name.family).filter(|_| !name.ambiguous));
        }
        let word = sentence.word(n);
        if money.is_code(word) && (number(n + 1) || n > 0 && number(n - 1)) {
            return Some(money.home(word));
        }
        // "FJ$40"
        let sign = sentence.sign(n + 1)? == '$' && number(n + 2) && !sentence.tokens[n + 1].spaced;
        money.prefixes.get(sentence.low(n)).filter(|_| sign).map(|code| money.home(code))
    })
}
