//! Words of time: months, quarters, and what stands before a date.

mod rows;

use std::collections::BTreeMap;

use rows::{File, Relative};
use serde::Deserialize;

use super::{ending::Endings, index::Numbered, lexicon::Phrases};
use crate::base::Period;

/// How a word before a date bounds the period.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Relation {
    /// in 2011
    At,
    /// since 2000
    Since,
    /// by February 2020
    Until,
    /// from 2014 [to 2018], between 2014 [and 2018]
    From,
    /// de 2014 a 2018; de 2014 alone is like `At`
    Of,
    /// before April
    Before,
    /// under Calderón: a term whose years the document or the project defines
    Under,
}

/// What a phrase of time means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TimeWord {
    /// 1 to 12
    Month(i8),
    /// 1 to 4
    Quarter(i8),
    /// 1 or 2
    Half(i8),
    /// Before the number of a week of the year: week [4].
    Week,
    Fiscal,
    /// The fiscal year so many before the one in which the document appears.
    FiscalYear(i16),
    School,
    /// The school year so many before the one in which the document appears.
    SchoolYear(i16),
    /// A time that is always the same: the turn of the century.
    Fixed(Period),
    Feast(Feast),
    /// A month of the year in question, 1 to 12: mid-year.
    OfYear(i8),
    /// So many units before the document's own date.
    Relative(Step, i16),
    /// 1, Monday, to 7: the last one before the document's date.
    Weekday(i8),
    /// The unit just before the one that the text speaks of: the previous quarter.
    Previous(Step),
    /// The unit just behind it: the following year.
    Next(Step),
    /// The one that the text has just named, in a phrase that needs a preposition: [during] the year.
    Same(Option<Step>),
    /// Its last date: [at] the end of the quarter.
    End(Step),
    /// The same in a phrase that stands by itself: that year.
    That(Option<Step>),
    /// A time without a date: now, recently.
    Undated,
}

/// Which way a counted time lies: three years ago, two years earlier, a year later.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Counted {
    Ago,
    Earlier,
    Later,
}

/// The unit of a relative date.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Step {
    Decade,
    Year,
    Half,
    Quarter,
    Month,
    Fortnight,
    Week,
    Weekend,
    Day,
}

/// A day of the year that has a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Feast {
    /// Month and day, 0 for the whole month.
    Fixed(i8, i8),
    /// So many days behind Easter Sunday.
    Easter(i16),
}

/// The words of time of a language.
#[derive(Debug)]
pub struct Times {
    pub relation: Phrases<Relation>,
    pub words: Phrases<TimeWord>,
    /// Between the ends of an interval: to, and, until.
    pub to: Phrases<()>,
    pub filler: Phrases<()>,
    /// Participles before a date that belongs to something else: signed [in 2007].
    pub made: Phrases<()>,
    /// Behind a day by itself, what was told on it: today reported.
    pub made_behind: Phrases<()>,
    /// By which somebody tells something to somebody, on a day that is not that of what is told: told.
    pub telling: Phrases<()>,
    /// Before a date that is only compared with.
    pub comparison: Phrases<()>,
    /// Whether months are written with a capital: a small "may" is no month.
    pub capitals: bool,
    /// Countries (alpha-3) that write the month before the day between slashes.
    pub month_first_in: Vec<String>,
    /// Behind a year that ends in nought: 1980s.
    pub decade_suffixes: Vec<String>,
    /// For an open end: 2007-present.
    pub open: Phrases<()>,
    /// Units of time by which dates are counted: years.
    pub step: Phrases<Step>,
    /// Behind a number of them: ago, earlier.
    pub counted: Phrases<Counted>,
    /// Before a number of them, up to the document's date: the past.
    pub up_to_now: Phrases<()>,
    /// The 72 hours to a day.
    pub hours: Phrases<()>,
    /// The first or the last [nine months of 2022].
    pub first: Phrases<()>,
    pub last: Phrases<()>,
    /// Before a month: last [October], next [October].
    pub last_one: Phrases<()>,
    pub next_one: Phrases<()>,
    /// What is told by its place in a month or a year: the second week, the last day.
    pub nth: Phrases<()>,
    /// Behind the start of an open interval: from 2019 onwards.
    pub onwards: Phrases<()>,
    /// Between a unit and the date at its end: the year [to] June.
    pub ending: Phrases<()>,
    /// Those behind which a year is one with a name: the year that ended in June.
    pub closed: Phrases<()>,
    /// The same [quarter of 2022].
    pub alike: Phrases<()>,
    pub alike_units: Phrases<()>,
    /// What shows that a clause is not about the past: is, still.
    pub present: Phrases<()>,
    /// Those of them that also follow "since": has.
    pub perfect: Phrases<()>,
    /// What shows that a clause is about the past: was, fell.
    pub past: Phrases<()>,
    pub past_endings: Endings,
    /// Verbs that are the same in the past: put.
    pub unchanged: Phrases<()>,
    /// Endings of verbs in the present: sells.
    pub present_endings: Endings,
    /// Opens a clause about the word before it: which.
    pub relative: Phrases<()>,
    /// Behind it, what befell: which struck.
    pub befell: Phrases<()>,
    /// What a rate is counted over: year on year.
    pub on_year: Phrases<()>,
    /// The last month of a year without a number: the end of last year.
    pub december: Phrases<()>,
    /// Before a sum that goes with those told before it: came to.
    pub amounts: Phrases<()>,
    /// Behind "that", before the same in other terms: amounts to.
    pub restates: Phrases<()>,
    /// What somebody holds against a figure just told: the correct number.
    pub correct: Phrases<()>,
    /// What shows that a clause looks ahead: will, due.
    pub ahead: Phrases<()>,
    /// The same behind a date that opens a clause: in September the yard will.
    pub to_come: Phrases<()>,
    /// Opens a clause that gives the sentence its time: when.
    pub when: Phrases<()>,
    /// Behind a date it leads to what was before: after.
    pub earlier: Phrases<()>,
    /// From a date to the present: so far.
    pub so_far: Phrases<()>,
    /// Opens a line with the document's own date: published.
    pub dated: Phrases<()>,
    /// Before what a rule asks for, whatever the time: a minimum of
    pub rule: Phrases<()>,
    /// The same behind it: the 40 percent limit.
    pub rule_behind: Phrases<()>,
    /// Before the verb that tells what a thing is made for: designed to.
    pub made_to: Phrases<()>,
    /// What a multiple is one of: twice the number.
    pub magnitude: Phrases<()>,
    /// What a share of is one of the same time: 38 percent of the total in 2025.
    pub whole: Phrases<()>,
    /// Opens the clause that a multiple is of: what.
    pub what: Phrases<()>,
    /// Before the period that a document says it covers: covers the period.
    pub covers: Phrases<()>,
    /// Before the time of all that a document says: "all figures refer to".
    pub blanket: Phrases<()>,
    /// Where the figures of the year before stand: in brackets.
    pub brackets: Phrases<()>,
    /// Of what they are told: figures.
    pub figures: Phrases<()>,
    /// What appears once a year: annual report.
    pub annual: Phrases<()>,
    /// Behind the year that it is of: season.
    pub seasons: Phrases<()>,
    pub survey: SurveyWords,
    /// Before what something cost at the end of a day: closed at.
    pub market: Phrases<()>,
    /// Where things lead as they go: at the present pace.
    pub pace: Phrases<()>,
    /// Before the time of a forecast: its outlook for 2026.
    pub foreseen: Phrases<()>,
    /// Before a level that something had by then: it stood at.
    pub stood: Phrases<()>,
    /// What is counted from the beginning of an outbreak: cases, patients.
    pub outbreak: Phrases<()>,
    /// All of it: since the beginning of the outbreak.
    pub outbreak_whole: Phrases<()>,
    /// Before the day from which the totals of a document are counted.
    pub outbreak_counted: Phrases<()>,
}

/// The words for surveys, whose time holds for what they found.
#[derive(Debug)]
pub struct SurveyWords {
    /// survey, poll
    pub names: Phrases<()>,
    /// What those do who make one: interviewed.
    pub asked: Phrases<()>,
    /// Those who make the document's own: our teams.
    pub by: Phrases<()>,
    /// Of its making: was carried out.
    pub made: Phrases<()>,
    /// Of what it found: respondents.
    pub found: Phrases<()>,
    /// Behind the number of one of several: the first round.
    pub rounds: Phrases<()>,
}

impl Times {
    /// All its tables of phrases.
    pub(super) fn tables(&mut self) -> Vec<&mut dyn Numbered> {
        vec![
            &mut self.relation,
            &mut self.words,
            &mut self.to,
            &mut self.filler,
            &mut self.made,
            &mut self.made_behind,
            &mut self.telling,
            &mut self.comparison,
            &mut self.open,
            &mut self.step,
            &mut self.counted,
            &mut self.up_to_now,
            &mut self.hours,
            &mut self.first,
            &mut self.last,
            &mut self.last_one,
            &mut self.next_one,
            &mut self.nth,
            &mut self.onwards,
            &mut self.ending,
            &mut self.closed,
            &mut self.alike,
            &mut self.alike_units,
            &mut self.present,
            &mut self.perfect,
            &mut self.past,
            &mut self.relative,
            &mut self.befell,
            &mut self.on_year,
            &mut self.december,
            &mut self.amounts,
            &mut self.restates,
            &mut self.correct,
            &mut self.ahead,
            &mut self.to_come,
            &mut self.when,
            &mut self.so_far,
            &mut self.dated,
            &mut self.rule,
            &mut self.rule_behind,
            &mut self.made_to,
            &mut self.magnitude,
            &mut self.whole,
            &mut self.what,
            &mut self.covers,
            &mut self.annual,
            &mut self.seasons,
            &mut self.blanket,
            &mut self.brackets,
            &mut self.figures,
            &mut self.earlier,
            &mut self.unchanged,
            &mut self.outbreak,
            &mut self.outbreak_whole,
            &mut self.outbreak_counted,
            &mut self.survey.names,
            &mut self.survey.asked,
            &mut self.survey.by,
            &mut self.survey.made,
            &mut self.survey.found,
            &mut self.survey.rounds,
            &mut self.market,
            &mut self.pace,
            &mut self.foreseen,
            &mut self.stood,
        ]
    }

    /// Reads a `time.toml`.
    ///
    /// # Errors
    /// What is wrong with the file.
    pub fn parse(toml: &str) -> Result<Self, String> {
        let file: File = toml::from_str(toml).map_err(|e| e.to_string())?;
        let numbered = |lists: Vec<Vec<String>>, make: fn(i8) -> TimeWord| {
            (1_i8..).zip(lists).flat_map(move |(n, names)| names.into_iter().map(move |name| (name, make(n))))
        };
        let same = |words: Vec<String>, word: TimeWord| words.into_iter().map(move |w| (w, word));
        let plain = |words: Vec<String>| Phrases::new(words.into_iter().map(|w| (w, ())));
        let by_step = |rows: BTreeMap<Step, Vec<String>>| {
            rows.into_iter().flat_map(|(step, words)| words.into_iter().map(move |w| (w, step)))
        };
        let period = |(name, text): (String, String)| match Period::parse(&text) {
            Some(period) => Ok((name, TimeWord::Fixed(period))),
            None => Err(text),
        };
        let fixed = file.fixed.into_iter().map(period).collect::<Result<Vec<_>, String>>()?;
        let relative = |(word, Relative { unit, back, school }): (String, Relative)| {
            (word, if school { TimeWord::SchoolYear(back) } else { TimeWord::Relative(unit, back) })
        };
        let counted = file.counted;
        let row = file.relation;
        let relation = [
            (row.at, Relation::At),
            (row.since, Relation::Since),
            (row.until, Relation::Until),
            (row.from, Relation::From),
            (row.of, Relation::Of),
            (row.before, Relation::Before),
            (file.terms.before, Relation::Under),
        ];
        Ok(Self {
            relation: Phrases::new(
                relation.into_iter().flat_map(|(words, relation)| words.into_iter().map(move |w| (w, relation))),
            ),
            words: Phrases::new(
                numbered(file.months, TimeWord::Month)
                    .chain(numbered(file.part.quarters, TimeWord::Quarter))
                    .chain(numbered(file.part.halves, TimeWord::Half))
                    .chain(same(file.part.weeks, TimeWord::Week))
                    .chain(same(file.fiscal.words, TimeWord::Fiscal))
                    .chain(same(file.fiscal.past, TimeWord::FiscalYear(1)))
                    .chain(same(file.fiscal.running, TimeWord::FiscalYear(0)))
                    .chain(same(file.fiscal.coming, TimeWord::FiscalYear(-1)))
                    .chain(same(file.fiscal.school, TimeWord::School))
                    .chain(numbered(file.weekday.days, TimeWord::Weekday))
                    .chain(by_step(file.previous).map(|(w, step)| (w, TimeWord::Previous(step))))
                    .chain(by_step(file.next).map(|(w, step)| (w, TimeWord::Next(step))))
                    .chain(file.that.rows().map(|(w, step)| (w, TimeWord::That(step))))
                    .chain(by_step(file.end).map(|(w, step)| (w, TimeWord::End(step))))
                    .chain(file.same.rows().map(|(w, step)| (w, TimeWord::Same(step))))
                    .chain(same(file.undated.words, TimeWord::Undated))
                    .chain(file.part.months.into_iter().map(|(w, month)| (w, TimeWord::OfYear(month))))
                    .chain(fixed)
                    .chain(file.feast.rows()?)
                    .chain(file.relative.into_iter().map(relative)),
            ),
            step: Phrases::new(by_step(file.step)),
            counted: Phrases::new(
                [(counted.ago, Counted::Ago), (counted.earlier, Counted::Earlier), (counted.later, Counted::Later)]
                    .into_iter()
                    .flat_map(|(words, way)| words.into_iter().map(move |w| (w, way))),
            ),
            up_to_now: plain(counted.up_to_now),
            hours: plain(counted.hours),
            first: plain(counted.first),
            last: plain(counted.last),
            last_one: plain(counted.last_one),
            next_one: plain(counted.next_one),
            nth: plain(counted.nth),
            onwards: plain(row.onwards),
            ending: plain(counted.ending.into_iter().chain(counted.closed.iter().cloned()).collect()),
            closed: plain(counted.closed),
            alike: plain(file.alike.before),
            alike_units: plain(file.alike.units),
            present: plain(file.tense.present),
            perfect: plain(file.tense.perfect),
            past: plain(file.tense.past),
            past_endings: file.tense.past_endings,
            unchanged: plain(file.tense.unchanged),
            present_endings: file.tense.present_endings,
            relative: plain(file.tense.relative),
            befell: plain(file.tense.befell),
            on_year: plain(file.tense.on_year),
            december: plain(file.tense.december),
            amounts: plain(file.tense.amounts),
            restates: plain(file.tense.restates),
            correct: plain(file.tense.correct),
            ahead: plain(file.tense.ahead),
            to_come: plain(file.tense.to_come),
            when: plain(file.tense.when),
            earlier: plain(file.tense.earlier),
            so_far: plain(file.tense.so_far),
            survey: SurveyWords {
                names: plain(file.survey.names),
                asked: plain(file.survey.asked),
                by: plain(file.survey.by),
                made: plain(file.survey.made),
                found: plain(file.survey.found),
                rounds: plain(file.survey.rounds),
            },
            market: plain(file.market.words),
            pace: plain(file.pace.words),
            foreseen: plain(file.pace.foreseen),
            stood: plain(file.tense.stood),
            outbreak: plain(file.outbreak.words),
            outbreak_whole: plain(file.outbreak.whole),
            outbreak_counted: plain(file.outbreak.counted),
            to: plain(row.to),
            filler: plain(file.filler.words),
            made: plain(file.made.words),
            made_behind: plain(file.made.behind),
            telling: plain(file.telling.words),
            comparison: plain(file.comparison.words),
            dated: plain(file.dated.words),
            rule: plain(file.rule.words),
            rule_behind: plain(file.rule.behind),
            made_to: plain(file.rule.made_to),
            magnitude: plain(file.magnitude.words),
            whole: plain(file.magnitude.whole),
            what: plain(file.magnitude.what),
            covers: plain(file.covers.words),
            annual: plain(file.annual.words),
            seasons: plain(file.annual.seasons),
            blanket: plain(file.blanket.words),
            brackets: plain(file.blanket.brackets),
            figures: plain(file.blanket.nouns),
            capitals: file.capital_months,
            month_first_in: file.month_first_in,
            decade_suffixes: file.decade_suffix,
            open: plain(file.terms.open),
        })
    }
}
