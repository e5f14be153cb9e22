/* SPDX-License-Identifier: MIT */
#ifndef SCAN_JUDGE_H
#define SCAN_JUDGE_H

#include "base/array.h"

#include <secscan/unstable/source.h>

/* Which lines of an item are new against one of its bases. */
struct base_lines {
	uint8_t *mask; /* a byte a line, one more for the end */
	size_t lines;
};

/* For each base that has the path; none: all lines are new. Zero-initialise, release. */
struct new_lines {
	ARRAY_OF(struct base_lines) bases;
	bool ready;
};

/* Lines from first to last, counted from 1; last 0: none. */
struct line_span {
	unsigned first, last;
};

/* Compare the item with its bases. */
SECSCAN_MUST_CHECK int secscan_judge_lines(struct new_lines *out, struct secscan_source *source,
		const struct secscan_item *item, struct secscan_error *err);
/* Whether what these lines make together is new: no base alone has all of them. */
bool secscan_judge_new(const struct new_lines *lines, const struct line_span *spans, size_t n);
void secscan_judge_reset(struct new_lines *lines);

#endif
