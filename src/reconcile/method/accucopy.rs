//! ACCUCOPY: accurate sources weigh more, and votes that were copied less (Dong, Berti-Équille, Srivastava: Integrating
//! conflicting data: the role of source dependence, VLDB 2009).
//!
//! Sources that share values which are probably wrong have probably copied from one another: there are many ways to be
//! wrong and one to be right. Rounds of three steps, until no value changes: how probably one source copies from another,
//! from what both state; how probable each value is, from the accuracy of the sources that state it and how probably they
//! did not copy it; how accurate each source is, the mean probability of its values.

use rayon::prelude::*;

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

/// What is said of an item.
struct Item {
    /// The different values, ascending.
    values: Vec<Value>,
    /// Who states what: source and number of the value, by source.
    stated: Vec<(u32, u32)>,
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
        let values: Vec<Value> = values.collect();
        let of = |(n, value): (u32, &Value)| value.sources.iter().map(move |source| (*source, n)).collect::<Vec<_>>();
        let mut stated: Vec<_> = (0..).zip(&values).flat_map(of).collect();
        stated.sort_unstable();
        Self { values, stated }
    }
}

/// How probably the first of two sources, the one with the lower number, copies from the second, and the second from the
/// first.
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
    /// Of each source, on which items it states something, and where among those who do; by item.
    states: Vec<Vec<(u32, u32)>>,
    /// Of each source, the sources with higher numbers that state something on an item of its, ascending.
    copying: Vec<Vec<(u32, Copying)>>,
}

impl Model {
    fn new(items: &[Item], sources: usize) -> Self {
        let mut states = vec![Vec::new(); sources];
        for (n, item) in (0..).zip(items) {
            for (at, (source, _)) in (0..).zip(&item.stated) {
                states[*source as usize].push((n, at));
            }
        }
        Self {
            accuracy: vec![1.0 - WRONG; sources],
            // Copies must be found before the first vote: where they win it, they share nothing that is wrong.
            probable: items.iter().map(|item| vec![1.0 - WRONG; item.values.len()]).collect(),
            states,
            copying: Vec::new(),
        }
    }

    /// The probability of each value, then the accuracy of each source.
    fn weigh(&mut self, items: &[Item]) {
        let (accuracy, copying) = (&self.accuracy, &self.copying);
        self.probable.par_iter_mut().zip(items).for_each(|(probable, item)| {
            let votes: Vec<f64> = item.values.iter().map(|value| count(&value.sources, accuracy, copying)).collect();
            // The values that nobody states have no votes each.
            let most = votes.iter().copied().fold(0.0, f64::max);
            let unsaid = (FALSE_VALUES + 1.0 - f64_of(votes.len())).max(0.0) * libm::exp(-most);
            let total = votes.iter().map(|vote| libm::exp(vote - most)).sum::<f64>() + unsaid;
            for (vote, probable) in votes.iter().zip(probable) {
                *probable = libm::exp(vote - most) / total;
            }
        });
        let mut right = vec![(0.0_f64, 0_u32); self.accuracy.len()];
        for (value, probable) in items.iter().zip(&self.probable).flat_map(|(item, of)| item.values.iter().zip(of)) {
            for source in &value.sources {
                let (sum, count) = &mut right[*source as usize];
                *sum += *probable;
                *count += 1;
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
        let sources = self.states.len();
        let of = |evidence: &mut Vec<Option<Copying>>, first: usize| self.copiers(items, first, evidence);
        self.copying = (0..sources).into_par_iter().map_init(|| vec![None; sources], of).collect();
    }

    /// The sources that may copy from one, or be copied by it. `evidence` is empty before and after: of each other source, ln
    /// of how much more likely what both state is, if the first copies, or the second, than if neither does.
    fn copiers(&self, items: &[Item], first: usize, evidence: &mut [Option<Copying>]) -> Vec<(u32, Copying)> {
        let differ = libm::log(1.0 - COPIED);
        let mut met = Vec::new();
        for (item, at) in &self.states[first] {
            let (stated, probable) = (&items[*item as usize].stated, &self.probable[*item as usize]);
            let one = stated[*at as usize].1;
            let (right, wrong) = (probable[one as usize], 1.0 - probable[one as usize]);
            for (second, other) in stated.iter().skip(*at as usize + 1).filter(|(second, _)| *second as usize != first)
            {
                let evidence = evidence[*second as usize].get_or_insert_with(|| {
                    met.push(*second);
                    Copying::default()
                });
                if one == *other {
                    let (a, b) = (self.accuracy[first], self.accuracy[*second as usize]);
                    let apart = right * a * b + wrong * (1.0 - a) * (1.0 - b) / FALSE_VALUES;
                    // What the first copies is as often right as the second is.
                    let copied = |from: f64| COPIED * (right * from + wrong * (1.0 - from)) / apart;
                    evidence.first += libm::log(copied(b) + 1.0 - COPIED);
                    evidence.second += libm::log(copied(a) + 1.0 - COPIED);
                } else {
                    evidence.first += differ;
                    evidence.second += differ;
                }
            }
        }
        met.sort_unstable();
        met.into_iter().filter_map(|second| Some((second, evidence[second as usize].take()?.probable()))).collect()
    }
}

impl Copying {
    /// From the logarithms of the evidence.
    fn probable(self) -> Self {
        let most = self.first.max(self.second).max(0.0);
        let each = |evidence: f64| ALPHA / 2.0 * libm::exp(evidence - most);
        let (first, second) = (each(self.first), each(self.second));
        let total = first + second + (1.0 - ALPHA) * libm::exp(-most);
        Self { first: first / total, second: second / total }
    }
}

/// How probably either of two sources copies from the other; `one` is the one with the lower number.
fn between(copying: &[Vec<(u32, Copying)>], one: u32, other: u32) -> Copying {
    let row = copying.get(one as usize).map(Vec::as_slice).unwrap_or_default();
    let at = row.binary_search_by_key(&other, |(second, _)| *second);
    at.ok().and_then(|at| row.get(at)).map(|(_, copying)| *copying).unwrap_or_default()
}

/// The votes for a value: ln(n A / (1 − A)) of each source, times the probability that it copied the value from none of
/// those before it. Those that have probably copied least come first.
fn count(sources: &[u32], accuracy: &[f64], copying: &[Vec<(u32, Copying)>]) -> f64 {
    let between = |one: u32, other: u32| {
        let found = between(copying, one.min(other), one.max(other));
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
        let copying = |one: u32, other: u32| {
            let found = between(&model.copying, one, other);
            found.first + found.second
        };
        assert!(copying(3, 4) > 0.99 && copying(5, 6) > 0.99);
        assert!(copying(0, 1) < 0.5 && copying(0, 3) < 0.1, "{} {}", copying(0, 1), copying(0, 3));
    }
}
