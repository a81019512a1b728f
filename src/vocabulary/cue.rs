//! Cues: words that tell how a number is meant, and who said it.

use std::collections::BTreeSet;

use serde::{Deserialize, de::IgnoredAny};

use super::{index::Numbered, lexicon::Phrases};
use crate::base::Change;

/// The cues of a language.
#[derive(Debug)]
pub struct Cues {
    /// Verbs and adverbs of change, and whether they are one only with "by".
    pub change: Phrases<Moved>,
    /// Nouns of change; `needs_by` is set where only a share is their size: a loss.
    pub change_noun: Phrases<Moved>,
    /// Behind a number that is a height and no difference: above sea.
    pub placed: Phrases<()>,
    /// Behind a number, making it a change where its verb states a count else: "adds 40 to the price".
    pub onto: Phrases<Change>,
    /// Behind the number: "12 percent more than".
    pub compared: Phrases<Change>,
    /// Between a verb of change and the number, leaving it a change: by.
    pub change_size: Phrases<()>,
    /// Before a number that is to come on top of what there is: "an extra 40".
    pub change_extra: Phrases<()>,
    /// A verb that adds to what there is: will add.
    pub change_adds: Phrases<()>,
    /// A verb that, with "off" behind the sum, is a decrease: takes.
    pub change_takes: Phrases<()>,
    /// Behind a share of which something was done, not by which it moved: "cut 46 percent of the crop".
    pub change_whole: Phrases<()>,
    /// Between such a number and its noun: "40 more judges".
    pub change_added: Phrases<()>,
    /// Between them, making it a level: to, at.
    pub change_level: Phrases<()>,
    /// "according to"
    pub producer_before: Phrases<()>,
    /// "said"; `true` where it needs "that" or a comma.
    pub producer_verb: Phrases<bool>,
    /// "estimates", in "by ministry estimates"
    pub producer_noun: Phrases<()>,
    /// Before a producer with such a noun: by.
    pub producer_by: Phrases<()>,
    /// Before a producer whose statement is what stands before: as.
    pub producer_as: Phrases<()>,
    /// Verbs of `producer_verb` that need no "that" behind any subject: expects.
    pub producer_free: Phrases<()>,
    /// Verbs by which somebody denies what another said.
    pub denial: Phrases<()>,
    /// Verbs and the preposition of "puts the loss at 40".
    pub producer_puts: Phrases<()>,
    pub producer_at: Phrases<()>,
    /// Verbs of those who keep records, and of others who have things: counted.
    pub producer_keeps: Phrases<()>,
    /// Pronouns for somebody named before: she.
    pub producer_they: Phrases<()>,
    /// Nouns for those who keep records: ministry, survey.
    pub organisation: Phrases<()>,
    /// Words for what goes from one place to another.
    pub flow: Phrases<Flow>,
    pub place_from: Phrases<()>,
    pub place_to: Phrases<()>,
    /// Verbs before the place that somebody leaves: left.
    pub place_leave: Phrases<()>,
    pub place_with: Phrases<()>,
    pub place_in: Phrases<()>,
    /// Before a place that is only compared with: than, as in.
    pub compared_with: Phrases<()>,
    /// Before what a number takes in or leaves out: including, excluding.
    pub scope: Phrases<()>,
    /// Before the place that does something to what flows: "purchases by Egypt".
    pub place_by: Phrases<()>,
    /// Words for a place named before: there.
    pub place_there: Phrases<()>,
    /// The place that the text is about, in other words: the country.
    pub place_home: Phrases<()>,
    /// That place, where another has just been named: "here".
    pub place_here: Phrases<()>,
    /// What a large number without a unit is a sum of: "an instalment of 650 million".
    pub sum: Phrases<()>,
    /// Behind the name of a country that gets what the text is about: "Japan took 30,000 tonnes".
    pub place_takes: Phrases<()>,
    /// Regions that hold for a number wherever they stand in its clause: worldwide.
    pub place_everywhere: Phrases<()>,
    /// Averages, standards and aims of no country: "the world average".
    pub place_nowhere: Phrases<()>,
    /// Before "of" and a country in the name of its state: "Government of Ghana".
    pub place_state: Phrases<()>,
    /// In the name of an authority of a state behind its country: "national bank".
    pub place_authority: Phrases<()>,
    /// Between an article or preposition and a place: "rural", "neighbouring".
    pub place_modifier: Phrases<()>,
    /// With the preposition, where something was only said or agreed: "announced in".
    pub place_venue: Phrases<()>,
    /// Before a place that is left out: "outside".
    pub place_outside: Phrases<()>,
    /// Before "from" and what did it: "deaths from malaria in Kenya".
    pub place_harm: Phrases<()>,
    /// Behind the name of a people, those of it who are abroad: "embassy", "troops".
    pub place_guests: Phrases<()>,
    /// Beside two countries, what they have together: "share", "jointly owned by".
    pub place_joint: Phrases<()>,
    /// What a union or a list of countries is called: "the three countries".
    pub place_lands: Phrases<()>,
    /// Words that pick one of several: "largest".
    pub place_superlative: Phrases<()>,
    /// Behind a share, what it is a share of elsewhere: "half the average".
    pub place_norm: Phrases<()>,
    /// Before the country that comes first: "the largest exporter after Turkey".
    pub place_outranked: Phrases<()>,
    /// Words that open a clause about the noun before: which.
    pub relative: Phrases<()>,
}

/// A word for something that goes from one place to another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Flow {
    /// The same for all words of one flow: extradition.
    pub key: String,
    /// The place beside the word is where it goes to: "Mexican imports".
    pub reverse: bool,
    /// From one named place it goes to where the text is about: "a German grant".
    pub here: bool,
}

/// A word of change.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Moved {
    pub direction: Change,
    /// Without "by" the number is a count: "cut 400 jobs".
    pub needs_by: bool,
}

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct File {
    #[serde(default, rename = "example")]
    _examples: IgnoredAny,
    sum: Vec<String>,
    change: ChangeRows,
    attribution: AttributionRows,
    flow: Vec<FlowRow>,
    place: PlaceRows,
    scope: Vec<String>,
}

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct FlowRow {
    key: String,
    words: Vec<String>,
    #[serde(default)]
    reverse: bool,
    #[serde(default)]
    here: bool,
}

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct PlaceRows {
    from: Vec<String>,
    to: Vec<String>,
    #[serde(default)]
    leave: Vec<String>,
    with: Vec<String>,
    r#in: Vec<String>,
    compared: Vec<String>,
    by: Vec<String>,
    #[serde(default)]
    there: Vec<String>,
    #[serde(default)]
    home: Vec<String>,
    #[serde(default)]
    here: Vec<String>,
    takes: Vec<String>,
    nowhere: Vec<String>,
    everywhere: Vec<String>,
    state: Vec<String>,
    #[serde(default)]
    authority: Vec<String>,
    #[serde(default)]
    modifier: Vec<String>,
    #[serde(default)]
    venue: Vec<String>,
    #[serde(default)]
    outside: Vec<String>,
    harm: Vec<String>,
    #[serde(default)]
    guests: Vec<String>,
    #[serde(default)]
    joint: Vec<String>,
    #[serde(default)]
    lands: Vec<String>,
    #[serde(default)]
    superlative: Vec<String>,
    norm: Vec<String>,
    outranked: Vec<String>,
    relative: Vec<String>,
}

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct ChangeRows {
    increase: Vec<String>,
    decrease: Vec<String>,
    needs_by: BTreeSet<String>,
    noun_increase: Vec<String>,
    noun_decrease: Vec<String>,
    more: Vec<String>,
    less: Vec<String>,
    #[serde(default)]
    noun_shares: BTreeSet<String>,
    #[serde(default)]
    placed: Vec<String>,
    #[serde(default)]
    onto: Vec<String>,
    #[serde(default)]
    off: Vec<String>,
    extra: Vec<String>,
    adds: Vec<String>,
    takes: Vec<String>,
    whole: Vec<String>,
    added: Vec<String>,
    size: Vec<String>,
    level: Vec<String>,
}

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct AttributionRows {
    before: Vec<String>,
    verbs: Vec<String>,
    needs_that: BTreeSet<String>,
    nouns: Vec<String>,
    by: Vec<String>,
    r#as: Vec<String>,
    free: Vec<String>,
    denial: Vec<String>,
    puts: Vec<String>,
    at: Vec<String>,
    keeps: Vec<String>,
    they: Vec<String>,
    organisations: Vec<String>,
}

impl Cues {
    /// All its tables of phrases.
    pub(super) fn tables(&mut self) -> Vec<&mut dyn Numbered> {
        vec![
            &mut self.change,
            &mut self.change_noun,
            &mut self.placed,
            &mut self.onto,
            &mut self.compared,
            &mut self.change_size,
            &mut self.change_extra,
            &mut self.change_adds,
            &mut self.change_takes,
            &mut self.change_whole,
            &mut self.change_added,
            &mut self.change_level,
            &mut self.producer_before,
            &mut self.producer_verb,
            &mut self.producer_noun,
            &mut self.producer_by,
            &mut self.producer_as,
            &mut self.producer_free,
            &mut self.denial,
            &mut self.producer_puts,
            &mut self.producer_at,
            &mut self.producer_keeps,
            &mut self.producer_they,
            &mut self.organisation,
            &mut self.flow,
            &mut self.place_from,
            &mut self.place_to,
            &mut self.place_with,
            &mut self.place_in,
            &mut self.compared_with,
            &mut self.scope,
            &mut self.place_by,
            &mut self.place_there,
            &mut self.place_home,
            &mut self.place_here,
            &mut self.sum,
            &mut self.place_takes,
            &mut self.place_everywhere,
            &mut self.place_nowhere,
            &mut self.place_state,
            &mut self.place_authority,
            &mut self.place_modifier,
            &mut self.place_superlative,
            &mut self.place_norm,
            &mut self.place_outranked,
            &mut self.relative,
            &mut self.place_leave,
            &mut self.place_venue,
            &mut self.place_outside,
            &mut self.place_harm,
            &mut self.place_guests,
            &mut self.place_joint,
            &mut self.place_lands,
        ]
    }

    /// Reads a `cues.toml`.
    ///
    /// # Errors
    /// What is wrong with the file.
    pub fn parse(toml: &str) -> Result<Self, String> {
        let file: File = toml::from_str(toml).map_err(|e| e.to_string())?;
        let rows = &file.change;
        let both = |up: &[String], down: &[String]| -> Vec<(String, Change)> {
            let up = up.iter().map(|w| (w.clone(), Change::Increase));
            up.chain(down.iter().map(|w| (w.clone(), Change::Decrease))).collect()
        };
        let plain = |words: &[String]| Phrases::new(words.iter().map(|w| (w.clone(), ())));
        Ok(Self {
            change: Phrases::new(both(&rows.increase, &rows.decrease).into_iter().map(|(word, direction)| {
                let needs_by = rows.needs_by.contains(&word);
                (word, Moved { direction, needs_by })
            })),
            change_noun: Phrases::new(both(&rows.noun_increase, &rows.noun_decrease).into_iter().map(
                |(word, direction)| {
                    let needs_by = rows.noun_shares.contains(&word);
                    (word, Moved { direction, needs_by })
                },
            )),
            placed: plain(&rows.placed),
            onto: Phrases::new(both(&rows.onto, &rows.off)),
            compared: Phrases::new(both(&rows.more, &rows.less)),
            change_size: plain(&rows.size),
            change_extra: plain(&rows.extra),
            change_adds: plain(&rows.adds),
            change_takes: plain(&rows.takes),
            change_whole: plain(&rows.whole),
            change_added: plain(&rows.added),
            change_level: plain(&rows.level),
            producer_before: plain(&file.attribution.before),
            producer_verb: Phrases::new(
                file.attribution.verbs.iter().map(|w| (w.clone(), file.attribution.needs_that.contains(w))),
            ),
            producer_noun: plain(&file.attribution.nouns),
            producer_by: plain(&file.attribution.by),
            producer_as: plain(&file.attribution.r#as),
            producer_free: plain(&file.attribution.free),
            producer_they: plain(&file.attribution.they),
            producer_keeps: plain(&file.attribution.keeps),
            producer_puts: plain(&file.attribution.puts),
            producer_at: plain(&file.attribution.at),
            denial: plain(&file.attribution.denial),
            organisation: plain(&file.attribution.organisations),
            flow: Phrases::new(file.flow.iter().flat_map(|row| {
                let flow = Flow { key: row.key.clone(), reverse: row.reverse, here: row.here };
                row.words.iter().map(move |w| (w.clone(), flow.clone()))
            })),
            place_from: plain(&file.place.from),
            place_to: plain(&file.place.to),
            place_leave: plain(&file.place.leave),
            place_with: plain(&file.place.with),
            place_in: plain(&file.place.r#in),
            compared_with: plain(&file.place.compared),
            scope: plain(&file.scope),
            place_there: plain(&file.place.there),
            place_home: plain(&file.place.home),
            place_here: plain(&file.place.here),
            sum: plain(&file.sum),
            place_takes: plain(&file.place.takes),
            place_by: plain(&file.place.by),
            place_nowhere: plain(&file.place.nowhere),
            place_everywhere: plain(&file.place.everywhere),
            place_state: plain(&file.place.state),
            place_authority: plain(&file.place.authority),
            place_modifier: plain(&file.place.modifier),
            place_venue: plain(&file.place.venue),
            place_outside: plain(&file.place.outside),
            place_harm: plain(&file.place.harm),
            place_guests: plain(&file.place.guests),
            place_joint: plain(&file.place.joint),
            place_lands: plain(&file.place.lands),
            place_superlative: plain(&file.place.superlative),
            place_norm: plain(&file.place.norm),
            place_outranked: plain(&file.place.outranked),
            relative: plain(&file.place.relative),
        })
    }
}
