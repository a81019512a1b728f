//! What a quantity is about, in the document's words: the noun phrase that the number counts, the whole that a share is
//! part of, what money goes to, or what rose, reached or cost so much.

use std::ops::Range;

use super::{
    about::{MOST, goal, inside, lead, modified, subject, whole},
    model::Claim,
    noun::Counted,
    phrase::{back, capped, forth, is_open, is_verb, is_when, trim, verb_start},
    scene::Scene,
};
use crate::{quantity::Unit, text::TokenKind, vocabulary::word::Classes};

/// The words of a concept, and where the first of them stand.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Concept {
    pub text: String,
    pub at: Option<Range<usize>>,
}

/// What is known when a concept is read.
#[derive(Clone, Copy, Debug)]
pub(super) struct Known<'k> {
    /// The noun that the quantity counts.
    pub noun: Option<&'k Counted>,
    /// Who stated it.
    pub producer: Option<&'k Range<usize>>,
    /// The claim before it in the sentence.
    pub last: Option<&'k Claim>,
    /// Whether the quantity is the size of a change.
    pub changed: bool,
    /// The token behind the claim before.
    pub from: usize,
    /// The last count before it in the sentence, else in the paragraph.
    pub group: Option<&'k str>,
    /// The last claim of the same unit in the paragraph.
    pub topic: Option<&'k str>,
}

/// The concept of quantity `q`.
#[must_use]
pub(super) fn of(scene: &Scene<'_, '_>, q: usize, known: Known<'_>) -> Concept {
    if let Some(noun) = known.noun {
        return counted(scene, q, noun, known.from);
    }
    let quantity = &scene.quantities[q];
    let inner = inside(scene, quantity);
    let from = opening(scene, q, known);
    let whole = whole(scene, q);
    if let Some(last) = known.last.filter(|last| goes_on(scene, q, last)) {
        // "Rs 11.1 trillion, or 3.4% of GDP": the same thing once more, and what it is measured by.
        let of_those = scene.is(scene.end(q), Classes::OF) && scene.is(scene.end(q) + 1, Classes::PRONOUN);
        let those = if of_those { said(scene, scene.end(q) + 2, scene.territory(q).end) } else { 0..0 };
        return join(scene, &[whole, those], &last.concept);
    }
    if !inner.is_empty() {
        return join(scene, &[inner, said(scene, scene.end(q), scene.territory(q).end)], "");
    }
    let subject = if starts_clause(scene, q) { 0..0 } else { subject(scene, q, from) };
    if !whole.is_empty() {
        let share = scene.quantities[q].unit == Unit::Percent;
        let said = match (subject.is_empty(), share || known.changed) {
            (true, true) => said(scene, whole.end, scene.territory(q).end),
            (false, true) => capped(scene, subject, 4),
            (_, false) => 0..0,
        };
        return if known.changed && !share { join(scene, &[said, whole], "") } else { join(scene, &[whole, said], "") };
    }
    // "of it", "of them"
    let behind = scene.end(q);
    if scene.is(behind, Classes::OF) && scene.is(behind + 1, Classes::PRONOUN) {
        let topic = known.last.map(|l| l.concept.as_str()).or(known.topic).unwrap_or_default();
        return join(scene, &[said(scene, behind + 2, scene.territory(q).end)], topic);
    }
    let modified = modified(scene, q);
    if !modified.is_empty() {
        return join(scene, &[modified], "");
    }
    let goal = goal(scene, q, from);
    if !goal.is_empty() {
        return join(scene, &[goal], "");
    }
    if !subject.is_empty() {
        // "a loan of 280 million from the bank"
        let of = scene.is(scene.start(q).wrapping_sub(1), Classes::OF);
        let linked = of
            && scene.is(behind, Classes::PREPOSITION)
            && !scene.is(behind, Classes::OF)
            && !is_when(scene, behind + 1);
        if linked {
            let object = capped(scene, forth(scene, behind + 1, scene.territory(q).end), 4);
            let link = if object.is_empty() { object } else { behind..object.end };
            return join(scene, &[subject, link], "");
        }
        // "the aim is 95%": of what was spoken of before.
        let generic = subject.clone().all(|n| !is_open(scene, n) || scene.is(n, Classes::GENERIC) || is_when(scene, n));
        return join(scene, &[subject], known.topic.filter(|_| generic).unwrap_or_default());
    }
    // "38 percent in English and 45 percent in mathematics"
    let joined =
        scene.start(q).checked_sub(1).is_some_and(|n| scene.is(n, Classes::CONJUNCTION) || scene.sign(n) == Some(','));
    if joined && scene.is(behind, Classes::PREPOSITION) && !is_when(scene, behind + 1) {
        let place = capped(scene, forth(scene, behind + 1, scene.territory(q).end), MOST);
        return join(scene, &[place], known.group.and_then(|group| group.split(", ").next()).unwrap_or_default());
    }
    let said = said(scene, behind, scene.territory(q).end);
    // "58 percent had gone because of pay", "one in eight could write": of those who were counted before.
    if starts_clause(scene, q) && !said.is_empty() {
        return join(scene, &[said], known.group.and_then(|group| group.split(", ").next()).unwrap_or_default());
    }
    match known.topic {
        Some(topic) => join(scene, &[], topic),
        None => join(scene, &[said], ""),
    }
}

/// Whether quantity `q` is itself the subject of the verb behind it.
fn starts_clause(scene: &Scene<'_, '_>, q: usize) -> bool {
    let start = scene.start(q);
    let opens = start == 0 || {
        let before = start - 1;
        let sign =
            scene.sentence.tokens[before].kind == TokenKind::Sign && !matches!(scene.sign(before), Some('(' | '-'));
        sign || scene.is(before, Classes::CONJUNCTION) || scene.is(before, Classes::RELATIVE)
    };
    let behind = scene.end(q);
    opens && (scene.is(behind, Classes::AUXILIARY) || scene.is(behind, Classes::OF) || is_verb(scene, behind))
}

/// Phrases in the order of the concept, and the words of a concept that goes on.
fn join(scene: &Scene<'_, '_>, ranges: &[Range<usize>], topic: &str) -> Concept {
    let sentence = scene.sentence;
    let mut out = Concept { text: String::new(), at: ranges.iter().find(|r| !r.is_empty()).cloned() };
    let mut end = usize::MAX;
    if !topic.is_empty() {
        out.text.push_str(topic);
    }
    for range in ranges.iter().filter(|r| !r.is_empty()) {
        if !out.text.is_empty() {
            let follows = end != usize::MAX && range.start >= end || scene.is(range.start, Classes::PREPOSITION);
            out.text.push_str(if follows { " " } else { ", " });
        }
        out.text.push_str(sentence.slice(sentence.cover(range.clone())));
        end = range.end;
    }
    out
}

/// The noun phrase of a count with what is said of it: "people who rely on ferries", "sister ships kept in port".
fn counted(scene: &Scene<'_, '_>, q: usize, noun: &Counted, from: usize) -> Concept {
    let phrase = trim(scene, noun.phrase.clone());
    let phrase = if phrase.is_empty() { noun.phrase.clone() } else { phrase };
    if noun.head < scene.start(q) {
        // The noun stands before the number: with its attachments, up to the verb.
        let behind = noun.head + 1;
        let attached = if is_verb(scene, behind) { 0..0 } else { forth(scene, behind, scene.start(q)) };
        return join(scene, &[phrase, capped(scene, attached, 4)], "");
    }
    let end = scene.territory(q).end;
    let tail = said(scene, noun.head + 1, end);
    if tail.is_empty() && noun.head >= scene.end(q) {
        // "night services carried 41,000 passengers"
        let from = scene.clause(q).start.max(from);
        let lead = lead(scene, q);
        let verb = verb_start(scene, from, lead, true);
        let told = scene.phrase(&scene.vocabulary().cues.producer_verb, lead.saturating_sub(1)).is_some();
        let bare = phrase.clone().filter(|&n| is_open(scene, n)).count() == 1;
        let acts = bare && verb < lead && !told && !scene.is(lead - 1, Classes::AUXILIARY);
        let doer = if acts { back(scene, from, verb) } else { 0..0 };
        // "Kenya seized 40 boats": where is told elsewhere.
        let placed = doer.clone().all(|n| scene.is_place(n) || !is_open(scene, n));
        let doer = if placed { 0..0 } else { capped(scene, doer, 3) };
        // "patrols seized 40 boats": boats seized.
        let done = acts && scene.is_participle(lead - 1);
        if done {
            let mut concept = join(scene, &[phrase, lead - 1..lead], "");
            concept.text = concept.text.replacen(", ", " ", 1);
            if !doer.is_empty() {
                concept.text += ", ";
                concept.text += scene.sentence.slice(scene.sentence.cover(doer));
            }
            return concept;
        }
        return join(scene, &[phrase, doer], "");
    }
    join(scene, &[phrase, tail], "")
}

/// The concept of a count whose noun was told before: "at least 26 are missing", "eleven of whom are in hospital".
#[must_use]
pub(super) fn carried(scene: &Scene<'_, '_>, q: usize, last: &str, unit: &str) -> String {
    let behind = scene.end(q);
    let of_those = scene.is(behind, Classes::OF) && scene.is(behind + 1, Classes::PRONOUN);
    let own = of_those || scene.is(behind, Classes::AUXILIARY) || scene.is(behind, Classes::BEFELL);
    let said = if own { said(scene, behind + usize::from(of_those) * 2, scene.territory(q).end) } else { 0..0 };
    // The phrase of the concept that ends with the noun.
    let words = &scene.vocabulary().words;
    let mut end = 0;
    let noun = last.split(' ').find_map(|word| {
        end += word.len() + 1;
        let plain = word.trim_end_matches(',').to_lowercase();
        (words.singular(&plain) == unit).then(|| last[..end - 1].trim_end_matches(','))
    });
    let Some(noun) = noun.filter(|_| !said.is_empty()) else { return last.to_owned() };
    format!("{noun} {}", scene.sentence.slice(scene.sentence.cover(said)))
}

/// What is said of a noun right behind it, without auxiliaries and pronouns: "who rely on ferries", "were kept in port".
pub(super) fn said(scene: &Scene<'_, '_>, at: usize, end: usize) -> Range<usize> {
    let skipped =
        |n: usize| scene.is(n, Classes::AUXILIARY) || scene.is(n, Classes::PRONOUN) || scene.is(n, Classes::ADVERB);
    let start = (at..end).find(|&n| !skipped(n)).unwrap_or(end);
    let mut stop = start;
    while stop < end {
        let token = &scene.sentence.tokens[stop];
        let sign =
            token.kind == TokenKind::Sign && !matches!(scene.low(stop), "-" | "‑" | "\"" | "“" | "”" | "‘" | "’");
        let often = scene.is(stop, Classes::ARTICLE) && scene.is(stop + 1, Classes::TIME);
        if sign || often || scene.is(stop, Classes::TAIL_END) || is_when(scene, stop) || scene.in_quantity(stop) {
            break;
        }
        let parts = scene.is(stop, Classes::CONJUNCTION) && !scene.is(stop, Classes::PREPOSITION);
        if parts && !scene.is(stop, Classes::AND) {
            break;
        }
        stop += 1;
    }
    let range = capped(scene, trim(scene, start..stop), MOST);
    // "people in Mozambique": where is told elsewhere.
    if range.clone().all(|n| scene.is_place(n) || !is_open(scene, n)) {
        return 0..0;
    }
    let linked = range.start == at + 1 && scene.is(at, Classes::PREPOSITION);
    range.start - usize::from(linked)..range.end
}

/// Where the clause of quantity `q` begins for its subject: behind the number before it, and behind who said it.
fn opening(scene: &Scene<'_, '_>, q: usize, known: Known<'_>) -> usize {
    let clause = scene.clause(q);
    let from =
        q.checked_sub(1).map_or(clause.start, |p| scene.end(p).max(clause.start)).max(known.from.min(scene.start(q)));
    match known.producer.filter(|p| p.start >= from && p.end < scene.start(q)) {
        Some(name) => {
            let verbs = &scene.vocabulary().cues.producer_verb;
            let said = scene.first_of(verbs, name.end..(name.end + 3).min(scene.start(q)));
            said.map_or(name.end, |(range, _)| range.end)
        }
        None => from,
    }
}

/// Whether quantity `q` says of the claim before it how much more: nothing that could be counted stands between them.
/// "rose from 75 percent in 2016 to 79 percent, or by four points", "Rs 186,000 (about $840)".
fn goes_on(scene: &Scene<'_, '_>, q: usize, last: &Claim) -> bool {
    let sentence = scene.sentence;
    let end = sentence.tokens.partition_point(|t| t.span.start() < last.span.end());
    let cues = &scene.vocabulary().cues;
    let start = scene.start(q);
    if end > start || last.concept.is_empty() {
        return false;
    }
    let mut n = end;
    while n < start {
        if scene.sign(n) == Some(';') {
            return false;
        }
        let words = [&cues.change_level, &cues.compared_with, &cues.change_size];
        let change = sentence.phrase_within(&cues.change, n, start).map(|(len, _)| len);
        let noun = sentence.phrase_within(&cues.change_noun, n, start).map(|(len, _)| len);
        let linked = words.iter().find_map(|table| sentence.phrase_within(table, n, start).map(|(len, ())| len));
        if let Some(len) = change.or(noun).or(linked) {
            n += len;
            continue;
        }
        let empty = scene.is(n, Classes::FILLER)
            || scene.is(n, Classes::EXTRA)
            || scene.is(n, Classes::TIME)
            || scene.is(n, Classes::COPULA);
        if is_open(scene, n) && !scene.is_time(n) && !scene.is_place(n) && !empty || scene.is(n, Classes::PRONOUN) {
            return false;
        }
        n += 1;
    }
    // "41% of the vote, 12% of the seats" are two things.
    let joined = (end..start).any(|n| scene.is(n, Classes::AND));
    !joined || whole(scene, q).is_empty()
}

#[cfg(test)]
mod tests;
