//! A table in one or two formats: its columns, its cells, its keys, and what it refers to.

use std::{
    collections::{BTreeMap, BTreeSet},
    io::Cursor,
};

use super::{
    Check, Findings,
    package::{Package, Resource},
};
use crate::dataset::read;

/// The files of one table, with their bytes.
#[derive(Debug, Default)]
pub struct Files<'p> {
    /// Only where it is whole: damaged Parquet says nothing of where.
    pub parquet: Option<(&'p Resource, Vec<u8>)>,
    pub csv: Option<(&'p Resource, Vec<u8>)>,
}

/// Some columns of a table, as texts.
#[derive(Debug, Default)]
pub struct Kept {
    /// The file that they were read from.
    pub file: String,
    columns: Vec<String>,
    /// The key of each row, and its cells.
    rows: Vec<(String, Vec<String>)>,
}

impl Kept {
    /// Some columns of each row, behind the row's key; empty where the table has no such column.
    pub fn cells<const N: usize>(&self, names: [&str; N]) -> impl Iterator<Item = (&str, [&str; N])> {
        let at = names.map(|name| self.columns.iter().position(|column| column == name));
        self.rows.iter().map(move |(key, row)| {
            let cell = |n: Option<usize>| n.and_then(|n| row.get(n)).map_or("", String::as_str);
            (key.as_str(), at.map(cell))
        })
    }

    /// The number of rows.
    #[must_use]
    pub fn len(&self) -> usize {
        self.rows.len()
    }

    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }
}

/// A row with its cells as texts, or why it cannot be read.
type Row = Result<Vec<String>, String>;
type Rows = Box<dyn Iterator<Item = Row>>;

/// Looks at a table, and keeps the columns `keep` of it. Its cells are looked at in Parquet, where it is in both formats; the
/// CSV file has to hold the same.
pub fn table(files: Files<'_>, keep: &BTreeSet<&str>, found: &mut Findings) -> Kept {
    let parquet = files.parquet.and_then(|(resource, bytes)| parquet(resource, bytes, found));
    let csv = files.csv.map(|(resource, bytes)| csv(resource, bytes, found));
    let mut both = parquet.into_iter().chain(csv);
    let Some((resource, rows)) = both.next() else { return Kept::default() };
    let mut other = both.next();
    let (fields, key) = (&resource.schema.fields, &resource.schema.primary_key);
    let at = |name: &str| fields.iter().position(|field| field.name == name);
    let keys: Vec<usize> = key.iter().filter_map(|name| at(name)).collect();
    let kept: Vec<usize> = keep.iter().filter_map(|name| at(name)).collect();
    let columns = kept.iter().map(|n| fields[*n].name.clone()).collect();
    let mut out = Kept { file: resource.path.clone(), columns, rows: Vec::new() };
    let mut seen = BTreeSet::new();
    for (n, row) in rows.enumerate() {
        let row = match row {
            Ok(row) => row,
            Err(message) => {
                found.cell(Check::Schema, &resource.path, &format!("#{}", n + 1), "", message);
                continue;
            }
        };
        let parts: Vec<_> = keys.iter().filter_map(|n| row.get(*n).map(String::as_str)).collect();
        let name = if parts.is_empty() { format!("#{}", n + 1) } else { parts.join(" ") };
        for (field, text) in fields.iter().zip(&row) {
            if let Some(message) = field.fault(text) {
                found.cell(Check::Schema, &resource.path, &name, &field.name, message);
            }
        }
        if !seen.insert(name.clone()) {
            found.cell(Check::Key, &resource.path, &name, &key.join(", "), "another row has the same key");
        }
        if let Some((file, rows)) = &mut other
            && !same(&row, rows.next(), &name, (file, resource), found)
        {
            other = None;
        }
        out.rows.push((name, kept.iter().map(|n| row.get(*n).cloned().unwrap_or_default()).collect()));
    }
    if let Some((file, mut rows)) = other
        && rows.next().is_some()
    {
        let message = format!("expected {} rows as in {}, found more", out.rows.len(), resource.path);
        found.file(Check::Cell, &file.path, message);
    }
    out
}

/// Compares a row with that of the other file; `false` where that has no more rows.
fn same(row: &[String], there: Option<Row>, name: &str, files: (&Resource, &Resource), found: &mut Findings) -> bool {
    let (file, of) = files;
    match there {
        None => {
            found.cell(
                Check::Cell,
                &file.path,
                name,
                "",
                format!("this row of {} and those behind it are not there", of.path),
            );
            return false;
        }
        Some(Err(message)) => found.cell(Check::Cell, &file.path, name, "", message),
        Some(Ok(there)) if there.len() != row.len() => {
            let message = format!("expected {} cells, found {}", row.len(), there.len());
            found.cell(Check::Cell, &file.path, name, "", message);
        }
        Some(Ok(there)) => {
            for ((cell, expected), field) in there.iter().zip(row).zip(&of.schema.fields).filter(|((a, b), _)| a != b) {
                let message = format!("{cell:?} here, {expected:?} in {}", of.path);
                found.cell(Check::Cell, &file.path, name, &field.name, message);
            }
        }
    }
    true
}

/// The rows of a Parquet file, and a look at its columns.
fn parquet<'p>(resource: &'p Resource, bytes: Vec<u8>, found: &mut Findings) -> Option<(&'p Resource, Rows)> {
    let path = &resource.path;
    let (columns, rows) = match read::open(bytes) {
        Ok(opened) => opened,
        Err(error) => {
            found.file(Check::Schema, path, format!("no whole Parquet file: {error}"));
            return None;
        }
    };
    let there: Vec<&str> = columns.iter().map(|column| column.name.as_str()).collect();
    let fields = &resource.schema.fields;
    let names: Vec<&str> = fields.iter().map(|field| field.name.as_str()).collect();
    if there != names {
        let message = format!("expected the columns {}, found {}", names.join(", "), there.join(", "));
        found.file(Check::Schema, path, message);
    }
    for (column, field) in columns.iter().zip(fields) {
        let said = [
            ("type", column.ty.as_str(), field.published_type()),
            ("unit", &column.unit, &field.unit),
            ("description", &column.description, &field.description),
        ];
        let allowed = (column.allowed_values.join(" | "), field.constraints.one_of.join(" | "));
        for (what, here, expected) in
            said.into_iter().chain([("allowed values", allowed.0.as_str(), allowed.1.as_str())])
        {
            if here != expected {
                let message = format!("{what}: {here:?} here, {expected:?} in datapackage.json");
                found.cell(Check::Schema, path, "", &field.name, message);
            }
        }
    }
    let cells = |row: Vec<crate::dataset::Cell<'_>>| row.iter().map(ToString::to_string).collect();
    let rows = rows.flat_map(move |batch| -> Vec<Row> {
        match batch {
            Ok(rows) => rows.into_iter().map(|row| Ok(cells(row))).collect(),
            Err(error) => vec![Err(error.to_string())],
        }
    });
    Some((resource, Box::new(rows)))
}

/// The rows of a CSV file, and a look at its header.
fn csv<'p>(resource: &'p Resource, bytes: Vec<u8>, found: &mut Findings) -> (&'p Resource, Rows) {
    let texts = |row: &::csv::ByteRecord| row.iter().map(|cell| String::from_utf8_lossy(cell).into_owned()).collect();
    let mut reader = ::csv::ReaderBuilder::new().flexible(true).from_reader(Cursor::new(bytes));
    let header: Vec<String> = reader.byte_headers().map(texts).unwrap_or_default();
    let names: Vec<&str> = resource.schema.fields.iter().map(|field| field.name.as_str()).collect();
    if header != names {
        let message = format!("expected the columns {}, found {}", names.join(", "), header.join(", "));
        found.file(Check::Schema, &resource.path, message);
    }
    let rows = reader.into_byte_records();
    (resource, Box::new(rows.map(move |row| row.map(|row| texts(&row)).map_err(|error| error.to_string()))))
}

/// Looks whether every row that a table refers to is there. `tables` by name.
pub fn references(package: &Package, tables: &BTreeMap<String, Kept>, found: &mut Findings) {
    let mut looked = BTreeSet::new();
    for resource in &package.resources {
        let Some(table) = tables.get(resource.table()) else { continue };
        for key in &resource.schema.foreign_keys {
            let (Some(from), Some(to)) = (key.fields.first(), key.reference.fields.first()) else { continue };
            let target = package.resources.iter().find(|other| other.name == key.reference.resource);
            let Some(target) = target.map(Resource::table) else { continue };
            // Once, whichever formats say so.
            if !looked.insert((resource.table(), from, target, to)) {
                continue;
            }
            let Some(other) = tables.get(target) else { continue };
            let there: BTreeSet<&str> = other.cells([to]).map(|(_, [value])| value).collect();
            for (row, [value]) in table.cells([from]).filter(|(_, [value])| !value.is_empty() && !there.contains(value))
            {
                let message = format!("{target} has no row with the {to} {value:?}");
                found.cell(Check::Reference, &table.file, row, from, message);
            }
        }
    }
}
