/* SPDX-License-Identifier: MIT */
#include "scan/encoded_read.h"
#include "scan/encoded_find.h"

size_t secscan_encoded_blank(const char *p, size_t left)
{
	if (left && (*p == ' ' || *p == '\n' || *p == '\t' || *p == '\r'))
		return 1;
	return left >= 2 && p[0] == '\\' && (p[1] == 'n' || p[1] == 'r') ? 2 : 0;
}

static bool next_base64(struct encoded_reader *r, unsigned char *out)
{
	bool begun = r->have > 0;

	r->from = r->last;
	for (;;) {
		size_t blank = secscan_encoded_blank(r->data + r->at, r->len - r->at);
		int digit = r->at < r->len && !blank ? digit64((unsigned char)r->data[r->at]) : -1;

		if (blank) {
			r->at += blank;
			continue;
		}
		if (digit < 0)
			return false;
		if (!begun)
			r->from = r->at;
		begun = true;
		r->last = r->at++;
		r->bits = (r->bits << 6 | (uint32_t)digit) & 0xffff;
		r->have += 6;
		if (r->have < 8)
			continue;
		r->have -= 8;
		*out = (unsigned char)(r->bits >> r->have);
		r->to = r->at;
		return true;
	}
}

static bool next_digits(struct encoded_reader *r, size_t skip, size_t digits, unsigned char *out)
{
	size_t left = r->len - r->at;
	int value = left < skip ? -1 : value16(r->data + r->at + skip, left - skip, digits);

	if (value < 0)
		return false;
	r->from = r->at;
	r->at += skip + digits;
	r->to = r->at;
	*out = value > 0xff ? '?' : (unsigned char)value;
	return true;
}

static bool next_hex(struct encoded_reader *r, unsigned char *out)
{
	for (size_t blank; (blank = secscan_encoded_blank(r->data + r->at, r->len - r->at)) > 0;)
		r->at += blank;
	return next_digits(r, 0, 2, out);
}

static bool next_plain(struct encoded_reader *r, unsigned char *out)
{
	if (r->at >= r->len)
		return false;
	r->from = r->at;
	*out = (unsigned char)r->data[r->at++];
	r->to = r->at;
	return true;
}

static bool next_percent(struct encoded_reader *r, unsigned char *out)
{
	if (r->at < r->len && r->data[r->at] == '%' && next_digits(r, 1, 2, out))
		return true;
	return next_plain(r, out);
}

/* A backslash and what it makes of the byte behind it. */
static bool next_backslashed(struct encoded_reader *r, char made, unsigned char *out)
{
	r->from = r->at;
	r->at += 2;
	r->to = r->at;
	*out = (unsigned char)made;
	return true;
}

static bool next_escape(struct encoded_reader *r, unsigned char *out)
{
	if (r->len - r->at > 1 && r->data[r->at] == '\\') {
		if (r->data[r->at + 1] == 'u' && next_digits(r, 2, 4, out))
			return true;
		if (r->data[r->at + 1] == 'x' && next_digits(r, 2, 2, out))
			return true;
		if (r->data[r->at + 1] == '/')
			return next_backslashed(r, '/', out);
		if (secscan_encoded_control(r->data[r->at + 1]))
			return next_backslashed(r, secscan_encoded_control(r->data[r->at + 1]), out);
	}
	return next_plain(r, out);
}

static bool next_byte(struct encoded_reader *r, unsigned char *out)
{
	switch (r->form.encoding) {
	case ENCODED_BASE64:
		return next_base64(r, out);
	case ENCODED_HEX:
		return next_hex(r, out);
	case ENCODED_PERCENT:
		return next_percent(r, out);
	case ENCODED_ESCAPE:
		return next_escape(r, out);
	}
	return false;
}

static bool next_pair(struct encoded_reader *r, unsigned char pair[2])
{
	size_t from;

	if (!next_byte(r, &pair[0]))
		return false;
	from = r->from;
	if (!next_byte(r, &pair[1]))
		return false;
	r->from = from;
	return true;
}

bool secscan_encoded_byte(struct encoded_reader *r, unsigned char *out)
{
	unsigned char pair[2];
	unsigned high = r->form.units == ENCODED_UTF16_LE;

	if (r->form.units == ENCODED_BYTES)
		return next_byte(r, out);
	if (!next_pair(r, pair))
		return false;
	*out = pair[high] ? '?' : pair[!high];
	return true;
}

/*
 * UTF-8 with no more than two control bytes: all of the first sixteen bytes, or twelve where they are ASCII. Of random
 * bytes one start in 48,000 is so (by adding up over what may follow what; ASCII alone is one in 101,000).
 */
static bool begins_as_utf8(struct encoded_reader r)
{
	enum { ASCII = 12, ANY = 16 };
	unsigned more = 0, controls = 0, least = ASCII;
	unsigned char byte;

	for (unsigned i = 0; i < least; i++) {
		if (!next_byte(&r, &byte) || (more && !goes_on_utf8(byte)))
			return false;
		if (!is_ascii_text(byte))
			least = ANY;
		if (more)
			more--;
		else if (byte >= 0x80 && !(more = utf8_more(byte)))
			return false;
		else if (byte < 0x80 && !is_ascii_text(byte) && (!is_control_in_text(byte) || ++controls > ENCODED_CONTROLS))
			return false;
	}
	return true;
}

static bool is_latin_text(unsigned char c)
{
	return c >= 0x80 || is_ascii_text(c);
}

/* By its mark, or by a first unit that is ASCII; ENCODED_BYTES: it is no UTF-16. */
static enum encoded_units units_of(const unsigned char pair[2])
{
	if ((pair[0] == 0xff && pair[1] == 0xfe) || (!pair[1] && is_ascii_text(pair[0])))
		return ENCODED_UTF16_LE;
	if ((pair[0] == 0xfe && pair[1] == 0xff) || (!pair[0] && is_ascii_text(pair[1])))
		return ENCODED_UTF16_BE;
	return ENCODED_BYTES;
}

/*
 * Twelve units that are no control characters; without a mark three of them are Latin, the first one ASCII. Of random
 * bytes one start in 33,000 has a mark, and one in 548,000 begins so without.
 */
static bool begins_as_utf16(enum encoded_units *out, struct encoded_reader r)
{
	enum { UNITS = 12, LATIN = 3 };
	unsigned char pair[2];
	unsigned latin = 0, high = 0;

	for (unsigned i = 0; i < UNITS; i++) {
		if (!next_pair(&r, pair))
			return false;
		if (!i && (*out = units_of(pair)) == ENCODED_BYTES)
			return false;
		if (!i && pair[0] && pair[1])
			latin = LATIN;
		high = *out == ENCODED_UTF16_LE;
		if (!pair[high] && !is_latin_text(pair[!high]))
			return false;
		latin += !pair[high];
	}
	return latin >= LATIN;
}

bool secscan_encoded_begins(enum encoded_units *out, enum encoding encoding, const char *data, size_t len)
{
	struct encoded_reader r = {.form = {.encoding = encoding}, .data = data, .len = len};

	*out = ENCODED_BYTES;
	return begins_as_utf8(r) || begins_as_utf16(out, r);
}
