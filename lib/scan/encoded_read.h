/* SPDX-License-Identifier: MIT */
#ifndef SCAN_ENCODED_READ_H
#define SCAN_ENCODED_READ_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum encoding { ENCODED_BASE64, ENCODED_HEX, ENCODED_PERCENT, ENCODED_ESCAPE };

/* What the bytes are that digits stand for. */
enum encoded_units { ENCODED_BYTES, ENCODED_UTF16_LE, ENCODED_UTF16_BE };

struct encoded_form {
	enum encoding encoding;
	enum encoded_units units;
};

/* Gives the bytes of a run, one after the other, each with the place that it comes from. */
struct encoded_reader {
	struct encoded_form form;
	const char *data;
	size_t len;
	size_t at;
	size_t from, to; /* of the last byte */
	uint32_t bits;   /* left over of base64 digits */
	unsigned have;
	size_t last;     /* the digit that the left over bits are of */
};

/* The next byte, of UTF-16 the next unit: its low byte, or '?' for another script's letters. False at the end. */
bool secscan_encoded_byte(struct encoded_reader *r, unsigned char *out);
/* Whether digits under this encoding begin as text, and in which units. */
bool secscan_encoded_begins(enum encoded_units *out, enum encoding encoding, const char *data, size_t len);
/* White space inside of wrapped digits, as it stands or as a string in JSON has it: its length, or 0. */
size_t secscan_encoded_blank(const char *p, size_t left);

enum { ENCODED_ESC = 0x1b };

/* The byte that \n, \t and the like stand for, by the letter; 0 for another one. */
static inline char secscan_encoded_control(char letter)
{
	switch (letter) {
	case 'a':
		return '\a';
	case 'b':
		return '\b';
	case 'f':
		return '\f';
	case 'n':
		return '\n';
	case 'r':
		return '\r';
	case 't':
		return '\t';
	case 'v':
		return '\v';
	default:
		return 0;
	}
}

enum { ENCODED_CONTROLS = 2 }; /* the most control bytes where text begins */

static inline bool is_ascii_text(unsigned c)
{
	return (c >= 0x20 && c < 0x7f) || c == '\n' || c == '\t' || c == '\r';
}

/* Those that stand in logs, listings and environments: NUL, bell, backspace, vertical tab, form feed, escape. */
static inline bool is_control_in_text(unsigned c)
{
	return !c || c == '\a' || c == '\b' || c == '\v' || c == '\f' || c == ENCODED_ESC;
}

/* How many bytes go on what this one begins in UTF-8 (RFC 3629); 0 if it begins nothing. */
static inline unsigned utf8_more(unsigned c)
{
	if (c < 0xc2 || c > 0xf4)
		return 0;
	return c < 0xe0 ? 1 : c < 0xf0 ? 2 : 3;
}

static inline bool goes_on_utf8(unsigned c)
{
	return (c & 0xc0) == 0x80;
}

#endif
