"""The JSON Schemas that `cuantia schema` prints, with somebody else's validator, on what is shipped and on what is broken; and
the workflow in docs/ as YAML.

usage: schemas.py BINARY
"""

import json
import subprocess
import sys
import tomllib
from pathlib import Path

import yaml
from jsonschema import Draft202012Validator

failed = 0


def check(name, holds, why=""):
    global failed
    failed += not holds
    print(("ok     " if holds else "FAILED ") + name + (f": {why}" if why and not holds else ""))


schemas = json.loads(subprocess.run([sys.argv[1], "schema"], check=True, capture_output=True).stdout)
for name, schema in schemas.items():
    Draft202012Validator.check_schema(schema)
print(f"ok     {len(schemas)} schemas are schemas")


def fault(schema, text):
    value = json.loads(json.dumps(tomllib.loads(text), default=str))
    return next((error.message for error in Draft202012Validator(schemas[schema]).iter_errors(value)), "")


files = [Path("pipeline.toml"), *sorted(Path("raw").glob("*.toml")), *sorted(Path("examples").rglob("*.toml"))]
for path in files:
    schema = path.stem if path.stem in ("pipeline", "corrections") else "sidecar"
    why = fault(schema, path.read_text(encoding="utf-8"))
    check(f"{path} fits the schema of {schema}", not why, why)
for schema, broken in [
    ("pipeline", '[dataset]\nnmae = "x"'),
    ("pipeline", '[dataset]\nname = "x"\n[publish]\nformats = ["xml"]'),
    ("sidecar", 'published = "yesterday"'),
    ("corrections", '[[correction]]\nid = "x"'),
]:
    check(f"refused by the schema of {schema}: {broken!r}", bool(fault(schema, broken)))

workflow = yaml.safe_load(Path("docs/examples/publish.yml").read_text(encoding="utf-8"))
steps = workflow["jobs"]["publish"]["steps"]
check("the workflow's steps do one thing each", all(("run" in step) != ("uses" in step) for step in steps))
# YAML 1.1 reads the key `on` as true.
check("the workflow has a schedule", "cron" in workflow[True]["schedule"][0])
sys.exit(1 if failed else 0)
