/* SPDX-License-Identifier: MIT */
#include "scan/encoded_escape.h"
#include "scan/encoded_find.h"
#include "scan/encoded_read.h"

#include <string.h>

/* The value of so many hex digits that must be text; what is no Latin letter counts as one. */
static bool is_code(const char *p, size_t left, size_t digits)
{
	int value = value16(p, left, digits);

	return value >= 0x20 || value == '\n' || value == '\t' || value == '\r' || value == ENCODED_ESC;
}

/* Of slashes as JSON may have them those behind a scheme: others are no use. */
static bool is_escaped_slash(const char *data, size_t len, size_t at)
{
	return at && data[at - 1] == ':' && len - at > 3 && !memcmp(data + at, "\\/\\/", 4);
}

/* So long as only a token is, or a name of many words. */
static bool is_token(const char *p, size_t left)
{
	enum { LEAST = 16 };
	size_t i = 0;

	while (i < left && i < LEAST && is_token_byte(p[i]))
		i++;
	return i == LEAST;
}

/* ESC [ 1 ; 32 m: its length, or 0. */
static size_t sequence_len(const char *p, size_t left)
{
	enum { LONGEST = 16 };
	size_t i = 2;

	if (left < 3 || p[1] != '[')
		return 0;
	while (i < left && i < LONGEST && p[i] >= '0' && p[i] <= ';')
		i++;
	return i < left && p[i] == 'm' ? i + 1 : 0;
}

size_t secscan_encoded_joint(const char *p, size_t left)
{
	size_t len = *p == ENCODED_ESC ? sequence_len(p, left) : left > 2 && *p == '\\' && secscan_encoded_control(p[1]) ? 2 : 0;

	return len && is_token(p + len, left - len) ? len : 0;
}

static bool is_backslashed(const char *data, size_t len, size_t at)
{
	const char *p = data + at;
	size_t left = len - at;

	if (left < 3)
		return false;
	switch (p[1]) {
	case '/':
		return is_escaped_slash(data, len, at);
	case 'u':
		return is_code(p + 2, left - 2, 4);
	case 'x':
		return is_code(p + 2, left - 2, 2);
	default:
		return secscan_encoded_joint(p, left) > 0;
	}
}

bool secscan_encoded_is_escape(const char *data, size_t len, size_t at)
{
	switch (data[at]) {
	case '%':
		return is_code(data + at + 1, len - at - 1, 2);
	case '\\':
		return is_backslashed(data, len, at);
	case ENCODED_ESC:
		return secscan_encoded_joint(data + at, len - at) > 0;
	default:
		return false; /* AVX2's tables take others for marks as well */
	}
}
