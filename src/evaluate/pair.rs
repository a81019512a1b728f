//! Which claim that was read is which claim of the annotation.

use crate::base::Span;

/// Indices into the annotation and into the claims that were read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Pairs {
    /// One to one, in the order of the annotation.
    pub(super) pairs: Vec<(usize, usize)>,
    /// For each claim that was read, the annotated claims that it meets, paired with them or not.
    pub(super) meets: Vec<Vec<usize>>,
}

/// Pairs spans one to one. Two can be a pair where they share at least half of the shorter one; those that share most are
/// paired first, the earlier where they share alike. A claim that was read without a place is in no pair.
pub(super) fn pair(gold: &[Span], read: &[Option<Span>]) -> Pairs {
    let mut meets = vec![Vec::new(); read.len()];
    let mut edges = Vec::new();
    for (j, i) in meetings(gold, read) {
        if let Some(span) = read[j] {
            let shared = overlap(gold[i], span);
            if shared > 0 {
                edges.push((shared, i, j));
                meets[j].push(i);
            }
        }
    }
    edges.sort_by(|a, b| b.0.cmp(&a.0).then((a.1, a.2).cmp(&(b.1, b.2))));
    let (mut gold_is_free, mut read_is_free) = (vec![true; gold.len()], vec![true; read.len()]);
    let mut pairs = Vec::new();
    for (_, i, j) in edges {
        if gold_is_free[i] && read_is_free[j] {
            (gold_is_free[i], read_is_free[j]) = (false, false);
            pairs.push((i, j));
        }
    }
    pairs.sort_unstable();
    Pairs { pairs, meets }
}

/// Every `(read, gold)` whose spans overlap at all, without a look at those that stand far apart.
fn meetings(gold: &[Span], read: &[Option<Span>]) -> Vec<(usize, usize)> {
    let mut order: Vec<usize> = (0..gold.len()).collect();
    order.sort_by_key(|i| gold[*i].start());
    // The furthest end of all that start up to there: before the first that reaches a place, none does.
    let mut reach = 0;
    let reaches: Vec<usize> = order
        .iter()
        .map(|i| {
            reach = reach.max(gold[*i].end());
            reach
        })
        .collect();
    let mut out = Vec::new();
    for (j, span) in read.iter().enumerate().filter_map(|(j, span)| Some((j, (*span)?))) {
        let first = reaches.partition_point(|end| *end <= span.start());
        let near = order[first..].iter().take_while(|i| gold[**i].start() < span.end());
        out.extend(near.filter(|i| gold[**i].overlaps(span)).map(|i| (j, *i)));
    }
    out
}

/// Shared bytes, 0 where less than half of the shorter span is shared.
fn overlap(a: Span, b: Span) -> usize {
    let shared = a.end().min(b.end()).saturating_sub(a.start().max(b.start()));
    if 2 * shared >= a.len().min(b.len()) { shared } else { 0 }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn spans(spans: &[(usize, usize)]) -> Vec<Span> {
        spans.iter().map(|(start, end)| Span::new(*start, *end)).collect()
    }

    fn pairs(gold: &[(usize, usize)], read: &[(usize, usize)]) -> Vec<(usize, usize)> {
        pair(&spans(gold), &spans(read).into_iter().map(Some).collect::<Vec<_>>()).pairs
    }

    #[test]
    fn half_of_the_shorter_span_is_enough() {
        assert_eq!(pairs(&[(0, 10)], &[(8, 12)]), [(0, 0)]);
        assert_eq!(pairs(&[(0, 10)], &[(9, 12)]), []);
        assert_eq!(pairs(&[(0, 10)], &[(10, 12)]), []);
        assert_eq!(pairs(&[(0, 10)], &[]), []);
    }

    #[test]
    fn those_that_share_most_are_paired_first() {
        assert_eq!(pairs(&[(0, 20)], &[(0, 5), (4, 19)]), [(0, 1)]);
        assert_eq!(pairs(&[(0, 10), (5, 40)], &[(0, 10), (6, 9)]), [(0, 0), (1, 1)]);
        // The earlier where they share alike.
        assert_eq!(pairs(&[(0, 10)], &[(0, 5), (5, 10)]), [(0, 0)]);
    }

    #[test]
    fn a_span_in_a_long_one_is_met_though_others_lie_between() {
        let met = pair(&spans(&[(0, 100), (10, 12), (20, 22)]), &[Some(Span::new(50, 60)), None]);
        assert_eq!(met, Pairs { pairs: vec![(0, 0)], meets: vec![vec![0], vec![]] });
    }
}
