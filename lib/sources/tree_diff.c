/* SPDX-License-Identifier: MIT */
/*
 * One tree against its parents' trees, side by side in git's order. A level holds the open folder of each side; the
 * side at index 0 is the new tree, which may be absent where only deletions are left.
 */
#include "sources/tree.h"

enum { DEPTH_LIMIT = 4096 };

struct side {
	struct object tree;
	const char *at;
	struct tree_entry entry;
	bool has;              /* entry is the one to look at next */
};

struct level {
	struct side *sides;
	size_t path_len;
};

struct walk {
	struct secscan_repo *repo;
	size_t n;              /* parents */
	bool gone;
	ARRAY_OF(struct level) levels;
	struct buffer path;
	struct secscan_oid *below; /* n + 1 names, scratch for the level to be opened */
	tree_change_fn *fn;
	void *payload;
	struct secscan_error *err;
};

static bool is_folder(const struct tree_entry *entry)
{
	return entry->mode == MODE_TREE;
}

static int advance(struct walk *w, struct side *side)
{
	int rc;

	side->has = false;
	if (!side->at)
		return 0;
	rc = secscan_tree_next(&side->entry, &side->at, side->tree.data + side->tree.len, w->repo->oid_len, w->err);
	side->has = rc > 0;
	return rc < 0 ? rc : 0;
}

static int open_side(struct walk *w, struct side *side, const struct secscan_oid *oid)
{
	int rc;

	if (secscan_oid_is_zero(oid))
		return 0;
	rc = secscan_repo_read(&side->tree, w->repo, oid, OBJECT_TREE, w->path.data, w->err);
	if (rc)
		return rc;
	side->at = side->tree.data;
	return advance(w, side);
}

static void close_level(struct walk *w)
{
	struct level *level = &w->levels.items[--w->levels.len];

	for (size_t i = 0; i <= w->n; i++)
		secscan_object_release(&level->sides[i].tree);
	free(level->sides);
}

/* The folders named in w->below, at the path in w->path. */
static int open_level(struct walk *w)
{
	struct level *level;
	int rc = 0;

	if (w->levels.len >= DEPTH_LIMIT)
		return secscan_fail(w->err, SECSCAN_ERR_LIMIT, MSG_BAD_OBJECT, "folders are nested too deep");
	level = array_push(&w->levels);
	if (!level)
		return secscan_fail_nomem(w->err);
	level->path_len = w->path.len;
	level->sides = calloc(w->n + 1, sizeof(*level->sides));
	if (!level->sides) {
		w->levels.len--;
		return secscan_fail_nomem(w->err);
	}
	for (size_t i = 0; !rc && i <= w->n; i++)
		rc = open_side(w, &level->sides[i], &w->below[i]);
	return rc;
}

static int set_path(struct walk *w, const struct level *level, const struct tree_entry *entry)
{
	w->path.len = level->path_len;
	if (secscan_buffer_add(&w->path, entry->name, entry->name_len) ||
			(is_folder(entry) && secscan_buffer_addstr(&w->path, "/")))
		return secscan_fail_nomem(w->err);
	return 0;
}

static int order(const struct tree_entry *a, const struct tree_entry *b)
{
	return secscan_tree_order(a->name, a->name_len, is_folder(a), b->name, b->name_len, is_folder(b));
}

static struct secscan_oid oid_of(const struct walk *w, const struct tree_entry *entry)
{
	return secscan_oid_of(entry->id, w->repo->oid_len);
}

/* The first parent has this, the new tree has not. */
static int give_gone(struct walk *w, struct level *level)
{
	struct side *side = &level->sides[1];
	struct tree_entry entry = side->entry;
	int rc = set_path(w, level, &entry);

	if (!rc)
		rc = advance(w, side);
	if (rc)
		return rc;
	if (is_folder(&entry)) {
		memset(w->below, 0, (w->n + 1) * sizeof(*w->below));
		w->below[1] = oid_of(w, &entry);
		return open_level(w);
	}
	return w->fn(&(struct tree_change){.path = w->path.data, .path_len = w->path.len, .old = oid_of(w, &entry),
	                                   .old_mode = entry.mode, .known_path = true}, w->payload);
}

/*
 * Fill change and below from the parents' entries of the new entry's name. 1: one of them is the very same, so there is
 * nothing new here.
 */
static int compare(struct walk *w, struct level *level, const struct tree_entry *entry, struct tree_change *change)
{
	bool same = false;
	int rc = 0;

	w->below[0] = change->oid;
	for (size_t i = 1; !rc && i <= w->n; i++) {
		struct side *side = &level->sides[i];

		memset(&w->below[i], 0, sizeof(w->below[i]));
		while (!rc && side->has && order(&side->entry, entry) < 0)
			rc = advance(w, side);
		if (rc || !side->has || order(&side->entry, entry))
			continue;
		w->below[i] = oid_of(w, &side->entry);
		same = same || ((side->entry.mode & MODE_TYPE) == (entry->mode & MODE_TYPE) &&
		                secscan_oid_equal(&w->below[i], &change->oid));
		change->known_path = true;
		if (i == 1) {
			change->old = w->below[1];
			change->old_mode = side->entry.mode;
		}
		rc = advance(w, side);
	}
	return rc ? rc : same;
}

static int give_new(struct walk *w, struct level *level)
{
	struct tree_entry entry = level->sides[0].entry;
	struct tree_change change = {.oid = oid_of(w, &entry), .mode = entry.mode};
	int rc = compare(w, level, &entry, &change);

	if (rc >= 0) {
		int moved = advance(w, &level->sides[0]);

		rc = moved ? moved : rc;
	}
	if (rc)
		return rc < 0 ? rc : 0;
	rc = set_path(w, level, &entry);
	if (rc)
		return rc;
	if (is_folder(&entry))
		return open_level(w);
	change.path = w->path.data;
	change.path_len = w->path.len;
	return w->fn(&change, w->payload);
}

static int step(struct walk *w)
{
	struct level *level = &w->levels.items[w->levels.len - 1];
	struct side *now = &level->sides[0], *old = &level->sides[w->n ? 1 : 0];

	if (w->gone && w->n && old->has && (!now->has || order(&old->entry, &now->entry) < 0))
		return give_gone(w, level);
	if (now->has)
		return give_new(w, level);
	close_level(w);
	return 0;
}

int secscan_tree_diff(struct secscan_repo *repo, const struct secscan_oid *now, const struct secscan_oid *parents, size_t n,
		bool gone, tree_change_fn *fn, void *payload, struct secscan_error *err)
{
	struct walk w = {.repo = repo, .n = n, .gone = gone, .fn = fn, .payload = payload, .err = err};
	int rc;

	for (size_t i = 0; i < n; i++)
		if (secscan_oid_equal(now, &parents[i]))
			return 0;
	w.below = calloc(n + 1, sizeof(*w.below));
	if (!w.below || secscan_buffer_addstr(&w.path, "")) {
		free(w.below);
		return secscan_fail_nomem(err);
	}
	w.below[0] = *now;
	if (n)
		memcpy(w.below + 1, parents, n * sizeof(*parents));
	rc = open_level(&w);
	while (!rc && w.levels.len)
		rc = step(&w);
	while (w.levels.len)
		close_level(&w);
	array_release(&w.levels);
	secscan_buffer_release(&w.path);
	free(w.below);
	return rc;
}
