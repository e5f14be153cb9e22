#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Holds the checks against worked examples that were computed elsewhere: the tokens named in reference/token-formats.md in
$SECSCAN_SHARED must be verified, and doubtful with one character changed.

    depth.py SCORE
"""
import os
import re
import sys

import corpus

# How a worked example begins, and at which distance from its end a character of the body stands.
EXAMPLES = {"ghp_": 12, "npm_": 12, "glpat-": 20, "glsa_": 15, "cfut_": 15, "apify_api_": 12, "zpka_": 15}


def worked(text):
    for start in EXAMPLES:
        for token in re.findall(r"`(%s[\w.-]{30,})`" % start, text):
            yield start, token


def spoil(token, at):
    return token[:-at] + ("a" if token[-at] != "a" else "b") + token[1 - at:]


def grades(score, tokens):
    answers = corpus.scan(score, [{"text": "value = %s\n" % token} for token in tokens])
    return [[f["confidence"] for f in answer if "kind" in f] for answer in answers]


def main(args):
    shared = os.environ.get("SECSCAN_SHARED", os.path.join(os.path.dirname(corpus.ROOT), "shared"))
    name = os.path.join(shared, "reference", "token-formats.md")
    if not os.path.exists(name):
        print("ok - depth # SKIP the worked examples are not here (SECSCAN_SHARED names the folder)")
        return 0
    with open(name, encoding="utf-8") as f:
        found = list(worked(f.read()))
    right = grades(args[-1], [token for _, token in found])
    wrong = grades(args[-1], [spoil(token, EXAMPLES[start]) for start, token in found])
    bad = 0
    print("1..%d" % (len(found) + 1))
    print("%sok - every format has an example" % ("" if {start for start, _ in found} == set(EXAMPLES) else "not "))
    for (start, _), good, spoilt in zip(found, right, wrong):
        held = "verified" in good and "verified" not in spoilt
        bad += not held
        print("%sok - %s: %s, spoilt: %s" % ("" if held else "not ", start, good, spoilt))
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
