/* SPDX-License-Identifier: MIT */
/* How text begins under base64 and hex, for the finder: told by the first two digits at once, by eight at a second look. */
#ifndef SCAN_ENCODED_BEGIN_H
#define SCAN_ENCODED_BEGIN_H

#include "scan/encoded_find.h"
#include "scan/encoded_read.h"

/* Constants of a character, for tables. */
#define WITHIN(c, from, to) ((c) >= (from) && (c) <= (to))
#define IS_TEN(c)  WITHIN(c, '0', '9')
#define IS_SIGN(c) ((c) == '+' || (c) == '-' || (c) == '/' || (c) == '_')
#define IS_DIGIT(c) (IS_TEN(c) || IS_SIGN(c) || WITHIN((c) | 0x20, 'a', 'z'))

#define FOUR(of, c)    of(c), of((c) + 1), of((c) + 2), of((c) + 3)
#define SIXTEEN(of, c) FOUR(of, c), FOUR(of, (c) + 4), FOUR(of, (c) + 8), FOUR(of, (c) + 12)
#define ALL_CHARACTERS(of)                                                                                              \
	{SIXTEEN(of, 0), SIXTEEN(of, 16), SIXTEEN(of, 32), SIXTEEN(of, 48), SIXTEEN(of, 64), SIXTEEN(of, 80), SIXTEEN(of, 96), \
	 SIXTEEN(of, 112)}

/*
 * The ways a text may begin: ASCII, or a control byte, with what does not go on UTF-8; the first and the second byte of a
 * character in UTF-8; a mark of UTF-16; and in hex a byte that does not go on UTF-8, or 0x. A bit for each digit's value.
 */
enum { WAY_ASCII, WAY_UTF8, WAY_MARK, WAY_HEX, WAYS };
#define ASCII_FIRST  0xffffff4full
#define ASCII_SECOND 0xf0fff0fff0fff0ffull
#define UTF8_FIRST   0x3fff000000000000ull
#define UTF8_SECOND  0x0f000f000f000f00ull
#define MARK_FIRST   0x8000000000000000ull
#define MARK_SECOND  0x8000800000000000ull
#define HEX_FIRST    0x0ff00000f000003cull
#define HEX_SECOND   0x3ff20000fc80003full
/*
 * Of three bytes below 128 the second and the third of the four digits; the first one is an ASCII_FIRST. And the third
 * where the third byte goes on UTF-8.
 */
#define LOW_SECOND   0x00ff00ff00ff00ffull
#define LOW_THIRD    0x3333333333333333ull
#define ON_THIRD     0x4444444444444444ull
#define HEX_DIGITS   0x3ff00000fc00003full
#define VALUE(c)                                                                                                        \
	(WITHIN(c, 'A', 'Z') ? (c) - 'A' : WITHIN(c, 'a', 'z') ? (c) - 'a' + 26 : IS_TEN(c) ? (c) - '0' + 52 :             \
	 (c) == '+' || (c) == '-' ? 62 : 63)
#define IS_OF(c, values) (IS_DIGIT(c) && (values) >> (VALUE(c) & 63) & 1)
/* First digits have the low bits, second ones the high. */
#define BEGINS(c)                                                                                                       \
	(IS_OF(c, ASCII_FIRST) << WAY_ASCII | IS_OF(c, ASCII_SECOND) << (WAY_ASCII + WAYS) |                                \
	 IS_OF(c, UTF8_FIRST) << WAY_UTF8 | IS_OF(c, UTF8_SECOND) << (WAY_UTF8 + WAYS) |                                    \
	 IS_OF(c, MARK_FIRST) << WAY_MARK | IS_OF(c, MARK_SECOND) << (WAY_MARK + WAYS) |                                    \
	 IS_OF(c, HEX_FIRST) << WAY_HEX | IS_OF(c, HEX_SECOND) << (WAY_HEX + WAYS))
static const unsigned char begins_of[256] = ALL_CHARACTERS(BEGINS);

/* So many bytes tell most identifiers from text. */
enum { LOOKED_AT = 6 };

static inline bool may_be_utf8(const unsigned char bytes[LOOKED_AT])
{
	unsigned more = 0, controls = 0;

	for (unsigned i = 0; i < LOOKED_AT; i++) {
		if (more && !goes_on_utf8(bytes[i]))
			return false;
		if (more)
			more--;
		else if (is_control_in_text(bytes[i]))
			controls++;
		else if (!is_ascii_text(bytes[i]) && !(more = utf8_more(bytes[i])))
			return false;
	}
	return controls <= ENCODED_CONTROLS;
}

/* Without a mark the third byte is NUL or a letter's low one: bits 10 lead it so rarely that the pairs of digits exclude them. */
static inline bool may_be_utf16(const unsigned char bytes[LOOKED_AT])
{
	unsigned first = bytes[0], second = bytes[1];

	if (!first || !second)
		return is_ascii_text(first | second) && !goes_on_utf8(bytes[2]);
	return (first == 0xff && second == 0xfe) || (first == 0xfe && second == 0xff);
}

static inline bool may_be_hex_text(const char *p)
{
	unsigned char bytes[LOOKED_AT];

	for (unsigned i = 0; i < LOOKED_AT; i++) {
		int high = digit16((unsigned char)p[2 * i]), low = digit16((unsigned char)p[2 * i + 1]);

		if (high < 0 || low < 0)
			return false;
		bytes[i] = (unsigned char)(high << 4 | low);
	}
	return may_be_utf8(bytes) || may_be_utf16(bytes);
}

static inline bool may_be_base64_text(const char *p)
{
	unsigned char bytes[LOOKED_AT];

	for (unsigned i = 0; i < LOOKED_AT; i += 3, p += 4) {
		uint32_t bits = 0;

		for (unsigned k = 0; k < 4; k++)
			bits = bits << 6 | (uint32_t)digit64((unsigned char)p[k]);
		bytes[i] = (unsigned char)(bits >> 16);
		bytes[i + 1] = (unsigned char)(bits >> 8);
		bytes[i + 2] = (unsigned char)bits;
	}
	return may_be_utf8(bytes) || may_be_utf16(bytes);
}

/* A first look at fourteen digits: whether they can begin a text, which may be UTF-16. */
static inline bool may_be_text(const char *p)
{
	if (!(begins_of[(unsigned char)p[0]] & begins_of[(unsigned char)p[1]] >> WAYS))
		return false;
	return may_be_hex_text(p[0] == '0' && (p[1] | 0x20) == 'x' ? p + 2 : p) || may_be_base64_text(p);
}

enum { ASCII_DIGITS = 16 };

/* Behind a path or a name only what is clearly a text counts: so many digits that all stand for bytes below 128. */
static inline bool may_be_ascii(const char *p)
{
	bool low = true, hex = true;

	if (!may_be_text(p))
		return false;
	for (unsigned i = 0; i < ASCII_DIGITS; i += 4) {
		low = low && begins_of[(unsigned char)p[i]] >> WAY_ASCII & 1 && !(digit64((unsigned char)p[i + 1]) & 8) &&
				!(digit64((unsigned char)p[i + 2]) & 2);
	}
	for (unsigned i = 0; i < ASCII_DIGITS; i++)
		hex = hex && digit16((unsigned char)p[i]) >= 0;
	return low || hex;
}

#endif
