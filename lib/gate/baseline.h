/* SPDX-License-Identifier: MIT */
#ifndef GATE_BASELINE_H
#define GATE_BASELINE_H

#include "gate/gate.h"
#include "scan/baseline.h"
#include "scan/run.h"

enum { NUMBER_BASELINE_ADDED = 15 };

/* A version of the repository's files. */
enum version_place { VERSION_NONE, VERSION_REVISION, VERSION_INDEX, VERSION_WORKTREE };
struct version_of {
	enum version_place place;
	const char *rev; /* of VERSION_REVISION */
};

/* "the index" or a revision, as gate.h's functions name the version under judgement. */
static inline struct version_of version_named(const char *rev_or_index)
{
	return (struct version_of){rev_or_index ? VERSION_REVISION : VERSION_INDEX, rev_or_index};
}

/*
 * The baseline that judges: the base's lines count, and those that the version under judgement adds count as its own
 * additions (the run treats them so). A line that is not understood is an error, but for one of the base that
 * the version repairs: then all that the version has is its addition. Needs prepared settings.
 */
SECSCAN_MUST_CHECK int secscan_baseline_load(struct secscan_gate *g, const char *base, struct version_of now,
		struct secscan_error *err);

/* Tell of every line that the version adds; where the base names who signs off, that is asked for. */
SECSCAN_MUST_CHECK int secscan_baseline_judge(struct secscan_gate *g, struct secscan_error *err);

/* Whether two revisions hold the same baseline, byte for byte. */
SECSCAN_MUST_CHECK int secscan_baseline_same(bool *same, struct secscan_gate *g, const char *a, const char *b,
		struct secscan_error *err);

/* Tell the run where the files below a path that somebody named lie in the repository; out of it no baseline counts. */
SECSCAN_MUST_CHECK int secscan_baseline_place(struct secscan_gate *g, const char *path, struct secscan_error *err);

/* The fingerprint key that a version's own settings hold, copied into the gate's memory; "" for none. */
SECSCAN_MUST_CHECK int secscan_baseline_key(const char **out, struct secscan_gate *g, struct version_of v,
		struct secscan_error *err);

/* The working tree's settings with this new key at their end, written; they must be read as before. */
SECSCAN_MUST_CHECK int secscan_baseline_write_key(struct secscan_gate *g, const char *key, struct secscan_error *err);

/* A file of one version, freed by the caller; *text NULL: there is none. A link is refused. */
SECSCAN_MUST_CHECK int secscan_version_read(char **text, size_t *len, struct secscan_gate *g, struct version_of v,
		const char *name, struct secscan_error *err);

/*
 * After a scan of the whole working tree: lines for what git has and the tree has not, as in a sparse checkout, are marked
 * as used, since nobody can tell.
 */
SECSCAN_MUST_CHECK int secscan_baseline_spare_unread(struct secscan_gate *g, struct secscan_error *err);

/* What one line has to say at the end, into the summary. */
void secscan_baseline_summarize(struct secscan_gate *g);

/* A finding about one line of the baseline, told. */
SECSCAN_MUST_CHECK int secscan_baseline_tell(struct secscan_gate *g, const struct baseline_entry *entry, unsigned number,
		enum secscan_level level, const char *title);

#endif
