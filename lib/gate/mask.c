/* SPDX-License-Identifier: MIT */
/*
 * A path, and what else a report quotes from a repository, may hold a secret itself: it is shown with stars there, as the
 * finding about that name is.
 */
#include "gate/mask.h"

struct masking {
	const struct secscan_settings *settings;
	struct buffer *text;
};

/* Names hold random-looking parts that nobody takes for a secret: those that a name's own finding would tell count. */
static int cover(const struct secscan_finding *f, void *payload)
{
	const struct masking *m = payload;

	if (secscan_settings_level(m->settings, f->kind, f->severity, f->confidence) >= SECSCAN_REVIEW)
		memset(m->text->data + f->offset, '*', f->length);
	return 0;
}

static int prepare(struct secscan_gate *g, struct secscan_error *err)
{
	int rc;

	if (g->names)
		return 0;
	rc = secscan_scanner_new(&g->names, g->rules, err);
	if (!rc)
		secscan_scanner_kinds(g->names, 1u << SECSCAN_KIND_SECRET);
	return rc;
}

static int read_text(struct masked_text *masked, struct secscan_gate *g, struct secscan_error *err)
{
	struct secscan_input input = {masked->text.data, masked->text.len, ""};
	struct masking m = {g->settings, &masked->shown};
	int rc = prepare(g, err);

	secscan_buffer_reset(&masked->shown);
	if (!rc && secscan_buffer_add(&masked->shown, masked->text.data, masked->text.len))
		rc = secscan_fail_nomem(err);
	return rc ? rc : secscan_scan(g->names, &input, cover, &m, err);
}

static int mask(const char **out, enum masked which, struct secscan_gate *g, struct secscan_error *err)
{
	struct masked_text *masked = &g->masked[which];
	int rc = 0;

	if (!**out || !g->rules) /* before any version was read there is nothing to quote */
		return 0;
	if (!masked->text.data || strcmp(masked->text.data, *out) != 0) {
		secscan_buffer_reset(&masked->text);
		rc = secscan_buffer_addstr(&masked->text, *out) ? secscan_fail_nomem(err) : read_text(masked, g, err);
	}
	*out = masked->shown.data;
	return rc;
}

int secscan_gate_mask_path(const char **path, struct secscan_gate *g, struct secscan_error *err)
{
	return mask(path, MASKED_PATH, g, err);
}

int secscan_gate_mask(struct secscan_finding *f, struct secscan_gate *g, struct secscan_error *err)
{
	int rc = secscan_gate_mask_path(&f->path, g, err);

	if (!rc)
		rc = mask(&f->detail, MASKED_DETAIL, g, err);
	return rc ? rc : mask(&f->reason, MASKED_REASON, g, err);
}

void secscan_gate_mask_release(struct secscan_gate *g)
{
	secscan_scanner_free(g->names);
	g->names = NULL;
	for (size_t i = 0; i < ARRAY_SIZE(g->masked); i++) {
		secscan_buffer_wipe(&g->masked[i].text);
		secscan_buffer_wipe(&g->masked[i].shown);
	}
}
