/* SPDX-License-Identifier: MIT */
#include "unit.h"

#include "base/array.h"
#include "rules/regex.h"

static const struct {
	const char *name;
	const char *pattern;
	size_t literal;
	size_t lead;
	bool leading_class;
} shape_rows[] = {
	{"plain", "\\bghp_[0-9A-Za-z]{36}\\b", 4, 4, false},
	{"small class joins", "\\bgh[ousr]_\\w{36}", 4, 2, false},
	{"class with a dash at its end", "api[_.-]?key", 6, 3, false},
	{"range breaks", "ab[a-z]cd", 2, 2, false},
	{"negated class breaks", "ab[^x]cd", 2, 2, false},
	{"least of a choice", "(?:strcpy|gets)\\(", 5, 4, false},
	{"choice joins what is around", "x(?:ab|cde)y", 4, 3, false},
	{"choice with a class inside", "x(?:a\\d|cde)y", 1, 2, false},
	{"optional byte", "https?://", 7, 7, false},
	{"repeated byte ends", "ab+cd", 2, 2, false},
	{"optional group counts for nothing", "(?:secret)?ab", 2, 0, false},
	{"look-ahead counts for nothing", "(?=secret)ab", 2, 2, false},
	{"top-level choice", "secret|pw", 2, 2, false},
	{"leading wildcard", ".*secret", 6, 0, true},
	{"leading repeat", "[\\w.-]{0,50}secret", 6, 0, true},
	{"leading exact count", "[\\w]{14}\\.atlas", 6, 0, false},
	{"leading optional quote", "[\"']?secret", 6, 0, true},
	{"hex escape is a byte", "\\x41BCD", 4, 4, false},
	{"flags", "(?i)secret", 6, 6, false},
	{"flag group", "(?i:secret)", 6, 6, false},
	{"named group", "(?<value>secret)", 6, 6, false},
	{"posix class", "ab[[:alpha:]]cd", 2, 2, false},
	{"bracket first in a class", "ab[]x]cd", 5, 2, false},
	{"repeated choice", "(?:ab|cde){2}fg", 2, 2, false},
	{"empty", "", 0, 0, false},
	{"unbalanced", "ab)cd", 2, 2, false},
};

START_TEST(shapes)
{
	struct regex_shape shape;

	secscan_regex_shape(&shape, shape_rows[_i].pattern);
	ck_assert_msg(shape.literal == shape_rows[_i].literal, "%s: %zu", shape_rows[_i].name, shape.literal);
	ck_assert_msg(shape.lead == shape_rows[_i].lead, "%s: lead %zu", shape_rows[_i].name, shape.lead);
	ck_assert_msg(shape.leading_class == shape_rows[_i].leading_class, "%s: leading", shape_rows[_i].name);
}
END_TEST

static const struct {
	const char *name;
	const char *pattern;
	const char *kept;
	unsigned min, closing;
} trigger_rows[] = {
	{"nothing to cut", "abc[0-9]{4}", "abc[0-9]{4}", 0, 0},
	{"boundary", "abc[0-9]{4}\\b", "abc[0-9]{4}", 0, 0},
	{"open repeat", "abc[0-9]{4,}", "abc[0-9]", 4, 0},
	{"wide repeat", "abc[0-9]{4,64}\\b", "abc[0-9]", 4, 0},
	{"plus", "abc\\d+", "abc\\d", 1, 0},
	{"lazy", "abc\\d{3,}?", "abc\\d", 3, 0},
	{"escaped plus", "abc\\+", "abc\\+", 0, 0},
	{"escaped brace", "abc\\{4,}", "abc\\{4,}", 0, 0},
	{"star stays", "abc\\d*", "abc\\d*", 0, 0},
	{"inside a group", "key=([a-z]{8,})", "key=([a-z]", 8, 1},
	{"boundary inside a group", "key=([a-z]{8}\\b)", "key=([a-z]{8}", 0, 1},
	{"escaped parenthesis", "abc\\)", "abc\\)", 0, 0},
	{"padding", "abc[0-9]{4}={0,2}", "abc[0-9]{4}", 0, 0},
	{"padding after a repeat", "abc[0-9]{4,64}=?", "abc[0-9]", 4, 0},
	{"padding inside a group", "key=([a-z]{8,}=*)", "key=([a-z]", 8, 1},
	{"counted padding stays", "abc[0-9]{4}={2}", "abc[0-9]{4}={2}", 0, 0},
	{"class that may miss stays", "abc[0-9]?", "abc[0-9]?", 0, 0},
	{"escaped character that may miss stays", "abc\\.?", "abc\\.?", 0, 0},
	{"lazy plus is no padding", "abc\\d+?", "abc\\d", 1, 0},
	{"from zero stays", "abc\\d{0,9}", "abc\\d{0,9}", 0, 0},
};

START_TEST(triggers)
{
	unsigned min, closing;
	size_t len = secscan_regex_trigger_len(trigger_rows[_i].pattern, &min, &closing);

	ck_assert_msg(len == strlen(trigger_rows[_i].kept) && !memcmp(trigger_rows[_i].kept, trigger_rows[_i].pattern, len),
			"%s: %.*s", trigger_rows[_i].name, (int)len, trigger_rows[_i].pattern);
	ck_assert_msg(min == trigger_rows[_i].min && closing == trigger_rows[_i].closing, "%s: %u %u",
			trigger_rows[_i].name, min, closing);
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("regex");
	TCase *tcase = tcase_create("regex");

	tcase_add_loop_test(tcase, shapes, 0, (int)ARRAY_SIZE(shape_rows));
	tcase_add_loop_test(tcase, triggers, 0, (int)ARRAY_SIZE(trigger_rows));
	suite_add_tcase(suite, tcase);
	return unit_main(suite);
}
