/* SPDX-License-Identifier: MIT */
#include "commands.h"

#include <secscan/unstable/agent.h>

#include <stddef.h>
#include <stdio.h>

extern char **environ;

struct explain_values {
	bool known;
};

static const struct flag flags[] = {
	{"known", 'k', NULL, "list everything that is looked for", offsetof(struct explain_values, known), NULL},
	{0},
};

static void print(const struct secscan_agent_evidence *e)
{
	printf("%-8s %-24s %s\n", secscan_agent_grade_name(e->grade), e->tool, e->why);
}

static int list_known(void)
{
	struct secscan_agent_evidence e;

	for (size_t i = 0; secscan_agent_known(&e, i); i++)
		print(&e);
	return 0;
}

static int run(const struct invocation *in, struct secscan_error *err)
{
	const struct explain_values *values = in->values;
	struct secscan_agent_evidence evidence[SECSCAN_AGENT_MAX];
	struct secscan_agent_facts facts;
	size_t count;

	(void)err;
	if (values->known)
		return list_known();
	secscan_agent_observe(&facts, (const char *const *)environ);
	count = secscan_agent_detect(evidence, &facts);
	for (size_t i = 0; i < count; i++)
		print(&evidence[i]);
	if (!count)
		puts("Nothing here says that an AI agent is at work. That proves nothing: anybody can clear the environment.");
	else if (evidence[0].grade == SECSCAN_AGENT_AGENT)
		printf("A commit made here needs a trailer such as `Assisted-by: %s:MODEL`.\n", evidence[0].word);
	else
		puts("An editor with AI is here, a person may be typing: commit-msg gives a notice and lets pass.");
	return 0;
}

const struct command secscan_cmd_agent_explain = {
	.name = "agent explain",
	.arguments = "",
	.summary = "show what says that an AI agent is at work here",
	.details = "Names of variables and processes only, never a value.",
	.flags = flags,
	.values_size = sizeof(struct explain_values),
	.run = run,
};
