/* SPDX-License-Identifier: MIT */
#include "sources/tree.h"

enum { MODE_DIGITS = 7 };

static unsigned canonical(unsigned mode)
{
	switch (mode & MODE_TYPE) {
	case MODE_FILE:
		return MODE_FILE | (mode & 0100 ? 0755 : 0644);
	case MODE_LINK:
	case MODE_TREE:
	case MODE_SUBMODULE:
		return mode & MODE_TYPE;
	default:
		return 0;
	}
}

static unsigned parse_mode(const char **at, const char *end)
{
	const char *start = *at;
	unsigned mode = 0;

	while (*at < end && **at >= '0' && **at <= '7' && *at - start < MODE_DIGITS)
		mode = mode << 3 | (unsigned)(*(*at)++ - '0');
	if (*at == start || *at == end || *(*at)++ != ' ')
		return 0;
	return canonical(mode);
}

int secscan_tree_next(struct tree_entry *out, const char **at, const char *end, size_t oid_len, struct secscan_error *err)
{
	const char *nul;

	if (*at == end)
		return 0;
	out->mode = parse_mode(at, end);
	nul = memchr(*at, '\0', (size_t)(end - *at));
	if (!out->mode || !nul || nul == *at || (size_t)(end - nul - 1) < oid_len)
		return secscan_fail(err, SECSCAN_ERR_REPO, MSG_BAD_OBJECT,
				"a tree is damaged: an entry is cut or has a mode that git does not know");
	out->name = *at;
	out->name_len = (size_t)(nul - *at);
	out->id = (const uint8_t *)nul + 1;
	*at = nul + 1 + oid_len;
	return 1;
}

int secscan_tree_order(const char *a, size_t a_len, bool a_folder, const char *b, size_t b_len, bool b_folder)
{
	size_t len = a_len < b_len ? a_len : b_len;
	int order = memcmp(a, b, len);
	unsigned char x, y;

	if (order)
		return order;
	x = a_len > len ? (unsigned char)a[len] : a_folder ? '/' : '\0';
	y = b_len > len ? (unsigned char)b[len] : b_folder ? '/' : '\0';
	return (int)x - (int)y;
}

/* Give up the levels that path does not lie in; finder->path holds the folders of those left. */
static void back_to(struct tree_finder *finder, const char *path)
{
	while (finder->levels.len) {
		struct tree_level *level = &finder->levels.items[finder->levels.len - 1];

		if (strncmp(path, finder->path.data ? finder->path.data : "", level->path_len) == 0)
			return;
		secscan_object_release(&level->tree);
		finder->levels.len--;
		finder->path.len = finder->levels.len ? finder->levels.items[finder->levels.len - 1].path_len : 0;
	}
}

static int enter(struct tree_finder *finder, struct secscan_repo *repo, const struct secscan_oid *tree, const char *path,
		size_t path_len, struct secscan_error *err)
{
	struct tree_level *level;
	struct object object = {0};
	int rc = secscan_repo_read(&object, repo, tree, OBJECT_TREE, path, err);

	if (rc)
		return rc;
	level = array_push(&finder->levels);
	finder->path.len = 0;
	if (!level || secscan_buffer_add(&finder->path, path, path_len)) {
		if (level)
			finder->levels.len--;
		secscan_object_release(&object);
		return secscan_fail_nomem(err);
	}
	level->tree = object;
	level->path_len = path_len;
	return 0;
}

static int entry_named(struct tree_entry *out, const struct object *tree, size_t oid_len, const char *name, size_t len,
		struct secscan_error *err)
{
	const char *at = tree->data, *end = tree->data + tree->len;
	int rc;

	while ((rc = secscan_tree_next(out, &at, end, oid_len, err)) > 0)
		if (out->name_len == len && memcmp(out->name, name, len) == 0)
			return 1;
	return rc;
}

int secscan_tree_finder_find(struct secscan_oid *oid, unsigned *mode, struct tree_finder *finder, struct secscan_repo *repo,
		const struct secscan_oid *tree, const char *path, struct secscan_error *err)
{
	int rc;

	if (secscan_oid_is_zero(tree))
		return 0;
	back_to(finder, path);
	if (!finder->levels.len && (rc = enter(finder, repo, tree, path, 0, err)))
		return rc;
	for (;;) {
		struct tree_level *level = &finder->levels.items[finder->levels.len - 1];
		size_t at = level->path_len, len = strcspn(path + at, "/");
		struct tree_entry entry;

		rc = entry_named(&entry, &level->tree, repo->oid_len, path + at, len, err);
		if (rc <= 0)
			return rc;
		*oid = secscan_oid_of(entry.id, repo->oid_len);
		*mode = entry.mode;
		if (!path[at + len])
			return 1;
		if (entry.mode != MODE_TREE)
			return 0;
		rc = enter(finder, repo, oid, path, at + len + 1, err);
		if (rc)
			return rc;
	}
}

void secscan_tree_finder_release(struct tree_finder *finder)
{
	for (size_t i = 0; i < finder->levels.len; i++)
		secscan_object_release(&finder->levels.items[i].tree);
	array_release(&finder->levels);
	secscan_buffer_release(&finder->path);
}

int secscan_tree_find(struct secscan_oid *oid, unsigned *mode, struct secscan_repo *repo, const struct secscan_oid *tree,
		const char *path, struct secscan_error *err)
{
	int rc;

	if (!repo->finder)
		repo->finder = calloc(1, sizeof(*repo->finder));
	if (!repo->finder)
		return secscan_fail_nomem(err);
	if (!secscan_oid_equal(&repo->finder_tree, tree))
		secscan_tree_finder_release(repo->finder);
	repo->finder_tree = *tree;
	rc = secscan_tree_finder_find(oid, mode, repo->finder, repo, tree, path, err);
	if (rc < 0)
		secscan_tree_finder_release(repo->finder);
	return rc;
}
