/* SPDX-License-Identifier: MIT */
#ifndef SOURCES_STOCK_H
#define SOURCES_STOCK_H

#include "sources/delta_order.h"
#include "sources/repo.h"

#include "base/buffer.h"

/*
 * The names of all blobs, each behind the one that it is stored as a difference to: that one is then found still
 * unpacked, and who reads gets the versions of a file one after the other. Then of all trees, as they lie in the packs.
 * Zero-initialise.
 */
struct stock {
	struct delta_order blobs;
	struct buffer trees;   /* names as bytes */
	size_t oid_len;
	size_t tree;           /* the next one, in bytes */
};

/* Git knows fast what is stored, and how: nothing is unpacked. */
SECSCAN_MUST_CHECK int secscan_stock_ask_git(struct stock *stock, struct secscan_repo *repo, struct secscan_error *err);
/* base NULL or zero: stored whole; commits and tags are left out. SECSCAN_ERR_NOMEM or 0. */
SECSCAN_MUST_CHECK int secscan_stock_add(struct stock *stock, enum object_type type, const struct secscan_oid *oid,
		const struct secscan_oid *base, struct secscan_error *err);
/* As secscan_delta_order_next() for blobs; of trees in their order. */
SECSCAN_MUST_CHECK int secscan_stock_next(struct secscan_oid *oid, struct stock *stock, enum object_type type,
		struct secscan_error *err);
void secscan_stock_release(struct stock *stock);

#endif
