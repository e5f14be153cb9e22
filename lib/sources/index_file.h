/* SPDX-License-Identifier: MIT */
#ifndef SOURCES_INDEX_FILE_H
#define SOURCES_INDEX_FILE_H

#include "sources/repo.h"

/*
 * Git's index file, versions 2 to 4, read without libgit2 (which takes ten times as long). Refuses with
 * SECSCAN_ERR_REPO what it does not fully know, split and sparse indexes too: git can then be asked. A damaged
 * file is SECSCAN_ERR_SYNTAX: git must not be asked, it overlooks some damage.
 */
struct index_file {
	struct buffer data;
	const char *entries;
	const char *entries_end;
	uint32_t version;
	uint32_t count;
	size_t oid_len;
	ARRAY_OF(struct cache_node) nodes; /* of the cached trees, parents before children */
};

/* A folder whose tree git had computed. */
struct cache_node {
	const char *name;
	size_t name_len;
	const uint8_t *id;     /* NULL: entries below changed since */
	uint32_t entries;      /* of the index below it, where id is set */
	uint32_t children;
	uint32_t next;         /* the node after this one and all below it */
};

/* A missing file is an empty index, as for git. Release after failure too. */
SECSCAN_MUST_CHECK int secscan_index_read(struct index_file *out, const char *path, size_t oid_len,
		struct secscan_error *err);
void secscan_index_release(struct index_file *file);
/* The node of a folder directly below node parent; -1 if there is none. */
long secscan_index_child(const struct index_file *file, long parent, const char *name, size_t name_len);

/* Entries in order. entry.path lives until the next call. */
struct index_cursor {
	const struct index_file *file;
	const char *at;
	uint32_t left;
	struct buffer paths[2]; /* version 4: this entry's and the one's before, in turn */
	unsigned turn;
	struct index_entry entry;
};
void secscan_index_cursor(struct index_cursor *out, const struct index_file *file);
/* 1, 0 at the end, or an error: entries out of order and unknown modes are errors. */
SECSCAN_MUST_CHECK int secscan_index_next(struct index_cursor *cursor, struct secscan_error *err);
void secscan_index_cursor_release(struct index_cursor *cursor);

/* repo->index against a tree, and its entries: what struct repo_ops asks for. */
SECSCAN_MUST_CHECK int secscan_index_changes(struct changes *out, struct secscan_repo *repo,
		const struct secscan_oid *tree, struct secscan_error *err);
SECSCAN_MUST_CHECK int secscan_index_each(struct secscan_repo *repo, const char *prefix, index_fn *fn, void *payload,
		struct secscan_error *err);

#endif
