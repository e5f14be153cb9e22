/* SPDX-License-Identifier: MIT */
/*
 * Comments of other scanners, as their manuals have them. gitleaks and kingfisher look for their word anywhere on a line
 * of the finding, kingfisher also right before and behind one of several lines; detect-secrets has a word for
 * the line itself and one for the next.
 */
#include "base/array.h"
#include "scan/inline.h"

enum reach { ON_ITS_LINES, ON_THE_LINE_ABOVE, AROUND_SEVERAL_LINES };

static const struct {
	unsigned bit;
	enum reach reach;
	const char *word;
} words[] = {
	{SECSCAN_FOREIGN_GITLEAKS, ON_ITS_LINES, "gitleaks:allow"},
	{SECSCAN_FOREIGN_KINGFISHER, ON_ITS_LINES, "kingfisher:ignore"},
	{SECSCAN_FOREIGN_KINGFISHER, AROUND_SEVERAL_LINES, "kingfisher:ignore"},
	{SECSCAN_FOREIGN_DETECT_SECRETS, ON_ITS_LINES, "pragma: allowlist secret"},
	{SECSCAN_FOREIGN_DETECT_SECRETS, ON_ITS_LINES, "pragma: whitelist secret"},
	{SECSCAN_FOREIGN_DETECT_SECRETS, ON_THE_LINE_ABOVE, "pragma: allowlist nextline secret"},
};

/* The lines that a finding touches, and the one before and behind; NULL where there is none. */
struct around {
	const char *above;
	const char *first;
	const char *last;   /* the end of its last line */
	const char *behind; /* the end of the line behind */
	bool several;
};

static struct around look_around(const char *data, size_t len, size_t start, size_t end)
{
	struct around a = {.first = secscan_line_start(data, data + start)};
	const char *stop = data + len;

	a.last = secscan_line_end(data + (end > start ? end - 1 : end), stop);
	a.several = memchr(a.first, '\n', (size_t)(a.last - a.first)) != NULL;
	if (a.first > data)
		a.above = secscan_line_start(data, a.first - 1);
	if (a.last < stop)
		a.behind = secscan_line_end(a.last + 1, stop);
	return a;
}

static const char *find(const char *from, const char *to, const char *word)
{
	return from && to ? memmem(from, (size_t)(to - from), word, strlen(word)) : NULL;
}

static const char *find_within(const struct around *a, enum reach reach, const char *word)
{
	const char *at = NULL;

	if (reach == ON_ITS_LINES)
		return find(a->first, a->last, word);
	if (reach == ON_THE_LINE_ABOVE || a->several)
		at = find(a->above, a->first, word);
	if (!at && reach == AROUND_SEVERAL_LINES && a->several)
		at = find(a->last, a->behind, word);
	return at;
}

/* They have no place for an owner or a day; who names them in the settings lets them count without a reason. */
static const char *refused_by(const struct secscan_settings *settings)
{
	if (settings->allow_require & SECSCAN_TERM_OWNER)
		return "it is another scanner's, which cannot say the owner that [allow] require asks for";
	if (settings->allow_require & SECSCAN_TERM_UNTIL || settings->allow_longest < SECSCAN_ANY_LENGTH)
		return "it is another scanner's, which cannot say the last day that the [allow] settings ask for";
	return NULL;
}

void secscan_foreign_allow(struct inline_allow *out, const struct secscan_settings *settings, const char *data,
		size_t len, size_t start, size_t end)
{
	struct around around = look_around(data, len, start, end);

	*out = (struct inline_allow){0};
	for (size_t i = 0; i < ARRAY_SIZE(words); i++) {
		const char *at = settings->allow_foreign & words[i].bit
				? find_within(&around, words[i].reach, words[i].word) : NULL;

		if (!at)
			continue;
		out->found = true;
		out->offset = (size_t)(at - data);
		out->refused = refused_by(settings);
		snprintf(out->reason, sizeof(out->reason), "%s", words[i].word);
		return;
	}
}
