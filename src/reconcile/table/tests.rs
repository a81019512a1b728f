use proptest::prelude::*;

use super::*;

/// A row: item, source, value, comparator, year, lineage, unit.
type Said<'r> = [&'r str; 7];

fn reconcile(rows: &[Said<'_>]) -> Vec<Item> {
    let columns = [
        Column::Item,
        Column::Source,
        Column::Value,
        Column::Comparator,
        Column::Published,
        Column::LineageId,
        Column::Unit,
    ];
    let spellings = Spellings::default();
    // Each row in a part of its own.
    let part = |row: &Said<'_>| {
        let mut cells = Cells::default();
        for (column, text) in columns.into_iter().zip(row) {
            cells.set(column, text);
        }
        let mut part = Part::new(&[], &spellings);
        part.push(&cells).expect("a row");
        part
    };
    let parts = rows.iter().map(part).collect();
    Table::new(&[], config::Reconcile::default(), parts).reconcile()
}

fn row<'r>(item: &'r str, source: &'r str, value: &'r str, unit: &'r str) -> Said<'r> {
    [item, source, value, "=", "2020", "", unit]
}

fn shown(rows: &[Said<'_>]) -> Vec<(String, String, usize)> {
    let value = |item: &Item| item.value.map(|value| value.to_string()).unwrap_or_default();
    reconcile(rows).iter().map(|item| (item.item.clone(), value(item), item.n_claims)).collect()
}

#[test]
fn what_is_stated_in_several_units_is_compared_in_the_one_that_most_rows_have() {
    let rows = [
        row("coal", "a", "24", "thousand tonne"),
        row("coal", "b", "24000", "tonne"),
        row("coal", "c", "31000000", "kilogram"),
        row("coal", "d", "24000", "tonne"),
        row("coal", "e", "24000", "USD"),
        row("coal", "f", "24", "thousand USD"),
        row("rain", "a", "20", "percent"),
        row("rain", "b", "0.2", "share"),
    ];
    let expected = [
        ("coal | USD", "24000", 1),
        ("coal | thousand USD", "24", 1),
        ("coal | tonne", "24000", 4),
        ("rain | percent", "20", 2),
    ];
    assert_eq!(shown(&rows), expected.map(|(item, value, n)| (item.to_owned(), value.to_owned(), n)));
    let coal = &reconcile(&rows)[2];
    assert_eq!((coal.status, coal.n_lineages), (Status::Conflicting, 4));
}

#[test]
fn units_are_compared_however_they_are_spelled() {
    let rows = [
        row("coal", "a", "24", "kt"),
        row("coal", "b", "24000", "tonnes"),
        row("coal", "c", "24000", "t"),
        row("coal", "d", "24", "thousand tonnes"),
        row("rain", "a", "20", "%"),
        row("rain", "b", "20", "per cent"),
        row("ships", "a", "7", "ships"),
        row("ships", "b", "7", "ship"),
        row("wind", "a", "3", "Beaufort (mean)"),
    ];
    let expected = [
        ("coal | tonne", "24000", 4),
        ("rain | percent", "20", 2),
        ("ships | ship", "7", 2),
        ("wind | Beaufort (mean)", "3", 1),
    ];
    assert_eq!(shown(&rows), expected.map(|(item, value, n)| (item.to_owned(), value.to_owned(), n)));
}

#[test]
fn where_the_commonest_unit_has_no_digits_for_a_value_the_next_is_taken() {
    let rows = [row("wait", "a", "2", "hour"), row("wait", "b", "3", "hour"), row("wait", "c", "100", "minute")];
    assert_eq!(shown(&rows), [("wait | minute".to_owned(), "120".to_owned(), 3)]);
    let rows = [row("way", "a", "1", "mile"), row("way", "b", "1", "nautical mile"), row("way", "c", "3", "mile")];
    assert_eq!(shown(&rows)[0].0, "way | metre");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]

    /// Whoever says kilograms instead of tonnes changes nothing but the unit of the result.
    #[test]
    fn saying_the_same_in_another_unit_changes_nothing_else(
        rows in prop::collection::vec(
            (0..2_usize, 0..6_usize, prop_oneof![1..40_i64, 1000..1300_i64], 0..4_usize, 0..5_usize, 0..3_usize),
            1..12,
        ),
        scaled in prop::collection::vec(any::<bool>(), 12),
    ) {
        let texts = |scaled: &dyn Fn(usize) -> bool| -> Vec<[String; 7]> {
            rows.iter().enumerate().map(|(n, (item, source, value, comparator, lineage, year))| {
                let (value, unit) = if scaled(n) { (value * 100, "kilogram") } else { (*value, "tonne") };
                // Tenths of tonnes, hundreds of kilograms.
                let value = if unit == "tonne" { format!("{}.{}", value / 10, value % 10) } else { value.to_string() };
                let (comparator, lineage) = (["=", "=", "~", ">"][*comparator], format!("l{lineage}"));
                [format!("i{item}"), format!("s{source}"), value, comparator.into(), format!("{}", 2018 + year), lineage, unit.into()]
            }).collect()
        };
        let gist = |texts: Vec<[String; 7]>| -> Vec<_> {
            let rows: Vec<Said<'_>> = texts.iter().map(|row| std::array::from_fn(|n| row[n].as_str())).collect();
            reconcile(&rows).into_iter().map(|item| {
                let factor = if item.item.ends_with("kilogram") { 1000.into() } else { Amount::ONE };
                let tonnes = |x: Option<Amount>| x.and_then(|x| x.over(factor));
                let name = item.item.split(' ').next().map(str::to_owned);
                (name, [item.value, item.low, item.high, item.value_unweighted].map(tonnes), item.status,
                 item.n_lineages, item.n_claims, item.n_sources, item.comparator, item.source)
            }).collect()
        };
        prop_assert_eq!(gist(texts(&|_| false)), gist(texts(&|n| scaled[n])));
        prop_assert_eq!(gist(texts(&|_| false)), gist(texts(&|_| true)));
    }
}
