/* SPDX-License-Identifier: MIT */
#include "sources/moves.h"

/* More than this is no work of people; then nothing counts as moved, which is the stricter way. */
enum { GONE_MAX = 1024 * 1024, TOO_MANY = 1 };

static int keep_gone(const struct tree_change *change, void *payload)
{
	struct moves *m = payload;
	struct tree_change *gone;

	if (change->mode)
		return 0;
	if (m->gone.len == GONE_MAX)
		return TOO_MANY;
	gone = array_push(&m->gone);
	if (!gone)
		return secscan_fail_nomem(m->err);
	*gone = *change;
	gone->path = secscan_arena_strndup(&m->arena, change->path, change->path_len);
	return gone->path ? 0 : secscan_fail_nomem(m->err);
}

static int by_old(const void *a, const void *b)
{
	const struct tree_change *x = a, *y = b;

	return memcmp(x->old.id, y->old.id, sizeof(x->old.id));
}

static int read_gone(struct moves *m, struct secscan_repo *repo, const struct secscan_oid *now,
		const struct secscan_oid *parent, struct secscan_error *err)
{
	int rc;

	m->err = err;
	rc = secscan_tree_diff(repo, now, parent, 1, true, keep_gone, m, err);
	if (rc < 0)
		return rc;
	if (rc == TOO_MANY)
		m->gone.len = 0;
	if (m->gone.len)
		qsort(m->gone.items, m->gone.len, sizeof(*m->gone.items), by_old);
	m->ready = true;
	return 0;
}

static size_t first_with(const struct moves *m, const struct secscan_oid *oid)
{
	return array_first_not(&m->gone, gone, memcmp(gone->old.id, oid->id, sizeof(oid->id)) < 0);
}

static bool is_at(const struct moves *m, size_t i, const struct secscan_oid *oid)
{
	return i < m->gone.len && secscan_oid_equal(&m->gone.items[i].old, oid);
}

int secscan_moves_find(const char **out, struct moves *m, struct secscan_repo *repo, const struct secscan_oid *now,
		const struct secscan_oid *parent, const struct tree_change *change, struct secscan_error *err)
{
	int rc = m->ready ? 0 : read_gone(m, repo, now, parent, err);
	size_t at;

	*out = NULL;
	if (rc)
		return rc;
	at = first_with(m, &change->oid);
	if (is_at(m, at, &change->oid) && !is_at(m, at + 1, &change->oid) &&
			(m->gone.items[at].old_mode & MODE_TYPE) == (change->mode & MODE_TYPE))
		*out = m->gone.items[at].path;
	return 0;
}

void secscan_moves_reset(struct moves *m)
{
	secscan_arena_release(&m->arena);
	array_release(&m->gone);
	*m = (struct moves){0};
}
