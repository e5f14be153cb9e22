/* SPDX-License-Identifier: MIT */
/*
 * A comment that was there before was written for what stood beside it then. When another value comes to stand there, the
 * comment does not speak for it: it would hide a new secret on a line that everybody has learned to overlook.
 */
#include "base/error.h"
#include "scan/inline.h"
#include "scan/run.h"
#include "scan/scanner.h"

/* What is judged, and what one base says about it. */
struct question {
	const struct secscan_run *run;
	const struct secscan_rule *rule;
	const char *comment, *value;
	size_t comment_len, value_len;
	struct allow_memory comments; /* of the base at hand */
	bool others; /* the comment stood beside other values */
	bool same;   /* beside this one */
};

static bool is_same_comment(const struct question *q, const struct secscan_item *base, size_t offset)
{
	const char *start = secscan_line_start(base->data, base->data + offset);
	const char *end = secscan_line_end(base->data + offset, base->data + base->len);

	return (size_t)(end - start) == q->comment_len && !memcmp(start, q->comment, q->comment_len);
}

static void ask_match(struct question *q, const struct secscan_item *base, const struct match *m)
{
	struct inline_allow allow;

	secscan_comment_allow(&allow, &q->comments, q->rule, q->run->settings, base->data, base->len, m->start, m->end);
	if (!allow.found || !is_same_comment(q, base, allow.offset))
		return;
	if (m->value_end - m->value_start == q->value_len && !memcmp(base->data + m->value_start, q->value, q->value_len))
		q->same = true;
	else
		q->others = true;
}

static int ask_base(struct question *q, struct secscan_scanner *scanner, const struct secscan_item *base,
		struct secscan_error *err)
{
	struct secscan_input input = {base->data, base->len, base->path};
	int rc = secscan_scanner_match(scanner, &input, err);

	q->comments = (struct allow_memory){0};
	for (size_t i = 0; !rc && i < scanner->matches.len; i++)
		if (&scanner->rules->rules[scanner->matches.items[i].rule] == q->rule)
			ask_match(q, base, &scanner->matches.items[i]);
	return rc;
}

int secscan_run_covered(struct secscan_run *run, struct secscan_source *source, const struct secscan_item *item,
		const struct secscan_finding *f, size_t comment, struct secscan_error *err)
{
	const char *start = secscan_line_start(item->data, item->data + comment);
	const char *end = secscan_line_end(item->data + comment, item->data + item->len);
	struct question q = {run, f->rule, start, item->data + f->secret_offset, (size_t)(end - start), f->secret_length};
	struct secscan_scanner *scanner;
	int rc = secscan_run_other_scanner(&scanner, run, err);

	for (size_t i = 0; !rc && i < item->n_bases; i++) {
		struct secscan_item base = {.path = item->path};

		rc = secscan_source_base(source, i, &base.data, &base.len, err);
		if (!rc && base.data)
			rc = ask_base(&q, scanner, &base, err);
	}
	return rc ? rc : q.same || !q.others;
}
