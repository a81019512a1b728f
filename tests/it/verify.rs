//! `cuantia verify`.

use std::{fs, path::Path};

use cuantia::{
    base::id,
    pipeline::{store::Store, verify::verify},
};
use serde_json::{Value, json};

use crate::project::{Project, files};

const VERSION: &str = "datasets/harbours/v/1.0.0";

fn report(project: &Project, arguments: &[&str], code: i32) -> Value {
    let run = project.run(&[&["verify", "--format", "json"], arguments].concat());
    assert_eq!(run.code, code, "{}\n{}", run.stdout, run.stderr);
    serde_json::from_str(&run.stdout).expect("a report")
}

/// The findings about a version's files: what was looked at, the file, the row and the column.
fn findings(report: &Value) -> Vec<[String; 4]> {
    let of =
        |one: &Value| ["check", "file", "row", "column"].map(|key| one[key].as_str().unwrap_or_default().to_owned());
    let all =
        report["versions"].as_array().expect("versions").iter().flat_map(|v| v["findings"].as_array().expect("a list"));
    all.chain(report["findings"].as_array().expect("a list")).map(of).collect()
}

/// Makes SHA256SUMS and versions.json fit what lies in the folder: a forgery, not an accident.
fn reseal(project: &Project) {
    let folder = files(&project.path(VERSION));
    let line = |(name, bytes): (&String, &Vec<u8>)| format!("{}  {name}\n", id::sha256(bytes));
    let sums: String = folder.iter().filter(|(name, _)| *name != "SHA256SUMS").map(line).collect();
    let before = id::sha256(&folder["SHA256SUMS"]);
    project.edit("datasets/harbours/versions.json", &before, &id::sha256(sums.as_bytes()));
    project.write(&format!("{VERSION}/SHA256SUMS"), sums);
}

#[test]
fn what_was_published_is_whole() {
    let project = Project::new();
    project.build();
    project.edit("raw/note.txt.toml", "Harbours", "Harbours of Portugal");
    project.build();
    let report = report(&project, &[], 0);
    assert_eq!(findings(&report), [[""; 4]; 0]);
    for version in report["versions"].as_array().expect("versions") {
        assert_eq!(version["found"], version["claims"]);
        assert_eq!(version["orphaned"], json!([]));
        assert!(version["claims"].as_u64() > Some(3), "{version}");
    }
    let run = project.run(&["verify", "latest"]);
    assert!(run.says(0, &[]).stdout.starts_with("harbours 1.0.1: whole, "), "{}", run.stdout);
    assert_eq!(run.stdout.lines().count(), 1);
    project.run(&["verify", "2.0.0"]).says(3, &["unknown-version"]);
}

#[test]
fn a_flipped_byte_in_any_file_is_found_and_named() {
    let project = Project::new();
    project.build();
    let out = project.path("datasets");
    let store = Store::new(&out, "harbours").expect("a folder");
    let names: Vec<_> = files(&out).into_keys().filter(|name| !name.contains(".lock")).collect();
    assert!(names.len() > 25, "{names:?}");
    for name in names {
        let path = out.join(&name);
        let whole = fs::read(&path).expect("a file");
        for (part, bit) in [1, 0x80, 4, 0x20, 2].into_iter().enumerate() {
            let at = (whole.len() - 1) * part / 4;
            let mut damaged = whole.clone();
            damaged[at] ^= bit;
            fs::write(&path, damaged).expect("written");
            let report = verify(&store, None, None, None).expect("it looks");
            let of_versions = report.versions.iter().flat_map(|version| &version.findings);
            let blamed: Vec<&str> = report.findings.iter().chain(of_versions).map(|one| one.file.as_str()).collect();
            let name = name.strip_prefix("harbours/").expect("in the data set");
            assert!(report.damaged && blamed.contains(&name), "byte {at} of {name}: {blamed:?}");
            // Only the indexes say something of other files as well.
            let others = blamed.iter().filter(|other| **other != name).count();
            assert!(others == 0 || !name.starts_with("v/"), "byte {at} of {name}: {blamed:?}");
        }
        fs::write(&path, whole).expect("written");
    }
    assert!(!verify(&store, None, None, None).expect("it looks").damaged);
}

#[test]
fn a_file_that_is_missing_or_extra_is_named() {
    let project = Project::new();
    project.build();
    let lost = project.path(&format!("{VERSION}/claims.parquet"));
    fs::rename(&lost, project.path(&format!("{VERSION}/claims.old"))).expect("renamed");
    project.write("datasets/harbours/v/0.9.0/claims.csv", "x");
    let found = findings(&report(&project, &[], 1));
    let named = |check: &str, file: &str| found.contains(&[check, file, "", ""].map(str::to_owned));
    assert!(named("missing", "v/1.0.0/claims.parquet"), "{found:?}");
    assert!(named("extra", "v/1.0.0/claims.old"), "{found:?}");
    assert!(named("extra", "v/0.9.0"), "{found:?}");
    assert_eq!(found.len(), 3, "{found:?}");
    fs::remove_file(project.path(&format!("{VERSION}/SHA256SUMS"))).expect("it was there");
    fs::remove_file(project.path("datasets/harbours/latest.json")).expect("it was there");
    let run = project.run(&["verify"]);
    for line in ["missing   v/1.0.0/SHA256SUMS: it is not there", "missing   latest.json: it is not there"] {
        assert!(run.stdout.contains(line), "{}", run.stdout);
    }
}

#[test]
fn versions_json_is_named_where_it_contradicts_a_version() {
    let project = Project::new();
    project.build();
    let whole = project.text("datasets/harbours/versions.json");
    for (from, to, column) in [
        ("\"harbours\"", "\"harbour\"", "dataset"),
        ("the first version", "the last version", "reasons"),
        ("2023-11-14", "2023-11-15", "published"),
        ("cuantia 0", "cuantia 9", "run.tool"),
        ("\"v/1.0.0\"", "\"v/1.0.1\"", "path"),
        ("  ]", "   ]", ""),
    ] {
        project.write("datasets/harbours/versions.json", whole.replacen(from, to, 1));
        let found = findings(&report(&project, &["--dataset", "datasets/harbours"], 1));
        assert!(
            found.iter().any(|one| one[0] == "index" && one[1] == "versions.json" && one[3] == column),
            "{found:?}"
        );
    }
}

#[test]
fn a_cell_that_differs_is_named_with_row_and_column() {
    let project = Project::new();
    project.build();
    let claim = project.table("claims").into_iter().find(|row| row["value_text"] == "4100").expect("a claim");
    project.edit(&format!("{VERSION}/claims.csv"), ",4100,4100,", ",4100,4101,");
    // An accident, which the checksum shows, and a forgery, which it does not.
    for forged in [false, true] {
        if forged {
            reseal(&project);
        }
        let found = findings(&report(&project, &[], 1));
        let cell = ["cell", "v/1.0.0/claims.csv", &claim["claim_id"], "value_text"].map(str::to_owned);
        assert!(found.contains(&cell), "{found:?}");
    }
    let run = project.run(&["verify"]);
    assert!(run.stdout.contains("column value_text: \"4101\" here, \"4100\" in claims.parquet"), "{}", run.stdout);
}

#[test]
fn forged_tables_break_keys_references_and_places() {
    let project = Project::new();
    project.write("pipeline.toml", project.text("pipeline.toml") + "\n[publish]\nformats = [\"csv\"]\n");
    project.build();
    let name = format!("{VERSION}/claims.csv");
    let whole = project.text(&name);
    let rows = project.table("claims");
    let row = rows.iter().find(|row| row["value_text"] == "4100").expect("a claim");
    let id = &row["claim_id"];
    let has = |from: &str, to: &str, expected: [&str; 2]| {
        project.write(&name, whole.replacen(from, to, 1));
        reseal(&project);
        let found = findings(&report(&project, &[], 1));
        let [check, column] = expected;
        assert!(
            found.iter().any(|one| one[0] == check && one[3] == column && one[1].ends_with("claims.csv")),
            "{found:?}"
        );
    };
    let last = whole.lines().last().expect("a row").to_owned() + "\n";
    has(&last, &last.repeat(2), ["key", "claim_id"]);
    has(&row["observation_id"], "obs00000000000000000000", ["reference", "observation_id"]);
    has(",other,2022-01-05,", ",another,2022-01-05,", ["reference", "source_id"]);
    has(&row["source_sha256"], &"0".repeat(64), ["reference", "source_sha256"]);
    has(",count,", ",counts,", ["schema", "kind"]);
    has(",4100,4100,", ",many,4100,", ["schema", "value"]);
    has(",4120,4120,", ",,4120,", ["checksum", ""]);
    let exact = ",\"4,100 ships\"";
    let exact = if whole.contains(exact) { exact } else { ",4,100 ships" };
    has(exact, &exact.replace("4,100", "4,700"), ["evidence", "exact"]);
    let bytes = format!("{},{},{},{},", row["start"], row["end"], row["text_start"], row["text_end"]);
    has(&bytes, &bytes.replacen(&row["start"], "0", 1), ["evidence", "exact"]);
    project.write(&name, &whole);
    reseal(&project);
    assert!(!id.is_empty() && findings(&report(&project, &[], 0)).is_empty());
}

#[test]
fn claims_whose_document_changed_or_is_gone_are_orphaned_and_no_damage() {
    let project = Project::new();
    project.build();
    fs::create_dir(project.path("copies")).expect("a folder");
    fs::copy(project.path("raw/note.txt"), project.path("copies/another name.txt")).expect("copied");
    project.edit("raw/note.txt", "4,120", "4,130");
    fs::remove_file(project.path("raw/other.md")).expect("it was there");
    fs::remove_file(project.path("raw/other.md.toml")).expect("it was there");
    let orphaned = |arguments: &[&str]| -> Vec<(String, String)> {
        let report = report(&project, arguments, 0);
        let version = &report["versions"][0];
        let list = version["orphaned"].as_array().expect("a list");
        let without: u64 = list.iter().map(|one| one["claims"].as_array().expect("ids").len() as u64).sum();
        assert_eq!(version["found"].as_u64().map(|found| found + without), version["claims"].as_u64());
        let text = |value: &Value| value.as_str().expect("text").to_owned();
        list.iter().map(|one| (text(&one["path"]), text(&one["why"]))).collect()
    };
    let pair = |path: &str, why: &str| (path.to_owned(), why.to_owned());
    assert_eq!(orphaned(&[]), [pair("raw/note.txt", "changed"), pair("raw/other.md", "gone")]);
    // By what it holds, whatever it is called.
    assert_eq!(orphaned(&["--raw", "copies"]), [pair("raw/other.md", "gone")]);
    let run = project.run(&["verify"]);
    assert!(run.stdout.contains("orphaned raw/other.md: 2 claims, the document is gone"), "{}", run.stdout);
}

#[test]
fn it_needs_no_project() {
    let project = Project::new();
    project.build();
    let elsewhere = Project::empty();
    let dataset = project.path("datasets/harbours");
    let (dataset, raw) = (dataset.to_str().expect("UTF-8"), project.path("raw"));
    let run = elsewhere.run(&["verify", "--dataset", dataset]);
    assert!(!run.says(0, &[]).stdout.contains("at their place"), "{}", run.stdout);
    let run = elsewhere.run(&["verify", "--dataset", dataset, "--raw", raw.to_str().expect("UTF-8")]);
    assert!(run.says(0, &[]).stdout.contains("5 of 5 claims at their place"), "{}", run.stdout);
    elsewhere.run(&["verify", "--dataset", Path::new("nowhere").to_str().expect("UTF-8")]).says(3, &["no-dataset"]);
}

#[test]
fn it_is_built_again_to_the_same_bytes() {
    let project = Project::new();
    project.build();
    project.write("raw/third.md", "Portugal counted 4,300 ships in 2023.\n");
    project.build();
    let run = project.run(&["verify", "--rebuild"]);
    assert!(run.says(0, &[]).stdout.contains("harbours 1.1.0: whole"), "{}", run.stdout);
    assert!(run.stdout.trim_end().ends_with("built again to the same bytes"), "{}", run.stdout);
    // The version before is not what the documents say now.
    let run = project.run(&["verify", "1.0.0", "--rebuild"]);
    assert!(run.says(1, &[]).stdout.contains("publish a new version"), "{}", run.stdout);
    // Nor is the last one, once a document changed: the cell is named, and why.
    project.edit("raw/note.txt.toml", "Harbours", "Harbours of Portugal");
    let run = project.run(&["verify", "latest", "--rebuild"]);
    let line = "sources.parquet, row note, column title: changed (changed_document): \"Harbours\" is published";
    assert!(run.says(1, &[]).stdout.contains(line), "{}", run.stdout);
}

#[test]
fn a_forgery_comes_out_when_it_is_built_again() {
    let project = Project::new();
    project
        .write("pipeline.toml", project.text("pipeline.toml") + "\n[publish]\nformats = [\"csv\"]\nworkbook = false\n");
    project.build();
    project.edit(&format!("{VERSION}/sources.csv"), "A second look", "A second book");
    reseal(&project);
    let found = findings(&report(&project, &["--rebuild"], 1));
    assert!(found.contains(&["rebuild", "v/1.0.0/sources.csv", "", ""].map(str::to_owned)), "{found:?}");
}

#[test]
fn another_program_need_not_make_the_same_bytes() {
    let project = Project::new();
    project.build();
    let versions: Value = serde_json::from_str(&project.text("datasets/harbours/versions.json")).expect("JSON");
    let code = versions["versions"][0]["run"]["code"].as_str().expect("a digest").to_owned();
    project.edit("datasets/harbours/versions.json", &code, &"0".repeat(code.len()));
    project.edit(&format!("{VERSION}/run.json"), &code, &"0".repeat(code.len()));
    reseal(&project);
    let run = project.run(&["verify", "--rebuild"]);
    assert!(run.says(0, &[]).stdout.contains("built again to the same content"), "{}", run.stdout);
}
