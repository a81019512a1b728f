//! Which elements of a page are content.

use super::{
    tag::Tag,
    tree::{Element, Event, Page},
};

/// What an element is to the reader. Holds for all that is in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Role {
    Content,
    Furniture,
    Note,
    /// Not shown at all.
    Dropped,
}

/// The role of each element.
pub(super) struct Roles {
    pub(super) of: Vec<Role>,
    /// Text outside of every element: content in a fragment.
    pub(super) outside: Role,
}

/// Words of classes and ids that name furniture, however long it is.
const STRONG: &[&str] = &[
    "nav",
    "navbar",
    "navigation",
    "navigator",
    "breadcrumb",
    "breadcrumbs",
    "sidebar",
    "cookie",
    "cookies",
    "consent",
    "gdpr",
    "newsletter",
    "disqus",
    "pagination",
    "pager",
    "advertisement",
    "advert",
    "popup",
    "skiplink",
    "skip",
    "comments",
    "commentlist",
    "respond",
    "masthead",
    "siteheader",
    "sitefooter",
    "toc",
    "noprint",
    "mw-jump-link",
];

/// Words that name furniture where it is short: they occur in the names of content too.
const WEAK: &[&str] = &[
    "menu",
    "footer",
    "share",
    "sharing",
    "sharebar",
    "social",
    "related",
    "recommended",
    "recommendations",
    "subscribe",
    "subscription",
    "signup",
    "promo",
    "ad",
    "ads",
    "sponsored",
    "modal",
    "toolbar",
    "widget",
    "popular",
    "trending",
    "tags",
    "tools",
    "login",
    "search",
    "banner",
    "reply",
    "editsection",
    "teaser",
    "teasers",
    "sr",
    "screen",
];

/// Words of elements that hold notes.
const NOTES: &[&str] =
    &["footnotes", "footnote", "endnotes", "endnote", "references", "reflist", "bibliography", "citations", "fn"];

/// Longest text, in bytes, of furniture with a weak name.
const SHORT: u32 = 600;

impl Roles {
    /// Everything is content, as in a piece of HTML inside Markdown.
    pub(super) fn all_content(page: &Page) -> Self {
        let role = |e: &Element| if e.hidden || e.tag == Tag::Dropped { Role::Dropped } else { Role::Content };
        let mut of: Vec<Role> = page.elements.iter().map(role).collect();
        for n in 0..of.len() {
            // Parents come before their children.
            if of[page.elements[n].parent as usize] == Role::Dropped {
                of[n] = Role::Dropped;
            }
        }
        Self { of, outside: Role::Content }
    }
}

/// The role of each element of a page, read from `source`.
pub(super) fn roles(page: &Page, source: &str) -> Roles {
    let total = page.elements.iter().filter(|e| e.tag == Tag::Body).map(|e| e.text).max();
    let total = total.unwrap_or_else(|| page.elements.iter().map(|e| e.text).max().unwrap_or(0));
    let mut of = Vec::with_capacity(page.elements.len());
    // Whether the element is inside an article or the like, where headers and footers belong to the text.
    let mut inner = Vec::with_capacity(page.elements.len());
    for (n, element) in page.elements.iter().enumerate() {
        let parent = element.parent as usize;
        let (around, within) = if parent == n { (Role::Content, false) } else { (of[parent], inner[parent]) };
        inner.push(within || matches!(element.tag, Tag::Article | Tag::Main | Tag::Blockquote | Tag::Section));
        of.push(match around {
            Role::Content => own_role(element, within, total),
            // Notes are kept wherever they stand; in them only what is hidden is dropped.
            Role::Furniture if own_role(element, within, total) == Role::Note => Role::Note,
            around if own_role(element, within, total) == Role::Dropped => Role::Dropped.max_of(around),
            around => around,
        });
    }
    if let Some(root) = root(page, &of) {
        outside(page, &mut of, root);
    }
    told_beside(page, source, &mut of);
    Roles { of, outside: Role::Content }
}

impl Role {
    /// A dropped element stays dropped wherever it is.
    fn max_of(self, other: Self) -> Self {
        if other == Self::Dropped { other } else { self }
    }
}

/// What an element is by its own name, role and class.
fn own_role(element: &Element, within: bool, total: u32) -> Role {
    let tag = element.tag;
    if element.hidden || matches!(tag, Tag::Dropped | Tag::Head | Tag::Title | Tag::Option) {
        return Role::Dropped;
    }
    let most = element.text.saturating_mul(10) > total.saturating_mul(6);
    let holds = |list: &[&str]| element.words.iter().any(|w| list.contains(&w.as_str()));
    let noted = matches!(
        element.role.as_str(),
        "doc-endnotes"
            | "doc-footnote"
            | "doc-endnote"
            | "doc-bibliography"
            | "footnotes"
            | "endnotes"
            | "footnote"
            | "rearnotes"
    );
    if noted
        || (tag.is_block()
            && !most
            && !matches!(tag, Tag::Article | Tag::Main)
            && (holds(NOTES) || element.note.is_some()))
    {
        return Role::Note;
    }
    let by_tag = match tag {
        Tag::Nav | Tag::Aside => true,
        Tag::Footer => !within,
        // A header that holds the title is none of the page's.
        Tag::Header => !within && element.links * 2 > 3,
        Tag::Form => !most,
        _ => false,
    };
    let by_role = matches!(
        element.role.as_str(),
        "navigation"
            | "banner"
            | "contentinfo"
            | "complementary"
            | "search"
            | "menu"
            | "menubar"
            | "toolbar"
            | "dialog"
            | "alert"
            | "alertdialog"
    );
    let may = !most && tag.is_block() && !matches!(tag, Tag::Html | Tag::Body | Tag::Main | Tag::Article);
    let by_name = may && tag.heading().is_none() && (holds(STRONG) || (element.text <= SHORT && holds(WEAK)));
    let links = matches!(tag, Tag::Ul | Tag::Ol | Tag::Dl)
        && element.links >= 3
        && element.linked * 10 > element.text * 7
        && element.linked < element.links * 60;
    let furniture = (by_tag && (!most || tag == Tag::Nav)) || (by_role && !most) || by_name || (links && !most);
    if furniture { Role::Furniture } else { Role::Content }
}

/// The element that holds the article, where the page names one with enough text in it.
fn root(page: &Page, of: &[Role]) -> Option<usize> {
    // Text in content only, of each element.
    let mut text = vec![0_u32; page.elements.len()];
    let mut open: Vec<usize> = Vec::new();
    let mut all = 0;
    for event in &page.events {
        match *event {
            Event::Open(element, _) => open.push(element as usize),
            Event::Text(start, end) => {
                if let Some(n) = open.last().copied().filter(|n| of[*n] == Role::Content) {
                    text[n] += end - start;
                    all += end - start;
                }
            }
            Event::Close(..) => {
                if let Some(n) = open.pop()
                    && let Some(parent) = open.last()
                {
                    text[*parent] += text[n];
                }
            }
            Event::Break(..) => {}
        }
    }
    let largest = |is: &dyn Fn(&Element) -> bool| {
        let found = || page.elements.iter().enumerate().filter(|(n, e)| of[*n] == Role::Content && is(e));
        let best = found().max_by_key(|(n, _)| (text[*n], std::cmp::Reverse(*n)))?.0;
        let sum: u32 = found().map(|(n, _)| text[n]).sum();
        // Several articles of about one size are a list of teasers, or comments.
        (text[best] * 10 > all * 3 && text[best] >= 150 && text[best] * 2 >= sum.min(all)).then_some(best)
    };
    largest(&|e| e.tag == Tag::Article || e.role == "articlebody" || e.role == "article")
        .or_else(|| largest(&|e| e.tag == Tag::Main || e.role == "main"))
}

/// What stands outside the root is furniture, except the notes and, where the root has none, the title.
fn outside(page: &Page, of: &mut [Role], root: usize) {
    let mut inside = vec![false; page.elements.len()];
    for (n, element) in page.elements.iter().enumerate() {
        inside[n] = n == root || (element.parent as usize != n && inside[element.parent as usize]);
    }
    let titled = page.elements.iter().zip(&inside).any(|(e, inside)| *inside && e.tag == Tag::H1);
    for (n, element) in page.elements.iter().enumerate() {
        let title = !titled && (element.tag == Tag::H1 || inside_title(page, n));
        if !inside[n] && of[n] == Role::Content && !title {
            of[n] = Role::Furniture;
        }
    }
}

/// The fewest bytes of a paragraph beside the text that tells something.
const TOLD: u32 = 32;

/// A paragraph of whole sentences beside the text is read with it: "Did you know? There are some 110 species."
fn told_beside(page: &Page, source: &str, of: &mut [Role]) {
    let named = |e: &Element| e.words.iter().any(|w| STRONG.contains(&w.as_str()) || WEAK.contains(&w.as_str()));
    // Whether an element is within an aside that is named no furniture.
    let mut beside = vec![false; page.elements.len()];
    for (n, element) in page.elements.iter().enumerate() {
        let parent = element.parent as usize;
        let aside = element.tag == Tag::Aside && (parent == n || of[parent] != Role::Dropped);
        let own = own_role(element, true, u32::MAX) != Role::Furniture || element.tag == Tag::Aside;
        beside[n] = own && !named(element) && (aside || parent != n && beside[parent]);
    }
    let mut open: Vec<usize> = Vec::new();
    let mut last = None;
    for event in &page.events {
        match *event {
            Event::Open(element, _) => open.push(element as usize),
            Event::Text(start, end) => {
                let text = source.get(start as usize..end as usize).map_or("", str::trim_end);
                last = text.chars().next_back().or(last);
            }
            Event::Close(..) => {
                let Some(n) = open.pop() else { continue };
                let element = &page.elements[n];
                let told = element.tag == Tag::P && element.text >= TOLD && element.linked * 2 < element.text;
                if told && beside[n] && of[n] == Role::Furniture && matches!(last, Some('.' | '!' | '?')) {
                    of[n] = Role::Content;
                }
            }
            Event::Break(..) => {}
        }
    }
}

/// Whether an element is a part of a title: a few steps below an `h1`.
fn inside_title(page: &Page, n: usize) -> bool {
    let mut at = n;
    for _ in 0..4 {
        at = page.elements[at].parent as usize;
        if page.elements[at].tag == Tag::H1 {
            return true;
        }
    }
    false
}
