/* SPDX-License-Identifier: MIT */
#include "unit.h"

#include "config/ini.h"

static char *long_text(const char *before, size_t n, const char *after)
{
	size_t len = strlen(before) + n + strlen(after);
	char *text = malloc(len + 1);

	memcpy(text, before, strlen(before));
	memset(text + strlen(before), 'x', n);
	memcpy(text + strlen(before) + n, after, strlen(after) + 1);
	return text;
}

static const struct {
	const char *name;
	const char *text;
	unsigned line, column;
	const char *says;
} bad_rows[] = {
	{"key before a section", "a = 1\n", 1, 1, "before the first"},
	{"no equals", "[s]\nabc\n", 2, 1, "expected"},
	{"section twice", "[s]\na = 1\n[t]\n[s]\n", 4, 1, "[s] stands twice"},
	{"open section", "[s\n", 1, 1, "closing"},
	{"text after a section", "[s] x\n", 1, 4, "nothing may follow"},
	{"empty section", "[]\n", 1, 1, "1 to 48"},
	{"comment behind a value", "[s]\na = 1 ; one\n", 2, 7, "comment"},
	{"continuation", "[s]\na = 1\n  2 = 3\n", 3, 1, "continue"},
	{"empty key", "[s]\n = 1\n", 2, 2, "a key has"},
	{"latin1", "[s]\na = \xe9\n", 2, 5, "UTF-8"},
	{"NUL", "[s]\nab\0c = 1\n", 2, 3, "UTF-8"},
	{"surrogate", "[s]\na = \xed\xa0\x80\n", 2, 5, "UTF-8"},
};

START_TEST(refuses)
{
	struct ini_document d = {0};
	struct secscan_error err = {0};
	size_t len = strcmp(bad_rows[_i].name, "NUL") ? strlen(bad_rows[_i].text) : 13;
	int rc = secscan_ini_parse(&d, "f.ini", bad_rows[_i].text, len, &err);

	ck_assert_msg(rc == SECSCAN_ERR_SYNTAX, "%s: %d", bad_rows[_i].name, rc);
	ck_assert_msg(err.line == bad_rows[_i].line && err.column == bad_rows[_i].column, "%s: %u:%u",
			bad_rows[_i].name, err.line, err.column);
	ck_assert_msg(strstr(err.message, bad_rows[_i].says) != NULL, "%s: %s", bad_rows[_i].name, err.message);
	ck_assert_str_eq(err.file, "f.ini");
	secscan_ini_release(&d);
}
END_TEST

static const struct {
	const char *name;
	const char *text;
	const char *section, *key, *value;
	unsigned line, column;
} good_rows[] = {
	{"plain", "[s]\na = 1\n", "s", "a", "1", 2, 5},
	{"no final newline", "[s]\na=1", "s", "a", "1", 2, 3},
	{"crlf", "[s]\r\na = 1\r\n", "s", "a", "1", 2, 5},
	{"byte order mark", "\xef\xbb\xbf[s]\na = 1\n", "s", "a", "1", 2, 5},
	{"equals in the value", "[s]\na = b=c\n", "s", "a", "b=c", 2, 5},
	{"hash and colon in the value", "[s]\na = # :x\n", "s", "a", "# :x", 2, 5},
	{"semicolon inside a word", "[s]\na = x;y\n", "s", "a", "x;y", 2, 5},
	{"empty value", "[s]\na =\n", "s", "a", "", 2, 4},
	{"comments and blanks", "; c\n\n# d\n[s]\n\n; e\na = 1\n", "s", "a", "1", 7, 5},
	{"indented after a blank", "[s]\n\n  a = 1\n", "s", "a", "1", 3, 7},
};

START_TEST(reads)
{
	struct ini_document d = {0};
	struct secscan_error err = {0};
	const struct ini_entry *e;

	ck_assert_msg(!secscan_ini_parse(&d, "f", good_rows[_i].text, strlen(good_rows[_i].text), &err), "%s: %s",
			good_rows[_i].name, err.message);
	ck_assert_msg(d.entries.len == 2, "%s: %zu entries", good_rows[_i].name, d.entries.len);
	e = &d.entries.items[1];
	ck_assert_msg(!strcmp(e->section, good_rows[_i].section) && !strcmp(e->key, good_rows[_i].key) &&
			!strcmp(e->value, good_rows[_i].value), "%s: [%s] %s=%s", good_rows[_i].name, e->section,
			e->key, e->value);
	ck_assert_msg(e->line == good_rows[_i].line && e->value_column == good_rows[_i].column, "%s: %u:%u",
			good_rows[_i].name, e->line, e->value_column);
	secscan_ini_release(&d);
}
END_TEST

START_TEST(long_values_arrive_whole)
{
	struct ini_document d = {0};
	char *text = long_text("[s]\na = ", 60000, "\nb = 2\n");

	ck_assert_int_eq(secscan_ini_parse(&d, "f", text, strlen(text), NULL), 0);
	ck_assert_uint_eq(d.entries.len, 3);
	ck_assert_uint_eq(strlen(d.entries.items[1].value), 60000);
	ck_assert_str_eq(d.entries.items[2].value, "2");
	secscan_ini_release(&d);
	free(text);
}
END_TEST

START_TEST(a_mebibyte_line_is_refused)
{
	struct ini_document d = {0};
	struct secscan_error err = {0};
	char *text = long_text("[s]\na = ", 1 << 20, "\n");

	ck_assert_int_eq(secscan_ini_parse(&d, "f", text, strlen(text), &err), SECSCAN_ERR_SYNTAX);
	ck_assert_uint_eq(err.line, 2);
	secscan_ini_release(&d);
	free(text);
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("ini");
	TCase *tcase = tcase_create("ini");

	tcase_add_loop_test(tcase, refuses, 0, (int)ARRAY_SIZE(bad_rows));
	tcase_add_loop_test(tcase, reads, 0, (int)ARRAY_SIZE(good_rows));
	tcase_add_test(tcase, long_values_arrive_whole);
	tcase_add_test(tcase, a_mebibyte_line_is_refused);
	suite_add_tcase(suite, tcase);
	return unit_main(suite);
}
