#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Counts what the built-in secret rules find in projects that hold no secrets.

    noise.py [--verbose] SECSCAN FOLDER...

SECSCAN is the command; each folder is a checkout of a clean public project. Printed are the findings that
block and the others, for each 100,000 lines. --verbose lists them.
"""
import json
import os
import subprocess
import sys

GOAL = 1.0  # blocking findings for each 100,000 lines


def lines_of(folder):
    count = 0
    for where, folders, names in os.walk(folder):
        folders[:] = [d for d in folders if d != ".git"]
        for name in names:
            path = os.path.join(where, name)
            if os.path.isfile(path) and not os.path.islink(path):
                with open(path, "rb") as f:
                    count += f.read().count(b"\n")
    return count


def findings_of(secscan, folder):
    run = subprocess.run([secscan, "scan", "--format", "jsonl", "."], cwd=folder, capture_output=True, text=True, check=False)
    rows = [json.loads(line) for line in run.stdout.splitlines()]
    return [r for r in rows if r.get("kind") == "secret"]


def main(args):
    folders = [a for a in args if not a.startswith("--")]
    secscan = os.path.abspath(folders.pop(0))
    total = [0, 0, 0]
    for folder in folders:
        found, lines = findings_of(secscan, folder), lines_of(folder)
        blocking = [f for f in found if f["level"] == "block"]
        total = [total[0] + lines, total[1] + len(blocking), total[2] + len(found) - len(blocking)]
        print("%-28s %8d lines  %3d blocking  %3d others" % (os.path.basename(folder), lines, len(blocking), len(found) - len(blocking)))
        for f in found if "--verbose" in args else []:
            print("    %s %s:%s %s" % (f["level"], f["path"], f["line"], f["rule"]))
    share = [100000.0 * n / max(1, total[0]) for n in total[1:]]
    print("%d lines: %.2f blocking findings and %.2f others for each 100,000" % (total[0], *share))
    return 0 if share[0] <= GOAL else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
