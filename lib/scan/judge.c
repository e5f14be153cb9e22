/* SPDX-License-Identifier: MIT */
#include "scan/judge.h"

#include <stdlib.h>
#include <string.h>

/* mask &= other: new means new against each base. */
static void narrow(struct new_lines *out, uint8_t *mask, size_t lines)
{
	if (!out->mask) {
		out->mask = mask;
		out->lines = lines;
		return;
	}
	for (size_t i = 0; i <= out->lines && i <= lines; i++)
		out->mask[i] &= mask[i];
	free(mask);
}

int secscan_judge_lines(struct new_lines *out, struct secscan_source *source, const struct secscan_item *item,
		struct secscan_error *err)
{
	for (size_t i = 0; i < item->n_bases; i++) {
		const char *base;
		uint8_t *mask;
		size_t len, lines;
		int rc = secscan_source_base(source, i, &base, &len, err);

		if (rc)
			return rc;
		if (!base)
			continue; /* the path is absent there: against that base every line is new */
		rc = secscan_new_lines(&mask, &lines, base, len, item->data, item->len, err);
		if (rc)
			return rc;
		narrow(out, mask, lines);
	}
	out->ready = true;
	return 0;
}

bool secscan_judge_touches(const struct new_lines *lines, unsigned first, unsigned last)
{
	if (!lines->mask)
		return true;
	if (first > lines->lines)
		return true;
	/* A window may reach past the end, where only what was taken away counts. */
	for (size_t line = first ? first : 1; line <= last && line <= lines->lines + 1; line++)
		if (lines->mask[line - 1])
			return true;
	return false;
}

void secscan_judge_reset(struct new_lines *lines)
{
	free(lines->mask);
	memset(lines, 0, sizeof(*lines));
}
