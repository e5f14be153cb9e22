/* SPDX-License-Identifier: MIT */
#include "scan/terms.h"

#include "base/array.h"
#include "base/day.h"

static const char *const words[TERMS] = {
	[TERM_REASON] = "reason=",
	[TERM_OWNER] = "owner=",
	[TERM_UNTIL] = "until=",
};

static bool is_blank(char c)
{
	return c == ' ' || c == '\t' || c == '\r';
}

/* Which word begins here; TERMS if none does. */
static enum term word_at(const char *p, const char *end)
{
	for (enum term t = 0; t < TERMS; t++) {
		size_t len = strlen(words[t]);

		if ((size_t)(end - p) >= len && !memcmp(p, words[t], len))
			return t;
	}
	return TERMS;
}

bool secscan_terms_begin(const char *text, const char *end)
{
	return word_at(text, end) != TERMS;
}

/* The next word that follows a blank, or the end. */
static const char *next_word(const char *p, const char *end)
{
	for (; p < end; p++)
		if (is_blank(*p) && p + 1 < end && word_at(p + 1, end) != TERMS)
			return p + 1;
	return end;
}

/* How many bytes here show nothing, UTF-8 as it is: blanks of all kinds, and characters that have no width. */
static size_t unseen(const char *p, const char *end)
{
	static const struct {
		const char *first, *last;
	} ranges[] = {
		{"\t", "\r"}, {" ", " "}, {"\xc2\x80", "\xc2\xa0"}, {"\xc2\xad", "\xc2\xad"}, {"\xcd\x8f", "\xcd\x8f"},
		{"\xd8\x9c", "\xd8\x9c"}, {"\xe1\x85\x9f", "\xe1\x85\xa0"}, {"\xe1\x9a\x80", "\xe1\x9a\x80"},
		{"\xe1\x9e\xb4", "\xe1\x9e\xb5"}, {"\xe1\xa0\x8b", "\xe1\xa0\x8f"}, {"\xe2\x80\x80", "\xe2\x80\x8f"},
		{"\xe2\x80\xa8", "\xe2\x80\xaf"}, {"\xe2\x81\x9f", "\xe2\x81\xaf"}, {"\xe2\xa0\x80", "\xe2\xa0\x80"},
		{"\xe3\x80\x80", "\xe3\x80\x80"}, {"\xe3\x85\xa4", "\xe3\x85\xa4"}, {"\xef\xb8\x80", "\xef\xb8\x8f"},
		{"\xef\xbb\xbf", "\xef\xbb\xbf"}, {"\xef\xbe\xa0", "\xef\xbe\xa0"},
		{"\xf3\xa0\x80\x80", "\xf3\xa0\xbf\xbf"},
	};

	for (size_t i = 0; i < ARRAY_SIZE(ranges); i++) {
		size_t len = strlen(ranges[i].first);

		if ((size_t)(end - p) >= len && memcmp(p, ranges[i].first, len) >= 0 && memcmp(p, ranges[i].last, len) <= 0)
			return len;
	}
	return 0;
}

/* Whether a reader sees nothing between these. */
static bool is_empty(const char *p, const char *end)
{
	size_t len;

	while (p < end && (len = unseen(p, end)) > 0)
		p += len;
	return p == end;
}

static void is_wrong(struct terms *out, const char *at, const char *why)
{
	if (out->wrong)
		return;
	out->wrong = at;
	out->why = why;
}

static void take(struct terms *out, enum term t, const char *from, const char *to)
{
	const char *start = from;

	while (from < to && is_blank(*from))
		from++;
	while (to > from && is_blank(to[-1]))
		to--;
	if (out->said[t].text)
		is_wrong(out, from, "this word stands twice");
	else if (is_empty(from, to))
		is_wrong(out, start, "nothing stands behind the =");
	else if (t == TERM_UNTIL && !secscan_day_read(&out->until, from, (size_t)(to - from)))
		is_wrong(out, from, "until= takes a day as in 2027-01-31, and nothing behind it");
	else
		out->said[t] = (struct term_text){from, (size_t)(to - from)};
}

void secscan_terms_read(struct terms *out, const char *text, const char *end)
{
	const char *p = text;

	*out = (struct terms){0};
	while (p < end && is_blank(*p))
		p++;
	while (p < end) {
		enum term t = word_at(p, end);
		const char *next = next_word(p, end);

		if (t == TERMS)
			is_wrong(out, p, "only reason=, owner= and until= can stand here");
		else
			take(out, t, p + strlen(words[t]), next);
		p = next;
	}
}

bool secscan_terms_expired(const struct terms *terms)
{
	return terms->until && terms->until < secscan_day_today();
}

const char *secscan_terms_refused(const struct terms *terms, const struct secscan_settings *settings)
{
	unsigned required = settings ? settings->allow_require : 0;
	unsigned longest = settings ? settings->allow_longest : SECSCAN_ANY_LENGTH;

	if (terms->wrong)
		return terms->why;
	if (!terms->said[TERM_REASON].text)
		return "it has no reason=...";
	if (required & SECSCAN_TERM_OWNER && !terms->said[TERM_OWNER].text)
		return "it has no owner=..., which [allow] require asks for";
	if ((required & SECSCAN_TERM_UNTIL || longest < SECSCAN_ANY_LENGTH) && !terms->until)
		return "it has no until=DATE, which the [allow] settings ask for";
	if (secscan_terms_expired(terms))
		return "its until= is past";
	if (terms->until > secscan_day_today() + longest)
		return "its until= is further away than [allow] longest lets it be";
	return NULL;
}
