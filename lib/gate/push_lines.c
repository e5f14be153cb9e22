/* SPDX-License-Identifier: MIT */
#include "gate/push.h"

enum { FIELDS = 4 };

static bool is_zero_text(const char *text, size_t len)
{
	return len && strspn(text, "0") >= len;
}

/* All zeros of any length is "none": 40 in sha1, 64 in sha256, whatever comes. */
static int parse_oid(struct secscan_oid *out, const char *text, size_t len)
{
	memset(out, 0, sizeof(*out));
	return is_zero_text(text, len) ? 0 : secscan_oid_parse(out, text, len);
}

/* Fields are split by one space from the right: a local ref may be any revision text, blanks included. */
static bool split(const char *line, size_t len, const char *field[FIELDS], size_t length[FIELDS])
{
	size_t end = len;

	for (int i = FIELDS - 1; i > 0; i--) {
		const char *space = end ? memrchr(line, ' ', end) : NULL;

		if (!space)
			return false;
		field[i] = space + 1;
		length[i] = end - (size_t)(space + 1 - line);
		end = (size_t)(space - line);
	}
	field[0] = line;
	length[0] = end;
	return true;
}

/* Gerrit takes refs/for/BRANCH%OPTIONS for what git calls refs/heads/BRANCH. */
static int set_branch(struct push_ref *ref, struct arena *arena)
{
	static const struct {
		const char *folder;
		const char *end;
	} names[] = {{"refs/heads/", ""}, {"refs/for/refs/heads/", "%"}, {"refs/for/", "%"}};

	for (size_t i = 0; i < ARRAY_SIZE(names); i++) {
		size_t len = strlen(names[i].folder);
		const char *branch = ref->remote_name + len;

		if (strncmp(ref->remote_name, names[i].folder, len) != 0)
			continue;
		ref->branch = secscan_arena_strndup(arena, branch, strcspn(branch, names[i].end));
		return ref->branch ? 0 : SECSCAN_ERR_NOMEM;
	}
	return 0;
}

static int parse_line(struct push *push, const char *line, size_t len, unsigned number, struct secscan_error *err)
{
	struct arena *arena = &push->gate->arena;
	const char *field[FIELDS];
	size_t length[FIELDS];
	struct push_ref *ref = array_push(&push->refs);

	if (!ref)
		return secscan_fail_nomem(err);
	if (!split(line, len, field, length) || parse_oid(&ref->local, field[1], length[1]) ||
			parse_oid(&ref->remote, field[3], length[3])) {
		int rc = secscan_fail(err, SECSCAN_ERR_USAGE, 510,
				"expected `<local ref> <object> <remote ref> <object>`, as git gives pre-push");

		secscan_fail_at(err, "standard input", number, 1);
		return rc;
	}
	ref->local_name = secscan_arena_strndup(arena, field[0], length[0]);
	ref->remote_name = secscan_arena_strndup(arena, field[2], length[2]);
	return ref->local_name && ref->remote_name && !set_branch(ref, arena) ? 0 : secscan_fail_nomem(err);
}

int secscan_push_parse(struct push *push, const char *lines, size_t len, struct secscan_error *err)
{
	const char *at = lines, *end = lines + len;
	unsigned number = 0;
	int rc = 0;

	while (!rc && at < end) {
		const char *newline = memchr(at, '\n', (size_t)(end - at));
		size_t n = (size_t)((newline ? newline : end) - at);

		number++;
		if (n)
			rc = parse_line(push, at, n, number, err);
		at += n + 1;
	}
	return rc;
}

void secscan_push_release(struct push *push)
{
	array_release(&push->refs);
	array_release(&push->include);
	array_release(&push->exclude);
	array_release(&push->known);
}
