/* SPDX-License-Identifier: MIT */
/*
 * A comment that was there before was written for what stood beside it then. When another value comes to stand there, the
 * comment does not speak for it: it would hide a new secret on a line that everybody has learned to overlook. Nor does one
 * that stood alone: nobody who looked at it knew what it would hide.
 */
#include "scan/covered.h"

#include "base/error.h"
#include "scan/scanner.h"

static int by_bytes(const void *a, const void *b)
{
	return memcmp(a, b, sizeof(struct old_value));
}

/* The whole line of the comment at this byte. */
static void hash_comment(struct old_value *out, struct comment_hash *last, const char *data, size_t len, size_t offset)
{
	if (!last->ready || last->offset != offset) {
		const char *start = secscan_line_start(data, data + offset);

		secscan_hash(last->bytes, start, (size_t)(secscan_line_end(data + offset, data + len) - start));
		last->offset = offset;
		last->ready = true;
	}
	memcpy(out->comment, last->bytes, HASH_LEN);
}

static int remember(struct old_values *old, struct secscan_run *run, struct secscan_scanner *scanner,
		const struct secscan_item *base, struct secscan_error *err)
{
	struct secscan_input input = {base->data, base->len, base->path};
	struct allow_memory comments = {0};
	struct comment_hash last = {0};
	int rc = secscan_scanner_match(scanner, &input, err);

	for (size_t i = 0; !rc && i < scanner->matches.len; i++) {
		const struct match *m = &scanner->matches.items[i];
		const struct secscan_rule *rule = &scanner->rules->rules[m->rule];
		struct inline_allow allow;
		struct old_value *value;

		secscan_comment_allow(&allow, &comments, rule, run->settings, base->data, base->len, m->start, m->end);
		if (!allow.found)
			continue;
		value = array_push(&old->all);
		if (!value)
			return secscan_fail_nomem(err);
		value->rule = rule;
		hash_comment(value, &last, base->data, base->len, allow.offset);
		secscan_hash(value->value, base->data + m->value_start, m->value_end - m->value_start);
	}
	return rc;
}

static int read_bases(struct old_values *old, struct secscan_run *run, struct secscan_source *source,
		const struct secscan_item *item, struct secscan_error *err)
{
	struct secscan_scanner *scanner;
	int rc = secscan_run_other_scanner(&scanner, run, err);

	for (size_t i = 0; !rc && i < item->n_bases; i++) {
		struct secscan_item base = {.path = item->path};

		rc = secscan_source_base(source, i, &base.data, &base.len, err);
		if (!rc && base.data)
			rc = remember(old, run, scanner, &base, err);
	}
	if (!rc && old->all.len)
		qsort(old->all.items, old->all.len, sizeof(*old->all.items), by_bytes);
	old->ready = !rc;
	return rc;
}

/* The first one that is not before this. */
static size_t place_of(const struct old_values *old, const struct old_value *value)
{
	return array_first_not(&old->all, one, by_bytes(one, value) < 0);
}

static bool stood_there(const struct old_values *old, size_t i, const struct old_value *value)
{
	return i < old->all.len && old->all.items[i].rule == value->rule &&
			!memcmp(old->all.items[i].comment, value->comment, HASH_LEN);
}

int secscan_covered(enum covered *out, struct old_values *old, struct secscan_run *run, struct secscan_source *source,
		const struct secscan_item *item, const struct secscan_finding *f, size_t comment, struct secscan_error *err)
{
	struct old_value value = {.rule = f->rule};
	int rc = old->ready ? 0 : read_bases(old, run, source, item, err);
	size_t i;

	if (rc)
		return rc;
	hash_comment(&value, &old->asked, item->data, item->len, comment);
	secscan_hash(value.value, item->data + f->secret_offset, f->secret_length);
	i = place_of(old, &value);
	if (i < old->all.len && !by_bytes(&old->all.items[i], &value))
		*out = COVERED;
	else
		*out = stood_there(old, i, &value) || (i && stood_there(old, i - 1, &value)) ? COVERED_OTHERS : COVERED_NOTHING;
	return 0;
}

void secscan_covered_reset(struct old_values *old)
{
	array_release(&old->all);
	*old = (struct old_values){0};
}
