/* SPDX-License-Identifier: MIT */
#ifndef SCAN_DECODE_H
#define SCAN_DECODE_H

#include "base/array.h"
#include "base/buffer.h"

#include <stdbool.h>
#include <stdint.h>

/*
 * UTF-16 and UTF-32 text, of either byte order, with or without a mark, whole files or stretches inside
 * others: wherever bytes alternate with NULs in steps of two or four. What stays is the low bytes,
 * which is all that rules look for; a unit above U+00FF becomes one '?'.
 */
struct wide_run {
	size_t decoded; /* offset of its first byte in text */
	size_t origin;  /* offset of its first unit in the original */
	uint8_t step;
};

struct wide_text {
	struct buffer text;
	ARRAY_OF(struct wide_run) runs;
};

/* Cheap when data holds no NUL. Release the text also after a failure. */
SECSCAN_MUST_CHECK int secscan_wide_decode(struct wide_text *out, const char *data, size_t len);
void secscan_wide_reset(struct wide_text *wide);
void secscan_wide_release(struct wide_text *wide);

/* The original offset of a byte of the decoded text. */
size_t secscan_wide_origin(const struct wide_text *wide, size_t decoded);

#endif
