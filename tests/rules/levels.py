#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Checks what blocks and what does not: harmless look-alikes, each for a mechanism, and real ones beside them.

    levels.py [--tap] [--verbose] SCORE

SCORE is the helper program of this folder; levels.txt beside this script holds the lines as templates. A line fails
when it does so in any of the rounds.
"""
import base64
import os
import sys
import textwrap

import corpus
import leaky

TEMPLATES = "levels.txt"
ROUNDS = 8
LEAST_HARMLESS, LEAST_RISKY = 150, 60

leaky.ALPHABETS["BASE32"] = leaky.ALPHABETS["base32"]
leaky.ALPHABETS["base58"] = "".join(c for c in leaky.ALNUM if c not in "0OIl")
leaky.ALPHABETS["alpha"] = leaky.ALNUM[10:]
draw_leaky = leaky.draw


def draw(name, count, dice):
    """What leaky.py draws, and bytes that are nothing but long."""
    if name == "der":
        text = base64.b64encode(bytes([0x30, 0x82, 1, 0x22]) + dice.randbytes(count * 48 - 4)).decode()
        return "\n".join(textwrap.wrap(text, 64))
    if name == "svg":
        return base64.b64encode(dice.randbytes(count)).decode()
    return draw_leaky(name, count, dice)


def judge_round(files, score, seed):
    """For each line of the templates that is harmless or risky: its place, its kind, what blocks there."""
    dice = leaky.random.Random(seed)
    rows, places = [], []
    for path, lines in files:
        text, of_line = "", {}
        for number, (kind, template) in enumerate(lines):
            first = text.count("\n") + 1
            text += leaky.expand(template, dice) + "\n"
            of_line.update(dict.fromkeys(range(first, text.count("\n") + 1), number))
        rows.append({"text": text, "path": path})
        places.append(of_line)
    for (path, lines), of_line, answer in zip(files, places, corpus.scan(score, rows)):
        blocking = {}
        for f in answer:
            if f.get("level") == "block":
                blocking.setdefault(of_line[f["line"]], f["rule"])
        for number, (kind, template) in enumerate(lines):
            yield (path, number, template), kind, blocking.get(number)


def main(args):
    leaky.draw = draw
    files = leaky.read(os.path.join(corpus.HERE, TEMPLATES))
    wrong, kinds = {}, {}
    for seed in range(ROUNDS):
        for place, kind, rule in judge_round(files, args[-1], seed):
            kinds[place] = kind
            if (kind == "harmless" and rule) or (kind == "risky" and not rule):
                wrong[place] = rule or "does not block"
    counts = [list(kinds.values()).count(kind) for kind in ("harmless", "risky")]
    for (path, _, template), why in sorted(wrong.items()):
        print("%s%s: %s: %s" % ("# " if "--tap" in args else "", path, template[:120], why))
    print("%s%d harmless lines and %d risky ones, %d wrong" % ("# " if "--tap" in args else "", *counts, len(wrong)))
    enough = counts[0] >= LEAST_HARMLESS and counts[1] >= LEAST_RISKY
    if "--tap" in args:
        print("1..1\n%sok - harmless lines do not block, risky ones do" % ("" if enough and not wrong else "not "))
    return 0 if enough and not wrong else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
