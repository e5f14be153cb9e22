/* SPDX-License-Identifier: MIT */
#include "sources/tree_graph.h"

#include "sources/tree.h"

#include "base/hash.h"

static unsigned first_bits(const uint8_t *id)
{
	return (unsigned)id[0] << 8 | id[1];
}

enum { NUMBER_MOST = INT32_MAX };

int secscan_tree_graph_want(struct tree_graph *graph, const struct oidset *wanted)
{
	struct secscan_oid oid;

	if (wanted->len > NUMBER_MOST)
		return SECSCAN_ERR_NOMEM;
	graph->wanted = wanted;
	for (size_t i = 0; secscan_oidset_at(&oid, wanted, i); i++)
		graph->first_bytes[first_bits(oid.id) / 8] |= (uint8_t)(1u << first_bits(oid.id) % 8);
	return secscan_buffer_add(&graph->names, "", 1);
}

static bool may_be_wanted(const struct tree_graph *graph, const uint8_t *id)
{
	return graph->first_bytes[first_bits(id) / 8] >> first_bits(id) % 8 & 1;
}

int secscan_tree_graph_number(uint32_t *out, struct tree_graph *graph, const struct secscan_oid *oid,
		struct secscan_error *err)
{
	long number = secscan_oidset_number(&graph->trees, oid);

	if (number < 0 || number > NUMBER_MOST || ((size_t)number == graph->nodes.len && !array_push(&graph->nodes)))
		return secscan_fail_nomem(err);
	*out = (uint32_t)number;
	return 0;
}

static bool is_name(const struct tree_graph *graph, size_t at, const struct tree_entry *entry)
{
	return !strcmp(graph->names.data + at, entry->name);
}

/* Most trees come behind another version of the same folder, whose names are then theirs. */
static bool name_before(uint32_t *name, const struct tree_graph *graph, size_t edge, const struct tree_entry *entry)
{
	if (edge >= graph->edges.len)
		return false;
	*name = graph->edges.items[edge].name;
	return is_name(graph, *name, entry);
}

/* FNV-1a. Names with the same hash displace one another, and are looked up in the set then. */
static uint32_t *recent_of(struct tree_graph *graph, const struct tree_entry *entry)
{
	uint32_t hash = 2166136261u;

	for (size_t i = 0; i < entry->name_len; i++)
		hash = (hash ^ (unsigned char)entry->name[i]) * 16777619u;
	return &graph->recent[hash % ARRAY_SIZE(graph->recent)];
}

/* Text and place first: what cannot be added whole is not known. */
static int add_name(struct tree_graph *graph, const struct tree_entry *entry, const struct secscan_oid *hash)
{
	size_t at = graph->names.len;
	uint32_t *place;

	if (at > NUMBER_MOST || secscan_buffer_add(&graph->names, entry->name, entry->name_len + 1))
		return SECSCAN_ERR_NOMEM;
	place = array_push(&graph->places);
	if (!place)
		return SECSCAN_ERR_NOMEM;
	*place = (uint32_t)at;
	if (secscan_oidset_add(&graph->known, hash) == 1)
		return 0;
	graph->places.len--;
	return SECSCAN_ERR_NOMEM;
}

static int look_up(uint32_t *name, struct tree_graph *graph, const struct tree_entry *entry)
{
	struct secscan_oid hash = {.len = sizeof(hash.id)};
	long number;

	secscan_hash(hash.id, entry->name, entry->name_len);
	number = secscan_oidset_find(&graph->known, &hash);
	if (number < 0 && add_name(graph, entry, &hash))
		return SECSCAN_ERR_NOMEM;
	*name = graph->places.items[number < 0 ? graph->places.len - 1 : (size_t)number];
	return 0;
}

static int find_name(uint32_t *name, struct tree_graph *graph, const struct tree_entry *entry)
{
	uint32_t *recent = recent_of(graph, entry);

	if ((!*recent || !is_name(graph, *recent, entry)) && look_up(recent, graph, entry))
		return SECSCAN_ERR_NOMEM;
	*name = *recent;
	return 0;
}

static int add_edge(struct tree_graph *graph, const struct tree_entry *entry, uint32_t number, size_t before)
{
	struct tree_edge *item;
	uint32_t name;

	if (!name_before(&name, graph, before, entry) && !name_before(&name, graph, before + 1, entry) &&
			find_name(&name, graph, entry))
		return SECSCAN_ERR_NOMEM;
	item = graph->edges.len < NUMBER_MOST ? array_push(&graph->edges) : NULL;
	if (!item)
		return SECSCAN_ERR_NOMEM;
	*item = (struct tree_edge){.name = name, .number = number & NUMBER_MOST, .folder = entry->mode == MODE_TREE};
	return 0;
}

/* The number of what leads on; *leads false for what leads nowhere. */
static int target(uint32_t *number, bool *leads, struct tree_graph *graph, const struct tree_entry *entry,
		size_t oid_len, struct secscan_error *err)
{
	struct secscan_oid oid;
	long wanted;

	*leads = entry->mode == MODE_TREE || (entry->mode != MODE_SUBMODULE && may_be_wanted(graph, entry->id));
	if (!*leads)
		return 0;
	oid = secscan_oid_of(entry->id, oid_len);
	if (entry->mode == MODE_TREE)
		return secscan_tree_graph_number(number, graph, &oid, err);
	wanted = secscan_oidset_find(graph->wanted, &oid);
	*leads = wanted >= 0;
	*number = (uint32_t)wanted;
	return 0;
}

static int add_edges(struct tree_graph *graph, const struct object *tree, size_t oid_len, struct secscan_error *err)
{
	const char *at = tree->data;
	size_t before = graph->before;
	struct tree_entry entry;
	int rc;

	while ((rc = secscan_tree_next(&entry, &at, tree->data + tree->len, oid_len, err)) > 0) {
		uint32_t number = 0;
		bool leads;

		rc = target(&number, &leads, graph, &entry, oid_len, err);
		if (!rc && leads && add_edge(graph, &entry, number, before++))
			rc = secscan_fail_nomem(err);
		if (rc)
			return rc;
	}
	return rc;
}

int secscan_tree_graph_add(struct tree_graph *graph, const struct secscan_oid *oid, const struct object *tree,
		struct secscan_error *err)
{
	size_t first = graph->edges.len;
	uint32_t number;
	int rc = secscan_tree_graph_number(&number, graph, oid, err);

	if (rc || graph->nodes.items[number].added)
		return rc;
	rc = add_edges(graph, tree, oid->len, err);
	if (rc) {
		graph->edges.len = first;
		return rc;
	}
	graph->nodes.items[number] = (struct tree_node){.edges = (uint32_t)first,
			.n_edges = (uint32_t)(graph->edges.len - first) & NUMBER_MOST, .added = true};
	graph->before = first;
	return 0;
}

void secscan_tree_graph_release(struct tree_graph *graph)
{
	secscan_oidset_release(&graph->trees);
	array_release(&graph->nodes);
	array_release(&graph->edges);
	secscan_buffer_release(&graph->names);
	secscan_oidset_release(&graph->known);
	array_release(&graph->places);
}
