#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Scores the built-in rules on labelled texts of public rule sets, which lie outside of this tree.

    corpus.py [--tap] [--verbose] SCORE

SCORE is the helper program of this folder. The texts are $SECSCAN_SHARED/corpus/secrets/*.jsonl.gz, by
default ../shared beside the checkout. A rule counts as found when one of its hit rows gives a finding;
a miss row is flagged when it gives one. --verbose lists what is missed and flagged.
"""
import collections
import glob
import gzip
import hashlib
import json
import os
import re
import subprocess
import sys

GOAL_RULES, GOAL_FLAGGED = 97.0, 12.0
LEAST_RULES, MOST_FLAGGED = 97.0, 3.0  # what is reached, to notice a step back

# Their rules look for no credential: addresses, names of public things, account and card numbers (patterns/pii), advice.
NO_CREDENTIAL = re.compile(r"""^(iban(_..)?|credit[-_]cards?(_.*)?|any_ipv4_addresses|uuids|ghcr_typos|no_national_id_number
    |github_actions_sha_checker|hardcoded_internal_emails|ssh_public_key|common_passwords_shortlist
    |np\.(arn\.1|gcs\.[12]|s3\.[12]|shopify\.1|age\.1|aws\.3))$""", re.X)

# Misses that are flagged on purpose: a broken checksum makes a finding doubtful, since most examples have one.
ON_PURPOSE = re.compile(r"/bad-checksum$")
JUDGED = "judged.tsv"  # single rows, beside this script: misses flagged on purpose and hits without a credential, each with why
HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(os.path.dirname(HERE))


def sources():
    shared = os.environ.get("SECSCAN_SHARED", os.path.join(os.path.dirname(ROOT), "shared"))
    return sorted(glob.glob(os.path.join(shared, "corpus", "secrets", "*.jsonl.gz")))


def read(name):
    with gzip.open(name, "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def scan(score, rows):
    """For each row the findings that are secrets, and what the steps said of all candidates."""
    wanted = [{k: row[k] for k in ("text", "path") if k in row} for row in rows]
    text = "".join(json.dumps(row) + "\n" for row in wanted)
    run = subprocess.run([score, "--why"], input=text, capture_output=True, text=True, check=True)
    found = [json.loads(line) for line in run.stdout.splitlines()]
    assert len(found) == len(rows), "a line of answer for each line of question"
    return [[f for f in row if f.get("kind", "secret") == "secret"] for row in found]


def read_judged():
    with open(os.path.join(HERE, JUDGED), encoding="utf-8") as f:
        rows = [line.rstrip("\n").split("\t") for line in f if not line.startswith("#")]
    return {tuple(row[:4]) for row in rows}


def is_judged(judged, row):
    name = hashlib.sha256(row["text"].encode()).hexdigest()[:12]
    return (row["expect"], row["source"], row["rule"] or "-", name) in judged


class Tally:
    def __init__(self, judged):
        self.judged = judged
        self.rules, self.hits, self.misses, self.purpose = {}, [0, 0], [0, 0, 0], 0

    def add(self, row, found):
        if row["expect"] == "hit":
            if is_judged(self.judged, row) and not found:
                return
            key = row["source"], row["rule"]
            self.rules[key] = self.rules.get(key, False) or bool(found)
            self.hits[0] += bool(found)
            self.hits[1] += 1
        elif ON_PURPOSE.search(row["rule"]) or is_judged(self.judged, row):
            self.purpose += bool(found)
        else:
            self.misses[0] += bool(found)
            self.misses[1] += any(f["level"] == "block" for f in found)
            self.misses[2] += 1

    def share(self):
        found = 100.0 * sum(self.rules.values()) / max(1, len(self.rules))
        return found, 100.0 * self.misses[0] / max(1, self.misses[2])

    def line(self, name):
        found, flagged = self.share()
        return "%-24s rules %3d/%3d %5.1f%%  lines %5d/%5d  misses flagged %2d/%3d %4.1f%%, blocking %2d, on purpose %d" % (
            name, sum(self.rules.values()), len(self.rules), found, *self.hits, self.misses[0], self.misses[2],
            flagged, self.misses[1], self.purpose)


def show(row, answer):
    names = ",".join("%s(%s:%s)" % (f["rule"], f["ruling"], f["step"]) for f in answer if "step" in f)
    print("%s %s %s %s: %s" % (row["expect"].upper(), row["source"], row["rule"], names, json.dumps(row["text"][:240])))


def show_all(rows, answers):
    for row, answer in zip(rows, answers):
        found = any("kind" in f for f in answer)
        if row["expect"] == "miss" and found:
            show(row, answer)
        if row["expect"] == "hit" and not found:
            show(row, answer)


def main(args):
    options = {a for a in args if a.startswith("--")}
    score = [a for a in args if not a.startswith("--")][-1]
    names = sources()
    if not names:
        print("ok - corpus # SKIP the labelled texts are not here (SECSCAN_SHARED names the folder)")
        return 0
    judged = read_judged()
    total, other, lead = Tally(judged), Tally(judged), "# " if "--tap" in options else ""
    for name in names:
        rows, tally = read(name), Tally(judged)
        answers = scan(score, rows)
        findings = [[f for f in row if "kind" in f] for row in answers]
        for row, found in zip(rows, findings):
            tally.add(row, found)
            (other if NO_CREDENTIAL.match(row["rule"]) else total).add(row, found)
        print(lead + tally.line(os.path.basename(name).split(".")[0]))
        if "--verbose" in options:
            show_all(rows, answers)
    print(lead + other.line("no credentials"))
    print(lead + total.line("credentials"))
    print(lead + "goal: rules %.0f%%, misses flagged %.0f%%" % (GOAL_RULES, GOAL_FLAGGED))
    found, flagged = total.share()
    good = found >= LEAST_RULES, flagged <= MOST_FLAGGED
    if lead:
        print("1..2")
        print("%sok - at least %.0f%% of the rules are found" % ("" if good[0] else "not ", LEAST_RULES))
        print("%sok - at most %.0f%% of the misses are flagged" % ("" if good[1] else "not ", MOST_FLAGGED))
    return 0 if all(good) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
