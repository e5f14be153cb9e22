/* SPDX-License-Identifier: MIT */
#ifndef SECSCAN_UNSTABLE_SCANNER_H
#define SECSCAN_UNSTABLE_SCANNER_H

#include <secscan/scanner.h>
#include <secscan/unstable/settings.h>

#ifdef __cplusplus
extern "C" {
#endif

/* Look for these kinds only: bits 1u << enum secscan_kind. All, at first. */
void secscan_scanner_kinds(struct secscan_scanner *scanner, uint32_t kinds);

/* Paths are not known while scanning (history): let rules for certain paths through, the caller asks secscan_rule_path_fits(). */
void secscan_scanner_any_path(struct secscan_scanner *scanner, bool any_path);
bool secscan_rule_path_fits(const struct secscan_rule *rule, const char *path);

/* Inputs are judged by their paths as the repository has them, which these settings, borrowed, know. NULL, as at first: as given. */
void secscan_scanner_place(struct secscan_scanner *scanner, const struct secscan_settings *settings);

/*
 * Look into text that is base64, hex, %XX or \uXXXX, and so many levels into what is encoded in that; at most 4, 0 for
 * not at all; SECSCAN_DECODE_DEPTH at first. UTF-16 and UTF-32 are read in any case.
 */
void secscan_scanner_decode(struct secscan_scanner *scanner, unsigned levels);

/*
 * From now on remember which parts of the inputs gave no sign of anything, in 16 MiB, and leave them out where they come
 * again: for many versions of the same files. What is found stays the same. SECSCAN_ERR_NOMEM, or _IO when the system
 * gives no random bytes.
 */
SECSCAN_MUST_CHECK int secscan_scanner_remember(struct secscan_scanner *scanner, struct secscan_error *err);

/* What became of a candidate: bytes that a rule's pattern matches. */
enum secscan_ruling {
	SECSCAN_KEPT,
	SECSCAN_DOUBTED, /* kept, at the lowest confidence */
	SECSCAN_DROPPED,
};

/* Names no byte of the value. step is a static text; path and reason are borrowed until the callback returns. */
struct secscan_explanation {
	const char *rule_id;
	const char *path;
	size_t offset;      /* of the match */
	unsigned line;      /* 1-based */
	enum secscan_ruling ruling;
	const char *step;   /* which step decided: "placeholder", "entropy", "check" ... */
	const char *reason; /* one line */
};
typedef void secscan_explain_fn(const struct secscan_explanation *explanation, void *payload);

/* Tell fn of each candidate that is dropped, then of each that is kept. NULL, as at first: of none, at no cost. */
void secscan_scanner_explain(struct secscan_scanner *scanner, secscan_explain_fn *fn, void *payload);
const char *secscan_ruling_name(enum secscan_ruling ruling);

#ifdef __cplusplus
}
#endif
#endif
