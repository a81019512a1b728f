//! A claim's id stays while its sentence does.

use std::collections::BTreeMap;

use crate::project::{NOTE, Project};

/// The ids of the claims of the document, by the text of their quantity.
fn ids(text: &str) -> BTreeMap<String, String> {
    let project = Project::empty();
    project.write("raw/note.txt", text);
    let run = project.run(&["extract", "--format", "jsonl", "raw/note.txt"]);
    let id = |line: &serde_json::Value, key: &str| line[key].as_str().expect("text").to_owned();
    run.says(0, &[]).lines().iter().map(|line| (id(line, "exact"), id(line, "claim_id"))).collect()
}

#[test]
fn editing_another_sentence_keeps_the_id() {
    let (before, after) = (ids(NOTE), ids(&NOTE.replace("88 million tonnes of goods", "91 million tonnes of grain")));
    assert!(before.contains_key("4,120 ships"), "{before:?}");
    assert_eq!(before["4,120 ships"], after["4,120 ships"]);
}

#[test]
fn moving_a_paragraph_keeps_the_id() {
    let mut paragraphs: Vec<&str> = NOTE.trim_end().split("\n\n").collect();
    let first = paragraphs.remove(1);
    paragraphs.push(first);
    let moved = format!("{}\n", paragraphs.join("\n\n"));
    assert_ne!(moved, NOTE);
    assert_eq!(ids(NOTE), ids(&moved));
}

#[test]
fn the_id_starts_with_letters_and_belongs_to_one_claim() {
    let ids = ids(
        "Portugal counted 40 ships and 40 ships in 2019, and later 40 ships again.\n\nPortugal counted 50 ships in 2020.\n",
    );
    assert!(ids.values().all(|id| id.starts_with("clm") && id.len() >= 3 + 16), "{ids:?}");
    let project = Project::empty();
    project.write("raw/note.txt", "Portugal counted 40 ships in May, 40 ships in June and 40 ships in July 2019.\n");
    let run = project.run(&["extract", "raw/note.txt"]);
    let mut all: Vec<String> = run.lines().iter().map(|line| line["claim_id"].to_string()).collect();
    let count = all.len();
    all.sort();
    all.dedup();
    assert_eq!((count, all.len()), (3, 3));
}
