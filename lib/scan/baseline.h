/* SPDX-License-Identifier: MIT */
#ifndef SCAN_BASELINE_H
#define SCAN_BASELINE_H

#include "base/arena.h"
#include "base/array.h"
#include "base/buffer.h"
#include "scan/terms.h"

#define BASELINE_FILE ".secscan/baseline"

/*
 * Findings that are let pass, known by what they are and not by where they stand: one line each,
 *
 *   RULE key:<32 hex digits> PATH until=DATE owner=WHO reason=WHY
 *
 * PATH is a glob in which blanks, % and control bytes are written %XX. Order, double lines and lines that are empty or
 * begin with # mean nothing, so that any merge which keeps the lines of both sides is right.
 */
struct baseline_entry {
	const char *rule;
	const char *fingerprint;
	const char *path;    /* as a glob, %XX undone */
	const char *reason;  /* "" for none, as owner */
	const char *owner;
	const char *refused; /* why it does nothing, static; NULL if it counts */
	unsigned until;      /* see base/day.h; 0: for ever */
	unsigned line;
	bool expired;
	bool added;          /* by the change under judgement: the base has no such line, or a shorter one */
	bool gone;           /* the change takes it away or puts another in its place */
	bool used;           /* a finding was let pass by it */
};

struct secscan_baseline {
	struct arena arena;
	ARRAY_OF(struct baseline_entry) entries; /* by rule, fingerprint, path; no doubles */
	struct buffer comments;                  /* the lines that begin with #, as they stand */
};

/*
 * Fill an empty baseline. SECSCAN_ERR_RULES with file, line and column for a line that is not understood; nothing is
 * ever passed over.
 */
SECSCAN_MUST_CHECK int secscan_baseline_read(struct secscan_baseline *out, const char *name, const char *text,
		size_t len, const struct secscan_settings *settings, struct secscan_error *err);
/* Now is the version under judgement: what the base lacks is added, and what now lacks still counts but is gone. */
SECSCAN_MUST_CHECK int secscan_baseline_join(struct secscan_baseline *now, const struct secscan_baseline *base);
void secscan_baseline_release(struct secscan_baseline *b);

/*
 * The entry for this finding, one that counts if there is any, and an old one before an added one; NULL if there is
 * none. It is marked as used.
 */
struct baseline_entry *secscan_baseline_find(struct secscan_baseline *b, const char *rule, const char *fingerprint,
		const char *path);

/* One more line; texts are copied. */
SECSCAN_MUST_CHECK int secscan_baseline_add(struct secscan_baseline *b, const struct baseline_entry *entry);
void secscan_baseline_sort(struct secscan_baseline *b);
/* The whole file, sorted, comments first, one line a key; gone entries are left out. */
SECSCAN_MUST_CHECK int secscan_baseline_write(struct buffer *out, const struct secscan_baseline *b);

#endif
