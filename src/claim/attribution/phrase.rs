//! The phrases that name a producer.

use std::ops::Range;

use crate::{
    claim::scene::Scene,
    quantity::{Quantity, Unit},
    text::TokenKind,
    vocabulary::{lexicon::Phrases, word::Classes},
};

/// The longest name, in tokens.
const NAME: usize = 14;

fn matches<T>(scene: &Scene<'_, '_>, table: &Phrases<T>, n: usize) -> bool {
    scene.phrase(table, n).is_some()
}

fn is_capital(scene: &Scene<'_, '_>, n: usize) -> bool {
    scene.sentence.word(n).starts_with(char::is_uppercase)
}

/// A word that makes a name one of those who speak or keep records: ministry, survey, WHO.
fn organisation(scene: &Scene<'_, '_>, range: &Range<usize>) -> bool {
    range.clone().any(|n| {
        let word = scene.sentence.word(n);
        matches(scene, &scene.vocabulary().cues.organisation, n)
            || word.len() > 1 && word.chars().all(char::is_uppercase) && !scene.is_place(n)
    })
}

/// A name from token `at` to the next comma, verb or end.
pub(super) fn name_from(scene: &Scene<'_, '_>, at: usize) -> Range<usize> {
    let cues = &scene.vocabulary().cues;
    let mut start = at;
    while scene.is(start, Classes::ARTICLE) {
        start += 1;
    }
    let mut n = start;
    while n < scene.sentence.tokens.len() && n < start + 12 {
        let token = &scene.sentence.tokens[n];
        let low = scene.low(n);
        let small = !is_capital(scene, n);
        let ends = match token.kind {
            TokenKind::Sign => !matches!(low, "-" | "‑" | "&" | "/"),
            TokenKind::Number => true,
            TokenKind::Possessive => false,
            TokenKind::Word => {
                let classes = scene.classes(n);
                // "Observatory on Violence"
                let inside = is_capital(scene, n + 1) && n > start && is_capital(scene, n - 1);
                n > start
                    && (classes.any(Classes::AUXILIARY)
                        || classes.any(Classes::PRONOUN)
                        || scene.is_time(n)
                        || matches(scene, &cues.producer_verb, n) && !matches(scene, &cues.producer_noun, n) && small
                        || scene.is_participle(n) && small
                        || classes.any(Classes::NAME_END) && !inside)
            }
        };
        if ends {
            break;
        }
        n += 1;
    }
    start..n
}

/// The producer before "estimates": back to the preposition "by", or before a verb.
pub(super) fn estimates(scene: &Scene<'_, '_>, at: usize, len: usize) -> Option<Range<usize>> {
    let cues = &scene.vocabulary().cues;
    let part = |&n: &usize| {
        let kind = scene.sentence.tokens[n].kind;
        kind == TokenKind::Word
            && (!scene.is(n, Classes::CLOSED) || scene.is(n, Classes::NAME_LINK) || scene.is(n, Classes::DETERMINER))
            && !matches(scene, &cues.denial, n)
            || kind == TokenKind::Possessive
            || matches!(scene.sign(n), Some('-' | '&'))
    };
    let start = (0..at).rev().take(9).take_while(part).last().unwrap_or(at);
    let lead = start < at && scene.ends_at(&cues.producer_by, start).is_some();
    if lead {
        // "by the department's count", "on our estimate": the estimate itself where nobody but "our" stands before.
        let own = start + 1 == at && scene.is(start, Classes::DETERMINER) && !scene.is(start, Classes::ARTICLE);
        let first = if own { start } else { (start..at).find(|&n| !scene.is(n, Classes::ARTICLE))? };
        let end = if own { at + len } else { at };
        let end = if scene.sentence.tokens[end - 1].kind == TokenKind::Possessive { end - 1 } else { end };
        return (first < end).then_some(first..end);
    }
    // "Ministry figures show that", "the company's claim that"
    let that = that_behind(scene, at + len) && has_owner(scene, start..at);
    let shows = matches(scene, &cues.producer_verb, at + len);
    // "The company denies reports that"
    if that_behind(scene, at + len) && at > 0 && matches(scene, &cues.denial, at - 1) {
        return Some(at..at + len);
    }
    let first = (start..at).find(|&n| !scene.is(n, Classes::ARTICLE))?;
    let at = if at > 0 && scene.sentence.tokens[at - 1].kind == TokenKind::Possessive { at - 1 } else { at };
    (first < at && (shows || that) && !scene.is(first, Classes::VAGUE_PRODUCER)).then_some(first..at)
}

fn that_behind(scene: &Scene<'_, '_>, n: usize) -> bool {
    scene.is(n, Classes::THAT) && scene.ends_at(&scene.vocabulary().cues.producer_as, n + 1).is_none()
}

fn has_owner(scene: &Scene<'_, '_>, mut range: Range<usize>) -> bool {
    range.any(|n| scene.sentence.tokens[n].kind == TokenKind::Possessive)
}

/// The subject behind a verb of saying at tokens `verb..behind`: ", said Jane Doe", ", warn the analysts of the bank,".
pub(super) fn turned_round(scene: &Scene<'_, '_>, verb: usize, behind: usize) -> Option<Range<usize>> {
    let opens = verb > 0 && matches!(scene.sign(verb - 1), Some(',' | '"' | '”' | '»'));
    let article = scene.is(behind, Classes::ARTICLE) && !scene.is(behind + 1, Classes::CLOSED);
    if !opens || !is_capital(scene, behind) && !article || scene.is_time(behind) {
        return None;
    }
    let name = name_from(scene, behind);
    let usual = scene.vocabulary().words.subject_behind_verb;
    (!name.is_empty() && (usual || is_capital(scene, behind) || organisation(scene, &name) || closes(scene, name.end)))
        .then_some(name)
}

/// The subject before a verb of saying at token `verb`; a single pronoun is one too.
pub(super) fn subject(scene: &Scene<'_, '_>, verb: usize) -> Option<Range<usize>> {
    let cues = &scene.vocabulary().cues;
    let mut end = verb;
    // "has said", "also says"
    while end > 0 && (scene.is(end - 1, Classes::PERFECT) || scene.is(end - 1, Classes::ADVERB)) {
        end -= 1;
    }
    // "RailBel, the state operator, said"; "The survey, published yesterday, found"
    if end > 1 && scene.sign(end - 1) == Some(',') {
        let comma = (end.saturating_sub(NAME).max(1)..end - 1).rev().find(|&n| scene.sign(n) == Some(','))?;
        if scene.quantities_in(&(comma..end)).is_empty() {
            end = comma;
        }
    }
    // "the union, which says it has 64,000 members"
    if end > 1 && matches(scene, &cues.relative, end - 1) {
        end -= if scene.sign(end - 2) == Some(',') { 2 } else { 1 };
        let name = noun_phrase(scene, end)?;
        let last = name.clone().rev().find(|&n| scene.is(n, Classes::OF)).map_or(name.start, |n| n + 1);
        let last = last + usize::from(scene.is(last, Classes::ARTICLE));
        return (last < name.end).then_some(last..name.end);
    }
    if end > 0 && scene.is(end - 1, Classes::PRONOUN) {
        return Some(end - 1..end);
    }
    // "The office has handled 38,000 and expects 90,000"
    if end > 0 && scene.is(end - 1, Classes::AND) {
        let from = (0..end).rev().find(|&n| scene.sign(n) == Some(';')).map_or(0, |n| n + 1);
        return opening(scene, from);
    }
    noun_phrase(scene, end)
}

/// The noun phrase that ends at token `end`, without its article and without what says where or with what: "a minister
/// in a hard hat" is the minister.
fn noun_phrase(scene: &Scene<'_, '_>, end: usize) -> Option<Range<usize>> {
    let cues = &scene.vocabulary().cues;
    let mut start = end;
    while start > 0 && end - start < NAME {
        let n = start - 1;
        let noun = |n: usize| {
            scene.sentence.tokens.get(n).is_some_and(|t| t.kind == TokenKind::Word)
                && !scene.is(n, Classes::CLOSED)
                && !scene.is_time(n)
        };
        let goes_on = match scene.sentence.tokens[n].kind {
            TokenKind::Word if scene.is_time(n) => false,
            TokenKind::Word => {
                let classes = scene.classes(n);
                let verb = matches(scene, &cues.denial, n)
                    || matches(scene, &cues.producer_verb, n)
                        && !is_capital(scene, n)
                        && !matches(scene, &cues.producer_noun, n)
                        && !matches(scene, &cues.organisation, n);
                if classes.any(Classes::AUXILIARY) || verb {
                    false
                } else if classes.any(Classes::PREPOSITION) {
                    n > 0 && noun(n - 1)
                } else if classes.any(Classes::CONJUNCTION) {
                    classes.any(Classes::AND) && n > 0 && noun(n - 1)
                } else {
                    !classes.any(Classes::PRONOUN) || classes.any(Classes::ARTICLE) || classes.any(Classes::DETERMINER)
                }
            }
            TokenKind::Possessive => true,
            // "a survey of 1,150 teachers found"
            TokenKind::Number => n > 1 && scene.is(n - 1, Classes::OF) && noun(n - 2),
            TokenKind::Sign => matches!(scene.sign(n), Some('-' | '‑' | '&' | '/')),
        };
        if !goes_on {
            break;
        }
        start = n;
    }
    // "In Kenya the ministry": the phrase starts at an article that no preposition leads to.
    let inner = (start + 1..end).rev().find(|&n| {
        scene.is(n, Classes::ARTICLE) && !scene.is(n - 1, Classes::PREPOSITION) && !scene.is(n - 1, Classes::AND)
    });
    let mut start = inner.unwrap_or(start);
    let skip = [Classes::ARTICLE, Classes::CONJUNCTION, Classes::ADVERB, Classes::PREPOSITION];
    while start < end && skip.iter().any(|class| scene.is(start, *class)) {
        start += 1;
    }
    let linked = |n: usize| scene.is(n, Classes::NAME_LINK) || is_capital(scene, n - 1) && is_capital(scene, n + 1);
    let tail = (start + 1..end).find(|&n| scene.is(n, Classes::PREPOSITION) && !linked(n));
    let end = tail.unwrap_or(end);
    let plain = (start..end).any(|n| !scene.is(n, Classes::CLOSED));
    (start < end && plain).then_some(start..end)
}

/// The organisation that opens a sentence, or what stands from token `from`: "The port authority expects".
pub(super) fn opening(scene: &Scene<'_, '_>, from: usize) -> Option<Range<usize>> {
    let start = from + usize::from(scene.is(from, Classes::ARTICLE));
    let stops = |n: usize| {
        scene.sentence.tokens[n].kind == TokenKind::Sign && !matches!(scene.sign(n), Some('-' | '&'))
            || scene.is(n, Classes::AUXILIARY)
            || scene.is(n, Classes::VERB)
            || matches(scene, &scene.vocabulary().cues.denial, n)
            || scene.is(n, Classes::ADVERB)
            || scene.is(n, Classes::PREPOSITION) && !scene.is(n, Classes::NAME_LINK)
    };
    let end = (start..scene.sentence.tokens.len().min(start + 8)).find(|&n| stops(n)).unwrap_or(start);
    let last = (start..end).rev().find(|&n| {
        matches(scene, &scene.vocabulary().cues.organisation, n) || is_capital(scene, n) && n > 0 && !scene.is_place(n)
    })?;
    (organisation(scene, &(start..last + 1))).then_some(start..last + 1)
}

/// Whether the text speaks of somebody named before in the first words of a sentence or behind a comma.
pub(super) fn points_back(scene: &Scene<'_, '_>) -> bool {
    (0..scene.sentence.tokens.len()).any(|n| {
        scene.is(n, Classes::PRONOUN) && is_third_person(scene, n) && {
            let verb = n + 1 + usize::from(scene.is(n + 1, Classes::PERFECT));
            matches(scene, &scene.vocabulary().cues.producer_verb, verb)
        }
    })
}

pub(super) fn is_third_person(scene: &Scene<'_, '_>, n: usize) -> bool {
    matches(scene, &scene.vocabulary().cues.producer_they, n)
}

pub(super) fn is_pronoun(scene: &Scene<'_, '_>, name: &Range<usize>) -> bool {
    name.len() == 1 && scene.is(name.start, Classes::PRONOUN)
}

/// "as the union maintains"
pub(super) fn follows_as(scene: &Scene<'_, '_>, name: &Range<usize>) -> bool {
    let start = name.start - usize::from(name.start > 0 && scene.is(name.start - 1, Classes::ARTICLE));
    scene.ends_at(&scene.vocabulary().cues.producer_as, start).is_some()
}

/// Whether a statement ends at token `at`: at a comma or full stop, or behind "on Monday", "in bulletin 22".
pub(super) fn closes(scene: &Scene<'_, '_>, at: usize) -> bool {
    let all = scene.sentence.tokens.len();
    let led = scene.is(at, Classes::PREPOSITION) || scene.is_time(at);
    let end = (at..all.min(at + 6)).find(|&n| matches!(scene.sign(n), Some(',' | '.' | ';' | '"' | '”')));
    let end = end.or_else(|| (all <= at + 6).then_some(all));
    end.is_some_and(|end| end == at || led && scene.quantities_in(&(at..end)).is_empty())
}

/// Whether a verb that takes other objects too is one of saying here: before "that" or a number, in "puts it at 40", or
/// because its subject is one of those who report.
pub(super) fn takes_number(scene: &Scene<'_, '_>, verb: usize, behind: usize, name: &Range<usize>) -> bool {
    let cues = &scene.vocabulary().cues;
    if scene.is(behind, Classes::THAT) || matches!(scene.low(behind), "," | ":" | "\"" | "“" | "." | "") {
        return true;
    }
    let only_place = name.clone().any(|n| scene.is_place(n))
        && name.clone().all(|n| scene.is_place(n) || scene.is(n, Classes::CLOSED));
    if only_place || matches(scene, &cues.producer_free, verb) {
        return !only_place;
    }
    // "puts the loss at 40 million"
    if matches(scene, &cues.producer_puts, verb) {
        let at = |q: &Quantity| {
            let start = q.hedge.as_ref().map_or(q.tokens.start, |h| h.start.min(q.tokens.start));
            scene.ends_at(&cues.producer_at, start).is_some()
        };
        return scene.quantities_in(&(behind..behind + 25)).first().is_some_and(at);
    }
    let hedge = |q: &Quantity| q.hedge.as_ref().is_some_and(|h| h.start == behind);
    let next = scene.quantities_in(&(behind..behind + 6)).iter().find(|q| q.tokens.start == behind || hedge(q));
    // "The government found 3 billion dollars" is no report.
    let money = next.is_some_and(|q| matches!(q.unit, Unit::Money(_)));
    let keeps = matches(scene, &cues.producer_keeps, verb);
    !is_pronoun(scene, name) && !money && (next.is_some() && !keeps || organisation(scene, name))
}
