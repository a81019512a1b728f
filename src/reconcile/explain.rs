//! Sentences for readers.

use super::{
    compare::Member,
    model::Status,
    observe::{Statement as _, Verdict},
};
use crate::{
    base::{Amount, Comparator},
    claim::Claim,
};

/// How many of the disagreeing claims a sentence names.
const NAMED: usize = 3;

/// How an observation came about: `24 (3 of 4 independent origins); 29 (Yearbook) differs.`
#[must_use]
pub fn observation(members: &[Member<'_>], verdict: &Verdict) -> String {
    let preferred = &members[verdict.preferred];
    let said = stated(preferred);
    if verdict.status == Status::SingleSource {
        return format!("{said}, from one origin ({}).", title(preferred));
    }
    let of = verdict.voters.len();
    let origins = format!("{said} ({} of {of} independent origins)", verdict.votes);
    let others: Vec<_> = verdict
        .voters
        .iter()
        .map(|n| &members[*n])
        .filter(|m| m.widest().meet(preferred.widest()).is_none())
        .map(|m| format!("{} ({})", stated(m), title(m)))
        .collect();
    match verdict.status {
        Status::Agreed => format!("{origins}."),
        Status::Conflicting if !others.is_empty() => {
            let more = match others.len().saturating_sub(NAMED) {
                0 => String::new(),
                n => format!(" and {n} more"),
            };
            let named = others.iter().take(NAMED).cloned().collect::<Vec<_>>().join(", ");
            let verb = if others.len() == 1 { "differs" } else { "differ" };
            format!("{origins}; {named}{more} {verb}.")
        }
        Status::Conflicting => format!("{origins}; others differ among themselves."),
        _ => format!("{origins}; the others allow it within rounding and tolerance."),
    }
}

/// A claim's number as a reader says it: `more than 70,000`, `8 to 10`, `33.3 %`.
#[must_use]
pub fn said(claim: &Claim) -> String {
    let words = match claim.comparator {
        Comparator::Equal => "",
        Comparator::About => "about ",
        Comparator::Nearly => "nearly ",
        Comparator::MoreThan => "more than ",
        Comparator::AtLeast => "at least ",
        Comparator::LessThan => "less than ",
        Comparator::AtMost => "at most ",
    };
    let number = match (claim.value, claim.low, claim.high) {
        (Some(value), _, _) => number(value),
        (None, Some(low), Some(high)) => format!("{} to {}", number(low), number(high)),
        (None, Some(low), None) => format!("{} or more", number(low)),
        (None, None, Some(high)) => format!("up to {}", number(high)),
        (None, None, None) => String::new(),
    };
    let percent = if claim.unit == "percent" { " %" } else { "" };
    format!("{words}{number}{percent}")
}

/// With commas between groups of three digits, from five digits on (`2011` stays).
#[must_use]
pub fn number(amount: Amount) -> String {
    let text = amount.to_string();
    let (sign, rest) = text.split_at(usize::from(text.starts_with('-')));
    let (whole, fraction) = rest.find('.').map_or((rest, ""), |dot| rest.split_at(dot));
    if whole.len() < 5 {
        return text;
    }
    let mut grouped = String::with_capacity(whole.len() * 4 / 3 + 1);
    for (n, digit) in whole.chars().enumerate() {
        if n > 0 && (whole.len() - n).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    format!("{sign}{grouped}{fraction}")
}

/// The document's title, its id where it has none.
#[must_use]
pub fn title<'m>(member: &'m Member<'_>) -> &'m str {
    if member.source.title.is_empty() { &member.source.source_id } else { &member.source.title }
}

/// The claim in a sentence: `24 (Bulletin, citing Ministry of Health)`.
#[must_use]
pub fn cited(member: &Member<'_>) -> String {
    let citing = match member.claim.attribution.as_deref() {
        Some(who) if !who.is_empty() => format!(", citing {who}"),
        _ => String::new(),
    };
    format!("{} ({}{citing})", stated(member), title(member))
}

/// What the claim says, with its unit where that is not the observation's.
#[must_use]
pub fn stated(member: &Member<'_>) -> String {
    let said = said(member.claim);
    if member.converted { format!("{said} {}", member.claim.unit) } else { said }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::reconcile::sample::amount;

    #[test]
    fn numbers_are_grouped_from_five_digits_on() {
        for (plain, grouped) in
            [("2011", "2011"), ("70612", "70,612"), ("-1234567.5", "-1,234,567.5"), ("0.12345", "0.12345")]
        {
            assert_eq!(number(amount(plain)), grouped);
        }
    }
}
