/* SPDX-License-Identifier: MIT */
#include "unit.h"

#include "base/array.h"
#include "rules/checks.h"
#include "scan/selftest.h"
#include "scan/template.h"

#include <secscan/unstable/scanner.h>

static const struct {
	const char *name;
	const char *template;
	const char *shape; /* of the text: 'A' upper, 'a' lower, '0' digit, all else as it is */
} expand_rows[] = {
	{"plain text", "x = 1", "a = 0"},
	{"escapes", "a\\tb\\nc\\sd\\\\e", "a\ta\na a\\a"},
	{"doubled brace", "${{X}", "${A}"},
	{"a closing brace alone", "f() }", "a() }"},
	{"digits", "{digit*5}", "00000"},
	{"one unit when no count is said", "{lower}{upper}", "aA"},
	{"repeated literal", "{'ab'*3}", "aaaaaa"},
	{"repeated quote", "{'''*2}", "''"},
	{"repeated escape", "{'\\n'*2}", "\n\n"},
	{"repeated star", "'{'*'*3}'", "'***'"},
	{"password", "{pass*3}", "Aa0"},
	{"empty", "", ""},
};

static void shape(char *text)
{
	for (; *text; text++)
		*text = *text >= 'A' && *text <= 'Z' ? 'A' : *text >= 'a' && *text <= 'z' ? 'a'
			: *text >= '0' && *text <= '9' ? '0' : *text;
}

START_TEST(expands)
{
	struct buffer out = {0};

	ck_assert_int_eq(secscan_buffer_addstr(&out, ""), 0);
	ck_assert_msg(!secscan_template_expand(&out, expand_rows[_i].template, 1, NULL), "%s", expand_rows[_i].name);
	shape(out.data);
	ck_assert_msg(!strcmp(out.data, expand_rows[_i].shape), "%s: %s", expand_rows[_i].name, out.data);
	secscan_buffer_release(&out);
}
END_TEST

static const struct {
	const char *name;
	const char *template;
	unsigned column;
} refuse_rows[] = {
	{"unknown generator", "ab{bse62*3}", 4},
	{"a brace that is meant", "f() { return; }", 6},
	{"no count", "{hex*}", 6},
	{"count zero", "{hex*0}", 6},
	{"count too large", "{hex*9999999999999999999999}", 6},
	{"unclosed", "{hex*4", 7},
	{"unclosed literal", "{'x*4}", 7},
	{"empty literal", "{''*4}", 3},
	{"unknown escape", "a\\d", 2},
	{"escape at the end", "a\\", 2},
};

START_TEST(refuses)
{
	struct secscan_error err = {0};
	struct buffer out = {0};

	ck_assert_msg(secscan_template_expand(&out, refuse_rows[_i].template, 1, &err) == SECSCAN_ERR_SYNTAX, "%s",
			refuse_rows[_i].name);
	ck_assert_msg(err.column == refuse_rows[_i].column, "%s: byte %u: %s", refuse_rows[_i].name, err.column,
			err.message);
	secscan_buffer_release(&out);
}
END_TEST

/* What a generator computes must pass the check of its name. */
static const struct {
	const char *name;
	const char *template;
	const char *check;
} check_rows[] = {
	{"github", "ghx_{base62*30}{crc32-base62}", "crc32-base62"},
	{"luhn", "{digit*15}{luhn}", "luhn"},
	{"luhn, odd length", "{digit*18}{luhn}", "luhn"},
	{"jwt", "{jwt}", "jwt"},
	{"pem", "{pem*4}", "pem"},
};

START_TEST(agrees_with_check)
{
	const struct check *check = secscan_check_find(check_rows[_i].check);

	ck_assert_msg(check != NULL, "%s", check_rows[_i].name);
	for (uint64_t seed = 0; seed < 50; seed++) {
		struct buffer out = {0};

		ck_assert_int_eq(secscan_template_expand(&out, check_rows[_i].template, seed, NULL), 0);
		ck_assert_msg(secscan_check_grade(check, out.data, out.len) == SECSCAN_VERIFIED, "%s: seed %u", check_rows[_i].name,
				(unsigned)seed);
		secscan_buffer_release(&out);
	}
}
END_TEST

START_TEST(same_seed_same_text)
{
	struct buffer a = {0}, b = {0}, c = {0};

	ck_assert_int_eq(secscan_template_expand(&a, "{base62*40}{uuid}", 7, NULL), 0);
	ck_assert_int_eq(secscan_template_expand(&b, "{base62*40}{uuid}", 7, NULL), 0);
	ck_assert_int_eq(secscan_template_expand(&c, "{base62*40}{uuid}", 8, NULL), 0);
	ck_assert_uint_eq(a.len, 76);
	ck_assert_str_eq(a.data, b.data);
	ck_assert_str_ne(a.data, c.data);
	ck_assert_uint_ne(secscan_template_seed("one", 1), secscan_template_seed("two", 1));
	ck_assert_uint_ne(secscan_template_seed("one", 1), secscan_template_seed("one", 2));
	secscan_buffer_release(&a);
	secscan_buffer_release(&b);
	secscan_buffer_release(&c);
}
END_TEST

START_TEST(every_language_has_a_sample_name)
{
	for (unsigned i = 0; i < SECSCAN_LANGUAGE_COUNT; i++)
		ck_assert_msg(secscan_language_of(secscan_sample_name(i), NULL, 0) == i, "%s", secscan_language_name(i));
}
END_TEST

static const struct {
	const char *name;
	const char *glob;
	const char *path;
} path_rows[] = {
	{"plain", "Makefile", "Makefile"},
	{"any folder", "**/.npmrc", "x/.npmrc"},
	{"part of a name", "*.tf", "x.tf"},
	{"one character", "a?c", "axc"},
	{"class", "[ab].c", "a.c"},
	{"negated class", "[!ab].c", "x.c"},
	{"escaped star", "\\*.c", "*.c"},
};

START_TEST(path_from_glob)
{
	struct buffer out = {0};

	ck_assert_int_eq(secscan_sample_path(&out, path_rows[_i].glob), 0);
	ck_assert_msg(!strcmp(out.data, path_rows[_i].path), "%s: %s", path_rows[_i].name, out.data);
	secscan_buffer_release(&out);
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("template");
	TCase *tcase = tcase_create("template");

	tcase_add_loop_test(tcase, expands, 0, (int)ARRAY_SIZE(expand_rows));
	tcase_add_loop_test(tcase, refuses, 0, (int)ARRAY_SIZE(refuse_rows));
	tcase_add_loop_test(tcase, agrees_with_check, 0, (int)ARRAY_SIZE(check_rows));
	tcase_add_loop_test(tcase, path_from_glob, 0, (int)ARRAY_SIZE(path_rows));
	tcase_add_test(tcase, same_seed_same_text);
	tcase_add_test(tcase, every_language_has_a_sample_name);
	suite_add_tcase(suite, tcase);
	return unit_main(suite);
}
