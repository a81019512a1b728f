//! A published Parquet file back as cells: what the next version is compared with.

use arrow::{
    array::{Array, AsArray as _, RecordBatch},
    datatypes::{DataType, Float64Type, Int64Type},
};
use bytes::Bytes;
use parquet::{arrow::arrow_reader::ParquetRecordBatchReaderBuilder, file::reader::ChunkReader};

use super::{
    column::{Cell, Head, Type},
    parquet::Error,
};

/// A table as it was published.
#[derive(Clone, Debug, PartialEq)]
pub struct Published {
    pub name: String,
    pub columns: Vec<PublishedColumn>,
    pub rows: Vec<Vec<Cell<'static>>>,
}

/// What a published file says of a column.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PublishedColumn {
    pub name: String,
    /// `text`, `float64`, `bool`, `int64`, or Arrow's name of another type.
    pub ty: String,
    pub required: bool,
    pub unit: String,
    pub description: String,
    /// Empty where they are not a closed list.
    pub allowed_values: Vec<String>,
}

impl From<&Head> for PublishedColumn {
    fn from(head: &Head) -> Self {
        Self {
            name: head.name.into(),
            ty: head.ty.as_str().into(),
            required: head.required,
            unit: head.unit.into(),
            description: head.description.into(),
            allowed_values: (head.allowed_values)().into_iter().map(str::to_owned).collect(),
        }
    }
}

/// Reads a Parquet file of the table `name`, whichever version of the tool wrote it.
///
/// # Errors
/// Where `file` is no whole Parquet file. A column of a type that is not published reads as empty text.
pub fn table(name: &str, file: Vec<u8>) -> Result<Published, Error> {
    let (columns, batches) = open(file)?;
    let mut rows = Vec::new();
    for batch in batches {
        rows.extend(batch?);
    }
    Ok(Published { name: name.into(), columns, rows })
}

/// Some rows of a Parquet file.
type RowsOf = Result<Vec<Vec<Cell<'static>>>, Error>;

/// The columns of such a file, and its rows, some at a time.
///
/// # Errors
/// Where `file` is no whole Parquet file.
pub fn open(file: Vec<u8>) -> Result<(Vec<PublishedColumn>, impl Iterator<Item = RowsOf>), Error> {
    let reader = ParquetRecordBatchReaderBuilder::try_new(Bytes::from(file))?;
    let columns: Vec<_> = reader
        .schema()
        .fields()
        .iter()
        .map(|field| {
            let about = |key: &str| field.metadata().get(key).cloned().unwrap_or_default();
            PublishedColumn {
                name: field.name().clone(),
                ty: type_name(field.data_type()),
                required: !field.is_nullable(),
                unit: about("unit"),
                description: about("description"),
                allowed_values: about("allowed_values").split_terminator(" | ").map(str::to_owned).collect(),
            }
        })
        .collect();
    let width = columns.len();
    let rows = reader.build()?.map(move |batch| {
        let batch = batch?;
        Ok((0..batch.num_rows()).map(|row| (0..width).map(|n| cell(&batch, row, n)).collect()).collect())
    });
    Ok((columns, rows))
}

fn type_name(ty: &DataType) -> String {
    match ty {
        DataType::Utf8 => Type::Text.as_str().into(),
        DataType::Float64 => Type::Float.as_str().into(),
        DataType::Boolean => Type::Bool.as_str().into(),
        DataType::Int64 => Type::Int.as_str().into(),
        other => other.to_string(),
    }
}

fn cell(batch: &RecordBatch, row: usize, column: usize) -> Cell<'static> {
    let array = batch.column(column);
    let present = array.is_valid(row);
    if let Some(floats) = array.as_primitive_opt::<Float64Type>() {
        return Cell::Float(present.then(|| floats.value(row)));
    }
    if let Some(ints) = array.as_primitive_opt::<Int64Type>() {
        return Cell::Int(if present { ints.value(row) } else { 0 });
    }
    if let Some(bools) = array.as_boolean_opt() {
        return Cell::Bool(present && bools.value(row));
    }
    match array.as_string_opt::<i32>() {
        Some(texts) if present => Cell::from(texts.value(row).to_owned()),
        _ => Cell::from(String::new()),
    }
}

/// The rows of a Parquet file as texts, batch by batch.
pub struct Batches(parquet::arrow::arrow_reader::ParquetRecordBatchReader);

/// Some rows of a Parquet file.
pub struct Batch(RecordBatch);

/// Opens a Parquet file of anyone's; `file` is whatever can be read at any place.
///
/// # Errors
/// Where it is no whole Parquet file.
pub fn batches(file: impl ChunkReader + 'static) -> Result<Batches, Error> {
    Ok(Batches(ParquetRecordBatchReaderBuilder::try_new(file)?.build()?))
}

impl Batches {
    /// The names of the columns.
    #[must_use]
    pub fn names(&self) -> Vec<String> {
        use arrow::array::RecordBatchReader as _;
        self.0.schema().fields().iter().map(|field| field.name().clone()).collect()
    }
}

impl Iterator for Batches {
    type Item = Result<Batch, Error>;

    fn next(&mut self) -> Option<Self::Item> {
        self.0.next().map(|batch| batch.map(Batch).map_err(Error::from))
    }
}

impl Batch {
    #[must_use]
    pub fn len(&self) -> usize {
        self.0.num_rows()
    }

    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// A cell as text: empty where it is missing, a number in its shortest decimal form.
    #[must_use]
    pub fn text(&self, row: usize, column: usize) -> String {
        let Some(array) = self.0.columns().get(column).filter(|array| array.is_valid(row)) else {
            return String::new();
        };
        arrow::util::display::array_value_to_string(array, row).unwrap_or_default()
    }
}
