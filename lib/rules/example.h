/* SPDX-License-Identifier: MIT */
#ifndef RULES_EXAMPLE_H
#define RULES_EXAMPLE_H

#include "base/buffer.h"

#include <stdint.h>

/* How far repeats go, and what a class gives. */
enum example_style {
	EXAMPLE_LEAST,   /* each repeat as seldom as may be, letters and digits where a class has them */
	EXAMPLE_MOST,    /* as often as may be, an open one some thousand times */
	EXAMPLE_MIXED,   /* by the draw */
	EXAMPLE_ODD,     /* by the draw, and any byte that a class has */
	EXAMPLE_STYLES,
};

/*
 * Append a text made along the pattern, choices and bytes drawn from seed. Boundaries, anchors and look-around are passed
 * over, so that the text need not match: ask an engine. 0 or SECSCAN_ERR_NOMEM.
 */
SECSCAN_MUST_CHECK int secscan_pattern_example(struct buffer *out, const char *pattern, enum example_style style,
		uint64_t seed);

#endif
