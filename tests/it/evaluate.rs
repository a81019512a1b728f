//! `cuantia evaluate`: figures and misses on annotated documents, and what is said of annotations that cannot be used.

use std::{fmt::Write as _, fs, path::Path, process::Command};

use serde_json::{Value, json};

use crate::project::{Project, Run, cuantia};

const TEXT: &str = "Harbours of Portugal\n\nIn 2019, 4,120 ships called at the harbours of Portugal. They carried 88 \
    million tonnes of goods.\n\nNobody counted the boats. In 2020, the harbours of Portugal lost $35 million.\n";

/// A line of an annotation: what is read from `TEXT` where `changes` say nothing else.
fn claim(context: &str, changes: &Value) -> String {
    let mut claim = json!({
        "context": context, "core": true, "kind": "count", "value": 4120, "low": null, "high": null, "comparator": "=",
        "unit": "ship", "concept": "ships at the harbours", "change": null, "modality": "asserted", "place": "PRT",
        "period": "2019", "attribution": null, "notes": [], "indicator": null,
    });
    for (name, value) in changes.as_object().expect("an object") {
        claim[name] = value.clone();
    }
    claim.to_string()
}

fn ships(changes: &Value) -> String {
    claim("In 2019, [[4,120 ships]] called", changes)
}

fn goods(changes: &Value) -> String {
    let mut goods = json!({ "kind": "measure", "value": 88e6, "unit": "tonne", "concept": "goods" });
    goods.as_object_mut().expect("one").extend(changes.as_object().expect("one").clone());
    claim("carried [[88 million tonnes]] of", &goods)
}

fn loss(changes: &Value) -> String {
    let mut loss =
        json!({ "kind": "money", "value": 35e6, "unit": "USD", "concept": "harbours lost", "period": "2020" });
    loss.as_object_mut().expect("one").extend(changes.as_object().expect("one").clone());
    claim("lost [[$35 million]].", &loss)
}

/// A folder without a project, with the document and its annotation.
fn folder(lines: &[String]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    fs::write(folder.path().join("note.txt"), TEXT).expect("a document");
    fs::write(folder.path().join("note.claims.jsonl"), lines.join("\n")).expect("an annotation");
    folder
}

fn run(folder: &Path, arguments: &[&str]) -> Run {
    Run::of(cuantia().current_dir(folder).arg("evaluate").args(arguments))
}

/// The figures of an annotation of `TEXT`.
fn figures(lines: &[String]) -> Value {
    let folder = folder(lines);
    let run = run(folder.path(), &["note.claims.jsonl", "--format", "json", "--errors"]);
    serde_json::from_str(&run.says(0, &[]).stdout).expect("JSON")
}

fn f1(figures: &Value, measure: &str) -> String {
    figures[measure]["f1"].to_string()
}

#[test]
fn everything_right_is_one() {
    let none = json!({});
    let result = figures(&[ships(&none), goods(&none), loss(&none)]);
    assert_eq!((&result["gold"], &result["predicted"]), (&json!(3), &json!(3)));
    for measure in ["found", "value+unit", "place", "period", "concept", "attribution", "notes", "indicator", "whole"] {
        assert_eq!(result[measure], json!({ "precision": 1.0, "recall": 1.0, "f1": 1.0 }), "{measure}");
    }
    assert_eq!(result["errors"], json!([]));
}

#[test]
fn a_wrong_field_costs_itself_and_the_whole() {
    let none = json!({});
    let result = figures(&[ships(&json!({ "period": "2018" })), goods(&none), loss(&json!({ "value": 36e6 }))]);
    assert_eq!([f1(&result, "found"), f1(&result, "period"), f1(&result, "value+unit")], ["1.0", "0.6667", "0.6667"]);
    assert_eq!([f1(&result, "unit"), f1(&result, "whole")], ["1.0", "0.3333"]);
    let first = &result["errors"][0];
    assert_eq!((&first["miss"], &first["line"], &first["exact"]), (&json!("wrong"), &json!(3), &json!("4,120 ships")));
    assert_eq!(first["fields"], json!([{ "field": "period", "wanted": "2018", "got": "2019" }]));
    let second = &result["errors"][1]["fields"];
    assert_eq!(
        second,
        &json!([{ "field": "value", "wanted": [36_000_000, null, null], "got": [35_000_000, null, null] }])
    );
}

#[test]
fn values_are_close_and_units_and_concepts_alike() {
    let result = figures(&[
        ships(&json!({ "value": 4121, "unit": "ships", "concept": "ships in harbours" })),
        goods(&json!({ "concept": "the goods", "notes": null })),
        loss(&json!({ "comparator": null, "modality": null, "attribution": "" })),
    ]);
    assert_eq!(f1(&result, "whole"), "1.0", "{result}");
    assert_eq!([f1(&result, "concept"), f1(&result, "notes"), f1(&result, "attribution")], ["1.0"; 3]);
}

#[test]
fn missed_and_spurious_claims_cost_recall_and_precision() {
    let none = json!({});
    let missed = claim("Nobody counted the [[boats]].", &json!({ "value": 0, "unit": "boat" }));
    let result = figures(&[ships(&none), goods(&none), missed]);
    assert_eq!((&result["gold"], &result["predicted"]), (&json!(3), &json!(3)));
    assert_eq!(result["found"], json!({ "precision": 0.6667, "recall": 0.6667, "f1": 0.6667 }));
    let said: Vec<_> = result["errors"].as_array().expect("a list").iter().map(|e| (&e["miss"], &e["exact"])).collect();
    assert_eq!(said, [(&json!("missed"), &json!("boats")), (&json!("spurious"), &json!("$35 million"))]);
    assert_eq!(result["errors"][0]["sentence"], json!("Nobody counted the boats."));
}

#[test]
fn minor_claims_count_neither_way() {
    let none = json!({});
    let minor = json!({ "core": false, "value": 1 });
    let read = figures(&[ships(&minor), goods(&none), loss(&none)]);
    assert_eq!((&read["gold"], &read["predicted"]), (&json!(2), &json!(2)));
    let left_out = claim("Nobody counted the [[boats]].", &json!({ "core": false }));
    let not_read = figures(&[ships(&none), goods(&none), loss(&none), left_out]);
    assert_eq!((&not_read["gold"], &not_read["predicted"]), (&json!(3), &json!(3)));
    assert_eq!([f1(&read, "whole"), f1(&not_read, "whole")], ["1.0", "1.0"]);
}

#[test]
fn the_table_shows_each_miss_in_its_sentence() {
    let folder = folder(&[ships(&json!({ "period": null, "place": "ESP" })), goods(&json!({}))]);
    let plain = run(folder.path(), &["note.claims.jsonl"]);
    assert!(plain.stdout.starts_with("gold 2  predicted 3\nfound                    P 0.667  R 1.000  F1 0.800\n"));
    assert_eq!(plain.stdout.lines().count(), 17, "{}", plain.stdout);
    let errors = run(folder.path(), &["note.claims.jsonl", "--errors"]);
    assert!(errors.stdout.ends_with(&plain.stdout));
    for part in [
        "wrong: place, period of \"4,120 ships\"",
        "note.txt:3:",
        "3 | In 2019, 4,120 ships called at the harbours of Portugal.\n  |          ^^^^^^^^^^^\n",
        "place: wanted \"ESP\", got \"PRT\"",
        "period: wanted nothing, got \"2019\"",
        "spurious: \"$35 million\"",
        "not annotated (",
    ] {
        assert!(errors.stdout.contains(part), "{part:?} is not in:\n{}", errors.stdout);
    }
}

#[test]
fn annotations_that_cannot_be_used_are_told_with_their_lines() {
    let none = json!({});
    let unknown = ships(&json!({ "colour": "blue" }));
    let missing = ships(&none).replacen("\"core\":true,", "", 1);
    let wrong = ships(&json!({ "kind": "cuont" }));
    let twice = claim("the harbours of [[Portugal]]", &none);
    let nowhere = claim("[[five ships]] called", &none);
    let folder = folder(&[ships(&none), unknown, missing, wrong, twice, nowhere, "{".into()]);
    let said = run(folder.path(), &["note.claims.jsonl"]);
    said.says(
        3,
        &[
            "unknown: colour\n  --> note.claims.jsonl:2",
            "missing: core\n  --> note.claims.jsonl:3",
            "`kind`: unknown variant `cuont`",
            "note.claims.jsonl:4",
            "the context stands in the document 2 times: \"the harbours of Portugal\"\n  --> note.claims.jsonl:5",
            "the context does not stand in the document: \"five ships called\"\n  --> note.claims.jsonl:6",
            "note.claims.jsonl:7",
        ],
    );
    assert_eq!(said.stdout, "", "no figures of a part");
}

#[test]
fn the_document_is_found_by_its_stem() {
    let folder = folder(&[ships(&json!({}))]);
    let at = |name: &str| folder.path().join(name);
    run(folder.path(), &["note.txt"]).says(3, &["expected a file named NAME.claims.jsonl"]);
    fs::write(at("note.md"), TEXT).expect("a document");
    run(folder.path(), &["note.claims.jsonl"]).says(3, &["no-document", "found note.txt, note.md"]);
    fs::remove_file(at("note.txt")).expect("removed");
    run(folder.path(), &["note.claims.jsonl"]).says(0, &[]);
    fs::create_dir(at("elsewhere")).expect("a folder");
    fs::rename(at("note.md"), at("elsewhere/note.htm")).expect("moved");
    run(folder.path(), &["note.claims.jsonl"]).says(3, &["there is no document note.txt|md|html|htm|pdf"]);
    run(folder.path(), &["note.claims.jsonl", "--documents", "elsewhere"]).says(0, &[]);
    run(folder.path(), &["none.claims.jsonl"]).says(1, &["cannot read none.claims.jsonl"]);
    assert_eq!(run(folder.path(), &[]).code, 2);
}

#[test]
fn several_documents_are_added_up() {
    let folder = folder(&[ships(&json!({})), goods(&json!({})), loss(&json!({}))]);
    fs::write(folder.path().join("empty.html"), "<p>Nothing is counted here.</p>").expect("a document");
    fs::write(folder.path().join("empty.claims.jsonl"), "").expect("an annotation");
    let both = run(folder.path(), &["note.claims.jsonl", "empty.claims.jsonl", "--format", "json"]);
    let both: Value = serde_json::from_str(&both.says(0, &[]).stdout).expect("JSON");
    assert_eq!((&both["gold"], both.get("errors")), (&json!(3), None));
    let empty = run(folder.path(), &["empty.claims.jsonl"]);
    assert!(empty.stdout.contains("gold 0  predicted 0\nfound                    P 0.000  R 0.000  F1 0.000\n"));
}

#[test]
fn contexts_are_found_whatever_the_line_breaks_the_encoding_and_the_mark_up() {
    let folder = tempfile::tempdir().expect("a folder");
    let context = "Café, <b>[[4,120</b>\nships]] called";
    fs::write(folder.path().join("page.claims.jsonl"), claim(context, &json!({ "place": null }))).expect("one");
    let page = "<!DOCTYPE html><meta charset=windows-1252><p>In 2019, at the Café, <b>4,120</b>\r\nships called.</p>";
    let bytes: Vec<u8> = page.chars().map(|c| u8::try_from(u32::from(c)).expect("Latin 1")).collect();
    fs::write(folder.path().join("page.html"), bytes).expect("a document");
    let read = run(folder.path(), &["page.claims.jsonl", "--format", "json", "--errors"]);
    let read: Value = serde_json::from_str(&read.says(0, &[]).stdout).expect("JSON");
    assert_eq!(f1(&read, "found"), "1.0", "{read}");
}

/// A page of one line.
fn pdf(text: &str) -> String {
    let content = format!("BT /F1 11 Tf 1 0 0 1 72 700 Tm ({text}) Tj ET\n");
    let objects = [
        "<< /Type /Catalog /Pages 2 0 R >>".to_owned(),
        "<< /Type /Pages /Kids [4 0 R] /Count 1 >>".to_owned(),
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>".to_owned(),
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 5 0 R /Resources << /Font << /F1 3 0 R >> >> >>"
            .to_owned(),
        format!("<< /Length {} >>\nstream\n{content}endstream", content.len()),
    ];
    let (mut out, mut offsets) = ("%PDF-1.4\n".to_owned(), String::new());
    for (n, object) in objects.iter().enumerate() {
        writeln!(offsets, "{:010} 00000 n ", out.len()).expect("a string");
        write!(out, "{} 0 obj\n{object}\nendobj\n", n + 1).expect("a string");
    }
    let start = out.len();
    write!(
        out,
        "xref\n0 6\n0000000000 65535 f \n{offsets}trailer << /Size 6 /Root 1 0 R >>\nstartxref\n{start}\n%%EOF\n"
    )
    .expect("a string");
    out
}

#[test]
fn quantities_of_a_pdf_are_found_in_its_text() {
    let folder = tempfile::tempdir().expect("a folder");
    let text = "In 2019, 4,120 ships called at the harbours of Portugal, and 300 boats.";
    fs::write(folder.path().join("note.pdf"), pdf(text)).expect("a document");
    let lines = [ships(&json!({})), claim("harbours of [[Portugal]]", &json!({}))];
    fs::write(folder.path().join("note.claims.jsonl"), lines.join("\n")).expect("an annotation");
    let read = run(folder.path(), &["note.claims.jsonl", "--format", "json", "--errors"]);
    let read: Value = serde_json::from_str(&read.says(0, &[]).stdout).expect("JSON");
    let said: Vec<_> =
        read["errors"].as_array().expect("a list").iter().map(|e| (&e["miss"], &e["page"], &e["exact"])).collect();
    assert_eq!(
        said,
        [(&json!("missed"), &json!(1), &json!("Portugal")), (&json!("spurious"), &json!(1), &json!("300 boats"))]
    );
    assert_eq!(f1(&read, "whole"), "0.5", "{read}");
}

#[test]
fn indicators_are_those_of_the_project() {
    let project = Project::new();
    project.write("gold/note.claims.jsonl", claim("In 2019, [[4,120 ships]] called", &json!({ "indicator": "ships" })));
    let indicator = |arguments: &[&str]| {
        let run = project.run(arguments);
        let figures: Value = serde_json::from_str(&run.says(0, &[]).stdout).expect("JSON");
        figures["indicator"]["recall"].as_f64()
    };
    let evaluate = ["evaluate", "gold/note.claims.jsonl", "--documents", "raw", "--format", "json"];
    assert_eq!(indicator(&evaluate), Some(1.0));
    assert_eq!(indicator(&[&evaluate[..], &["--config", "pipeline.toml"]].concat()), Some(1.0));
    project.write("none.toml", "[dataset]\nname = \"none\"\n");
    assert_eq!(indicator(&[&evaluate[..], &["--config", "none.toml"]].concat()), Some(0.0));
    project.run(&[&evaluate[..], &["--config", "nowhere.toml"]].concat()).says(3, &["missing-config"]);
}

/// The figures are those of the tools that the claims of other systems are scored with.
#[test]
fn figures_are_those_of_score_py() {
    let Some(shared) = std::env::var_os("CUANTIA_SHARED") else {
        eprintln!("skipped: CUANTIA_SHARED is not set");
        return;
    };
    let shared = fs::canonicalize(shared).expect("the folder of CUANTIA_SHARED");
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let own = root.join("tests/corpus");
    compare(&shared.join("gold"), &shared.join("corpus"), &shared.join("gold"));
    compare(&own, &own, &shared.join("gold"));
}

/// Compares the figures and the number of misses on all documents of a folder.
fn compare(annotations: &Path, documents: &Path, tools: &Path) {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let work = tempfile::tempdir().expect("a folder");
    let python = |arguments: &[&std::ffi::OsStr]| {
        let done = Command::new("python3").args(arguments).output().expect("python3 runs");
        assert!(done.status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&done.stderr));
        done.stdout
    };
    let mut names: Vec<String> = fs::read_dir(annotations)
        .expect("annotations")
        .map(|entry| entry.expect("an entry").file_name().to_string_lossy().into_owned())
        .filter_map(|name| name.strip_suffix(".claims.jsonl").map(str::to_owned))
        .collect();
    names.sort();
    let mut evaluate = cuantia();
    evaluate.current_dir(root).args(["evaluate", "--format", "json", "--errors", "--documents"]).arg(documents);
    let mut score = vec![tools.join("score.py").into_os_string(), "--json".into()];
    for name in &names {
        let annotation = annotations.join(format!("{name}.claims.jsonl"));
        let endings = ["txt", "md", "html"].map(|ending| documents.join(format!("{name}.{ending}")));
        let document = endings.into_iter().find(|path| path.exists()).expect("a document");
        let gold = work.path().join(format!("{name}.gold"));
        fs::write(&gold, python(&[tools.join("resolve.py").as_ref(), document.as_ref(), annotation.as_ref()]))
            .expect("gold");
        let extracted = Run::of(
            cuantia()
                .current_dir(root)
                .args(["--config", "pipeline.toml", "extract", "--format", "jsonl"])
                .arg(&document),
        );
        let read = work.path().join(name);
        fs::write(&read, &extracted.says(0, &[]).stdout).expect("claims");
        score.extend([gold.into_os_string(), read.into_os_string()]);
        evaluate.arg(annotation);
    }
    let wanted: Value =
        serde_json::from_slice(&python(&score.iter().map(std::ffi::OsString::as_os_str).collect::<Vec<_>>()))
            .expect("JSON");
    let mut got: Value = serde_json::from_str(&Run::of(&mut evaluate).says(0, &[]).stdout).expect("JSON");
    let errors = got.as_object_mut().and_then(|got| got.remove("errors")).expect("errors");
    assert_eq!(got, wanted);

    score[1] = "--errors".into();
    let said = python(&score.iter().map(std::ffi::OsString::as_os_str).collect::<Vec<_>>());
    // A line a miss or a field; texts of the documents may hold line breaks, so lines are told by their beginning.
    let beginning = work.path().to_string_lossy().into_owned();
    let lines = String::from_utf8_lossy(&said).lines().filter(|line| line.starts_with(&beginning)).count();
    let ours =
        errors.as_array().expect("a list").iter().map(|miss| miss["fields"].as_array().map_or(1, |f| f.len().max(1)));
    assert_eq!(ours.sum::<usize>(), lines, "as many misses");
}
