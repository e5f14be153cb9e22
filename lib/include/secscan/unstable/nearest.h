/* SPDX-License-Identifier: MIT */
#ifndef SECSCAN_UNSTABLE_NEAREST_H
#define SECSCAN_UNSTABLE_NEAREST_H

#ifdef __cplusplus
extern "C" {
#endif

/* "did you mean": offer every known name; best is the closest within two edits, or NULL. */
struct nearest {
	const char *wanted;
	const char *best;
	unsigned distance;
};

void secscan_nearest_try(struct nearest *nearest, const char *name);

#ifdef __cplusplus
}
#endif
#endif
