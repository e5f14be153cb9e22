/* SPDX-License-Identifier: MIT */
#ifndef GATE_CANARY_H
#define GATE_CANARY_H

#include "base/buffer.h"

#include <stdbool.h>

/*
 * A throw-away repository in which git is let commit and push a made-up token. Nothing of the user's git
 * configuration and no agent's environment reaches it; secscan's own settings of machine and user do.
 */
struct canary {
	char *folder;
	char *token;           /* never printed */
	const char *hook;      /* the one that git runs now, or NULL */
	struct buffer output;  /* what the last git command said */
};

SECSCAN_MUST_CHECK int secscan_canary_open(struct canary *c, struct secscan_error *err);
void secscan_canary_release(struct canary *c);

/*
 * Let git run this program as its hook. *flaw is NULL when it refuses the token, names the rule and lets clean work pass,
 * else what went wrong in one line, static; *by_settings: it is not the hook that is wrong.
 */
SECSCAN_MUST_CHECK int secscan_canary_prove(const char **flaw, bool *by_settings, struct canary *c, const char *hook,
		const char *program, struct secscan_error *err);

#endif
