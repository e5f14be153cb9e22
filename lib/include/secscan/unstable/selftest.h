/* SPDX-License-Identifier: MIT */
#ifndef SECSCAN_UNSTABLE_SELFTEST_H
#define SECSCAN_UNSTABLE_SELFTEST_H

#include <secscan/rules.h>

#ifdef __cplusplus
extern "C" {
#endif

/*
 * The proof that every rule owes: each sample hits its rule and no other, each `not` hits nothing at all. Templates
 * are drawn several times, from seeds of their own; banned code is looked for in a file of each of the rule's languages,
 * rules for certain paths under a path made from each glob.
 */
enum secscan_proof {
	SECSCAN_PROOF_SAMPLE,
	SECSCAN_PROOF_NOT,
};

struct secscan_selftest_failure {
	size_t rule_index;
	const struct secscan_rule *rule;
	enum secscan_proof proof;
	size_t index;      /* which of the rule's samples or nots, from 0; their count when there are too few */
	const char *text;  /* the template as it is written, never what was drawn from it; "" when there are too few */
	const char *path;  /* under which path it was scanned */
	const char *what;  /* what happened instead, one line; borrowed until the callback returns */
};

struct secscan_selftest_result {
	size_t rules;
	size_t samples;
	size_t nots;
	size_t failed; /* failures reported; one for each sample or not at most */
};

/* Called for each failure, in order. Not 0 stops the test, which then returns that value. */
typedef int secscan_selftest_fn(const struct secscan_selftest_failure *failure, void *payload);

/* 0 when the test ran, whatever it found: see out->failed. */
SECSCAN_MUST_CHECK int secscan_selftest(struct secscan_selftest_result *out, const struct secscan_rules *rules,
		secscan_selftest_fn *fn, void *payload, struct secscan_error *err);

/*
 * The text of a rule's sample, counted from 0, as seed draws it: a made-up value of the right form. *out ends with NUL
 * and is freed by the caller. SECSCAN_ERR_NOT_FOUND when the rule has fewer samples.
 */
SECSCAN_MUST_CHECK int secscan_rule_sample(char **out, const struct secscan_rule *rule, size_t index, uint64_t seed,
		struct secscan_error *err);

#ifdef __cplusplus
}
#endif
#endif
