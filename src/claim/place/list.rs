//! Lists of places: "in Kenya, Uganda and Tanzania".

use std::ops::Range;

use super::PlaceMention;
use crate::{
    claim::scene::Scene,
    vocabulary::{number::NumberWord, word::Classes},
};

/// The mentions, by index, of the list of places that `mention` stands in, where there are several.
pub(super) fn list_of(scene: &Scene<'_, '_>, mention: &PlaceMention) -> Option<Range<usize>> {
    let at = scene.places.binary_search_by_key(&mention.tokens.start, |m| m.tokens.start).ok()?;
    let link = |n: usize| scene.sign(n) == Some(',') || scene.is(n, Classes::AND) || scene.is(n, Classes::ARTICLE);
    let listed = |n: usize| {
        let (a, b) = (&scene.places[n], &scene.places[n + 1]);
        a.tokens.end < b.tokens.start && (a.tokens.end..b.tokens.start).all(link)
    };
    let mut list = at..at + 1;
    while list.end < scene.places.len() && listed(list.end - 1) {
        list.end += 1;
    }
    while list.start > 0 && listed(list.start - 1) {
        list.start -= 1;
    }
    // "Unlike Malawi, Zambia …" lists nothing.
    let and =
        |n: usize| (scene.places[n].tokens.end..scene.places[n + 1].tokens.start).any(|m| scene.is(m, Classes::AND));
    (list.len() > 2 || list.len() > 1 && and(list.start)).then_some(list)
}

/// The codes of a list of places that `mention` stands in, in alphabetical order: `CAN+MEX+USA`.
pub(super) fn joined(scene: &Scene<'_, '_>, mention: &PlaceMention) -> String {
    let Some(list) = list_of(scene, mention) else { return mention.code.clone().unwrap_or_default() };
    codes(&scene.places[list]).join("+")
}

/// The codes of mentions, each once, in alphabetical order.
pub(super) fn codes(mentions: &[PlaceMention]) -> Vec<&str> {
    let mut codes: Vec<&str> = mentions.iter().filter_map(|m| m.code.as_deref()).collect();
    codes.sort_unstable();
    codes.dedup();
    codes
}

/// The lists of places of a sentence, by the index of their mentions.
pub(super) fn lists<'s>(scene: &'s Scene<'_, '_>) -> impl Iterator<Item = Range<usize>> + 's {
    let mut next = 0;
    std::iter::from_fn(move || {
        loop {
            let mention = scene.places.get(next)?;
            next += 1;
            if let Some(list) = list_of(scene, mention) {
                next = list.end;
                return Some(list);
            }
        }
    })
}

/// How many places a sentence points back to, and where: three in "the three countries".
pub(super) fn named_again(scene: &Scene<'_, '_>, within: Range<usize>) -> Option<(usize, usize)> {
    let table = &scene.vocabulary().cues.place_lands;
    if !scene.sentence.may_hold(table.set()) {
        return None;
    }
    within.skip(2).find_map(|n| {
        scene.phrase(table, n)?;
        if !scene.is(n - 2, Classes::DEFINITE) {
            return None;
        }
        match scene.sentence.number(n - 1, scene.vocabulary()).number? {
            NumberWord::Cardinal(number) => Some((usize::try_from(number).ok()?, n)),
            _ => None,
        }
    })
}

/// One place of a list for one number of a list as long: "Kenya, Uganda and Tanzania reported 12, 9 and 7 cases".
pub(super) fn share(scene: &Scene<'_, '_>, q: usize, mention: &PlaceMention) -> Option<String> {
    let places = list_of(scene, mention)?;
    let link = |n: usize| scene.sign(n) == Some(',') || scene.is(n, Classes::AND);
    let listed = |n: usize| (scene.end(n)..scene.start(n + 1)).all(link) && scene.end(n) < scene.start(n + 1);
    let mut numbers = q..q + 1;
    while numbers.end < scene.quantities.len() && listed(numbers.end - 1) {
        numbers.end += 1;
    }
    while numbers.start > 0 && listed(numbers.start - 1) {
        numbers.start -= 1;
    }
    (numbers.len() == places.len()).then(|| scene.places[places.start + q - numbers.start].code.clone())?
}
