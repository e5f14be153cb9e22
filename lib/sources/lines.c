/* SPDX-License-Identifier: MIT */
#include "sources/repo.h"

#include "sources/git2_parts.h"

enum { COMPARE_MAX = 64 * 1024 * 1024 };

struct mask {
	uint8_t *bytes;
	size_t lines;          /* of now; bytes has one more, for the end of file */
};

static size_t count_lines(const char *data, size_t len)
{
	const char *at = data, *end = data + len;
	size_t n = 0;

	while (at < end) {
		const char *stop = memchr(at, '\n', (size_t)(end - at));

		n++;
		at = stop ? stop + 1 : end;
	}
	return n;
}

/* old_start and new_start are those of a hunk without context: an empty side names the line before it. */
static int mark(const git_diff_delta *delta, const git_diff_hunk *hunk, void *payload)
{
	struct mask *mask = payload;
	size_t start = hunk->new_start > 0 ? (size_t)hunk->new_start - 1 : 0, n = (size_t)hunk->new_lines;

	(void)delta;
	if (!n) {
		start = (size_t)hunk->new_start;
		n = 1;
	}
	for (size_t i = start; i < start + n && i <= mask->lines; i++)
		mask->bytes[i] = 1;
	return 0;
}

static int compare(struct mask *mask, const char *base, size_t base_len, const char *now, size_t now_len,
		struct secscan_error *err)
{
	git_diff_options options = GIT_DIFF_OPTIONS_INIT;
	int rc;

	options.flags = GIT_DIFF_FORCE_TEXT;
	options.context_lines = 0;
	options.interhunk_lines = 0;
	options.max_size = -1;
	if (git_libgit2_init() < 0)
		return secscan_fail(err, SECSCAN_ERR_REPO, MSG_NO_READER, "libgit2 cannot start");
	rc = git_diff_buffers(base, base_len, "a", now, now_len, "b", &options, NULL, NULL, mark, NULL, mask);
	git_libgit2_shutdown();
	return rc ? secscan_fail_nomem(err) : 0;
}

int secscan_new_lines(uint8_t **out, size_t *lines, const char *base, size_t base_len, const char *now, size_t now_len,
		struct secscan_error *err)
{
	struct mask mask = {.lines = count_lines(now, now_len)};
	int rc = 0;

	mask.bytes = calloc(mask.lines + 1, 1);
	if (!mask.bytes)
		return secscan_fail_nomem(err);
	if (!base || base_len > COMPARE_MAX || now_len > COMPARE_MAX)
		memset(mask.bytes, 1, mask.lines + 1);
	else
		rc = compare(&mask, base, base_len, now, now_len, err);
	if (rc) {
		free(mask.bytes);
		return rc;
	}
	*out = mask.bytes;
	*lines = mask.lines;
	return 0;
}
