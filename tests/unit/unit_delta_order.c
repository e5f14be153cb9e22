/* SPDX-License-Identifier: MIT */
#include "sources/delta_order.h"
#include "unit.h"

#include <string.h>

/* Each object is a letter, in the order that it is added, behind it its base or a dot. */
static const struct {
	const char *name;
	const char *added;
	const char *told;
} rows[] = {
	{"nothing", "", ""},
	{"whole objects keep their order", "a.b.c.", "abc"},
	{"a chain", "a.bacb", "abc"},
	{"a chain that is told from its end", "abbcc.", "cba"},
	{"a grandchild before the next child", "a.bacadb", "abdc"},
	{"a family before the next object", "a.x.bacb", "abcx"},
	{"two of one base", "a.baca", "abc"},
	{"a base that was never added is not told", "abcb", "ac"},
	{"a circle", "abba", "ab"},
	{"a circle with a tail", "abbacb", "abc"},
	{"a circle of one", "aab.", "ba"},
	{"a circle behind whole objects", "abbac.dc", "cdab"},
	{"added twice", "a.a.", "a"},
};

static struct secscan_oid letter(char c)
{
	struct secscan_oid oid = {.len = 20};

	memset(oid.id, c, oid.len);
	return oid;
}

static int note(const struct secscan_oid *oid, void *payload)
{
	char *told = payload;
	size_t len = strlen(told);

	told[len] = (char)oid->id[0];
	told[len + 1] = '\0';
	return 0;
}

static void add_all(struct delta_order *order, const char *added)
{
	struct secscan_error err = {0};

	for (const char *at = added; *at; at += 2) {
		struct secscan_oid oid = letter(at[0]), base = letter(at[1]);

		ck_assert_int_eq(secscan_delta_order_add(order, &oid, at[1] == '.' ? NULL : &base, &err), 0);
	}
}

START_TEST(orders)
{
	struct delta_order order = {0};
	struct secscan_error err = {0};
	char told[16] = "";

	add_all(&order, rows[_i].added);
	ck_assert_int_eq(secscan_delta_order_each(&order, note, told, &err), 0);
	ck_assert_msg(!strcmp(told, rows[_i].told), "%s: %s, not %s", rows[_i].name, told, rows[_i].told);
	secscan_delta_order_release(&order);
}
END_TEST

/* What leads back to the capital letters is set aside when they are told; behind the bar comes what is told late. */
static const struct {
	const char *name;
	const char *added;
	const char *told;
} late_rows[] = {
	{"nothing is set aside", "a.bacb", "abc|"},
	{"a chain from its middle on", "a.BacBdc", "aB|cd"},
	{"a whole family", "A.bAcAx.", "Ax|bc"},
	{"the last of a chain", "a.BadB", "aB|d"},
	{"nothing leads back to it", "a.Ba", "aB|"},
	{"two of two families", "A.bAC.dC", "AC|bd"},
	{"one that leads back to another", "A.BAcBx.", "Ax|Bc"},
	{"a circle", "abbac.", "c|ab"},
	{"a circle beside what is set aside", "abbaC.dC", "C|dab"},
};

START_TEST(sets_aside)
{
	struct delta_order order = {0};
	struct secscan_error err = {0};
	struct secscan_oid oid;
	char told[16] = "";
	int rc;

	add_all(&order, late_rows[_i].added);
	while ((rc = secscan_delta_order_next(&oid, &order, &err)) > 0) {
		(void)note(&oid, told);
		if (oid.id[0] < 'a')
			ck_assert_int_eq(secscan_delta_order_set_aside(&order, &err), 0);
	}
	ck_assert_int_eq(rc, 0);
	told[strlen(told)] = '|';
	ck_assert_int_eq(secscan_delta_order_each(&order, note, told, &err), 0);
	ck_assert_msg(!strcmp(told, late_rows[_i].told), "%s: %s, not %s", late_rows[_i].name, told, late_rows[_i].told);
	ck_assert_int_eq(secscan_delta_order_next(&oid, &order, &err), 0);
	secscan_delta_order_release(&order);
}
END_TEST

START_TEST(tells_again_what_was_put_back)
{
	struct delta_order order = {0};
	struct secscan_error err = {0};
	struct secscan_oid oid;
	char told[16] = "";

	add_all(&order, "a.bacb");
	for (unsigned i = 0; i < 2; i++) {
		ck_assert_int_eq(secscan_delta_order_next(&oid, &order, &err), 1);
		(void)note(&oid, told);
	}
	ck_assert_int_eq(secscan_delta_order_put_back(&order, &err), 0);
	ck_assert_int_eq(secscan_delta_order_each(&order, note, told, &err), 0);
	ck_assert_str_eq(told, "abbc");
	secscan_delta_order_release(&order);
}
END_TEST

static int refuse(const struct secscan_oid *oid, void *payload)
{
	(void)note(oid, payload);
	return 7;
}

START_TEST(stops)
{
	struct delta_order order = {0};
	struct secscan_error err = {0};
	struct secscan_oid a = letter('a'), b = letter('b');
	char told[16] = "";

	ck_assert_int_eq(secscan_delta_order_add(&order, &a, NULL, &err), 0);
	ck_assert_int_eq(secscan_delta_order_add(&order, &b, &a, &err), 0);
	ck_assert_int_eq(secscan_delta_order_each(&order, refuse, told, &err), 7);
	ck_assert_str_eq(told, "a");
	secscan_delta_order_release(&order);
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("delta_order");
	TCase *tcase = tcase_create("delta_order");

	tcase_add_loop_test(tcase, orders, 0, (int)ARRAY_SIZE(rows));
	tcase_add_loop_test(tcase, sets_aside, 0, (int)ARRAY_SIZE(late_rows));
	tcase_add_test(tcase, tells_again_what_was_put_back);
	tcase_add_test(tcase, stops);
	suite_add_tcase(suite, tcase);
	return unit_main(suite);
}
