//! A build that dies, a disk that is full, a folder that cannot be written: readers keep the last version, the next build
//! publishes, and nothing is left lying about. Debug builds can be made to fail at each change of a file: see `pipeline/disk.rs`.

#![cfg_attr(not(debug_assertions), allow(unused_imports, dead_code, reason = "release builds cannot be made to fail"))]

use std::{
    collections::BTreeSet,
    fs,
    path::Path,
    process::{Command, Stdio},
    sync::{
        Mutex,
        atomic::{AtomicU64, Ordering},
    },
    thread,
};

use serde_json::Value;

use crate::project::{EPOCH, Project, Run, files};

/// What `latest.json` leads to, or `None` where there is none: every file must be there, with its checksum.
pub(crate) fn whole(dataset: &Path) -> Result<Option<String>, String> {
    let Ok(latest) = fs::read(dataset.join("latest.json")) else { return Ok(None) };
    let latest: Value = serde_json::from_slice(&latest).map_err(|e| format!("latest.json: {e}"))?;
    let folder = dataset.join(latest["path"].as_str().ok_or("latest.json has no path")?);
    let sums = fs::read_to_string(folder.join("SHA256SUMS")).map_err(|e| format!("SHA256SUMS: {e}"))?;
    for line in sums.lines() {
        let (sum, name) = line.split_once("  ").ok_or("a line without a sum")?;
        let bytes = fs::read(folder.join(name)).map_err(|e| format!("{name}: {e}"))?;
        if cuantia::base::id::sha256(&bytes) != sum {
            return Err(format!("{name} is another file"));
        }
    }
    if sums.lines().count() < 20 {
        return Err(format!("SHA256SUMS has {} lines", sums.lines().count()));
    }
    Ok(latest["version"].as_str().map(ToOwned::to_owned))
}

/// Whether something lies there that nobody ever reads.
fn litter(project: &Project) -> Vec<String> {
    let names = project.published().into_keys().chain(files(&project.path(".cuantia")).into_keys());
    let known = |name: &String| {
        let json = Path::new(name).extension().is_some_and(|ending| ending == "json");
        name.contains("/v/") || name.ends_with("/.lock") || json && !name.contains("/.")
    };
    names.filter(|name| !known(name)).collect()
}

/// Copies a folder.
fn copy(from: &Path, to: &Path) {
    for (name, bytes) in files(from) {
        let path = to.join(name);
        fs::create_dir_all(path.parent().expect("below")).expect("a folder");
        fs::write(path, bytes).expect("a file");
    }
}

/// Builds with `CUANTIA_FAULT`: whether it ended well, and what it said on stderr.
fn build_with_fault(project: &Project, fault: &str) -> (bool, String) {
    let mut command = Command::new(assert_cmd::cargo::cargo_bin!("cuantia"));
    command.env_clear().env("SOURCE_DATE_EPOCH", EPOCH).env("CUANTIA_FAULT", fault);
    // In a fixed order, so that each number is a point of its own.
    command.args(["build", "--threads", "1"]).current_dir(project.path(".")).stdin(Stdio::null());
    let output = command.output().expect("the binary runs");
    (output.status.success(), String::from_utf8_lossy(&output.stderr).into_owned())
}

/// Lets a build of `before` go wrong at its first change of a file, and at every `step`th after it, until it ends well.
/// Gives what was said of each of them.
#[cfg(debug_assertions)]
fn every_point(before: &Project, fault: &str, step: u64, old: Option<&str>, new: &str) -> Vec<String> {
    let (next, said) = (AtomicU64::new(1), Mutex::new(Vec::new()));
    let work = || {
        loop {
            let at = next.fetch_add(step, Ordering::Relaxed);
            let project = Project::empty();
            copy(&before.path("."), &project.path("."));
            let (well, stderr) = build_with_fault(&project, &format!("{fault}:{at}"));
            let dataset = project.path("datasets/harbours");
            let seen = whole(&dataset).unwrap_or_else(|wrong| panic!("{fault}:{at}: {wrong}\n{stderr}"));
            if well {
                // No build changes so many files.
                assert_eq!(seen.as_deref(), Some(new));
                return;
            }
            assert!(seen.as_deref() == old || seen.as_deref() == Some(new), "{fault}:{at}: {seen:?}\n{stderr}");
            if fault == "full" {
                assert_eq!(
                    litter(&project),
                    Vec::<String>::new(),
                    "{fault}:{at}: a build that can still do so clears up"
                );
            }
            let summary = project.build();
            assert_eq!((summary["version"].as_str(), summary["rebuilt"].as_bool()), (Some(new), Some(false)), "{at}");
            assert_eq!(whole(&dataset).as_ref().map(Option::as_deref), Ok(Some(new)), "{fault}:{at}");
            assert_eq!(litter(&project), Vec::<String>::new(), "{fault}:{at}: the next build clears up");
            said.lock().expect("no panic").push(stderr);
        }
    };
    thread::scope(|scope| (0..2).for_each(|_| drop(scope.spawn(work))));
    said.into_inner().expect("no panic")
}

/// A project with a published version and a changed document that is not published yet.
fn changed() -> Project {
    let project = Project::new();
    project.build();
    project.edit("raw/note.txt", "4,120", "4,130");
    project
}

/// The same, with what a dead writer left.
#[cfg(debug_assertions)]
fn littered() -> Project {
    let project = changed();
    for left in [".staging/half.csv", "v/1.1.0/half.csv", ".versions.json.new", ".latest.json.new"] {
        project.write(&format!("datasets/harbours/{left}"), "half");
    }
    project
}

#[test]
#[cfg(debug_assertions)]
fn a_build_that_is_killed_anywhere_loses_nothing() {
    let said = every_point(&littered(), "kill", 1, Some("1.0.0"), "1.1.0");
    // The file and what was about to be done with it, wherever the project lies.
    let point = |stderr: &String| {
        let line = stderr.lines().find_map(|line| line.strip_prefix("killed: ")).unwrap_or_default();
        let (doing, path) = line.rsplit_once(' ').unwrap_or_default();
        let path = path.rsplit_once("harbours/").or(path.rsplit_once(".cuantia/")).map_or("", |(_, path)| path);
        format!("{doing} {path}")
    };
    let points: BTreeSet<String> = said.iter().map(point).collect();
    assert!(said.len() >= 150, "{} points", said.len());
    let tables = ["observations", "claims", "lineages", "conflicts", "sources", "overrides"];
    let of_tables =
        tables.iter().flat_map(|table| [format!(".staging/{table}.csv"), format!(".staging/{table}.parquet")]);
    let metadata =
        ["datapackage.json", "croissant.json", "README.md", "CHANGELOG.md", "run.json", "harbours.xlsx", "SHA256SUMS"];
    let of_metadata = metadata.iter().map(|name| format!(".staging/{name}"));
    let replaced = [".versions.json.new", ".latest.json.new"].map(ToOwned::to_owned);
    for file in of_tables.chain(of_metadata).chain(replaced) {
        for doing in ["create", "write", "sync"] {
            assert!(points.contains(&format!("{doing} {file}")), "{doing} {file}: {points:#?}");
        }
    }
    for point in
        ["rename into place v/1.1.0", "rename into place versions.json", "rename into place latest.json", "sync v"]
    {
        assert!(points.contains(point), "{point}: {points:#?}");
    }
    for point in ["remove .staging", "remove v/1.1.0", "remove .versions.json.new", "write cache/", "remove cache/"] {
        assert!(points.iter().any(|there| there.starts_with(point)), "{point}: {points:#?}");
    }
    // The first version as well, of which nothing can be seen before it is whole.
    let first = every_point(&Project::new(), "kill", 3, None, "1.0.0");
    assert!(said.len() + first.len() >= 200, "{} and {} points", said.len(), first.len());
    println!("killed at {} points, 0 versions lost", said.len() + first.len());
}

#[test]
#[cfg(debug_assertions)]
fn a_disk_that_is_full_anywhere_is_told_and_loses_nothing() {
    for stderr in every_point(&changed(), "full", 3, Some("1.0.0"), "1.1.0") {
        assert!(stderr.contains("error[failed]: cannot ") && stderr.contains("no storage space"), "{stderr}");
        assert!(stderr.contains("datasets") || stderr.contains(".cuantia"), "says where: {stderr}");
    }
}

/// A limit on the size of files is the one that anybody can set: the system then refuses to write, as a full disk does.
#[test]
#[cfg(target_os = "linux")]
fn a_file_that_the_system_refuses_to_write_is_named() {
    let project = changed();
    let binary = assert_cmd::cargo::cargo_bin!("cuantia");
    // In blocks of 1,024 bytes; the metadata are larger, the documents' entries in the cache are not.
    let script = format!("trap '' XFSZ; ulimit -f 24; exec '{}' build", binary.display());
    let mut shell = assert_cmd::Command::new("bash");
    let run = Run::of(shell.env("SOURCE_DATE_EPOCH", EPOCH).current_dir(project.path(".")).args(["-c", &script]));
    run.says(1, &["cannot write", "datasets/harbours/.staging/", "File too large"]);
    assert_eq!(whole(&project.path("datasets/harbours")), Ok(Some("1.0.0".into())));
    assert_eq!(litter(&project), Vec::<String>::new());
    assert_eq!(project.build()["version"], "1.1.0");
}

#[test]
fn a_file_where_a_folder_should_be_is_named() {
    let project = Project::new();
    project.write("datasets", "a file");
    project.run(&["build"]).says(1, &["datasets/harbours", "Not a directory"]);
    fs::remove_file(project.path("datasets")).expect("it is there");
    project.build();
    project.edit("raw/note.txt", "4,120", "4,130");
    project.write("datasets/harbours/.staging", "a file");
    project.run(&["build"]).says(1, &["cannot remove", "datasets/harbours/.staging"]);
    assert_eq!(whole(&project.path("datasets/harbours")), Ok(Some("1.0.0".into())));
    fs::remove_file(project.path("datasets/harbours/.staging")).expect("it is there");
    fs::create_dir(project.path("datasets/harbours/.versions.json.new")).expect("a folder");
    project.run(&["build"]).says(1, &["cannot remove", ".versions.json.new"]);
    fs::remove_dir(project.path("datasets/harbours/.versions.json.new")).expect("it is there");
    assert_eq!(project.build()["version"], "1.1.0");
}

/// Root may write everywhere: there it is tried with a folder that no one can write, if the system has one.
#[test]
#[cfg(unix)]
fn a_folder_without_permission_is_named() {
    use std::os::unix::fs::PermissionsExt as _;
    let project = changed();
    let dataset = project.path("datasets/harbours");
    let allow = |mode| fs::set_permissions(&dataset, fs::Permissions::from_mode(mode)).expect("it is ours");
    allow(0o555);
    if fs::write(dataset.join("probe"), "").is_ok() {
        fs::remove_file(dataset.join("probe")).expect("it is there");
        allow(0o755);
        if Path::new("/proc/self").exists() {
            project.run(&["build", "--out", "/proc/self/cuantia"]).says(1, &["cannot create", "/proc/self/cuantia"]);
        }
    } else {
        project.run(&["build"]).says(1, &["cannot create", "datasets/harbours/", "denied"]);
        allow(0o755);
    }
    assert_eq!(whole(&dataset), Ok(Some("1.0.0".into())));
    assert_eq!(project.build()["version"], "1.1.0");
}
