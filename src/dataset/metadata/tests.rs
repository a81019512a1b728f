//! What only the pieces can show; the formats themselves are tried with other people's validators in tests/acceptance.

use serde_json::Value;

use crate::{
    config::TableFormat,
    dataset::{Tables, files::version_files, tests as sample},
};

/// The text of a file of a version.
fn text(files: &[(String, Vec<u8>)], name: &str) -> String {
    let (_, bytes) = files.iter().find(|(there, _)| there == name).unwrap_or_else(|| panic!("no {name}"));
    String::from_utf8(bytes.clone()).expect("UTF-8")
}

fn parsed(files: &[(String, Vec<u8>)], name: &str) -> Value {
    serde_json::from_str(&text(files, name)).expect("JSON")
}

#[test]
fn every_column_is_described_in_every_format() {
    let files = version_files(&Tables::default(), &sample::metadata()).expect("writes");
    let (package, croissant) = (parsed(&files, "datapackage.json"), parsed(&files, "croissant.json"));
    for table in Tables::default().views() {
        let resource = package["resources"].as_array().expect("a list").iter().find(|r| r["name"] == table.name());
        let set = croissant["recordSet"].as_array().expect("a list").iter().find(|r| r["@id"] == table.name());
        let csvw = parsed(&files, &format!("{}.csv-metadata.json", table.name()));
        let fields = &resource.expect("a resource")["schema"]["fields"];
        for (n, head) in table.heads().iter().enumerate() {
            assert_eq!((&fields[n]["name"], &fields[n]["description"]), (&head.name.into(), &head.description.into()));
            assert_eq!(set.expect("a record set")["field"][n]["name"], head.name);
            assert_eq!(csvw["tableSchema"]["columns"][n]["name"], head.name);
            assert_eq!(fields[n]["unit"].as_str().unwrap_or_default(), head.unit);
            if let Some((to, column)) = head.refers_to {
                let tables = Tables::default();
                let there = tables.views().iter().any(|t| t.name() == to && t.heads().iter().any(|h| h.name == column));
                assert!(there, "{} refers to {to}.{column}", head.name);
            }
        }
    }
    let annotated =
        croissant["recordSet"][1]["field"].as_array().expect("a list").iter().find(|f| f["name"] == "value");
    let annotation = &annotated.expect("the value of claims")["annotation"];
    assert_eq!(annotation["equivalentProperty"], "prov:wasQuotedFrom");
    assert_eq!(annotation["source"]["extract"]["column"], "sentence");
}

#[test]
fn what_is_not_stated_is_left_out() {
    let mut metadata = sample::metadata();
    metadata.formats = vec![TableFormat::Csv];
    let about = &mut metadata.dataset;
    about.licence.clear();
    about.homepage.clear();
    about.description.clear();
    about.contributors.clear();
    let files = version_files(&Tables::default(), &metadata).expect("writes");
    let package = parsed(&files, "datapackage.json");
    for key in ["licenses", "homepage", "contributors", "sources"] {
        assert!(package.get(key).is_none(), "{key}");
    }
    assert!(text(&files, "CITATION.cff").contains("alias: anonymous"));
    assert!(text(&files, "LICENSE").contains("No licence is stated"));
    let readme = text(&files, "README.md");
    // Of the tables only the dictionary has rows.
    assert!(!readme.contains("license:") && readme.contains("data_files: dictionary.csv"), "{readme}");
    assert!(!readme.contains("data_files: claims.csv"), "{readme}");
    assert_eq!(
        parsed(&files, "croissant.json")["recordSet"][1]["field"][0]["source"]["fileObject"]["@id"],
        "claims.csv"
    );
}

#[test]
fn a_licence_of_ones_own_is_said_as_it_is() {
    let mut metadata = sample::metadata();
    metadata.dataset.licence = "LicenseRef-Harbour OR CC-BY-4.0".into();
    let files = version_files(&Tables::default(), &metadata).expect("writes");
    assert_eq!(parsed(&files, "datapackage.json")["licenses"][0]["path"], "LICENSE");
    assert!(text(&files, "README.md").contains("license: other\nlicense_name: \"licenseref-harbour or cc-by-4.0\"\n"));
    assert!(!text(&files, "CITATION.cff").contains("license"));
    metadata.dataset.licence = "cc-by-4.0".into();
    let files = version_files(&Tables::default(), &metadata).expect("writes");
    assert!(text(&files, "CITATION.cff").contains("license: CC-BY-4.0\n"));
    assert!(text(&files, "LICENSE").contains("https://creativecommons.org/licenses/by/4.0/"));
}
