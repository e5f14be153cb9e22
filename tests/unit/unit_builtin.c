/* SPDX-License-Identifier: MIT */
#include "unit.h"

#include "rules/rule.h"
#include "scan/template.h"

#include <secscan/unstable/scanner.h>

static int note_verified(const struct secscan_finding *f, void *payload)
{
	const char **wanted = payload;

	if (*wanted && !strcmp(f->rule_id, *wanted) && f->confidence == SECSCAN_VERIFIED)
		*wanted = NULL;
	return 0;
}

static bool some_sample_proves_itself(struct secscan_scanner *scanner, const struct secscan_rule *rule)
{
	const char *wanted = secscan_rule_id(rule);

	for (const char *text = rule_text(rule, LIST_SAMPLE); *text && wanted; text = list_next(text)) {
		struct buffer out = {0};
		struct secscan_input input = {.path = "a.txt"};

		ck_assert_msg(!secscan_template_expand(&out, text, 1, NULL), "[%s]", secscan_rule_id(rule));
		input.data = out.data;
		input.len = out.len;
		ck_assert_int_eq(secscan_scan(scanner, &input, note_verified, &wanted, NULL), 0);
		secscan_buffer_release(&out);
	}
	return !wanted;
}

/* A check that its own rule's samples cannot pass is a typing error or looks at the wrong bytes. */
START_TEST(built_in_rules_can_prove_themselves)
{
	struct secscan_scanner *scanner;
	struct secscan_rules *rules;
	unsigned count = 0;

	ck_assert_int_eq(secscan_rules_builtin(&rules, NULL), 0);
	ck_assert_int_eq(secscan_scanner_new(&scanner, rules, NULL), 0);
	for (size_t i = 0; i < secscan_rules_count(rules); i++) {
		const struct secscan_rule *rule = secscan_rules_at(rules, i);
		const char *check = rule_text(rule, TEXT_CHECK);
		bool can_only_doubt = !strcmp(check, "aws-key-id") || !strcmp(secscan_rule_id(rule), "private-key-putty");

		if (!*check || can_only_doubt)
			continue;
		ck_assert_msg(some_sample_proves_itself(scanner, rule), "[%s]: no sample passes %s", secscan_rule_id(rule), check);
		count++;
	}
	ck_assert_msg(count > 30, "only %u rules have a check", count);
	secscan_scanner_free(scanner);
	secscan_rules_free(rules);
}
END_TEST

/*
 * What a history has scanned before is known again with all that lies within reach of the widest trigger: one wide
 * trigger makes all histories slow.
 */
START_TEST(triggers_of_secrets_are_narrow)
{
	enum { WIDEST = 256 };
	struct secscan_rules *rules;

	ck_assert_int_eq(secscan_rules_builtin(&rules, NULL), 0);
	for (size_t i = 0; i < secscan_rules_count(rules); i++) {
		const struct secscan_rule *rule = secscan_rules_at(rules, i);

		ck_assert_msg(rule->kind != SECSCAN_KIND_SECRET || rule->width <= WIDEST, "[%s]: its trigger spans up to %d bytes: give it a shorter one",
				secscan_rule_id(rule), rule->width);
	}
	secscan_rules_free(rules);
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("builtin");
	TCase *tcase = tcase_create("builtin");

	tcase_set_timeout(tcase, 120);
	tcase_add_test(tcase, built_in_rules_can_prove_themselves);
	tcase_add_test(tcase, triggers_of_secrets_are_narrow);
	suite_add_tcase(suite, tcase);
	return unit_main(suite);
}
