//! What a text speaks of from sentence to sentence, and what of it holds for a quantity.

use std::ops::Range;

use super::{
    Claim, calendar,
    dateline::Stated,
    fiscal::FiscalYear,
    modality,
    outbreak::Outbreak,
    period,
    scene::Scene,
    survey::{Survey, Surveys},
    term::Terms,
    time::{Anchors, TimeMention},
};
use crate::{
    base::{Change, FoundIn, Modality, Period, period::Date},
    text::Sentence,
    vocabulary::{Vocabulary, time::Step, word::Classes},
};

/// A period, the block where it was told, and its words.
type Spoken = (usize, Period, String);

/// The times of a document, as it is read.
pub(super) struct Timeline {
    /// The period of the last claim, where it has one.
    last: Option<Spoken>,
    /// What the claim just read says it is from now on.
    next: Option<Option<Spoken>>,
    /// The time that was named last, and the block it was named in.
    named: Option<(usize, Period)>,
    /// The period that the document is about, where its first lines tell.
    topic: Option<Period>,
    /// The headings above, the outermost first: how deep they are, and the period that they name.
    headings: Vec<(u8, Option<Period>)>,
    /// The period of all figures that name none.
    blanket: Option<Period>,
    /// Whether a figure in brackets is that of the year before.
    brackets: bool,
    surveys: Surveys,
    outbreak: Outbreak,
    /// The date by which something is to come, and the block where it was told.
    goal: Option<(usize, Period)>,
    /// The time in a line that leads to a list.
    lead: Option<Period>,
    /// The day on which something befell, and the block where it was told.
    event: Option<(usize, Period)>,
}

/// The period of a quantity.
#[derive(Default)]
pub(super) struct Told {
    pub(super) period: Option<Period>,
    pub(super) text: String,
    /// The tokens that name it in the sentence.
    pub(super) tokens: Option<Range<usize>>,
    pub(super) rule: Option<&'static str>,
}

/// What is known of a quantity when its period is asked for.
pub(super) struct Asked<'a> {
    pub(super) change: Option<Change>,
    pub(super) modality: Modality,
    /// The claims of the same sentence already read.
    pub(super) before: &'a [Claim],
}

impl Timeline {
    pub(super) fn new(stated: &Stated) -> Self {
        let Stated { topic, blanket, brackets, .. } = *stated;
        Self {
            last: None,
            next: None,
            named: None,
            topic,
            headings: Vec::new(),
            blanket,
            brackets,
            surveys: Surveys::default(),
            outbreak: Outbreak::default(),
            goal: None,
            lead: None,
            event: None,
        }
    }

    /// Takes in when the document's year begins: what it is about is told by the same days.
    pub(super) fn tell(&mut self, year: FiscalYear) {
        self.topic = self.topic.map(|topic| year.told(topic));
    }

    /// What the times of a sentence are counted from.
    pub(super) fn anchors(&self, sentence: &Sentence<'_>, published: Option<Date>) -> Anchors {
        let last = self.named.filter(|(block, _)| *block == sentence.block).map(|(_, period)| period);
        Anchors { published, last, before: self.named.map(|(_, period)| period), topic: self.topic().or(self.blanket) }
    }

    /// Takes in the times of a sentence that is met.
    pub(super) fn learn(
        &mut self,
        sentence: &Sentence<'_>,
        vocabulary: &Vocabulary,
        times: &[TimeMention],
        published: Option<Date>,
        terms: &mut Terms,
    ) {
        if let Some(period) = times.iter().rev().filter(|m| !m.comparison && !m.made).find_map(|m| m.period) {
            self.named = Some((sentence.block, period));
        }
        if let Some(goal) = times.iter().rev().filter_map(|m| m.period).find(|p| matches!(p, Period::Until(_))) {
            self.goal = Some((sentence.block, goal)).filter(|_| modality::to_come(goal, published));
        }
        if sentence.text.ends_with(':') {
            self.lead = times.iter().rev().filter(|m| !m.comparison && !m.made).find_map(|m| m.period);
        } else if sentence.found_in != FoundIn::ListItem {
            self.lead = None;
        }
        if sentence.found_in == FoundIn::Headline {
            self.surveys.heading();
            self.outbreak.heading();
        }
        self.outbreak.tell(sentence, vocabulary, times);
        self.surveys.learn(sentence, vocabulary, times, published, terms);
    }

    /// Takes in the day that a sentence names, also one without figures: "A ferry sank on Sunday."
    pub(super) fn befall(&mut self, sentence: &Sentence<'_>, times: &[TimeMention]) {
        if let Some(period) = times.iter().filter(|m| !m.comparison && !m.made).find_map(|m| m.period) {
            self.event = Some((sentence.block, period));
        }
    }

    /// The period of quantity `q`.
    pub(super) fn of(&mut self, scene: &Scene<'_, '_>, q: usize, asked: &Asked<'_>) -> Told {
        let Asked { change, modality, before } = *asked;
        let sentence = scene.sentence;
        let spoken = self.last.as_ref().filter(|(block, ..)| *block == sentence.block);
        let mut told = Told::default();
        let mut goes_on = Some(None);
        let paragraph = spoken.map(|(_, period, _)| *period).or(self.topic());
        // Results of part of a year hold them beside those of the year before.
        let results = self.brackets || self.topic().is_some_and(calendar::is_part_of_year);
        if let Some(period) = before.last().and_then(|last| last.period).filter(|_| results)
            && period::in_brackets(scene, q)
        {
            let period = calendar::moved(period, Step::Year, -1);
            told = Told { period, rule: Some("period.brackets"), ..told };
            goes_on = None;
        } else if let Some(answer) = period::of(scene, q, change, modality, before, paragraph) {
            if let Some(mut named) = answer.period {
                // "By 8 September 5,240 had been admitted", in a report of what was from 1 January to then.
                if let (Period::Until(date), Some(topic @ Period::Between(_, last))) =
                    (named, self.topic().or(self.blanket))
                    && date == last
                    && calendar::is_long(topic)
                    && modality == Modality::Asserted
                {
                    named = topic;
                }
                let at = answer.mention.tokens.clone();
                sentence.slice(sentence.cover(at.clone())).clone_into(&mut told.text);
                told = Told { period: Some(named), tokens: Some(at), rule: Some("period.named"), ..told };
            }
            goes_on = answer.spoken;
        } else if let Some(survey) = self.surveys.of(scene, q, modality, before, spoken.map(|(_, period, _)| *period)) {
            match survey {
                Survey::Dated(period) => {
                    told.period = Some(period);
                    told.rule = Some("period.survey");
                    goes_on = Some(Some(period));
                }
                Survey::Undated => goes_on = None,
            }
        } else if let Some((_, goal)) = self.goal.filter(|(block, _)| *block == sentence.block)
            && modality == Modality::Forecast
            && period::at_pace(scene)
        {
            told = Told { period: Some(goal), rule: Some("period.goal"), ..told };
            goes_on = None;
        } else if let Some(today) = period::of_market(scene, q, modality) {
            told = Told { period: Some(today), rule: Some("period.market"), ..told };
            goes_on = None;
        } else if let Some(lead) = self.lead.filter(|&lead| {
            // "By 2030 we will:", above a list
            let plan = matches!(modality, Modality::Proposed | Modality::Forecast);
            sentence.found_in == FoundIn::ListItem && before.is_empty() && plan == matches!(lead, Period::Until(_))
        }) {
            told = Told { period: Some(lead), rule: Some("period.lead"), ..told };
        } else if let Some((_, last, text)) = spoken
            && period::goes_on(scene, q, modality, before, *last)
        {
            let period = period::carried(scene, q, change.is_some(), *last);
            told = Told { period: Some(period), text: text.clone(), rule: Some("period.carried"), ..told };
            goes_on = None;
        } else if let Some((_, day)) = self.event.filter(|(block, _)| *block == sentence.block)
            && spoken.is_none_or(|(_, last, _)| *last == day)
            && !self.topic().is_some_and(calendar::is_year)
            && period::is_of_event(scene, q, modality, day)
        {
            told = Told { period: Some(day), rule: Some("period.carried"), ..told };
            goes_on = Some(Some(day));
        } else if let Some(topic) = self.topic()
            && let Some(period) = period::of_topic(scene, q, modality, change.is_some(), topic)
        {
            // Unless the paragraph has come to another time, and not only compared with one before.
            let other = spoken.filter(|(_, last, _)| period::takes_over(*last, topic));
            goes_on = spoken.filter(|_| other.is_none()).map(|_| Some(topic));
            if let Some((_, last, text)) = other {
                told = Told { period: Some(*last), text: text.clone(), rule: Some("period.carried"), ..told };
            } else {
                told = Told { period, rule: Some("period.topic"), ..told };
            }
        } else if let Some(period) = self.outbreak.of(scene, q, modality) {
            told = Told { period: Some(period), rule: Some("period.outbreak"), ..told };
            goes_on = None;
        } else if let Some((_, last, text)) = spoken
            && period::adds_up(scene, q, modality, before, *last)
        {
            told = Told { period: Some(*last), text: text.clone(), rule: Some("period.carried"), ..told };
            goes_on = None;
        } else if let Some(period) = self.blanket.filter(|_| period::of_blanket(scene, q, modality)) {
            told = Told { period: Some(period), rule: Some("period.blanket"), ..told };
        }
        // What is only planned or thought of, whenever, ends no story.
        if let Some(named) = told.period.filter(|_| told.rule == Some("period.named") && change.is_none()) {
            self.outbreak.learn(scene, q, named);
        }
        let dated = before.last().is_some_and(|last| last.period.is_some());
        if told.period.is_none() && modality != Modality::Asserted && dated {
            goes_on = None;
        }
        if let Some(said) = goes_on {
            self.next = Some(said.map(|period| (sentence.block, period, told.text.clone())));
        }
        told
    }

    /// What the claim just read leaves to the next; a minor one leaves nothing.
    pub(super) fn go_on(&mut self, core: bool) {
        if let Some(said) = self.next.take().filter(|_| core) {
            self.last = said;
        }
    }

    /// Whether an asserted claim names a time that is to come: "300,000 homes by 2030", said in 2024.
    pub(super) fn is_to_come(told: &Told, published: Option<Date>) -> bool {
        told.tokens.is_some() && told.period.is_some_and(|period| modality::to_come(period, published))
    }

    /// What the section is about, else the document.
    fn topic(&self) -> Option<Period> {
        self.headings.iter().rev().find_map(|(_, period)| *period).or(self.topic)
    }

    /// Takes in a heading, of a level, with the times that it names. One below the title that names a period which has
    /// begun is about that: "April-June 2025".
    pub(super) fn heading(
        &mut self,
        sentence: &Sentence<'_>,
        level: u8,
        vocabulary: &Vocabulary,
        times: &[TimeMention],
        published: Option<Date>,
    ) {
        while self.headings.pop_if(|(above, _)| *above >= level).is_some() {}
        let begun = |first: Date| published.is_none_or(|today| first.first() <= today.last());
        let is = |n: usize, class| sentence.classes(n, vocabulary).any(class);
        // "Our work in 2023" tells nothing yet.
        let named = |n: usize| n > 0 && is(n - 1, Classes::DETERMINER);
        let told = |n: usize| is(n, Classes::AUXILIARY) || is(n, Classes::VERB) && !named(n);
        let period = match times {
            [mention] if !mention.comparison && !mention.made && !(0..sentence.tokens.len()).any(told) => mention
                .period
                // A day is that of an event or of the paper.
                .filter(|period| !matches!(period, Period::At(date) if date.day > 0))
                .filter(|period| calendar::ends(*period).is_some_and(|(first, _)| begun(first))),
            _ => None,
        };
        self.headings.push((level, period.filter(|_| level > 1)));
    }
}
