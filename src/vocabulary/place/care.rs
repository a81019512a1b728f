//! What the words around a name say about it: `Jordan` the country and Jordan the first name, `Reading` and reading.

use serde::Deserialize;

use super::PlaceKind;

/// A name that needs care: the columns of a `[[care]]` row of `place_care.toml`, where they are explained.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, default)]
#[expect(clippy::struct_excessive_bools, reason = "each is a column of its own in the data file")]
pub(super) struct Care {
    pub(super) names: Vec<String>,
    pub(super) choose: Vec<String>,
    pub(super) first_name: bool,
    pub(super) surname: bool,
    pub(super) locative: bool,
    pub(super) after_comma: bool,
    pub(super) seat: bool,
    pub(super) not_before: Vec<String>,
    pub(super) not_after: Vec<String>,
}

impl Care {
    /// Adds what another row says about the same name.
    pub(super) fn merge(&mut self, row: &Self) {
        self.choose.extend(row.choose.iter().cloned());
        self.first_name |= row.first_name;
        self.surname |= row.surname;
        self.locative |= row.locative;
        self.after_comma |= row.after_comma;
        self.seat |= row.seat;
        self.not_before.extend(row.not_before.iter().cloned());
        self.not_after.extend(row.not_after.iter().cloned());
    }
}

/// The `[context]` table of `place_care.toml`, where its lists are explained.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct Context {
    locative: Vec<String>,
    inside: Vec<String>,
    before_place: Vec<String>,
    after_place: Vec<String>,
    institution: Vec<String>,
    street: Vec<String>,
    institution_before: Vec<String>,
}

/// A name in its text.
pub(super) struct Around<'t> {
    pub(super) text: &'t str,
    pub(super) start: usize,
    pub(super) end: usize,
}

impl<'t> Around<'t> {
    /// The word before the name, with what stands between them.
    fn before(&self) -> Option<(&'t str, char)> {
        let (word, gap) = split_gap_back(&self.text[..self.start])?;
        if self.text[word.len()..self.start].matches('\n').count() > 1 {
            return None;
        }
        let from = word.char_indices().rev().take_while(|(_, c)| in_word(*c)).last()?.0;
        Some((&word[from..], gap))
    }

    /// The word after the name, with what stands between them.
    fn after(&self) -> Option<(&'t str, char)> {
        let rest = &self.text[self.end..];
        let gap = rest.chars().next().filter(|c| is_gap(*c))?;
        let behind = rest.trim_start();
        // A heading has no neighbours.
        if rest[..rest.len() - behind.len()].matches('\n').count() > 1 {
            return None;
        }
        let rest = rest[gap.len_utf8()..].trim_start();
        let to = rest.find(|c| !in_word(c)).unwrap_or(rest.len());
        (to > 0).then(|| (&rest[..to], gap))
    }
}

impl Context {
    /// Whether the neighbours of a name let it be the place.
    pub(super) fn allows(&self, around: &Around<'_>, care: Option<&Care>, kind: Option<PlaceKind>) -> bool {
        if kind == Some(PlaceKind::Subnational) && self.names_institution(around) {
            return false;
        }
        // "Ofori-Tete"
        let hyphened = around.before().is_some_and(|(word, gap)| gap == '-' && is_name(word));
        if kind == Some(PlaceKind::Subnational) && hyphened {
            return false;
        }
        let (before, after) = (around.before(), around.after());
        // "Cuba Street"
        if after.is_some_and(|(word, gap)| gap != '-' && is_name(word) && contains(&self.street, word)) {
            return false;
        }
        let Some(care) = care else { return true };
        let one_of =
            |list: &[String], neighbour: Option<(&str, char)>| neighbour.is_some_and(|(word, _)| contains(list, word));
        let name_before = before.is_some_and(|(word, gap)| {
            gap != '-' && is_name(word) && !is_acronym(word) && !contains(&self.before_place, word)
        });
        let name_after =
            after.is_some_and(|(word, gap)| gap != '-' && is_name(word) && !contains(&self.after_place, word));
        !(one_of(&care.not_before, after)
            || one_of(&care.not_after, before)
            || care.surname && name_before
            || care.first_name && name_after
            || care.locative && !self.locates(around)
            || care.after_comma && !follows_comma(around))
    }

    /// The same of a town, whose name people and firms may have: "Ms Hakodate", "in Torrance's view".
    pub(super) fn allows_town(&self, around: &Around<'_>, careful: bool) -> bool {
        if !self.allows(around, None, Some(PlaceKind::Subnational)) {
            return false;
        }
        let (before, after) = (around.before(), around.after());
        // "Kyzyl-Köl"
        if after.is_some_and(|(word, gap)| gap == '-' && is_name(word)) {
            return false;
        }
        if careful {
            let named = after.is_some_and(|(word, _)| is_name(word));
            let owner = around.text[around.end..].starts_with(['\'', '’']);
            return !named && !owner && before.is_some_and(|(word, _)| contains(&self.inside, word));
        }
        before.is_none_or(|(word, gap)| {
            gap == '-' || !is_name(word) || is_acronym(word) || contains(&self.before_place, word)
        })
    }

    /// Whether a preposition of place comes before the name.
    pub(super) fn locates(&self, around: &Around<'_>) -> bool {
        around.before().is_some_and(|(word, _)| contains(&self.locative, word))
    }

    /// `Geneva Convention`, `Florida International University`, `University of Leeds`.
    fn names_institution(&self, around: &Around<'_>) -> bool {
        let after = around.text[around.end..].strip_prefix(char::is_whitespace).unwrap_or_default();
        // Longer names than these have an end of their own.
        for token in after.split_whitespace().take(3) {
            let word = token.trim_end_matches(|c| !in_word(c));
            if is_name(word) && contains(&self.institution, word) {
                return true;
            }
            if !is_name(word) || word.len() < token.len() {
                break;
            }
        }
        let before = around.text[..around.start].trim_end();
        self.institution_before.iter().any(|words| before.ends_with(words.as_str()))
    }
}

/// Whether a capitalised word and a comma come before: `Austin, TX`.
fn follows_comma(around: &Around<'_>) -> bool {
    let Some(before) = around.text[..around.start].trim_end().strip_suffix(',') else { return false };
    let from = before.char_indices().rev().take_while(|(_, c)| in_word(*c)).last();
    from.is_some_and(|(at, _)| is_name(&before[at..]))
}

/// What comes before the white space or hyphen at the end of `text`, and the gap's last character.
fn split_gap_back(text: &str) -> Option<(&str, char)> {
    let gap = text.chars().next_back().filter(|c| is_gap(*c))?;
    Some((text[..text.len() - gap.len_utf8()].trim_end(), gap))
}

fn is_gap(c: char) -> bool {
    c.is_whitespace() || c == '-'
}

fn in_word(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, '\'' | '’')
}

fn is_name(word: &str) -> bool {
    word.starts_with(char::is_uppercase)
}

fn is_acronym(word: &str) -> bool {
    word.len() > 1 && word.chars().all(char::is_uppercase)
}

/// Whether `word` is in the list, which is in lower case.
fn contains(list: &[String], word: &str) -> bool {
    list.iter().any(|entry| entry.eq_ignore_ascii_case(word))
}
