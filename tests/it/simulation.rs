//! Items whose true value is known, stated with noise, rounding, hedges, copies and gross errors: how often that is taken
//! for a conflict, how often a gross error is not, and how often the truth lies in the published interval.

use std::{fmt::Write as _, fs};

use crate::project::{Run, committed, cuantia};

const ITEMS: usize = 10_000;
/// With one of them a share of gross errors seen is known to a percent point, with five to half of that.
const SEEDS: [u64; 5] = [1, 2, 3, 4, 5];
/// Largest relative noise, and the standard deviation of the Gaussian one.
const NOISE: f64 = 0.03;

/// `SplitMix64`: numbers that look like chance, the same on every machine.
struct Chance(u64);

impl Chance {
    fn bits(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    /// From 0 to 1.
    fn part(&mut self) -> f64 {
        f64::from(u32::try_from(self.bits() >> 32).expect("32 bits")) / 4_294_967_296.0
    }

    fn below(&mut self, n: u64) -> u64 {
        self.bits() % n
    }

    /// Twelve uniform numbers are near enough to a normal distribution.
    fn normal(&mut self) -> f64 {
        (0..12).map(|_| self.part()).sum::<f64>() - 6.0
    }
}

#[derive(Clone, Copy, PartialEq)]
enum Noise {
    Uniform,
    Gaussian,
}

/// `x` with so many significant digits, as text.
fn rounded(x: f64, digits: usize) -> String {
    let exponent = format!("{x:.*e}", digits - 1);
    let value: f64 = exponent.parse().expect("a number");
    format!("{value}")
}

/// Two neighbouring different digits change places.
fn swapped(text: &str) -> Option<String> {
    let mut letters: Vec<char> = text.chars().collect();
    let at = (0..letters.len().saturating_sub(1)).find(|n| {
        letters[*n].is_ascii_digit()
            && letters[n + 1].is_ascii_digit()
            && letters[*n] != letters[n + 1]
            && letters[n + 1] != '0'
    })?;
    letters.swap(at, at + 1);
    Some(letters.into_iter().collect())
}

struct Simulation {
    table: String,
    truth: Vec<f64>,
    /// Which items have a gross error that is at least a tenth off.
    gross: Vec<bool>,
}

fn simulate(noise: Noise, seed: u64) -> Simulation {
    let mut chance = Chance(seed);
    let mut made = Simulation {
        table: "item,source_id,value,comparator,lineage_id\n".into(),
        truth: Vec::new(),
        gross: Vec::new(),
    };
    for item in 0..ITEMS {
        let truth = 10.0_f64.powf(1.0 + 5.0 * chance.part());
        let lineages = 2 + chance.below(7);
        let wrong = (chance.below(20) == 0).then(|| chance.below(lineages));
        let mut gross = false;
        for lineage in 0..lineages {
            let off = if noise == Noise::Uniform { 2.0 * chance.part() - 1.0 } else { chance.normal() };
            let stated = truth * (1.0 + NOISE * off);
            let digits = 1 + usize::try_from(chance.below(3)).expect("small");
            let mut said = rounded(stated, digits);
            let mut comparator = if chance.below(10) < 3 { "~" } else { "=" };
            let kind = chance.below(3);
            if wrong == Some(lineage) {
                comparator = "=";
                let three = rounded(stated, 3);
                said = match kind {
                    0 => rounded(2.0 * stated, digits),
                    1 => rounded(10.0 * stated, digits),
                    // Where all digits are alike none can be swapped.
                    _ => swapped(&three).unwrap_or_else(|| rounded(2.0 * stated, digits)),
                };
                let value: f64 = said.parse().expect("a number");
                gross = (value - truth).abs() > 0.1 * truth.max(value);
            }
            writeln!(made.table, "i{item:05},s{item}-{lineage},{said},{comparator},l{item}-{lineage}").expect("text");
            // Copies say the same again.
            for copy in 0..chance.below(4) {
                writeln!(made.table, "i{item:05},s{item}-{lineage}-{copy},{said},{comparator},l{item}-{lineage}")
                    .expect("text");
            }
        }
        made.truth.push(truth);
        made.gross.push(gross);
    }
    made
}

#[derive(Debug)]
struct Shares {
    false_conflicts: f64,
    found: f64,
    inside: f64,
}

#[derive(Default)]
struct Counts {
    clean: f64,
    taken: f64,
    gross: f64,
    found: f64,
    allowed: f64,
    inside: f64,
}

fn measure(noise: Noise) -> Shares {
    let mut counts = Counts::default();
    for seed in SEEDS {
        count(&simulate(noise, seed), &mut counts);
    }
    Shares {
        false_conflicts: 100.0 * counts.taken / counts.clean,
        found: 100.0 * counts.found / counts.gross,
        inside: 100.0 * counts.inside / counts.allowed,
    }
}

fn count(made: &Simulation, counts: &mut Counts) {
    let folder = tempfile::tempdir().expect("a folder");
    let input = folder.path().join("claims.csv");
    fs::write(&input, &made.table).expect("writes");
    let run = Run::of(cuantia().args(["reconcile", "--format", "csv", "--input"]).arg(&input));
    run.says(0, &[]);
    let mut reader = csv::Reader::from_reader(run.stdout.as_bytes());
    let names = reader.headers().expect("a header").clone();
    let at = |name: &str| names.iter().position(|column| column == name).expect("the column");
    let (low, high, status) = (at("low"), at("high"), at("status"));
    let one = |yes: bool| f64::from(u8::from(yes));
    let mut items = 0;
    for (n, record) in reader.records().enumerate() {
        let record = record.expect("a record");
        items += 1;
        let conflicting = &record[status] == "conflicting";
        if made.gross[n] {
            counts.gross += 1.0;
            counts.found += one(conflicting);
        } else {
            counts.clean += 1.0;
            counts.taken += one(conflicting);
        }
        if !conflicting {
            let end = |n: usize, open: f64| record[n].parse::<f64>().unwrap_or(open);
            counts.allowed += 1.0;
            counts.inside +=
                one(end(low, f64::NEG_INFINITY) <= made.truth[n] && made.truth[n] <= end(high, f64::INFINITY));
        }
    }
    assert_eq!(items, ITEMS);
}

#[test]
fn noise_is_no_conflict_gross_errors_are_and_the_truth_lies_in_the_interval() {
    let (uniform, gaussian) = (measure(Noise::Uniform), measure(Noise::Gaussian));
    let line = |name: &str, shares: &Shares| {
        let Shares { false_conflicts, found, inside } = shares;
        format!("{name:<20}  {false_conflicts:>15.2}  {found:>17.2}  {inside:>14.2}\n")
    };
    let text = format!(
        "{:<20}  {:>15}  {:>17}  {:>14}\n{}{}",
        "percent",
        "false conflicts",
        "gross errors seen",
        "truth inside",
        line("uniform noise 3 %", &uniform),
        line("Gaussian, sigma 3 %", &gaussian)
    );
    committed("simulation.txt", &text);
    assert!(uniform.false_conflicts <= 3.0 && uniform.found >= 95.0 && uniform.inside >= 95.0, "{uniform:?}");
}
