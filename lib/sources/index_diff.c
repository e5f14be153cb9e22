/* SPDX-License-Identifier: MIT */
/*
 * The index against a tree: both in one order, walked side by side. Where the index still knows the tree of a
 * folder and it is the same, neither side of that folder is read.
 */
#include "sources/index_file.h"
#include "sources/tree.h"

struct folder {
	struct object tree;
	const char *at;
	struct tree_entry entry;
	bool has;
	size_t path_len;
	long node;             /* what the index knows of it, -1: nothing */
};

struct merge {
	struct secscan_repo *repo;
	struct index_file file;
	struct index_cursor cursor;
	bool has;              /* cursor.entry is the one to look at next */
	ARRAY_OF(struct folder) folders;
	struct buffer path;    /* of the open folder and its current entry, a folder's with a slash */
	struct changes *out;
	struct secscan_error *err;
};

/* Entries that are only announced (git add -N) hold nothing yet. */
static int next_entry(struct merge *m)
{
	int rc;

	do
		rc = secscan_index_next(&m->cursor, m->err);
	while (rc > 0 && m->cursor.entry.intent_to_add);
	m->has = rc > 0;
	return rc < 0 ? rc : 0;
}

static int next_in_tree(struct merge *m)
{
	struct folder *f = &m->folders.items[m->folders.len - 1];
	int rc = secscan_tree_next(&f->entry, &f->at, f->tree.data + f->tree.len, m->repo->oid_len, m->err);

	f->has = rc > 0;
	m->path.len = f->path_len;
	if (rc <= 0)
		return rc;
	if (secscan_buffer_add(&m->path, f->entry.name, f->entry.name_len) ||
			(f->entry.mode == MODE_TREE && secscan_buffer_addstr(&m->path, "/")))
		return secscan_fail_nomem(m->err);
	return 0;
}

static int enter(struct merge *m, const struct secscan_oid *oid, long node)
{
	struct folder *f = array_push(&m->folders);
	int rc;

	if (!f)
		return secscan_fail_nomem(m->err);
	f->path_len = m->path.len;
	f->node = node;
	rc = secscan_repo_read(&f->tree, m->repo, oid, OBJECT_TREE, m->path.data, m->err);
	if (rc)
		return rc;
	f->at = f->tree.data;
	return next_in_tree(m);
}

static int leave(struct merge *m)
{
	secscan_object_release(&m->folders.items[--m->folders.len].tree);
	return m->folders.len ? next_in_tree(m) : 0;
}

static int keep(struct merge *m, const struct change *change, size_t path_len)
{
	return secscan_changes_add(m->out, change, path_len) ? secscan_fail_nomem(m->err) : 0;
}

static int added(struct merge *m)
{
	const struct index_entry *e = &m->cursor.entry;
	struct change change = {.path = e->path, .oid = e->oid, .mode = e->mode, .stage = e->stage};
	int rc = keep(m, &change, e->path_len);

	return rc ? rc : next_entry(m);
}

static struct secscan_oid tree_oid(const struct merge *m)
{
	return secscan_oid_of(m->folders.items[m->folders.len - 1].entry.id, m->repo->oid_len);
}

/* Only the tree has it. */
static int gone(struct merge *m)
{
	const struct folder *f = &m->folders.items[m->folders.len - 1];
	struct secscan_oid oid = tree_oid(m);
	struct change change = {.path = m->path.data, .old = oid, .old_mode = f->entry.mode};
	int rc;

	if (f->entry.mode == MODE_TREE)
		return enter(m, &oid, -1);
	rc = keep(m, &change, m->path.len);
	return rc ? rc : next_in_tree(m);
}

/* Both have a file of this path. In a conflict the index has up to three. */
static int both(struct merge *m)
{
	const struct folder *f = &m->folders.items[m->folders.len - 1];
	const struct index_entry *e = &m->cursor.entry;
	struct change change = {.path = e->path, .oid = e->oid, .mode = e->mode, .old = tree_oid(m), .old_mode = f->entry.mode};
	int rc = 0;

	if (!e->stage) {
		if (e->mode != f->entry.mode || !secscan_oid_equal(&e->oid, &change.old))
			rc = keep(m, &change, e->path_len);
		if (!rc)
			rc = next_entry(m);
	}
	while (!rc && m->has && e->stage && e->path_len == m->path.len && memcmp(e->path, m->path.data, m->path.len) == 0)
		rc = added(m);
	return rc ? rc : next_in_tree(m);
}

/* Both are in this folder: pass over it when the index has the same tree for it. */
static int same_folder(struct merge *m)
{
	const struct folder *f = &m->folders.items[m->folders.len - 1];
	long number = secscan_index_child(&m->file, f->node, f->entry.name, f->entry.name_len);
	const struct cache_node *node = number >= 0 ? &m->file.nodes.items[number] : NULL;
	struct secscan_oid oid = tree_oid(m);
	int rc = 0;

	if (!node || !node->id || !node->entries || memcmp(node->id, oid.id, oid.len))
		return enter(m, &oid, number);
	for (uint32_t i = 0; !rc && i < node->entries; i++) {
		if (!m->has || m->cursor.entry.path_len <= m->path.len ||
				memcmp(m->cursor.entry.path, m->path.data, m->path.len))
			return secscan_fail(m->err, SECSCAN_ERR_SYNTAX, MSG_BAD_INDEX,
					"the index file is damaged: its cached trees do not match its entries");
		rc = next_entry(m);
	}
	return rc ? rc : next_in_tree(m);
}

/* Below 0: the index comes first. 0: the same file, or the index is in the tree's folder. */
static int compare(const struct merge *m)
{
	const struct index_entry *e = &m->cursor.entry;
	bool folder = m->folders.items[m->folders.len - 1].entry.mode == MODE_TREE;
	size_t len = e->path_len < m->path.len ? e->path_len : m->path.len;
	int order = memcmp(e->path, m->path.data, len);

	if (order)
		return order;
	if (e->path_len < m->path.len)
		return -1;
	return e->path_len > m->path.len && !folder;
}

static int step(struct merge *m)
{
	const struct folder *f = &m->folders.items[m->folders.len - 1];
	int order;

	if (!f->has)
		return leave(m);
	order = m->has ? compare(m) : 1;
	if (order < 0)
		return added(m);
	if (order > 0)
		return gone(m);
	return f->entry.mode == MODE_TREE ? same_folder(m) : both(m);
}

static bool same_root(const struct merge *m, const struct secscan_oid *tree)
{
	const struct cache_node *root = m->file.nodes.items;

	return m->file.nodes.len && root->id && root->entries == m->file.count && !memcmp(root->id, tree->id, tree->len);
}

int secscan_index_changes(struct changes *out, struct secscan_repo *repo, const struct secscan_oid *tree,
		struct secscan_error *err)
{
	struct merge m = {.repo = repo, .out = out, .err = err};
	int rc = secscan_index_read(&m.file, repo->index, repo->oid_len, err);

	if (rc || same_root(&m, tree))
		goto out;
	secscan_index_cursor(&m.cursor, &m.file);
	rc = secscan_buffer_addstr(&m.path, "") ? secscan_fail_nomem(err) : next_entry(&m);
	if (!rc && !secscan_oid_is_zero(tree))
		rc = enter(&m, tree, m.file.nodes.len ? 0 : -1);
	while (!rc && m.folders.len)
		rc = step(&m);
	while (!rc && m.has)
		rc = added(&m);
out:
	for (size_t i = 0; i < m.folders.len; i++)
		secscan_object_release(&m.folders.items[i].tree);
	array_release(&m.folders);
	secscan_buffer_release(&m.path);
	secscan_index_cursor_release(&m.cursor);
	secscan_index_release(&m.file);
	return rc;
}

static bool below(const struct index_entry *entry, const char *prefix, size_t len)
{
	return !len || (entry->path_len >= len && memcmp(entry->path, prefix, len) == 0 &&
	                (entry->path_len == len || entry->path[len] == '/'));
}

/* Entries are in the order of their bytes, which the cursor checks: behind prefix/ nothing more can come. */
static bool behind(const struct index_entry *entry, const char *prefix, size_t len)
{
	size_t shorter = entry->path_len < len ? entry->path_len : len;
	int order = memcmp(entry->path, prefix, shorter);

	return order > 0 || (len && !order && entry->path_len > len && entry->path[len] > '/');
}

int secscan_index_each(struct secscan_repo *repo, const char *prefix, index_fn *fn, void *payload, struct secscan_error *err)
{
	struct index_file file = {0};
	struct index_cursor cursor = {0};
	size_t len = strlen(prefix);
	int rc = secscan_index_read(&file, repo->index, repo->oid_len, err);

	if (!rc)
		secscan_index_cursor(&cursor, &file);
	while (!rc && (rc = secscan_index_next(&cursor, err)) > 0) {
		rc = below(&cursor.entry, prefix, len) ? fn(&cursor.entry, payload) : 0;
		if (behind(&cursor.entry, prefix, len))
			break;
	}
	secscan_index_cursor_release(&cursor);
	secscan_index_release(&file);
	return rc;
}
