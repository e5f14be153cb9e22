/* SPDX-License-Identifier: MIT */
#ifndef SCAN_SPAN_H
#define SCAN_SPAN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Bytes that lie in somebody else's text. Words given as strings are lower case and compared without case. */
struct span {
	const char *at;
	size_t len;
};

bool secscan_span_starts(struct span span, const char *word);
bool secscan_span_starts_with(struct span span, const char *word, size_t len);
bool secscan_span_ends(struct span span, const char *word);
bool secscan_span_has(struct span span, const char *word);
bool secscan_span_is(struct span span, const char *word);

/*
 * Pairs of bytes, by their low five bits: letters that differ in case are the same. Whoever lacks a pair of a word lacks the
 * word. Zero-initialise.
 */
struct pairs {
	uint32_t seconds[32]; /* by the first byte */
};

enum { PAIR_BITS = 31 };

static inline void pairs_add(struct pairs *pairs, char first, char second)
{
	pairs->seconds[first & PAIR_BITS] |= 1u << (second & PAIR_BITS);
}

static inline bool pairs_have(const struct pairs *pairs, char first, char second)
{
	return pairs->seconds[first & PAIR_BITS] >> (second & PAIR_BITS) & 1;
}

struct pairs secscan_span_pairs(struct span span);
/* False: what has these pairs has not this word. */
bool secscan_pairs_may_have(const struct pairs *pairs, const char *word);

/* The first word of a NULL-ended list that the span starts with, has, is or ends with; NULL for none. */
const char *secscan_span_starts_any(struct span span, const char *const *words);
const char *secscan_span_has_any(struct span span, const char *const *words);
const char *secscan_span_is_any(struct span span, const char *const *words);
const char *secscan_span_ends_any(struct span span, const char *const *words);

/* How many bytes are of this class (isdigit and its kin). */
size_t secscan_span_count(struct span span, int (*class)(int));

#endif
