//! Names as numbers.

use std::{
    borrow::Borrow,
    cmp::Ordering,
    collections::HashMap,
    hash::{Hash, Hasher},
};

use rayon::prelude::*;

/// A number for each different name, in the order in which they came.
#[derive(Clone, Debug, Default)]
pub(super) struct Names(HashMap<Name, u32>);

impl Names {
    /// The number of a name. `None` beyond 2³² names.
    pub(super) fn number(&mut self, name: &str) -> Option<u32> {
        if let Some(number) = self.0.get(name.as_bytes()) {
            return Some(*number);
        }
        let number = u32::try_from(self.0.len()).ok()?;
        self.0.insert(Name::new(name), number);
        Some(number)
    }
}

/// A name as a key. A short one stands in the key itself, so that finding it, once for every row of a table, takes one way
/// less to memory that nothing else has just looked at.
#[derive(Clone, Debug)]
enum Name {
    Short(u8, [u8; 22]),
    Long(Box<[u8]>),
}

impl Name {
    fn new(name: &str) -> Self {
        let mut bytes = [0; 22];
        match (bytes.get_mut(..name.len()), u8::try_from(name.len())) {
            (Some(start), Ok(len)) => {
                start.copy_from_slice(name.as_bytes());
                Self::Short(len, bytes)
            }
            _ => Self::Long(name.as_bytes().into()),
        }
    }

    fn bytes(&self) -> &[u8] {
        match self {
            Self::Short(len, bytes) => bytes.get(..usize::from(*len)).unwrap_or(bytes),
            Self::Long(bytes) => bytes,
        }
    }
}

// As their bytes are: a name is looked up by them.

impl Borrow<[u8]> for Name {
    fn borrow(&self) -> &[u8] {
        self.bytes()
    }
}

impl Hash for Name {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.bytes().hash(state);
    }
}

impl Ord for Name {
    fn cmp(&self, other: &Self) -> Ordering {
        self.bytes().cmp(other.bytes())
    }
}

impl PartialOrd for Name {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl PartialEq for Name {
    fn eq(&self, other: &Self) -> bool {
        self.bytes() == other.bytes()
    }
}

impl Eq for Name {}

/// The names of all parts of a table in the order of their bytes, whatever order they came in.
#[derive(Debug)]
pub(super) struct Sorted {
    /// One behind the other.
    text: String,
    /// Where each ends.
    ends: Vec<usize>,
}

impl Sorted {
    /// Numbers the names anew. For each part, the new number of each old one.
    pub(super) fn of(parts: impl IntoIterator<Item = Names>) -> (Self, Vec<Vec<u32>>) {
        let mut all: Vec<(u64, Name, u32, u32)> = Vec::new();
        let mut places: Vec<Vec<u32>> = Vec::new();
        for (part, Names(names)) in (0..).zip(parts) {
            places.push(vec![0; names.len()]);
            all.extend(names.into_iter().map(|(name, old)| (0, name, part, old)));
        }
        // The bytes behind what all names begin with tell most of them apart without a look at the names.
        let common = all.first().map_or(0, |(_, first, ..)| {
            let alike = |name: &Name| name.bytes().iter().zip(first.bytes()).take_while(|(a, b)| a == b).count();
            all.par_iter().map(|(_, name, ..)| alike(name)).min().unwrap_or(0)
        });
        all.par_iter_mut().for_each(|(key, name, ..)| *key = start(name.bytes().get(common..).unwrap_or_default()));
        all.par_sort_unstable();
        let mut sorted = Self { text: String::new(), ends: Vec::new() };
        let mut last = None;
        for (_, name, part, old) in &all {
            if last != Some(name) {
                sorted.text.push_str(std::str::from_utf8(name.bytes()).unwrap_or_default());
                sorted.ends.push(sorted.text.len());
                last = Some(name);
            }
            let new = u32::try_from(sorted.len() - 1).unwrap_or(u32::MAX);
            if let Some(place) = places.get_mut(*part as usize).and_then(|part| part.get_mut(*old as usize)) {
                *place = new;
            }
        }
        (sorted, places)
    }

    pub(super) fn len(&self) -> usize {
        self.ends.len()
    }

    pub(super) fn name(&self, number: u32) -> &str {
        let end_of = |n: usize| self.ends.get(n).copied().unwrap_or_default();
        let n = number as usize;
        self.text.get(n.checked_sub(1).map_or(0, end_of)..end_of(n)).unwrap_or_default()
    }
}

/// The first eight bytes as a number in the same order; where there are fewer, as if zeros came behind.
fn start(bytes: &[u8]) -> u64 {
    bytes.iter().take(8).zip((0..8).rev()).fold(0, |key, (byte, place)| key | u64::from(*byte) << (8 * place))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn names_get_numbers_in_the_order_of_their_bytes(
            parts in prop::collection::vec(prop::collection::vec("(item-)?[a-c\0]{0,12}", 0..20), 0..4),
        ) {
            let numbered = |part: &Vec<String>| {
                let mut names = Names::default();
                let old: Vec<u32> = part.iter().filter_map(|name| names.number(name)).collect();
                (names, old)
            };
            let (names, old): (Vec<Names>, Vec<Vec<u32>>) = parts.iter().map(numbered).unzip();
            let (sorted, new) = Sorted::of(names);
            let mut all: Vec<&String> = parts.iter().flatten().collect();
            all.sort();
            all.dedup();
            prop_assert!((0..).zip(&all).all(|(n, name)| sorted.name(n) == *name));
            prop_assert_eq!(sorted.len(), all.len());
            for ((part, old), new) in parts.iter().zip(old).zip(new) {
                prop_assert!(part.iter().zip(old).all(|(name, old)| sorted.name(new[old as usize]) == name));
            }
        }
    }
}
