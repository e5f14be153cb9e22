/* SPDX-License-Identifier: MIT */
#ifndef SCAN_COVERED_H
#define SCAN_COVERED_H

#include "base/array.h"
#include "base/hash.h"
#include "scan/inline.h"
#include "scan/run.h"

/* Of the comment asked for last: a long line is hashed once. */
struct comment_hash {
	size_t offset;
	uint8_t bytes[HASH_LEN];
	bool ready;
};

/* What stood beside a comment in the bases of an item, each read once. Zero-initialise, reset. */
struct old_values {
	ARRAY_OF(struct old_value {
		const struct secscan_rule *rule;
		uint8_t comment[HASH_LEN]; /* its line */
		uint8_t value[HASH_LEN];
	}) all; /* sorted by their bytes */
	struct comment_hash asked;
	bool ready;
};

enum covered { COVERED, COVERED_OTHERS, COVERED_NOTHING };

/* The comment at this byte was there before: whether this value of the rule stood beside it, only others, or none. */
SECSCAN_MUST_CHECK int secscan_covered(enum covered *out, struct old_values *old, struct secscan_run *run,
		struct secscan_source *source, const struct secscan_item *item, const struct secscan_finding *finding,
		size_t comment, struct secscan_error *err);
void secscan_covered_reset(struct old_values *old);

#endif
