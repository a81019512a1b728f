//! What a number shares with the one before it, since it leaves it out: "patrols seized 163 boats in 2019, and 208 boats
//! in 2020", "163 boats were seized in 2019 and 208 in 2020".

use std::ops::Range;

use super::{
    phrase::{is_open, is_verb, is_when},
    scene::Scene,
};
use crate::vocabulary::word::Classes;

/// How many tokens may stand between two numbers of one series.
const FAR: usize = 16;
/// How many numbers back the words are looked for that they share.
const MOST: usize = 6;

/// The words of earlier numbers that hold for quantity `q` too; empty where it has a verb or a subject of its own.
#[must_use]
pub(super) fn shared(scene: &Scene<'_, '_>, mut q: usize) -> Range<usize> {
    for _ in 0..MOST {
        let Some(p) = q.checked_sub(1).filter(|p| goes_on(scene, *p, q)) else { break };
        let of = scene.territory(p);
        let lead = of.start..scene.start(p).max(of.start);
        let behind = scene.end(p)..of.end.min(scene.start(q));
        let verb = |range: &Range<usize>| range.clone().any(|n| is_verb(scene, n));
        if is_bare(scene, p, q) && (verb(&lead) || verb(&behind)) {
            return of;
        }
        if verb(&behind) {
            break;
        }
        if verb(&lead) {
            return lead;
        }
        q = p;
    }
    0..0
}

/// Whether `q` only adds to quantity `p`: "and" or a comma stands between them, and neither a subject before `q` nor a
/// verb behind it.
fn goes_on(scene: &Scene<'_, '_>, p: usize, q: usize) -> bool {
    let gap = scene.end(p)..scene.start(q);
    if gap.len() > FAR
        || gap.clone().any(|n| matches!(scene.sign(n), Some(';' | ':')) || scene.is(n, Classes::RELATIVE))
    {
        return false;
    }
    let of = scene.territory(q);
    let joined = gap.clone().any(|n| scene.sign(n) == Some(',') || scene.is(n, Classes::CONJUNCTION));
    let own = |n: usize| is_open(scene, n) && !is_when(scene, n) && !scene.is_place(n);
    let verb = |n: usize| is_verb(scene, n) && !is_when(scene, n);
    let lead = of.start..scene.start(q);
    joined && !lead.clone().any(own) && !lead.into_iter().any(verb) && !(scene.end(q)..of.end).any(verb)
}

/// Whether `q` says no more than a number, when and where, and the noun of `p` once more.
fn is_bare(scene: &Scene<'_, '_>, p: usize, q: usize) -> bool {
    let same = |n: usize| n == scene.end(q) && scene.low(n) == scene.low(scene.end(p));
    let empty = |n: usize| !is_open(scene, n) || is_when(scene, n) || scene.is_place(n) || same(n);
    (scene.end(q)..scene.territory(q).end).all(empty)
}

#[cfg(test)]
mod tests {
    use crate::claim::sample;

    /// The values of the claims that an indicator with a first group of stems takes.
    fn taken(text: &str, stem: &str) -> String {
        let told = sample::matched(text, stem);
        told.into_iter().map(|c| c.exact).collect::<Vec<_>>().join(" | ")
    }

    #[test]
    fn a_number_shares_the_words_that_it_leaves_out_and_no_others() {
        for (text, stem, wanted) in [
            ("Patrols seized 163 boats in 2019, and 208 boats in 2020.", "seiz", "163 boats | 208 boats"),
            ("Kenya seized 208 boats in 2020 and 287 boats in 2021.", "seiz", "208 boats | 287 boats"),
            ("In all 163 boats were seized in 2019 and 208 in 2020.", "seiz", "163 boats | 208"),
            (
                "They seized 40 boats in 2017, 41 boats in 2018 and 42 boats in 2019.",
                "seiz",
                "40 boats | 41 boats | 42 boats",
            ),
            ("Patrols seized 163 boats and 40 boats sank.", "seiz", "163 boats"),
            ("Patrols seized 163 boats and sank 40 boats.", "seiz", "163 boats"),
            ("Patrols seized 163 boats; owners have 40 boats.", "seiz", "163 boats"),
        ] {
            assert_eq!(taken(text, stem), wanted, "{text}");
        }
    }
}
