/* SPDX-License-Identifier: MIT */
#include "rules/rule.h"

#include <secscan/unstable/facts.h>

static const enum rule_text places[] = {
	[SECSCAN_FACT_CHECK] = TEXT_CHECK,
	[SECSCAN_FACT_WITH] = TEXT_WITH,
	[SECSCAN_FACT_NEAR] = LIST_NEAR,
	[SECSCAN_FACT_WORDS] = TEXT_WORDS,
	[SECSCAN_FACT_UNLESS] = LIST_UNLESS,
	[SECSCAN_FACT_PATH] = LIST_PATH,
	[SECSCAN_FACT_INSTEAD] = TEXT_INSTEAD,
	[SECSCAN_FACT_REFERENCE] = TEXT_REFERENCE,
};

/* A text is a list of one: an empty string follows either. */
const char *secscan_rule_fact(const struct secscan_rule *rule, enum secscan_fact fact, size_t index)
{
	const char *text = rule_text(rule, places[fact]);

	while (*text && index--)
		text = list_next(text);
	return *text ? text : NULL;
}

unsigned secscan_rule_within(const struct secscan_rule *rule)
{
	return rule->within;
}

bool secscan_rule_drops_alone(const struct secscan_rule *rule)
{
	return rule_is_sought(rule);
}
