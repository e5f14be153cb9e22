/* SPDX-License-Identifier: MIT */
#ifndef SCAN_GENERATORS_H
#define SCAN_GENERATORS_H

#include "base/buffer.h"

#include <stdint.h>

/* What a generator draws into. */
struct drawing {
	struct buffer *out;
	size_t start; /* of the whole text in out */
	size_t run;   /* of what a checksum covers: drawn since the last literal text, or all since the mark */
	bool marked;  /* until a checksum is drawn, literal text starts no new run */
	uint64_t state;
};

struct generator {
	const char *name;
	/* Append n units; 0 or SECSCAN_ERR_NOMEM. */
	int (*draw)(struct drawing *d, const struct generator *self, size_t n);
	const char *alphabet; /* for those that draw single characters */
};

/* NULL when there is none of this name. */
const struct generator *secscan_generator_find(const char *name, size_t len);

/* n characters of this alphabet. */
SECSCAN_MUST_CHECK int secscan_draw_from(struct drawing *d, const char *alphabet, size_t n);

/* A number below `below`, the next of the seed's row. */
size_t secscan_draw(struct drawing *d, size_t below);

#endif
