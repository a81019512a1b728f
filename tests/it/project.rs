//! A project in a temporary folder, and the binary to try on it.

use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
    process::Output,
};

use assert_cmd::Command;
use serde_json::Value;
use tempfile::TempDir;

/// 2023-11-14.
pub(crate) const EPOCH: &str = "1700000000";

const CONFIG: &str = r#"
[dataset]
name = "harbours"
title = "Harbour figures"
licence = "CC-BY-4.0"

[[indicator]]
id = "ships"
title = "Ships a year"
description = "Ships that called at the country's harbours in a year."
kind = "count"
unit = "ship"
nouns = ["vessel"]
accumulates = "flow"
all = [["ship", "vessel"]]
examples = [
    { text = "In 2019, 4,120 ships called at the harbours of Portugal.", value = 4120 },
    { text = "In 2019, 4,120 trucks called at the harbours of Portugal." },
]
"#;

pub(crate) const NOTE: &str = "Harbours of Portugal\n\nIn 2019, 4,120 ships called at the harbours of Portugal. \
    They carried 88 million tonnes of goods.\n\nIn 2020, the harbours of Portugal lost $35 million.\n";

pub(crate) const OTHER: &str =
    "A second look\n\nPortugal counted 4,100 ships in 2019. In 2021 about 3,900 ships came to Portugal.\n";

pub(crate) struct Project {
    folder: TempDir,
}

impl Project {
    /// A project with two documents and their sidecars.
    pub(crate) fn new() -> Self {
        let project = Self::empty();
        project.write("raw/note.txt", NOTE);
        project.write(
            "raw/note.txt.toml",
            "id = \"note\"\ntitle = \"Harbours\"\npublished = \"2021-02\"\nquote = \"full\"\n",
        );
        project.write("raw/other.md", OTHER);
        project.write("raw/other.md.toml", "title = \"A second look\"\npublished = 2022-01-05\n");
        project
    }

    /// A project without documents.
    pub(crate) fn empty() -> Self {
        let project = Self { folder: TempDir::new().expect("a temporary folder") };
        project.write("pipeline.toml", CONFIG);
        project
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    pub(crate) fn write(&self, name: &str, content: impl AsRef<[u8]>) {
        let path = self.path(name);
        fs::create_dir_all(path.parent().expect("inside the project")).expect("a folder");
        fs::write(path, content).expect("a file");
    }

    pub(crate) fn edit(&self, name: &str, from: &str, to: &str) {
        let text = self.text(name);
        assert!(text.contains(from), "{name} holds {from:?}");
        self.write(name, text.replace(from, to));
    }

    pub(crate) fn text(&self, name: &str) -> String {
        fs::read_to_string(self.path(name)).unwrap_or_else(|e| panic!("{name}: {e}"))
    }

    /// The binary, in the project's folder, with nothing of the surroundings that could decide anything.
    pub(crate) fn cuantia(&self, arguments: &[&str]) -> Command {
        let mut command = cuantia();
        command.current_dir(self.folder.path()).args(arguments);
        command
    }

    pub(crate) fn run(&self, arguments: &[&str]) -> Run {
        Run::of(&mut self.cuantia(arguments))
    }

    /// A build that must go well: its summary.
    pub(crate) fn build(&self) -> Value {
        let run = self.run(&["build", "--format", "json"]);
        assert_eq!(run.code, 0, "{}", run.stderr);
        serde_json::from_str(&run.stdout).expect("a summary")
    }

    /// The rows of a published table of the last version.
    pub(crate) fn table(&self, name: &str) -> Vec<BTreeMap<String, String>> {
        let latest: Value = serde_json::from_str(&self.text("datasets/harbours/latest.json")).expect("latest.json");
        let path = format!("datasets/harbours/{}/{name}.csv", latest["path"].as_str().expect("a path"));
        let text = self.text(&path);
        let mut csv = csv::Reader::from_reader(text.as_bytes());
        csv.deserialize().map(|row| row.expect("a row")).collect()
    }

    /// Every published file with its bytes.
    pub(crate) fn published(&self) -> BTreeMap<String, Vec<u8>> {
        files(&self.path("datasets"))
    }
}

/// Every file below a folder, by its path there.
pub(crate) fn files(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    fn walk(root: &Path, folder: &Path, out: &mut BTreeMap<String, Vec<u8>>) {
        for entry in fs::read_dir(folder).into_iter().flatten() {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                walk(root, &path, out);
            } else {
                let name = path.strip_prefix(root).expect("below").to_string_lossy().replace('\\', "/");
                out.insert(name, fs::read(&path).expect("a file"));
            }
        }
    }
    let mut out = BTreeMap::new();
    walk(folder, folder, &mut out);
    out
}

pub(crate) fn cuantia() -> Command {
    let mut command = Command::new(assert_cmd::cargo::cargo_bin!("cuantia"));
    command.env_clear().env("SOURCE_DATE_EPOCH", EPOCH).env("LANG", "C.UTF-8").env("TZ", "UTC");
    command
}

/// What a run of the binary left behind.
pub(crate) struct Run {
    pub(crate) code: i32,
    pub(crate) stdout: String,
    pub(crate) stderr: String,
}

impl Run {
    pub(crate) fn of(command: &mut Command) -> Self {
        let Output { status, stdout, stderr } = command.output().expect("the binary runs");
        let text = |bytes: Vec<u8>| String::from_utf8(bytes).expect("UTF-8");
        Self { code: status.code().expect("no signal"), stdout: text(stdout), stderr: text(stderr) }
    }

    /// Fails unless it ended with `code` and said every one of `words` on stderr.
    pub(crate) fn says(&self, code: i32, words: &[&str]) -> &Self {
        assert_eq!(self.code, code, "stdout:\n{}\nstderr:\n{}", self.stdout, self.stderr);
        for word in words {
            assert!(self.stderr.contains(word), "{word:?} is not in:\n{}", self.stderr);
        }
        assert!(!self.stderr.contains("panicked"), "{}", self.stderr);
        self
    }

    /// The JSON objects of its lines.
    pub(crate) fn lines(&self) -> Vec<Value> {
        self.stdout.lines().map(|line| serde_json::from_str(line).expect("a JSON object")).collect()
    }
}

/// Compares a report with the committed `tests/scores/NAME`, or writes it where `UPDATE_SCORES` is set.
pub(crate) fn committed(name: &str, report: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/scores").join(name);
    if std::env::var_os("UPDATE_SCORES").is_some() {
        fs::write(&path, report).expect("tests/scores");
    }
    let committed = fs::read_to_string(&path).unwrap_or_default();
    assert_eq!(report, committed, "{name} changed: where that is wanted, run with UPDATE_SCORES=1");
}
