/* SPDX-License-Identifier: MIT */
#ifndef SECSCAN_SCANNER_H
#define SECSCAN_SCANNER_H

#include <secscan/finding.h>

#ifdef __cplusplus
extern "C" {
#endif

/*
 * What one thread needs to scan. Make one per thread from shared rules; never use one in two
 * threads at once. The rules must outlive it.
 */
struct secscan_scanner;

SECSCAN_MUST_CHECK int secscan_scanner_new(struct secscan_scanner **out, const struct secscan_rules *rules,
		struct secscan_error *err);
void secscan_scanner_free(struct secscan_scanner *scanner);

/*
 * Compile the second-stage pattern of every rule now instead of at its first use. A rule whose
 * pattern PCRE2 refuses gives SECSCAN_ERR_SYNTAX naming the rule. Meant for rule tests.
 */
SECSCAN_MUST_CHECK int secscan_scanner_prepare(struct secscan_scanner *scanner, struct secscan_error *err);

struct secscan_input {
	const void *data;  /* borrowed until the call returns; may be NULL when len is 0 */
	size_t len;        /* any size; chunks overlap, so that no match is cut */
	const char *path;  /* decides the language for banned code; NULL or "" if unknown */
};

/*
 * Scan bytes. Findings that an inline comment silences are reported too, with suppressed set.
 * Fingerprints are "" here; secscan_fingerprint() makes them.
 *
 * SECSCAN_ERR_LIMIT: a rule reached its match limit, err names it; all findings up to there were
 * reported, but the input must not be taken for clean.
 */
SECSCAN_MUST_CHECK int secscan_scan(struct secscan_scanner *scanner, const struct secscan_input *input,
		secscan_finding_fn *fn, void *payload, struct secscan_error *err);

#ifdef __cplusplus
}
#endif
#endif
