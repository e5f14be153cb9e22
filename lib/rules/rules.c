/* SPDX-License-Identifier: MIT */
#include "rules/pack.h"

#include <secscan/unstable/embed.h>

#include <hs_runtime.h>

void secscan_rules_free(struct secscan_rules *rules)
{
	if (!rules)
		return;
	if (rules->owns_database)
		hs_free_database(rules->database);
	free(rules->memory);
	free(rules);
}

size_t secscan_rules_count(const struct secscan_rules *rules)
{
	return rules->pack->rule_count;
}

size_t secscan_rules_added(const struct secscan_rules *rules)
{
	size_t n = 0;

	for (size_t i = 0; i < rules->pack->rule_count; i++)
		n += !rules->rules[i].borrowed;
	return n;
}

size_t secscan_rules_bytes(const struct secscan_rules *rules)
{
	return rules->pack->database_len;
}

const struct secscan_rule *secscan_rules_at(const struct secscan_rules *rules, size_t index)
{
	return index < rules->pack->rule_count ? &rules->rules[index] : NULL;
}

const struct secscan_rule *secscan_rules_find(const struct secscan_rules *rules, const char *id)
{
	for (size_t i = 0; i < rules->pack->rule_count; i++)
		if (!strcmp(secscan_rule_id(&rules->rules[i]), id))
			return &rules->rules[i];
	return NULL;
}

const char *secscan_rule_id(const struct secscan_rule *rule)
{
	return rule_text(rule, TEXT_ID);
}

const char *secscan_rule_name(const struct secscan_rule *rule)
{
	return rule_text(rule, TEXT_NAME);
}

const char *secscan_rule_remedy(const struct secscan_rule *rule)
{
	return rule_text(rule, TEXT_REMEDY);
}

const char *secscan_rule_cwe(const struct secscan_rule *rule)
{
	return rule_text(rule, TEXT_CWE);
}

const char *secscan_rule_pattern(const struct secscan_rule *rule)
{
	return rule_text(rule, TEXT_PATTERN);
}

enum secscan_kind secscan_rule_kind(const struct secscan_rule *rule)
{
	return (enum secscan_kind)rule->kind;
}

enum secscan_severity secscan_rule_severity(const struct secscan_rule *rule)
{
	return (enum secscan_severity)rule->severity;
}
