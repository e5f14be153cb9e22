/* SPDX-License-Identifier: MIT */
#ifndef SCAN_CONFIRM_H
#define SCAN_CONFIRM_H

#include "rules/rule.h"
#include "scan/match.h"

/*
 * The second stage: PCRE2 in a window around the place where Hyperscan saw a trigger end. Patterns are
 * compiled at their first use and kept; one confirmer per scanner.
 */
struct confirmer;

enum {
	NEAR_REACH = 8 * 1024, /* lines around a match are looked at no further than this, in bytes */
	CONFIRM_BEFORE = 960,  /* bytes before and behind a trigger's end that most refusals are decided by */
	CONFIRM_BEHIND = 512,
};

SECSCAN_MUST_CHECK int secscan_confirmer_new(struct confirmer **out, const struct secscan_rule *rules, size_t count,
		struct secscan_error *err);
void secscan_confirmer_free(struct confirmer *confirmer);

/* Compile all patterns of one rule. */
SECSCAN_MUST_CHECK int secscan_confirmer_prepare(struct confirmer *c, uint32_t rule, struct secscan_error *err);

/*
 * Look for the match of rule that contains the trigger ending at `to`, not before `from`.
 * 1: found, *out filled but for its confidence. 0: none, or one that near and unless
 * refuse (out->ruling says so). If out->end is `to` then, no match starts between the two, and no later trigger has to
 * look there again; and out->far says whether more than CONFIRM_BEFORE and CONFIRM_BEHIND decided. SECSCAN_ERR_LIMIT: a
 * limit was reached, err names the rule.
 */
SECSCAN_MUST_CHECK int secscan_confirm(struct match *out, struct confirmer *c, uint32_t rule, const char *data,
		size_t len, size_t from, size_t to, struct secscan_error *err);

/*
 * The first match of a rule that is looked for around its other part, not before `from`: it starts within the rule's lines of the
 * part. 1: found, with a ruling where near and unless refuse it. 0: none, *out->end is where the next search may begin.
 */
SECSCAN_MUST_CHECK int secscan_confirm_around(struct match *out, struct confirmer *c, uint32_t rule, const char *data,
		size_t len, size_t from, const struct match *part, struct secscan_error *err);

/* The start of the line so many above that of `at`, but not before `from`; and the end of the line so many below. */
size_t secscan_lines_back(const char *data, size_t from, size_t at, unsigned lines);
size_t secscan_lines_on(const char *data, size_t len, size_t at, unsigned lines);

/* Whether the pattern matches anywhere, without triggers and windows. 1, 0 or an error. For proofs. */
SECSCAN_MUST_CHECK int secscan_confirm_anywhere(struct confirmer *c, uint32_t rule, const char *data, size_t len,
		struct secscan_error *err);

#endif
