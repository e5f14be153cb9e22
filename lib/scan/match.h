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

/* The other part of a value that counts only, or for more, with one. */
struct other_part {
	uint32_t rule;
	unsigned line, last_line; /* of the input; 0: there is none */
};

/* A confirmed hit inside one buffer. Offsets are into the bytes that were matched. */
struct match {
	uint32_t rule;
	uint8_t confidence;
	bool decoded;
	bool far;                      /* looked for beyond the usual window */
	size_t start, end;             /* the whole match */
	size_t value_start, value_end; /* the value alone */
	struct ruling ruling;
	unsigned line, last_line;      /* of the value; filled where it is a part or leans on one */
	struct other_part other;
	bool lone;                     /* its rule asks for another part, and there is none */
};

struct matches ARRAY_MEMBERS(struct match);

struct secscan_rule;

void secscan_matches_sort(struct matches *matches);
/*
 * Let one match stand for each value, of sorted matches: who misses its other part gives way, then who yields, then the longer
 * value stays. The others are marked as dropped.
 */
void secscan_matches_settle(struct matches *matches, const struct secscan_rule *rules);
/* Take out what is dropped. */
void secscan_matches_sweep(struct matches *matches);

#endif
