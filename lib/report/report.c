/* SPDX-License-Identifier: MIT */
#include "report/report.h"

#include "base/error.h"

#include <stdlib.h>
#include <string.h>

static const struct report_format *const formats[] = {
	&secscan_report_text,
	&secscan_report_jsonl,
	&secscan_report_sarif,
};

static const struct report_format *find_format(const char *name)
{
	for (size_t i = 0; name && i < ARRAY_SIZE(formats); i++)
		if (!strcmp(formats[i]->name, name))
			return formats[i];
	return NULL;
}

int secscan_report_new(struct secscan_report **out, const struct secscan_report_options *options,
		struct secscan_error *err)
{
	const struct report_format *format = find_format(options->format);
	struct secscan_report *r;

	if (!format)
		return secscan_fail(err, SECSCAN_ERR_USAGE, 501, "unknown report format `%.40s`: text, jsonl or sarif",
				options->format ? options->format : "");
	r = calloc(1, sizeof(*r));
	if (r && format->state_size)
		r->state = calloc(1, format->state_size);
	if (!r || (format->state_size && !r->state)) {
		free(r);
		return secscan_fail_nomem(err);
	}
	r->options = *options;
	if (!r->options.program)
		r->options.program = "secscan";
	r->format = format;
	r->out.write = options->write;
	r->out.payload = options->payload;
	if (format->start)
		format->start(r);
	*out = r;
	return 0;
}

static int conclude(struct secscan_report *r, int rc, struct secscan_error *err)
{
	if (r->out.failed)
		return secscan_fail(err, SECSCAN_ERR_IO, 904, "the report cannot be written");
	return rc ? secscan_fail_nomem(err) : 0;
}

int secscan_report_finding(struct secscan_report *r, const struct secscan_finding *finding, struct secscan_error *err)
{
	return conclude(r, r->out.failed ? 0 : r->format->finding(r, finding), err);
}

static int keep_unreadable(struct secscan_report *r, const char *path)
{
	char *copy, **kept;

	if (r->unreadable.len >= UNREADABLE_KEPT)
		return 0;
	copy = strdup(path);
	kept = copy ? array_push(&r->unreadable) : NULL;
	if (!kept) {
		free(copy);
		return SECSCAN_ERR_NOMEM;
	}
	*kept = copy;
	return 0;
}

static int count_reason(struct secscan_report *r, const char *reason)
{
	struct skip_reason *last;
	char *copy;

	for (size_t i = 0; i < r->skipped.len; i++) {
		if (!strcmp(r->skipped.items[i].reason, reason)) {
			r->skipped.items[i].count++;
			return 0;
		}
	}
	copy = strdup(reason);
	last = copy ? array_push(&r->skipped) : NULL;
	if (!last) {
		free(copy);
		return SECSCAN_ERR_NOMEM;
	}
	last->reason = copy;
	last->count = 1;
	return 0;
}

int secscan_report_skipped(struct secscan_report *r, const char *path, const char *reason, struct secscan_error *err)
{
	int rc = r->out.failed ? 0 : count_reason(r, reason);

	if (!rc && !strcmp(reason, "unreadable"))
		rc = keep_unreadable(r, path);
	if (!rc && r->format->skipped && !r->out.failed)
		rc = r->format->skipped(r, path, reason);
	return conclude(r, rc, err);
}

int secscan_report_end(struct secscan_report *r, const struct secscan_summary *summary,
		const struct secscan_error *failure, struct secscan_error *err)
{
	int rc = r->out.failed ? 0 : r->format->end(r, summary, failure);

	secscan_out_flush(&r->out);
	return conclude(r, rc, err);
}

void secscan_report_free(struct secscan_report *r)
{
	if (!r)
		return;
	if (r->format->release)
		r->format->release(r);
	for (size_t i = 0; i < r->skipped.len; i++)
		free(r->skipped.items[i].reason);
	for (size_t i = 0; i < r->unreadable.len; i++)
		free(r->unreadable.items[i]);
	array_release(&r->skipped);
	array_release(&r->unreadable);
	free(r->state);
	free(r);
}
