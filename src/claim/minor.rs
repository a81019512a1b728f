//! Which quantities are minor: reported, but no claim that a reader would want in a data set.

use super::{
    count,
    noun::Counted,
    phrase::{is_open, is_when},
    scene::Scene,
};
use crate::{
    base::{FoundIn, Kind, Modality},
    quantity::{Size, Unit},
    text::TokenKind,
    vocabulary::{number::Tag, word::Classes},
};

/// Why quantity `q` is minor, `None` where it is a claim.
#[must_use]
pub fn of(
    scene: &Scene<'_, '_>,
    q: usize,
    (kind, modality): (Kind, Modality),
    unit: &str,
    noun: Option<&Counted>,
) -> Option<&'static str> {
    let quantity = &scene.quantities[q];
    let words = &scene.vocabulary().words;
    if scene.sentence.found_in == FoundIn::TableCell {
        return Some("minor.table-cell");
    }
    if quantity.rules.iter().any(|r| r.starts_with("age")) && !is_average(scene, q) {
        return Some("minor.age");
    }
    let small = matches!(quantity.size, Size::Value(v) if v <= crate::base::Amount::from_int(12));
    // What leaves its unit out is as much of a claim as the number that it goes on from.
    let carried = q > 0 && noun.is_none() && quantity.rules.iter().any(|r| r == "unit.carried");
    if kind == Kind::Measure
        && words.is(unit, Classes::TIME)
        && !measured_time(scene, q)
        // "Report every case within 24 hours"
        && !(modality == Modality::Proposed && scene.is(scene.start(q), Classes::WITHIN))
        && !(carried && measured_time(scene, q - 1))
    {
        return Some("minor.time-span");
    }
    if kind == Kind::Count && small && words.is(unit, Classes::STRUCTURAL) {
        return Some("minor.structure");
    }
    // "the two countries", "these three groups", "all seven regions": a number that only points back.
    let mut start = scene.start(q);
    if start > 1 && scene.is(start - 1, Classes::RANKING) {
        start -= 1;
    }
    let spelt = scene.sentence.word(quantity.number.start).starts_with(char::is_alphabetic);
    if kind == Kind::Count && small && spelt && start > 0 && scene.is(start - 1, Classes::DEFINITE) && noun.is_some() {
        return Some("minor.definite");
    }
    if kind == Kind::Rank && small && scene.low(quantity.tokens.start) == words.rank_word {
        return Some("minor.number-one");
    }
    // "a two-storey house", "a 12-member panel"
    if kind == Kind::Count && small && noun.is_some_and(|n| n.rule == "noun.joined") {
        return Some("minor.joined");
    }
    // Digits that count nothing and that no word leads to are a label: "room 48", "bus 17".
    let own = noun.is_some_and(|n| n.head >= quantity.tokens.end);
    if kind == Kind::Count
        && !own
        && !is_counted(scene, q)
        && (unit.is_empty() && (small || is_plain(scene, q)) || !is_led(scene, q))
    {
        return Some("minor.bare");
    }
    None
}

/// Whether what stands around a number tells that it counts something, whether the text names it there or not: "481 of
/// them", "and 96 have been closed".
fn is_counted(scene: &Scene<'_, '_>, q: usize) -> bool {
    let (start, end) = (scene.start(q), scene.end(q));
    let opens = start > 0 && scene.is(start - 1, Classes::AND);
    scene.is(end, Classes::OF) && scene.is(end + 1, Classes::ANAPHOR) || opens && scene.is(end, Classes::PERFECT)
}

/// Plain digits without separators, scale word or hedge.
fn is_plain(scene: &Scene<'_, '_>, q: usize) -> bool {
    let quantity = &scene.quantities[q];
    let mut number = quantity.number.clone();
    let plain = |n: usize| !scene.low(n).bytes().any(|b| matches!(b, b',' | b'.')) && !is_blank(scene, n);
    quantity.hedge.is_none()
        && (quantity.number.len() == 1 || matches!(quantity.size, Size::Range(..)))
        && scene.low(number.start).starts_with(|c: char| c.is_ascii_digit())
        && number.all(plain)
}

/// Whether token `n` is a number with blanks in it: "7 520".
fn is_blank(scene: &Scene<'_, '_>, n: usize) -> bool {
    scene.low(n).contains(char::is_whitespace)
}

/// Whether the words before a number that has no noun of its own lead to it: a verb, a preposition, another number.
/// A noun or name before plain digits makes them a label.
fn is_led(scene: &Scene<'_, '_>, q: usize) -> bool {
    if !is_plain(scene, q) || scene.sentence.found_in == FoundIn::Headline || count::is_gapped(scene, q) {
        return true;
    }
    let start = scene.start(q);
    let Some(before) = start.checked_sub(1) else { return true };
    let token = &scene.sentence.tokens[before];
    if token.kind != TokenKind::Word {
        // "the smaller K3 2.0"
        let code = token.kind == TokenKind::Number && !token.spaced;
        return token.kind != TokenKind::Possessive && !code;
    }
    let classes = scene.classes(before);
    // "take the 17", "the 17 who came"
    if classes.any(Classes::ARTICLE) {
        let definite = classes.any(Classes::DEFINITE);
        return !definite || scene.is(scene.end(q), Classes::PRONOUN);
    }
    if classes.any(Classes::CLOSED) || classes.any(Classes::VERBAL) || scene.is_participle(before) {
        return true;
    }
    let capital = scene.sentence.word(before).starts_with(char::is_uppercase);
    let moved = scene.ends_at(&scene.vocabulary().cues.change, start).is_some();
    let verb = before > 0 && scene.is_plural(before) && !matches!(scene.quantities[q].size, Size::Range(..));
    moved || verb && !capital
}

/// A span of time that is measured, not an adverb: "took 74 days", "a stay of 6 days", "was 27 years", "17 months late",
/// "logged 149 hours", "cut the journey from 52 minutes to 28".
fn measured_time(scene: &Scene<'_, '_>, q: usize) -> bool {
    let hedge = scene.start(q);
    let start = hedge + usize::from(scene.is(hedge, Classes::WITHIN));
    let behind = scene.end(q);
    let Some(before) = start.checked_sub(1) else { return false };
    // "a ten-year note", not "twenty-six months"
    let tied = scene.quantities[q].number.end;
    if tied < scene.quantities[q].tokens.end && scene.sign(tied) == Some('-') || scene.sign(behind) == Some('-') {
        return false;
    }
    // "20 hours a week", "4.2 days on average", "9 months of imports"
    let often = scene.is(behind, Classes::ARTICLE) && scene.is(behind + 1, Classes::TIME);
    let of = scene.is(behind, Classes::OF) && is_open(scene, behind + 1) && !is_when(scene, behind + 1);
    let compared = || {
        let like = q > 0 && matches!(scene.quantities[q - 1].unit, Unit::Measure { .. });
        like && scene.ends_at(&scene.vocabulary().cues.compared_with, start).is_some()
    };
    if scene.is(behind, Classes::OFF_TIME) || compared() || often || is_average(scene, q) {
        return true;
    }
    if scene.is(behind, Classes::SPAN_BEHIND) || is_level(scene, q, before) {
        return is_level(scene, q, before);
    }
    // "over a period of three years"
    if scene.is(before, Classes::OF) {
        return before == 0 || !scene.is(before - 1, Classes::SPAN_NOUN);
    }
    let object = scene.is_participle(before)
        && !scene.is(before, Classes::VERB)
        && !scene.is(before, Classes::SPAN_BEFORE)
        && !scene.is(behind, Classes::INFINITIVE);
    // "stocks would last 11 weeks"; not "the last 11 weeks"
    let verb = before > 0 && (scene.is(before - 1, Classes::AUXILIARY) || scene.is(before - 1, Classes::INFINITIVE));
    if verb && scene.is(before, Classes::SPAN_MEASURED) {
        return true;
    }
    // "the cap stands at 14 days", "a train every 12 minutes"
    let number = |n: usize| scene.sentence.number(n, scene.vocabulary());
    let before_that = before.checked_sub(1);
    let starts = before_that.is_some_and(|n| is_open(scene, n) && !is_when(scene, n));
    let tag = number(before);
    if of || starts && (tag.is(Tag::At) || tag.is(Tag::Every)) {
        return true;
    }
    // "should be made public within 30 days"
    let from = scene.clause(q).start.max(before.saturating_sub(16));
    let bound =
        |n: usize| scene.is(n, Classes::AUXILIARY) && !scene.is(n, Classes::COPULA) && !scene.is(n, Classes::PERFECT);
    if scene.is(before, Classes::WITHIN) && (from..before).any(bound) {
        return true;
    }
    // "tours last 90 minutes", not "the last 90 minutes"
    let plural = before_that.is_some_and(|n| is_open(scene, n) && scene.is_plural(n));
    if plural && scene.is(before, Classes::SPAN_MEASURED) {
        return true;
    }
    // "waited for up to three days", "it takes a court 26 months", "waits between five and eight months"
    let before = before - usize::from(tag.is(Tag::Between) && before > 0);
    let lasts = |n: usize| {
        scene.is(n, Classes::SPAN_MEASURED) && !scene.is(n, Classes::COPULA) && !scene.is(n, Classes::PREPOSITION)
    };
    if scene.is(before, Classes::SPAN_BEFORE) {
        return before > 0 && scene.is(before, Classes::PREPOSITION) && lasts(before - 1);
    }
    let inner = |n: usize| scene.is(n, Classes::ARTICLE) || !scene.is(n, Classes::CLOSED);
    let verb = (before.saturating_sub(3)..=before).rev().find(|&n| !inner(n) || lasts(n));
    object || scene.is(before, Classes::SPAN_MEASURED) || verb.is_some_and(lasts)
}

/// One of two levels, or what a change leads to: "from 52 minutes to 28", "rose to 74 days", "by 50 days".
fn is_level(scene: &Scene<'_, '_>, q: usize, before: usize) -> bool {
    let cues = &scene.vocabulary().cues;
    let at = before + 1;
    // "over the past four years": behind an article it is no preposition.
    let found = scene.ends_at(&cues.change_level, at).map(|(n, ())| n);
    let leads = found.or_else(|| scene.ends_at(&cues.change_size, at).map(|(n, ())| n));
    leads.is_some_and(|n| n == 0 || !scene.is(n - 1, Classes::ARTICLE)) && {
        let clause = scene.clause(q);
        let from = clause.start.max(at.saturating_sub(16));
        scene.first_of(&cues.change, from..at).is_some()
    }
}

/// Whether a number is an average of its clause: "31 years old on average", "the average stay was 6 days".
fn is_average(scene: &Scene<'_, '_>, q: usize) -> bool {
    let clause = scene.clause(q);
    let near = clause.start.max(scene.start(q).saturating_sub(10))..clause.end.min(scene.end(q) + 4);
    near.into_iter().any(|n| scene.is(n, Classes::AVERAGE))
}

#[cfg(test)]
mod tests {
    use crate::{
        claim::{self, Context},
        document,
        vocabulary::{Extensions, Vocabulary},
    };

    /// The units of the claims of a text that are not minor.
    fn units(text: &str) -> Vec<String> {
        let vocabulary = Vocabulary::new("en", &Extensions::default()).expect("the built-in vocabulary");
        let context = Context { source_id: "note", vocabulary: &vocabulary, indicators: &[], published: None };
        let document = document::read("note.txt", text.as_bytes());
        claim::claims(&document, &context).into_iter().filter(|c| c.core).map(|c| c.unit).collect()
    }

    #[test]
    fn a_number_goes_with_the_verb_of_the_one_before() {
        assert_eq!(units("The hospital treated 140 patients and the clinic 22."), ["patient", "patient"]);
        assert_eq!(units("The north got 40 wells, the south 18."), ["well", "well"]);
        assert_eq!(units("The depot sent 40 lorries and the bus 17 followed."), ["lorry"]);
    }

    #[test]
    fn what_befell_without_a_noun_befell_people() {
        assert_eq!(units("Floods kill at least 83 in the delta."), ["person"]);
        assert_eq!(units("The blast killed seven workers and wounded 31 others."), ["worker", "person"]);
        assert_eq!(units("Officers searched 40 cars, arresting 12 and fining 9."), ["car", "person", "person"]);
        assert_eq!(units("Officials had put the number of missing at 43."), ["person"]);
    }

    #[test]
    fn a_noun_stands_before_a_colon() {
        assert_eq!(units("Number of employees: 412. Patents filed in 2023: 31."), ["employee", "patent"]);
        assert_eq!(units("Reading for today: 2 Samuel 11."), [""; 0]);
    }

    #[test]
    fn a_noun_is_that_of_its_own_verb() {
        assert_eq!(units("Officers searched 90 cars and found drugs in 37."), ["car", "car"]);
        assert_eq!(units("Of these, 12 trains ran. We ran 400 trains. Of these, 96 were late."), ["train"; 3]);
        assert_eq!(units("The firm sold 350 one-way tickets to 3,800 men and women."), ["ticket", "person"]);
        assert_eq!(units("Our fleet numbers 640 vans."), ["van"]);
        assert_eq!(units("Half of grade 2 pupils cannot read."), ["percent"]);
    }

    #[test]
    fn a_ratio_to_one_is_of_what_was_told() {
        let text = "There is one teacher for every 33 pupils. In the east the ratio is 58 to 1.";
        assert_eq!(units(text), ["pupil per teacher", "pupil per teacher"]);
        assert_eq!(units("Girls outnumbered boys by five to one."), ["times"]);
        assert_eq!(units("The east won by 58 to 1."), [""; 0]);
    }

    #[test]
    fn measured_spans_of_time_are_claims() {
        for text in [
            "Pupils get 20 hours of teaching a week.",
            "The report should be made public within 30 days.",
            "Guided tours last 90 minutes.",
            "The mayor promised to repair every leak within 48 hours.",
            "Patients stayed 4.2 days on average.",
            "The port closed for five hours.",
            "It takes a court twenty-six months to reach a verdict.",
        ] {
            assert_eq!(units(text).len(), 1, "{text}");
        }
        for text in ["The mayor spoke for three hours.", "In the last 90 minutes it rained.", "He left within 30 days."]
        {
            assert_eq!(units(text), [""; 0], "{text}");
        }
    }

    #[test]
    fn a_generic_subject_goes_on() {
        assert_eq!(units("In May 38 percent voted. Last year the figure was 42."), ["percent", "percent"]);
        assert_eq!(units("The price index is 104. The police have 12 cars."), ["car"]);
    }

    #[test]
    fn a_span_of_time_behind_a_preposition_is_an_adverb() {
        assert_eq!(units("Rents have risen over the past four years."), [""; 0]);
        assert_eq!(units("The wait fell to four years."), ["year"]);
    }
}
