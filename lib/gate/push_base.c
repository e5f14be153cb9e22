/* SPDX-License-Identifier: MIT */
/*
 * Which version's settings and rules judge a ref. Refs whose bases hold the same ones are judged together, the
 * others by themselves: no ref lends its settings to another.
 */
#include "gate/push.h"

static int stop_at_first(const struct secscan_oid *oid, const struct secscan_oid *tree, void *payload)
{
	(void)oid;
	(void)tree;
	(void)payload;
	return 1;
}

int secscan_push_adds(struct push *push, const struct secscan_oid *oid, const struct secscan_oid *tips, size_t n,
		struct secscan_error *err)
{
	return secscan_repo_walk(push->gate->repo, oid, 1, tips, n, stop_at_first, NULL, err);
}

/* The oldest new commit's parent is where the new history leaves what the remote has. */
struct boundary {
	struct secscan_repo *repo;
	struct secscan_oid oid;
	struct secscan_error *err;
};

static int find_boundary(const struct secscan_oid *oid, const struct secscan_oid *tree, void *payload)
{
	struct boundary *b = payload;
	struct secscan_commit commit;
	int rc = secscan_repo_commit(&commit, b->repo, oid, b->err);

	(void)tree;
	if (rc)
		return rc;
	if (commit.parent_count)
		b->oid = commit.parents[0];
	secscan_commit_release(&commit);
	return 1;
}

/* Without new commits the ref names one that is there already, or no commit: what it names then has no base. */
static int known_commit(struct secscan_oid *out, struct push *push, const struct push_ref *ref, struct secscan_error *err)
{
	int rc = secscan_repo_commit_of(out, push->gate->repo, &ref->local, err);

	return rc == SECSCAN_ERR_NOT_FOUND ? 0 : rc;
}

/* The remote's tip, else where the new commits start, else none. */
static int find_base(struct push_ref *ref, struct push *push, struct secscan_error *err)
{
	struct boundary b = {.repo = push->gate->repo, .err = err};
	struct secscan_oid found;
	int rc;

	ref->base[0] = '\0';
	if (!secscan_oid_is_zero(&ref->remote)) {
		secscan_oid_hex(ref->base, &ref->remote);
		rc = secscan_repo_resolve(&found, push->gate->repo, ref->base, err);
		if (rc != SECSCAN_ERR_NOT_FOUND)
			return rc;
		ref->base[0] = '\0';
	}
	rc = secscan_repo_walk(push->gate->repo, &ref->local, 1, push->known.items, push->known.len, find_boundary,
			&b, err);
	if (!rc)
		rc = known_commit(&b.oid, push, ref, err);
	if (rc >= 0 && !secscan_oid_is_zero(&b.oid))
		secscan_oid_hex(ref->base, &b.oid);
	return rc < 0 ? rc : 0;
}

int secscan_push_find_bases(struct push *push, struct secscan_error *err)
{
	int rc = 0;

	for (size_t i = 0; !rc && i < push->refs.len; i++) {
		struct push_ref *ref = &push->refs.items[i];

		if (secscan_oid_is_zero(&ref->local))
			continue;
		rc = find_base(ref, push, err);
		if (!rc)
			rc = secscan_gate_judged_by(ref->judged_by, push->gate, *ref->base ? ref->base : NULL, err);
	}
	return rc;
}
