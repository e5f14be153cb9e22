/* SPDX-License-Identifier: MIT */
#include "sources/source.h"
#include "sources/tree.h"

#include "base/arena.h"

/* A staged path that is an item, or one that the change deletes. */
struct entry {
	const struct change *change;
	const struct change *moved_from; /* the one deleted path with these very bytes */
	bool known;                      /* some parent has a file of this path */
};

struct staged {
	struct secscan_source source;
	struct secscan_repo *repo;
	struct arena arena;
	struct changes changes;
	struct secscan_oid *parents;     /* trees: HEAD's unless it is unborn, then those being merged */
	size_t n_parents;
	struct tree_finder *finders;     /* one a parent */
	ARRAY_OF(struct entry) entries;
	size_t at;                       /* of the next entry, or name once they are all given */
	const struct entry *current;
	bool removed;                    /* give what is deleted instead */
	bool names;
	struct object object;
	struct object base;
};

static bool same(unsigned mode, const struct secscan_oid *oid, unsigned old_mode, const struct secscan_oid *old)
{
	return (mode & MODE_TYPE) == (old_mode & MODE_TYPE) && secscan_oid_equal(oid, old);
}

/* 1 when a parent being merged has this very content at this path: it comes from there. */
static int is_merged_in(struct staged *s, struct entry *entry, struct secscan_error *err)
{
	const struct change *c = entry->change;

	for (size_t i = 1; i < s->n_parents; i++) {
		struct secscan_oid oid;
		unsigned mode;
		int rc = secscan_tree_finder_find(&oid, &mode, &s->finders[i], s->repo, &s->parents[i], c->path, err);

		if (rc < 0)
			return rc;
		entry->known = entry->known || rc;
		if (rc && same(c->mode, &c->oid, mode, &oid))
			return 1;
	}
	return 0;
}

static int keep(struct staged *s, const struct entry *entry, struct secscan_error *err)
{
	struct entry *item = array_push(&s->entries);

	if (!item)
		return secscan_fail_nomem(err);
	*item = *entry;
	return 0;
}

/* Every stage of a conflict is read; else what is new against all parents, file modes aside. */
static int choose(struct staged *s, const struct change *c, struct secscan_error *err)
{
	struct entry entry = {.change = c, .known = c->old_mode != 0 || c->stage};
	int rc;

	if (s->removed)
		return !c->mode ? keep(s, &entry, err) : 0;
	if (!c->mode || (!c->stage && c->old_mode && same(c->mode, &c->oid, c->old_mode, &c->old)))
		return 0;
	rc = c->stage ? 0 : is_merged_in(s, &entry, err);
	if (rc)
		return rc < 0 ? rc : 0;
	return keep(s, &entry, err);
}

static int by_old(const void *a, const void *b)
{
	const struct change *x = *(const struct change *const *)a, *y = *(const struct change *const *)b;

	return memcmp(x->old.id, y->old.id, sizeof(x->old.id));
}

static size_t first_with(const struct change **gone, size_t n, const struct secscan_oid *oid)
{
	size_t low = 0;

	while (n) {
		size_t half = n / 2;

		if (memcmp(gone[low + half]->old.id, oid->id, sizeof(oid->id)) < 0) {
			low += half + 1;
			n -= half + 1;
		} else {
			n = half;
		}
	}
	return low;
}

/* A new path with the bytes of exactly one deleted path was moved. */
static int find_moves(struct staged *s, struct secscan_error *err)
{
	const struct change **gone = calloc(s->changes.len + 1, sizeof(*gone));
	size_t n = 0;

	if (!gone)
		return secscan_fail_nomem(err);
	for (size_t i = 0; i < s->changes.len; i++)
		if (!s->changes.items[i].mode)
			gone[n++] = &s->changes.items[i];
	qsort(gone, n, sizeof(*gone), by_old);
	for (size_t i = 0; n && i < s->entries.len; i++) {
		struct entry *e = &s->entries.items[i];
		size_t at = first_with(gone, n, &e->change->oid);

		if (e->known || at == n || !same(e->change->mode, &e->change->oid, gone[at]->old_mode, &gone[at]->old))
			continue;
		if (at + 1 == n || !secscan_oid_equal(&gone[at + 1]->old, &e->change->oid))
			e->moved_from = gone[at];
	}
	free(gone);
	return 0;
}

static int staged_next(struct secscan_source *source, struct secscan_item *item, struct secscan_error *err)
{
	struct staged *s = (struct staged *)source;
	const struct change *c;

	while (s->names && s->at < s->entries.len && s->entries.items[s->at].known)
		s->at++;
	if (s->at == s->entries.len && !s->names && !s->removed) {
		s->names = true;
		s->at = 0;
		return staged_next(source, item, err);
	}
	s->current = s->at < s->entries.len && !s->names ? &s->entries.items[s->at] : NULL;
	if (s->at == s->entries.len)
		return 0;
	c = s->entries.items[s->at++].change;
	if (s->names) {
		secscan_item_name(item, c->path, c->mode);
		return 1;
	}
	item->n_bases = s->removed ? 0 : s->n_parents;
	int rc = secscan_item_blob(item, &s->object, s->repo, c->path, s->removed ? &c->old : &c->oid,
			s->removed ? c->old_mode : c->mode, err);

	return rc ? rc : 1;
}

static int staged_base(struct secscan_source *source, size_t i, const char **out, size_t *len, struct secscan_error *err)
{
	struct staged *s = (struct staged *)source;
	const struct entry *e = s->current;
	const struct change *from;
	struct secscan_oid oid;
	unsigned mode = 0;
	int rc;

	if (!e || s->removed || i >= s->n_parents)
		return 0;
	from = e->moved_from ? e->moved_from : e->change;
	if (i == 0 && !e->change->stage)
		return from->old_mode ? secscan_base_blob(out, len, &s->base, s->repo, from->path, &from->old, from->old_mode,
				e->change->mode, err) : 0;
	rc = secscan_tree_find(&oid, &mode, s->repo, &s->parents[i], e->change->path, err);
	return rc <= 0 ? rc : secscan_base_blob(out, len, &s->base, s->repo, e->change->path, &oid, mode, e->change->mode, err);
}

static int staged_origin(struct secscan_source *source, const char **path, struct secscan_error *err)
{
	const struct entry *e = ((struct staged *)source)->current;

	(void)err;
	*path = e && e->moved_from ? e->moved_from->path : NULL;
	return 0;
}

static void staged_free(struct secscan_source *source)
{
	struct staged *s = (struct staged *)source;

	for (size_t i = 0; s->finders && i < s->n_parents; i++)
		secscan_tree_finder_release(&s->finders[i]);
	free(s->finders);
	free(s->parents);
	array_release(&s->changes);
	array_release(&s->entries);
	secscan_arena_release(&s->arena);
	secscan_object_release(&s->object);
	secscan_object_release(&s->base);
	free(s);
}

/* HEAD's tree, then those of the commits being merged. *head is zero when HEAD is unborn. */
static int find_parents(struct staged *s, struct secscan_oid *head, struct secscan_error *err)
{
	struct secscan_oid *merged = NULL;
	enum object_type type;
	size_t n = 0;
	int rc = secscan_repo_head_tree(head, s->repo, err);

	if (!rc && !s->removed)
		rc = secscan_repo_oid_file(&merged, &n, s->repo->gitdir, "MERGE_HEAD", err);
	if (rc)
		return rc;
	s->parents = calloc(n + 1, sizeof(*s->parents));
	s->finders = calloc(n + 1, sizeof(*s->finders));
	if (!s->parents || !s->finders)
		rc = secscan_fail_nomem(err);
	if (!rc && !secscan_oid_is_zero(head))
		s->parents[s->n_parents++] = *head;
	for (size_t i = 0; !rc && i < n; i++) {
		rc = secscan_repo_peel(&s->parents[s->n_parents++], &type, s->repo, &merged[i], OBJECT_TREE, err);
		if (rc == SECSCAN_ERR_NOT_FOUND)
			rc = SECSCAN_ERR_REPO;
	}
	free(merged);
	return rc;
}

static const struct source_ops ops = {staged_next, staged_base, staged_origin, staged_free};

static int staged_new(struct secscan_source **out, struct secscan_repo *repo, bool removed, struct secscan_error *err)
{
	struct staged *s = calloc(1, sizeof(*s));
	struct secscan_oid head;
	int rc;

	if (!s)
		return secscan_fail_nomem(err);
	s->source.ops = &ops;
	s->repo = repo;
	s->removed = removed;
	s->changes.arena = &s->arena;
	rc = find_parents(s, &head, err);
	if (!rc)
		rc = secscan_repo_staged(&s->changes, repo, &head, err);
	for (size_t i = 0; !rc && i < s->changes.len; i++)
		rc = choose(s, &s->changes.items[i], err);
	if (!rc && !removed)
		rc = find_moves(s, err);
	if (rc)
		staged_free(&s->source);
	else
		*out = &s->source;
	return rc;
}

int secscan_source_staged(struct secscan_source **out, struct secscan_repo *repo, struct secscan_error *err)
{
	return staged_new(out, repo, false, err);
}

int secscan_source_staged_removed(struct secscan_source **out, struct secscan_repo *repo, struct secscan_error *err)
{
	return staged_new(out, repo, true, err);
}
