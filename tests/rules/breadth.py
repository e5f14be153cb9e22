#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Says which known token formats the built-in rules find: the breadth of the rules.

    breadth.py [--tap] [--verbose] SCORE

SCORE is the helper program of this folder. The formats are the rows of formats/catalogue.tsv in $SECSCAN_SHARED, by
default ../shared beside the checkout: facts in a small notation (`"lit_" alnum*36`), from which values are drawn here.
A format counts as found when most of the values drawn give a finding, where it needs context beside the name of its service.
--verbose lists what is not found.
"""
import csv
import os
import random
import re
import string
import sys

import corpus

LEAST_FORMATS, LEAST_PREFIXES = 98.0, 98.0  # what is reached, to notice a step back
DRAWN, ENOUGH, ENDLESS = 6, 4, 24

LOWER, UPPER, DIGIT = string.ascii_lowercase, string.ascii_uppercase, string.digits
ALNUM = DIGIT + UPPER + LOWER
ALPHABETS = {
    "alnum": ALNUM, "alpha": UPPER + LOWER, "lower": LOWER, "UPPER": UPPER, "lowe": LOWER, "digit": DIGIT,
    "hex": DIGIT + "abcdef", "hex-lc": DIGIT + "abcdef", "hex-anycase": DIGIT + "abcdef", "HEX-UC": DIGIT + "ABCDEF",
    "base64": ALNUM + "+/", "base64any": ALNUM + "+/", "base64url": ALNUM + "-_", "word": ALNUM + "_", "any": ALNUM,
    "base32-UC": UPPER + "234567", "bech32-UC": "QPZRY9X8GF2TVDW0S3JN54KHCE6MUA7L", "base62crc": ALNUM, "mixed": ALNUM,
    "base58": "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz",
}
TOKEN = re.compile(r"""
    "(?P<text>(?:\\.|[^"\\])*)"(?:~i)?
  | (?P<set>\{[^ ]*?\}(?=\*)|[A-Za-z][\w-]*(?:[+][A-Za-z]+)*(?:[+]?\{[^ ]*\}|[-_.=+%]*))[*](?P<least>\d+)(?P<open>[+])?(?:\.\.(?P<most>\d+))?(?:\|\d+)*
  | (?P<mark>[<>/?]) | (?P<uuid>uuid) | [*](?P<times>\d+)(?:,-?\d+|[.]{2}\d+|[+])? | \s+""", re.X)

# What is no string of letters but has to decode, or a form that is everybody's: the rules for these have samples of their own.
DECODES = re.compile(r'"(?:ey|eyj\w*)[^"]*"(?:~i)? .*\.|"-----begin|"password', re.I)
WORDS = "told in words"
# Kinds that are no credentials but names of public things beside them, or that say nothing of the value.
NO_CREDENTIAL = re.compile(r"domain|\bhost\b|(instance|base|project) url|email|username|account name|cloud name|application id\b|"
                           r"aws/appsync|access token: eyj|cloudinary|heroku-api-key|snyk-api-token|azure access token|service-account", re.I)
MANY = 20  # a set of more marks says "anything but"


class Unreadable(Exception):
    """A shape that is told in words: the tests of its own rules have to do."""


def letters_of(name):
    """alnum-, lower+digit, alnum+{+/}, {pw}: the characters of a set."""
    if name == "any":
        return "."
    name, _, extra = name.partition("{")
    extra = extra[:-1]
    if len(extra) >= MANY and not extra.isalnum():
        raise Unreadable(name)
    if re.fullmatch(r"\w-\w", extra):
        extra = "".join(map(chr, range(ord(extra[0]), ord(extra[2]) + 1)))
    words = [name] if name in ALPHABETS else re.sub(r"[-_.=+%]*$", "", name).split("+")
    marks = "" if name in ALPHABETS else re.search(r"[-_.+%]*=?$", name.rstrip("+") if extra else name).group()
    if not all(word in ALPHABETS for word in words if word):
        raise Unreadable(name)
    letters = "".join(ALPHABETS[word] for word in words if word) + marks + (extra if len(extra) < 10 or not name else "")
    return letters.replace("=", "") or " "


def tokens_of(shape):
    at, out = 0, []
    while at < len(shape):
        found = TOKEN.match(shape, at)
        if not found:
            raise Unreadable(shape[at:])
        at = found.end()
        out.append(found)
    return out


def draw(shape, dice):
    """One value. `<a / b>` draws one of both; what is optional is drawn."""
    levels, last = [[""]], ""
    if DECODES.match(shape):
        raise Unreadable(shape)
    for token in tokens_of(shape):
        if token["mark"] == "<":
            levels.append([""])
        elif token["mark"] == "/":
            levels[-1].append("")
        elif token["mark"] == ">":
            last = dice.choice(levels.pop())
            levels[-1][-1] += last
        elif token["times"]:
            levels[-1][-1] += last * (int(token["times"]) - 1)
        elif token["uuid"]:
            levels[-1][-1] += "-".join(several(ALPHABETS["hex"], n, dice) for n in (8, 4, 4, 4, 12))
        elif token["set"]:
            levels[-1][-1] += several(letters_of(token["set"]), count_of(token), dice)
        elif token["text"]:
            levels[-1][-1] += token["text"].replace('\\"', '"')
    return dice.choice(levels[0])


def count_of(token):
    """The middle of a range; enough where it has no end."""
    least = int(token["least"])
    if token["open"]:
        return max(least, ENDLESS if least else 0)
    return (least + int(token["most"] or least)) // 2


def several(letters, count, dice):
    return "".join(dice.choices(letters, k=count))


def service_of(row):
    """A name as it stands before a key of this service: the keyword that is most like it."""
    words = [w.strip() for w in row["context_keywords"].split(",") if re.fullmatch(r"[\w-]{2,}", w.strip())]
    like = [w for w in words if row["provider"].replace("-", "")[:4] in re.sub(r"[-_]", "", w).lower()]
    return re.sub(r"\W", "_", like[0] if like else row["provider"])


def text_of(row, value, turn):
    """As a literal, in an env file, in JSON; with the name of the service if the format calls for one."""
    name = service_of(row) if row["context_needed"].startswith("yes") or not row["prefix"] else "my"
    forms = '%s_api_key = "%s"\n', "%s_TOKEN=%s\n", '{"%s_secret": "%s"}\n'
    name = name.upper() if turn % 3 == 1 else name
    if value.startswith(("http", "-----", '"')) or "=" in value[:20]:
        return value + "\n"
    return forms[turn % 3] % (name, value)


def catalogue():
    shared = os.environ.get("SECSCAN_SHARED", os.path.join(os.path.dirname(corpus.ROOT), "shared"))
    name = os.path.join(shared, "formats", "catalogue.tsv")
    if not os.path.exists(name):
        return None
    with open(name, newline="", encoding="utf-8") as f:
        return list(csv.DictReader(f, delimiter="\t", quoting=csv.QUOTE_NONE))


def is_prefix(row):
    return bool(row["prefix"]) and int(row["n_families"] or 0) >= 2


def drawn_rows(rows):
    """For each format its texts, or none where the shape is told in words."""
    for number, row in enumerate(rows):
        dice = random.Random(number)
        try:
            yield row, [text_of(row, draw(row["shape"], dice), turn) for turn in range(DRAWN)]
        except Unreadable:
            yield row, []


def judge(score, rows):
    """Pairs of a format and whether it is found (None: told in words)."""
    drawn = list(drawn_rows(rows))
    answers = iter(corpus.scan(score, [{"text": text} for _, texts in drawn for text in texts]))
    for row, texts in drawn:
        hits = sum(any("kind" in f for f in next(answers)) for _ in texts)
        yield row, (hits >= ENOUGH if texts else None), texts


def is_no_credential(row):
    return bool(NO_CREDENTIAL.search(row["kind"]))


def share(title, pairs, lead):
    known = [found for _, found in pairs if found is not None]
    value = 100.0 * sum(known) / max(1, len(known))
    print("%s%-40s %4d/%4d %5.1f%%, %d %s" % (lead, title, sum(known), len(known), value, len(pairs) - len(known), WORDS))
    return value


def main(args):
    options = {a for a in args if a.startswith("--")}
    score = [a for a in args if not a.startswith("--")][-1]
    rows, lead = catalogue(), "# " if "--tap" in options else ""
    if rows is None:
        print("ok - breadth # SKIP the catalogue is not here (SECSCAN_SHARED names the folder)")
        return 0
    wanted = [r for r in rows if (r["confidence"] in ("high", "medium") or is_prefix(r)) and not is_no_credential(r)]
    judged = list(judge(score, wanted))
    sure = share("formats of confidence high or medium", [j[:2] for j in judged if j[0]["confidence"] != "low"], lead)
    known = share("prefixes known to two families or more", [j[:2] for j in judged if is_prefix(j[0])], lead)
    for row, found, texts in judged if "--verbose" in options else []:
        if found is not True:
            print("%s %s %s: %s: %s" % ("MISSED" if texts else "UNREAD", row["provider"], row["confidence"], row["kind"],
                                         texts[0].strip() if texts else row["shape"]))
    good = sure >= LEAST_FORMATS, known >= LEAST_PREFIXES
    if lead:
        print("1..2")
        print("%sok - at least %.0f%% of the formats are found" % ("" if good[0] else "not ", LEAST_FORMATS))
        print("%sok - at least %.0f%% of the prefixes are found" % ("" if good[1] else "not ", LEAST_PREFIXES))
    return 0 if all(good) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
