/* SPDX-License-Identifier: MIT */
/* A shallow clone looks like one whose history is short. What it was cut off from has been read by nobody. */
#include "gate/cut.h"

enum { NUMBER_CUT = 303 };

struct tips {
	ARRAY_OF(struct secscan_oid) oids;
	struct secscan_error *err;
};

int secscan_gate_not_cut(struct secscan_gate *g, const struct secscan_range *range, struct secscan_error *err)
{
	size_t n;
	int rc = secscan_repo_cut(&n, g->repo, range, err);

	if (rc || !n)
		return rc;
	return secscan_fail(err, SECSCAN_ERR_REPO, NUMBER_CUT, "this clone is shallow: what came before %zu of its commits was not "
			"read. Fetch it (git fetch --unshallow), or judge a range A..B that is here whole", n);
}

static int add_tip(const char *name, const struct secscan_oid *oid, void *payload)
{
	struct tips *tips = payload;
	struct secscan_oid *slot = array_push(&tips->oids);

	(void)name;
	if (!slot)
		return secscan_fail_nomem(tips->err);
	*slot = *oid;
	return 0;
}

int secscan_gate_all_here(struct secscan_gate *g, struct secscan_error *err)
{
	struct tips tips = {.err = err};
	int rc = secscan_repo_refs(g->repo, NULL, add_tip, &tips, err);

	if (!rc)
		rc = secscan_gate_not_cut(g, &(struct secscan_range){.include = tips.oids.items, .n_include = tips.oids.len}, err);
	array_release(&tips.oids);
	return rc;
}
