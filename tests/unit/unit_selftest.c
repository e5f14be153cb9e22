/* SPDX-License-Identifier: MIT */
#include "unit.h"

#include "base/array.h"
#include "base/buffer.h"

#include <secscan/unstable/embed.h>
#include <secscan/unstable/selftest.h>

#define HEAD "[zebra]\nname = Zebra\nseverity = low\nremedy = none\npattern = \\bzebra_[0-9]{4}\\b\n"
#define SAMPLES "sample = zebra_{digit*4}\nsample = a zebra_{digit*4}\nsample = x=zebra_{digit*4}\n"
#define NOTS "not = zebra_{digit*3}\nnot = zebra_{lower*4}\nnot = azebra_{digit*4}\n"
#define TIGER "[tiger]\nname = Tiger\nseverity = low\nremedy = none\npattern = tiger_[0-9]\n" \
	"sample = tiger_{digit}\nsample = tiger_{digit} \nsample = x tiger_{digit}\n" \
	"not = tiger\nnot = tiger_x\nnot = tiger-{digit}\n"

/* A zebra that counts beside a tiger only. */
#define PAIR HEAD "with = tiger\n"
#define PAIRS "sample = zebra_{digit*4} tiger_1\nsample = tiger_2\\n\\nzebra_{digit*4}\nsample = zebra_{digit*4}\\ntiger_3\n"

static const struct {
	const char *name;
	enum secscan_kind kind;
	const char *text;
	size_t failed;
	enum secscan_proof proof;
	size_t index;
	unsigned line; /* 0: none */
	const char *what; /* a part of it */
} rows[] = {
	{"a rule that proves itself", SECSCAN_KIND_SECRET, HEAD SAMPLES NOTS, 0, 0, 0, 0, ""},
	{"a sample that misses", SECSCAN_KIND_SECRET, HEAD SAMPLES "sample = zebra-{digit*4}\n" NOTS, 1,
	 SECSCAN_PROOF_SAMPLE, 3, 9, "does not find it"},
	{"a not that hits", SECSCAN_KIND_SECRET, HEAD SAMPLES NOTS "not = zebra_{digit*4}\n", 1, SECSCAN_PROOF_NOT, 3, 12,
	 "zebra is found"},
	{"a sample that another rule hits", SECSCAN_KIND_SECRET,
	 HEAD SAMPLES "sample = zebra_{digit*4} tiger_1\n" NOTS TIGER, 1, SECSCAN_PROOF_SAMPLE, 3, 9, "tiger is found"},
	{"a not that another rule hits", SECSCAN_KIND_SECRET, HEAD SAMPLES NOTS "not = tiger_1\n" TIGER, 1,
	 SECSCAN_PROOF_NOT, 3, 12, "tiger is found"},
	{"too few samples", SECSCAN_KIND_SECRET, HEAD "sample = zebra_{digit*4}\n" NOTS, 1, SECSCAN_PROOF_SAMPLE, 1, 0,
	 "needs 3"},
	{"too few nots", SECSCAN_KIND_SECRET, HEAD SAMPLES "not = zebra\n", 1, SECSCAN_PROOF_NOT, 1, 0, "needs 3"},
	{"a template that is wrong", SECSCAN_KIND_SECRET, HEAD SAMPLES "sample = zebra_{dgit*4}\n" NOTS, 1,
	 SECSCAN_PROOF_SAMPLE, 3, 9, "byte 8"},
	{"a rule with another part", SECSCAN_KIND_SECRET, PAIR PAIRS NOTS "not = zebra_{digit*4}\nnot = tiger_1 zebra\n" TIGER,
	 0, 0, 0, 0, ""},
	{"a rule with another part, in a sample without", SECSCAN_KIND_SECRET, PAIR PAIRS "sample = zebra_{digit*4}\n" NOTS TIGER,
	 1, SECSCAN_PROOF_SAMPLE, 3, 10, "with its other part"},
	{"a rule with another part, in a not with it", SECSCAN_KIND_SECRET, PAIR PAIRS NOTS "not = tiger_1 zebra_{digit*4}\n" TIGER,
	 1, SECSCAN_PROOF_NOT, 3, 13, "zebra is found"},
	{"a rule for certain paths", SECSCAN_KIND_SECRET, HEAD "path = **/.zoo*\n" SAMPLES NOTS, 0, 0, 0, 0, ""},
	{"banned code in its languages", SECSCAN_KIND_BANNED,
	 HEAD "language = c\nlanguage = python\ncwe = CWE-1\ninstead = tigers\n" SAMPLES NOTS, 0, 0, 0, 0, ""},
	{"banned code hidden in a comment of one language", SECSCAN_KIND_BANNED,
	 HEAD "language = c\nlanguage = python\ncwe = CWE-1\ninstead = tigers\n" SAMPLES "sample = # zebra_{digit*4}\n" NOTS,
	 1, SECSCAN_PROOF_SAMPLE, 3, 13, "does not find it"},
};

struct seen {
	struct secscan_compiler *compiler;
	struct secscan_selftest_failure last;
	char what[256];
	unsigned line;
};

static int on_failure(const struct secscan_selftest_failure *failure, void *payload)
{
	struct seen *seen = payload;
	const char *file;

	seen->last = *failure;
	snprintf(seen->what, sizeof(seen->what), "%s", failure->what);
	if (secscan_compiler_place(&file, &seen->line, seen->compiler, failure->rule_index,
			failure->proof == SECSCAN_PROOF_NOT, failure->index))
		seen->line = 0;
	return 0;
}

START_TEST(selftest)
{
	struct seen seen = {0};
	struct secscan_selftest_result result;
	struct secscan_error err = {0};
	struct secscan_rules *rules;

	ck_assert_int_eq(secscan_compiler_new(&seen.compiler, &err), 0);
	ck_assert_msg(!secscan_compiler_add_text(seen.compiler, rows[_i].kind, "t.ini", rows[_i].text,
			strlen(rows[_i].text), &err), "%s: %u: %s", rows[_i].name, err.line, err.message);
	ck_assert_msg(!secscan_compiler_build(&rules, seen.compiler, &err), "%s: %s", rows[_i].name, err.message);
	ck_assert_msg(!secscan_selftest(&result, rules, on_failure, &seen, &err), "%s: %s", rows[_i].name, err.message);
	ck_assert_msg(result.failed == rows[_i].failed, "%s: %zu failed: %s", rows[_i].name, result.failed, seen.what);
	ck_assert_msg(seen.last.proof == rows[_i].proof && seen.last.index == rows[_i].index, "%s", rows[_i].name);
	ck_assert_msg(seen.line == rows[_i].line, "%s: line %u", rows[_i].name, seen.line);
	ck_assert_msg(strstr(seen.what, rows[_i].what) != NULL, "%s: %s", rows[_i].name, seen.what);
	secscan_rules_free(rules);
	secscan_compiler_free(seen.compiler);
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("selftest");
	TCase *tcase = tcase_create("selftest");

	tcase_add_loop_test(tcase, selftest, 0, (int)ARRAY_SIZE(rows));
	suite_add_tcase(suite, tcase);
	return unit_main(suite);
}
