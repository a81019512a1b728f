//! Intervals of numbers with open, closed and infinite ends.

use std::cmp::Ordering;

use crate::base::Amount;

/// An end of an interval.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct End {
    pub at: Amount,
    /// Whether the end itself is left out.
    pub open: bool,
}

/// An interval of numbers; `None` is infinity.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Interval {
    pub low: Option<End>,
    pub high: Option<End>,
}

impl Interval {
    #[must_use]
    pub fn closed(low: Amount, high: Amount) -> Self {
        Self { low: Some(End { at: low, open: false }), high: Some(End { at: high, open: false }) }
    }

    /// All numbers.
    pub const EVERYTHING: Self = Self { low: None, high: None };

    /// What lies in both; `None` where nothing does.
    #[must_use]
    pub fn meet(self, other: Self) -> Option<Self> {
        let inner = |a: End, b: End, order: Ordering| match order {
            Ordering::Equal => End { at: a.at, open: a.open || b.open },
            Ordering::Greater => a,
            Ordering::Less => b,
        };
        let low = match (self.low, other.low) {
            (Some(a), Some(b)) => Some(inner(a, b, a.at.cmp(&b.at))),
            (a, b) => a.or(b),
        };
        let high = match (self.high, other.high) {
            (Some(a), Some(b)) => Some(inner(a, b, b.at.cmp(&a.at))),
            (a, b) => a.or(b),
        };
        let apart = low.zip(high).is_some_and(|(low, high)| match low.at.cmp(&high.at) {
            Ordering::Less => false,
            Ordering::Equal => low.open || high.open,
            Ordering::Greater => true,
        });
        (!apart).then_some(Self { low, high })
    }

    /// What lies in all of them: in one dimension there is such a point where every two of them share one.
    #[must_use]
    pub fn meet_all(all: impl IntoIterator<Item = Self>) -> Option<Self> {
        all.into_iter().try_fold(Self::EVERYTHING, Self::meet)
    }

    /// The smallest interval that holds both.
    #[must_use]
    pub fn hull(self, other: Self) -> Self {
        let outer = |a: End, b: End, order: Ordering| match order {
            Ordering::Equal => End { at: a.at, open: a.open && b.open },
            Ordering::Less => a,
            Ordering::Greater => b,
        };
        Self {
            low: self.low.zip(other.low).map(|(a, b)| outer(a, b, a.at.cmp(&b.at))),
            high: self.high.zip(other.high).map(|(a, b)| outer(a, b, b.at.cmp(&a.at))),
        }
    }

    /// Both ends moved outwards.
    #[must_use]
    pub fn widen(self, by: Tolerance) -> Self {
        let by = |at: Amount| {
            let relative = at.abs().times(by.relative);
            if by.absolute.is_zero() { relative } else { relative.and_then(|r| r.plus(by.absolute)) }
                .unwrap_or(Amount::ZERO)
        };
        let moved = |end: End, to: Option<Amount>| match to {
            Some(at) if at != end.at => End { at, open: false },
            _ => end,
        };
        Self {
            low: self.low.map(|end| moved(end, end.at.minus(by(end.at)))),
            high: self.high.map(|end| moved(end, end.at.plus(by(end.at)))),
        }
    }

    #[must_use]
    pub fn contains(self, x: Amount) -> bool {
        self.low.is_none_or(|l| l.at < x || l.at == x && !l.open)
            && self.high.is_none_or(|h| h.at > x || h.at == x && !h.open)
    }

    /// `None` where it is infinite.
    #[must_use]
    pub fn width(self) -> Option<Amount> {
        self.high?.at.minus(self.low?.at)
    }

    /// The middle; the finite end where there is only one.
    #[must_use]
    pub fn centre(self) -> Option<Amount> {
        match (self.low, self.high) {
            (Some(l), Some(h)) => l.at.plus(h.at.minus(l.at)?.half()),
            (end, None) | (None, end) => end.map(|e| e.at),
        }
    }

    /// How far `x` lies outside; 0 inside and on the ends.
    #[must_use]
    pub fn distance(self, x: Amount) -> Amount {
        let below = self.low.and_then(|l| l.at.minus(x)).filter(|d| !d.is_negative());
        let above = self.high.and_then(|h| x.minus(h.at)).filter(|d| !d.is_negative());
        below.or(above).unwrap_or(Amount::ZERO)
    }
}

/// How far two values may lie apart and still count as the same.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tolerance {
    /// Part of the value: 0.05 is 5 percent.
    pub relative: Amount,
    /// In the unit.
    pub absolute: Amount,
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::reconcile::sample::amount;

    #[test]
    fn open_ends_meet_nothing_at_their_own_point() {
        let above = Interval { low: Some(End { at: amount("5"), open: true }), high: None };
        assert_eq!(above.meet(Interval::closed(amount("5"), amount("5"))), None);
        assert!(above.meet(Interval::closed(amount("4"), amount("6"))).is_some());
        let tolerance = Tolerance { relative: amount("0.1"), absolute: Amount::ZERO };
        assert_eq!(
            Interval::closed(amount("-10"), amount("10")).widen(tolerance),
            Interval::closed(amount("-11"), amount("11"))
        );
    }
}
