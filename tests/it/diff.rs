//! `cuantia diff`.

use serde_json::Value;

use crate::project::Project;

/// Three versions: a changed and a new document, then a gone one.
fn published() -> Project {
    let project = Project::new();
    project.build();
    project.edit("raw/note.txt", "4,120", "4,130");
    project.write("raw/third.md", "Portugal counted 4,300 ships in 2023.\n");
    project.build();
    std::fs::remove_file(project.path("raw/other.md")).expect("it is there");
    std::fs::remove_file(project.path("raw/other.md.toml")).expect("it is there");
    project.edit("raw/note.txt.toml", "Harbours", "Harbours of Portugal");
    project.build();
    project
}

#[test]
fn of_consecutive_versions_it_is_their_changes_csv() {
    let project = published();
    for (from, to) in [("1.0.0", "1.1.0"), ("1.1.0", "1.2.0")] {
        let diff = project.run(&["diff", from, to, "--format", "csv"]);
        let changes = project.text(&format!("datasets/harbours/v/{to}/changes.csv"));
        assert!(changes.lines().count() > 3, "{changes}");
        assert_eq!(diff.says(0, &[]).stdout, changes, "{from} {to}");
        let diff = project.run(&["diff", from, to, "--format", "json"]);
        let diff: Value = serde_json::from_str(&diff.stdout).expect("JSON");
        let file = project.text(&format!("datasets/harbours/v/{to}/changes.json"));
        let file: Value = serde_json::from_str(&file).expect("JSON");
        assert_eq!(diff["changes"], file["changes"]);
    }
}

#[test]
fn it_goes_over_versions_between_and_back() {
    let project = published();
    let there = project.run(&["diff", "1.0.0", "latest", "--table", "sources"]);
    let lines: Vec<_> = there.says(0, &[]).stdout.lines().collect();
    assert!(lines[0].starts_with("table    row    column"), "{}", there.stdout);
    let all = there.stdout.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(all.contains("sources other removed gone_document"), "{all}");
    assert!(all.contains("sources third added new_document"), "{all}");
    assert!(all.contains("sources note title changed Harbours Harbours of Portugal changed_document"), "{all}");
    assert!(!all.contains("claims"), "{all}");
    let back = project.run(&["diff", "1.2.0", "1.0.0"]).stdout;
    assert!(back.split_whitespace().collect::<Vec<_>>().join(" ").contains("sources third removed"), "{back}");
    let same = project.run(&["diff", "latest", "1.2.0"]);
    assert_eq!(same.says(0, &[]).stdout, "1.2.0 and 1.2.0 hold the same\n");
}

#[test]
fn it_needs_no_project_and_names_what_is_not_there() {
    let project = published();
    let elsewhere = Project::empty();
    let dataset = project.path("datasets/harbours");
    let dataset = dataset.to_str().expect("UTF-8");
    elsewhere.run(&["diff", "1.0.0", "1.1.0", "--dataset", dataset]).says(0, &[]);
    project.run(&["diff", "1.0.0", "1.0.9"]).says(3, &["unknown-version", "1.0.0, 1.1.0, 1.2.0"]);
    project.run(&["diff", "1.0.0", "1.1.0", "--table", "claim"]).says(3, &["unknown-table", "claims, conflicts"]);
    elsewhere.run(&["diff", "1.0.0", "1.1.0"]).says(3, &["nothing is published yet"]);
    elsewhere.run(&["diff", "1.0.0", "1.1.0", "--dataset", "raw"]).says(3, &["no-dataset"]);
}
