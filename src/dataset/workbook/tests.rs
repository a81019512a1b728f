//! The parts of the file as they are written; spreadsheet programs open it in tests/acceptance/workbook.py.

use std::{collections::BTreeMap, io::Read as _};

use super::*;
use crate::dataset::{
    column::{Column, Definition, View},
    tests as sample,
};

struct Row(&'static str, Option<f64>, bool);

type Col = Column<Row>;

static ODD: Definition<Row> = Definition {
    name: "odd",
    description: "",
    sorted_by: &[],
    key: &[],
    columns: &[
        Col::new("text", Type::Text, |r| r.0.into(), "", ""),
        Col::new("number", Type::Float, |r| Cell::Float(r.1), "", ""),
        Col::new("flag", Type::Bool, |r| r.2.into(), "", ""),
    ],
};

fn book(rows: &[Row]) -> Vec<u8> {
    write(&[&View { definition: &ODD, rows }], &sample::metadata()).expect("writes").expect("fits")
}

/// The files in a ZIP archive by name, from its central directory; each of them with the date and time that it states.
fn parts(zip: &[u8]) -> BTreeMap<String, (u32, String)> {
    let number = |at: usize, bytes: usize| zip[at..at + bytes].iter().rev().fold(0, |n, b| n << 8 | usize::from(*b));
    let starts = (0..zip.len() - 4).filter(|at| zip[*at..].starts_with(b"PK\x01\x02"));
    starts
        .map(|at| {
            let name = String::from_utf8(zip[at + 46..at + 46 + number(at + 28, 2)].to_vec()).expect("UTF-8");
            let local = number(at + 42, 4);
            let data = local + 30 + number(local + 26, 2) + number(local + 28, 2);
            let mut text = String::new();
            let packed = &zip[data..data + number(at + 20, 4)];
            flate2::read::DeflateDecoder::new(packed).read_to_string(&mut text).expect("inflates");
            (name, (u32::try_from(number(at + 12, 4)).expect("four bytes"), text))
        })
        .collect()
}

#[test]
fn texts_stay_texts_whatever_they_look_like() {
    let texts = ["2011-03", "=1+1", "12e45", "@SUM(A1)", "007", "http://example.org", "TRUE", "Malmö 🚲 <b>"];
    let rows: Vec<_> = texts.iter().map(|text| Row(text, Some(3e9), true)).chain([Row("", None, false)]).collect();
    let parts = parts(&book(&rows));
    let (_, sheet) = &parts["xl/worksheets/sheet1.xml"];
    assert!(!sheet.contains("<f>") && !sheet.contains("<hyperlink"), "{sheet}");
    assert_eq!(sheet.matches("t=\"s\"").count(), 3 + texts.len(), "{sheet}");
    assert!(sheet.contains("<v>3000000000</v>") && sheet.contains("t=\"b\"><v>1</v>"), "{sheet}");
    assert!(!sheet.contains("r=\"A10\"") && !sheet.contains("r=\"B10\""), "what is missing is no cell: {sheet}");
    assert!(sheet.contains("state=\"frozen\"") && sheet.contains("<autoFilter ref=\"A1:C10\""), "{sheet}");
    let (_, strings) = &parts["xl/sharedStrings.xml"];
    for text in ["2011-03", "=1+1", "12e45", "007", "Malmö 🚲 &lt;b&gt;"] {
        assert!(strings.contains(&format!("<t>{text}</t>")), "{strings}");
    }
}

#[test]
fn the_same_rows_give_the_same_bytes_and_no_time_but_the_day() {
    let rows = [Row("a", Some(1.5), false)];
    let bytes = book(&rows);
    assert!(bytes == book(&rows));
    let parts = parts(&bytes);
    // The first moment that a ZIP archive can state.
    assert!(parts.values().all(|(time, _)| *time == 0x0021_0000));
    let (_, core) = &parts["docProps/core.xml"];
    assert!(core.contains("2024-05-02T00:00:00Z") && core.contains("Fleets") && core.contains("Ana Ruiz"), "{core}");
}

#[test]
fn a_text_that_no_cell_can_hold_is_cut_visibly() {
    let fits = "é".repeat(CELL_UNITS);
    assert_eq!(shortened(&fits), None);
    let cut = shortened(&format!("{fits}é")).expect("is too long");
    assert_eq!((cut.encode_utf16().count(), cut.ends_with("é…")), (CELL_UNITS, true));
    // A sign of two units is not cut in half.
    let cut = shortened(&"🚲".repeat(CELL_UNITS)).expect("is too long");
    assert_eq!((cut.encode_utf16().count(), cut.ends_with("🚲…")), (CELL_UNITS, true));
}

#[test]
fn tables_too_large_for_a_sheet_are_refused_before_anything_is_written() {
    let rows: Vec<_> = (0..SHEET_ROWS).map(|_| Row("", None, false)).collect();
    let small = Definition { name: "long", columns: &ODD.columns[..1], ..ODD };
    let small: &'static Definition<Row> = Box::leak(Box::new(small));
    let why = |rows: &[Row], definition| too_large(&[&View { definition, rows }]).unwrap_or_default();
    assert_eq!(why(&rows, small), "long has 1048576 rows, and a sheet holds 1048575");
    assert_eq!(why(&rows[1..], small), "");
    let all: Vec<View<'_, Row>> = (0..2).map(|_| View { definition: &ODD, rows: &rows[1..] }).collect();
    let all: Vec<&dyn Rows> = all.iter().map(|view| view as &dyn Rows).collect();
    assert!(too_large(&all).is_some_and(|why| why.contains("6291450 cells")));
    assert!(write(&all, &sample::metadata()).expect("writes").is_none());
}
