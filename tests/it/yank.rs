//! `cuantia yank`.

use serde_json::Value;

use crate::project::{Project, files};

const REASON: &str = "The bulletin was a draft.";

fn json(project: &Project, name: &str) -> Value {
    serde_json::from_str(&project.text(&format!("datasets/harbours/{name}"))).expect("JSON")
}

/// Two versions, of which the second is yanked.
fn yanked() -> Project {
    let project = Project::new();
    project.build();
    project.write("raw/third.md", "Portugal counted 4,300 ships in 2023.\n");
    assert_eq!(project.build()["version"], "1.1.0");
    let run = project.run(&["yank", "1.1.0", "--reason", REASON]);
    assert_eq!(run.says(0, &[]).stdout, "harbours 1.1.0 is yanked; the latest version is 1.0.0\n");
    project
}

#[test]
fn a_yanked_version_stays_and_readers_get_the_one_before() {
    let project = yanked();
    assert_eq!(json(&project, "latest.json")["version"], "1.0.0");
    let versions = json(&project, "versions.json");
    assert_eq!(versions["versions"][1]["yanked"]["reason"], REASON);
    assert_eq!(versions["versions"][1]["yanked"]["day"], "2023-11-14");
    assert!(project.path("datasets/harbours/v/1.1.0/claims.parquet").exists());
    let verify = project.run(&["verify"]);
    assert!(verify.says(0, &[]).stdout.contains(&format!(", yanked: {REASON}")), "{}", verify.stdout);
    let status = project.run(&["status", "--exit-code"]);
    status.says(0, &["yanked-content", REASON]);
    assert!(status.stdout.contains("yanked   1.1.0") && status.stdout.contains("1.0.0"), "{}", status.stdout);
}

#[test]
fn what_was_yanked_does_not_come_back_by_itself() {
    let project = yanked();
    let before = project.published();
    project.run(&["build"]).says(0, &["yanked-content", "cuantia yank 1.1.0 --undo"]);
    assert!(project.published() == before, "nothing was written");
    // Nor is anything published where the documents are those of the version that readers have.
    let third = project.text("raw/third.md");
    std::fs::remove_file(project.path("raw/third.md")).expect("it is there");
    assert_eq!(project.build()["published"], false);
    project.write("raw/third.md", third);
    let undone = project.run(&["yank", "1.1.0", "--undo"]);
    assert_eq!(undone.says(0, &[]).stdout, "harbours 1.1.0 counts again; the latest version is 1.1.0\n");
    assert_eq!(json(&project, "latest.json")["version"], "1.1.0");
    assert!(!project.text("datasets/harbours/versions.json").contains("yanked"));
    assert_eq!(project.run(&["status", "--exit-code"]).code, 0);
}

#[test]
fn the_next_version_is_compared_with_what_readers_have_and_numbered_behind_all() {
    let project = yanked();
    project.edit("raw/third.md", "4,300", "4,200");
    let summary = project.build();
    assert_eq!(summary["version"], "1.2.0");
    assert_eq!(json(&project, "latest.json")["version"], "1.2.0");
    assert_eq!(json(&project, "v/1.2.0/changes.json")["since"], "1.0.0");
    let diff = project.run(&["diff", "1.0.0", "1.2.0", "--format", "csv"]);
    assert_eq!(diff.stdout, project.text("datasets/harbours/v/1.2.0/changes.csv"));
    // Built again to the byte, whatever is yanked by then.
    project.run(&["yank", "1.0.0", "--reason", "Too old."]).says(0, &[]);
    let before = files(&project.path("datasets/harbours/v/1.2.0"));
    std::fs::remove_dir_all(project.path("datasets/harbours/v/1.2.0")).expect("it was published");
    assert_eq!(project.build()["rebuilt"], true);
    assert!(files(&project.path("datasets/harbours/v/1.2.0")) == before);
    project.run(&["verify", "--rebuild"]).says(0, &[]);
}

#[test]
fn there_is_always_a_version_to_read() {
    let project = Project::new();
    project.run(&["yank", "1.0.0", "--reason", REASON]).says(3, &["unknown-version"]);
    assert!(!project.path("datasets").exists());
    project.build();
    project.run(&["yank", "1.0.0", "--reason", REASON]).says(3, &["last-version", "cuantia build"]);
    project.run(&["yank", "1.0.0"]).says(2, &["--reason"]);
    project.run(&["yank", "1.0.0", "--reason", " "]).says(3, &["no-reason"]);
    assert_eq!(json(&project, "latest.json")["version"], "1.0.0");
}
