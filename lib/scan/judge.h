/* SPDX-License-Identifier: MIT */
#ifndef SCAN_JUDGE_H
#define SCAN_JUDGE_H

#include <secscan/unstable/source.h>

/* Which lines of an item are new against every one of its bases. Zero-initialise, release. */
struct new_lines {
	uint8_t *mask; /* a byte a line, one more for the end; NULL: all lines are new */
	size_t lines;
	bool ready;
};

/* Compare the item with its bases; a line is new when no base has it. */
SECSCAN_MUST_CHECK int secscan_judge_lines(struct new_lines *out, struct secscan_source *source,
		const struct secscan_item *item, struct secscan_error *err);
/* Whether any line from first to last (1-based) is new. */
bool secscan_judge_touches(const struct new_lines *lines, unsigned first, unsigned last);
void secscan_judge_reset(struct new_lines *lines);

#endif
