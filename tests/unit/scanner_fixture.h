/* SPDX-License-Identifier: MIT */
/* The scanner of a few rules of its own, for a test that scans. */
#ifndef TESTS_SCANNER_FIXTURE_H
#define TESTS_SCANNER_FIXTURE_H

#include "unit.h"

#include "scan/scanner.h"

#include <secscan/unstable/scanner.h>

#include <string.h>

static struct secscan_rules *rules;
static struct secscan_scanner *scanner;

static inline void add_rules(struct secscan_compiler *compiler, enum secscan_kind kind, const char *name, const char *text)
{
	struct secscan_error err = {0};

	ck_assert_msg(!secscan_compiler_add_text(compiler, kind, name, text, strlen(text), &err), "%s", err.message);
}

/* Rules as a file has them; banned may be NULL. */
static inline void make_scanner(const char *secrets, const char *banned)
{
	struct secscan_compiler *compiler;
	struct secscan_error err = {0};

	ck_assert_int_eq(secscan_compiler_new(&compiler, NULL), 0);
	add_rules(compiler, SECSCAN_KIND_SECRET, "s", secrets);
	if (banned)
		add_rules(compiler, SECSCAN_KIND_BANNED, "b", banned);
	ck_assert_msg(!secscan_compiler_build(&rules, compiler, &err), "%s", err.message);
	secscan_compiler_free(compiler);
	ck_assert_int_eq(secscan_scanner_new(&scanner, rules, NULL), 0);
	ck_assert_msg(!secscan_scanner_prepare(scanner, &err), "%s", err.message);
}

static inline void free_scanner(void)
{
	secscan_scanner_free(scanner);
	secscan_rules_free(rules);
}

#endif
