/* SPDX-License-Identifier: MIT */
#include "scan/span.h"

#include <string.h>

/* As tolower() of ASCII, without a call for each byte. */
static inline unsigned char lower(char c)
{
	unsigned char u = (unsigned char)c;

	return u >= 'A' && u <= 'Z' ? u | 0x20 : u;
}

static inline bool same(const char *at, const char *word, size_t len)
{
	for (size_t i = 0; i < len; i++)
		if (lower(at[i]) != (unsigned char)word[i])
			return false;
	return true;
}

bool secscan_span_starts_with(struct span span, const char *word, size_t len)
{
	return span.len >= len && same(span.at, word, len);
}

bool secscan_span_starts(struct span span, const char *word)
{
	return secscan_span_starts_with(span, word, strlen(word));
}

bool secscan_span_ends(struct span span, const char *word)
{
	size_t len = strlen(word);

	return span.len >= len && same(span.at + span.len - len, word, len);
}

bool secscan_span_is(struct span span, const char *word)
{
	return span.len == strlen(word) && same(span.at, word, span.len);
}

bool secscan_span_has(struct span span, const char *word)
{
	size_t len = strlen(word);
	unsigned char first = (unsigned char)*word;

	for (size_t i = 0; i + len <= span.len; i++)
		if ((lower(span.at[i]) == first || !len) && same(span.at + i, word, len))
			return true;
	return false;
}

static const char *any(struct span span, const char *const *words, bool (*test)(struct span span, const char *word))
{
	for (; *words; words++)
		if (test(span, *words))
			return *words;
	return NULL;
}

struct pairs secscan_span_pairs(struct span span)
{
	struct pairs pairs = {0};

	for (size_t i = 1; i < span.len; i++)
		pairs_add(&pairs, span.at[i - 1], span.at[i]);
	return pairs;
}

bool secscan_pairs_may_have(const struct pairs *pairs, const char *word)
{
	for (; word[0] && word[1]; word++)
		if (!pairs_have(pairs, word[0], word[1]))
			return false;
	return true;
}

/* Most spans have none of the words, and lack some pair of each. */
const char *secscan_span_has_any(struct span span, const char *const *words)
{
	struct pairs pairs = secscan_span_pairs(span);

	for (; *words; words++)
		if (secscan_pairs_may_have(&pairs, *words) && secscan_span_has(span, *words))
			return *words;
	return NULL;
}

const char *secscan_span_starts_any(struct span span, const char *const *words)
{
	return any(span, words, secscan_span_starts);
}

const char *secscan_span_is_any(struct span span, const char *const *words)
{
	return any(span, words, secscan_span_is);
}

const char *secscan_span_ends_any(struct span span, const char *const *words)
{
	return any(span, words, secscan_span_ends);
}

size_t secscan_span_count(struct span span, int (*class)(int))
{
	size_t n = 0;

	for (size_t i = 0; i < span.len; i++)
		n += class((unsigned char)span.at[i]) != 0;
	return n;
}
