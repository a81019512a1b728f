//! Words of numbers: `seven`, `million`, `dozens`, `third`, and the small words that hold numbers together.

use serde::{Deserialize, de::IgnoredAny};

use super::{
    index::{Index, Numbered},
    lexicon::{Key, Phrases, Table, WordMap, tokens},
};
use crate::base::Amount;

/// What a word says about numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NumberWord {
    /// `zero` to `ninety`; in some languages also whole hundreds.
    Cardinal(u32),
    /// `hundred`: multiplies what stands before it, below the scales.
    Hundred,
    /// `thousand`, `million`: a power of ten.
    Scale(u32),
    /// `dozen`, `score`: so many of what stands before.
    Group(u32),
    /// `third`, `half`: one part of so many.
    Part(u32),
    /// `thirds`, `halves`: several parts of so many.
    Parts(u32),
    /// `dozens`, `millions`: the amount of one.
    Vague(i64),
    /// `several`, `few`: how many are meant where a scale word follows.
    Few(u32),
    /// `millones`: behind a number a power of ten, alone vague.
    Plural(u32),
    /// `medio`: half of the scale word or unit behind it, and nothing by itself.
    Half,
}

impl NumberWord {
    /// The power of ten that the word multiplies by.
    #[must_use]
    pub fn scale(self) -> Option<u32> {
        match self {
            Self::Scale(exponent) | Self::Plural(exponent) => Some(exponent),
            _ => None,
        }
    }

    /// The amount of one, where the word alone is a vague number.
    #[must_use]
    pub fn vague(self) -> Option<i64> {
        match self {
            Self::Vague(one) => Some(one),
            Self::Plural(exponent) => 10_i64.checked_pow(exponent),
            _ => None,
        }
    }
}

/// What a token can be, beside a number. One bit each.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Tag {
    And,
    Or,
    To,
    /// Before the currency that a rate is quoted in: `against the dollar`.
    Against,
    Between,
    From,
    Per,
    Every,
    In,
    Out,
    Of,
    The,
    A,
    By,
    For,
    Minus,
    Point,
    Not,
    /// `none`.
    None,
    /// `one`: a number only in some company.
    One,
    /// `consecutive`, `calendar`: between a number and its unit of time.
    UnitModifier,
    /// A word after which a year-like number is a year.
    BeforeYear,
    Month,
    /// `p.m.`, `o'clock`.
    Clock,
    At,
    /// `opens`, `starts`: before `at` and a time of the day.
    Opens,
    /// `release`, `firmware`: decimals behind them are versions.
    Version,
    /// `stood`, `priced`: before `at` and a level.
    LevelAt,
    /// `Monday`, `weekdays`: beside the hours of a day.
    Weekday,
    /// `noon`, `midnight`.
    Noon,
    /// `before`, `around`: before an hour.
    Around,
    /// `FM`: behind the frequency of a station.
    Band,
    /// A word whose number is a label, however it is written: `page`, `section`.
    Reference,
    /// A word whose number is a label where it has a capital: `Level`, `Title`.
    CapitalReference,
    /// Nouns of things that bear numbers, in the singular and plural: `bay`, `routes`, `hymns`.
    Row,
    /// `street`, `avenue`.
    Street,
    /// `phone`, `tel`.
    Phone,
    /// A verb of change: `rose`, `cut`.
    Move,
    /// `times`.
    Times,
    /// `as`, `more`, `higher`: behind `three times`.
    Compare,
    /// `most`, `least`: makes an ordinal a rank.
    Superlative,
    /// `ranked`.
    Ranked,
    /// `number`: before a number a rank or a label.
    NumberNoun,
    /// `no`, `nr`: with a dot or a capital, before a number, a label.
    NumberSign,
    /// `people`, `deaths`: nouns that are counted, whatever the number looks like.
    Counted,
    /// `person`, `soldier`: nouns before which `one` is a number.
    OneOf,
    /// `aged`, `ages`.
    Aged,
    /// `old`.
    Old,
    /// `children`: before `under five` makes it an age.
    Young,
    /// `was`, `will`: a clause goes on, no noun.
    Verb,
    /// `its`, `their`: like an article.
    Possessive,
    /// Small words that cannot belong to a noun phrase.
    Function,
    /// `estimated`, `estimates`.
    Estimate,
    /// `that`, `at`: what stands behind those before the number that is estimated.
    EstimateLink,
    /// `no`, `never`: turns "more than" behind it into "at most".
    Negation,
    /// `that`, `and`: a negation before it does not reach behind it.
    NegationEnd,
    But,
    /// `dead`, `injured`: behind `one` they make it a number.
    Casualty,
    /// `under`, `below`: before an age.
    YoungerThan,
    /// `went`, `climbed`: behind them `up to` is where they lead.
    Motion,
    /// The word begins a factor or a phrase that is no quantity.
    Begins,
    /// `than`: a comparison goes on.
    Than,
    /// `population`: a noun behind `per 100,000` that has no plural.
    Denominator,
    /// `points`: of percentage, where a percentage stands near.
    Points,
    /// `rate`, `share`: what is told in percent.
    InPercent,
    /// `ratio`: before `17 to 1`.
    Ratio,
    /// `constant`: before the year of a price base.
    PriceBase,
    /// `single`: behind `not a`.
    Single,
    /// `the`, `them`: behind `none of`.
    NoneOf,
    /// `see`: before a note or a figure of the text.
    See,
    /// `ranging`: what makes `from X to Y` a range.
    Ranging,
    /// `mark`, `threshold`: `over the 2 million mark`.
    Threshold,
    /// `another`, `further`: between a hedge and its number.
    Additional,
    /// `other`, `latter`, `second`: before `half` a part of time or of a thing.
    OtherHalf,
    /// `won`, `beat`: before a score.
    Game,
    /// A noun after `half of the` that makes it time: `year`, `century`.
    Calendar,
    /// An article that may stand right before a number: `un 12 por ciento`.
    NumberArticle,
}

/// A set of tags.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tags(u128);

impl Tags {
    #[must_use]
    #[inline]
    pub fn has(self, tag: Tag) -> bool {
        self.0 & (1 << tag as u32) != 0
    }

    /// Whether it has one of these tags.
    #[must_use]
    #[inline]
    pub fn any(self, of: &[Tag]) -> bool {
        // One mask, which is made when this is compiled.
        self.0 & of.iter().fold(0, |mask, tag| mask | 1 << *tag as u32) != 0
    }

    fn add(&mut self, tag: Tag) {
        self.0 |= 1 << tag as u32;
    }
}

/// All that is known of one word.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Word {
    pub number: Option<NumberWord>,
    pub ordinal: Option<u32>,
    pub tags: Tags,
}

impl Word {
    /// A word that says nothing about numbers.
    pub const NONE: Self = Self { number: None, ordinal: None, tags: Tags(0) };

    #[must_use]
    #[inline]
    pub fn is(&self, tag: Tag) -> bool {
        self.tags.has(tag)
    }
}

impl Default for &Word {
    fn default() -> Self {
        &Word::NONE
    }
}

/// A word that is a factor by itself: `twice`, `doubled`.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Factor {
    words: Vec<String>,
    /// `2` for twice.
    pub value: Amount,
    /// `times.twice`, `change.doubled`.
    pub rule: String,
    /// The factor must be followed by a word of comparison, a determiner or a preposition.
    #[serde(default)]
    pub needs_context: bool,
    /// The rule where the word is a verb (`to double`); such a word is one only behind `to`, a modal verb or a hedge.
    pub verb: Option<String>,
    /// The value is a percentage of the whole, not a factor.
    #[serde(default)]
    pub percent: bool,
}

/// The words of numbers of one language.
#[derive(Clone, Debug, Default)]
pub struct Numbers {
    /// Whether decimals stand behind a comma, where a document does not show it.
    pub decimal_comma: bool,
    /// Countries (alpha-3) whose documents do it the other way.
    pub other_decimals_in: Vec<String>,
    /// `and` may stand before a number below a hundred (`one hundred and two`) …
    pub and_after_hundreds: bool,
    /// … or between tens and ones (`treinta y dos`).
    pub and_after_tens: bool,
    /// Digits may stand behind a scale word: `2 mil 316`.
    pub digits_behind_scale: bool,
    /// A thousand may multiply a greater scale with all that stands before it: `mil quinientos millones`.
    pub thousand_of_millions: bool,
    /// `of` stands between a scale word and a unit: `3 millones de euros`.
    pub of_behind_scale: bool,
    /// A superlative stands behind the ordinal and its noun: `segundo productor mundial`.
    pub superlative_behind_noun: bool,
    /// Endings of plural nouns, and endings like them that are none.
    pub plural_suffixes: Vec<String>,
    pub not_plural_suffixes: Vec<String>,
    /// Behind an ordinal they make it a part: `una quinta parte`.
    pub part_nouns: Vec<String>,
    words: Table<Word>,
    /// Scale words glued to digits (`3bn`): exponent.
    pub glued_scales: WordMap<u32>,
    /// Those that are a scale only beside money (`$25m`): exponent.
    pub money_scales: WordMap<u32>,
    pub factors: Phrases<Factor>,
    /// Suffixes of factors behind digits: `fold`, `x`.
    pub fold: Vec<String>,
    /// Phrases that hold number words and are no quantities.
    pub never: Phrases<()>,
    /// What stands behind an hour of the day (`six sharp`) …
    pub hour_behind: Phrases<()>,
    /// … and before one (`half past six`).
    pub hour_before: Phrases<()>,
    /// Suffixes of ordinals in digits: `th`.
    pub ordinal_suffixes: Vec<String>,
    /// Suffixes of superlatives: `est` …
    superlative_suffixes: Vec<String>,
    /// … and of what is none: `forest`.
    not_superlative_suffixes: Vec<String>,
}

/// What a language has no words for is left out of its file.
#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct File {
    #[serde(default, rename = "example")]
    _examples: IgnoredAny,
    decimal_comma: bool,
    other_decimals_in: Vec<String>,
    digits_behind_scale: bool,
    thousand_of_millions: bool,
    of_behind_scale: bool,
    superlative_behind_noun: bool,
    plural_suffixes: Vec<String>,
    not_plural_suffixes: Vec<String>,
    part_nouns: Vec<String>,
    scale_plurals: toml::Table,
    half: Vec<String>,
    and_after_hundreds: bool,
    and_after_tens: bool,
    cardinals: toml::Table,
    hundreds: Vec<String>,
    scales: toml::Table,
    groups: toml::Table,
    part: toml::Table,
    parts: toml::Table,
    vague: toml::Table,
    few: toml::Table,
    ordinals: toml::Table,
    glued_scales: toml::Table,
    money_scales: toml::Table,
    ordinal_suffixes: Vec<String>,
    superlative_suffixes: Vec<String>,
    not_superlative_suffixes: Vec<String>,
    fold: Vec<String>,
    never: Vec<String>,
    hour_behind: Vec<String>,
    hour_before: Vec<String>,
    factor: Vec<Factor>,
    tags: Vec<TagRow>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct TagRow {
    tag: Tag,
    words: String,
}

fn integers(table: &toml::Table) -> impl Iterator<Item = (&str, i64)> {
    table.iter().filter_map(|(word, value)| Some((word.as_str(), value.as_integer()?)))
}

fn small(table: &toml::Table) -> impl Iterator<Item = (&str, u32)> {
    integers(table).filter_map(|(word, value)| Some((word, u32::try_from(value).ok()?)))
}

impl Numbers {
    /// Enters what is known of all words.
    pub(super) fn enter(&self, index: &mut Index) {
        for (word, &number) in self.words.rows() {
            index.entry(word).number = number;
        }
    }

    /// All its tables of phrases.
    pub(super) fn tables(&mut self) -> Vec<&mut dyn Numbered> {
        vec![&mut self.factors, &mut self.never, &mut self.hour_behind, &mut self.hour_before]
    }

    /// Reads a file of number words.
    ///
    /// # Errors
    /// What TOML says where it is not one.
    pub fn parse(text: &str) -> Result<Self, toml::de::Error> {
        let file: File = toml::from_str(text)?;
        let mut words: Table<Word> = Table::default();
        let mut number = |word: &str, meaning: NumberWord| words.entry(word).number = Some(meaning);
        small(&file.cardinals).for_each(|(word, n)| number(word, NumberWord::Cardinal(n)));
        file.hundreds.iter().for_each(|word| number(word, NumberWord::Hundred));
        small(&file.scales).for_each(|(word, n)| number(word, NumberWord::Scale(n)));
        small(&file.scale_plurals).for_each(|(word, n)| number(word, NumberWord::Plural(n)));
        file.half.iter().for_each(|word| number(word, NumberWord::Half));
        small(&file.groups).for_each(|(word, n)| number(word, NumberWord::Group(n)));
        small(&file.part).for_each(|(word, n)| number(word, NumberWord::Part(n)));
        small(&file.parts).for_each(|(word, n)| number(word, NumberWord::Parts(n)));
        integers(&file.vague).for_each(|(word, n)| number(word, NumberWord::Vague(n)));
        small(&file.few).for_each(|(word, n)| number(word, NumberWord::Few(n)));
        for (word, n) in small(&file.ordinals) {
            words.entry(word).ordinal = Some(n);
        }
        for row in &file.tags {
            for word in row.words.split_whitespace() {
                words.entry(word).tags.add(row.tag);
            }
        }
        let scales = |table: &toml::Table| small(table).map(|(word, n)| (word.into(), n)).collect();
        let mut factors: Phrases<Factor> = Phrases::default();
        for factor in file.factor {
            for phrase in &factor.words {
                factors.insert(tokens(phrase), factor.clone());
            }
        }
        let table = |phrases: &[String]| {
            let mut table: Phrases<()> = Phrases::default();
            for phrase in phrases {
                table.insert(tokens(phrase), ());
            }
            table
        };
        let never = table(&file.never);
        for first in factors.first_words().chain(never.first_words()) {
            words.entry(first).tags.add(Tag::Begins);
        }
        Ok(Self {
            decimal_comma: file.decimal_comma,
            other_decimals_in: file.other_decimals_in,
            digits_behind_scale: file.digits_behind_scale,
            thousand_of_millions: file.thousand_of_millions,
            of_behind_scale: file.of_behind_scale,
            superlative_behind_noun: file.superlative_behind_noun,
            plural_suffixes: file.plural_suffixes,
            not_plural_suffixes: file.not_plural_suffixes,
            part_nouns: file.part_nouns,
            and_after_hundreds: file.and_after_hundreds,
            and_after_tens: file.and_after_tens,
            words,
            glued_scales: scales(&file.glued_scales),
            money_scales: scales(&file.money_scales),
            factors,
            fold: file.fold,
            never,
            hour_behind: table(&file.hour_behind),
            hour_before: table(&file.hour_before),
            ordinal_suffixes: file.ordinal_suffixes,
            superlative_suffixes: file.superlative_suffixes,
            not_superlative_suffixes: file.not_superlative_suffixes,
        })
    }

    /// Whether a word, given in lower case, ends as superlatives do.
    #[must_use]
    pub fn ends_superlative(&self, lower: &str) -> bool {
        let ends = |suffixes: &[String]| suffixes.iter().any(|suffix| lower.ends_with(suffix.as_str()));
        lower.len() > 5 && ends(&self.superlative_suffixes) && !ends(&self.not_superlative_suffixes)
    }

    /// What is known of a word, given in lower case.
    #[must_use]
    pub fn word(&self, lower: &str) -> Word {
        *self.word_by(Key::of(lower))
    }

    /// What is known of the word with this key.
    #[must_use]
    pub fn word_by(&self, key: Key) -> &Word {
        self.words.get(key).unwrap_or(&Word::NONE)
    }
}
