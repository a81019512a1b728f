//! `cuantia reconcile`: a claims table from anywhere.

use std::{collections::BTreeMap, fmt::Write as _, fs, path::Path};

use crate::project::{Project, Run, committed, cuantia};

/// The rows that come out, by item.
fn reconcile(input: &Path, arguments: &[&str]) -> BTreeMap<String, BTreeMap<String, String>> {
    let run = Run::of(cuantia().args(["reconcile", "--format", "csv", "--input"]).arg(input).args(arguments));
    run.says(0, &[]);
    rows(&run.stdout)
}

fn rows(text: &str) -> BTreeMap<String, BTreeMap<String, String>> {
    let mut csv = csv::Reader::from_reader(text.as_bytes());
    csv.deserialize()
        .map(|row| row.expect("a row"))
        .map(|row: BTreeMap<String, String>| (row["item"].clone(), row))
        .collect()
}

const TABLE: &str = "\
item,source,value,comparator,published,lineage_id,unit
ships,a,24,=,2012,x,ship
ships,b,24,=,2013,y,ship
ships,c,31,=,2014,z,ship
ships,d,31,=,2014,z,ship
ships,e,31,=,2014,z,ship
mail,a,1200,~,2012,,bag
mail,b,1240,=,2012,,bag
coal,a,>5,=,2012,,tonne
coal,b,70,>,2012,,tonne
";

#[test]
fn origins_are_counted_once_and_rows_that_cannot_be_read_are_told() {
    let project = Project::empty();
    project.write("claims.csv", TABLE);
    let run = project.run(&["reconcile", "--input", "claims.csv", "--format", "csv"]);
    run.says(0, &["claims.csv:9", "`value`: expected a number", "\">5\""]);
    assert!(run.stdout.starts_with("item,value,low,high,status,n_lineages,n_claims"), "{}", run.stdout);
    let rows = rows(&run.stdout);
    let of = |item: &str, columns: [&str; 6]| columns.map(|column| rows[item][column].clone()).join(" ");
    let all = ["value", "low", "high", "status", "n_lineages", "n_claims"];
    assert_eq!(of("ships | ship", all), "24 23.5 31.5 conflicting 3 5");
    assert_eq!(of("mail | bag", all), "1240 1173.25 1307.25 agreed 2 2");
    assert_eq!(of("coal | tonne", all), "70 70  single_source 1 1");
}

#[test]
fn every_method_can_be_asked_for_and_the_plain_value_stays_beside() {
    let project = Project::empty();
    project.write("claims.csv", TABLE);
    let value = |arguments: &[&str]| {
        let rows = reconcile(&project.path("claims.csv"), arguments);
        let row = &rows["ships | ship"];
        assert_eq!(row["value_unweighted"], "24");
        row["value"].clone()
    };
    assert_eq!(value(&[]), "24");
    assert_eq!(value(&["--method", "latest"]), "31");
    assert_eq!(value(&["--method", "reference", "--reference", "c"]), "31");
    assert_eq!(value(&["--method", "crh"]), "24");
    assert_eq!(value(&["--method", "accucopy"]), "24");
    project.run(&["reconcile", "--input", "claims.csv", "--method", "mean"]).says(2, &["mean", "plurality"]);
}

#[test]
fn a_table_that_lacks_something_says_what() {
    let project = Project::empty();
    project.write("claims.csv", "thing,value\nships,3\n");
    project
        .run(&["reconcile", "--input", "claims.csv"])
        .says(3, &["claims.csv:1", "`item` or `indicator`", "`source_id` or `source`", "found thing, value"]);
    project.write("claims.csv", "item,source,value\nships,a\nships,a,3\n");
    project.run(&["reconcile", "--input", "claims.csv"]).says(0, &["claims.csv:2", "expected 3 cells, found 2"]);
    project.write("claims.csv", "item,source,value,modality\nships,,3,\n,a,3,\nships,a,3,forecast\nships,a,4,\n");
    let run = project.run(&["reconcile", "--input", "claims.csv", "--format", "jsonl"]);
    run.says(
        0,
        &["claims.csv:2", "expected a source", "1 of the rows name neither an item", "1 of the rows state no level"],
    );
    assert!(run.stdout.starts_with("{\"item\":\"ships\",\"value\":4,\"low\":"), "{}", run.stdout);
    project.run(&["reconcile", "--input", "claims.csv", "--tolerance", "5"]).says(2, &["from 0 to 1"]);
    project.run(&["reconcile", "--input", "nothing.csv"]).says(1, &["nothing.csv"]);
}

/// The same rows in another order, from standard input, from Parquet, on one thread: the same bytes.
#[test]
fn neither_order_nor_threads_nor_format_change_a_byte() {
    let project = Project::empty();
    let mut table = String::from("item,source,value,comparator,lineage_id,published\n");
    for n in 0..2000_u32 {
        let (value, source) = (100 + n * 7919 % 13, n * 31 % 17);
        let comparator = ["=", "~", ">", "<"][n as usize % 4];
        let lineage = if n % 3 == 0 { format!("l{} | l{}", n % 5, n % 7) } else { format!("l{}", n % 11) };
        writeln!(table, "i{},s{source},{value},{comparator},{lineage},{}", n % 199, 2000 + n % 9).expect("text");
    }
    project.write("claims.csv", &table);
    let mut lines: Vec<&str> = table.lines().skip(1).collect();
    lines.reverse();
    lines.rotate_left(777);
    project.write("turned.csv", format!("{}\n{}\n", table.lines().next().expect("a header"), lines.join("\n")));
    for method in ["plurality", "latest", "crh", "accucopy"] {
        let run = |input: &str, threads: &str| {
            let arguments =
                ["reconcile", "--format", "jsonl", "--method", method, "--threads", threads, "--input", input];
            project.run(&arguments).says(0, &[]).stdout.clone()
        };
        let one = run("claims.csv", "1");
        assert_eq!(one.lines().count(), 199);
        assert!(one == run("turned.csv", "1") && one == run("claims.csv", "3"), "{method}");
    }
}

#[test]
fn the_published_claims_can_be_fed_to_it_as_they_are() {
    let project = Project::new();
    // Two that cite one register, and one that is only near.
    for name in ["north", "south"] {
        let note = "Register: National register of harbour calls, 2020, https://register.example/calls.pdf";
        let text =
            format!("# The {name}\n\nIn 2018, 3,800 ships called at the harbours of Portugal.[^1]\n\n[^1]: {note}\n");
        project.write(&format!("raw/{name}.md"), text);
    }
    project.write("raw/east.txt", "The east\n\nIn 2018, just over 3,700 ships called at the harbours of Portugal.\n");
    project.build();
    let observations = project.table("observations");
    let latest: serde_json::Value =
        serde_json::from_str(&project.text("datasets/harbours/latest.json")).expect("latest.json");
    let folder = project.path(&format!("datasets/harbours/{}", latest["path"].as_str().expect("a path")));
    for file in ["claims.csv", "claims.parquet"] {
        let rows = reconcile(&folder.join(file), &["--config", &project.path("pipeline.toml").to_string_lossy()]);
        let mut told: Vec<_> = rows
            .values()
            .map(|row| ["value", "low", "high", "status", "n_lineages", "n_claims"].map(|c| row[c].clone()))
            .collect();
        let same = |number: &str| number.parse::<f64>().map(|n| n.to_string()).unwrap_or_default();
        let mut published: Vec<_> = observations
            .iter()
            .map(|o| {
                [
                    same(&o["value"]),
                    same(&o["low"]),
                    same(&o["high"]),
                    o["status"].clone(),
                    o["n_lineages"].clone(),
                    o["n_claims"].clone(),
                ]
            })
            .collect();
        told.sort();
        published.sort();
        assert_eq!(told, published, "{file}");
    }
}

/// City populations as editors of an encyclopedia gave them, with vandalism and typing errors, against the true ones.
#[test]
fn the_population_benchmark() {
    let Some(shared) = std::env::var_os("CUANTIA_SHARED") else {
        eprintln!("skipped: CUANTIA_SHARED is not set");
        return;
    };
    let folder = Path::new(&shared).join("benchmarks");
    let truth = rows(&fs::read_to_string(folder.join("population_truth.csv")).expect("population_truth.csv"));
    let mut report = format!("{:<12}{:>6}{:>9}{:>12}\n", "method", "items", "exact", "mean error");
    let mut exact_of = BTreeMap::new();
    for method in ["plurality", "latest", "crh", "accucopy"] {
        let found = reconcile(&folder.join("population_claims.csv"), &["--method", method]);
        let number = |row: &BTreeMap<String, String>| row["value"].parse::<f64>().expect("a number");
        let errors: Vec<f64> =
            truth.iter().filter_map(|(item, row)| Some((number(found.get(item)?) - number(row)).abs())).collect();
        let count = |n: usize| f64::from(u32::try_from(n).expect("small"));
        let exact = count(errors.iter().filter(|error| **error < 0.5).count()) / count(errors.len());
        let mean = errors.iter().sum::<f64>() / count(errors.len());
        writeln!(report, "{method:<12}{:>6}{exact:>9.4}{mean:>12.1}", errors.len()).expect("text");
        exact_of.insert(method, exact);
    }
    committed("population.txt", &report);
    assert!(exact_of["plurality"] >= 0.79, "{report}");
}
