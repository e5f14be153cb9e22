/* SPDX-License-Identifier: MIT */
#ifndef BASE_NEAREST_H
#define BASE_NEAREST_H

/* "did you mean": offer every known name; best is the closest within two edits, or NULL. */
struct nearest {
	const char *wanted;
	const char *best;
	unsigned distance;
};

void secscan_nearest_try(struct nearest *nearest, const char *name);

#endif
