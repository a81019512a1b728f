//! How a text stands to its numbers: the words that propose, foresee, suppose or deny.

use serde::{Deserialize, de::IgnoredAny};

use super::{ending::Endings, index::Numbered, lexicon::Phrases};
use crate::base::Modality;

/// What a word or phrase does to the numbers around it. The kinds are told in `modality.toml`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Signal {
    Verb(Modality),
    Modal(Modality),
    /// A modal that after "said that it" tells what somebody means to do.
    Would(Modality),
    Noun(Modality),
    Embed(Modality),
    Leads(Modality),
    Weak(Modality),
    /// "will": proposed or forecast by the verb behind it.
    Will,
    /// A finite verb of what happened.
    Past,
    /// So too, but a plan that is its subject goes on: "included".
    Holds,
    /// So only behind its subject: "cost".
    PastOrBase,
    /// Looks like a signal and is none.
    Neutral,
    /// Takes back a statement, which a `Claim` names.
    Deny,
    Claim,
    /// Who can order, and the verb: what they order is proposed.
    Authority,
    Order,
    /// Nothing said before holds behind it.
    Break,
}

/// The words of a language that tell modality.
#[derive(Debug)]
pub struct Stances {
    pub signals: Phrases<Signal>,
    /// Those of them that deny what was told: most sentences hold none.
    pub denies: Phrases<()>,
    /// Directly before the number.
    pub at: Phrases<Modality>,
    /// Behind the number in its clause.
    pub after: Phrases<Modality>,
    /// In the heading above.
    pub heading: Phrases<Modality>,
    /// Begins a short sentence that takes back the one before.
    pub denial: Phrases<()>,
    /// Verbs behind "will": proposed or forecast.
    pub will: Phrases<Modality>,
    /// Directly before a sum or a share that is proposed: offered.
    pub offer: Phrases<()>,
    /// Directly before a sum that is to be spent: announced.
    pub sum: Phrases<()>,
    /// Before a verb that did not happen to its number: did not.
    pub undone: Phrases<()>,
    /// Of [`after`](Self::after), those that can have an object: "never received".
    pub takes: Phrases<()>,
    /// Before a number that tells how things are, whatever is said of what is to come.
    pub baseline: Phrases<()>,
    /// Before the number that is not so: rather than.
    pub contrast: Phrases<()>,
    /// Behind a share, how far a plan has come: funded.
    pub come: Phrases<()>,
    /// Behind a condition, what goes on as it does now: as they have.
    pub lasting: Phrases<()>,
    /// Prepositions that lead from a noun to its number: a target of.
    pub nominal: Phrases<()>,
    /// At the beginning of a sentence.
    pub opens: Phrases<Modality>,
    /// What a sentence that tells somebody to do something begins with.
    pub imperative: Phrases<()>,
    pub imperative_noun: Phrases<()>,
    /// Before what somebody is said to have told: "told parliament".
    pub told: Phrases<()>,
    /// Nouns for what is told: claim, figure.
    pub statement: Phrases<()>,
    /// Behind a form of "to be", what takes a statement back: wrong.
    pub falsehood: Phrases<()>,
    /// Between the two: simply.
    pub how: Phrases<()>,
    /// Anywhere in the next sentence, what takes back the one before: "bears this out".
    pub against: Phrases<()>,
    /// Before the number that is so instead: "the true number".
    pub right: Phrases<()>,
    /// Begins a sentence that tells that nothing came of a promise: "it was never".
    pub never: Phrases<()>,
    /// Before a promise that nothing came of: "nor did the", "none of the".
    pub inverted: Phrases<()>,
    /// Who can vote a sum: parliament.
    pub legislature: Phrases<()>,
    /// And the verbs of it: voted.
    pub grant: Phrases<()>,
    /// Before the sum at which something was sanctioned: at a cost of.
    pub priced: Phrases<()>,
    /// What permits and forbids: the law.
    pub law: Phrases<()>,
    /// And the verbs of it: allows.
    pub permits: Phrases<()>,
    /// Begins a limit that needs no verb: no more than.
    pub at_most: Phrases<()>,
    /// Behind "will", directly before what is to be built: have.
    pub holding: Phrases<()>,
    /// What that can be: beds.
    pub parts: Phrases<()>,
    /// What somebody decides that it "will" be: the fee.
    pub charge: Phrases<()>,
    /// Who proposes by "would": I.
    pub speaker: Phrases<()>,
    /// Begins one of several proposals: first.
    pub listing: Phrases<()>,
    /// Behind "of", what others say of a whole: what.
    pub what: Phrases<()>,
    /// Directly before a number that only tells more of a noun: whose.
    pub relates: Phrases<()>,
    /// Behind a number, a verb that tells what should be: be.
    pub subjunctive: Phrases<()>,
    /// In a headline, before what is announced no more: after.
    pub circumstance: Phrases<()>,
    /// What should be: should.
    pub ought: Phrases<()>,
    /// Behind the number, who reckons with it: hopes.
    pub reckon: Phrases<()>,
    /// Before what somebody announces that it would do: announced.
    pub announces: Phrases<()>,
    /// Who asks somebody for the number: asked.
    pub asks: Phrases<()>,
    /// Behind a limit, who may come in: are admitted.
    pub admitted: Phrases<()>,
    /// Between the two and the number: for.
    pub asked_for: Phrases<()>,
    past_endings: Endings,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    #[serde(default, rename = "example")]
    _examples: IgnoredAny,
    stance: Vec<Row>,
    between: Between,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Row {
    modality: Modality,
    #[serde(default)]
    modal: Vec<String>,
    #[serde(default)]
    would: Vec<String>,
    #[serde(default)]
    verb: Vec<String>,
    #[serde(default)]
    noun: Vec<String>,
    #[serde(default)]
    embed: Vec<String>,
    #[serde(default)]
    leads: Vec<String>,
    #[serde(default)]
    opens: Vec<String>,
    #[serde(default)]
    weak: Vec<String>,
    #[serde(default)]
    at: Vec<String>,
    #[serde(default)]
    after: Vec<String>,
    #[serde(default)]
    heading: Vec<String>,
    #[serde(default)]
    denial: Vec<String>,
}

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct Between {
    neutral: Vec<String>,
    past: Vec<String>,
    past_endings: Endings,
    past_or_base: Vec<String>,
    deny: Vec<String>,
    claim: Vec<String>,
    authority: Vec<String>,
    order: Vec<String>,
    offer: Vec<String>,
    sum: Vec<String>,
    undone: Vec<String>,
    takes: Vec<String>,
    holds: Vec<String>,
    will: Vec<String>,
    intent: Vec<String>,
    outcome: Vec<String>,
    baseline: Vec<String>,
    contrast: Vec<String>,
    come: Vec<String>,
    lasting: Vec<String>,
    nominal: Vec<String>,
    breaks: Vec<String>,
    imperative: Vec<String>,
    #[serde(default)]
    imperative_noun: Vec<String>,
    told: Vec<String>,
    statement: Vec<String>,
    falsehood: Vec<String>,
    how: Vec<String>,
    against: Vec<String>,
    right: Vec<String>,
    never: Vec<String>,
    inverted: Vec<String>,
    legislature: Vec<String>,
    grant: Vec<String>,
    priced: Vec<String>,
    law: Vec<String>,
    permits: Vec<String>,
    at_most: Vec<String>,
    holding: Vec<String>,
    parts: Vec<String>,
    charge: Vec<String>,
    speaker: Vec<String>,
    listing: Vec<String>,
    what: Vec<String>,
    relates: Vec<String>,
    subjunctive: Vec<String>,
    circumstance: Vec<String>,
    ought: Vec<String>,
    reckon: Vec<String>,
    announces: Vec<String>,
    asks: Vec<String>,
    admitted: Vec<String>,
    #[serde(rename = "for")]
    asked_for: Vec<String>,
}

impl Stances {
    /// All its tables of phrases.
    pub(super) fn tables(&mut self) -> Vec<&mut dyn Numbered> {
        vec![
            &mut self.signals,
            &mut self.denies,
            &mut self.at,
            &mut self.after,
            &mut self.heading,
            &mut self.denial,
            &mut self.will,
            &mut self.offer,
            &mut self.sum,
            &mut self.undone,
            &mut self.takes,
            &mut self.baseline,
            &mut self.contrast,
            &mut self.come,
            &mut self.lasting,
            &mut self.nominal,
            &mut self.opens,
            &mut self.imperative,
            &mut self.imperative_noun,
            &mut self.told,
            &mut self.statement,
            &mut self.falsehood,
            &mut self.how,
            &mut self.against,
            &mut self.right,
            &mut self.never,
            &mut self.inverted,
            &mut self.legislature,
            &mut self.grant,
            &mut self.priced,
            &mut self.law,
            &mut self.permits,
            &mut self.at_most,
            &mut self.holding,
            &mut self.parts,
            &mut self.charge,
            &mut self.speaker,
            &mut self.listing,
            &mut self.what,
            &mut self.relates,
            &mut self.subjunctive,
            &mut self.circumstance,
            &mut self.ought,
            &mut self.reckon,
            &mut self.announces,
            &mut self.asks,
            &mut self.admitted,
            &mut self.asked_for,
        ]
    }

    /// Reads a `modality.toml`.
    ///
    /// # Errors
    /// What is wrong with the file.
    pub fn parse(toml: &str) -> Result<Self, String> {
        let File { stance, between, .. } = toml::from_str(toml).map_err(|e| e.to_string())?;
        let mut signals = Phrases::default();
        let mut add = |phrases: &[String], signal: Signal| {
            for phrase in phrases {
                signals.insert(phrase.split_whitespace(), signal);
            }
        };
        for row in &stance {
            let m = row.modality;
            for (phrases, signal) in [
                (&row.would, Signal::Would(m)),
                (&row.modal, Signal::Modal(m)),
                (&row.verb, Signal::Verb(m)),
                (&row.noun, Signal::Noun(m)),
                (&row.embed, Signal::Embed(m)),
                (&row.leads, Signal::Leads(m)),
                (&row.weak, Signal::Weak(m)),
            ] {
                add(phrases, signal);
            }
        }
        for (phrases, signal) in [
            (&between.neutral, Signal::Neutral),
            (&between.will, Signal::Will),
            (&between.past, Signal::Past),
            (&between.holds, Signal::Holds),
            (&between.past_or_base, Signal::PastOrBase),
            (&between.deny, Signal::Deny),
            (&between.claim, Signal::Claim),
            (&between.authority, Signal::Authority),
            (&between.order, Signal::Order),
            (&between.breaks, Signal::Break),
        ] {
            add(phrases, signal);
        }
        // Also words of other kinds, which they are elsewhere in a sentence.
        let pairs = |pick: fn(&Row) -> &[String]| {
            Phrases::new(stance.iter().flat_map(|row| pick(row).iter().map(|w| (w.clone(), row.modality))))
        };
        let plain = |words: &[String]| Phrases::new(words.iter().map(|w| (w.clone(), ())));
        let meant = between.intent.iter().map(|w| (w.clone(), Modality::Proposed));
        let foreseen = between.outcome.iter().map(|w| (w.clone(), Modality::Forecast));
        Ok(Self {
            signals,
            denies: plain(&between.deny),
            at: pairs(|row| &row.at),
            after: pairs(|row| &row.after),
            heading: pairs(|row| &row.heading),
            denial: plain(&stance.iter().flat_map(|row| row.denial.iter().cloned()).collect::<Vec<_>>()),
            will: Phrases::new(meant.chain(foreseen)),
            opens: pairs(|row| &row.opens),
            offer: plain(&between.offer),
            sum: plain(&between.sum),
            undone: plain(&between.undone),
            takes: plain(&between.takes),
            baseline: plain(&between.baseline),
            contrast: plain(&between.contrast),
            come: plain(&between.come),
            lasting: plain(&between.lasting),
            nominal: plain(&between.nominal),
            imperative: plain(&between.imperative),
            imperative_noun: plain(&between.imperative_noun),
            told: plain(&between.told),
            statement: plain(&between.statement),
            falsehood: plain(&between.falsehood),
            how: plain(&between.how),
            against: plain(&between.against),
            right: plain(&between.right),
            never: plain(&between.never),
            inverted: plain(&between.inverted),
            legislature: plain(&between.legislature),
            grant: plain(&between.grant),
            priced: plain(&between.priced),
            law: plain(&between.law),
            permits: plain(&between.permits),
            at_most: plain(&between.at_most),
            holding: plain(&between.holding),
            parts: plain(&between.parts),
            charge: plain(&between.charge),
            speaker: plain(&between.speaker),
            listing: plain(&between.listing),
            what: plain(&between.what),
            relates: plain(&between.relates),
            subjunctive: plain(&between.subjunctive),
            circumstance: plain(&between.circumstance),
            ought: plain(&between.ought),
            reckon: plain(&between.reckon),
            announces: plain(&between.announces),
            asks: plain(&between.asks),
            admitted: plain(&between.admitted),
            asked_for: plain(&between.asked_for),
            past_endings: between.past_endings,
        })
    }

    /// Whether a word in lower case ends like a past form.
    #[must_use]
    pub fn ends_past(&self, word: &str) -> bool {
        word.len() > 4 && self.past_endings.end(word)
    }
}
