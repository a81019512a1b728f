//! Readers and other writers while versions are being published.

use std::{
    collections::BTreeSet,
    fs,
    path::Path,
    process::{Child, Command, Stdio},
    sync::atomic::{AtomicBool, Ordering},
    thread,
};

use serde_json::Value;

use crate::{
    crashes::whole,
    project::{EPOCH, Project},
};

fn start(project: &Project, out: &Path) -> Child {
    let mut command = Command::new(assert_cmd::cargo::cargo_bin!("cuantia"));
    command.env_clear().env("SOURCE_DATE_EPOCH", EPOCH).current_dir(project.path("."));
    command.arg("build").arg("--out").arg(out).stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
    command.spawn().expect("the binary runs")
}

#[test]
fn a_reader_sees_whole_versions_only_while_others_are_published() {
    let project = Project::new();
    project.build();
    let dataset = project.path("datasets/harbours");
    let done = AtomicBool::new(false);
    let (reads, seen) = thread::scope(|scope| {
        let reader = scope.spawn(|| {
            let (mut reads, mut seen) = (0, BTreeSet::new());
            while !done.load(Ordering::Relaxed) {
                seen.insert(whole(&dataset).expect("whole").expect("there is a version"));
                reads += 1;
            }
            (reads, seen)
        });
        for n in 1..=8 {
            project.edit("raw/note.txt", &format!("4,{n}20"), &format!("4,{}20", n + 1));
            project.build();
        }
        done.store(true, Ordering::Relaxed);
        reader.join().expect("no panic")
    });
    assert!(reads >= 8 && seen.len() >= 4, "{reads} reads saw {seen:?}");
    assert_eq!(whole(&dataset), Ok(Some("1.8.0".into())));
}

#[test]
fn two_builds_into_one_folder_lose_nothing() {
    let (one, other) = (Project::new(), Project::new());
    let out = one.path("datasets");
    let mut numbers = 0;
    for round in 0..8 {
        for (project, word) in [(&one, "alpha"), (&other, "beta")] {
            project.write(
                "raw/third.md",
                format!("In {}, {word} of Portugal counted {}00 ships.\n", 2000 + round, 30 + round),
            );
        }
        let ends = [start(&one, &out), start(&other, &out)].map(|child| child.wait_with_output().expect("it ends"));
        let mut well = 0;
        for end in &ends {
            let said = String::from_utf8_lossy(&end.stderr);
            match end.status.code() {
                Some(0) => well += 1,
                Some(1) => assert!(
                    said.contains("is in use: process ") || said.contains("is in use: another process"),
                    "{said}"
                ),
                code => panic!("{code:?}: {said}"),
            }
        }
        assert!(well >= 1, "one of two wins");
        let versions: Value =
            serde_json::from_slice(&fs::read(out.join("harbours/versions.json")).expect("it is there")).expect("JSON");
        let entries = versions["versions"].as_array().expect("a list");
        assert!(entries.len() >= numbers + well && entries.len() > numbers, "round {round}: {entries:#?}");
        numbers = entries.len();
        // Every version that was ever published is there.
        for entry in entries {
            assert!(out.join("harbours").join(entry["path"].as_str().expect("a path")).join("SHA256SUMS").exists());
        }
        assert_eq!(whole(&out.join("harbours")).expect("whole").as_deref(), entries[numbers - 1]["version"].as_str());
    }
}
