/* SPDX-License-Identifier: MIT */
#include "rules/lint.h"

#include "rules/regex.h"

#include <ctype.h>
#include <hs_compile.h>

enum {
	MIN_LITERAL = 4,
	MAX_WIDTH = 4096,
	TRIGGER_SLACK = 256, /* a pattern without a bound may start this far before its explicit trigger */
};

static const char *id_of(const struct rule_draft *draft)
{
	return secscan_draft_text(draft, TEXT_ID);
}

/* Three letters that stand in every source file are no anchor; three others are. */
static bool is_common(const char *text)
{
	static const char stop[][4] = {"key", "api", "for", "the", "var", "let", "get", "set", "new", "int", "str", "end",
			"env", "url", "out", "try", "not", "and", "def", "val", "ret", "len", "arg", "ptr", "add", "use"};

	for (size_t i = 0; i < ARRAY_SIZE(stop); i++)
		if (!strncasecmp(text, stop[i], 3))
			return true;
	return false;
}

static bool literal_is_enough(const struct regex_shape *shape)
{
	return shape->literal >= MIN_LITERAL || (shape->literal == MIN_LITERAL - 1 && !is_common(shape->literal_text));
}

static int check_shape(const struct rule_draft *draft, enum rule_text which, const char *text,
		struct secscan_error *err)
{
	struct regex_shape shape;

	secscan_regex_shape(&shape, text);
	if (shape.unsupported)
		return secscan_draft_refuse(draft, which, err, 207, "[%s]: %s", id_of(draft), shape.unsupported);
	if (shape.look_around)
		return secscan_draft_refuse(draft, which, err, 207,
				"[%s]: look-around needs a `trigger` without it", id_of(draft));
	if (!literal_is_enough(&shape))
		return secscan_draft_refuse(draft, which, err, 207,
				"[%s]: every match must contain a literal of 4 bytes (or 3 uncommon ones); "
				"this one has %zu, so every line would be looked at", id_of(draft), shape.literal);
	if (shape.leading_class)
		return secscan_draft_refuse(draft, which, err, 207,
				"[%s]: starts with a repeated class or wildcard: drop it, or use \\b", id_of(draft));
	return 0;
}

static int check_pattern(const struct rule_draft *draft, struct secscan_error *err)
{
	struct regex_shape shape;

	secscan_regex_shape(&shape, secscan_draft_text(draft, TEXT_PATTERN));
	if (shape.unsupported)
		return secscan_draft_refuse(draft, TEXT_PATTERN, err, 207, "[%s]: %s", id_of(draft),
				shape.unsupported);
	return 0;
}

/*
 * A boundary before a literal that is long enough by itself is left to the confirm: Hyperscan would keep each such
 * literal twice, once for the start of the text, which is a quarter of the whole database.
 */
static void drop_boundary(char *expression)
{
	char *at = expression + (!strncmp(expression, "(?i)", 4) ? 4 : 0);
	struct regex_shape shape;

	secscan_regex_shape(&shape, expression);
	if (!strncmp(at, "\\b", 2) && shape.lead >= MIN_LITERAL)
		memmove(at, at + 2, strlen(at + 2) + 1);
}

/* The pattern up to its last open repeat, which is then repeated as little as it may be. */
static const char *derive(struct arena *arena, const char *pattern)
{
	unsigned min, closing;
	size_t len = secscan_regex_trigger_len(pattern, &min, &closing);
	size_t room = len + closing + 16;
	char *out = secscan_arena_alloc(arena, room);

	if (!out)
		return NULL;
	memcpy(out, pattern, len);
	if (min > 1)
		len += (size_t)snprintf(out + len, room - len, "{%u}", min);
	memset(out + len, ')', closing);
	out[len + closing] = '\0';
	drop_boundary(out);
	return out;
}

/* The widest match; UINT32_MAX when there is no bound. With PREFILTER Hyperscan takes look-around for nothing. */
static uint32_t widest(const char *pattern)
{
	hs_compile_error_t *error = NULL;
	hs_expr_info_t *info = NULL;
	uint32_t width = UINT32_MAX;

	if (hs_expression_info(pattern, HS_FLAG_MULTILINE | HS_FLAG_PREFILTER, &info, &error) == HS_SUCCESS)
		width = info->max_width;
	hs_free_compile_error(error);
	free(info);
	return width;
}

/*
 * How far before the end of its trigger a match may start: as wide as the trigger is if it begins with it, else its own
 * width at most. Without a bound for that, and a trigger that is more than the match's start, an author has to see to it
 * (`secscan rules lint` tries).
 */
static uint32_t reach(const struct rule_draft *draft, uint32_t trigger_width)
{
	const char *trigger = secscan_draft_text(draft, TEXT_TRIGGER), *pattern = secscan_draft_text(draft, TEXT_PATTERN);
	uint32_t whole;

	if (!*trigger || secscan_regex_begins(pattern, trigger))
		return trigger_width;
	whole = widest(pattern);
	return whole <= MAX_WIDTH ? whole : trigger_width + TRIGGER_SLACK;
}

static int measure(struct rule_draft *draft, enum rule_text which, struct secscan_error *err)
{
	hs_compile_error_t *error = NULL;
	hs_expr_info_t *info = NULL;
	int rc = 0;

	if (hs_expression_info(draft->expression, HS_FLAG_MULTILINE, &info, &error) != HS_SUCCESS) {
		rc = secscan_draft_refuse(draft, which, err, 209, "[%s]: Hyperscan refuses this: %s", id_of(draft),
				error ? error->message : "no reason given");
		hs_free_compile_error(error);
		return rc;
	}
	if (info->min_width == 0)
		rc = secscan_draft_refuse(draft, which, err, 208, "[%s]: matches nothing at all", id_of(draft));
	else if (info->max_width > MAX_WIDTH)
		rc = secscan_draft_refuse(draft, which, err, 208,
				"[%s]: may span more than 4,096 bytes before its end: bound the repeats, or add a "
				"`trigger` that is a short part of it", id_of(draft));
	draft->fixed.width = (uint16_t)(info->max_width < MAX_WIDTH ? info->max_width : MAX_WIDTH);
	draft->fixed.before = reach(draft, info->max_width);
	free(info);
	return rc;
}

/* A pattern that is looked for around another part only needs no literal: where that part is missing it costs nothing. */
static int check_sought(struct rule_draft *draft, struct secscan_error *err)
{
	const char *pattern = secscan_draft_text(draft, TEXT_PATTERN);
	hs_compile_error_t *error = NULL;
	hs_expr_info_t *info = NULL;
	bool empty;

	if (*secscan_draft_text(draft, TEXT_TRIGGER))
		return secscan_draft_refuse(draft, TEXT_TRIGGER, err, 204,
				"[%s]: a rule that is `dropped` when alone is looked for around its other part, "
				"without a `trigger`: drop it", id_of(draft));
	empty = hs_expression_info(pattern, HS_FLAG_MULTILINE | HS_FLAG_PREFILTER, &info, &error) == HS_SUCCESS &&
			!info->min_width;
	hs_free_compile_error(error);
	free(info);
	draft->expression = NULL;
	draft->fixed.before = 0;
	return empty ? secscan_draft_refuse(draft, TEXT_PATTERN, err, 208, "[%s]: matches nothing at all", id_of(draft)) : 0;
}

/* {20,} as {20}. */
static const char *close_repeats(struct arena *arena, const char *pattern)
{
	char *out = secscan_arena_alloc(arena, strlen(pattern) + 1), *to = out;

	if (!out)
		return NULL;
	for (const char *p = pattern; *p; p++)
		if (p == pattern || p[0] != ',' || p[1] != '}' || !isdigit((unsigned char)p[-1]))
			*to++ = *p;
	*to = '\0';
	return out;
}

/*
 * Another finder's: Hyperscan never sees it, so it may look around and needs no literal. All but the run itself, which is
 * its open repeat, must have a bound.
 */
static int check_found(struct rule_draft *draft, struct arena *arena, struct secscan_error *err)
{
	const char *lead = close_repeats(arena, secscan_draft_text(draft, TEXT_PATTERN));

	if (!lead)
		return secscan_fail_nomem(err);
	if (draft->fixed.kind != SECSCAN_KIND_SECRET)
		return secscan_draft_refuse(draft, TEXT_PATTERN, err, 207, "[%s]: `finder` is for secrets only", id_of(draft));
	if (*secscan_draft_text(draft, TEXT_TRIGGER) || rule_is_sought(&draft->fixed))
		return secscan_draft_refuse(draft, TEXT_TRIGGER, err, 207,
				"[%s]: a rule with a `finder` has no use for a `trigger`, nor for `alone = dropped`", id_of(draft));
	draft->expression = NULL;
	draft->fixed.before = widest(lead);
	if (draft->fixed.before > MAX_WIDTH)
		return secscan_draft_refuse(draft, TEXT_PATTERN, err, 208,
				"[%s]: may span more than 4,096 bytes beside the run: bound the other repeats", id_of(draft));
	return 0;
}

int secscan_rule_lint(struct rule_draft *draft, struct arena *arena, struct secscan_error *err)
{
	const char *trigger = secscan_draft_text(draft, TEXT_TRIGGER);
	enum rule_text which = *trigger ? TEXT_TRIGGER : TEXT_PATTERN;
	int rc;

	rc = check_pattern(draft, err);
	if (!rc && *secscan_draft_text(draft, TEXT_WORDS) && draft->fixed.finder == FINDER_TRIGGER)
		return secscan_draft_refuse(draft, TEXT_WORDS, err, 207, "[%s]: `words` is for rules with a `finder`", id_of(draft));
	if (!rc && draft->fixed.finder != FINDER_TRIGGER)
		return check_found(draft, arena, err);
	if (!rc && rule_is_sought(&draft->fixed))
		return check_sought(draft, err);
	if (!rc)
		rc = check_shape(draft, which, secscan_draft_text(draft, which), err);
	if (rc)
		return rc;
	draft->expression = derive(arena, secscan_draft_text(draft, which));
	if (!draft->expression)
		return secscan_fail_nomem(err);
	return measure(draft, which, err);
}
