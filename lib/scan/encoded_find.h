/* SPDX-License-Identifier: MIT */
#ifndef SCAN_ENCODED_FIND_H
#define SCAN_ENCODED_FIND_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* What to look for. */
enum encoded_wants {
	ENCODED_WANT_TEXT = 1, /* the first of 24 or more digits of base64 (or hex), or a %XX, \uXXXX, \xXX, that stands for text */
	ENCODED_WANT_KEYS = 2, /* the first of 20 or more such digits with a decimal one near */
};

/*
 * The next place, from `at` on, that may be what is wanted; len if there is none. Fast: it reads all that is
 * scanned. *nul becomes true where it has passed a NUL.
 */
typedef size_t encoded_find_fn(const char *data, size_t len, size_t at, unsigned wants, bool *nul);
encoded_find_fn secscan_encoded_find;

enum { ENCODED_FINDERS = 3 };
/* All that this processor can do, the best first, for tests to compare. Returns how many. */
size_t secscan_encoded_finders(encoded_find_fn *finders[ENCODED_FINDERS]);

/* Whether a set of characters, a bit each, has this one. */
static inline bool is_in(const uint64_t set[4], char c)
{
	unsigned char u = (unsigned char)c;

	return set[u >> 6] >> (u & 63) & 1;
}

/* Those of base64 and base64url. */
static inline bool is_digit64(char c)
{
	static const uint64_t digits[4] = {
		1ull << '+' | 1ull << '-' | 1ull << '/' | 0x3ffull << '0',
		0x3ffffffull << ('A' - 64) | 1ull << ('_' - 64) | 0x3ffffffull << ('a' - 64),
	};

	return is_in(digits, c);
}

static inline bool is_sign64(char c)
{
	return c == '+' || c == '-' || c == '/' || c == '_';
}

static inline int digit64(unsigned char c)
{
	if (c >= 'A' && c <= 'Z')
		return c - 'A';
	if (c >= 'a' && c <= 'z')
		return c - 'a' + 26;
	if (c >= '0' && c <= '9')
		return c - '0' + 52;
	if (c == '+' || c == '-')
		return 62;
	return c == '/' || c == '_' ? 63 : -1;
}

static inline int digit16(unsigned char c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	c |= 0x20;
	return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

/* The value of so many hex digits, six at most; -1 where others stand or less is left. */
static inline int value16(const char *p, size_t left, size_t digits)
{
	int value = 0;

	if (left < digits)
		return -1;
	for (size_t i = 0; i < digits; i++) {
		int digit = digit16((unsigned char)p[i]);

		if (digit < 0)
			return -1;
		value = value << 4 | digit;
	}
	return value;
}

#endif
