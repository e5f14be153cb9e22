/* SPDX-License-Identifier: MIT */
#include "unit.h"

#include "base/array.h"
#include "rules/example.h"

#define PCRE2_CODE_UNIT_WIDTH 8
#include <pcre2.h>

enum { SEEDS = 50 };

/* The shortest text along a pattern without choices and classes is certain. */
static const struct {
	const char *pattern;
	const char *text;
} least_rows[] = {
	{"", ""},
	{"abc", "abc"},
	{"a{3}b", "aaab"},
	{"a?b*c+", "c"},
	{"a{2,9}", "aa"},
	{"\\.\\x41\\n", ".A\n"},
	{"\\bab\\b", "ab"},
	{"^ab$", "ab"},
	{"(?:ab){2}", "abab"},
	{"(a(?:b(?<name>c)){2}){2}d", "abcbcabcbcd"},
	{"(?=x)a(?!(?:y|z))b(?<!c)", "ab"},
	{"(?:ab)?c", "c"},
	{"a{x}", "a{x}"},
	{"a)b", "a"},
	{"[]]", "]"},
	{"[\\x2a]", "*"},
};

START_TEST(least)
{
	struct buffer out = {0};

	ck_assert_int_eq(secscan_pattern_example(&out, least_rows[_i].pattern, EXAMPLE_LEAST, 1), 0);
	ck_assert_msg(!strcmp(out.len ? out.data : "", least_rows[_i].text), "%s: %s", least_rows[_i].pattern, out.data);
	secscan_buffer_release(&out);
}
END_TEST

/* What is drawn matches, whatever the seed. */
static const char *const drawn_rows[] = {
	"[a-f0-9]{4,8}",
	"[^\\w\\s]{3}",
	"[\\w.-]{5,}",
	"\\d\\D\\w\\W\\s\\S",
	".{3}",
	"ab|cd|e[f]",
	"x(?:ab|c(?:d|e){1,3}|f)y",
	"(?i)secret[a-z]{3}",
	"(?i:token)=(?-i:ABC)",
	"a(?:b(?i)c)d",
	"[[:alpha:]][[:digit:]_]{2}",
	"[\\]\\-x]{2}\\(\\)",
	"(?:(?:a{0,3}b){0,4}c){1,2}",
};

START_TEST(drawn)
{
	int error;
	PCRE2_SIZE at;
	pcre2_code *code = pcre2_compile((PCRE2_SPTR)drawn_rows[_i], PCRE2_ZERO_TERMINATED,
			PCRE2_ANCHORED | PCRE2_ENDANCHORED, &error, &at, NULL);
	pcre2_match_data *found = pcre2_match_data_create(1, NULL);

	ck_assert_ptr_nonnull(code);
	for (uint64_t seed = 0; seed < SEEDS; seed++) {
		struct buffer out = {0};

		ck_assert_int_eq(secscan_pattern_example(&out, drawn_rows[_i], seed % EXAMPLE_STYLES, seed), 0);
		ck_assert_msg(pcre2_match(code, (PCRE2_SPTR)out.data, out.len, 0, 0, found, NULL) > 0, "%s: %s",
				drawn_rows[_i], out.data);
		secscan_buffer_release(&out);
	}
	pcre2_match_data_free(found);
	pcre2_code_free(code);
}
END_TEST

/* Repeats inside repeats, each as often as may be: an end is found all the same. */
START_TEST(bounded)
{
	struct buffer out = {0};

	ck_assert_int_eq(secscan_pattern_example(&out, "((a{0,900}b)+c{9,})+", EXAMPLE_MOST, 1), 0);
	ck_assert_uint_gt(out.len, 1000);
	ck_assert_uint_lt(out.len, 100 * 1000);
	secscan_buffer_release(&out);
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("example");
	TCase *tcase = tcase_create("example");

	tcase_add_loop_test(tcase, least, 0, (int)ARRAY_SIZE(least_rows));
	tcase_add_loop_test(tcase, drawn, 0, (int)ARRAY_SIZE(drawn_rows));
	tcase_add_test(tcase, bounded);
	suite_add_tcase(suite, tcase);
	return unit_main(suite);
}
