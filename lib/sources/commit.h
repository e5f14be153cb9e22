/* SPDX-License-Identifier: MIT */
#ifndef SOURCES_COMMIT_H
#define SOURCES_COMMIT_H

#include "sources/repo.h"

struct slice {
	const char *data;
	size_t len;
};

/* A commit's or tag's fields, in the object's own bytes. */
struct commit_view {
	struct secscan_oid tree;       /* a tag: what it names */
	struct slice parents;          /* their header lines; all of one length */
	size_t parent_count;
	struct slice author;           /* "Name <mail>", a tag: the tagger; data NULL if there is none */
	struct slice committer;
	struct slice header;
	struct slice message;
	int64_t date;                  /* of the committer, 0 if it has none */
};
/* SECSCAN_ERR_REPO for bytes that are no commit or tag. */
SECSCAN_MUST_CHECK int secscan_commit_view(struct commit_view *out, const struct object *object, size_t oid_len,
		struct secscan_error *err);
struct secscan_oid secscan_commit_parent(const struct commit_view *view, size_t i, size_t oid_len);
/* A header field's whole value, continuation lines included; data NULL if there is none. *at 0 to begin. */
bool secscan_commit_field(struct slice *name, struct slice *value, const struct slice *header, size_t *at);

#endif
