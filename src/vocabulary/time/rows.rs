//! A `time.toml` as it is written.

use std::collections::BTreeMap;

use serde::{Deserialize, de::IgnoredAny};

use super::{Endings, Feast, Step, TimeWord};

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct File {
    #[serde(default, rename = "example")]
    pub(super) _examples: IgnoredAny,
    pub(super) months: Vec<Vec<String>>,
    pub(super) capital_months: bool,
    #[serde(default)]
    pub(super) month_first_in: Vec<String>,
    pub(super) decade_suffix: Vec<String>,
    pub(super) relation: RelationRows,
    pub(super) filler: Words,
    pub(super) fiscal: Fiscal,
    pub(super) part: Parts,
    pub(super) step: BTreeMap<Step, Vec<String>>,
    pub(super) weekday: Weekdays,
    pub(super) relative: BTreeMap<String, Relative>,
    #[serde(default)]
    pub(super) fixed: BTreeMap<String, String>,
    #[serde(default)]
    pub(super) feast: Feasts,
    pub(super) counted: CountedRows,
    pub(super) previous: BTreeMap<Step, Vec<String>>,
    pub(super) next: BTreeMap<Step, Vec<String>>,
    pub(super) same: Spoken,
    #[serde(default)]
    pub(super) end: BTreeMap<Step, Vec<String>>,
    pub(super) that: Spoken,
    pub(super) alike: Alike,
    pub(super) undated: Words,
    pub(super) tense: Tense,
    pub(super) made: Made,
    pub(super) comparison: Words,
    #[serde(default)]
    pub(super) telling: Words,
    pub(super) dated: Words,
    #[serde(default)]
    pub(super) rule: Rule,
    #[serde(default)]
    pub(super) magnitude: Magnitude,
    #[serde(default)]
    pub(super) covers: Words,
    #[serde(default)]
    pub(super) annual: Annual,
    #[serde(default)]
    pub(super) blanket: Blanket,
    #[serde(default)]
    pub(super) survey: SurveyRows,
    #[serde(default)]
    pub(super) market: Words,
    #[serde(default)]
    pub(super) outbreak: Outbreak,
    #[serde(default)]
    pub(super) pace: Pace,
    pub(super) terms: Terms,
}

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct RelationRows {
    pub(super) at: Vec<String>,
    pub(super) since: Vec<String>,
    pub(super) until: Vec<String>,
    pub(super) from: Vec<String>,
    pub(super) of: Vec<String>,
    #[serde(default)]
    pub(super) before: Vec<String>,
    pub(super) to: Vec<String>,
    #[serde(default)]
    pub(super) onwards: Vec<String>,
}

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct Words {
    pub(super) words: Vec<String>,
}

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct Made {
    pub(super) words: Vec<String>,
    pub(super) behind: Vec<String>,
}

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct Outbreak {
    pub(super) words: Vec<String>,
    pub(super) whole: Vec<String>,
    pub(super) counted: Vec<String>,
}

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct Pace {
    pub(super) words: Vec<String>,
    pub(super) foreseen: Vec<String>,
}

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct Annual {
    pub(super) words: Vec<String>,
    #[serde(default)]
    pub(super) seasons: Vec<String>,
}

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct Fiscal {
    pub(super) words: Vec<String>,
    pub(super) past: Vec<String>,
    pub(super) running: Vec<String>,
    pub(super) coming: Vec<String>,
    pub(super) school: Vec<String>,
}

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct Parts {
    pub(super) quarters: Vec<Vec<String>>,
    #[serde(default)]
    pub(super) weeks: Vec<String>,
    pub(super) halves: Vec<Vec<String>>,
    /// By the month that they are.
    #[serde(default)]
    pub(super) months: BTreeMap<String, i8>,
}

/// Days with a name: `12-25`, or how many days behind Easter Sunday.
#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct Feasts {
    pub(super) fixed: BTreeMap<String, String>,
    pub(super) easter: BTreeMap<String, i16>,
}

impl Feasts {
    pub(super) fn rows(self) -> Result<Vec<(String, TimeWord)>, String> {
        let fixed = self.fixed.into_iter().map(|(name, date)| {
            let (month, day) = date.split_once('-').unwrap_or((&date, "0"));
            let feast = month.parse().ok().zip(day.parse().ok()).map(|(month, day)| Feast::Fixed(month, day));
            feast.map(|feast| (name, TimeWord::Feast(feast))).ok_or(date)
        });
        let moving = self.easter.into_iter().map(|(name, by)| Ok((name, TimeWord::Feast(Feast::Easter(by)))));
        fixed.chain(moving).collect()
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Relative {
    pub(super) unit: Step,
    pub(super) back: i16,
    /// Of school years.
    #[serde(default)]
    pub(super) school: bool,
}

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct Weekdays {
    pub(super) days: Vec<Vec<String>>,
}

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct CountedRows {
    pub(super) ago: Vec<String>,
    pub(super) earlier: Vec<String>,
    pub(super) later: Vec<String>,
    pub(super) hours: Vec<String>,
    #[serde(rename = "past")]
    pub(super) up_to_now: Vec<String>,
    pub(super) first: Vec<String>,
    pub(super) last: Vec<String>,
    pub(super) last_one: Vec<String>,
    #[serde(default)]
    pub(super) next_one: Vec<String>,
    #[serde(default)]
    pub(super) nth: Vec<String>,
    pub(super) ending: Vec<String>,
    pub(super) closed: Vec<String>,
}

/// Phrases by the unit that they name; `any` names none.
#[derive(Default, Deserialize)]
pub(super) struct Spoken {
    #[serde(default)]
    pub(super) any: Vec<String>,
    #[serde(flatten)]
    pub(super) by_step: BTreeMap<Step, Vec<String>>,
}

impl Spoken {
    pub(super) fn rows(self) -> impl Iterator<Item = (String, Option<Step>)> {
        let steps = self.by_step.into_iter().flat_map(|(step, words)| words.into_iter().map(move |w| (w, Some(step))));
        steps.chain(self.any.into_iter().map(|w| (w, None)))
    }
}

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct SurveyRows {
    pub(super) names: Vec<String>,
    pub(super) asked: Vec<String>,
    pub(super) by: Vec<String>,
    pub(super) made: Vec<String>,
    pub(super) found: Vec<String>,
    pub(super) rounds: Vec<String>,
}

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct Alike {
    pub(super) before: Vec<String>,
    pub(super) units: Vec<String>,
}

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct Blanket {
    pub(super) nouns: Vec<String>,
    pub(super) brackets: Vec<String>,
    pub(super) words: Vec<String>,
}

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct Rule {
    pub(super) words: Vec<String>,
    pub(super) behind: Vec<String>,
    pub(super) made_to: Vec<String>,
}

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct Magnitude {
    pub(super) words: Vec<String>,
    pub(super) whole: Vec<String>,
    pub(super) what: Vec<String>,
}

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct Tense {
    pub(super) present: Vec<String>,
    pub(super) perfect: Vec<String>,
    #[serde(default)]
    pub(super) past: Vec<String>,
    #[serde(default)]
    pub(super) past_endings: Endings,
    #[serde(default)]
    pub(super) unchanged: Vec<String>,
    pub(super) present_endings: Endings,
    pub(super) befell: Vec<String>,
    #[serde(default)]
    pub(super) stood: Vec<String>,
    pub(super) on_year: Vec<String>,
    pub(super) december: Vec<String>,
    pub(super) amounts: Vec<String>,
    #[serde(default)]
    pub(super) restates: Vec<String>,
    #[serde(default)]
    pub(super) correct: Vec<String>,
    pub(super) relative: Vec<String>,
    pub(super) ahead: Vec<String>,
    #[serde(default)]
    pub(super) to_come: Vec<String>,
    pub(super) when: Vec<String>,
    #[serde(default)]
    pub(super) earlier: Vec<String>,
    pub(super) so_far: Vec<String>,
}

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct Terms {
    pub(super) before: Vec<String>,
    pub(super) open: Vec<String>,
}
