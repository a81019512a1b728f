//! How long reconciliation takes: a table of up to ten million claims on a tenth as many items, and copies in documents of
//! up to 100 MB together.
//!
//! `cargo bench --bench reconcile` measures both; `-- table` or `-- copies` one of them.
#![allow(
    missing_docs,
    clippy::disallowed_methods,
    reason = "a benchmark looks at the clock and writes temporary files"
)]

use std::{
    fmt::Write as _,
    fs::{self, File},
    hint::black_box,
    io::{BufWriter, Write as _},
    time::Instant,
};

use rayon::prelude::*;

use cuantia::{
    config,
    pipeline::statements::statements,
    reconcile::{
        copy::{Words, passages, syndicated},
        table::Spellings,
    },
};

fn main() {
    let asked: Vec<String> = std::env::args().skip(1).filter(|argument| !argument.starts_with('-')).collect();
    let wanted = |name: &str| asked.is_empty() || asked.iter().any(|word| word == name);
    if wanted("table") {
        for claims in [100_000, 1_000_000, 10_000_000] {
            table(claims);
        }
    }
    if wanted("copies") {
        for megabytes in [10, 100] {
            copies(megabytes);
        }
    }
}

/// `SplitMix64`.
fn chance(seed: &mut u64) -> u64 {
    *seed = seed.wrapping_add(0x9E37_79B9_7F4A_7C15);
    let mut z = *seed;
    z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    z ^ (z >> 31)
}

fn table(claims: u64) {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("claims.csv");
    let mut out = BufWriter::new(File::create(&path).expect("a file"));
    writeln!(out, "item,source_id,value,comparator,published,lineage_id").expect("writes");
    let mut seed = 1;
    for _ in 0..claims {
        let item = chance(&mut seed) % (claims / 10);
        let noise = chance(&mut seed) % 7;
        let source = chance(&mut seed) % 1000;
        let comparator = ["=", "=", "~", ">"][usize::try_from(chance(&mut seed) % 4).expect("small")];
        let value = 1000 + item * 37 % 9000 + noise;
        let (year, lineage) = (2000 + source % 20, source % 700);
        writeln!(out, "item-{item},source-{source},{value},{comparator},{year},lin{lineage}").expect("writes");
    }
    drop(out.into_inner().expect("flushes"));
    let start = Instant::now();
    let spellings = Spellings::default();
    let (table, _) = statements(&path, &[], &spellings, config::Reconcile::default()).expect("reads");
    let read = start.elapsed();
    let items = black_box(table.reconcile()).len();
    let all = start.elapsed();
    println!(
        "table: {claims:>9} claims, {items:>8} items: read {:.2} s, all {:.2} s, {:.0} MB at most",
        read.as_secs_f64(),
        all.as_secs_f64(),
        peak()
    );
}

fn copies(megabytes: usize) {
    let mut seed = 7;
    let mut documents: Vec<String> = Vec::new();
    let mut bytes = 0;
    while bytes < megabytes * 1_000_000 {
        let mut text = String::new();
        for _ in 0..800 {
            // Every fifth document has passages of an earlier one.
            if chance(&mut seed).is_multiple_of(400) && documents.len().is_multiple_of(5) && !documents.is_empty() {
                let from = &documents[usize::try_from(chance(&mut seed)).unwrap_or(0) % documents.len()];
                text.extend(from.split_whitespace().skip(100).take(40).flat_map(|word| [word, " "]));
            }
            let word = chance(&mut seed) % 20_000;
            let _ = write!(text, "w{} ", word * word % 19_997);
        }
        bytes += text.len();
        documents.push(text);
    }
    let hashing = Instant::now();
    let words: Vec<Words> = documents.par_iter().map(|text| Words::new(text)).collect();
    let hashed = hashing.elapsed();
    let winnowing = Instant::now();
    let found = passages(&words).len();
    let winnowed = winnowing.elapsed();
    let comparing = Instant::now();
    let alike = syndicated(&words).len();
    println!(
        "copies: {megabytes} MB in {} documents: words {:.2} s, passages {:.2} s ({found} found), syndicated {:.2} s ({alike} found)",
        documents.len(),
        hashed.as_secs_f64(),
        winnowed.as_secs_f64(),
        comparing.elapsed().as_secs_f64()
    );
}

/// The most memory that this process had so far, in megabytes; 0 where the system does not say.
fn peak() -> f64 {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    line.and_then(|line| line.split_whitespace().next())
        .and_then(|kb| kb.parse::<f64>().ok())
        .map_or(0.0, |kb| kb / 1000.0)
}
