//! Who is said to have produced a number.

use std::ops::Range;

use super::scene::Scene;
use crate::{text::TokenKind, vocabulary::word::Classes};

/// The producer that the text names for the numbers of a sentence, and where the statement of it starts and ends:
/// numbers outside that range are the author's own.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Producer {
    pub name: Range<usize>,
    /// What the statement reaches over.
    pub scope: Range<usize>,
    pub rule: &'static str,
}

/// The producers that a sentence names, in order.
#[must_use]
pub fn producers(scene: &Scene<'_, '_>) -> Vec<Producer> {
    let cues = &scene.vocabulary().cues;
    let all = scene.sentence.tokens.len();
    let mut out: Vec<Producer> = Vec::new();
    let mut n = 0;
    while n < all {
        if let Some((len, ())) = scene.phrase(&cues.producer_before, n) {
            let name = name_from(scene, n + len);
            if !name.is_empty() {
                n = name.end;
                // Behind a comma it is about what stands before: "312 on board, according to its manifest, when …".
                let added = n > 0 && scene.low(n - 1) == ",";
                let scope = 0..if added { name.end } else { all };
                out.push(Producer { name, scope, rule: "attribution.according-to" });
                continue;
            }
        }
        // "By U.S. Department of Justice estimates, …", "some estimates"
        if let Some((len, ())) = scene.phrase(&cues.producer_noun, n)
            && let Some(name) = estimates(scene, n, len)
        {
            out.push(Producer { name, scope: 0..all, rule: "attribution.estimates" });
            n += len;
            continue;
        }
        let name_part = n > 0 && scene.sentence.word(n).starts_with(char::is_uppercase) || scene.is_place(n);
        if let Some((len, &needs_that)) = scene.phrase(&cues.producer_verb, n)
            && !name_part
            && let Some(name) = subject(scene, n, n + len, needs_that)
        {
            // ", the ministry said," holds for the sentence around it, "The ministry said that" for what follows.
            let before = (name.start.saturating_sub(2)..name.start).any(|m| matches!(scene.low(m), "," | "\"" | "”"));
            let next = (n + len..all).find(|&m| !scene.is_time(m)).unwrap_or(all);
            let behind = name.start >= n || matches!(scene.low(next), "," | ".") || ends_sentence(scene, next);
            let scope = if before && behind { 0..all } else { name.start..all };
            out.push(Producer { name, scope, rule: "attribution.said" });
        }
        n += 1;
    }
    out
}

fn ends_sentence(scene: &Scene<'_, '_>, at: usize) -> bool {
    at + 3 >= scene.sentence.tokens.len()
}

/// The producer of quantity `q`: the nearest before it whose scope holds it, else the nearest behind.
#[must_use]
pub fn of<'p>(scene: &Scene<'_, '_>, producers: &'p [Producer], q: usize) -> Option<&'p Producer> {
    let at = scene.quantities[q].tokens.start;
    let holds = |p: &&Producer| p.scope.contains(&at) && !p.name.contains(&at);
    producers
        .iter()
        .filter(holds)
        .rfind(|p| p.name.end <= at)
        .or_else(|| producers.iter().filter(holds).find(|p| p.name.start >= at))
}

/// A name from token `at` to the next comma, verb or end.
fn name_from(scene: &Scene<'_, '_>, at: usize) -> Range<usize> {
    let words = &scene.vocabulary().words;
    let mut start = at;
    while scene.is(start, Classes::ARTICLE) {
        start += 1;
    }
    let mut n = start;
    while n < scene.sentence.tokens.len() && n < start + 12 {
        let token = scene.sentence.tokens[n];
        let low = scene.low(n);
        let ends = match token.kind {
            TokenKind::Sign => !matches!(low, "-" | "‑" | "&" | "/"),
            TokenKind::Number => true,
            TokenKind::Possessive => false,
            TokenKind::Word => {
                let classes = scene.classes(n);
                n > start
                    && (classes.any(Classes::AUXILIARY)
                        || classes.any(Classes::PRONOUN)
                        || scene.is_time(n)
                        || scene.phrase(&scene.vocabulary().cues.producer_verb, n).is_some()
                            && scene.phrase(&scene.vocabulary().cues.producer_noun, n).is_none()
                            && !scene.sentence.word(n).starts_with(char::is_uppercase)
                        || words.is_participle(low) && !scene.sentence.word(n).starts_with(char::is_uppercase)
                        || classes.any(Classes::NAME_END))
            }
        };
        if ends {
            break;
        }
        n += 1;
    }
    start..n
}

/// The producer before "estimates": back to the preposition "by", or the determiner "some".
fn estimates(scene: &Scene<'_, '_>, at: usize, len: usize) -> Option<Range<usize>> {
    let start = (0..at)
        .rev()
        .take(9)
        .take_while(|&n| {
            let low = scene.low(n);
            scene.sentence.tokens[n].kind == TokenKind::Word
                && (!scene.is(n, Classes::CLOSED) || scene.is(n, Classes::NAME_LINK))
                || scene.sentence.tokens[n].kind == TokenKind::Possessive
                || matches!(low, "-" | "&")
        })
        .last()?;
    let by = start > 0 && scene.is(start - 1, Classes::AGENT);
    if by {
        let start = start + usize::from(scene.is(start, Classes::ARTICLE));
        return (start < at).then_some(start..at);
    }
    // "Ministry figures show that"
    let shows = scene.phrase(&scene.vocabulary().cues.producer_verb, at + len).is_some();
    (shows && start < at && !scene.is(start, Classes::VAGUE_PRODUCER)).then_some(start..at)
}

/// The subject before a verb of saying at tokens `verb..behind`, or behind it where it is turned round
/// (", said Jane Doe").
fn subject(scene: &Scene<'_, '_>, verb: usize, behind: usize, needs_that: bool) -> Option<Range<usize>> {
    let words = &scene.vocabulary().words;
    let that = scene.is(behind, Classes::THAT)
        || matches!(scene.low(behind), "," | ":" | "\"" | "“")
        || scene.low(behind).is_empty()
        || scene.low(behind) == ".";
    if needs_that
        && !that
        && !scene
            .quantities
            .iter()
            .any(|q| q.tokens.start == behind || q.hedge.as_ref().is_some_and(|h| h.start == behind))
    {
        return None;
    }
    // "…, said Jane Doe of the union."
    if verb > 0
        && matches!(scene.low(verb - 1), "," | "\"" | "”" | "»")
        && (scene.sentence.word(behind).starts_with(char::is_uppercase)
            || words.subject_behind_verb && scene.is(behind, Classes::ARTICLE))
    {
        let name = name_from(scene, behind);
        return (!name.is_empty()).then_some(name);
    }
    // "has said", "had measured"
    let end = if verb > 1 && scene.is(verb - 1, Classes::PERFECT) { verb - 1 } else { verb };
    let start = (0..end)
        .rev()
        .take(14)
        .take_while(|&n| {
            let low = scene.low(n);
            match scene.sentence.tokens[n].kind {
                TokenKind::Word => {
                    let classes = scene.classes(n);
                    let ends = classes.any(Classes::AUXILIARY)
                        || classes.any(Classes::CONJUNCTION) && !classes.any(Classes::AND)
                        || classes.any(Classes::NAME_END);
                    !ends && !scene.is_time(n)
                }
                TokenKind::Possessive => true,
                TokenKind::Number => false,
                TokenKind::Sign => matches!(low, "-" | "‑" | "&" | "/"),
            }
        })
        .last()?;
    let mut start = start;
    while start < end
        && (scene.is(start, Classes::ARTICLE)
            || scene.is(start, Classes::CONJUNCTION)
            || words.is(scene.low(start), Classes::ADVERB))
    {
        start += 1;
    }
    if start >= end {
        return None;
    }
    // "it said", "he told": a pronoun names nobody.
    let pronoun = end - start == 1 && words.is(scene.low(start), Classes::PRONOUN);
    // A subject has a name or a noun that can speak: the test is a capital or at least one plain word.
    let plain = (start..end).any(|n| !scene.classes(n).any(Classes::CLOSED));
    let modal = words.is(scene.low(end - 1), Classes::AUXILIARY);
    // "recorded 214 accidents" is a report only of somebody who keeps records.
    let organisation = || {
        (start..end).any(|n| {
            scene.phrase(&scene.vocabulary().cues.organisation, n).is_some()
                || scene.sentence.word(n).len() > 1 && scene.sentence.word(n).chars().all(char::is_uppercase)
        })
    };
    (!pronoun && plain && !modal && (that || !needs_that || organisation())).then_some(start..end)
}
