use super::*;
use crate::base::{Kind, Severity};

const MINIMAL: &str = "[dataset]\nname = \"figures\"\n";

/// The ids and lines of what is wrong with a configuration.
fn faults(text: &str) -> Vec<(String, usize)> {
    let found = Config::parse(text, "pipeline.toml").expect_err("it is wrong");
    assert!(found.iter().all(|d| d.severity == Severity::Error && d.path == "pipeline.toml"), "{found:?}");
    found.into_iter().map(|d| (d.id, d.line)).collect()
}

fn fault(text: &str) -> (String, usize) {
    let found = faults(text);
    assert_eq!(found.len(), 1, "{found:?}");
    found[0].clone()
}

#[test]
fn a_name_is_enough() {
    let config = Config::parse(MINIMAL, "pipeline.toml").expect("valid");
    assert_eq!(config.dataset.title, "figures");
    assert_eq!(config.input.paths, ["raw/*"]);
    assert_eq!(config.reconcile.tolerance.to_string(), "0.05");
    assert_eq!(
        config.publish,
        Publish { to: "datasets".into(), formats: vec![TableFormat::Parquet, TableFormat::Csv], workbook: true }
    );
}

#[test]
fn every_table_is_read() {
    let text = r#"
[dataset]
name = "figures"
version_rule = "croissant"
[input]
paths = ["notes/*.md", "more"]
[[indicator]]
id = "rate"
title = "Rate"
description = ""
kind = "rate"
unit = "per 100000"
accumulates = "level"
tolerance = 0.1
all = [["homicid"]]
places = ["MEX", "MEX>USA", "CAN+MEX"]
examples = [{ text = "8 homicides per 100,000" }]
[[place]]
names = ["Port Vell"]
code = "ESP"
[[period]]
name = "Moreno administration"
start = "2017-05-24"
end = "2021-05-24"
[[period]]
name = "the reform era"
start = "2022"
[[unit]]
names = ["bushel", "bushels"]
unit = "bushel"
[[hedge]]
phrase = "a shade over"
comparator = ">"
[reconcile]
tolerance = "0.02"
reference = ["a"]
[publish]
to = "out"
formats = ["csv"]
workbook = false
"#;
    let config = Config::parse(text, "pipeline.toml").expect("valid");
    assert_eq!(config.dataset.version_rule, VersionRule::Croissant);
    assert_eq!(config.extensions.places[0].code, "ESP");
    let periods: Vec<_> = config.extensions.periods.iter().map(|p| p.period.to_string()).collect();
    assert_eq!(periods, ["2017-05-24/2021-05-24", "2022/.."]);
    assert_eq!(config.extensions.units[0].kind, Kind::Measure);
    assert_eq!(config.extensions.hedges[0].comparator.as_str(), ">");
    assert_eq!(config.reconcile.tolerance.to_string(), "0.02");
    assert_eq!((&*config.publish.formats, config.publish.workbook), (&[TableFormat::Csv][..], false));
    assert_eq!((config.example_line(0, 0), config.example_line(0, 1), config.example_line(1, 0)), (17, 0, 0));
}

#[test]
fn unknown_keys_are_found_at_every_level_with_the_nearest_known_one() {
    let text = "[dataset]\nname = \"x\"\nlicense = \"\"\n[[indicator]]\nexamples = [\n  { txt = \"\" },\n]\n[publsh]\n";
    let found = Config::parse(text, "p").expect_err("wrong");
    let said: Vec<_> = found.iter().map(|d| (d.message.as_str(), d.line, d.help.as_str())).collect();
    assert_eq!(
        said,
        [
            ("unknown key `license` in [dataset]", 3, "did you mean `licence`?"),
            ("unknown key `txt` in [indicator.examples]", 6, "did you mean `text`?"),
            ("unknown key `publsh` at the top level", 8, "did you mean `publish`?"),
        ]
    );
    let far = Config::parse("[dataset]\nname = \"x\"\nqqq = 1\n", "p").expect_err("wrong");
    assert!(far[0].help.starts_with("the keys here are name, title"), "{}", far[0].help);
}

#[test]
fn what_cannot_be_used_is_refused_where_it_stands() {
    let with = |more: &str| fault(&format!("{MINIMAL}{more}"));
    assert_eq!(fault("[dataset]\nname = \"My Data\"\n"), ("invalid-name".into(), 2));
    assert_eq!(fault("[dataset]\ntitle = \"x\"\n"), ("invalid-value".into(), 1));
    assert_eq!(with("[input]\npaths = [\"../x\"]\n"), ("invalid-path".into(), 4));
    assert_eq!(with("[input]\npaths = [\"/etc/*\"]\n"), ("invalid-path".into(), 4));
    assert_eq!(with("[input]\npaths = [\"a[\"]\n"), ("invalid-glob".into(), 4));
    assert_eq!(with("[publish]\nto = \"s3://\"\n"), ("unsupported-target".into(), 4));
    assert_eq!(with("[publish]\nformats = []\n"), ("no-format".into(), 4));
    assert_eq!(with("[reconcile]\ntolerance = -1\n"), ("invalid-tolerance".into(), 4));
    assert_eq!(with("[[place]]\nnames = []\ncode = \"ESP\"\n"), ("invalid-place".into(), 4));
    assert_eq!(with("[[period]]\nname = \"x\"\nstart = \"2020\"\nend = \"2019\"\n"), ("invalid-period".into(), 5));
    assert_eq!(with("[[unit]]\nnames = [\"x\"]\nunit = \"\"\n"), ("invalid-unit".into(), 5));
    assert_eq!(with("[[hedge]]\nphrase = \" \"\ncomparator = \"~\"\n"), ("invalid-hedge".into(), 4));
    assert_eq!(with("[[hedge]]\nphrase = \"x\"\ncomparator = \"≈\"\n"), ("invalid-value".into(), 5));
    assert_eq!(fault("[dataset\n"), ("invalid-toml".into(), 1));
}

#[test]
fn a_sidecar_takes_dates_as_text_number_or_date() {
    for (written, read) in [("\"2020-12\"", "2020-12"), ("2020", "2020"), ("2020-12-31", "2020-12-31")] {
        let sidecar = Sidecar::parse(&format!("published = {written}\n"), "x.toml").expect("valid");
        assert_eq!(sidecar.published.map(|d| d.to_string()).as_deref(), Some(read));
    }
    let refused = Sidecar::parse("title = \"x\"\npublished = \"soon\"\n", "x.md.toml").expect_err("no date");
    assert_eq!((refused[0].line, refused[0].path.as_str()), (2, "x.md.toml"));
    assert_eq!(Sidecar::parse("\nid = \"a/b\"\n", "x.toml").expect_err("no id")[0].line, 2);
}

#[test]
fn a_sidecar_reads_back_as_written() {
    let sidecar = Sidecar {
        id: Some("a-1".into()),
        title: Some("\"Quoted\"\nand = odd # title".into()),
        authors: vec!["Ana Ruiz".into(), "O'Neil".into()],
        published: crate::base::period::Date::parse("2020-12"),
        quote: Some(Quote::Snippet),
        ..Sidecar::default()
    };
    assert_eq!(Sidecar::parse(&sidecar.to_toml(), "x.toml"), Ok(sidecar));
    assert_eq!(Sidecar::parse("", "x.toml"), Ok(Sidecar::default()));
}

#[test]
fn a_file_name_becomes_an_id() {
    let ids = ["report.pdf", "a b.tar.gz", ".hidden", "año 2020.md", ""].map(sidecar::default_id);
    assert_eq!(ids, ["report", "a-b.tar", ".hidden", "año-2020", "source"]);
}
