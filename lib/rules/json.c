/* SPDX-License-Identifier: MIT */
#include "rules/json.h"

#include <ctype.h>
#include <stdint.h>
#include <string.h>

enum { MAX_DEPTH = 64 };

enum expect {
	EXPECT_VALUE,
	EXPECT_FIRST_VALUE, /* or the end of the array */
	EXPECT_KEY,
	EXPECT_FIRST_KEY, /* or the end of the object */
	EXPECT_MORE,      /* a comma or the end of what is open */
};

struct walk {
	const char *at, *end;
	uint64_t objects; /* a bit for each open level: an object, not an array */
	unsigned depth;
	enum expect expect;
};

static void skip_space(struct walk *w)
{
	while (w->at < w->end && (*w->at == ' ' || *w->at == '\t' || *w->at == '\n' || *w->at == '\r'))
		w->at++;
}

static bool take_string(struct walk *w)
{
	if (*w->at != '"')
		return false;
	for (w->at++; w->at < w->end && *w->at != '"'; w->at++) {
		if ((unsigned char)*w->at < ' ')
			return false;
		if (*w->at == '\\')
			w->at++;
	}
	return w->at < w->end && *w->at++ == '"';
}

static bool take_word(struct walk *w, const char *word)
{
	size_t len = strlen(word);

	if ((size_t)(w->end - w->at) < len || memcmp(w->at, word, len))
		return false;
	w->at += len;
	return true;
}

/* Digits, points and signs need not make sense: nobody encodes them by accident. */
static bool take_number(struct walk *w)
{
	const char *start = w->at;

	if (*w->at == '-')
		w->at++;
	if (w->at >= w->end || !isdigit((unsigned char)*w->at))
		return false;
	while (w->at < w->end && *w->at && (isdigit((unsigned char)*w->at) || strchr("+-.eE", *w->at)))
		w->at++;
	return w->at > start;
}

static bool open_level(struct walk *w, bool object)
{
	if (w->depth == MAX_DEPTH)
		return false;
	w->objects = object ? w->objects | UINT64_C(1) << w->depth : w->objects & ~(UINT64_C(1) << w->depth);
	w->depth++;
	w->at++;
	w->expect = object ? EXPECT_FIRST_KEY : EXPECT_FIRST_VALUE;
	return true;
}

static bool in_object(const struct walk *w)
{
	return w->objects >> (w->depth - 1) & 1;
}

static bool close_level(struct walk *w)
{
	if (*w->at != (in_object(w) ? '}' : ']'))
		return false;
	w->depth--;
	w->at++;
	w->expect = EXPECT_MORE;
	return true;
}

static bool take_value(struct walk *w)
{
	if (w->expect == EXPECT_FIRST_VALUE && *w->at == ']')
		return close_level(w);
	if (*w->at == '{' || *w->at == '[')
		return open_level(w, *w->at == '{');
	w->expect = EXPECT_MORE;
	return take_string(w) || take_word(w, "true") || take_word(w, "false") || take_word(w, "null") || take_number(w);
}

static bool take_key(struct walk *w, const char *key, bool *found)
{
	const char *start = w->at + 1;

	if (w->expect == EXPECT_FIRST_KEY && *w->at == '}')
		return close_level(w);
	if (!take_string(w))
		return false;
	if (w->depth == 1 && strlen(key) == (size_t)(w->at - 1 - start) && !memcmp(start, key, strlen(key)))
		*found = true;
	skip_space(w);
	w->expect = EXPECT_VALUE;
	return w->at < w->end && *w->at++ == ':';
}

static bool take_more(struct walk *w)
{
	if (*w->at != ',')
		return close_level(w);
	w->at++;
	w->expect = in_object(w) ? EXPECT_KEY : EXPECT_VALUE;
	return true;
}

bool secscan_json_is_object(const char *text, size_t len, const char *key)
{
	struct walk w = {.at = text, .end = text + len};
	bool found = !key, good;

	skip_space(&w);
	good = w.at < w.end && *w.at == '{' && open_level(&w, true);
	while (good && w.depth) {
		skip_space(&w);
		if (w.at == w.end)
			return false;
		if (w.expect == EXPECT_KEY || w.expect == EXPECT_FIRST_KEY)
			good = take_key(&w, key ? key : "", &found);
		else if (w.expect == EXPECT_MORE)
			good = take_more(&w);
		else
			good = take_value(&w);
	}
	skip_space(&w);
	return good && found && w.at == w.end;
}
