//! What a stated value allows: the table of widths. All of them stand here; an indicator can set its own
//! ([`Widths`]: the shares and parts below are its defaults).
//!
//! *Core* is what a cooperative reader takes, *support* the widest defensible reading. x is the stated value, q the
//! place of its last significant digit (3 billion → 1e9, 8.0 → 0.1).
//!
//! | said | core | support |
//! | --- | --- | --- |
//! | `3 billion`, `8.0` (a measure, rate or share) | x ± q/2 | x ± max(q/2, min(q, 10 %)) |
//! | `147` (a count; one that ends in two zeros is rounded: as above) | {x} | {x} |
//! | about, roughly, an estimated | x ± q/2 | x ± max(q, 10 %) |
//! | nearly, almost, close to | [x − min(q/2, 10 %), x] | [x − min(max(q/2, 10 %), 20 %), x] |
//! | just over | [x, x + min(q/2, 10 %)] | [x, x + min(max(q/2, 10 %), 20 %)] |
//! | more than, at least | (x, x + min(q, x/2)] | (x, ∞) |
//! | less than, fewer than | [x − min(q, x/2), x) | [0, x) |
//! | up to, as many as, at most | [0, x] | [0, x] |
//! | between 8 and 10 | [8, 10] | q/2 more on each side |
//! | dozens, tens of thousands | from the lower bound to the next power of ten | from half the lower bound |
//! | one third, about one third | half-way to the neighbouring simple fractions | up to them |
//!
//! A plain number of one digit is read no wider than it rounds: with x ± q for it, `1,000` and `3,000` were no conflict, and
//! of the gross errors of the simulation in `tests/it/simulation.rs` 90 percent were seen, against 95 and more.
//!
//! Where the quantity can be negative the open lower ends are −∞ instead of 0. The shapes follow the literature
//! (Ferson 2015; Williams & Power 2013; Lefort 2016; Hesse & Benz 2020), the numbers are choices of this project.

pub use super::bounds::{End, Interval, Tolerance};
use crate::{
    base::{Amount, Comparator, Kind},
    claim::Claim,
    config::Widths,
    vocabulary::{conversion::Ratio, hedge},
};

/// A claim as numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Reading {
    /// `None` for ranges and vague numbers.
    pub value: Option<Amount>,
    /// The place of the last significant digit.
    pub quantum: Amount,
    pub core: Interval,
    pub support: Interval,
    /// A lone bound: more than, at least, less than, at most.
    pub bound: bool,
    /// A count that is not rounded: no tolerance of its own.
    pub exact: bool,
}

/// What the table asks of a statement.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Said {
    pub value: Option<Amount>,
    pub low: Option<Amount>,
    pub high: Option<Amount>,
    pub comparator: Comparator,
    pub kind: Kind,
    /// The place of the last significant digit, where it is known.
    pub precision: Option<Amount>,
    /// `just over`: the value is near.
    pub close: bool,
    /// A share in percent that was stated as a fraction: `one third`, `1 in 38`.
    pub fraction: bool,
}

impl Said {
    #[must_use]
    pub fn of(claim: &Claim) -> Self {
        let (close, fraction) = said_by(claim.rules.iter().map(AsRef::as_ref));
        Self {
            value: claim.value,
            low: claim.low,
            high: claim.high,
            comparator: claim.comparator,
            kind: claim.kind,
            precision: claim.precision,
            close,
            fraction: claim.unit == "percent" && fraction,
        }
    }
}

impl Said {
    /// The same in another unit; `None` where that cannot be told with all its digits. The last digit keeps its place.
    #[must_use]
    pub fn in_unit(&self, ratio: Ratio) -> Option<Self> {
        if ratio.is_one() {
            return Some(*self);
        }
        let exactly = |stated: Option<Amount>| match stated {
            None => Some(None),
            Some(amount) => ratio.exactly(amount).map(Some),
        };
        let (value, low, high) = (exactly(self.value)?, exactly(self.low)?, exactly(self.high)?);
        let place = [self.value, self.low, self.high].into_iter().flatten().map(Amount::last_place).min();
        let precision = self.precision.filter(|q| !q.is_zero()).or(place);
        // The simple fractions are those of a hundred.
        Some(Self { value, low, high, precision: precision.and_then(|q| ratio.about(q)), fraction: false, ..*self })
    }
}

/// The rules that read a share from words or from two numbers: `one third`, `1 in 5`, `two of every three`.
const FRACTIONS: [&str; 3] = ["share.part", "share.out-of", "share.of-every"];

/// What the rules of a claim say of its number: whether it is near, and whether it was a fraction.
#[must_use]
pub fn said_by<'r>(rules: impl Iterator<Item = &'r str>) -> (bool, bool) {
    rules.fold((false, false), |(close, fraction), rule| {
        (close || rule.starts_with(hedge::CLOSE), fraction || FRACTIONS.contains(&rule))
    })
}

/// Reads a statement. `negative`: whether the quantity can be below zero. `None` where it has no number.
#[must_use]
pub fn read(said: &Said, negative: bool, widths: &Widths) -> Option<Reading> {
    let reading = match (said.value, said.low, said.high) {
        (Some(x), _, _) if said.fraction => {
            let fraction = fraction(x);
            match said.comparator {
                Comparator::Equal | Comparator::About => fraction,
                _ => value(x, fraction.quantum, said, negative, widths),
            }
        }
        (Some(x), _, _) => value(x, quantum(said, x), said, negative, widths),
        (None, Some(low), Some(high)) => range(low, high, said, widths),
        (None, Some(low), None) => vague(low, said),
        (None, None, Some(high)) => {
            let all = Interval { low: floor(negative), high: Some(End { at: high, open: false }) };
            plain(None, high.last_place(), all, all)
        }
        (None, None, None) => return None,
    };
    Some(reading)
}

fn plain(value: Option<Amount>, quantum: Amount, core: Interval, support: Interval) -> Reading {
    Reading { value, quantum, core, support, bound: false, exact: false }
}

fn value(x: Amount, q: Amount, said: &Said, negative: bool, widths: &Widths) -> Reading {
    let part = |of: Amount, by: Amount| of.abs().times(by).unwrap_or(Amount::ZERO);
    let around = |by: Amount| Interval::closed(less(x, by), more(x, by));
    let end = |open| Some(End { at: x, open });
    let rounding = || part(q, widths.rounding);
    let support = || part(q, widths.rounding_support);
    // How far a number that is near lies off, and how far at most.
    let near = || {
        let (core, near) = (rounding(), part(x, widths.near));
        (core.min(near), core.max(near).min(part(x, widths.near_support)))
    };
    let step = || q.min(x.abs().half());
    let below = || Interval { low: floor(negative), high: end(said.comparator == Comparator::LessThan) };
    let bound = |core, support| Reading { bound: true, ..plain(Some(x), q, core, support) };
    match said.comparator {
        Comparator::Equal if widths.exact_counts && is_exact_count(said.kind, x) => {
            let point = Interval::closed(x, x);
            Reading { exact: true, ..plain(Some(x), q, point, point) }
        }
        Comparator::Equal => {
            let core = rounding();
            let support = core.max(support().min(part(x, widths.plain_support)));
            plain(Some(x), q, around(core), around(support))
        }
        Comparator::About => plain(Some(x), q, around(rounding()), around(support().max(part(x, widths.about)))),
        Comparator::Nearly => {
            let (near, far) = near();
            plain(Some(x), q, Interval::closed(less(x, near), x), Interval::closed(less(x, far), x))
        }
        Comparator::MoreThan if said.close => {
            let (near, far) = near();
            plain(Some(x), q, Interval::closed(x, more(x, near)), Interval::closed(x, more(x, far)))
        }
        Comparator::MoreThan | Comparator::AtLeast => {
            let (low, step) = (end(said.comparator == Comparator::MoreThan), step());
            let high = Some(End { at: more(x, step), open: false });
            // Zero has no room above it that a rule could name.
            let core = if step.is_zero() { Interval { low, high: None } } else { Interval { low, high } };
            bound(core, Interval { low, high: None })
        }
        Comparator::LessThan => {
            let (below, step) = (below(), step());
            if step.is_zero() {
                let open = Interval { low: None, ..below };
                return bound(open, open);
            }
            bound(Interval { low: Some(End { at: less(x, step), open: false }), ..below }, below)
        }
        Comparator::AtMost => bound(below(), below()),
    }
}

fn range(low: Amount, high: Amount, said: &Said, widths: &Widths) -> Reading {
    let (low, high) = (low.min(high), low.max(high));
    let q = said.precision.filter(|q| !q.is_zero()).unwrap_or_else(|| low.last_place().min(high.last_place()));
    let room = if said.comparator == Comparator::Equal { widths.rounding } else { widths.rounding_support };
    let room = q.times(room).unwrap_or(q);
    plain(None, q, Interval::closed(low, high), Interval::closed(less(low, room), more(high, room)))
}

/// `dozens`, `hundreds of millions`: its conventional lower bound is known.
fn vague(low: Amount, said: &Said) -> Reading {
    let open = matches!(said.comparator, Comparator::MoreThan | Comparator::AtLeast);
    let top = (-28..=28).filter_map(Amount::power_of_ten).find(|p| *p > low.abs()).filter(|_| !low.is_negative());
    let high = top.map(|at| End { at, open: false });
    let core = Interval { low: Some(End { at: low, open: false }), high };
    let support = Interval { low: Some(End { at: low.half(), open: false }), high: if open { None } else { high } };
    plain(None, low.last_place(), core, support)
}

/// The fractions that people say, in ten-thousandths of a percent, ascending.
const SIMPLE: [i64; 17] = [
    0, 100_000, 125_000, 166_667, 200_000, 250_000, 333_333, 400_000, 500_000, 600_000, 666_667, 750_000, 800_000,
    833_333, 875_000, 900_000, 1_000_000,
];

/// `one third`, `1 in 38`: x is in percent.
fn fraction(x: Amount) -> Reading {
    let tiny = Amount::power_of_ten(-4).unwrap_or(Amount::ZERO);
    let simple = |n: i64| Amount::from_int(n).times(tiny);
    let close = |n: i64| simple(n).and_then(|s| s.minus(x)).is_some_and(|d| d.abs() <= tiny);
    let (below, above) = if let Some(n) = SIMPLE.iter().position(|n| close(*n)) {
        let at = |n: usize| SIMPLE.get(n).and_then(|s| simple(*s)).unwrap_or(x);
        (at(n.saturating_sub(1)), at(n + 1))
    } else {
        // One in n lies between one in n + 1 and one in n - 1.
        let whole = Amount::from_int(100);
        let n = whole.over(x);
        let at = |by: i64| n.and_then(|n| n.plus(Amount::from_int(by))).and_then(|n| whole.over(n));
        let (below, above) = (at(1).unwrap_or(x), at(-1).unwrap_or(x));
        if below <= x && x <= above { (below, above) } else { (x, x) }
    };
    let middle = |a: Amount, b: Amount| a.plus(b).map_or(x, Amount::half);
    let core = Interval::closed(middle(below, x), middle(x, above));
    plain(Some(x), less(above, below).half(), core, Interval::closed(below, above))
}

/// A count or a rank that does not look rounded.
fn is_exact_count(kind: Kind, x: Amount) -> bool {
    let hundred = Amount::from_int(100);
    matches!(kind, Kind::Count | Kind::Rank)
        && x.is_integer()
        && (x.is_zero() || x.over(hundred).is_none_or(|part| !part.is_integer()))
}

fn quantum(said: &Said, x: Amount) -> Amount {
    said.precision.filter(|q| !q.is_zero()).unwrap_or_else(|| x.last_place()).abs()
}

/// Zero, or nothing where the quantity can be negative.
fn floor(negative: bool) -> Option<End> {
    (!negative).then_some(End { at: Amount::ZERO, open: false })
}

// Beyond the 28 digits of an amount nothing can be added: the value itself stands for the end.

fn less(x: Amount, by: Amount) -> Amount {
    x.minus(by).unwrap_or(x)
}

fn more(x: Amount, by: Amount) -> Amount {
    x.plus(by).unwrap_or(x)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::reconcile::sample::{amount, claim};

    fn reading(claim: &Claim) -> Option<Reading> {
        read(&Said::of(claim), false, &Widths::default())
    }

    /// `[low, high]` with round brackets for open ends.
    fn show(i: Interval) -> String {
        let low = i.low.map_or("(-∞".into(), |e| format!("{}{}", if e.open { "(" } else { "[" }, e.at));
        let high = i.high.map_or("∞)".into(), |e| format!("{}{}", e.at, if e.open { ")" } else { "]" }));
        format!("{low}, {high}")
    }

    fn of(kind: Kind, comparator: Comparator, text: &str) -> (String, String) {
        let claim = Claim { kind, comparator, ..claim("x", text) };
        let found = reading(&claim).expect("a number");
        (show(found.core), show(found.support))
    }

    #[test]
    fn the_table_of_widths() {
        use Comparator::*;
        let rows = [
            (Kind::Money, Equal, "3000000000", "[2500000000, 3500000000]", "[2500000000, 3500000000]"),
            (Kind::Rate, Equal, "8", "[7.5, 8.5]", "[7.2, 8.8]"),
            (Kind::Count, Equal, "147", "[147, 147]", "[147, 147]"),
            (Kind::Count, Equal, "150000", "[145000, 155000]", "[140000, 160000]"),
            (Kind::Count, Equal, "0", "[0, 0]", "[0, 0]"),
            (Kind::Count, About, "147", "[146.5, 147.5]", "[132.3, 161.7]"),
            (Kind::Money, Nearly, "3000000000", "[2700000000, 3000000000]", "[2500000000, 3000000000]"),
            (Kind::Count, MoreThan, "70000", "(70000, 80000]", "(70000, ∞)"),
            (Kind::Count, AtLeast, "1000", "[1000, 1500]", "[1000, ∞)"),
            (Kind::Count, LessThan, "50", "[40, 50)", "[0, 50)"),
            (Kind::Count, AtMost, "50", "[0, 50]", "[0, 50]"),
        ];
        for (kind, comparator, text, core, support) in rows {
            assert_eq!(of(kind, comparator, text), (core.into(), support.into()), "{comparator} {text}");
        }
    }

    #[test]
    fn ranges_vague_numbers_and_fractions() {
        let range = Claim { value: None, low: Some(amount("8")), high: Some(amount("10")), ..claim("x", "1") };
        let found = reading(&range).expect("a range");
        assert_eq!((show(found.core), show(found.support)), ("[8, 10]".into(), "[7.5, 10.5]".into()));
        let vague = Claim { value: None, low: Some(amount("20000")), ..claim("x", "1") };
        let found = reading(&vague).expect("vague");
        assert_eq!((show(found.core), show(found.support)), ("[20000, 100000]".into(), "[10000, 100000]".into()));
        let third = |value: &str, rule: &'static str| Claim {
            kind: Kind::Share,
            unit: "percent".into(),
            rules: vec!["number.part".into(), rule.into()],
            ..claim("x", value)
        };
        let found = reading(&third("33.3333", "share.part")).expect("a fraction");
        assert_eq!((show(found.core), show(found.support)), ("[29.16665, 36.66665]".into(), "[25, 40]".into()));
        let percent = reading(&third("20", "percent")).expect("a share");
        assert_eq!(show(percent.core), "[15, 25]");
        let nearly = Claim { comparator: Comparator::Nearly, ..third("50", "share.part") };
        assert_eq!(show(reading(&nearly).expect("a fraction").core), "[45, 50]");
        let over = Claim {
            comparator: Comparator::MoreThan,
            rules: vec!["hedge.close.a-little-over".into()],
            ..claim("x", "1000")
        };
        assert_eq!(show(reading(&over).expect("a count").support), "[1000, 1200]");
    }

    #[test]
    fn the_last_digit_has_a_place() {
        assert_eq!(amount("1200").last_place(), amount("100"));
        assert_eq!(amount("8.5").last_place(), amount("0.1"));
    }
}
