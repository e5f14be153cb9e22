/* SPDX-License-Identifier: MIT */
#include "scan/inline.h"

#include <ctype.h>

static const char marker[] = "secscan:allow";

static const char *line_start(const char *data, const char *at)
{
	const char *newline = memrchr(data, '\n', (size_t)(at - data));

	return newline ? newline + 1 : data;
}

static const char *line_end(const char *at, const char *end)
{
	const char *newline = memchr(at, '\n', (size_t)(end - at));

	return newline ? newline : end;
}

static const char *skip_blanks(const char *p, const char *end)
{
	while (p < end && (*p == ' ' || *p == '\t'))
		p++;
	return p;
}

/* Whether the comma-separated list at p names the rule; *rest is what stands behind the list. */
static bool names(const char *p, const char *end, const char *rule_id, const char **rest)
{
	size_t id_len = strlen(rule_id);
	bool found = false;

	for (;;) {
		const char *word = p;

		while (p < end && (isalnum((unsigned char)*p) || *p == '-'))
			p++;
		found |= (size_t)(p - word) == id_len && !memcmp(word, rule_id, id_len);
		if (p == end || *p != ',')
			break;
		p = skip_blanks(p + 1, end);
	}
	*rest = p;
	return found;
}

static void read_reason(struct inline_allow *out, const char *p, const char *end)
{
	size_t n = 0;

	p = skip_blanks(p, end);
	if (end - p < 8 || memcmp(p, "reason=", 7) != 0)
		return;
	for (p = skip_blanks(p + 7, end); p < end && *p != '\r' && n + 1 < sizeof(out->reason); p++)
		out->reason[n++] = *p;
	while (n && isspace((unsigned char)out->reason[n - 1]))
		n--;
	out->reason[n] = '\0';
	out->has_reason = n > 0;
}

static void look(struct inline_allow *out, const char *rule_id, const char *data, const char *from, const char *to)
{
	while (from < to && !out->has_reason) {
		const char *at = memmem(from, (size_t)(to - from), marker, sizeof(marker) - 1);
		const char *end, *rest;

		if (!at)
			return;
		end = line_end(at, to);
		from = at + sizeof(marker) - 1;
		if (!names(skip_blanks(from, end), end, rule_id, &rest))
			continue;
		out->found = true;
		out->offset = (size_t)(at - data);
		read_reason(out, rest, end);
	}
}

void secscan_inline_allow(struct inline_allow *out, const char *rule_id, const char *data, size_t len, size_t start,
		size_t end)
{
	const char *first = line_start(data, data + start);
	const char *last = line_end(data + (end > start ? end - 1 : end), data + len);

	*out = (struct inline_allow){0};
	if (first > data)
		first = line_start(data, first - 1);
	look(out, rule_id, data, first, last);
}
