/* SPDX-License-Identifier: MIT */
#ifndef SECSCAN_UNSTABLE_AGENT_H
#define SECSCAN_UNSTABLE_AGENT_H

#include <secscan/error.h>

#include <stdbool.h>

#ifdef __cplusplus
extern "C" {
#endif

/*
 * Is an AI agent at work here? What is seen proves presence; nothing seen proves nothing: anybody can clear the
 * environment. A person's shell that an agent started looks like the agent.
 */
enum secscan_agent_grade {
	SECSCAN_AGENT_NONE,
	SECSCAN_AGENT_EDITOR, /* an editor or tool with AI in it: a person may be typing */
	SECSCAN_AGENT_AGENT,  /* set by an agent for the commands that it runs */
};
const char *secscan_agent_grade_name(enum secscan_agent_grade grade);

enum { SECSCAN_AGENT_MAX = 24, SECSCAN_ANCESTORS_MAX = 24, SECSCAN_COMM_SIZE = 16 };

/* All that is judged. Fill it by hand for tests, or with secscan_agent_observe(). */
struct secscan_agent_facts {
	const char *const *environment; /* like environ; NULL: none. Borrowed */
	char ancestors[SECSCAN_ANCESTORS_MAX][SECSCAN_COMM_SIZE]; /* names of the processes above us, nearest first */
	size_t ancestor_count;
	bool terminal;                  /* a person could be typing: standard input or error is a terminal */
	bool devin_machine;             /* /opt/.devin is there */
};

/* What this process can see: /proc (Linux; nothing elsewhere), its terminal, this environment. Cannot fail. */
void secscan_agent_observe(struct secscan_agent_facts *out, const char *const *environment);

/* One thing that speaks for a tool. All texts are static. */
struct secscan_agent_evidence {
	const char *tool;  /* for people: "GitHub Copilot" */
	const char *word;  /* for the trailer: Assisted-by: <word>:MODEL */
	const char *why;   /* what was seen, names only, never a value: "CURSOR_TRACE_ID with PAGER" */
	enum secscan_agent_grade grade;
};

/* At most SECSCAN_AGENT_MAX, agents before editors, and among equals the surest first. How many there are. */
size_t secscan_agent_detect(struct secscan_agent_evidence out[SECSCAN_AGENT_MAX],
		const struct secscan_agent_facts *facts);

/* Walk all that is looked for, for `secscan agent explain`: index from 0; false past the end. */
bool secscan_agent_known(struct secscan_agent_evidence *out, size_t index);

#ifdef __cplusplus
}
#endif
#endif
