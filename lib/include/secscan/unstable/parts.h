/* SPDX-License-Identifier: MIT */
#ifndef SECSCAN_UNSTABLE_PARTS_H
#define SECSCAN_UNSTABLE_PARTS_H

#include <stdbool.h>
#include <stddef.h>

#ifdef __cplusplus
extern "C" {
#endif

/* What this program is made of: Hyperscan, PCRE2 ... and how it is linked. */
struct secscan_part {
	const char *name;
	char version[64];
};

/* Walk from index 0; false past the end. */
bool secscan_part_at(struct secscan_part *out, size_t index);

#ifdef __cplusplus
}
#endif
#endif
