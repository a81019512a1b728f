//! FORMAT.md has every key that the configuration and the sidecars know, and what `extract` prints.

use std::{fs, path::Path};

use cuantia::{
    config::{Config, Sidecar},
    document::{self, Source},
    evaluate::Gold,
};

use crate::project::Project;

fn format_md() -> String {
    fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("FORMAT.md")).expect("FORMAT.md")
}

/// The keys of a table: what the finding on one that cannot be meant for any of them lists.
fn keys(help: &str) -> Vec<String> {
    let list = help.strip_prefix("the keys here are ").unwrap_or_else(|| panic!("no list of keys: {help}"));
    list.split(", ").map(str::to_owned).collect()
}

/// Fails unless the table below the heading has a row for each key, and for nothing else.
fn described(heading: &str, keys: &[String]) {
    let text = format_md();
    let (_, section) = text.split_once(&format!("\n### {heading}\n")).unwrap_or_else(|| panic!("no {heading}"));
    let section = section.split("\n#").next().unwrap_or_default();
    let rows: Vec<_> =
        section.lines().filter_map(|l| l.strip_prefix("| `")?.split_once('`')).map(|(key, _)| key).collect();
    assert_eq!(rows, keys, "the keys of {heading}");
}

#[test]
fn every_key_is_described() {
    for (table, heading) in [
        ("[dataset]", "`[dataset]`"),
        ("[input]", "`[input]`"),
        ("[[indicator]]", "`[[indicator]]`"),
        ("[[indicator]]\n[[indicator.examples]]", "`[[indicator.examples]]`"),
        ("[[place]]", "`[[place]]`"),
        ("[[period]]", "`[[period]]`"),
        ("[[unit]]", "`[[unit]]`"),
        ("[[hedge]]", "`[[hedge]]`"),
        ("[reconcile]", "`[reconcile]`"),
        ("[publish]", "`[publish]`"),
    ] {
        let found = Config::parse(&format!("{table}\nqqqqqqqq = 1\n"), "pipeline.toml").expect_err("no such key");
        described(heading, &keys(&found[0].help));
    }
    let found = Sidecar::parse("qqqqqqqq = 1\n", "x.toml").expect_err("no such key");
    described("Keys of a sidecar", &keys(&found[0].help));
    let source = Source::new(&document::read("x.txt", b"x"), b"x");
    let found = Gold::locate("{}", "x.claims.jsonl", &source).expect_err("no claim");
    described("Keys of an annotation", &keys(&found[0].help));
}

#[test]
fn every_member_of_an_extracted_claim_is_named_in_order() {
    let claims = Project::new().run(&["extract", "--format", "csv", "raw/note.txt"]);
    let printed: Vec<_> = claims.stdout.lines().next().expect("a header").split(',').collect();
    let text = format_md();
    let (_, rest) = text.split_once("<!-- extract:begin -->").expect("the begin marker");
    let (list, _) = rest.split_once("<!-- extract:end -->").expect("the end marker");
    let named: Vec<_> = list.split('`').skip(1).step_by(2).collect();
    assert_eq!(named, printed);
}
