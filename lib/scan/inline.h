/* SPDX-License-Identifier: MIT */
#ifndef SCAN_INLINE_H
#define SCAN_INLINE_H

#include "rules/rule.h"

#include <secscan/unstable/settings.h>

/*
 * The comment that lets one rule pass: "secscan:allow RULE[,RULE...] reason=why until=DATE owner=who", on a line of
 * the match or on the line right above it. No wildcard; without a reason it does nothing.
 */
struct inline_allow {
	bool found;
	size_t offset;       /* of the comment */
	const char *refused; /* why it does nothing, see scan/terms.h; NULL if it counts */
	char reason[160];
};

/*
 * What was answered for one line: a long one may hold very many matches, and reading it for each of them takes for ever.
 * Zero-initialise for each text.
 */
struct allow_memory {
	const char *from, *to; /* the line; NULL: none yet */
	struct allow_answer {
		const struct secscan_rule *rule;
		struct inline_allow allow;
	} answers[8];
	size_t n; /* so many answers were given, the last ones are kept */
};

/* foreign.c: the same of other scanners' comments, as far as the settings honour them. They name no rule. */
void secscan_foreign_allow(struct inline_allow *out, const struct secscan_settings *settings, const char *data,
		size_t len, size_t start, size_t end);

/*
 * Any of these that the settings let count for a hit of this rule. settings may be NULL: then a reason is all that is asked
 * for. Of several comments one that counts is taken.
 */
void secscan_comment_allow(struct inline_allow *out, struct allow_memory *memory, const struct secscan_rule *rule,
		const struct secscan_settings *settings, const char *data, size_t len, size_t start, size_t end);

/* Where the line of this byte begins and where it ends, both in data to end. */
const char *secscan_line_start(const char *data, const char *at);
const char *secscan_line_end(const char *at, const char *end);

#endif
