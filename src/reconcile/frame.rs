//! The steps over whole tables: grouping rows by their keys, and matching the rows of two tables. Polars does them,
//! in this file only; what goes in and comes out are texts and row numbers.

use polars::prelude::*;

/// What polars says when it cannot do its work.
#[derive(Debug, thiserror::Error)]
#[error("a step over a whole table failed: {0}")]
pub struct Error(#[from] PolarsError);

/// Row numbers in the old and in the new table.
pub type Pair = (Option<usize>, Option<usize>);

const ROW: &str = "row";

/// Groups rows that are alike in every key column. Each column has a text for each row.
///
/// The groups come in the order of their keys (by bytes, first column first), the row numbers in each of them ascend:
/// neither threads nor hashes have a say.
///
/// # Errors
/// Where the columns differ in length.
pub fn group(columns: &[Vec<&str>]) -> Result<Vec<Vec<usize>>, Error> {
    let Some(first) = columns.first().filter(|c| !c.is_empty()) else { return Ok(Vec::new()) };
    let names: Vec<PlSmallStr> = (0..columns.len()).map(|n| format!("key{n}").into()).collect();
    let mut frame: Vec<Column> =
        names.iter().zip(columns).map(|(name, texts)| Column::new(name.clone(), texts.as_slice())).collect();
    frame.push(numbers(ROW, first.len()));
    let keys: Vec<Expr> = names.iter().map(|name| col(name.clone())).collect();
    let groups = DataFrame::new(first.len(), frame)?
        .lazy()
        .group_by_stable(&keys)
        .agg([col(ROW)])
        .sort(names, SortMultipleOptions::default())
        .collect()?;
    let lists = groups.column(ROW)?.list()?;
    let mut out = Vec::with_capacity(lists.len());
    for rows in lists.amortized_iter().flatten() {
        out.push(rows.as_ref().idx()?.iter().flatten().map(|n| n as usize).collect());
    }
    Ok(out)
}

/// Matches the rows of two tables by a key that is unique in each of them: pairs of row numbers, in the order of the
/// key; `None` on the side where it is absent.
///
/// # Errors
/// Where polars cannot join them.
pub fn matched(old: &[&str], new: &[&str]) -> Result<Vec<Pair>, Error> {
    let table = |key: &str, row: &str, keys: &[&str]| {
        DataFrame::new(keys.len(), vec![Column::new(key.into(), keys), numbers(row, keys.len())]).map(IntoLazy::lazy)
    };
    let joined = table("key", "old", old)?
        .full_join(table("key", "new", new)?, col("key"), col("key"))
        .with_column(coalesce(&[col("key"), col("key_right")]).alias("key"))
        .sort(["key"], SortMultipleOptions::default())
        .collect()?;
    let side = |name: &str| joined.column(name).and_then(|c| c.idx());
    let (old, new) = (side("old")?, side("new")?);
    Ok(old.iter().zip(new.iter()).map(|(o, n)| (o.map(|n| n as usize), n.map(|n| n as usize))).collect())
}

/// The numbers of `height` rows. More rows than 2³² cannot be told apart by this build of polars.
fn numbers(name: &str, height: usize) -> Column {
    let rows: Vec<IdxSize> = (0..height).map(|n| IdxSize::try_from(n).unwrap_or(IdxSize::MAX)).collect();
    Column::new(name.into(), rows)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn groups_come_in_the_order_of_their_keys() {
        let groups = group(&[vec!["b", "a", "b", "a", "a"], vec!["x", "y", "x", "x", "y"]]).expect("groups");
        assert_eq!(groups, [vec![3], vec![1, 4], vec![0, 2]]);
        assert!(group(&[vec![]]).expect("none").is_empty());
    }

    #[test]
    fn rows_of_two_tables_are_matched_by_key() {
        let pairs = matched(&["c", "a"], &["b", "c"]).expect("joins");
        assert_eq!(pairs, [(Some(1), None), (None, Some(0)), (Some(0), Some(1))]);
        assert!(matched(&[], &[]).expect("joins").is_empty());
    }
}
