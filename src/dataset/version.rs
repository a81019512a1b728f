//! The number of the next version, from the difference to the last one.

use semver::Version;

use super::difference::{ColumnChange, Difference, RowChange};
use crate::config::VersionRule;

/// Which part of the number is raised.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Bump {
    Patch,
    Minor,
    Major,
}

/// The first version.
pub const FIRST: Version = Version::new(1, 0, 0);

/// The version after `last`, and why it is that one, a sentence each. Without any difference in the tables it is what is
/// said about the data set that changed.
#[must_use]
pub fn next(last: &Version, differences: &[Difference], rule: VersionRule) -> (Version, Vec<String>) {
    let mut bump = Bump::Patch;
    let mut reasons = Vec::new();
    for difference in differences {
        let table = &difference.table;
        for (change, name) in &difference.columns {
            bump = bump.max(of_column(*change));
            reasons.push(column_reason(*change, table, name));
        }
        for change in RowChange::ALL {
            let count = difference.count(*change);
            if count > 0 {
                bump = bump.max(of_row(*change, rule));
                let rows = if count == 1 { "row" } else { "rows" };
                reasons.push(format!("{table}: {count} {rows} {change}"));
            }
        }
    }
    if reasons.is_empty() {
        reasons.push("what is said about the data set changed".into());
    }
    (bump.apply(last), reasons)
}

impl Bump {
    fn apply(self, last: &Version) -> Version {
        match self {
            Self::Major => Version::new(last.major + 1, 0, 0),
            Self::Minor => Version::new(last.major, last.minor + 1, 0),
            Self::Patch => Version::new(last.major, last.minor, last.patch + 1),
        }
    }
}

fn of_column(change: ColumnChange) -> Bump {
    match change {
        ColumnChange::TableRemoved
        | ColumnChange::Removed
        | ColumnChange::Inserted
        | ColumnChange::Reordered
        | ColumnChange::Retyped
        | ColumnChange::Unit => Bump::Major,
        ColumnChange::TableAdded | ColumnChange::Added | ColumnChange::Loosened => Bump::Minor,
        ColumnChange::Tightened | ColumnChange::Described => Bump::Patch,
    }
}

/// After the Data Package recipe added and removed rows are minor and corrections patches; Croissant calls it major where
/// rows that were there are not any more, or say something else.
fn of_row(change: RowChange, rule: VersionRule) -> Bump {
    match (rule, change) {
        (VersionRule::DataPackage, RowChange::Added | RowChange::Removed)
        | (VersionRule::Croissant, RowChange::Added) => Bump::Minor,
        (VersionRule::DataPackage, RowChange::Changed | RowChange::Moved) => Bump::Patch,
        (VersionRule::Croissant, RowChange::Removed | RowChange::Changed | RowChange::Moved) => Bump::Major,
    }
}

fn column_reason(change: ColumnChange, table: &str, name: &str) -> String {
    match change {
        ColumnChange::TableAdded => format!("the table {table} is new"),
        ColumnChange::TableRemoved => format!("the table {table} is gone"),
        ColumnChange::Removed => format!("{table}: the column {name} is gone"),
        ColumnChange::Added => format!("{table}: the column {name} is new"),
        ColumnChange::Inserted => format!("{table}: the column {name} is new, between others"),
        ColumnChange::Reordered => format!("{table}: the columns stand in another order, from {name} on"),
        ColumnChange::Retyped => format!("{table}: the column {name} has another type"),
        ColumnChange::Unit => format!("{table}: the column {name} has another unit"),
        ColumnChange::Loosened => format!("{table}: the column {name} may hold more than before"),
        ColumnChange::Tightened => format!("{table}: the column {name} may hold less than before"),
        ColumnChange::Described => format!("{table}: the column {name} is described in other words"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dataset::difference::Row;

    fn next_of(columns: &[ColumnChange], rows: &[RowChange], rule: VersionRule) -> String {
        let difference = Difference {
            table: "claims".into(),
            columns: columns.iter().map(|c| (*c, "value".into())).collect(),
            rows: rows.iter().map(|r| Row { key: "clm".into(), change: *r, cells: Vec::new() }).collect(),
        };
        next(&Version::new(1, 2, 3), &[difference], rule).0.to_string()
    }

    #[test]
    fn the_largest_difference_decides() {
        use VersionRule::{Croissant, DataPackage};
        assert_eq!(next_of(&[], &[RowChange::Changed, RowChange::Added], DataPackage), "1.3.0");
        assert_eq!(next_of(&[], &[RowChange::Changed], DataPackage), "1.2.4");
        assert_eq!(next_of(&[], &[RowChange::Moved], DataPackage), "1.2.4");
        assert_eq!(next_of(&[ColumnChange::Added], &[RowChange::Changed], DataPackage), "1.3.0");
        assert_eq!(next_of(&[ColumnChange::Unit], &[RowChange::Added], DataPackage), "2.0.0");
        assert_eq!(next_of(&[], &[RowChange::Changed], Croissant), "2.0.0");
        assert_eq!(next_of(&[], &[RowChange::Added], Croissant), "1.3.0");
        assert_eq!(
            next(&FIRST, &[], DataPackage),
            (Version::new(1, 0, 1), vec!["what is said about the data set changed".into()])
        );
    }
}
