//! What goes from the place that a text is about to a country that gets it: "Japan took 30,000 tonnes".

use super::{Memory, PlaceMention, flow::Flowing, lead::led_by_in};
use crate::{
    claim::{
        phrase::{is_open, is_verb},
        scene::Scene,
    },
    quantity::Unit,
    vocabulary::word::Classes,
};

/// How many words can stand between the verb and the number: "bought no less than 30".
const OBJECT: usize = 2;

impl Memory {
    /// The flow of a number that is the object of such a verb, whose subject is another country than the text's own.
    pub(super) fn taken(&self, scene: &Scene<'_, '_>, q: usize) -> Option<Flowing> {
        let table = &scene.vocabulary().cues.place_takes;
        let here = self.dominant.as_deref().filter(|_| scene.sentence.may_hold(table.set()))?;
        let unit = &scene.quantities[q].unit;
        let start = scene.start(q);
        let (verb, ()) = scene.last_of(table, start.saturating_sub(OBJECT + 2)..start)?;
        let gap = verb.end..start;
        let plain = |n: usize| scene.sign(n).is_none() && !scene.is(n, Classes::PREPOSITION) && !scene.in_quantity(n);
        if !(is_ware(unit) || *unit == Unit::Bare) || gap.len() > OBJECT || !gap.into_iter().all(plain) {
            return None;
        }
        let buyer = scene.near_places(q).iter().find(|m| m.tokens.end == verb.start)?;
        let to = buyer.code.clone().filter(|code| *code != here && buyer.whole && !buyer.people && !buyer.body)?;
        let clause = scene.clause(q);
        // "and Iran just over 900": one more of them.
        let next = |m: &PlaceMention| (q + 1..scene.quantities.len()).any(|next| scene.start(next) == m.tokens.end);
        let other = |m: &PlaceMention| {
            m.code.is_some() && clause.contains(&m.tokens.start) && m.tokens.start > start && !next(m)
        };
        let free = led_by_in(scene, buyer).is_none() && !scene.near_places(q).iter().any(other);
        free.then(|| Flowing::to(here.to_owned(), to))
    }

    /// Money from a country's bank or agency before the verb at token `at`: "The Export-Import Bank of India will lend $15
    /// million".
    pub(super) fn lent(&self, scene: &Scene<'_, '_>, q: usize, at: usize) -> Option<Flowing> {
        let money = matches!(scene.quantities[q].unit, Unit::Money(_)) && scene.start(q) > at;
        let here = self.dominant.as_deref().filter(|_| money)?;
        let near = |m: &&PlaceMention| m.body && m.tokens.end <= at && at - m.tokens.end <= NAME;
        let giver = scene.near_places(q).iter().rfind(near)?;
        let name = |n: usize| is_open(scene, n) && !is_verb(scene, n) || scene.is(n, Classes::OF);
        let gap = at..scene.start(q);
        let named = (giver.tokens.end..at).all(name)
            && !gap.into_iter().any(|n| scene.is_place(n) || matches!(scene.sign(n), Some(',' | ';')));
        let from = giver.code.clone().filter(|code| named && *code != here)?;
        Some(Flowing::to(from, here.to_owned()))
    }
}

/// How many words of a name can stand behind the country in it: "Japan International Cooperation Agency".
const NAME: usize = 4;

/// Whether a number can be of something that is sent: no count, no distance.
pub(super) fn is_ware(unit: &Unit) -> bool {
    match unit {
        Unit::Money(_) | Unit::Percent => true,
        Unit::Measure { ucum, .. } => !matches!(
            &**ucum,
            "m" | "km" | "[mi_i]" | "[ft_i]" | "[yd_i]" | "[nmi_i]" | "h" | "min" | "s" | "d" | "wk" | "mo" | "a"
        ),
        _ => false,
    }
}
