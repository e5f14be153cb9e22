/* SPDX-License-Identifier: MIT */
#include "base/error.h"
#include "scan/covered.h"
#include "scan/finding.h"
#include "scan/inline.h"
#include "scan/judge.h"
#include "scan/lines.h"
#include "scan/origin.h"
#include "scan/run.h"
#include "scan/scanner.h"

/* One item while it is judged. */
struct hearing {
	struct secscan_run *run;
	struct secscan_source *source;
	const struct secscan_item *item;
	struct line_cursor lines;
	struct allow_memory comments;
	struct new_lines fresh;
	struct origin origin;
	struct old_values old;
	size_t allow_offset; /* of the comment that may silence the match */
	struct secscan_error *err;
	char reason[256];
	char detail[256];
	char name[1024];
};

/* 1 when what the finding rests on is new, if only in being together, 0 when one base had it all, negative on failure. */
static int touches_new(struct hearing *h, const struct secscan_finding *f, const struct other_part *other)
{
	unsigned window = f->rule->window;
	const struct line_span spans[] = {
		{f->line > window ? f->line - window : 1, f->end_line + window},
		{f->allow_line, f->allow_line},
		{other->line, other->line ? other->last_line : 0},
	};

	if (!h->run->judge_lines || !h->item->n_bases)
		return 1;
	if (!h->fresh.ready) {
		int rc = secscan_judge_lines(&h->fresh, h->source, h->item, h->err);

		if (rc)
			return rc;
	}
	return secscan_judge_new(&h->fresh, spans, ARRAY_SIZE(spans));
}

/* Old lines may be new all the same where they stand now. */
static int is_new(struct hearing *h, struct secscan_finding *f, const struct other_part *other)
{
	int rc = touches_new(h, f, other);

	h->origin.hidden = false;
	if (rc)
		return rc;
	rc = secscan_origin_excused(&h->origin, h->run, h->source, h->item, f, h->detail, sizeof(h->detail), h->err);
	if (rc > 0)
		f->detail = h->detail;
	return rc;
}

/* A name that holds secrets is shown without them, and short. */
static const char *masked_name(struct hearing *h)
{
	const struct matches *all = &h->run->scanner->matches;
	size_t len = h->item->len < sizeof(h->name) ? h->item->len : sizeof(h->name) - 1;

	memcpy(h->name, h->item->data, len);
	h->name[len] = '\0';
	for (size_t i = 0; i < all->len; i++)
		for (size_t at = all->items[i].start; at < all->items[i].end && at < len; at++)
			h->name[at] = '*';
	return h->name;
}

enum { NUMBER_IN_NAME = 4, NUMBER_IN_TEXT = 5, NUMBER_COMMENT_NEW = 11 };

/* A secret in a name or a message is mended and waived in other ways than one in a file. */
static unsigned number_for(const struct secscan_item *item, const struct secscan_finding *f)
{
	if (f->kind != SECSCAN_KIND_SECRET)
		return f->number;
	if (item->kind == SECSCAN_ITEM_NAME)
		return NUMBER_IN_NAME;
	return item->kind == SECSCAN_ITEM_MESSAGE || item->kind == SECSCAN_ITEM_IDENTITY ? NUMBER_IN_TEXT : f->number;
}

static void place(struct hearing *h, struct secscan_finding *f, const struct match *m)
{
	unsigned column;

	f->number = number_for(h->item, f);
	f->path = h->item->kind == SECSCAN_ITEM_NAME ? masked_name(h) : h->item->path;
	f->commit = h->item->commit ? h->item->commit : "";
	if (h->item->kind == SECSCAN_ITEM_NAME)
		return;
	f->line = secscan_lines_find(&h->lines, m->start, &f->column);
	f->end_line = secscan_lines_find(&h->lines, m->end - 1, &column);
}

/* A comment beside the match may silence it; one that this change adds may not silence a critical finding. */
static void apply_comment(struct hearing *h, struct secscan_finding *f, const struct match *m)
{
	struct inline_allow allow;
	unsigned column;

	secscan_comment_allow(&allow, &h->comments, f->rule, h->run->settings, h->item->data, h->item->len, m->start, m->end);
	if (!allow.found)
		return;
	h->allow_offset = allow.offset;
	f->allow_line = secscan_lines_find(&h->lines, allow.offset, &column);
	if (allow.refused) {
		snprintf(h->detail, sizeof(h->detail), "the comment beside it does nothing: %s", allow.refused);
		f->detail = h->detail;
		return;
	}
	snprintf(h->reason, sizeof(h->reason), "%s", allow.reason);
	f->suppressed = true;
	f->reason = h->reason;
}

static int apply_path(struct hearing *h, struct secscan_finding *f)
{
	const char *glob = secscan_settings_allowed_by(h->run->settings, h->item->path);
	int moved;

	if (!glob || f->suppressed)
		return 0;
	moved = h->origin.hidden ? 1 : secscan_run_moved(h->run, h->item, f, h->err);
	if (moved < 0)
		return moved;
	if (moved) {
		f->detail = h->origin.hidden ? h->detail : "this change moves it here from a path that is not allowed";
		f->number = 12;
		return 0;
	}
	snprintf(h->reason, sizeof(h->reason), "allowed path %s", glob);
	f->suppressed = true;
	f->reason = h->reason;
	return 0;
}

/* Names, messages and identities have no older version: who writes one writes the comment with it. */
static bool is_file(const struct secscan_item *item)
{
	return item->kind == SECSCAN_ITEM_BLOB || item->kind == SECSCAN_ITEM_LINK;
}

/* 1 when the version that judges has the line of the comment, or nobody knows it. */
static int is_known_comment(const struct hearing *h)
{
	const char *data = h->item->data, *at = data + h->allow_offset;
	const char *before = secscan_line_start(data, at), *after = secscan_line_end(at, data + h->item->len);

	return !h->run->known_line ? 1 :
			h->run->known_line(h->item->path, before, (size_t)(after - before), h->run->known_payload);
}

/* Only what is new is asked about: whether the old comment speaks for it. */
static int judge_value(struct hearing *h, struct secscan_finding *f)
{
	enum covered covered;
	int rc = secscan_covered(&covered, &h->old, h->run, h->source, h->item, f, h->allow_offset, h->err);

	if (rc || covered == COVERED)
		return rc;
	if (covered == COVERED_NOTHING) {
		f->allow_new = true;
		secscan_suppress_critical(f, NUMBER_COMMENT_NEW, "the comment beside it stood there before any such value, so "
				"nobody can have judged this one: it does not silence a critical finding");
		return 0;
	}
	f->suppressed = false;
	f->number = 19;
	f->detail = "the comment beside it was written for another value; if it is meant for this one too, touch it as well";
	return 0;
}

static int judge_comment_age(struct hearing *h, struct secscan_finding *f)
{
	if (!f->suppressed || !f->allow_line || (is_file(h->item) && !h->run->judge_lines))
		return 0;
	f->allow_new = !h->item->n_bases || !h->fresh.ready ||
			secscan_judge_new(&h->fresh, &(struct line_span){f->allow_line, f->allow_line}, 1);
	if (!f->allow_new && f->level != SECSCAN_PRE_EXISTING) {
		int known = is_known_comment(h);

		if (known < 0)
			return known;
		f->allow_new = !known;
	}
	if (f->allow_new)
		secscan_suppress_critical(f, NUMBER_COMMENT_NEW, "the comment that allows it is part of this change, which cannot "
				"silence a critical finding");
	return 0;
}

static void apply_baseline(struct hearing *h, struct secscan_finding *f)
{
	if (f->suppressed || !is_file(h->item) || !h->run->baseline)
		return;
	secscan_run_fingerprint(f, h->run, h->item->data);
	secscan_suppress_known(f, h->run, h->item->path, h->reason, sizeof(h->reason));
}

/* What else lets a new finding pass, or does not. */
static int judge_new(struct hearing *h, struct secscan_finding *f)
{
	int rc = 0;

	if (f->suppressed && !f->allow_new && h->fresh.ready)
		rc = judge_value(h, f);
	if (!rc)
		rc = apply_path(h, f);
	if (!rc)
		apply_baseline(h, f);
	return rc;
}

static int deliver(struct hearing *h, struct secscan_finding *f)
{
	struct secscan_run *run = h->run;

	if (!*f->fingerprint && (f->level != SECSCAN_PRE_EXISTING || !run->judge_lines))
		secscan_run_fingerprint(f, run, h->item->data);
	if (f->suppressed)
		run->summary.suppressed++;
	else
		run->summary.levels[f->level]++;
	return run->fn(f, run->payload);
}

static int hear_match(struct hearing *h, const struct match *m)
{
	const struct secscan_settings *settings = h->run->settings;
	const struct secscan_rule *rule = &h->run->scanner->rules->rules[m->rule];
	struct secscan_finding f;
	int rc, fresh;

	if (secscan_settings_rule_is_off(settings, secscan_rule_id(rule)))
		return 0;
	secscan_finding_fill(&f, rule, m);
	f.level = secscan_settings_level(settings, f.kind, f.severity, f.confidence);
	place(h, &f, m);
	apply_comment(h, &f, m);
	fresh = is_new(h, &f, &m->other);
	if (fresh < 0)
		return fresh;
	if (!fresh)
		f.level = SECSCAN_PRE_EXISTING;
	rc = judge_comment_age(h, &f);
	if (!rc && fresh)
		rc = judge_new(h, &f);
	return rc ? rc : deliver(h, &f);
}

/* Names, messages and identities are no code: only secrets are looked for in them. */
static uint32_t kinds_for(const struct secscan_run *run, enum secscan_item_kind kind)
{
	return kind == SECSCAN_ITEM_BLOB ? run->kinds : run->kinds & ~(1u << SECSCAN_KIND_BANNED);
}

static void count_item(struct secscan_run *run, const struct secscan_item *item)
{
	bool file = is_file(item), commit = *item->commit && strcmp(item->commit, run->commit) != 0;

	run->summary.files += file;
	run->summary.blobs += file && !secscan_oid_is_zero(&item->oid);
	run->summary.commits += commit;
	run->summary.bytes += item->kind == SECSCAN_ITEM_NAME ? 0 : item->len;
	if (commit)
		snprintf(run->commit, sizeof(run->commit), "%s", item->commit);
}

static int hear_item(struct secscan_run *run, struct secscan_source *source, const struct secscan_item *item,
		struct secscan_error *err)
{
	struct secscan_input input = {item->data, item->len, item->path};
	struct hearing h = {.run = run, .source = source, .item = item, .err = err};
	struct matches *matches = &run->scanner->matches;
	int rc, stop = 0;

	secscan_scanner_kinds(run->scanner, kinds_for(run, item->kind));
	secscan_lines_init(&h.lines, item->data, item->len);
	rc = secscan_scanner_match(run->scanner, &input, err);
	for (size_t i = 0; !stop && i < matches->len; i++)
		stop = hear_match(&h, &matches->items[i]);
	secscan_judge_reset(&h.fresh);
	secscan_origin_reset(&h.origin);
	secscan_covered_reset(&h.old);
	count_item(run, item);
	if (!stop && !rc && item->unread)
		stop = secscan_run_skip(run, item->path, item->unread);
	return stop ? stop : rc;
}

int secscan_run_skip(struct secscan_run *run, const char *path, const char *why)
{
	if (!strcmp(why, "unreadable"))
		run->summary.unreadable++;
	else
		run->summary.not_read++;
	return run->skipped ? run->skipped(path, why, run->payload) : 0;
}

int secscan_run_source(struct secscan_run *run, struct secscan_source *source, struct secscan_error *err)
{
	struct secscan_item item;
	int rc;

	while ((rc = secscan_source_next(source, &item, err)) > 0) {
		rc = item.kind == SECSCAN_ITEM_SKIPPED ? secscan_run_skip(run, item.path, item.skipped) : hear_item(run, source, &item, err);
		if (!rc && run->progress)
			rc = run->progress(&run->summary, run->payload);
		if (rc)
			return rc;
	}
	return rc;
}
