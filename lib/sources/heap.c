/* SPDX-License-Identifier: MIT */
#include "sources/heap.h"

static bool before(const struct heap_item *a, const struct heap_item *b)
{
	return a->key != b->key ? a->key < b->key : a->tie < b->tie;
}

int secscan_heap_push(struct heap *heap, struct heap_item item)
{
	size_t at = heap->len;

	if (!array_push(heap))
		return SECSCAN_ERR_NOMEM;
	for (; at && before(&item, &heap->items[(at - 1) / 2]); at = (at - 1) / 2)
		heap->items[at] = heap->items[(at - 1) / 2];
	heap->items[at] = item;
	return 0;
}

bool secscan_heap_pop(struct heap_item *out, struct heap *heap)
{
	struct heap_item last;
	size_t at = 0;

	if (!heap->len)
		return false;
	*out = heap->items[0];
	last = heap->items[--heap->len];
	for (size_t child = 1; child < heap->len; child = 2 * at + 1) {
		if (child + 1 < heap->len && before(&heap->items[child + 1], &heap->items[child]))
			child++;
		if (!before(&heap->items[child], &last))
			break;
		heap->items[at] = heap->items[child];
		at = child;
	}
	heap->items[at] = last;
	return true;
}
