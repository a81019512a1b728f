//! From comparable claims to one value: lineages that vote, the region that most of them share, the status.

use std::{cmp::Reverse, collections::BTreeSet};

use jiff::civil;

use super::{
    interval::{End, Interval, Reading, Tolerance},
    model::Status,
};
use crate::base::{Accumulates, Amount, period::Date};

/// What a verdict asks of a claim, whatever table it comes from.
pub trait Statement {
    fn reading(&self) -> &Reading;
    fn tolerance(&self) -> Tolerance;
    /// The document that it stands in.
    fn document(&self) -> &str;
    /// Numbers of the works that it goes back to, ascending.
    fn origins(&self) -> &[usize];
    /// Whether these are only its document or what that summarises, since the claim itself names nothing.
    fn by_document(&self) -> bool;
    /// 0 a source that the project calls primary, 1 a document that states its own figure, 2 any other.
    fn primary(&self) -> u8;
    /// The last day that the document can have been published on.
    fn published(&self) -> Option<civil::Date>;
    /// When a running total stood there.
    fn as_of(&self) -> Option<Date>;
    fn id(&self) -> &str;

    /// The widest reading, with the tolerance.
    fn widest(&self) -> Interval {
        self.reading().support.widen(self.tolerance())
    }
}

/// What the members of a group come to.
#[derive(Clone, Debug)]
pub struct Verdict {
    /// Numbers of the members that speak for their lineages.
    pub voters: Vec<usize>,
    /// The number of the member whose value is published.
    pub preferred: usize,
    /// The number of the member whose value plurality takes, whatever the method.
    pub unweighted: usize,
    /// How many voters share the region that the value was taken from.
    pub votes: usize,
    pub status: Status,
    pub low: Option<Amount>,
    pub high: Option<Amount>,
}

/// Decides. `None` where there are no members.
#[must_use]
pub fn verdict<M: Statement>(members: &[M], accumulates: Accumulates) -> Option<Verdict> {
    let current = current(members, accumulates);
    let voters = voters(members, current);
    let (preferred, shared_by) = choose(members, &voters)?;
    let status = status(members, &voters);
    let (low, high) = ends(members, &voters, preferred, status);
    Some(Verdict { voters, preferred, unweighted: preferred, votes: shared_by, status, low, high })
}

/// Takes the published value from `among`, some of the voters, by the rule that plurality uses.
pub fn prefer<M: Statement>(members: &[M], verdict: &mut Verdict, among: &[usize]) {
    let Some((preferred, _)) = choose(members, among) else { return };
    let core = members[preferred].reading().core;
    verdict.preferred = preferred;
    verdict.votes = verdict.voters.iter().filter(|n| members[**n].reading().core.meet(core).is_some()).count();
    (verdict.low, verdict.high) = ends(members, &verdict.voters, preferred, verdict.status);
}

/// Leaves out earlier totals that a later, larger one supersedes.
fn current<M: Statement>(members: &[M], accumulates: Accumulates) -> Vec<usize> {
    let mut current: Vec<usize> = (0..members.len()).collect();
    if accumulates != Accumulates::Cumulative {
        return current;
    }
    // From the newest back, with the largest lower end among those that are strictly newer.
    let day = |n: usize| members[n].as_of().map(Date::last);
    current.sort_by_key(|n| Reverse(day(*n)));
    let mut largest: Option<Amount> = None;
    let mut superseded = BTreeSet::new();
    for same_day in current.chunk_by(|a, b| day(*a) == day(*b)) {
        for n in same_day {
            let high = members[*n].widest().high;
            if let (Some(newer), Some(high)) = (largest, high)
                && high.at < newer
            {
                superseded.insert(*n);
            }
        }
        // A claim without a date cannot be newer than another: it comes last.
        let lows = same_day.iter().filter_map(|n| members[*n].widest().low.map(|l| l.at));
        largest = largest.into_iter().chain(lows).max();
    }
    (0..members.len()).filter(|n| !superseded.contains(n)).collect()
}

/// Those that speak for the largest set of lineages of which no two share an origin, found greedily, fewest origins first. A
/// lineage is what goes back to just the same origins.
fn voters<M: Statement>(members: &[M], mut current: Vec<usize>) -> Vec<usize> {
    // A document counts once: where it names an origin for the figure, its bare repetitions of it are no origin of their own.
    if current.iter().any(|n| members[*n].by_document()) {
        let named: BTreeSet<&str> =
            current.iter().map(|n| &members[*n]).filter(|m| !m.by_document()).map(Statement::document).collect();
        current.retain(|n| !members[*n].by_document() || !named.contains(members[*n].document()));
    }
    let origins = |n: usize| members[n].origins();
    current.sort_by(|a, b| (origins(*a).len(), origins(*a)).cmp(&(origins(*b).len(), origins(*b))));
    // Different lists of one origin each have none in common.
    let shared = current.last().is_some_and(|n| origins(*n).len() > 1);
    let mut used: BTreeSet<usize> = BTreeSet::new();
    let mut voters = Vec::with_capacity(current.len());
    for lineage in current.chunk_by(|a, b| origins(*a) == origins(*b)) {
        let works = origins(lineage[0]);
        if shared && works.iter().any(|work| used.contains(work)) {
            continue;
        }
        if shared {
            used.extend(works);
        }
        voters.extend(speaker(members, lineage));
    }
    voters
}

/// The member that speaks for a lineage: within a document the most precise, where they disagree the last; between
/// documents the most precise that agrees with the first, which is the primary one, then the earliest.
fn speaker<M: Statement>(members: &[M], of: &[usize]) -> Option<usize> {
    let agree = |a: usize, b: usize| members[a].widest().meet(members[b].widest()).is_some();
    if let [one] = *of {
        return agree(one, one).then_some(one);
    }
    let mut documents: Vec<usize> = Vec::new();
    for same in of.chunk_by(|a, b| members[*a].document() == members[*b].document()) {
        let said = same.iter().copied().reduce(|kept, next| {
            if !agree(kept, next) || width(&members[next]) < width(&members[kept]) { next } else { kept }
        });
        documents.extend(said);
    }
    let rank = |n: usize| {
        let m = &members[n];
        (m.primary(), m.published().is_none(), m.published(), m.reading().value, n)
    };
    let first = documents.iter().copied().min_by_key(|n| rank(*n))?;
    documents.into_iter().filter(|n| agree(*n, first)).min_by_key(|n| (width(&members[*n]), rank(*n)))
}

/// Width of the core; an infinite one is wider than all others.
fn width<M: Statement>(member: &M) -> (bool, Option<Amount>) {
    let width = member.reading().core.width();
    (width.is_none(), width)
}

fn status<M: Statement>(members: &[M], voters: &[usize]) -> Status {
    let cores = || voters.iter().map(|n| members[*n].reading().core);
    if voters.len() <= 1 {
        Status::SingleSource
    } else if Interval::meet_all(cores()).is_some() {
        Status::Agreed
    } else if Interval::meet_all(voters.iter().map(|n| members[*n].widest())).is_some() {
        Status::Compatible
    } else {
        Status::Conflicting
    }
}

/// The member whose value is published, and how many share its region: the core region shared by the most voters, and
/// in it the most precise value; between such regions the nearest to the lower median of the centres, then the primary
/// source, the narrower interval, the newer document, the lower value, the lowest id.
fn choose<M: Statement>(members: &[M], voters: &[usize]) -> Option<(usize, usize)> {
    let (regions, most) = densest(voters.iter().map(|n| members[*n].reading().core));
    let mut centres: Vec<Amount> = centres(members, voters, false);
    if centres.is_empty() {
        centres = self::centres(members, voters, true);
    }
    centres.sort_unstable();
    let median = centres.get(centres.len().saturating_sub(1) / 2).copied().unwrap_or(Amount::ZERO);
    let nearest = regions.iter().map(|region| region.distance(median)).min()?;
    let tie = |n: usize| {
        let m = &members[n];
        (m.primary(), width(m), Reverse(m.published()), m.reading().value, m.id())
    };
    let most_precise = |region: &Interval| {
        let stated = |n: usize| {
            let reading = members[n].reading();
            let inside = reading.value.is_some_and(|x| region.contains(x));
            (!inside, reading.value.is_none(), reading.bound, reading.quantum)
        };
        let sharing = voters.iter().copied().filter(|n| members[*n].reading().core.meet(*region) == Some(*region));
        sharing.min_by_key(|n| (stated(*n), tie(*n)))
    };
    let nearest = regions.iter().filter(|region| region.distance(median) == nearest);
    nearest.filter_map(most_precise).min_by_key(|n| tie(*n)).map(|n| (n, most))
}

fn centres<M: Statement>(members: &[M], voters: &[usize], bounds: bool) -> Vec<Amount> {
    let readings = voters.iter().map(|n| members[*n].reading());
    readings.filter(|r| bounds || !r.bound).filter_map(|r| r.core.centre()).collect()
}

/// The regions that the most intervals share, and how many that are. Sorts the ends and sweeps over them.
fn densest(intervals: impl ExactSizeIterator<Item = Interval>) -> (Vec<Interval>, usize) {
    // At one point: open upper ends close, closed lower ends open, closed upper ends close, open lower ends open.
    let mut events: Vec<(Option<Amount>, u8, End)> = Vec::with_capacity(2 * intervals.len());
    let nowhere = End { at: Amount::ZERO, open: true };
    for interval in intervals {
        match interval.low {
            Some(low) => events.push((Some(low.at), if low.open { 3 } else { 1 }, low)),
            None => events.push((None, 1, nowhere)),
        }
        if let Some(high) = interval.high {
            events.push((Some(high.at), if high.open { 0 } else { 2 }, high));
        }
    }
    events.sort_by_key(|(at, order, _)| (*at, *order));
    let (mut regions, mut most, mut count) = (Vec::new(), 0_usize, 0_usize);
    let mut since: Option<Option<End>> = None;
    for (at, order, end) in events {
        if order % 2 == 1 {
            count += 1;
            if count > most {
                (most, regions) = (count, Vec::new());
            }
            since = (count == most).then_some(at.map(|_| end));
        } else {
            if let Some(low) = since.take() {
                regions.push(Interval { low, high: Some(end) });
            }
            count = count.saturating_sub(1);
        }
    }
    if let Some(low) = since {
        regions.push(Interval { low, high: None });
    }
    (regions, most)
}

/// What the claims allow: of one origin what it says; agreed: the shared core, widened; compatible: the hull of the
/// cores, widened; conflicting: the hull of the cores. Bounds alone stay bounds; the published value always lies inside
/// (where cores only touch, at 8.5 between 8 and 9, neither value does of itself).
fn ends<M: Statement>(
    members: &[M],
    voters: &[usize],
    preferred: usize,
    status: Status,
) -> (Option<Amount>, Option<Amount>) {
    let of = |n: &usize| &members[*n];
    let allowed = if voters.iter().all(|n| of(n).reading().bound) {
        let shared = Interval::meet_all(voters.iter().map(|n| of(n).reading().support));
        let support = shared.unwrap_or(members[preferred].reading().support);
        // Zero is no end that anybody stated.
        let stated = support.low.filter(|low| !low.at.is_zero() || low.open);
        Interval { low: stated, ..support }
    } else {
        let cores = voters.iter().map(|n| of(n).reading().core);
        let narrowest = || voters.iter().map(|n| of(n).tolerance()).min_by_key(|t| (t.relative, t.absolute));
        let hull = |cores: &mut dyn Iterator<Item = Interval>| cores.reduce(Interval::hull);
        match status {
            Status::SingleSource => Some(members[preferred].reading().core),
            Status::Agreed => Interval::meet_all(cores).map(|core| core.widen(narrowest().unwrap_or_default())),
            Status::Compatible => hull(&mut voters.iter().map(|n| of(n).reading().core.widen(of(n).tolerance()))),
            Status::Conflicting => hull(&mut cores.into_iter()),
        }
        .unwrap_or(members[preferred].reading().core)
    };
    let value = members[preferred].reading().value;
    let low = allowed.low.map(|end| value.map_or(end.at, |x| x.min(end.at)));
    let high = allowed.high.map(|end| value.map_or(end.at, |x| x.max(end.at)));
    (low, high)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn closed(low: i64, high: i64) -> Interval {
        Interval::closed(low.into(), high.into())
    }

    #[test]
    fn the_densest_regions_are_found_with_their_ends() {
        let (regions, most) = densest([closed(1, 5), closed(4, 9), closed(20, 30), closed(25, 40)].into_iter());
        assert_eq!((regions, most), (vec![closed(4, 5), closed(25, 30)], 2));
        let (regions, most) = densest([closed(3, 3), closed(3, 3), closed(1, 2)].into_iter());
        assert_eq!((regions, most), (vec![closed(3, 3)], 2));
        let open = Interval { low: Some(End { at: 3.into(), open: true }), high: None };
        let (regions, most) = densest([closed(3, 3), open].into_iter());
        assert_eq!((regions, most), (vec![closed(3, 3), open], 1));
    }
}
