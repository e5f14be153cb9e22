/* SPDX-License-Identifier: MIT */
#include "sources/git_objects.h"

enum { FIRST_ROOM = 4 * 1024 * 1024 };

enum object_type secscan_git_type(const char *name)
{
	static const struct {
		const char *name;
		enum object_type type;
	} types[] = {
		{"blob", OBJECT_BLOB},
		{"tree", OBJECT_TREE},
		{"commit", OBJECT_COMMIT},
		{"tag", OBJECT_TAG},
	};

	for (size_t i = 0; i < ARRAY_SIZE(types); i++)
		if (strcmp(name, types[i].name) == 0)
			return types[i].type;
	return 0;
}

int secscan_git_unknown(struct secscan_error *err)
{
	return secscan_fail(err, SECSCAN_ERR_REPO, MSG_GIT_FAILED, "git cat-file answered in an unknown way");
}

/* "<oid> <type> <size>" or "<oid> missing"; oid gets the name, *size the length. */
static int header_parse(struct object *out, struct secscan_oid *oid, char *line, struct secscan_error *err)
{
	char *type = strchr(line, ' '), *size = type ? strchr(type + 1, ' ') : NULL, *end;
	unsigned long long len;

	if (type && strcmp(type, " missing") == 0)
		return SECSCAN_ERR_NOT_FOUND;
	if (!size || secscan_oid_parse(oid, line, (size_t)(type - line)))
		return secscan_git_unknown(err);
	*size++ = '\0';
	out->type = secscan_git_type(type + 1);
	len = strtoull(size, &end, 10);
	if (!out->type || *end || end == size || len > SIZE_MAX / 2)
		return secscan_git_unknown(err);
	out->len = (size_t)len;
	return 0;
}

/* Room grows with what comes: a damaged header can announce anything. */
static int receive_growing(struct buffer *out, size_t len, struct git_child *child, struct secscan_error *err)
{
	while (out->len < len) {
		size_t left = len - out->len, step = out->len ? out->len : FIRST_ROOM;
		int rc;

		if (step > left)
			step = left;
		if (secscan_buffer_reserve(out, step))
			return secscan_fail_nomem(err);
		rc = secscan_git_receive(child, out->data + out->len, step, err);
		if (rc)
			return rc;
		out->len += step;
	}
	return 0;
}

/* The bytes that a header has announced, and the newline behind them. */
static int receive_bytes(struct buffer *out, size_t len, struct git_child *child, struct secscan_error *err)
{
	char newline;
	int rc = receive_growing(out, len, child, err);

	if (!rc)
		rc = secscan_git_receive(child, &newline, 1, err);
	if (!rc && newline != '\n')
		rc = secscan_fail(err, SECSCAN_ERR_REPO, MSG_BAD_OBJECT, "it is longer than its header says");
	if (!rc && secscan_buffer_addstr(out, ""))
		rc = secscan_fail_nomem(err);
	if (rc)
		secscan_buffer_release(out);
	return rc;
}

static int damaged(const struct secscan_oid *oid, const struct secscan_error *why, struct secscan_error *err)
{
	char hex[SECSCAN_OID_HEX];

	secscan_oid_hex(hex, oid);
	return secscan_fail(err, SECSCAN_ERR_REPO, MSG_BAD_OBJECT, "object %s cannot be read: %.300s", hex, why->message);
}

int secscan_git_object(struct object *out, struct secscan_oid *oid, struct git_child *child, struct secscan_error *err)
{
	struct object object = {0};
	struct secscan_error why = {0};
	struct buffer bytes = {0};
	char line[256];
	int rc = secscan_git_line(child, line, sizeof(line), err);

	if (rc <= 0)
		return rc;
	rc = header_parse(&object, oid, line, err);
	if (rc)
		return rc;
	rc = receive_bytes(&bytes, object.len, child, &why);
	if (rc)
		return rc == SECSCAN_ERR_NOMEM ? secscan_fail_nomem(err) : damaged(oid, &why, err);
	object.data = object.handle = bytes.data;
	object.release = free;
	*out = object;
	return 1;
}
