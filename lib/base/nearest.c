/* SPDX-License-Identifier: MIT */
#include "base/nearest.h"

#include <string.h>

enum { MAX_LEN = 48, MAX_DISTANCE = 2 };

static unsigned least(unsigned a, unsigned b, unsigned c)
{
	unsigned ab = a < b ? a : b;

	return ab < c ? ab : c;
}

/* Levenshtein's distance, one row at a time. */
static unsigned distance(const char *a, size_t a_len, const char *b, size_t b_len)
{
	unsigned row[MAX_LEN + 1];

	for (size_t j = 0; j <= b_len; j++)
		row[j] = (unsigned)j;
	for (size_t i = 1; i <= a_len; i++) {
		unsigned diagonal = row[0];

		row[0] = (unsigned)i;
		for (size_t j = 1; j <= b_len; j++) {
			unsigned above = row[j];

			row[j] = least(above + 1, row[j - 1] + 1, diagonal + (a[i - 1] != b[j - 1]));
			diagonal = above;
		}
	}
	return row[b_len];
}

void secscan_nearest_try(struct nearest *nearest, const char *name)
{
	size_t a_len = strlen(nearest->wanted), b_len = strlen(name);
	unsigned d;

	if (a_len > MAX_LEN || b_len > MAX_LEN)
		return;
	d = distance(nearest->wanted, a_len, name, b_len);
	if (d > MAX_DISTANCE || (nearest->best && d >= nearest->distance))
		return;
	nearest->best = name;
	nearest->distance = d;
}
