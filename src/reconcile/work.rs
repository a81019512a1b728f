//! Which works are the same: a publication is known by its DOI, its URL, its title with the year, its number in a series, or
//! the very words of a citation. Any name that two citations share makes them one work.

use std::collections::BTreeMap;

use unicode_normalization::UnicodeNormalization as _;

use super::{Source, report};
use crate::vocabulary::document;

/// A title of fewer words is no name: `Annual Report` is many works.
const TITLE_WORDS: usize = 4;

/// A name of a work. The order is that of their worth: the first is the one a work is called by.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Name {
    Doi(String),
    Url(String),
    /// Normalised words and year.
    Title(String, String),
    /// Who counts a series and its name (both empty for a number that says it itself), and the number in it.
    Report(String, String),
    /// The words of a citation that names nothing better.
    Words(String),
    /// A document of the project.
    Source(String),
}

impl Name {
    fn text(&self) -> [&str; 3] {
        match self {
            Self::Doi(doi) => ["doi", doi, ""],
            Self::Url(url) => ["url", url, ""],
            Self::Title(title, year) => ["title", title, year],
            Self::Report(series, number) => ["report", series, number],
            Self::Words(words) => ["words", words, ""],
            Self::Source(id) => ["source", id, ""],
        }
    }

    /// The id of the lineage of the work that is called by this name.
    #[must_use]
    pub fn lineage_id(&self) -> String {
        crate::base::id::make("lin", &self.text())
    }
}

/// The titles of the project's own documents, to find them in citations.
#[derive(Debug, Default)]
pub struct Titles {
    /// By the first words: title, words of the publisher, year, name.
    by_start: BTreeMap<Vec<String>, Vec<Title>>,
}

#[derive(Debug)]
struct Title {
    words: Vec<String>,
    publisher: Vec<String>,
    year: String,
}

impl Titles {
    #[must_use]
    pub fn new(sources: &[Source]) -> Self {
        let mut by_start: BTreeMap<_, Vec<_>> = BTreeMap::new();
        for source in sources {
            let words = words(&source.title);
            if words.len() >= TITLE_WORDS {
                let title = Title { publisher: self::words(&source.publisher), year: year_of(source), words };
                by_start.entry(title.words[..TITLE_WORDS].to_vec()).or_default().push(title);
            }
        }
        Self { by_start }
    }

    /// The documents whose title stands in a citation beside their year or their publisher.
    fn named(&self, cited: &[String]) -> Vec<Name> {
        let mut found = Vec::new();
        for (at, start) in cited.windows(TITLE_WORDS).enumerate() {
            for title in self.by_start.get(start).into_iter().flatten() {
                let year = !title.year.is_empty() && cited.contains(&title.year);
                let publisher = !title.publisher.is_empty() && holds(cited, &title.publisher);
                if cited[at..].starts_with(&title.words) && (year || publisher) {
                    found.push(Name::Title(title.words.join(" "), title.year.clone()));
                }
            }
        }
        found
    }
}

/// The names of a document itself.
#[must_use]
pub fn of_source(source: &Source) -> Vec<Name> {
    let mut names = vec![Name::Source(source.source_id.clone())];
    names.extend(addresses(&source.url));
    let title = words(&source.title);
    let year = year_of(source);
    if title.len() >= TITLE_WORDS && !year.is_empty() {
        names.push(Name::Title(title.join(" "), year));
    }
    names
}

/// The works of a citation, each with its names: one, unless it lists several that each have a DOI, a URL or a title.
/// Empty where it only points to the note before, or says too little.
#[must_use]
pub fn of_citation(citation: &str, titles: &Titles) -> Vec<Vec<Name>> {
    let parts: Vec<Vec<Name>> =
        citation.split("; ").map(|part| strong(part, titles)).filter(|n| !n.is_empty()).collect();
    if parts.len() > 1 {
        return parts;
    }
    let prose: Vec<_> = citation.split_whitespace().filter(|t| !t.contains("://") && !t.starts_with("www.")).collect();
    let all = words(&prose.join(" "));
    let mut names = parts.into_iter().next().unwrap_or_default();
    if all.first().is_some_and(|w| document::words().same_again.contains(w.as_str())) && names.is_empty() {
        return Vec::new();
    }
    let said = without_page(&all);
    if said.len() >= 3 {
        names.push(Name::Words(said.join(" ")));
    }
    if names.is_empty() { Vec::new() } else { vec![names] }
}

/// The DOIs and URLs of a text. Inside a word or the bare name of a host is no address of a work.
#[must_use]
pub fn addresses(text: &str) -> Vec<Name> {
    let mut names = Vec::new();
    for token in text.split(|c: char| c.is_whitespace() || matches!(c, '<' | '>' | '"' | '(' | ')' | '[' | ']')) {
        let token = token.trim_end_matches(['.', ',', ';', ':', '/', '!', '?']);
        let lower = token.to_lowercase();
        if let Some(at) = lower.find("10.") {
            let doi = &lower[at..];
            let registrant = doi[3..].bytes().take_while(u8::is_ascii_digit).count();
            let starts = at == 0 || !lower.as_bytes()[at - 1].is_ascii_alphanumeric();
            if starts && (4..=9).contains(&registrant) && doi[3 + registrant..].starts_with('/') {
                names.push(Name::Doi(doi.into()));
                continue;
            }
        }
        let Some((_, rest)) = token.split_once("://").or_else(|| token.starts_with("www.").then_some(("", token)))
        else {
            continue;
        };
        let rest = rest.split('#').next().unwrap_or(rest);
        let (host, path) = rest.split_once('/').unwrap_or((rest, ""));
        if !path.trim_matches('/').is_empty() {
            let host = host.to_lowercase();
            let host = host.strip_prefix("www.").unwrap_or(&host);
            names.push(Name::Url(format!("{host}/{}", path.trim_end_matches('/'))));
        }
    }
    names
}

/// DOI, URLs, the quoted title with a year, titles of the project's own documents.
fn strong(citation: &str, titles: &Titles) -> Vec<Name> {
    let mut names = addresses(citation);
    let all = words(citation);
    let said = looked_up(&all);
    if let Some(title) = quoted(citation) {
        let title = words(title);
        let year = said.iter().rev().find(|w| is_year(w) && !title.contains(w));
        if let (true, Some(year)) = (title.len() >= TITLE_WORDS, year) {
            names.push(Name::Title(title.join(" "), year.clone()));
        }
    }
    names.extend(titles.named(&all));
    names.extend(report::names(citation));
    names
}

/// The text between the first pair of quotation marks.
fn quoted(text: &str) -> Option<&str> {
    const PAIRS: [(char, char); 4] = [('“', '”'), ('"', '"'), ('«', '»'), ('‘', '’')];
    PAIRS.iter().find_map(|(open, close)| {
        let (_, rest) = text.split_once(*open)?;
        rest.split_once(*close).map(|(inside, _)| inside)
    })
}

/// Lower-case words without accents and punctuation.
pub(super) fn words(text: &str) -> Vec<String> {
    let plain: String =
        text.nfkd().filter(|c| !('\u{300}'..='\u{36f}').contains(c)).flat_map(char::to_lowercase).collect();
    plain.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).map(str::to_owned).collect()
}

/// Without what stands behind `accessed` and its like.
fn looked_up(words: &[String]) -> &[String] {
    let end = words.iter().position(|w| document::words().looked_up.contains(w.as_str())).unwrap_or(words.len());
    &words[..end]
}

/// Without dates of access and pages: another page of it is the same work.
fn without_page(words: &[String]) -> Vec<String> {
    let mut out: Vec<String> = Vec::new();
    let mut page = false;
    let known = document::words();
    for word in looked_up(words) {
        page = known.at_page.contains(word.as_str()) || page && word.bytes().all(|b| b.is_ascii_digit());
        if !page {
            out.push(word.clone());
        }
    }
    out
}

pub(super) fn is_year(word: &str) -> bool {
    word.len() == 4 && word.bytes().all(|b| b.is_ascii_digit()) && matches!(&word[..2], "18" | "19" | "20")
}

fn year_of(source: &Source) -> String {
    source.published.map(|d| format!("{:04}", d.year)).unwrap_or_default()
}

/// Whether `part` stands in `all`, word by word.
fn holds(all: &[String], part: &[String]) -> bool {
    all.windows(part.len().max(1)).any(|w| w == part)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(citation: &str) -> Vec<Vec<Name>> {
        of_citation(citation, &Titles::default())
    }

    fn same(a: &str, b: &str) -> bool {
        let (a, b) = (names(a).concat(), names(b).concat());
        a.iter().any(|n| b.contains(n))
    }

    #[test]
    fn citations_of_one_work_share_a_name() {
        let report =
            "Harbour Board, “Traffic in the Northern Ports,” March 2014, https://www.ports.example/traffic.pdf.";
        assert!(same(report, "See ports.example report: http://ports.example/traffic.pdf (accessed 3 May 2015)"));
        assert!(same(report, "J. Pilot, \"Traffic in the northern ports\", Harbour Board, 2014, p. 7"));
        assert!(same("Harbour Board, Yearbook 2014, p. 12.", "Harbour Board, Yearbook 2014, pp. 30-31"));
        assert!(same("doi:10.1234/abc.5", "https://doi.org/10.1234/ABC.5."));
        assert!(!same(report, "Harbour Board, “Traffic in the Southern Ports,” March 2014."));
        assert!(!same("https://ports.example/", "https://ports.example"));
    }

    #[test]
    fn a_note_with_two_works_names_both_and_ibid_names_none() {
        let two = names("A. Pilot, “Ships and their many crews,” 2012; B. Mate, “Crews and their many ships,” 2013.");
        assert_eq!(two.len(), 2);
        assert!(names("Ibid., p. 4.").is_empty());
        assert!(names("").is_empty());
    }

    #[test]
    fn a_citation_finds_the_document_it_means_by_title_and_year_or_publisher() {
        let source = Source {
            source_id: "traffic".into(),
            title: "Traffic in the Northern Ports".into(),
            publisher: "Harbour Board".into(),
            published: crate::base::period::Date::parse("2014-03"),
            ..Source::default()
        };
        let titles = Titles::new(std::slice::from_ref(&source));
        let own = of_source(&source);
        let cited = of_citation("Harbour Board: Traffic in the Northern Ports.", &titles).concat();
        assert!(cited.iter().any(|n| own.contains(n)), "{cited:?} {own:?}");
        let other = of_citation("Coast Guard: Traffic in the Northern Ports, 2009.", &titles).concat();
        assert!(!other.iter().any(|n| own.contains(n)));
    }
}
