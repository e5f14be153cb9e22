/* SPDX-License-Identifier: MIT */
#include "unit.h"

#include "base/arena.h"
#include "base/array.h"
#include "base/buffer.h"
#include "base/error.h"

#include <stdint.h>

static const struct {
	const char *name;
	int code;
	int exit;
} exit_rows[] = {
	{"ok", SECSCAN_OK, 0},
	{"blocked", 1, 1},
	{"usage", SECSCAN_ERR_USAGE, 2},
	{"settings", SECSCAN_ERR_SYNTAX, 2},
	{"memory", SECSCAN_ERR_NOMEM, 3},
	{"missing object", SECSCAN_ERR_REPO, 3},
	{"match limit", SECSCAN_ERR_LIMIT, 3},
	{"ctrl-c", SECSCAN_ERR_INTERRUPTED, 130},
};

START_TEST(exit_codes)
{
	ck_assert_msg(secscan_exit_code(exit_rows[_i].code) == exit_rows[_i].exit, "%s", exit_rows[_i].name);
}
END_TEST

static const struct {
	const char *name;
	const char *in;
	size_t size;
	const char *out;
} printable_rows[] = {
	{"plain", "a/b.c", 16, "a/b.c"},
	{"newline in a name", "a\nb", 16, "a\\x0ab"},
	{"escape sequence", "\033[31m", 16, "\\x1b[31m"},
	{"utf-8 stays", "\xc3\xa9", 16, "\xc3\xa9"},
	{"cut before a half escape", "ab\n", 5, "ab"},
	{"empty", "", 1, ""},
};

START_TEST(printable)
{
	char out[16];

	secscan_printable(out, printable_rows[_i].size, printable_rows[_i].in);
	ck_assert_msg(strcmp(out, printable_rows[_i].out) == 0, "%s: %s", printable_rows[_i].name, out);
}
END_TEST

START_TEST(buffer_grows_and_refuses_overflow)
{
	struct buffer b = {0};

	for (int i = 0; i < 1000; i++)
		ck_assert_int_eq(secscan_buffer_addf(&b, "%d,", i), 0);
	ck_assert_uint_eq(b.len, strlen(b.data));
	ck_assert_int_eq(secscan_buffer_reserve(&b, SIZE_MAX - 10), SECSCAN_ERR_NOMEM);
	ck_assert_uint_eq(b.len, strlen(b.data));
	secscan_buffer_wipe(&b);
	ck_assert_ptr_null(b.data);
}
END_TEST

START_TEST(arena_keeps_addresses)
{
	struct arena a = {0};
	char *first = secscan_arena_strdup(&a, "first");

	for (int i = 1; i < 2000; i++)
		ck_assert_ptr_nonnull(secscan_arena_alloc(&a, (size_t)i * 7));
	ck_assert_str_eq(first, "first");
	ck_assert_ptr_null(secscan_arena_alloc(&a, SIZE_MAX - 3));
	secscan_arena_release(&a);
}
END_TEST

START_TEST(array_pushes_zeroed_items)
{
	ARRAY_OF(int) a = {0};

	for (int i = 0; i < 100; i++) {
		int *item = array_push(&a);

		ck_assert_ptr_nonnull(item);
		ck_assert_int_eq(*item, 0);
		*item = i;
	}
	ck_assert_int_eq(a.items[99], 99);
	array_release(&a);
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("base");
	TCase *tcase = tcase_create("base");

	tcase_add_loop_test(tcase, exit_codes, 0, (int)ARRAY_SIZE(exit_rows));
	tcase_add_loop_test(tcase, printable, 0, (int)ARRAY_SIZE(printable_rows));
	tcase_add_test(tcase, buffer_grows_and_refuses_overflow);
	tcase_add_test(tcase, arena_keeps_addresses);
	tcase_add_test(tcase, array_pushes_zeroed_items);
	suite_add_tcase(suite, tcase);
	return unit_main(suite);
}
