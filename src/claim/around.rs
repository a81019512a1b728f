//! What stands around a number: the words before and behind it that its claim keeps.

/// Characters of context kept before and after a claim's text, as Web Annotation's `TextQuoteSelector` has them.
const CONTEXT: usize = 32;

/// The characters before byte `at` of a text.
pub(super) fn before(text: &str, at: usize) -> String {
    // Of ASCII every byte is a character.
    let plain = text.get(at.saturating_sub(CONTEXT)..at).filter(|plain| plain.is_ascii());
    let start = || text[..at].char_indices().rev().nth(CONTEXT - 1).map_or(0, |(n, _)| n);
    plain.unwrap_or_else(|| &text[start()..at]).to_owned()
}

/// The characters from byte `at` of a text on.
pub(super) fn after(text: &str, at: usize) -> String {
    let plain = text.get(at..text.len().min(at + CONTEXT)).filter(|plain| plain.is_ascii());
    let end = || text[at..].char_indices().nth(CONTEXT).map_or(text.len(), |(n, _)| at + n);
    plain.unwrap_or_else(|| &text[at..end()]).to_owned()
}
