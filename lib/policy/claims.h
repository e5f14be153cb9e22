/* SPDX-License-Identifier: MIT */
#ifndef POLICY_CLAIMS_H
#define POLICY_CLAIMS_H

#include "policy/identity.h"
#include "policy/message.h"

#include <secscan/unstable/policy.h>

/* What one reading of a message claims, after the reviewers' names were held against the policy. */
struct claims {
	bool ai;                 /* a trailer or the author's name says that AI took part */
	bool trailer;            /* a trailer says so */
	bool no_ai;              /* AI-Share is there, well formed, and none */
	bool reviewed;           /* Reviewed-by of a listed senior who may review this */
	bool security_reviewed;
	bool human_words;        /* a review or sign-off stands there at all */
	double share;            /* the highest AI-Share, 0 without one */
	unsigned bad_assisted;   /* line of the first malformed one, 0: none */
	bool placeholder;        /* it holds AGENT or MODEL as they are printed */
	unsigned bad_share;
	unsigned human_line;
	const char *why_not;     /* why the last review that was given does not count, or NULL */
};

/* Two more people than those who sign: who helped to write may not review either. */
struct people {
	struct identity author;
	struct identity committer;
};

SECSCAN_MUST_CHECK int secscan_claims_read(struct claims *out, const struct secscan_trailers *trailers,
		const struct secscan_policy *policy, const struct people *people);

#endif
