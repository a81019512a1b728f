//! Note marks: which raised text refers to a note, and which is an exponent or an ordinal.

/// Units that stand before an exponent: `km²`, `m³`.
const UNITS: &[&str] =
    &["m", "km", "cm", "mm", "dm", "nm", "µm", "μm", "hm", "dam", "ft", "mi", "in", "yd", "s", "sec", "nmi"];

/// What a raised text is.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Raised {
    /// Refers to notes with these labels.
    Marks(Vec<String>),
    /// Belongs to the text and reads so: `²`, `st`, `^6`.
    Text(String),
}

/// Reads raised text (`inner`) that stands after `before`; `linked` where it is a link to a place on the page.
pub(super) fn raised(before: &str, inner: &str, linked: bool) -> Raised {
    let inner = inner.trim();
    let number = !inner.is_empty() && inner.bytes().all(|b| b.is_ascii_digit());
    if !linked && number && is_exponent(before, inner) {
        return Raised::Text(superscript(inner));
    }
    if !linked && inner.strip_prefix(['-', '−', '+']).is_some_and(|n| n.bytes().all(|b| b.is_ascii_digit())) {
        return Raised::Text(superscript(&inner.replace('−', "-")));
    }
    // "21st", "2ème", "1er", "Mme", "™"
    if !linked && before.ends_with(char::is_numeric) && inner.chars().all(char::is_alphabetic) && !inner.is_empty() {
        return Raised::Text(inner.to_string());
    }
    labels(inner).map_or_else(|| Raised::Text(inner.to_string()), Raised::Marks)
}

/// Whether a number raised after `before` is an exponent: after a unit, or after `10`.
pub(super) fn is_exponent(before: &str, number: &str) -> bool {
    // No unit is longer than a few letters: looking no further keeps a document of marks linear.
    let word_start = before
        .char_indices()
        .rev()
        .take(12)
        .take_while(|(_, c)| c.is_alphanumeric())
        .last()
        .map_or(before.len(), |(at, _)| at);
    let word = &before[word_start..];
    let unit = word.trim_start_matches(|c: char| c.is_ascii_digit());
    if matches!(number, "2" | "3") && UNITS.contains(&unit) {
        return true;
    }
    word == "10" && number.len() <= 2
}

/// Superscript digits for digits, so that the text keeps an exponent as one.
fn superscript(digits: &str) -> String {
    digits
        .chars()
        .map(|c| match c {
            '0' => '⁰',
            '1' => '¹',
            '2' => '²',
            '3' => '³',
            '4'..='9' => char::from_u32('⁴' as u32 + (c as u32 - '4' as u32)).unwrap_or(c),
            '-' => '⁻',
            '+' => '⁺',
            _ => c,
        })
        .collect()
}

/// The digit that a superscript digit stands for.
pub(super) fn plain_digit(c: char) -> Option<char> {
    match c {
        '⁰' => Some('0'),
        '¹' => Some('1'),
        '²' => Some('2'),
        '³' => Some('3'),
        '⁴'..='⁹' => char::from_digit(c as u32 - '⁰' as u32, 10),
        _ => None,
    }
}

/// The labels of a note mark: `12`, `15, 16`, `3-5` (3, 4, 5), `a`, `*`, `[7]`, `iv`. `None` where it is something else.
pub(super) fn labels(text: &str) -> Option<Vec<String>> {
    let text = text.trim().trim_matches(|c| "[]()".contains(c));
    if text.is_empty() || text.len() > 60 {
        return None;
    }
    let mut out = Vec::new();
    for part in text.split([',', ';', ' ', '\u{a0}', '\n', '\r', '\t']).map(str::trim).filter(|p| !p.is_empty()) {
        let part = part.trim_matches(|c| "[]()".contains(c));
        let range = part.split_once(['-', '–', '—']);
        if let Some((first, last)) = range.and_then(|(a, b)| Some((a.parse::<u32>().ok()?, b.parse::<u32>().ok()?))) {
            if first > last || last - first > 50 {
                return None;
            }
            out.extend((first..=last).map(|n| n.to_string()));
        } else if is_label(part) {
            out.push(part.to_string());
        } else {
            return None;
        }
    }
    (!out.is_empty()).then_some(out)
}

/// Whether `text` can be the label of a note: up to three digits, a letter, small Roman numerals, or signs.
pub(super) fn is_label(text: &str) -> bool {
    let digits = text.bytes().all(|b| b.is_ascii_digit()) && (1..=3).contains(&text.len());
    let letter = text.len() == 1 && text.bytes().all(|b| b.is_ascii_alphabetic());
    let roman = text.len() <= 5 && text.bytes().all(|b| b"ivx".contains(&b));
    let signs = text.chars().count() <= 3 && text.chars().all(|c| "*†‡§¶#".contains(c));
    !text.is_empty() && (digits || letter || roman || signs)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn marks(labels: &[&str]) -> Raised {
        Raised::Marks(labels.iter().map(ToString::to_string).collect())
    }

    #[test]
    fn note_marks_are_told_from_exponents_and_ordinals() {
        assert_eq!(raised("in 2011.", "12", false), marks(&["12"]));
        assert_eq!(raised("in 2011.", "15, 16", false), marks(&["15", "16"]));
        assert_eq!(raised("drugs", "3–5", false), marks(&["3", "4", "5"]));
        assert_eq!(raised("drugs", "a", false), marks(&["a"]));
        assert_eq!(raised("5 km", "2", false), Raised::Text("²".into()));
        assert_eq!(raised("5 km", "2", true), marks(&["2"]));
        assert_eq!(raised("10", "6", false), Raised::Text("⁶".into()));
        assert_eq!(raised("the 21", "st", false), Raised::Text("st".into()));
        assert_eq!(raised("x", "", false), Raised::Text(String::new()));
        assert_eq!(raised("kg m", "-2", false), Raised::Text("⁻²".into()));
    }
}
