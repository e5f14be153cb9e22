/* SPDX-License-Identifier: MIT */
#ifndef RULES_REGEX_H
#define RULES_REGEX_H

#include <stdbool.h>
#include <stddef.h>

/* What a reading of a pattern's text tells, without an engine. */
struct regex_shape {
	size_t literal;      /* bytes of the longest literal that every match contains */
	const char *literal_text; /* where it starts in the pattern */
	size_t lead;         /* bytes that every match starts with, up to the first class, repeat or end of a choice */
	bool leading_class;  /* starts with a repeated class or wildcard */
	const char *unsupported; /* a construct that we refuse everywhere: \A, \z, \G, a back-reference */
	bool look_around;    /* or another construct that Hyperscan cannot run */
};

void secscan_regex_shape(struct regex_shape *out, const char *pattern);

/*
 * How long a prefix of the pattern serves as a trigger: a trailing boundary, a last character that may be missing (=?)
 * and a trailing open repeat ({32,}, {16,64}, +) say nothing that the start of the match does not. *min is the count to
 * repeat the last atom, 0 to keep the text as it is; *closing is how many ) follow.
 */
size_t secscan_regex_trigger_len(const char *pattern, unsigned *min, unsigned *closing);

/* The end of the class that begins at this [. */
const char *secscan_regex_class_end(const char *class);

/*
 * Whether the trigger is how every match of the pattern begins, as far as their texts tell: the same, but for look-around,
 * boundaries and a capture that the pattern has besides, and a last repeat that the pattern goes on with. Then a match
 * starts no further before the end of its trigger than a trigger is wide.
 */
bool secscan_regex_begins(const char *pattern, const char *trigger);

#endif
