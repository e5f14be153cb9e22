/* SPDX-License-Identifier: MIT */
#ifndef SCAN_INLINE_H
#define SCAN_INLINE_H

#include <stdbool.h>
#include <stddef.h>

/*
 * The comment that lets one rule pass: "secscan:allow RULE[,RULE...] reason=why", on a line of the match
 * or on the line right above it. No wildcard; without a reason it does nothing.
 */
struct inline_allow {
	bool found;
	bool has_reason;
	size_t offset;   /* of the comment */
	char reason[160];
};

void secscan_inline_allow(struct inline_allow *out, const char *rule_id, const char *data, size_t len, size_t start,
		size_t end);

#endif
