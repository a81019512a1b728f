//! What a column is. A column is defined once, in `tables/`; the Arrow schema, the CSV header, dictionary.csv and
//! FORMAT.md are all made from that definition.

use std::borrow::Cow;

use crate::base::Amount;

/// What a cell can hold. Nullable integers, dates, decimals and lists are left out: each of them comes back as
/// something else in one of the readers that people use.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Type {
    Text,
    /// Text that is different in nearly every row: kept out of Parquet's dictionaries, with a bloom filter in large files.
    Id,
    /// Text quoted from a document: kept out of Parquet's dictionaries.
    Quote,
    /// IEEE double; may be missing.
    Float,
    /// Never missing.
    Bool,
    /// 64 bits; never missing.
    Int,
}

impl Type {
    /// The word in dictionary.csv and FORMAT.md.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Text | Self::Id | Self::Quote => "text",
            Self::Float => "float64",
            Self::Bool => "bool",
            Self::Int => "int64",
        }
    }
}

/// The content of a cell.
#[derive(Clone, Debug, PartialEq)]
pub enum Cell<'r> {
    /// Empty text is "missing": empty in CSV, null in Parquet.
    Text(Cow<'r, str>),
    Float(Option<f64>),
    Bool(bool),
    Int(i64),
}

impl Cell<'_> {
    /// The same cell, its text borrowed.
    #[must_use]
    pub fn borrowed(&self) -> Cell<'_> {
        match self {
            Self::Text(text) => Cell::Text(Cow::Borrowed(text)),
            Self::Float(f) => Cell::Float(*f),
            Self::Bool(b) => Cell::Bool(*b),
            Self::Int(n) => Cell::Int(*n),
        }
    }

    #[must_use]
    pub fn into_owned(self) -> Cell<'static> {
        match self {
            Self::Text(text) => Cell::Text(Cow::Owned(text.into_owned())),
            Self::Float(f) => Cell::Float(f),
            Self::Bool(b) => Cell::Bool(b),
            Self::Int(n) => Cell::Int(n),
        }
    }
}

impl std::fmt::Display for Cell<'_> {
    /// As in CSV: the shortest decimal notation that reads back as the same double, never an exponent.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Text(text) => f.write_str(text),
            Self::Float(Some(x)) => write!(f, "{x}"),
            Self::Float(None) => Ok(()),
            Self::Bool(b) => write!(f, "{b}"),
            Self::Int(n) => write!(f, "{n}"),
        }
    }
}

impl<'r> From<&'r str> for Cell<'r> {
    fn from(text: &'r str) -> Self {
        Cell::Text(Cow::Borrowed(text))
    }
}

impl<'r> From<&'r String> for Cell<'r> {
    fn from(text: &'r String) -> Self {
        Cell::Text(Cow::Borrowed(text))
    }
}

impl<'r> From<&'r Option<String>> for Cell<'r> {
    fn from(text: &'r Option<String>) -> Self {
        Cell::Text(Cow::Borrowed(text.as_deref().unwrap_or_default()))
    }
}

impl From<String> for Cell<'_> {
    fn from(text: String) -> Self {
        Cell::Text(Cow::Owned(text))
    }
}

impl From<Option<Amount>> for Cell<'_> {
    fn from(amount: Option<Amount>) -> Self {
        Cell::Float(amount.map(Amount::to_f64))
    }
}

impl From<bool> for Cell<'_> {
    fn from(b: bool) -> Self {
        Cell::Bool(b)
    }
}

impl From<u32> for Cell<'_> {
    fn from(n: u32) -> Self {
        Cell::Int(i64::from(n))
    }
}

impl From<usize> for Cell<'_> {
    fn from(n: usize) -> Self {
        Cell::Int(i64::try_from(n).unwrap_or(i64::MAX))
    }
}

/// What is said of a column.
#[derive(Clone, Copy, Debug)]
pub struct Head {
    pub name: &'static str,
    pub ty: Type,
    /// Empty where the column has none.
    pub unit: &'static str,
    pub description: &'static str,
    /// Whether every row has it.
    pub required: bool,
    /// All the values that it can have; empty where they are not a closed list.
    pub allowed_values: fn() -> Vec<&'static str>,
    /// The table and its column in which every value that is not missing can be found.
    pub refers_to: Option<(&'static str, &'static str)>,
    pub example: &'static str,
}

/// A column of a table with rows of type `R`.
#[derive(Debug)]
pub struct Column<R: 'static> {
    pub head: Head,
    pub value: for<'r> fn(&'r R) -> Cell<'r>,
}

impl<R> Column<R> {
    /// A column without unit or closed list of values that may be missing.
    #[must_use]
    pub const fn new(
        name: &'static str,
        ty: Type,
        value: for<'r> fn(&'r R) -> Cell<'r>,
        description: &'static str,
        example: &'static str,
    ) -> Self {
        Self {
            head: Head {
                name,
                ty,
                unit: "",
                description,
                required: false,
                allowed_values: Vec::new,
                refers_to: None,
                example,
            },
            value,
        }
    }

    #[must_use]
    pub const fn required(mut self) -> Self {
        self.head.required = true;
        self
    }

    #[must_use]
    pub const fn unit(mut self, unit: &'static str) -> Self {
        self.head.unit = unit;
        self
    }

    #[must_use]
    pub const fn one_of(mut self, allowed_values: fn() -> Vec<&'static str>) -> Self {
        self.head.allowed_values = allowed_values;
        self
    }

    #[must_use]
    pub const fn refers_to(mut self, table: &'static str, column: &'static str) -> Self {
        self.head.refers_to = Some((table, column));
        self
    }
}

/// The definition of a table.
#[derive(Debug)]
pub struct Definition<R: 'static> {
    pub name: &'static str,
    pub description: &'static str,
    /// The columns that its rows are sorted by, ascending, by bytes.
    pub sorted_by: &'static [&'static str],
    /// The columns that tell a row from all others.
    pub key: &'static [&'static str],
    pub columns: &'static [Column<R>],
}

/// A table with its rows, whatever their type: what the writers see.
pub trait Rows: Sync {
    fn name(&self) -> &'static str;
    fn description(&self) -> &'static str;
    fn sorted_by(&self) -> &'static [&'static str];
    fn key(&self) -> &'static [&'static str];
    fn heads(&self) -> Vec<Head>;
    fn len(&self) -> usize;
    /// The cell in row `row` (`< len()`) and column `column` (`< heads().len()`); an empty text beyond.
    fn cell(&self, row: usize, column: usize) -> Cell<'_>;

    fn is_empty(&self) -> bool {
        self.len() == 0
    }
}

/// Rows beside their definition.
#[derive(Debug)]
pub struct View<'t, R: 'static> {
    pub definition: &'static Definition<R>,
    pub rows: &'t [R],
}

impl<R: Sync> Rows for View<'_, R> {
    fn name(&self) -> &'static str {
        self.definition.name
    }

    fn description(&self) -> &'static str {
        self.definition.description
    }

    fn sorted_by(&self) -> &'static [&'static str] {
        self.definition.sorted_by
    }

    fn key(&self) -> &'static [&'static str] {
        self.definition.key
    }

    fn heads(&self) -> Vec<Head> {
        self.definition.columns.iter().map(|c| c.head).collect()
    }

    fn len(&self) -> usize {
        self.rows.len()
    }

    fn cell(&self, row: usize, column: usize) -> Cell<'_> {
        match (self.rows.get(row), self.definition.columns.get(column)) {
            (Some(row), Some(column)) => (column.value)(row),
            _ => Cell::from(""),
        }
    }
}

/// Several values in one cell: joined by ` | `, a `|` inside a value written `\|`.
#[must_use]
pub fn join<S: AsRef<str>>(values: &[S]) -> String {
    let escaped: Vec<_> = values.iter().map(|v| v.as_ref().replace('|', "\\|")).collect();
    escaped.join(" | ")
}
