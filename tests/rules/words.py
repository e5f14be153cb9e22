#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Makes lib/scan/words_table.h from text, and weighs it against entropy.

    words.py make FILE... > lib/scan/words_table.h     count the letters of words and names in these files
    words.py roc [SCORE] FILE...                       share of secrets lost for each share of names dropped

The table says how many bits each letter costs behind the two before it, in four bits of three quarters
each. Text that makes a good table: source, headers and documents of many hands. For roc, give other text; SCORE (the helper
of this folder) adds the values that generic rules find in the labelled texts, where those are present.
"""
import collections
import math
import os
import random
import re
import sys

LETTERS = "abcdefghiklmnoprstuvwy"  # j, q, x, z are rare enough to share a class
RARE, MARK, DIGIT = len(LETTERS), len(LETTERS) + 1, len(LETTERS) + 2
CLASSES = len(LETTERS) + 3
STEP, DIGIT_BITS = 0.75, 5.25


def classes(word):
    """One class a byte, with marks at both ends."""
    out = [MARK, MARK]
    for ch in word:
        if ch.isdigit():
            out.append(DIGIT)
        elif ch.lower() in LETTERS:
            out.append(LETTERS.index(ch.lower()))
        else:
            out.append(RARE if ch.lower() in "jqxz" else MARK)
    return out + [MARK]


def words_of(files, least):
    found = collections.Counter()
    for name in files:
        if os.path.isfile(name):
            with open(name, "rb") as f:
                found.update(re.findall(r"[A-Za-z][\w./:-]{%d,60}" % (least - 1), f.read(400000).decode("latin-1")))
    return {w: n for w, n in found.items() if sum(c.isdigit() for c in w) * 3 < len(w)}


def count(words):
    threes, twos = collections.Counter(), collections.Counter()
    for word, times in words.items():
        k, weight = classes(word), 1 + math.log(times)
        for a, b, c in zip(k, k[1:], k[2:]):
            threes[a, b, c] += weight
            twos[a, b] += weight
    return threes, twos


def levels(words):
    threes, twos = count(words)
    out = []
    for i in range(CLASSES ** 3):
        a, b, c = i // CLASSES ** 2, i // CLASSES % CLASSES, i % CLASSES
        bits = -math.log2((threes[a, b, c] + 0.3) / (twos[a, b] + 0.3 * CLASSES))
        out.append(round((DIGIT_BITS if c == DIGIT else min(bits, 15 * STEP)) / STEP))
    return out


def cost(table, word):
    k = classes(word)
    return STEP * sum(table[(a * CLASSES + b) * CLASSES + c] for a, b, c in zip(k, k[1:], k[2:])) / (len(k) - 2)


def make(files):
    table = levels(words_of(files, 4))
    table += [0] * (len(table) % 2)
    packed = ["%d" % (table[i] | table[i + 1] << 4) for i in range(0, len(table), 2)]
    print("/* SPDX-License-Identifier: MIT */")
    print("/* Made by tests/rules/words.py: do not edit. Two levels a byte, the even one low. */")
    print("#define WORDS_LETTERS \"%s\"" % LETTERS)
    print("#define WORDS_CLASSES %d" % CLASSES)
    print("\nstatic const unsigned char words_table[(WORDS_CLASSES * WORDS_CLASSES * WORDS_CLASSES + 1) / 2] = {")
    line = ""
    for item in packed:
        if len(line) + len(item) > 108:
            print("\t" + line)
            line = ""
        line += item + ","
    print("\t" + line + "\n};")


def read_table():
    here = os.path.dirname(os.path.abspath(__file__))
    with open(os.path.join(here, "..", "..", "lib", "scan", "words_table.h"), encoding="ascii") as f:
        packed = [int(n) for n in re.findall(r"\b\d+(?=,)", f.read())]
    return [level for byte in packed for level in (byte & 15, byte >> 4)]


def entropy(value):
    counts = collections.Counter(value).values()
    return -sum(n / len(value) * math.log2(n / len(value)) for n in counts)


def drawn():
    draw = random.Random(1)
    small, digits = "abcdefghijklmnopqrstuvwxyz", "0123456789"
    kinds = {"base62 of 12": (small + small.upper() + digits, 12), "base62 of 32": (small + small.upper() + digits, 32),
             "base36 of 20": (small + digits, 20), "letters of 16": (small + small.upper(), 16)}
    return {name: ["".join(draw.choices(letters, k=n)) for _ in range(3000)] for name, (letters, n) in kinds.items()}


def labelled(score):
    import corpus
    out = {"labelled": set(), "labelled passwords": set()}
    for name in corpus.sources():
        rows = [r for r in corpus.read(name) if r["expect"] == "hit"]
        for row, answer in zip(rows, corpus.scan(score, rows)):
            for f in answer:
                if "kind" in f and f["rule"].startswith("generic-"):
                    value = row["text"].encode()[f["start"]:f["start"] + f["length"]].decode("utf-8", "replace")
                    out["labelled passwords" if "password" in f["rule"] else "labelled"].add(value[:200])
    return {k: v for k, v in out.items() if v}


def roc(args):
    score = [a for a in args if os.access(a, os.X_OK) and os.path.basename(a) == "score"]
    names = [w for w in words_of([a for a in args if a not in score], 12)]
    secrets, table = drawn(), read_table()
    if score:
        secrets.update(labelled(score[0]))
    print("%d names; of secrets are lost, in %%:  %s" % (len(names), ", ".join(secrets)))
    for title, measure in ("entropy below", entropy), ("words below", lambda v: cost(table, v)):
        ordered = sorted(measure(v) for v in names)
        for dropped in 50, 70, 80, 90, 95:
            limit = ordered[int(len(ordered) * dropped / 100) - 1]
            lost = [100.0 * sum(measure(v) <= limit for v in values) / len(values) for values in secrets.values()]
            print("  %-14s %5.2f drops %d%% of the names  " % (title, limit, dropped) + " ".join("%6.2f" % x for x in lost))


if __name__ == "__main__":
    {"make": make, "roc": roc}[sys.argv[1]](sys.argv[2:])
