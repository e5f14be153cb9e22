/* SPDX-License-Identifier: MIT */
/*
 * History: every blob once, in whatever order the reader is fastest, its path unknown. Hits are kept, and what is not
 * looked into if its place is asked for; when there are any, one walk over the commits tells where their blobs stand.
 */
#include "base/arena.h"
#include "base/array.h"
#include "base/error.h"
#include "scan/finding.h"
#include "scan/keeper.h"
#include "scan/pipeline.h"
#include "scan/run.h"
#include "scan/scanner.h"

#include <secscan/unstable/run.h>

/* qsort() wants an address for nothing, too. */
static void sort(void *items, size_t n, size_t size, int (*order)(const void *, const void *))
{
	if (n)
		qsort(items, n, size, order);
}

static int by_oid(const void *a, const void *b)
{
	return memcmp(&((const struct kept *)a)->oid, &((const struct kept *)b)->oid, sizeof(struct secscan_oid));
}

/* Those without a place last. */
static int unread_by_place(const void *a, const void *b)
{
	const char *x = ((const struct unread *)a)->place, *y = ((const struct unread *)b)->place;

	return x && y ? strcmp(x, y) : !x - !y;
}

static int unread_by_oid(const void *a, const void *b)
{
	return memcmp(&((const struct unread *)a)->oid, &((const struct unread *)b)->oid, sizeof(struct secscan_oid));
}

/* The first hit of a blob; hits are sorted by blob. */
static struct kept *first_of(struct keeper *k, const struct secscan_oid *oid)
{
	return &k->hits.items[array_first_not(&k->hits, hit, memcmp(&hit->oid, oid, sizeof(*oid)) < 0)];
}

/* Whether a hit at this path is told and not suppressed. */
static bool counts_at(const struct keeper *k, const struct kept *hit, const char *path)
{
	struct secscan_finding f = hit->finding;
	char text[256];

	if (!secscan_rule_path_fits(f.rule, path) || secscan_settings_allowed_by(k->run->settings, path))
		return false;
	secscan_suppress_known(&f, k->run, path, text, sizeof(text));
	return !f.suppressed;
}

/* Whoever asks for every place is told of each at once, and of nothing at the end. */
static int tell_place(const struct keeper *k, const struct kept *hit, const char *commit, const char *path)
{
	struct secscan_finding f = hit->finding;

	f.commit = commit;
	f.path = path;
	return k->run->fn(&f, k->run->payload);
}

static int set_place(struct keeper *k, struct kept *hit, const char *commit, const char *path)
{
	hit->placed = true;
	hit->finding.commit = secscan_arena_strdup(&k->arena, commit);
	hit->finding.path = secscan_arena_strdup(&k->arena, path);
	return hit->finding.commit && hit->finding.path ? 0 : secscan_fail_nomem(&k->failure);
}

/* In its oldest commit. */
static int put_unread(struct keepers *keepers, const struct secscan_oid *blob, const char *commit, const char *path)
{
	struct keeper *k = &keepers->items[0];
	size_t i = array_first_not(&keepers->unread, it, memcmp(&it->oid, blob, sizeof(*blob)) < 0);
	struct buffer text = {0};
	int rc;

	if (i == keepers->unread.len || !secscan_oid_equal(&keepers->unread.items[i].oid, blob) || keepers->unread.items[i].place)
		return 0;
	rc = *commit ? secscan_buffer_addf(&text, "%s in commit %.12s", path, commit) : secscan_buffer_addstr(&text, path);
	if (!rc)
		keepers->unread.items[i].place = secscan_arena_strndup(&k->arena, text.data, text.len);
	secscan_buffer_release(&text);
	return keepers->unread.items[i].place ? 0 : secscan_fail_nomem(&k->failure);
}

/* The first place of a hit stands until one is found where it counts; positive asks for more places of the blob. */
static int put(const struct secscan_oid *blob, const char *commit, const char *path, void *payload)
{
	struct keepers *keepers = payload;
	struct keeper *k = &keepers->items[0];
	struct kept *end = k->hits.items + k->hits.len;
	int rc = put_unread(keepers, blob, commit, path), more = 0;

	for (struct kept *hit = first_of(k, blob); !rc && hit < end && secscan_oid_equal(&hit->oid, blob); hit++) {
		bool counts = (!hit->counts || k->run->every_place) && counts_at(k, hit, path);

		if (counts && k->run->every_place && !hit->finding.suppressed)
			rc = tell_place(k, hit, commit, path);
		else if (!hit->placed || counts)
			rc = set_place(k, hit, commit, path);
		hit->counts |= counts;
		more |= (!hit->counts || k->run->every_place) && !hit->finding.suppressed;
	}
	return rc ? rc : more;
}

static void apply_path(struct keeper *k, struct secscan_finding *f)
{
	if (!f->suppressed && secscan_settings_allowed_by(k->run->settings, f->path)) {
		f->suppressed = true;
		f->reason = "allowed path";
	}
}

static int by_place(const void *a, const void *b)
{
	const struct secscan_finding *x = &((const struct kept *)a)->finding, *y = &((const struct kept *)b)->finding;
	int order = strcmp(x->path, y->path);

	if (!order)
		order = strcmp(x->commit, y->commit);
	if (!order && x->offset != y->offset)
		order = x->offset < y->offset ? -1 : 1;
	return order;
}

/* Blobs that no ref reaches have no place: they are nobody's history and are left out. */
static int deliver(struct keeper *k)
{
	int rc = 0;

	sort(k->hits.items, k->hits.len, sizeof(*k->hits.items), by_place);
	for (size_t i = 0; !rc && i < k->hits.len; i++) {
		struct secscan_finding *f = &k->hits.items[i].finding;
		char text[256];

		if (!k->hits.items[i].placed || !secscan_rule_path_fits(f->rule, f->path))
			continue;
		apply_path(k, f);
		if (!f->suppressed)
			secscan_suppress_known(f, k->run, f->path, text, sizeof(text));
		if (f->suppressed)
			k->run->summary.suppressed++;
		else
			k->run->summary.levels[f->level]++;
		rc = k->run->fn(f, k->run->payload);
	}
	return rc;
}

static int tell_unread(struct secscan_run *run, const struct unread *unread)
{
	char name[SECSCAN_OID_HEX];

	secscan_oid_hex(name, &unread->oid);
	return secscan_run_skip(run, unread->place ? unread->place : name, unread->why);
}

static int keep_unread(struct keepers *keepers, const struct secscan_item *item, struct secscan_error *err)
{
	const struct unread unread = {.oid = item->oid, .why = item->unread};
	struct unread *slot;

	if (!keepers->items[0].run->place_unread)
		return tell_unread(keepers->items[0].run, &unread);
	slot = array_push(&keepers->unread);
	if (!slot)
		return secscan_fail_nomem(err);
	*slot = unread;
	return 0;
}

static int pass_on(struct keepers *keepers, struct pipeline *pipeline, const struct secscan_item *item,
		struct secscan_source *history, struct secscan_error *err)
{
	struct secscan_run *run = keepers->items[0].run;
	struct secscan_summary *summary = &run->summary;
	struct secscan_held held;
	int rc;

	if (item->kind == SECSCAN_ITEM_SKIPPED)
		return 0;
	summary->files++;
	summary->blobs++;
	summary->bytes += item->len;
	secscan_source_hold(&held, history);
	rc = secscan_pipeline_push(pipeline, item, &held);
	if (!rc && item->unread)
		rc = keep_unread(keepers, item, err);
	return rc || !run->progress ? rc : run->progress(summary, run->payload);
}

/* Reading costs about as much as matching, so they go side by side: the one loop of ours that uses more than one core. */
static int read_all(struct keepers *keepers, struct secscan_source *history, struct secscan_error *err)
{
	struct secscan_error reading = {0};
	struct pipeline *pipeline;
	struct secscan_item item;
	int rc = secscan_pipeline_new(&pipeline, secscan_keeper_take, keepers->takers, keepers->len, err), matched;

	if (rc)
		return rc;
	while ((rc = secscan_source_next(history, &item, &reading)) > 0) {
		rc = pass_on(keepers, pipeline, &item, history, &reading);
		if (rc)
			break;
	}
	matched = secscan_pipeline_finish(pipeline);
	if (matched)
		return secscan_keepers_fail(keepers, matched, err);
	if (rc < 0 && err && reading.code)
		*err = reading;
	return rc;
}

struct blobs ARRAY_MEMBERS(struct secscan_oid);

static int list_blob(struct blobs *out, const struct secscan_oid *oid, struct secscan_error *err)
{
	struct secscan_oid *blob;

	if (out->len && secscan_oid_equal(oid, &out->items[out->len - 1]))
		return 0;
	blob = array_push(out);
	if (!blob)
		return secscan_fail_nomem(err);
	*blob = *oid;
	return 0;
}

/* Those whose place is asked for; the source takes each once. */
static int list_blobs(struct blobs *out, struct keepers *keepers)
{
	struct keeper *k = &keepers->items[0];
	int rc = 0;

	sort(k->hits.items, k->hits.len, sizeof(*k->hits.items), by_oid);
	sort(keepers->unread.items, keepers->unread.len, sizeof(*keepers->unread.items), unread_by_oid);
	for (size_t i = 0; !rc && i < k->hits.len; i++)
		rc = list_blob(out, &k->hits.items[i].oid, &k->failure);
	for (size_t i = 0; !rc && i < keepers->unread.len; i++)
		rc = list_blob(out, &keepers->unread.items[i].oid, &k->failure);
	return rc;
}

static int tell_all_unread(struct keepers *keepers)
{
	int rc = 0;

	sort(keepers->unread.items, keepers->unread.len, sizeof(*keepers->unread.items), unread_by_place);
	for (size_t i = 0; !rc && i < keepers->unread.len; i++)
		rc = tell_unread(keepers->items[0].run, &keepers->unread.items[i]);
	return rc;
}

static int place_all(struct keepers *keepers, struct secscan_source *history, struct secscan_error *err)
{
	struct keeper *k = &keepers->items[0];
	struct blobs blobs = {0};
	int rc = list_blobs(&blobs, keepers);

	if (!rc && blobs.len)
		rc = secscan_source_places(history, blobs.items, blobs.len, put, keepers, &k->failure);
	array_release(&blobs);
	if (rc && err)
		*err = k->failure;
	if (!rc && !k->run->every_place)
		rc = deliver(k);
	return rc ? rc : tell_all_unread(keepers);
}

int secscan_run_history(struct secscan_run *run, struct secscan_source *history, struct secscan_error *err)
{
	struct keepers keepers = {0};
	int rc = secscan_scanner_remember(run->scanner, err);

	secscan_scanner_kinds(run->scanner, run->kinds & ~(1u << SECSCAN_KIND_BANNED));
	secscan_scanner_any_path(run->scanner, true);
	if (!rc)
		rc = secscan_keepers_init(&keepers, run, err);
	if (!rc)
		rc = read_all(&keepers, history, err);
	secscan_scanner_any_path(run->scanner, false);
	if (!rc)
		rc = secscan_keepers_gather(&keepers, err);
	if (!rc)
		rc = place_all(&keepers, history, err);
	secscan_keepers_release(&keepers);
	return rc;
}
