/* SPDX-License-Identifier: MIT */
#include "scan/nearby.h"

#include "scan/confirm.h"

#include <ctype.h>
#include <string.h>

enum { TAIL = 16 }; /* what a pattern says behind a run: quotes, a bracket, padding */

static unsigned find(const struct nearby *n, const char *word, size_t len)
{
	unsigned i = 0;

	while (i < n->count && (n->words[i].len != len || memcmp(n->words[i].at, word, len)))
		i++;
	return i;
}

static void push(struct nearby *n, const char *word, size_t len)
{
	unsigned char letter = (unsigned char)*word;

	n->words[n->count] = (struct nearby_word){.at = word, .len = len, .second = len > 1 ? word[1] | 0x20 : 0,
			.next = n->first[letter]};
	n->count++;
	n->first[letter] = n->first[toupper(letter)] = (uint8_t)n->count;
	for (char any = 0; len == 1 && any <= PAIR_BITS; any++)
		pairs_add(&n->pairs, *word, any);
	if (len > 1)
		pairs_add(&n->pairs, word[0], word[1]);
}

uint64_t secscan_nearby_add(struct nearby *n, const struct secscan_rule *rule)
{
	const char *word = rule_text(rule, TEXT_WORDS);
	uint64_t set = 0;

	if (rule->before > n->before)
		n->before = rule->before;
	if (rule->window > n->window)
		n->window = rule->window;
	for (size_t len; (len = strcspn(word, " ")); word += len, word += strspn(word, " ")) {
		unsigned i = find(n, word, len);

		if (i == NEARBY_WORDS)
			return 0;
		if (i == n->count)
			push(n, word, len);
		set |= UINT64_C(1) << i;
	}
	return set;
}

void secscan_nearby_reset(struct nearby *n)
{
	for (unsigned i = 0; i < n->count; i++)
		n->words[i].seen = 0;
	n->read = 0;
}

static size_t start_of(const char *data, size_t to, uint32_t before, unsigned window)
{
	return secscan_lines_back(data, 0, to > before ? to - before : 0, window);
}

/* Most words end at their second letter. */
static void note(struct nearby *n, const char *data, size_t len, size_t at)
{
	unsigned char second = at + 1 < len ? data[at + 1] | 0x20 : 0;

	for (unsigned k = n->first[(unsigned char)data[at]]; k; k = n->words[k - 1].next) {
		struct nearby_word *w = &n->words[k - 1];

		if ((w->second == second || w->len == 1) && secscan_span_starts_with((struct span){data + at, len - at}, w->at, w->len))
			w->seen = at + 1;
	}
}

/* The last byte has no second one beside it, and may be a word. */
static void read_bytes(struct nearby *n, const char *data, size_t len, size_t from, size_t to)
{
	for (size_t i = from; i < to; i++)
		if (i + 1 == len || pairs_have(&n->pairs, data[i], data[i + 1]))
			note(n, data, len, i);
}

void secscan_nearby_read(struct nearby *n, const char *data, size_t len, size_t at, size_t end)
{
	size_t from = n->read < at ? start_of(data, at, n->before, n->window) : at;
	size_t to = secscan_lines_on(data, len, len - end > TAIL ? end + TAIL : len, n->window);

	read_bytes(n, data, len, from > n->read ? from : n->read, to);
	if (to > n->read)
		n->read = to;
}

bool secscan_nearby_has(const struct nearby *n, uint64_t words, const struct secscan_rule *rule, const char *data,
		size_t to)
{
	size_t seen = 0;

	for (; words; words &= words - 1)
		if (n->words[__builtin_ctzll(words)].seen > seen)
			seen = n->words[__builtin_ctzll(words)].seen;
	if (!seen)
		return false;
	return seen > (*rule_text(rule, LIST_NEAR) ? start_of(data, to, rule->before, rule->window) :
			to > rule->before ? to - rule->before : 0);
}
