/* SPDX-License-Identifier: MIT */
/* A file in parts: those that an earlier input had as well, and that gave nothing, are left out. */
#include "scan/scanner.h"

#include "base/error.h"
#include "scan/encoded_find.h"
#include "scan/runs.h"

_Static_assert((int)ENCODED_AHEAD <= (int)SEEN_AFTER, "what the finder looks at decides whether a stretch is known");
_Static_assert((int)RUN_MOST < (int)SEEN_BEHIND_SIGN, "and what is around a stretch whether a run in it is a key");

/* A NUL may be UTF-16, which shows in the whole file alone. */
static void set_encoded(const struct secscan_scanner *s, struct stretch *stretch, bool encoded)
{
	stretch->encoded |= encoded;
	stretch->fleeting |= encoded && memchr(s->data + stretch->start, '\0', stretch->end - stretch->start);
}

/* Where something may be encoded or a key, of the stretches from here up to `end`. */
static void mark_encoded(const struct secscan_scanner *s, struct stretch *from, const struct stretch *end)
{
	size_t last = end[-1].end, ahead = s->len - last < SEEN_AFTER ? s->len : last + SEEN_AFTER;

	while (from < end) {
		bool nul = false;
		size_t place = secscan_encoded_find(s->data, ahead, from->start, secscan_scanner_wants(s, 1), &nul);

		for (; from < end && from->end <= place; from++)
			set_encoded(s, from, nul);
		if (from < end)
			set_encoded(s, from++, true);
	}
}

/* Stretches that are unknown and side by side, with the bytes around them that decide with them. */
static int match_stretches(struct secscan_scanner *s, struct stretch *from, const struct stretch *end)
{
	size_t reach = secscan_seen_reach(s->seen), last = end[-1].end;

	s->stretch = from;
	mark_encoded(s, from, end);
	return secscan_scanner_span(s, from->start > reach ? from->start - reach : 0, last < s->len ? last + 1 : last);
}

static int match_unknown(struct secscan_scanner *s)
{
	struct stretch *at, *from, *end;
	size_t n;
	int rc = 0;

	at = secscan_seen_stretches(s->seen, &n);
	end = s->stretches_end = at + n;
	while (!rc && at < end) {
		for (from = at; at < end && !at->known; at++)
			;
		rc = at > from ? match_stretches(s, from, at) : 0;
		if (at < end)
			at++;
	}
	s->stretch = NULL;
	return rc;
}

static int list_encoded(struct ranges *out, const struct secscan_scanner *s)
{
	size_t n;
	const struct stretch *stretch = secscan_seen_stretches(s->seen, &n);

	out->len = 0;
	for (; n; n--, stretch++) {
		struct range *range = stretch->encoded ? array_push(out) : NULL;

		if (range)
			*range = (struct range){.start = stretch->start, .end = stretch->end};
		else if (stretch->encoded)
			return secscan_fail_nomem(s->err);
	}
	return 0;
}

/* Know those again, too, in which nothing was encoded. */
static void learn(struct secscan_scanner *s)
{
	const struct range *range = s->encoded_in.items;
	size_t n;
	struct stretch *stretch = secscan_seen_stretches(s->seen, &n);

	for (; n; n--, stretch++)
		if (stretch->encoded)
			stretch->fleeting |= range++->gave;
	secscan_seen_learn(s->seen);
}

int secscan_scanner_parts(struct secscan_scanner *s, struct span file)
{
	int rc = secscan_seen_cut(s->seen, file.at, file.len) ? secscan_fail_nomem(s->err) : 0;

	secscan_scanner_begin(s, file.at, file.len, false);
	if (!rc)
		rc = match_unknown(s);
	if (!rc)
		rc = list_encoded(&s->encoded_in, s);
	if (!rc)
		rc = secscan_scanner_encoded(s, &s->encoded_in);
	if (!rc)
		learn(s);
	return rc;
}
