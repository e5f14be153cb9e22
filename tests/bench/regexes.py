#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Prints the regexes of a rule file in TOML, as they are, one a line: every `regex` of its [[rules]].

    regexes.py FILE.toml
"""
import sys
import tomllib

with open(sys.argv[1], "rb") as file:
    for rule in tomllib.load(file)["rules"]:
        if "regex" in rule:
            print(rule["regex"].strip())
