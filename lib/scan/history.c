/* SPDX-License-Identifier: MIT */
/*
 * History: every blob once, in whatever order the reader is fastest, its path unknown. Hits are kept;
 * when there are any, one walk over the commits tells where their blobs stand.
 */
#include "base/arena.h"
#include "base/array.h"
#include "base/error.h"
#include "base/glob.h"
#include "scan/finding.h"
#include "scan/inline.h"
#include "scan/lines.h"
#include "scan/pipeline.h"
#include "scan/run.h"
#include "scan/scanner.h"

#include <secscan/unstable/run.h>

struct kept {
	struct secscan_oid oid;
	struct secscan_finding finding;
	bool placed;
	bool counts; /* at its place no settings and no rule lets it pass */
};

struct keeper {
	struct secscan_run *run;
	struct arena arena;
	ARRAY_OF(struct kept) hits;
	ARRAY_OF(struct secscan_oid) blobs;
	struct allow_memory comments; /* of the blob at hand */
	struct secscan_error *err;
	int failed;
};

static bool is_wanted(const struct keeper *k, const struct secscan_rule *rule)
{
	const struct secscan_list *off = &k->run->settings->rules_off;

	for (size_t i = 0; i < off->count; i++)
		if (!strcmp(off->items[i], secscan_rule_id(rule)))
			return false;
	return true;
}

static int keep_comment(struct keeper *k, struct secscan_finding *f, const struct secscan_item *item)
{
	struct inline_allow allow;

	secscan_comment_allow(&allow, &k->comments, f->rule, k->run->settings, item->data, item->len, f->offset,
			f->offset + f->length);
	f->suppressed = allow.found && !allow.refused;
	if (f->suppressed)
		f->reason = secscan_arena_strdup(&k->arena, allow.reason);
	return f->reason ? 0 : secscan_fail_nomem(k->err);
}

static int keep_hit(struct keeper *k, const struct secscan_item *item, const struct match *m, struct line_cursor *lines)
{
	const struct secscan_rule *rule = &k->run->scanner->rules->rules[m->rule];
	struct kept *hit;
	unsigned column;

	if (!is_wanted(k, rule))
		return 0;
	hit = array_push(&k->hits);
	if (!hit)
		return secscan_fail_nomem(k->err);
	hit->oid = item->oid;
	secscan_finding_fill(&hit->finding, rule, m);
	hit->finding.line = secscan_lines_find(lines, m->start, &hit->finding.column);
	hit->finding.end_line = secscan_lines_find(lines, m->end - 1, &column);
	hit->finding.level = secscan_settings_level(k->run->settings, hit->finding.kind, hit->finding.severity,
			hit->finding.confidence);
	secscan_run_fingerprint(&hit->finding, k->run, item->data);
	return keep_comment(k, &hit->finding, item);
}

/* On the worker's thread: the scanner, the hits and the arena are its own until the pipeline ends. */
static int keep_item(const struct secscan_item *item, void *payload)
{
	struct keeper *k = payload;
	struct secscan_input input = {item->data, item->len, ""};
	struct matches *matches = &k->run->scanner->matches;
	struct secscan_oid *blob;
	struct line_cursor lines;
	int rc = secscan_scanner_match(k->run->scanner, &input, k->err);

	k->comments = (struct allow_memory){0};
	secscan_lines_init(&lines, item->data, item->len);
	for (size_t i = 0; !rc && i < matches->len; i++)
		rc = keep_hit(k, item, &matches->items[i], &lines);
	if (rc || !matches->len)
		return rc;
	blob = array_push(&k->blobs);
	if (!blob)
		return secscan_fail_nomem(k->err);
	*blob = item->oid;
	return 0;
}

static int by_oid(const void *a, const void *b)
{
	return memcmp(&((const struct kept *)a)->oid, &((const struct kept *)b)->oid, sizeof(struct secscan_oid));
}

/* The first hit of a blob; hits are sorted by blob. */
static struct kept *first_of(struct keeper *k, const struct secscan_oid *oid)
{
	return &k->hits.items[array_first_not(&k->hits, hit, memcmp(&hit->oid, oid, sizeof(*oid)) < 0)];
}

static const char *allowed_by(const struct keeper *k, const char *path)
{
	const struct secscan_list *globs = &k->run->settings->allow_path;

	for (size_t i = 0; i < globs->count; i++)
		if (secscan_glob_match(globs->items[i], path))
			return globs->items[i];
	return NULL;
}

/* Whether a hit at this path is told and not suppressed. */
static bool counts_at(const struct keeper *k, const struct kept *hit, const char *path)
{
	struct secscan_finding f = hit->finding;
	char text[256];

	if (!secscan_rule_path_fits(f.rule, path) || allowed_by(k, path))
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
	return hit->finding.commit && hit->finding.path ? 0 : secscan_fail_nomem(k->err);
}

/* The first place of a hit stands until one is found where it counts; positive asks for more places of the blob. */
static int put(const struct secscan_oid *blob, const char *commit, const char *path, void *payload)
{
	struct keeper *k = payload;
	struct kept *end = k->hits.items + k->hits.len;
	int rc = 0, more = 0;

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
	if (!f->suppressed && allowed_by(k, f->path)) {
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

	qsort(k->hits.items, k->hits.len, sizeof(*k->hits.items), by_place);
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

static int pass_on(struct keeper *k, struct pipeline *pipeline, const struct secscan_item *item, struct secscan_source *history)
{
	struct secscan_summary *summary = &k->run->summary;
	struct secscan_held held;
	int rc;

	if (item->kind == SECSCAN_ITEM_SKIPPED)
		return 0;
	summary->files++;
	summary->blobs++;
	summary->bytes += item->len;
	secscan_source_hold(&held, history);
	rc = secscan_pipeline_push(pipeline, item, &held);
	if (!rc && item->unread) {
		char name[SECSCAN_OID_HEX];

		secscan_oid_hex(name, &item->oid);
		rc = secscan_run_skip(k->run, name, item->unread);
	}
	return rc || !k->run->progress ? rc : k->run->progress(summary, k->run->payload);
}

/* Reading costs about as much as matching, so they go side by side: the one loop of ours that uses a second core. */
static int read_all(struct keeper *k, struct secscan_source *history)
{
	struct secscan_error reading = {0};
	struct pipeline *pipeline;
	struct secscan_item item;
	int rc = secscan_pipeline_new(&pipeline, keep_item, k, k->err), matched;

	if (rc)
		return rc;
	while ((rc = secscan_source_next(history, &item, &reading)) > 0) {
		rc = pass_on(k, pipeline, &item, history);
		if (rc)
			break;
	}
	matched = secscan_pipeline_finish(pipeline);
	if (matched)
		return matched;
	if (rc < 0 && k->err)
		*k->err = reading;
	return rc;
}

int secscan_run_history(struct secscan_run *run, struct secscan_source *history, struct secscan_error *err)
{
	struct keeper k = {.run = run, .err = err};
	int rc = secscan_scanner_remember(run->scanner, err);

	secscan_scanner_kinds(run->scanner, run->kinds & ~(1u << SECSCAN_KIND_BANNED));
	secscan_scanner_any_path(run->scanner, true);
	if (!rc)
		rc = read_all(&k, history);
	secscan_scanner_any_path(run->scanner, false);
	if (!rc && k.blobs.len) {
		qsort(k.hits.items, k.hits.len, sizeof(*k.hits.items), by_oid);
		rc = secscan_source_places(history, k.blobs.items, k.blobs.len, put, &k, err);
		if (!rc && !run->every_place)
			rc = deliver(&k);
	}
	array_release(&k.hits);
	array_release(&k.blobs);
	secscan_arena_release(&k.arena);
	return rc;
}
