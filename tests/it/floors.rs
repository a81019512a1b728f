//! The floors of the house: a module imports only what lies below it, and below `pipeline` nothing touches files, the
//! clock or the environment.

use std::{fs, path::Path};

/// From the ground up. `document` comes before `text`, which may import it.
const FLOORS: &[&str] = &[
    "base",
    "vocabulary",
    "config",
    "document",
    "text",
    "quantity",
    "claim",
    "reconcile",
    "dataset",
    "evaluate",
    "pipeline",
    "cli",
];

#[test]
fn no_module_imports_upward() {
    let mut wrong = Vec::new();
    for (file, text) in sources() {
        let Some(own) = floor(&file) else { continue };
        for (line, used) in imports(&text) {
            match FLOORS.iter().position(|f| *f == used) {
                Some(theirs) if theirs > own => wrong.push(format!("{file}:{line} imports {used}")),
                _ => {}
            }
        }
    }
    assert!(wrong.is_empty(), "upward imports:\n{}", wrong.join("\n"));
}

#[test]
fn below_the_pipeline_there_is_no_outside_world() {
    let outside = [
        "std::fs",
        "std::env",
        "std::net",
        "std::process",
        "std::time",
        "Timestamp::now",
        "SystemTime",
        "Instant::now",
    ];
    let sources = sources();
    // Tests may read what they compare with.
    let tests: Vec<String> = sources.iter().flat_map(|(file, text)| test_modules(file, text)).collect();
    let mut wrong = Vec::new();
    for (file, text) in &sources {
        let above = floor(file).is_none_or(|own| FLOORS[own] == "pipeline" || FLOORS[own] == "cli");
        if above || tests.iter().any(|test| file.starts_with(test)) {
            continue;
        }
        let text = text.split("#[cfg(test)]\nmod tests {").next().unwrap_or_default();
        for (n, line) in code(text).lines().enumerate() {
            if let Some(word) = outside.iter().find(|word| line.contains(*word)) {
                wrong.push(format!("{file}:{} uses {word}", n + 1));
            }
        }
    }
    assert!(wrong.is_empty(), "the outside world below the pipeline:\n{}", wrong.join("\n"));
}

/// How the paths of the modules begin that a file has for tests only: `src/dataset/tests`.
fn test_modules(file: &str, text: &str) -> Vec<String> {
    let folder = file.strip_suffix("/mod.rs").or_else(|| file.strip_suffix(".rs")).unwrap_or(file);
    let after = text.split("#[cfg(test)]\n").skip(1);
    let module = |rest: &str| {
        let line = rest.lines().next()?.trim_start_matches("pub(crate) ").trim_start_matches("pub(super) ");
        Some(format!("{folder}/{}", line.strip_prefix("mod ")?.strip_suffix(';')?))
    };
    after.filter_map(module).collect()
}

#[test]
fn every_folder_of_the_source_is_a_floor() {
    for (file, _) in sources() {
        let top = file.split('/').nth(1).unwrap_or_default();
        assert!(matches!(top, "lib.rs" | "main.rs") || floor(&file).is_some(), "{file} belongs to no floor");
    }
}

#[test]
fn imports_are_found_however_they_are_written() {
    let text = "use crate::{\n    base::{Amount, id},\n    claim::Claim,\n};\nfn f() { crate::cli::main() } // crate::dataset\n";
    let found: Vec<_> = imports(text).into_iter().map(|(_, name)| name).collect();
    assert_eq!(found, ["base", "claim", "cli"]);
}

/// Index of a file's floor; `None` for lib.rs and main.rs, which stand above all.
fn floor(file: &str) -> Option<usize> {
    let top = file.split('/').nth(1)?;
    FLOORS.iter().position(|f| *f == top || top.strip_suffix(".rs") == Some(f))
}

/// The modules below the crate's root that a text names, with the line.
fn imports(text: &str) -> Vec<(usize, String)> {
    let code = code(text);
    let mut found = Vec::new();
    for (at, _) in code.match_indices("crate::") {
        let line = code[..at].matches('\n').count() + 1;
        let rest = &code[at + "crate::".len()..];
        if let Some(group) = rest.strip_prefix('{') {
            let (mut depth, mut item) = (0_usize, String::new());
            for c in group.chars() {
                match c {
                    '}' if depth == 0 => break,
                    '{' => depth += 1,
                    '}' => depth -= 1,
                    ',' if depth == 0 => found.push((line, first_name(&std::mem::take(&mut item)))),
                    _ if depth == 0 => item.push(c),
                    _ => {}
                }
            }
            found.push((line, first_name(&item)));
        } else {
            found.push((line, first_name(rest)));
        }
    }
    found.retain(|(_, name)| !name.is_empty());
    found
}

fn first_name(text: &str) -> String {
    text.trim_start().chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect()
}

/// The text without line comments.
fn code(text: &str) -> String {
    text.lines().map(|line| line.split("//").next().unwrap_or_default()).collect::<Vec<_>>().join("\n")
}

/// The files of src/ with their texts, by path from the repository's root.
fn sources() -> Vec<(String, String)> {
    fn walk(folder: &Path, name: &str, out: &mut Vec<(String, String)>) {
        for entry in fs::read_dir(folder).expect("src/ is there") {
            let entry = entry.expect("an entry");
            let name = format!("{name}/{}", entry.file_name().to_string_lossy());
            if entry.path().is_dir() {
                walk(&entry.path(), &name, out);
            } else if entry.path().extension().is_some_and(|end| end == "rs") {
                out.push((name, fs::read_to_string(entry.path()).expect("UTF-8")));
            }
        }
    }
    let mut out = Vec::new();
    walk(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"), "src", &mut out);
    assert!(out.len() > 20, "the source was found");
    out
}
