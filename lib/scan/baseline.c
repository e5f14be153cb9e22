/* SPDX-License-Identifier: MIT */
#include "scan/baseline.h"

#include "base/day.h"
#include "base/glob.h"

static int by_finding(const struct baseline_entry *a, const char *rule, const char *fingerprint)
{
	int order = strcmp(a->rule, rule);

	return order ? order : strcmp(a->fingerprint, fingerprint);
}

static int by_key(const struct baseline_entry *a, const struct baseline_entry *b)
{
	int order = by_finding(a, b->rule, b->fingerprint);

	return order ? order : strcmp(a->path, b->path);
}

/* By key; of one key the one that counts and lasts longer first. */
static int by_line(const void *x, const void *y)
{
	const struct baseline_entry *a = x, *b = y;
	unsigned a_until = a->until - 1, b_until = b->until - 1; /* 0, for ever, becomes the largest */
	int order = by_key(a, b);

	if (!order && !a->refused != !b->refused)
		order = a->refused ? 1 : -1;
	if (!order && a_until != b_until)
		order = a_until < b_until ? 1 : -1;
	if (!order)
		order = strcmp(a->owner, b->owner);
	return order ? order : strcmp(a->reason, b->reason);
}

static bool is_double(const struct baseline_entry *a, const struct baseline_entry *b)
{
	return !by_key(a, b) && a->until == b->until && !strcmp(a->owner, b->owner) && !strcmp(a->reason, b->reason);
}

void secscan_baseline_sort(struct secscan_baseline *b)
{
	size_t kept = 0;

	if (b->entries.len)
		qsort(b->entries.items, b->entries.len, sizeof(*b->entries.items), by_line);
	for (size_t i = 0; i < b->entries.len; i++)
		if (!kept || !is_double(&b->entries.items[kept - 1], &b->entries.items[i]))
			b->entries.items[kept++] = b->entries.items[i];
	b->entries.len = kept;
}

void secscan_baseline_release(struct secscan_baseline *b)
{
	array_release(&b->entries);
	secscan_buffer_release(&b->comments);
	secscan_arena_release(&b->arena);
}

int secscan_baseline_add(struct secscan_baseline *b, const struct baseline_entry *entry)
{
	struct baseline_entry *slot = array_push(&b->entries);

	if (!slot)
		return SECSCAN_ERR_NOMEM;
	*slot = *entry;
	slot->rule = secscan_arena_strdup(&b->arena, entry->rule);
	slot->fingerprint = secscan_arena_strdup(&b->arena, entry->fingerprint);
	slot->path = secscan_arena_strdup(&b->arena, entry->path);
	slot->reason = secscan_arena_strdup(&b->arena, entry->reason);
	slot->owner = secscan_arena_strdup(&b->arena, entry->owner);
	if (slot->rule && slot->fingerprint && slot->path && slot->reason && slot->owner)
		return 0;
	b->entries.len--;
	return SECSCAN_ERR_NOMEM;
}

/* The first entry that is not before this finding; behind them all if there is none. */
static size_t first_of(const struct secscan_baseline *b, const char *rule, const char *fingerprint)
{
	return array_first_not(&b->entries, entry, by_finding(entry, rule, fingerprint) < 0);
}

/* Which of two serves better: one that counts, then one that the base has. */
static bool is_better(const struct baseline_entry *a, const struct baseline_entry *b)
{
	if (!b || !a->refused != !b->refused)
		return !b || !a->refused;
	return !a->added && b->added;
}

struct baseline_entry *secscan_baseline_find(struct secscan_baseline *b, const char *rule, const char *fingerprint,
		const char *path)
{
	struct baseline_entry *best = NULL;

	for (size_t i = first_of(b, rule, fingerprint); i < b->entries.len; i++) {
		struct baseline_entry *e = &b->entries.items[i];

		if (by_finding(e, rule, fingerprint))
			break;
		if (!secscan_glob_match(e->path, path))
			continue;
		e->used = true;
		if (is_better(e, best))
			best = e;
	}
	return best;
}

/* ---- two versions ---- */

/* Where the lines with this key begin: those that count, or those that do not. */
static size_t first_with(const struct secscan_baseline *b, const struct baseline_entry *key, const char *refused)
{
	struct baseline_entry first = {key->rule, key->fingerprint, key->path, .reason = "", .owner = "", .refused = refused};

	return array_first_not(&b->entries, entry, by_line(entry, &first) < 0);
}

/* Of these lines the one that lasts longest, which stands first. */
static const struct baseline_entry *longest(const struct secscan_baseline *b, const struct baseline_entry *key,
		const char *refused)
{
	size_t i = first_with(b, key, refused);
	const struct baseline_entry *e = i < b->entries.len ? &b->entries.items[i] : NULL;

	return e && !by_key(e, key) && !e->refused == !refused ? e : NULL;
}

static bool lasts(const struct baseline_entry *e, const struct baseline_entry *entry)
{
	return e && e->until - 1 >= entry->until - 1;
}

/* Whether b has the entry's key with at least as long a life. */
static bool covers(const struct secscan_baseline *b, const struct baseline_entry *entry)
{
	return lasts(longest(b, entry, NULL), entry) || (entry->refused && lasts(longest(b, entry, entry->refused), entry));
}

/* Whether the other version has a line of this key that the base has as well. */
static bool stays(const struct secscan_baseline *b, const struct baseline_entry *entry)
{
	for (size_t i = first_with(b, entry, NULL); i < b->entries.len && !by_key(&b->entries.items[i], entry); i++)
		if (!b->entries.items[i].added)
			return true;
	return false;
}

int secscan_baseline_join(struct secscan_baseline *now, const struct secscan_baseline *base)
{
	size_t own = now->entries.len;
	bool kept = false;
	int rc = 0;

	for (size_t i = 0; i < own; i++)
		now->entries.items[i].added = !covers(base, &now->entries.items[i]);
	for (size_t i = 0; !rc && i < base->entries.len; i++) {
		struct baseline_entry e = base->entries.items[i];
		struct secscan_baseline only_now = {.entries = {now->entries.items, own, own}};

		e.gone = true;
		if (!i || by_key(&base->entries.items[i - 1], &e)) /* asked once for all lines of a key */
			kept = stays(&only_now, &e);
		if (!kept)
			rc = secscan_baseline_add(now, &e);
	}
	secscan_baseline_sort(now);
	return rc;
}

/* ---- writing ---- */

static int write_path(struct buffer *out, const char *path)
{
	int rc = 0;

	for (; !rc && *path; path++) {
		unsigned char c = (unsigned char)*path;

		if (c <= ' ' || c == '%' || c >= 0x7f)
			rc = secscan_buffer_addf(out, "%%%02X", c);
		else
			rc = secscan_buffer_add(out, path, 1);
	}
	return rc;
}

static int write_entry(struct buffer *out, const struct baseline_entry *e)
{
	char day[11];
	int rc = secscan_buffer_addf(out, "%s %s ", e->rule, e->fingerprint);

	if (!rc)
		rc = write_path(out, e->path);
	secscan_day_write(day, e->until);
	if (!rc && e->until)
		rc = secscan_buffer_addf(out, " until=%s", day);
	if (!rc && *e->owner)
		rc = secscan_buffer_addf(out, " owner=%s", e->owner);
	if (!rc && *e->reason)
		rc = secscan_buffer_addf(out, " reason=%s", e->reason);
	return rc ? rc : secscan_buffer_addstr(out, "\n");
}

int secscan_baseline_write(struct buffer *out, const struct secscan_baseline *b)
{
	const struct baseline_entry *last = NULL;
	int rc = secscan_buffer_add(out, b->comments.data ? b->comments.data : "", b->comments.len);

	for (size_t i = 0; !rc && i < b->entries.len; i++) {
		const struct baseline_entry *e = &b->entries.items[i];

		if (!e->gone && (!last || by_key(last, e))) {
			rc = write_entry(out, e);
			last = e;
		}
	}
	return rc;
}
