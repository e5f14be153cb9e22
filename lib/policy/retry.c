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

/* Without an editor git keeps comments and the diff of -v: it has to be told. */
static const char *cleaning(const char *message, size_t len, const char *comment)
{
	char room[MESSAGE_COMMENT_ROOM];

	if (secscan_message_scan_extent(message, len, comment) < len)
		return " -v --cleanup=strip";
	comment = secscan_message_comment(room, message, len, comment);
	return secscan_message_ends_with_comment(message, len, comment) ? " --cleanup=strip" : "";
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
