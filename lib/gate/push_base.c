/* SPDX-License-Identifier: MIT */
/*
 * Which version's settings and rules judge a ref. Refs whose bases hold the same ones are judged together, the
 * others by themselves: no ref lends its settings to another.
 */
#include "gate/push.h"

/* A commit where the new history leaves what the remote has. */
struct candidate {
	struct secscan_oid oid;
	int64_t date;
	bool kept, held;
};

struct candidates {
	struct push *push;
	ARRAY_OF(struct candidate) all;
	struct secscan_error *err;
};

static int keep_candidate(const struct secscan_oid *oid, int64_t date, void *payload)
{
	struct candidates *c = payload;
	struct candidate *slot = array_push(&c->all);

	if (!slot)
		return secscan_fail_nomem(c->err);
	*slot = (struct candidate){.oid = *oid, .date = date, .kept = true};
	return 0;
}

static int add_parents(struct oids *out, struct candidates *c, const struct secscan_oid *oid)
{
	struct secscan_commit commit;
	int rc = secscan_repo_commit(&commit, c->push->gate->repo, oid, c->err);

	if (rc)
		return rc == SECSCAN_ERR_NOT_FOUND ? SECSCAN_ERR_REPO : rc;
	for (size_t i = 0; !rc && i < commit.parent_count; i++) {
		struct secscan_oid *parent = array_push(out);

		if (parent)
			*parent = commit.parents[i];
		else
			rc = secscan_fail_nomem(c->err);
	}
	secscan_commit_release(&commit);
	return rc;
}

static int keep_again(const struct secscan_oid *oid, const struct secscan_oid *tree, void *payload)
{
	struct candidates *c = payload;

	(void)tree;
	for (size_t i = 0; i < c->all.len; i++)
		c->all.items[i].kept |= secscan_oid_equal(&c->all.items[i].oid, oid);
	return 0;
}

/* Whoever another one descends from has been overtaken: what a candidate's parents lead to is left out. */
static int drop_ancestors(struct candidates *c)
{
	struct oids oids = {0}, parents = {0};
	int rc = 0;

	for (size_t i = 0; !rc && i < c->all.len; i++) {
		struct secscan_oid *slot = array_push(&oids);

		rc = slot ? add_parents(&parents, c, &c->all.items[i].oid) : secscan_fail_nomem(c->err);
		if (slot)
			*slot = c->all.items[i].oid;
		c->all.items[i].kept = false;
	}
	if (!rc)
		rc = secscan_repo_walk(c->push->gate->repo, oids.items, oids.len, parents.items, parents.len, keep_again, c, c->err);
	array_release(&oids);
	array_release(&parents);
	return rc;
}

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

/* Only those that these tips hold, unless they hold none. */
static int prefer(struct candidates *c, const struct secscan_oid *tips, size_t n)
{
	bool any = false;

	for (size_t i = 0; i < c->all.len; i++) {
		struct candidate *it = &c->all.items[i];
		int adds = it->kept ? secscan_push_adds(c->push, &it->oid, tips, n, c->err) : 1;

		if (adds < 0)
			return adds;
		it->held = !adds;
		any |= it->held;
	}
	for (size_t i = 0; any && i < c->all.len; i++)
		c->all.items[i].kept = c->all.items[i].held;
	return 0;
}

static size_t count_kept(const struct candidates *c)
{
	size_t n = 0;

	for (size_t i = 0; i < c->all.len; i++)
		n += c->all.items[i].kept;
	return n;
}

/* One that is not here must not pass for one without settings. */
static int newest(struct secscan_oid *out, const struct candidates *c)
{
	const struct candidate *best = NULL;

	for (size_t i = 0; i < c->all.len; i++)
		if (c->all.items[i].kept && (!best || c->all.items[i].date > best->date))
			best = &c->all.items[i];
	return best ? secscan_repo_commit_of(out, c->push->gate->repo, &best->oid, c->err) : 0;
}

/*
 * Merging brings more of them than one: an old topic's, say, or that of a history of its own. None of those may lend its
 * settings where the remote has newer ones, and what the main branch holds weighs more than a branch that anybody pushed.
 */
static int choose(struct secscan_oid *out, struct candidates *c)
{
	struct push *push = c->push;
	int rc = c->all.len > 1 ? drop_ancestors(c) : 0;

	if (!rc && count_kept(c) > 1 && !secscan_oid_is_zero(&push->trunk))
		rc = prefer(c, &push->trunk, 1);
	if (!rc && count_kept(c) > 1)
		rc = prefer(c, push->known.items, push->n_theirs);
	return rc ? rc : newest(out, c);
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
	struct secscan_range range = {&ref->local, 1, push->known.items, push->known.len};
	struct candidates c = {.push = push, .err = err};
	struct secscan_oid found = {0};
	int rc;

	ref->base[0] = '\0';
	if (!secscan_oid_is_zero(&ref->remote)) {
		secscan_oid_hex(ref->base, &ref->remote);
		rc = secscan_repo_resolve(&found, push->gate->repo, ref->base, err);
		if (rc != SECSCAN_ERR_NOT_FOUND)
			return rc;
		ref->base[0] = '\0';
	}
	rc = secscan_repo_boundary(push->gate->repo, &range, keep_candidate, &c, err);
	rc = rc > 0 ? choose(&found, &c) : rc ? rc : known_commit(&found, push, ref, err);
	if (!rc && !secscan_oid_is_zero(&found))
		secscan_oid_hex(ref->base, &found);
	array_release(&c.all);
	return rc;
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
