//! How fast the stages are, on generated prose with few and with many numbers, and how long a build takes.
//!
//! `cargo bench` measures all; `cargo bench -- build` the builds of raw/ as shipped: `cold` with an empty cache and nothing
//! published, `unchanged` behind a build of the same.
#![allow(
    missing_docs,
    clippy::disallowed_methods,
    reason = "a benchmark copies the shipped project into a temporary folder"
)]

use std::{fs, hint::black_box, path::Path, time::Duration};

use criterion::{BatchSize, Criterion, Throughput, criterion_group, criterion_main};
use cuantia::{
    claim::{self, Context},
    document,
    pipeline::{Extractor, Project, build},
    quantity, text,
    vocabulary::{Extensions, Vocabulary},
};
use tempfile::TempDir;

/// Bytes of prose in a generated document.
const SIZE: usize = 256 << 10;

const WITHOUT_NUMBERS: [&str; 5] = [
    "The ministry has long been blamed for looking away while the river took one field after the other.",
    "Nobody at the hearing could say who had signed the contract, or why the records were kept in another town.",
    "Farmers in the north, who depend on the spring floods, fear that the dam will come before the roads do.",
    "According to the auditors, the same companies had been paid twice for the same stretch of the canal.",
    "What the committee will recommend in the end is as open as it was when the talks began.",
];

const WITH_NUMBERS: [&str; 5] = [
    "In {year}, the harbour of Malmö handled {n},400 containers, {p} percent more than in the year before.",
    "The government of Portugal has promised nearly ${p}.5 billion for {n} schools by {year}, said the audit office.",
    "Between {p} and {n} of every 1,000 children in Kenya were not vaccinated, compared with about one third in {year}.",
    "The rate fell from {n} per 100,000 inhabitants in {year} to {p}, while tens of thousands left the country.",
    "Roughly €{n} million went to {p} hospitals; another 2.3 million people live more than {n} kilometres from one.",
];

/// A document of about `SIZE` bytes in which every `every`th sentence has numbers, always the same.
fn prose(every: usize) -> String {
    let mut out = String::with_capacity(SIZE + 256);
    let mut n = 0;
    while out.len() < SIZE {
        if n % every == 0 {
            let number = (11 + n % 880).to_string();
            let sentence = WITH_NUMBERS[n % WITH_NUMBERS.len()]
                .replace("{year}", &(1990 + n % 35).to_string())
                .replace("{n}", &number)
                .replace("{p}", &(2 + n % 90).to_string());
            out.push_str(&sentence);
        } else {
            out.push_str(WITHOUT_NUMBERS[n % WITHOUT_NUMBERS.len()]);
        }
        n += 1;
        out.push_str(if n % 6 == 0 { "\n\n" } else { " " });
    }
    out
}

fn stages(criterion: &mut Criterion) {
    let vocabulary = Vocabulary::new("en", &Extensions::default()).expect("the built-in vocabulary");
    let extractor = Extractor::new(Vec::new(), &Extensions::default()).expect("the built-in vocabulary");
    for (name, every) in [("few numbers", 20), ("many numbers", 1)] {
        let prose = prose(every);
        let read = document::read("prose.txt", prose.as_bytes());
        let sentences: Vec<_> = text::sentences(&read, "en").collect();
        let context = Context { source_id: "prose", published: None, vocabulary: &vocabulary, indicators: &[] };
        let mut group = criterion.benchmark_group(name);
        group.throughput(Throughput::Bytes(prose.len() as u64));
        group.sample_size(20).warm_up_time(Duration::from_secs(1)).measurement_time(Duration::from_secs(4));
        group.bench_function("document", |b| b.iter(|| document::read("prose.txt", black_box(prose.as_bytes()))));
        group.bench_function("text", |b| b.iter(|| text::sentences(black_box(&read), "en").count()));
        group.bench_function("quantity", |b| {
            b.iter(|| {
                sentences.iter().map(|s| quantity::quantities(black_box(s), &vocabulary, None).len()).sum::<usize>()
            });
        });
        group.bench_function("text, quantity and claim", |b| b.iter(|| claim::claims(black_box(&read), &context)));
        group.bench_function("all, and the check of the way back", |b| {
            b.iter(|| extractor.extract("prose.txt", "prose.txt", black_box(prose.as_bytes()), None));
        });
        group.finish();
    }
}

/// The shipped project in a folder of its own.
fn shipped() -> TempDir {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let folder = TempDir::new().expect("a folder");
    fs::create_dir(folder.path().join("raw")).expect("a folder");
    fs::copy(root.join("pipeline.toml"), folder.path().join("pipeline.toml")).expect("pipeline.toml");
    for entry in fs::read_dir(root.join("raw")).expect("raw/") {
        let entry = entry.expect("an entry");
        fs::copy(entry.path(), folder.path().join("raw").join(entry.file_name())).expect("a document");
    }
    folder
}

/// The version, and whether it was published now.
fn publish(folder: &TempDir) -> (String, bool) {
    let project = Project::load(&folder.path().join("pipeline.toml")).expect("the shipped project");
    let (summary, _) = build::build(&project, &folder.path().join("datasets"), &|_, _| ()).expect("a build");
    (summary.version, summary.published)
}

fn builds(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("build");
    group.sample_size(20).warm_up_time(Duration::from_secs(1)).measurement_time(Duration::from_secs(6));
    group.bench_function("cold", |b| {
        b.iter_batched(
            shipped,
            |folder| {
                publish(&folder);
                folder
            },
            BatchSize::PerIteration,
        );
    });
    let built = shipped();
    publish(&built);
    group.bench_function("unchanged", |b| b.iter(|| publish(&built)));
    group.finish();
}

criterion_group!(benches, stages, builds);
criterion_main!(benches);
