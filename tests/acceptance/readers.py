#!/usr/bin/env python3
"""Read every file of a published version with the libraries that people use, and compare them row by row.

usage: readers.py VERSION_FOLDER

pyarrow, pandas, polars and DuckDB each read every Parquet and every CSV file. Whatever reads it, a table has the same
rows: text and floats exact, empty text and NaN as "missing". Checked as well: dictionary.csv against the files, closed
lists of values, required columns, the order of rows, unique keys, references between the tables, `attrs` in pandas,
SHA256SUMS. Then a copy of the version is damaged in several ways, each of which must be found.

Prints a line a check and a count; exit code 1 where one fails.
"""
import csv
import json
import math
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import duckdb
import pandas as pd
import polars as pl
import pyarrow as pa
import pyarrow.csv
import pyarrow.parquet as pq

TYPES = {"text": str, "float64": float, "int64": int, "bool": bool}
PANDAS = {"text": "str", "float64": "float64", "int64": "int64", "bool": "bool"}
POLARS = {"text": pl.String, "float64": pl.Float64, "int64": pl.Int64, "bool": pl.Boolean}
ARROW = {"text": pa.string(), "float64": pa.float64(), "int64": pa.int64(), "bool": pa.bool_()}
DUCKDB = {"text": "VARCHAR", "float64": "DOUBLE", "int64": "BIGINT", "bool": "BOOLEAN"}

KEYS = {
    "observations": ["observation_id"],
    "claims": ["claim_id"],
    "lineages": ["claim_id", "lineage_id"],
    "conflicts": ["conflict_id"],
    "sources": ["source_id"],
    "overrides": ["override_id"],
}
# What must be found where it is not missing: (table, column) → (table, column).
REFERENCES = {
    ("claims", "observation_id"): ("observations", "observation_id"),
    ("claims", "source_id"): ("sources", "source_id"),
    ("observations", "preferred_claim_id"): ("claims", "claim_id"),
    ("lineages", "claim_id"): ("claims", "claim_id"),
    ("conflicts", "observation_id"): ("observations", "observation_id"),
    ("conflicts", "claim_a"): ("claims", "claim_id"),
    ("conflicts", "claim_b"): ("claims", "claim_id"),
}


class Report:
    """Counts checks; says those that pass where `loud`, and always those that fail."""

    def __init__(self, loud):
        self.loud, self.passed, self.faults = loud, 0, []

    def check(self, name, faults):
        faults = list(faults)
        if faults:
            self.faults.append(f"{name}: {faults[0]}" + (f" (and {len(faults) - 1} more)" if len(faults) > 1 else ""))
        else:
            self.passed += 1
        if self.loud:
            print(f"{'FAILED' if faults else 'ok    '} {self.faults[-1] if faults else name}")


def dictionary(folder):
    """{table: {column: its row in dictionary.csv}}, in order."""
    tables = {}
    with open(folder / "dictionary.csv", encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            tables.setdefault(row["table"], {})[row["column"]] = row
    return tables


def plain(value):
    """A cell as None, str, float, int or bool: NaN is None, and so is empty text."""
    if value is None or value is pd.NA or value == "" or (isinstance(value, float) and math.isnan(value)):
        return None
    return value.item() if hasattr(value, "item") else value


def rows(columns):
    """Rows of plain values from lists of cells, a list a column."""
    return [tuple(map(plain, row)) for row in zip(*columns)]


def readers(folder, table, columns):
    """(name, header, rows) for every library and format: what a reader of the data set gets."""
    parquet, text = folder / f"{table}.parquet", folder / f"{table}.csv"
    types = {name: column["type"] for name, column in columns.items()}

    frame = pq.read_table(parquet)
    yield "pyarrow parquet", frame.column_names, rows([c.to_pylist() for c in frame.columns])
    frame = pyarrow.csv.read_csv(
        text,
        parse_options=pyarrow.csv.ParseOptions(newlines_in_values=True),
        convert_options=pyarrow.csv.ConvertOptions(
            column_types={n: ARROW[t] for n, t in types.items()}, null_values=[""], strings_can_be_null=True),
    )
    yield "pyarrow csv", frame.column_names, rows([c.to_pylist() for c in frame.columns])

    frame = pd.read_parquet(parquet)
    yield "pandas parquet", list(frame.columns), rows([frame[c].tolist() for c in frame.columns])
    frame = pd.read_csv(
        text, dtype={n: PANDAS[t] for n, t in types.items()}, keep_default_na=False, na_values=[""])
    yield "pandas csv", list(frame.columns), rows([frame[c].tolist() for c in frame.columns])

    frame = pl.read_parquet(parquet)
    yield "polars parquet", frame.columns, rows([frame[c].to_list() for c in frame.columns])
    frame = pl.read_csv(text, schema={n: POLARS[t] for n, t in types.items()})
    yield "polars csv", frame.columns, rows([frame[c].to_list() for c in frame.columns])

    found = duckdb.sql(f"SELECT * FROM read_parquet('{parquet}')")
    yield "duckdb parquet", found.columns, [tuple(map(plain, row)) for row in found.fetchall()]
    types = {n: DUCKDB[t] for n, t in types.items()}
    found = duckdb.sql(f"SELECT * FROM read_csv('{text}', header = true, columns = {types})")
    yield "duckdb csv", found.columns, [tuple(map(plain, row)) for row in found.fetchall()]


def written(path, columns):
    """(header, rows) of a CSV file, by nothing but RFC 4180 and dictionary.csv."""
    def cell(text, column):
        if text == "":
            return None
        kind = TYPES[columns[column]["type"]]
        return {"true": True, "false": False}[text] if kind is bool else kind(text)

    with open(path, encoding="utf-8", newline="") as file:
        header, *body = csv.reader(file, strict=True)
    return header, [tuple(cell(text, column) for text, column in zip(row, header, strict=True)) for row in body]


def differences(header, want, got):
    """The cells in which two lists of rows differ."""
    if len(want) != len(got):
        yield f"{len(got)} rows, expected {len(want)}"
    for number, (one, other) in enumerate(zip(want, got), 1):
        for column, a, b in zip(header, one, other):
            if a != b or type(a) is not type(b):
                yield f"row {number}, {column}: {b!r}, expected {a!r}"


def check_table(report, folder, table, columns):
    """Compares what everything reads, and gives the rows as dicts."""
    header, want = written(folder / f"{table}.csv", columns)
    report.check(f"{table}: columns as in dictionary.csv", [] if header == list(columns) else [f"found {header}"])
    for name, names, got in readers(folder, table, columns):
        faults = [] if list(names) == header else [f"columns {list(names)}"]
        report.check(f"{table}: {name}, {len(want)} rows", faults + list(differences(header, want, got)))
    report.check(f"{table}: read by pandas, polars and DuckDB as it stands", defaults(folder / f"{table}.csv", len(want)))

    schema = pq.read_schema(folder / f"{table}.parquet")
    report.check(f"{table}: Parquet types", (
        f"{field.name} is {field.type}" for field in schema
        if field.type not in (ARROW[columns[field.name]["type"]], pa.large_string())))
    attrs = pd.read_parquet(folder / f"{table}.parquet").attrs
    wanted = {"title", "table", "version", "licence", "citation"}
    report.check(f"{table}: attrs in pandas", (f"no {key}" for key in sorted(wanted - set(attrs))))

    found = [dict(zip(header, row)) for row in want]
    required = [c for c in header if columns[c]["required"] == "true"]
    report.check(f"{table}: required columns", (
        f"row {n} has no {c}" for n, row in enumerate(found, 1) for c in required if row[c] is None))
    closed = {c: columns[c]["allowed_values"].split(" | ") for c in header if columns[c]["allowed_values"]}
    report.check(f"{table}: closed lists of values", (
        f"row {n}, {c}: {row[c]!r}" for n, row in enumerate(found, 1) for c, values in closed.items()
        if row[c] is not None and row[c] not in values))
    keys = [tuple(row[c] for c in KEYS[table]) for row in found]
    report.check(f"{table}: key {', '.join(KEYS[table])} is unique", sorted(str(k) for k in keys if keys.count(k) > 1))
    return found


def defaults(path, count):
    """Nobody should need options to open a file: the number of rows is right without any."""
    for name, n in (
        ("pandas", len(pd.read_csv(path))),
        ("polars", pl.read_csv(path, infer_schema_length=None).height),
        ("DuckDB", duckdb.sql(f"SELECT count(*) FROM '{path}'").fetchall()[0][0]),
    ):
        if n != count:
            yield f"{name} reads {n} rows, expected {count}"


def check_claims(report, claims):
    """What cuantia promises of each claim, as far as the tables alone can show it."""
    report.check("claims: ids start with a letter and hold at least 80 bits", (
        row["claim_id"] for row in claims if not row["claim_id"].startswith("clm") or len(row["claim_id"]) < 19))
    report.check("claims: text range as long as exact", (
        row["claim_id"] for row in claims if row["text_end"] - row["text_start"] != len(row["exact"].encode())))
    report.check("claims: exact stands in the sentence", (
        row["claim_id"] for row in claims if row["sentence"] and row["exact"] not in row["sentence"]))
    report.check("claims: value_text is the value", (
        row["claim_id"] for row in claims
        if (row["value"] is None) != (row["value_text"] is None)
        or row["value"] is not None and float(row["value_text"]) != row["value"]))
    report.check("claims: parts are JSON with spans", (
        row["claim_id"] for row in claims
        if not all(part["span"][0] <= part["span"][1] for part in json.loads(row["parts"]))))


def check_sums(report, folder):
    done = subprocess.run(["sha256sum", "--check", "--strict", "--quiet", "SHA256SUMS"], cwd=folder, capture_output=True,
                          encoding="utf-8")
    report.check("SHA256SUMS: sha256sum --check", (done.stdout + done.stderr).splitlines() if done.returncode else [])
    listed = {line.split("  ", 1)[1] for line in (folder / "SHA256SUMS").read_text().splitlines()}
    there = {str(p.relative_to(folder)) for p in folder.rglob("*") if p.is_file()} - {"SHA256SUMS"}
    report.check("SHA256SUMS: names every file", sorted(listed ^ there))


def check(folder, loud=False):
    report = Report(loud)
    tables = dictionary(folder)
    report.check("dictionary.csv: has every table", sorted(set(tables) ^ set(KEYS)))
    found = {table: check_table(report, folder, table, columns) for table, columns in tables.items()}
    for (table, column), (target, key) in REFERENCES.items():
        known = {row[key] for row in found[target]}
        report.check(f"{table}.{column} is in {target}", (
            row[column] for row in found[table] if row[column] is not None and row[column] not in known))
    report.check("observations.n_claims counts the claims", (
        row["observation_id"] for row in found["observations"]
        if row["n_claims"] != sum(c["observation_id"] == row["observation_id"] for c in found["claims"])))
    report.check("sources.n_claims counts the claims", (
        row["source_id"] for row in found["sources"]
        if row["n_claims"] != sum(c["source_id"] == row["source_id"] for c in found["claims"])))
    check_claims(report, found["claims"])
    check_sums(report, folder)
    return report


def edit_cell(path, column, change, row=0):
    with open(path, encoding="utf-8", newline="") as file:
        header, *body = csv.reader(file)
    body[row][header.index(column)] = change(body[row][header.index(column)])
    with open(path, "w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows([header, *body])


def repeat_row(path):
    lines = path.read_text(encoding="utf-8").splitlines(True)
    path.write_text("".join([*lines, lines[-1]]), encoding="utf-8")


# Damages, each with the words that a check must say of it.
DAMAGES = {
    "a digit of a line number": (
        lambda f: edit_cell(f / "claims.csv", "line", lambda text: str(int(text) + 1)), "claims: pandas parquet"),
    "a letter of a sentence's exact": (
        lambda f: edit_cell(f / "claims.csv", "exact", lambda text: text[:-1] + "#"), "claims: polars parquet"),
    "a claim of no source": (
        lambda f: edit_cell(f / "claims.csv", "source_id", lambda text: "nobody"), "claims.source_id is in sources"),
    "a comparator that is none": (
        lambda f: edit_cell(f / "claims.csv", "comparator", lambda text: "!="), "claims: closed lists of values"),
    "a row that stands there twice": (
        lambda f: repeat_row(f / "sources.csv"), "sources: key source_id is unique"),
    "a file that nothing vouches for": (
        lambda f: (f / "extra.csv").write_text("a\n1\n"), "SHA256SUMS: names every file"),
    "a README that was touched": (
        lambda f: (f / "README.md").write_text("changed\n"), "SHA256SUMS: sha256sum --check"),
}


def check_damages(report, folder):
    for name, (damage, expected) in DAMAGES.items():
        with tempfile.TemporaryDirectory() as copy:
            copy = Path(copy) / "version"
            shutil.copytree(folder, copy, copy_function=shutil.copyfile)
            damage(copy)
            faults = check(copy).faults
        seen = any(fault.startswith(expected) for fault in faults)
        report.check(f"damage is found: {name}", [] if seen else [f"expected {expected!r}, found {faults}"])


def main(folder):
    report = check(folder, loud=True)
    check_damages(report, folder)
    print(f"{folder.name}: {report.passed} checks passed, {len(report.faults)} failed")
    return 1 if report.faults else 0


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    sys.exit(main(Path(sys.argv[1])))
