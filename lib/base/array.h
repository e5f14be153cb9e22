/* SPDX-License-Identifier: MIT */
#ifndef BASE_ARRAY_H
#define BASE_ARRAY_H

#include <secscan/error.h>

#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#define ARRAY_SIZE(a) (sizeof(a) / sizeof((a)[0]))

/*
 * A typed array that grows: struct { T *items; size_t len, size; }.
 * array_push(&a) gives the address of a new zeroed last item, or NULL when memory ran out.
 */
#define ARRAY_MEMBERS(T)        \
	{                       \
		T *items;       \
		size_t len;     \
		size_t size;    \
	}
#define ARRAY_OF(T) struct ARRAY_MEMBERS(T)

#define array_push(a)                                                                             \
	((a)->len < (a)->size || !secscan_array_grow((void **)&(a)->items, &(a)->size, sizeof(*(a)->items)) ? \
	 (__typeof__((a)->items))memset(&(a)->items[(a)->len++], 0, sizeof(*(a)->items)) : NULL)

#define array_release(a)                         \
	do {                                     \
		free((a)->items);                \
		memset((a), 0, sizeof(*(a)));    \
	} while (0)

/* In a sorted array, the number of the first item that `is_before`, an expression of the pointer `item`, is false of; len if none. */
#define array_first_not(a, item, is_before)                                      \
	__extension__({                                                          \
		size_t low_ = 0, high_ = (a)->len;                               \
		while (low_ < high_) {                                           \
			size_t middle_ = low_ + (high_ - low_) / 2;              \
			const __typeof__(*(a)->items) *item = &(a)->items[middle_]; \
			if (is_before)                                           \
				low_ = middle_ + 1;                              \
			else                                                     \
				high_ = middle_;                                 \
		}                                                                \
		low_;                                                            \
	})

/* Double the room of an array of items of this width; 0 or SECSCAN_ERR_NOMEM. */
SECSCAN_MUST_CHECK int secscan_array_grow(void **items, size_t *size, size_t width);

#endif
