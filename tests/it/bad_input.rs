//! Input that is not what it should be: a clear message and exit code, never a panic.

use std::{
    collections::{BTreeMap, BTreeSet},
    path::Path,
};

use crate::project::{NOTE, Project, Run, files};

/// The documents of `[("name", bytes)]`, built: what was said, and the rows of `sources`.
fn build_with(name: &str, content: &[u8]) -> (Run, std::collections::BTreeMap<String, String>) {
    let project = Project::new();
    project.write(&format!("raw/{name}"), content);
    let run = project.run(&["build"]);
    run.says(0, &[]);
    let row = project.table("sources").into_iter().find(|row| row["path"] == format!("raw/{name}"));
    (run, row.expect("every file has a row"))
}

#[test]
fn no_documents() {
    let project = Project::empty();
    project.run(&["build"]).says(3, &["no-documents", "raw/*", "cuantia add"]);
    assert!(!project.path("datasets").exists());
}

#[test]
fn an_empty_file() {
    let (run, row) = build_with("empty.txt", b"");
    assert_eq!(row["status"], "empty");
    assert!(run.stderr.contains("raw/empty.txt"), "{}", run.stderr);
    assert!(!row["diagnostic"].is_empty());
}

#[test]
fn random_bytes() {
    // A linear congruential generator: the same noise in every run.
    let mut state = 1_u64;
    let noise: Vec<u8> = std::iter::repeat_with(|| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        state.to_be_bytes()[0]
    })
    .take(100_000)
    .collect();
    for name in ["noise.bin", "noise.txt", "noise.html", "noise.pdf", "noise.md"] {
        let (run, row) = build_with(name, &noise);
        assert!(matches!(row["status"].as_str(), "binary" | "unreadable"), "{name}: {row:?}");
        assert_eq!(run.stderr.matches(&format!("raw/{name}")).count(), 1, "one diagnostic:\n{}", run.stderr);
    }
}

#[test]
fn a_broken_pdf() {
    let (_, row) = build_with(
        "broken.pdf",
        b"%PDF-1.7\n1 0 obj << /Type /Catalog /Pages 2 0 R >>\nendobj\ntrailer << /Root 1 0 R",
    );
    assert!(matches!(row["status"].as_str(), "unreadable" | "binary" | "empty"), "{row:?}");
}

#[test]
fn one_line_of_many_megabytes() {
    // The full 100 MB take long without optimisation: CUANTIA_FULL_SIZE=1 asks for them.
    let size = if std::env::var_os("CUANTIA_FULL_SIZE").is_some() { 100_000_000 } else { 300_000 };
    let sentence = "Portugal counted 4,120 ships in 2019. ";
    let (_, row) = build_with("line.txt", sentence.repeat(size / sentence.len()).as_bytes());
    assert_eq!(row["status"], "read");
}

#[test]
fn one_word_and_one_sentence_of_a_megabyte() {
    let (_, row) = build_with("word.txt", "a".repeat(1_000_000).as_bytes());
    assert_eq!(row["status"], "read");
    let (_, row) = build_with("sentence.txt", "and 12 ships ".repeat(2_000).as_bytes());
    assert_eq!(row["status"], "read");
}

/// Ten thousand claims in one sentence, formulas, markup and odd names: each is data and stays in its place.
#[test]
fn what_documents_and_titles_say_stays_data() {
    let project = Project::new();
    project.edit("pipeline.toml", "\"Harbour figures\"", "\"Harbour <script>alert(1)</script> [x](y) figures\"");
    project.write(
        "raw/=1+1, \"odd\" <b> & name.txt",
        "=1+1 wrote the clerk when 12 ships called at the harbours of Portugal in 2018.\n",
    );
    project.write("raw/other.md.toml", "title = \"=HYPERLINK(\\\"x\\\")\"\npublished = 2022-01-05\n");
    let many: Vec<String> = (10_000..20_000).map(|n| format!("{n} ships")).collect();
    project.write("raw/many.txt", format!("Portugal counted {} in 2017.\n", many.join(", ")));
    let outside: BTreeSet<_> = files(&project.path("")).into_keys().collect();
    project.build();

    let claims = project.table("claims");
    assert_eq!(claims.iter().filter(|row| row["source_id"] == "many").count(), 10_000);
    let odd = |row: &BTreeMap<String, String>| row["sentence"].starts_with("=1+1 wrote") && row["exact"] == "12 ships";
    assert!(claims.iter().any(odd), "the claim of the odd file");
    let titles: Vec<_> = project.table("sources").into_iter().map(|row| row["title"].clone()).collect();
    assert!(titles.contains(&"=HYPERLINK(\"x\")".to_owned()), "{titles:?}");
    // In the front matter it stands between quotation marks.
    for (name, bytes) in
        project.published().into_iter().filter(|(name, _)| Path::new(name).extension().is_some_and(|end| end == "md"))
    {
        let text = String::from_utf8(bytes).expect("text");
        let marked = |line: &&str| line.contains("<script") && !line.contains("\\<script");
        assert!(text.lines().filter(marked).all(|line| line.starts_with("pretty_name: \"")), "{name}: {text}");
    }
    let made = files(&project.path("")).into_keys().filter(|name| !outside.contains(name));
    let inside = |name: &String| ["datasets/harbours/", ".cuantia/"].iter().any(|place| name.starts_with(place));
    let astray: Vec<_> = made.filter(|name| !inside(name)).collect();
    assert!(astray.is_empty(), "{astray:?}");
    project.run(&["verify", "--rebuild"]).says(0, &[]);
}

#[test]
fn deeply_nested_html() {
    let html = format!("<html><body>{}<p>Portugal counted 4,120 ships in 2019.</p>", "<div><b>".repeat(50_000));
    let (_, row) = build_with("deep.html", html.as_bytes());
    assert_eq!(row["status"], "read");
}

#[test]
fn utf_16_is_read_like_utf_8() {
    let project = Project::empty();
    let with_mark: Vec<u8> =
        std::iter::once(0xfeff_u16).chain(NOTE.encode_utf16()).flat_map(u16::to_le_bytes).collect();
    project.write("raw/utf16.txt", with_mark);
    project.write("raw/utf8.txt", NOTE);
    let claims = |name: &str| {
        let run = project.run(&["extract", name]);
        let keep =
            |line: &serde_json::Value| (line["exact"].to_string(), line["value"].to_string(), line["unit"].to_string());
        run.says(0, &[]).lines().iter().map(keep).collect::<Vec<_>>()
    };
    assert_eq!(claims("raw/utf16.txt"), claims("raw/utf8.txt"));
    assert!(!claims("raw/utf8.txt").is_empty());
}

#[test]
fn a_sidecar_with_an_unknown_key() {
    let project = Project::new();
    project.write("raw/note.txt.toml", "title = \"x\"\nlicense = \"CC0-1.0\"\n");
    project.run(&["build"]).says(3, &["`license`", "raw/note.txt.toml:2", "`licence`"]);
}

#[test]
fn a_folder_that_cannot_be_written() {
    let project = Project::new();
    project.write("file", "no folder");
    project.run(&["build", "--out", "file"]).says(1, &["file/harbours"]);
    project.write("locked/pipeline.toml", project.text("pipeline.toml"));
    project.write("locked/raw/note.txt", NOTE);
    project.write("locked/.cuantia", "no folder");
    project.run(&["--config", "locked/pipeline.toml", "build"]).says(1, &["cache"]);
}

#[test]
fn a_document_that_is_not_there() {
    let project = Project::new();
    let run = project.run(&["extract", "nowhere.txt", "raw/note.txt"]);
    run.says(1, &["nowhere.txt"]);
    assert!(!run.stdout.is_empty(), "the other document is read all the same");
}

#[test]
fn a_damaged_list_of_versions() {
    let project = Project::new();
    project.write("datasets/harbours/versions.json", "[");
    project.run(&["build"]).says(3, &["versions.json"]);
}
