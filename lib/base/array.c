/* SPDX-License-Identifier: MIT */
#include "base/array.h"

#include <stdint.h>

int secscan_array_grow(void **items, size_t *size, size_t width)
{
	size_t more = *size ? *size * 2 : 8;
	void *grown;

	if (*size > SIZE_MAX / 4 || more > SIZE_MAX / width)
		return SECSCAN_ERR_NOMEM;
	grown = realloc(*items, more * width);
	if (!grown)
		return SECSCAN_ERR_NOMEM;
	*items = grown;
	*size = more;
	return 0;
}
