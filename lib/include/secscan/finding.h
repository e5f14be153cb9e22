/* SPDX-License-Identifier: MIT */
#ifndef SECSCAN_FINDING_H
#define SECSCAN_FINDING_H

#include <secscan/rules.h>

#include <stdbool.h>

#ifdef __cplusplus
extern "C" {
#endif

enum secscan_level {
	SECSCAN_PRE_EXISTING, /* on a line that this change does not touch: exit 0 */
	SECSCAN_NOTE,         /* exit 0 */
	SECSCAN_REVIEW,       /* exit 0; 1 under check --strict */
	SECSCAN_BLOCK,        /* exit 1 */
};
const char *secscan_level_name(enum secscan_level level);

/*
 * One thing found. Handed to a callback by pointer: it and all that it points to are borrowed
 * and valid until the callback returns, but for texts that are said to live longer.
 *
 * No field holds a byte of a secret. Offsets are into the bytes that the caller gave, so that
 * who holds the bytes can cut the value out.
 */
struct secscan_finding {
	const struct secscan_rule *rule; /* NULL for findings that no rule file makes (trailers, review, settings) */
	const char *rule_id;             /* never NULL; lives as long as the rules, or static */
	const char *title;               /* what, in a few words; as rule_id */
	const char *detail;              /* why here, one line, or "" */
	const char *remedy;              /* how to fix, one line, or "" */
	const char *command;             /* one to paste into a shell that mends it, or NULL */
	enum secscan_kind kind;
	enum secscan_severity severity;
	enum secscan_confidence confidence;
	enum secscan_level level;
	unsigned number;          /* message number: SEC-042 is 42 */
	const char *path;         /* bytes as git has them, not necessarily UTF-8; "" where there is none */
	const char *commit;       /* hex, "" where there is none */
	size_t offset;            /* of the whole match, in bytes of the input */
	size_t length;
	size_t secret_offset;     /* of the value alone, inside the match */
	size_t secret_length;
	unsigned line;            /* 1-based; 0 where there is no place */
	unsigned column;          /* 1-based, in bytes */
	unsigned end_line;
	bool decoded;             /* found in decoded text (UTF-16, UTF-32); offsets point into the original */
	bool suppressed;          /* an inline comment or an allowed path silences it; level stays what it would be */
	const char *reason;       /* of the suppression, or "" */
	unsigned allow_line;      /* line of the inline suppression, 0 if there is none */
	bool allow_new;           /* the suppression itself was added by the change under judgement */
	char fingerprint[48];     /* "key:<32 hex>", "run:<32 hex>" (valid in this run only) or "" */
};

/* Called for each finding. Not 0 stops what calls it, which then returns that value. */
typedef int secscan_finding_fn(const struct secscan_finding *finding, void *payload);

#ifdef __cplusplus
}
#endif
#endif
