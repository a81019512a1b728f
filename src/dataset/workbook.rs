//! The Excel workbook: the dictionary and every table, a sheet each, for people who open files by double click.
//!
//! A spreadsheet that opens a CSV file takes `2011-03` for a date, `12e45` for a number and `=1+1` for a formula. Here every
//! text is stored as a text, whatever it looks like. The same rows give the same bytes: the day of creation is that of
//! publication, and no other time stands in the file.

use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, Workbook, Worksheet, XlsxError};

use super::{
    column::{Cell, Head, Rows, Type},
    metadata::Metadata,
};

/// Rows that a sheet can have, its header included.
const SHEET_ROWS: usize = 1_048_576;
/// Cells of a workbook that people's machines still open, and that are made in half a gigabyte of memory.
const CELLS: usize = 5_000_000;
/// UTF-16 units that a cell can have.
const CELL_UNITS: usize = 32_767;
/// Rows whose texts decide how wide a column is, and its limits in characters.
const MEASURED_ROWS: usize = 200;
const WIDTHS: (usize, usize) = (8, 60);

/// Why a workbook could not be written.
pub type Error = XlsxError;

/// The bytes of a workbook with a sheet for each of `tables`, in this order; `None` where they are too large for one.
/// What is left out or cut is told in the log.
///
/// # Errors
/// What the writer says.
pub fn write(tables: &[&dyn Rows], metadata: &Metadata) -> Result<Option<Vec<u8>>, Error> {
    if let Some(why) = too_large(tables) {
        tracing::warn!("{} is left out: {why}; Parquet and CSV have everything", name(metadata));
        return Ok(None);
    }
    let mut workbook = Workbook::new();
    workbook.set_properties(&properties(metadata)?);
    let bold = Format::new().set_bold();
    for table in tables {
        let cut = sheet(*table, workbook.add_worksheet(), &bold)?;
        if cut > 0 {
            let (file, table) = (name(metadata), table.name());
            tracing::warn!(
                "{file}: {cut} texts of {table} are cut at {CELL_UNITS} characters, which is all that a cell can hold"
            );
        }
    }
    workbook.save_to_buffer().map(Some)
}

/// The workbook's name in the folder of a version.
#[must_use]
pub fn name(metadata: &Metadata) -> String {
    format!("{}.xlsx", metadata.dataset.name)
}

/// Said before anything is written, since a workbook stands in memory as a whole.
fn too_large(tables: &[&dyn Rows]) -> Option<String> {
    if let Some(long) = tables.iter().find(|table| table.len() >= SHEET_ROWS) {
        let (rows, table) = (long.len(), long.name());
        return Some(format!("{table} has {rows} rows, and a sheet holds {}", SHEET_ROWS - 1));
    }
    let cells: usize = tables.iter().map(|table| table.len() * table.heads().len()).sum();
    (cells > CELLS).then(|| format!("its {cells} cells are more than the {CELLS} that spreadsheet programs open well"))
}

fn properties(metadata: &Metadata) -> Result<DocProperties, Error> {
    let day = metadata.published;
    let created =
        ExcelDateTime::from_ymd(u16::try_from(day.year.max(1900)).unwrap_or(1900), part(day.month), part(day.day))?;
    let about = &metadata.dataset;
    let licence = if about.licence.is_empty() { String::new() } else { format!(" Licence: {}.", about.licence) };
    Ok(DocProperties::new()
        .set_title(&about.title)
        .set_subject(&about.description)
        .set_author(about.contributors.join(", "))
        .set_comment(format!("{}{licence}", metadata.citation()))
        .set_creation_datetime(&created))
}

/// A month or a day.
fn part(number: i8) -> u8 {
    u8::try_from(number).unwrap_or(1)
}

/// Writes a table with its header; gives the number of texts that had to be cut.
fn sheet(table: &dyn Rows, sheet: &mut Worksheet, bold: &Format) -> Result<usize, Error> {
    let heads = table.heads();
    sheet.set_name(table.name())?;
    let mut cut = 0;
    for (n, head) in (0_u16..).zip(&heads) {
        sheet.write_string_with_format(0, n, head.name, bold)?;
        sheet.set_column_width(n, width(table, usize::from(n), head))?;
    }
    // A sheet has fewer rows than that: `too_large` has said so.
    for (row, n) in (0..table.len()).zip(1_u32..) {
        for (column, m) in (0..heads.len()).zip(0_u16..) {
            match table.cell(row, column) {
                Cell::Text(text) if text.is_empty() => {}
                Cell::Text(text) => {
                    let short = shortened(&text);
                    cut += usize::from(short.is_some());
                    sheet.write_string(n, m, short.unwrap_or_else(|| text.into_owned()))?;
                }
                Cell::Float(Some(x)) if x.is_finite() => drop(sheet.write_number(n, m, x)?),
                Cell::Float(_) => {}
                Cell::Bool(b) => drop(sheet.write_boolean(n, m, b)?),
                #[allow(clippy::cast_precision_loss, reason = "a spreadsheet has no other numbers")]
                Cell::Int(x) => drop(sheet.write_number(n, m, x as f64)?),
            }
        }
    }
    sheet.set_freeze_panes(1, 0)?;
    if let (Ok(rows), Some(last)) = (u32::try_from(table.len()), heads.len().checked_sub(1)) {
        sheet.autofilter(0, 0, rows, u16::try_from(last).unwrap_or(u16::MAX))?;
    }
    Ok(cut)
}

/// As wide as the longest of its first texts, within limits, and never narrower than its name with the filter's button.
fn width(table: &dyn Rows, column: usize, head: &Head) -> f64 {
    // Narrower, and 3000000000 is shown as 3E+09.
    let number = if head.ty == Type::Float { 14 } else { 0 };
    let texts = (0..table.len().min(MEASURED_ROWS)).map(|row| match table.cell(row, column) {
        Cell::Text(text) => text.chars().take(WIDTHS.1).count(),
        other => other.to_string().len(),
    });
    let widest = texts.max().unwrap_or(0).clamp(WIDTHS.0, WIDTHS.1).max(number).max(head.name.len() + 3);
    f64::from(u16::try_from(widest).unwrap_or(u16::MAX))
}

/// The beginning of a text that no cell can hold, with an ellipsis; `None` where it fits.
fn shortened(text: &str) -> Option<String> {
    // A byte is at most one unit.
    if text.len() <= CELL_UNITS || text.encode_utf16().count() <= CELL_UNITS {
        return None;
    }
    let mut units = 0;
    let fits = |c: &char| {
        units += c.len_utf16();
        units < CELL_UNITS
    };
    let mut out: String = text.chars().take_while(fits).collect();
    out.push('…');
    Some(out)
}

#[cfg(test)]
mod tests;
