//! Corrections, between extraction and reconciliation.

use crate::{
    base::{Amount, Diagnostic, Modality},
    claim::Claim,
    config::corrections::{Action, Correction, Corrections, Matches},
};

/// A claim with its source, and whether a correction takes it out of every observation.
#[derive(Clone, Debug, PartialEq)]
pub struct Corrected {
    pub source_id: String,
    pub claim: Claim,
    pub dropped: bool,
}

/// What a correction did to one claim.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Applied {
    /// The number of the correction.
    pub correction: usize,
    pub claim_id: String,
    pub old: Option<Amount>,
    /// `None` where the claim was dropped.
    pub new: Option<Amount>,
}

/// Applies all corrections in their order, and says what each did.
///
/// # Errors
/// Corrections that no claim needs any more: none fits, or none has the expected value.
pub fn correct(claims: &mut [Corrected], corrections: &Corrections) -> Result<Vec<Applied>, Vec<Diagnostic>> {
    let mut applied = Vec::new();
    let mut expired = Vec::new();
    for (n, correction) in corrections.corrections.iter().enumerate() {
        let fit: Vec<usize> = (0..claims.len()).filter(|m| fits(&claims[*m], &correction.of)).collect();
        let needed = |m: &usize| correction.expect.is_none_or(|expect| said(&claims[*m].claim) == Some(expect));
        let needed: Vec<usize> = fit.iter().copied().filter(needed).collect();
        if needed.is_empty() {
            let line = corrections.lines.get(n).copied().unwrap_or(0);
            expired.push(gone(correction, fit.iter().map(|m| &claims[*m])).at(&corrections.path, line));
            continue;
        }
        for m in needed {
            let corrected = &mut claims[m];
            let old = said(&corrected.claim);
            apply(corrected, correction);
            let new = if corrected.dropped { None } else { said(&corrected.claim) };
            applied.push(Applied { correction: n, claim_id: corrected.claim.claim_id.clone(), old, new });
        }
    }
    if expired.is_empty() { Ok(applied) } else { Err(expired) }
}

fn said(claim: &Claim) -> Option<Amount> {
    claim.value.or(claim.low).or(claim.high)
}

fn fits(corrected: &Corrected, of: &Matches) -> bool {
    let claim = &corrected.claim;
    let is = |wanted: &Option<String>, has: Option<&str>| wanted.as_deref().is_none_or(|wanted| has == Some(wanted));
    let period = claim.period.map(|period| period.to_string());
    is(&of.claim, Some(&claim.claim_id))
        && is(&of.source, Some(&corrected.source_id))
        && is(&of.indicator, claim.indicator.as_deref())
        && is(&of.place, claim.place.as_deref())
        && is(&of.period, period.as_deref())
        && (of.claim.is_some() || claim.modality == Modality::Asserted && claim.change.is_none())
}

fn apply(corrected: &mut Corrected, correction: &Correction) {
    let claim = &mut corrected.claim;
    match correction.action {
        Action::Drop => corrected.dropped = true,
        Action::Override => {
            claim.value = correction.value;
            (claim.low, claim.high, claim.precision) = (None, None, None);
        }
        Action::Scale => {
            let scale = |amount: &mut Option<Amount>| {
                *amount = amount.and_then(|amount| amount.times(correction.factor?));
            };
            scale(&mut claim.value);
            scale(&mut claim.low);
            scale(&mut claim.high);
            scale(&mut claim.precision);
        }
        Action::Flag => {}
    }
    claim.rules.push(format!("correction.{}", correction.id).into());
}

/// The finding about a correction that nothing needs.
fn gone<'c>(correction: &Correction, fit: impl Iterator<Item = &'c Corrected>) -> Diagnostic {
    let mut now: Vec<String> = fit
        .map(|c| {
            let value = said(&c.claim).map_or_else(|| "no number".into(), |value| value.to_string());
            format!("{} says {value}", c.source_id)
        })
        .collect();
    now.sort();
    now.dedup();
    let found = if now.is_empty() { "no such claim".into() } else { now.join(", ") };
    let message = match correction.expect {
        Some(expect) => format!("correction {:?} has expired: expected {expect}, found {found}", correction.id),
        None => format!("correction {:?} has expired: it fits no claim", correction.id),
    };
    let help = "if the source was corrected, remove the correction; else adapt its `match` and `expect`";
    Diagnostic::error("expired-correction", message).help(help)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::reconcile::sample::{amount, claim};

    fn claims() -> Vec<Corrected> {
        let one = |id: &str, value: &str| Corrected {
            source_id: format!("report-{id}"),
            claim: claim(id, value),
            dropped: false,
        };
        vec![one("a", "24"), one("b", "240"), one("c", "25")]
    }

    fn corrections(text: &str) -> Corrections {
        let whole = format!(
            "[[correction]]\nid = \"typo\"\nreason = \"A zero too many.\"\nauthor = \"Ana Ruiz\"\ndate = 2024-05-02\n{text}"
        );
        Corrections::parse(&whole, "corrections.toml").expect("corrections")
    }

    fn values(claims: &[Corrected]) -> Vec<String> {
        claims.iter().map(|c| c.claim.value.map(|v| v.to_string()).unwrap_or_default()).collect()
    }

    #[test]
    fn each_action_does_what_it_says_to_the_claims_that_it_expects() {
        let of = "match = { indicator = \"ships\", place = \"CHL\", period = \"2011\" }\nexpect = 240\n";
        let mut scaled = claims();
        let applied =
            correct(&mut scaled, &corrections(&format!("action = \"scale\"\nfactor = 0.1\n{of}"))).expect("applies");
        assert_eq!(values(&scaled), ["24", "24", "25"]);
        let [done] = &applied[..] else { panic!("{applied:?}") };
        assert_eq!((done.claim_id.as_str(), done.old, done.new), ("clmb", Some(amount("240")), Some(amount("24"))));
        assert!(scaled[1].claim.rules.iter().any(|rule| rule == "correction.typo"));

        let mut replaced = claims();
        correct(&mut replaced, &corrections("action = \"override\"\nvalue = 23\nmatch = { claim = \"clmb\" }\n"))
            .expect("applies");
        assert_eq!(values(&replaced), ["24", "23", "25"]);

        let mut dropped = claims();
        let applied = correct(&mut dropped, &corrections(&format!("action = \"drop\"\n{of}"))).expect("applies");
        assert_eq!(dropped.iter().map(|c| c.dropped).collect::<Vec<_>>(), [false, true, false]);
        assert_eq!(applied[0].new, None);

        let mut flagged = claims();
        let applied = correct(&mut flagged, &corrections("action = \"flag\"\nmatch = { source = \"report-c\" }\n"))
            .expect("applies");
        assert_eq!((values(&flagged), applied[0].old), (values(&claims()), applied[0].new));
    }

    #[test]
    fn a_correction_that_nothing_needs_says_what_the_source_says_now() {
        let text = "action = \"drop\"\nmatch = { source = \"report-b\" }\nexpect = 241\n";
        let expired = correct(&mut claims(), &corrections(text)).expect_err("has expired");
        assert_eq!(expired[0].message, "correction \"typo\" has expired: expected 241, found report-b says 240");
        assert_eq!((expired[0].path.as_str(), expired[0].line), ("corrections.toml", 1));
        let text = "action = \"drop\"\nmatch = { source = \"report-x\" }\n";
        assert!(correct(&mut claims(), &corrections(text)).is_err());
    }

    #[test]
    fn what_is_wrong_with_a_correction_is_told_with_its_line() {
        let text = "[[correction]]\nid = \"7\"\naction = \"scale\"\nmatch = {}\nreason = \"x\"\nauthor = \"y\"\ndate = \"2024\"\n";
        let found = Corrections::parse(text, "corrections.toml").expect_err("is wrong");
        assert_eq!(found.iter().map(|d| d.line).collect::<Vec<_>>(), [2, 4, 3]);
        let text = "[[correction]]\nid = \"a\"\nexpected = 3\n";
        assert!(Corrections::parse(text, "corrections.toml").expect_err("is wrong")[0].message.contains("`expected`"));
    }
}
