/* SPDX-License-Identifier: MIT */
/*
 * Commits that are new to somebody, oldest first: of each its texts, then what it brings that no parent has. A blob
 * at a path is given once in a run, so is a name and an identity.
 */
#include "sources/commit.h"
#include "sources/moves.h"
#include "sources/source.h"
#include "sources/tree.h"

#include "sources/oidset.h"

#include "base/arena.h"
#include "base/hash.h"

/* More new paths than this in one commit is no work of people: folders that hold one another many times over. */
enum { CHANGES_MAX = 4 * 1024 * 1024, TAG_DEPTH = 64 };

struct piece {
	enum secscan_item_kind kind;
	struct slice text;
};

/* Where a text or tree is taken from: a commit, a tag, or a tree or blob that a tag names. */
struct root {
	struct secscan_oid oid;
	enum object_type type;
};

struct range {
	struct secscan_source source;
	struct secscan_repo *repo;
	ARRAY_OF(struct root) roots;
	size_t next_root;
	struct oidset seen;              /* hashes of what was given */

	struct object text;              /* the root's own bytes */
	char hex[SECSCAN_OID_HEX];
	struct secscan_oid tree;
	struct secscan_oid *parents;     /* trees */
	size_t n_parents;
	ARRAY_OF(struct piece) pieces;
	size_t piece;
	struct arena arena;
	ARRAY_OF(struct tree_change) changes;
	size_t change;
	size_t name;
	const struct tree_change *current;
	struct moves moves;

	struct object object;
	struct object base;
	struct secscan_error *err;
};

/* 1 the first time. */
static int first_time(struct range *r, char what, const struct secscan_oid *oid, const char *text, size_t len)
{
	struct secscan_oid mark = {.len = SECSCAN_OID_MAX};
	struct buffer key = {0};
	int rc = SECSCAN_ERR_NOMEM;

	if (!secscan_buffer_add(&key, &what, 1) && (!oid || !secscan_buffer_add(&key, oid->id, oid->len)) &&
			!secscan_buffer_add(&key, text, len)) {
		secscan_hash(mark.id, key.data, key.len);
		rc = secscan_oidset_add(&r->seen, &mark);
	}
	secscan_buffer_release(&key);
	return rc < 0 ? secscan_fail_nomem(r->err) : rc;
}

static int add_root(struct range *r, const struct secscan_oid *oid, enum object_type type)
{
	struct root *root = array_push(&r->roots);

	if (!root)
		return secscan_fail_nomem(r->err);
	*root = (struct root){*oid, type};
	return 0;
}

static int add_commit(const struct secscan_oid *oid, const struct secscan_oid *tree, void *payload)
{
	(void)tree;
	return add_root(payload, oid, OBJECT_COMMIT);
}

static bool listed(const struct secscan_oid *oid, const struct secscan_oid *list, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (secscan_oid_equal(oid, &list[i]))
			return true;
	return false;
}

/* The tags that lead away from oid, and what they lead to if that is no commit. Commits come from the walk. */
static int add_tags(struct range *r, struct secscan_oid oid, const struct secscan_oid *exclude, size_t n_exclude)
{
	enum object_type type = OBJECT_TAG;
	int rc = 0;

	for (int depth = 0; !rc && type == OBJECT_TAG && !listed(&oid, exclude, n_exclude); depth++) {
		struct object object = {0};
		struct commit_view view;

		if (depth == TAG_DEPTH)
			return secscan_fail(r->err, SECSCAN_ERR_LIMIT, MSG_BAD_OBJECT, "tags name tags more than %d deep", TAG_DEPTH);
		rc = secscan_repo_need(&object, r->repo, &oid, NULL, r->err);
		type = object.type;
		if (!rc && type != OBJECT_COMMIT && (rc = first_time(r, 'r', &oid, "", 0)) >= 0)
			rc = rc ? add_root(r, &oid, type) : 0;
		if (!rc && type == OBJECT_TAG && !(rc = secscan_commit_view(&view, &object, r->repo->oid_len, r->err)))
			oid = view.tree;
		secscan_object_release(&object);
	}
	return rc;
}

static int add_piece(struct range *r, enum secscan_item_kind kind, const struct slice *text)
{
	struct piece *piece;

	if (!text->len)
		return 0;
	if (kind == SECSCAN_ITEM_IDENTITY) {
		int rc = first_time(r, 'i', NULL, text->data, text->len);

		if (rc <= 0)
			return rc;
	}
	piece = array_push(&r->pieces);
	if (!piece)
		return secscan_fail_nomem(r->err);
	*piece = (struct piece){kind, *text};
	return 0;
}

static bool is_text(const struct slice *slice, const char *text)
{
	return slice->len == strlen(text) && memcmp(slice->data, text, slice->len) == 0;
}

/* " 1700000000 +0100": what git writes behind a mail. */
static bool is_plain_date(const char *text, size_t len)
{
	size_t digits = 0;

	if (len < 8 || len > 24 || *text != ' ')
		return false;
	for (size_t i = 1; i < len; i++) {
		bool zone = i >= len - 4, sign = i == len - 5, blank = i == len - 6;

		if (sign ? text[i] != '+' && text[i] != '-' : blank ? text[i] != ' ' : text[i] < '0' || text[i] > '9')
			return false;
		digits += !zone && !sign && !blank;
	}
	return digits > 0;
}

/* Whether a header field holds no more than names of objects and what is given as an identity. */
static bool is_known(const struct commit_view *view, const struct slice *name, const struct slice *value)
{
	static const char *const objects[] = {"tree", "parent", "object"};
	static const char *const types[] = {"commit", "tree", "blob", "tag"};
	const struct slice *given = value->data == view->author.data ? &view->author :
			value->data == view->committer.data ? &view->committer : NULL;

	if (given)
		return is_plain_date(value->data + given->len, value->len - given->len);
	for (size_t i = 0; i < ARRAY_SIZE(objects); i++)
		if (is_text(name, objects[i]))
			return true;
	for (size_t i = 0; i < ARRAY_SIZE(types) && is_text(name, "type"); i++)
		if (is_text(value, types[i]))
			return true;
	return false;
}

static int add_texts(struct range *r, const struct commit_view *view)
{
	struct slice name, value;
	size_t at = 0;
	int rc = add_piece(r, SECSCAN_ITEM_MESSAGE, &view->message);

	if (!rc)
		rc = add_piece(r, SECSCAN_ITEM_IDENTITY, &view->author);
	if (!rc)
		rc = add_piece(r, SECSCAN_ITEM_IDENTITY, &view->committer);
	while (!rc && secscan_commit_field(&name, &value, &view->header, &at))
		if (!is_known(view, &name, &value))
			rc = add_piece(r, SECSCAN_ITEM_MESSAGE, &(struct slice){name.data, value.len + (size_t)(value.data - name.data)});
	return rc;
}

static int keep_change(const struct tree_change *change, void *payload)
{
	struct range *r = payload;
	struct tree_change *item;
	int rc = first_time(r, 'b', &change->oid, change->path, change->path_len);

	if (rc <= 0)
		return rc;
	if (r->changes.len == CHANGES_MAX)
		return secscan_fail(r->err, SECSCAN_ERR_LIMIT, MSG_BAD_OBJECT, "a commit has more than %d new paths", CHANGES_MAX);
	item = array_push(&r->changes);
	if (!item)
		return secscan_fail_nomem(r->err);
	*item = *change;
	item->path = secscan_arena_strndup(&r->arena, change->path, change->path_len);
	return item->path ? 0 : secscan_fail_nomem(r->err);
}

static int find_parents(struct range *r, const struct commit_view *view)
{
	r->parents = calloc(view->parent_count + 1, sizeof(*r->parents));
	if (!r->parents)
		return secscan_fail_nomem(r->err);
	for (r->n_parents = 0; r->n_parents < view->parent_count; r->n_parents++) {
		struct secscan_oid parent = secscan_commit_parent(view, r->n_parents, r->repo->oid_len);
		struct commit_view parent_view;
		struct object object = {0};
		int rc = secscan_repo_read(&object, r->repo, &parent, OBJECT_COMMIT, NULL, r->err);

		if (!rc)
			rc = secscan_commit_view(&parent_view, &object, r->repo->oid_len, r->err);
		if (!rc)
			r->parents[r->n_parents] = parent_view.tree;
		secscan_object_release(&object);
		if (rc)
			return rc;
	}
	return 0;
}

static int open_commit(struct range *r, const struct secscan_oid *oid)
{
	struct commit_view view;
	int shallow, rc = secscan_commit_view(&view, &r->text, r->repo->oid_len, r->err);

	if (!rc)
		rc = add_texts(r, &view);
	shallow = rc ? rc : secscan_repo_is_shallow(r->repo, oid, r->err);
	if (shallow < 0)
		return shallow;
	if (shallow)
		view.parent_count = 0;
	r->tree = view.tree;
	rc = find_parents(r, &view);
	return rc ? rc : secscan_tree_diff(r->repo, &view.tree, r->parents, r->n_parents, false, keep_change, r, r->err);
}

static void close_root(struct range *r)
{
	secscan_object_release(&r->text);
	secscan_arena_release(&r->arena);
	secscan_moves_reset(&r->moves);
	free(r->parents);
	r->parents = NULL;
	r->n_parents = r->piece = r->change = r->name = 0;
	r->pieces.len = r->changes.len = 0;
	r->current = NULL;
	*r->hex = '\0';
}

static int open_root(struct range *r, const struct root *root)
{
	struct commit_view view;
	int rc;

	close_root(r);
	if (root->type == OBJECT_TREE)
		return secscan_tree_diff(r->repo, &root->oid, NULL, 0, false, keep_change, r, r->err);
	if (root->type == OBJECT_BLOB)
		return keep_change(&(struct tree_change){.path = "", .oid = root->oid, .mode = MODE_FILE | 0644, .known_path = true}, r);
	secscan_oid_hex(r->hex, &root->oid);
	rc = secscan_repo_read(&r->text, r->repo, &root->oid, root->type, NULL, r->err);
	if (rc || root->type == OBJECT_COMMIT)
		return rc ? rc : open_commit(r, &root->oid);
	rc = secscan_commit_view(&view, &r->text, r->repo->oid_len, r->err);
	return rc ? rc : add_texts(r, &view);
}

static int give_text(struct range *r, struct secscan_item *item)
{
	const struct piece *piece = &r->pieces.items[r->piece++];

	item->kind = piece->kind;
	item->oid = r->roots.items[r->next_root - 1].oid;
	item->data = piece->text.data;
	item->len = piece->text.len;
	return 1;
}

/* A path that no parent has, the first time. */
static int give_name(struct range *r, struct secscan_item *item)
{
	const struct tree_change *change = &r->changes.items[r->name++];
	int rc = change->known_path ? 0 : first_time(r, 'n', NULL, change->path, change->path_len);

	if (rc > 0)
		secscan_item_name(item, change->path, change->mode);
	return rc;
}

static int range_next(struct secscan_source *source, struct secscan_item *item, struct secscan_error *err)
{
	struct range *r = (struct range *)source;
	int rc = 0;

	r->err = err;
	r->current = NULL;
	while (!rc) {
		if (r->piece < r->pieces.len) {
			rc = give_text(r, item);
		} else if (r->change < r->changes.len) {
			r->current = &r->changes.items[r->change++];
			item->n_bases = r->n_parents;
			rc = secscan_item_blob(item, &r->object, r->repo, r->current->path, &r->current->oid, r->current->mode, err);
			rc = rc ? rc : 1;
		} else if (r->name < r->changes.len) {
			rc = give_name(r, item);
		} else if (r->next_root < r->roots.len) {
			rc = open_root(r, &r->roots.items[r->next_root++]);
		} else {
			break;
		}
	}
	item->commit = r->hex;
	return rc;
}

/* A merge has what was moved from the parent that moved it. */
static int range_origin(struct secscan_source *source, const char **path, struct secscan_error *err)
{
	struct range *r = (struct range *)source;

	if (!r->current || r->current->known_path || r->n_parents != 1)
		return 0;
	return secscan_moves_find(path, &r->moves, r->repo, &r->tree, &r->parents[0], r->current, err);
}

static int range_base(struct secscan_source *source, size_t i, const char **out, size_t *len, struct secscan_error *err)
{
	struct range *r = (struct range *)source;
	const char *path = NULL;
	struct secscan_oid oid;
	unsigned mode;
	int rc;

	if (!r->current || i >= r->n_parents)
		return 0;
	rc = range_origin(source, &path, err);
	if (rc)
		return rc;
	path = path ? path : r->current->path;
	rc = secscan_tree_find(&oid, &mode, r->repo, &r->parents[i], path, err);
	if (rc <= 0)
		return rc;
	return secscan_base_blob(out, len, &r->base, r->repo, path, &oid, mode, r->current->mode, err);
}

static void range_free(struct secscan_source *source)
{
	struct range *r = (struct range *)source;

	close_root(r);
	array_release(&r->roots);
	array_release(&r->pieces);
	array_release(&r->changes);
	secscan_oidset_release(&r->seen);
	secscan_object_release(&r->object);
	secscan_object_release(&r->base);
	free(r);
}

static const struct source_ops ops = {range_next, range_base, range_origin, range_free};

int secscan_source_range(struct secscan_source **out, struct secscan_repo *repo, const struct secscan_oid *include,
		size_t n_include, const struct secscan_oid *exclude, size_t n_exclude, struct secscan_error *err)
{
	struct range *r = calloc(1, sizeof(*r));
	int rc = 0;

	if (!r)
		return secscan_fail_nomem(err);
	r->source.ops = &ops;
	r->repo = repo;
	r->err = err;
	for (size_t i = 0; !rc && i < n_include; i++)
		rc = add_tags(r, include[i], exclude, n_exclude);
	if (!rc)
		rc = secscan_repo_walk(repo, include, n_include, exclude, n_exclude, add_commit, r, err);
	if (rc)
		range_free(&r->source);
	else
		*out = &r->source;
	return rc;
}
