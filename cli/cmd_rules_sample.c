/* SPDX-License-Identifier: MIT */
#include "commands.h"

#include <secscan/unstable/selftest.h>

#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>
#include <unistd.h>

struct sample_values {
	const char *seed;
};

static const struct flag flags[] = {
	{"seed", 0, "N", "draw the same text each time", offsetof(struct sample_values, seed), NULL},
	{0},
};

static int seed_of(uint64_t *out, const char *text, struct secscan_error *err)
{
	struct timespec now;
	char *end;

	if (!text) {
		clock_gettime(CLOCK_REALTIME, &now);
		*out = (uint64_t)now.tv_nsec ^ (uint64_t)now.tv_sec << 20 ^ (uint64_t)getpid();
		return 0;
	}
	*out = strtoull(text, &end, 10);
	return *text && !*end ? 0 : secscan_cli_usage(err, "--seed takes a whole number, not %s", text);
}

static int run(const struct invocation *in, struct secscan_error *err)
{
	const struct sample_values *values = in->values;
	const struct secscan_rule *rule;
	struct secscan_rules *rules;
	uint64_t seed;
	char *text = NULL;
	int rc = seed_of(&seed, values->seed, err);

	if (!rc)
		rc = secscan_rules_builtin(&rules, err);
	if (rc)
		return rc;
	rule = secscan_rules_find(rules, in->arguments[0]);
	rc = rule ? secscan_rule_sample(&text, rule, 0, seed, err)
		  : secscan_cli_usage(err, "no rule %s; `secscan rules list` names them all", in->arguments[0]);
	if (!rc)
		puts(text);
	free(text);
	secscan_rules_free(rules);
	return rc;
}

const struct command secscan_cmd_rules_sample = {
	.name = "rules sample",
	.arguments = "RULE",
	.summary = "print a made-up text that the rule finds",
	.details = "For trying out hooks and alarms: the value has the right form and opens nothing.",
	.flags = flags,
	.values_size = sizeof(struct sample_values),
	.least = 1,
	.most = 1,
	.run = run,
};
