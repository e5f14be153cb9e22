/* SPDX-License-Identifier: MIT */
/*
 * `commit -v` puts a diff below the scissors line and git cuts it off again; without -v the same text is stored. The
 * hook is not told which. A token that the change takes out or leaves alone must not be held against the message, so what
 * the diff shows is looked up: a line that neither the index nor HEAD nor its parents hold is somebody's own.
 */
#include "gate/message.h"

#include "base/hash.h"

struct line {
	const char *text;
	size_t len;
	size_t at;      /* in the message, prefix included */
	size_t hit;     /* whose line it is */
	bool part;      /* what stands behind @@ is cut short */
	bool known;
};

struct hit {
	size_t lines;   /* that must be known, for it to be known */
	size_t known;
};

struct diff {
	struct secscan_gate *gate;
	const char *text;
	size_t len;
	size_t start;
	unsigned first_line; /* of the diff */
	ARRAY_OF(struct line) lines;
	ARRAY_OF(struct hit) hits;
	secscan_finding_fn *fn;
	void *payload;
	struct secscan_error *err;
};

static unsigned count_lines(const char *text, size_t len)
{
	unsigned n = 0;

	for (size_t i = 0; i < len; i++)
		n += text[i] == '\n';
	return n;
}

static int keep_line(struct diff *d, size_t at, size_t len, size_t prefix, bool part)
{
	struct line *line = array_push(&d->lines);

	if (!line)
		return secscan_fail_nomem(d->err);
	*line = (struct line){d->text + at + prefix, len - prefix, at, d->hits.len - 1, part, false};
	return 0;
}

static bool is_sign(const char *text, size_t at, size_t end)
{
	return at < end && (text[at] == '+' || text[at] == '-' || text[at] == ' ');
}

/* What a line of the diff may stand for. Before a merged file's lines are two signs, before the others is one. */
static int keep_readings(struct diff *d, size_t at, size_t len)
{
	const char *line = d->text + at, *mark = len > 2 && *line == '@' ? memmem(line + 2, len - 2, "@@ ", 3) : NULL;
	int rc = 0;

	if (mark)
		return keep_line(d, at, len, (size_t)(mark + 3 - line), true);
	if (is_sign(d->text, at, at + len))
		rc = keep_line(d, at, len, 1, false);
	if (!rc && is_sign(d->text, at, at + len) && is_sign(d->text, at + 1, at + len))
		rc = keep_line(d, at, len, 2, false);
	return rc;
}

/* The lines that a hit stands on. */
static int note_hit(const struct secscan_finding *f, void *payload)
{
	struct diff *d = payload;
	unsigned number = d->first_line;
	struct hit *hit = f->end_line < number ? NULL : array_push(&d->hits);
	size_t next;
	int rc = 0;

	if (!hit)
		return f->end_line < number ? 0 : secscan_fail_nomem(d->err);
	*hit = (struct hit){0};
	for (size_t at = d->start; !rc && at < d->len && number <= f->end_line; at = next, number++) {
		const char *newline = memchr(d->text + at, '\n', d->len - at);
		size_t len = (size_t)((newline ? newline : d->text + d->len) - (d->text + at));

		next = at + len + 1;
		if (number < f->line)
			continue;
		hit->lines++;
		rc = keep_readings(d, at, len);
	}
	return rc;
}

static void look_in(struct diff *d, const char *text, size_t len)
{
	for (size_t i = 0; text && i < d->lines.len; i++) {
		struct line *line = &d->lines.items[i];

		if (!line->known)
			line->known = line->part ? memmem(text, len, line->text, line->len) != NULL :
					secscan_has_line(text, len, line->text, line->len);
	}
}

static int look_through(struct diff *d, int rc, struct secscan_source *source)
{
	struct secscan_item item;

	while (!rc && (rc = secscan_source_next(source, &item, d->err)) > 0) {
		rc = 0;
		if (item.kind != SECSCAN_ITEM_BLOB && item.kind != SECSCAN_ITEM_LINK)
			continue;
		look_in(d, item.data, item.len);
		for (size_t i = 0; !rc && i < item.n_bases; i++) {
			const char *base;
			size_t len;

			rc = secscan_source_base(source, i, &base, &len, d->err);
			if (!rc)
				look_in(d, base, len);
		}
	}
	secscan_source_free(source);
	return rc;
}

/* What --amend shows: HEAD's own change. */
static int look_through_head(struct diff *d)
{
	struct secscan_source *source = NULL;
	struct secscan_commit head;
	struct secscan_oid oid;
	int rc = secscan_repo_resolve(&oid, d->gate->repo, "HEAD", d->err);

	if (rc)
		return rc == SECSCAN_ERR_NOT_FOUND ? 0 : rc;
	rc = secscan_repo_commit(&head, d->gate->repo, &oid, d->err);
	if (rc)
		return rc;
	rc = secscan_source_range(&source, d->gate->repo, &oid, 1, head.parents, head.parent_count, d->err);
	rc = look_through(d, rc, source);
	secscan_commit_release(&head);
	return rc;
}

static int look_up(struct diff *d)
{
	struct secscan_source *source = NULL;
	int rc = secscan_source_staged(&source, d->gate->repo, d->err);

	rc = look_through(d, rc, source);
	if (rc)
		return rc;
	source = NULL;
	rc = secscan_source_staged_removed(&source, d->gate->repo, d->err);
	rc = look_through(d, rc, source);
	return rc ? rc : look_through_head(d);
}

static int say_where(const struct secscan_finding *f, void *payload)
{
	struct diff *d = payload;
	struct secscan_finding told = *f;

	if (f->line >= d->first_line)
		told.detail = "this looks like the diff of commit -v, but neither HEAD nor what is staged has this line";
	return d->fn(&told, d->payload);
}

static int scan(struct diff *d, const char *name, const char *text, secscan_finding_fn *fn)
{
	struct secscan_run *run = &d->gate->run, kept = *run;
	struct secscan_source *source;
	int rc = secscan_source_bytes(&source, SECSCAN_ITEM_MESSAGE, name, text, d->len, d->err);

	if (rc)
		return rc;
	d->fn = run->fn;
	d->payload = run->payload;
	run->fn = fn;
	run->payload = d;
	run->progress = NULL; /* these would be given our payload */
	run->skipped = NULL;
	rc = secscan_run_source(run, source, d->err);
	run->fn = kept.fn;
	run->payload = kept.payload;
	run->progress = kept.progress;
	run->skipped = kept.skipped;
	secscan_source_free(source);
	return rc;
}

static void count_known(struct diff *d)
{
	size_t last = 0;

	for (size_t i = 0; i < d->lines.len; i++) {
		const struct line *line = &d->lines.items[i];
		struct hit *hit = &d->hits.items[line->hit];

		if (line->known && !(hit->known && line->at == last)) {
			hit->known++;
			last = line->at;
		}
	}
}

/* The message again, without the hits of which every line is known. */
static int scan_rest(struct diff *d, const char *name)
{
	char *text = malloc(d->len + 1);
	int rc;

	if (!text)
		return secscan_fail_nomem(d->err);
	memcpy(text, d->text, d->len);
	text[d->len] = '\0';
	count_known(d);
	for (size_t i = 0; i < d->lines.len; i++) {
		const struct line *line = &d->lines.items[i];

		if (d->hits.items[line->hit].known == d->hits.items[line->hit].lines)
			memset(text + line->at, ' ', (size_t)(line->text - d->text) - line->at + line->len);
	}
	rc = scan(d, name, text, say_where);
	secscan_hash_wipe(text, d->len);
	free(text);
	return rc;
}

int secscan_message_scan_diff(struct secscan_gate *g, const char *name, const struct buffer *message, size_t start,
		struct secscan_error *err)
{
	struct diff d = {.gate = g, .text = message->data, .len = message->len, .start = start, .err = err};
	struct secscan_summary before = g->run.summary;
	int rc;

	d.first_line = 1 + count_lines(d.text, start);
	rc = scan(&d, name, d.text, note_hit);
	g->run.summary = before;
	if (!rc && d.lines.len)
		rc = look_up(&d);
	if (!rc)
		rc = scan_rest(&d, name);
	array_release(&d.lines);
	array_release(&d.hits);
	return rc;
}
