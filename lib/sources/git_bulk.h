/* SPDX-License-Identifier: MIT */
#ifndef SOURCES_GIT_BULK_H
#define SOURCES_GIT_BULK_H

#include "sources/stock.h"

/* All blobs and trees through git cat-file, as struct repo_ops asks for. */
SECSCAN_MUST_CHECK int secscan_git_bulk_open(void **bulk, struct secscan_repo *repo, struct secscan_error *err);
SECSCAN_MUST_CHECK int secscan_git_bulk_next(struct object *out, struct secscan_oid *oid, struct secscan_repo *repo,
		void *bulk, struct secscan_error *err);
bool secscan_git_bulk_is_apart(const void *bulk);
void secscan_git_bulk_close(void *bulk);

/* The same for what was not told yet of this stock, which is all told then. */
SECSCAN_MUST_CHECK int secscan_git_bulk_rest(void **bulk, struct secscan_repo *repo, struct stock *stock,
		struct secscan_error *err);

#endif
