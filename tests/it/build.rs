//! Building, and building again.

use std::{collections::BTreeMap, fs::File, path::Path};

use crate::project::{Project, Run, files};

#[test]
fn a_build_publishes_a_whole_version() {
    let project = Project::new();
    let summary = project.build();
    assert_eq!(summary["published"], true);
    assert_eq!(summary["documents"], 2);
    assert_eq!(summary["extracted"], 2);
    let published = project.published();
    let latest: serde_json::Value = serde_json::from_slice(&published["harbours/latest.json"]).expect("JSON");
    assert_eq!(latest["version"], "1.0.0");
    assert_eq!(latest["published"], "2023-11-14");
    for table in ["observations", "claims", "lineages", "conflicts", "sources", "overrides"] {
        for format in ["csv", "parquet"] {
            assert!(published.contains_key(&format!("harbours/v/1.0.0/{table}.{format}")), "{table}.{format}");
        }
    }
    let sums = String::from_utf8(published["harbours/v/1.0.0/SHA256SUMS"].clone()).expect("UTF-8");
    let in_folder = published.keys().filter(|name| name.starts_with("harbours/v/1.0.0/")).count();
    assert_eq!(sums.lines().count(), in_folder - 1, "every file but SHA256SUMS itself has its sum:\n{sums}");
}

#[test]
fn a_build_without_changes_writes_nothing_and_says_so() {
    let project = Project::new();
    project.build();
    let before = written(&project.path("datasets"));
    let run = project.run(&["build"]);
    assert_eq!(run.code, 0);
    assert!(run.stdout.contains("nothing was written"), "{}", run.stdout);
    assert_eq!(written(&project.path("datasets")), before);
    assert_eq!(project.build()["extracted"], 0);
}

#[test]
fn only_a_changed_document_is_extracted_again() {
    let project = Project::new();
    project.build();
    project.edit("raw/note.txt", "4,120", "4,130");
    let summary = project.build();
    assert_eq!(summary["extracted"], 1);
    assert_eq!(summary["published"], true);
    let entries = files(&project.path(".cuantia/cache"));
    assert_eq!(entries.len(), 2, "entries that no document needs any more are gone");
}

#[test]
fn a_changed_sidecar_extracts_its_document_again() {
    let project = Project::new();
    project.build();
    project.edit("raw/note.txt.toml", "2021-02", "2021-03");
    assert_eq!(project.build()["extracted"], 1);
    assert_eq!(project.table("sources")[0]["published"], "2021-03");
}

#[test]
fn a_changed_indicator_extracts_everything_again_and_a_changed_title_nothing() {
    let project = Project::new();
    project.build();
    project.edit("pipeline.toml", "Harbour figures", "Figures of harbours");
    let summary = project.build();
    assert_eq!((summary["extracted"].as_u64(), summary["published"].as_bool()), (Some(0), Some(true)));
    project.edit("pipeline.toml", "[\"vessel\"]", "[\"vessel\", \"boat\"]");
    assert_eq!(project.build()["extracted"], 2);
}

#[test]
fn the_version_says_what_changed() {
    let project = Project::new();
    let version = |changed: &str| {
        let summary = project.build();
        assert!(summary["changes"].to_string().contains(changed), "{summary}");
        summary["version"].clone()
    };
    assert_eq!(version("first version"), "1.0.0");
    project.edit("raw/note.txt.toml", "Harbours", "Harbours of Portugal");
    assert_eq!(version("sources: 1 row changed"), "1.0.1");
    project.write("raw/third.md", "Portugal counted 4,300 ships in 2023.\n");
    assert_eq!(version("claims: 1 row added"), "1.1.0");
    project.edit("pipeline.toml", "Harbour figures", "Figures of harbours");
    assert_eq!(version("said about the data set"), "1.1.1");
    let versions = project.text("datasets/harbours/versions.json");
    assert_eq!(versions.matches("\"content_digest\"").count(), 4, "{versions}");
}

#[test]
fn the_version_follows_the_rule_that_is_asked_for() {
    let versions = |arguments: &[&str], key: &str| -> Vec<String> {
        let project = Project::new();
        project.edit("pipeline.toml", "title = \"Harbour figures\"", &format!("title = \"Harbour figures\"\n{key}"));
        let build = || -> String {
            let run = project.run(&[&["build", "--format", "json"], arguments].concat());
            let summary: serde_json::Value = serde_json::from_str(&run.says(0, &[]).stdout).expect("a summary");
            summary["version"].as_str().expect("a version").to_owned()
        };
        let first = build();
        project.write("raw/third.md", "Norway counted 4,300 lighthouses in 2023.\n");
        let added = build();
        project.edit("raw/note.txt.toml", "Harbours", "Harbours of Portugal");
        let changed = build();
        std::fs::remove_file(project.path("raw/third.md")).expect("it is there");
        vec![first, added, changed, build()]
    };
    let recipe = ["1.0.0", "1.1.0", "1.1.1", "1.2.0"];
    let croissant = ["1.0.0", "1.1.0", "2.0.0", "3.0.0"];
    assert_eq!(versions(&[], ""), recipe);
    assert_eq!(versions(&["--version-rule", "croissant"], ""), croissant);
    assert_eq!(versions(&[], "version_rule = \"croissant\""), croissant);
    assert_eq!(versions(&["--version-rule", "datapackage"], "version_rule = \"croissant\""), recipe);
}

#[test]
fn a_damaged_cache_is_rebuilt() {
    let project = Project::new();
    let digest = project.build()["content_digest"].clone();
    let entries: Vec<_> = files(&project.path(".cuantia/cache")).into_keys().collect();
    project.write(&format!(".cuantia/cache/{}", entries[0]), "not JSON at all");
    project.edit(&format!(".cuantia/cache/{}", entries[1]), "\"words\"", "\"wordz\"");
    let summary = project.build();
    assert_eq!(summary["extracted"], 2);
    assert_eq!(summary["content_digest"], digest);
    assert_eq!(summary["published"], false);
}

#[test]
fn a_duplicate_is_listed_and_read_once() {
    let project = Project::new();
    project.write("raw/zz-copy.txt", crate::project::NOTE);
    let run = project.run(&["build"]);
    run.says(0, &["duplicate", "raw/zz-copy.txt", "the same bytes as raw/note.txt"]);
    let sources = project.table("sources");
    let copy = sources.iter().find(|row| row["source_id"] == "zz-copy").expect("a row");
    assert_eq!((copy["status"].as_str(), copy["n_claims"].as_str()), ("duplicate", "0"));
}

#[test]
fn a_missing_sidecar_is_a_warning_with_its_remedy() {
    let project = Project::new();
    project.write("raw/new.txt", "Portugal counted 4,200 ships in 2022.\n");
    project.run(&["build"]).says(0, &["warning[missing-sidecar]", "raw/new.txt", "cuantia add raw/new.txt"]);
    project.run(&["add", "raw/new.txt", "--title", "New"]).says(0, &[]);
    let again = project.run(&["build"]);
    again.says(0, &[]);
    assert!(!again.stderr.contains("missing-sidecar"), "{}", again.stderr);
}

#[test]
fn two_documents_of_one_stem_both_get_an_id() {
    let project = Project::new();
    project.write("raw/other.txt", "Portugal counted 4,300 ships in 2023.\n");
    project.run(&["build"]).says(0, &["id-in-use"]);
    let ids: Vec<_> = project.table("sources").into_iter().map(|row| row["source_id"].clone()).collect();
    assert_eq!(ids, ["note", "other", "raw-other.txt"]);
}

#[test]
fn one_id_in_two_sidecars_is_refused() {
    let project = Project::new();
    project.write("raw/other.md.toml", "id = \"note\"\n");
    project.run(&["build"]).says(3, &["duplicate-source-id", "raw/note.txt", "raw/other.md"]);
}

#[test]
fn another_writer_is_named() {
    let project = Project::new();
    project.write("datasets/harbours/.lock", "process 4711 publishes here\n");
    let lock = File::options().write(true).open(project.path("datasets/harbours/.lock")).expect("a file");
    lock.lock().expect("the lock is free");
    project.run(&["build"]).says(1, &["process 4711"]);
    lock.unlock().expect("unlocks");
    project.run(&["build"]).says(0, &[]);
}

#[test]
fn what_a_dead_writer_left_is_cleared_and_finished() {
    let project = Project::new();
    project.write("datasets/harbours/.staging/half.csv", "half");
    project.write("datasets/harbours/v/1.0.0/half.csv", "half");
    project.build();
    assert!(project.published().keys().all(|name| !name.contains("half") && !name.contains("staging")));
    // A writer that died between versions.json and latest.json.
    std::fs::remove_file(project.path("datasets/harbours/latest.json")).expect("it was published");
    assert_eq!(project.build()["published"], false);
    assert!(project.path("datasets/harbours/latest.json").exists());
}

#[test]
fn a_lost_version_is_built_again_to_the_byte() {
    let project = Project::new();
    project.build();
    let before = project.published();
    std::fs::remove_dir_all(project.path("datasets/harbours/v")).expect("it was published");
    let mut later = project.cuantia(&["build"]);
    let run = Run::of(later.env("SOURCE_DATE_EPOCH", "1800000000"));
    assert!(run.says(0, &[]).stdout.contains("built again"), "{}", run.stdout);
    assert!(project.published() == before, "the day is the one that was recorded");
    std::fs::remove_dir_all(project.path("datasets/harbours/v")).expect("it was published");
    project.edit("datasets/harbours/versions.json", "2023-11-14", "2022-11-14");
    project.run(&["build"]).says(3, &["lost-version", "1.0.0"]);
}

#[test]
fn a_gone_document_is_said_and_leaves_the_tables() {
    let project = Project::new();
    project.build();
    std::fs::remove_file(project.path("raw/other.md")).expect("it is there");
    let status = project.run(&["status", "--exit-code"]);
    status.says(10, &["orphan-sidecar", "raw/other.md.toml"]);
    assert!(status.stdout.contains("gone     raw/other.md"), "{}", status.stdout);
    project.build();
    assert_eq!(project.table("sources").len(), 1);
}

#[test]
fn status_says_what_a_build_would_change() {
    let project = Project::new();
    assert!(project.run(&["status"]).says(0, &[]).stdout.contains("nothing is published yet"));
    project.build();
    assert!(project.run(&["status", "--exit-code"]).says(0, &[]).stdout.contains("up to date"));
    project.edit("raw/note.txt", "4,120", "4,130");
    project.write("raw/new.txt", "Nothing to count here.\n");
    let run = project.run(&["status", "--exit-code", "--format", "json"]);
    let status: serde_json::Value = serde_json::from_str(&run.says(10, &[]).stdout).expect("JSON");
    assert_eq!(status["new"], serde_json::json!(["raw/new.txt"]));
    assert_eq!(status["changed"], serde_json::json!(["raw/note.txt"]));
    assert_eq!(project.run(&["status"]).code, 0, "without --exit-code it is no failure");
}

#[cfg(unix)]
#[test]
fn a_link_out_of_the_project_is_not_followed() {
    let project = Project::new();
    let outside = tempfile::NamedTempFile::new().expect("a file");
    std::fs::write(outside.path(), "In 2019 Portugal counted 999 ships.\n").expect("written");
    std::os::unix::fs::symlink(outside.path(), project.path("raw/link.txt")).expect("a link");
    project.run(&["build"]).says(0, &["outside-project", "raw/link.txt"]);
    let sources = project.table("sources");
    let link = sources.iter().find(|row| row["source_id"] == "link").expect("a row");
    assert_eq!(link["status"], "unreadable");
    assert!(project.table("claims").iter().all(|row| row["source_id"] != "link"));
}

/// Every file with the time of its last change.
fn written(folder: &Path) -> BTreeMap<String, std::time::SystemTime> {
    let time = |name: &str| folder.join(name).metadata().and_then(|m| m.modified()).expect("a time");
    files(folder).into_keys().map(|name| (name.clone(), time(&name))).collect()
}

#[test]
fn each_change_is_published_with_its_cause() {
    let project = Project::new();
    project.build();
    assert!(project.table("changes").is_empty());
    let changes = || -> Vec<String> {
        let rows = project.table("changes");
        rows.iter()
            .map(|row| format!("{} {} {} {}", row["table"], row["change"], row["column"], row["cause"]))
            .collect()
    };
    let holds = |wanted: &str| assert!(changes().iter().any(|change| change == wanted), "{wanted}: {:?}", changes());

    project.edit("raw/note.txt", "4,120", "4,130");
    project.write("raw/third.md", "Portugal counted 4,300 ships in 2023.\n");
    project.build();
    holds("sources changed sha256 changed_document");
    holds("claims removed  changed_document");
    holds("claims added  new_document");
    holds("observations added  new_document");
    holds("observations changed explanation changed_document");

    let claim = project.table("claims").into_iter().find(|row| row["value_text"] == "4300").expect("a claim");
    project.write(
        "corrections.toml",
        format!(
            "[[correction]]\nid = \"typing\"\nmatch = {{ claim = \"{}\" }}\naction = \"override\"\nvalue = 4350\n\
             expect = 4300\nreason = \"A slip.\"\nauthor = \"Ana\"\ndate = 2024-01-01\n",
            claim["claim_id"]
        ),
    );
    project.build();
    assert!(changes().iter().all(|change| change.ends_with(" correction")), "{:?}", changes());
    let cell =
        project.table("changes").into_iter().find(|row| row["table"] == "claims" && row["column"] == "value_text");
    let cell = cell.expect("the corrected value");
    assert_eq!((cell["old"].as_str(), cell["new"].as_str()), ("4300", "4350"));

    project.edit("pipeline.toml", "id = \"ships\"", "id = \"calls\"");
    project.build();
    assert!(changes().iter().all(|change| change.ends_with(" configuration")), "{:?}", changes());

    std::fs::remove_file(project.path("raw/other.md")).expect("it is there");
    std::fs::remove_file(project.path("raw/other.md.toml")).expect("it is there");
    project.build();
    holds("sources removed  gone_document");
    holds("claims removed  gone_document");
    let latest: serde_json::Value = serde_json::from_str(&project.text("datasets/harbours/latest.json")).expect("JSON");
    let folder = format!("datasets/harbours/{}", latest["path"].as_str().expect("a path"));
    let json: serde_json::Value =
        serde_json::from_str(&project.text(&format!("{folder}/changes.json"))).expect("changes.json");
    assert_eq!(json["changes"].as_array().expect("a list").len(), project.table("changes").len());
    assert_eq!(json["counts"][0]["cause"], "gone_document");
    assert_eq!(project.text(&format!("{folder}/CHANGELOG.md")).matches("\n## ").count(), 5);

    // Without any folder to compare with.
    let before = project.published();
    std::fs::remove_dir_all(project.path("datasets/harbours/v")).expect("it was published");
    project.run(&["build"]).says(0, &[]);
    let after = project.published();
    for (name, bytes) in before.iter().filter(|(name, _)| name.contains(latest["path"].as_str().expect("a path"))) {
        assert!(after.get(name) == Some(bytes), "{name}");
    }
}

#[test]
fn a_quote_that_is_forbidden_by_now_is_not_published_as_what_was() {
    let project = Project::new();
    project.build();
    project.edit("raw/note.txt.toml", "quote = \"full\"", "quote = \"none\"");
    project.build();
    let folder = "datasets/harbours/v/1.0.1";
    for name in ["changes.csv", "changes.json", "claims.csv", "observations.csv"] {
        assert!(!project.text(&format!("{folder}/{name}")).contains("They carried"), "{name}");
    }
    assert!(!project.text("datasets/harbours/versions.json").contains("They carried"));
    assert!(project.table("changes").iter().any(|row| row["column"] == "sentence"));
}
