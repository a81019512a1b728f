//! CSV: UTF-8 without BOM, LF, RFC 4180, `.` decimals, empty = missing, quotes verbatim.

use std::io::Write;

use super::column::{Cell, Rows};

/// Writes a table with its header.
///
/// # Errors
/// What `out` says.
pub fn write(table: &dyn Rows, out: impl Write) -> std::io::Result<()> {
    let mut writer = ::csv::WriterBuilder::new().terminator(::csv::Terminator::Any(b'\n')).from_writer(out);
    let heads = table.heads();
    writer.write_record(heads.iter().map(|h| h.name))?;
    for row in 0..table.len() {
        for column in 0..heads.len() {
            match table.cell(row, column) {
                Cell::Text(text) => writer.write_field(text.as_bytes())?,
                other => writer.write_field(other.to_string())?,
            }
        }
        writer.write_record(None::<&[u8]>)?;
    }
    writer.flush()
}
