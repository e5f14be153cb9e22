/* SPDX-License-Identifier: MIT */
#include "commands.h"

#include <secscan/rules.h>
#include <secscan/unstable/facts.h>
#include <secscan/unstable/report.h>

#include <ctype.h>

enum { LABEL = 8, WIDTH = 78 };

/* "Why:    words, broken at WIDTH and indented under the first". Nothing for no words. */
static void print_part(const char *label, const char *text)
{
	size_t column = WIDTH;

	if (!*text)
		return;
	printf("%-*s", LABEL, label);
	for (bool first = true; *text; first = false) {
		size_t word = strcspn(text, " \n");

		if (first) {
			column = LABEL;
		} else if (column + 1 + word > WIDTH) {
			printf("\n%*s", LABEL, "");
			column = LABEL;
		} else {
			putchar(' ');
			column++;
		}
		fwrite(text, 1, word, stdout);
		column += word;
		text += word;
		text += strspn(text, " \n");
	}
	putchar('\n');
}

static void explain_message(const struct secscan_message *m)
{
	printf("SEC-%03u: %s\n\n", m->number, m->title);
	print_part("Why:", m->why);
	print_part("Fix:", m->fix);
	print_part("Waive:", m->waive);
}

/* As they stand: a regex is not broken at its blanks. */
static void print_facts(const char *label, const struct secscan_rule *rule, enum secscan_fact fact)
{
	const char *text;

	for (size_t i = 0; (text = secscan_rule_fact(rule, fact, i)); i++)
		printf("%-*s%s\n", LABEL, i ? "" : label, text);
}

static void print_other_part(const struct secscan_rule *rule)
{
	const char *other = secscan_rule_fact(rule, SECSCAN_FACT_WITH, 0);
	char text[256];

	if (!other)
		return;
	snprintf(text, sizeof(text), "%s within %u lines; %s without it", other, secscan_rule_within(rule),
			secscan_rule_drops_alone(rule) ? "nothing is found" : "doubtful");
	print_part("With:", text);
}

static void print_rule(const struct secscan_rule *rule)
{
	printf("%s: %s\n\n", secscan_rule_id(rule), secscan_rule_name(rule));
	print_part("Kind:", secscan_kind_name(secscan_rule_kind(rule)));
	print_part("Level:", secscan_severity_name(secscan_rule_severity(rule)));
	print_part("CWE:", secscan_rule_cwe(rule));
	print_part("Fix:", secscan_rule_remedy(rule));
	print_facts("Safe:", rule, SECSCAN_FACT_INSTEAD);
	printf("%-*s%s\n", LABEL, "Finds:", secscan_rule_pattern(rule));
	print_facts("Check:", rule, SECSCAN_FACT_CHECK);
	print_other_part(rule);
	print_facts("Near:", rule, SECSCAN_FACT_NEAR);
	print_facts("Words:", rule, SECSCAN_FACT_WORDS);
	print_facts("Unless:", rule, SECSCAN_FACT_UNLESS);
	print_facts("Paths:", rule, SECSCAN_FACT_PATH);
	print_facts("See:", rule, SECSCAN_FACT_REFERENCE);
}

static int explain_rule(const char *id, struct secscan_error *err)
{
	struct secscan_rules *rules;
	const struct secscan_rule *rule;
	int rc = secscan_rules_builtin(&rules, err);

	if (rc)
		return rc;
	rule = secscan_rules_find(rules, id);
	if (rule)
		print_rule(rule);
	else
		rc = secscan_cli_usage(err, "there is neither a message nor a built-in rule `%s`; a message is asked for "
				"as SEC-001, and `secscan rules list` lists the rules", id);
	secscan_rules_free(rules);
	return rc;
}

/* "SEC-042", "sec-42" or "42"; 0 for anything else. */
static unsigned number_of(const char *text)
{
	char *end;
	unsigned long number;

	if (!strncasecmp(text, "SEC-", 4))
		text += 4;
	if (!isdigit((unsigned char)*text))
		return 0;
	number = strtoul(text, &end, 10);
	return *end || number > 999 ? 0 : (unsigned)number;
}

static int run(const struct invocation *in, struct secscan_error *err)
{
	const struct secscan_message *message = secscan_message_find(number_of(in->arguments[0]));

	if (!message)
		return explain_rule(in->arguments[0], err);
	explain_message(message);
	return 0;
}

const struct command secscan_cmd_explain = {
	.name = "explain",
	.arguments = "SEC-NNN|RULE",
	.summary = "say what a message or a rule means, why, and the way out",
	.least = 1,
	.most = 1,
	.run = run,
};
