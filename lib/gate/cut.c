/* SPDX-License-Identifier: MIT */
/* A shallow clone looks like one whose history is short. What it was cut off from has been read by nobody. */
#include "gate/cut.h"

enum { NUMBER_CUT = 303 };

int secscan_gate_not_cut(struct secscan_gate *g, const struct secscan_range *range, struct secscan_error *err)
{
	size_t n;
	int rc = secscan_repo_cut(&n, g->repo, range, err);

	if (rc || !n)
		return rc;
	return secscan_fail(err, SECSCAN_ERR_REPO, NUMBER_CUT, "this clone is shallow: what came before %zu of its commits was not "
			"read. Fetch it (git fetch --unshallow), or judge a range A..B that is here whole", n);
}
