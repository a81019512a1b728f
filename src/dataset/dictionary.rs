//! The columns explained: dictionary.csv in every version, and the tables part of FORMAT.md.

use std::fmt::Write as _;

use super::column::{Cell, Column, Definition, Head, Rows, Type, View};

/// A column as a row of the dictionary.
#[derive(Debug)]
pub struct Entry {
    table: &'static str,
    head: Head,
}

type Col = Column<Entry>;

static DICTIONARY: Definition<Entry> = Definition {
    name: "dictionary",
    description: "Every column of every table.",
    sorted_by: &[],
    key: &["table", "column"],
    columns: &[
        Col::new("table", Type::Text, |r| r.table.into(), "Its table.", "claims").required(),
        Col::new("column", Type::Text, |r| r.head.name.into(), "Its name.", "value").required(),
        Col::new("type", Type::Text, |r| r.head.ty.as_str().into(), "Its type.", "float64").required(),
        Col::new("unit", Type::Text, |r| r.head.unit.into(), "Its unit.", "byte"),
        Col::new("description", Type::Text, |r| r.head.description.into(), "What it holds.", "The stated value.")
            .required(),
        Col::new("required", Type::Bool, |r| r.head.required.into(), "Whether every row has it.", "true").required(),
        Col::new(
            "allowed_values",
            Type::Text,
            |r| Cell::from((r.head.allowed_values)().join(" | ")),
            "The closed list of its values.",
            "=",
        ),
        Col::new("example", Type::Text, |r| r.head.example.into(), "An example.", "24"),
    ],
};

/// A row for each column of `tables`.
#[must_use]
pub fn entries(tables: &[Box<dyn Rows + '_>]) -> Vec<Entry> {
    let of = |table: &dyn Rows| -> Vec<_> {
        table.heads().into_iter().map(|head| Entry { table: table.name(), head }).collect()
    };
    tables.iter().flat_map(|table| of(&**table)).collect()
}

/// The table that dictionary.csv holds.
#[must_use]
pub fn view(entries: &[Entry]) -> View<'_, Entry> {
    View { definition: &DICTIONARY, rows: entries }
}

/// The tables part of FORMAT.md: what stands there between `<!-- columns:begin -->` and `<!-- columns:end -->`.
#[must_use]
pub fn format_markdown() -> String {
    let empty = super::Tables::default();
    let mut out = String::new();
    let changes: Box<dyn Rows> = Box::new(super::change::view(&[]));
    for table in empty.views().into_iter().chain([changes]) {
        // Writing to a String cannot fail.
        let _ = writeln!(out, "\n### `{}`\n\n{}", table.name(), table.description());
        let sorted: Vec<_> = table.sorted_by().iter().map(|c| format!("`{c}`")).collect();
        let _ = writeln!(out, "Rows are sorted by {}.\n", sorted.join(", "));
        out.push_str("| column | type | unit | required | meaning | values | example |\n");
        out.push_str("| --- | --- | --- | --- | --- | --- | --- |\n");
        for head in table.heads() {
            let values: Vec<_> = (head.allowed_values)().into_iter().map(code).collect();
            let _ = writeln!(
                out,
                "| `{}` | {} | {} | {} | {} | {} | {} |",
                head.name,
                head.ty.as_str(),
                head.unit,
                if head.required { "yes" } else { "" },
                head.description.replace('|', "\\|"),
                values.join(", "),
                code(head.example),
            );
        }
    }
    out.push('\n');
    out
}

/// A value as code in a cell of a Markdown table.
fn code(value: &str) -> String {
    if value.is_empty() { String::new() } else { format!("`{}`", value.replace('|', "\\|")) }
}
