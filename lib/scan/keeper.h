/* SPDX-License-Identifier: MIT */
#ifndef SCAN_KEEPER_H
#define SCAN_KEEPER_H

#include "base/arena.h"
#include "base/array.h"
#include "scan/inline.h"

#include <secscan/unstable/run.h>

/* A hit in a blob of a history, before and after its place is known. */
struct kept {
	struct secscan_oid oid;
	struct secscan_finding finding;
	bool placed;
	bool counts; /* at its place no settings and no rule lets it pass */
};

/* What one thread finds. */
struct keeper {
	struct secscan_run *run; /* of all */
	struct secscan_scanner *scanner;
	struct arena arena;
	ARRAY_OF(struct kept) hits;
	struct allow_memory comments; /* of the blob at hand */
	int failed;
	struct secscan_error failure;
};

/* A blob of a history that is not looked into. */
struct unread {
	struct secscan_oid oid;
	const char *why;
	const char *place; /* NULL: none is known */
};

enum { KEEPERS_MOST = 4 };

/* One for each thread: the first with the run's own scanner. Zero-initialise; released also after a failure. */
struct keepers {
	struct keeper items[KEEPERS_MOST];
	void *takers[KEEPERS_MOST]; /* the same, for a pipeline */
	size_t len;
	ARRAY_OF(struct unread) unread; /* that want a place */
};

/* As many as this process may use processors, two at least: reading may have to wait. SECSCAN_ERR_NOMEM. */
SECSCAN_MUST_CHECK int secscan_keepers_init(struct keepers *keepers, struct secscan_run *run, struct secscan_error *err);
void secscan_keepers_release(struct keepers *keepers);
/* Keep what this blob holds (secscan_take_fn). */
SECSCAN_MUST_CHECK int secscan_keeper_take(const struct secscan_item *item, void *keeper);
/* Copy what the one has to say that failed with rc. Returns rc. */
int secscan_keepers_fail(const struct keepers *keepers, int rc, struct secscan_error *err);
/* All was taken: the hits of all go to the first one, their texts stay with the others, what the scanners held is let go. */
SECSCAN_MUST_CHECK int secscan_keepers_gather(struct keepers *keepers, struct secscan_error *err);

#endif
