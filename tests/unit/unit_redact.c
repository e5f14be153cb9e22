/* SPDX-License-Identifier: MIT */
#include "unit.h"

#include "base/array.h"

#include <secscan/redact.h>

static const char text[] =
		"[token]\nname = n\nseverity = critical\npattern = \\btok_[0-9a-z]{8}\\b\nremedy = r\n"
		"sample = a\nsample = b\nsample = c\nnot = d\nnot = e\nnot = f\n"
		"[named]\nname = n\nseverity = high\npattern = name=([^;]{4,40});\nremedy = r\n"
		"sample = a\nsample = b\nsample = c\nnot = d\nnot = e\nnot = f\n";

static const struct {
	const char *name;
	const char *in;
	const char *out;
} rows[] = {
	{"nothing to hide", "plain text\n", "plain text\n"},
	{"empty", "", ""},
	{"one value", "a tok_12345678 b", "a [REDACTED:token] b"},
	{"only the value of a pair", "name=abcdef;", "name=[REDACTED:named];"},
	{"value inside a longer value", "name=x tok_12345678 y;", "name=[REDACTED:named];"},
	{"two in a row", "tok_12345678 tok_abcdefgh", "[REDACTED:token] [REDACTED:token]"},
	{"suppressed ones too", "tok_12345678 secscan:allow token reason=x",
		"[REDACTED:token] secscan:allow token reason=x"},
};

START_TEST(redacts)
{
	struct secscan_compiler *compiler;
	struct secscan_rules *rules;
	struct secscan_scanner *scanner;
	struct secscan_input input = {rows[_i].in, strlen(rows[_i].in), ""};
	char *out;
	size_t len;

	ck_assert_int_eq(secscan_compiler_new(&compiler, NULL), 0);
	ck_assert_int_eq(secscan_compiler_add_text(compiler, SECSCAN_KIND_SECRET, "s", text, strlen(text), NULL), 0);
	ck_assert_int_eq(secscan_compiler_build(&rules, compiler, NULL), 0);
	ck_assert_int_eq(secscan_scanner_new(&scanner, rules, NULL), 0);
	ck_assert_int_eq(secscan_redact(&out, &len, scanner, &input, NULL), 0);
	ck_assert_msg(!strcmp(out, rows[_i].out) && len == strlen(out), "%s: %s", rows[_i].name, out);
	free(out);
	secscan_scanner_free(scanner);
	secscan_rules_free(rules);
	secscan_compiler_free(compiler);
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("redact");
	TCase *tcase = tcase_create("redact");

	tcase_add_loop_test(tcase, redacts, 0, (int)ARRAY_SIZE(rows));
	suite_add_tcase(suite, tcase);
	return unit_main(suite);
}
