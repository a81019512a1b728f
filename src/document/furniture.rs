//! Page furniture that stands in the text: counters, "Read more", page numbers, copyright and contact lines.

use std::collections::BTreeMap;

use super::{
    draft::Draft,
    model::{Aside, BlockKind},
};
use crate::vocabulary::document;

/// Longest block that can be furniture by its words, in bytes.
const LONGEST: usize = 120;

/// Sets the furniture of a draft aside.
pub(super) fn find(draft: &mut Draft<'_>) {
    for block in &mut draft.blocks {
        let text = &draft.text[block.span];
        let may = block.aside.is_none() && block.kind != BlockKind::TableCell;
        if may && (is_contents(text) || (text.len() <= LONGEST && is_furniture(text, block.kind))) {
            block.aside = Some(Aside::Furniture);
        }
    }
}

/// Sets the running heads and feet of a text aside: short lines that stand there three times and more, the same but for a
/// page number at one end, which goes up by a few pages.
pub(super) fn running_heads(draft: &mut Draft<'_>) {
    // Of each line without its number: the blocks, with their numbers.
    type Places = Vec<(usize, Option<u32>)>;
    let mut found: BTreeMap<(&str, bool), Places> = BTreeMap::new();
    for (n, block) in draft.blocks.iter().enumerate() {
        let text = &draft.text[block.span];
        let may = block.aside.is_none() && matches!(block.kind, BlockKind::Paragraph | BlockKind::Heading(_));
        if may && text.len() <= LONGEST && !text.ends_with(['.', ':', '!', '?', '"', '”']) {
            let (words, page) = page_of(text);
            found.entry((words, page.is_some())).or_default().push((n, page));
        }
    }
    let runs = |places: &[(usize, Option<u32>)]| {
        places.windows(2).all(|pair| match (pair[0].1, pair[1].1) {
            (Some(a), Some(b)) => (1..=4).contains(&(i64::from(b) - i64::from(a))),
            // Lines in a row are verse, or a list.
            _ => pair[1].0 - pair[0].0 > 1,
        })
    };
    let heads: Vec<usize> = found
        .into_iter()
        .filter(|((words, _), places)| places.len() >= 3 && words.contains(char::is_alphabetic) && runs(places))
        .flat_map(|(_, places)| places.into_iter().map(|(n, _)| n))
        .collect();
    for n in heads {
        draft.blocks[n].aside = Some(Aside::Furniture);
    }
}

/// A line without the page number at its end or start: `The Water Report 12`, `12 | The Water Report`.
fn page_of(text: &str) -> (&str, Option<u32>) {
    let number = |digits: &str| digits.parse().ok().filter(|_| digits.len() <= 3);
    let end = text.char_indices().rev().take_while(|(_, c)| c.is_ascii_digit()).last().map_or(text.len(), |(n, _)| n);
    if let Some(page) = number(&text[end..]) {
        return (text[..end].trim_end_matches(|c: char| !c.is_alphanumeric()), Some(page));
    }
    let start = text.bytes().take_while(u8::is_ascii_digit).count();
    match number(&text[..start]) {
        Some(page) => (text[start..].trim_start_matches(|c: char| !c.is_alphanumeric()), Some(page)),
        None => (text, None),
    }
}

fn is_furniture(text: &str, kind: BlockKind) -> bool {
    let lower = text.trim().to_lowercase();
    let bare = lower.trim_matches(|c: char| !c.is_alphanumeric());
    let known = document::words();
    if known.phrases.contains(bare) || known.leads.iter().any(|lead| lower.starts_with(lead.as_str())) {
        return true;
    }
    let words = words(&lower);
    let digits = |w: &&str| w.bytes().all(|b| b.is_ascii_digit());
    let numbers = words.iter().filter(|w| digits(w)).count();
    let counters =
        numbers > 0 && numbers < words.len() && words.iter().all(|w| digits(w) || known.counted.contains(*w));
    // "2 views", "2 views0 comments"; but "20 minutes" may be a part of a text.
    let of_a_page = words.iter().any(|w| !known.reading.contains(*w) && !digits(w));
    if counters && (of_a_page || words.iter().any(|w| known.read.contains(*w))) {
        return true;
    }
    let page_number = numbers > 0
        && (kind != BlockKind::ListItem || lower.ends_with(['-', '–', '—']))
        && words.iter().all(|w| (digits(w) && w.len() <= 4) || known.page.contains(*w))
        && lower.chars().all(|c| c.is_alphanumeric() || " -–—|/.[]".contains(c))
        && (numbers < words.len() || numbers == 1);
    let rights = lower.starts_with('©')
        || lower.starts_with("(c) ")
        || known.rights.iter().any(|words| lower.contains(words.as_str()));
    page_number || rights || is_contact(&lower)
}

/// Lines of a table of contents: leaders and a page number.
fn is_contents(text: &str) -> bool {
    text.ends_with(|c: char| c.is_ascii_digit()) && (text.contains(". . . .") || text.contains("....."))
}

/// A line that is there for its e-mail address, telephone number or web address.
fn is_contact(lower: &str) -> bool {
    let address = |w: &str| {
        w.split_once('@').is_some_and(|(user, host)| !user.is_empty() && host.contains('.') && !host.contains('@'))
            || w.starts_with("http://")
            || w.starts_with("https://")
            || w.starts_with("www.")
    };
    let all = || lower.split_whitespace().count();
    let may = memchr::memchr2(b'@', b':', lower.as_bytes()).is_some() || lower.contains("www.");
    let addresses =
        || lower.split_whitespace().filter(|w| address(w.trim_matches(|c: char| "<>()[],;:".contains(c)))).count();
    let led = may && addresses() > 0 && all() <= addresses() + 4;
    let named = &document::words().contact;
    led || named.iter().any(|n| lower.starts_with(n.as_str())) && all() <= 12
}

/// Runs of letters and runs of digits: `2 views0 comments` has four.
fn words(lower: &str) -> Vec<&str> {
    let mut out = Vec::new();
    let mut start = None;
    let mut digit = false;
    for (at, c) in lower.char_indices() {
        if let Some(from) = start
            && (!c.is_alphanumeric() || c.is_ascii_digit() != digit)
        {
            out.push(&lower[from..at]);
            start = None;
        }
        if start.is_none() && c.is_alphanumeric() {
            start = Some(at);
            digit = c.is_ascii_digit();
        }
    }
    out.extend(start.map(|from| &lower[from..]));
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn running_heads_of_a_text_are_set_aside() {
        let body = "Some 1,200 people fled from the valley when the river rose, and nobody went back in that year.";
        let page =
            |n: usize| format!("The Water Report | {n}\n\n{body} It was case {n}.\n\nTown {}\n\n- {n} -\n\n", n * 40);
        let text: String = (1..5).map(page).collect();
        let document = super::super::read("a.txt", text.as_bytes());
        let read: Vec<_> =
            document.blocks.iter().filter(|b| b.aside.is_none()).map(|b| &document.text[b.span][..4]).collect();
        assert_eq!(read, ["Some", "Town"].repeat(4));
    }

    #[test]
    fn furniture_is_told_from_short_prose() {
        let furniture = |text| is_furniture(text, BlockKind::Paragraph);
        for text in [
            "2 views0 comments",
            "1 comment",
            "5 min read",
            "Page 3 of 12",
            "- 7 -",
            "12",
            "Read more »",
            "© 2021 The Institute",
            "contact us: info@example.org",
            "Copyright 2020 Example. All rights reserved.",
            "https://example.org/a",
            "p. 4",
        ] {
            assert!(furniture(text), "{text}");
        }
        for text in [
            "412 people died",
            "20 minutes",
            "1,234",
            "Home rule for all",
            "50%",
            "He shared 3 comments with us.",
            "Deaths",
        ] {
            assert!(!furniture(text), "{text}");
        }
    }
}
