/* SPDX-License-Identifier: MIT */
#include "scan/judge.h"

#include "base/error.h"

#include <stdlib.h>
#include <string.h>

int secscan_judge_lines(struct new_lines *out, struct secscan_source *source, const struct secscan_item *item,
		struct secscan_error *err)
{
	for (size_t i = 0; i < item->n_bases; i++) {
		struct base_lines now, *slot;
		const char *base;
		size_t len;
		int rc = secscan_source_base(source, i, &base, &len, err);

		if (rc)
			return rc;
		if (!base)
			continue; /* the path is absent there: against that base every line is new */
		rc = secscan_new_lines(&now.mask, &now.lines, base, len, item->data, item->len, err);
		if (rc)
			return rc;
		slot = array_push(&out->bases);
		if (!slot) {
			free(now.mask);
			return secscan_fail_nomem(err);
		}
		*slot = now;
	}
	out->ready = true;
	return 0;
}

/* A window may reach past the end, where only what was taken away counts. */
static bool touches(const struct base_lines *base, const struct line_span *span)
{
	if (span->last && span->first > base->lines)
		return true;
	for (size_t line = span->first ? span->first : 1; line <= span->last && line <= base->lines + 1; line++)
		if (base->mask[line - 1])
			return true;
	return false;
}

bool secscan_judge_new(const struct new_lines *lines, const struct line_span *spans, size_t n)
{
	bool fresh = true;

	for (size_t i = 0; fresh && i < lines->bases.len; i++) {
		fresh = false;
		for (size_t k = 0; !fresh && k < n; k++)
			fresh = touches(&lines->bases.items[i], &spans[k]);
	}
	return fresh;
}

void secscan_judge_reset(struct new_lines *lines)
{
	for (size_t i = 0; i < lines->bases.len; i++)
		free(lines->bases.items[i].mask);
	array_release(&lines->bases);
	memset(lines, 0, sizeof(*lines));
}
