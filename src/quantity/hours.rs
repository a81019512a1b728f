//! Times of the day without a colon: `from 8 to 4` on weekdays, `six sharp`, `vespers at 6`, `half past seven`.

use super::{dates::unit_behind, exchange, money, scan::Scan};
use crate::vocabulary::{
    number::{NumberWord, Tag},
    word::Classes,
};

/// How many tokens around a range of hours are looked at for what makes it one.
const NEAR: usize = 7;

/// The end of the time, or the range of times, that starts at token `at`.
pub(super) fn hours(scan: &Scan, at: usize) -> Option<usize> {
    hour(scan, at)?;
    if is_price(scan, at) {
        return None;
    }
    let numbers = &scan.vocabulary.numbers;
    if let Some((length, ())) = scan.phrase(&numbers.hour_behind, at + 1) {
        return leads(scan, at).then_some(at + 1 + length);
    }
    let told = |n: usize| at >= n && scan.phrase(&numbers.hour_before, at - n).is_some_and(|(length, ())| length == n);
    if bare(scan, at + 1) && (1..4).any(told) {
        return Some(at + 1);
    }
    range(scan, at).or_else(|| at_hour(scan, at)).or_else(|| told_by_company(scan, at))
}

/// `until six on Tuesday`, `the 8.12 to Crewe`, `20.15 News` at the beginning of a line.
fn told_by_company(scan: &Scan, at: usize) -> Option<usize> {
    let end = at + 1;
    let day =
        (end..end + 2).find(|n| scan.tag(*n, Tag::Weekday)).filter(|n| bare(scan, end) && !scan.stop(end) && *n > at);
    let before = at.checked_sub(1);
    if day.is_some()
        && before.is_some_and(|n| scan.any(n, &[Tag::At, Tag::By, Tag::From, Tag::Around]))
        && leads(scan, at)
    {
        return Some(end);
    }
    let minutes = scan.text(at).contains('.') && !scan.text(at).starts_with('0');
    let named = |n: usize| scan.is_word(n) && scan.capital(n);
    let opens = before.is_none() && named(end) && !unit_behind(scan, end);
    let travels =
        before.is_some_and(|n| scan.tag(n, Tag::The)) && scan.any(end, &[Tag::To, Tag::From]) && named(end + 1);
    (minutes && (opens || travels)).then_some(end)
}

/// Whether a currency is spoken of just before: `the rand closed at 18.42 on Friday`, `USD/ZAR ended at 18.42`.
fn is_price(scan: &Scan, at: usize) -> bool {
    let decimals = || scan.text(at).contains('.');
    decimals()
        && (at.saturating_sub(NEAR)..at)
            .any(|n| exchange::pair(scan, n).is_some() || money::whole_name(scan, n).is_some())
}

/// Whether token `n` can be an hour of the day: `8`, `6.05`, `seven`.
fn hour(scan: &Scan, n: usize) -> Option<()> {
    if let Some(NumberWord::Cardinal(h @ 1..=12)) = scan.known(n).number {
        return (h > 0).then_some(());
    }
    if !scan.is_number(n) || scan.text(n).len() > 5 {
        return None;
    }
    let (hours, minutes) = scan.text(n).split_once('.').unwrap_or((scan.text(n), "00"));
    (hours.parse::<u8>().is_ok_and(|h| h <= 24) && minutes.len() == 2 && minutes < "60").then_some(())
}

/// A word before the number that a time can stand behind, and no change that leads to a level.
fn leads(scan: &Scan, at: usize) -> bool {
    let Some(before) = at.checked_sub(1) else { return false };
    let joint = scan.any(before, &[Tag::At, Tag::By, Tag::From, Tag::To, Tag::Between, Tag::And, Tag::Or, Tag::Around]);
    joint && (scan.tag(before, Tag::At) || !(at.saturating_sub(NEAR)..at).any(|n| scan.tag(n, Tag::Move)))
}

/// Nothing that the number could count follows.
fn bare(scan: &Scan, n: usize) -> bool {
    let function = scan.tag(n, Tag::Function) && !scan.any(n, &[Tag::Verb, Tag::Of]);
    scan.stop(n) || function || scan.tag(n, Tag::Weekday) || scan.classes(n).any(Classes::ADVERB)
}

/// `from 8 to 4`, `between 9 and 11`, `10-5`, `six until noon`, where opening or a day of the week is spoken of.
fn range(scan: &Scan, at: usize) -> Option<usize> {
    let joint = at + 1;
    let between = at > 0 && scan.tag(at - 1, Tag::Between) && scan.tag(joint, Tag::And);
    (between || scan.tag(joint, Tag::To) || scan.is_dash(joint)).then_some(())?;
    let end = joint + 2;
    if scan.tag(joint + 1, Tag::Noon) {
        return Some(end);
    }
    hour(scan, joint + 1)?;
    let told = |n: usize| scan.any(n, &[Tag::Weekday, Tag::Opens]);
    let before = at.saturating_sub(NEAR)..at;
    let moved = before.clone().any(|n| scan.tag(n, Tag::Move) && !scan.tag(n, Tag::Opens));
    let behind = (end..end + 3).any(|n| scan.tag(n, Tag::Weekday));
    (!moved && bare(scan, end) && (behind || before.into_iter().any(told))).then_some(end)
}

/// `vespers at 6`, `begins at 6.05`: nothing before says that a level stands there.
fn at_hour(scan: &Scan, at: usize) -> Option<usize> {
    let before = at.checked_sub(2).filter(|n| scan.tag(n + 1, Tag::At))?;
    // "AF 1680 at 10"
    let subject = scan.is_word(before) || scan.is_number(before) && before > 0 && scan.capital(before - 1);
    let opens = (before.saturating_sub(1)..=before).any(|n| scan.tag(n, Tag::Opens));
    let level = |n: usize| scan.any(n, &[Tag::LevelAt, Tag::Move, Tag::Estimate]) || scan.is_participle(n);
    let near = before.saturating_sub(3)..=before;
    let fits = if scan.text(at).contains('.') {
        opens && !near.into_iter().any(|n| scan.tag(n, Tag::LevelAt))
    } else {
        opens || !near.into_iter().any(level)
    };
    let mut end = at + 1;
    if scan.tag(end, Tag::And) && hour(scan, end + 1).is_some() && bare(scan, end + 2) {
        end += 2;
    }
    let year = scan.tag(end, Tag::In) && scan.text(end + 1).len() == 4 && scan.is_number(end + 1);
    let closes = scan.stop(end) && !scan.is_sign(end, '(') || scan.any(end, &[Tag::Weekday, Tag::In]) && !year;
    (subject && fits && closes).then_some(end)
}

/// `98.3 FM`, `98.3 to 101.7 FM`: the frequency of a station.
pub(super) fn frequency(scan: &Scan, at: usize) -> Option<usize> {
    let mut end = at + 1;
    while scan.is_number(end - 1) && end < at + 6 {
        if scan.tag(end, Tag::Band) && scan.capital(end) {
            return Some(end + 1);
        }
        let joint = scan.any(end, &[Tag::And, Tag::Or, Tag::To]) || scan.is_sign(end, ',');
        end = if joint { end + 2 } else { return None };
    }
    None
}
