/* SPDX-License-Identifier: MIT */
#ifndef SCAN_TERMS_H
#define SCAN_TERMS_H

#include <secscan/unstable/settings.h>

/*
 * What every suppression says of itself, a comment and a line of the baseline alike: "reason=why until=2027-01-31
 * owner=who", each once, in any order. A value goes on to the next of these words, or to the end.
 */
enum term { TERM_REASON, TERM_OWNER, TERM_UNTIL, TERMS };

struct term_text {
	const char *text; /* borrowed; NULL: not said */
	size_t len;
};

struct terms {
	struct term_text said[TERMS];
	unsigned until;    /* the last day, see base/day.h; 0: for ever */
	const char *wrong; /* where something stands that is none of this, NULL if all is well */
	const char *why;   /* static text */
};

/* Read text up to end, where no line ends in between. */
void secscan_terms_read(struct terms *out, const char *text, const char *end);

/* Whether one of the words stands right here. */
bool secscan_terms_begin(const char *text, const char *end);

/*
 * Why these do not count under the settings (NULL: with a reason they do), a static text like "it has no reason"; NULL
 * if they count today.
 */
const char *secscan_terms_refused(const struct terms *terms, const struct secscan_settings *settings);
bool secscan_terms_expired(const struct terms *terms);

#endif
