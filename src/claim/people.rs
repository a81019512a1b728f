//! People whom no noun names: "killing 19", "dozens more were arrested", "31 others".

use super::{noun::Counted, scene::Scene};
use crate::vocabulary::word::Classes;

/// Whether quantity `q` counts those who are left: "31 others".
pub(super) fn is_rest(scene: &Scene<'_, '_>, q: usize) -> bool {
    let behind = scene.end(q);
    scene.is_plural(behind) && scene.singular_is(behind, Classes::DETERMINER)
}

/// People, where the verb before quantity `q` tells what was done to them: "killing 19", "the firm employed 900".
pub(super) fn befallen(scene: &Scene<'_, '_>, q: usize) -> Option<Counted> {
    let at = scene.before_filler(scene.start(q));
    let head = (at.saturating_sub(2)..at).rev().find(|&n| !scene.is(n, Classes::ADVERB))?;
    let unit = scene.vocabulary().words.befell_unit.clone();
    let verb = scene.is(head, Classes::BEFALLS) && !(head > 0 && scene.is(head - 1, Classes::COPULA));
    verb.then(|| Counted { unit, head, phrase: head..head + 1, adjacent: false, rule: "noun.befell" })
}

/// People, where what is said of a number without a noun befalls people: "dozens more were arrested", "thousands fled".
pub(super) fn befell(scene: &Scene<'_, '_>, q: usize) -> Option<Counted> {
    let at = scene.end(q);
    let head = (at..at + 5).find(|&n| scene.is(n, Classes::BEFELL))?;
    let passive = (at..head)
        .all(|n| scene.is(n, Classes::AUXILIARY) || scene.is(n, Classes::ADVERB) || scene.is(n, Classes::EXTRA));
    let unit = scene.vocabulary().words.befell_unit.clone();
    passive.then(|| Counted { unit, head, phrase: head..head + 1, adjacent: false, rule: "noun.befell" })
}

/// People, where quantity `q` tells how many live in a place: "a city of 340,000".
pub(super) fn settled(scene: &Scene<'_, '_>, q: usize) -> Option<Counted> {
    let start = scene.start(q);
    // "of some 400"
    let hedged = start > 1 && (scene.is(start - 1, Classes::CLOSED) || scene.is(start - 1, Classes::ADVERB));
    let of = start.checked_sub(1).map(|n| if hedged && !scene.is(n, Classes::OF) { n - 1 } else { n })?;
    let head = of.checked_sub(1).filter(|&n| scene.is(of, Classes::OF) && scene.is(n, Classes::SETTLED))?;
    let unit = scene.vocabulary().words.befell_unit.clone();
    Some(Counted { unit, head, phrase: head..head + 1, adjacent: false, rule: "noun.settled" })
}
