/* SPDX-License-Identifier: MIT */
#include "report/out.h"

#include "base/utf8.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

void secscan_out_flush(struct out *o)
{
	if (o->used && !o->failed)
		o->failed = o->write(o->payload, o->data, o->used) != 0;
	o->used = 0;
}

void secscan_out_add(struct out *o, const char *data, size_t len)
{
	while (len) {
		size_t room = sizeof(o->data) - o->used;
		size_t n = len < room ? len : room;

		memcpy(o->data + o->used, data, n);
		o->used += n;
		data += n;
		len -= n;
		if (o->used == sizeof(o->data))
			secscan_out_flush(o);
	}
}

void secscan_out_puts(struct out *o, const char *text)
{
	secscan_out_add(o, text, strlen(text));
}

void secscan_out_printf(struct out *o, const char *fmt, ...)
{
	char text[256];
	va_list args;

	va_start(args, fmt);
	if (vsnprintf(text, sizeof(text), fmt, args) > 0)
		secscan_out_puts(o, text);
	va_end(args);
}

/* U+0080..U+009F steer terminals as well; U+202A..U+202E and U+2066..U+2069 turn the text around. */
static size_t trick_len(const char *s, size_t len)
{
	const unsigned char *u = (const unsigned char *)s;

	if (len >= 2 && u[0] == 0xc2 && u[1] < 0xa0)
		return 2;
	if (len < 3 || u[0] != 0xe2)
		return 0;
	if ((u[1] == 0x80 && u[2] >= 0xaa && u[2] <= 0xae) || (u[1] == 0x81 && u[2] >= 0xa6 && u[2] <= 0xa9))
		return 3;
	return 0;
}

/* How many bytes at s can be printed as they are. */
static size_t plain_len(const char *s, size_t len)
{
	size_t valid = secscan_utf8_valid_len(s, len), n = 0;

	while (n < valid && (unsigned char)s[n] >= 0x20 && s[n] != 0x7f && !trick_len(s + n, valid - n))
		n++;
	return n;
}

void secscan_out_printable(struct out *o, const char *text, size_t len)
{
	while (len) {
		size_t n = plain_len(text, len), escaped;

		secscan_out_add(o, text, n);
		text += n;
		len -= n;
		escaped = len ? trick_len(text, len) : 0;
		escaped = len && !escaped ? 1 : escaped;
		for (size_t i = 0; i < escaped; i++)
			secscan_out_printf(o, "\\x%02x", (unsigned char)text[i]);
		text += escaped;
		len -= escaped;
	}
}

static size_t word_len(const char *text)
{
	bool quoted = false;
	size_t n = 0;

	for (; text[n] && (quoted || text[n] != ' '); n++)
		quoted ^= text[n] == '`';
	return n;
}

static size_t columns(const char *text, size_t len)
{
	size_t n = 0;

	for (size_t i = 0; i < len; i++)
		n += ((unsigned char)text[i] & 0xc0) != 0x80;
	return n;
}

void secscan_out_wrap(struct out *o, size_t at, size_t indent, const char *text)
{
	size_t len, wide;
	bool first = true;

	for (; *text; text += len) {
		text += strspn(text, " ");
		len = word_len(text);
		wide = columns(text, len);
		if (!first && at + 1 + wide > OUT_WIDTH) {
			secscan_out_printf(o, "\n%*s", (int)indent, "");
			at = indent;
		} else if (!first) {
			secscan_out_puts(o, " ");
			at++;
		}
		secscan_out_printable(o, text, len);
		at += wide;
		first = false;
	}
	secscan_out_puts(o, "\n");
}
