/* SPDX-License-Identifier: MIT */
#include "base/array.h"
#include "base/buffer.h"
#include "base/error.h"

#include <secscan/redact.h>

struct cut {
	size_t start, end;
	const char *rule_id;
};

struct cuts ARRAY_MEMBERS(struct cut);

static int collect(const struct secscan_finding *f, void *payload)
{
	struct cuts *cuts = payload;
	struct cut *cut;

	if (f->kind != SECSCAN_KIND_SECRET && f->kind != SECSCAN_KIND_PII)
		return 0;
	cut = array_push(cuts);
	if (!cut)
		return SECSCAN_ERR_NOMEM;
	*cut = (struct cut){f->secret_offset, f->secret_offset + f->secret_length, f->rule_id};
	return 0;
}

static int by_start(const void *a, const void *b)
{
	const struct cut *x = a, *y = b;

	return x->start < y->start ? -1 : x->start > y->start;
}

/* Overlapping values become one, named by the first. */
static size_t join_from(const struct cuts *cuts, size_t i, size_t *end)
{
	*end = cuts->items[i].end;
	for (i++; i < cuts->len && cuts->items[i].start < *end; i++)
		if (cuts->items[i].end > *end)
			*end = cuts->items[i].end;
	return i;
}

static int rewrite(struct buffer *out, const struct cuts *cuts, const struct secscan_input *input)
{
	const char *data = input->data ? input->data : "";
	size_t at = 0;

	for (size_t i = 0; i < cuts->len;) {
		const struct cut *cut = &cuts->items[i];
		size_t end;

		i = join_from(cuts, i, &end);
		if (secscan_buffer_add(out, data + at, cut->start - at) ||
				secscan_buffer_addf(out, "[REDACTED:%s]", cut->rule_id))
			return SECSCAN_ERR_NOMEM;
		at = end;
	}
	return secscan_buffer_add(out, data + at, input->len - at);
}

int secscan_redact(char **out, size_t *out_len, struct secscan_scanner *scanner, const struct secscan_input *input,
		struct secscan_error *err)
{
	struct cuts cuts = {0};
	struct buffer text = {0};
	int rc = secscan_scan(scanner, input, collect, &cuts, err);

	*out = NULL;
	*out_len = 0;
	if (cuts.len)
		qsort(cuts.items, cuts.len, sizeof(*cuts.items), by_start);
	if (!rc)
		rc = rewrite(&text, &cuts, input);
	if (rc == SECSCAN_ERR_NOMEM)
		secscan_fail_nomem(err);
	if (!rc) {
		*out_len = text.len;
		*out = secscan_buffer_detach(&text);
	}
	secscan_buffer_wipe(&text);
	array_release(&cuts);
	return rc;
}
