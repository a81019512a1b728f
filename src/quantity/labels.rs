//! Labels: numbers that name one of a row (`page 12`, `Level 2`, `ISO 8601`, `2)`, a house number).

use super::{
    dates::integer,
    model::{Quantity, Unit},
    row::third_person,
    scan::Scan,
};
use crate::vocabulary::{number::Tag, word::Classes};

pub(super) fn leading_zero(scan: &Scan, at: usize) -> bool {
    scan.text(at).len() > 1 && scan.text(at).starts_with('0')
}

/// `page 12`, `Level 2`, `No. 5`, `§ 3`, `#4`.
pub(super) fn label(scan: &Scan, at: usize, end: usize) -> bool {
    let Some(mut before) = at.checked_sub(1) else { return false };
    if matches!(scan.sign(before), Some('#' | '§' | '№')) {
        return true;
    }
    // "pp. 12", "No. 5", "sections 3 and 4", "pages 12-15"
    for _ in 0..4 {
        let passes = scan.is_sign(before, '.')
            || scan.any(before, &[Tag::And, Tag::To, Tag::Or])
            || scan.is_sign(before, ',')
            || scan.is_dash(before)
            || scan.is_number(before) && before + 1 < at;
        if !passes || before == 0 {
            break;
        }
        before -= 1;
    }
    let abbreviated = scan.is_sign(before + 1, '.') && before + 2 == at || before + 1 == at;
    let word = scan.known(before);
    if word.is(Tag::Reference) {
        // "the section 214 families live in"
        if before + 1 == at && !scan.capital(before) && scan.counted(end) {
            return false;
        }
        // "i" and "p" are too short to stand far away.
        let far = before + 1 < at && !abbreviated;
        return !far || scan.low(before).len() >= 3 && !scan.counted(end);
    }
    if word.is(Tag::NumberSign) && abbreviated {
        return before + 1 < at || scan.capital(before);
    }
    // "our fleet numbers 640 vans"
    if word.is(Tag::NumberNoun) && before + 1 == at && scan.counted(end) && scan.is_plural(before) {
        return false;
    }
    // "46 percent of grade 2 pupils"
    let small = scan.is_number(at) && scan.text(at).len() == 1;
    if word.is(Tag::CapitalReference)
        && before + 1 == at
        && before > 0
        && small
        && scan.counted(end)
        && !scan.is_plural(before)
        && scan.classes(before - 1).any(Classes::PREPOSITION)
    {
        return true;
    }
    if word.is(Tag::NumberNoun) && before + 1 == at {
        // "open cases number 44"
        let verb = before > 0 && scan.counted(before - 1) && !scan.capital(before);
        return !verb;
    }
    if word.is(Tag::Phone) && abbreviated {
        return !scan.counted(end);
    }
    // "the helpline is 116 123"
    if before > 0
        && before + 1 == at
        && scan.tag(before - 1, Tag::Phone)
        && (scan.tag(before, Tag::Verb) || scan.is_sign(before, ':'))
    {
        return !scan.counted(end);
    }
    // "the Group of 77"
    let of = scan.tag(before, Tag::Of)
        && before > 0
        && scan.tag(before - 1, Tag::CapitalReference)
        && scan.capital(before - 1);
    if of && scan.is_number(at) && !scan.counted(end) {
        return true;
    }
    // "RFC 7807 errors", "VA 209 returns"; not "at BP 300 jobs"
    let written = scan.text(before);
    let acronym = (2..=5).contains(&written.len()) && written.bytes().all(|b| b.is_ascii_uppercase());
    let inside = before > 0 && scan.any(before - 1, &[Tag::In, Tag::At]) || before == 0;
    if before + 1 == at
        && acronym
        && !inside
        && scan.is_number(at)
        && end == at + 1
        && scan.text(at).bytes().all(|b| b.is_ascii_digit())
        && scan.vocabulary.places.find(written).is_empty()
        && !scan.vocabulary.currencies.is_code(written)
    {
        return true;
    }
    let named = scan.capital(before) || before > 0 && scan.tag(before - 1, Tag::See);
    let third_person = third_person(scan, end);
    if before + 1 != at || scan.counted(end) && !third_person {
        return false;
    }
    // "Orbit 5.1 must be installed"
    let decimal = scan.text(at).contains('.');
    let closed = scan.stop(end) || scan.tag(end, Tag::Function) && (decimal || !scan.tag(end, Tag::Verb));
    word.is(Tag::CapitalReference) && (named || closed && scan.text(at).len() <= 2)
        || proper(scan, before, end) && (closed || third_person)
}

/// A name right before a number that counts nothing: `Station 11`, `ISO 8601`. Places are no such names: a list of
/// figures has them too.
pub(super) fn proper(scan: &Scan, before: usize, end: usize) -> bool {
    let written = scan.text(before);
    let acronym = written.len() > 1 && written.chars().all(char::is_uppercase);
    let name = scan.is_word(before)
        && scan.capital(before)
        && (before > 0 || acronym)
        && !scan.any(before, &[Tag::Function, Tag::Month, Tag::BeforeYear, Tag::Counted])
        && scan.known(before).number.is_none()
        && scan.is_number(before + 1)
        && !scan.is_sign(end, '(');
    name && scan.sentence.phrase_within(&scan.vocabulary.hedges.before, before, before + 1).is_none()
        && scan.vocabulary.places.find(written).is_empty()
}

/// A letter alone behind the number: the answer to a question, `1 b, 2 d`.
pub(super) fn lettered(scan: &Scan, end: usize) -> bool {
    scan.is_word(end) && scan.text(end).len() == 1 && scan.stop(end + 1)
}

/// Takes out numbers that count a list up: `1 Lima, 2 copper, 3 Verdi`, but not `1 doctor, 2 nurses and 3 drivers`.
pub(super) fn drop_counters(scan: &Scan, found: &mut Vec<Quantity>) {
    let counter = |q: &Quantity| {
        let at = q.number.start;
        let number = integer(scan, at).filter(|_| q.unit == Unit::Bare && q.number.len() == 1 && q.hedge.is_none())?;
        let noun =
            number > 1 && (q.tokens.end..q.tokens.end + 3).take_while(|n| scan.is_word(*n)).any(|n| scan.counted(n));
        let fresh = at.checked_sub(1).is_none_or(|n| matches!(scan.sign(n), Some(',' | ';' | ':' | '.' | '(')));
        (fresh && !noun && scan.is_word(q.tokens.end)).then_some(number)
    };
    let mut at = 0;
    while at < found.len() {
        let run = found[at..].iter().map(counter).zip(1..).take_while(|(number, n)| *number == Some(*n)).count();
        if run >= 3 {
            found.drain(at..at + run);
        } else {
            at += 1;
        }
    }
}

/// `1.` and `(2)` at the beginning.
pub(super) fn list_number(scan: &Scan, at: usize, end: usize) -> bool {
    if integer(scan, at).is_none_or(|n| n > 99) {
        return false;
    }
    let closes = matches!(scan.sign(end), Some('.' | ')')) && scan.glued(end);
    // "(1) first, 2) second" inside a sentence
    if scan.is_sign(end, ')') && scan.glued(end) {
        let opened = at > 0 && scan.is_sign(at - 1, '(');
        let before = at.checked_sub(1 + usize::from(opened));
        let fresh = before.is_none_or(|n| scan.sign(n).is_some() || scan.any(n, &[Tag::And, Tag::Or]));
        if fresh && (opened || !inside_brackets(scan, at)) {
            return true;
        }
    }
    let opens = at == 1 && matches!(scan.sign(0), Some('(' | '[' | '#'));
    (at == 0 || opens) && closes && scan.len() > end + 1
}

/// Whether an opening bracket before token `at` is still open.
pub(super) fn inside_brackets(scan: &Scan, at: usize) -> bool {
    let nearest = (at.saturating_sub(30)..at).rev().find(|n| matches!(scan.sign(*n), Some('(' | ')')));
    nearest.is_some_and(|n| scan.is_sign(n, '('))
}

/// `1600 Pennsylvania Avenue`, `DC 20500`.
pub(super) fn street(scan: &Scan, at: usize, end: usize) -> bool {
    let named = (end..end + 4)
        .take_while(|n| scan.is_word(*n) && scan.capital(*n) || scan.is_sign(*n, '.'))
        .any(|n| n > end && scan.tag(n, Tag::Street));
    let zip = at > 0
        && scan.text(at).len() == 5
        && scan.text(at - 1).len() == 2
        && scan.text(at - 1).bytes().all(|b| b.is_ascii_uppercase());
    named || zip
}
