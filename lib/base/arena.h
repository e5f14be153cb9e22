/* SPDX-License-Identifier: MIT */
#ifndef BASE_ARENA_H
#define BASE_ARENA_H

#include <stddef.h>

/*
 * Memory with one lifetime. What it gives stays valid, at its address, until release;
 * nothing is freed by itself. Zero-initialise before first use.
 */
struct arena {
	struct arena_block *blocks;
};

/* Zeroed, aligned for any type; NULL when memory ran out. */
void *secscan_arena_alloc(struct arena *a, size_t size);
char *secscan_arena_strndup(struct arena *a, const char *text, size_t len);
char *secscan_arena_strdup(struct arena *a, const char *text);
void secscan_arena_release(struct arena *a);

#endif
