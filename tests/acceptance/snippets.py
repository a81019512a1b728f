#!/usr/bin/env python3
"""Run the Python snippets of a Markdown file in a folder, each by itself; those behind `<!-- not run: … -->` are left out.

usage: snippets.py FILE.md FOLDER      exit code 1 where one fails
"""
import re
import subprocess
import sys


def main(path, folder):
    text = open(path, encoding="utf-8").read()
    failed = ran = 0
    for found in re.finditer(r"(<!-- not run: [^>]*-->\s*)?^```python\n(.*?)^```", text, re.M | re.S):
        if found[1]:
            continue
        done = subprocess.run([sys.executable, "-c", found[2]], cwd=folder, capture_output=True, encoding="utf-8")
        ran += 1
        failed += done.returncode != 0
        line = text.count("\n", 0, found.start()) + 1
        print(f"{'FAILED' if done.returncode else 'ok    '} {path}:{line}\n{done.stdout}{done.stderr}", end="")
    print(f"{ran} snippets ran, {failed} failed")
    return 1 if failed or not ran else 0


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    sys.exit(main(*sys.argv[1:]))
