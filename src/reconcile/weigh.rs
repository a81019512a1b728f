//! The methods beside plurality: each gives other values to the same observations, from the same lineages. Status and
//! number of lineages are never theirs to change, and the unweighted value stays beside the weighted one.

use std::collections::BTreeMap;

use super::{
    method::{self, Vote, Votes},
    observe::{self, Statement, Verdict},
};
use crate::config::Method;

/// Puts the values of `method` in place of those of plurality, over all `items` at once.
pub fn weigh<M: Statement>(method: Method, items: &mut [(&[M], &mut Verdict)]) {
    match method {
        Method::Plurality => {}
        Method::Reference => narrow(items, |m| (m.primary() == 0).then_some(())),
        Method::Latest => narrow(items, Statement::published),
        Method::Crh => by_votes(items, method::crh),
        Method::Accucopy => by_votes(items, method::accucopy),
    }
}

/// Plurality among the voters that come first by `key`: the highest, where some have one.
fn narrow<M: Statement, K: Ord>(items: &mut [(&[M], &mut Verdict)], key: impl Fn(&M) -> Option<K>) {
    for (members, verdict) in items {
        let most = verdict.voters.iter().filter_map(|n| key(&members[*n])).max();
        let Some(most) = most else { continue };
        let first: Vec<usize> =
            verdict.voters.iter().copied().filter(|n| key(&members[*n]).as_ref() == Some(&most)).collect();
        observe::prefer(members, verdict, &first);
    }
}

fn by_votes<M: Statement>(items: &mut [(&[M], &mut Verdict)], method: fn(&Votes) -> Vec<Option<f64>>) {
    let mut numbers: BTreeMap<&str, u32> = BTreeMap::new();
    for (members, verdict) in items.iter() {
        numbers.extend(verdict.voters.iter().map(|n| (members[*n].document(), 0)));
    }
    for (at, number) in numbers.values_mut().enumerate() {
        *number = u32::try_from(at).unwrap_or(u32::MAX);
    }
    let mut votes = Votes::default();
    for (members, verdict) in items.iter() {
        votes.push(voices(members, verdict).filter_map(|n| {
            let source = numbers.get(members[n].document())?;
            Some(Vote { source: *source, value: stated(&members[n])? })
        }));
    }
    let values = method(&votes);
    for ((members, verdict), value) in items.iter_mut().zip(values) {
        let Some(value) = value else { continue };
        let same: Vec<usize> = voices(members, verdict)
            .filter(|n| stated(&members[*n]).is_some_and(|x| x.total_cmp(&value).is_eq()))
            .collect();
        observe::prefer(members, verdict, &same);
    }
}

/// The voters that state a number; lone bounds only where nothing else is said.
fn voices<'v, M: Statement>(members: &'v [M], verdict: &'v Verdict) -> impl Iterator<Item = usize> + 'v {
    let number = |n: &usize| members[*n].reading().value.is_some();
    let bounds = verdict.voters.iter().filter(|n| number(n)).all(|n| members[*n].reading().bound);
    verdict.voters.iter().copied().filter(move |n| number(n) && (bounds || !members[*n].reading().bound))
}

fn stated<M: Statement>(member: &M) -> Option<f64> {
    member.reading().value.map(crate::base::Amount::to_f64)
}
