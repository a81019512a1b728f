//! When a survey was made: told once, it holds for what it found.

use super::{Claim, calendar, period, scene::Scene, term::Terms, time::TimeMention};
use crate::{
    base::{Modality, Period, period::Date},
    text::{Sentence, TokenKind},
    vocabulary::{Vocabulary, number::Tag, word::Classes},
};

/// How many tokens lie between a survey and those who make it, or its date.
const REACH: usize = 24;

/// How many years before its report a survey was made that it is about.
const OLD: i16 = 4;

/// What is known of the time of a claim that a survey found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Survey {
    Dated(Period),
    /// Of a survey of which the text says no time: "a survey by the union found".
    Undated,
}

/// The surveys that a document speaks of.
#[derive(Debug, Default)]
pub(super) struct Surveys {
    /// How many headings were met.
    section: usize,
    /// The survey told of last, with the block where it was told.
    last: Option<(usize, Period)>,
    /// One of which the text tells how it was made, with the section where it does.
    made: Option<(usize, Period)>,
    /// The document's own.
    own: Option<Period>,
    /// The place in the document behind which a sentence tells of one without a time, and where it ends.
    undated: Option<(usize, usize)>,
}

/// How a sentence tells of a survey.
struct Mention {
    /// The token of its name.
    at: usize,
    /// The document's own.
    own: bool,
    /// How it was made, not what was found.
    made: bool,
}

impl Surveys {
    pub(super) fn heading(&mut self) {
        self.section += 1;
    }

    /// Takes in what a sentence says of a survey.
    pub(super) fn learn(
        &mut self,
        sentence: &Sentence<'_>,
        vocabulary: &Vocabulary,
        times: &[TimeMention],
        published: Option<Date>,
        terms: &mut Terms,
    ) {
        self.undated = None;
        let words = &vocabulary.times.survey;
        if !sentence.may_hold(words.names.set() | words.asked.set()) {
            return;
        }
        let Some(Mention { at, own, made }) = mention(sentence, vocabulary) else { return };
        let over = |period: &Period| {
            calendar::ends(*period).is_some_and(|(_, last)| published.is_none_or(|today| last.first() <= today.last()))
        };
        let near = |m: &&TimeMention| !m.comparison && m.tokens.start.abs_diff(at) <= REACH;
        let date = times.iter().filter(near).filter_map(|m| m.period).find(over);
        match date {
            Some(period) => {
                if let Some(round) = round(sentence, vocabulary, at) {
                    terms.rounds[round] = Some(period);
                }
                // "since our first survey in 2018", in the report of a later one
                let old = published
                    .zip(calendar::ends(period))
                    .is_some_and(|(today, (_, last))| last.year + OLD < today.year);
                let former = old || self.own.is_some_and(|own| calendar::before(period, own));
                self.last = Some((sentence.block, period));
                if own && !former {
                    self.own = Some(period);
                }
                if made && !former {
                    self.made = Some((self.section, period));
                }
            }
            // "A survey by the union found"
            None if times.is_empty() && is_new(sentence, vocabulary, at, self.own.is_some()) => {
                let asked = sentence.phrase(&words.asked, at).is_some();
                let from = if asked { sentence.span.start() } else { sentence.tokens[at].span.start() };
                self.undated = Some((from, sentence.span.end()));
            }
            None => {}
        }
    }

    /// The time of quantity `q`, in a clause without one of its own, where a survey found it.
    /// `spoken` is what the paragraph spoke of last.
    pub(super) fn of(
        &mut self,
        scene: &Scene<'_, '_>,
        q: usize,
        modality: Modality,
        before: &[Claim],
        spoken: Option<Period>,
    ) -> Option<Survey> {
        let sentence = scene.sentence;
        if modality != Modality::Asserted || period::is_rule(scene, q) {
            return None;
        }
        let at = sentence.tokens[scene.start(q)].span.start();
        if self.undated.is_some_and(|(from, to)| (from..to).contains(&at)) {
            return Some(Survey::Undated);
        }
        // Unless the paragraph has come to another time.
        let holds = |period: Period| spoken.is_none_or(|spoken| spoken == period);
        let here = self.last.filter(|(block, period)| *block == sentence.block && holds(*period));
        let section = self.made.filter(|(section, period)| *section == self.section && holds(*period));
        let of_it = |n| scene.phrase(&scene.vocabulary().times.survey.found, n).is_some();
        let elsewhere = || self.own.filter(|_| (0..sentence.tokens.len()).any(of_it));
        let period = here.or(section).map(|(_, period)| period).or_else(elsewhere)?;
        let goes_on = before.last().is_some_and(|c| c.rules.iter().any(|r| r == "period.survey"));
        let found = period::is_told(scene, q, modality) || goes_on && period::is_elliptic(scene, q);
        if !found {
            return None;
        }
        self.last = Some((sentence.block, period));
        Some(Survey::Dated(period))
    }
}

/// Where a sentence tells of a survey.
fn mention(sentence: &Sentence<'_>, vocabulary: &Vocabulary) -> Option<Mention> {
    let words = &vocabulary.times.survey;
    let is = |n: usize, class| sentence.classes(n, vocabulary).any(class);
    let ours = |from: usize, to: usize| (from..to).any(|n| sentence.phrase(&words.by, n).is_some());
    (0..sentence.tokens.len()).find_map(|at| {
        // "our teams interviewed"
        if sentence.phrase(&words.asked, at).is_some() && ours(at.saturating_sub(4), at) {
            return Some(Mention { at, own: true, made: true });
        }
        let (len, ()) = sentence.phrase(&words.names, at)?;
        let end = at + len;
        let first = at > 0 && at <= 5;
        let known = first && (is(at - 1, Classes::DEFINITE) || is(at - 1, Classes::ARTICLE));
        let own = ours(at.saturating_sub(4), end + 6);
        // "The survey was in the field from 3 to 28 June"
        let made = (end..end + REACH).any(|n| sentence.phrase(&words.made, n).is_some());
        let made = made && (known || first && ours(0, at));
        Some(Mention { at, own: own || made, made })
    })
}

/// Which of the rounds of a survey a sentence tells of, from 0: "we first surveyed", "a second round, for which".
fn round(sentence: &Sentence<'_>, vocabulary: &Vocabulary, at: usize) -> Option<usize> {
    let words = &vocabulary.times.survey;
    let round = |n: usize| sentence.phrase(&words.rounds, n + 1).is_some();
    let lead = (0..sentence.tokens.len()).filter(|&n| n + 1 == at || round(n));
    lead.into_iter().find_map(|n| Terms::round(sentence, vocabulary, n))
}

/// Whether the survey at token `at` is one that the text has not spoken of; where it has spoken of its own, `known`,
/// another is told by whom it asked: "the 318 teachers we surveyed".
fn is_new(sentence: &Sentence<'_>, vocabulary: &Vocabulary, at: usize, known: bool) -> bool {
    let lead = at.saturating_sub(if known { 6 } else { 4 })..at;
    let a = |n: usize| vocabulary.numbers.word(sentence.low(n)).is(Tag::A);
    let own = |n: usize| sentence.phrase(&vocabulary.times.survey.by, n).is_some();
    let number = |n: usize| sentence.tokens[n].kind == TokenKind::Number;
    lead.clone().any(a) || lead.clone().any(own) && (!known || lead.into_iter().any(number))
}
