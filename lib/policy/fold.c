/* SPDX-License-Identifier: MIT */
#include "policy/fold.h"

#include "base/array.h"

#include <stdint.h>

enum fold_kind { INVISIBLE, BLANK, SHIFT, LETTERS };

/* SHIFT: the same characters, ASCII, from `to` on. LETTERS: A-Z a-z over and over. */
static const struct {
	uint32_t first, last;
	enum fold_kind kind;
	char to;
} ranges[] = {
	{0x00A0, 0x00A0, BLANK, ' '},
	{0x00AD, 0x00AD, INVISIBLE, 0},
	{0x034F, 0x034F, INVISIBLE, 0},
	{0x061C, 0x061C, INVISIBLE, 0},
	{0x115F, 0x1160, INVISIBLE, 0},
	{0x17B4, 0x17B5, INVISIBLE, 0},
	{0x180B, 0x180F, INVISIBLE, 0},
	{0x2000, 0x200A, BLANK, ' '},
	{0x200B, 0x200F, INVISIBLE, 0},
	{0x2010, 0x2015, BLANK, '-'},
	{0x202A, 0x202E, INVISIBLE, 0},
	{0x202F, 0x202F, BLANK, ' '},
	{0x205F, 0x205F, BLANK, ' '},
	{0x2060, 0x206F, INVISIBLE, 0},
	{0x2212, 0x2212, BLANK, '-'},
	{0x2236, 0x2236, BLANK, ':'},
	{0x24B6, 0x24CF, SHIFT, 'a'},
	{0x24D0, 0x24E9, SHIFT, 'a'},
	{0x3000, 0x3000, BLANK, ' '},
	{0x3164, 0x3164, INVISIBLE, 0},
	{0xA789, 0xA789, BLANK, ':'},
	{0xFE00, 0xFE0F, INVISIBLE, 0},
	{0xFE13, 0xFE13, BLANK, ':'},
	{0xFE55, 0xFE55, BLANK, ':'},
	{0xFE63, 0xFE63, BLANK, '-'},
	{0xFEFF, 0xFEFF, INVISIBLE, 0},
	{0xFF01, 0xFF5E, SHIFT, '!'},
	{0xFFA0, 0xFFA0, INVISIBLE, 0},
	{0x1D400, 0x1D6A3, LETTERS, 0},
	{0xE0000, 0xE0FFF, INVISIBLE, 0},
};

/* Letters of other scripts that look like these, capitals first. */
static const struct {
	uint32_t from;
	char to;
} alike[] = {
	{0x0410, 'a'}, {0x0412, 'b'}, {0x0415, 'e'}, {0x041A, 'k'}, {0x041C, 'm'}, {0x041D, 'h'}, {0x041E, 'o'}, {0x0420, 'p'},
	{0x0421, 'c'}, {0x0422, 't'}, {0x0423, 'y'}, {0x0425, 'x'}, {0x0405, 's'}, {0x0406, 'i'}, {0x0408, 'j'}, {0x0430, 'a'},
	{0x0435, 'e'}, {0x043E, 'o'}, {0x0440, 'p'}, {0x0441, 'c'}, {0x0443, 'y'}, {0x0445, 'x'}, {0x0455, 's'}, {0x0456, 'i'},
	{0x0458, 'j'}, {0x0501, 'd'}, {0x051B, 'q'}, {0x051D, 'w'}, {0x0391, 'a'}, {0x0395, 'e'}, {0x0399, 'i'}, {0x039F, 'o'},
	{0x03A1, 'p'}, {0x03BF, 'o'}, {0x03B1, 'a'}, {0x0131, 'i'}, {0x0261, 'g'},
};

/* The character at text and its length; a byte that starts none is a character of its own, past Unicode. */
static size_t decode(uint32_t *out, const unsigned char *text, size_t len)
{
	size_t n = text[0] < 0x80 ? 1 : (text[0] & 0xE0) == 0xC0 ? 2 : (text[0] & 0xF0) == 0xE0 ? 3 :
			(text[0] & 0xF8) == 0xF0 ? 4 : 0;
	uint32_t c = n == 1 ? text[0] : text[0] & (0x7Fu >> n);

	for (size_t i = 1; i < n; i++) {
		if (i >= len || (text[i] & 0xC0) != 0x80)
			n = 0;
		else
			c = c << 6 | (text[i] & 0x3Fu);
	}
	*out = n ? c : UINT32_MAX;
	return n ? n : 1;
}

static char lower(char c)
{
	return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
}

/* The ASCII form, 0 for one that is not seen, -1 for one that stays. */
static int fold_char(uint32_t c)
{
	if (c < 0x80)
		return lower((char)c);
	for (size_t i = 0; i < ARRAY_SIZE(ranges); i++) {
		if (c < ranges[i].first || c > ranges[i].last)
			continue;
		switch (ranges[i].kind) {
		case INVISIBLE:
			return 0;
		case BLANK:
			return ranges[i].to;
		case SHIFT:
			return lower((char)(ranges[i].to + (char)(c - ranges[i].first)));
		case LETTERS:
			return 'a' + (int)((c - ranges[i].first) % 26);
		}
	}
	for (size_t i = 0; i < ARRAY_SIZE(alike); i++)
		if (c == alike[i].from)
			return alike[i].to;
	return -1;
}

int secscan_fold(struct buffer *out, const char *text, size_t len)
{
	size_t n;

	secscan_buffer_reset(out);
	if (secscan_buffer_reserve(out, len))
		return SECSCAN_ERR_NOMEM;
	for (size_t i = 0; i < len; i += n) {
		uint32_t c;
		int folded;

		n = decode(&c, (const unsigned char *)text + i, len - i);
		folded = fold_char(c);
		if (folded > 0)
			out->data[out->len++] = (char)folded;
		else if (folded < 0)
			for (size_t j = 0; j < n; j++)
				out->data[out->len++] = text[i + j];
	}
	out->data[out->len] = '\0';
	return 0;
}
