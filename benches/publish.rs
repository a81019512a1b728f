//! How long it takes, and how much memory, to make the files of a version with a million claims and to write them.
//!
//! `cargo bench --bench publish`; `-- 100000` for another number of claims, `--workbook` for the workbook as well. The claims are
//! those of the shipped documents over and over, each with an id, a sentence and a number of its own.
#![allow(
    missing_docs,
    clippy::disallowed_methods,
    reason = "a benchmark looks at the clock and writes temporary files"
)]

use std::{fs, time::Instant};

use cuantia::{
    base::{id, period::Date},
    dataset::{ClaimRow, Metadata, SourceRow, Tables, digest, version_files},
    pipeline::Project,
    reconcile::Rank,
};

fn main() {
    let asked: Vec<String> = std::env::args().skip(1).collect();
    let claims = asked.iter().find_map(|argument| argument.parse().ok()).unwrap_or(1_000_000);
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
    let project = Project::load(&root.join("pipeline.toml")).expect("the shipped project");
    let tables = tables(&project, &root.join("raw"), claims);
    println!("{claims} claims of {} documents: {} MB in memory", tables.sources.len(), memory("VmRSS"));

    let start = Instant::now();
    let content_digest = digest::content(&tables, &project.config.dataset);
    println!("content digest           {:>6.1} s", start.elapsed().as_secs_f64());
    let metadata = Metadata {
        dataset: project.config.dataset.clone(),
        version: semver::Version::new(1, 0, 0),
        published: Date { year: 2024, month: 5, day: 2 },
        content_digest,
        formats: project.config.publish.formats.clone(),
        workbook: asked.iter().any(|argument| argument == "--workbook"),
        reasons: vec!["the first version".into()],
        before: Vec::new(),
        since: None,
        changes: Vec::new(),
        run: project.run(),
    };
    let made = Instant::now();
    let files = version_files(&tables, &metadata).expect("writes");
    println!("the files of the version {:>6.1} s", made.elapsed().as_secs_f64());
    let folder = tempfile::tempdir_in(root.join("target")).expect("a folder");
    let written = Instant::now();
    for (name, bytes) in &files {
        let path = folder.path().join(name);
        fs::write(&path, bytes).and_then(|()| fs::File::open(&path)?.sync_all()).expect("writes");
    }
    println!("written and synced       {:>6.1} s", written.elapsed().as_secs_f64());
    println!("all                      {:>6.1} s, {} MB at most", start.elapsed().as_secs_f64(), memory("VmHWM"));
    for (name, bytes) in files.iter().filter(|(_, bytes)| bytes.len() > 10_000_000) {
        println!("{:>6} MB {name}", bytes.len() / 1_000_000);
    }
}

/// Tables with so many claims, and a source for each pass over the shipped documents.
fn tables(project: &Project, raw: &std::path::Path, claims: usize) -> Tables {
    let extractor = project.extractor().expect("the shipped configuration");
    let mut names: Vec<_> = fs::read_dir(raw).expect("raw").map(|entry| entry.expect("an entry").path()).collect();
    names.retain(|path| path.extension().is_none_or(|ending| ending != "toml"));
    names.sort();
    let mut tables = Tables::default();
    let read: Vec<_> = names
        .iter()
        .map(|path| {
            let name = path.file_name().unwrap_or_default().to_string_lossy();
            extractor.extract(&name, &format!("raw/{name}"), &fs::read(path).expect("a document"), None)
        })
        .collect();
    for pass in 0_u32.. {
        for one in &read {
            let source_id = format!("{}-{pass}", one.source.source_id);
            tables.sources.push(SourceRow {
                source_id: source_id.clone(),
                n_claims: one.claims.len(),
                ..one.source.clone()
            });
            for claim in &one.claims {
                if tables.claims.len() == claims {
                    return tables;
                }
                let mut claim = claim.clone();
                claim.claim_id = id::make("clm", &[&source_id, &claim.claim_id]);
                claim.sentence = format!("{} {}", claim.sentence, &claim.claim_id[3..13]).into();
                claim.line += pass;
                tables.claims.push(ClaimRow {
                    claim,
                    source_id: source_id.clone(),
                    published: one.source.published,
                    source_sha256: one.source.sha256.clone(),
                    quote: one.source.quote,
                    observation_id: String::new(),
                    rank: Rank::Normal,
                });
            }
        }
    }
    tables
}

/// Megabytes of this process, where the system tells them.
fn memory(which: &str) -> usize {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix(which)).unwrap_or_default();
    line.split_whitespace().nth(1).and_then(|kb| kb.parse::<usize>().ok()).unwrap_or(0) / 1000
}
