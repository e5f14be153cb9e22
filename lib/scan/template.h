/* SPDX-License-Identifier: MIT */
#ifndef SCAN_TEMPLATE_H
#define SCAN_TEMPLATE_H

#include "base/buffer.h"

#include <stdint.h>

/*
 * Append the text that a sample template stands for (patterns/README.md says how one is written). The same seed gives the
 * same text on every machine. SECSCAN_ERR_SYNTAX with column set to the byte where the template goes wrong;
 * what was appended up to there stays.
 */
SECSCAN_MUST_CHECK int secscan_template_expand(struct buffer *out, const char *template, uint64_t seed,
		struct secscan_error *err);

/* A seed of one's own for each (name, number), so that a new rule does not change what the others draw. */
uint64_t secscan_template_seed(const char *name, uint64_t number);

#endif
