//! Flows: `MEX>USA` where the text says that something goes from one place to another.

use std::ops::Range;

use super::{Memory, PlaceMention, lead::phrase_start};
use crate::{
    claim::scene::Scene,
    vocabulary::{cue::Flow, word::Classes},
};

/// The flow of a number, and which of its ends stands before the word as its subject.
#[derive(Clone, Debug)]
pub(super) struct Flowing {
    from: String,
    to: String,
    subject: Subject,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Subject {
    From,
    To,
    Neither,
}

/// How far behind its word the end of a flow stands, in tokens.
const REACH: usize = 14;

impl Memory {
    /// Remembers the flows that a sentence spells out.
    pub(super) fn learn_flows(&mut self, scene: &Scene<'_, '_>) {
        if scene.places.len() < 2 {
            return;
        }
        let tokens = 0..scene.sentence.tokens.len();
        let spelt_out = from_to(scene, scene.places, &tokens);
        for (at, flow) in flow_words(scene, tokens) {
            let code = spelt_out.clone().or_else(|| subject_to(scene, at).filter(|_| !flow.reverse));
            if let Some(code) = code.map(|(from, to)| format!("{from}>{to}")) {
                let known = self.flows.entry(flow.key.clone()).or_insert_with(|| Some(code.clone()));
                // One thing that flows several ways is no flow by its name alone.
                known.take_if(|known| *known != code);
            }
        }
    }

    /// A flow that the clause of quantity `q` spells out, or names after the document spelt it out before.
    pub(super) fn flow(&mut self, scene: &Scene<'_, '_>, q: usize, clause: &Range<usize>) -> Option<String> {
        let found = self.continued(scene, q).or_else(|| self.spelt_out(scene, q, clause));
        let (flow, code) = match found {
            Some(flow) => {
                let code = format!("{}>{}", flow.from, flow.to);
                (Some(flow), Some(code))
            }
            None => (None, self.named_before(scene, q, clause)),
        };
        if flow.is_some() {
            self.flowing = flow;
        }
        code
    }

    /// "Tanzania sold 412,000 tonnes to Kenya, and Uganda 265,000": the same once more with another subject.
    fn continued(&self, scene: &Scene<'_, '_>, q: usize) -> Option<Flowing> {
        let last = self.flowing.as_ref().filter(|last| last.subject != Subject::Neither)?;
        let start = scene.start(q);
        let subject = scene.near_places(q).iter().find(|m| m.tokens.end == start && m.whole)?;
        let at = subject.tokens.start.checked_sub(1)?;
        let (linked, code) = (scene.is(at, Classes::AND) || scene.low(at) == ",", subject.code.clone()?);
        let next = match last.subject {
            Subject::To => Flowing { to: code, ..last.clone() },
            _ => Flowing { from: code, ..last.clone() },
        };
        (linked && next.from != next.to).then_some(next)
    }

    fn spelt_out(&self, scene: &Scene<'_, '_>, q: usize, clause: &Range<usize>) -> Option<Flowing> {
        let places = scene.near_places(q);
        let words = flow_words(scene, clause.clone());
        let Some((at, flow)) = words.iter().min_by_key(|(n, _)| n.abs_diff(scene.start(q))) else {
            // "a lorry from Kampala to Juba"
            return route(scene, places, clause).map(|(from, to)| Flowing { from, to, subject: Subject::Neither });
        };
        if let Some((from, to)) = from_to(scene, places, clause) {
            return Some(Flowing { from, to, subject: Subject::Neither });
        }
        let coded = |p: &&PlaceMention| clause.contains(&p.tokens.start) && p.code.is_some() && !p.body;
        let mut ends = places.iter().filter(coded);
        let (one, other) = (ends.next()?, ends.find(|p| p.whole));
        let here = self.here(scene);
        let code = one.code.clone()?;
        // "pledges of $12 million from Portugal and $10 million from Japan"
        let end = scene.end(q);
        let ahead = |m: &&PlaceMention| phrase_start(scene, m) == end + 1 && m.whole;
        if let Some(from) = places.iter().filter(coded).find(ahead)
            && scene.ends_at(&scene.vocabulary().cues.place_from, end + 1).is_some()
            && (flow.here || flow.reverse)
        {
            let here = here.filter(|here| Some(*here) != from.code.as_deref())?.to_owned();
            return Some(Flowing { from: from.code.clone()?, to: here, subject: Subject::Neither });
        }
        // "Tanzania sold it 412,000 tonnes"
        if one.tokens.end == *at && scene.is(at + 1, Classes::ANAPHOR) && one.whole && !flow.reverse {
            let here = here.filter(|here| *here != code)?.to_owned();
            return Some(Flowing { from: code, to: here, subject: Subject::From });
        }
        let Some(other) = other else {
            let here = here.filter(|here| *here != code)?.to_owned();
            let behind = one.tokens.start >= *at && one.tokens.start - at <= REACH;
            let lead = |table| scene.ends_at(table, phrase_start(scene, one)).is_some();
            let cues = &scene.vocabulary().cues;
            // "a German grant of 6 million euros"
            let gives = flow.here && one.whole && one.tokens.end <= *at && *at - one.tokens.end <= 1;
            return if behind && lead(&cues.place_from) || gives {
                // "imports from China"
                Some(Flowing { from: code, to: here, subject: Subject::Neither })
            } else if behind && if flow.reverse { lead(&cues.place_by) } else { lead(&cues.place_to) } {
                // "exports to Kenya", "purchases by Egypt"
                Some(Flowing { from: here, to: code, subject: Subject::Neither })
            } else {
                None
            };
        };
        let other_code = other.code.clone().filter(|other| *other != code)?;
        // "Mexican exports" beside another country; "US funds for cooperation with Mexico".
        let beside = |m: &PlaceMention| m.tokens.end <= *at && *at - m.tokens.end <= 1;
        let cues = &scene.vocabulary().cues;
        let goes_to = |m: &PlaceMention| {
            let before = phrase_start(scene, m);
            scene.ends_at(&cues.place_to, before).is_some() || scene.ends_at(&cues.place_with, before).is_some()
        };
        let owner = places.iter().filter(coded).rfind(|m| beside(m)).and_then(|m| m.code.clone());
        let (from, to) = if owner.as_ref() == Some(&other_code) || goes_to(one) && !goes_to(other) {
            (other_code, code)
        } else if goes_to(other) || owner.as_ref() == Some(&code) && !linked(scene, other) {
            (code, other_code)
        } else {
            return None;
        };
        let subject = if flow.reverse { Subject::To } else { Subject::From };
        Some(if flow.reverse { Flowing { from: to, to: from, subject } } else { Flowing { from, to, subject } })
    }

    /// "Mexico extradited 58 people", after "extraditions from Mexico to the United States".
    fn named_before(&self, scene: &Scene<'_, '_>, q: usize, clause: &Range<usize>) -> Option<String> {
        let words = flow_words(scene, clause.clone());
        let (_, flow) = words.iter().min_by_key(|(n, _)| n.abs_diff(scene.start(q)))?;
        let known = self.flows.get(&flow.key)?.as_ref()?;
        let mut ends = scene.near_places(q).iter().filter(|p| clause.contains(&p.tokens.start) && p.whole);
        match (ends.next(), ends.next()) {
            (None, _) => Some(known.clone()),
            (Some(one), None) => {
                let code = one.code.as_deref()?;
                known.split('>').any(|c| c == code).then(|| known.clone())
            }
            _ => None,
        }
    }

    /// The other end of a flow that names but one: what the paragraph or the document is about.
    fn here(&self, scene: &Scene<'_, '_>) -> Option<&str> {
        let before = self.before.place.as_ref().and_then(Option::as_deref);
        let points_back = scene.is(0, Classes::ANAPHOR);
        before.filter(|_| points_back).or(self.dominant.as_deref()).or(before)
    }
}

/// Whether a mention is another member of a list, or opens another clause.
fn linked(scene: &Scene<'_, '_>, mention: &PlaceMention) -> bool {
    let start = phrase_start(scene, mention);
    start > 0 && (scene.is(start - 1, Classes::CONJUNCTION) || scene.low(start - 1) == ",")
}

fn flow_words<'s>(scene: &Scene<'s, '_>, range: Range<usize>) -> Vec<(usize, &'s Flow)> {
    let table = &scene.vocabulary().cues.flow;
    range.filter_map(|n| scene.phrase(table, n).map(|(_, flow)| (n, flow))).collect()
}

/// `from A to B`, or `into B from A`, within a range of tokens.
fn from_to(scene: &Scene<'_, '_>, places: &[PlaceMention], range: &Range<usize>) -> Option<(String, String)> {
    let cues = &scene.vocabulary().cues;
    let led = |m: &PlaceMention, table| scene.ends_at(table, phrase_start(scene, m)).is_some();
    let within = |m: &&PlaceMention| range.contains(&m.tokens.start) && m.code.is_some();
    let from = places.iter().filter(within).find(|m| led(m, &cues.place_from))?;
    let near = |m: &&PlaceMention| m.tokens.start.abs_diff(from.tokens.start) < 10;
    let to = places.iter().filter(within).filter(near).find(|m| m.code != from.code && led(m, &cues.place_to))?;
    Some((from.code.clone()?, to.code.clone()?))
}

/// `from A to B` with nothing between, where no word says that something moves; not "From Kenya to Senegal, …".
fn route(scene: &Scene<'_, '_>, places: &[PlaceMention], range: &Range<usize>) -> Option<(String, String)> {
    let adjacent = |pair: &&[PlaceMention]| {
        let [a, b] = pair else { return false };
        let lead = phrase_start(scene, a);
        range.contains(&a.tokens.start)
            && lead > 1
            && phrase_start(scene, b) == a.tokens.end + 1
            && scene.is(a.tokens.end, Classes::INFINITIVE)
            && scene.ends_at(&scene.vocabulary().cues.place_from, lead).is_some()
    };
    let pair = places.windows(2).find(adjacent)?;
    let (from, to) = (pair.first()?.code.clone()?, pair.last()?.code.clone()?);
    (from != to).then_some((from, to))
}

/// `Mexico extradited 211 individuals to the United States`: from the subject before the word at token `at` to the place
/// behind it that the text leads to.
fn subject_to(scene: &Scene<'_, '_>, at: usize) -> Option<(String, String)> {
    let whole = |m: &&PlaceMention| m.whole && m.code.is_some();
    let from = scene.places.iter().filter(whole).rfind(|m| m.tokens.end <= at && at - m.tokens.end <= 3)?;
    let leads_to =
        |m: &&PlaceMention| scene.ends_at(&scene.vocabulary().cues.place_to, phrase_start(scene, m)).is_some();
    let to = scene
        .places
        .iter()
        .filter(whole)
        .filter(leads_to)
        .find(|m| m.tokens.start > at && m.tokens.start < at + REACH && m.code != from.code)?;
    Some((from.code.clone()?, to.code.clone()?))
}
