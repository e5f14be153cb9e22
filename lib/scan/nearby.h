/* SPDX-License-Identifier: MIT */
#ifndef SCAN_NEARBY_H
#define SCAN_NEARBY_H

#include "rules/rule.h"
#include "scan/span.h"

#include <stddef.h>

enum { NEARBY_WORDS = 64 };

struct nearby_word {
	const char *at;       /* in lower case, in the text of a rule */
	size_t len;
	size_t seen;          /* where it began last, counted from 1 */
	unsigned char second; /* its second letter */
	uint8_t next;         /* the next word with this first letter, counted from 1 */
};

/*
 * Where the words stood last that rules with `words` ask for, so that a place where none of its own is near costs such
 * a rule nothing. Each byte is read once for all rules.
 */
struct nearby {
	struct nearby_word words[NEARBY_WORDS];
	uint8_t first[256];   /* by its first letter, counted from 1 */
	struct pairs pairs;   /* that words begin with: where a look pays */
	unsigned count;
	uint32_t before;      /* the most of all rules */
	uint8_t window;
	size_t read;          /* up to here */
};

/* A bit for each of the rule's words; 0 when it has none or there is no room: it is tried everywhere then. */
uint64_t secscan_nearby_add(struct nearby *nearby, const struct secscan_rule *rule);

/* Other bytes begin. */
void secscan_nearby_reset(struct nearby *nearby);

/* Look around the run data[at, end). Runs come in order. */
void secscan_nearby_read(struct nearby *nearby, const char *data, size_t len, size_t at, size_t end);

/* Whether one of these words of a rule stands where its pattern, tried at `to`, or its `near` would see it. */
bool secscan_nearby_has(const struct nearby *nearby, uint64_t words, const struct secscan_rule *rule, const char *data,
		size_t to);

#endif
