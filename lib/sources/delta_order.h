/* SPDX-License-Identifier: MIT */
#ifndef SOURCES_DELTA_ORDER_H
#define SOURCES_DELTA_ORDER_H

#include "sources/oidset.h"

#include "base/array.h"
#include "base/error.h"

#include <stdbool.h>

/* By number of an object in the set; here numbers begin with 1, and 0 is none. */
struct delta_link {
	uint32_t base;
	uint32_t child;   /* the one that was linked last */
	uint32_t sibling;
	bool added;       /* not only named as a base */
	bool told;
};

/* Objects, each behind the one that it is stored as a difference to. Zero-initialise; 34 bytes and a name an object. */
struct delta_order {
	struct oidset objects;
	ARRAY_OF(struct delta_link) links;
	ARRAY_OF(uint32_t) open;      /* still to be told */
	ARRAY_OF(uint32_t) set_aside;
	uint32_t begun;               /* families up to this number */
	uint32_t last;                /* told last; 0 at the start and when what leads back to it is open or set aside */
	bool linked;
	bool late;                    /* the rest is being told */
};

typedef int delta_order_fn(const struct secscan_oid *oid, void *payload);

/* base NULL: stored whole. SECSCAN_ERR_NOMEM or 0. */
SECSCAN_MUST_CHECK int secscan_delta_order_add(struct delta_order *order, const struct secscan_oid *oid,
		const struct secscan_oid *base, struct secscan_error *err);
/*
 * After all were added, the next one: 1, or 0 when only such are left as lead back to one that was set aside, or whose
 * bases lead round in a circle (two packs may each hold what is a difference to the other's).
 */
SECSCAN_MUST_CHECK int secscan_delta_order_next(struct secscan_oid *oid, struct delta_order *order, struct secscan_error *err);
/* The one that was told last shall be told once more, next. */
SECSCAN_MUST_CHECK int secscan_delta_order_put_back(struct delta_order *order, struct secscan_error *err);
/* Those that lead back to the one that was told last shall come behind all others. */
SECSCAN_MUST_CHECK int secscan_delta_order_set_aside(struct delta_order *order, struct secscan_error *err);
/* All that were not told yet, each once. Not 0 from fn ends it. */
SECSCAN_MUST_CHECK int secscan_delta_order_each(struct delta_order *order, delta_order_fn *fn, void *payload,
		struct secscan_error *err);
void secscan_delta_order_release(struct delta_order *order);

#endif
