#!/usr/bin/env python3
"""Publish on a file system that is full, at many sizes: the last version stays whole, and the next build publishes and clears up.

usage: full_disk.py BINARY      exit code 1 where something is not as it should be

Mounts a small file system of its own; where the system does not let it, it says that it is skipped.
"""
import hashlib
import json
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile

CONFIG = """
[dataset]
name = "harbours"

[[indicator]]
id = "ships"
title = "Ships a year"
description = "Ships that called at the country's harbours in a year."
kind = "count"
unit = "ship"
accumulates = "flow"
all = [["ship"]]
"""
NOTE = "In 2019, {} ships called at the harbours of Portugal. They carried 88 million tonnes of goods.\n"
STEP = 8 * 1024


def mount(folder, size, inodes=0, remount=False):
    options = f"size={size},nr_inodes={inodes}" + (",remount" if remount else "")
    return subprocess.run(["mount", "-t", "tmpfs", "-o", options, "none", folder], capture_output=True).returncode == 0


def build(binary, project):
    environment = {"SOURCE_DATE_EPOCH": "1700000000"}
    return subprocess.run([binary, "build", "--quiet"], cwd=project, env=environment, capture_output=True, text=True)


def whole(project):
    """The version that latest.json leads to, every file of it looked at."""
    dataset = project / "datasets/harbours"
    latest = json.loads((dataset / "latest.json").read_text())
    folder = dataset / latest["path"]
    lines = (folder / "SHA256SUMS").read_text().splitlines()
    assert len(lines) >= 20
    for line in lines:
        digest, name = line.split("  ", 1)
        assert hashlib.sha256((folder / name).read_bytes()).hexdigest() == digest, name
    return latest["version"]


def litter(project):
    """What lies there that nobody reads."""
    dataset = project / "datasets/harbours"
    known = {"v", ".lock", "versions.json", "latest.json"}
    named = {entry["version"] for entry in json.loads((dataset / "versions.json").read_text())["versions"]}
    left = [path.name for path in dataset.iterdir() if path.name not in known]
    return left + [path.name for path in (dataset / "v").iterdir() if path.name not in named]


def full(binary, before, folder, size, inodes):
    """Whether a build in a file system of that size came to its end."""
    if not mount(folder, size, inodes):
        raise OSError("mount")
    try:
        project = folder / "project"
        shutil.copytree(before, project)
        (project / "raw/note.txt").write_text(NOTE.format("4,130"))
        done = build(binary, project)
        seen = whole(project)
        if done.returncode == 0:
            assert seen == "1.1.0" and not litter(project)
            return True
        assert done.returncode == 1 and "cannot " in done.stderr and "No space left" in done.stderr, done
        # The version's own folder may lie there already, as long as nobody is led to it.
        assert seen in ("1.0.0", "1.1.0") and litter(project) in ([], ["1.1.0"]), (seen, litter(project))
        if not mount(folder, 64 * 1024 * 1024, 0, remount=True):
            raise OSError("remount")
        done = build(binary, project)
        assert done.returncode == 0, done
        assert whole(project) == "1.1.0" and not litter(project), litter(project)
        return False
    finally:
        subprocess.run(["umount", folder], check=True)


def main(binary):
    with tempfile.TemporaryDirectory() as scratch:
        before, folder = pathlib.Path(scratch, "before"), pathlib.Path(scratch, "small")
        (before / "raw").mkdir(parents=True)
        folder.mkdir()
        (before / "pipeline.toml").write_text(CONFIG)
        (before / "raw/note.txt").write_text(NOTE.format("4,120"))
        done = build(binary, before)
        assert done.returncode == 0, done
        if not mount(folder, 1024 * 1024):
            print("skipped: no file system can be mounted here")
            return
        subprocess.run(["umount", folder], check=True)
        # A file takes whole pages there.
        files = [path for path in before.rglob("*")]
        used = sum(4096 * -(-path.stat().st_size // 4096) for path in files if path.is_file())
        sizes = 0
        for size in range(used + 4096, used + 1024 * STEP, STEP):
            if full(binary, before, folder, size, 0):
                break
            sizes += 1
        inodes = 0
        for number in range(len(files) + 3, len(files) + 1000, 2):
            if full(binary, before, folder, 64 * 1024 * 1024, number):
                break
            inodes += 1
        assert sizes >= 10 and inodes >= 10, (sizes, inodes)
        print(f"{sizes} sizes of a full disk and {inodes} numbers of files that it could hold: 0 versions lost, nothing left over")


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    # A namespace of its own: nothing that is mounted is seen outside, or stays.
    if "FULL_DISK" not in os.environ:
        os.environ["FULL_DISK"] = "inside"
        unshare = ["unshare", "--mount"] + ([] if os.geteuid() == 0 else ["--map-root-user"])
        if shutil.which("unshare") and subprocess.run([*unshare, "true"], capture_output=True).returncode == 0:
            os.execvp("unshare", [*unshare, sys.executable, *sys.argv])
        print("skipped: no file system can be mounted here")
        sys.exit(0)
    main(os.path.realpath(sys.argv[1]))
