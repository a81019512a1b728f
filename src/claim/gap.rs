//! Numbers that leave their unit out because the number before them has said it: "14 percent of electricity, wind 22 and
//! hydro 9", "640 gigawatt hours in 2021 and 710 in 2022", "55 million barrels a day, down from 70".

use super::{
    change, noun,
    phrase::{is_open, is_verb, is_when},
    scene::Scene,
};
use crate::{
    base::Amount,
    quantity::{Quantity, Size, Unit},
    text::TokenKind,
    vocabulary::word::Classes,
};

/// How many tokens may stand between the two numbers.
const FAR: usize = 16;
/// How many tokens lie between a part and its whole at most: "of the country's".
const PART: usize = 5;
/// How many times as large as the other a number of the same unit may be.
const NEAR: i64 = 20;

/// Gives bare numbers the unit that they leave out, and the scale word where it is left out too. Counts are left to
/// `count`, which knows the nouns.
pub(super) fn fill(scene: &Scene<'_, '_>) -> Vec<(usize, Quantity)> {
    let mut filled: Vec<(usize, Quantity)> = Vec::new();
    for q in 1..scene.quantities.len() {
        if is_part_of(scene, q)
            && let Some(quantity) = like(&scene.quantities[q - 1], &scene.quantities[q])
        {
            filled.push((q - 1, quantity));
        }
    }
    for q in 1..scene.quantities.len() {
        let Some(p) = before(scene, q) else { continue };
        let known = filled.last().filter(|(n, _)| *n == p).map_or(&scene.quantities[p], |(_, quantity)| quantity);
        if let Some(quantity) = like(&scene.quantities[q], known) {
            filled.push((q, quantity));
        }
    }
    filled
}

/// Whether quantity `q` is the whole of the bare number before it: "590,000 of the country's 1.4 million hectares".
fn is_part_of(scene: &Scene<'_, '_>, q: usize) -> bool {
    let (part, whole) = (&scene.quantities[q - 1], &scene.quantities[q]);
    let (from, start) = (scene.end(q - 1), whole.tokens.start);
    let of = scene.is(from, Classes::OF) && scene.is(from + 1, Classes::DETERMINER);
    let owned = scene.sentence.tokens.get(start.wrapping_sub(1)).is_some_and(|t| t.kind == TokenKind::Possessive);
    let close = of && start > from && (start == from + 2 || owned && start <= from + PART);
    part.unit == Unit::Bare
        && matches!(whole.unit, Unit::Measure { .. })
        && close
        && part.size.least() < whole.size.least()
}

/// The quantity before `q` in whose words `q` goes on: no verb and no noun of its own tells what `q` is.
pub(super) fn before(scene: &Scene<'_, '_>, q: usize) -> Option<usize> {
    let p = q.checked_sub(1).filter(|_| scene.quantities[q].unit == Unit::Bare)?;
    let (from, start, behind) = (scene.end(p), scene.start(q), scene.end(q));
    if start <= from || start > from + FAR {
        return None;
    }
    let cues = &scene.vocabulary().cues;
    let (mut n, mut joined) = (from, false);
    while n < start {
        let linked = [&cues.compared_with, &cues.change_level].into_iter().find_map(|t| scene.phrase(t, n));
        if let Some((length, ())) = linked {
            n += length;
            continue;
        }
        let sign = scene.sentence.tokens.get(n).is_some_and(|t| t.kind == TokenKind::Sign);
        joined |= scene.is(n, Classes::CONJUNCTION) || matches!(scene.sign(n), Some(',' | ';'));
        if sign && !matches!(scene.sign(n), Some(',' | ';' | '-' | '*'))
            || is_verb(scene, n)
            || scene.is(n, Classes::RELATIVE)
        {
            return None;
        }
        n += 1;
    }
    if noun::after(scene, q).is_some() {
        return None;
    }
    let at = scene.before_filler(start);
    // "instead of 12": the "of" is no filler there
    let compared = [at, start].into_iter().any(|at| scene.ends_at(&cues.compared_with, at).is_some());
    let level = !compared && scene.ends_at(&cues.change_level, at).is_some();
    // "rose 12 percent to 480": the level is another thing than the change.
    if level && change::of(scene, p).is_some() {
        return None;
    }
    let own = start.checked_sub(1).is_some_and(|n| n >= from && preposition(scene, n) && !mirrored(scene, p, q));
    let free = !is_open(scene, behind)
        || is_when(scene, behind)
        || is_verb(scene, behind) && scene.quantities[p].unit == Unit::Percent
        || scene.is(behind, Classes::MEASURE_WORD)
        || scene.is(behind, Classes::GENERIC);
    // "20 years, and seven have waited longer"
    if is_verb(scene, behind)
        && !compared
        && !level
        && matches!(scene.quantities[p].unit, Unit::Measure { .. } | Unit::Money(_))
    {
        return None;
    }
    // "two of the six", "12 of 150 kW"
    if scene.is(behind, Classes::OF) && !is_open(scene, behind + 1) {
        return None;
    }
    (compared || level || joined && !own && free).then_some(p)
}

/// A preposition that makes a number say something else than the one before: "and 12 in 40".
fn preposition(scene: &Scene<'_, '_>, n: usize) -> bool {
    if scene.is(n, Classes::OF) {
        // "the quota of 8,500"
        return !(n > 0 && (scene.is(n - 1, Classes::GENERIC) || scene.is(n - 1, Classes::FILLER)));
    }
    scene.is(n, Classes::PREPOSITION) && !scene.is(n, Classes::ADVERB)
}

/// Whether the same word leads to both: "for 38 percent of visits and for 17".
fn mirrored(scene: &Scene<'_, '_>, p: usize, q: usize) -> bool {
    let lead = |q: usize| scene.start(q).checked_sub(1).map(|n| scene.low(n));
    lead(p).is_some() && lead(p) == lead(q)
}

/// The bare quantity with the unit of another, where it can be one of the same sort.
fn like(bare: &Quantity, of: &Quantity) -> Option<Quantity> {
    if !matches!(
        of.unit,
        Unit::Percent | Unit::PercentagePoint | Unit::BasisPoint | Unit::Money(_) | Unit::Measure { .. }
    ) {
        return None;
    }
    if of.rules.iter().any(|r| r.starts_with("age")) {
        return None;
    }
    let mut out = bare.clone();
    let scale = (bare.scale == Amount::ONE).then_some(of.scale);
    if !near(bare.size.least(), of.size.least()) {
        let scale = scale?;
        out.size = match bare.size {
            Size::Value(v) => Size::Value(v.times(scale)?),
            Size::Range(a, b) => Size::Range(a.times(scale)?, b.times(scale)?),
            Size::Vague(_) => return None,
        };
        out.precision = out.precision.and_then(|p| p.times(scale));
        if !near(out.size.least(), of.size.least()) {
            return None;
        }
    }
    if of.unit == Unit::Percent && out.size.least() > Amount::from_int(100).max(of.size.least()) {
        return None;
    }
    out.unit = of.unit.clone();
    out.rules.push("unit.carried".into());
    Some(out)
}

pub(super) fn near(a: Amount, b: Amount) -> bool {
    let within = |a: Amount, b: Amount| a.times(Amount::from_int(NEAR)).is_some_and(|most| most >= b);
    a.is_zero() || within(a, b) && within(b, a)
}

#[cfg(test)]
mod tests {
    use crate::{
        claim::{self, Context},
        document,
        vocabulary::{Extensions, Vocabulary},
    };

    /// Value and unit of the claims of a text that are not minor.
    fn claims(text: &str) -> Vec<String> {
        let vocabulary = Vocabulary::new("en", &Extensions::default()).expect("the built-in vocabulary");
        let context = Context { source_id: "note", vocabulary: &vocabulary, indicators: &[], published: None };
        let document = document::read("note.txt", text.as_bytes());
        let claims = claim::claims(&document, &context).into_iter().filter(|c| c.core);
        claims.map(|c| format!("{} {}", c.value.unwrap_or_default(), c.unit)).collect()
    }

    #[test]
    fn a_percentage_goes_on_without_its_sign() {
        assert_eq!(
            claims("Solar supplied 14 percent of electricity, wind 22 and hydro 9."),
            ["14 percent", "22 percent", "9 percent"]
        );
        assert_eq!(claims("Core inflation is 4.9 percent, against 6.2 in May."), ["4.9 percent", "6.2 percent"]);
        assert_eq!(
            claims("Coverage was 91 per cent on the coast but only 64 in the hills."),
            ["91 percent", "64 percent"]
        );
        assert_eq!(claims("Exports rose 12 percent to 480 lorries."), ["12 percent", "480 lorry"]);
        assert_eq!(claims("Fees rose 4 percent; two of the six clubs closed."), ["4 percent", "2 club"]);
    }

    #[test]
    fn a_measure_goes_on_without_its_unit() {
        assert_eq!(claims("The kilns burnt 640 tonnes in 2021 and 710 in 2022."), ["640 tonne", "710 tonne"]);
        assert_eq!(claims("The hall is 41 metres long, 18 wide and 12 high."), ["41 metre", "18 metre", "12 metre"]);
        assert_eq!(claims("A ticket costs 49 euros for adults and 25 for children."), ["49 EUR", "25 EUR"]);
        assert_eq!(
            claims("The fire burnt 1,900 hectares of pine and a further 600 of scrub."),
            ["1900 hectare", "600 hectare"]
        );
    }

    #[test]
    fn a_scale_word_is_left_out_with_the_unit() {
        assert_eq!(
            claims("The pipe carries 55 million litres a day, down from 70."),
            ["55000000 litre", "70000000 litre"]
        );
    }
}
