//! What rules a number from before it in its clause: `plans to hire 40`, `a target of 40`, `denies that 40 …`.

use std::ops::Range;

use super::{
    form::{
        base_form, behind_subject, comma, has_participle, is_finite, is_name, is_open, is_relative, modifies, reports,
    },
    intent::{announced, imperative, intention, is_past_form, lasts},
    modality::decided,
    scene::Scene,
};
use crate::{
    base::Modality,
    vocabulary::{stance::Signal, word::Classes},
};

/// The classes of words that are no signals and still change what rules a number.
const TELLING: Classes =
    Classes::AND.or(Classes::THAT).or(Classes::INFINITIVE).or(Classes::AUXILIARY).or(Classes::PRONOUN);

/// Words that rule a number, and to what.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Hit {
    pub words: Range<usize>,
    pub modality: Modality,
}

/// What was met on the way to a number. Each kind of word has its own reach (`modality.toml`).
#[derive(Debug, Default)]
pub(super) struct Sway {
    verb: Option<Hit>,
    noun: Option<Hit>,
    embed: Option<Hit>,
    /// The noun has a definite article: "the target of".
    definite: bool,
    pub weak: Option<Hit>,
    /// A noun that a verb in between parted from the number; "is 40" joins them again.
    subject: Option<Hit>,
    leads: Option<Hit>,
    denies: bool,
    /// Somebody who can order.
    authority: bool,
    /// The verb stands between commas: ", expected to be 4 percent,".
    inserted: bool,
    /// In a clause that tells what a noun is: "the posts that it was to create".
    relative: bool,
    /// In a clause that opens the sentence and ends at a comma: "Although it planned to, …".
    subordinate: bool,
    /// A conjunction or comma since the last verb that rules: another verb can be coordinated with it.
    parted: bool,
    /// Behind a verb that rules, the clause that tells what is promised or foretold: "promised in May that the island".
    content: bool,
    /// The verb is a noun's infinitive: "a plan to drain the marsh".
    of_noun: bool,
    /// Whether a finite verb was met.
    pub finite: bool,
}

impl Sway {
    /// Reads the words of `window`, at whose end the number stands.
    pub(super) fn read(scene: &Scene<'_, '_>, window: Range<usize>) -> Self {
        let mut sway = Self::default();
        let mut next = scene.quantities.partition_point(|q| q.tokens.end <= window.start);
        let mut n = window.start;
        while n < window.end {
            n = match scene.quantities.get(next).filter(|q| q.tokens.contains(&n)) {
                Some(quantity) => {
                    next += 1;
                    sway.pass_quantity();
                    quantity.tokens.end
                }
                None => n + sway.step(scene, n, &window),
            };
        }
        sway
    }

    /// What rules the number, where anything does.
    pub(super) fn hit(&self) -> Option<&Hit> {
        let strongest = match (&self.verb, &self.noun) {
            // "never reached its target of 40", "would be back at the target of 3": it is still the target.
            (Some(verb), Some(noun))
                if verb.modality == Modality::Negated
                    || self.definite
                    || rank(noun.modality) >= rank(verb.modality) =>
            {
                Some(noun)
            }
            (Some(verb), _) => Some(verb),
            (None, noun) => noun.as_ref(),
        };
        // "predicts that it will stay near its target band of 6": still the target
        let aimed = self.noun.as_ref().filter(|noun| self.definite && noun.modality == Modality::Proposed);
        let foreseen = self.embed.as_ref().filter(|embed| embed.modality == Modality::Forecast);
        aimed.filter(|_| foreseen.is_some()).or(self.embed.as_ref()).or(strongest)
    }

    /// Whether it rules whatever verb the number has.
    pub(super) fn embeds(&self) -> bool {
        self.embed.is_some()
    }

    /// Forgets the noun: it does not lead to the number.
    pub(super) fn part(&mut self) {
        self.noun = None;
    }

    /// Forgets the plan of which only is told how far it has come: "the plan to build them is 31 percent funded".
    pub(super) fn pass_plan(&mut self) {
        self.noun = None;
        self.verb.take_if(|_| self.of_noun);
    }

    /// Whether the number stands in the clause that tells what is promised or foretold.
    pub(super) fn is_content(&self) -> bool {
        let foretold = |hit: &Hit| matches!(hit.modality, Modality::Proposed | Modality::Forecast);
        self.content && self.verb.as_ref().is_some_and(foretold)
    }

    /// Whether it is a noun that leads to the number, or a participle before it: "the planned 40 schools".
    pub(super) fn attributive(&self) -> bool {
        self.noun.is_some()
    }

    /// Takes in the word or phrase at token `n`, and tells how many tokens it has.
    fn step(&mut self, scene: &Scene<'_, '_>, n: usize, window: &Range<usize>) -> usize {
        let stances = &scene.vocabulary().stances;
        // "Should gold slip", "said that should gold slip"
        let fresh = n == 0 || n > 1 && scene.is(n - 1, Classes::THAT) && reports(scene, n - 2);
        if fresh && let Some((len, &modality)) = scene.phrase(&stances.opens, n) {
            let modality = if lasts(scene, n..window.end) { Modality::Forecast } else { modality };
            self.rule(Hit { words: n..n + len, modality }, false);
            return len;
        }
        // "Cut the wait to 90 days, and pay the applicant"
        let coordinated = n > 0 && n == window.start && scene.is(n - 1, Classes::AND) && imperative(scene, 0).is_some();
        // "Fourth, pay 90 percent"
        let listed = n == 1 && scene.is(0, Classes::AND)
            || n == 2 && scene.sign(1) == Some(',') && scene.phrase(&stances.listing, 0).is_some();
        if (n == 0 || coordinated || listed)
            && let Some(len) = imperative(scene, n)
        {
            self.rule(Hit { words: n..n + len, modality: Modality::Proposed }, false);
            return len;
        }
        // "the High Court ordered"
        let taken = |signal: Signal| signal == Signal::Authority || !is_name(scene, n);
        let Some((len, signal)) = scene.signal(n).filter(|(len, signal)| n + len <= window.end && taken(*signal))
        else {
            return self.plain(scene, n, window);
        };
        let words = n..n + len;
        match signal {
            Signal::Verb(modality) | Signal::Modal(modality) => {
                // "The plan foresees 40"
                let near =
                    |noun: &&Hit| (noun.words.end..n).all(|m| scene.is_time(m) || scene.is(m, Classes::PREPOSITION));
                let planned = self.noun.as_ref().filter(near).map(|noun| noun.modality);
                let modality = planned.filter(|&noun| rank(noun) > rank(modality)).unwrap_or(modality);
                self.verb(scene, Hit { words, modality });
                self.inserted |= matches!(signal, Signal::Verb(_)) && comma(scene, n);
            }
            Signal::Will => {
                // "the scheme will reach": what a plan is to bring
                let plan = [&self.noun, &self.leads].into_iter().flatten();
                let planned = plan.into_iter().any(|hit| hit.words.end == n && hit.modality == Modality::Proposed);
                let planned = planned || decided::is_charge(scene, n);
                let modality = if planned { Modality::Proposed } else { intention(scene, words.end..window.end) };
                self.verb(scene, Hit { words, modality });
            }
            // "said that it would": what it means to do, no condition.
            Signal::Would(modality) => {
                let before = n.wrapping_sub(1);
                let pronoun = scene.is(before, Classes::PRONOUN) && !is_relative(scene, before);
                let same = pronoun || scene.is(before, Classes::AND);
                // "I would give them 40"
                let own = scene.phrase(&stances.speaker, before).is_some()
                    && intention(scene, words.end..window.end) == Modality::Proposed;
                let verbs = &scene.vocabulary().cues.producer_verb;
                // "we estimate that it would" is no report of what it means to do.
                let reported = |(verb, _): (Range<usize>, _)| {
                    is_past_form(scene, verb.start) || matches!(scene.signal(verb.start), Some((_, Signal::Leads(_))))
                };
                let said = same && self.weak.is_none() && scene.last_of(verbs, window.start..n).is_some_and(reported);
                let modality = match (own || announced(scene, window.start, n), said) {
                    (true, _) => Modality::Proposed,
                    (_, true) => intention(scene, words.end..window.end),
                    _ => modality,
                };
                self.verb(scene, Hit { words, modality });
            }
            // "Of the budget, 40 percent"
            Signal::Noun(_) if scene.sign(words.end) == Some(',') && n > 1 && scene.is(n - 2, Classes::OF) => {}
            Signal::Noun(modality) if len > 1 || !modifies(scene, words.end) => {
                self.definite = scene.is(n.wrapping_sub(1), Classes::DEFINITE);
                self.noun = Some(Hit { words, modality });
            }
            Signal::Embed(modality) => {
                self.finite = true;
                self.embed = Some(Hit { words, modality });
            }
            Signal::Leads(modality) => self.leads = Some(Hit { words, modality }),
            Signal::Weak(modality) => {
                let modality = if lasts(scene, words.end..window.end) { Modality::Forecast } else { modality };
                self.weak = Some(Hit { words, modality });
            }
            // "the latest offer included a bonus of"
            Signal::Holds if self.noun.is_some() => {}
            Signal::Past | Signal::Holds if is_finite(scene, n) => self.pass_verb(comma(scene, n)),
            Signal::PastOrBase if behind_subject(scene, n) => self.pass_verb(comma(scene, n)),
            Signal::Deny => {
                self.denies = true;
                if scene.ends_past(n) && is_finite(scene, n) {
                    self.pass_verb(comma(scene, n));
                }
            }
            Signal::Authority => self.authority = true,
            Signal::Order if self.authority => self.verb(scene, Hit { words, modality: Modality::Proposed }),
            Signal::Order if is_finite(scene, n) => self.pass_verb(comma(scene, n)),
            Signal::Claim if self.denies => {
                let denied = Some(Hit { words: n..n + len, modality: Modality::Negated });
                let named = (n + len + 1..n + len + 4).any(|m| scene.in_quantity(m));
                if scene.is(n + len, Classes::OF) && (named || n + len + 1 == window.end) {
                    self.noun = denied;
                } else {
                    self.embed = denied;
                }
            }
            Signal::Break => {
                // "denied that 500 had died, saying it had counted 29"
                if comma(scene, n) {
                    self.embed.take_if(|hit| hit.modality == Modality::Negated);
                }
                (self.verb, self.noun, self.subject, self.leads) = (None, None, None, None);
                self.parted = true;
                self.subordinate = n <= 1;
            }
            _ => {}
        }
        len
    }

    fn verb(&mut self, scene: &Scene<'_, '_>, hit: Hit) {
        let (start, end) = (hit.words.start, hit.words.end);
        let before = start.wrapping_sub(1);
        // "the planned 48 schools", "of those targeted"
        // So too where it opens the sentence: "Plans for a bypass drew 40 objections".
        let opens =
            start == 0 && end < 3 && scene.is(end - 1, Classes::PREPOSITION) && !scene.is(end - 1, Classes::INFINITIVE);
        if scene.is(before, Classes::DETERMINER) && !scene.is(before, Classes::PRONOUN)
            || scene.is(before, Classes::OF)
            || opens
        {
            self.noun = Some(hit);
        } else if scene.is(before, Classes::DEFINITE) && scene.is(end - 1, Classes::INFINITIVE) {
            // "the ministry's plan to"
            self.rule(hit, false);
            self.of_noun = true;
        } else if scene.is(end, Classes::THAT) && !is_past_form(scene, end + 1) {
            self.finite = true;
            self.embed = Some(hit);
        } else {
            self.rule(hit, scene.is(before, Classes::PRONOUN) && !is_relative(scene, before));
        }
    }

    /// A verb that rules. The stronger one wins, "would require", unless the second is coordinated with the first
    /// or is what somebody promised that they "would" do.
    fn rule(&mut self, hit: Hit, pronoun: bool) {
        self.finite = true;
        let kept = self.verb.as_ref().is_some_and(|old| {
            let foretold = matches!(old.modality, Modality::Proposed | Modality::Forecast);
            let said = hit.modality == Modality::Hypothetical
                && (pronoun && old.modality == Modality::Proposed || foretold && self.content);
            said || !self.parted && rank(old.modality) > rank(hit.modality)
        });
        if !kept {
            self.subject = self.noun.take();
            self.verb = Some(hit);
            (self.content, self.of_noun) = (false, false);
        }
        self.parted = false;
        self.inserted = self.relative;
    }

    /// A finite verb that proposes nothing: what was coordinated with it is over. A `participle` may be no more than
    /// one: "600 mechanics, paid 40 a day".
    fn pass_verb(&mut self, participle: bool) {
        self.finite = true;
        self.subject = self.noun.take();
        self.leads = None;
        if (self.parted || self.of_noun) && !participle {
            self.verb = None;
        }
        self.of_noun = false;
    }

    fn pass_quantity(&mut self) {
        (self.noun, self.subject) = (None, None);
    }

    /// A word that is no signal.
    fn plain(&mut self, scene: &Scene<'_, '_>, n: usize, window: &Range<usize>) -> usize {
        // Most words say nothing.
        if scene.sign(n).is_none() && !scene.is(n, TELLING) && !scene.ends_past(n) {
            return 1;
        }
        match scene.sign(n) {
            Some('(') => {
                let close = (n + 1..window.end).find(|&m| scene.sign(m) == Some(')'));
                self.parted = true;
                return close.map_or(1, |m| m + 1 - n);
            }
            Some(',') => {
                if self.inserted || self.subordinate {
                    (self.verb, self.inserted, self.subordinate) = (None, false, false);
                }
                self.relative = false;
                self.parted = true;
            }
            // A sentence that was not divided: "in May. Prices will …".
            Some('.') if n + 1 < window.end && is_name(scene, n + 1) => *self = Self::default(),
            _ if scene.is(n, Classes::AND) => self.parted = true,
            // "recommend that it build 40 and that it close 12"
            _ if n > 0 && scene.is(n, Classes::THAT) && scene.is(n - 1, Classes::AND) => {
                self.embed = embedded_before(scene, n);
            }
            _ if scene.is(n, Classes::INFINITIVE)
                && (self.leads.is_some() || self.noun.is_some())
                && (n + 1 == scene.sentence.tokens.len()
                    || n + 1 < window.end && is_open(scene, n + 1) && !scene.in_quantity(n + 1)) =>
            {
                self.of_noun = self.verb.is_none();
                self.verb = self.noun.take().or(self.leads.take());
                self.parted = false;
            }
            _ if scene.is(n, Classes::AUXILIARY) => self.auxiliary(scene, n, window),
            _ if scene.ends_past(n) && is_finite(scene, n) => self.pass_verb(comma(scene, n)),
            _ if is_relative(scene, n) => {
                // "The plan, which covers 40 towns"; "the limit, which is 40" joins them again.
                if comma(scene, n) {
                    self.subject = self.noun.take().or(self.subject.take());
                }
                // "do not think that this will hurt the bank, which lowered its rate to 2"
                if comma(scene, n) && is_past_form(scene, n + 1) {
                    self.embed.take_if(|hit| hit.modality == Modality::Negated);
                }
                (self.parted, self.relative) = (true, true);
            }
            // "It never reached 40, and among children it stands at 12": what is denied ends where another subject begins.
            _ if self.parted && scene.is(n, Classes::PRONOUN) && n + 1 < window.end && is_open(scene, n + 1) => {
                self.verb.take_if(|hit| hit.modality == Modality::Negated);
            }
            // "promised Parliament in May that the island would"
            _ if scene.is(n, Classes::THAT)
                && self.verb.is_some()
                && !scene.is(n + 1, Classes::AUXILIARY)
                && !is_past_form(scene, n + 1)
                && !self.parted =>
            {
                self.content = true;
            }
            // "the posts that it was meant to create, …"
            _ if scene.is(n, Classes::THAT) && n > 0 && is_open(scene, n - 1) && !reports(scene, n - 1) => {
                (self.parted, self.relative) = (true, true);
            }
            _ => {}
        }
        1
    }

    /// "has built", "was dropped", "there are", "and is": a predicate of its own. "is" joins a noun to the number.
    fn auxiliary(&mut self, scene: &Scene<'_, '_>, n: usize, window: &Range<usize>) {
        let before = n.wrapping_sub(1);
        if scene.is(before, Classes::AUXILIARY) || scene.is(before, Classes::INFINITIVE) || base_form(scene, n) {
            return;
        }
        self.finite = true;
        let participle = has_participle(scene, n + 1, window.end);
        let level = scene.ends_at(&scene.vocabulary().cues.change_level, window.end).is_some();
        let coordinated = self.parted
            && (scene.is(before, Classes::AND)
                || scene.is(before, Classes::PRONOUN) && !is_name(scene, before)
                || matches!(scene.sign(before), Some(',' | ')')));
        // "The last offer, tabled in May, was 40"
        let inserted = scene.sign(before) == Some(',') && self.subject.is_some();
        if coordinated && !inserted || participle && (self.parted || !level) {
            self.pass_verb(false);
        } else if self.noun.is_none() && (self.verb.is_none() || inserted) {
            self.noun = self.subject.take();
        }
    }
}

/// How strongly a word rules: "would require", "is expected to need to".
pub(super) fn rank(modality: Modality) -> u8 {
    match modality {
        Modality::Asserted => 0,
        Modality::Forecast => 1,
        Modality::Proposed => 2,
        Modality::Hypothetical => 3,
        Modality::Negated => 4,
    }
}

/// How far before "and that" the verb can stand whose second clause it opens, in tokens.
const SECOND_CLAUSE: usize = 60;

/// The words that rule the clause before the "and that" whose second word is token `at`.
fn embedded_before(scene: &Scene<'_, '_>, at: usize) -> Option<Hit> {
    let signals = &scene.vocabulary().stances.signals;
    (at.saturating_sub(SECOND_CLAUSE)..at - 1).rev().filter(|&n| scene.is(n, Classes::THAT)).find_map(|n| {
        let (start, signal) = scene.ends_at(signals, n).or_else(|| scene.ends_at(signals, n + 1))?;
        match *signal {
            Signal::Verb(modality) | Signal::Embed(modality) => Some(Hit { words: start..n, modality }),
            _ => None,
        }
    })
}
