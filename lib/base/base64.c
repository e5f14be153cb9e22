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
