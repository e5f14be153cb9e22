/* SPDX-License-Identifier: MIT */
#include "scan/words.h"

#include "scan/plausible.h"
#include "scan/words_table.h"

#include <ctype.h>
#include <string.h>

enum {
	RARE = sizeof(WORDS_LETTERS) - 1, /* j, q, x and z */
	MARK,                             /* whatever is no letter and no digit, and both ends */
	DIGIT,
	STEP = 75,                        /* a level of the table in hundredths of a bit */
	LONGEST = 200,                    /* bytes that are looked at */
	WORDY = 410,                      /* tests/rules/words.py roc: 19 of 20 names cost less */
	LEAST_HEX = 16,
};

/* Of a to z, the place in WORDS_LETTERS. */
static const unsigned char letters[] = {0, 1, 2, 3, 4, 5, 6, 7, 8, RARE, 9, 10, 11, 12, 13, 14, RARE, 15, 16, 17, 18, 19, 20,
		RARE, 21, RARE};

_Static_assert(sizeof(WORDS_LETTERS) - 1 == 22 && sizeof(letters) == 26, "j, q, x and z are the rare ones");

static unsigned class_of(unsigned char ch)
{
	unsigned letter = (ch | 0x20u) - 'a';

	if (letter < sizeof(letters))
		return letters[letter];
	return ch >= '0' && ch <= '9' ? DIGIT : MARK;
}

static unsigned level(unsigned a, unsigned b, unsigned c)
{
	unsigned at = (a * WORDS_CLASSES + b) * WORDS_CLASSES + c;

	return words_table[at / 2] >> (at % 2 * 4) & 15;
}

unsigned secscan_words_cost(struct span value)
{
	size_t len = value.len < LONGEST ? value.len : LONGEST;
	unsigned a = MARK, b = MARK, sum = 0;

	for (size_t i = 0; i <= len; i++) {
		unsigned c = i < len ? class_of((unsigned char)value.at[i]) : MARK;

		sum += level(a, b, c);
		a = b;
		b = c;
	}
	return sum * STEP / ((unsigned)len + 1);
}

/* "Password:" is what a form says, "invalid-password" what a program does. */
static bool speaks_of_passwords(struct span value)
{
	bool is_joined = memchr(value.at, '-', value.len) || memchr(value.at, '_', value.len);

	return value.at[value.len - 1] == ':' || (is_joined && secscan_span_has(value, "passw"));
}

const char *secscan_step_words(const struct candidate *c, enum secscan_ruling *ruling)
{
	bool is_hex = c->value.len >= LEAST_HEX && secscan_span_count(c->value, isxdigit) == c->value.len;

	if (!c->value.len || is_hex || secscan_words_cost(c->value) > WORDY)
		return NULL;
	if (!c->rule->chosen)
		return "it is made of words, not of random characters";
	if (secscan_span_count(c->value, isdigit))
		return NULL;
	*ruling = speaks_of_passwords(c->value) ? SECSCAN_DROPPED : SECSCAN_DOUBTED;
	return "it is made of words without a digit";
}
