/* SPDX-License-Identifier: MIT */
#ifndef SECSCAN_UNSTABLE_FACTS_H
#define SECSCAN_UNSTABLE_FACTS_H

#include <secscan/rules.h>

#ifdef __cplusplus
extern "C" {
#endif

/* What a rule asks for besides its pattern, as patterns/README.md names it. */
enum secscan_fact {
	SECSCAN_FACT_CHECK,
	SECSCAN_FACT_WITH,
	SECSCAN_FACT_NEAR,
	SECSCAN_FACT_WORDS,
	SECSCAN_FACT_UNLESS,
	SECSCAN_FACT_PATH,
	SECSCAN_FACT_INSTEAD,
	SECSCAN_FACT_REFERENCE,
};

/* The index-th text of this kind, from 0; NULL behind the last. It lives as long as the rules. */
const char *secscan_rule_fact(const struct secscan_rule *rule, enum secscan_fact fact, size_t index);

/* For a rule with an other part: how many lines it may be away, and whether nothing is found without it. */
unsigned secscan_rule_within(const struct secscan_rule *rule);
bool secscan_rule_drops_alone(const struct secscan_rule *rule);

#ifdef __cplusplus
}
#endif
#endif
