//! The files hold what the tables hold, and the same input gives the same bytes.

use super::{column::Cell, *};
use crate::{
    base::period::Date,
    config::{Quote, TableFormat},
    reconcile::sample,
};

fn source(id: &str) -> SourceRow {
    SourceRow {
        source_id: id.into(),
        title: format!("Report \"{id}\", part 1"),
        authors: vec!["Ana Ruiz".into(), "A | B".into()],
        publisher: String::new(),
        published: Date::parse("2012-03"),
        url: format!("https://example.org/{id}"),
        language: "en".into(),
        licence: String::new(),
        quote: Quote::Full,
        summarises: String::new(),
        path: format!("raw/{id}.md"),
        sha256: crate::base::id::sha256(id.as_bytes()),
        bytes: 120,
        words: 20,
        status: crate::document::Status::Read,
        diagnostic: String::new(),
        n_claims: 0,
    }
}

fn documents() -> Vec<(SourceRow, Vec<Claim>)> {
    let mut odd = sample::claim("c", "1.5");
    odd.indicator = None;
    odd.value = None;
    odd.place = None;
    odd.raw = None;
    odd.sentence = "One line,\nand \"another\".".into();
    vec![
        (source("b"), vec![sample::claim("b", "29"), odd]),
        (source("a"), vec![sample::claim("a", "24")]),
        (source("empty"), Vec::new()),
    ]
}

fn tables(documents: Vec<(SourceRow, Vec<Claim>)>) -> Tables {
    let whole = |(source, claims)| Document { source, claims, text: String::new() };
    let documents = documents.into_iter().map(whole).collect();
    Tables::build(documents, &Corrections::default(), &[sample::indicator()], &sample::options(), &|_| None)
        .expect("reconciles")
}

pub(super) fn metadata() -> Metadata {
    Metadata {
        dataset: config::Dataset {
            name: "fleet".into(),
            title: "Fleets".into(),
            description: "Ships by country.".into(),
            licence: "CC-BY-4.0".into(),
            contributors: vec!["Ana Ruiz".into()],
            homepage: "https://example.org".into(),
            version_rule: config::VersionRule::DataPackage,
        },
        version: semver::Version::new(1, 0, 0),
        published: Date { year: 2024, month: 5, day: 2 },
        content_digest: "0".repeat(64),
        formats: vec![TableFormat::Parquet, TableFormat::Csv],
        workbook: true,
        reasons: vec!["first version".into()],
        before: Vec::new(),
        since: None,
        changes: Vec::new(),
        run: metadata::Run::default(),
    }
}

fn parquet_bytes(table: &dyn Rows) -> Vec<u8> {
    let mut out = Vec::new();
    parquet::write(table, &metadata(), &mut out).expect("writes");
    out
}

fn csv_records(table: &dyn Rows) -> (String, Vec<Vec<String>>) {
    let mut out = Vec::new();
    csv::write(table, &mut out).expect("writes");
    let mut reader = ::csv::ReaderBuilder::new().has_headers(false).from_reader(out.as_slice());
    let records = reader.records().map(|r| r.expect("reads").iter().map(str::to_owned).collect()).collect();
    (String::from_utf8(out).expect("UTF-8"), records)
}

#[test]
fn parquet_and_csv_hold_the_same_cells() {
    for table in tables(documents()).views() {
        let back = read::table(table.name(), parquet_bytes(&*table)).expect("reads");
        let (text, records) = csv_records(&*table);
        assert!(!text.contains("\r\n"));
        let names: Vec<_> = back.columns.iter().map(|c| c.name.clone()).collect();
        assert_eq!(records[0], names);
        let cells: Vec<Vec<String>> = back.rows.iter().map(|r| r.iter().map(Cell::to_string).collect()).collect();
        assert_eq!(records[1..], cells);
        for (row, cells) in back.rows.iter().enumerate() {
            for (column, cell) in cells.iter().enumerate() {
                assert_eq!(*cell, table.cell(row, column), "{} {row} {}", table.name(), names[column]);
            }
        }
    }
}

#[test]
fn a_published_column_knows_its_type_unit_and_meaning() {
    for table in Tables::default().views() {
        let back = read::table(table.name(), parquet_bytes(&*table)).expect("reads");
        assert!(back.rows.is_empty());
        for (column, head) in back.columns.iter().zip(table.heads()) {
            assert_eq!(
                (column.name.as_str(), column.ty.as_str(), column.unit.as_str(), column.description.as_str()),
                (head.name, head.ty.as_str(), head.unit, head.description)
            );
        }
        assert_eq!(back.columns.len(), table.heads().len());
    }
}

#[test]
fn the_order_of_the_input_changes_neither_bytes_nor_digest() {
    let (one, mut turned) = (tables(documents()), documents());
    turned.reverse();
    for (_, claims) in &mut turned {
        claims.reverse();
    }
    let other = tables(turned);
    for (a, b) in one.views().iter().zip(other.views().iter()) {
        assert_eq!(parquet_bytes(&**a), parquet_bytes(&**b));
    }
    assert_eq!(digest::content(&one, &metadata().dataset), digest::content(&other, &metadata().dataset));
}

#[test]
fn the_digest_sees_every_row_and_every_word_about_the_data_set() {
    let about = metadata().dataset;
    let digest = digest::content(&tables(documents()), &about);
    let mut changed = documents();
    changed[0].1[0].line = 7;
    assert_ne!(digest::content(&tables(changed), &about), digest);
    let other = config::Dataset { description: "Ships by country and year.".into(), ..about };
    assert_ne!(digest::content(&tables(documents()), &other), digest);
}

#[test]
fn rows_are_sorted_and_what_a_source_forbids_is_not_quoted() {
    let mut documents = documents();
    documents[0].0.quote = Quote::None;
    let tables = tables(documents);
    let order: Vec<_> = tables.claims.iter().map(|r| r.claim.claim_id.as_str()).collect();
    assert_eq!(order, ["clmc", "clma", "clmb"]);
    let views = tables.views();
    let claims = &views[1];
    let column = |name: &str| claims.heads().iter().position(|h| h.name == name).expect("there");
    assert_eq!(claims.cell(2, column("sentence")), Cell::from(""));
    assert_eq!(claims.cell(2, column("prefix")), Cell::from(""));
    assert_eq!(claims.cell(2, column("exact")), Cell::from("29 ships"));
    assert_eq!(claims.cell(1, column("sentence")), Cell::from("The navy of Chile had 24 ships in 2011."));
    assert_eq!(claims.cell(0, column("start")), Cell::Int(-1));
    assert_eq!(views[4].cell(0, 2), Cell::from("Ana Ruiz | A \\| B"));
}

#[test]
fn the_dictionary_covers_every_column() {
    let tables = Tables::default();
    let mut out = Vec::new();
    csv::write(&dictionary::view(&dictionary::entries(&tables.views())), &mut out).expect("writes");
    let text = String::from_utf8(out).expect("UTF-8");
    let markdown = dictionary::format_markdown();
    for table in tables.views() {
        for head in table.heads() {
            assert!(text.contains(&format!("\n{},{},{},", table.name(), head.name, head.ty.as_str())));
            assert!(markdown.contains(&format!("| `{}` | {} |", head.name, head.ty.as_str())));
            assert!(!head.description.is_empty() && !head.example.is_empty(), "{} {}", table.name(), head.name);
        }
        let last = table.sorted_by();
        assert!(last.iter().all(|name| table.heads().iter().any(|h| h.name == *name && h.ty.as_str() == "text")));
    }
}

#[test]
fn floats_are_written_without_exponent_and_read_back_as_the_same() {
    for text in ["3000000000", "0.1", "33.3333", "1e-7", "-12.5", "123456789012345678901234567"] {
        let amount = sample::amount(text);
        let written = Cell::from(Some(amount)).to_string();
        assert!(!written.contains(['e', 'E']), "{written}");
        assert_eq!(written.parse::<f64>().expect("a number").to_bits(), amount.to_f64().to_bits());
    }
}

#[test]
fn the_sums_stand_last_and_name_every_other_file() {
    let files = version_files(&tables(documents()), &metadata()).expect("writes");
    let names: Vec<_> = files.iter().map(|(name, _)| name.as_str()).collect();
    assert_eq!(names.last(), Some(&files::SUMS));
    assert!(names[..names.len() - 1].is_sorted());
    let sums = String::from_utf8(files[files.len() - 1].1.clone()).expect("UTF-8");
    for (name, bytes) in &files[..files.len() - 1] {
        assert!(sums.contains(&format!("{}  {name}\n", crate::base::id::sha256(bytes))));
    }
    let entry = files::Entry::new(&metadata(), &files);
    assert_eq!(entry.sha256sums, crate::base::id::sha256(sums.as_bytes()));
    let latest = files::json(&entry.latest("fleet")).expect("writes");
    let back: files::Latest = serde_json::from_slice(&latest).expect("reads");
    assert_eq!((back.version, back.path.as_str()), (semver::Version::new(1, 0, 0), "v/1.0.0"));
}

/// `CUANTIA_UPDATE=1 cargo test format_md` writes the section anew.
#[test]
#[allow(clippy::disallowed_methods, reason = "a test of a file of the repository")]
fn format_md_is_up_to_date() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/FORMAT.md");
    let text = std::fs::read_to_string(path).expect("FORMAT.md");
    let (begin, end) = ("<!-- columns:begin -->\n", "<!-- columns:end -->");
    let (before, rest) = text.split_once(begin).expect("the begin marker");
    let (_, after) = rest.split_once(end).expect("the end marker");
    let wanted = format!("{before}{begin}{}{end}{after}", dictionary::format_markdown());
    if std::env::var_os("CUANTIA_UPDATE").is_some() {
        std::fs::write(path, &wanted).expect("FORMAT.md is written");
    } else {
        assert!(text == wanted, "FORMAT.md is out of date: run `CUANTIA_UPDATE=1 cargo test format_md`");
    }
}

fn published(tables: &Tables) -> Vec<read::Published> {
    tables.views().iter().map(|t| read::table(t.name(), parquet_bytes(&**t)).expect("reads")).collect()
}

#[test]
fn the_difference_names_added_removed_changed_and_moved_rows() {
    use difference::{ColumnChange, RowChange};
    let old = published(&tables(documents()));
    assert!(difference::tables(&side::Both::of(&old, &tables(documents()).views())).expect("compares").is_empty());

    let mut now = documents();
    now[1].1[0].value = Some(sample::amount("25"));
    now[0].1[0].line = 9;
    now[0].1.remove(1);
    now[2].1.push(Claim { indicator: None, ..sample::claim("new", "31") });
    let now = tables(now);
    let found = difference::tables(&side::Both::of(&old, &now.views())).expect("compares");
    let claims = found.iter().find(|d| d.table == "claims").expect("differs");
    let changes: Vec<_> = claims.rows.iter().map(|r| (r.key.as_str(), r.change)).collect();
    assert_eq!(
        changes,
        [
            ("clma", RowChange::Changed),
            ("clmb", RowChange::Moved),
            ("clmc", RowChange::Removed),
            ("clmnew", RowChange::Added)
        ]
    );
    assert!(claims.rows[0].cells.contains(&("value_text".into(), "24".into(), "25".into())));
    assert!(claims.columns.is_empty());
    let (version, reasons) = version::next(&version::FIRST, &found, config::VersionRule::DataPackage);
    assert_eq!(version, semver::Version::new(1, 1, 0));
    assert!(reasons.contains(&"claims: 1 row moved".to_owned()), "{reasons:?}");

    let mut older = old;
    older[1].columns.swap(0, 1);
    older[1].columns[4].name = "sort".into();
    older[4].columns[12].unit = "kB".into();
    older[4].columns.pop();
    older.pop();
    let changes: Vec<_> = difference::tables(&side::Both::of(&older, &tables(documents()).views()))
        .expect("compares")
        .into_iter()
        .flat_map(|d| d.columns)
        .collect();
    for (change, name) in [
        (ColumnChange::Reordered, "observation_id"),
        (ColumnChange::Removed, "sort"),
        (ColumnChange::Inserted, "kind"),
        (ColumnChange::Unit, "bytes"),
        (ColumnChange::Added, "diagnostic"),
        (ColumnChange::TableAdded, ""),
    ] {
        assert!(changes.contains(&(change, name.to_owned())), "{change} {name}: {changes:?}");
    }
}

#[test]
fn large_files_have_row_groups_and_bloom_filters_on_ids() {
    use ::parquet::file::reader::{FileReader as _, SerializedFileReader};
    let row = |n: usize| Lineage {
        claim_id: format!("clm{n:08}"),
        lineage_id: format!("lin{n:08}"),
        reason: reconcile::LineageReason::SameSource,
    };
    for (rows, groups) in [(10, 1), (140_000, 2)] {
        let tables = Tables { lineages: (0..rows).map(row).collect(), ..Tables::default() };
        let bytes = parquet_bytes(&*tables.views()[2]);
        let reader = SerializedFileReader::new(::bytes::Bytes::from(bytes)).expect("reads");
        let about = reader.metadata();
        assert_eq!(about.num_row_groups(), groups);
        assert_eq!(about.file_metadata().created_by(), Some(metadata().created_by().as_str()));
        let group = about.row_group(0);
        assert_eq!(
            group.sorting_columns().map(|s| s.iter().map(|c| c.column_idx).collect::<Vec<_>>()),
            Some(vec![0, 1])
        );
        let filters: Vec<_> = group.columns().iter().map(|c| c.bloom_filter_offset().is_some()).collect();
        assert_eq!(filters, [groups > 1, groups > 1, false]);
        assert!(
            group.column(0).dictionary_page_offset().is_none() && group.column(2).dictionary_page_offset().is_some()
        );
    }
}
