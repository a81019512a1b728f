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
    if !over_all(method) {
        for (members, verdict) in items {
            alone(method, members, verdict);
        }
        return;
    }
    let mut numbers: BTreeMap<&str, u32> = BTreeMap::new();
    for (members, verdict) in items.iter() {
        numbers.extend(verdict.voters.iter().map(|n| (members[*n].document(), 0)));
    }
    for (at, number) in numbers.values_mut().enumerate() {
        *number = u32::try_from(at).unwrap_or(u32::MAX);
    }
    let mut votes = Votes::default();
    for (members, verdict) in items.iter() {
        votes.push(voices(members, verdict).filter_map(|(n, value)| {
            let source = numbers.get(members[n].document())?;
            Some(Vote { source: *source, value })
        }));
    }
    for ((members, verdict), value) in items.iter_mut().zip(values(method, &votes)) {
        take(members, verdict, value);
    }
}

/// Whether a method needs the votes on all items at once.
#[must_use]
pub fn over_all(method: Method) -> bool {
    matches!(method, Method::Crh | Method::Accucopy)
}

/// The value of each item by a method that is [`over_all`].
#[must_use]
pub fn values(method: Method, votes: &Votes) -> Vec<Option<f64>> {
    if method == Method::Accucopy { method::accucopy(votes) } else { method::crh(votes) }
}

/// Puts the value of a method that looks at one item alone in place of that of plurality.
pub fn alone<M: Statement>(method: Method, members: &[M], verdict: &mut Verdict) {
    match method {
        Method::Plurality | Method::Crh | Method::Accucopy => {}
        Method::Reference => narrow(members, verdict, |m| (m.primary() == 0).then_some(())),
        Method::Latest => narrow(members, verdict, Statement::published),
    }
}

/// Plurality among the voters that come first by `key`: the highest, where some have one.
fn narrow<M: Statement, K: Ord>(members: &[M], verdict: &mut Verdict, key: impl Fn(&M) -> Option<K>) {
    let Some(most) = verdict.voters.iter().filter_map(|n| key(&members[*n])).max() else { return };
    let first: Vec<usize> =
        verdict.voters.iter().copied().filter(|n| key(&members[*n]).as_ref() == Some(&most)).collect();
    observe::prefer(members, verdict, &first);
}

/// Puts a value that somebody stated in place of that of plurality.
pub fn take<M: Statement>(members: &[M], verdict: &mut Verdict, value: Option<f64>) {
    let Some(value) = value else { return };
    let stated = voices(members, verdict).filter(|(_, x)| x.total_cmp(&value).is_eq());
    let same: Vec<usize> = stated.map(|(n, _)| n).collect();
    observe::prefer(members, verdict, &same);
}

/// The voters that state a number, and their numbers; lone bounds only where nothing else is said.
pub fn voices<'v, M: Statement>(members: &'v [M], verdict: &'v Verdict) -> impl Iterator<Item = (usize, f64)> + 'v {
    let number = |n: &usize| members[*n].reading().value.is_some();
    let bounds = verdict.voters.iter().filter(|n| number(n)).all(|n| members[*n].reading().bound);
    let counted = verdict.voters.iter().copied().filter(move |n| bounds || !members[*n].reading().bound);
    counted.filter_map(|n| Some((n, members[n].reading().value?.to_f64())))
}
