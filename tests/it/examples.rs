//! The example projects: what their documents must come to was written down by hand, apart from the code.

use std::{collections::BTreeMap, fs, path::Path};

use crate::project::{Run, cuantia};

type Row = BTreeMap<String, String>;

fn table(path: &Path) -> Vec<Row> {
    let text = fs::read_to_string(path).unwrap_or_else(|e| panic!("{}: {e}", path.display()));
    csv::Reader::from_reader(text.as_bytes()).deserialize().map(|row| row.expect("a row")).collect()
}

/// Numbers that are the same are written the same.
fn plain(cell: &str) -> String {
    cell.parse::<f64>().map_or_else(|_| cell.to_owned(), |number| number.to_string())
}

fn told(rows: &[Row], columns: &[&str]) -> Vec<String> {
    let line = |row: &Row| columns.iter().map(|column| plain(&row[*column])).collect::<Vec<_>>().join(" ");
    let mut lines: Vec<_> = rows.iter().map(line).collect();
    lines.sort();
    lines
}

#[test]
fn the_fisheries_come_to_what_was_expected() {
    let example = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/fisheries");
    let folder = tempfile::tempdir().expect("a folder");
    let copy = folder.path();
    for file in fs::read_dir(example.join("raw")).expect("raw") {
        let file = file.expect("an entry").path();
        fs::create_dir_all(copy.join("raw")).expect("a folder");
        fs::copy(&file, copy.join("raw").join(file.file_name().expect("a name"))).expect("copies");
    }
    fs::copy(example.join("pipeline.toml"), copy.join("pipeline.toml")).expect("copies");
    Run::of(cuantia().current_dir(copy).args(["check"])).says(0, &[]);
    Run::of(cuantia().current_dir(copy).args(["build"])).says(0, &[]);
    let version = copy.join("datasets/two-shores-fisheries/v/1.0.0");

    let columns = ["indicator", "place", "period", "value", "low", "high", "status", "n_lineages", "n_claims"];
    let observations = table(&version.join("observations.csv"));
    let expected = told(&table(&example.join("expected/observations.csv")), &columns);
    let found = told(&observations, &columns);
    let only = |of: &[String], other: &[String], sign: &str| {
        of.iter().filter(|line| !other.contains(line)).map(|line| format!("{sign} {line}")).collect::<Vec<_>>()
    };
    let mut differences = only(&expected, &found, "-");
    differences.extend(only(&found, &expected, "+"));

    let by_id: BTreeMap<&str, &Row> = observations.iter().map(|row| (row["observation_id"].as_str(), row)).collect();
    let conflicts: Vec<Row> = table(&version.join("conflicts.csv"))
        .into_iter()
        .map(|mut row| {
            let observation = by_id[row["observation_id"].as_str()];
            for column in ["indicator", "place", "period"] {
                row.insert(column.into(), observation[column].clone());
            }
            row
        })
        .collect();
    let columns = ["indicator", "place", "period", "value_a", "value_b", "reason"];
    let expected = told(&table(&example.join("expected/conflicts.csv")), &columns);
    let mut found = told(&conflicts, &columns);
    found.dedup();
    differences.extend(only(&expected, &found, "- conflict"));
    differences.extend(only(&found, &expected, "+ conflict"));
    assert!(differences.is_empty(), "expected (-) and found (+):\n{}", differences.join("\n"));

    for (column, rows, words) in [
        ("status", &observations, "agreed compatible conflicting single_source"),
        (
            "reason",
            &conflicts,
            "rounding unit_or_power_of_ten rate_against_count period place definition superseded_vintage \
             forecast_against_actual bound_violated unexplained",
        ),
    ] {
        for word in words.split_whitespace() {
            assert!(rows.iter().any(|row| row[column] == word), "no {column} is {word}");
        }
    }
}
