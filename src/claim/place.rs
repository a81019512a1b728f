//! The place that a number is about.

use std::{collections::BTreeMap, ops::Range};

use super::{near, scene::Scene};
use crate::{
    quantity::Unit,
    vocabulary::{cue::Flow, word::Classes},
};

/// A place that a sentence names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlaceMention {
    pub tokens: Range<usize>,
    /// ISO 3166-1 alpha-3; `None` for unions of countries, continents and the world.
    pub code: Option<String>,
    /// A country or its demonym, not a part of it.
    pub whole: bool,
}

/// Beyond this cost a mention belongs to something else.
const FAR: usize = 30;

/// Where a claim's place was read from.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Found {
    pub code: Option<String>,
    pub tokens: Option<Range<usize>>,
    pub rule: &'static str,
}

/// What a document has said of places so far.
#[derive(Debug, Default)]
pub struct Memory {
    /// The flows it has spelt out, by what flows.
    flows: BTreeMap<String, String>,
    /// The place that most of its mentions name.
    pub dominant: Option<String>,
    /// The last place of the paragraph, and the paragraph's block.
    last: Option<(usize, Option<String>)>,
}

impl Memory {
    /// `mentions`: code and weight of all mentions of the document. One place is dominant where it has more than
    /// half of the weight.
    #[must_use]
    pub fn new<'c>(mentions: impl Iterator<Item = (&'c str, usize)>) -> Self {
        let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
        let mut all = 0;
        for (code, weight) in mentions {
            *counts.entry(code).or_default() += weight;
            all += weight;
        }
        let dominant = counts.iter().max_by_key(|(code, n)| (**n, std::cmp::Reverse(**code)));
        Self {
            dominant: dominant.filter(|(_, n)| **n * 2 > all).map(|(code, _)| (*code).to_owned()),
            ..Self::default()
        }
    }

    /// Remembers the only place that a sentence names.
    pub fn pass(&mut self, block: usize, place: &PlaceMention) {
        if place.code.is_some() {
            self.last = Some((block, place.code.clone()));
        }
    }

    /// Remembers what a sentence says, whether it holds a number or not.
    pub fn learn(&mut self, scene: &Scene<'_, '_>) {
        let tokens = 0..scene.sentence.tokens.len();
        if scene.places.len() > 1 {
            let spelt_out = from_to(scene, scene.places, &tokens);
            for (at, flow) in flow_words(scene, tokens) {
                let code = spelt_out.clone().or_else(|| subject_to(scene, at).filter(|_| !flow.reverse));
                if let Some(code) = code {
                    self.flows.entry(flow.key.clone()).or_insert(code);
                }
            }
        }
        let mut codes: Vec<&str> = scene.places.iter().filter_map(|p| p.code.as_deref()).collect();
        codes.sort_unstable();
        codes.dedup();
        match codes.as_slice() {
            [] => {}
            [one] => self.last = Some((scene.sentence.block, Some((*one).to_owned()))),
            _ => {
                let subject = scene.places.iter().find_map(|p| p.code.clone());
                self.last = Some((scene.sentence.block, subject));
            }
        }
    }

    /// The place of quantity `q`. `not_in`: tokens of the attribution, whose places are somebody's address.
    #[must_use]
    pub fn place(&self, scene: &Scene<'_, '_>, q: usize, not_in: Option<&Range<usize>>) -> Found {
        let clause = scene.clause(q);
        if let Some(code) = self.flow(scene, q, &clause) {
            return Found { code: Some(code), tokens: None, rule: "place.flow" };
        }
        // A rank is among the places of a region, not about it; and a number is seldom about where things come from.
        let rank = scene.quantities[q].unit == Unit::Rank;
        let cues = &scene.vocabulary().cues;
        let compared = |m: &&PlaceMention| {
            let start = skip_article_back(scene, m.tokens.start);
            !is_compared(scene, m)
                && !(m.code.is_none() && (rank || scene.ends_at(&cues.place_in, start).is_none()))
                && scene.ends_at(&cues.place_from, start).is_none()
        };
        let inside = |m: &&PlaceMention| not_in.is_none_or(|r| m.tokens.end <= r.start || m.tokens.start >= r.end);
        let best = scene
            .near_places(q)
            .iter()
            .filter(inside)
            .filter(compared)
            .map(|m| (weigh(scene, q, m), m))
            .filter(|(cost, _)| *cost < FAR)
            .min_by_key(|(cost, m)| (*cost, m.tokens.start));
        if let Some((_, best)) = best {
            let tokens = Some(best.tokens.clone());
            return match best.code {
                Some(_) => Found { code: Some(joined(scene, best)), tokens, rule: "place.named" },
                None => Found { code: None, tokens, rule: "place.region" },
            };
        }
        if let Some((block, Some(code))) = &self.last
            && *block == scene.sentence.block
            && self.dominant.is_none()
        {
            return Found { code: Some(code.clone()), tokens: None, rule: "place.paragraph" };
        }
        match &self.dominant {
            Some(code) => Found { code: Some(code.clone()), tokens: None, rule: "place.document" },
            None => Found::default(),
        }
    }

    /// A flow that the clause spells out, or names after the document spelt it out before.
    fn flow(&self, scene: &Scene<'_, '_>, q: usize, clause: &Range<usize>) -> Option<String> {
        let words = flow_words(scene, clause.clone());
        let (at, flow) = words.iter().min_by_key(|(n, _)| n.abs_diff(scene.start(q)))?;
        if let Some(code) = from_to(scene, scene.near_places(q), clause) {
            return Some(code);
        }
        let mut codes = scene.near_places(q).iter().filter(|p| clause.contains(&p.tokens.start) && p.whole);
        let (first, second) = (codes.next(), codes.next());
        let known = self.flows.get(&flow.key);
        match (first, second) {
            (None, _) => known.cloned(),
            (Some(one), None) if !flow.reverse && leads_to(scene, one) => {
                // "exports to Kenya", in a document about Uganda.
                let to = one.code.as_deref()?;
                let last = self.last.as_ref().filter(|(block, _)| *block == scene.sentence.block);
                let from = self.dominant.as_deref().or_else(|| last.and_then(|(_, code)| code.as_deref()))?;
                (from != to).then(|| format!("{from}>{to}"))
            }
            (Some(one), None) => {
                // "Mexico extradited 58 people", after "extraditions from Mexico to the United States".
                let code = one.code.as_deref()?;
                known.filter(|k| k.split('>').any(|c| c == code)).cloned()
            }
            (Some(a), Some(b)) => {
                let (a_code, b_code) = (a.code.as_deref()?, b.code.as_deref()?);
                if a_code == b_code {
                    return None;
                }
                // "Mexican exports" beside another country; "US funds for cooperation with Mexico".
                let beside = |m: &PlaceMention| m.tokens.end <= *at && *at - m.tokens.end <= 1;
                let cues = &scene.vocabulary().cues;
                let goes_to = |m: &PlaceMention| {
                    let before = skip_article_back(scene, m.tokens.start);
                    scene.ends_at(&cues.place_to, before).is_some() || scene.ends_at(&cues.place_with, before).is_some()
                };
                let (from, to) = if beside(b) || goes_to(a) && !goes_to(b) {
                    (b_code, a_code)
                } else if beside(a) || goes_to(b) {
                    (a_code, b_code)
                } else {
                    return None;
                };
                Some(if flow.reverse { format!("{to}>{from}") } else { format!("{from}>{to}") })
            }
        }
    }
}

fn leads_to(scene: &Scene<'_, '_>, mention: &PlaceMention) -> bool {
    let start = skip_article_back(scene, mention.tokens.start);
    scene.ends_at(&scene.vocabulary().cues.place_to, start).is_some()
}

fn flow_words<'s>(scene: &Scene<'s, '_>, range: Range<usize>) -> Vec<(usize, &'s Flow)> {
    let table = &scene.vocabulary().cues.flow;
    range.filter_map(|n| table.longest(|ahead| scene.low(n + ahead)).map(|(_, flow)| (n, flow))).collect()
}

/// Only compared with: "than in Zambia", "as long as in Chile", "compared with Peru".
fn is_compared(scene: &Scene<'_, '_>, mention: &PlaceMention) -> bool {
    let start = skip_article_back(scene, mention.tokens.start);
    let led = scene.ends_at(&scene.vocabulary().cues.place_in, start).map_or(start, |(n, ())| n);
    scene.ends_at(&scene.vocabulary().cues.compared_with, led).is_some()
        || scene.ends_at(&scene.vocabulary().cues.compared_with, start).is_some()
}

fn skip_article_back(scene: &Scene<'_, '_>, at: usize) -> usize {
    if at > 0 && scene.is(at - 1, Classes::DETERMINER) { at - 1 } else { at }
}

/// `from A to B`, or `into B from A`, within a range of tokens.
fn from_to(scene: &Scene<'_, '_>, places: &[PlaceMention], range: &Range<usize>) -> Option<String> {
    let cues = &scene.vocabulary().cues;
    let led = |m: &PlaceMention, table| scene.ends_at(table, skip_article_back(scene, m.tokens.start)).is_some();
    let within = |m: &&PlaceMention| range.contains(&m.tokens.start) && m.whole && m.code.is_some();
    let from = places.iter().filter(within).find(|m| led(m, &cues.place_from))?;
    let near = |m: &&PlaceMention| m.tokens.start.abs_diff(from.tokens.start) < 10;
    let to = places.iter().filter(within).filter(near).find(|m| m.code != from.code && led(m, &cues.place_to))?;
    Some(format!("{}>{}", from.code.as_deref()?, to.code.as_deref()?))
}

/// `Mexico extradited 211 individuals to the United States`: from the subject before the word at token `at` to the place
/// behind it that the text leads to.
fn subject_to(scene: &Scene<'_, '_>, at: usize) -> Option<String> {
    let whole = |m: &&PlaceMention| m.whole && m.code.is_some();
    let from = scene.places.iter().filter(whole).rfind(|m| m.tokens.end <= at && at - m.tokens.end <= 3)?;
    let to = scene
        .places
        .iter()
        .filter(whole)
        .find(|m| m.tokens.start > at && m.tokens.start < at + 12 && m.code != from.code && leads_to(scene, m))?;
    Some(format!("{}>{}", from.code.as_deref()?, to.code.as_deref()?))
}

/// The cost of a mention; cheaper with a preposition of place before it.
fn weigh(scene: &Scene<'_, '_>, q: usize, mention: &PlaceMention) -> usize {
    let led =
        scene.ends_at(&scene.vocabulary().cues.place_in, skip_article_back(scene, mention.tokens.start)).is_some();
    near::cost(scene, q, &mention.tokens) + if led { 0 } else { 3 }
}

/// The codes of a list of places that `mention` stands in, in alphabetical order: `CAN+MEX+USA`.
fn joined(scene: &Scene<'_, '_>, mention: &PlaceMention) -> String {
    let mut codes: Vec<&str> = mention.code.as_deref().into_iter().collect();
    let Ok(at) = scene.places.binary_search_by_key(&mention.tokens.start, |m| m.tokens.start) else {
        return codes.concat();
    };
    let listed = |a: &PlaceMention, b: &PlaceMention| {
        let link = |n: usize| scene.low(n) == "," || scene.is(n, Classes::AND) || scene.is(n, Classes::ARTICLE);
        a.tokens.end < b.tokens.start && (a.tokens.end..b.tokens.start).all(link)
    };
    for n in at + 1..scene.places.len() {
        if !listed(&scene.places[n - 1], &scene.places[n]) {
            break;
        }
        codes.extend(scene.places[n].code.as_deref());
    }
    for n in (0..at).rev() {
        if !listed(&scene.places[n], &scene.places[n + 1]) {
            break;
        }
        codes.extend(scene.places[n].code.as_deref());
    }
    codes.sort_unstable();
    codes.dedup();
    codes.join("+")
}
