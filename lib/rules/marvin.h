/* SPDX-License-Identifier: MIT */
#ifndef RULES_MARVIN_H
#define RULES_MARVIN_H

#include <secscan/rules.h>

/* Microsoft's identifiable keys: base64 whose last bytes are a Marvin32 of all before. */

enum { MARVIN_TAIL_MAX = 8, CASK_TAIL = 4 };

uint64_t secscan_marvin64(const void *data, size_t len, uint64_t seed);

enum secscan_confidence secscan_grade_marvin32(const char *value, size_t len);

/*
 * Write the characters that complete a key which so far ends with its four-letter signature; gives
 * their count, 0 when the head is too long.
 */
size_t secscan_marvin_tail(char out[MARVIN_TAIL_MAX], const char *head, size_t len);

/* The four characters that complete the 80 of a common annotated key. */
void secscan_cask_tail(char out[CASK_TAIL], const char *head, size_t len);

#endif
