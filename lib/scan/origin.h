/* SPDX-License-Identifier: MIT */
#ifndef SCAN_ORIGIN_H
#define SCAN_ORIGIN_H

#include "scan/run.h"
#include "scan/scanner.h"

/* What an item's bytes gave at the path that they were moved from. Zero-initialise, reset. */
struct origin {
	const char *path; /* NULL: they were not moved */
	struct matches matches;
	size_t at;
	bool ready;
	bool hidden; /* the last finding asked about: an allowed path is all that silences it here, and nothing did there */
};

/*
 * Asked about the matches of an item in their order, before the finding's level says that it is old: 1 when something
 * that lies in the old path let it pass there or made less of it, or when the new path is an allowed one, with why in text;
 * 0 when not, negative on failure.
 */
SECSCAN_MUST_CHECK int secscan_origin_excused(struct origin *origin, struct secscan_run *run,
		struct secscan_source *source, const struct secscan_item *item, const struct secscan_finding *finding,
		char *text, size_t size, struct secscan_error *err);
void secscan_origin_reset(struct origin *origin);

#endif
