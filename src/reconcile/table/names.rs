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
        let mut all: Vec<(Arc<str>, u32, u32)> = Vec::new();
        let mut places = Vec::new();
        for (part, names) in (0..).zip(parts) {
            drop(names.numbers);
            places.push(vec![0; names.names.len()]);
            all.extend(names.names.into_iter().zip(0..).map(|(name, old)| (name, part, old)));
        }
        all.par_sort_unstable();
        let mut names: Vec<Arc<str>> = Vec::new();
        for (name, part, old) in all {
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
