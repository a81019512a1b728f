//! What the head of a page (and its marks for machines) says of it.

use html5gum::StartTag;

use super::{
    super::{draft::Draft, model::BlockKind, stated},
    decoded,
    tag::Tag,
};
use crate::base::period::Date;

/// Names of `<meta>` elements that hold the day of publication, best first.
const DATES: &[&str] = &[
    "article:published_time",
    "og:published_time",
    "datepublished",
    "citation_publication_date",
    "citation_date",
    "dc.date.issued",
    "dcterms.issued",
    "dc.date",
    "dcterms.date",
    "dcterms.created",
    "parsely-pub-date",
    "sailthru.date",
    "publish-date",
    "publish_date",
    "publication_date",
    "pubdate",
    "date",
    "article:modified_time",
];

/// Names of `<meta>` elements that hold an author.
const AUTHORS: &[&str] =
    &["author", "citation_author", "dc.creator", "dcterms.creator", "article:author", "parsely-author", "byl"];

/// What was found while reading the tags.
#[derive(Default)]
pub(super) struct Metadata {
    title: String,
    og_title: Option<String>,
    authors: Vec<String>,
    /// With its rank: lower is better.
    published: Option<(usize, Date)>,
    language: Option<String>,
    url: Option<String>,
    /// Inside a JSON-LD script.
    linked_data: bool,
}

impl Metadata {
    pub(super) fn start_tag(&mut self, tag: Tag, token: &StartTag<usize>) {
        if !matches!(tag, Tag::Html | Tag::Meta | Tag::Link | Tag::Time | Tag::Dropped) {
            return;
        }
        let get = |name: &str| {
            let value = token.attributes.get(name.as_bytes())?;
            let value = String::from_utf8_lossy(&value.value.0).trim().to_string();
            (!value.is_empty()).then_some(value)
        };
        match tag {
            Tag::Html => self.language = get("lang").or_else(|| get("xml:lang")).and_then(|l| stated::language_of(&l)),
            Tag::Dropped => self.linked_data = get("type").is_some_and(|t| t.contains("ld+json")),
            Tag::Time => {
                if let Some(text) = get("datetime") {
                    let named = get("itemprop").is_some_and(|p| p.eq_ignore_ascii_case("datepublished"))
                        || get("pubdate").is_some();
                    self.date(if named { 2 } else { 90 }, &text);
                }
            }
            Tag::Link => {
                if get("rel").is_some_and(|r| r.eq_ignore_ascii_case("canonical")) {
                    self.url = get("href").filter(|u| u.starts_with("http")).or(self.url.take());
                }
            }
            _ => {
                let name = get("name")
                    .or_else(|| get("property"))
                    .or_else(|| get("itemprop"))
                    .unwrap_or_default()
                    .to_ascii_lowercase();
                let Some(content) = get("content") else { return };
                if let Some(rank) = DATES.iter().position(|d| *d == name) {
                    self.date(rank, &content);
                } else if AUTHORS.contains(&name.as_str()) {
                    if !content.starts_with("http") && !self.authors.contains(&content) && content.len() < 200 {
                        self.authors.push(content);
                    }
                } else if matches!(name.as_str(), "og:title" | "citation_title" | "dc.title") {
                    self.og_title.get_or_insert(content);
                } else if name == "og:url" {
                    self.url.get_or_insert(content);
                }
            }
        }
    }

    pub(super) fn text(&mut self, inside: Option<Tag>, text: &str) {
        if inside == Some(Tag::Title) && self.title.is_empty() {
            self.title = decoded(text).split_whitespace().collect::<Vec<_>>().join(" ");
        } else if inside == Some(Tag::Dropped) && self.linked_data {
            let string = |key: &str| {
                let rest = text[text.find(key)? + key.len()..]
                    .trim_start()
                    .strip_prefix(':')?
                    .trim_start()
                    .strip_prefix('"')?;
                rest.find('"').map(|end| &rest[..end])
            };
            if let Some(date) = string("\"datePublished\"") {
                self.date(1, date);
            }
        }
    }

    fn date(&mut self, rank: usize, text: &str) {
        if self.published.is_none_or(|(best, _)| rank < best)
            && let Some(date) = stated::date_of_metadata(&text.replace('/', "-"))
        {
            self.published = Some((rank, date));
        }
    }
}

/// States what the page's head says; a title in the text goes before that of the head.
pub(super) fn state(draft: &mut Draft<'_>, metadata: &Metadata) {
    let has_title = draft.blocks.iter().any(|b| b.kind == BlockKind::Heading(1) && b.aside.is_none());
    let stated = &mut draft.stated;
    if !has_title {
        // "Title | The Paper"
        let of_page = metadata.title.rsplit_once(" | ").map_or(metadata.title.as_str(), |(title, _)| title);
        let of_page = Some(of_page.trim().to_string()).filter(|t| !t.is_empty());
        stated.title = metadata.og_title.as_deref().map(decoded).or(of_page);
    }
    stated.authors.clone_from(&metadata.authors);
    stated.published = metadata.published.map(|(_, date)| date);
    stated.language.clone_from(&metadata.language);
    stated.url.clone_from(&metadata.url);
}
