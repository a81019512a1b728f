//! What is counted: the head noun of a quantity, and the concept around it.

use std::ops::Range;

use super::{phrase::is_verb, scene::Scene};
use crate::{
    base::Amount,
    quantity::{Size, Unit},
    text::TokenKind,
    vocabulary::{lexicon::Phrases, number::Tag, word::Classes},
};

/// The noun phrase that belongs to a quantity.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Counted {
    /// The noun in the singular: `person`.
    pub unit: String,
    /// Token index of the head noun.
    pub head: usize,
    /// From the first modifier to the head noun.
    pub phrase: Range<usize>,
    /// Whether the phrase stands directly behind the number, so that the claim's span takes it in.
    pub adjacent: bool,
    pub rule: &'static str,
}

/// The noun behind quantity `q`: `133 journalists`, `tens of thousands of overdose deaths`, `24 of the 43 hostages`.
#[must_use]
pub fn after(scene: &Scene<'_, '_>, q: usize) -> Option<Counted> {
    let quantity = &scene.quantities[q];
    // "not one case"
    let one = matches!(quantity.size, Size::Value(v) if v == Amount::ONE || v.is_zero());
    // "25 children or more": the hedge stands behind the noun.
    let parted = quantity.hedge.as_ref().is_some_and(|hedge| hedge.start > quantity.tokens.end);
    let mut at = if parted { quantity.tokens.end } else { scene.end(q) };
    if matches!(scene.sign(at), Some('-' | '‑')) && !scene.sentence.tokens[at].spaced {
        at += 1;
        if let Some(noun) = joined(scene, at) {
            return Some(noun);
        }
    }
    // "3,000 more teachers", not "400 more than last year".
    if scene.is(at, Classes::EXTRA) && !scene.is(at + 1, Classes::THAN) {
        at += 1;
    }
    // "nine out of the 40 laboratories"
    if scene.sentence.number(at, scene.vocabulary()).is(Tag::Out) && is_of(scene, at + 1) {
        at += 1;
    }
    let mut partitive = false;
    if is_of(scene, at) {
        partitive = true;
        at += 1;
        while scene.is(at, Classes::DETERMINER) {
            at += 1;
        }
        let next = scene.quantities.get(q + 1).map_or(usize::MAX, |next| next.tokens.start);
        let owner = |n: usize| scene.sentence.tokens.get(n).is_some_and(|t| t.kind == TokenKind::Possessive);
        let possessed = next > at && next <= at + 5 && owner(next - 1);
        if next == at || possessed {
            // "24 of the 43 hostages", "8,600 of the yard's 11,200 workers": the noun behind the next number.
            return after(scene, q + 1).map(|noun| Counted { adjacent: false, ..noun });
        }
        // "several hundred of us"
        if scene.is(at, Classes::PEOPLE) && !scene.start(q).checked_sub(1).is_some_and(|n| scene.is(n, Classes::COPULA))
        {
            let unit = scene.vocabulary().words.befell_unit.clone();
            return Some(Counted { unit, head: at, phrase: at..at + 1, adjacent: false, rule: "noun.people" });
        }
        if scene.is(at, Classes::PRONOUN) {
            return of_those(scene, at + 1).or_else(|| predicate(scene, at + 1));
        }
    }
    let limit = scene.quantities.get(q + 1).map_or(usize::MAX, |n| n.tokens.start);
    phrase(scene, at, one && !partitive, limit).or_else(|| predicate(scene, at))
}

/// The noun tied to a number by a hyphen: "a 400-bed hospital".
fn joined(scene: &Scene<'_, '_>, at: usize) -> Option<Counted> {
    let tied = is_open(scene, at) && !scene.sentence.tokens[at].spaced;
    let words = &scene.vocabulary().words;
    let low = scene.low(at);
    let other = scene.is_participle(at) || scene.is(at, Classes::TIME) || scene.is(at, Classes::MEASURE_WORD);
    (tied && !other && !words.noun_first).then(|| Counted {
        unit: words.singular(low),
        head: at,
        phrase: at..at + 1,
        adjacent: true,
        rule: "noun.joined",
    })
}

/// What some of those counted before are, without a verb: "112 of them minors".
fn of_those(scene: &Scene<'_, '_>, at: usize) -> Option<Counted> {
    let noun = phrase(scene, at, false, at + 4)?;
    let behind = noun.head + 1;
    let plain = scene.is_plural(noun.head) && (scene.is(behind, Classes::CLOSED) || ends(scene, behind));
    plain.then_some(Counted { adjacent: false, rule: "noun.predicate", ..noun })
}

/// The noun that a bare number is said to be: "nearly 4,000 of them are children", "five were women".
fn predicate(scene: &Scene<'_, '_>, at: usize) -> Option<Counted> {
    let copula = scene.is(at, Classes::COPULA);
    let start = at + 1;
    let noun = copula.then(|| phrase(scene, start, false, start + 4)).flatten()?;
    let behind = noun.head + 1;
    let plain = scene.is_plural(noun.head) && (scene.is(behind, Classes::CLOSED) || ends(scene, behind));
    plain.then_some(Counted { adjacent: false, rule: "noun.predicate", ..noun })
}

/// Whether quantity `q` stands behind "and" in the sentence of a passive that the quantity before it opened:
/// "three soldiers were killed and 14 wounded".
#[must_use]
pub fn joins_passive(scene: &Scene<'_, '_>, q: usize) -> bool {
    let start = scene.start(q);
    let Some(last) = q.checked_sub(1) else { return false };
    let between = scene.end(last)..start;
    start > 0
        && (scene.is(start - 1, Classes::AND) || scene.sign(start - 1) == Some(','))
        && between.len() < 12
        && between.into_iter().any(|n| scene.is(n, Classes::COPULA))
}

/// Whether quantity `q` is a part of what a pronoun stands for: "hundreds of them".
#[must_use]
pub fn of_pronoun(scene: &Scene<'_, '_>, q: usize) -> bool {
    is_of(scene, scene.end(q)) && scene.is(scene.end(q) + 1, Classes::PRONOUN)
}

/// Whether token `n` can belong to a noun phrase.
fn is_open(scene: &Scene<'_, '_>, n: usize) -> bool {
    scene.sentence.tokens.get(n).is_some_and(|t| t.kind == TokenKind::Word) && !scene.is(n, Classes::CLOSED)
}

/// Whether token `n` is a mark of punctuation or behind the end.
fn ends(scene: &Scene<'_, '_>, n: usize) -> bool {
    scene.sentence.tokens.get(n).is_none_or(|t| t.kind == TokenKind::Sign && !matches!(scene.sign(n), Some('-' | '‑')))
}

fn is_of(scene: &Scene<'_, '_>, at: usize) -> bool {
    scene.is(at, Classes::OF)
}

/// The noun phrase that starts at token `at` and ends before token `limit`. `one`: the noun is in the singular.
fn phrase(scene: &Scene<'_, '_>, at: usize, one: bool, limit: usize) -> Option<Counted> {
    let words = &scene.vocabulary().words;
    if words.noun_first {
        return first_noun(scene, at, one, limit);
    }
    let start = at;
    let (mut plural, mut last) = (None, None);
    let mut n = start;
    while n < limit.min(start + 9) {
        let Some(token) = scene.sentence.tokens.get(n) else { break };
        let low = scene.low(n);
        match token.kind {
            TokenKind::Word => {
                let classes = scene.classes(n);
                // "type A viruses"
                let letter = n > start && scene.sentence.word(n).len() == 1 && low != scene.sentence.word(n);
                // "one-way tickets", "off-grid homes"
                let tied = matches!(scene.sign(n + 1), Some('-' | '‑')) && !scene.sentence.tokens[n + 1].spaced;
                let closed = classes.any(Classes::CLOSED) && !letter && !tied;
                // "new and confirmed cases": a conjunction between modifiers; "tests and vaccines" ends at the first.
                if closed || classes.any(Classes::VERB) && plural.is_some() {
                    break;
                }
                // "the May patients"
                if scene.is_time(n) && (last.is_some() || scene.is_time(n + 1)) {
                    break;
                }
                if scene.is_participle(n) && plural.is_some() {
                    break;
                }
                // "one doctor looked after 90", "one nurse cares for 90": the verb of one
                let verb = scene.is_participle(n) || scene.is_plural(n);
                if one && verb && !is_open(scene, n + 1) && last.is_some_and(|last| !scene.is_participle(last)) {
                    break;
                }
                if scene.is_plural(n) || classes.any(Classes::UNMARKED) && !one {
                    plural = Some(n);
                } else if plural.is_some() && scene.sentence.word(n).starts_with(char::is_uppercase) {
                    break;
                }
                last = Some(n);
            }
            TokenKind::Possessive => {
                plural = None;
            }
            // "US-based", "health-care workers"
            TokenKind::Sign if matches!(low, "-" | "‑") && !token.spaced => {}
            TokenKind::Sign if matches!(low, "*" | "_" | "“" | "\"" | "‘") => {}
            _ => break,
        }
        n += 1;
    }
    // "270 metal and electrical plants": the noun stands behind the second adjective.
    let or = |n: usize| scene.sentence.number(n, scene.vocabulary()).is(Tag::Or);
    if !one && plural.is_none() && last.is_some() && (scene.is(n, Classes::AND) || or(n)) {
        let behind = (n + 1..limit.min(n + 4)).take_while(|&m| is_open(scene, m)).find(|&m| scene.is_plural(m));
        (plural, last) = (behind, behind.or(last));
    }
    let head = if one { last } else { plural }.or(last)?;
    let low = scene.low(head);
    let classes = scene.classes(head);
    // "12 percent approve and 58 disapprove", "the 7,900 forecast"
    if plural.is_none() && !one && !classes.any(Classes::BEFELL) {
        return None;
    }
    let singular = words.singular(low);
    let single = words.classes(&singular);
    // "31 others"
    if single.any(Classes::DETERMINER) {
        return None;
    }
    // "4 begins" counts nothing, and "9 Pro" is a name.
    let capital = |n: usize| scene.sentence.word(n).starts_with(char::is_uppercase);
    if single.any(Classes::NEVER_NOUN) || plural.is_none() && !one && capital(head) {
        return None;
    }
    // Spans of time have a unit of their own; here they only say how often: "251 a year".
    if classes.any(Classes::TIME) {
        return None;
    }
    if classes.any(Classes::BEFELL) && plural.is_none() {
        return Some(Counted {
            unit: words.befell_unit.clone(),
            head,
            phrase: start..head + 1,
            adjacent: false,
            rule: "noun.befell",
        });
    }
    if plural.is_none()
        && !one
        && (scene.is_participle(head)
            || classes.any(Classes::VERB)
            || scene.is(start, Classes::VERB)
            || classes.any(Classes::FILLER))
    {
        return None;
    }
    if plural.is_none()
        && !one
        && head == start
        && scene.sentence.tokens.get(start - 1).is_some_and(|_| classes.any(Classes::CLOSED))
    {
        return None;
    }
    // People named by where they come from, or by both sexes: "men and women".
    let both = scene.is(head, Classes::SEX) && (head + 1..head + 3).any(|n| scene.is(n, Classes::SEX));
    let unit = if both || plural.is_some() && scene.is_place(head) && capital(head) {
        words.befell_unit.clone()
    } else {
        singular
    };
    Some(Counted {
        unit,
        head,
        phrase: start..head + 1,
        adjacent: start == at,
        rule: if one { "noun.one" } else { "noun.after" },
    })
}

/// The first noun from token `at` on, in a language whose adjectives follow the noun; a few stand before it.
fn first_noun(scene: &Scene<'_, '_>, at: usize, one: bool, limit: usize) -> Option<Counted> {
    let words = &scene.vocabulary().words;
    let marks = |n: usize| matches!(scene.low(n), "*" | "_" | "“" | "\"" | "‘" | "«");
    let head = (at..limit.min(at + 4)).find(|&n| !scene.is(n, Classes::PRENOMINAL) && !marks(n))?;
    let low = scene.low(head);
    let classes = scene.classes(head);
    let other = classes.any(Classes::CLOSED) || classes.any(Classes::VERB) || classes.any(Classes::TIME);
    let name = !one && scene.sentence.word(head).starts_with(char::is_uppercase);
    let word = scene.sentence.tokens.get(head)?.kind == TokenKind::Word;
    if !word || other || name || scene.is_time(head) || scene.is_participle(head) || !one && !scene.is_plural(head) {
        return None;
    }
    let rule = if one { "noun.one" } else { "noun.after" };
    Some(Counted { unit: words.singular(low), head, phrase: at..head + 1, adjacent: true, rule })
}

/// The noun that a quantity without one is about: the subject before the verb, `the number of arrests rose to 587`,
/// `deaths reached 4,120`, `the death toll rose by six to 47`.
#[must_use]
pub fn before(scene: &Scene<'_, '_>, q: usize) -> Option<Counted> {
    let words = &scene.vocabulary().words;
    let clause = scene.clause(q);
    // A percentage or the size of a change in between leaves the subject as it was.
    let from = (0..q)
        .rev()
        .take_while(|&p| scene.quantities[p].tokens.end > clause.start)
        .find(|&p| scene.quantities[p].unit == Unit::Bare && super::change::of(scene, p).is_none())
        .map_or(clause.start, |p| after(scene, p).map_or(scene.quantities[p].tokens.end, |noun| noun.head + 1));
    let free = |n: usize| {
        let classes = scene.classes(n);
        scene.sentence.tokens[n].kind == TokenKind::Word
            && !scene.is_time(n)
            && !scene.is_place(n)
            && !classes.any(Classes::CLOSED)
            && !classes.any(Classes::TIME)
            && !scene.in_quantity(n)
    };
    // "each counsellor looks after 400": without another verb behind it, the word in s is the verb.
    let only_verb = |n: usize| {
        let single = n > from && free(n - 1) && !scene.is_plural(n - 1) && !scene.is(n - 1, Classes::VERBAL);
        let preposition = scene.is(n + 1, Classes::PREPOSITION) && !is_of(scene, n + 1);
        single && preposition && !scene.has_verb(n + 1..scene.start(q)) && !scene.changes(n + 1..scene.start(q))
    };
    // "auditors put it at 700", "the unions say 200,000"
    let tells = |n: usize| {
        let cues = &scene.vocabulary().cues;
        let single = |table: &Phrases<()>, n: usize| scene.phrase(table, n).is_some();
        let verb = n + 1 + usize::from(scene.is(n + 1, Classes::AUXILIARY));
        scene.phrase(&cues.producer_verb, verb).is_some() || single(&cues.producer_puts, verb)
    };
    // "puts the illicit weapons in the country at 700": the object of the verb.
    let put = |n: usize| {
        let start = (from..n).rev().take_while(|&m| free(m)).last().unwrap_or(n);
        start > 1
            && scene.is(start - 1, Classes::DEFINITE)
            && scene.phrase(&scene.vocabulary().cues.producer_puts, start - 2).is_some()
    };
    // "told reporters", "the rectors' council"
    let verbs = &scene.vocabulary().cues.producer_verb;
    let says = |n: usize| scene.sentence.phrase_within(verbs, n, n + 1).is_some();
    let owns = |n: usize| matches!(scene.low(n + 1), "'" | "’") && is_open(scene, n + 2);
    let noun = |n: usize| {
        let classes = scene.classes(n);
        free(n)
            && !classes.any(Classes::GENERIC)
            && scene.is_plural(n)
            && !classes.any(Classes::VERB)
            && !classes.any(Classes::FILLER)
            && !classes.any(Classes::TALLY)
            && !classes.any(Classes::VOLUME)
            && scene.phrase(&scene.vocabulary().cues.change, n).is_none()
            && !scene.singular_is(n, Classes::VERBAL)
            && !(n > from + 1 && says(n - 1))
            && !owns(n)
            && (!is_verb_here(scene, n) && !only_verb(n) || put(n))
    };
    // What somebody says starts behind "that": "told reporters that …".
    let gap_end = scene.start(q);
    let said = (from..gap_end).rev().find(|&n| scene.is(n, Classes::THAT) && n > from && says(n - 1));
    let from = said.map_or(from, |n| n + 1);
    let gap = from..gap_end;
    // "the number of arrests", "death toll", else the first plural.
    let of_filler = gap.clone().find(|&n| {
        noun(n)
            && (from..n)
                .rev()
                .take(4)
                .find(|&m| is_of(scene, m))
                .is_some_and(|of| of > from && scene.is(of - 1, Classes::FILLER))
    });
    // "the number of missing"
    let people = gap.clone().find(|&n| {
        n > from + 1
            && scene.is(n, Classes::BEFELL)
            && is_of(scene, n - 1)
            && scene.is(n - 2, Classes::FILLER)
            && !is_open(scene, n + 1)
    });
    if let Some(head) = people {
        let unit = words.befell_unit.clone();
        return Some(Counted { unit, head, phrase: head..head + 1, adjacent: false, rule: "noun.subject" });
    }
    let toll = || gap.clone().find(|&n| n > from && scene.is(n, Classes::TALLY) && free(n - 1)).map(|n| n - 1);
    // "a population of 480", "the average age of teachers rose from 46": what such a noun's number is in.
    // "the working-age population"
    let part = |n: usize| n > 0 && scene.sign(n - 1) == Some('-') && is_open(scene, n + 1);
    let implied =
        |n: usize| words.implied(scene.low(n)).filter(|_| !scene.is_time(n) && !scene.in_quantity(n) && !part(n));
    let named = toll().is_none().then(|| gap.clone().find_map(|n| implied(n).map(|unit| (n, unit)))).flatten();
    if let Some((head, unit)) = named.filter(|(n, _)| of_filler.is_none_or(|of| of > *n)) {
        let start = (from..head).rev().take_while(|&n| free(n) && !is_verb(scene, n)).last().unwrap_or(head);
        let (unit, rule) = (unit.to_owned(), "noun.implied");
        return Some(Counted { unit, head, phrase: start..head + 1, adjacent: false, rule });
    }
    let head = of_filler.or_else(toll).or_else(|| gap.clone().find(|&n| noun(n) && !tells(n)))?;
    // "where men had joined gangs, killings halved from sixty": the subject of the verb of change.
    let later = (head + 1..gap_end.saturating_sub(1)).rev().find(|&n| {
        let comma = (head + 1..n).rev().take(3).find(|&m| scene.sign(m) == Some(','));
        comma.is_some_and(|m| (m + 1..n).all(free))
            && noun(n)
            && (scene.phrase(&scene.vocabulary().cues.change, n + 1).is_some() || scene.in_quantity(n + 1))
    });
    let head = later.unwrap_or(head);
    let start = (from..head)
        .rev()
        .take_while(|&n| free(n) && !is_verb(scene, n) || scene.sign(n) == Some('-'))
        .last()
        .unwrap_or(head);
    // "the toll rose to 47": of deaths, whatever stands before it.
    let unit = words.tally_of(scene.low(head + 1)).map_or_else(|| words.singular(scene.low(head)), str::to_owned);
    Some(Counted { unit, head, phrase: start..head + 1, adjacent: false, rule: "noun.subject" })
}

/// The noun behind the second of two levels: "grew from 26.5 to 31.4 pupils".
#[must_use]
pub fn of_next(scene: &Scene<'_, '_>, q: usize) -> Option<Counted> {
    let next = scene.quantities.get(q + 1).filter(|next| next.unit == Unit::Bare)?;
    let cues = &scene.vocabulary().cues;
    let level = |at: usize| scene.ends_at(&cues.change_level, scene.before_filler(at)).is_some();
    let near = next.tokens.start < scene.end(q) + 6;
    let noun = (near && level(scene.start(q)) && level(scene.start(q + 1))).then(|| after(scene, q + 1)).flatten()?;
    Some(Counted { adjacent: false, ..noun })
}

/// Whether the verb before quantity `q` takes it as an object, so that its subject is not what is counted:
/// "crews cleared 66,800", "the law requires at least 3.4".
#[must_use]
pub fn is_object(scene: &Scene<'_, '_>, q: usize) -> bool {
    let Some(verb) = scene.before_filler(scene.start(q)).checked_sub(1) else { return false };
    let verb = (verb.saturating_sub(2)..=verb).rev().find(|&n| !scene.is(n, Classes::ADVERB)).unwrap_or(verb);
    let classes = scene.classes(verb);
    // "would have to complete 55,000"
    let base = verb > 0 && (scene.is(verb - 1, Classes::INFINITIVE) || scene.is(verb - 1, Classes::AUXILIARY));
    let base = base && is_open(scene, verb) && !scene.is_plural(verb);
    (base || scene.is_participle(verb) || classes.any(Classes::VERBAL) || scene.singular_is(verb, Classes::VERBAL))
        && !classes.any(Classes::LEVEL_VERB)
        && !classes.any(Classes::CLOSED)
        && scene.ends_at(&scene.vocabulary().cues.change, verb + 1).is_none()
        && !(verb > 0 && scene.is(verb - 1, Classes::COPULA))
}

/// A word in s behind a singular subject is its verb: "the ministry reports".
fn is_verb_here(scene: &Scene<'_, '_>, n: usize) -> bool {
    scene.phrase(&scene.vocabulary().cues.producer_verb, n).is_some() && scene.is(n + 1, Classes::CLOSED)
}
