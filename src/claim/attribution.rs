//! Who is said to have produced a number.

mod phrase;
#[cfg(test)]
mod tests;

use std::ops::Range;

use super::scene::Scene;
use crate::vocabulary::word::Classes;

/// The producer that the text names for the numbers of a sentence, and where the statement of it starts and ends:
/// numbers outside that range are the author's own.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Producer {
    /// The name, or the pronoun or verb that points to somebody named before.
    pub name: Range<usize>,
    /// The name in an earlier sentence.
    pub known: Option<String>,
    /// What the statement reaches over.
    pub scope: Range<usize>,
    pub rule: &'static str,
}

impl Producer {
    /// The name and what is said of its bearer: "Work Monitor, a research group in Geneva".
    #[must_use]
    pub fn whole(&self, scene: &Scene<'_, '_>) -> Range<usize> {
        let end = self.name.end;
        let apposition = !self.name.is_empty() && scene.sign(end) == Some(',') && scene.is(end + 1, Classes::ARTICLE);
        let closes = |n: &usize| matches!(scene.sign(*n), Some(',' | '.' | ';' | '"' | '”')) || scene.in_quantity(*n);
        let all = scene.sentence.tokens.len();
        let stop = if apposition { (end + 1..all).find(closes).unwrap_or(all) } else { end };
        self.name.start..stop
    }
}

/// Who spoke last, for "she said" and for quotations that go on.
#[derive(Debug, Default)]
pub struct Memory {
    speaker: Option<String>,
    /// The organisation that the sentence before was about.
    subject: Option<String>,
    /// The block of the sentence before, and whether it quoted somebody.
    block: usize,
    quoted: bool,
}

impl Memory {
    /// The producers that a sentence names, in order; remembers the last. `before` gives the sentence before.
    pub fn producers<'p, 'd: 'p>(
        &mut self,
        scene: &Scene<'_, '_>,
        before: impl FnOnce() -> Option<Scene<'p, 'd>>,
    ) -> Vec<Producer> {
        if phrase::points_back(scene)
            && let Some(before) = before()
        {
            if let Some(name) = speaker(&before, &self.find(&before)) {
                self.speaker = Some(name);
            }
            self.subject = phrase::opening(&before, 0).map(|name| text(&before, &name));
            self.block = before.sentence.block;
        } else {
            self.subject = None;
        }
        let mut out = self.find(scene);
        let same = self.block == scene.sentence.block;
        // "…," said Jane Doe. "We have 80 trains."
        if out.is_empty() && same && self.quoted && scene.sentence.text.starts_with(['"', '“', '«']) {
            let known = self.speaker.clone();
            out.push(Producer { name: 0..0, known, scope: 0..scene.sentence.tokens.len(), rule: "attribution.quote" });
            return out;
        }
        self.block = scene.sentence.block;
        if let Some(name) = speaker(scene, &out) {
            self.speaker = Some(name);
            self.quoted = scene.sentence.text.contains(['"', '“', '”', '«', '»']);
        } else {
            self.quoted &= same;
        }
        out.retain(|p| p.rule != "attribution.denied");
        out
    }

    fn find(&self, scene: &Scene<'_, '_>) -> Vec<Producer> {
        let cues = &scene.vocabulary().cues;
        let all = scene.sentence.tokens.len();
        let mut out: Vec<Producer> = Vec::new();
        let tables = cues.producer_before.set() | cues.producer_noun.set() | cues.producer_verb.set();
        let mut n = 0;
        while n < all {
            if !scene.sentence.may_begin(tables, n) {
                n += 1;
                continue;
            }
            if let Some((len, ())) = scene.phrase(&cues.producer_before, n) {
                let name = phrase::name_from(scene, n + len);
                if !name.is_empty() {
                    // Behind a comma it is about what stands before: "312 on board, according to its manifest, when …".
                    let added = n > 0 && scene.sign(n - 1) == Some(',');
                    let on = |m: usize| scene.is(m, Classes::AND) || scene.is(m, Classes::THAT);
                    let ends = added && !(scene.sign(name.end) == Some(',') && on(name.end + 1));
                    let mut scope = part_of(scene, n);
                    if ends {
                        scope.end = name.end;
                    }
                    n = name.end;
                    out.push(Producer { name, known: None, scope, rule: "attribution.according-to" });
                    continue;
                }
            }
            // "By U.S. Department of Justice estimates, …", "some estimates", "the company's claim that"
            if let Some((len, ())) = scene.phrase(&cues.producer_noun, n)
                && let Some(name) = phrase::estimates(scene, n, len)
            {
                let scope =
                    if name.end < n && scene.is(n + len, Classes::THAT) { name.start..all } else { part_of(scene, n) };
                out.push(Producer { name, known: None, scope, rule: "attribution.estimates" });
                n += len;
                continue;
            }
            // "estimates from the hospital network put it at 47 per cent" names one producer.
            let verb = scene.phrase(&cues.producer_verb, n);
            if let Some((len, &needs_that)) = verb
                && let Some(found) = self.said(scene, n, len, needs_that, &out)
            {
                let inside = |last: &Producer| found.name.end < n && (found.name.start..n).contains(&last.name.start);
                if !out.last().is_some_and(inside) {
                    out.push(found);
                }
                n += len - 1;
            }
            n += 1;
        }
        out
    }

    /// The producer by a verb of saying at token `n`.
    fn said(
        &self,
        scene: &Scene<'_, '_>,
        n: usize,
        len: usize,
        needs_that: bool,
        found: &[Producer],
    ) -> Option<Producer> {
        let cues = &scene.vocabulary().cues;
        if n > 0 && scene.sentence.word(n).starts_with(char::is_uppercase) || scene.is_place(n) {
            return None;
        }
        let behind = n + len;
        let turned = phrase::turned_round(scene, n, behind);
        let is_turned = turned.is_some();
        let name = turned.or_else(|| phrase::subject(scene, n))?;
        let all = scene.sentence.tokens.len();
        let before =
            (name.start.saturating_sub(2)..name.start).any(|m| matches!(scene.sign(m), Some(',' | '"' | '”' | '»')));
        // ", the ministry said on Monday,": what stands around it.
        let closes = phrase::closes(scene, behind);
        let denied = scene.phrase(&cues.denial, n).is_some();
        let as_said = phrase::follows_as(scene, &name);
        let shown = denied || as_said || is_turned || before && closes;
        if needs_that && !shown && !phrase::takes_number(scene, n, behind, &name) {
            return None;
        }
        let free = scene.phrase(&cues.producer_free, n).is_some();
        let ends = |m: &usize| {
            scene.sign(*m) == Some(';') || scene.sign(*m) == Some(',') && scene.phrase(&cues.relative, m + 1).is_some()
        };
        // What somebody expects ends with its clause; a report goes on.
        let end = (behind..all).find(|m| free && ends(m)).unwrap_or(all);
        let scope = if is_turned {
            let quotes_on = (name.end..all).any(|m| matches!(scene.sign(m), Some('"' | '“')));
            let goes_on = quotes_on || scene.sign(name.end) != Some(',') || scene.is(name.end + 1, Classes::AUXILIARY);
            0..if goes_on { all } else { name.end }
        } else if as_said || before && closes {
            0..all
        } else if n > name.end && scene.is(n - 1, Classes::AND) {
            n..end
        } else {
            name.start..end
        };
        let rule = if denied { "attribution.denied" } else { "attribution.said" };
        if phrase::is_pronoun(scene, &name) {
            let known = self.behind_pronoun(scene, &name, found)?;
            return Some(Producer { name, known: Some(known), scope, rule });
        }
        Some(Producer { name, known: None, scope, rule })
    }

    /// Whom "she said" or "it expects" means: nobody for "we".
    fn behind_pronoun(&self, scene: &Scene<'_, '_>, name: &Range<usize>, found: &[Producer]) -> Option<String> {
        if !phrase::is_third_person(scene, name.start) {
            return None;
        }
        if let Some(here) = speaker(scene, found) {
            return Some(here);
        }
        // An organisation that the sentence before was about, else the last who spoke.
        let thing = scene.is(name.start, Classes::ANAPHOR);
        let subject = self.subject.clone().filter(|_| thing && self.block == scene.sentence.block);
        subject.or_else(|| self.speaker.clone())
    }
}

/// Whoever speaks in a sentence: one who denies what another said before that other.
fn speaker(scene: &Scene<'_, '_>, found: &[Producer]) -> Option<String> {
    let one = found.iter().rfind(|p| p.rule == "attribution.denied").or_else(|| found.last())?;
    one.known.clone().or_else(|| Some(text(scene, &one.name)))
}

/// The part of a sentence around token `n`, between semicolons and colons.
fn part_of(scene: &Scene<'_, '_>, n: usize) -> Range<usize> {
    let divides = |m: &usize| matches!(scene.sign(*m), Some(';' | ':'));
    let start = (0..n).rev().find(divides).map_or(0, |m| m + 1);
    start..(n..scene.sentence.tokens.len()).find(divides).unwrap_or(scene.sentence.tokens.len())
}

fn text(scene: &Scene<'_, '_>, name: &Range<usize>) -> String {
    scene.sentence.slice(scene.sentence.cover(name.clone())).to_owned()
}

/// The producer of quantity `q`: the nearest before it whose scope holds it, else the nearest behind.
#[must_use]
pub fn of<'p>(scene: &Scene<'_, '_>, producers: &'p [Producer], q: usize) -> Option<&'p Producer> {
    let at = scene.quantities[q].tokens.start;
    let holds = |p: &&Producer| p.scope.contains(&at) && !p.name.contains(&at);
    producers
        .iter()
        .filter(holds)
        .rfind(|p| p.name.end <= at)
        .or_else(|| producers.iter().filter(holds).find(|p| p.name.start >= at))
}
