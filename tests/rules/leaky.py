#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Checks that every risky line of files that are known to leak is found, and that no other line is.

    leaky.py [--tap] [--verbose] SCORE

SCORE is the helper program of this folder; leaky.txt beside this script holds the files as templates, assigned.txt literals
given to names, unnamed.txt keys that nothing but their place tells, and what only looks like them.
"""
import base64
import os
import random
import re
import string
import sys
import uuid

import corpus

TEMPLATES = "leaky.txt", "assigned.txt", "unnamed.txt"
LEAST_RISKY, MOST_HARMLESS = 95.0, 1.5
KINDS = {"! ": "risky", "? ": "either"}
ROUNDS = 3  # files drawn anew, so that no value decides alone

ALNUM = string.digits + string.ascii_uppercase + string.ascii_lowercase
ALPHABETS = {
    "base62": ALNUM, "base64": ALNUM + "+/", "base64url": ALNUM + "-_", "hex": string.digits + "abcdef",
    "HEX": string.digits + "ABCDEF", "base32": string.ascii_uppercase + "234567", "digit": string.digits,
    "BECH32": "QPZRY9X8GF2TVDW0S3JN54KHCE6MUA7L",
}
SYLLABLES = "ka lo mi ru te sha bo win ter sun dra gon pur ple mon key cof fee rock star jum per ban dit wolf moon".split()


def human(dice):
    """What people choose: two or three syllables, a capital, digits, at times a mark."""
    word = "".join(dice.sample(SYLLABLES, dice.randint(2, 3)))
    return dice.choice((word.capitalize(), word)) + str(dice.randint(10, 9999)) + dice.choice(("", "", "!", "#", "_x"))


def pem(lines, dice):
    body = bytes([0x30, 0x82]) + (lines * 48 - 4).to_bytes(2, "big") + dice.randbytes(lines * 48 - 4)
    text = base64.b64encode(body).decode()
    return [text[i:i + 64] for i in range(0, len(text), 64)]


def draw(name, count, dice):
    if name == "human":
        return human(dice)
    if name == "service":
        return name  # taken apart so that the tree scans clean
    if name == "uuid":
        return str(uuid.UUID(bytes=dice.randbytes(16), version=4))
    if name == "pass":
        return "Aa7" + "".join(dice.choices(ALNUM + "!@%^*_-+=", k=count - 3))
    if name == "hexpairs":
        return "".join("df%02x" % dice.randrange(0xc0, 0x100) for _ in range(count))
    if name in ("pem", "pem1"):
        return ("\n" if name == "pem" else "\\n").join(pem(count, dice))
    return "".join(dice.choices(ALPHABETS[name], k=count))


def expand(line, dice):
    text = re.sub(r"(?<!\{)\{([A-Za-z]\w*)(?:\*(\d+))?\}", lambda m: draw(m[1], int(m[2] or 1), dice), line)
    return text.replace("{{", "{")


def read(name):
    """Pairs of a path and its lines; each line a pair of its kind and its template."""
    files = []
    with open(name, encoding="utf-8") as f:
        for line in f.read().split("\n"):
            if line.startswith("== "):
                files.append((line[3:], []))
            elif files and line:
                marked = line[:2] in KINDS
                files[-1][1].append((KINDS.get(line[:2], "harmless"), line[2:] if marked else line))
    return files


def make(lines, dice):
    """The text of a file, and for each of its lines its kind; what is nothing but random is the rest of a risky one."""
    text, kinds = "", []
    for kind, template in lines:
        drawn = expand(template, dice)
        text += drawn + "\n"
        kinds += ["either" if kind == "harmless" and template.startswith("{") else kind] + ["either"] * drawn.count("\n")
    return text, kinds


def judge(files, score, seed):
    dice = random.Random(seed)
    made = [make(lines, dice) for _, lines in files]
    rows = [{"text": text, "path": path} for (path, _), (text, _) in zip(files, made)]
    for (path, _), (text, kinds), answer in zip(files, made, corpus.scan(score, rows)):
        found = {}
        for f in answer:
            if "kind" in f:
                found.setdefault(f["line"], f["rule"])
                found.setdefault(text.encode()[:f["start"]].count(b"\n") + 1, f["rule"])
        for number, (kind, line) in enumerate(zip(kinds, text.split("\n")), 1):
            yield kind, found.get(number), "%s:%d: %s" % (path, number, line), [
                (e["rule"], e["step"]) for e in answer if "step" in e and e["line"] == number and e["ruling"] == "dropped"]


def weigh(name, score, lead, verbose):
    """Scores one file of templates; says whether it is good enough."""
    files = read(os.path.join(corpus.HERE, name))
    lines = [line for seed in range(ROUNDS) for line in judge(files, score, seed)]
    risky = [line for line in lines if line[0] == "risky"]
    harmless = [line for line in lines if line[0] == "harmless"]
    for kind, rule, line, why in lines if verbose else []:
        if (kind == "risky" and not rule) or (kind == "harmless" and rule):
            print("%s %s %s %s" % ("MISSED" if kind == "risky" else "FLAGGED", line[:160], rule or "", why))
    found = 100.0 * sum(bool(line[1]) for line in risky) / len(risky)
    flagged = 100.0 * sum(bool(line[1]) for line in harmless) / len(harmless)
    print("%s%s: of %d risky lines %.1f%% are found; of %d harmless ones %.1f%% are flagged" % (
        lead, name, len(risky), found, len(harmless), flagged))
    return found >= LEAST_RISKY and flagged <= MOST_HARMLESS


def main(args):
    options = {a for a in args if a.startswith("--")}
    score = [a for a in args if not a.startswith("--")][-1]
    lead = "# " if "--tap" in options else ""
    good = [weigh(name, score, lead, "--verbose" in options) for name in TEMPLATES]
    if lead:
        print("1..%d" % len(TEMPLATES))
        for name, held in zip(TEMPLATES, good):
            print("%sok - %s: at least %.0f%% of the risky lines, at most %.0f%% of the others" % (
                "" if held else "not ", name, LEAST_RISKY, MOST_HARMLESS))
    return 0 if all(good) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
