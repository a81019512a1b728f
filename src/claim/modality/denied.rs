//! What is told and then taken back: "The minister says that 40 schools opened. The figure is wrong: nine did."

use std::ops::Range;

use super::{Hit, form};
use crate::{
    base::Modality,
    claim::{Claim, intent::is_past_form, scene::Scene},
    quantity::Quantity,
    text::Sentence,
    vocabulary::{Vocabulary, lexicon::Phrases, stance::Signal, word::Classes},
};

/// How far from the beginning of a clause, in tokens, what it takes back is named: "The only correct number is".
const NAMED_WITHIN: usize = 6;

/// How far behind what it names a clause takes it back: "The figure that she gave us was".
const TAKEN_WITHIN: usize = 12;

/// How far behind the noun for a statement, in tokens, the statement begins: "the remark in October that".
const STATED_WITHIN: usize = 12;

/// How far before and behind a number, in tokens, its own sentence can name and reject the statement in which it stands.
const SEEN: usize = 60;

/// How far before its number "of" can stand: "claims of some 40".
const OF_WITHIN: usize = 4;

/// How far before the noun for a statement, in tokens, the verb stands that rejects it.
const REJECTED_WITHIN: usize = 4;

/// Marks the claims of the sentence `said` that the next one takes back, which is `now` from token `from` on, or the
/// same sentence behind a semicolon. `numbers` are the quantities of `now`.
pub(in crate::claim) fn take_back(
    (said, now): (&Sentence<'_>, &Sentence<'_>),
    from: usize,
    numbers: &[Quantity],
    vocabulary: &Vocabulary,
    claims: &mut [Claim],
) {
    let stances = &vocabulary.stances;
    if denies(now, from, vocabulary) {
        return deny(claims, "modality.denied-behind", |_| true);
    }
    // "It was never built."
    if now.phrase(&stances.never, from).is_some() {
        return deny(claims, "modality.never-came", |claim| claim.modality == Modality::Proposed);
    }
    let Some(told) = first_of(said, &stances.told, 0..said.tokens.len()) else { return };
    // What stands before the verb was told too, where nothing stands behind it: "40 had died, it said".
    let at = said.tokens[told].span.start();
    let behind = |claim: &Claim| claim.span.start() > at;
    let any = claims.iter().any(behind);
    let which = |claim: &Claim| !any || behind(claim);
    let all = from..now.tokens.len();
    let top = from..(from + NAMED_WITHIN).min(all.end);
    if let Some(named) = first_of(now, &stances.statement, top.clone())
        && definite(now, from, vocabulary)
        && let Some(words) = falsified(now, named..(named + TAKEN_WITHIN).min(all.end), vocabulary)
        && !(named..words.start).any(|n| now.classes(n, vocabulary).any(Classes::THAT))
    {
        return deny(claims, "modality.statement-false", which);
    }
    let numbers = &numbers[numbers.partition_point(|q| q.tokens.start < from)..];
    if !numbers.is_empty() && first_of(now, &stances.right, top).is_some() {
        return deny(claims, "modality.right-number-behind", which);
    }
    if first_of(now, &stances.against, all).is_some() {
        deny(claims, "modality.evidence-against", which);
    }
}

fn deny(claims: &mut [Claim], rule: &'static str, which: impl Fn(&Claim) -> bool) {
    for claim in claims.iter_mut().filter(|claim| which(claim)) {
        claim.modality = Modality::Negated;
        claim.rules.push(rule.into());
    }
}

/// Whether a clause only takes back the one before: "It has not."
fn denies(sentence: &Sentence<'_>, from: usize, vocabulary: &Vocabulary) -> bool {
    let found = sentence.phrase(&vocabulary.stances.denial, from);
    found.is_some_and(|(len, ())| matches!(sentence.low(from + len), "" | "." | ":" | ";" | "—"))
}

/// Whether what a clause begins with was named before: "the figure", "his boast".
fn definite(sentence: &Sentence<'_>, from: usize, vocabulary: &Vocabulary) -> bool {
    let classes = sentence.classes(from, vocabulary);
    classes.any(Classes::DETERMINER) && (classes.any(Classes::DEFINITE) || !classes.any(Classes::ARTICLE))
}

/// Where in a range a statement is called false: "is simply wrong", "was not borne out".
fn falsified(sentence: &Sentence<'_>, range: Range<usize>, vocabulary: &Vocabulary) -> Option<Range<usize>> {
    let stances = &vocabulary.stances;
    if !sentence.may_hold(stances.falsehood.set()) && !sentence.may_hold(stances.after.set()) {
        return None;
    }
    range.into_iter().find_map(|n| {
        if let Some((len, Modality::Negated)) = sentence.phrase(&stances.after, n) {
            return Some(n..n + len);
        }
        if !sentence.classes(n, vocabulary).any(Classes::COPULA) {
            return None;
        }
        // "was, a spokesman said, "simply wrong""
        let mut at = n + 1;
        if sentence.sign(at) == Some(',') {
            at = (at + 1..at + 7).find(|&m| sentence.sign(m) == Some(','))? + 1;
        }
        at += usize::from(matches!(sentence.sign(at), Some('"' | '“' | '\'' | '‘')));
        at += sentence.phrase(&stances.how, at).map_or(0, |(len, ())| len);
        let (len, ()) = sentence.phrase(&stances.falsehood, at)?;
        Some(n..at + len)
    })
}

/// What takes back the statement in which quantity `q` stands, in the same sentence: "Talk that the bank sold 40 tonnes,
/// as a channel has it, is wrong".
pub(super) fn within(scene: &Scene<'_, '_>, q: usize) -> Option<Hit> {
    let (sentence, vocabulary) = (scene.sentence, scene.vocabulary());
    let tokens = sentence.tokens.len().min(scene.end(q) + SEEN);
    let end = (scene.end(q)..tokens).find(|&n| scene.sign(n) == Some(';')).unwrap_or(tokens);
    let words = falsified(sentence, scene.end(q)..end, vocabulary).filter(|_| states(scene, q).is_some());
    let words = words.or_else(|| rejected(scene, q));
    words.map(|words| Hit { words, modality: Modality::Negated })
}

/// What rejects the statement in which quantity `q` stands: "dismissed a report in the Gazette that 40 would go".
fn rejected(scene: &Scene<'_, '_>, q: usize) -> Option<Range<usize>> {
    if !scene.sentence.may_hold(scene.vocabulary().stances.denies.set()) {
        return None;
    }
    let denies = |n: &usize| matches!(scene.signal(*n), Some((_, Signal::Deny)));
    let start = scene.start(q);
    if !(start.saturating_sub(SEEN)..start).any(|n| denies(&n)) {
        return None;
    }
    let noun = states(scene, q)?;
    if parts(scene, noun..start) {
        return None;
    }
    let verb = (noun.saturating_sub(REJECTED_WITHIN)..noun).rev().find(denies)?;
    Some(verb..noun)
}

/// Whether a sign stands in a range of tokens behind which something else is told.
fn parts(scene: &Scene<'_, '_>, mut range: Range<usize>) -> bool {
    range.any(|n| matches!(scene.sign(n), Some(';' | ':')))
}

/// The noun for the statement in which quantity `q` stands: "the claim that 40", "a figure of 40".
fn states(scene: &Scene<'_, '_>, q: usize) -> Option<usize> {
    let start = scene.start(q);
    (start.saturating_sub(SEEN)..start).find(|&n| {
        let claimed = scene.signal(n).filter(|(_, signal)| *signal == Signal::Claim).map(|(len, _)| len);
        let named = scene.phrase(&scene.vocabulary().stances.statement, n).map(|(len, ())| len);
        let Some(len) = named.or(claimed) else { return false };
        // "the report that named 40 officers" states nothing.
        let leads = |m: usize| {
            let that = scene.is(m, Classes::THAT) && !is_past_form(scene, m + 1);
            that || form::is_relative(scene, m) || scene.is(m, Classes::OF) && m + OF_WITHIN >= start
        };
        n + len == start || (n + len - 1..start.min(n + len + STATED_WITHIN)).any(leads)
    })
}

/// A promise of quantity `q` that nothing came of: "none of the 40 trams that were promised".
pub(super) fn inverted(scene: &Scene<'_, '_>, q: usize) -> Option<Hit> {
    let start = scene.start(q);
    let inverted = &scene.vocabulary().stances.inverted;
    let near = scene.ends_at(inverted, start).map(|(n, ())| n);
    // "Nor did the town receive the 40 beds that it was promised"
    let n = near.or_else(|| scene.phrase(inverted, 0).filter(|_| !parts(scene, 0..start)).map(|_| 0))?;
    Some(Hit { words: n..start, modality: Modality::Negated })
}

/// Whether words only call something false: "were wrong".
pub(super) fn is_falsehood(scene: &Scene<'_, '_>, words: &Range<usize>) -> bool {
    let rest = words.start + 1..words.end;
    let found =
        scene.is(words.start, Classes::COPULA) && scene.sentence.may_hold(scene.vocabulary().stances.falsehood.set());
    found && rest.into_iter().any(|n| scene.phrase(&scene.vocabulary().stances.falsehood, n).is_some())
}

/// Whether quantity `q` alone is a statement that can be false: "the 40 percent is wrong", "that 40 died is wrong"; a
/// survey found that "40 percent of the labels were wrong".
pub(super) fn is_stated(scene: &Scene<'_, '_>, q: usize) -> bool {
    let start = scene.start(q);
    start > 0 && (scene.is(start - 1, Classes::DEFINITE) || scene.is(0, Classes::THAT))
}

/// Where the first phrase of a table begins in a range of tokens.
fn first_of<T>(sentence: &Sentence<'_>, table: &Phrases<T>, range: Range<usize>) -> Option<usize> {
    if !sentence.may_hold(table.set()) {
        return None;
    }
    range.into_iter().find(|&n| sentence.phrase(table, n).is_some())
}
