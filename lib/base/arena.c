/* SPDX-License-Identifier: MIT */
#include "base/arena.h"

#include <stdalign.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

enum { BLOCK_SIZE = 16 * 1024 };

struct arena_block {
	struct arena_block *next;
	size_t used;
	size_t size;
	alignas(max_align_t) char bytes[];
};

static struct arena_block *block_new(size_t size)
{
	struct arena_block *block;

	if (size > SIZE_MAX - sizeof(*block))
		return NULL;
	block = malloc(sizeof(*block) + size);
	if (!block)
		return NULL;
	block->next = NULL;
	block->used = 0;
	block->size = size;
	return block;
}

void *secscan_arena_alloc(struct arena *a, size_t size)
{
	const size_t align = alignof(max_align_t);
	struct arena_block *block = a->blocks;
	void *out;

	if (size > SIZE_MAX - align)
		return NULL;
	size = (size + align - 1) / align * align;
	if (!block || block->size - block->used < size) {
		block = block_new(size > BLOCK_SIZE ? size : BLOCK_SIZE);
		if (!block)
			return NULL;
		block->next = a->blocks;
		a->blocks = block;
	}
	out = block->bytes + block->used;
	block->used += size;
	return memset(out, 0, size);
}

char *secscan_arena_strndup(struct arena *a, const char *text, size_t len)
{
	char *out = len < SIZE_MAX ? secscan_arena_alloc(a, len + 1) : NULL;

	return out && len ? memcpy(out, text, len) : out;
}

char *secscan_arena_strdup(struct arena *a, const char *text)
{
	return secscan_arena_strndup(a, text, strlen(text));
}

void secscan_arena_release(struct arena *a)
{
	struct arena_block *block = a->blocks;

	while (block) {
		struct arena_block *next = block->next;

		free(block);
		block = next;
	}
	a->blocks = NULL;
}
