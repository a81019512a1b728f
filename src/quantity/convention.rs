//! Which sign parts the decimals in a document: what its numbers show, else the custom of its country and language.

use crate::{
    text::{Sentence, TokenKind},
    vocabulary::number::Numbers,
};

/// Whether decimals stand behind a comma. Each number that can be read one way only is a vote; `place` is the
/// document's country (ISO 3166-1 alpha-3).
#[must_use]
pub fn decimal_comma(sentences: &[Sentence<'_>], numbers: &Numbers, place: Option<&str>) -> bool {
    let mut comma = 0_usize;
    let mut point = 0_usize;
    for sentence in sentences {
        for token in sentence.tokens.iter().filter(|t| t.kind == TokenKind::Number) {
            match shown(sentence.slice(token.span)) {
                Some(',') => comma += 1,
                Some(_) => point += 1,
                None => {}
            }
        }
    }
    if comma != point {
        return comma > point;
    }
    let other = place.is_some_and(|place| numbers.other_decimals_in.iter().any(|code| code == place));
    numbers.decimal_comma != other
}

/// The decimal sign that a number shows: `,` or `.`. One separator with three digits behind it shows nothing.
fn shown(text: &str) -> Option<char> {
    let separators = || text.char_indices().filter(|(_, c)| matches!(c, ',' | '.'));
    let (at, last) = separators().next_back()?;
    let other = if last == ',' { '.' } else { ',' };
    let behind = text.len() - at - 1;
    let groups = text.split([',', '.']).skip(1).all(|group| group.len() == 3);
    if separators().count() == 1 {
        return (behind < 3 || text.starts_with('0') && behind > 3).then_some(last);
    }
    if separators().all(|(_, c)| c == last) {
        return groups.then_some(other);
    }
    // Both kinds: the last one, where it stands once.
    (separators().filter(|(_, c)| *c == last).count() == 1).then_some(last)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        base::FoundIn,
        vocabulary::{Extensions, Vocabulary},
    };

    #[test]
    fn numbers_show_their_decimal_sign() {
        for (text, sign) in [
            ("1,234.5", Some('.')),
            ("1.234,5", Some(',')),
            ("12,5", Some(',')),
            ("1.204.300", Some(',')),
            ("1,204,300", Some('.')),
            ("1.204", None),
            ("12.05.2021", None),
            ("2011", None),
        ] {
            assert_eq!(shown(text), sign, "{text}");
        }
    }

    #[test]
    fn a_document_decides_then_its_country() {
        let vocabulary = Vocabulary::new("es", &Extensions::default()).expect("a sound vocabulary");
        let comma = |text: &str, place| {
            decimal_comma(&[Sentence::new(text, 0, 0, FoundIn::Sentence)], &vocabulary.numbers, place)
        };
        assert!(comma("Hubo 1.204 casos", Some("ESP")) && comma("Hubo 1.204 casos", None));
        assert!(!comma("Hubo 1,204 casos", Some("MEX")));
        assert!(!comma("Hubo 1,204 casos, un 3.5% más", Some("ESP")));
        assert!(comma("Hubo 1.204 casos, un 3,5 % más", Some("MEX")));
    }
}
