/* SPDX-License-Identifier: MIT */
#ifndef SECSCAN_UNSTABLE_LINT_H
#define SECSCAN_UNSTABLE_LINT_H

#include <secscan/rules.h>

#include <stdbool.h>

#ifdef __cplusplus
extern "C" {
#endif

/* What is wrong with a rule that compiles. The texts are borrowed until the callback returns. */
struct secscan_remark {
	size_t rule_index;
	const struct secscan_rule *rule;
	const char *key;  /* the key that it is about: "pattern", "trigger", "sample"; "" for the rule itself */
	size_t index;     /* which of the rule's samples */
	const char *what;
	const char *fix;
};

/* Called for each remark, in order. */
typedef void secscan_remark_fn(const struct secscan_remark *remark, void *payload);

/*
 * Say of each rule what is lossy (a trigger or a window that does not take in all of the pattern), costly (a wide window;
 * with `bytes`, which takes some tenths of a second a rule, what it adds to a database) or doubtful (a copy of a
 * built-in rule, too few proofs). builtin may be NULL.
 */
SECSCAN_MUST_CHECK int secscan_rules_lint(const struct secscan_rules *rules, const struct secscan_rules *builtin,
		bool bytes, secscan_remark_fn *fn, void *payload, struct secscan_error *err);

#ifdef __cplusplus
}
#endif
#endif
