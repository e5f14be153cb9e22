/* SPDX-License-Identifier: MIT */
#ifndef SOURCES_TREE_GRAPH_H
#define SOURCES_TREE_GRAPH_H

#include "sources/oidset.h"
#include "sources/repo.h"

/*
 * Of many trees, what leads to some blobs: their folders, and those blobs. All trees of a repository are read fastest
 * in the order they are stored, and looked at in that of the commits; between the two stands this.
 */
struct tree_graph {
	const struct oidset *wanted; /* blobs; a link's target counts as one */
	uint8_t first_bytes[1 << 13]; /* by the first two bytes of a name, a bit: whether one of wanted begins so */
	struct oidset trees;         /* those added and those that they name */
	ARRAY_OF(struct tree_node) nodes; /* by number in trees */
	ARRAY_OF(struct tree_edge) edges;
	struct buffer names;         /* each once, with a NUL behind it; the first is "" */
	struct oidset known;         /* their hashes */
	ARRAY_OF(uint32_t) places;   /* in names, by number in known */
	uint32_t recent[1 << 14];    /* by a fast hash, the last name that had it, in names; 0: none */
	size_t before;               /* the first edge of the tree that was added last */
};

/* These and the edges are many: eight bytes each. */
struct tree_node {
	uint32_t edges;
	uint32_t n_edges : 31;
	uint32_t added : 1;
};

struct tree_edge {
	uint32_t name;         /* in names: equal names are one */
	uint32_t number : 31;  /* in trees, or in wanted */
	uint32_t folder : 1;
};

/* Where no more is to be kept than is asked for: 64 MiB. */
enum { TREE_GRAPH_EDGES = 8 * 1024 * 1024 };

/* Zero-initialise first. The set must stay as it is. SECSCAN_ERR_NOMEM. */
SECSCAN_MUST_CHECK int secscan_tree_graph_want(struct tree_graph *graph, const struct oidset *wanted);
/* SECSCAN_ERR_REPO for bytes that are no tree; then it counts as not added. */
SECSCAN_MUST_CHECK int secscan_tree_graph_add(struct tree_graph *graph, const struct secscan_oid *oid,
		const struct object *tree, struct secscan_error *err);
/* A tree's number, whether it was added or not; SECSCAN_ERR_NOMEM. */
SECSCAN_MUST_CHECK int secscan_tree_graph_number(uint32_t *out, struct tree_graph *graph, const struct secscan_oid *oid,
		struct secscan_error *err);
void secscan_tree_graph_release(struct tree_graph *graph);

#endif
