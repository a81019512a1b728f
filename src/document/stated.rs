//! What a document says of itself: title, authors, date, language, address.

use super::{
    draft::{Draft, Piece},
    model::{Aside, BlockKind, Stated},
};
use crate::{base::period::Date, vocabulary::document};

/// Blocks at the top that are looked at for a byline and a date.
const TOP: usize = 12;

/// Blocks at the end that are looked at for the date of the last change.
const FOOT: usize = 12;

/// How many words such a date has, with one before it.
const UPDATED: usize = 5;

/// Longest text, in bytes, of a line of furniture with the date of publication.
const HEAD: usize = 100;

/// Fills what is still unknown from the blocks at the top.
pub(super) fn complete(draft: &mut Draft<'_>) {
    let mut stated = std::mem::take(&mut draft.stated);
    let blocks = draft.blocks.iter().filter(|b| b.aside.is_none());
    if stated.title.is_none() {
        let of_level = |level| blocks.clone().take(40).find(|b| b.kind == BlockKind::Heading(level));
        stated.title = of_level(1)
            .or_else(|| blocks.clone().next().filter(|b| matches!(b.kind, BlockKind::Heading(_))))
            .map(|b| draft.text[b.span].trim().to_string());
    }
    for block in blocks.take(TOP) {
        let text = &draft.text[block.span];
        if text.len() > 300 || block.kind == BlockKind::TableCell {
            continue;
        }
        if let Some((names, rest)) = byline(text) {
            if stated.authors.is_empty() {
                stated.authors = names;
            }
            stated.published = stated.published.or_else(|| date_in(rest));
        } else if stated.published.is_none() {
            stated.published = dateline(text);
        }
    }
    // `<p class="meta">Esbjerg, 14 August 2025</p>` is no prose, but dates what is.
    let head = |block: &&Piece| {
        block.aside == Some(Aside::Furniture) && !matches!(block.kind, BlockKind::TableCell | BlockKind::ListItem)
    };
    stated.published = stated.published.or_else(|| {
        draft.blocks.iter().take(TOP).filter(head).find_map(|block| {
            let text = draft.text[block.span].trim();
            date_in(text).filter(|date| date.day > 0 && text.len() <= HEAD)
        })
    });
    stated.updated = draft.blocks.iter().rev().take(FOOT).find_map(|block| updated(&draft.text[block.span]));
    draft.stated = stated;
}

/// The date behind a word for the last change of a page: `Page reviewed 20 April 2025`.
fn updated(text: &str) -> Option<Date> {
    if text.len() > 300 {
        return None;
    }
    let lower = text.to_lowercase();
    document::words().updated.iter().find_map(|word| {
        let rest = &lower[lower.find(word.as_str())? + word.len()..];
        let words: Vec<&str> = rest.split_whitespace().take(UPDATED).collect();
        find_date(&words.join(" ")).map(|(date, _)| date)
    })
}

/// The names of `By Jane Doe and John Roe, 12 March 2021` and what follows them.
pub(super) fn byline(text: &str) -> Option<(Vec<String>, &str)> {
    let text = text.trim();
    let rest = document::words().byline.iter().find_map(|word| text.strip_prefix(word.as_str()))?;
    if rest.chars().count() > 200 || rest.ends_with('.') && !rest.ends_with("Jr.") {
        return None;
    }
    let mut names = Vec::new();
    let mut at = 0;
    for part in rest.split_inclusive([',', ';', '|', '•', '·', '–', '—', '/']) {
        let cleaned = part.trim_end_matches([',', ';', '|', '•', '·', '–', '—', '/']);
        let found = names_in(cleaned);
        if found.is_empty() || !found.iter().all(|n| is_name(n)) {
            break;
        }
        names.extend(found);
        at += part.len();
    }
    (!names.is_empty()).then(|| (names, &rest[at..]))
}

/// The parts of a text between words like "and".
fn names_in(text: &str) -> Vec<String> {
    let words: Vec<&str> = text.split_whitespace().collect();
    let name = |words: &[&str]| words.join(" ");
    let parts = words.split(|w| document::words().joins.contains(*w));
    parts.filter(|words| !words.is_empty()).map(name).collect()
}

/// Two to five words that begin as names do, without digits and without the words of an office.
fn is_name(text: &str) -> bool {
    let words: Vec<_> = text.split_whitespace().collect();
    let known = document::words();
    let particle = |w: &str| known.particles.contains(w);
    (2..=6).contains(&words.len())
        && words.iter().all(|w| w.starts_with(char::is_uppercase) || particle(w))
        && !text.contains(|c: char| c.is_ascii_digit())
        && !words.iter().any(|w| known.offices.contains(w.to_lowercase().as_str()))
}

/// The date of a line that is (nearly) only that: `March 2021`, `Published: 12 March 2021`.
pub(super) fn dateline(text: &str) -> Option<Date> {
    let text = text.trim();
    if text.len() > 80 {
        return None;
    }
    let lower = text.to_lowercase();
    let rest = document::words()
        .published
        .iter()
        .filter_map(|word| lower.strip_prefix(word.as_str()))
        .min_by_key(|rest| rest.len())
        .filter(|rest| rest.starts_with([':', ' ']));
    let (rest, named) = rest.map_or((lower.as_str(), false), |rest| (rest.trim_start_matches([':', ' ']), true));
    let (date, words) = find_date(rest)?;
    let others = rest.split_whitespace().count().saturating_sub(words);
    (others <= if named { 6 } else { 1 }).then_some(date)
}

fn date_in(text: &str) -> Option<Date> {
    find_date(&text.to_lowercase()).map(|(date, _)| date)
}

/// The first date in lower-case text and its number of words: `12 march 2021`, `march 12, 2021`, `march 2021`,
/// `2021-03-12`. Dates of digits with slashes are ambiguous and not read.
pub(super) fn find_date(lower: &str) -> Option<(Date, usize)> {
    let words: Vec<&str> = lower
        .split_whitespace()
        .map(|w| w.trim_matches(|c: char| !c.is_alphanumeric()))
        .filter(|w| !w.is_empty())
        .take(40)
        .collect();
    let year = |n: usize| {
        let word = words.get(n).filter(|w| w.len() == 4)?;
        word.parse::<i16>().ok().filter(|y| (1500..=2200).contains(y))
    };
    let known = document::words();
    let month = |n: usize| words.get(n).and_then(|w| known.months.get(*w)).copied();
    let day = |n: usize| {
        let word = words.get(n)?;
        let digits = word.trim_end_matches(|c: char| c.is_ascii_alphabetic());
        digits.parse::<i8>().ok().filter(|d| (1..=31).contains(d) && word.len() <= 4)
    };
    for n in 0..words.len() {
        let of = |at: usize| words.get(at).is_some_and(|w| known.of.contains(*w));
        if let Some(date) = words[n].get(..10).and_then(Date::parse) {
            return Some((date, 1));
        }
        if let Some(m) = month(n) {
            if let (Some(d), Some(y)) = (day(n + 1), year(n + 2)) {
                return Date::day(y, m, d).map(|date| (date, 3));
            }
            let skip = usize::from(of(n + 1));
            if let Some(y) = year(n + 1 + skip) {
                let before = n.checked_sub(1).map(|b| if of(b) { b.saturating_sub(1) } else { b });
                return match before.and_then(|b| day(b).map(|d| (b, d))) {
                    Some((b, d)) => Date::day(y, m, d).map(|date| (date, n + 2 + skip - b)),
                    None => Some((Date::month(y, m), 2 + skip)),
                };
            }
        }
    }
    None
}

/// A date as metadata write it: `2021-03-12T08:00:00Z`, `2021-03`, `12 March 2021`.
pub(super) fn date_of_metadata(text: &str) -> Option<Date> {
    let text = text.trim().trim_matches(['"', '\'']);
    let digits = text.find(|c: char| !(c.is_ascii_digit() || c == '-')).unwrap_or(text.len());
    Date::parse(&text[..digits]).or_else(|| date_in(text))
}

/// A BCP 47 tag's primary subtag, as far as it is one.
pub(super) fn language_of(tag: &str) -> Option<String> {
    let primary = tag.trim().split(['-', '_']).next()?.to_ascii_lowercase();
    ((2..=3).contains(&primary.len()) && primary.bytes().all(|b| b.is_ascii_lowercase())).then_some(primary)
}

/// Reads `key: value` (YAML) or `key = value` (TOML) lines of front matter.
pub(super) fn front_matter(stated: &mut Stated, text: &str, toml: bool) {
    let separator = if toml { '=' } else { ':' };
    let mut list = String::new();
    for line in text.lines() {
        if let Some(item) = line.trim_start().strip_prefix("- ").filter(|_| is_authors(&list)) {
            let item = item.split_once("name:").map_or(item, |(_, name)| name);
            stated.authors.push(unquoted(item));
            continue;
        }
        let Some((key, value)) = line.split_once(separator) else { continue };
        if key.starts_with([' ', '\t']) {
            continue;
        }
        let (key, value) = (key.trim().to_ascii_lowercase(), value.trim());
        if value.is_empty() {
            list = key;
            continue;
        }
        match key.as_str() {
            "title" => stated.title = Some(unquoted(value)),
            "date" | "published" | "publishdate" | "pubdate" | "published_at" | "created" => {
                stated.published = stated.published.or_else(|| date_of_metadata(value));
            }
            "lang" | "language" | "locale" => stated.language = language_of(&unquoted(value)),
            "url" | "canonical" | "canonical_url" | "link" | "source" => {
                stated.url = Some(unquoted(value)).filter(|u| u.starts_with("http")).or(stated.url.take());
            }
            key if is_authors(key) => {
                let names = value.trim_matches(['[', ']']).split(',').map(unquoted).filter(|n| !n.is_empty());
                stated.authors.extend(names);
            }
            _ => {}
        }
        list.clear();
    }
}

fn is_authors(key: &str) -> bool {
    matches!(key, "author" | "authors" | "by" | "creator" | "byline")
}

fn unquoted(text: &str) -> String {
    text.trim().trim_matches(['"', '\'']).trim().to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_read_in_their_common_forms() {
        let date = |text| dateline(text).map(|d| d.to_string());
        assert_eq!(date("March 2021").as_deref(), Some("2021-03"));
        assert_eq!(date("Published: 12 March 2021").as_deref(), Some("2021-03-12"));
        assert_eq!(date("Published on March 12, 2021 by the Institute").as_deref(), Some("2021-03-12"));
        assert_eq!(date("12 de marzo de 2021").as_deref(), Some("2021-03-12"));
        assert_eq!(date("2021-03-12").as_deref(), Some("2021-03-12"));
        assert_eq!(date("In March 2021 the law was passed by Congress"), None);
        assert_eq!(date("Deaths rose"), None);
    }

    #[test]
    fn pages_tell_when_they_were_changed() {
        let date = |text| updated(text).map(|d| d.to_string());
        for text in [
            "Last updated: 20 April 2025",
            "Page last updated on 20 April 2025",
            "Town hall, Main Street 1 · Page reviewed 20 April 2025",
            "This page was last modified on April 20, 2025.",
            "Last reviewed on 20 April 2025 · 3 min read",
        ] {
            assert_eq!(date(text).as_deref(), Some("2025-04-20"), "{text}");
        }
        assert_eq!(date("© 2025 · ISO 9001 certified"), None);
        assert_eq!(date("The list was updated. It was opened on 20 April 2025."), None);
    }

    #[test]
    fn a_line_of_furniture_at_the_top_dates_a_page() {
        let page = |head: &str| {
            let prose =
                "<p>The mill of the north sold 40 boats to the harbour, which had waited for them all year.</p>"
                    .repeat(4);
            let html = format!("<body><p class=\"meta\">{head}</p><h1>Orders</h1>{prose}</body>");
            crate::document::read("page.html", html.as_bytes())
        };
        let dated = page("Esbjerg, 14 August 2025 | No. 22/2025 of the company's notes");
        assert_eq!(dated.blocks[0].aside, Some(Aside::Furniture));
        assert_eq!(dated.stated.published, Date::day(2025, 8, 14));
        assert_eq!(page("Esbjerg, August 2025 | No. 22/2025 of the company's notes").stated.published, None);
    }

    #[test]
    fn bylines_give_names() {
        let names = |text| byline(text).map(|(names, _)| names.join("|"));
        assert_eq!(names("By Jane Doe, Staff Writer").as_deref(), Some("Jane Doe"));
        assert_eq!(
            names("By Jane Doe and Juan de la Cruz, 12 March 2021").as_deref(),
            Some("Jane Doe|Juan de la Cruz")
        );
        assert_eq!(names("By 2011, both countries agreed"), None);
        assert_eq!(names("By March the number had doubled"), None);
    }

    #[test]
    fn front_matter_is_read_from_yaml_and_toml() {
        let mut stated = Stated::default();
        front_matter(
            &mut stated,
            "title: \"A study\"\ndate: 2020-12-15\nlang: en-GB\nauthors:\n  - Jane Doe\n  - John Roe\n",
            false,
        );
        assert_eq!(stated.title.as_deref(), Some("A study"));
        assert_eq!(stated.published.map(|d| d.to_string()).as_deref(), Some("2020-12-15"));
        assert_eq!(stated.language.as_deref(), Some("en"));
        assert_eq!(stated.authors, ["Jane Doe", "John Roe"]);
        let mut stated = Stated::default();
        front_matter(&mut stated, "title = \"A study\"\nauthor = [\"Jane Doe\", \"John Roe\"]\n", true);
        assert_eq!(stated.authors, ["Jane Doe", "John Roe"]);
    }
}
