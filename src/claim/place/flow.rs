//! Flows: `MEX>USA` where the text says that something goes from one place to another.

use std::ops::Range;

use super::{
    Memory, PlaceMention,
    buyer::is_ware,
    lead::{is_guest, is_origin, leads_away, led_by_in, opens, phrase_start},
    list::list_of,
    named::{holds_on, is_visitor},
};
use crate::{
    claim::{
        phrase::{is_open, is_verb},
        scene::Scene,
    },
    quantity::Unit,
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

impl Flowing {
    /// From a place to the one that is the subject.
    pub(super) fn to(from: String, to: String) -> Self {
        Self { from, to, subject: Subject::To }
    }
}

/// How far before its number "the figure" can stand that it gives anew, in tokens.
const FIGURE: usize = 5;

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
            let ends = spelt_out
                .clone()
                .or_else(|| subject_to(scene, at).filter(|_| !flow.reverse))
                .or_else(|| given(scene, at).filter(|_| flow.here));
            if let Some((from, to)) = ends {
                let known =
                    self.flows.entry(flow.key.clone()).or_insert_with(|| (Some(from.clone()), Some(to.clone())));
                // One thing that flows several ways is no flow by its name alone.
                known.0.take_if(|known| *known != from);
                known.1.take_if(|known| *known != to);
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

    /// "5 million of it", "a third of that sum": a part of what flowed.
    pub(super) fn of_that(&self, scene: &Scene<'_, '_>, q: usize) -> Option<String> {
        let end = scene.end(q);
        // "puts the figure at 3,000": the same once more
        let clause = scene.clause(q);
        let from = clause.start.max(scene.start(q).saturating_sub(FIGURE));
        let again = || {
            (from + 1..scene.start(q)).any(|n| scene.is(n, Classes::GENERIC) && scene.is(n - 1, Classes::DEFINITE))
                && scene.quantities[q].unit == Unit::Bare
                && (q == 0 || scene.end(q - 1) <= from)
        };
        let of_it =
            is_ware(&scene.quantities[q].unit) && scene.is(end, Classes::OF) && scene.is(end + 1, Classes::ANAPHOR);
        let part = (of_it || again()) && scene.near_places(q).iter().all(|m| m.code.is_none());
        self.flowed.as_ref().filter(|(block, _)| part && *block == scene.sentence.block).map(|(_, code)| code.clone())
    }

    /// "Tanzania sold 412,000 tonnes to Kenya, and Uganda 265,000": the same once more with another subject.
    fn continued(&self, scene: &Scene<'_, '_>, q: usize) -> Option<Flowing> {
        let last = self.flowing.as_ref().filter(|last| last.subject != Subject::Neither)?;
        let start = scene.start(q);
        let subject = scene.near_places(q).iter().find(|m| m.tokens.end == start && m.whole)?;
        let at = subject.tokens.start.checked_sub(1)?;
        let (linked, code) = (scene.is(at, Classes::AND) || scene.sign(at) == Some(','), subject.code.clone()?);
        let next = match last.subject {
            Subject::To => Flowing { to: code, ..last.clone() },
            _ => Flowing { from: code, ..last.clone() },
        };
        (linked && next.from != next.to).then_some(next)
    }

    fn spelt_out(&self, scene: &Scene<'_, '_>, q: usize, clause: &Range<usize>) -> Option<Flowing> {
        let places = scene.near_places(q);
        if places.is_empty() {
            return None;
        }
        // "a lorry from Kampala to Juba"
        if let Some((from, to)) = route(scene, places, clause) {
            return Some(Flowing { from, to, subject: Subject::Neither });
        }
        if let Some(flow) = self.handed(scene, q).or_else(|| self.taken(scene, q)) {
            return Some(flow);
        }
        let words = flow_words(scene, clause.clone());
        let (at, flow) = words.iter().min_by_key(|(n, _)| n.abs_diff(scene.start(q)))?;
        if let Some((from, to)) = from_to(scene, places, clause) {
            return Some(Flowing { from, to, subject: Subject::Neither });
        }
        if let Some(flow) = self.lent(scene, q, *at).filter(|_| flow.here) {
            return Some(flow);
        }
        let coded = |p: &&PlaceMention| {
            clause.contains(&p.tokens.start) && p.code.is_some() && (!p.body || p.state) && !is_guest(scene, p)
        };
        let mut ends = places.iter().filter(coded).filter(|p| !(is_visitor(scene, p) && is_origin(scene, p)));
        let one = ends.next()?;
        let other = ends.find(|p| p.whole && p.code != one.code);
        // "chiefly to the United States and the Netherlands"
        if list_of(scene, one).is_some() && (leads_away(scene, one) || is_origin(scene, one)) {
            return None;
        }
        let code = one.code.clone()?;
        let here = [self.inherited(scene).0, self.dominant.as_deref()].into_iter().flatten().find(|here| *here != code);
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
        if let Some((from, to)) = given(scene, *at).filter(|_| flow.here && is_ware(&scene.quantities[q].unit)) {
            return Some(Flowing { from, to, subject: Subject::From });
        }
        // "Tanzania sold it 412,000 tonnes"
        if one.tokens.end == *at && scene.is(at + 1, Classes::ANAPHOR) && one.whole && !flow.reverse {
            let here = here.filter(|here| *here != code)?.to_owned();
            return Some(Flowing { from: code, to: here, subject: Subject::From });
        }
        // "Australia offered A$3 million", "a German grant of 6 million euros"
        let gives = |m: &&PlaceMention| {
            m.whole && m.tokens.end <= *at && *at - m.tokens.end <= 1 && (m.people || led_by_in(scene, m).is_none())
        };
        // "Ireland has donated 11,300 doses", in a text on another country
        let unit = &scene.quantities[q].unit;
        let sent = is_ware(unit) || *unit == Unit::Bare && self.dominant.is_some();
        let behind = at + scene.phrase(&scene.vocabulary().cues.flow, *at).map_or(1, |(length, _)| length);
        if flow.here
            && sent
            && (!is_open(scene, behind) || scene.in_quantity(behind))
            && let Some(giver) = places.iter().filter(coded).find(gives)
            && !places.iter().filter(coded).any(|m| leads_away(scene, m))
        {
            let from = giver.code.clone()?;
            let to = [self.inherited(scene).0, self.dominant.as_deref()]
                .into_iter()
                .flatten()
                .find(|here| *here != from)?
                .to_owned();
            return Some(Flowing { from, to, subject: Subject::From });
        }
        let Some(other) = other else {
            let here = here.filter(|here| *here != code)?.to_owned();
            let behind = one.tokens.start >= *at && one.tokens.start - at <= REACH;
            let lead = |table| scene.ends_at(table, phrase_start(scene, one)).is_some();
            // "remittances from Zambians in Britain"
            let sent =
                places.iter().any(|p| p.tokens.end <= one.tokens.start && is_visitor(scene, p) && is_origin(scene, p));
            let cues = &scene.vocabulary().cues;
            return if behind && (lead(&cues.place_from) || sent) {
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
        // "Panama's border service recorded 302,000 crossings from Colombia"
        let gap = scene.end(q)..other.tokens.start.max(scene.end(q));
        if is_origin(scene, other)
            && !is_origin(scene, one)
            && !leads_away(scene, one)
            && scene.quantities_in(&gap).is_empty()
        {
            return Some(Flowing { from: other_code, to: code, subject: Subject::Neither });
        }
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

    /// "Mexico extradited 58 people", after "extraditions from Mexico to the United States"; "aid to Zambia" after "Irish
    /// aid".
    fn named_before(&self, scene: &Scene<'_, '_>, q: usize, clause: &Range<usize>) -> Option<String> {
        let words = flow_words(scene, clause.clone());
        let (at, flow) = words.iter().min_by_key(|(n, _)| n.abs_diff(scene.start(q)))?;
        let (from, to) = self.flows.get(&flow.key)?;
        let mut ends = scene.near_places(q).iter().filter(|p| clause.contains(&p.tokens.start) && p.whole);
        let (one, other) = (ends.next(), ends.next());
        let code = one.and_then(|one| one.code.as_deref());
        let is = |known: &Option<String>, code| known.is_some() && known.as_deref() == code;
        match (one, other, from, to) {
            // "The loan paid for ten boats", "a sixth of the loan": no more of what was lent.
            (None, ..) if flow.here && (!is_ware(&scene.quantities[q].unit) || *at > scene.start(q)) => None,
            (None, _, Some(from), Some(to)) => {
                let here = self.inherited(scene).0;
                (here.is_none() || here == Some(from) || here == Some(to)).then(|| format!("{from}>{to}"))
            }
            (Some(_), None, Some(known), Some(other)) if is(from, code) || is(to, code) => {
                Some(format!("{known}>{other}"))
            }
            (Some(one), None, Some(known), _) if !is(from, code) && leads_away(scene, one) => {
                Some(format!("{known}>{}", one.code.as_deref()?))
            }
            _ => None,
        }
    }

    /// The other end of a flow that names but one: what the sentence opens with, else what the paragraph or the document
    /// is about.
    fn here<'h>(&'h self, scene: &'h Scene<'_, '_>, q: usize) -> Option<&'h str> {
        let subject = scene.near_places(q).iter().find(|m| m.tokens.end <= scene.start(q) && holds_on(scene, m, None));
        let subject = subject.filter(|m| opens(scene, m)).and_then(|m| m.code.as_deref());
        subject.or_else(|| self.inherited(scene).0)
    }

    /// Money, goods and people that go somewhere: "€196 million to Malawi", "5,000 Haitians a year to Canada".
    fn handed(&self, scene: &Scene<'_, '_>, q: usize) -> Option<Flowing> {
        let (start, end) = (scene.start(q), scene.end(q));
        let places = scene.near_places(q);
        let mut behind = places.iter().filter(|m| m.tokens.start >= end && m.code.is_some());
        let next = behind.next()?;
        let flowing = |from: &str, to: &str| {
            (from != to).then(|| Flowing { from: from.to_owned(), to: to.to_owned(), subject: Subject::Neither })
        };
        let adjective = is_open(scene, next.tokens.end);
        let plural = scene.is_plural(next.tokens.end - 1);
        let plural = plural || scene.is(next.tokens.end - 1, Classes::UNMARKED);
        if next.people && next.tokens.start == end && (adjective || plural) {
            let to = behind.find(|m| leads_away(scene, m) && m.tokens.start < end + REACH)?;
            if (end..to.tokens.start).any(|n| scene.sign(n) == Some(',')) {
                return None;
            }
            return flowing(next.code.as_deref()?, to.code.as_deref()?);
        }
        if !is_ware(&scene.quantities[q].unit) || list_of(scene, next).is_some() {
            return None;
        }
        let phrase = phrase_start(scene, next);
        let cues = &scene.vocabulary().cues;
        let led = |table| scene.ends_at(table, phrase).map(|(n, ())| n).filter(|&n| n >= end);
        let bare = |at: usize| {
            at <= end + NEAR && (end..at).all(|n| is_open(scene, n) && !is_verb(scene, n) || is_of_it(scene, n))
        };
        let money = matches!(scene.quantities[q].unit, Unit::Money(_));
        let code = next.code.as_deref()?;
        if led(&cues.place_from).is_some_and(bare) {
            return flowing(code, self.here(scene, q)?);
        }
        if money && led(&cues.place_to).is_some_and(|at| bare(at) && led_by_in(scene, next).is_none()) {
            // "Between 2015 and 2022 Dublin disbursed €196 million to Malawi"
            let giver = places
                .iter()
                .rfind(|m| m.tokens.end <= start && m.code.is_some() && !leads_away(scene, m) && !is_origin(scene, m));
            let from = giver.and_then(|m| m.code.as_deref()).or_else(|| self.here(scene, q))?;
            return flowing(from, code);
        }
        None
    }
}

/// "Norway has pledged": who gives to the place that the text is about.
pub(super) fn gives(scene: &Scene<'_, '_>, mention: &PlaceMention) -> bool {
    let end = mention.tokens.end;
    (end..end + 3).any(|n| scene.phrase(&scene.vocabulary().cues.flow, n).is_some_and(|(_, flow)| flow.here))
}

/// How far behind its number the end of a flow can stand, in tokens.
const NEAR: usize = 4;

/// "of it", "of them"
fn is_of_it(scene: &Scene<'_, '_>, n: usize) -> bool {
    scene.is(n, Classes::OF) || scene.is(n, Classes::PRONOUN)
}

/// Whether a mention is another member of a list, or opens another clause.
fn linked(scene: &Scene<'_, '_>, mention: &PlaceMention) -> bool {
    let start = phrase_start(scene, mention);
    start > 0 && (scene.is(start - 1, Classes::CONJUNCTION) || scene.sign(start - 1) == Some(','))
}

fn flow_words<'s>(scene: &Scene<'s, '_>, range: Range<usize>) -> Vec<(usize, &'s Flow)> {
    let table = &scene.vocabulary().cues.flow;
    if !scene.sentence.may_hold(table.set()) {
        return Vec::new();
    }
    // "some 1,280 Chinese ships" are sent nowhere
    let counted = |n: usize| n > 1 && scene.is_place(n - 1) && scene.in_quantity(n - 2) && scene.is_plural(n);
    let mut free = 0;
    let word = |n: usize| {
        let (length, flow) = scene.phrase(table, n).filter(|_| n >= free)?;
        free = n + length;
        Some((n, flow))
    };
    range.filter(|&n| !counted(n)).filter_map(word).collect()
}

/// How far before its verb the name of a giver can end, in tokens.
const GIVER: usize = 5;

/// "The Japan International Cooperation Agency has lent Manila": from the giver before the word at token `at` to the place
/// right behind it.
fn given(scene: &Scene<'_, '_>, at: usize) -> Option<(String, String)> {
    let coded = |m: &&PlaceMention| m.code.is_some();
    let to = scene.places.iter().filter(coded).find(|m| m.tokens.start == at + 1 && !is_open(scene, m.tokens.end))?;
    let near = |m: &&PlaceMention| m.tokens.end <= at && at - m.tokens.end <= GIVER;
    let from = scene.places.iter().filter(coded).filter(near).rfind(|m| {
        let stops = |n: usize| scene.sign(n) == Some(',') || is_verb(scene, n) && n + 1 < at;
        (m.body || m.whole) && m.code != to.code && !(m.tokens.end..at).any(stops)
    })?;
    Some((from.code.clone()?, to.code.clone()?))
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

/// `from A to B` or `leave A for B` with nothing between; not "From Kenya to Senegal, …".
fn route(scene: &Scene<'_, '_>, places: &[PlaceMention], range: &Range<usize>) -> Option<(String, String)> {
    let cues = &scene.vocabulary().cues;
    let adjacent = |pair: &&[PlaceMention]| {
        let [a, b] = pair else { return false };
        let phrase = phrase_start(scene, a);
        let led = |table| scene.ends_at(table, phrase).is_some();
        range.contains(&a.tokens.start)
            && phrase > 1
            && scene.ends_at(&cues.place_to, phrase_start(scene, b)).is_some_and(|(at, ())| at == a.tokens.end)
            && (led(&cues.place_from) || led(&cues.place_leave))
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
