//! Things that bear numbers, alone and in lists: `from bay 9`, `routes 14, 27 and 231B`, `hymns 102 and 246`.

use super::{dates::unit_behind, scan::Scan};
use crate::vocabulary::{
    number::{NumberWord, Tag},
    word::Classes,
};

/// How far back a range of labels may stand that another one goes on with.
const FAR: usize = 16;

/// The end of the numbers from token `at` on that name things of a row.
pub(super) fn row(scan: &Scan, at: usize) -> Option<usize> {
    let before = at.checked_sub(1)?;
    labels(scan, at, before).filter(|_| item(scan, at).is_some())
}

fn labels(scan: &Scan, at: usize, before: usize) -> Option<usize> {
    let word = scan.known(before);
    if word.is(Tag::Row) || word.is(Tag::CapitalReference) {
        return named(scan, at, before);
    }
    if word.is(Tag::Verb) && before > 0 && scan.tag(before - 1, Tag::Row) && scan.is_plural(before - 1) {
        // "the winning numbers were 4, 11 and 23"
        let (end, items) = list(scan, at, true);
        return (items > 2 && closed(scan, end)).then_some(end);
    }
    plural(scan, at, before)
        .or_else(|| goes_on(scan, at))
        .or_else(|| version(scan, at))
        .or_else(|| verse(scan, at))
        .or_else(|| carrier(scan, at))
}

/// A range behind the number of a name: `Romans 5, 1-5`.
fn verse(scan: &Scan, at: usize) -> Option<usize> {
    let comma = at - 1;
    let name = comma.checked_sub(2).filter(|n| scan.is_sign(comma, ',') && scan.is_number(n + 1))?;
    let (end, items) = list(scan, at, false);
    (scan.is_word(name) && scan.capital(name) && items == 2 && quiet(scan, end)).then_some(end)
}

/// Decimals where versions are spoken of: `version 2.0 replaces 1.4`, `an upgrade from 3.8 to 3.9`.
fn version(scan: &Scan, at: usize) -> Option<usize> {
    let decimal = scan.text(at).split_once('.').is_some_and(|(_, minor)| minor.len() <= 2);
    if !decimal || !(at.saturating_sub(FAR)..at).any(|n| scan.tag(n, Tag::Version)) {
        return None;
    }
    let (end, _) = list(scan, at, true);
    let behind = quiet(scan, end) || scan.phrase(&scan.vocabulary.numbers.hour_behind, end).is_some();
    behind.then_some(end)
}

/// The numbers behind a code or behind a short name in capitals: `K3 2.0`, `VA 209 returns`, `HPV 16 and 18`.
fn carrier(scan: &Scan, at: usize) -> Option<usize> {
    let before = at - 1;
    let code = scan.is_number(before) && scan.glued(before) && before > 0 && scan.is_word(before - 1);
    if code {
        let end = item(scan, at)?;
        return (scan.text(at).contains('.') && closed(scan, end)).then_some(end);
    }
    let name = scan.text(before);
    let short = matches!(name.len(), 2 | 3) && name.bytes().all(|b| b.is_ascii_uppercase()) && scan.is_number(at);
    if !short {
        return None;
    }
    let end = item(scan, at)?;
    let known = || {
        let vocabulary = scan.vocabulary;
        !vocabulary.places.find(name).is_empty() || vocabulary.currencies.is_code(name)
    };
    let (last, items) = list(scan, at, true);
    ((items > 1 || third_person(scan, end)) && !known()).then_some(last)
}

/// Numbers behind a noun of which the vocabulary knows that it bears them.
fn named(scan: &Scan, at: usize, before: usize) -> Option<usize> {
    let known = scan.tag(before, Tag::Row);
    let capital = before > 0 && scan.capital(before);
    let many = scan.is_plural(before);
    let (end, items) = list(scan, at, many);
    let lead = lead(scan, before);
    if many {
        return (items > 1 && lead != Lead::Subject || lead == Lead::Free && known && quiet(scan, end)).then_some(end);
    }
    let spelt = !scan.is_number(at);
    let fits = match lead {
        Lead::Determined => quiet(scan, end) && known,
        Lead::Subject => capital,
        Lead::Infinitive => known && closed(scan, end),
        Lead::Compound => capital || closed(scan, end) || third_person(scan, end),
        Lead::Free if spelt => quiet(scan, end) || capital && closed(scan, end),
        Lead::Free => known || capital || closed(scan, end) || third_person(scan, end),
    };
    fits.then_some(end)
}

/// Lists behind any other plural: `reactors 1 and 2`, `turbines 7 through 12`.
fn plural(scan: &Scan, at: usize, before: usize) -> Option<usize> {
    let is_noun = scan.is_word(before)
        && scan.is_number(at)
        && (before == 0 || !scan.capital(before))
        && scan.low(before).len() > 3
        && !scan.any(before, &[Tag::Function, Tag::Verb, Tag::Month, Tag::BeforeYear, Tag::Move])
        && scan.is_plural(before)
        && !scan.classes(before).any(Classes::VERBAL);
    if !is_noun || lead(scan, before) != Lead::Free {
        return None;
    }
    let (end, items) = list(scan, at, true);
    let verb = scan.is_participle(end);
    (items > 1 && (closed(scan, end) || verb)).then_some(end)
}

/// A range that starts where a range of labels before it ended: `numbers 1 to 400 go first, 401 to 900 later`.
fn goes_on(scan: &Scan, at: usize) -> Option<usize> {
    let first = scan.text(at).parse::<u32>().ok().filter(|n| *n > 1)?;
    let low = at.saturating_sub(FAR);
    let last = (low..at).rev().find(|n| scan.is_number(*n))?;
    let follows = scan.text(last).parse::<u32>().is_ok_and(|n| n + 1 == first);
    if !follows || last < 2 || !scan.is_number(last - 2) || !between(scan, last - 1) {
        return None;
    }
    let labelled =
        last > 2 && (scan.any(last - 3, &[Tag::Row, Tag::CapitalReference]) || goes_on(scan, last - 2).is_some());
    labelled.then(|| list(scan, at, true).0)
}

/// What stands before the noun.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Lead {
    /// A preposition, a mark, the beginning: the noun has no article, and what follows is its number.
    Free,
    /// An article or the like: the number may be that of the next noun.
    Determined,
    /// Another noun or an adjective, which may have an article of its own: `in the El Poblado section 214 families`.
    Compound,
    Infinitive,
    /// A noun or pronoun that makes the word a verb: `they issue 30 a year`, `the hall seats 300`.
    Subject,
}

fn lead(scan: &Scan, noun: usize) -> Lead {
    let Some(n) = noun.checked_sub(1) else { return Lead::Free };
    let classes = scan.classes(n);
    if classes.any(Classes::INFINITIVE) {
        return Lead::Infinitive;
    }
    if classes.any(Classes::DETERMINER)
        || scan.any(n, &[Tag::Per, Tag::Every, Tag::Possessive])
        || scan.kind(n) == Some(crate::text::TokenKind::Possessive)
    {
        return Lead::Determined;
    }
    if classes.any(Classes::PRONOUN) || classes.any(Classes::AUXILIARY) && !scan.is_plural(noun) {
        return Lead::Subject;
    }
    if !scan.is_word(n) || classes.any(Classes::CLOSED) || classes.any(Classes::VERBAL) || scan.is_participle(n) {
        return Lead::Free;
    }
    // "the hall seats 300", "trees line 12 streets"
    match (scan.is_plural(n), scan.is_plural(noun)) {
        (false, false) => Lead::Compound,
        // "it fixes bugs 114 and 209"
        (true, true) => Lead::Free,
        // "tram lines 3 and 9", without an article that would make the first word a subject
        (false, true) if n == 0 || scan.classes(n - 1).any(Classes::PREPOSITION) || scan.stop(n - 1) => Lead::Free,
        _ => Lead::Subject,
    }
}

/// The end of the list whose first item stands at token `at`, with the number of its items. Behind a noun in the
/// singular only a range goes on.
fn list(scan: &Scan, at: usize, many: bool) -> (usize, usize) {
    let mut end = item(scan, at).unwrap_or(at + 1);
    let mut items = 1;
    while end < scan.len() {
        let mut next = end;
        if between(scan, next) {
            next += 1;
        } else if many {
            next += usize::from(matches!(scan.sign(next), Some(',' | ';' | '/')));
            next += usize::from(scan.any(next, &[Tag::And, Tag::Or]));
        } else if scan.any(next, &[Tag::And, Tag::Or]) && item(scan, next + 1).is_some_and(|e| quiet(scan, e)) {
            next += 1;
        }
        let Some(stop) = item(scan, next).filter(|e| next > end && !scan.counted(*e)) else { break };
        end = stop;
        items += 1;
    }
    (end, items)
}

/// A word or mark between the ends of a range.
fn between(scan: &Scan, n: usize) -> bool {
    scan.tag(n, Tag::To) || scan.is_dash(n)
}

/// The end of the number at token `at`, with a letter behind its digits, unless it measures something.
fn item(scan: &Scan, at: usize) -> Option<usize> {
    let end = at + 1;
    if scan.is_number(at) {
        let text = scan.text(at);
        if text.contains(',') || text.split('.').count() > 2 {
            return None;
        }
        if scan.glued(end) && scan.is_word(end) {
            return (scan.text(end).len() == 1).then_some(end + 1);
        } else if scan.glued(end) && matches!(scan.sign(end), Some('%' | '°' | '(' | ':')) {
            return None;
        }
    } else if !matches!(scan.known(at).number, Some(NumberWord::Cardinal(_))) {
        return None;
    }
    let scaled = matches!(
        scan.known(end).number,
        Some(
            NumberWord::Scale(_)
                | NumberWord::Hundred
                | NumberWord::Group(_)
                | NumberWord::Part(_)
                | NumberWord::Parts(_)
        )
    );
    let symbol = scan.text(end).len() > 1
        && !scan.tag(end, Tag::Function)
        && scan.vocabulary.units.symbols.contains_key(scan.text(end));
    let money = scan.phrase(&scan.vocabulary.currencies.names, end).is_some();
    let sign = matches!(scan.sign(end), Some('%' | '°'));
    (!scaled && !sign && !symbol && !money && !scan.tag(end, Tag::Times) && !unit_behind(scan, end)).then_some(end)
}

/// No noun follows: a mark, a small word, an adverb, a verb that is known.
fn closed(scan: &Scan, n: usize) -> bool {
    let known = scan.classes(n);
    scan.stop(n) || scan.any(n, &[Tag::Function, Tag::Verb]) || known.any(Classes::CLOSED) || known.any(Classes::VERB)
}

/// Neither a noun nor a verb follows.
fn quiet(scan: &Scan, n: usize) -> bool {
    let classes = scan.classes(n);
    closed(scan, n) && !scan.tag(n, Tag::Verb) && !classes.any(Classes::AUXILIARY) && !classes.any(Classes::VERBAL)
}

/// Whether token `n` ends like a plural and stands like a verb: `holds the letters`, `leaves at 9`, `stays open`.
pub(super) fn third_person(scan: &Scan, n: usize) -> bool {
    let behind = scan.classes(n + 1);
    scan.is_word(n)
        && scan.counted(n)
        && !scan.tag(n, Tag::Counted)
        && (scan.is_number(n + 1)
            || behind.any(Classes::DETERMINER)
            || behind.any(Classes::ADVERB)
            || scan.any(n + 1, &[Tag::At, Tag::To, Tag::By, Tag::From]))
}
