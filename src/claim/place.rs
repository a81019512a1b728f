//! The place that a number is about.

mod buyer;
mod flow;
mod home;
mod lead;
mod list;
mod mention;
mod named;
#[cfg(test)]
mod tests;

use std::{collections::BTreeMap, ops::Range};

use super::scene::Scene;
use crate::{quantity::Unit, vocabulary::word::Classes};

pub use home::homes;
pub use mention::{PlaceMention, coded, named_places, of_opening, of_title, of_two, subjects};

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
    /// The ends of the flows it has spelt out, by what flows; `None` where one thing comes from or goes to several.
    flows: BTreeMap<String, (Option<String>, Option<String>)>,
    /// The flow of the last number of this sentence.
    flowing: Option<flow::Flowing>,
    /// The flow of the last sum, and the block that it stands in: "of it, 5 million".
    flowed: Option<(usize, String)>,
    /// The place that most of its mentions name.
    pub dominant: Option<String>,
    /// Where there is none: the place that it opens with.
    opening: Option<String>,
    /// The places of the headings above, by level.
    headings: Vec<(u8, Option<String>)>,
    /// What the paragraph was about before this sentence, and with it.
    before: Topic,
    now: Topic,
    /// Whether this is the first sentence of its paragraph.
    first: bool,
    /// What the paragraphs above were about last.
    above: Option<Option<String>>,
    /// The last list of places of each length: `AGO+IRQ+LAO` for three.
    lists: BTreeMap<usize, String>,
}

/// How many countries a text that is about the first of them names at most.
const FEW: usize = 4;

/// What all mentions of a short text weigh at most.
const SHORT: usize = 24;

/// Of so many sums of a text one at least is in the money of its country.
const LEAST: usize = 3;

/// What a sum in the money of a country weighs.
const HOME: usize = 2;

/// The place with more than half of the weight, or twice as much as any other, or that is the only one of the `title` where
/// no other has twice as much.
fn dominant<'c>(counts: &BTreeMap<&'c str, usize>, title: Option<&str>) -> Option<&'c str> {
    let all: usize = counts.values().sum();
    let mut ranked: Vec<(usize, &str)> = counts.iter().map(|(code, n)| (*n, *code)).collect();
    ranked.sort_unstable_by(|a, b| b.cmp(a));
    let second = ranked.get(1).map_or(0, |(n, _)| *n);
    let first = ranked.first().map_or(0, |(n, _)| *n);
    let titled = ranked.iter().find(|(n, code)| title == Some(*code) && n * 2 > first);
    let clear = ranked.first().filter(|(n, _)| n * 2 > all || *n >= second * 2 && n * 3 >= all);
    clear.or(titled).map(|(_, code)| *code)
}

/// How many times as often as the other a text about two countries can name one of them: where one of them stands out, …
const NEAR: usize = 2;
/// … and where none does.
const FAR: usize = 8;

/// Whether a text is about two countries: it names no third as often, and neither of them more than `most` times as often.
fn are_alone(counts: &BTreeMap<&str, usize>, two: &[&str; 2], most: usize) -> bool {
    let count = |code: &str| counts.get(code).copied().unwrap_or_default();
    let (less, more) = (count(two[0]).min(count(two[1])), count(two[0]).max(count(two[1])));
    let third = counts.iter().filter(|(code, _)| !two.contains(code)).map(|(_, n)| *n).max().unwrap_or_default();
    third * 2 <= less && less * most >= more
}

/// What a paragraph is about.
#[derive(Clone, Debug, Default)]
struct Topic {
    block: usize,
    /// A place, or `Some(None)` where the text spoke of a union of countries last.
    place: Option<Option<String>>,
    /// The paragraph opened with it.
    opened: bool,
}

impl Memory {
    /// `mentions`: code and weight of all mentions of the document; `homes`: the countries whose money it names, which counts
    /// where the mentions leave it open; `opening`: the country that the text opens with, if all else does; `two`: two countries that
    /// it opens with.
    #[must_use]
    pub fn new<'c>(
        mentions: impl Iterator<Item = (&'c str, usize)>,
        title: Option<&str>,
        homes: impl Iterator<Item = Option<&'c str>>,
        opening: Option<&str>,
        two: Option<[&str; 2]>,
    ) -> Self {
        let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
        for (code, weight) in mentions {
            *counts.entry(code).or_default() += weight;
        }
        let mut dominant = dominant(&counts, title).map(str::to_owned);
        if dominant.is_none() {
            let mut sums: BTreeMap<Option<&str>, usize> = BTreeMap::new();
            for home in homes {
                *sums.entry(home).or_default() += 1;
            }
            let all: usize = sums.values().sum();
            // A company that counts in euros may build abroad for a few sums in the money of another country.
            for (code, n) in sums.into_iter().filter_map(|(code, n)| Some((code?, n))).filter(|(_, n)| n * LEAST >= all)
            {
                *counts.entry(code).or_default() += n * HOME;
            }
            dominant = self::dominant(&counts, title).map(str::to_owned);
        }
        if let Some([one, other]) =
            two.filter(|two| are_alone(&counts, two, if dominant.is_some() { NEAR } else { FAR }))
        {
            return Self { opening: Some(format!("{one}+{other}")), ..Self::default() };
        }
        // Short texts name their country once; what names many, and often, is about none of them.
        let (all, most) = (counts.values().sum::<usize>(), counts.values().max().copied().unwrap_or_default());
        let short = counts.len() <= FEW && all <= SHORT;
        let opens = |code: &&str| short && counts.get(code).is_some_and(|n| n * 2 > most);
        let opening = opening.filter(opens).filter(|_| dominant.is_none()).map(str::to_owned);
        Self { dominant, opening, ..Self::default() }
    }

    /// Remembers the only place that a sentence without numbers names.
    pub fn pass(&mut self, block: usize, place: &PlaceMention) {
        self.turn(block);
        if place.code.is_some() {
            self.set(block, place.code.clone(), place.tokens.start <= 1 && place.whole);
        }
    }

    /// Remembers a heading that is not the document's title, and what it names.
    pub fn heading(&mut self, level: u8, places: &[PlaceMention]) {
        while self.headings.pop_if(|(above, _)| *above >= level).is_some() {}
        let mut codes = places.iter().filter_map(|p| p.code.as_deref());
        let first = codes.next().filter(|first| level > 1 && codes.all(|code| code == *first));
        self.headings.push((level, first.map(str::to_owned)));
    }

    /// The country that a sentence speaks of: the only one it names, else that of its paragraph.
    #[must_use]
    pub fn near<'m>(&'m self, block: usize, places: &'m [PlaceMention]) -> Option<&'m str> {
        let mut codes = places.iter().filter_map(|p| p.code.as_deref());
        match codes.next() {
            Some(first) => codes.all(|code| code == first).then_some(first),
            None => Some(&self.now).filter(|now| now.block == block)?.place.as_ref()?.as_deref(),
        }
    }

    /// Remembers what a sentence says, whether it holds a number or not.
    pub fn learn(&mut self, scene: &Scene<'_, '_>) {
        self.turn(scene.sentence.block);
        self.learn_flows(scene);
        for list in list::lists(scene) {
            let codes = list::codes(&scene.places[list]);
            self.lists.insert(codes.len(), codes.join("+"));
        }
        if let Some(list) =
            list::named_again(scene, 0..scene.sentence.tokens.len()).and_then(|(n, _)| self.lists.get(&n))
        {
            let list = list.clone();
            self.set(scene.sentence.block, Some(list), true);
            return;
        }
        // What the sentence is about stands first in it; what is only compared with or come from, behind.
        let about = scene.places.iter().find(|m| m.code.is_some() && named::is_about(scene, m));
        let region =
            scene.places.first().filter(|m| m.code.is_none() && m.tokens.start <= 1 && named::is_about(scene, m));
        if let Some(region) = region.filter(|r| about.is_none_or(|m| m.tokens.start > r.tokens.end)) {
            self.set(scene.sentence.block, region.code.clone(), true);
        } else if let Some(m) = about {
            let number = scene.quantities.first().map_or(usize::MAX, |q| q.tokens.start);
            let other = self.dominant.is_some() && self.dominant != m.code;
            if other && (flow::gives(scene, m) || lead::is_aside(scene, m, number)) {
                return;
            }
            let opens = m.whole && m.tokens.start < number && !lead::leads_away(scene, m);
            self.set(scene.sentence.block, Some(list::joined(scene, m)), opens);
        }
    }

    fn turn(&mut self, block: usize) {
        self.flowing = None;
        self.first = self.now.block != block;
        if self.first {
            self.above = self.now.place.take().or_else(|| self.above.take());
            self.now = Topic { block, ..Topic::default() };
        }
        self.before = self.now.clone();
    }

    fn set(&mut self, block: usize, place: Option<String>, opens: bool) {
        let opened = if self.first { opens } else { self.now.opened && self.now.place.as_ref() == Some(&place) };
        self.now = Topic { block, place: Some(place), opened };
    }

    /// The place of quantity `q`. `not_in`: tokens of the attribution, whose places are somebody's address.
    #[must_use]
    pub fn place(&mut self, scene: &Scene<'_, '_>, q: usize, not_in: Option<&Range<usize>>) -> Found {
        let clause = scene.clause(q);
        if let Some(code) = self.flow(scene, q, &clause).or_else(|| self.of_that(scene, q)) {
            self.flowed = Some((scene.sentence.block, code.clone()));
            return Found { code: Some(code), tokens: None, rule: "place.flow" };
        }
        // "the two countries stood level, Georgia at 12"
        let start = scene.start(q);
        let between = |at: usize| {
            let one = |m: &PlaceMention| m.whole && m.code.is_some() && at < m.tokens.start && m.tokens.start < start;
            scene.near_places(q).iter().any(one)
        };
        let again = list::named_again(scene, clause).filter(|(_, at)| !between(*at));
        if let Some(list) = again.and_then(|(n, _)| self.lists.get(&n)) {
            return Found { code: Some(list.clone()), tokens: None, rule: "place.list" };
        }
        // "In Estonia the share is 40 percent, here it is 12": back in the country that the text is about.
        if let Some(home) = self.dominant.as_deref()
            && named::is_here(scene, q)
        {
            return Found { code: Some(home.to_owned()), tokens: None, rule: "place.document" };
        }
        // "Austria, an hour's drive away, has 5.5"
        let before = scene.near_places(q).iter().rfind(|m| m.tokens.end <= start && m.whole);
        if let Some(m) = before.filter(|m| named::is_subject_apart(scene, m, start)) {
            return Found { code: m.code.clone(), tokens: Some(m.tokens.clone()), rule: "place.named" };
        }
        if let Some(found) = named::named(scene, q, not_in, self.dominant.as_deref(), self.inherited(scene).0) {
            return found;
        }
        // "In Peru rents rose by 3 percent; the average tenant pays 900 soles."
        if let Some(m) = scene
            .near_places(q)
            .iter()
            .rfind(|m| m.tokens.end <= start && named::holds_on(scene, m, self.dominant.as_deref()))
        {
            return Found { code: m.code.clone(), tokens: Some(m.tokens.clone()), rule: "place.sentence" };
        }
        match self.inherited(scene) {
            // "The lari cost GEL2.71", in a text on several countries
            (None, "") if let Unit::Money(code) = &scene.quantities[q].unit => {
                let home = scene.vocabulary().currencies.home(code).map(str::to_owned);
                Found { rule: if home.is_some() { "place.money" } else { "" }, code: home, tokens: None }
            }
            (code, rule) => Found { code: code.map(str::to_owned), tokens: None, rule },
        }
    }

    /// The place that holds where a sentence names none: that of the sentence before where this one points back to
    /// it, of the headings, of the document, of the paragraph.
    fn inherited(&self, scene: &Scene<'_, '_>) -> (Option<&str>, &'static str) {
        let mut before = self.before.place.as_ref().map(Option::as_deref);
        // "Prices there rose by 2 percent."
        let table = &scene.vocabulary().cues.place_there;
        let there = scene.sentence.may_hold(table.set())
            && (0..6).any(|n| scene.phrase(table, n).is_some() && !scene.is(n + 1, Classes::AUXILIARY));
        if there && before.is_none() {
            before = self.above.as_ref().map(Option::as_deref);
        }
        let points_back = scene.is(0, Classes::ANAPHOR) || there || self.before.opened;
        if let Some(place) = before.filter(|_| points_back) {
            return (place, "place.paragraph");
        }
        if let Some((_, place)) = self.headings.iter().rev().find(|(_, place)| place.is_some()) {
            return (place.as_deref(), "place.heading");
        }
        if let Some(place) = self.dominant.as_deref() {
            return (Some(place), "place.document");
        }
        match (before, self.opening.as_deref()) {
            (Some(place), _) => (place, "place.paragraph"),
            (None, Some(place)) => (Some(place), "place.opening"),
            (None, None) => (None, ""),
        }
    }
}
