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
	else if (from == to)
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
