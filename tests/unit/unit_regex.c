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

static const struct {
	const char *name;
	const char *pattern, *trigger;
	bool begins;
} begin_rows[] = {
	{"the same", "abc[0-9]{4}", "abc[0-9]{4}", true},
	{"goes on", "abc[0-9]{4}x", "abc[0-9]{4}", true},
	{"begins elsewhere", "xabc", "abc", false},
	{"another letter", "abd", "abc", false},
	{"shorter", "ab", "abc", false},
	{"may miss its last letter", "abc?d", "abc", false},
	{"may have none of its last letter", "abc*d", "abc", false},
	{"may have none, counted", "abc{0,3}d", "abc", false},
	{"more of its last letter", "abc+d", "abc", true},
	{"its last letter counted", "abc{2,3}d", "abc", true},
	{"last repeat is longer", "abc[0-9]{4,12}", "abc[0-9]{4}", true},
	{"last repeat is shorter", "abc[0-9]{3,12}", "abc[0-9]{4}", false},
	{"a repeat before the last", "ab{2,3}c", "ab{2}c", false},
	{"last repeat is open", "abc[0-9]{4,}", "abc[0-9]{2,}", false},
	{"look-behind", "(?<![a-z])abc", "abc", true},
	{"look-ahead inside", "ab(?!x|y)c", "abc", true},
	{"look-ahead with parentheses and brackets", "ab(?=[)]\\)(?:x))c", "abc", true},
	{"look-ahead for the rest", "\\babc(?=\\s)[^\\n]*-u", "\\babc\\s", true},
	{"look-ahead in one way of a choice", "(?:a|(?=b)c)xyz", "(?:a|b)c", false},
	{"look-ahead for more than the rest", "abc(?=\\sx)", "abc\\s", false},
	{"choice of look-around", "(?:(?<![A-Z])|(?=[A-Z]))abc", "abc", true},
	{"boundary", "\\babc", "abc", true},
	{"boundary of the trigger alone", "abc", "\\babc", false},
	{"boundary of both", "\\babc\\b", "\\babc", true},
	{"capture", "abc=([a-z]{8,20})", "abc=[a-z]{8}", true},
	{"capture that ends before", "(abc)=[a-z]", "abc=[a-z]", true},
	{"capture of a choice", "(abc|d)", "abc", false},
	{"capture that may miss", "(abc)?d", "abc", false},
	{"group of both", "(?i:abc|de)[0-9]", "(?i:abc|de)", true},
	{"group that may miss", "(?i:abc|de)?[0-9]", "(?i:abc|de)", false},
	{"look-behind in a choice", "(?i:abc|(?<!x)de)[0-9]", "(?i:abc|de)", true},
	{"another group", "(?:abc|de)[0-9]", "(?i:abc|de)", false},
	{"choice at the top", "abc|de", "abc", false},
	{"choice at the top of the trigger", "abcde", "abc|x", false},
	{"escape", "a\\.b", "a.b", false},
	{"class with a bracket", "a[]x]b", "a[]x]", true},
	{"lazy", "a{1,4}?b", "a{1,4}b", false},
	{"unbalanced", "(?=abc", "abc", false},
	{"empty", "", "", true},
};

START_TEST(begins)
{
	ck_assert_msg(secscan_regex_begins(begin_rows[_i].pattern, begin_rows[_i].trigger) == begin_rows[_i].begins, "%s",
			begin_rows[_i].name);
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("regex");
	TCase *tcase = tcase_create("regex");

	tcase_add_loop_test(tcase, shapes, 0, (int)ARRAY_SIZE(shape_rows));
	tcase_add_loop_test(tcase, triggers, 0, (int)ARRAY_SIZE(trigger_rows));
	tcase_add_loop_test(tcase, begins, 0, (int)ARRAY_SIZE(begin_rows));
	suite_add_tcase(suite, tcase);
	return unit_main(suite);
}
