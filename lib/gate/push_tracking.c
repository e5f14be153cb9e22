/* SPDX-License-Identifier: MIT */
/*
 * What this clone remembers of the remote: refs/remotes/NAME/. It describes the place that git fetches from; of any other
 * place that happens to be pushed to under that name it says nothing.
 */
#include "gate/push.h"
#include "gate/push_place.h"

struct tracking {
	struct push *push;
	const char *remote;
	const char *prefix;
	const char *place;                 /* where the remote is fetched from, NULL if that is not known */
	ARRAY_OF(const char *) inner;      /* what other remotes keep below our prefix */
	ARRAY_OF(const char *) names;      /* of our refs, without the prefix */
	struct oids oids;
	struct secscan_error *err;
};

static const char *below(const char *text, const char *prefix)
{
	size_t len = strlen(prefix);

	return strncmp(text, prefix, len) == 0 ? text + len : NULL;
}

static int hear_remote(const char *name, const char *url, void *payload)
{
	struct tracking *t = payload;
	struct arena *arena = &t->push->gate->arena;
	const char *rest = below(name, t->remote), **slot;

	if (!rest || (*rest && *rest != '/'))
		return 0;
	if (!*rest) {
		t->place = secscan_arena_strdup(arena, url);
		return t->place ? 0 : secscan_fail_nomem(t->err);
	}
	slot = array_push(&t->inner);
	if (!slot)
		return secscan_fail_nomem(t->err);
	*slot = secscan_arena_strdup(arena, rest + 1);
	return *slot ? 0 : secscan_fail_nomem(t->err);
}

static int hear_ref(const char *name, const struct secscan_oid *oid, void *payload)
{
	struct tracking *t = payload;
	const char **slot = array_push(&t->names);
	struct secscan_oid *copy = array_push(&t->oids);

	if (!slot || !copy)
		return secscan_fail_nomem(t->err);
	*copy = *oid;
	*slot = secscan_arena_strdup(&t->push->gate->arena, name + strlen(t->prefix));
	return *slot ? 0 : secscan_fail_nomem(t->err);
}

static bool is_of_another(const struct tracking *t, const char *name)
{
	for (size_t i = 0; i < t->inner.len; i++) {
		const char *rest = below(name, t->inner.items[i]);

		if (rest && *rest == '/')
			return true;
	}
	return false;
}

static void drop_those_of_others(struct tracking *t)
{
	size_t kept = 0;

	for (size_t i = 0; i < t->names.len; i++) {
		if (is_of_another(t, t->names.items[i]))
			continue;
		t->names.items[kept] = t->names.items[i];
		t->oids.items[kept++] = t->oids.items[i];
	}
	t->names.len = t->oids.len = kept;
}

static const struct secscan_oid *find(const struct tracking *t, const char *name)
{
	for (size_t i = 0; i < t->names.len; i++)
		if (!strcmp(t->names.items[i], name))
			return &t->oids.items[i];
	return NULL;
}

/* The branch that others build on: as git remembers it, else by its usual names. */
static const char *const trunks[] = {"HEAD", "main", "master"};

static void find_trunk(struct tracking *t)
{
	const struct secscan_oid *oid = NULL;

	for (size_t i = 0; !oid && i < ARRAY_SIZE(trunks); i++)
		oid = find(t, trunks[i]);
	if (oid)
		t->push->trunk = *oid;
}

/* Git tells where HEAD leads and not by what name: one that is no usual name counts where there is no usual one. */
static bool is_trunk(const struct tracking *t, const char *name)
{
	if (!find(t, "main") && !find(t, "master"))
		return secscan_oid_equal(find(t, name), &t->push->trunk);
	return !strcmp(name, "main") || !strcmp(name, "master");
}

/* Whether git says that the remote has not this branch, which we remember. */
static bool is_missed(const struct tracking *t, const char *name)
{
	for (size_t i = 0; i < t->push->refs.len; i++) {
		const struct push_ref *ref = &t->push->refs.items[i];
		const char *branch = below(ref->remote_name, "refs/heads/");

		if (branch && secscan_oid_is_zero(&ref->remote) && !strcmp(branch, name))
			return true;
	}
	return false;
}

/* A topic is deleted when it was merged, and pushed again; no place lives on without the branch that others build on. */
static bool misses_trunk(const struct tracking *t)
{
	for (size_t i = 0; i < t->names.len; i++)
		if (is_missed(t, t->names.items[i]) && is_trunk(t, t->names.items[i]))
			return true;
	return false;
}

static void judge(struct tracking *t, const char *url)
{
	struct push *push = t->push;

	if (url && *url && (!t->place || !secscan_same_place(t->place, url)))
		snprintf(push->doubt, sizeof(push->doubt), "refs/remotes/%.80s/ tells of the place that git fetches from, and this "
				"push goes to another", t->remote);
	else if (misses_trunk(t))
		snprintf(push->doubt, sizeof(push->doubt), "the main branch of refs/remotes/%.80s/ is not there: this is another place, "
				"or it was deleted there (then: git fetch --prune)", t->remote);
}

static int read_all(struct tracking *t, const char *url)
{
	int rc = secscan_repo_refs(t->push->gate->repo, t->prefix, hear_ref, t, t->err);

	if (rc || !t->names.len)
		return rc;
	rc = secscan_repo_remotes(t->push->gate->repo, hear_remote, t, t->err);
	if (rc)
		return rc;
	drop_those_of_others(t);
	find_trunk(t);
	judge(t, url);
	for (size_t i = 0; !rc && i < t->oids.len; i++)
		rc = secscan_push_known(t->push, &t->oids.items[i], !*t->push->doubt && !is_missed(t, t->names.items[i]), t->err);
	return rc;
}

int secscan_push_tracking(struct push *push, const char *remote, const char *url, struct secscan_error *err)
{
	struct tracking t = {.push = push, .remote = remote, .err = err};
	struct buffer prefix = {0};
	int rc = secscan_buffer_addf(&prefix, "refs/remotes/%s/", remote) ? secscan_fail_nomem(err) : 0;

	t.prefix = prefix.data;
	if (!rc)
		rc = read_all(&t, url);
	secscan_buffer_release(&prefix);
	array_release(&t.inner);
	array_release(&t.names);
	array_release(&t.oids);
	return rc;
}
