//! Which of several mentions belongs to a quantity: the nearest, by a cost.

use std::ops::Range;

use super::scene::Scene;
use crate::vocabulary::word::Classes;

/// How far a mention at token range `mention` stands from quantity `q`: words between, with a surcharge for each
/// border that the reader has to cross. A mention that opens the sentence ("In 2019, …") holds for all of it.
pub(super) fn cost(scene: &Scene<'_, '_>, q: usize, mention: &Range<usize>) -> usize {
    let (start, end) = (scene.start(q), scene.end(q));
    let between = if mention.start >= end { end..mention.start } else { mention.end..start.max(mention.end) };
    let before = mention.start < start;
    let mut cost = usize::from(before);
    for n in between.clone() {
        cost += match scene.sign(n) {
            Some(';') => 30,
            Some(':') => 6,
            Some(',' | '–' | '—') => 4,
            _ if scene.is(n, Classes::CONJUNCTION) => 5,
            _ => 1,
        };
    }
    // Another number between them is the nearer owner, unless the mention frames the whole sentence.
    let others =
        scene.quantities_in(&between).iter().filter(|other| other.tokens != scene.quantities[q].tokens).count();
    if before && mention.start <= 1 {
        return cost.min(9 + others);
    }
    cost + others * if before { 6 } else { 9 }
}
