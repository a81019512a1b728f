//! What all tables together know of a word. It is looked up once for each token: most words begin no phrase of most
//! tables, and then none of these has to be asked.

use super::{
    lexicon::{Key, Phrases, STEM, Table, Tables},
    number::Word,
    word::Classes,
};

/// What is known of a word.
#[derive(Clone, Debug, Default)]
pub struct Known {
    /// The tables of phrases that have one that begins with it.
    pub begins: Tables,
    pub classes: Classes,
    pub number: Word,
}

/// What is known of each word.
#[derive(Debug, Default)]
pub struct Index {
    words: Table<Known>,
    /// By the first bytes: stems, longest first, with what is known of every word that begins so.
    stems: Table<Vec<(Box<str>, Known)>>,
    none: Known,
}

/// A table of phrases, whatever they mean.
pub(super) trait Numbered {
    /// Gives the table a number of its own and enters what its phrases begin with.
    fn number(&mut self, number: u32, index: &mut Index);
}

impl<T> Numbered for Phrases<T> {
    fn number(&mut self, number: u32, index: &mut Index) {
        let set = self.set_number(number);
        for word in self.first_words() {
            let known = index.words.entry(word);
            known.begins = known.begins | set;
        }
        for stem in self.first_stems() {
            let Some(first) = stem.get(..STEM) else { continue };
            let stems = index.stems.entry(first);
            match stems.iter_mut().find(|(other, _)| **other == *stem) {
                Some((_, known)) => known.begins = known.begins | set,
                None => stems.push((stem.into(), Known { begins: set | Tables::default(), ..Known::default() })),
            }
        }
    }
}

impl Index {
    /// Numbers the tables and enters their words.
    pub(super) fn enter(&mut self, tables: Vec<&mut dyn Numbered>) {
        for (number, table) in (0..).zip(tables) {
            table.number(number, self);
        }
    }

    /// What is known of a word by itself, to be changed.
    pub(super) fn entry(&mut self, word: &str) -> &mut Known {
        self.words.entry(word)
    }

    /// To be called when all is entered: what is known of a stem is known of the words and stems that begin with it.
    pub(super) fn close(&mut self) {
        for stems in self.stems.values_mut() {
            stems.sort_by_key(|(stem, _)| std::cmp::Reverse(stem.len()));
            for n in 0..stems.len() {
                let (longer, shorter) = stems.split_at_mut(n + 1);
                let Some((stem, known)) = longer.last_mut() else { continue };
                for (_, other) in shorter.iter().filter(|(other, _)| stem.starts_with(&**other)) {
                    known.begins = known.begins | other.begins;
                }
            }
        }
        for (word, known) in self.words.rows_mut() {
            if let Some(stem) = stemmed(&self.stems, Key::of(word), word) {
                known.begins = known.begins | stem.begins;
            }
        }
    }

    /// What is known of a word in lower case, given with its key.
    #[must_use]
    pub fn of(&self, key: Key, word: &str) -> &Known {
        self.words.get(key, word).or_else(|| stemmed(&self.stems, key, word)).unwrap_or(&self.none)
    }
}

fn stemmed<'s>(stems: &'s Table<Vec<(Box<str>, Known)>>, key: Key, word: &str) -> Option<&'s Known> {
    stems.get_stem(key, word)?.iter().find(|(stem, _)| word.starts_with(&**stem)).map(|(_, known)| known)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::vocabulary::{Extensions, Vocabulary};

    /// A table without a number is read right, but slowly.
    #[test]
    fn every_table_is_entered() {
        let mut vocabulary = Vocabulary::new("en", &Extensions::default()).expect("the built-in vocabulary");
        for (source, entered) in [
            (include_str!("cue.rs"), vocabulary.cues.tables().len()),
            (include_str!("currency.rs"), vocabulary.currencies.tables().len()),
            (include_str!("hedge.rs"), vocabulary.hedges.tables().len()),
            (include_str!("number.rs"), vocabulary.numbers.tables().len()),
            (include_str!("stance.rs"), vocabulary.stances.tables().len()),
            (include_str!("time.rs"), vocabulary.times.tables().len()),
            (include_str!("unit.rs"), vocabulary.units.tables().len()),
        ] {
            let fields = source.lines().filter(|line| line.starts_with("    pub ") && line.contains(": Phrases<"));
            assert_eq!(fields.count(), entered, "{}", &source[..60]);
        }
    }

    #[test]
    fn a_word_knows_the_tables_that_it_begins_a_phrase_of() {
        let mut one = Phrases::new([("rise".into(), ()), ("ris*".into(), ()), ("more than".into(), ())]);
        let mut two = Phrases::new([("rising*".into(), ()), ("more".into(), ())]);
        let other = Phrases::new([("less".into(), ())]);
        let mut index = Index::default();
        index.enter(vec![&mut one, &mut two]);
        index.entry("rises").classes = Classes::VERB;
        index.close();
        let of = |word: &str| index.of(Key::of(word), word);
        let begins = |word: &str| (of(word).begins.any(one.set()), of(word).begins.any(two.set()));
        assert_eq!(
            ["rise", "rises", "risingly", "more", "than", "ri"].map(begins),
            [(true, false), (true, false), (true, true), (true, true), (false, false), (false, false)]
        );
        assert!(of("rises").classes.any(Classes::VERB));
        // A table without a number may have any word.
        assert!(of("than").begins.any(other.set()));
    }
}
