//! Which of the project's indicators a claim belongs to.

use super::{ellipsis, model::Claim, scene::Scene};
use crate::{
    base::{Kind, Modality},
    config::{Indicator, indicator::Within},
    vocabulary::{PlaceKind, Places, conversion},
};

/// The texts an indicator's words are looked for in, all in lower case.
struct Texts<'t> {
    concept: &'t str,
    /// The part of the sentence that belongs to this number and no other.
    own: &'t str,
    /// What a number before it says for it too: "seized 163 boats in 2019 and 208 in 2020".
    shared: &'t str,
    clause: &'t str,
    sentence: &'t str,
}

/// The indicator that fits the claim of quantity `q` best: the first group of its words in the concept itself before elsewhere, then
/// the one with the most groups, then the first of the project.
#[must_use]
pub(super) fn of<'i>(
    scene: &Scene<'_, '_>,
    q: usize,
    claim: &Claim,
    indicators: &'i [Indicator],
) -> Option<&'i Indicator> {
    let sentence = scene.sentence;
    let texts = Texts {
        concept: &claim.concept.to_lowercase(),
        own: sentence.low_range(scene.territory(q)),
        shared: sentence.low_range(ellipsis::shared(scene, q)),
        clause: sentence.low_range(scene.clause(q)),
        sentence: &sentence.lower,
    };
    let mut best: Option<((bool, usize), &Indicator)> = None;
    for indicator in indicators {
        if let Some(fit) = fit(claim, &texts, indicator)
            && best.is_none_or(|(before, _)| fit > before)
        {
            best = Some((fit, indicator));
        }
    }
    best.map(|(_, indicator)| indicator).filter(|_| !is_regional(claim, &scene.vocabulary().places))
}

/// How well an indicator fits a claim, where it does: whether the concept holds its first group, and how many groups
/// it has.
fn fit(claim: &Claim, texts: &Texts<'_>, indicator: &Indicator) -> Option<(bool, usize)> {
    if !claim.core || claim.change.is_some() || claim.modality == Modality::Negated || claim.kind != indicator.kind {
        return None;
    }
    let unit = claim.unit == indicator.unit
        || claim.kind == Kind::Count && indicator.nouns.contains(&claim.unit)
        || claim.kind != Kind::Count && conversion::between(&claim.unit, &indicator.unit).is_some();
    let place = indicator.places.is_empty()
        || claim
            .place
            .as_ref()
            .is_none_or(|place| indicator.places.iter().any(|p| p == place || part_of_flow(place, p)));
    if !unit || !place {
        return None;
    }
    let Texts { concept, own, shared, clause, sentence } = *texts;
    let (narrow, wide) = match indicator.within {
        Within::Concept => (&[concept][..], &[concept][..]),
        Within::Clause => (&[concept, own, shared][..], &[concept, own, shared, clause][..]),
        Within::Sentence => (&[concept, own, shared][..], &[concept, sentence][..]),
    };
    let any = |words: &[String], texts: &[&str]| words.iter().any(|w| texts.iter().any(|t| holds(t, w)));
    // The first group tells this indicator from its neighbours, so it must stand beside the number itself; the
    // others may stand anywhere in the clause or sentence.
    let (first, rest) = indicator.all.split_first()?;
    let fits = any(first, narrow) && rest.iter().all(|group| any(group, wide)) && !any(&indicator.none, narrow);
    fits.then(|| (any(first, &[texts.concept]), indicator.all.len()))
}

/// Whether the claim is about a part of a country only: an indicator follows whole countries.
fn is_regional(claim: &Claim, places: &Places) -> bool {
    let named = places.find(&claim.place_text);
    !named.is_empty() && named.iter().all(|mention| mention.kind == PlaceKind::Subnational)
}

/// A claim placed in one end of the indicator's flow, as the text often names only one.
fn part_of_flow(place: &str, flow: &str) -> bool {
    !place.contains('>') && flow.split('>').any(|end| end == place) && flow.contains('>')
}

/// Whether `text` holds a word that starts with `stem` (or a run of words, for a phrase).
fn holds(text: &str, stem: &str) -> bool {
    text.match_indices(stem).any(|(at, _)| !text[..at].ends_with(char::is_alphanumeric))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stems_match_at_the_start_of_words_only() {
        assert!(holds("the overdose deaths", "overdos") && holds("drug-related deaths", "related death"));
        assert!(!holds("a retraced path", "trace"));
    }
}
