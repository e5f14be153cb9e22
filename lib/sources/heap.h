/* SPDX-License-Identifier: MIT */
#ifndef SOURCES_HEAP_H
#define SOURCES_HEAP_H

#include "base/array.h"

#include <stdbool.h>
#include <stdint.h>

/* Numbers by key, the smallest first; equal keys by tie. Zero-initialise, array_release(). */
struct heap_item {
	int64_t key;
	uint64_t tie;
	uint32_t number;
};
struct heap {
	struct heap_item *items;
	size_t len;
	size_t size;
};
SECSCAN_MUST_CHECK int secscan_heap_push(struct heap *heap, struct heap_item item);
/* false when empty */
bool secscan_heap_pop(struct heap_item *out, struct heap *heap);

#endif
