//! The same input gives the same bytes, wherever and however it is built.

use std::collections::BTreeMap;

use crate::project::{EPOCH, Project, Run};

/// The published files of a new project after a build with `arguments` and `environment`.
fn published(arguments: &[&str], environment: &[(&str, &str)]) -> BTreeMap<String, Vec<u8>> {
    let project = Project::new();
    project.write("raw/third.html", "<html><body><p>Portugal counted 4,050 ships in 2018.</p></body></html>");
    let mut command = project.cuantia(&["build"]);
    command.args(arguments).envs(environment.iter().copied());
    Run::of(&mut command).says(0, &[]);
    project.published()
}

#[test]
fn threads_folder_locale_and_time_zone_change_no_byte() {
    let first = published(&["--threads", "1"], &[]);
    assert!(first.len() > 10);
    same(&first, &published(&["--threads", "2"], &[]));
    same(&first, &published(&[], &[("LANG", "tr_TR.UTF-8"), ("LC_ALL", "de_DE.UTF-8"), ("TZ", "Pacific/Kiritimati")]));
}

#[test]
fn a_build_in_two_steps_gives_the_tables_of_one() {
    let once = Project::new();
    once.build();
    let twice = Project::new();
    std::fs::remove_file(twice.path("raw/other.md")).expect("it is there");
    twice.build();
    twice.write("raw/other.md", crate::project::OTHER);
    let summary = twice.build();
    assert_eq!(summary["extracted"], 1);
    assert_eq!(summary["content_digest"], once.build()["content_digest"]);
}

#[test]
fn the_day_comes_from_the_epoch_and_is_recorded_once() {
    let project = Project::new();
    let build = |epoch: &str| Run::of(project.cuantia(&["build"]).env("SOURCE_DATE_EPOCH", epoch));
    build("86400").says(0, &[]);
    let first = project.published();
    assert!(project.text("datasets/harbours/versions.json").contains("\"1970-01-02\""));
    build(EPOCH).says(0, &[]);
    same(&first, &project.published());
    build("soon").says(0, &[]);
    project.edit("raw/note.txt", "4,120", "4,130");
    build("soon").says(3, &["SOURCE_DATE_EPOCH", "soon"]);
}

/// Names the file that differs.
fn same(a: &BTreeMap<String, Vec<u8>>, b: &BTreeMap<String, Vec<u8>>) {
    let names = |files: &BTreeMap<String, Vec<u8>>| files.keys().cloned().collect::<Vec<_>>();
    assert_eq!(names(a), names(b));
    for (name, bytes) in a {
        assert!(b.get(name) == Some(bytes), "{name} differs");
    }
}
