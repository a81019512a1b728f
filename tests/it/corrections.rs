//! corrections.toml: what people know better than a document says.

use crate::project::Project;

const SCALE: &str = r#"
[[correction]]
id = "a-zero-too-many"
match = { indicator = "ships", place = "PRT", period = "2019" }
action = "scale"
factor = 0.1
expect = 41200
reason = "The table counts in tens."
author = "Ana Ruiz"
date = 2022-02-01
evidence_url = "https://example.org/errata"
status = "reported"
"#;

#[test]
fn a_correction_is_applied_published_and_fails_once_the_source_is_mended() {
    let project = Project::new();
    project.write("raw/late.txt", "Ships\n\nIn 2019, 41,200 ships called at the harbours of Portugal.\n");
    let before = project.build();
    assert_eq!(before["conflicts"], 1);
    project.write("corrections.toml", SCALE);
    let after = project.build();
    assert_eq!(after["conflicts"], 0, "{after}");
    let overrides = project.table("overrides");
    let [row] = &overrides[..] else { panic!("{overrides:?}") };
    let told = ["override_id", "action", "old_value", "new_value", "author", "date", "status"].map(|c| row[c].as_str());
    assert_eq!(told, ["a-zero-too-many", "scale", "41200", "4120", "Ana Ruiz", "2022-02-01", "reported"]);
    let claims = project.table("claims");
    let claim = claims.iter().find(|claim| claim["claim_id"] == row["target"]).expect("the claim");
    assert_eq!((claim["value"].as_str(), claim["exact"].as_str()), ("4120", "41,200 ships"));
    assert!(claim["rule"].contains("correction.a-zero-too-many"), "{claim:?}");

    // Nothing is published while it stands without a claim that needs it.
    let published = project.published();
    project.edit("raw/late.txt", "41,200", "4,120");
    project.run(&["build"]).says(5, &["corrections.toml:2", "a-zero-too-many", "expected 41200", "late says 4120"]);
    assert_eq!(project.published(), published);
    project.run(&["status"]).says(5, &["a-zero-too-many"]);
}

#[test]
fn a_dropped_claim_stays_in_the_claims_and_leaves_the_observation() {
    let project = Project::new();
    let n_claims = project.build()["claims"].clone();
    project.write(
        "corrections.toml",
        SCALE.replace("\"scale\"", "\"drop\"").replace("factor = 0.1\nexpect = 41200\n", "expect = 4120\n"),
    );
    assert_eq!(project.build()["claims"], n_claims);
    let row = &project.table("overrides")[0];
    assert_eq!((row["old_value"].as_str(), row["new_value"].as_str()), ("4120", ""));
    let claim =
        project.table("claims").into_iter().find(|claim| claim["claim_id"] == row["target"]).expect("the claim");
    assert_eq!((claim["observation_id"].as_str(), claim["rank"].as_str()), ("", "deprecated"));
}

#[test]
fn mistakes_in_the_file_are_told_with_their_lines() {
    let project = Project::new();
    project.write("corrections.toml", SCALE.replace("factor = 0.1\n", "").replace("author", "auther"));
    project.run(&["build"]).says(3, &["corrections.toml:8", "unknown key `auther`", "did you mean `author`"]);
    project.write("corrections.toml", b"\xff\xfe");
    project.run(&["build"]).says(3, &["corrections.toml", "not UTF-8"]);
    project.write("corrections.toml", SCALE.replace("factor = 0.1\n", ""));
    project.run(&["check"]).says(3, &["corrections.toml:5", "expected `factor`"]);
}

#[test]
fn a_strict_build_publishes_nothing_where_a_conflict_has_no_explanation() {
    let project = Project::new();
    project.write("raw/late.txt", "Ships\n\nIn 2019, 7,311 ships called at the harbours of Portugal.\n");
    let run = project.run(&["build", "--strict"]);
    run.says(4, &["7311", "no reason was found", "cuantia explain obs"]);
    assert!(project.published().is_empty());
    assert_eq!(project.build()["unexplained"], 1);
}
