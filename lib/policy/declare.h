/* SPDX-License-Identifier: MIT */
#ifndef POLICY_DECLARE_H
#define POLICY_DECLARE_H

#include "policy/identity.h"

#include <secscan/unstable/trailers.h>

/* "62% (124/200)", and behind it whatever a later version adds. */
struct ai_share {
	double percent; /* the higher one of percent and fraction, so that rounding hides nothing */
};

/* False when it is not of that form or the two do not fit together. */
bool secscan_ai_share_read(struct ai_share *out, const char *value);

/* The kernel's form AGENT:MODEL [tools]: no white space in AGENT:MODEL, something on both sides. */
bool secscan_assisted_by_is_well_formed(const char *value);
/* AGENT or MODEL as our messages print them, typed as they stand: well formed, and says nothing. */
bool secscan_assisted_by_is_placeholder(const char *value);

/* Does this trailer say that AI took part? SECSCAN_ERR_NOMEM or 0. scratch is used, and kept for the next call. */
SECSCAN_MUST_CHECK int secscan_trailer_declares_ai(bool *out, const struct secscan_trailer *trailer,
		struct identity *scratch);

/* The first line (1-based) that looks like an AI trailer to a person, whether or not git reads one; 0: none. */
SECSCAN_MUST_CHECK int secscan_lookalike_line(unsigned *out, const char *text, size_t len);

#endif
