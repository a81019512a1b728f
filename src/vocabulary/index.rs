//! What all tables together know of a word. It is looked up once for each token: most words begin no phrase of most
//! tables, and then none of these has to be asked.

use super::{
    lexicon::{Behind, Key, Phrases, STEM, Table, Tables},
    number::Word,
    word::Classes,
};

/// What is known of a word.
#[derive(Clone, Debug, Default)]
pub struct Known {
    /// The tables of phrases that have one that begins with it.
    pub begins: Tables,
    /// Of these, those that have one of this word alone.
    pub alone: Tables,
    /// The tables that have a phrase whose second word it is.
    pub follows: Tables,
    /// The tables that have a phrase that ends with it.
    pub ends: Tables,
    pub classes: Classes,
    pub number: Word,
}

impl Known {
    /// Takes in what is known of a stem of it.
    fn join(&mut self, stem: &Self) {
        self.begins = self.begins | stem.begins;
        self.alone = self.alone | stem.alone;
        self.ends = self.ends | stem.ends;
    }
}

/// What is known of each word.
#[derive(Debug, Default)]
pub struct Index {
    words: Table<Known>,
    /// By the first bytes: stems, longest first, with what is known of every word that begins so.
    stems: Table<Vec<(Box<str>, Known)>>,
    /// What is known of any other word.
    none: Known,
}

/// A table of phrases, whatever they mean.
pub(super) trait Numbered {
    /// Gives the table a number of its own and enters what its phrases begin with.
    fn number(&mut self, number: u8, index: &mut Index);
}

impl<T> Numbered for Phrases<T> {
    fn number(&mut self, number: u8, index: &mut Index) {
        let set = self.set_number(number);
        for phrase in self.edges() {
            let first = if phrase.stem { index.stem(phrase.first) } else { Some(index.entry(phrase.first)) };
            let Some(known) = first else { continue };
            known.begins = known.begins | set;
            if matches!(phrase.last, Behind::None) {
                known.alone = known.alone | set;
                known.ends = known.ends | set;
            }
            match phrase.second {
                Behind::None => {}
                Behind::Word(word) => {
                    let next = index.entry(word);
                    next.follows = next.follows | set;
                }
                Behind::Stem => index.none.follows = index.none.follows | set,
            }
            match phrase.last {
                Behind::None => {}
                Behind::Word(word) => {
                    let last = index.entry(word);
                    last.ends = last.ends | set;
                }
                Behind::Stem => index.none.ends = index.none.ends | set,
            }
        }
    }
}

impl Index {
    /// Numbers the tables and enters their words.
    pub(super) fn enter(&mut self, tables: Vec<&mut dyn Numbered>) {
        debug_assert!(tables.len() < usize::from(u8::MAX), "a table without a number is asked for every word");
        for (number, table) in (0..u8::MAX).zip(tables) {
            table.number(number, self);
        }
    }

    /// What is known of a word by itself, to be changed.
    pub(super) fn entry(&mut self, word: &str) -> &mut Known {
        self.words.entry(word)
    }

    /// What is known of the words that begin so, to be changed.
    fn stem(&mut self, stem: &str) -> Option<&mut Known> {
        let stems = self.stems.entry(stem.get(..STEM)?);
        let at = stems.iter().position(|(other, _)| **other == *stem).unwrap_or_else(|| {
            stems.push((stem.into(), Known::default()));
            stems.len() - 1
        });
        stems.get_mut(at).map(|(_, known)| known)
    }

    /// To be called when all is entered: what is known of a stem is known of the words and stems that begin with it.
    pub(super) fn close(&mut self) {
        let (follows, ends) = (self.none.follows, self.none.ends);
        for stems in self.stems.values_mut() {
            for (_, known) in stems.iter_mut() {
                known.follows = follows;
                known.ends = known.ends | ends;
            }
            stems.sort_by_key(|(stem, _)| std::cmp::Reverse(stem.len()));
            for n in 0..stems.len() {
                let (longer, shorter) = stems.split_at_mut(n + 1);
                let Some((stem, known)) = longer.last_mut() else { continue };
                for (_, other) in shorter.iter().filter(|(other, _)| stem.starts_with(&**other)) {
                    known.join(other);
                }
            }
        }
        for (word, known) in self.words.rows_mut() {
            if let Some(stem) = stemmed(&self.stems, Key::of(word), || word) {
                known.join(stem);
            }
            known.follows = known.follows | follows;
            known.ends = known.ends | ends;
        }
    }

    /// What is known of the word with this key; `word` answers it in lower case.
    #[must_use]
    #[inline]
    pub fn of<'w>(&self, key: Key, word: impl FnOnce() -> &'w str) -> &Known {
        self.words.get(key).or_else(|| stemmed(&self.stems, key, word)).unwrap_or(&self.none)
    }
}

fn stemmed<'s, 'w>(
    stems: &'s Table<Vec<(Box<str>, Known)>>,
    key: Key,
    word: impl FnOnce() -> &'w str,
) -> Option<&'s Known> {
    let stems = stems.get_stem(key)?;
    let word = word();
    stems.iter().find(|(stem, _)| word.starts_with(&**stem)).map(|(_, known)| known)
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
        let of = |word: &str| index.of(Key::of(word), || word);
        let begins = |word: &str| (of(word).begins.any(one.set()), of(word).begins.any(two.set()));
        assert_eq!(
            ["rise", "rises", "risingly", "more", "than", "ri"].map(begins),
            [(true, false), (true, false), (true, true), (true, true), (false, false), (false, false)]
        );
        assert!(of("rises").classes.any(Classes::VERB));
        let stands_alone = |word: &str| (of(word).alone.any(one.set()), of(word).alone.any(two.set()));
        assert_eq!(["rises", "risingly", "more"].map(stands_alone), [(true, false), (true, true), (false, true)]);
        assert!(of("than").follows.any(one.set()) && !of("than").follows.any(two.set()));
        assert!(!of("rises").follows.any(one.set()) && !of("ri").follows.any(one.set()));
        let ends = |word: &str| (of(word).ends.any(one.set()), of(word).ends.any(two.set()));
        assert_eq!(
            ["than", "more", "risingly", "of"].map(ends),
            [(true, false), (false, true), (true, true), (false, false)]
        );
        // A table without a number may have any word.
        assert!(of("than").begins.any(other.set()));
    }
}
