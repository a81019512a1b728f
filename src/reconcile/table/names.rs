//! Names as numbers.

use std::{collections::HashMap, sync::Arc};

use rayon::prelude::*;

/// A number for each different name, in the order in which they came.
#[derive(Clone, Debug, Default)]
pub(super) struct Names {
    /// Only ever looked up, so that its order is of no account.
    numbers: HashMap<Arc<str>, u32>,
    names: Vec<Arc<str>>,
}

impl Names {
    /// The number of a name. `None` beyond 2³² names.
    pub(super) fn number(&mut self, name: &str) -> Option<u32> {
        if let Some(number) = self.numbers.get(name) {
            return Some(*number);
        }
        let number = u32::try_from(self.names.len()).ok()?;
        let name: Arc<str> = name.into();
        self.names.push(Arc::clone(&name));
        self.numbers.insert(name, number);
        Some(number)
    }
}

/// The names of all parts of a table in the order of their bytes, whatever order they came in.
#[derive(Debug, Default)]
pub(super) struct Sorted(Vec<Arc<str>>);

impl Sorted {
    /// Numbers the names anew. For each part, the new number of each old one.
    pub(super) fn of(parts: impl IntoIterator<Item = Names>) -> (Self, Vec<Vec<u32>>) {
        let mut all: Vec<(u64, Arc<str>, u32, u32)> = Vec::new();
        let mut places = Vec::new();
        for (part, names) in (0..).zip(parts) {
            drop(names.numbers);
            places.push(vec![0; names.names.len()]);
            all.extend(names.names.into_iter().zip(0..).map(|(name, old)| (0, name, part, old)));
        }
        // The bytes behind what all names begin with tell most of them apart without a look at the names.
        let common = all.first().map_or(0, |(_, first, ..)| {
            let alike = |name: &str| name.bytes().zip(first.bytes()).take_while(|(a, b)| a == b).count();
            all.par_iter().map(|(_, name, ..)| alike(name)).min().unwrap_or(0)
        });
        all.par_iter_mut().for_each(|(key, name, ..)| *key = start(name.as_bytes().get(common..).unwrap_or_default()));
        all.par_sort_unstable();
        let mut names: Vec<Arc<str>> = Vec::new();
        for (_, name, part, old) in all {
            if names.last() != Some(&name) {
                names.push(name);
            }
            let new = names.len() - 1;
            if let Some(place) =
                places.get_mut(part as usize).and_then(|part: &mut Vec<u32>| part.get_mut(old as usize))
            {
                *place = u32::try_from(new).unwrap_or(u32::MAX);
            }
        }
        (Self(names), places)
    }

    pub(super) fn len(&self) -> usize {
        self.0.len()
    }

    pub(super) fn name(&self, number: u32) -> &str {
        self.0.get(number as usize).map_or("", |name| name)
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
