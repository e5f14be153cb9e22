/* SPDX-License-Identifier: MIT */
#include "policy/declare.h"

#include "base/array.h"
#include "policy/fold.h"

#include <strings.h>

enum how {
	ANYTHING, /* the key says it; any value will do, but none does not */
	KERNEL,   /* AGENT:MODEL */
	IDENTITY, /* only when the value is an AI's name or mail */
};

static const struct {
	const char *key;
	enum how how;
} declaring[] = {
	{"Assisted-by", KERNEL},
	{"Generated-by", ANYTHING},
	{"Synthesized-by", ANYTHING},
	{"Co-authored-by-AI", ANYTHING},
	{"Co-authored-by", IDENTITY},
	{"Co-developed-by", IDENTITY},
	{"Made-with", ANYTHING},
	{"Claude-Session", ANYTHING},
	{"Amp-Thread-ID", ANYTHING},
	{"Entire-Checkpoint", ANYTHING},
	{"Entire-Attribution", ANYTHING},
	{"AI-Session", ANYTHING},
	{"AI-Model", ANYTHING},
};

int secscan_trailer_declares_ai(bool *out, const struct secscan_trailer *trailer, struct identity *scratch)
{
	*out = false;
	for (size_t i = 0; i < ARRAY_SIZE(declaring); i++) {
		if (strcasecmp(trailer->key, declaring[i].key) != 0)
			continue;
		if (declaring[i].how == ANYTHING)
			*out = *trailer->value != '\0';
		else if (declaring[i].how == KERNEL)
			*out = secscan_assisted_by_is_well_formed(trailer->value) &&
					!secscan_assisted_by_is_placeholder(trailer->value);
		else if (secscan_identity_read(scratch, trailer->value))
			return SECSCAN_ERR_NOMEM;
		else
			*out = secscan_identity_agent(scratch) != NULL;
		break;
	}
	return 0;
}

static bool is_word(const char *from, const char *to, const char *word)
{
	return (size_t)(to - from) == strlen(word) && !memcmp(from, word, strlen(word));
}

bool secscan_assisted_by_is_placeholder(const char *value)
{
	const char *end = value + strcspn(value, " \t\r\n\v\f"), *colon = memchr(value, ':', (size_t)(end - value));

	return colon && (is_word(value, colon, "AGENT") || is_word(colon + 1, end, "MODEL"));
}

bool secscan_assisted_by_is_well_formed(const char *value)
{
	size_t word = strcspn(value, " \t\r\n\v\f");
	const char *colon = memchr(value, ':', word);

	return colon && colon > value && colon + 1 < value + word;
}

/* A number without sign, at most seven digits before and one behind the point; how many bytes, 0 for none. */
static size_t read_number(double *out, const char *text, bool fraction)
{
	size_t n = strspn(text, "0123456789");
	unsigned long whole = 0;

	if (!n || n > 7)
		return 0;
	for (size_t i = 0; i < n; i++)
		whole = whole * 10 + (unsigned long)(text[i] - '0');
	*out = (double)whole;
	if (fraction && text[n] == '.' && text[n + 1] >= '0' && text[n + 1] <= '9') {
		*out += (text[n + 1] - '0') / 10.0;
		n += 2;
	}
	return n;
}

/* "(124/200)": lines of AI and all lines. No lines at all is no share. */
static size_t read_fraction(double *ai, double *all, const char *text)
{
	const char *at = text;
	size_t n;

	if (*at++ != '(' || !(n = read_number(ai, at, false)))
		return 0;
	at += n;
	if (*at++ != '/' || !(n = read_number(all, at, false)))
		return 0;
	at += n;
	return *at == ')' && *ai <= *all ? (size_t)(at + 1 - text) : 0;
}

static bool fits(double percent, double ai, double all)
{
	double off = ai * 100 - percent * all;

	return all == 0 ? percent == 0 : (off < 0 ? -off : off) < all;
}

bool secscan_ai_share_read(struct ai_share *out, const char *value)
{
	double ai, all;
	size_t n = read_number(&out->percent, value, true);

	if (!n || value[n] != '%' || out->percent > 100)
		return false;
	value += n + 1;
	if (!*value)
		return true;
	if (*value != ' ')
		return false;
	value += strspn(value, " ");
	n = read_fraction(&ai, &all, value);
	if (!n || (value[n] && value[n] != ' ') || !fits(out->percent, ai, all))
		return false;
	if (all > 0 && ai * 100 > out->percent * all)
		out->percent = ai * 100 / all;
	return true;
}

/* "assisted_by :" and "AI Share:" are what people write when they mean a trailer. */
static bool is_key_in_disguise(const char *line, const char *key)
{
	size_t i = 0;

	line += strspn(line, " \t>*-");
	for (; key[i]; i++) {
		char c = key[i] >= 'A' && key[i] <= 'Z' ? (char)(key[i] - 'A' + 'a') : key[i];

		if (line[i] != c && !(c == '-' && (line[i] == '_' || line[i] == ' ')))
			return false;
	}
	line += i;
	line += strspn(line, " \t");
	return *line == ':' || *line == '=';
}

int secscan_lookalike_line(unsigned *out, const char *text, size_t len)
{
	struct buffer folded = {0};
	unsigned number = 1;
	int rc = 0;

	*out = 0;
	for (const char *end = text + len; text < end && !*out && !rc; number++) {
		const char *newline = memchr(text, '\n', (size_t)(end - text));
		size_t line = (size_t)((newline ? newline : end) - text);

		rc = secscan_fold(&folded, text, line < 120 ? line : 120);
		for (size_t i = 0; !rc && i < ARRAY_SIZE(declaring) && !*out; i++)
			if (declaring[i].how != IDENTITY && is_key_in_disguise(folded.data, declaring[i].key))
				*out = number;
		text += line + (newline != NULL);
	}
	secscan_buffer_release(&folded);
	return rc;
}
