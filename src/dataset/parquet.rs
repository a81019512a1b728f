//! Parquet: ZSTD, page index, sorted rows, descriptions and units in the Arrow fields; the same rows give the same bytes.

use std::{collections::HashMap, io::Write, sync::Arc};

use arrow::{
    array::{ArrayRef, BooleanBuilder, Float64Builder, Int64Builder, RecordBatch, StringBuilder},
    datatypes::{DataType, Field, Schema, SchemaRef},
};
use parquet::{
    arrow::ArrowWriter,
    basic::{Compression, ZstdLevel},
    file::{
        metadata::{KeyValue, SortingColumn},
        properties::WriterProperties,
    },
    schema::types::ColumnPath,
};

use super::{
    column::{Cell, Head, Rows, Type},
    metadata::Metadata,
};

/// Rows in a row group.
const GROUP: usize = 131_072;
/// Rows turned into Arrow arrays at a time.
const BATCH: usize = 8_192;

/// Why a table could not be written or read back as Parquet.
pub type Error = parquet::errors::ParquetError;

/// The Arrow schema of a table: text that may be missing and floats are nullable, nothing else is.
#[must_use]
pub fn schema(heads: &[Head]) -> SchemaRef {
    let fields: Vec<_> = heads
        .iter()
        .map(|head| {
            let mut about = HashMap::from([("description".to_owned(), head.description.to_owned())]);
            if !head.unit.is_empty() {
                about.insert("unit".into(), head.unit.into());
            }
            let allowed = (head.allowed_values)();
            if !allowed.is_empty() {
                about.insert("allowed_values".into(), allowed.join(" | "));
            }
            let (ty, nullable) = match head.ty {
                Type::Text | Type::Id | Type::Quote => (DataType::Utf8, !head.required),
                Type::Float => (DataType::Float64, !head.required),
                Type::Bool => (DataType::Boolean, false),
                Type::Int => (DataType::Int64, false),
            };
            Field::new(head.name, ty, nullable).with_metadata(about)
        })
        .collect();
    Arc::new(Schema::new(fields))
}

/// Writes a table.
///
/// # Errors
/// What the writer or `out` says.
pub fn write(table: &dyn Rows, metadata: &Metadata, out: impl Write + Send) -> Result<(), Error> {
    let heads = table.heads();
    let about = metadata.file_metadata(table.name(), table.description(), &heads);
    // Twice in the file: pyarrow, and with it pandas, takes the metadata of the Arrow schema that is kept in the file
    // and looks at the file's own no more; other readers see the file's own.
    let schema = Arc::new(schema(&heads).as_ref().clone().with_metadata(about.iter().cloned().collect()));
    let mut writer = ArrowWriter::try_new(out, schema.clone(), Some(properties(table, &heads, metadata, about)?))?;
    for start in (0..table.len()).step_by(BATCH) {
        let rows = start..(start + BATCH).min(table.len());
        let columns = heads.iter().enumerate().map(|(n, head)| array(table, rows.clone(), n, head)).collect();
        writer.write(&RecordBatch::try_new(schema.clone(), columns)?)?;
    }
    writer.close().map(drop)
}

fn properties(
    table: &dyn Rows,
    heads: &[Head],
    metadata: &Metadata,
    about: Vec<(String, String)>,
) -> Result<WriterProperties, Error> {
    let sorting = table
        .sorted_by()
        .iter()
        .filter_map(|name| heads.iter().position(|h| h.name == *name))
        // A missing text sorts as the empty text, before all others.
        .map(|n| SortingColumn { column_idx: i32::try_from(n).unwrap_or(0), descending: false, nulls_first: true })
        .collect();
    let mut properties = WriterProperties::builder()
        .set_compression(Compression::ZSTD(ZstdLevel::try_new(3)?))
        .set_max_row_group_row_count(Some(GROUP))
        .set_created_by(metadata.created_by())
        .set_sorting_columns(Some(sorting))
        .set_key_value_metadata(Some(about.into_iter().map(|(k, v)| KeyValue::new(k, v)).collect()));
    for head in heads {
        let path = ColumnPath::from(head.name);
        if matches!(head.ty, Type::Id | Type::Quote) {
            properties = properties.set_column_dictionary_enabled(path.clone(), false);
        }
        if head.ty == Type::Id && table.len() > GROUP {
            properties = properties.set_column_bloom_filter_enabled(path, true);
        }
    }
    Ok(properties.build())
}

/// A column's cells as an array. A cell of another type than its column counts as missing, `false` or 0.
fn array(table: &dyn Rows, rows: std::ops::Range<usize>, column: usize, head: &Head) -> ArrayRef {
    let cells = rows.map(|row| table.cell(row, column));
    match head.ty {
        Type::Text | Type::Id | Type::Quote => {
            let mut out = StringBuilder::new();
            for cell in cells {
                match cell {
                    Cell::Text(text) if head.required || !text.is_empty() => out.append_value(text),
                    _ if head.required => out.append_value(""),
                    _ => out.append_null(),
                }
            }
            Arc::new(out.finish())
        }
        Type::Float => {
            let mut out = Float64Builder::new();
            for cell in cells {
                out.append_option(if let Cell::Float(x) = cell { x } else { None });
            }
            Arc::new(out.finish())
        }
        Type::Bool => {
            let mut out = BooleanBuilder::new();
            for cell in cells {
                out.append_value(cell == Cell::Bool(true));
            }
            Arc::new(out.finish())
        }
        Type::Int => {
            let mut out = Int64Builder::new();
            for cell in cells {
                out.append_value(if let Cell::Int(n) = cell { n } else { 0 });
            }
            Arc::new(out.finish())
        }
    }
}
