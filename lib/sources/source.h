/* SPDX-License-Identifier: MIT */
#ifndef SOURCES_SOURCE_H
#define SOURCES_SOURCE_H

#include "sources/repo.h"

/* Each source begins with this. */
struct source_ops {
	int (*next)(struct secscan_source *source, struct secscan_item *item, struct secscan_error *err);
	/* Absent where items have no base. */
	int (*base)(struct secscan_source *source, size_t i, const char **out, size_t *len, struct secscan_error *err);
	/* Absent where nothing is ever moved. */
	int (*origin)(struct secscan_source *source, const char **path, struct secscan_error *err);
	void (*free)(struct secscan_source *source);
	/* Absent where bytes are not given away. */
	void (*give)(struct secscan_held *out, struct secscan_source *source);
};
struct secscan_source {
	const struct source_ops *ops;
};

/* A file, link or submodule of a repository as an item; object holds its bytes and is filled anew. 0 or an error. */
SECSCAN_MUST_CHECK int secscan_item_blob(struct secscan_item *item, struct object *object, struct secscan_repo *repo,
		const char *path, const struct secscan_oid *oid, unsigned mode, struct secscan_error *err);
/* The bytes that a base has, if they are of the item's kind; else *out is NULL. */
SECSCAN_MUST_CHECK int secscan_base_blob(const char **out, size_t *len, struct object *object, struct secscan_repo *repo,
		const char *path, const struct secscan_oid *oid, unsigned mode, unsigned now, struct secscan_error *err);
void secscan_item_name(struct secscan_item *item, const char *path, unsigned mode);
/* Why not all that these bytes hold or stand for is read (secscan_item.unread), or NULL. */
const char *secscan_unread(const char *data, size_t len);

#endif
