//! Hedges: what stands beside a number and says how it is to be taken.

use std::ops::Range;

use super::{
    model::{Quantity, Unit},
    scan::Scan,
};
use crate::{
    base::Comparator,
    vocabulary::{hedge::Hedge, number::Tag, unit::Measured},
};

/// The hedge that ends right before token `at`, with its tokens, none of them before `floor`.
pub(super) fn before<'s>(scan: &'s Scan, at: usize, floor: usize) -> Option<(Range<usize>, &'s Hedge)> {
    let phrases = &scan.vocabulary.hedges.before;
    let back = |n: usize| at.checked_sub(n + 1).filter(|index| *index >= floor).unwrap_or(usize::MAX);
    let first = at.checked_sub(1).filter(|last| *last >= floor)?;
    if !scan.sentence.begins(phrases.set(), first) {
        return None;
    }
    let (length, hedge) = phrases.longest_by(|n| scan.sentence.key(back(n)), |n| scan.low(back(n)))?;
    Some((at - length..at, hedge))
}

/// Gives a quantity the hedge beside it. `floor` is the end of the quantity before.
pub(super) fn apply(scan: &Scan, quantity: &mut Quantity, floor: usize) {
    if let Some((range, hedge)) = nearest(scan, quantity, floor) {
        quantity.comparator = if negated(scan, range.start, floor) {
            quantity.rules.push("hedge.negated".into());
            not(hedge.comparator)
        } else {
            hedge.comparator
        };
        quantity.rules.push(hedge.rule.clone().into());
        quantity.hedge = Some(range);
    }
    if let Some((range, hedge)) = after(scan, quantity) {
        // "at least 40 or so" stays a bound; "about 500 or more" becomes one.
        let bound = !matches!(hedge.comparator, Comparator::About);
        if quantity.hedge.is_none() || quantity.comparator == Comparator::Equal || bound {
            quantity.comparator = hedge.comparator;
            quantity.rules.push(hedge.rule.clone().into());
            quantity.hedge.get_or_insert(range);
        }
    }
}

/// Whether the verb before a hedge is denied: `no class should have more than 26`.
fn negated(scan: &Scan, at: usize, floor: usize) -> bool {
    let ends = |n: &usize| scan.stop(*n) || scan.is_sign(*n, ',') || scan.tag(*n, Tag::NegationEnd);
    let mut behind = (floor.max(at.saturating_sub(8))..at).rev().take_while(|n| !ends(n));
    scan.is_word(at) && behind.any(|n| scan.tag(n, Tag::Negation))
}

/// What is said by denying a bound.
fn not(comparator: Comparator) -> Comparator {
    match comparator {
        Comparator::MoreThan => Comparator::AtMost,
        Comparator::LessThan => Comparator::AtLeast,
        other => other,
    }
}

/// The nearest hedge before that says something; articles and words that leave the number plain are read over.
fn nearest<'s>(scan: &'s Scan, quantity: &Quantity, floor: usize) -> Option<(Range<usize>, &'s Hedge)> {
    let mut at = quantity.tokens.start;
    for _ in 0..3 {
        if let Some((range, hedge)) = before(scan, at, floor) {
            if hedge.comparator != Comparator::Equal {
                // "carries 3,000 megawatts over 1,342 km"
                let across = hedge.not_behind_amount && floor > 0 && range.start == floor && is_measure(quantity);
                let amount = !hedge.of_amount || quantity.unit != Unit::Bare;
                return (!across && amount && is_hedge(scan, &range, hedge)).then_some((range, hedge));
            }
            at = range.start;
            continue;
        }
        let last = at.checked_sub(1).filter(|n| *n >= floor)?;
        let mark = scan.tag(last, Tag::The) && is_mark(scan, quantity.tokens.end);
        if scan.any(last, &[Tag::A, Tag::Between, Tag::NumberArticle]) || mark || scan.tag(last, Tag::Additional) {
            at = last;
        } else {
            return None;
        }
    }
    None
}

fn is_measure(quantity: &Quantity) -> bool {
    matches!(quantity.unit, Unit::Measure { .. })
}

/// `over the 2 million mark`: the threshold itself.
fn is_mark(scan: &Scan, end: usize) -> bool {
    scan.tag(end, Tag::Threshold) || scan.is_hyphen(end) && scan.tag(end + 1, Tag::Threshold)
}

/// Whether the phrase belongs to the number, not to the verb before it.
fn is_hedge(scan: &Scan, range: &Range<usize>, hedge: &Hedge) -> bool {
    if !hedge.not_behind_move {
        return true;
    }
    // "went up to 587", "rose by a tenth, up to 587"
    let comma = range.start > 0 && scan.is_sign(range.start - 1, ',');
    let far = if comma { range.start.saturating_sub(14) } else { range.start.saturating_sub(1) };
    !(far..range.start).any(|n| scan.tag(n, Tag::Motion))
}

fn after<'s>(scan: &'s Scan, quantity: &Quantity) -> Option<(Range<usize>, &'s Hedge)> {
    let phrases = &scan.vocabulary.hedges.after;
    let at_number = quantity.number.end;
    let found = |at: usize| {
        let (length, hedge) = scan.phrase(phrases, at)?;
        Some((at..at + length, hedge))
    };
    // "40 or so people", "forty-odd villages"; "65 years and over", "$5 million or more"
    let behind_unit = found(quantity.tokens.end);
    let behind_number = if at_number == quantity.tokens.end { None } else { found(at_number) };
    let behind_noun = || {
        // "40 people or more": one word between, which is no verb.
        let noun = quantity.tokens.end;
        (scan.is_word(noun) && !scan.tag(noun, Tag::Function)).then(|| found(noun + 1)).flatten()
    };
    let plus = |hit: &(Range<usize>, &Hedge)| {
        // A plus sign belongs to the number it touches; "at least" before another number belongs to that one.
        let sign = scan.sign(hit.0.start).is_some();
        let next = hit.0.end;
        let opens = scan.is_number(next) || scan.known(next).number.is_some();
        let unit_next = matches!(scan.phrase(&scan.vocabulary.units.names, next), Some((_, Measured::Unit(_))));
        // "40 schools and up to 300 houses": the "to" belongs to the next number.
        let goes_on = scan.tag(next, Tag::To) && scan.is_word(next - 1) && hit.0.len() > 1;
        (!sign || scan.glued(hit.0.start))
            && (!opens || unit_next)
            && !goes_on
            && !scan.any(next, &[Tag::Than, Tag::Or])
    };
    behind_unit.or(behind_number).or_else(behind_noun).filter(plus)
}

/// Hedges that hold for more than their own number: a list's first hedge for the list, and what is said to be an
/// estimate for all its clause.
pub(super) fn carry(scan: &Scan, quantities: &mut [Quantity]) {
    for n in 0..quantities.len() {
        if quantities[n].comparator == Comparator::Equal && quantities[n].hedge.is_none() {
            let floor = n.checked_sub(1).map_or(0, |p| quantities[p].tokens.end);
            let next = quantities.get(n + 1).map_or(usize::MAX, |next| next.tokens.start);
            let tokens = quantities[n].tokens.clone();
            let found = estimate(scan, tokens.start, floor)
                .or_else(|| put_at(scan, tokens.start))
                .or_else(|| if n == 0 { opening(scan, tokens.start) } else { None })
                .or_else(|| estimated_behind(scan, tokens.end, next));
            if let Some(range) = found {
                let quantity = &mut quantities[n];
                quantity.comparator = Comparator::About;
                quantity.hedge = Some(range);
                quantity.rules.push("hedge.estimate".into());
                continue;
            }
        }
        let Some(previous) = n.checked_sub(1) else { continue };
        let from = &quantities[previous];
        let carried = from.hedge.as_ref().is_some_and(|h| h.end <= from.tokens.start)
            || from.rules.iter().any(|r| r == "hedge.carried");
        let comparator = from.comparator;
        if carried
            && comparator != Comparator::Equal
            && quantities[n].hedge.is_none()
            && !is_part(from, &quantities[n])
            && !is_relation(from, &quantities[n])
            && coordinated(scan, from.tokens.end, quantities[n].tokens.start)
        {
            quantities[n].comparator = comparator;
            quantities[n].rules.push("hedge.carried".into());
        }
    }
}

/// Whether the second is a part of the first: "more than 300 schools, half of them".
fn is_part(first: &Quantity, second: &Quantity) -> bool {
    second.unit == Unit::Percent && first.unit != Unit::Percent
}

/// Whether the second only compares: "upward of 25,000 people, twice as many as the police".
fn is_relation(first: &Quantity, second: &Quantity) -> bool {
    matches!(second.unit, Unit::Times | Unit::Rank) && first.unit != second.unit
}

/// Whether between two quantities only the first one's noun and a comma or `and` stand.
pub(super) fn coordinated(scan: &Scan, end: usize, start: usize) -> bool {
    if start <= end || start - end > 6 {
        return false;
    }
    let mut joint = start;
    if scan.any(joint - 1, &[Tag::And, Tag::Or]) {
        joint -= 1;
    }
    if joint > end && scan.is_sign(joint - 1, ',') {
        joint -= 1;
    }
    joint < start
        && (end..joint).all(|n| {
            scan.is_word(n) && (!scan.any(n, &[Tag::Function, Tag::Verb]) || scan.tag(n, Tag::Of)) || scan.is_hyphen(n)
        })
}

/// The word that makes the number at `start` an estimate: `it is estimated that only 1%`, `estimates put it at`.
fn estimate(scan: &Scan, start: usize, floor: usize) -> Option<Range<usize>> {
    let low = floor.max(start.saturating_sub(10));
    let found = (low..start)
        .rev()
        .take_while(|n| !matches!(scan.sign(*n), Some(';' | ':' | '(' | ')' | ',' | '"' | '“' | '”')))
        .find(|n| scan.tag(*n, Tag::Estimate))?;
    // "estimates that", "estimated at", "estimate of", "estimates put": the number is what is estimated.
    let next = found + 1;
    let leads = scan.tag(next, Tag::EstimateLink) || next == start;
    leads.then_some(found..found + 1)
}

/// "by the ministry's estimate, 40 percent", "estimates from the hospitals put the number of cases at 40".
fn put_at(scan: &Scan, start: usize) -> Option<Range<usize>> {
    let before = start.checked_sub(2)?;
    if scan.is_sign(start - 1, ',') && scan.tag(before, Tag::Estimate) {
        return Some(before..before + 1);
    }
    if !scan.tag(start - 1, Tag::At) {
        return None;
    }
    let puts = |n: &usize| scan.tag(*n, Tag::EstimateLink) && !scan.tag(*n, Tag::Function);
    let low = start.saturating_sub(25);
    let put = (low..before).rev().take_while(|n| !scan.stop(*n)).find(puts)?;
    let found = (low..put).rev().take_while(|n| !scan.stop(*n)).find(|n| scan.tag(*n, Tag::Estimate))?;
    Some(found..found + 1)
}

/// "According to some estimates, since 2006, 40 have died": an estimate that opens the sentence, before any verb.
fn opening(scan: &Scan, start: usize) -> Option<Range<usize>> {
    let comma = (1..start.min(10)).find(|n| scan.is_sign(*n, ','))?;
    let opens =
        scan.tag(comma - 1, Tag::Estimate) && (0..comma - 1).all(|n| scan.is_word(n) && !scan.tag(n, Tag::Verb));
    // Up to the first number only, of a clause that names nothing else before it.
    let near = (comma + 1..start).filter(|n| scan.is_sign(*n, ',')).count() <= 1;
    (opens && near).then_some(comma - 1..comma)
}

/// "40 percent this year, the ministry estimates."
fn estimated_behind(scan: &Scan, end: usize, next: usize) -> Option<Range<usize>> {
    let comma = (end..next.min(end + 10)).find(|n| scan.is_sign(*n, ','))?;
    let found =
        (comma + 1..next.min(comma + 8)).take_while(|n| scan.is_word(*n)).find(|n| scan.tag(*n, Tag::Estimate))?;
    let ends = found + 1 >= scan.len() || scan.sign(found + 1).is_some();
    ends.then_some(found..found + 1)
}
