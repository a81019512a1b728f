//! Values by weighted votes over all items at once: optional methods for large corpora.
//!
//! A method sees which source states which number on which item, and nothing else: no text, no citation. Copies that are
//! known by other means are taken out before (a vote is a lineage's).

mod accucopy;
mod crh;

pub use accucopy::accucopy;
pub use crh::crh;

/// A number that a source states on an item.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Vote {
    pub source: u32,
    /// Finite.
    pub value: f64,
}

/// The votes on many items. Neither the order of the items nor that of the votes on one changes a result.
#[derive(Clone, Debug, Default)]
pub struct Votes {
    votes: Vec<Vote>,
    /// Where the votes of each item end.
    ends: Vec<usize>,
}

impl Votes {
    /// Adds the next item. Votes that are no finite number are left out.
    pub fn push(&mut self, votes: impl IntoIterator<Item = Vote>) {
        let start = self.votes.len();
        self.votes.extend(votes.into_iter().filter(|vote| vote.value.is_finite()));
        self.votes[start..].sort_by(|a, b| a.value.total_cmp(&b.value).then(a.source.cmp(&b.source)));
        self.ends.push(self.votes.len());
    }

    /// The votes of each item, by value, then source.
    fn items(&self) -> impl Iterator<Item = &[Vote]> {
        let starts = std::iter::once(0).chain(self.ends.iter().copied());
        starts.zip(&self.ends).map(|(start, end)| &self.votes[start..*end])
    }

    /// One more than the highest number of a source.
    fn sources(&self) -> usize {
        self.votes.iter().map(|vote| vote.source as usize + 1).max().unwrap_or(0)
    }
}

/// The lower median of votes in order; `None` without votes.
fn median(votes: &[Vote]) -> Option<f64> {
    votes.get(votes.len().checked_sub(1)? / 2).map(|vote| vote.value)
}
