//! Works that are known by a number: `GAO-19-123`, `A/HRC/40/52`, `NBER Working Paper No. 12345`, `Report 42 of the Harbour
//! Board`. A number of a series tells a work only together with who counts it.

use super::work::{Name, is_year, words};
use crate::vocabulary::document;

/// More words are a sentence, and no name of who publishes a series.
const NAME_WORDS: usize = 8;

/// The numbers that a citation names, each once.
#[must_use]
pub(super) fn names(citation: &str) -> Vec<Name> {
    let plain: String = unquoted(citation)
        .chars()
        .map(|c| if matches!(c, '\u{2010}'..='\u{2013}' | '\u{2212}') { '-' } else { c })
        .collect();
    let mut tokens: Vec<Token<'_>> = Vec::new();
    for text in plain.split_whitespace().filter(|text| !text.contains("://")) {
        let token = Token::new(text);
        match tokens.last_mut() {
            Some(before) if token.word.is_empty() => before.ends = true,
            _ => tokens.push(token),
        }
    }
    let mut found: Vec<Name> = tokens.iter().filter_map(|token| code(token.word)).collect();
    let mut at = 0;
    while at < tokens.len() {
        let Some((series, end)) = series(&tokens, at) else {
            at += 1;
            continue;
        };
        if let Some((number, end)) = number(&tokens, end) {
            for issuer in issuers(&tokens, at, end) {
                found.push(Name::Report(format!("{issuer}, {series}"), number.clone()));
            }
        }
        at = end;
    }
    found.sort();
    found.dedup();
    found
}

/// A word with the punctuation around it.
#[derive(Clone, Copy)]
struct Token<'t> {
    word: &'t str,
    /// Whether a bracket or the like stands before it.
    opens: bool,
    /// Whether a part of the citation ends with it.
    ends: bool,
}

impl<'t> Token<'t> {
    fn new(text: &'t str) -> Self {
        let word = text.trim_matches(|c: char| !c.is_alphanumeric() && c != '#');
        let behind = text.rsplit_once(word).map_or("", |(_, behind)| behind);
        // The stop of an initial or an abbreviation ends nothing.
        let short = word.chars().count() == 1 || word.contains('.');
        let ends = behind.chars().any(|c| c != '.' || !short);
        Self { word, opens: !word.is_empty() && !text.starts_with(word), ends }
    }

    fn capital(self) -> bool {
        self.word.starts_with(char::is_uppercase)
    }

    /// `of`, `the`, `de`.
    fn small(self) -> bool {
        self.word.chars().count() <= 3 && self.word.chars().all(char::is_lowercase) && !self.word.is_empty()
    }
}

/// Without titles in quotation marks, in which other things have numbers.
fn unquoted(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut inside = false;
    for c in text.chars() {
        match c {
            '“' | '«' => inside = true,
            '”' | '»' => inside = false,
            '"' => inside = !inside,
            _ if !inside => out.push(c),
            _ => {}
        }
        if matches!(c, '”' | '»' | '"') && !inside {
            out.push_str(", ");
        }
    }
    out
}

/// `GAO-19-123`, `A/HRC/40/52`: capitals first, three parts or more, numbers in two of them or one of three digits.
fn code(word: &str) -> Option<Name> {
    let parts: Vec<&str> = word.split(['-', '/']).collect();
    let digits = |part: &&&str| part.bytes().all(|b| b.is_ascii_digit()) && !part.is_empty();
    let numbers: Vec<&&str> = parts.iter().filter(digits).collect();
    let (first, last) = (parts.first()?, parts.last()?);
    let capitals = !first.is_empty() && first.len() <= 6 && first.bytes().all(|b| b.is_ascii_uppercase());
    let sound = parts.iter().all(|part| !part.is_empty() && part.bytes().all(|b| b.is_ascii_alphanumeric()));
    let told = numbers.len() > 1 || numbers.iter().any(|number| number.len() > 2);
    // `NOV-12-2019` is a day.
    let day = numbers.len() == 2 && parts.len() == 3 && is_year(last) && word.contains('-');
    (capitals && sound && told && !day && parts.len() > 2 && last.bytes().any(|b| b.is_ascii_digit()))
        .then(|| Name::Report(String::new(), parts.join("-").to_lowercase()))
}

/// The series whose name begins there, and where its words end: `working paper`.
fn series<'v>(tokens: &[Token<'_>], at: usize) -> Option<(&'v str, usize)> {
    let first = tokens.get(at)?.word.to_lowercase();
    let of = document::words().series.get(first.as_str())?;
    let stands = |words: &[String]| {
        let here = tokens.get(at..at + words.len()).unwrap_or_default();
        let (last, before) = here.split_last()?;
        let same = here.iter().zip(words).all(|(token, word)| token.word.to_lowercase() == *word);
        (same && !last.ends && before.iter().all(|token| !token.ends)).then_some(at + words.len())
    };
    of.iter().filter_map(|(words, series)| Some((series.as_str(), stands(words)?))).max_by_key(|(_, end)| *end)
}

/// The number of a series, and where it ends: behind a word or sign for "number", or of two digits and no year.
fn number(tokens: &[Token<'_>], at: usize) -> Option<(String, usize)> {
    let token = tokens.get(at)?;
    let sign = document::words().number_sign.contains(token.word.to_lowercase().as_str());
    let (token, end) = if sign { (tokens.get(at + 1)?, at + 2) } else { (token, at + 1) };
    let bare = token.word.trim_start_matches('#');
    let signed = sign || bare.len() < token.word.len();
    let digits = bare.bytes().filter(u8::is_ascii_digit).count();
    let sound = bare.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'/' | b'.'));
    let fits = if signed { digits > 0 } else { digits > 1 && !is_year(bare) && !token.opens };
    (sound && fits && bare.len() <= 16).then(|| (bare.to_lowercase().replace('/', "-"), end))
}

/// Who counts the series: `NBER` right before its name, else what the part before says, else what comes behind the number.
fn issuers(tokens: &[Token<'_>], start: usize, end: usize) -> Vec<String> {
    let own = part_before(tokens, start);
    let telling = own.len() > 1 || own.iter().any(|t| t.word.len() > 1 && !t.word.contains(char::is_lowercase));
    if telling {
        return with_and_without_first(own, own.len() == start, &[]);
    }
    let before = start.saturating_sub(own.len());
    let ends = before.checked_sub(1).and_then(|last| tokens.get(last)).is_some_and(|token| token.ends);
    let before = if ends { whole_part_before(tokens, before) } else { &[] };
    if !before.is_empty() {
        return with_and_without_first(before, before.len() + own.len() == start, own);
    }
    let behind = tokens.get(end..).unwrap_or_default();
    let length = behind.iter().position(|token| token.ends).map_or(behind.len(), |last| last + 1);
    let behind = trimmed(behind.get(..length).unwrap_or_default());
    let named = behind.iter().all(|token| token.capital() || token.small()) && behind.len() <= NAME_WORDS;
    if named && !behind.is_empty() { vec![joined(behind.iter().chain(own))] } else { Vec::new() }
}

/// A name and what follows it; where it begins the citation also without its first word, which may be `See` or `The`.
fn with_and_without_first(name: &[Token<'_>], begins: bool, then: &[Token<'_>]) -> Vec<String> {
    let rest = name.get(1..).filter(|rest| begins && rest.len() > 1).map(trimmed);
    [Some(name), rest].into_iter().flatten().map(|name| joined(name.iter().chain(then))).collect()
}

/// The words of a name that stand right before a place, in the same part.
fn part_before<'p, 't>(tokens: &'p [Token<'t>], end: usize) -> &'p [Token<'t>] {
    let before = tokens.get(..end).unwrap_or_default();
    let length = before.iter().rev().take_while(|t| !t.ends && (t.capital() || t.small())).count();
    trimmed(before.get(end - length..).unwrap_or_default())
}

/// The part that ends right before a place, where all of it is a name.
fn whole_part_before<'p, 't>(tokens: &'p [Token<'t>], end: usize) -> &'p [Token<'t>] {
    let Some((_, before)) = tokens.get(..end).and_then(<[Token<'_>]>::split_last) else { return &[] };
    let start = before.iter().rposition(|token| token.ends).map_or(0, |last| last + 1);
    let part = tokens.get(start..end).unwrap_or_default();
    let name = part.iter().all(|token| token.capital() || token.small());
    if name && part.len() <= NAME_WORDS { trimmed(part) } else { &[] }
}

/// Without small words at its ends.
fn trimmed<'p, 't>(part: &'p [Token<'t>]) -> &'p [Token<'t>] {
    let start = part.iter().position(|token| token.capital()).unwrap_or(part.len());
    let end = part.iter().rposition(|token| token.capital()).map_or(start, |last| last + 1);
    part.get(start..end).unwrap_or_default()
}

fn joined<'p, 't: 'p>(part: impl IntoIterator<Item = &'p Token<'t>>) -> String {
    let text: Vec<&str> = part.into_iter().map(|token| token.word).collect();
    words(&text.join(" ")).join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn same(a: &str, b: &str) -> bool {
        let (a, b) = (names(a), names(b));
        a.iter().any(|name| b.contains(name))
    }

    #[test]
    fn citations_of_one_numbered_work_share_a_name() {
        let pairs = [
            ("GAO, Harbour Safety: Steps Needed, GAO-19-123, March 2019.", "See report GAO‑19‑123, p. 7"),
            ("UN Human Rights Council, A/HRC/40/52, 2019", "Report of the Special Rapporteur (A/HRC/40/52)."),
            (
                "J. Pilot, “Crews,” NBER Working Paper No. 12345, 2006.",
                "Pilot and Mate (2006), NBER working paper 12345",
            ),
            ("Harbour Board, Report No. 42, 2014, p. 3.", "Harbour Board, “Traffic,” Report Nr. 42 (March 2014)"),
            ("Report No. 42 of the Harbour Board (2014)", "Harbour Board, Report 42"),
            ("See Harbour Board Technical Report #7", "Harbour Board Technical Report no. 7, 2011"),
            ("World Bank, Annual Report No. 12, 2001", "The World Bank, Annual Report no. 12."),
            (
                "Policy Research Working Paper 4321. Washington: World Bank.",
                "A. Mate, Policy Research Working Paper No. 4321",
            ),
            ("Banco de España, Documento de Trabajo n.º 2021, 2020", "Banco de España, documento de trabajo núm. 2021"),
        ];
        for (a, b) in pairs {
            assert!(same(a, b), "{:?}\n{:?}", names(a), names(b));
        }
    }

    #[test]
    fn other_numbers_and_other_publishers_are_other_works() {
        let pairs = [
            ("GAO-19-123", "GAO-19-124"),
            ("NBER Working Paper No. 12345", "CEPR Working Paper No. 12345"),
            ("NBER Working Paper No. 12345", "NBER Working Paper No. 12346"),
            ("Harbour Board, Report No. 42", "Coast Guard, Report No. 42"),
            ("Harbour Board, Annual Report No. 4", "Coast Guard, Annual Report No. 4"),
            ("WHO, Report No. 42, Geneva, 2014", "ILO, Report No. 42, Geneva, 2014"),
        ];
        for (a, b) in pairs {
            assert!(!same(a, b), "{:?}\n{:?}", names(a), names(b));
        }
        for text in [
            "COVID-19 and F-16, B-52",
            "Harbour Board, Annual Report 2019",
            "NOV-12-2019, pp. 12-14",
            "Report No. 42",
            "Harbour Board, “Report No. 42 and what came of it,” 2014",
            "",
            "# No. , Report No.",
        ] {
            assert!(names(text).is_empty(), "{text}: {:?}", names(text));
        }
    }
}
