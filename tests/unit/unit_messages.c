/* SPDX-License-Identifier: MIT */
#include "unit.h"

#include "base/array.h"
#include "report/messages.h"

static const struct {
	const char *name;
	const char *text;
	unsigned wrong;
	size_t count;
	const char *title;
	const char *why;
} parse_rows[] = {
	{"empty", "", 0, 0, NULL, NULL},
	{"one", "; note\n\n[SEC-042]\ntitle = it\nwhy   = so\n", 0, 1, "it", "so"},
	{"no newline at the end", "[SEC-042]\ntitle = it", 0, 1, "it", ""},
	{"a value goes on", "[SEC-042]\ntitle = a\n\t b\n  c\nwhy = d\n\te", 0, 1, "a b c", "d e"},
	{"a sign in the value", "[SEC-042]\ntitle = `a = b`; c", 0, 1, "`a = b`; c", ""},
	{"two", "[SEC-042]\ntitle = it\n[SEC-043]\ntitle = other\n", 0, 2, "it", ""},
	{"more than there is room for", "[SEC-042]\n[SEC-043]\n[SEC-044]\n", 3, 2, "", ""},
	{"key before the first section", "title = it\n", 1, 0, NULL, NULL},
	{"unknown key", "[SEC-042]\ntitel = it\n", 2, 1, "", ""},
	{"key twice", "[SEC-042]\ntitle = a\ntitle = b\n", 3, 1, "a", ""},
	{"no value", "[SEC-042]\ntitle =\n", 2, 1, "", ""},
	{"no sign", "[SEC-042]\ntitle\n", 2, 1, "", ""},
	{"nothing to go on with", "[SEC-042]\n more\n", 2, 1, "", ""},
	{"nothing to go on with behind a gap", "[SEC-042]\ntitle = a\n\n more\n", 4, 1, "a", ""},
	{"other name", "[SEC-42]\n", 1, 0, NULL, NULL},
	{"no number", "[SEC-04x]\n", 1, 0, NULL, NULL},
	{"text behind the name", "[SEC-042] x\n", 1, 0, NULL, NULL},
};

START_TEST(parse)
{
	struct secscan_message items[2];
	struct message_table table = {.items = items, .size = 2};
	char *text = strdup(parse_rows[_i].text);
	const char *name = parse_rows[_i].name;
	unsigned wrong = secscan_messages_parse(&table, text);

	ck_assert_msg(wrong == parse_rows[_i].wrong, "%s: line %u", name, wrong);
	ck_assert_msg(table.len == parse_rows[_i].count, "%s: %zu", name, table.len);
	if (parse_rows[_i].title) {
		ck_assert_msg(items[0].number == 42, "%s: %u", name, items[0].number);
		ck_assert_msg(!strcmp(items[0].title, parse_rows[_i].title), "%s: %s", name, items[0].title);
		ck_assert_msg(!strcmp(items[0].why, parse_rows[_i].why), "%s: %s", name, items[0].why);
	}
	free(text);
}
END_TEST

START_TEST(registry_is_whole)
{
	const struct secscan_message *m;
	unsigned wrong = 0, last = 0;
	size_t n = 0;

	for (; (m = secscan_message_at(n, &wrong)); n++) {
		ck_assert_msg(m->number > last, "SEC-%03u: stands twice or not in order", m->number);
		ck_assert_msg(*m->title && *m->why && *m->fix, "SEC-%03u: lacks a text", m->number);
		ck_assert_msg(strlen(m->title) <= 60, "SEC-%03u: the title is long", m->number);
		ck_assert_msg(secscan_message_find(m->number) == m, "SEC-%03u: not found", m->number);
		last = m->number;
	}
	ck_assert_msg(wrong == 0, "patterns/messages.ini:%u: wrong line", wrong);
	ck_assert_msg(n > 40, "%zu messages", n);
	ck_assert_ptr_null(secscan_message_find(0));
	ck_assert_ptr_null(secscan_message_find(999));
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("messages");
	TCase *tcase = tcase_create("messages");

	tcase_add_loop_test(tcase, parse, 0, (int)ARRAY_SIZE(parse_rows));
	tcase_add_test(tcase, registry_is_whole);
	suite_add_tcase(suite, tcase);
	return unit_main(suite);
}
