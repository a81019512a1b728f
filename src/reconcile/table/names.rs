//! Names as numbers.

use std::{collections::HashMap, sync::Arc};

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

    pub(super) fn len(&self) -> usize {
        self.names.len()
    }

    pub(super) fn name(&self, number: u32) -> &str {
        self.names.get(number as usize).map_or("", |name| name)
    }

    /// Numbers the names anew, in the order of their bytes, so that the order of the input is of no account. Of each old
    /// number, the new one. No name is added afterwards.
    pub(super) fn sort(&mut self) -> Vec<u32> {
        self.numbers.clear();
        let mut order: Vec<u32> = (0..).take(self.names.len()).collect();
        order.sort_unstable_by(|a, b| self.name(*a).cmp(self.name(*b)));
        let mut place = vec![0; order.len()];
        for (new, old) in (0..).zip(&order) {
            place[*old as usize] = new;
        }
        self.names.sort_unstable();
        place
    }
}
