//! What a number without a unit counts: the noun behind it, the subject before it, or what was counted before.

use super::{
    gap, label,
    model::Claim,
    noun::{self, Counted},
    people,
    phrase::is_open,
    scene::Scene,
};
use crate::{
    base::{Amount, Kind},
    quantity::{Quantity, Size, Unit},
    vocabulary::{number::Tag, word::Classes},
};

/// What a bare number in a later sentence can be about.
#[derive(Clone, Debug)]
pub(super) struct LastUnit {
    pub(super) block: usize,
    pub(super) kind: Kind,
    pub(super) unit: String,
    pub(super) unit_code: String,
    pub(super) concept: String,
    pub(super) value: Option<Amount>,
}

impl LastUnit {
    pub(super) fn of(claim: &Claim, block: usize) -> Self {
        let mut last = Self {
            block,
            kind: claim.kind,
            unit: String::new(),
            unit_code: String::new(),
            concept: String::new(),
            value: None,
        };
        last.set(claim, block);
        last
    }

    /// In the space of what was there before.
    pub(super) fn set(&mut self, claim: &Claim, block: usize) {
        (self.block, self.kind, self.value) = (block, claim.kind, claim.value.or(claim.low));
        self.unit.clone_from(&claim.unit);
        self.unit_code.clone_from(&claim.unit_code);
        self.concept.clone_from(&claim.concept);
    }
}

/// What the paragraph told last.
#[derive(Clone, Debug, Default)]
pub(super) struct Lasts {
    /// Of any kind, relations left out.
    pub(super) unit: Option<LastUnit>,
    count: Option<LastUnit>,
    share: Option<LastUnit>,
    /// In any block of the document.
    money: Option<LastUnit>,
}

impl Lasts {
    /// Learns a claim, in the space of what was there before.
    pub(super) fn learn(&mut self, claim: &Claim, block: usize) {
        let kind = match claim.kind {
            Kind::Count => Some(&mut self.count),
            Kind::Share => Some(&mut self.share),
            Kind::Money => Some(&mut self.money),
            _ => None,
        };
        for last in std::iter::once(&mut self.unit).chain(kind) {
            match last {
                Some(last) => last.set(claim, block),
                none => *none = Some(LastUnit::of(claim, block)),
            }
        }
    }

    /// Goes on from one block in the next: an item of a list behind the one before it.
    pub(super) fn go_on(&mut self, block: usize) {
        for last in [&mut self.unit, &mut self.count, &mut self.share].into_iter().flatten() {
            if last.block + 1 == block {
                last.block = block;
            }
        }
    }

    /// What was told in this block, the last of any kind first.
    fn in_block(&self, block: usize) -> impl Iterator<Item = &LastUnit> {
        [&self.unit, &self.count, &self.share].into_iter().flatten().filter(move |last| last.block == block)
    }
}

/// What a number without a unit counts.
pub(super) enum Found {
    Noun(Counted),
    Carried(LastUnit),
}

/// Whether a bare number is a share once more: "up from 2.8", "against 58", "38 percent in English and 45 in mathematics".
fn again_a_share(scene: &Scene<'_, '_>, q: usize, last: &Claim) -> bool {
    let quantity = &scene.quantities[q];
    let Size::Value(value) = quantity.size else { return false };
    let Some(level) = last.value.filter(|_| last.kind == Kind::Share && last.change.is_none()) else { return false };
    let near = |a: Amount, b: Amount| a.times(Amount::from_int(20)).is_some_and(|most| most >= b);
    if quantity.number.len() > 1
        || !near(value, level)
        || !near(level, value)
        || value > Amount::from_int(100).max(level)
    {
        return false;
    }
    let cues = &scene.vocabulary().cues;
    let at = scene.before_filler(scene.start(q));
    let compared = scene.ends_at(&cues.change_level, at).or_else(|| scene.ends_at(&cues.compared_with, at)).is_some();
    // "at 5 per cent of their value instead of 0.3"
    let compared = compared || !value.is_integer() && at > 0 && scene.is(at - 1, Classes::PREPOSITION);
    let behind = scene.end(q);
    let joined = at > 0
        && (scene.is(at - 1, Classes::CONJUNCTION) || scene.sign(at - 1) == Some(','))
        && scene.is(behind, Classes::PREPOSITION)
        && !scene.is(behind, Classes::OF);
    compared || joined
}

/// Whether a bare number behind it can be of the same sort as a claim.
fn same_sort(claim: &Claim) -> bool {
    matches!(claim.kind, Kind::Count | Kind::Rate | Kind::Money | Kind::Measure)
        && !claim.rules.iter().any(|r| r == "minor.time-span")
}

/// Whether quantity `q` leaves out what the claim before it in the sentence was of.
fn goes_on(last: &Claim, scene: &Scene<'_, '_>, q: usize) -> bool {
    let kind = matches!(last.kind, Kind::Count | Kind::Rate | Kind::Ratio);
    let near = last.value.is_some_and(|v| gap::near(v.abs(), scene.quantities[q].size.least()));
    last.change.is_none()
        && !last.unit.is_empty()
        && !last.rules.iter().any(|r| r == "minor.time-span")
        && (kind || near && last.kind != Kind::Rank)
        && gap::before(scene, q).is_some()
}

/// Whether the subject before quantity `q` only stands for what was told before: "the figure was 42", "core inflation
/// was 5.6".
fn told(scene: &Scene<'_, '_>, q: usize) -> bool {
    let start = scene.start(q);
    let from = scene.clause(q).start.max(q.checked_sub(1).map_or(0, |p| scene.end(p))).max(start.saturating_sub(12));
    let percent = |n: usize| scene.sentence.number(n, scene.vocabulary()).is(Tag::InPercent);
    let it = start > 1 && scene.is(start - 1, Classes::COPULA) && scene.is(start - 2, Classes::ANAPHOR);
    // "There were 987 in 2024."
    let there = start > 1
        && scene.is(start - 1, Classes::COPULA)
        && scene.phrase(&scene.vocabulary().cues.place_there, start - 2).is_some();
    it || there || (from..start).any(|n| scene.is(n, Classes::GENERIC) || percent(n)) && scene.has_verb(from..start)
}

/// Whether a number can be one more of a kind, the words between being no help.
fn fits_generic(kind: Kind, value: Option<Amount>, scene: &Scene<'_, '_>, q: usize) -> bool {
    let own = scene.quantities[q].size.least();
    let near = value.is_some_and(|v| gap::near(v.abs(), own));
    let zero = kind == Kind::Count && value.is_some_and(Amount::is_zero);
    !matches!(kind, Kind::Rank | Kind::Ratio)
        && !zero
        && near
        && (kind != Kind::Share || own <= Amount::from_int(100).max(value.unwrap_or_default()))
}

/// Whether quantity `q` is the subject of a verb behind it: what stands before is another clause.
fn opens_clause(scene: &Scene<'_, '_>, q: usize) -> bool {
    let fresh =
        scene.start(q).checked_sub(1).is_some_and(|n| scene.sign(n) == Some(',') || scene.is(n, Classes::CONJUNCTION));
    // "of the cases, 61 were in children"
    let from = scene.clause(q).start.max(q.checked_sub(1).map_or(0, |p| scene.end(p)));
    fresh && scene.is(scene.end(q), Classes::AUXILIARY) && scene.has_verb(from..scene.start(q))
}

/// Whether quantity `q` is a part of those counted before: "Of these, 796 work in two shifts".
fn of_these(scene: &Scene<'_, '_>, q: usize) -> bool {
    let Some(last) = scene.start(q).checked_sub(1) else { return false };
    let at = last.saturating_sub(usize::from(scene.sign(last) == Some(',')));
    at > 0 && scene.is(at - 1, Classes::OF) && scene.is(at, Classes::ANAPHOR)
}

/// Whether quantity `q` stands in brackets behind a place: "Ratnapura (148) and Galle (97) were hit hardest".
fn of_place(scene: &Scene<'_, '_>, q: usize) -> bool {
    let Some(at) = scene.start(q).checked_sub(2) else { return false };
    scene.sign(at + 1) == Some('(') && scene.sign(scene.end(q)) == Some(')') && scene.is_place(at)
}

/// Whether quantity `q` only follows a name: "Kyrgyzstan, with 233,000 in the same month, …".
fn beside_name(scene: &Scene<'_, '_>, q: usize) -> bool {
    let Some(at) = scene.start(q).checked_sub(2) else { return false };
    let end = scene.end(q);
    scene.is(at + 1, Classes::PREPOSITION)
        && scene.low(at) == ","
        && at > 0
        && scene.sentence.word(at - 1).starts_with(char::is_uppercase)
        && (scene.is(end, Classes::PREPOSITION) && !scene.is(end, Classes::OF) || scene.low(end) == ",")
}

/// Whether quantity `q` stands behind a verb with an object of its own: "and found drugs in 37".
fn found_at(scene: &Scene<'_, '_>, q: usize) -> bool {
    let Some(verb) = scene.start(q).checked_sub(3) else { return false };
    scene.is(verb + 2, Classes::PREPOSITION)
        && scene.is_plural(verb + 1)
        // "the United States"
        && !scene.is_place(verb + 1)
        && (scene.is(verb, Classes::VERBAL) || scene.is_participle(verb))
}

/// Whether a count is not hundreds of times larger or smaller than another.
fn fits(claim: &Claim, quantity: &Quantity) -> bool {
    let (Some(a), b) = (claim.value.or(claim.low), quantity.size.least()) else { return true };
    let within = |a: Amount, b: Amount| a.times(Amount::from_int(200)).is_some_and(|most| most >= b);
    within(a.abs(), b) && within(b, a.abs())
}

/// Whether a bare number goes with the verb of the one before: "The hospital treated 140 patients and the clinic 22."
pub(super) fn is_gapped(scene: &Scene<'_, '_>, q: usize) -> bool {
    let Some(last) = q.checked_sub(1) else { return false };
    let (from, start) = (scene.quantities[last].tokens.end, scene.start(q));
    let is_link = |n: usize| scene.is(n, Classes::AND) || matches!(scene.sign(n), Some(',' | ';'));
    let Some(joint) = (from..start.min(from + 4)).find(|&n| is_link(n)) else { return false };
    let joint = joint + usize::from(is_link(joint + 1));
    let subject = joint + 1..start;
    let ends = |n: usize| matches!(scene.low(n), "" | "." | "," | ";") || scene.is(n, Classes::AND);
    let plain = |n: usize| {
        !scene.sentence.word(n).starts_with(|c: char| !c.is_alphabetic())
            && !scene.is(n, Classes::CLOSED)
            && !scene.is(n, Classes::VERB)
            && !scene.is_participle(n)
    };
    scene.quantities[last].unit == scene.quantities[q].unit
        && (2..=4).contains(&subject.len())
        && scene.is(subject.start, Classes::DEFINITE)
        && subject.skip(1).all(plain)
        && ends(scene.end(q))
        && scene.has_verb(0..scene.start(last))
}

/// What a number without a unit counts: the noun behind it, what the sentence or paragraph counted before, or its subject.
pub(super) fn of(scene: &Scene<'_, '_>, q: usize, before: &[Claim], lasts: &Lasts) -> Option<Found> {
    let block = scene.sentence.block;
    if let Some(noun) = noun::after(scene, q) {
        // "Three soldiers were killed and 14 wounded": soldiers again.
        let same = (noun.rule == "noun.befell").then(|| before.last()).flatten();
        let again = same.filter(|last| last.kind == Kind::Count && noun::joins_passive(scene, q));
        return Some(again.map_or(Found::Noun(noun), |last| Found::Carried(LastUnit::of(last, block))));
    }
    if let Some(people) = people::settled(scene, q) {
        return Some(Found::Noun(people));
    }
    if people::is_rest(scene, q) {
        let own = before.iter().rev().find(|c| c.kind == Kind::Count && !c.unit.is_empty());
        let above = lasts.in_block(block).find(|last| last.kind == Kind::Count);
        let people = people::befallen(scene, q);
        let rest = own.map(|last| LastUnit::of(last, block)).or_else(|| above.cloned()).filter(|_| people.is_none());
        return rest.map(Found::Carried).or_else(|| people.map(Found::Noun));
    }
    if let Some(noun) = label::labelled(scene, q) {
        return Some(Found::Noun(noun));
    }
    if let Some(last) = before.last().filter(|last| goes_on(last, scene, q)) {
        return Some(Found::Carried(LastUnit::of(last, block)));
    }
    if let Some(last) = before.last().filter(|last| again_a_share(scene, q, last)) {
        return Some(Found::Carried(LastUnit::of(last, block)));
    }
    // "killing 19 and injuring 23": those whom it befell before, if any.
    if let Some(people) = people::befallen(scene, q) {
        let same = q > 0 && people::befallen(scene, q - 1).is_some() && scene.end(q - 1) + 3 >= scene.start(q);
        let again = before.last().filter(|last| same && last.kind == Kind::Count && !last.unit.is_empty());
        return Some(again.map_or(Found::Noun(people), |last| Found::Carried(LastUnit::of(last, block))));
    }
    if let Some(last) = before.last().filter(|last| last.kind == Kind::Count && !last.unit.is_empty())
        && is_gapped(scene, q)
    {
        return Some(Found::Carried(LastUnit::of(last, block)));
    }
    if let Some(noun) = noun::of_next(scene, q) {
        return Some(Found::Noun(noun));
    }
    let in_sentence = || {
        let level = |c: &&Claim| c.change.is_none() && !c.unit.is_empty() && same_sort(c);
        let mut levels = before.iter().rev().take(20).filter(level);
        let last = levels.next()?;
        // "1.3 million customers in 14 countries, and plans to add 200,000": of those that it can be of.
        let far = last.kind == Kind::Count && !fits(last, &scene.quantities[q]);
        let other = levels.find(|c| far && c.kind == Kind::Count && fits(c, &scene.quantities[q]));
        Some(Found::Carried(LastUnit::of(other.unwrap_or(last), block)))
    };
    // "from 8 per 100,000 in 2007 to 24": the same thing once more.
    let cues = &scene.vocabulary().cues;
    let opening = scene.before_filler(scene.start(q));
    let led = scene.ends_at(&cues.change_level, opening).is_some();
    let compared = scene.ends_at(&cues.compared_with, opening).is_some();
    let subject = || noun::before(scene, q).map(Found::Noun);
    if let Some(last) = before.last().filter(|last| compared && same_sort(last) && !last.unit.is_empty()) {
        return Some(Found::Carried(LastUnit::of(last, block)));
    }
    let generic = told(scene, q) && noun::before(scene, q).is_none();
    let same = |c: &&Claim| !c.unit.is_empty() && c.change.is_none() && fits_generic(c.kind, c.value, scene, q);
    if let Some(last) = before.iter().rev().take(4).find(same).filter(|_| generic) {
        return Some(Found::Carried(LastUnit::of(last, block)));
    }
    let above = || lasts.in_block(block).find(|last| fits_generic(last.kind, last.value, scene, q));
    if let Some(last) = (generic && before.is_empty()).then(above).flatten() {
        return Some(Found::Carried(last.clone()));
    }
    let of_these = of_these(scene, q);
    let carried_first = of_these
        || noun::of_pronoun(scene, q)
        || noun::is_object(scene, q)
        || opens_clause(scene, q)
        || found_at(scene, q)
        || scene.is(scene.end(q), Classes::EXTRA) && scene.is(scene.end(q) + 1, Classes::THAN);
    let found = if carried_first { in_sentence() } else { subject().or_else(in_sentence) };
    let across = || {
        // Over the border of a sentence only where words opening to the number: a lone one may be a label.
        let verb = |n: usize| scene.is(n, Classes::AUXILIARY) || scene.is(n, Classes::VERB) || scene.is_participle(n);
        let wanted =
            opening > 1 && scene.is(opening - 2, Classes::INFINITIVE) && !scene.is(opening - 1, Classes::CLOSED);
        let led = led
            || of_these
            || wanted
            || of_place(scene, q)
            || beside_name(scene, q)
            || scene.quantities[q].hedge.is_some()
            || noun::of_pronoun(scene, q)
            || scene.is(scene.end(q), Classes::AUXILIARY)
            || opening > 0
                && (verb(opening - 1) || opening > 1 && scene.is(opening - 1, Classes::ADVERB) && verb(opening - 2));
        // "the price was 2.9 trillion": money in a paragraph that spoke of money.
        let scaled = scene.quantities[q].number.len() > 1 && scene.end(q) == scene.quantities[q].tokens.end;
        let counted = |last: &LastUnit| {
            last.block == block
                && (matches!(last.kind, Kind::Count | Kind::Rate)
                    || scaled && matches!(last.kind, Kind::Money | Kind::Measure))
        };
        lasts.in_block(block).find(|last| led && counted(last)).cloned().map(Found::Carried)
    };
    let befell = || people::befell(scene, q).map(Found::Noun);
    let sum = || lasts.money.clone().filter(|_| is_sum(scene, q)).map(Found::Carried);
    found.or_else(across).or_else(befell).or_else(|| carried_first.then(subject).flatten()).or_else(sum)
}

/// How far before a sum the word can stand that tells that it is one, in tokens.
const SUM: usize = 8;

/// Whether quantity `q` is a large number that names nothing, behind a word of money: "an instalment of 650 million".
fn is_sum(scene: &Scene<'_, '_>, q: usize) -> bool {
    let (start, quantity) = (scene.start(q), &scene.quantities[q]);
    let scaled = quantity.number.len() > 1 && quantity.size.least() >= Amount::from_int(100_000);
    let from = scene.clause(q).start.max(q.checked_sub(1).map_or(0, |last| scene.end(last)));
    let said = scene.last_of(&scene.vocabulary().cues.sum, from.max(start.saturating_sub(SUM))..start).is_some();
    scaled && said && !is_open(scene, scene.end(q))
}

/// Kind, unit name and unit code of what the quantity stage read.
pub(super) fn unit_of(unit: &Unit) -> (Kind, String, String) {
    let plain = |kind, unit: &str, code: &str| (kind, unit.to_owned(), code.to_owned());
    match unit {
        Unit::Bare => plain(Kind::Count, "", ""),
        Unit::Money(code) => plain(Kind::Money, code, code),
        Unit::Percent => plain(Kind::Share, "percent", "%"),
        Unit::PercentagePoint => plain(Kind::Share, "percentage point", "%"),
        Unit::BasisPoint => plain(Kind::Share, "basis point", ""),
        Unit::Per(n) => plain(Kind::Rate, &format!("per {n}"), ""),
        Unit::Times => plain(Kind::Ratio, "times", "1"),
        Unit::Rank => plain(Kind::Rank, "rank", ""),
        Unit::Measure { name, ucum } => plain(Kind::Measure, name, ucum),
        Unit::Ratio(name) => plain(Kind::Ratio, name, ""),
    }
}
