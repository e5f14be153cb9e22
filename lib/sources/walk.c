/* SPDX-License-Identifier: MIT */
/*
 * Commits reachable from some and not from others, parents first. Read from the commits themselves: no graph file,
 * graft or replace ref has a say. Commits are visited newest first until only excluded ones are left; one
 * that a wrong clock lets through is judged once more than needed, never once less.
 */
#include "sources/commit.h"
#include "sources/heap.h"
#include "sources/oidset.h"

/* How many excluded commits are still followed when no other is left: enough for ordinary wrong clocks. */
enum { SLOP = 32 };

struct node {
	int64_t date;
	struct secscan_oid tree;
	size_t parents;        /* first of its parents' numbers in the graph's list */
	uint32_t n_parents;
	uint32_t n_cut;        /* behind those, parents that a shallow clone has not */
	uint32_t waiting;      /* parents of the result that were not given yet */
	bool loaded, queued, seen, excluded, told;
};

struct graph {
	struct secscan_repo *repo;
	struct oidset oids;    /* a commit's number there is its node's */
	ARRAY_OF(struct node) nodes;
	ARRAY_OF(uint32_t) parents;
	struct heap heap;
	size_t wanted;         /* nodes in the heap that are not excluded */
	struct secscan_error *err;
};

static int number_of(struct graph *g, uint32_t *out, const struct secscan_oid *oid)
{
	long number = secscan_oidset_number(&g->oids, oid);

	if (number < 0 || ((size_t)number == g->nodes.len && !array_push(&g->nodes)))
		return secscan_fail_nomem(g->err);
	*out = (uint32_t)number;
	return 0;
}

static struct secscan_oid oid_at(const struct graph *g, uint32_t number)
{
	struct secscan_oid oid = {0};

	(void)secscan_oidset_at(&oid, &g->oids, number);
	return oid;
}

static int add_parents(struct graph *g, uint32_t number, const struct commit_view *view, bool shallow)
{
	size_t start = g->parents.len;

	for (size_t i = 0; i < view->parent_count; i++) {
		struct secscan_oid oid = secscan_commit_parent(view, i, g->repo->oid_len);
		uint32_t *item = array_push(&g->parents), parent = 0;
		int rc = item ? number_of(g, &parent, &oid) : secscan_fail_nomem(g->err);

		if (rc)
			return rc;
		*item = parent;
	}
	g->nodes.items[number].parents = start;
	*(shallow ? &g->nodes.items[number].n_cut : &g->nodes.items[number].n_parents) = (uint32_t)view->parent_count;
	return 0;
}

/* An excluded commit may be absent: nothing below it is wanted anyway. */
static int load(struct graph *g, uint32_t number, bool excluded)
{
	struct secscan_oid oid = oid_at(g, number);
	struct object object = {0};
	struct commit_view view;
	int shallow, rc;

	if (g->nodes.items[number].loaded)
		return 0;
	g->nodes.items[number].loaded = true;
	if (excluded)
		rc = secscan_repo_find(&object, g->repo, &oid, g->err);
	else
		rc = secscan_repo_read(&object, g->repo, &oid, OBJECT_COMMIT, NULL, g->err);
	if (rc)
		return rc == SECSCAN_ERR_NOT_FOUND ? 0 : rc;
	rc = secscan_commit_view(&view, &object, g->repo->oid_len, g->err);
	shallow = rc ? rc : secscan_repo_is_shallow(g->repo, &oid, g->err);
	if (shallow < 0)
		rc = shallow;
	if (!rc) {
		g->nodes.items[number].date = view.date;
		g->nodes.items[number].tree = view.tree;
	}
	if (!rc)
		rc = add_parents(g, number, &view, shallow);
	secscan_object_release(&object);
	return rc;
}

static uint64_t tie_of(const struct graph *g, uint32_t number)
{
	struct secscan_oid oid = oid_at(g, number);
	uint64_t tie = 0;

	for (size_t i = 0; i < sizeof(tie); i++)
		tie = tie << 8 | oid.id[i];
	return tie;
}

static int enqueue(struct graph *g, uint32_t number, bool excluded)
{
	struct node *node = &g->nodes.items[number];
	int rc;

	if (excluded && !node->excluded) {
		node->excluded = true;
		if (node->queued)
			g->wanted--;
	} else if (node->seen) {
		return 0;
	}
	if (node->queued)
		return 0;
	node->seen = node->queued = true;
	rc = load(g, number, excluded);
	if (rc)
		return rc;
	node = &g->nodes.items[number];
	if (!node->excluded)
		g->wanted++;
	if (secscan_heap_push(&g->heap, (struct heap_item){-node->date, tie_of(g, number), number}))
		return secscan_fail_nomem(g->err);
	return 0;
}

static int enqueue_all(struct graph *g, const struct secscan_oid *oids, size_t n, bool excluded)
{
	int rc = 0;

	for (size_t i = 0; !rc && i < n; i++) {
		struct secscan_oid commit;
		enum object_type type;
		uint32_t number = 0;

		rc = secscan_repo_peel(&commit, &type, g->repo, &oids[i], OBJECT_COMMIT, g->err);
		if (excluded && rc == SECSCAN_ERR_NOT_FOUND) {
			rc = 0;
			continue;
		}
		if (rc == SECSCAN_ERR_NOT_FOUND)
			rc = SECSCAN_ERR_REPO;
		if (rc || type != OBJECT_COMMIT)
			continue;
		rc = number_of(g, &number, &commit);
		if (!rc)
			rc = enqueue(g, number, excluded);
	}
	return rc;
}

static int spread(struct graph *g)
{
	struct heap_item item;
	int rc = 0, slop = SLOP;

	while (!rc && (g->wanted || slop-- > 0) && secscan_heap_pop(&item, &g->heap)) {
		struct node *node = &g->nodes.items[item.number];
		size_t first = node->parents, n = node->n_parents;
		bool excluded = node->excluded;

		node->queued = false;
		if (!excluded)
			g->wanted--;
		for (size_t i = 0; !rc && i < n; i++)
			rc = enqueue(g, g->parents.items[first + i], excluded);
	}
	return rc;
}

static bool in_result(const struct graph *g, uint32_t number)
{
	return g->nodes.items[number].seen && !g->nodes.items[number].excluded;
}

/* Who waits for whom: the children of node i stand at [start[i], start[i + 1]). */
struct children {
	uint32_t *start;
	uint32_t *list;
};

static int children_fill(struct children *c, struct graph *g)
{
	size_t n = g->nodes.len;

	c->start = calloc(n + 2, sizeof(*c->start));
	c->list = calloc(g->parents.len + 1, sizeof(*c->list));
	if (!c->start || !c->list)
		return secscan_fail_nomem(g->err);
	for (size_t i = 0; i < n; i++)
		for (size_t k = 0; k < g->nodes.items[i].n_parents; k++)
			c->start[g->parents.items[g->nodes.items[i].parents + k] + 2]++;
	for (size_t i = 2; i < n + 2; i++)
		c->start[i] += c->start[i - 1];
	for (size_t i = 0; i < n; i++) {
		struct node *node = &g->nodes.items[i];

		for (size_t k = 0; k < node->n_parents; k++) {
			uint32_t parent = g->parents.items[node->parents + k];

			c->list[c->start[parent + 1]++] = (uint32_t)i;
			node->waiting += in_result(g, parent);
		}
	}
	return 0;
}

static int ready(struct graph *g, uint32_t number)
{
	struct heap_item item = {g->nodes.items[number].date, tie_of(g, number), number};

	return secscan_heap_push(&g->heap, item) ? secscan_fail_nomem(g->err) : 0;
}

/* The oldest commit whose parents were all given, again and again. */
static int give(struct graph *g, secscan_walk_fn *fn, void *payload)
{
	struct children c = {0};
	struct heap_item item;
	int rc = children_fill(&c, g);

	g->heap.len = 0;
	for (uint32_t i = 0; !rc && i < g->nodes.len; i++)
		if (in_result(g, i) && !g->nodes.items[i].waiting)
			rc = ready(g, i);
	while (!rc && secscan_heap_pop(&item, &g->heap)) {
		struct secscan_oid oid = oid_at(g, item.number);

		rc = fn(&oid, &g->nodes.items[item.number].tree, payload);
		for (size_t k = c.start[item.number]; !rc && k < c.start[item.number + 1]; k++)
			if (in_result(g, c.list[k]) && --g->nodes.items[c.list[k]].waiting == 0)
				rc = ready(g, c.list[k]);
	}
	free(c.start);
	free(c.list);
	return rc;
}

static int explore(struct graph *g, const struct secscan_range *range)
{
	int rc = enqueue_all(g, range->exclude, range->n_exclude, true);

	if (!rc)
		rc = enqueue_all(g, range->include, range->n_include, false);
	return rc ? rc : spread(g);
}

static void release(struct graph *g)
{
	secscan_oidset_release(&g->oids);
	array_release(&g->nodes);
	array_release(&g->parents);
	array_release(&g->heap);
}

int secscan_repo_walk(struct secscan_repo *repo, const struct secscan_oid *include, size_t n_include,
		const struct secscan_oid *exclude, size_t n_exclude, secscan_walk_fn *fn, void *payload,
		struct secscan_error *err)
{
	struct graph g = {.repo = repo, .err = err};
	int rc = explore(&g, &(struct secscan_range){include, n_include, exclude, n_exclude});

	if (!rc)
		rc = give(&g, fn, payload);
	release(&g);
	return rc;
}

/* The excluded parents of a commit of the result, each when it is first met. */
static int give_boundary(struct graph *g, const struct node *child, secscan_boundary_fn *fn, void *payload)
{
	int rc = 0;

	for (size_t i = 0; !rc && i < child->n_parents; i++) {
		uint32_t number = g->parents.items[child->parents + i];
		struct node *parent = &g->nodes.items[number];
		struct secscan_oid oid = oid_at(g, number);

		if (!parent->excluded || parent->told)
			continue;
		parent->told = true;
		rc = fn(&oid, parent->date, payload);
	}
	return rc;
}

int secscan_repo_boundary(struct secscan_repo *repo, const struct secscan_range *range, secscan_boundary_fn *fn,
		void *payload, struct secscan_error *err)
{
	struct graph g = {.repo = repo, .err = err};
	int found = 0, rc = explore(&g, range);

	for (uint32_t i = 0; !rc && i < g.nodes.len; i++) {
		if (!in_result(&g, i))
			continue;
		found = 1;
		rc = give_boundary(&g, &g.nodes.items[i], fn, payload);
	}
	release(&g);
	return rc ? rc : found;
}

/* What is cut away below an excluded commit, or is one, belongs to nobody's range. */
static bool is_cut(const struct graph *g, uint32_t number)
{
	const struct node *node = &g->nodes.items[number];

	for (size_t i = 0; in_result(g, number) && i < node->n_cut; i++)
		if (!g->nodes.items[g->parents.items[node->parents + i]].excluded)
			return true;
	return false;
}

int secscan_repo_cut(size_t *commits, struct secscan_repo *repo, const struct secscan_range *range, struct secscan_error *err)
{
	struct graph g = {.repo = repo, .err = err};
	struct oid_list tips = {0};
	struct secscan_range all;
	int rc = secscan_repo_is_shallow(repo, &(struct secscan_oid){0}, err);

	*commits = 0;
	if (rc < 0 || !repo->shallow.len)
		return rc;
	rc = range ? 0 : secscan_repo_tips(&tips, repo, err);
	all = (struct secscan_range){.include = tips.items, .n_include = tips.len};
	if (!rc)
		rc = explore(&g, range ? range : &all);
	for (uint32_t i = 0; !rc && i < g.nodes.len; i++)
		*commits += is_cut(&g, i);
	release(&g);
	array_release(&tips);
	return rc;
}
