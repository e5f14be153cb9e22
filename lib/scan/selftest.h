/* SPDX-License-Identifier: MIT */
#ifndef SCAN_SELFTEST_H
#define SCAN_SELFTEST_H

#include "base/buffer.h"
#include "rules/language.h"

#include <secscan/unstable/selftest.h>

enum { SELFTEST_ROUNDS = 5 };

/* A file name of this language; "sample" for none. */
const char *secscan_sample_name(enum secscan_language language);

/* Append a path that the glob matches: the plainest reading of each wildcard. */
SECSCAN_MUST_CHECK int secscan_sample_path(struct buffer *out, const char *glob);

/* Call visit with each path under which a rule is to be proved, at least one. Stops at the first result that is not 0. */
typedef int sample_path_fn(const char *path, void *payload);
SECSCAN_MUST_CHECK int secscan_sample_paths(const struct secscan_rule *rule, sample_path_fn *visit, void *payload);

#endif
