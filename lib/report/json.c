/* SPDX-License-Identifier: MIT */
#include "report/json.h"

#include "base/buffer.h"
#include "base/utf8.h"

#include <stdlib.h>
#include <string.h>

/* Copy text; each byte that is no UTF-8 is written with `escape`, and each `also` as well. */
static json_t *escaped(const char *text, const char *escape, char also)
{
	size_t len = strlen(text);
	struct buffer b = {0};
	json_t *out = NULL;
	int rc = 0;

	while (!rc && len) {
		size_t n = secscan_utf8_valid_len(text, len);
		const char *stop = also ? memchr(text, also, n) : NULL;

		if (stop)
			n = (size_t)(stop - text);
		rc = secscan_buffer_add(&b, text, n);
		if (!rc && n < len) {
			rc = secscan_buffer_addstr(&b, escape);
			if (!rc)
				rc = secscan_buffer_addf(&b, "%02X", (unsigned char)text[n]);
			n++;
		}
		text += n;
		len -= n;
	}
	if (!rc)
		out = json_stringn(b.data ? b.data : "", b.len);
	secscan_buffer_release(&b);
	return out;
}

json_t *secscan_json_text(const char *text)
{
	return escaped(text, "\\x", '\0');
}

int secscan_json_set(json_t *object, const char *key, json_t *value)
{
	return json_object_set_new(object, key, value);
}

int secscan_json_set_text(json_t *object, const char *key, const char *text)
{
	return secscan_json_set(object, key, secscan_json_text(text));
}

int secscan_json_set_number(json_t *object, const char *key, uint64_t number)
{
	return secscan_json_set(object, key, json_integer((json_int_t)number));
}

int secscan_json_set_path(json_t *object, const char *key, const char *path)
{
	size_t len = strlen(path);

	if (secscan_utf8_valid_len(path, len) == len)
		return secscan_json_set(object, key, json_string(path));
	return secscan_json_set(object, key, escaped(path, "%", '%')) |
			secscan_json_set(object, "path_encoding", json_string("percent"));
}

static json_t *levels(const struct secscan_summary *s)
{
	json_t *o = json_object();
	int rc = 0;

	for (int level = SECSCAN_BLOCK; level >= SECSCAN_PRE_EXISTING; level--)
		rc |= secscan_json_set_number(o, secscan_level_name((enum secscan_level)level), s->levels[level]);
	if (!rc)
		return o;
	json_decref(o);
	return NULL;
}

/* The baseline, where there is something to say about it. */
static int set_baseline(json_t *counts, const struct secscan_summary *s)
{
	json_t *o;
	int rc;

	if (!(s->baseline_added | s->baseline_expired | s->baseline_stale))
		return 0;
	o = json_object();
	rc = secscan_json_set_number(o, "added", s->baseline_added);
	rc |= secscan_json_set_number(o, "expired", s->baseline_expired);
	rc |= secscan_json_set_number(o, "stale", s->baseline_stale);
	return rc | secscan_json_set(counts, "baseline", o);
}

int secscan_json_set_counts(json_t *o, const struct secscan_summary *s)
{
	int rc = secscan_json_set_number(o, "files", s->files);

	rc |= secscan_json_set_number(o, "blobs", s->blobs);
	rc |= secscan_json_set_number(o, "commits", s->commits);
	rc |= secscan_json_set_number(o, "bytes", s->bytes);
	rc |= secscan_json_set_number(o, "rules", s->rules);
	rc |= secscan_json_set_number(o, "not_read", s->not_read);
	rc |= secscan_json_set_number(o, "unreadable", s->unreadable);
	rc |= secscan_json_set_number(o, "suppressed", s->suppressed);
	rc |= set_baseline(o, s);
	rc |= secscan_json_set(o, "findings", levels(s));
	rc |= secscan_json_set_text(o, "reader", s->reader ? s->reader : "");
	return rc | secscan_json_set(o, "hashes_verified", json_boolean(s->hashes_verified));
}

int secscan_json_write(struct out *o, json_t *value, const char *after)
{
	char *text = value ? json_dumps(value, JSON_COMPACT | JSON_ENCODE_ANY) : NULL;

	json_decref(value);
	if (!text)
		return SECSCAN_ERR_NOMEM;
	secscan_out_puts(o, text);
	secscan_out_puts(o, after);
	free(text);
	return 0;
}
