/* SPDX-License-Identifier: MIT */
#include <secscan/unstable/policy.h>

#include "base/buffer.h"
#include "base/error.h"
#include "policy/message.h"

#include <string.h>

static int add_quoted(struct buffer *out, const char *text)
{
	int rc = secscan_buffer_addstr(out, "'");

	for (; !rc && *text; text++)
		rc = *text == '\'' ? secscan_buffer_addstr(out, "'\\''") : secscan_buffer_add(out, text, 1);
	return rc ? rc : secscan_buffer_addstr(out, "'");
}

/* Does the last line that says anything begin as a comment? Then git's own text for the editor is still there. */
static bool ends_with_comments(const char *text, size_t len, const char *comment)
{
	size_t start = len, size = strlen(comment);

	while (len && strchr(" \t\r\n", text[len - 1]) && text[len - 1])
		len--;
	for (start = len; start && text[start - 1] != '\n';)
		start--;
	return size && len - start >= size && memcmp(text + start, comment, size) == 0;
}

/* Without an editor git keeps comments and the diff of -v: it has to be told. */
static const char *cleaning(const char *message, size_t len, const char *comment)
{
	char room[2];

	if (secscan_message_scan_extent(message, len, comment) < len)
		return " -v --cleanup=strip";
	comment = secscan_message_comment(room, message, len, comment);
	return ends_with_comments(message, len, comment) ? " --cleanup=strip" : "";
}

int secscan_provenance_retry(char **out, const char *path, const char *message, size_t message_len, const char *comment,
		const struct secscan_agent_evidence *evidence, struct secscan_error *err)
{
	struct buffer b = {0};
	int rc = secscan_buffer_addf(&b, "git commit%s -F ", cleaning(message, message_len, comment));

	if (!rc && *path == '-') /* "-" would be standard input */
		rc = secscan_buffer_addstr(&b, "./");
	if (!rc)
		rc = add_quoted(&b, path);
	if (!rc)
		rc = secscan_buffer_addf(&b, " --trailer 'Assisted-by: %s:MODEL'", evidence ? evidence->word : "AGENT");
	if (rc) {
		secscan_buffer_release(&b);
		return secscan_fail_nomem(err);
	}
	*out = secscan_buffer_detach(&b);
	return 0;
}
