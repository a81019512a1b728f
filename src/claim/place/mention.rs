//! The places that each sentence names.

use std::ops::Range;

use crate::{
    base::FoundIn,
    document::Document,
    text::{Sentence, TokenKind},
    vocabulary::{self, PlaceKind, Vocabulary, number::Tag, word::Classes},
};

/// A place that a sentence names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlaceMention {
    pub tokens: Range<usize>,
    /// ISO 3166-1 alpha-3; `None` for unions of countries, continents and the world.
    pub code: Option<String>,
    /// A country or its demonym, not a part of it.
    pub whole: bool,
    /// A demonym: people of it, or its adjective.
    pub people: bool,
    /// Part of the name of an organisation, which may work elsewhere: "the Bank of England".
    pub body: bool,
    /// Of these, an authority of the state, which works at home: "the Swiss National Bank".
    pub state: bool,
}

/// The places that each sentence names, as token ranges. Names that several places share are told apart by the
/// whole text, so it is searched at once.
#[must_use]
pub fn named_places(
    document: &Document,
    sentences: &[Sentence<'_>],
    vocabulary: &Vocabulary,
) -> Vec<Vec<PlaceMention>> {
    let mut found = vocabulary.places.find(&document.text).into_iter().peekable();
    sentences
        .iter()
        .map(|sentence| {
            while found.next_if(|m| m.span.start() < sentence.span.start()).is_some() {}
            let inside = std::iter::from_fn(|| found.next_if(|m| m.span.start() < sentence.span.end()));
            inside.filter_map(|mention| named_place(sentence, mention, vocabulary)).collect()
        })
        .collect()
}

/// The only country that the title names, or the one that it opens with.
#[must_use]
pub fn of_title<'p>(
    sentences: &'p [Sentence<'_>],
    places: &'p [Vec<PlaceMention>],
    vocabulary: &'p Vocabulary,
) -> Option<&'p str> {
    let (title, places) = sentences.first().zip(places.first()).filter(|(s, _)| s.found_in == FoundIn::Headline)?;
    let mut codes = subjects(title, places, vocabulary);
    let first = codes.next()?;
    // "Kenya bans plastic from Uganda"
    let opens = places.first().is_some_and(|p| p.tokens.start == 0 && p.whole && !p.body);
    (opens || codes.all(|code| code == first)).then_some(first)
}

/// The first country that the opening sentences speak of: the dateline, who publishes, where it happened. Not where things come
/// from or go to.
#[must_use]
pub fn of_opening<'p>(
    sentences: &[Sentence<'_>],
    places: &'p [Vec<PlaceMention>],
    vocabulary: &Vocabulary,
) -> Option<&'p str> {
    sentences.iter().zip(places).take(OPENING).find_map(|(sentence, places)| {
        let cues = &vocabulary.cues;
        let led = |m: &PlaceMention| {
            let at = m.tokens.start;
            (at.saturating_sub(3)..at).any(|n| {
                let ends = |length: usize| n + length == at;
                sentence.phrase(&cues.place_from, n).is_some_and(|(length, ())| ends(length))
                    || sentence.phrase(&cues.place_to, n).is_some_and(|(length, ())| ends(length))
                    || sentence.phrase(&cues.compared_with, n).is_some_and(|(length, ())| ends(length))
            })
        };
        let first = places.iter().find(|m| m.code.is_some())?;
        (!led(first) && !is_guest_of(sentence, first, vocabulary)).then_some(first.code.as_deref()?)
    })
}

/// Two countries that the title or the first sentences name in one breath, in alphabetical order: "Cambodia and Laos".
#[must_use]
pub fn of_two<'p>(
    sentences: &[Sentence<'_>],
    places: &'p [Vec<PlaceMention>],
    vocabulary: &Vocabulary,
) -> Option<[&'p str; 2]> {
    let joint = &vocabulary.cues.place_joint;
    sentences.iter().zip(places).take(JOINT).enumerate().find_map(|(n, (sentence, places))| {
        let linked = |pair: &'p [PlaceMention]| -> Option<[&'p str; 2]> {
            let [a, b] = pair else { return None };
            let gap = a.tokens.end..b.tokens.start;
            // "US-Mexico relations" are between the two, and most of their figures are of one.
            let link = gap.len() == 1 && sentence.classes(gap.start, vocabulary).any(Classes::AND);
            let (one, other) = (a.code.as_deref()?, b.code.as_deref()?);
            // "the wall that Zambia and Zimbabwe share"
            let shared = || {
                let behind = b.tokens.end;
                let ends = |end: usize| {
                    (1..=LED).any(|len| {
                        end.checked_sub(len).and_then(|at| sentence.phrase(joint, at)).is_some_and(|(of, ())| of == len)
                    })
                };
                sentence.phrase(joint, behind).is_some() || ends(a.tokens.start)
            };
            (link && a.whole && b.whole && (n < PAIRING || shared()) && one != other)
                .then(|| if one < other { [one, other] } else { [other, one] })
        };
        // One of a longer list tells nothing.
        let listed = places.len() > 2 && {
            let near = |pair: &&[PlaceMention]| pair[1].tokens.start <= pair[0].tokens.end + 2;
            places.windows(2).filter(near).count() > 1
        };
        if listed { None } else { places.windows(2).find_map(linked) }
    })
}

/// How many sentences can tell that two countries have together what the document is about.
const JOINT: usize = 6;

/// How many words can lead to them: "on the border between".
const LED: usize = 4;

/// How many sentences can name the two countries of a document.
const PAIRING: usize = 2;

/// How many sentences open a document.
const OPENING: usize = 4;

fn is_guest_of(sentence: &Sentence<'_>, mention: &PlaceMention, vocabulary: &Vocabulary) -> bool {
    let guests = |n: usize| sentence.phrase(&vocabulary.cues.place_guests, n).is_some();
    mention.people && (guests(mention.tokens.end) || guests(mention.tokens.end + 1))
}

/// The countries among the mentions, by their first tokens.
#[must_use]
pub fn coded(places: &[PlaceMention]) -> Vec<(usize, &str)> {
    places.iter().filter_map(|p| Some((p.tokens.start, p.code.as_deref()?))).collect()
}

/// The codes of the places that a sentence can be about: guests tell nothing of where they are, "French aid workers".
pub fn subjects<'p>(
    sentence: &'p Sentence<'_>,
    places: &'p [PlaceMention],
    vocabulary: &'p Vocabulary,
) -> impl Iterator<Item = &'p str> {
    places.iter().filter(move |p| !is_guest_of(sentence, p, vocabulary)).filter_map(|p| p.code.as_deref())
}

fn named_place(
    sentence: &Sentence<'_>,
    found: vocabulary::PlaceMention,
    vocabulary: &Vocabulary,
) -> Option<PlaceMention> {
    let start = sentence.token_at(found.span.start());
    let end = sentence.tokens.partition_point(|t| t.span.start() < found.span.end()).max(start + 1);
    // "US$" is a currency.
    let sign = sentence.low(end) == "$" && sentence.tokens.get(end).is_some_and(|t| !t.spaced);
    let body = found.kind == PlaceKind::Seat
        || in_body(sentence, &(start..end), vocabulary)
        || found.kind == PlaceKind::Region && in_title(sentence, &(start..end), vocabulary);
    // "2.81 per US dollar", "against the Canadian dollar": what another currency is counted in.
    let money = sentence.phrase(&vocabulary.currencies.names, end).is_some_and(|(_, name)| name.scale.is_none());
    let known = |n: usize, tags: &[Tag]| tags.iter().any(|&tag| sentence.number(n, vocabulary).is(tag));
    let article = usize::from(start > 0 && sentence.classes(start - 1, vocabulary).any(Classes::ARTICLE));
    let quotes = [Tag::To, Tag::Per, Tag::Against, Tag::A];
    let quote = money && start > article && known(start - article - 1, &quotes);
    (!sign && !quote && end <= sentence.tokens.len()).then(|| PlaceMention {
        body,
        state: body && (end..end + 3).any(|n| sentence.phrase(&vocabulary.cues.place_authority, n).is_some()),
        tokens: start..end,
        people: found.kind == PlaceKind::Demonym,
        whole: matches!(found.kind, PlaceKind::Country | PlaceKind::Demonym),
        code: found.code,
    })
}

/// Whether a region is part of a longer name: "the Global Environment Facility", "the Pension Fund Global"; not "EU Member
/// States".
fn in_title(sentence: &Sentence<'_>, at: &Range<usize>, vocabulary: &Vocabulary) -> bool {
    let name = |n: usize| {
        sentence.tokens.get(n).is_some_and(|t| t.kind == TokenKind::Word)
            && sentence.word(n).starts_with(char::is_uppercase)
    };
    let lands = |n: usize| sentence.phrase(&vocabulary.cues.place_lands, n).is_some();
    let end = at.end;
    let capital = sentence.word(at.start).starts_with(char::is_uppercase);
    let everywhere = sentence.phrase(&vocabulary.cues.place_everywhere, at.start).is_some();
    sentence.found_in != FoundIn::Headline
        && capital
        && (name(end) && !lands(end) && !lands(end + 1) || everywhere && at.start > 1 && name(at.start - 1))
}

/// How far the name of an organisation reaches beside the place in it, in tokens.
const NAME: usize = 6;

/// Whether the capitalised words around a place make it the name of an organisation.
fn in_body(sentence: &Sentence<'_>, at: &Range<usize>, vocabulary: &Vocabulary) -> bool {
    let name = |n: usize| {
        sentence.tokens.get(n).is_some_and(|t| t.kind == TokenKind::Word)
            && sentence.word(n).starts_with(char::is_uppercase)
    };
    let link = |n: usize| sentence.classes(n, vocabulary).any(Classes::NAME_LINK);
    let organisation = |n: usize| name(n) && sentence.phrase(&vocabulary.cues.organisation, n).is_some();
    let behind =
        name(at.end) && (at.end..at.end + NAME).take_while(|&n| name(n) || link(n) && name(n + 1)).any(organisation);
    // "the Bank of England", "the Central Bank of the Philippines"
    let article = at.start.checked_sub(1).is_some_and(|n| sentence.classes(n, vocabulary).any(Classes::ARTICLE));
    let of = (at.start - usize::from(article)).checked_sub(1);
    let of = of.filter(|&n| n > 0 && sentence.classes(n, vocabulary).any(Classes::OF));
    // "Statistics Norway"; but the state itself is the country: "the Government of Ghana".
    let before = at.start.checked_sub(1).is_some_and(|n| organisation(n) && (n > 0 || name(n)))
        || of.is_some_and(|of| {
            let n = of - 1;
            organisation(n) && sentence.phrase(&vocabulary.cues.place_state, n).is_none()
        });
    behind || before
}
