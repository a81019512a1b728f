//! CRH: a source that lies far from the others weighs less (Li, Li, Gao, Zhao, Fan, Han: Resolving conflicts in
//! heterogeneous data by truth discovery and source reliability estimation, SIGMOD 2014).
//!
//! Loss of a source: the mean of |v − x| / sd over its votes, x the value of the item so far, sd the standard deviation of
//! the item's votes. Weight: −ln(loss / sum of the losses). Value: the weighted median. It starts at the median and
//! stops after 20 rounds, or where no value moves by more than 10⁻⁶ sd.

use rayon::prelude::*;

use super::{Vote, Votes, median};

const ROUNDS: usize = 20;
const STILL: f64 = 1e-6;
/// A loss is at least this part of the largest: a source that is always right gets no infinite weight.
const LEAST_LOSS: f64 = 1e-9;
const LEAST_WEIGHT: f64 = 1e-5;

/// The value of each item, one that was voted for; `None` where it has no votes.
#[must_use]
pub fn crh(votes: &Votes) -> Vec<Option<f64>> {
    let items: Vec<&[Vote]> = votes.items().collect();
    let spreads: Vec<f64> = items.par_iter().map(|item| spread(item)).collect();
    let mut values: Vec<Option<f64>> = items.iter().map(|item| median(item)).collect();
    for _ in 0..ROUNDS {
        let weights = weights(votes, &values, &spreads);
        let next: Vec<Option<f64>> = items.par_iter().map(|item| weighted_median(item, &weights)).collect();
        let moved = values
            .iter()
            .zip(&next)
            .zip(&spreads)
            .any(|((old, new), spread)| old.zip(*new).is_some_and(|(old, new)| (old - new).abs() > STILL * spread));
        values = next;
        if !moved {
            break;
        }
    }
    values
}

fn weights(votes: &Votes, values: &[Option<f64>], spreads: &[f64]) -> Vec<f64> {
    let mut losses = vec![(0.0_f64, 0_u32); votes.sources()];
    for ((item, value), spread) in votes.items().zip(values).zip(spreads) {
        // Where all say the same nobody is farther off than others.
        let (Some(value), true) = (value, *spread > 0.0) else { continue };
        for vote in item {
            let (sum, count) = &mut losses[vote.source as usize];
            *sum += (vote.value - value).abs() / spread;
            *count += 1;
        }
    }
    let losses: Vec<f64> =
        losses.into_iter().map(|(sum, count)| if count == 0 { 0.0 } else { sum / f64::from(count) }).collect();
    let largest = losses.iter().copied().fold(0.0, f64::max);
    let losses: Vec<f64> = losses.into_iter().map(|loss| loss.max(LEAST_LOSS * largest)).collect();
    let total: f64 = losses.iter().sum();
    losses
        .into_iter()
        .map(|loss| if total > 0.0 { (-libm::log(loss / total)).max(LEAST_WEIGHT) } else { 1.0 })
        .collect()
}

/// The standard deviation.
fn spread(votes: &[Vote]) -> f64 {
    let count = votes.iter().fold(0.0, |n, _| n + 1.0);
    let mean = votes.iter().map(|vote| vote.value / count).sum::<f64>();
    votes.iter().map(|vote| (vote.value - mean) * (vote.value - mean) / count).sum::<f64>().sqrt()
}

/// The lowest value that half of the weight does not lie above.
fn weighted_median(votes: &[Vote], weights: &[f64]) -> Option<f64> {
    let weight = |vote: &Vote| weights[vote.source as usize];
    let half = votes.iter().map(weight).sum::<f64>() / 2.0;
    let mut sum = 0.0;
    let at = votes.iter().find(|vote| {
        sum += weight(vote);
        sum >= half
    });
    at.or(votes.last()).map(|vote| vote.value)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_source_that_is_often_far_off_loses_its_say() {
        let mut votes = Votes::default();
        let vote = |source, value| Vote { source, value };
        for n in 0..20 {
            let x = f64::from(n) * 10.0;
            votes.push([vote(0, x), vote(1, x + 0.1), vote(2, x + 5.0)]);
        }
        // Two against one by number, but the two are known to be poor.
        for n in 0..20 {
            votes.push([vote(3, f64::from(n)), vote(0, f64::from(n)), vote(2, 400.0)]);
        }
        votes.push([vote(0, 7.0), vote(2, 9.0)]);
        votes.push([]);
        let values = crh(&votes);
        assert_eq!(values[40..], [Some(7.0), None]);
    }
}
