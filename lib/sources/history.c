/* SPDX-License-Identifier: MIT */
/*
 * All of a repository: bytes first, in the order they are stored, which is the fastest; where they belong is looked
 * up afterwards, only for the blobs that somebody asks about.
 */
#include "sources/commit.h"
#include "sources/source.h"
#include "sources/tree.h"

#include "sources/oidset.h"

#include "base/hash.h"

#include <limits.h>

/* More places of folders than this is no work of people: folders that hold one another many times over. */
enum { DEPTH_LIMIT = 4096, TREES_MAX = 16 * 1024 * 1024, ENOUGH = INT_MAX };

struct history {
	struct secscan_source source;
	struct secscan_repo *repo;
	const struct repo_ops *ops; /* those that opened bulk: the repository may change its reader */
	void *bulk;
	struct object object;
};

static int history_next(struct secscan_source *source, struct secscan_item *item, struct secscan_error *err)
{
	struct history *h = (struct history *)source;
	int rc;

	secscan_object_release(&h->object);
	rc = h->ops->bulk_next(&h->object, &item->oid, h->repo, h->bulk, err);
	if (rc == SECSCAN_ERR_NOT_FOUND)
		return secscan_fail(err, SECSCAN_ERR_REPO, MSG_MISSING_OBJECT, "an object went away while history was read");
	if (rc < 0)
		return secscan_repo_code(rc, err);
	item->kind = SECSCAN_ITEM_BLOB;
	item->data = h->object.data;
	item->len = h->object.len;
	item->lfs_pointer = rc > 0 && secscan_is_lfs_pointer(item->data, item->len);
	return rc;
}

static void history_free(struct secscan_source *source)
{
	struct history *h = (struct history *)source;

	secscan_object_release(&h->object);
	h->ops->bulk_close(h->bulk);
	free(h);
}

static const struct source_ops ops = {history_next, NULL, NULL, history_free};

int secscan_source_history(struct secscan_source **out, struct secscan_repo *repo, struct secscan_error *err)
{
	struct history *h = calloc(1, sizeof(*h));
	int rc;

	if (!h)
		return secscan_fail_nomem(err);
	h->source.ops = &ops;
	h->repo = repo;
	rc = secscan_repo_bulk(&h->bulk, &h->ops, repo, err);
	if (rc)
		free(h);
	else
		*out = &h->source;
	return rc;
}

struct open_tree {
	struct object tree;
	const char *at;
	size_t path_len;
};

struct search {
	struct secscan_repo *repo;
	struct oidset wanted;
	struct oidset placed;
	struct oidset trees;   /* each is read once a path, in the oldest commit that has it there */
	ARRAY_OF(struct open_tree) open;
	struct buffer path;
	char hex[SECSCAN_OID_HEX];
	ARRAY_OF(struct secscan_oid) tips;
	secscan_place_fn *fn;
	void *payload;
	struct secscan_error *err;
};

static int place(struct search *s, const struct secscan_oid *oid)
{
	int rc;

	if (secscan_oidset_find(&s->wanted, oid) < 0 || secscan_oidset_find(&s->placed, oid) >= 0)
		return 0;
	rc = s->fn(oid, s->hex, s->path.data, s->payload);
	if (rc)
		return rc < 0 ? rc : 0;
	if (secscan_oidset_add(&s->placed, oid) < 0)
		return secscan_fail_nomem(s->err);
	return s->placed.len < s->wanted.len ? 0 : ENOUGH;
}

/* 1 the first time that this tree stands at this path. */
static int first_time(struct search *s, const struct secscan_oid *oid)
{
	struct secscan_oid mark = {.len = SECSCAN_OID_MAX};
	struct buffer key = {0};
	int rc = SECSCAN_ERR_NOMEM;

	if (!secscan_buffer_add(&key, oid->id, oid->len) && !secscan_buffer_add(&key, s->path.data, s->path.len)) {
		secscan_hash(mark.id, key.data, key.len);
		rc = secscan_oidset_add(&s->trees, &mark);
	}
	secscan_buffer_release(&key);
	return rc < 0 ? secscan_fail_nomem(s->err) : rc;
}

static int open_tree(struct search *s, const struct secscan_oid *oid)
{
	struct open_tree *open;
	int rc = first_time(s, oid);

	if (rc <= 0)
		return rc;
	if (s->open.len >= DEPTH_LIMIT)
		return secscan_fail(s->err, SECSCAN_ERR_LIMIT, MSG_BAD_OBJECT, "folders are nested too deep");
	if (s->trees.len > TREES_MAX)
		return secscan_fail(s->err, SECSCAN_ERR_LIMIT, MSG_BAD_OBJECT, "folders stand at more than %d places", TREES_MAX);
	open = array_push(&s->open);
	if (!open)
		return secscan_fail_nomem(s->err);
	open->path_len = s->path.len;
	rc = secscan_repo_read(&open->tree, s->repo, oid, OBJECT_TREE, s->path.data, s->err);
	open->at = open->tree.data;
	return rc;
}

static int step(struct search *s)
{
	struct open_tree *top = &s->open.items[s->open.len - 1];
	struct tree_entry entry;
	struct secscan_oid oid;
	int rc = secscan_tree_next(&entry, &top->at, top->tree.data + top->tree.len, s->repo->oid_len, s->err);

	if (rc <= 0) {
		secscan_object_release(&top->tree);
		s->open.len--;
		return rc;
	}
	if (entry.mode == MODE_SUBMODULE)
		return 0;
	oid = secscan_oid_of(entry.id, s->repo->oid_len);
	s->path.len = top->path_len;
	if (secscan_buffer_add(&s->path, entry.name, entry.name_len) ||
			(entry.mode == MODE_TREE && secscan_buffer_addstr(&s->path, "/")))
		return secscan_fail_nomem(s->err);
	return entry.mode == MODE_TREE ? open_tree(s, &oid) : place(s, &oid);
}

static int search_tree(struct search *s, const struct secscan_oid *tree)
{
	int rc;

	secscan_buffer_reset(&s->path);
	rc = open_tree(s, tree);
	while (!rc && s->open.len)
		rc = step(s);
	return rc;
}

static int search_commit(const struct secscan_oid *oid, void *payload)
{
	struct search *s = payload;
	struct object object = {0};
	struct commit_view view;
	int rc = secscan_repo_read(&object, s->repo, oid, OBJECT_COMMIT, NULL, s->err);

	if (!rc)
		rc = secscan_commit_view(&view, &object, s->repo->oid_len, s->err);
	secscan_object_release(&object);
	secscan_oid_hex(s->hex, oid);
	return rc ? rc : search_tree(s, &view.tree);
}

static int add_tip(const char *name, const struct secscan_oid *oid, void *payload)
{
	struct search *s = payload;
	struct secscan_oid *tip = array_push(&s->tips);

	(void)name;
	if (!tip)
		return secscan_fail_nomem(s->err);
	*tip = *oid;
	return 0;
}

/* A tag may name a tree or a blob, which no commit leads to. */
static int search_odd_tips(struct search *s)
{
	int rc = 0;

	*s->hex = '\0';
	for (size_t i = 0; !rc && i < s->tips.len; i++) {
		struct secscan_oid oid;
		enum object_type type;

		rc = secscan_repo_peel(&oid, &type, s->repo, &s->tips.items[i], OBJECT_COMMIT, s->err);
		secscan_buffer_reset(&s->path);
		if (rc == SECSCAN_ERR_NOT_FOUND)
			rc = SECSCAN_ERR_REPO;
		else if (!rc && type == OBJECT_TREE)
			rc = search_tree(s, &oid);
		else if (!rc && type == OBJECT_BLOB)
			rc = place(s, &oid);
	}
	return rc;
}

static int search(struct search *s)
{
	int rc = secscan_repo_refs(s->repo, NULL, add_tip, s, s->err);

	if (!rc)
		rc = secscan_repo_walk(s->repo, s->tips.items, s->tips.len, NULL, 0, search_commit, s, s->err);
	return rc ? rc : search_odd_tips(s);
}

int secscan_source_places(struct secscan_source *source, const struct secscan_oid *blobs, size_t n, secscan_place_fn *fn,
		void *payload, struct secscan_error *err)
{
	struct history *h = (struct history *)source;
	struct search s = {.fn = fn, .payload = payload, .err = err};
	int rc = 0;

	if (source->ops != &ops)
		return secscan_fail(err, SECSCAN_ERR_USAGE, MSG_NO_PATH, "only a history knows the places of its blobs");
	s.repo = h->repo;
	for (size_t i = 0; rc >= 0 && i < n; i++)
		rc = secscan_oidset_add(&s.wanted, &blobs[i]);
	if (rc < 0 || secscan_buffer_addstr(&s.path, ""))
		rc = secscan_fail_nomem(err);
	else
		rc = n ? search(&s) : 0;
	for (size_t i = 0; i < s.open.len; i++)
		secscan_object_release(&s.open.items[i].tree);
	array_release(&s.open);
	array_release(&s.tips);
	secscan_buffer_release(&s.path);
	secscan_oidset_release(&s.wanted);
	secscan_oidset_release(&s.placed);
	secscan_oidset_release(&s.trees);
	return rc == ENOUGH ? 0 : rc;
}
