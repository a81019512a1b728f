#!/usr/bin/env python3
"""Open the Excel workbook of a published version with other people's programs and compare it with the CSV files.

usage: workbook.py VERSION_FOLDER [TEXT...]

openpyxl reads the workbook as it is stored: the dictionary first, then a sheet a table, each cell of the type of its column,
no formula, no date, the header frozen, filters on. LibreOffice, where it is installed, opens it as a person would and writes
every sheet as CSV: the values are those of the published CSV, and what is text there is text here. Each TEXT must stand in a
cell as a text. Then copies of a small workbook are damaged in several ways, each of which must be found.
"""
import csv
import math
import shutil
import subprocess
import sys
import tempfile
import zipfile
from datetime import datetime
from pathlib import Path

import openpyxl

SMALL = 1000  # claims: openpyxl takes ten seconds for each damage of a workbook of some thousands
CELL = 32_767  # UTF-16 units that a cell of Excel can have


def typed(text, kind):
    """A cell of a CSV file as the workbook should have it; None where it is missing."""
    if text == "":
        return None
    if kind == "bool":
        return {"true": True, "false": False}[text]
    if kind != "text":
        return float(text)
    units = text.encode("utf-16-le")
    return text if len(units) <= 2 * CELL else units[: 2 * (CELL - 1)].decode("utf-16-le", "ignore") + "…"


def published(folder):
    """{table: (header, types, rows)} of the CSV files, the dictionary first."""
    def read(name):
        with open(folder / f"{name}.csv", encoding="utf-8", newline="") as file:
            return list(csv.reader(file, strict=True))

    header, *rows = read("dictionary")
    types = {}
    for row in rows:
        row = dict(zip(header, row))
        types.setdefault(row["table"], {})[row["column"]] = row["type"]
    types = {"dictionary": {name: "bool" if name == "required" else "text" for name in header}, **types}
    out = {}
    for table, columns in types.items():
        header, *rows = read(table)
        kinds = [columns[name] for name in header]
        out[table] = header, kinds, [[typed(c, k) for c, k in zip(row, kinds, strict=True)] for row in rows]
    return out


def alike(a, b):
    """Whether two cells hold the same: numbers to the 15 digits that spreadsheets keep."""
    if isinstance(a, float) and isinstance(b, float):
        return math.isclose(a, b, rel_tol=1e-14)
    return type(a) is type(b) and a == b


def compare(name, header, want, got):
    if len(want) != len(got):
        yield f"{name}: {len(got)} rows, expected {len(want)}"
    for number, (one, other) in enumerate(zip(want, got), 2):
        for column, a, b in zip(header, one, other, strict=True):
            if not alike(a, b):
                yield f"{name}: row {number}, {column}: {b!r}, expected {a!r}"


def stored(path, tables):
    """What is wrong with the workbook as openpyxl reads it."""
    book = openpyxl.load_workbook(path)
    if book.sheetnames != list(tables):
        yield f"sheets {book.sheetnames}, expected {list(tables)}"
        return
    for name, (header, kinds, rows) in tables.items():
        sheet = book[name]
        if sheet.freeze_panes != "A2":
            yield f"{name}: the header is not frozen"
        if sheet.auto_filter.ref != f"A1:{sheet.cell(len(rows) + 1, len(header)).coordinate}":
            yield f"{name}: filters on {sheet.auto_filter.ref}"
        widths = [sheet.column_dimensions[openpyxl.utils.get_column_letter(n)].width for n in range(1, len(header) + 1)]
        if not all(8 <= width <= 61 for width in widths):
            yield f"{name}: widths {widths}"
        first, *body = sheet.iter_rows()
        if [cell.value for cell in first] != header:
            yield f"{name}: header {[cell.value for cell in first]}"
        cells = []
        for row in body:
            for cell, kind in zip(row, kinds, strict=True):
                expected = {"text": "s", "bool": "b"}.get(kind, "n")
                if cell.value is not None and cell.data_type != expected:
                    yield f"{name}: {cell.coordinate} is of type {cell.data_type!r}, expected {expected!r}"
            cells.append([float(c.value) if c.data_type == "n" and c.value is not None else c.value for c in row])
        yield from compare(name, header, rows, cells)
    days = {info.date_time for info in zipfile.ZipFile(path).infolist()}
    if days != {(1980, 1, 1, 0, 0, 0)}:
        yield f"times in the archive: {sorted(days)}"
    if book.properties.created.time() != datetime.min.time() or not book.properties.title:
        yield f"properties: created {book.properties.created}, title {book.properties.title!r}"


def fields(text):
    """The rows of a CSV text: for each cell its text and whether it is quoted."""
    row, out, at = [], [], 0
    while at < len(text):
        if text[at] == '"':
            end = text.index('"', at + 1)
            while text[end + 1 : end + 2] == '"':
                end = text.index('"', end + 2)
            cell, at = (text[at + 1 : end].replace('""', '"'), True), end + 1
        else:
            end = at
            while text[end] not in ",\n":
                end += 1
            cell, at = (text[at:end], False), end
        row.append(cell)
        if text[at] == "\n":
            out.append(row)
            row = []
        at += 1
    return out


def sheets(path, shown):
    """{sheet: its rows as `fields`} of a workbook as LibreOffice writes them: numbers as shown, and then exactly the texts
    quoted; or numbers as stored, and then everything quoted."""
    with tempfile.TemporaryDirectory() as work:
        shutil.copy(path, Path(work) / "book.xlsx")
        subprocess.run(
            ["soffice", f"-env:UserInstallation=file://{work}/profile", "--headless", "--convert-to",
             f"csv:Text - txt - csv (StarCalc):44,34,UTF8,1,,0,true,{str(shown).lower()},false,false,false,-1",
             "--outdir", work, f"{work}/book.xlsx"],
            capture_output=True, encoding="utf-8", timeout=300, stdin=subprocess.DEVNULL)
        return {file.stem.removeprefix("book-"): fields(file.read_text(encoding="utf-8")) for file in Path(work).glob("*.csv")}


def opened(path, tables):
    """What is wrong with the sheets as LibreOffice reads them."""
    def value(cell, shown):
        (text, _), (as_shown, quoted) = cell, shown
        if quoted or text == "":
            return text or None
        return {"TRUE": True, "FALSE": False}[text] if as_shown in ("TRUE", "FALSE") else float(text)

    stored, shown = sheets(path, shown=False), sheets(path, shown=True)
    for name, (header, _, rows) in tables.items():
        if name not in stored or name not in shown:
            yield f"{name}: LibreOffice writes no such sheet: {sorted(stored)}"
            continue
        first, *body = [[value(*cell) for cell in zip(*row, strict=True)] for row in zip(stored[name], shown[name], strict=True)]
        if first != header:
            yield f"{name}: header {first}"
        yield from compare(name, header, rows, body)


def set_cell(column, value):
    def damage(book):
        sheet = book["claims"]
        names = [cell.value for cell in sheet[1]]
        sheet.cell(2, names.index(column) + 1).value = value
    return damage


# Damages, each with the words that a check must say of it.
DAMAGES = {
    "a formula": (set_cell("exact", "=1+1"), "is of type 'f'"),
    "a date": (set_cell("exact", datetime(2011, 3, 1)), "is of type 'd'"),
    "a number that was a text": (set_cell("exact", 12e45), "is of type 'n'"),
    "another number": (set_cell("line", 4711), "row 2, line"),
    "a sheet that went": (lambda book: book.remove(book["sources"]), "sheets"),
    "a row that went": (lambda book: book["claims"].delete_rows(2), "row 2, claim_id"),
}


def main(folder, texts):
    tables = published(folder)
    (path,) = folder.glob("*.xlsx")
    found = {"openpyxl": list(stored(path, tables))}
    cells = {cell for _, _, rows in tables.values() for row in rows for cell in row}
    found["the texts that spreadsheets mistake"] = [f"no cell with {text!r}" for text in texts if text not in cells]
    if shutil.which("soffice"):
        found["LibreOffice"] = list(opened(path, tables))
    else:
        print("skipped LibreOffice: there is no soffice")
    for name, (damage, expected) in DAMAGES.items() if 0 < len(tables["claims"][2]) < SMALL else ():
        with tempfile.TemporaryDirectory() as work:
            copy = Path(work) / path.name
            book = openpyxl.load_workbook(path)
            damage(book)
            book.save(copy)
            faults = list(stored(copy, tables))
        seen = any(expected in fault for fault in faults)
        found[f"damage is found: {name}"] = [] if seen else [f"expected {expected!r}, found {faults[:3]}"]
    for name, faults in found.items():
        print(f"FAILED {name}: {faults[:3]}, {len(faults)} in all" if faults else f"ok     {path.name}: {name}")
    return 1 if any(found.values()) else 0


if __name__ == "__main__":
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    sys.exit(main(Path(sys.argv[1]), sys.argv[2:]))
