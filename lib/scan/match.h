/* SPDX-License-Identifier: MIT */
#ifndef SCAN_MATCH_H
#define SCAN_MATCH_H

#include "base/array.h"

#include <stdbool.h>
#include <stdint.h>

/* A confirmed hit inside one buffer. Offsets are into the bytes that were matched. */
struct match {
	uint32_t rule;
	uint8_t confidence;
	bool decoded;
	bool dropped; /* while settling */
	size_t start, end;             /* the whole match */
	size_t value_start, value_end; /* the value alone */
};

struct matches ARRAY_MEMBERS(struct match);

struct secscan_rule;

/* Sort by place and let one match stand for each value: who yields gives way, then the longer value stays. */
void secscan_matches_settle(struct matches *matches, const struct secscan_rule *rules);

#endif
