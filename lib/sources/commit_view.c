/* SPDX-License-Identifier: MIT */
#include "sources/commit.h"

static int damaged(const char *what, struct secscan_error *err)
{
	return secscan_fail(err, SECSCAN_ERR_REPO, MSG_BAD_OBJECT, "a commit or tag is damaged: %s", what);
}

/* From one parent's name to the next: "parent " and a line end. */
static size_t parent_line(size_t oid_len)
{
	return 2 * oid_len + strlen("parent \n");
}

static bool named(const struct slice *name, const char *text)
{
	return name->len == strlen(text) && memcmp(name->data, text, name->len) == 0;
}

bool secscan_commit_field(struct slice *name, struct slice *value, const struct slice *header, size_t *at)
{
	const char *line = header->data + *at, *end = header->data + header->len, *stop = line, *space;

	if (*at >= header->len)
		return false;
	do {
		stop = memchr(stop, '\n', (size_t)(end - stop));
		stop = stop ? stop + 1 : end;
	} while (stop < end && *stop == ' ');
	*at = (size_t)(stop - header->data);
	if (stop[-1] == '\n')
		stop--;
	space = memchr(line, ' ', (size_t)(stop - line));
	*name = (struct slice){line, (size_t)((space ? space : stop) - line)};
	*value = space ? (struct slice){space + 1, (size_t)(stop - space - 1)} : (struct slice){stop, 0};
	return true;
}

/* "Name <mail>" without the date behind it; *date gets that. */
static struct slice identity(const struct slice *value, int64_t *date)
{
	const char *close = value->len ? memrchr(value->data, '>', value->len) : NULL;
	char number[24];
	size_t left;

	if (!close)
		return *value;
	left = (size_t)(value->data + value->len - close - 1);
	if (date && left > 1) {
		snprintf(number, sizeof(number), "%.*s", left < sizeof(number) ? (int)left : (int)sizeof(number) - 1, close + 1);
		*date = strtoll(number, NULL, 10);
		if (*date < 0 || *date > INT64_MAX / 2)
			*date = 0;
	}
	return (struct slice){value->data, (size_t)(close + 1 - value->data)};
}

static int take_parent(struct commit_view *view, const struct slice *value, size_t oid_len, struct secscan_error *err)
{
	struct secscan_oid oid;

	if (value->len != 2 * oid_len || secscan_oid_parse(&oid, value->data, value->len))
		return damaged("a parent is no object name", err);
	if (!view->parents.data)
		view->parents.data = value->data;
	else if (value->data != view->parents.data + view->parent_count * parent_line(oid_len))
		return damaged("its parents are not in one place", err);
	view->parent_count++;
	return 0;
}

static int take_field(struct commit_view *view, const struct slice *name, const struct slice *value, size_t oid_len,
		struct secscan_error *err)
{
	if (named(name, "tree") || named(name, "object")) {
		if (!view->tree.len && !secscan_oid_parse(&view->tree, value->data, value->len) && view->tree.len == oid_len)
			return 0;
		return damaged("what it holds is no object name", err);
	}
	if (named(name, "parent"))
		return take_parent(view, value, oid_len, err);
	if ((named(name, "author") || named(name, "tagger")) && !view->author.data)
		view->author = identity(value, NULL);
	else if (named(name, "committer") && !view->committer.data)
		view->committer = identity(value, &view->date);
	return 0;
}

int secscan_commit_view(struct commit_view *out, const struct object *object, size_t oid_len, struct secscan_error *err)
{
	struct commit_view view = {0};
	struct slice name, value;
	const char *blank = memmem(object->data, object->len, "\n\n", 2);
	size_t at = 0;
	int rc = 0;

	view.header = (struct slice){object->data, blank ? (size_t)(blank + 1 - object->data) : object->len};
	if (blank)
		view.message = (struct slice){blank + 2, object->len - view.header.len - 1};
	while (!rc && secscan_commit_field(&name, &value, &view.header, &at))
		rc = take_field(&view, &name, &value, oid_len, err);
	if (!rc && !view.tree.len)
		rc = damaged("it names no object", err);
	if (!rc)
		*out = view;
	return rc;
}

struct secscan_oid secscan_commit_parent(const struct commit_view *view, size_t i, size_t oid_len)
{
	struct secscan_oid oid = {0};

	/* Checked when the view was made. */
	(void)!secscan_oid_parse(&oid, view->parents.data + i * parent_line(oid_len), 2 * oid_len);
	return oid;
}
