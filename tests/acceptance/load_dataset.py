#!/usr/bin/env python3
"""Read versions with `datasets.load_dataset`, without a network: every table that has rows, as the front matter of README.md names it.

usage: load_dataset.py VERSION_FOLDER…      exit code 1 where one is not what the CSV file beside it holds

What is expected comes from README.md and, with the standard library's reader, from the CSV files. A folder whose README.md names a
file that is not there must be refused, and rows that are missing must be noticed.
"""
import csv
import os
import pathlib
import re
import shutil
import sys
import tempfile

os.environ |= {"HF_HUB_OFFLINE": "1", "HF_DATASETS_OFFLINE": "1", "HF_HUB_DISABLE_TELEMETRY": "1"}
CACHE = tempfile.TemporaryDirectory()
os.environ["HF_HOME"] = CACHE.name

import datasets

datasets.disable_progress_bars()
csv.field_size_limit(1 << 30)
TABLES = ["observations", "claims", "lineages", "conflicts", "sources", "overrides"]


def load(version, name=None):
    # Each from its own cache: nothing of a folder that was broken since is taken for it.
    with tempfile.TemporaryDirectory(dir=CACHE.name) as cache:
        return datasets.load_dataset(str(version), name, split="train", cache_dir=cache, keep_in_memory=True)


def rows(version, table):
    with open(version / f"{table}.csv", encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def look(version):
    """The number of rows of each table."""
    front = (version / "README.md").read_text(encoding="utf-8").split("---\n")[1]
    tables = re.findall(r"config_name: (\w+)", front)
    assert tables == [table for table in TABLES if rows(version, table)], tables
    counts = {}
    for table in tables:
        read, wanted = load(version, table), rows(version, table)
        assert read.num_rows == len(wanted), f"{table}: {read.num_rows} rows, {len(wanted)} in the CSV file"
        assert read.column_names == list(wanted[0]), table
        # Texts and numbers of every row, as each side writes them: empty is missing.
        for one, other in zip(read, wanted):
            for column, text in other.items():
                value = one[column]
                same = {bool: str(value).lower(), type(None): ""}.get(type(value), value)
                same = float(text or "nan") == same if isinstance(same, (int, float)) else same == text
                assert same, f"{table}, {column}: {value!r}, {text!r} in the CSV file"
        counts[table] = len(wanted)
    assert load(version).column_names == load(version, "observations").column_names, "observations is the default"
    return counts


def broken(version):
    """Copies that must be noticed; gives the names of those that were not."""
    missed = []
    with tempfile.TemporaryDirectory() as scratch:
        for name, damage in [
            ("a table that is not there", lambda copy: (copy / "sources.parquet").unlink()),
            ("a row that is missing", lambda copy: shorten(copy / "sources.csv")),
        ]:
            copy = pathlib.Path(scratch, name)
            shutil.copytree(version, copy)
            damage(copy)
            try:
                look(copy)
                missed.append(name)
            except Exception as error:
                print(f"ok     {name}: {(str(error) or type(error).__name__).splitlines()[0][:120]}")
    return missed


def shorten(path):
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    path.write_text("".join(lines[:-1]), encoding="utf-8")


def main(folders):
    failed = 0
    for folder in folders:
        version = pathlib.Path(folder)
        try:
            counts = look(version)
            print(f"ok     datasets {datasets.__version__}: {version.name}, " + ", ".join(f"{n} {t}" for t, n in counts.items()))
        except Exception as error:
            print(f"FAILED {version}: {type(error).__name__}: {error}")
            failed += 1
    for name in broken(pathlib.Path(folders[0])):
        print(f"FAILED {name} was not noticed")
        failed += 1
    return 1 if failed else 0


if __name__ == "__main__":
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    sys.exit(main(sys.argv[1:]))
