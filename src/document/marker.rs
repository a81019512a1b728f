//! Markers of list items: `•`, `-`, `1.`, `(a)`.

/// What stands before an item.
pub(super) struct Marker {
    /// Bytes up to the item's text.
    pub(super) len: usize,
    /// The number or letter; empty for bullets.
    pub(super) label: String,
}

const BULLETS: &[char] =
    &['•', '·', '‣', '◦', '▪', '●', '○', '■', '□', '➢', '►', '✓', '\u{f0b7}', '-', '*', '–', '—', '+'];

/// The marker a line begins with. `follows` says whether a number may stand there, so that a line which happens
/// to begin with `12. ` is no item.
pub(super) fn of(text: &str, follows: impl Fn(u32) -> bool) -> Option<Marker> {
    let mut chars = text.chars();
    let first = chars.next()?;
    let (label, len) = if BULLETS.contains(&first) {
        (String::new(), first.len_utf8())
    } else {
        let open = usize::from(first == '(');
        let rest = &text[open..];
        let end = rest.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(rest.len());
        let label = &rest[..end];
        let sign = rest[end..].chars().next()?;
        let number = label.bytes().all(|b| b.is_ascii_digit()) && (1..=3).contains(&label.len());
        let letter = label.len() == 1 && label.bytes().all(|b| b.is_ascii_alphabetic());
        let roman = label.len() > 1 && label.len() < 6 && label.bytes().all(|b| b"ivx".contains(&b));
        let fits = if open == 1 { sign == ')' } else { sign == ')' || (sign == '.' && number) };
        if !fits || !(number || letter || roman) || (number && !follows(label.parse().ok()?)) {
            return None;
        }
        (label.to_string(), open + end + sign.len_utf8())
    };
    let rest = &text[len..];
    let inner = rest.trim_start();
    // A marker needs a space and something after it; a bullet glyph needs no space.
    let glued = rest.len() == inner.len() && (first.is_ascii() || matches!(first, '–' | '—'));
    (!glued && !inner.is_empty()).then(|| Marker { len: text.len() - inner.len(), label })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markers_are_told_from_text() {
        let label = |text| of(text, |_| true).map(|m| (m.label, m.len));
        assert_eq!(label("1. One"), Some(("1".into(), 3)));
        assert_eq!(label("12)  Twelve"), Some(("12".into(), 5)));
        assert_eq!(label("(a) One"), Some(("a".into(), 4)));
        assert_eq!(label("• One"), Some((String::new(), 4)));
        assert_eq!(label("2.5 million people"), None);
        assert_eq!(label("2019. It was"), None);
        assert_eq!(label("-5 degrees"), None);
        assert_eq!(label("a man"), None);
        assert_eq!(label("(10 percent) of"), None);
    }
}
