/* SPDX-License-Identifier: MIT */
#ifndef SCAN_RUNS_H
#define SCAN_RUNS_H

#include "scan/span.h"

enum {
	RUN_LEAST = 20, /* characters: fewer are names as often as keys */
	RUN_MOST = 512, /* more are data */
	RUN_MOST_SIGNS = 3, /* among the first twenty; five of a thousand random ones have more */
};

/*
 * Whether a machine has made this run of base64 or hex digits, by the look of it: hex as long as a key, or letters in an
 * order that no word and no name has. A UUID counts as none: most are names of things.
 */
bool secscan_run_is_random(struct span run);

/* Whether what stands before and behind this run may stand around a key. */
bool secscan_run_stands_alone(const char *data, size_t len, size_t at, size_t end);

/* What else is asked of a run with few signs that stands alone: that it is random, and nothing before it says that it is a checksum. */
bool secscan_run_is_no_name(const char *data, size_t at, size_t end);

/*
 * All of this of the run of base64 digits that begins at `at` (twenty of them there are). What is within this line
 * decides.
 */
bool secscan_run_is_key(const char *data, size_t len, size_t at);

#endif
