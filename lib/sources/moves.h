/* SPDX-License-Identifier: MIT */
#ifndef SOURCES_MOVES_H
#define SOURCES_MOVES_H

#include "sources/tree.h"

#include "base/arena.h"

/* What a commit deletes, read when it is first asked for. Zero-initialise; reset before another commit. */
struct moves {
	struct arena arena;
	ARRAY_OF(struct tree_change) gone;
	bool ready;
	struct secscan_error *err;
};

/* The one path that `parent` has and `now` lacks with these very bytes, NULL if there is none or more than one. */
SECSCAN_MUST_CHECK int secscan_moves_find(const char **out, struct moves *moves, struct secscan_repo *repo,
		const struct secscan_oid *now, const struct secscan_oid *parent, const struct tree_change *change,
		struct secscan_error *err);
void secscan_moves_reset(struct moves *moves);

#endif
