/* SPDX-License-Identifier: MIT */
/* The hits of a history while it is read, each thread's for itself. */
#include "scan/keeper.h"

#include "base/error.h"
#include "scan/finding.h"
#include "scan/lines.h"
#include "scan/run.h"
#include "scan/scanner.h"

#include <sched.h>

static int keep_comment(struct keeper *k, struct secscan_finding *f, const struct secscan_item *item)
{
	struct inline_allow allow;

	secscan_comment_allow(&allow, &k->comments, f->rule, k->run->settings, item->data, item->len, f->offset,
			f->offset + f->length);
	f->suppressed = allow.found && !allow.refused;
	if (f->suppressed)
		f->reason = secscan_arena_strdup(&k->arena, allow.reason);
	return f->reason ? 0 : secscan_fail_nomem(&k->failure);
}

static int keep_hit(struct keeper *k, const struct secscan_item *item, const struct match *m, struct line_cursor *lines)
{
	const struct secscan_rule *rule = &k->scanner->rules->rules[m->rule];
	struct kept *hit;
	unsigned column;

	if (secscan_settings_rule_is_off(k->run->settings, secscan_rule_id(rule)))
		return 0;
	hit = array_push(&k->hits);
	if (!hit)
		return secscan_fail_nomem(&k->failure);
	hit->oid = item->oid;
	secscan_finding_fill(&hit->finding, rule, m);
	hit->finding.line = secscan_lines_find(lines, m->start, &hit->finding.column);
	hit->finding.end_line = secscan_lines_find(lines, m->end - 1, &column);
	hit->finding.level = secscan_settings_level(k->run->settings, hit->finding.kind, hit->finding.severity,
			hit->finding.confidence);
	secscan_run_fingerprint(&hit->finding, k->run, item->data);
	return keep_comment(k, &hit->finding, item);
}

static int keep_hits(struct keeper *k, const struct secscan_item *item)
{
	struct secscan_input input = {item->data, item->len, ""};
	struct matches *matches = &k->scanner->matches;
	struct line_cursor lines;
	int rc = secscan_scanner_match(k->scanner, &input, &k->failure);

	k->comments = (struct allow_memory){0};
	secscan_lines_init(&lines, item->data, item->len);
	for (size_t i = 0; !rc && i < matches->len; i++)
		rc = keep_hit(k, item, &matches->items[i], &lines);
	return rc;
}

int secscan_keeper_take(const struct secscan_item *item, void *keeper)
{
	struct keeper *k = keeper;

	k->failed = keep_hits(k, item);
	return k->failed;
}

/* Explanations are told by one thread: whoever hears them need not know of others. */
static size_t threads_for(const struct secscan_scanner *scanner)
{
	cpu_set_t set;
	size_t n = sched_getaffinity(0, sizeof(set), &set) ? 0 : (size_t)CPU_COUNT(&set);

	if (scanner->explain)
		return 1;
	if (n < 2)
		return 2;
	return n < KEEPERS_MOST ? n : KEEPERS_MOST;
}

int secscan_keepers_init(struct keepers *keepers, struct secscan_run *run, struct secscan_error *err)
{
	size_t n = threads_for(run->scanner);
	int rc = 0;

	while (!rc && keepers->len < n) {
		struct keeper *k = &keepers->items[keepers->len];

		k->run = run;
		k->scanner = run->scanner;
		if (keepers->len)
			rc = secscan_scanner_like(&k->scanner, run->scanner, err);
		if (!rc)
			keepers->takers[keepers->len++] = k;
	}
	return rc;
}

void secscan_keepers_release(struct keepers *keepers)
{
	array_release(&keepers->unread);
	for (size_t i = 0; i < keepers->len; i++) {
		struct keeper *k = &keepers->items[i];

		if (i)
			secscan_scanner_free(k->scanner);
		array_release(&k->hits);
		secscan_arena_release(&k->arena);
	}
}

int secscan_keepers_fail(const struct keepers *keepers, int rc, struct secscan_error *err)
{
	size_t i = 0;

	while (i < keepers->len && keepers->items[i].failed != rc)
		i++;
	if (err && i < keepers->len)
		*err = keepers->items[i].failure;
	return rc;
}

static int gather(struct keeper *to, struct keeper *from)
{
	for (size_t i = 0; i < from->hits.len; i++) {
		struct kept *hit = array_push(&to->hits);

		if (!hit)
			return SECSCAN_ERR_NOMEM;
		*hit = from->hits.items[i];
	}
	array_release(&from->hits);
	secscan_scanner_free(from->scanner);
	from->scanner = NULL;
	return 0;
}

int secscan_keepers_gather(struct keepers *keepers, struct secscan_error *err)
{
	int rc = 0;

	for (size_t i = 1; !rc && i < keepers->len; i++)
		rc = gather(&keepers->items[0], &keepers->items[i]);
	if (!rc)
		secscan_scanner_forget(keepers->items[0].scanner);
	return rc ? secscan_fail_nomem(err) : 0;
}
