//! Accuracy on the documents of tests/corpus, with every error named, against `tests/scores/accuracy.txt`: what a change
//! of the rules gains and costs stands in the difference of its commit. `UPDATE_SCORES=1 cargo test accuracy` writes it.

use std::{collections::BTreeMap, fmt::Write as _, fs, path::Path};

use cuantia::{
    document::{self, Source},
    evaluate::{Fault, Gold, Score, evaluate},
    pipeline::Project,
    text::language,
};

#[test]
fn scores_and_errors_are_as_committed() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let folder = root.join("tests/corpus");
    let extractor =
        Project::load(&root.join("pipeline.toml")).and_then(|p| p.extractor()).expect("the shipped project");
    let mut names: Vec<String> = fs::read_dir(&folder)
        .expect("tests/corpus")
        .map(|entry| entry.expect("an entry").file_name().into_string().expect("UTF-8"))
        .collect();
    names.sort();

    // Each language has a score of its own; English comes first.
    let mut totals: BTreeMap<&str, Score> = BTreeMap::new();
    let (mut errors, mut number) = (String::new(), 0);
    for annotation in &names {
        let Some(stem) = annotation.strip_suffix(".claims.jsonl") else { continue };
        let name = ["txt", "md", "html"].map(|ending| format!("{stem}.{ending}"));
        let name = name.iter().find(|name| names.contains(name)).expect("a document beside each annotation");
        let text = fs::read_to_string(folder.join(annotation)).expect("an annotation");
        let raw = fs::read(folder.join(name)).expect("a document");
        let document = document::read(name, &raw);
        let gold = Gold::locate(&text, annotation, &Source::new(&document, &raw)).expect("a sound annotation");
        let (score, misses) = evaluate(&gold, &extractor.extract(name, name, &raw, None).claims, &document);
        *totals.entry(language::of(&document)).or_default() += score;
        for miss in misses {
            let mut line = |what: &str| {
                number += 1;
                let exact = miss.exact().split_whitespace().collect::<Vec<_>>().join(" ");
                writeln!(errors, "{stem}: {what}: {exact}").expect("a string");
            };
            match &miss.fault {
                Fault::Wrong(fields) => {
                    for one in fields {
                        line(&format!("{}: want {} got {}", one.field, one.wanted, one.got));
                    }
                }
                other => line(&format!("{} ({})", other.as_str(), miss.concept)),
            }
        }
    }
    let total = totals.remove("en").unwrap_or_default();
    assert!(total.gold > 300, "the corpus has claims");
    let mut report = format!("{total}\n");
    for (language, score) in totals {
        writeln!(report, "{language}\n{score}").expect("a string");
    }
    let report = format!("{report}{number} errors\n{errors}");

    compare("accuracy", &report);
}

/// Compares a report with the one that is committed under its name.
pub(crate) fn compare(name: &str, report: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/scores").join(name).with_extension("txt");
    if std::env::var_os("UPDATE_SCORES").is_some() {
        fs::write(&path, report).expect("tests/scores");
        return;
    }
    let committed = fs::read_to_string(&path).unwrap_or_default();
    let changed: Vec<String> = difference(&committed, report);
    assert!(
        changed.is_empty(),
        "the scores changed:\n{}\nwhere that is wanted, `UPDATE_SCORES=1 cargo test {name}` writes {}",
        changed.join("\n"),
        path.display()
    );
}

/// Lines that only one of two texts has.
fn difference(before: &str, now: &str) -> Vec<String> {
    let only = |sign: &str, a: &str, b: &str| -> Vec<String> {
        let known: std::collections::BTreeSet<&str> = b.lines().collect();
        a.lines().filter(|line| !known.contains(line)).map(|line| format!("{sign} {line}")).collect()
    };
    [only("-", before, now), only("+", now, before)].concat()
}
