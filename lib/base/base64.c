/* SPDX-License-Identifier: MIT */
#include "base/base64.h"

#include <ctype.h>
#include <stdint.h>

static int digit_value(char c)
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

static size_t escape_len(const char *text, size_t left)
{
	return left >= 2 && text[0] == '\\' && (text[1] == 'n' || text[1] == 'r') ? 2 : 0;
}

size_t secscan_base64_decode(char *out, size_t size, const char *text, size_t len)
{
	uint32_t bits = 0;
	unsigned have = 0;
	size_t n = 0;

	for (size_t i = 0; i < len && n < size; i++) {
		size_t skip = isspace((unsigned char)text[i]) ? 1 : escape_len(text + i, len - i);
		int value = digit_value(text[i]);

		if (skip) {
			i += skip - 1;
			continue;
		}
		if (value < 0)
			break;
		bits = bits << 6 | (uint32_t)value;
		have += 6;
		if (have >= 8) {
			have -= 8;
			out[n++] = (char)(bits >> have);
		}
	}
	return n;
}

size_t secscan_base64_encode(char *out, const void *bytes, size_t len, enum base64_kind kind)
{
	static const char letters[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
	static const char last[][2] = {[BASE64_PLAIN] = {'+', '/'}, [BASE64_URL] = {'-', '_'}};
	const unsigned char *p = bytes;
	uint32_t bits = 0;
	unsigned have = 0;
	size_t n = 0;

	for (size_t i = 0; i < len || have; i++) {
		bits = bits << 8 | (i < len ? p[i] : 0);
		for (have += 8; have >= 6; have -= 6) {
			uint32_t digit = bits >> (have - 6) & 63;

			out[n++] = digit < 62 ? letters[digit] : last[kind][digit - 62];
			if (i >= len)
				return n;
		}
	}
	return n;
}
