//! The tables of two versions side by side, whether they are made now or were published once.

use super::{
    Tables,
    column::{Cell, Rows, Type},
    read::{Published, PublishedColumn},
};

/// A table of a version.
pub trait Side {
    fn name(&self) -> &str;
    fn columns(&self) -> Vec<PublishedColumn>;
    /// How many rows it has.
    fn rows(&self) -> usize;
    /// The cell in row `row` and column `column`; an empty text beyond.
    fn cell(&self, row: usize, column: usize) -> Cell<'_>;
}

impl Side for Published {
    fn name(&self) -> &str {
        &self.name
    }

    fn columns(&self) -> Vec<PublishedColumn> {
        self.columns.clone()
    }

    fn rows(&self) -> usize {
        self.rows.len()
    }

    fn cell(&self, row: usize, column: usize) -> Cell<'_> {
        self.rows.get(row).and_then(|row| row.get(column)).map_or(Cell::from(""), Cell::borrowed)
    }
}

impl Side for Box<dyn Rows + '_> {
    fn name(&self) -> &str {
        (**self).name()
    }

    fn columns(&self) -> Vec<PublishedColumn> {
        self.heads().iter().map(PublishedColumn::from).collect()
    }

    fn rows(&self) -> usize {
        self.len()
    }

    fn cell(&self, row: usize, column: usize) -> Cell<'_> {
        (**self).cell(row, column)
    }
}

/// The tables of two versions, an older and a newer one.
#[derive(Clone)]
pub struct Both<'v> {
    pub old: Vec<&'v dyn Side>,
    pub new: Vec<&'v dyn Side>,
}

impl<'v> Both<'v> {
    #[must_use]
    pub fn of(old: &'v [impl Side], new: &'v [impl Side]) -> Self {
        Self { old: old.iter().map(|t| t as &dyn Side).collect(), new: new.iter().map(|t| t as &dyn Side).collect() }
    }

    /// Some columns of a table, of the rows of both versions.
    #[must_use]
    pub fn cells<const N: usize>(&self, table: &str, names: [&str; N]) -> Vec<[String; N]> {
        let mut rows = Vec::new();
        for side in self.old.iter().chain(&self.new).filter(|side| side.name() == table) {
            let columns = side.columns();
            let at = names.map(|name| columns.iter().position(|column| column.name == name));
            let cell = |row: usize, n: Option<usize>| n.map(|n| side.cell(row, n).to_string()).unwrap_or_default();
            rows.extend((0..side.rows()).map(|row| at.map(|n| cell(row, n))));
        }
        rows
    }
}

/// The columns that tell a row of a table from all others; none where the table is unknown.
#[must_use]
pub fn key(table: &str) -> &'static [&'static str] {
    Tables::default().views().iter().find(|view| view.name() == table).map_or(&[], |view| view.key())
}

/// Whether a column holds words of a document.
#[must_use]
pub fn is_quote(table: &str, column: &str) -> bool {
    let tables = Tables::default();
    let views = tables.views();
    let table = views.iter().find(|view| view.name() == table);
    table.is_some_and(|table| table.heads().iter().any(|head| head.name == column && head.ty == Type::Quote))
}
