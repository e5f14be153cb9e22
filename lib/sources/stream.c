/* SPDX-License-Identifier: MIT */
/* Sources of a single item: what a descriptor gives, or bytes that are already here. */
#include "sources/source.h"

#include "base/file.h"

struct stream {
	struct secscan_source source;
	struct buffer bytes;   /* a descriptor's */
	struct buffer name;
	enum secscan_item_kind kind;
	const char *data;
	size_t len;
	int fd;                /* -1: data is given */
	bool done;
};

static int stream_next(struct secscan_source *source, struct secscan_item *item, struct secscan_error *err)
{
	struct stream *s = (struct stream *)source;
	int rc;

	if (s->done)
		return 0;
	s->done = true;
	if (s->fd >= 0) {
		rc = secscan_buffer_addstr(&s->bytes, "") ? secscan_fail_nomem(err) :
		                                            secscan_fd_read(&s->bytes, s->fd, s->name.data, err);
		if (rc)
			return rc;
		s->data = s->bytes.data;
		s->len = s->bytes.len;
	}
	item->kind = s->kind;
	item->path = s->name.data;
	item->data = s->data;
	item->len = s->len;
	item->unread = s->kind == SECSCAN_ITEM_BLOB ? secscan_unread(s->data, s->len) : NULL;
	return 1;
}

static void stream_free(struct secscan_source *source)
{
	struct stream *s = (struct stream *)source;

	secscan_buffer_wipe(&s->bytes);
	secscan_buffer_release(&s->name);
	free(s);
}

static const struct source_ops ops = {stream_next, NULL, NULL, stream_free};

static int stream_new(struct secscan_source **out, const struct stream *like, const char *name, struct secscan_error *err)
{
	struct stream *s = malloc(sizeof(*s));

	if (!s)
		return secscan_fail_nomem(err);
	*s = *like;
	s->source.ops = &ops;
	if (secscan_buffer_addstr(&s->name, name ? name : "")) {
		free(s);
		return secscan_fail_nomem(err);
	}
	*out = &s->source;
	return 0;
}

int secscan_source_fd(struct secscan_source **out, int fd, const char *name, struct secscan_error *err)
{
	if (fd < 0)
		return secscan_fail(err, SECSCAN_ERR_USAGE, MSG_NO_PATH, "no open file was given");
	return stream_new(out, &(struct stream){.kind = SECSCAN_ITEM_BLOB, .fd = fd}, name, err);
}

int secscan_source_bytes(struct secscan_source **out, enum secscan_item_kind kind, const char *name, const void *data,
		size_t len, struct secscan_error *err)
{
	return stream_new(out, &(struct stream){.kind = kind, .data = data ? data : "", .len = data ? len : 0, .fd = -1}, name,
			err);
}
