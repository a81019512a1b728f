//! ACCUCOPY: accurate sources weigh more, and votes that were copied less (Dong, Berti-Équille, Srivastava: Integrating
//! conflicting data: the role of source dependence, VLDB 2009).
//!
//! Sources that share values which are probably wrong have probably copied from one another: there are many ways to be
//! wrong and one to be right. Rounds of three steps, until no value changes: how probably one source copies from another,
//! from what both state; how probable each value is, from the accuracy of the sources that state it and how probably they
//! did not copy it; how accurate each source is, the mean probability of its values.

use std::collections::HashMap;

use super::{Vote, Votes};

/// The names of the paper for its parameters, with the values that it uses.
///
/// α: how probable it is beforehand that of two sources one copies from the other.
const ALPHA: f64 = 0.2;
/// c: the part of its values that a copier copies.
const COPIED: f64 = 0.8;
/// ε: how often a source is wrong, before anything is known of it.
const WRONG: f64 = 0.2;
/// n: the false values that an item can have.
const FALSE_VALUES: f64 = 100.0;

const ROUNDS: usize = 20;
/// No source is always right or always wrong.
const ACCURACY: (f64, f64) = (0.01, 0.99);

/// The value of each item, one that was voted for; `None` where it has no votes.
#[must_use]
pub fn accucopy(votes: &Votes) -> Vec<Option<f64>> {
    let items: Vec<Item> = votes.items().map(Item::new).collect();
    let mut model = Model::new(&items, votes.sources());
    let mut chosen = Vec::new();
    for _ in 0..ROUNDS {
        model.find_copiers(&items);
        model.weigh(&items);
        let next = model.chosen(&items);
        let still = next == chosen;
        chosen = next;
        if still {
            break;
        }
    }
    items.iter().zip(chosen).map(|(item, value)| item.values.get(value).map(|value| value.is)).collect()
}

/// The different values of an item, ascending.
struct Item {
    values: Vec<Value>,
}

struct Value {
    is: f64,
    /// Who states it, ascending.
    sources: Vec<u32>,
}

impl Item {
    fn new(votes: &[Vote]) -> Self {
        let values = votes.chunk_by(|a, b| a.value.total_cmp(&b.value).is_eq()).map(|same| {
            let mut sources: Vec<u32> = same.iter().map(|vote| vote.source).collect();
            sources.dedup();
            Value { is: same[0].value, sources }
        });
        Self { values: values.collect() }
    }

    /// Who states what: source and number of the value, by source.
    fn stated(&self) -> Vec<(u32, usize)> {
        let of = |(n, value): (usize, &Value)| value.sources.iter().map(move |source| (*source, n)).collect::<Vec<_>>();
        let mut stated: Vec<_> = self.values.iter().enumerate().flat_map(of).collect();
        stated.sort_unstable();
        stated
    }
}

/// Two sources, the lower number first.
type Pair = (u32, u32);

/// How probably the first of a pair copies from the second, and the second from the first.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
struct Copying {
    first: f64,
    second: f64,
}

struct Model {
    /// Of each source, how often it is right.
    accuracy: Vec<f64>,
    /// Of each item, how probable its values are.
    probable: Vec<Vec<f64>>,
    /// Only ever looked up, so that its order is of no account.
    copying: HashMap<Pair, Copying>,
}

impl Model {
    fn new(items: &[Item], sources: usize) -> Self {
        Self {
            accuracy: vec![1.0 - WRONG; sources],
            // Copies must be found before the first vote: where they win it, they share nothing that is wrong.
            probable: items.iter().map(|item| vec![1.0 - WRONG; item.values.len()]).collect(),
            copying: HashMap::new(),
        }
    }

    /// The probability of each value, then the accuracy of each source.
    fn weigh(&mut self, items: &[Item]) {
        let mut right = vec![(0.0_f64, 0_u32); self.accuracy.len()];
        for (item, probable) in items.iter().zip(&mut self.probable) {
            let votes: Vec<f64> =
                item.values.iter().map(|value| count(&value.sources, &self.accuracy, &self.copying)).collect();
            // The values that nobody states have no votes each.
            let most = votes.iter().copied().fold(0.0, f64::max);
            let unsaid = (FALSE_VALUES + 1.0 - f64_of(votes.len())).max(0.0) * libm::exp(-most);
            let total = votes.iter().map(|vote| libm::exp(vote - most)).sum::<f64>() + unsaid;
            for ((value, vote), probable) in item.values.iter().zip(votes).zip(probable) {
                *probable = libm::exp(vote - most) / total;
                for source in &value.sources {
                    let (sum, count) = &mut right[*source as usize];
                    *sum += *probable;
                    *count += 1;
                }
            }
        }
        let (least, most) = ACCURACY;
        for (accuracy, (sum, count)) in self.accuracy.iter_mut().zip(right) {
            if count > 0 {
                *accuracy = (sum / f64::from(count)).clamp(least, most);
            }
        }
    }

    /// The most probable value of each item, the lower one of equals.
    fn chosen(&self, items: &[Item]) -> Vec<usize> {
        let best = |probable: &Vec<f64>| {
            let most = probable.iter().copied().fold(0.0, f64::max);
            probable.iter().position(|p| *p >= most).unwrap_or(0)
        };
        items.iter().zip(&self.probable).map(|(_, probable)| best(probable)).collect()
    }

    /// How probably sources copy from one another, from everything that both of two state.
    fn find_copiers(&mut self, items: &[Item]) {
        // ln of how much more likely what both state is, if the first copies, or the second, than if neither does.
        let mut evidence: HashMap<Pair, Copying> = HashMap::with_capacity(self.copying.len());
        for (item, probable) in items.iter().zip(&self.probable) {
            let stated = item.stated();
            for (n, (first, one)) in stated.iter().enumerate() {
                for (second, other) in stated.iter().skip(n + 1).filter(|(second, _)| second != first) {
                    let evidence = evidence.entry((*first, *second)).or_default();
                    if one == other {
                        let (a, b) = (self.accuracy[*first as usize], self.accuracy[*second as usize]);
                        let (right, wrong) = (probable[*one], 1.0 - probable[*one]);
                        let apart = right * a * b + wrong * (1.0 - a) * (1.0 - b) / FALSE_VALUES;
                        // What the first copies is as often right as the second is.
                        let copied = |from: f64| COPIED * (right * from + wrong * (1.0 - from)) / apart;
                        evidence.first += libm::log(copied(b) + 1.0 - COPIED);
                        evidence.second += libm::log(copied(a) + 1.0 - COPIED);
                    } else {
                        evidence.first += libm::log(1.0 - COPIED);
                        evidence.second += libm::log(1.0 - COPIED);
                    }
                }
            }
        }
        #[expect(clippy::iter_over_hash_type, reason = "each value is changed by itself")]
        for found in evidence.values_mut() {
            let most = found.first.max(found.second).max(0.0);
            let each = |evidence: f64| ALPHA / 2.0 * libm::exp(evidence - most);
            let (first, second) = (each(found.first), each(found.second));
            let total = first + second + (1.0 - ALPHA) * libm::exp(-most);
            *found = Copying { first: first / total, second: second / total };
        }
        self.copying = evidence;
    }
}

/// The votes for a value: ln(n A / (1 − A)) of each source, times the probability that it copied the value from none of
/// those before it. Those that have probably copied least come first.
fn count(sources: &[u32], accuracy: &[f64], copying: &HashMap<Pair, Copying>) -> f64 {
    let between = |one: u32, other: u32| {
        let found = copying.get(&(one.min(other), one.max(other))).copied().unwrap_or_default();
        if one < other { (found.first, found.second) } else { (found.second, found.first) }
    };
    let copies = |source: u32| sources.iter().filter(|s| **s != source).map(|other| between(source, *other).0).sum();
    let mut order: Vec<(f64, u32)> = sources.iter().map(|source| (copies(*source), *source)).collect();
    order.sort_by(|a, b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1)));
    let mut votes = 0.0;
    for (n, (_, source)) in order.iter().enumerate() {
        let apart = order.iter().take(n).fold(1.0, |apart, (_, before)| {
            let (to, from) = between(*source, *before);
            apart * (1.0 - COPIED * (to + from))
        });
        let accuracy = accuracy[*source as usize];
        votes += libm::log(FALSE_VALUES * accuracy / (1.0 - accuracy)) * apart;
    }
    votes
}

fn f64_of(n: usize) -> f64 {
    f64::from(u32::try_from(n).unwrap_or(u32::MAX))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Numbers that look like chance, the same on every machine (`SplitMix64`).
    fn chance(seed: &mut u64) -> f64 {
        *seed = seed.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = *seed;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        f64::from(u32::try_from((z ^ (z >> 31)) >> 32).expect("32 bits")) / 4_294_967_296.0
    }

    /// Three good sources apart from each other against one poor source and its three copiers.
    fn planted(seed: &mut u64) -> (Votes, Vec<f64>) {
        let mut votes = Votes::default();
        let mut truth = Vec::new();
        for n in 0..200 {
            let x = f64::from(n) * 1000.0;
            truth.push(x);
            let mut said = |wrong: f64| if chance(seed) < wrong { x + 1.0 + (chance(seed) * 90.0).floor() } else { x };
            let good = [said(0.1), said(0.1), said(0.1)];
            let poor = said(0.5);
            let copies = [3, 4, 5, 6].map(|source| Vote { source, value: poor });
            votes.push((0..3).zip(good).map(|(source, value)| Vote { source, value }).chain(copies));
        }
        (votes, truth)
    }

    fn right(values: impl Iterator<Item = f64>, truth: &[f64]) -> usize {
        values.zip(truth).filter(|(value, truth)| value.total_cmp(truth).is_eq()).count()
    }

    #[test]
    fn copiers_of_a_poor_source_do_not_outvote_good_ones() {
        let (votes, truth) = planted(&mut 7);
        let found = accucopy(&votes).into_iter().map(|value| value.expect("every item has votes"));
        let most = |item: &[Vote]| {
            item.chunk_by(|a, b| a.value.total_cmp(&b.value).is_eq())
                .max_by_key(|same| same.len())
                .map(|same| same[0].value)
        };
        let plurality = votes.items().map(|item| most(item).expect("every item has votes"));
        assert!(right(plurality, &truth) < 120, "voting is taken in by the copies");
        assert!(right(found, &truth) > 190);
    }

    #[test]
    fn who_copies_is_told_from_what_is_wrong() {
        let (votes, _) = planted(&mut 7);
        let items: Vec<Item> = votes.items().map(Item::new).collect();
        let mut model = Model::new(&items, votes.sources());
        for _ in 0..5 {
            model.find_copiers(&items);
            model.weigh(&items);
        }
        let copying = |pair: Pair| model.copying[&pair].first + model.copying[&pair].second;
        assert!(copying((3, 4)) > 0.99 && copying((5, 6)) > 0.99);
        assert!(copying((0, 1)) < 0.5 && copying((0, 3)) < 0.1, "{} {}", copying((0, 1)), copying((0, 3)));
    }
}
