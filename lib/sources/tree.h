/* SPDX-License-Identifier: MIT */
#ifndef SOURCES_TREE_H
#define SOURCES_TREE_H

#include "sources/repo.h"

struct tree_entry {
	const char *name;      /* NUL-terminated, in the tree's bytes */
	size_t name_len;
	const uint8_t *id;
	unsigned mode;         /* as git reads it: odd permissions become 0644 or 0755 */
};

/* The entry at *at, which moves on: 1, 0 at the end, SECSCAN_ERR_REPO for bytes that are no tree. */
SECSCAN_MUST_CHECK int secscan_tree_next(struct tree_entry *out, const char **at, const char *end, size_t oid_len,
		struct secscan_error *err);
/* Git's order: a folder's name counts with a slash behind it. */
int secscan_tree_order(const char *a, size_t a_len, bool a_folder, const char *b, size_t b_len, bool b_folder);

/* What a tree (zero: the empty one) has at path: 1 found, 0 not there, or an error. */
SECSCAN_MUST_CHECK int secscan_tree_find(struct secscan_oid *oid, unsigned *mode, struct secscan_repo *repo,
		const struct secscan_oid *tree, const char *path, struct secscan_error *err);

/* The same for many paths in order: folders shared with the path before are not read again. Zero-initialise. */
struct tree_finder {
	ARRAY_OF(struct tree_level) levels;
	struct buffer path;
};
struct tree_level {
	struct object tree;
	size_t path_len;       /* of the folder, with its slash */
};
SECSCAN_MUST_CHECK int secscan_tree_finder_find(struct secscan_oid *oid, unsigned *mode, struct tree_finder *finder,
		struct secscan_repo *repo, const struct secscan_oid *tree, const char *path, struct secscan_error *err);
void secscan_tree_finder_release(struct tree_finder *finder);

/* One file, link or submodule of `now` that is in no parent like this, or (mode 0) one of the only parent that is gone. */
struct tree_change {
	const char *path;
	size_t path_len;
	struct secscan_oid oid;
	struct secscan_oid old;   /* in the first parent */
	unsigned mode;
	unsigned old_mode;        /* 0: not in the first parent */
	bool known_path;          /* some parent has this path */
};
typedef int tree_change_fn(const struct tree_change *change, void *payload);
/*
 * Trees may be zero for the empty one. Subtrees equal to one of any parent are not read. gone asks for deletions,
 * for one parent. A result of fn other than 0 ends it.
 */
SECSCAN_MUST_CHECK int secscan_tree_diff(struct secscan_repo *repo, const struct secscan_oid *now,
		const struct secscan_oid *parents, size_t n, bool gone, tree_change_fn *fn, void *payload,
		struct secscan_error *err);

#endif
