/* SPDX-License-Identifier: MIT */
/*
 * All of a repository: bytes first, in the order they are stored, which is the fastest; where they belong is looked
 * up afterwards, only for the blobs that somebody asks about.
 */
#include "sources/source.h"
#include "sources/tree.h"
#include "sources/tree_graph.h"

#include <limits.h>
#include <pthread.h>

/* More places of folders than this is no work of people: folders that hold one another many times over. */
enum { DEPTH_LIMIT = 4096, TREES_MAX = 16 * 1024 * 1024, ENOUGH = INT_MAX };

struct history {
	struct secscan_source source;
	struct secscan_repo *repo;
	const struct repo_ops *ops; /* those that opened bulk: the repository may change its reader */
	void *bulk;
	struct object object;  /* the blob at hand; then the tree */
	struct secscan_oid oid;
	bool ended;            /* bulk has given all, or failed */
};

static int next_object(struct history *h, struct secscan_error *err)
{
	int rc = 0;

	secscan_object_release(&h->object);
	if (!h->ended)
		rc = h->ops->bulk_next(&h->object, &h->oid, h->repo, h->bulk, err);
	h->ended = rc <= 0;
	if (rc == SECSCAN_ERR_NOT_FOUND)
		return secscan_fail(err, SECSCAN_ERR_REPO, MSG_MISSING_OBJECT, "an object went away while history was read");
	return rc < 0 ? secscan_repo_code(rc, err) : rc;
}

/* Up to the first tree, which stays at hand. */
static int history_next(struct secscan_source *source, struct secscan_item *item, struct secscan_error *err)
{
	struct history *h = (struct history *)source;
	int rc = h->object.type == OBJECT_TREE ? 0 : next_object(h, err);

	if (rc <= 0 || h->object.type == OBJECT_TREE)
		return rc < 0 ? rc : 0;
	item->kind = SECSCAN_ITEM_BLOB;
	item->oid = h->oid;
	item->data = h->object.data;
	item->len = h->object.len;
	item->unread = secscan_unread(item->data, item->len);
	return 1;
}

static void history_free(struct secscan_source *source)
{
	struct history *h = (struct history *)source;

	secscan_object_release(&h->object);
	h->ops->bulk_close(h->bulk);
	free(h);
}

static void history_give(struct secscan_held *out, struct secscan_source *source)
{
	struct history *h = (struct history *)source;

	*out = (struct secscan_held){h->object.handle, h->object.release};
	h->object = (struct object){0};
}

static const struct source_ops ops = {.next = history_next, .give = history_give, .free = history_free};

int secscan_source_history(struct secscan_source **out, struct secscan_repo *repo, struct secscan_error *err)
{
	struct history *h = calloc(1, sizeof(*h));
	int rc;

	if (!h)
		return secscan_fail_nomem(err);
	h->source.ops = &ops;
	h->repo = repo;
	rc = secscan_repo_bulk(&h->bulk, &h->ops, repo, err);
	if (rc)
		free(h);
	else
		*out = &h->source;
	return rc;
}

struct open_tree {
	size_t edge, end;      /* those of its edges in the graph that were not followed yet */
	size_t path_len;
	uint32_t folder;       /* the path, by its number in folders */
};

struct search {
	struct secscan_repo *repo;
	struct oidset wanted;
	struct oidset placed;
	struct oidset folders; /* the paths of all that were met: pairs of the folder around and a name */
	struct oidset visits;  /* pairs of a tree and a folder: each is looked at once, in the oldest commit that has it there */
	struct tree_graph graph;
	struct history *history;
	pthread_t gatherer;    /* fills the graph, while `gathering` */
	bool gathering;
	ARRAY_OF(struct open_tree) open;
	struct buffer path;
	char hex[SECSCAN_OID_HEX];
	struct oid_list tips;
	secscan_place_fn *fn;
	void *payload;
	struct secscan_error *err;
};

static int place(struct search *s, const struct secscan_oid *oid)
{
	int rc;

	if (secscan_oidset_find(&s->wanted, oid) < 0 || secscan_oidset_find(&s->placed, oid) >= 0)
		return 0;
	rc = s->fn(oid, s->hex, s->path.data, s->payload);
	if (rc)
		return rc < 0 ? rc : 0;
	if (secscan_oidset_add(&s->placed, oid) < 0)
		return secscan_fail_nomem(s->err);
	return s->placed.len < s->wanted.len ? 0 : ENOUGH;
}

/* Two numbers as a name for a set, whose first bytes have to spread: each step can be undone, so no two pairs are one. */
static struct secscan_oid pair(uint32_t a, uint32_t b)
{
	struct secscan_oid name = {.len = sizeof(uint64_t)};
	uint64_t both = (uint64_t)a << 32 | b;

	both = (both ^ both >> 32) * 0x9e3779b97f4a7c15u;
	both = (both ^ both >> 32) * 0x9e3779b97f4a7c15u;
	both ^= both >> 32;
	memcpy(name.id, &both, sizeof(both));
	return name;
}

/* 1 the first time that this tree stands there. */
static int first_time(struct search *s, uint32_t number, uint32_t folder)
{
	struct secscan_oid visit = pair(number, folder);
	int rc = secscan_oidset_add(&s->visits, &visit);

	return rc < 0 ? secscan_fail_nomem(s->err) : rc;
}

/* 0 is the root, which is in none. */
static int folder_in(uint32_t *out, struct search *s, uint32_t around, uint32_t name)
{
	struct secscan_oid folder = pair(around, name);
	long number = secscan_oidset_number(&s->folders, &folder);

	*out = (uint32_t)(number + 1);
	return number < 0 ? secscan_fail_nomem(s->err) : 0;
}

/* What the bulk reader did not bring is read now, and if it cannot be read, this says why. */
static int need_tree(struct search *s, uint32_t number)
{
	struct object tree = {0};
	struct secscan_oid oid;
	int rc;

	if (s->graph.nodes.items[number].added || !secscan_oidset_at(&oid, &s->graph.trees, number))
		return 0;
	rc = secscan_repo_read(&tree, s->repo, &oid, OBJECT_TREE, s->path.data, s->err);
	if (!rc)
		rc = secscan_tree_graph_add(&s->graph, &oid, &tree, s->err);
	secscan_object_release(&tree);
	return rc;
}

static int open_tree(struct search *s, uint32_t number, uint32_t folder)
{
	const struct tree_node *node;
	struct open_tree *open;
	int rc = first_time(s, number, folder);

	if (rc <= 0)
		return rc;
	if (s->open.len >= DEPTH_LIMIT)
		return secscan_fail(s->err, SECSCAN_ERR_LIMIT, MSG_BAD_OBJECT, "folders are nested too deep");
	if (s->visits.len > TREES_MAX)
		return secscan_fail(s->err, SECSCAN_ERR_LIMIT, MSG_BAD_OBJECT, "folders stand at more than %d places", TREES_MAX);
	rc = need_tree(s, number);
	if (rc)
		return rc;
	open = array_push(&s->open);
	if (!open)
		return secscan_fail_nomem(s->err);
	node = &s->graph.nodes.items[number];
	*open = (struct open_tree){node->edges, node->edges + node->n_edges, s->path.len, folder};
	return 0;
}

static int step(struct search *s)
{
	struct open_tree *top = &s->open.items[s->open.len - 1];
	struct secscan_oid oid;
	struct tree_edge edge;
	uint32_t folder;
	int rc;

	if (top->edge == top->end) {
		s->open.len--;
		return 0;
	}
	edge = s->graph.edges.items[top->edge++];
	s->path.len = top->path_len;
	if (secscan_buffer_addstr(&s->path, s->graph.names.data + edge.name) ||
			(edge.folder && secscan_buffer_addstr(&s->path, "/")))
		return secscan_fail_nomem(s->err);
	if (!edge.folder)
		return secscan_oidset_at(&oid, &s->wanted, edge.number) ? place(s, &oid) : 0;
	rc = folder_in(&folder, s, top->folder, edge.name);
	return rc ? rc : open_tree(s, edge.number, folder);
}

static void await_trees(struct search *s)
{
	if (s->gathering)
		pthread_join(s->gatherer, NULL);
	s->gathering = false;
}

static int search_tree(struct search *s, const struct secscan_oid *tree)
{
	uint32_t number;
	int rc;

	await_trees(s);
	rc = secscan_tree_graph_number(&number, &s->graph, tree, s->err);
	secscan_buffer_reset(&s->path);
	if (!rc)
		rc = open_tree(s, number, 0);
	while (!rc && s->open.len)
		rc = step(s);
	return rc;
}

static int search_commit(const struct secscan_oid *oid, const struct secscan_oid *tree, void *payload)
{
	struct search *s = payload;

	secscan_oid_hex(s->hex, oid);
	return search_tree(s, tree);
}

/* A tag may name a tree or a blob, which no commit leads to. */
static int search_odd_tips(struct search *s)
{
	int rc = 0;

	*s->hex = '\0';
	for (size_t i = 0; !rc && i < s->tips.len; i++) {
		struct secscan_oid oid;
		enum object_type type;

		rc = secscan_repo_peel(&oid, &type, s->repo, &s->tips.items[i], OBJECT_COMMIT, s->err);
		secscan_buffer_reset(&s->path);
		if (rc == SECSCAN_ERR_NOT_FOUND)
			rc = SECSCAN_ERR_REPO;
		else if (!rc && type == OBJECT_TREE)
			rc = search_tree(s, &oid);
		else if (!rc && type == OBJECT_BLOB)
			rc = place(s, &oid);
	}
	return rc;
}

static int search(struct search *s)
{
	int rc = secscan_repo_tips(&s->tips, s->repo, s->err);

	if (!rc)
		rc = secscan_repo_walk(s->repo, s->tips.items, s->tips.len, NULL, 0, search_commit, s, s->err);
	return rc ? rc : search_odd_tips(s);
}

/*
 * What went wrong here is not told: a tree that nothing leads to is nobody's loss, and one that is needed is asked for
 * again.
 */
static void *gather_trees(void *argument)
{
	struct search *s = argument;
	struct history *h = s->history;
	int rc = h->object.type == OBJECT_TREE ? 1 : next_object(h, NULL);

	while (rc > 0 && s->graph.edges.len < TREE_GRAPH_EDGES) {
		(void)!secscan_tree_graph_add(&s->graph, &h->oid, &h->object, NULL);
		rc = next_object(h, NULL);
	}
	return NULL;
}

/* While the commits are read, if their reader is not this one's too. */
static void begin_gathering(struct search *s)
{
	const struct history *h = s->history;

	s->gathering = h->ops->bulk_is_apart(h->bulk) && !pthread_create(&s->gatherer, NULL, gather_trees, s);
	if (!s->gathering)
		(void)gather_trees(s);
}

static void release(struct search *s)
{
	await_trees(s);
	array_release(&s->open);
	array_release(&s->tips);
	secscan_tree_graph_release(&s->graph);
	secscan_buffer_release(&s->path);
	secscan_oidset_release(&s->wanted);
	secscan_oidset_release(&s->placed);
	secscan_oidset_release(&s->folders);
	secscan_oidset_release(&s->visits);
}

int secscan_source_places(struct secscan_source *source, const struct secscan_oid *blobs, size_t n, secscan_place_fn *fn,
		void *payload, struct secscan_error *err)
{
	struct history *h = (struct history *)source;
	struct search s = {.history = h, .fn = fn, .payload = payload, .err = err};
	int rc = 0;

	if (source->ops != &ops)
		return secscan_fail(err, SECSCAN_ERR_USAGE, MSG_NO_PATH, "only a history knows the places of its blobs");
	s.repo = h->repo;
	for (size_t i = 0; rc >= 0 && i < n; i++)
		rc = secscan_oidset_add(&s.wanted, &blobs[i]);
	if (rc < 0 || secscan_buffer_addstr(&s.path, "") || secscan_tree_graph_want(&s.graph, &s.wanted)) {
		rc = secscan_fail_nomem(err);
	} else if (n) {
		begin_gathering(&s);
		rc = search(&s);
	} else {
		rc = 0;
	}
	release(&s);
	return rc == ENOUGH ? 0 : rc;
}
