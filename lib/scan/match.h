/* SPDX-License-Identifier: MIT */
#ifndef SCAN_MATCH_H
#define SCAN_MATCH_H

#include "base/array.h"

#include <secscan/unstable/scanner.h>

#include <stdbool.h>
#include <stdint.h>

/* What was decided about a match, and by which step. The texts are static. */
struct ruling {
	enum secscan_ruling ruling;
	const char *step;
	const char *reason;
};

/* A confirmed hit inside one buffer. Offsets are into the bytes that were matched. */
struct match {
	uint32_t rule;
	uint8_t confidence;
	bool decoded;
	size_t start, end;             /* the whole match */
	size_t value_start, value_end; /* the value alone */
	struct ruling ruling;
};

struct matches ARRAY_MEMBERS(struct match);

struct secscan_rule;

/*
 * Sort by place and let one match stand for each value: who yields gives way, then the longer value
 * stays. The others are marked as dropped.
 */
void secscan_matches_settle(struct matches *matches, const struct secscan_rule *rules);
/* Take out what is dropped. */
void secscan_matches_sweep(struct matches *matches);

#endif
