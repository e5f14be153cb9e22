/* SPDX-License-Identifier: MIT */
#include "commands.h"
#include "output.h"
#include "rulefiles.h"

#include <stddef.h>

struct list_values {
	const char *kind;
	const char *format;
};

static const char *const formats[] = {"text", "jsonl", NULL};

static const struct flag flags[] = {
	{"kind", 'k', "KIND", "only rules of this kind: secret, banned or pii", offsetof(struct list_values, kind), secscan_cli_kinds},
	{"format", 'f', "FORMAT", "text or jsonl (one JSON object a line)", offsetof(struct list_values, format), formats},
	{0},
};

static void print_text(const struct secscan_rule *rule)
{
	printf("%-36s %-7s %-9s %s\n", secscan_rule_id(rule), secscan_kind_name(secscan_rule_kind(rule)),
			secscan_severity_name(secscan_rule_severity(rule)), secscan_rule_name(rule));
}

static void print_member(const char *name, const char *value, const char *behind)
{
	printf("\"%s\":", name);
	secscan_cli_json(value);
	fputs(behind, stdout);
}

static void print_json(const struct secscan_rule *rule)
{
	putchar('{');
	print_member("id", secscan_rule_id(rule), ",");
	print_member("kind", secscan_kind_name(secscan_rule_kind(rule)), ",");
	print_member("severity", secscan_severity_name(secscan_rule_severity(rule)), ",");
	print_member("name", secscan_rule_name(rule), ",");
	print_member("cwe", secscan_rule_cwe(rule), ",");
	print_member("remedy", secscan_rule_remedy(rule), "}\n");
}

static int run(const struct invocation *in, struct secscan_error *err)
{
	const struct list_values *values = in->values;
	bool json = values->format && !strcmp(values->format, "jsonl");
	struct secscan_rules *rules;
	int rc = secscan_rules_builtin(&rules, err);

	if (rc)
		return rc;
	for (size_t i = 0; i < secscan_rules_count(rules); i++) {
		const struct secscan_rule *rule = secscan_rules_at(rules, i);

		if (values->kind && strcmp(values->kind, secscan_kind_name(secscan_rule_kind(rule))) != 0)
			continue;
		if (json)
			print_json(rule);
		else
			print_text(rule);
	}
	secscan_rules_free(rules);
	return 0;
}

const struct command secscan_cmd_rules_list = {
	.name = "rules list",
	.arguments = "",
	.summary = "list the built-in rules",
	.flags = flags,
	.values_size = sizeof(struct list_values),
	.run = run,
};
