/* SPDX-License-Identifier: MIT */
#ifndef SCAN_RUN_H
#define SCAN_RUN_H

#include <secscan/unstable/run.h>

/* 1 when the value of this finding leaves a path that is not allowed in the same change, 0 when not. */
SECSCAN_MUST_CHECK int secscan_run_moved(struct secscan_run *run, const struct secscan_item *item,
		const struct secscan_finding *finding, struct secscan_error *err);

/* Count what is not read, and tell it. Returns what run->skipped returns. */
SECSCAN_MUST_CHECK int secscan_run_skip(struct secscan_run *run, const char *path, const char *why);

/* A second scanner over the same rules, for use while the run's own is busy; owned by the run. */
SECSCAN_MUST_CHECK int secscan_run_other_scanner(struct secscan_scanner **out, struct secscan_run *run,
		struct secscan_error *err);

/* Fill the finding's fingerprint from its value in these bytes; the same value in wide text has the same one. */
void secscan_run_fingerprint(struct secscan_finding *finding, const struct secscan_run *run, const char *data);

/*
 * Let the finding pass if the run's baseline knows its fingerprint at this path (as the source names it); a reason or
 * why it does not count is written to text, which the finding then borrows.
 */
void secscan_suppress_known(struct secscan_finding *finding, const struct secscan_run *run, const char *path, char *text,
		size_t size);

/* What a change adds itself does not silence a critical finding: say so, under this number. Static text. */
void secscan_suppress_critical(struct secscan_finding *finding, unsigned number, const char *why);

#endif
