/* SPDX-License-Identifier: MIT */
#include "scan/inline.h"

#include "base/array.h"
#include "scan/terms.h"

#include <ctype.h>

static const char marker[] = "secscan:allow";

const char *secscan_line_start(const char *data, const char *at)
{
	const char *newline = memrchr(data, '\n', (size_t)(at - data));

	return newline ? newline + 1 : data;
}

const char *secscan_line_end(const char *at, const char *end)
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

/* What closes a comment is no part of its last word. */
static const char *before_closing(const char *p, const char *end)
{
	static const char *const closings[] = {"*/", "-->", "--}}", "%>", "#}", "|#"};

	while (end > p && isspace((unsigned char)end[-1]))
		end--;
	for (size_t i = 0; i < ARRAY_SIZE(closings); i++) {
		size_t len = strlen(closings[i]);

		if ((size_t)(end - p) >= len && !memcmp(end - len, closings[i], len))
			return end - len;
	}
	return end;
}

static void read_terms(struct inline_allow *out, const struct secscan_settings *settings, const char *p,
		const char *end)
{
	struct terms terms;
	const struct term_text *reason = &terms.said[TERM_REASON];

	secscan_terms_read(&terms, p, before_closing(p, end));
	out->refused = secscan_terms_refused(&terms, settings);
	if (!out->refused)
		snprintf(out->reason, sizeof(out->reason), "%.*s", (int)reason->len, reason->text);
}

static void look(struct inline_allow *out, const char *rule_id, const struct secscan_settings *settings,
		const char *data, const char *from, const char *to)
{
	while (from < to && (!out->found || out->refused)) {
		const char *at = memmem(from, (size_t)(to - from), marker, sizeof(marker) - 1);
		const char *end, *rest;

		if (!at)
			return;
		end = secscan_line_end(at, to);
		from = at + sizeof(marker) - 1;
		if (!names(skip_blanks(from, end), end, rule_id, &rest))
			continue;
		out->found = true;
		out->offset = (size_t)(at - data);
		read_terms(out, settings, rest, end);
	}
}

static void own_allow(struct inline_allow *out, const char *rule_id, const struct secscan_settings *settings,
		const char *data, size_t len, size_t start, size_t end)
{
	const char *first = secscan_line_start(data, data + start);
	const char *last = secscan_line_end(data + (end > start ? end - 1 : end), data + len);

	*out = (struct inline_allow){0};
	if (first > data)
		first = secscan_line_start(data, first - 1);
	look(out, rule_id, settings, data, first, last);
}

/* Behind "secscan:allow" or a word that was meant for it ("secscan: allow"); NULL: it is neither. *exact: which. */
static const char *behind_marker(bool *exact, const char *at, const char *end)
{
	static const char first[] = "secscan", second[] = "allow";
	const char *p = at + sizeof(first) - 1;

	*exact = (size_t)(end - at) >= sizeof(marker) - 1 && !memcmp(at, marker, sizeof(marker) - 1);
	p = skip_blanks(p, end);
	if (p < end && (*p == ':' || *p == '-'))
		p = skip_blanks(p + 1, end);
	return (size_t)(end - p) >= sizeof(second) - 1 && !memcmp(p, second, sizeof(second) - 1) ? p + sizeof(second) - 1 : NULL;
}

/* What is wrong with a comment of ours that does not name this rule; static. */
static const char *why_not_meant(const char *p, bool exact, const char *end)
{
	if (!exact)
		return "it is to be written `secscan:allow RULE reason=WHY`, without a blank in its first word";
	p = skip_blanks(p, end);
	if (p == end || secscan_terms_begin(p, end) || !isalnum((unsigned char)*p))
		return "it names no rule, as `secscan:allow RULE reason=WHY` does";
	return "the rule it names is another one, or none at all";
}

/*
 * A comment of ours beside the match that is not for this rule does nothing, and is told as one that is refused; it stands
 * for nothing else, so the place given is the match's own.
 */
static void look_for_stray(struct inline_allow *out, const char *data, size_t len, size_t start, size_t end)
{
	const char *from = secscan_line_start(data, data + start);
	const char *to = secscan_line_end(data + (end > start ? end - 1 : end), data + len), *at;

	if (from > data)
		from = secscan_line_start(data, from - 1);
	for (; !out->found && (at = memmem(from, (size_t)(to - from), "secscan", 7)) != NULL; from = at + 7) {
		const char *line_end = secscan_line_end(at, to), *behind;
		bool exact;

		behind = behind_marker(&exact, at, line_end);
		if (!behind)
			continue;
		out->found = true;
		out->offset = start;
		out->refused = why_not_meant(behind, exact, line_end);
	}
}

static void any_allow(struct inline_allow *out, const struct secscan_rule *rule, const struct secscan_settings *settings,
		const char *data, size_t len, size_t start, size_t end)
{
	struct inline_allow foreign;

	own_allow(out, secscan_rule_id(rule), settings, data, len, start, end);
	if (out->found && !out->refused)
		return;
	foreign.found = false;
	if (settings && rule->kind == SECSCAN_KIND_SECRET)
		secscan_foreign_allow(&foreign, settings, data, len, start, end);
	if (foreign.found && (!out->found || !foreign.refused))
		*out = foreign;
	if (!out->found)
		look_for_stray(out, data, len, start, end);
}

static const struct allow_answer *known_answer(const struct allow_memory *memory, const struct secscan_rule *rule)
{
	for (size_t i = 0; i < memory->n && i < ARRAY_SIZE(memory->answers); i++)
		if (memory->answers[i].rule == rule)
			return &memory->answers[i];
	return NULL;
}

void secscan_comment_allow(struct inline_allow *out, struct allow_memory *memory, const struct secscan_rule *rule,
		const struct secscan_settings *settings, const char *data, size_t len, size_t start, size_t end)
{
	const char *first = data + start, *last = data + (end > start ? end - 1 : end);
	const struct allow_answer *known;

	*out = (struct inline_allow){0};
	if (settings && !settings->inline_allow)
		return;
	if (!memory->from || first < memory->from || first > memory->to) {
		memory->from = secscan_line_start(data, first);
		memory->to = secscan_line_end(first, data + len);
		memory->n = 0;
	}
	known = last <= memory->to ? known_answer(memory, rule) : NULL;
	if (known)
		*out = known->allow;
	else
		any_allow(out, rule, settings, data, len, start, end);
	if (!known && last <= memory->to)
		memory->answers[memory->n++ % ARRAY_SIZE(memory->answers)] = (struct allow_answer){rule, *out};
}
