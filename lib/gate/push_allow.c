/* SPDX-License-Identifier: MIT */
/*
 * What a push adds is all that is new to the base, in however many commits: a comment that came one commit before what it
 * silences is as new as that. On a protected branch such a comment counts with a sign-off only, where the base names who gives it.
 */
#include "gate/people.h"
#include "gate/push.h"

enum { NUMBER_ALLOW_SIGN_OFF = 14 };

bool secscan_has_line(const char *text, size_t len, const char *line, size_t line_len)
{
	const char *at = text, *end = text + len;

	while (at < end) {
		const char *newline = memchr(at, '\n', (size_t)(end - at));
		size_t n = (size_t)((newline ? newline : end) - at);

		if (n == line_len && !memcmp(at, line, n))
			return true;
		at += n + 1;
	}
	return false;
}

static int base_has_line(struct push *push, const char *base, const char *path, const char *line, size_t len)
{
	char *text = NULL;
	size_t text_len;
	unsigned mode;
	bool found;
	int rc;

	if (!*base)
		return 0;
	rc = secscan_repo_read_path(&text, &text_len, &mode, push->gate->repo, base, path, push->err);
	if (rc)
		return rc == SECSCAN_ERR_NOT_FOUND ? 0 : rc;
	found = secscan_has_line(text, text_len, line, len);
	free(text);
	return found;
}

int secscan_push_knows_line(const char *path, const char *line, size_t len, void *payload)
{
	struct push *push = payload;
	int rc = 1;

	for (size_t i = 0; rc > 0 && i < push->refs.len; i++)
		if (secscan_push_in_group(&push->refs.items[i], push->first))
			rc = base_has_line(push, push->refs.items[i].base, path, line, len);
	return rc;
}

static int tell(struct secscan_gate *g, const struct allowed *a)
{
	char detail[300];
	struct secscan_finding f = {
		.rule_id = a->rule_id,
		.title = "an allow comment without a sign-off",
		.detail = detail,
		.remedy = "",
		.kind = SECSCAN_KIND_REVIEW,
		.severity = SECSCAN_HIGH,
		.confidence = SECSCAN_VERIFIED,
		.level = SECSCAN_BLOCK,
		.number = NUMBER_ALLOW_SIGN_OFF,
		.path = a->path,
		.commit = a->commit,
		.line = a->line,
		.column = 1,
		.reason = "",
	};

	snprintf(detail, sizeof(detail), "on a protected branch the commit's message needs `Reviewed-by:` of somebody the settings "
			"name, as %.150s", g->settings->sign_off.items[0]);
	return secscan_gate_tell(&f, g);
}

int secscan_allowed_judge(struct secscan_gate *g, const char *commit, bool signed_off)
{
	int rc = 0;

	for (size_t i = 0; !rc && i < g->allowed.len; i++) {
		struct allowed *a = &g->allowed.items[i];

		if (a->judged || strcmp(a->commit, commit) != 0)
			continue;
		a->judged = true;
		if (!signed_off)
			rc = tell(g, a);
	}
	return rc;
}
