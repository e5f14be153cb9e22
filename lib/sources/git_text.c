/* SPDX-License-Identifier: MIT */
#include "sources/git_text.h"

static int unknown(struct secscan_error *err, const char *command)
{
	return secscan_fail(err, SECSCAN_ERR_REPO, MSG_GIT_FAILED, "git %s answered in an unknown way", command);
}

/* A number in octal and the space behind it. */
static bool take_octal(unsigned *out, const char **at)
{
	char *end;
	unsigned long value = strtoul(*at, &end, 8);

	if (end == *at || *end != ' ' || value > 0777777)
		return false;
	*out = (unsigned)value;
	*at = end + 1;
	return true;
}

static bool take_oid(struct secscan_oid *out, const char **at)
{
	const char *space = strchr(*at, ' ');

	if (!space || secscan_oid_parse(out, *at, (size_t)(space - *at)))
		return false;
	*at = space + 1;
	return true;
}

int secscan_git_text_index(const struct buffer *text, index_fn *fn, void *payload, struct secscan_error *err)
{
	const char *at = text->data, *end = text->data + text->len;
	int rc = 0;

	while (!rc && at < end) {
		struct index_entry entry = {0};

		if (!take_octal(&entry.mode, &at) || !take_oid(&entry.oid, &at) || *at < '0' || *at > '3' || at[1] != '\t')
			return unknown(err, "ls-files");
		entry.stage = (unsigned)(*at - '0');
		entry.path = at + 2;
		entry.path_len = strlen(entry.path);
		at = entry.path + entry.path_len + 1;
		if (at > end)
			return unknown(err, "ls-files");
		rc = fn(&entry, payload);
	}
	return rc;
}

int secscan_git_text_diff(struct changes *out, bool *conflict, const struct buffer *text, struct secscan_error *err)
{
	const char *at = text->data, *end = text->data + text->len;

	while (at < end) {
		struct change change = {0};
		size_t len;
		char status;

		if (*at++ != ':' || !take_octal(&change.old_mode, &at) || !take_octal(&change.mode, &at) ||
				!take_oid(&change.old, &at) || !take_oid(&change.oid, &at) || !*at || !strchr("AMTDU", *at) || at[1])
			return unknown(err, "diff-index");
		status = *at;
		change.path = at + 2;
		if (change.path >= end)
			return unknown(err, "diff-index");
		len = strlen(change.path);
		at = change.path + len + 1;
		if (at > end || !len)
			return unknown(err, "diff-index");
		if (status == 'U')
			*conflict = true;
		else if (secscan_changes_add(out, &change, len))
			return secscan_fail_nomem(err);
	}
	return 0;
}
