//! Every command and Python snippet of README.md is run, in order and in a folder with the shipped project; what a
//! `text` block behind a command shows is what the command prints. `CUANTIA_UPDATE=1 cargo test readme` writes it anew.
//!
//! A block behind `<!-- not run: why -->` is left out. Each block starts in the same folder; what it leaves there stays.

use std::{
    fs,
    path::Path,
    process::{Command, Output},
};

use crate::project::EPOCH;

/// A fenced block.
#[derive(Debug)]
struct Block {
    language: String,
    /// From 1.
    line: usize,
    body: String,
    /// Why it is not run, where it is not.
    not_run: Option<String>,
}

fn blocks(markdown: &str) -> Vec<Block> {
    let mut out = Vec::new();
    let mut open: Option<Block> = None;
    let mut not_run = None;
    for (number, line) in markdown.lines().enumerate() {
        match (&mut open, line.strip_prefix("```")) {
            (Some(_), Some(_)) => out.extend(open.take()),
            (Some(block), None) => block.body.extend([line, "\n"]),
            (None, Some(language)) => {
                open = Some(Block {
                    language: language.into(),
                    line: number + 1,
                    body: String::new(),
                    not_run: not_run.take(),
                });
            }
            (None, None) if line.trim().is_empty() => {}
            (None, None) => {
                not_run = line.strip_prefix("<!-- not run: ").and_then(|l| l.strip_suffix(" -->")).map(str::to_owned);
            }
        }
    }
    assert!(open.is_none(), "a block without an end");
    out
}

/// Before every block: the binary under test stands for `cuantia` and for `cargo run`.
const PRELUDE: &str = r#"
set -euo pipefail
cuantia() { "$CUANTIA" "$@"; }
cargo() {
    if [ "$1 $2 $3" != "run --release --" ]; then echo "cannot try: cargo $*" >&2; return 1; fi
    shift 3
    cuantia "$@"
}
"#;

fn shell(script: &str, folder: &Path) -> Output {
    Command::new("bash")
        .args(["-c", &format!("{PRELUDE}{script}")])
        .current_dir(folder)
        .env("CUANTIA", assert_cmd::cargo::cargo_bin!("cuantia"))
        .env("SOURCE_DATE_EPOCH", EPOCH)
        .output()
        .expect("bash runs")
}

/// The modules that a snippet imports, at the start of a line.
fn imports(snippet: &str) -> String {
    snippet.lines().filter(|l| l.starts_with("import ") || l.starts_with("from ")).collect::<Vec<_>>().join("\n")
}

fn python(script: &str, folder: &Path) -> Option<Output> {
    Command::new("python3").args(["-c", script]).current_dir(folder).output().ok()
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).expect("a folder");
    for entry in fs::read_dir(from).expect("a folder") {
        let entry = entry.expect("an entry");
        let target = to.join(entry.file_name());
        if entry.path().is_dir() {
            copy(&entry.path(), &target);
        } else {
            fs::copy(entry.path(), target).expect("a copy");
        }
    }
}

/// The text with the body of the block that opens in `line` replaced.
fn with_body(markdown: &str, line: usize, body: &str) -> String {
    let mut out = String::new();
    let mut old = false;
    for (number, text) in markdown.lines().enumerate() {
        old = old && !text.starts_with("```");
        if !old {
            out.extend([text, "\n"]);
        }
        if number + 1 == line {
            out += body;
            old = true;
        }
    }
    out
}

#[test]
fn every_command_and_snippet_of_the_readme_does_what_it_says() {
    if Command::new("bash").arg("--version").output().is_err() {
        eprintln!("skipped: there is no bash");
        return;
    }
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let path = root.join("README.md");
    let readme = fs::read_to_string(&path).expect("README.md");
    let folder = tempfile::tempdir().expect("a folder");
    fs::copy(root.join("pipeline.toml"), folder.path().join("pipeline.toml")).expect("pipeline.toml");
    for part in ["raw", "datasets"] {
        copy(&root.join(part), &folder.path().join(part));
    }

    let mut wrong = Vec::new();
    // Written from the end, so that the lines before keep their numbers.
    let mut printed: Vec<(usize, String)> = Vec::new();
    let mut said = None;
    for block in blocks(&readme) {
        let Block { language, line, body, not_run } = block;
        let before = said.take();
        if let Some(why) = not_run {
            eprintln!("README.md:{line}: not run, {why}");
            continue;
        }
        match language.as_str() {
            "sh" => {
                let Output { status, stdout, stderr } = shell(&body, folder.path());
                if !status.success() {
                    wrong.push(format!("README.md:{line}: {status}\n{}", String::from_utf8_lossy(&stderr)));
                }
                said = Some(String::from_utf8_lossy(&stdout).into_owned());
            }
            "text" => {
                let Some(said) = before else {
                    wrong.push(format!("README.md:{line}: a text that no command before it prints"));
                    continue;
                };
                if said != body {
                    wrong.push(format!("README.md:{line}: shows\n{body}but the command prints\n{said}"));
                    printed.push((line, said));
                }
            }
            "python" => match python(&imports(&body), folder.path()) {
                Some(found) if found.status.success() => {
                    let done = python(&body, folder.path()).expect("python3 ran before");
                    if !done.status.success() {
                        wrong.push(format!("README.md:{line}:\n{}", String::from_utf8_lossy(&done.stderr)));
                    }
                }
                _ => eprintln!("README.md:{line}: skipped, its modules are not installed here"),
            },
            other => wrong.push(format!("README.md:{line}: nothing says how to run {other:?}")),
        }
    }
    if std::env::var_os("CUANTIA_UPDATE").is_some() {
        let updated = printed.iter().rev().fold(readme, |text, (line, said)| with_body(&text, *line, said));
        fs::write(path, updated).expect("README.md");
        return;
    }
    assert!(wrong.is_empty(), "{}\nCUANTIA_UPDATE=1 takes over what commands print", wrong.join("\n"));
}

#[test]
fn blocks_know_their_language_their_line_and_why_they_are_not_run() {
    let found = blocks("a\n\n<!-- not run: needs R -->\n```r\nx\n```\n\n```sh\ny\nz\n```\n");
    let brief: Vec<_> =
        found.iter().map(|b| (b.language.as_str(), b.line, b.body.as_str(), b.not_run.as_deref())).collect();
    assert_eq!(brief, [("r", 4, "x\n", Some("needs R")), ("sh", 8, "y\nz\n", None)]);
}
