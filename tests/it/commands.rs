//! The commands, one by one.

use std::{
    io::{BufRead as _, BufReader},
    process::Stdio,
};

use serde_json::{Value, json};

use crate::project::{NOTE, Project, Run, cuantia};

#[test]
fn init_check_build_and_nothing_to_do() {
    let folder = tempfile::TempDir::new().expect("a folder");
    let run = |arguments: &[&str]| Run::of(cuantia().current_dir(folder.path()).args(arguments));
    run(&["init"]).says(0, &["pipeline.toml", "raw/"]);
    let check = run(&["check"]);
    assert!(check.says(0, &[]).stdout.contains("0 failed"), "{}", check.stdout);
    assert!(run(&["build"]).says(0, &[]).stdout.contains("published my-figures 1.0.0"));
    assert!(run(&["build"]).says(0, &[]).stdout.contains("nothing was written"));
}

#[test]
fn init_overwrites_nothing() {
    let project = Project::new();
    let before = project.text("pipeline.toml");
    project.run(&["init"]).says(3, &["project-exists"]);
    assert_eq!(project.text("pipeline.toml"), before);
    project.write("new/.gitignore", "mine\n");
    project.run(&["init", "new"]).says(0, &["kept", "wrote"]);
    assert_eq!(project.text("new/.gitignore"), "mine\n");
}

#[test]
fn usage_and_help_have_their_codes() {
    let project = Project::empty();
    assert_eq!(project.run(&[]).code, 2);
    assert_eq!(project.run(&["biuld"]).code, 2);
    assert_eq!(project.run(&["extract"]).code, 2);
    let help = project.run(&["--help"]);
    assert_eq!(help.code, 0);
    for command in ["init", "add", "check", "extract", "build", "status", "explain", "evaluate", "completions"] {
        assert!(help.stdout.contains(command), "{command} is in:\n{}", help.stdout);
    }
}

#[test]
fn a_missing_configuration_says_how_to_start() {
    let folder = tempfile::TempDir::new().expect("a folder");
    for command in ["build", "check", "status"] {
        Run::of(cuantia().current_dir(folder.path()).arg(command)).says(3, &["pipeline.toml", "cuantia init"]);
    }
}

#[test]
fn unknown_keys_are_all_named_with_their_lines() {
    let project = Project::new();
    project.edit("pipeline.toml", "accumulates", "acumulates");
    project.edit("pipeline.toml", "licence", "license");
    project.run(&["check"]).says(
        3,
        &[
            "`acumulates` in [indicator]",
            "pipeline.toml:14",
            "`accumulates`",
            "`license` in [dataset]",
            "pipeline.toml:5",
        ],
    );
}

#[test]
fn an_invalid_indicator_is_told_with_its_lines() {
    let project = Project::new();
    project.edit("pipeline.toml", "kind = \"count\"", "kind = \"money\"");
    project.edit("pipeline.toml", "id = \"ships\"", "id = \"Ships!\"");
    project.edit("pipeline.toml", "all = [[\"ship\", \"vessel\"]]", "places = [\"Portugal\"]\nall = [[]]");
    project
        .run(&["build"])
        .says(3, &["Ships!", "pipeline.toml:8", "ISO 4217", "pipeline.toml:12", "pipeline.toml:15", "MEX"]);
    project.edit("pipeline.toml", "kind = \"money\"", "kind = \"monye\"");
    project.run(&["check"]).says(3, &["monye", "money"]);
}

#[test]
fn the_same_indicator_twice_is_refused() {
    let project = Project::new();
    let config = project.text("pipeline.toml");
    let second = &config[config.find("[[indicator]]").expect("one")..];
    project.write("pipeline.toml", format!("{config}\n{second}"));
    project.run(&["check"]).says(3, &["duplicate-indicator", "\"ships\""]);
}

#[test]
fn an_example_that_fails_is_shown_with_its_line() {
    let project = Project::new();
    project.edit("pipeline.toml", "value = 4120", "value = 4121");
    project.run(&["check"]).says(3, &["failed-example", "4121", "pipeline.toml:17"]);
    project.edit("pipeline.toml", "value = 4121", "value = 4120");
    let check = project.run(&["check", "--format", "json"]);
    let checked: Value = serde_json::from_str(&check.says(0, &[]).stdout).expect("JSON");
    assert_eq!(checked, json!({ "indicators": 1, "examples": 2, "failed": 0 }));
}

#[test]
fn add_copies_the_document_and_writes_its_sidecar() {
    let project = Project::empty();
    project.write("inbox/report.md", "---\ntitle: Ships of Portugal\n---\n\nPortugal counted 4,120 ships in 2019.\n");
    let add = [
        "add",
        "inbox/report.md",
        "--id",
        "ships-2019",
        "--published",
        "2020-03",
        "--author",
        "Ana Ruiz",
        "--quote",
        "full",
    ];
    project.run(&add).says(0, &["raw/report.md"]);
    assert_eq!(project.text("raw/report.md"), project.text("inbox/report.md"));
    let sidecar = project.text("raw/report.md.toml");
    for line in [
        "id = \"ships-2019\"",
        "title = \"Ships of Portugal\"",
        "published = \"2020-03\"",
        "quote = \"full\"",
        "Ana Ruiz",
    ] {
        assert!(sidecar.contains(line), "{line} is in:\n{sidecar}");
    }
    project.run(&add).says(3, &["sidecar-exists"]);
    project.build();
    assert_eq!(project.table("sources")[0]["source_id"], "ships-2019");
    assert_eq!(project.run(&["add", "inbox/report.md", "--published", "2020-13"]).code, 2);
    project.write("other/report.md", "Another document.\n");
    project.run(&["add", "other/report.md"]).says(3, &[]);
    project.write("inbox/empty.txt", "");
    project.run(&["add", "inbox/empty.txt"]).says(3, &["empty"]);
}

#[test]
fn extract_prints_every_field_of_a_claim() {
    let project = Project::new();
    let run = project.run(&["--config", "pipeline.toml", "extract", "--format", "jsonl", "raw/note.txt"]);
    let lines = run.says(0, &[]).lines();
    let ships = lines.iter().find(|line| line["indicator"] == "ships").expect("a claim of the indicator");
    let fields = [
        "core",
        "kind",
        "value",
        "low",
        "high",
        "comparator",
        "unit",
        "concept",
        "change",
        "modality",
        "place",
        "period",
        "attribution",
        "notes",
        "indicator",
        "source_id",
        "start",
        "end",
        "exact",
        "sentence",
    ];
    for field in fields {
        assert!(ships.get(field).is_some(), "{field} is in {ships}");
    }
    assert_eq!(ships["value"], json!(4120));
    assert_eq!(ships["low"], Value::Null);
    assert_eq!(ships["source_id"], "note");
    assert_eq!(ships["notes"], json!([]));
    for line in &lines {
        let at = |key: &str| usize::try_from(line[key].as_u64().expect("an offset")).expect("fits");
        assert_eq!(&NOTE[at("start")..at("end")], line["exact"].as_str().expect("text"));
    }
}

#[test]
fn extract_needs_no_project_and_reads_standard_input() {
    let folder = tempfile::TempDir::new().expect("a folder");
    let run = Run::of(cuantia().current_dir(folder.path()).args(["extract", "-"]).write_stdin(NOTE));
    let lines = run.says(0, &[]).lines();
    assert!(!lines.is_empty());
    assert!(lines.iter().all(|line| line["indicator"].is_null() && line["source_id"] == "stdin"));
}

#[test]
fn extract_writes_csv_json_and_a_table() {
    let project = Project::new();
    let rows = |format: &str| {
        project.run(&["extract", "--format", format, "raw/note.txt", "raw/other.md"]).says(0, &[]).stdout.clone()
    };
    let count = rows("jsonl").lines().count();
    let csv = rows("csv");
    let mut csv = csv::Reader::from_reader(csv.as_bytes());
    assert_eq!(csv.headers().expect("a header").get(0), Some("source_id"));
    assert_eq!(csv.records().count(), count);
    let json: Vec<Value> = serde_json::from_str(&rows("json")).expect("an array");
    assert_eq!(json.len(), count);
    assert_eq!(rows("table").lines().count(), count + 1);
}

#[test]
fn extract_reads_in_parallel_and_prints_in_order() {
    let project = Project::empty();
    let names: Vec<String> = (0..150).map(|n| format!("report-{n}.txt")).collect();
    for (n, name) in names.iter().enumerate() {
        // The later, the shorter: whoever starts last would be done first.
        project.write(name, format!("Portugal counted {} ships in 2019.\n\n", 4000 + n).repeat(15 - n / 10));
    }
    let files: Vec<&str> = names.iter().map(String::as_str).collect();
    let rows = |threads: &str| {
        let arguments = [&["extract", "--threads", threads, "--format", "jsonl"], files.as_slice()].concat();
        project.run(&arguments).says(0, &[]).stdout.clone()
    };
    let sources: Vec<String> = rows("4")
        .lines()
        .map(|line| serde_json::from_str::<Value>(line).expect("JSON")["exact"].as_str().expect("text").to_owned())
        .collect();
    let expected: Vec<String> =
        (0..150).flat_map(|n| std::iter::repeat_n(format!("{} ships", 4000 + n), 15 - n / 10)).collect();
    assert_eq!(sources, expected);
    assert_eq!(rows("1"), rows("4"));
}

#[test]
fn a_reader_that_leaves_is_no_failure() {
    let project = Project::empty();
    project.write("long.txt", "Portugal counted 4,120 ships in 2019.\n\n".repeat(3000));
    let mut child = std::process::Command::new(assert_cmd::cargo::cargo_bin!("cuantia"))
        .args(["extract", "long.txt"])
        .current_dir(project.path(""))
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("runs");
    let mut line = String::new();
    BufReader::new(child.stdout.take().expect("piped")).read_line(&mut line).expect("a line");
    let output = child.wait_with_output().expect("ends");
    assert_eq!(output.status.code(), Some(0));
    assert_eq!(String::from_utf8_lossy(&output.stderr), "");
}

#[test]
fn explain_follows_an_observation_to_its_sentences() {
    let project = Project::new();
    project.build();
    let observations = project.table("observations");
    let of_2019 = observations.iter().find(|row| row["period"] == "2019").expect("an observation");
    let id = &of_2019["observation_id"];
    let run = project.run(&["explain", id]);
    let out = &run.says(0, &[]).stdout;
    assert!(out.contains(id.as_str()) && out.contains("4,120 ships") && out.contains("4,100 ships"), "{out}");
    assert!(out.contains('^') && out.contains("rules"), "{out}");
    assert!(!out.contains('\x1b'), "colour only on a terminal");
    let claim = &of_2019["preferred_claim_id"];
    let prefix = project.run(&["explain", &claim[..claim.len() - 4]]);
    assert!(prefix.says(0, &[]).stdout.contains(claim.as_str()));
    project.run(&["explain", "clm"]).says(3, &["ambiguous-id"]);
    project.run(&["explain", "clmnothing"]).says(3, &["unknown-id"]);
}

#[test]
fn messages_can_be_json() {
    let project = Project::new();
    project.write("raw/new.txt", "Nothing to count here.\n");
    let run = project.run(&["build", "--log-format", "json", "-v"]);
    assert_eq!(run.code, 0);
    for line in run.stderr.lines() {
        let _: Value = serde_json::from_str(line).unwrap_or_else(|e| panic!("{line}: {e}"));
    }
    assert!(run.stderr.contains("missing-sidecar"));
    assert_eq!(project.run(&["build", "-q"]).stderr, "");
}

#[test]
fn completions_are_printed() {
    for shell in ["bash", "zsh", "fish"] {
        let run = Project::empty().run(&["completions", shell]);
        assert!(run.says(0, &[]).stdout.contains("explain"), "{shell}");
    }
}
