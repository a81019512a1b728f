//! Word classes: what finding a counted noun needs to know of a language.

use serde::{Deserialize, de::IgnoredAny};

use super::{
    ending::Endings,
    index::Index,
    lexicon::{Key, Table, WordMap},
    stance::Stances,
};

/// A set of word classes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Classes(u64);

macro_rules! classes {
    ($($name:ident = $bit:literal),+ $(,)?) => {
        impl Classes {
            $(pub const $name: Self = Self(1 << $bit);)+
        }
    };
}
classes! {
    DETERMINER = 0, PREPOSITION = 1, CONJUNCTION = 2, PRONOUN = 3, AUXILIARY = 4, ADVERB = 5, VERB = 6, FILLER = 7,
    BEFELL = 8, STRUCTURAL = 9, TIME = 10, SINGULAR_IN_S = 11, OF = 12, AND = 13, THAT = 14, ARTICLE = 15, DEFINITE = 16,
    TAIL_END = 17, NAME_LINK = 18, NAME_END = 19, VAGUE_PRODUCER = 20, SPAN_BEHIND = 21, SPAN_BEFORE = 22,
    SPAN_MEASURED = 23, DAY_SUFFIX = 24, ANAPHOR = 25, TALLY = 26, INFINITIVE = 27, RANKING = 28, PERFECT = 29, NEVER_NOUN = 30, THAN = 31,
    EXTRA = 32, SPAN_NOUN = 33, OFF_TIME = 34, COPULA = 35, VOLUME = 36, LEVEL_VERB = 37, PRENOMINAL = 39,
    STATE_VERB = 40, MEASURE_WORD = 41, RELATIVE = 42, GENERIC = 43, BEFALLS = 44, UNMARKED = 45, WITHIN = 46, AVERAGE = 47, PEOPLE = 48, SCORED = 49, SEX = 50, IRREGULAR = 51,
    PARTICIPLE = 52, SETTLED = 53,
}

impl Classes {
    /// What ends a noun phrase for certain.
    pub const CLOSED: Self = Self(
        Self::DETERMINER.0
            | Self::PREPOSITION.0
            | Self::CONJUNCTION.0
            | Self::PRONOUN.0
            | Self::AUXILIARY.0
            | Self::ADVERB.0,
    );

    /// What can be a finite verb.
    pub const VERBAL: Self = Self(Self::VERB.0 | Self::NEVER_NOUN.0);

    /// The classes of both sets.
    #[must_use]
    pub const fn or(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// Whether the two sets share a class.
    #[must_use]
    #[inline]
    pub fn any(self, of: Self) -> bool {
        self.0 & of.0 != 0
    }
}

/// What the form of a word tells.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Form {
    /// It looks like a plural noun.
    pub plural: bool,
    /// It ends like a participle.
    pub participle: bool,
    /// It ends like a past form.
    pub past: bool,
}

/// The words of a language by class, with its plurals.
#[derive(Debug)]
pub struct Words {
    classes: Table<Classes>,
    irregular: WordMap<String>,
    tally_of: Vec<(String, String)>,
    implied: Vec<(String, String)>,
    /// What a number before a word like "killed" counts.
    pub befell_unit: String,
    /// Before a rank in words: number [one].
    pub rank_word: String,
    /// The counted noun is the first word behind the number, its adjectives follow; else it is the last.
    pub noun_first: bool,
    /// Behind a comma and a verb of saying its subject may start with an article: ", informó el instituto".
    pub subject_behind_verb: bool,
    /// With what the singular ends in.
    plural_endings: Vec<(String, String)>,
    regular: Endings,
    not_plural_endings: Endings,
    participle_endings: Endings,
}

/// What a language has no words for is left out of its file.
#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct File {
    #[serde(default, rename = "example")]
    _examples: IgnoredAny,
    noun_first: bool,
    subject_behind_verb: bool,
    determiner: String,
    preposition: String,
    conjunction: String,
    pronoun: String,
    auxiliary: String,
    adverb: String,
    verb: String,
    filler: String,
    befell: String,
    structural: String,
    time: String,
    of: String,
    and: String,
    that: String,
    article: String,
    definite: String,
    tail_end: String,
    name_link: String,
    name_end: String,
    vague_producer: String,
    span_behind: String,
    span_before: String,
    span_measured: String,
    day_suffix: String,
    anaphor: String,
    infinitive: String,
    than: String,
    rank_word: String,
    befell_unit: String,
    never_noun: String,
    perfect: String,
    #[serde(default)]
    participle: String,
    settled: String,
    tally: String,
    tally_of: String,
    ranking: String,
    irregular: String,
    extra: String,
    span_noun: String,
    off_time: String,
    copula: String,
    volume: String,
    level_verb: String,
    state_verb: String,
    measure_word: String,
    relative: String,
    generic: String,
    befalls: String,
    unmarked: String,
    within: String,
    average: String,
    people: String,
    scored: String,
    sex: String,
    implied: String,
    prenominal: String,
    singular_in_s: String,
    plural_endings: String,
    not_plural_endings: String,
    participle_endings: String,
}

impl Words {
    /// Reads a `words.toml`.
    ///
    /// # Errors
    /// What is wrong with the file.
    pub fn parse(toml: &str) -> Result<Self, String> {
        let file: File = toml::from_str(toml).map_err(|e| e.to_string())?;
        let mut classes: Table<Classes> = Table::default();
        for (words, class) in [
            (&file.determiner, Classes::DETERMINER),
            (&file.preposition, Classes::PREPOSITION),
            (&file.conjunction, Classes::CONJUNCTION),
            (&file.pronoun, Classes::PRONOUN),
            (&file.auxiliary, Classes::AUXILIARY),
            (&file.adverb, Classes::ADVERB),
            (&file.verb, Classes::VERB),
            (&file.filler, Classes::FILLER),
            (&file.befell, Classes::BEFELL),
            (&file.structural, Classes::STRUCTURAL),
            (&file.time, Classes::TIME),
            (&file.singular_in_s, Classes::SINGULAR_IN_S),
            (&file.of, Classes::OF),
            (&file.and, Classes::AND),
            (&file.that, Classes::THAT),
            (&file.article, Classes::ARTICLE),
            (&file.definite, Classes::DEFINITE),
            (&file.tail_end, Classes::TAIL_END),
            (&file.name_link, Classes::NAME_LINK),
            (&file.name_end, Classes::NAME_END),
            (&file.vague_producer, Classes::VAGUE_PRODUCER),
            (&file.span_behind, Classes::SPAN_BEHIND),
            (&file.span_before, Classes::SPAN_BEFORE),
            (&file.span_measured, Classes::SPAN_MEASURED),
            (&file.day_suffix, Classes::DAY_SUFFIX),
            (&file.anaphor, Classes::ANAPHOR),
            (&file.infinitive, Classes::INFINITIVE),
            (&file.than, Classes::THAN),
            (&file.never_noun, Classes::NEVER_NOUN),
            (&file.perfect, Classes::PERFECT),
            (&file.tally, Classes::TALLY),
            (&file.ranking, Classes::RANKING),
            (&file.extra, Classes::EXTRA),
            (&file.span_noun, Classes::SPAN_NOUN),
            (&file.off_time, Classes::OFF_TIME),
            (&file.copula, Classes::COPULA),
            (&file.volume, Classes::VOLUME),
            (&file.level_verb, Classes::LEVEL_VERB),
            (&file.prenominal, Classes::PRENOMINAL),
            (&file.state_verb, Classes::STATE_VERB),
            (&file.measure_word, Classes::MEASURE_WORD),
            (&file.relative, Classes::RELATIVE),
            (&file.generic, Classes::GENERIC),
            (&file.befalls, Classes::BEFALLS),
            (&file.unmarked, Classes::UNMARKED),
            (&file.within, Classes::WITHIN),
            (&file.average, Classes::AVERAGE),
            (&file.people, Classes::PEOPLE),
            (&file.scored, Classes::SCORED),
            (&file.sex, Classes::SEX),
            (&file.participle, Classes::PARTICIPLE),
            (&file.settled, Classes::SETTLED),
        ] {
            for word in words.split_whitespace() {
                classes.entry(word).0 |= class.0;
            }
        }
        let pairs = |text: &str| -> Vec<(String, String)> {
            text.split_whitespace().filter_map(|p| p.split_once(':')).map(|(a, b)| (a.into(), b.into())).collect()
        };
        let list = |text: &str| Endings::from(text.split_whitespace().map(str::to_owned).collect::<Vec<_>>());
        let irregular = pairs(&file.irregular);
        for (plural, _) in &irregular {
            classes.entry(plural).0 |= Classes::IRREGULAR.0;
        }
        let plural_endings = pairs(&file.plural_endings);
        Ok(Self {
            classes,
            irregular: irregular.into_iter().map(|(plural, singular)| (plural.into(), singular)).collect(),
            tally_of: pairs(&file.tally_of),
            implied: pairs(&file.implied),
            befell_unit: file.befell_unit,
            rank_word: file.rank_word,
            noun_first: file.noun_first,
            subject_behind_verb: file.subject_behind_verb,
            regular: plural_endings.iter().map(|(end, _)| end.clone()).collect::<Vec<_>>().into(),
            plural_endings,
            not_plural_endings: list(&file.not_plural_endings),
            participle_endings: list(&file.participle_endings),
        })
    }

    /// Enters the classes of all words.
    pub(super) fn enter(&self, index: &mut Index) {
        for (word, &classes) in self.classes.rows() {
            index.entry(word).classes = classes;
        }
    }

    /// The classes of a word in lower case.
    #[must_use]
    pub fn classes(&self, word: &str) -> Classes {
        self.classes.of(word).copied().unwrap_or_default()
    }

    /// The classes of the word with this key.
    #[must_use]
    pub fn classes_by(&self, key: Key) -> Classes {
        self.classes.get(key).copied().unwrap_or_default()
    }

    #[must_use]
    pub fn is(&self, word: &str, class: Classes) -> bool {
        self.classes(word).any(class)
    }

    /// What the form of a word in lower case tells; `classes` are its own.
    #[must_use]
    pub fn form(&self, word: &str, classes: Classes, stances: &Stances) -> Form {
        Form {
            plural: self.is_plural_of(word, classes),
            participle: self.is_participle_of(word, classes),
            past: stances.ends_past(word),
        }
    }

    /// Whether a word in lower case looks like a plural noun.
    #[must_use]
    pub fn is_plural(&self, word: &str) -> bool {
        self.is_plural_of(word, self.classes(word))
    }

    fn is_plural_of(&self, word: &str, classes: Classes) -> bool {
        classes.any(Classes::IRREGULAR)
            || word.len() > 3
                && self.regular.end(word)
                && !self.not_plural_endings.end(word)
                && !classes.any(Classes::SINGULAR_IN_S)
    }

    /// What a tally counts by itself: a toll counts deaths.
    #[must_use]
    pub fn tally_of(&self, word: &str) -> Option<&str> {
        self.tally_of.iter().find(|(tally, _)| tally == word).map(|(_, unit)| unit.as_str())
    }

    /// What the number of a noun in the singular counts or measures: a population persons, an age years.
    #[must_use]
    pub fn implied(&self, word: &str) -> Option<&str> {
        self.implied.iter().find(|(noun, _)| noun == word).map(|(_, unit)| unit.as_str())
    }

    fn is_participle_of(&self, word: &str, classes: Classes) -> bool {
        word.len() > 4 && self.participle_endings.end(word) || classes.any(Classes::PARTICIPLE)
    }

    /// The singular of a noun in lower case.
    #[must_use]
    pub fn singular(&self, word: &str) -> String {
        if self.is_plural(word) { self.singular_of(word) } else { word.into() }
    }

    /// The singular of a plural.
    fn singular_of(&self, word: &str) -> String {
        if let Some(singular) = self.irregular.get(word) {
            return singular.clone();
        }
        self.plural_endings
            .iter()
            .find_map(|(end, put)| word.strip_suffix(end.as_str()).map(|stem| [stem, put].concat()))
            .unwrap_or_else(|| word.into())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plurals_have_a_singular() {
        let words = Words::parse(include_str!("data/en/words.toml")).expect("valid");
        for (plural, singular) in [
            ("people", "person"),
            ("weapons", "weapon"),
            ("agencies", "agency"),
            ("losses", "loss"),
            ("taxes", "tax"),
            ("churches", "church"),
            ("horses", "horse"),
            ("crises", "crisis"),
            ("viruses", "virus"),
            ("status", "status"),
        ] {
            assert_eq!(words.singular(plural), singular);
        }
        assert!(!words.is_plural("process") && words.is_plural("troops") && words.is_plural("children"));
    }
}
